/* Copies, sendings, links and addresses in rows; private to this area. */
#pragma once

#include "areas/participants/participant.h"

/* A new one; *ret_new FALSE: there is one already. */
gboolean td_participant_copy_insert (TdTx *tx, const TdParticipantCopy *copy, gboolean *ret_new, GError **error);
/* *ret NULL: there is none. */
gboolean td_participant_copy_load (TdTx *tx, const char *id, TdParticipantCopy **ret, GError **error);
/* By the keyed hash of a link. *ret NULL: there is none. */
gboolean td_participant_copy_of_token (TdTx *tx, const guint8 token[32], TdParticipantCopy **ret, GError **error);

typedef struct {
    const char *submission;        /* those of this report */
    const char *participant;       /* those for this one that wait */
    gboolean waiting;              /* those that wait, the oldest first */
    const char *const *not_states; /* or NULL: without those about these */
    int from, most;                /* most 0: all */
} TdCopySearch;
/* Of TdParticipantCopy. *ret_total (may be NULL): of all that match. */
GPtrArray *td_participant_copies_load (TdTx *tx, const TdCopySearch *search, gint64 *ret_total, GError **error);

gboolean td_participant_copy_set_gone (TdTx *tx, const char *submission, const char *gone, gint64 at, GError **error);
gboolean td_participant_sending_insert (TdTx *tx, const TdParticipantCopy *copy, const TdSending *sending,
                                        const char *actor, GError **error);

/* In place of the one before. */
gboolean td_participant_link_set (TdTx *tx, const char *copy, const guint8 token[32], gint64 expires, GError **error);
gboolean td_participant_links_drop (TdTx *tx, const char *submission, GError **error);
gboolean td_participant_link_opened (TdTx *tx, const char *copy, gint64 at, GError **error);

/* *ret_content NULL: none. */
gboolean td_participant_address_load (TdTx *tx, const char *participant, GBytes **ret_content, char **ret_locale,
                                      GError **error);
gboolean td_participant_address_set (TdTx *tx, const char *participant, GBytes *content, const char *locale,
                                     const char *actor, gint64 at, GError **error);
gboolean td_participant_address_drop (TdTx *tx, const char *participant, GError **error);
