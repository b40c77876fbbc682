/* The record of a consultation, and the figures of a State. Contracts in record.h and facts.h. */
#include "areas/consultations/record.h"

#include "areas/consultations/consultation-sql.h"
#include "areas/consultations/facts.h"
#include "areas/consultations/record-sql.h"
#include "areas/organisations/organisation.h"
#include "base/errors.h"

static const TdViewer everybody = TD_VIEWER_NOBODY;

static void named_free (gpointer data)
{
    TdNamedOrganisation *o = data;

    g_free (o->id);
    g_free (o->name);
    g_free (o->kind);
    g_free (o);
}

void td_consultation_record_clear (TdConsultationRecord *r)
{
    g_clear_pointer (&r->consultation, td_consultation_free);
    g_clear_pointer (&r->invited_kinds, g_ptr_array_unref);
    g_clear_pointer (&r->came_kinds, g_ptr_array_unref);
    g_clear_pointer (&r->comment_kinds, g_ptr_array_unref);
    g_clear_pointer (&r->named, g_ptr_array_unref);
    *r = (TdConsultationRecord){ 0 };
}

static gint64 total (const GPtrArray *counts)
{
    gint64 n = 0;

    for (guint i = 0; i < counts->len; i++)
        n += ((const TdKindCount *) counts->pdata[i])->n;
    return n;
}

/* Counts as they are become a total and what may be shown of them. Takes counts. */
static gboolean take (GPtrArray *take_counts, gint64 *ret_total, GPtrArray **ret_folded)
{
    if (take_counts == NULL)
        return FALSE;
    *ret_total = total (take_counts);
    *ret_folded = td_kind_counts_fold (take_counts);
    return TRUE;
}

static int by_name (gconstpointer a, gconstpointer b)
{
    return g_utf8_collate ((*(const TdNamedOrganisation *const *) a)->name,
                           (*(const TdNamedOrganisation *const *) b)->name);
}

/* What has no public page (any more) is not named, whatever it said. */
static gboolean load_named (TdTx *tx, TdConsultationRecord *r, GError **error)
{
    g_autoptr (GPtrArray) ids = td_record_consenting (tx, r->consultation->id, error);

    if (ids == NULL)
        return FALSE;
    r->named = g_ptr_array_new_with_free_func (named_free);
    for (guint i = 0; i < ids->len; i++) {
        g_autoptr (GError) problem = NULL;
        g_autoptr (TdOrganisation) o = td_organisation_get_in (tx, &everybody, ids->pdata[i], &problem);
        TdNamedOrganisation *named;
        if (o == NULL && td_error_code (problem) == TD_ERROR_NOT_FOUND)
            continue;
        if (o == NULL) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
        named = g_new0 (TdNamedOrganisation, 1);
        *named = (TdNamedOrganisation){ g_strdup (o->id), g_strdup (o->name), g_strdup (o->kind) };
        g_ptr_array_add (r->named, named);
    }
    g_ptr_array_sort (r->named, by_name);
    return TRUE;
}

struct reading {
    TdInstance *instance;
    const char *id, *state;
    int cycle;
    TdConsultationRecord *record;
    TdConsultationFacts *facts;
};

static gboolean record_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    TdConsultationRecord *rec = r->record;
    gint64 comments = 0;

    td_consultation_record_clear (rec);
    rec->at = td_clock_now (&r->instance->clock);
    rec->consultation = td_consultation_load (tx, r->id, error);
    return rec->consultation != NULL && take (td_record_invited (tx, r->id, error), &rec->invited, &rec->invited_kinds)
           && take (td_record_came (tx, r->id, error), &rec->came, &rec->came_kinds)
           && take (td_record_comments (tx, r->id, error), &comments, &rec->comment_kinds)
           && td_record_dispositions (tx, r->id, rec, error) && load_named (tx, rec, error);
}

gboolean td_consultation_record (TdInstance *instance, const char *id, TdConsultationRecord *ret_record, GError **error)
{
    g_auto (TdConsultationRecord) record = { 0 };
    struct reading r = { .instance = instance, .id = id, .record = &record };

    if (!td_store_read (instance->store, record_in, &r, error))
        return FALSE;
    *ret_record = record;
    record = (TdConsultationRecord){ 0 };
    return TRUE;
}

