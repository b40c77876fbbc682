/* What the State answers to comments: one by one or several with one word.
 *
 * Several offices of a State answer at the same time. A form carries, with each comment, the version that its writer saw. Who
 * answers a comment that was answered meanwhile is told so and gets what stands; nothing is stored, and they may then take its
 * place or stand beside it. Every version is kept, with the office that gave it, for the State alone.
 *
 * Comments can be answered as long as their words are there, also after the consultation closed or was withdrawn.
 */
#pragma once

#include "areas/consultations/comment.h"

typedef struct {
    const char *const *comments; /* "ID.VERSION" as seen, NULL-terminated; at least one */
    const char *disposition;     /* word */
    const char *text;            /* the reason */
    const char *office;          /* which ministry or office answers */
    const char *how;             /* where one is answered already: "replace" or "add"; else NULL */
} TdAnswerWish;
/* TD_ERROR_CONFLICT with *ret_others (of TdComment, may be NULL): those that somebody else answered meanwhile, as they stand. */
gboolean td_answer_give (TdInstance *instance, const TdViewer *viewer, const char *consultation,
                         const TdAnswerWish *wish, GPtrArray **ret_others, const char **ret_field, GError **error);
/* What the viewer called their office last in this consultation, or NULL. Free it. */
gboolean td_answer_office (TdInstance *instance, const TdViewer *viewer, const char *consultation, char **ret_office,
                           GError **error);
