/* Rows of lists, parts and requests; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/floor/floor.h"

/* ---- lists ---- */

/* *ret NULL: none. Its seed is filled only where it is revealed. */
gboolean td_floor_list_load (TdTx *tx, const char *meeting, TdFloorList **ret, GError **error);
/* seed: sealed. */
gboolean td_floor_list_insert (TdTx *tx, const TdFloorList *list, GBytes *seed, GError **error);
gboolean td_floor_list_set_deadline (TdTx *tx, const TdFloorList *list, GError **error);
/* begins: of the meeting. */
gboolean td_floor_list_set_shared (TdTx *tx, const char *meeting, int n, gboolean by_hand, gint64 begins, gint64 at,
                                   GError **error);
/* Ids of meetings that moved, were cancelled or take place after all since their speakers were told. Of char *. */
GPtrArray *td_floor_list_moved (TdTx *tx, GError **error);
/* The speakers' times move with the meeting. */
gboolean td_floor_list_set_moved (TdTx *tx, const TdMeeting *meeting, GError **error);
gboolean td_floor_list_set_revealed (TdTx *tx, const char *meeting, const guint8 *seed, GError **error);
/* *ret_seed NULL: no list. */
gboolean td_floor_list_seed (TdTx *tx, const char *meeting, GBytes **ret_seed, GError **error);
/* Ids of meetings whose deadline was before at and whose seed is not revealed. Of char *. */
GPtrArray *td_floor_list_unrevealed (TdTx *tx, gint64 at, GError **error);
/* In place of those that there were. */
gboolean td_floor_parts_set (TdTx *tx, const TdFloorList *list, GError **error);

/* Of TdFloorDrawn, by part and place. */
GPtrArray *td_floor_lot_load (TdTx *tx, const char *meeting, GError **error);
/* In place of what there was. */
gboolean td_floor_lot_drop (TdTx *tx, const char *meeting, GError **error);
gboolean td_floor_lot_insert (TdTx *tx, const char *meeting, const TdFloorDrawn *drawn, GError **error);

/* ---- requests ---- */

typedef struct {
    const char *id, *meeting, *state, *organisation; /* NULL: any */
    gboolean withdrawn;                              /* those too */
} TdFloorSearch;
/* By State, the time they came and id. Of TdFloorRequest, with what is sealed opened. */
GPtrArray *td_floor_requests_load (TdTx *tx, const TdInstance *instance, const TdFloorSearch *search, GError **error);
gboolean td_floor_request_insert (TdTx *tx, const TdInstance *instance, const TdFloorRequest *request, GError **error);
gboolean td_floor_request_update (TdTx *tx, const TdInstance *instance, const TdFloorRequest *request, GError **error);
/* A merged organisation's are the other's; of two for one State the other's stands. */
gboolean td_floor_requests_move (TdTx *tx, const char *from, const char *into, gint64 at, GError **error);
