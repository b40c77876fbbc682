/* Everything that a person can make grow has a limit, and all of them stand here.
 *
 * docs/LIMITS.md is made from this table (tools/limits-doc.sh); a house test compares them.
 * To add one: a row. The name becomes the constant TD_LIMIT_name.
 * What a treaty body decides (pages of a report, bytes of a file) is not here but in its profile.
 */
#pragma once

/*    name                     value                 unit        what it bounds */
#define TD_LIMITS(X)                                                                               \
    X (UPLOAD_BYTES,           25 * 1024 * 1024,     "bytes",    "one uploaded file, before reading")          \
    X (REQUEST_BYTES,          26 * 1024 * 1024,     "bytes",    "one request's body, all in")                 \
    X (FIELD_BYTES,            128 * 1024,           "bytes",    "one form field")                             \
    X (FIELDS,                 400,                  "fields",   "fields of one form")                         \
    X (HEADER_BYTES,           16 * 1024,            "bytes",    "all headers of a request")                   \
    X (CONNECTIONS,            4096,                 "connections", "open connections of a server")             \
    X (CONNECTIONS_PER_ADDRESS, 256,                 "connections", "open connections of one address, but of a proxy on this machine") \
    X (REQUEST_SECONDS,        300,                  "seconds",  "one request from first byte to last")        \
    X (REQUEST_LEAST_RATE,     512,                  "bytes a second", "least rate of a body after ten seconds")\
    X (QUEUE_PAGES,            256,                  "requests", "waiting for a page worker before 503")       \
    X (QUEUE_SLOW,             64,                   "requests", "waiting for a slow worker before 503")       \
    X (CELL_MEMORY,            512 * 1024 * 1024,    "bytes",    "memory of a cell that reads a file")         \
    X (CELL_SECONDS,           30,                   "seconds",  "time of a cell that reads a file")           \
    X (CELL_OUTPUT,            64 * 1024 * 1024,     "bytes",    "what a cell may answer in all")              \
    X (CELL_RECORD,            1024 * 1024,          "bytes",    "one record of a cell's answer")              \
    X (UNITS_MEMORY,           128 * 1024 * 1024,    "bytes",    "memory of a cell that reads a file of translators, however long") \
    X (UNITS_SECONDS,          900,                  "seconds",  "time of a cell that reads a file of translators") \
    X (PARAGRAPHS,             200000,               "paragraphs", "of one document")                          \
    X (NAME_CHARACTERS,        200,                  "characters", "a name of an organisation or a person")    \
    X (TITLE_CHARACTERS,       300,                  "characters", "a title")                                  \
    X (SYMBOL_CHARACTERS,      60,                   "characters", "a document's symbol")                        \
    X (LANGUAGE_CHARACTERS,    35,                   "characters", "the tag of a language")                      \
    X (CYCLES,                 99,                   "reviews",  "of one State")                               \
    X (TEXT_CHARACTERS,        4000,                 "characters", "a free answer in a form")                  \
    X (PRIORITIES,             3,                    "priorities", "that a sender may name")                   \
    X (FILES_PER_SUBMISSION,   10,                   "files",    "of one submission")                          \
    X (UPLOADS,                3,                    "files",    "of one draft that have come in part")        \
    X (UPLOAD_PIECE_BYTES,     1024 * 1024,          "bytes",    "one piece of a file that comes in pieces")   \
    X (UPLOAD_PIECE_LEAST,     4096,                 "bytes",    "at least, in each piece but the last")       \
    X (UPLOAD_DAYS,            3,                    "days",     "the pieces of a file are kept that nobody went on with") \
    X (ORGANISATIONS_PER_DAY,  5,                    "organisations", "that one person registers in a day")    \
    X (CO_SIGNERS,             20,                   "organisations", "that can be asked to co-sign one report")   \
    X (COUNTRIES,              60,                   "countries", "in which an organisation says that it works")   \
    X (ORGANISATION_LANGUAGES, 30,                   "languages", "of an organisation")                        \
    X (OWN_ACCOUNTS,           500,                  "accounts", "of one State's consultation, shown and counted")   \
    X (OWN_ACCOUNT_CHANGES,    40,                   "accounts", "given or changed by one person in a day")     \
    X (OWN_ACCOUNTS_UNVERIFIED, 40,                  "accounts", "of one State's consultation without an account of one's own, in a day") \
    X (DAYS_GIVEN,             3650,                 "days",     "that somebody had to answer a consultation")  \
    X (UPTAKE_MINE,            500,                  "paragraphs", "of a submission that are held against the Committee's") \
    X (UPTAKE_THEIRS,          20000,                "paragraphs", "of the Committee's that they are held against")  \
    X (UPTAKE_EACH,            3,                    "paragraphs", "of the Committee's that are suggested for one of one's own") \
    X (UPTAKE_CLAIMS,          500,                  "claims",   "that stand at one document of the Committee")   \
    X (UPTAKE_LETTERS,         200,                  "submissions", "whose people are told when a document of the Committee comes in") \
    X (SEARCH_TERMS,           32,                   "words",    "of one search that count")                   \
    X (SEARCH_HITS,            100,                  "hits",     "of one page of a search")                    \
    X (SEARCH_STATES,          20,                   "States",   "that one search is narrowed to")           \
    X (SEARCH_NAMES,           200,                  "names",    "that have the words by which a search is narrowed to who said it") \
    X (DOSSIER_EXTRACTS,       5,                    "paragraphs", "of each article and source in a whole dossier and in a briefing paper") \
    X (BRIEFING_QUESTIONS,     150,                  "questions", "in one briefing paper")                        \
    X (NOTES,                  500,                  "notes",    "of one State's dossier in one list")           \
    X (MATCHES,                2000,                 "matches",  "of paragraphs with the Committee's, in one list")  \
    X (MATCH_PIECE,            400,                  "paragraphs", "looked through at once for what they speak of")  \
    X (MATCH_PIECES,           25,                   "pieces",   "of so many paragraphs, looked through in one go")  \
    X (JANUS_BYTES,            1024 * 1024,          "bytes",    "one answer of the rooms' server")             \
    X (CACHE_BYTES,            16 * 1024 * 1024,     "bytes",    "finished public pages kept in memory")       \
    X (SIGN_IN_TRIES,          10,                   "tries",    "wrong passwords of one address in 15 minutes") \
    X (CODES_A_MINUTE,         60,                   "tries",    "to come back with a code of words, of all together in a minute") \
    X (SECOND_TRIES,           5,                    "tries",    "wrong codes of one person in 15 minutes")   \
    X (PASSWORD_TRIES,         10,                   "tries",    "wrong old passwords of one person in 15 minutes") \
    X (LINKS_PER_ADDRESS,      5,                    "links",    "asked for by mail for one address in an hour") \
    X (LINKS_PER_HOUR,         300,                  "links",    "asked for by mail of a whole instance in an hour") \
    X (UNDO_SECONDS,           120,                  "seconds",  "before those concerned are told of a decision") \
    X (DESK_ITEMS,             50,                   "items",    "of one page of the desk, and decided at once")  \
    X (DESK_NOTES,             100,                  "notes",    "of the secretariat on one submission")     \
    X (DRAFT_DAYS,             30,                   "days",     "an unsent submission is kept")               \
    X (MAILS_PER_ADDRESS,      50,                   "letters",  "posted to one mail address in a day")        \
    X (MAIL_CHARACTERS,        20000,                "characters", "all words of one letter")                  \
    X (MAIL_SUBJECT,           150,                  "characters", "a letter's subject; what is longer is cut") \
    X (MAIL_TRIES,             7,                    "tries",    "to send a letter before it stands as failed") \
    X (MAIL_DAYS,              30,                   "days",     "a letter's row is kept after it was sent; a failed one's words") \
    X (MAILS_SHOWN,            200,                  "letters",  "shown on the page that ./run has for its mail") \
    X (INVITATION_DAYS,        7,                    "days",     "the link of an invitation works")             \
    X (INVITATIONS_PER_HOUR,   20,                   "invitations", "that one person writes in an hour")        \
    X (INVITATIONS_PER_DAY,    100,                  "invitations", "that one person writes in a day")          \
    X (INVITATIONS_OF_ORGANISATION, 200,             "invitations", "of one organisation or State in a day")    \
    X (REGISTRATIONS_PER_ADDRESS, 3,                 "letters",  "to one address that asks for an account, in a day") \
    X (REGISTRATIONS_PER_HOUR, 500,                  "letters",  "to all who ask for an account, in an hour")   \
    X (CONSULTATIONS,          50,                   "consultations", "of a State in one cycle")            \
    X (PARTICIPANT_LINK_DAYS,  90,                   "days",     "that a standing participant's link to a report opens it") \
    X (PARTICIPANT_SENDINGS,   100,                  "sendings", "of one report to one standing participant") \
    X (CONSULTATION_EXTENSIONS, 10,                  "extensions", "of one consultation")                    \
    X (MEETINGS,               100,                  "meetings", "of one consultation")                      \
    X (STATEMENT_CHARACTERS,   20000,                "characters", "of a statement at a meeting")               \
    X (FLOOR_CHANGES,          60,                   "requests", "for the floor, asked or changed by one account in a day") \
    X (FLOOR_REQUESTS,         300,                  "requests", "for the floor of one State's part of a meeting") \
    X (FLOOR_MINUTES,          600,                  "minutes",  "of one part of a meeting")                   \
    X (SESSION_MEETINGS,       200,                  "meetings", "of one session")                            \
    X (PLACES,                 200,                  "places",   "of meetings")                               \
    X (COMMENTS,               5000,                 "comments", "in one consultation")                      \
    X (COMMENTS_PER_DAY,       200,                  "comments", "that one account sends in a day")          \
    X (COMMENTS_WITHOUT_ACCOUNT, 60,                 "comments", "without an account in one consultation, of all together in an hour") \
    X (GENERAL_COMMENTS,       200,                  "general comments", "in the making or adopted")          \
    X (GENERAL_STAGES,         40,                   "stages",   "of one general comment")                      \
    X (GENERAL_DRAFTS,         20,                   "drafts",   "of one general comment")                      \
    X (DRAFT_PARAGRAPHS,       3000,                 "paragraphs", "of a draft general comment, headings with them") \
    X (DRAFT_COMMENTS,         10000,                "comments", "on one draft general comment, public ones and those for the Committee alone each") \
    X (DRAFT_REPLIES,          100,                  "answers",  "in the discussion of one comment on a draft")  \
    X (DRAFT_COMMENTS_SHOWN,   20,                   "comments", "on a draft, on one page")                     \
    X (DRAFT_COMMENT_VERSIONS, 50,                   "times",    "that one comment on a draft is changed")      \
    X (IMPORT_BATCHES,        20,                  "spreadsheets","with files that wait to be brought into the library") \
    X (IMPORT_BATCH_FILES,    200,                 "files",    "of one such spreadsheet")                       \
    X (IMPORT_BATCH_DAYS,     14,                  "days",     "such a spreadsheet waits that nobody touched")  \
    X (COMMENT_SPLITS,         10,                   "documents", "of comments on one draft that one person has not confirmed yet") \
    X (COMMENT_PIECES,         200,                  "pieces",   "of one document of comments")                 \
    X (COMMENTS_ALIKE,         20,                   "comments", "on a draft that are suggested as alike in one") \
    X (COMMENTS_ANSWERED,      200,                  "comments", "answered at once with one word")           \
    X (RECOMMENDATIONS,        20000,                "recommendations", "of all States, in one list")          \
    X (RECOMMENDATIONS_SHOWN,  30,                   "recommendations", "of one page")                         \
    X (STEPS,                  100,                  "steps",    "of a State on one recommendation")           \
    X (STEP_VERSIONS,          200,                  "versions", "of one step of a State")                     \
    X (ASSESSMENTS,            200,                  "versions", "of the assessment of one recommendation")    \
    X (SUBSCRIPTIONS,          100,                  "subscriptions", "of one subscriber")                     \
    X (SUBSCRIBE_PER_ADDRESS,  10,                   "letters",  "to one address that asks to be told, in a day") \
    X (SUBSCRIBE_PER_HOUR,     500,                  "letters",  "to all who ask to be told, in an hour")       \
    X (SUBSCRIBE_DAYS,         7,                    "days",     "the link of a letter that asks for a yes works") \
    X (DIGEST_ITEMS,           25,                   "reports",  "named in the letter of a day")                \
    X (LATE_ASKED_PER_ADDRESS, 3,                    "times",    "that one address asks to send late, in a day") \
    X (LATE_ASKED_PER_HOUR,    100,                  "times",    "that all together ask to send late, in an hour") \
    X (LATE_LINKS_PER_DAY,     5,                    "letters",  "with a fresh link in place of one to send late") \
    X (TEXT_SECTIONS,          500,                  "sections", "of one text that is written here")            \
    X (TEXT_PARAGRAPHS,        20000,                "paragraphs", "of one text that is written here")          \
    X (TEXT_PARAGRAPH_CHARACTERS, 60000,             "characters", "of one paragraph, its notes with it")       \
    X (TEXT_CELLS,             12,                   "cells",    "of a row in a table of a text")              \
    X (TEXT_LINK_CHARACTERS,   2000,                 "characters", "of a link in a text")                      \
    X (WRITER_SECONDS,         60,                   "seconds",  "to make a file of a text")                    \
    X (WRITER_MEMORY,          768 * 1024 * 1024,    "bytes",    "memory of the program that makes a file of a text") \
    X (WRITER_OUTPUT,          64 * 1024 * 1024,     "bytes",    "of a file made of a text")                   \
    X (DIFF_WORDS,             10000,                "words",    "of a text that are compared one by one; longer ones go line by line first") \
    X (SECTION_CHARACTERS,     30000,                "characters", "typed into one section of a text that is written here") \
    X (SECTION_PARAGRAPHS,     200,                  "paragraphs", "of one section of a text that is written here") \
    X (WRITTEN_SECTIONS,       60,                   "sections", "of a text that is written in the editor")    \
    X (SECTION_VERSIONS,       5000,                 "versions", "of one section, branches counted")           \
    X (SECTION_BRANCHES,       40,                   "branches", "of one section that wait to be taken in")    \
    X (VERSIONS_SHOWN,         50,                   "versions", "on one page of a text's history")            \
    X (LOCK_SECONDS,           900,                  "seconds",  "a section is kept for who writes in it, from each save on") \
    X (QUESTIONS,              500,                  "questions", "taken down at one meeting")                   \
    X (CAPTION_CHARACTERS,     400,                  "characters", "of one line of captions")                    \
    X (CAPTION_LINES,          20000,                "lines",    "of captions of a meeting in one language")     \
    X (CAPTION_LANGUAGES,      12,                   "languages", "of captions of one meeting")                 \
    X (CAPTIONS_SHOWN,         200,                  "lines",    "of a transcript on one page")                  \
    X (MINUTES_CHARACTERS,     60000,                "characters", "of the minutes of a meeting")              \
    X (ANSWER_VERSIONS,        50,                   "versions", "of one answer to a question of a meeting")     \
    X (QUESTIONS_SHOWN,        50,                   "questions", "of a meeting on one page")                   \
    X (STREAMS,                2500,                 "streams",  "of live events that are followed at once")     \
    X (MEETING_STEPS,          5000,                 "steps",    "of one meeting as it runs")                    \
    X (TYPED_TURNS,            190,                  "speakers", "of one meeting whose times are typed in afterwards") \
    X (FLOOR_SECONDS,          3600,                 "seconds",  "that one speaker is given the floor at once")  \
    X (ROOM_HOURS_BEFORE,      1,                    "hours",    "before a meeting that its room opens")         \
    X (ROOM_HOURS_AFTER,       6,                    "hours",    "after a meeting that its room and its links hold") \
    X (ROOM_UNSEEN_SECONDS,    20,                   "seconds",  "without a word of a browser until it counts as gone from a room") \
    X (ROOM_LINKS,             500,                  "links",    "to the room of one meeting")                   \
    X (SDP_CHARACTERS,         30000,                "characters", "a browser's offer of sound or picture")       \
    X (HANDS,                  500,                  "hands",    "raised at a time in one meeting")              \
    X (HANDS_EACH,             50,                   "times",    "that one person raises a hand in one meeting") \
    X (MEMORY_CHARACTERS,      8000,                 "characters", "of one text of the translation memory")        \
    X (GLOSSARY_TERMS,         5000,                 "terms",    "of the glossary beside the profile's")           \
    X (MEMORY_FOUND,           25,                   "pairs",    "of the translation memory on one page")          \
    X (TRANSLATION_SEGMENTS,   20000,                "sentences", "of one translation")                          \
    X (TRANSLATION_CHARACTERS, 10000,                "characters", "of one sentence in another language")         \
    X (TRANSLATION_VERSIONS,   200,                  "versions", "of one sentence in another language")         \
    X (TRANSLATIONS_A_DAY,     20,                   "translations", "begun by one person in a day")            \
    X (MACHINE_SECONDS,        20,                   "seconds",  "for a machine to translate a sentence")        \
    X (MACHINE_MEMORY,         512 * 1024 * 1024,    "bytes",    "memory of a process of that machine")          \
    X (MACHINE_BYTES,          64 * 1024,            "bytes",    "that a machine answers to a sentence")         \
    X (OAI_RECORDS,            100,                  "records",  "in one answer to who harvests by OAI-PMH")      \
    X (OPEN_RECORDS,           50,                   "records",  "in one answer of JSON Lines with all that is public") \
    X (CARD_CHARACTERS,        320,                  "characters", "quoted on a picture card, those of Chinese counted twice") \
    X (SUMMARY_CHARACTERS,     1500,                 "characters", "of a summary of an adopted text")               \
    X (LEAFLET_CHARACTERS,     6000,                 "characters", "of the summary and the paragraphs on a leaflet, those of Chinese counted twice") \
    X (LEAFLET_PARAGRAPHS,     8,                    "paragraphs", "chosen for a leaflet")                          \
    X (OUTREACH_A_DAY,         50,                   "notes",    "of outreach of one organisation in a day")       \
    X (OUTREACH_LISTED,        500,                  "notes",    "of outreach in one list")                        \
    X (MIRROR_ANSWER,          128 * 1024 * 1024,    "bytes",    "of one answer of a server that is mirrored")     \
    X (MIRROR_FILE,            100 * 1024 * 1024,    "bytes",    "of one file of a server that is mirrored")       \
    X (MIRROR_SECONDS,         600,                  "seconds",  "for one answer of a server that is mirrored")    \
    X (MIRROR_QUIET_SECONDS,   30,                   "seconds",  "without a byte, after which a mirror gives up")  \
    X (MIRROR_LEFT_OUT,        20,                   "records",  "one after the other that a mirror leaves out")   \
    X (MIRROR_EVERY,           60,                   "seconds",  "after which a mirror looks again")               \
    X (CITATIONS,              5000,                 "places",   "where texts cite one document, or that one text cites, shown and counted") \
    X (OPEN_ROWS,              50000,                "rows",     "of a table of all that is public; also addresses in one sitemap") \
    X (PHONE_CALLS,            400,                  "calls",    "at once on the telephone")                    \
    X (PHONE_CALLS_A_MINUTE,   120,                  "calls",    "that the telephone takes in a minute")        \
    X (PHONE_MEMORY,           256 * 1024 * 1024,    "bytes",    "memory of the telephone gateway")             \
    X (PHONE_PINS,             200,                  "PINs",     "for the telephone that one person asks for or gives in a day") \
    X (PHONE_PIN_HOURS,        6,                    "hours",    "after its meeting a PIN still works, should it last longer") \
    X (PHONE_TRIES,            6,                    "tries",    "wrong PINs of one caller in 15 minutes")      \
    X (PHONE_TRIES_A_MINUTE,   30,                   "tries",    "wrong PINs of all callers together in a minute") \
    X (PHONE_DIALS,            3,                    "calls",    "to reach somebody who asked to be called")    \
    X (VOICE_SECONDS,          10,                   "seconds",  "to speak a sentence for the telephone")       \
    X (VOICE_MEMORY,           256 * 1024 * 1024,    "bytes",    "memory of the program that speaks it")        \
    X (CASES,                 20000,                "cases",    "in the register of communications, in one list") \
    X (CASE_PAPERS,           500,                  "papers",   "between the parties of one communication") \
    X (CASE_ANNEXES,          40,                   "files",    "beside one paper of a communication") \
    X (RISK_TEXTS,            300,                  "texts",    "that hold the name of an organisation at risk, in one list") \
    X (CASE_READINGS,         1000,                 "readings", "of communications on one page of their journal") \
    X (SMALL_COUNT,           5,                    "people",   "below which a figure is not shown") \
    X (MEETING_GUESTS,        300,                  "people",   "and organisations named for one meeting") \
    X (ACCREDITATIONS,        60,                   "people",   "for whom an organisation asks to come to one session") \
    X (ACCREDITATIONS_LISTED, 2000,                 "people",   "in one list of those who asked to come") \
    X (ACCREDITATIONS_AT_ONCE,100,                  "people",   "about whom the secretariat decides at once") \
    X (DELEGATES,             80,                   "people",   "of a State's delegation") \
    X (BRIEFING_REQUESTS,     10,                   "requests", "for a closed briefing of one organisation, in a session") \
    X (BRIEFING_PAPERS,       60,                   "papers",   "laid before one closed meeting") \
    X (SEALED_REQUEST_BYTES,  2000 * 1024 * 1024,   "bytes",    "one request that brings something sealed")    \
    X (FILE_REQUEST_SECONDS,  4 * 60 * 60,          "seconds",  "one request that brings a file, from first byte to last") \
    X (SEALED_CLEAN_BYTES,    8 * 1024 * 1024,      "bytes",    "of a file that is held in memory so that its metadata can be taken out before it is sealed") \
    X (SEALED_CLEAN_ALL,      256 * 1024 * 1024,    "bytes",    "of all such files at a time")                 \
    X (SEALED_FILES,          5,                    "files",    "sent sealed at once")                         \
    X (SEALED_PARTS,          1000,                 "parts",    "of one sealed filing")                        \
    X (SEALED_BYTES,          4000,                 "megabytes", "of one sealed filing")                       \
    X (SEALED_AN_HOUR,        300,                  "filings",  "begun sealed, of all together in an hour")    \
    X (SEALED_CHARACTERS,     40000,                "characters", "of one sealed message or of an answer to it") \
    X (SEALED_ANSWERS,        200,                  "answers",  "to one sealed filing")                        \
    X (BACKUP_PIECE,          64 * 1024 * 1024,     "bytes",    "of a piece of rows in a backup, one row at least") \
    X (SESSION_HOURS,          12,                   "hours",    "a sign-in lasts")

enum {
#define TD_LIMIT_ROW(name, value, unit, what) TD_LIMIT_##name = (value),
    TD_LIMITS (TD_LIMIT_ROW)
#undef TD_LIMIT_ROW
};
