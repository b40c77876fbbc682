#include "areas/submissions/submission-seen.h"

TdSeen td_submission_seen (TdRows *rows, int first, const TdViewer *viewer)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    TdThing thing = { .state = td_rows_text (rows, first + 2) };
    TdSeen seen = { 0 };

    /* A word that is none leaves the careful zero: a draft, for the Committee alone. */
    td_status_from_word (td_rows_text (rows, first), &thing.status);
    td_visibility_from_word (td_rows_text (rows, first + 1), &thing.visibility);
    seen.is_public = td_door_may (&nobody, TD_ACT_SUBMISSION_READ, &thing, NULL);
    thing.relations = td_door_relations (viewer, td_rows_text (rows, first + 3), td_rows_text (rows, first + 4), FALSE)
                      | td_door_state_relations (viewer, td_rows_text (rows, first + 5));
    seen.name = td_door_may (viewer, TD_ACT_SUBMISSION_NAME, &thing, NULL);
    seen.file = td_door_may (viewer, TD_ACT_FILE_READ, &thing, NULL);
    seen.as_public = !td_rows_null (rows, first + 6) && !seen.file;
    seen.noted = td_door_reading_is_noted (viewer, &thing);
    return seen;
}
