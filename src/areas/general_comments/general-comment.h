/* General comments in the making: whose they are, on what, and the stages until the Committee adopts them (statement of September 2014, paragraph 10).
 *
 * A general comment belongs to one body or to two, which write it together; each has its own symbol and number for it
 * (CMW/C/GC/3 is CRC/C/GC/22), and both lead to the adopted document in the library (areas/library/joint.h). It goes through stages:
 * which ones, in which order and which of them come again is the profile's (general-comment-stages.csv): a concept note, a call for
 * written input, a day of general discussion, drafts, comments on them, adoption. A stage has a time once it is known, and a document, a call or
 * a meeting where there is one. Drafts are versions of its text (draft.h); comments on a draft are taken in a stage of
 * kind TD_GENERAL_COMMENTS that names the draft (draft-comment.h), from the instant it opens up to, and not at, its end.
 *
 * Everything here is public from its first day on. Who may change it: TD_ACT_GENERAL_COMMENT_KEEP. Errors: TD_GENERAL_COMMENT_ERROR.
 * Threads: any; records are their caller's.
 *
 * Acts of the journal, on thing "general-comment" with its id: general-comment.begin, .stage, .draft, .adopt; on thing "general-comment-phase" with the
 * id of the stage: general-comment.phase (comments on a draft were announced), .phase-move, .phase-end.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"
#include <jansson.h>

#define TD_GENERAL_COMMENT_ERROR (td_general_comment_error_quark ())
GQuark td_general_comment_error_quark (void);

typedef struct {
    char *language, *title;
} TdGeneralTitle;

typedef struct {
    char *body;   /* "CMW", as people write it */
    int number;   /* 0: not given yet */
    char *symbol; /* in its clean form, or NULL: not given yet */
} TdGeneralBody;

/* A later or earlier end that a phase of comments got. */
typedef struct {
    char *was_local, *closes_local;
    gint64 was, closes, at;
    char *reason; /* for the public */
} TdGeneralMove;

typedef struct {
    char *id;
    char *general_comment;
    int n;      /* its place: 1, 2, … */
    char *kind; /* slug of the profile's general_stages */
    TdGeneralIs is;
    char *opens_local, *closes_local; /* NULL: not said; a stage of one day has opens alone */
    gint64 opens, closes;             /* 0: not said */
    char *zone;
    char *draft;    /* on which comments are taken, or that came in with this stage; or NULL */
    char *document; /* of the library: id or symbol; or NULL */
    char *call;     /* of areas/calls, or NULL */
    char *meeting;  /* of areas/programme, or NULL: a public one, since everybody reads its address here */
    char *note;     /* for the public, or NULL */
    gint64 created, changed;
    GPtrArray *moves; /* of TdGeneralMove, oldest first */
} TdGeneralStage;

typedef enum { TD_GENERAL_PLANNED, TD_GENERAL_OPEN, TD_GENERAL_OVER } TdGeneralWhen;
/* Where a stage stands at that instant; one without a time is planned. */
TdGeneralWhen td_general_stage_when (const TdGeneralStage *stage, gint64 at);

typedef struct {
    char *id;
    char *theme;                  /* slug, or NULL */
    char *drafter, *drafter_name; /* account, name as shown; or NULL */
    char *document;               /* of the library, once it is adopted */
    char *adopted;                /* day, or NULL */
    int drafts;                   /* how many there are */
    gint64 created;
    guint8 secret[32];
    GPtrArray *titles; /* of TdGeneralTitle; that of the first working language that is there first */
    GPtrArray *bodies; /* of TdGeneralBody, in order */
    GPtrArray *stages; /* of TdGeneralStage, in order */
} TdGeneralComment;
void td_general_comment_free (TdGeneralComment *general);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdGeneralComment, td_general_comment_free)

