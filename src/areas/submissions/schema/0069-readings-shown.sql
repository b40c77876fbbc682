-- What was noted of one reader and sign-in, found at once when a list shows many.
create index submission_reading_reader on submission_reading (reader, session, hour, what);
