/* Adopting: text, numbers and symbol freeze, and the log proves when. Contract in paper.h. */
#include "areas/library/library.h"
#include "areas/papers/paper-rules.h"
#include "base/errors.h"
#include "text/clean.h"

#include <sodium.h>

enum { SYMBOL_LETTERS = 60, MOST_NUMBER = 500 };

/* ---- symbols ---- */

static gboolean in_reviews (const TdProfile *profile, const char *symbol, const TdPaper *but)
{
    for (gsize i = 0; i < profile->n_reviews; i++) {
        const TdReview *r = &profile->reviews[i];
        const char *symbols[] = { r->report, r->list_of_issues, r->observations };
        if (but != NULL && g_str_equal (r->state->iso3, but->state) && r->cycle == but->cycle)
            continue;
        for (gsize k = 0; k < G_N_ELEMENTS (symbols); k++)
            if (symbols[k] != NULL && g_ascii_strcasecmp (symbols[k], symbol) == 0)
                return TRUE;
    }
    return FALSE;
}

static gboolean in_library (TdTx *tx, const char *symbol, gboolean *ret_there, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdLibraryDocument) document = td_library_get_in (tx, symbol, &problem);

    *ret_there = document != NULL;
    if (document != NULL || td_error_code (problem) == TD_ERROR_NOT_FOUND)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

static gboolean is_taken (TdTx *tx, TdInstance *instance, const TdPaper *but, const char *symbol, gboolean *ret_taken,
                          GError **error)
{
    gboolean there = FALSE;

    if (!td_paper_symbol_taken (tx, symbol, ret_taken, error) || !in_library (tx, symbol, &there, error))
        return FALSE;
    *ret_taken = *ret_taken || there || in_reviews (instance->profile, symbol, but);
    return TRUE;
}

char *td_paper_next_symbol_in (TdTx *tx, TdInstance *instance, const TdPaper *p, GError **error)
{
    const TdProfile *profile = instance->profile;
    const TdPaperKind *kind = td_profile_paper_kind (profile, p->kind);
    const TdDocumentType *type = kind != NULL ? td_profile_document_type (profile, kind->document) : NULL;
    const TdState *state = td_profile_state (profile, p->state);

    for (int n = 1; type != NULL && n <= MOST_NUMBER; n++) {
        g_autofree char *symbol = td_profile_document_symbol (type, state, n);
        gboolean taken = FALSE;
        if (!is_taken (tx, instance, NULL, symbol, &taken, error))
            return NULL;
        if (!taken)
            return g_steal_pointer (&symbol);
    }
    td_paper_fail (error, TD_ERROR_CONFLICT, "No symbol of this kind is free. Ask the secretariat's document control.");
    return NULL;
}

struct next {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    char *symbol;
};

static gboolean next_in (TdTx *tx, gpointer data, GError **error)
{
    struct next *n = data;
    g_autoptr (TdPaper) p = td_paper_get_in (tx, n->viewer, n->id, error);

    n->symbol = p != NULL ? td_paper_next_symbol_in (tx, n->instance, p, error) : NULL;
    return n->symbol != NULL;
}

char *td_paper_next_symbol (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct next n = { .instance = instance, .viewer = viewer, .id = id };

    return td_store_read (instance->store, next_in, &n, error) ? n.symbol : NULL;
}

/* As the library keeps it. NULL with error. */
static char *symbol_of (const TdProfile *profile, const TdPaper *p, const char *typed, GError **error)
{
    g_autofree char *clean = td_text_clean_line (typed, SYMBOL_LETTERS);
    g_autofree char *symbol = clean != NULL ? g_ascii_strup (clean, -1) : NULL;
    const TdState *state = NULL;
    const TdPaperKind *kind = td_profile_paper_kind (profile, p->kind);
    const TdDocumentType *type;
    int n = 0;

    type = symbol != NULL ? td_profile_symbol_type (profile, symbol, &state, &n) : NULL;
    if (type != NULL && kind != NULL && g_str_equal (type->slug, kind->document) && state != NULL
        && g_str_equal (state->iso3, p->state))
        return g_steal_pointer (&symbol);
    td_paper_fail (error, TD_ERROR_INPUT,
                   "This is no symbol of such a paper on this State. Write it like the one that is proposed.");
    return NULL;
}

/* ---- adopting ---- */

struct adopt {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *symbol, *seen;
    int session;
    char *told; /* for td_paper_seen */
};

static void hash_text (const TdText *text, guint8 ret_hash[32], char **ret_json)
{
    json_t *json = td_text_to_json (text);
    char *words = json_dumps (json, JSON_COMPACT | JSON_SORT_KEYS);

    crypto_hash_sha256 (ret_hash, (const guint8 *) words, strlen (words));
    *ret_json = g_strdup (words);
    free (words);
    json_decref (json);
}

static char *hex (const guint8 hash[32])
{
    char text[65];

    sodium_bin2hex (text, sizeof text, hash, 32);
    return g_strdup (text);
}

/* What the text is now, without its symbol: that is said with adopting. */
static char *seen_of (TdTx *tx, TdInstance *instance, const TdPaper *p, GError **error)
{
    g_autoptr (TdText) text = td_paper_draft_text_in (tx, instance, p, error);
    g_autofree char *json = NULL;
    guint8 hash[32];

    if (text == NULL)
        return NULL;
    hash_text (text, hash, &json);
    return hex (hash);
}