/* Its title in that language, else the first; *ret_language (may be NULL): of what it gives. Owned by general. */
const char *td_general_comment_title (const TdGeneralComment *general, const char *locale, const char **ret_language);
/* "CMW/C/GC/3, CRC/C/GC/22" as people write symbols; "" where none is given yet. Free it. */
char *td_general_comment_symbols (const TdGeneralComment *general);
const TdGeneralStage *td_general_comment_stage (const TdGeneralComment *general, const char *stage); /* NULL if none */
/* The phase of comments on that draft; NULL if none. */
const TdGeneralStage *td_general_comment_phase (const TdGeneralComment *general, const char *draft);

/* ---- reading; everybody may ---- */

/* TD_ERROR_NOT_FOUND when there is none. By id, or by any of its symbols. */
TdGeneralComment *td_general_comment_get (TdInstance *instance, const char *id, GError **error);
TdGeneralComment *td_general_comment_get_in (TdTx *tx, const TdInstance *instance, const char *id, GError **error);
/* Those that are being made first, the newest of them first; then adopted ones by day, the newest first. Of TdGeneralComment. */
GPtrArray *td_general_comment_list (TdInstance *instance, GError **error);
GPtrArray *td_general_comment_list_in (TdTx *tx, const TdInstance *instance, GError **error);

/* {id, titles[{language, title}], theme, bodies[{body, number, symbol}], drafter, document, adopted, stages[{id, kind, label, when, opens, closes,
 * opens_local, closes_local, zone, draft, document, call, meeting, note, moves[{was, closes, reason, at}]}], address}. */
json_t *td_general_comment_to_json (const TdInstance *instance, const TdGeneralComment *general, const char *locale);

/* ---- keeping: TD_ACT_GENERAL_COMMENT_KEEP ---- */

typedef struct {
    const char *const *titles; /* "en", "…", "fr", "…", NULL: pairs; at least one */
    const char *theme;         /* slug, or NULL */
    const char *const *bodies; /* "CMW", or "CMW CMW/C/GC/6", or "CMW CMW/C/GC/6 6"; one or two, NULL-terminated */
    const char *drafter;       /* address of a member's account, or NULL */
    const char *drafter_name;  /* as it is shown; NULL or "": none */
} TdGeneralWish;
/* With the stages of the profile, none of them with a time. *ret_field (may be NULL) names what will not do, a literal. */
gboolean td_general_comment_begin (TdInstance *instance, const TdViewer *viewer, const TdGeneralWish *wish,
                                   char **ret_id, const char **ret_field, GError **error);

typedef struct {
    const char
        *stage; /* id of one that is there, or slug: the first of that kind without a time, or a further one where the
                         * profile lets it come again */
    const char *opens;  /* local "2026-12-01T09:00" in the body's zone, or a day (from 00:00); NULL: as it was */
    const char *closes; /* likewise (to 23:59); NULL: as it was */
    const char *draft;  /* id, or "1", "2", … of its drafts; NULL: as it was */
    const char *document, *call, *meeting, *note; /* NULL: as it was; "": none */
    const char *reason; /* why the end of a phase of comments moves: needed once it was announced */
} TdGeneralStageWish;
/* TD_ERROR_INPUT on *ret_field. A phase of comments that is over does not open again (TD_ERROR_CONFLICT): another draft gets another phase. */
gboolean td_general_comment_set_stage (TdInstance *instance, const TdViewer *viewer, const char *id,
                                       const TdGeneralStageWish *wish, char **ret_stage, const char **ret_field,
                                       GError **error);

/* The Committee adopted it on that day: the draft (id or number; NULL: the last) comes into the library in each of its languages under the symbols of its
 * bodies. bodies: as in TdGeneralWish, in place of what was said; or NULL. Phases of comments that are open or planned end. *ret_document: of the library; free
 * it. TD_ERROR_INPUT: a body has no symbol, or the numbers of the draft's paragraphs do not count up from 1, so that its anchors would move. */
gboolean td_general_comment_adopt (TdInstance *instance, const TdViewer *viewer, const char *id, const char *draft,
                                   const char *const *bodies, const char *day, char **ret_document,
                                   const char **ret_field, GError **error);
