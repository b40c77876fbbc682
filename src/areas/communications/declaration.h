/* What is known of States' declarations on communications: what the profile says, and what the secretariat recorded.
 *
 * A declaration is made (on a day), withdrawn (on a day; what was sent before stays), or was looked for on a day and not found. What nobody
 * recorded is not known. Everything here is public: declarations are deposited with the Secretary-General and published.
 *
 * Articles are the profile's: communications_article and, where the treaty has one, interstate_article. Another one is TD_ERROR_INPUT.
 */
#pragma once

#include "areas/communications/gate-sense.h"
#include "instance/instance.h"

#include "door/door.h"

#define TD_DECLARATION_ERROR (td_declaration_error_quark ())
GQuark td_declaration_error_quark (void);

typedef struct {
    char *id; /* NULL: a row of the profile */
    const TdState *state;
    int article;
    TdDeclarationKind kind;
    char *day, *source; /* source or NULL */
    TdBasis basis;      /* TD_BASIS_RECORDED of what the secretariat recorded */
    gint64 at;          /* 0: a row of the profile */
    gint64 struck_at;   /* recorded by mistake, and struck out then; 0: it counts */
} TdDeclaration;
void td_declaration_free (TdDeclaration *declaration);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDeclaration, td_declaration_free)

/* All of an article, also struck ones, by State and day: of TdDeclaration. state: of this one alone, or NULL. Public. */
GPtrArray *td_declarations_in (TdTx *tx, const TdInstance *instance, int article, const char *state, GError **error);
GPtrArray *td_declarations (TdInstance *instance, int article, const char *state, GError **error);

/* [{id, state, article, kind, day, source, basis, struck}] (docs/FORMATS.md). */
json_t *td_declarations_to_json (const GPtrArray *declarations);

typedef struct {
    const char *state; /* iso3 in any case */
    int article;
    TdDeclarationKind kind;
    const char *day;
    const char *source; /* where it was seen, or NULL */
} TdDeclarationWish;
/* TD_ACT_DECLARATION_RECORD. TD_ERROR_CONFLICT where what is recorded already contradicts it: the sentence says what to do. A declaration may be
 * recorded ahead of its day; that one looked may not. */
gboolean td_declaration_record (TdInstance *instance, const TdViewer *viewer, const TdDeclarationWish *wish,
                                char **ret_id, GError **error);
/* It was recorded by mistake: it stays in the list, struck out, and counts no more. Only what the secretariat recorded. */
gboolean td_declaration_strike (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
