/* Uptake: which of the Committee's paragraphs resemble what a submission asked and recommended.
 *
 * For the questions, recommendations and priorities of one submission, against the paragraphs of what the Committee wrote about the same
 * State afterwards (lists of issues, concluding observations: documents of the library whose source is "committee", dated on the day
 * that the submission was received or later). A likeness is a suggestion (text/resemblance.h): "resembles", never "taken from", since the
 * Committee hears many.
 *
 * It is for those alone whose submission it is: neither the secretariat nor members see it, it enters no figure, and nobody is
 * ranked. Its people confirm or deny each likeness, and may publish a claim under their name ("ORGANISATION says: this
 * paragraph resembles a recommendation of ours") while the submission itself is public with its sender's name. A claim can be taken
 * back at once; it goes when the submission is taken down or erased, or its organisation hidden. The journal holds that something was said, by
 * id, and no text.
 *
 * The one exception is the command: whoever has the instance's folder and keys can read everything in it anyway (SECURITY.md).
 */
#pragma once

#include "areas/submissions/submission.h"

#define TD_UPTAKE_ERROR (td_uptake_error_quark ())
GQuark td_uptake_error_quark (void);

typedef enum { TD_UPTAKE_UNSAID, TD_UPTAKE_CONFIRMED, TD_UPTAKE_DENIED } TdUptakeSaid;

typedef struct {
    char *mine;              /* "p12", "r2" */
    TdParagraphKind kind;    /* question or recommendation; text of a priority */
    char *text, *language;   /* of one's own */
    char *document, *symbol; /* symbol or NULL */
    char *title;             /* of the document, or NULL */
    char *anchor;            /* "p34" */
    char *theirs, *their_language;
    double score; /* 0: said before, and below what would be suggested now */
    TdUptakeSaid said;
    gint64 published; /* 0: not */
} TdUptake;
void td_uptake_free (TdUptake *uptake);

/* The printed number in an anchor: 34 of "p34"; 0 where it has none. */
int td_uptake_number (const char *anchor);

typedef struct {
    TdSubmission *submission;
    GPtrArray *list;    /* of TdUptake: by one's own words in order, the likest first */
    guint mine, theirs; /* how many of one's own words were held against how many of the Committee's paragraphs */
    const char *why_unpublished; /* why no claim can be published now, an English sentence for td_words; NULL: it can */
} TdUptakes;
void td_uptakes_clear (TdUptakes *uptakes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdUptakes, td_uptakes_clear)

/* TD_ACT_UPTAKE_READ. key: as in submission.h. TD_ERROR_NOT_FOUND when there is no such submission for this viewer. */
gboolean td_uptakes_get (TdInstance *instance, const TdViewer *viewer, const char *key, const char *submission,
                         TdUptakes *ret_uptakes, GError **error);
/* The same for the command, as the submission's own people see it. */
gboolean td_uptakes_get_as_theirs (TdInstance *instance, const char *submission, TdUptakes *ret_uptakes,
                                   GError **error);
json_t *td_uptakes_to_json (const TdUptakes *uptakes);

typedef enum {
    TD_SAY_CONFIRM,   /* it resembles mine */
    TD_SAY_DENY,      /* it does not; a claim is taken back */
    TD_SAY_FORGET,    /* what was said is taken back, a claim too */
    TD_SAY_PUBLISH,   /* it resembles mine, and everybody may read that we say so */
    TD_SAY_TAKE_BACK, /* nobody else reads it any more; confirmed it stays */
    TD_N_SAYS
} TdSay;
gboolean td_say_from_word (const char *word, TdSay *ret); /* "confirm", "deny", "forget", "publish", "take-back" */

/* One likeness of a submission. */
typedef struct {
    const char *submission, *mine, *document, *anchor;
} TdUptakeKey;
/* TD_ACT_SUBMISSION_LINK. TD_ERROR_NOT_FOUND: there is no such paragraph on either side. TD_ERROR_INPUT: it can't be published, with the reason. */
gboolean td_uptake_say (TdInstance *instance, const TdViewer *viewer, const char *key, const TdUptakeKey *which,
                        TdSay say, GError **error);
