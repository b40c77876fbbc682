/* What is new in a State's dossier since somebody last looked: per person and State.
 *
 * New is what came after they said that they had seen everything (at first: everything), and was not marked one by one since: submissions and
 * documents of the cycle, what others noted and shared, and earlier recommendations that the Committee assessed or whose entry was
 * corrected, and what the State says that it does about one. Nothing is marked by reading alone: who opens a page by chance loses
 * nothing.
 *
 * Marks are a person's own; they are no acts and stand in no journal. Threads: any.
 */
#pragma once

#include "areas/dossier/dossier.h"

typedef enum {
    TD_NEW_SUBMISSION,
    TD_NEW_DOCUMENT,
    TD_NEW_NOTE,
    TD_NEW_RECOMMENDATION,
    TD_NEW_STEP,
    TD_N_NEWS
} TdNewsKind;
const char *td_news_word (TdNewsKind kind); /* "submission", "document", "note", "recommendation", "step" */
gboolean td_news_from_word (const char *word, TdNewsKind *ret_kind);

typedef struct {
    TdNewsKind kind;
    char *id;
    TdSource source; /* of a submission or document */
    char *title, *who;
    char *address; /* behind the language: "/submissions/ID" */
    gint64 at;
} TdNews;
void td_news_free (TdNews *news);

/* Newest first, of TdNews. *ret_since: when everything was seen last; 0: never. For a person who reads the dossier; a command has seen nothing. */
GPtrArray *td_news_in (TdTx *tx, const TdViewer *viewer, const TdDossier *dossier, const char *locale,
                       gint64 *ret_since, GError **error);
/* TD_ACT_DOSSIER_READ. */
gboolean td_news_mark (TdInstance *instance, const TdViewer *viewer, const char *state, TdNewsKind kind, const char *id,
                       GError **error);
/* Everything that was shown: what came before an instant, that of the newest; and of that instant itself those named, "KIND ID" each,
 * NULL-terminated. (Instants are whole seconds, and what came in the same second after the page was made stays new.) */
gboolean td_news_mark_all (TdInstance *instance, const TdViewer *viewer, const char *state, gint64 until,
                           const char *const *shown, GError **error);
