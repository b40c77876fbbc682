/* What everybody reads: the consultations of a State, one of them, its record. */
#include "areas/consultations/pages.h"

#include "areas/calls/deadline.h"
#include "areas/consultations/consultation-record.html.h"
#include "areas/consultations/consultation-words.h"
#include "areas/consultations/consultation.html.h"
#include "areas/consultations/consultations.html.h"
#include "areas/consultations/record.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

/* ---- those of a State ---- */

static GArray *list_rows (TdRequest *request, const GPtrArray *list, TdStrings *strings)
{
    const char *locale = td_request_locale (request);
    gint64 now = td_clock_now (&td_request_instance (request)->clock);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_consultations_rows));

    for (guint i = 0; i < list->len; i++) {
        const TdConsultation *c = list->pdata[i];
        const struct html_consultations_rows row = {
            .link = td_consultation_path (strings, request, c->id, ""),
            .record = td_consultation_path (strings, request, c->id, "/record"),
            .when = td_strings_keep (
                strings,
                g_strdup_printf ("%s – %s", td_strings_keep (strings, td_words_day (locale, c->opens, c->zone)),
                                 td_strings_keep (strings, td_words_day (locale, c->closes, c->zone)))),
            .status = td_consultation_status_word (td_consultation_status (c, now)),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static json_t *list_json (const TdInstance *instance, const GPtrArray *list)
{
    json_t *all = json_array ();

    for (guint i = 0; i < list->len; i++)
        json_array_append_new (all,
                               td_consultation_to_json (instance, list->pdata[i], td_clock_now (&instance->clock)));
    return json_pack ("{s:o}", "consultations", all);
}

gboolean td_consultations_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const TdState *state = td_profile_state (instance->profile, td_request_part (request, "state"));
    g_auto (TdStrings) strings = { 0 };
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GArray) rows = NULL;

    if (state == NULL)
        return td_door_unknown (error);
    list = td_consultation_list (instance, state->iso3, 0, error);
    if (list == NULL)
        return FALSE;
    if (td_request_wants_json (request)) {
        td_reply_json (request, 200, list_json (instance, list));
        return TRUE;
    }
    td_strings_init (&strings);
    rows = list_rows (request, list, &strings);
    const struct html_consultations page = {
        .state = td_consultation_state_name (request, state->iso3),
        .iso3 = state->iso3,
        .may_hold = td_consultation_may_hold (&(TdConsultation){ .state = (char *) state->iso3 }, viewer, NULL),
        .rows = (const void *) rows->data,
        .n_rows = rows->len,
    };
    html_consultations (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

/* ---- one ---- */

/* "Trade union: 4 · Others: 2"; NULL where there are none. */
static const char *kinds_words (TdRequest *request, const GPtrArray *folded, TdStrings *strings)
{
    const char *locale = td_request_locale (request);
    GString *all;

    if (folded->len == 0)
        return NULL;
    all = g_string_new (NULL);
    for (guint i = 0; i < folded->len; i++) {
        const TdKindCount *c = folded->pdata[i];
        g_autofree char *n = td_words_number (locale, c->n);
        g_string_append_printf (all, "%s%s: %s", i > 0 ? " · " : "", td_consultation_kind (request, c->kind), n);
    }
    return td_strings_keep (strings, g_string_free (all, FALSE));
}

/* Who came to a meeting; few of a kind are put together here too. */
static const char *came_words (TdRequest *request, const TdGathering *m, TdStrings *strings)
{
    g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func ((GDestroyNotify) td_kind_count_free);

    for (guint i = 0; i < m->came->len; i++) {
        const TdKindCount *c = m->came->pdata[i];
        TdKindCount *one = g_new0 (TdKindCount, 1);
        *one = (TdKindCount){ g_strdup (c->kind), c->n };
        g_ptr_array_add (copy, one);
    }
    copy = td_kind_counts_fold (g_steal_pointer (&copy));
    return kinds_words (request, copy, strings);
}

static GArray *meeting_rows (TdRequest *request, const TdConsultation *c, TdStrings *strings)
{
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_consultation_meetings));

    for (guint i = 0; i < c->meetings->len; i++) {
        const TdGathering *m = c->meetings->pdata[i];
        const struct html_consultation_meetings row = {
            .when = td_consultation_when (strings, c, m->starts, locale),
            .way = td_gathering_way_label (m->way),
            .place = m->place,
            .languages = td_consultation_languages_words (strings, m->languages, locale),
            .outcome = m->outcome,
            .came = came_words (request, m, strings),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *extension_rows (TdRequest *request, const TdConsultation *c, TdStrings *strings)
{
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_consultation_extensions));

    for (guint i = 0; i < c->extensions->len; i++) {
        const TdConsultationExtension *x = c->extensions->pdata[i];
        const struct html_consultation_extensions row = {
            .said = td_strings_keep (strings, td_words_day (locale, x->at, c->zone)),
            .was = td_consultation_when (strings, c, x->was, locale),
            .closes = td_consultation_when (strings, c, x->closes, locale),
            .reason = x->reason,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* So much of the draft on one page, that it stays small on a bad line. */
enum { PAGE_BYTES = 14000, PAGE_PARAGRAPHS = 40 };

/* The first paragraph of each page; how many pages. */
static GArray *page_starts (const GPtrArray *paragraphs)
{
    GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));
    gsize bytes = 0;
    guint on_page = 0;

    for (guint i = 0; i < paragraphs->len; i++) {
        gsize size = strlen (((const TdParagraph *) paragraphs->pdata[i])->text);
        if (i == 0 || bytes + size > PAGE_BYTES || on_page >= PAGE_PARAGRAPHS) {
            g_array_append_val (starts, i);
            bytes = on_page = 0;
        }
        bytes += size;
        on_page++;
    }
    return starts;
}

/* A heading has a way to its comments only where somebody wrote some. */
static GArray *paragraph_rows (const GPtrArray *paragraphs, GHashTable *counts, guint from, guint to, gboolean is_open)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_consultation_paragraphs));

    for (guint i = from; i < to; i++) {
        const TdParagraph *p = paragraphs->pdata[i];
        int comments = GPOINTER_TO_INT (g_hash_table_lookup (counts, GINT_TO_POINTER (p->n)));
        const struct html_consultation_paragraphs row = {
            .n = p->n,
            .heading = p->kind == TD_PARAGRAPH_HEADING,
            .text = p->text,
            .comments = comments,
            .link = comments > 0 || (is_open && p->kind != TD_PARAGRAPH_HEADING),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static const char *page_link (TdRequest *request, TdStrings *strings, const char *id, int page, int pages)
{
    g_autofree char *rest = g_strdup_printf ("?page=%d#draft", page);

    return page >= 1 && page <= pages ? td_consultation_path (strings, request, id, rest) : "";
}

static const char *path_or_null (TdRequest *request, TdStrings *strings, const char *id)
{
    return id != NULL ? td_consultation_path (strings, request, id, "") : NULL;
}

/* The part of the page that is about the draft. */
static void fill_draft (TdRequest *request, TdStrings *strings, struct html_consultation *page,
                        const GPtrArray *paragraphs, GHashTable *counts, GArray **ret_rows)
{
    g_autoptr (GArray) starts = page_starts (paragraphs);
    int pages = (int) starts->len, n = MIN (td_consultation_page_number (request), MAX (pages, 1));
    guint from = pages > 0 ? g_array_index (starts, guint, n - 1) : 0;
    guint to = n < pages ? g_array_index (starts, guint, n) : paragraphs->len;

    *ret_rows = paragraph_rows (paragraphs, counts, from, to, page->is_open);
    page->has_draft = TRUE;
    page->whole = GPOINTER_TO_INT (g_hash_table_lookup (counts, GINT_TO_POINTER (0)));
    page->paragraphs = (const void *) (*ret_rows)->data;
    page->n_paragraphs = (*ret_rows)->len;
    page->several = pages > 1;
    page->page = n;
    page->pages = pages;
    page->previous = page_link (request, strings, page->id, n - 1, pages);
    page->next = page_link (request, strings, page->id, n + 1, pages);
}

static void fill_facts (TdRequest *request, TdStrings *strings, const TdConsultation *c, struct html_consultation *page)
{
    const char *locale = td_request_locale (request);
    gint64 now = td_clock_now (&td_request_instance (request)->clock);
    TdConsultationStatus status = td_consultation_status (c, now);

    page->state = td_consultation_state_name (request, c->state);
    page->iso3 = c->state;
    page->id = c->id;
    page->status = td_consultation_status_word (status);
    page->opens = td_consultation_when (strings, c, c->opens, locale);
    page->closes = td_consultation_when (strings, c, c->closes, locale);
    page->distance = status == TD_CONSULTATION_OPEN
                         ? td_strings_keep (strings, td_deadline_distance (c->closes, now, locale))
                         : NULL;
    page->is_open = status == TD_CONSULTATION_OPEN;
    page->tell_me = status <= TD_CONSULTATION_OPEN;
    page->is_withdrawn = status == TD_CONSULTATION_WITHDRAWN;
    page->withdrawn = td_consultation_when (strings, c, c->withdrawn, locale);
    page->reason = c->withdrawn_reason;
    page->follows = path_or_null (request, strings, c->follows);
    page->continued = path_or_null (request, strings, c->continued);
    page->may_hold = td_consultation_may_hold (c, td_request_viewer (request), NULL);
    page->days = td_consultation_days (c);
    page->languages = td_consultation_languages_words (strings, c->languages, locale);
    page->how = c->how;
    page->about = c->about;
    page->previous = page->next = "";
}

gboolean td_consultation_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (TdConsultation) c = td_consultation_of (request, error);
    g_auto (TdStrings) strings = { 0 };
    g_autoptr (GPtrArray) paragraphs = NULL;
    g_autoptr (GHashTable) counts = NULL;
    g_autoptr (GArray) meetings = NULL;
    g_autoptr (GArray) extensions = NULL;
    g_autoptr (GArray) rows = NULL;
    g_autofree char *title = NULL;
    g_autofree char *language = NULL;
    struct html_consultation page = { 0 };

    if (c == NULL)
        return FALSE;
    if (td_request_wants_json (request)) {
        td_reply_json (request, 200, td_consultation_to_json (instance, c, td_clock_now (&instance->clock)));
        return TRUE;
    }
    if (!td_consultation_draft (instance, c, &paragraphs, &title, &language, error)
        || (counts = td_comments_public_counts (instance, c->id, error)) == NULL)
        return FALSE;
    td_strings_init (&strings);
    meetings = meeting_rows (request, c, &strings);
    fill_facts (request, &strings, c, &page);
    page.meetings = (const void *) meetings->data;
    page.n_meetings = meetings->len;
    extensions = extension_rows (request, c, &strings);
    page.extensions = (const void *) extensions->data;
    page.n_extensions = extensions->len;
    page.title = title;
    page.language = language != NULL ? language : "";
    page.direction = language != NULL ? td_language_direction (language) : "auto";
    page.draft_gone = c->draft != NULL && c->withdrawn == 0 && paragraphs == NULL;
    if (paragraphs != NULL)
        fill_draft (request, &strings, &page, paragraphs, counts, &rows);
    html_consultation (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

/* ---- the record ---- */

enum { BAR_WIDTH = 120 };

static GArray *bar_rows (const TdConsultationRecord *r)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_consultation_record_bars));
    gint64 most = MAX (r->waiting, 1);

    for (int d = 0; d < TD_N_DISPOSITIONS; d++)
        most = MAX (most, r->by_disposition[d]);
    for (int d = 0; d <= TD_N_DISPOSITIONS; d++) {
        gint64 n = d < TD_N_DISPOSITIONS ? r->by_disposition[d] : r->waiting;
        const struct html_consultation_record_bars row = {
            .label = d < TD_N_DISPOSITIONS ? td_disposition_label ((TdDisposition) d) : N_ ("Not answered yet"),
            .count = n,
            .width = n * BAR_WIDTH / most,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *record_meetings (TdRequest *request, const TdConsultation *c, TdStrings *strings)
{
    g_autoptr (GArray) full = meeting_rows (request, c, strings);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_consultation_record_meetings));

    for (guint i = 0; i < full->len; i++) {
        const struct html_consultation_meetings *m = &g_array_index (full, struct html_consultation_meetings, i);
        const struct html_consultation_record_meetings row = { m->when, m->way, m->languages, m->came };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *named_rows (TdRequest *request, const TdConsultationRecord *r)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_consultation_record_named));

    for (guint i = 0; i < r->named->len; i++) {
        const TdNamedOrganisation *o = r->named->pdata[i];
        const struct html_consultation_record_named row = { o->id, o->name, td_consultation_kind (request, o->kind) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void render_record (TdRequest *request, TdStrings *strings, const TdConsultationRecord *r)
{
    const char *locale = td_request_locale (request);
    const TdConsultation *c = r->consultation;
    g_autoptr (GArray) bars = bar_rows (r);
    g_autoptr (GArray) meetings = record_meetings (request, c, strings);
    g_autoptr (GArray) named = named_rows (request, r);
    const struct html_consultation_record page = {
        .state = td_consultation_state_name (request, c->state),
        .id = c->id,
        .status = td_consultation_status_word (td_consultation_status (c, r->at)),
        .opens = td_consultation_when (strings, c, c->opens, locale),
        .closes = td_consultation_when (strings, c, c->closes, locale),
        .entered = td_consultation_when (strings, c, c->created, locale),
        .published = td_consultation_when (strings, c, c->draft_published, locale),
        .withdrawn = td_consultation_when (strings, c, c->withdrawn, locale),
        .reason = c->withdrawn_reason,
        .days = td_consultation_days (c),
        .languages = td_consultation_languages_words (strings, c->languages, locale),
        .how = c->how,
        .meetings = (const void *) meetings->data,
        .n_meetings = meetings->len,
        .invited = r->invited,
        .invited_kinds = kinds_words (request, r->invited_kinds, strings),
        .came = r->came,
        .came_kinds = kinds_words (request, r->came_kinds, strings),
        .comments = r->comments,
        .comment_kinds = kinds_words (request, r->comment_kinds, strings),
        .taken_back = r->taken_back,
        .bars = (const void *) bars->data,
        .n_bars = bars->len,
        .named = (const void *) named->data,
        .n_named = named->len,
    };

    html_consultation_record (td_request_html (request), &page);
    td_reply_html (request, 200);
}

gboolean td_consultation_record_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_auto (TdConsultationRecord) record = { 0 };
    g_auto (TdStrings) strings = { 0 };

    if (!td_consultation_record (instance, td_request_part (request, "id"), &record, error))
        return FALSE;
    if (td_request_wants_json (request)) {
        td_reply_json (request, 200, td_consultation_record_to_json (instance, &record));
        return TRUE;
    }
    td_strings_init (&strings);
    render_record (request, &strings, &record);
    return TRUE;
}
