/* Papers: reading them, beginning one. Contract in paper.h. */
#include "areas/calls/timetable.h"
#include "areas/papers/paper-rules.h"
#include "base/errors.h"
#include "base/id.h"
#include "text/words.h"

#include <sodium.h>

TD_DEFINE_ERROR (papers)

gboolean td_paper_fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_PAPERS_ERROR, code, message);
    return FALSE;
}

TdThing td_paper_thing (const TdPaper *p)
{
    return (TdThing){ .kind = TD_THING_PAPER, .status = p->status, .visibility = p->visibility, .state = p->state };
}

const char *td_paper_kind_label (const TdProfile *profile, const TdPaper *p)
{
    const TdPaperKind *kind = td_profile_paper_kind (profile, p->kind);

    return kind != NULL ? kind->label : p->kind;
}

char *td_paper_title (const TdProfile *profile, const TdPaper *p, const char *locale)
{
    const TdState *state = td_profile_state (profile, p->state);
    const char *name = state != NULL ? td_profile_state_name (profile, state, locale) : p->state;

    return td_words_fill (td_words (locale, N_ ("{paper}: {state}")), "paper",
                          td_words (locale, td_paper_kind_label (profile, p)), "state", name, NULL);
}

gboolean td_paper_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act, const TdPaper *p,
                           gboolean public_change, const char *const *said, GError **error)
{
    crypto_generichash_state state;
    guint8 content[32];
    const TdJournalEntry entry = { .actor = actor,
                                   .act = act,
                                   .thing = TD_PAPER_THING,
                                   .thing_id = p->id,
                                   .content = content,
                                   .public_change = public_change,
                                   .clock = &instance->clock };

    crypto_generichash_init (&state, p->secret, sizeof p->secret, sizeof content);
    for (gsize i = 0; said != NULL && said[i] != NULL; i++)
        crypto_generichash_update (&state, (const guint8 *) said[i], strlen (said[i]) + 1);
    crypto_generichash_final (&state, content, sizeof content);
    return td_journal_append (tx, &entry, NULL, error);
}

/* ---- reading ---- */

static TdPaper *asked (TdTx *tx, const TdViewer *viewer, const char *id, TdAct act, GError **error)
{
    g_autoptr (TdPaper) p = td_paper_load (tx, id, error);
    TdThing thing;

    if (p == NULL)
        return NULL;
    thing = td_paper_thing (p);
    return td_door_may (viewer, act, &thing, error) ? g_steal_pointer (&p) : NULL;
}

TdPaper *td_paper_get_in (TdTx *tx, const TdViewer *viewer, const char *id, GError **error)
{
    return asked (tx, viewer, id, TD_ACT_PAPER_READ, error);
}

TdPaper *td_paper_for (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id, TdAct act,
                       GError **error)
{
    return td_instance_may_write (instance, tx, error) ? asked (tx, viewer, id, act, error) : NULL;
}

struct reading {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    const TdPaperFilter *filter;
    TdPaper *paper;
    GPtrArray *list;
    TdText *text;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->paper = td_paper_get_in (tx, r->viewer, r->id, error);
    return r->paper != NULL;
}

TdPaper *td_paper_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .viewer = viewer, .id = id };

    return td_store_read (instance->store, get_in, &r, error) ? r.paper : NULL;
}

GPtrArray *td_paper_list_in (TdTx *tx, const TdViewer *viewer, const TdPaperFilter *filter, GError **error)
{
    return td_paper_load_list (tx, viewer, filter, error);
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_paper_load_list (tx, r->viewer, r->filter, error);
    return r->list != NULL;
}

GPtrArray *td_paper_list (TdInstance *instance, const TdViewer *viewer, const TdPaperFilter *filter, GError **error)
{
    struct reading r = { .viewer = viewer, .filter = filter };

    return td_store_read (instance->store, list_in, &r, error) ? r.list : NULL;
}

/* ---- texts ---- */

/* Nothing that leaves the house says where a paragraph came from, or who changed what. */
static void strip (TdText *text)
{
    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = text->sections->pdata[i];
        for (guint k = 0; k < section->paragraphs->len; k++) {
            TdTextParagraph *p = section->paragraphs->pdata[k];
            g_clear_pointer (&p->source, g_free);
            g_clear_pointer (&p->source_link, g_free);
        }
    }
}

TdText *td_paper_draft_text_in (TdTx *tx, TdInstance *instance, const TdPaper *p, GError **error)
{
    TdText *text = td_writing_text_in (tx, TD_PAPER_THING, p->id, error);

    if (text == NULL)
        return NULL;
    strip (text);
    text->title = td_paper_title (instance->profile, p, p->language);
    text->author = g_strdup (td_words (p->language, instance->profile->body));
    text->symbol = g_strdup (p->symbol);
    return text;
}

TdText *td_paper_adopted_text_in (TdTx *tx, const TdPaper *p, GError **error)
{
    g_autofree char *words = td_paper_load_text (tx, p->id, error);
    json_t *json = words != NULL ? json_loads (words, 0, NULL) : NULL;
    TdText *text = json != NULL ? td_text_from_json (json, error) : NULL;

    if (words != NULL && json == NULL)
        td_paper_fail (error, TD_ERROR_OURS, "An adopted text in the store is not readable.");
    json_decref (json);
    return text;
}

/* What stands on every page until everybody may read it. */
const char *td_paper_marking (const TdPaper *p)
{
    switch (p->status) {
    case TD_STATUS_DRAFT: return N_ ("Draft of the Committee. Confidential");
    case TD_STATUS_ACCEPTED: return N_ ("Adopted, not published. Confidential");
    case TD_STATUS_RECEIVED: return N_ ("Transmitted to the State in confidence. Not for publication");
    default: return NULL;
    }
}