/* ---- the figures of a State ---- */

void td_consultation_facts_clear (TdConsultationFacts *facts)
{
    g_strfreev (facts->languages);
    g_strfreev (facts->ids);
    *facts = (TdConsultationFacts){ 0 };
}

static gint64 first (gint64 a, gint64 b)
{
    return a == 0 || (b != 0 && b < a) ? b : a;
}

static void add_languages (GPtrArray *languages, const char *tags)
{
    g_auto (GStrv) words = g_strsplit (tags, ",", -1);

    for (gsize i = 0; words[i] != NULL; i++)
        if (!g_ptr_array_find_with_equal_func (languages, words[i], g_str_equal, NULL))
            g_ptr_array_add (languages, g_strdup (words[i]));
}

static char **strings_of (GPtrArray *take_list)
{
    if (take_list->len == 0) {
        g_ptr_array_unref (take_list);
        return NULL;
    }
    g_ptr_array_set_free_func (take_list, NULL);
    g_ptr_array_add (take_list, NULL);
    return (char **) g_ptr_array_free (take_list, FALSE);
}

static gboolean add_counts (TdTx *tx, const TdConsultation *c, TdConsultationFacts *facts, GError **error)
{
    g_auto (TdConsultationRecord) counts = { 0 };
    g_autoptr (GPtrArray) invited = td_record_invited (tx, c->id, error);

    if (invited == NULL || !td_record_dispositions (tx, c->id, &counts, error))
        return FALSE;
    facts->invited += (int) total (invited);
    facts->comments += (int) counts.comments;
    facts->answered += (int) (counts.comments - counts.waiting);
    facts->taken += (int) counts.by_disposition[TD_TAKEN];
    facts->in_part += (int) counts.by_disposition[TD_IN_PART];
    facts->not_taken += (int) counts.by_disposition[TD_NOT_TAKEN];
    return TRUE;
}

static void add_times (const TdConsultation *c, gint64 now, TdConsultationFacts *facts)
{
    gint64 end = c->withdrawn != 0 ? MIN (c->withdrawn, c->closes) : c->closes;

    facts->consultations++;
    facts->meetings += (int) c->meetings->len;
    facts->draft_published = first (facts->draft_published, c->draft_published);
    facts->withdrawn = MAX (facts->withdrawn, c->withdrawn);
    if (c->opens > now || td_consultation_days (c) == 0)
        return;
    facts->first_opened = first (facts->first_opened, MAX (c->opens, c->created));
    facts->last_closed = MAX (facts->last_closed, end);
    facts->days += td_consultation_days (c);
}

static gboolean facts_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    gint64 now = td_clock_now (&r->instance->clock);
    int cycle = r->cycle;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GPtrArray) languages = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

    td_consultation_facts_clear (r->facts);
    if (cycle == 0 && !td_consultation_cycle (tx, r->instance, r->state, &cycle, error))
        return FALSE;
    list = td_consultation_load_list (tx, r->state, cycle, error);
    for (guint i = list != NULL ? list->len : 0; i > 0; i--) {
        const TdConsultation *c = list->pdata[i - 1];
        add_times (c, now, r->facts);
        add_languages (languages, c->languages);
        g_ptr_array_add (ids, g_strdup (c->id));
        if (!add_counts (tx, c, r->facts, error))
            return FALSE;
    }
    if (list == NULL)
        return FALSE;
    r->facts->languages = strings_of (g_steal_pointer (&languages));
    r->facts->ids = strings_of (g_steal_pointer (&ids));
    return TRUE;
}

gboolean td_consultation_facts (TdInstance *instance, const char *state, int cycle, TdConsultationFacts *ret,
                                GError **error)
{
    g_auto (TdConsultationFacts) facts = { 0 };
    struct reading r = { .instance = instance, .state = state, .cycle = cycle, .facts = &facts };

    if (!td_store_read (instance->store, facts_in, &r, error))
        return FALSE;
    *ret = facts;
    facts = (TdConsultationFacts){ 0 };
    return TRUE;
}
