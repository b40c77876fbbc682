/* What the files of this area share; private to it. */
#pragma once

#include "areas/library/library.h"
#include "areas/uptake/uptake.h"

/* ---- both sides (uptake-sides.c) ---- */

/* One of one's own words. */
typedef struct {
    char *mine;
    TdParagraphKind kind;
    char *text;
    const char *language; /* interned */
    GArray *articles;     /* of int */
} TdMine;
/* Questions, recommendations and priorities of a submission, in this order of the text, priorities first; at most TD_LIMIT_UPTAKE_MINE. Of TdMine. */
GPtrArray *td_uptake_mine_in (TdTx *tx, const TdSubmission *submission, GError **error);

/* A paragraph of the Committee's. */
typedef struct {
    const TdLibraryDocument *document; /* of the same sides */
    TdLibraryParagraph *paragraph;
} TdTheirs;
typedef struct {
    GPtrArray *documents; /* of TdLibraryDocument */
    GPtrArray *theirs;    /* of TdTheirs */
} TdTheirSide;
void td_their_side_clear (TdTheirSide *side);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdTheirSide, td_their_side_clear)
/* Of what the Committee wrote about this State since this instant, each document in this language where it is there, else in the one that leads; at
 * most TD_LIMIT_UPTAKE_THEIRS paragraphs. only: this document alone; or NULL. */
gboolean td_uptake_theirs_in (TdTx *tx, const char *state, gint64 since, const char *language, const char *only,
                              TdTheirSide *ret_side, GError **error);

/* ---- likenesses (uptake.c) ---- */

/* The likenesses of both sides; nothing of what was said. Of TdUptake. */
GPtrArray *td_uptake_suggest (const GPtrArray *mine, const GPtrArray *theirs);
/* Why no claim on the submission can be published: an English sentence, or NULL. */
const char *td_uptake_why_unpublished (const TdSubmission *submission);

/* ---- rows (uptake-sql.c) ---- */

typedef struct {
    char *mine, *document, *anchor;
    gboolean confirmed;
    gint64 published;
} TdUptakeRow;
void td_uptake_row_free (TdUptakeRow *row);
GPtrArray *td_uptake_rows (TdTx *tx, const char *submission, GError **error);
/* *ret_row NULL: nothing was said. */
gboolean td_uptake_row (TdTx *tx, const TdUptakeKey *which, TdUptakeRow **ret_row, GError **error);
gboolean td_uptake_put (TdTx *tx, const TdUptakeKey *which, gboolean confirmed, gint64 said, gint64 published,
                        GError **error);
gboolean td_uptake_delete (TdTx *tx, const TdUptakeKey *which, GError **error);
/* No claim of the submission stands any more. */
gboolean td_uptake_take_back_all (TdTx *tx, const char *submission, GError **error);

/* A claim that everybody may read. */
typedef struct {
    char *anchor, *mine, *submission, *name;
    char *kind; /* of the submission's paragraph; NULL: a priority */
    gint64 published;
} TdUptakeClaim;
void td_uptake_claim_free (TdUptakeClaim *claim);
/* Of one document, in order of anchors and time; at most TD_LIMIT_UPTAKE_CLAIMS. Of TdUptakeClaim. */
GPtrArray *td_uptake_claims (TdTx *tx, const char *document, GError **error);
/* Submissions that people of may be told of: about a State, received up to an instant, the newest first, at most so many. Of char *. */
GPtrArray *td_uptake_submissions (TdTx *tx, const char *state, gint64 until, int most, GError **error);