static gboolean seen_in (TdTx *tx, gpointer data, GError **error)
{
    struct adopt *a = data;
    g_autoptr (TdPaper) p = td_paper_get_in (tx, a->viewer, a->id, error);

    if (p == NULL)
        return FALSE;
    a->told = seen_of (tx, a->instance, p, error);
    return a->told != NULL;
}

char *td_paper_seen (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct adopt a = { .instance = instance, .viewer = viewer, .id = id };

    return td_store_read (instance->store, seen_in, &a, error) ? a.told : NULL;
}

static gboolean check_seen (TdTx *tx, const struct adopt *a, const TdPaper *p, GError **error)
{
    g_autofree char *now = a->seen != NULL ? seen_of (tx, a->instance, p, error) : NULL;

    if (a->seen == NULL)
        return TRUE;
    if (now == NULL)
        return FALSE;
    return g_str_equal (now, a->seen)
           || td_paper_fail (error, TD_ERROR_CONFLICT,
                             "Somebody changed the text since this page was made. Read it again, and adopt it then.");
}

static gboolean has_words (const TdText *text)
{
    return td_text_words (text) > 0;
}

static gboolean check_symbol (TdTx *tx, const struct adopt *a, TdPaper *p, GError **error)
{
    gboolean taken = FALSE;
    g_autofree char *symbol = symbol_of (a->instance->profile, p, a->symbol, error);

    if (symbol == NULL || !is_taken (tx, a->instance, p, symbol, &taken, error))
        return FALSE;
    if (taken)
        return td_paper_fail (error, TD_ERROR_CONFLICT,
                              "This symbol is another paper's already. Take the next one that is free.");
    g_free (p->symbol);
    p->symbol = g_steal_pointer (&symbol);
    return TRUE;
}

static gboolean check_session (const struct adopt *a, GError **error)
{
    return a->session == 0 || td_profile_session (a->instance->profile, a->session) != NULL
           || td_paper_fail (error, TD_ERROR_INPUT, "There is no such session. Choose one of the list, or none.");
}

/* The text is frozen first: that refuses while somebody's words wait beside it. */
static gboolean freeze (TdTx *tx, const struct adopt *a, TdPaper *p, TdText **ret_text, GError **error)
{
    g_autoptr (TdText) text = NULL;

    p->adopted = td_clock_now (&a->instance->clock) / G_USEC_PER_SEC * G_USEC_PER_SEC;
    p->session = a->session;
    if (!td_writing_freeze_in (tx, TD_PAPER_THING, p->id, p->adopted, error))
        return FALSE;
    text = td_paper_draft_text_in (tx, a->instance, p, error);
    if (text == NULL)
        return FALSE;
    if (!has_words (text))
        return td_paper_fail (error, TD_ERROR_CONFLICT,
                              "Nothing is written in this paper yet, so there is nothing to adopt.");
    *ret_text = g_steal_pointer (&text);
    return TRUE;
}

static gboolean record (TdTx *tx, const struct adopt *a, TdPaper *p, const TdText *text, GError **error)
{
    const TdClock *clock = &a->instance->clock;
    const TdLogKey *key = td_instance_log (a->instance, clock->rehearsal);
    g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdReceipt) receipt = NULL;
    g_autofree char *json = NULL;
    g_autofree char *hash = NULL;
    const char *said[] = { p->symbol, NULL, NULL };

    hash_text (text, p->text_hash, &json);
    hash = hex (p->text_hash);
    said[1] = hash;
    g_ptr_array_add (hashes, g_strdup (hash));
    receipt = td_receipt_new (key, p->id, p->adopted, clock->rehearsal, hashes);
    return td_paper_set_adopted (tx, p, json, receipt, error) && td_log_wait (tx, key, receipt->leaf, p->adopted, error)
           && td_paper_journal (tx, a->instance, td_viewer_actor (a->viewer), "paper.adopt", p, FALSE, said, error);
}

static gboolean adopt_in (TdTx *tx, gpointer data, GError **error)
{
    struct adopt *a = data;
    g_autoptr (TdPaper) p = NULL;
    g_autoptr (TdText) text = NULL;

    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    p = td_paper_get_in (tx, a->viewer, a->id, error);
    if (p == NULL)
        return FALSE;
    if (p->status != TD_STATUS_DRAFT && td_door_viewer_may (a->viewer, TD_ACT_PAPER_ADOPT))
        return td_paper_fail (error, TD_ERROR_CONFLICT,
                              "This paper was adopted already. Its symbol stands on its page.");
    TdThing thing = td_paper_thing (p);
    return td_door_may (a->viewer, TD_ACT_PAPER_ADOPT, &thing, error) && check_session (a, error)
           && check_seen (tx, a, p, error) && check_symbol (tx, a, p, error) && freeze (tx, a, p, &text, error)
           && record (tx, a, p, text, error);
}

gboolean td_paper_adopt (TdInstance *instance, const TdViewer *viewer, const char *id, const char *symbol, int session,
                         const char *seen, GError **error)
{
    struct adopt a = { instance, viewer, id, symbol, seen, session, NULL };

    return td_store_write (instance->store, adopt_in, &a, error);
}
