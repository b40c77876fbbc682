/* Answers at meetings, as the dossier of a State files them: by whose they are, under the articles that they and their questions speak of.
 *
 * One that was given on the spot is filed by its note; where nobody noted what was said there is nothing to file. Only what the viewer
 * reads.
 */
#pragma once

#include "areas/questions/question.h"

typedef struct {
    char *meeting;
    char *meeting_kind; /* slug of the profile */
    char *question;
    int number;        /* of the question in its meeting */
    char *party;       /* a word that tells the parties of a meeting apart */
    gboolean of_state; /* the State's own */
    char *kind;        /* of source, slug of the profile's kinds, or NULL: not known */
    char *who;         /* NULL: the State */
    char *asked;       /* the question, with who asked */
    char *text, *language;
    gint64 at;
    gboolean is_public;
    GArray *articles; /* of int */
} TdFiled;
void td_filed_free (TdFiled *filed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdFiled, td_filed_free)

/* About this State, given from (included) until. Of TdFiled, by meeting and number. */
GPtrArray *td_filed_in (TdTx *tx, const TdViewer *viewer, const char *state, gint64 from, gint64 until, GError **error);