static gboolean text_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (TdPaper) p = td_paper_get_in (tx, r->viewer, r->id, error);

    if (p == NULL)
        return FALSE;
    r->text = p->status == TD_STATUS_DRAFT ? td_paper_draft_text_in (tx, r->instance, p, error)
                                           : td_paper_adopted_text_in (tx, p, error);
    if (r->text == NULL)
        return FALSE;
    strip (r->text);
    if (td_paper_marking (p) != NULL)
        r->text->marking = g_strdup (td_words (p->language, td_paper_marking (p)));
    if (p->adopted != 0)
        r->text->date = td_words_day (p->language, p->adopted, r->instance->profile->zone);
    return TRUE;
}

TdText *td_paper_text (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer, .id = id };

    return td_store_read (instance->store, text_in, &r, error) ? r.text : NULL;
}

/* ---- the receipt ---- */

struct receipt {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    char *text;
};

static gboolean receipt_in (TdTx *tx, gpointer data, GError **error)
{
    struct receipt *r = data;
    g_autoptr (TdPaper) p = td_paper_get_in (tx, r->viewer, r->id, error);
    g_autofree char *promise = p != NULL ? td_paper_load_receipt (tx, p->id, error) : NULL;
    g_autoptr (TdReceipt) receipt = promise != NULL ? td_receipt_from_text (promise, strlen (promise), error) : NULL;

    if (receipt == NULL || !td_receipt_complete (receipt, tx, td_instance_log (r->instance, receipt->rehearsal), error))
        return FALSE;
    r->text = td_receipt_to_text (receipt);
    return TRUE;
}

char *td_paper_receipt (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct receipt r = { .instance = instance, .viewer = viewer, .id = id };

    return td_store_read (instance->store, receipt_in, &r, error) ? r.text : NULL;
}

/* ---- beginning ---- */

struct begin {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdPaperKind *kind;
    TdPaper *paper;
};

static gboolean find_cycle (TdTx *tx, const struct begin *b, GError **error)
{
    g_autoptr (TdTimetable) timetable = NULL;
    g_autofree char *today = td_clock_today (&b->instance->clock, b->instance->profile->zone);

    if (b->paper->cycle != 0)
        return TRUE;
    timetable = td_timetable_load (tx, b->instance->profile, error);
    if (timetable == NULL)
        return FALSE;
    b->paper->cycle = td_timetable_cycle_for (timetable, td_profile_state (timetable->profile, b->paper->state),
                                              b->kind->stage, today);
    return TRUE;
}

static gboolean begin_in (TdTx *tx, gpointer data, GError **error)
{
    struct begin *b = data;
    TdPaper *p = b->paper;
    g_autofree char *cycle = NULL;
    const char *said[] = { p->kind, p->state, NULL, NULL };

    if (!td_instance_may_write (b->instance, tx, error) || !find_cycle (tx, b, error))
        return FALSE;
    cycle = g_strdup_printf ("%d", p->cycle);
    said[2] = cycle;
    return td_paper_insert (tx, p, b->instance->clock.rehearsal, error)
           && td_writing_begin_in (tx, b->instance, TD_PAPER_THING, p->id, b->kind->outline, p->language, NULL, error)
           && td_paper_journal (tx, b->instance, td_viewer_actor (b->viewer), "paper.begin", p, FALSE, said, error);
}

static gboolean language_ok (const TdProfile *profile, const char *language)
{
    return g_strv_contains (profile->working_languages, language) || g_strv_contains (profile->languages, language);
}

gboolean td_paper_begin (TdInstance *instance, const TdViewer *viewer, const char *kind, const char *state, int cycle,
                         const char *language, char **ret_id, GError **error)
{
    const TdProfile *profile = instance->profile;
    const TdState *party = state != NULL ? td_profile_state (profile, state) : NULL;
    g_autoptr (TdPaper) p = g_new0 (TdPaper, 1);
    struct begin b = { instance, viewer, td_profile_paper_kind (profile, kind), p };
    TdThing thing;

    if (b.kind == NULL)
        return td_paper_fail (error, TD_ERROR_INPUT,
                              "There is no such kind of paper. Choose one that the Committee writes.");
    if (party == NULL)
        return td_paper_fail (error, TD_ERROR_INPUT, "This is not a State party. Choose one of the list.");
    if (cycle < 0 || cycle > 99)
        return td_paper_fail (error, TD_ERROR_INPUT,
                              "A cycle is a number such as 2. Leave it out for the one under way.");
    if (language == NULL || *language == '\0')
        language = profile->working_languages[0];
    if (!language_ok (profile, language))
        return td_paper_fail (error, TD_ERROR_INPUT, "The Committee does not write in this language. Choose another.");
    p->id = td_id_new ();
    p->kind = g_strdup (kind);
    p->state = g_strdup (party->iso3);
    p->cycle = cycle;
    p->language = g_strdup (language);
    p->status = TD_STATUS_DRAFT;
    p->visibility = TD_VISIBILITY_COMMITTEE;
    p->created = td_clock_now (&instance->clock);
    randombytes_buf (p->secret, sizeof p->secret);
    thing = td_paper_thing (p);
    if (!td_door_may (viewer, TD_ACT_PAPER_WRITE, &thing, error)
        || !td_store_write (instance->store, begin_in, &b, error))
        return FALSE;
    *ret_id = g_strdup (p->id);
    return TRUE;
}
