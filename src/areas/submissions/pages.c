/* The pages of one submission: facts and paragraphs, receipt, the file as it came. */
#include "areas/submissions/pages.h"
#include "areas/submissions/row-pages.h"

#include "areas/calls/late.h"
#include "areas/submissions/co-sign.h"
#include "areas/submissions/draft-cookie.h"
#include "areas/submissions/entered.h"
#include "areas/submissions/own-place.h"
#include "areas/submissions/reading.h"
#include "areas/submissions/state-paper.h"
#include "areas/submissions/submission-pictures.h"
#include "areas/submissions/submission-receipt.html.h"
#include "areas/submissions/submission.h"
#include "areas/submissions/submission.html.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/mask.h"
#include "text/words.h"

/* ---- opening ---- */

static TdSubmission *open_one (TdRequest *request, TdDraftCookie *cookie, GError **error)
{
    const char *id = td_request_part (request, "id");
    TdSubmission *s;

    td_draft_cookie_read (request, cookie);
    s = td_submission_get (td_request_instance (request), td_request_viewer (request),
                           td_draft_cookie_key_for (cookie, id), id, error);
    /* What is not for everybody is kept by no browser, no proxy and not by our own cache: the sender's view of a public
     * submission holds more than the public's. */
    if (s != NULL && (s->relations != 0 || s->status != TD_STATUS_PUBLISHED))
        td_reply_header (request, "Cache-Control", "no-store");
    return s;
}

/* ---- the page ---- */

/* Articles of a paragraph that rest on the same words, in rising order; those that the text names are one group. */
struct group {
    gboolean named;
    const char *because;
    GArray *numbers; /* int */
};

static int by_number (gconstpointer a, gconstpointer b)
{
    return *(const int *) a - *(const int *) b;
}

static GArray *groups_of (const TdProfile *profile, const TdParagraph *p)
{
    GArray *groups = g_array_new (FALSE, TRUE, sizeof (struct group));

    for (guint i = 0; i < p->articles->len; i++) {
        const TdTag *tag = &g_array_index (p->articles, TdTag, i);
        struct group fresh = { .named = tag->confidence >= 0.9, .because = tag->because }, *group = NULL;
        if (tag->confidence < 0.5 || td_profile_article (profile, tag->article) == NULL)
            continue;
        for (guint k = 0; k < groups->len && group == NULL; k++) {
            struct group *g = &g_array_index (groups, struct group, k);
            if (g->named == fresh.named && (fresh.named || g_str_equal (g->because, fresh.because)))
                group = g;
        }
        if (group == NULL) {
            fresh.numbers = g_array_new (FALSE, FALSE, sizeof (int));
            g_array_append_val (groups, fresh);
            group = &g_array_index (groups, struct group, groups->len - 1);
        }
        g_array_append_val (group->numbers, tag->article);
    }
    for (guint k = 0; k < groups->len; k++)
        g_array_sort (g_array_index (groups, struct group, k).numbers, by_number);
    return groups;
}

/* A run of three and more shows its ends: "1–6". */
static struct html_submission_paragraphs_notes_articles *
articles_of (const TdProfile *profile, const GArray *numbers, const char *state, const char *locale, gsize *ret_n)
{
    struct html_submission_paragraphs_notes_articles *rows =
        g_new0 (struct html_submission_paragraphs_notes_articles, numbers->len + 1);

    *ret_n = 0;
    for (guint i = 0; i < numbers->len; i++) {
        int number = g_array_index (numbers, int, i);
        gboolean follows = i > 0 && g_array_index (numbers, int, i - 1) == number - 1;
        gboolean goes_on = i + 1 < numbers->len && g_array_index (numbers, int, i + 1) == number + 1;
        gboolean third = follows && i > 1 && g_array_index (numbers, int, i - 2) == number - 2;
        if (follows && goes_on)
            continue;
        rows[(*ret_n)++] = (struct html_submission_paragraphs_notes_articles){
            .before = i == 0  ? ""
                      : third ? "–\u2060"
                              : ", ",
            .article = number,
            .title = td_words (locale, td_profile_article (profile, number)->title),
            .link = g_strdup_printf ("/%s/search?article=%d&state=%s", locale, number, state),
        };
    }
    return rows;
}

static struct html_submission_paragraphs_notes *notes_of (const TdProfile *profile, const TdParagraph *p,
                                                          const char *state, const char *locale, gsize *ret_n)
{
    g_autoptr (GArray) groups = groups_of (profile, p);
    struct html_submission_paragraphs_notes *notes = g_new0 (struct html_submission_paragraphs_notes, groups->len + 1);

    for (guint i = 0; i < groups->len; i++) {
        const struct group *group = &g_array_index (groups, struct group, i);
        notes[i].named = group->named;
        notes[i].several = group->numbers->len > 1;
        notes[i].because = group->because;
        notes[i].articles = articles_of (profile, group->numbers, state, locale, &notes[i].n_articles);
        g_array_unref (group->numbers);
    }
    *ret_n = groups->len;
    return notes;
}

static const char *tag_of (TdParagraphKind kind)
{
    switch (kind) {
    case TD_PARAGRAPH_QUESTION: return N_ ("Question");
    case TD_PARAGRAPH_RECOMMENDATION: return N_ ("Recommendation");
    case TD_PARAGRAPH_FOOTNOTE: return N_ ("Note");
    default: return NULL;
    }
}

/* The file that begins with this paragraph: an annex, the core document; NULL within a file and in the main one. */
static const TdSubmissionFile *begins_with (const TdSubmission *s, const GArray *begins, int n)
{
    for (guint i = 1; i < s->files->len; i++)
        if (g_array_index (begins, int, i + 1) == n)
            return s->files->pdata[i];
    return NULL;
}

static GArray *paragraphs_of (const TdProfile *profile, const TdSubmission *s, const GPtrArray *paragraphs,
                              const GArray *begins, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_submission_paragraphs));

    for (guint i = 0; i < paragraphs->len; i++) {
        const TdParagraph *p = paragraphs->pdata[i];
        const TdSubmissionFile *file = begins_with (s, begins, p->n);
        struct html_submission_paragraphs row = { .n = p->n,
                                                  .kind = td_paragraph_kind_name (p->kind),
                                                  .is_heading = p->kind == TD_PARAGRAPH_HEADING,
                                                  .part = file != NULL ? td_submission_part_label (file->part) : NULL,
                                                  .title = file != NULL ? td_submission_file_title (s, file) : NULL,
                                                  .tag = tag_of (p->kind),
                                                  .number = p->number,
                                                  .language = p->language,
                                                  .direction = td_language_direction (p->language),
                                                  .text = p->text,
                                                  .page = p->page };
        row.notes = notes_of (profile, p, s->state, locale, &row.n_notes);
        g_array_append_val (rows, row);
    }
    return rows;
}

static void free_paragraphs (GArray *rows)
{
    for (guint i = 0; i < rows->len; i++) {
        const struct html_submission_paragraphs *row = &g_array_index (rows, struct html_submission_paragraphs, i);
        for (gsize k = 0; k < row->n_notes; k++) {
            for (gsize a = 0; a < row->notes[k].n_articles; a++)
                g_free ((char *) row->notes[k].articles[a].link);
            g_free ((void *) row->notes[k].articles);
        }
        g_free ((void *) row->notes);
    }
    g_array_unref (rows);
}

static GArray *files_of (const TdSubmission *s, const char *locale)
{
    GArray *files = g_array_new (FALSE, TRUE, sizeof (struct html_submission_files));

    for (guint i = 0; i < s->files->len; i++) {
        const TdSubmissionFile *file = s->files->pdata[i];
        struct html_submission_files row = {
            .name = file->name,
            .link = g_strdup_printf ("/%s/submissions/%s/files/%d", locale, s->id, file->position),
            .size = g_format_size ((guint64) file->size),
            .part = s->files->len > 1 ? td_submission_part_label (file->part) : NULL,
            .title = td_submission_file_title (s, file),
        };
        g_array_append_val (files, row);
    }
    return files;
}

static void free_files (GArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        g_free ((char *) g_array_index (files, struct html_submission_files, i).link);
        g_free ((char *) g_array_index (files, struct html_submission_files, i).size);
    }
    g_array_unref (files);
}

static gboolean any_scan (const TdSubmission *s)
{
    for (guint i = 0; i < s->files->len; i++)
        if (((TdSubmissionFile *) s->files->pdata[i])->no_text)
            return TRUE;
    return FALSE;
}

/* What only its sender and the Committee see of it. */
static void fill_committee (struct html_submission *page, const TdSubmission *s, const TdViewer *viewer, GArray *files)
{
    TdThing thing = td_submission_thing (s);
    gboolean secretariat = td_door_may (viewer, TD_ACT_SUBMISSION_PUBLISH, &thing, NULL);

    page->committee = td_door_may (viewer, TD_ACT_FILE_READ, &thing, NULL);
    if (!page->committee)
        return;
    page->files = (const struct html_submission_files *) (void *) files->data;
    page->n_files = files->len;
    page->reason = s->reason;
    page->decision_reason = s->decision_reason;
    page->contact = secretariat || (s->relations & (TD_RELATION_SENDER | TD_RELATION_VIEWER)) != 0 ? s->contact : NULL;
    page->can_accept = td_submission_may_decide (s, viewer, TD_DECISION_ACCEPT);
    page->can_ask = td_submission_may_decide (s, viewer, TD_DECISION_ASK_CHANGE);
    page->can_publish = td_submission_may_decide (s, viewer, TD_DECISION_PUBLISH);
    page->can_withhold = td_submission_may_decide (s, viewer, TD_DECISION_WITHHOLD);
    page->can_refuse = td_submission_may_decide (s, viewer, TD_DECISION_REFUSE);
    page->can_duplicate = td_submission_may_decide (s, viewer, TD_DECISION_DUPLICATE);
    page->can_decide = page->can_accept || page->can_ask || page->can_publish || page->can_withhold || page->can_refuse
                       || page->can_duplicate;
    page->can_verify = secretariat && s->unverified;
    page->undo = secretariat ? s->last_act : NULL;
}

static void fill_take_down (struct html_submission *page, const TdProfile *profile, const TdSubmission *s,
                            const TdViewer *viewer)
{
    TdThing thing = td_submission_thing (s);

    page->can_take_down = td_door_may (viewer, TD_ACT_SUBMISSION_TAKE_DOWN, &thing, NULL)
                          && td_state_paper_may_withdraw (s, viewer, profile);
    page->is_down = s->status == TD_STATUS_TAKEN_DOWN;
    page->masked = page->can_take_down && s->masked != 0;
    page->waits_after = page->can_take_down && (page->is_down || page->masked);
    page->can_correct = td_submission_may_correct (s, viewer);
    page->can_erase =
        td_door_may (viewer, TD_ACT_SUBMISSION_ERASE, &thing, NULL) && td_state_paper_may_withdraw (s, viewer, profile);
    page->can_readers = td_door_may (viewer, TD_ACT_SUBMISSION_READERS, &thing, NULL);
}

static struct html_submission_signers *signers_of (const GPtrArray *names)
{
    struct html_submission_signers *rows = g_new0 (struct html_submission_signers, names->len + 1);

    for (guint i = 0; i < names->len; i++)
        rows[i].name = names->pdata[i];
    return rows;
}

/* Where its sender goes from here. */
static GArray *places_of (const TdSubmission *s, const TdViewer *viewer, const char *here)
{
    const TdThing thing = td_submission_thing (s);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_submission_places));

    for (gsize i = 0; td_own_places[i] != NULL; i++) {
        struct html_submission_places row = { .label = td_own_places[i]->label };
        if (!td_door_may (viewer, td_own_places[i]->act, &thing, NULL))
            continue;
        row.link = g_strdup_printf ("%s/%s", here, td_own_places[i]->below);
        g_array_append_val (rows, row);
    }
    return rows;
}

static void free_places (GArray *rows)
{
    for (guint i = 0; i < rows->len; i++)
        g_free ((char *) g_array_index (rows, struct html_submission_places, i).link);
    g_array_unref (rows);
}

gboolean td_submission_show (TdRequest *request, const TdSubmission *s, const TdShow *show, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request), *name = td_submission_name_for (s, viewer);
    const char *language = s->language != NULL ? s->language : "und", *message = show->message;
    g_auto (TdRow) row = { 0 };
    gboolean entered = FALSE, kept = FALSE, of_name = show->name != NULL && *show->name != '\0';
    TdThing thing = td_submission_thing (s);
    g_autoptr (GPtrArray) paragraphs = td_submission_read_paragraphs (instance, s, error);
    g_autofree char *received = td_words_instant (locale, s->received, profile->zone);
    g_autofree char *machine = td_instant_to_text (s->received);
    g_autofree char *registered = s->register_day != NULL ? td_words_date (locale, s->register_day) : NULL;
    g_autofree char *language_name = td_language_name (language, locale);
    g_autofree char *size = td_submission_size_words (s, locale);
    g_autofree char *articles = td_words_runs (locale, s->articles);
    g_autofree char *state_link = g_strdup_printf ("/%s/states/%s", locale, s->state);
    g_autofree char *replaces = g_strdup_printf ("/%s/submissions/%s", locale, s->replaces != NULL ? s->replaces : "");
    g_autofree char *here = g_strdup_printf ("/%s/submissions/%s", locale, s->id);
    g_autofree char *receipt = g_strdup_printf ("/%s/submissions/%s/receipt", locale, s->id);
    g_autofree char *json = g_strdup_printf ("/%s/submissions/%s.json", locale, s->id);
    g_autofree struct html_submission_priorities *priorities =
        g_new0 (struct html_submission_priorities, s->priorities->len + 1);
    g_autoptr (GArray) begins = paragraphs != NULL ? td_submission_read_begins (instance, s, error) : NULL;
    g_autoptr (GPtrArray) signers = begins != NULL ? td_co_sign_names (instance, viewer, s, error) : NULL;
    g_autofree struct html_submission_signers *signer_rows = NULL;
    g_autofree char *co_sign = g_strdup_printf ("/%s/submissions/%s/co-sign", locale, s->id);
    GArray *rows, *files, *places;

    if (signers == NULL || !td_submission_was_entered (instance->store, s->id, &entered, error)
        || !td_submission_receipt_kept (instance, s->id, &kept, error) || !td_row_read (request, s, &row, error))
        return FALSE;
    rows = paragraphs_of (profile, s, paragraphs, begins, locale);
    files = files_of (s, locale);
    places = places_of (s, viewer, here);
    for (guint i = 0; i < s->priorities->len; i++) {
        const TdPriority *p = s->priorities->pdata[i];
        priorities[i] = (struct html_submission_priorities){ .text = p->text, .article = p->article };
    }
    struct html_submission page = {
        .id = s->id,
        .on_desk = td_door_viewer_may (viewer, TD_ACT_DESK),
        .title = s->title != NULL ? s->title : td_words (locale, N_ ("Report without a title")),
        .language = s->title != NULL ? language : locale,
        .direction = td_language_direction (s->title != NULL ? language : locale),
        .state = td_profile_state_name (profile, td_profile_state (profile, s->state), locale),
        .state_link = state_link,
        .who = name != NULL ? name : td_words (locale, N_ ("Name withheld")),
        .kind = td_submission_kind_label (profile, s),
        .own = s->by_state != NULL,
        .own_draft = td_state_paper_at_once (profile, s),
        .purpose = td_submission_purpose_label (profile, s),
        .registered = registered,
        .received = received,
        .received_machine = machine,
        .language_name = language_name,
        .size = size,
        .articles = articles,
        .declared = s->declared,
        .status = td_status_word (s->status),
        .visibility = td_visibility_label (thing.visibility),
        .uncalled = s->uncalled,
        .late = s->late != NULL ? td_late_way_words (s->late) : NULL,
        .late_reason = s->late_reason,
        .rehearsal = s->rehearsal,
        .no_text = any_scan (s),
        .error = message != NULL && !of_name && show->note == NULL ? td_words (locale, message) : NULL,
        .note_error = message != NULL && show->note != NULL ? td_words (locale, message) : NULL,
        .typed_note = show->note,
        .take_error = message != NULL && of_name ? td_words (locale, message) : NULL,
        .typed_name = show->name,
        .block = TD_MASK,
        .typed_reason = show->reason,
        .typed_other = show->other,
        .json = json,
        .priorities = priorities,
        .n_priorities = s->priorities->len,
        .paragraphs = (const struct html_submission_paragraphs *) (void *) rows->data,
        .n_paragraphs = rows->len,
        .here = here,
        .places = (const struct html_submission_places *) (void *) places->data,
        .n_places = places->len,
        .unverified = s->unverified,
        .receipt = "",
    };
    td_row_fill (request, &row, &page);
    fill_committee (&page, s, viewer, files);
    page.entered = entered;
    fill_take_down (&page, profile, s, viewer);
    signer_rows = signers_of (signers);
    page.signers = signer_rows;
    page.n_signers = signers->len;
    page.co_sign = td_co_sign_may_ask (s, viewer) || (s->relations & TD_RELATION_ASKED) != 0 ? co_sign : NULL;
    if (page.committee && s->replaces != NULL)
        page.replaces = replaces;
    if (kept && td_door_may (viewer, TD_ACT_RECEIPT_READ, &thing, NULL))
        page.receipt = receipt;
    html_submission (td_request_html (request), &page);
    td_reply_html (request, show->status);
    free_paragraphs (rows);
    free_files (files);
    free_places (places);
    return TRUE;
}

static gboolean reply_json (TdRequest *request, const TdSubmission *s, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (GPtrArray) paragraphs = td_submission_read_paragraphs (instance, s, error);
    g_autoptr (GPtrArray) signers = paragraphs != NULL ? td_co_sign_names (instance, viewer, s, error) : NULL;
    json_t *json, *names;

    if (signers == NULL)
        return FALSE;
    json = td_submission_to_json (instance, s, paragraphs, viewer);
    names = json_array ();
    for (guint i = 0; i < signers->len; i++)
        json_array_append_new (names, json_string (signers->pdata[i]));
    json_object_set_new (json, "co_signed_by", names);
    td_reply_json (request, 200, json);
    return TRUE;
}

gboolean td_submission_page (TdRequest *request, GError **error)
{
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autoptr (TdSubmission) s = open_one (request, &cookie, error);

    if (s == NULL)
        return FALSE;
    if (s->status == TD_STATUS_DRAFT) {
        gboolean writes = (s->relations & (TD_RELATION_SENDER | TD_RELATION_CONTRIBUTOR)) != 0;
        g_autofree char *path = !writes && (s->relations & TD_RELATION_ASKED) != 0
                                    ? g_strdup_printf ("/%s/submissions/%s/co-sign", td_request_locale (request), s->id)
                                    : g_strdup_printf ("/%s/send/answers", td_request_locale (request));
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (!td_reading_note (td_request_instance (request), td_request_viewer (request), s, TD_READING_PAGE, error))
        return FALSE;
    return td_request_wants_json (request) ? reply_json (request, s, error)
                                           : td_submission_show (request, s, &(TdShow){ .status = 200 }, error);
}

/* ---- receipt and file ---- */

static TdReceipt *open_receipt (TdRequest *request, TdSubmission **ret_submission, GError **error)
{
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autoptr (TdSubmission) s = open_one (request, &cookie, error);
    TdReceipt *receipt;

    if (s == NULL)
        return NULL;
    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_reading_note (td_request_instance (request), td_request_viewer (request), s, TD_READING_RECEIPT, error))
        return NULL;
    receipt = td_submission_receipt (td_request_instance (request), td_request_viewer (request),
                                     td_draft_cookie_key_for (&cookie, s->id), s->id, error);
    if (receipt != NULL)
        *ret_submission = g_steal_pointer (&s);
    return receipt;
}

gboolean td_submission_receipt_page (TdRequest *request, GError **error)
{
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (TdReceipt) receipt = open_receipt (request, &s, error);
    g_autoptr (TdMarkup) slip = NULL;
    g_autofree char *text = NULL;
    g_autofree char *back = NULL;
    g_autofree char *forget = NULL;
    TdThing thing;

    if (receipt == NULL)
        return FALSE;
    slip = td_submission_slip (request, receipt, s);
    text = td_receipt_to_text (receipt);
    back = g_strdup_printf ("/%s/submissions/%s", td_request_locale (request), s->id);
    forget = g_strconcat (back, "/receipt/forget", NULL);
    thing = td_submission_thing (s);
    const struct html_submission_receipt page = {
        .slip = slip,
        .text = text,
        .back = back,
        .forget = td_door_may (td_request_viewer (request), TD_ACT_RECEIPT_FORGET, &thing, NULL) ? forget : NULL
    };
    html_submission_receipt (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_submission_receipt_file (TdRequest *request, GError **error)
{
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (TdReceipt) receipt = open_receipt (request, &s, error);
    g_autofree char *name = NULL;
    g_autoptr (GBytes) bytes = NULL;
    char *text;

    if (receipt == NULL)
        return FALSE;
    text = td_receipt_to_text (receipt);
    bytes = g_bytes_new_take (text, strlen (text));
    name = g_strdup_printf ("receipt-%s.txt", s->id);
    td_reply_bytes (request, "text/plain; charset=utf-8", name, bytes);
    return TRUE;
}

gboolean td_submission_file_page (TdRequest *request, GError **error)
{
    g_auto (TdDraftCookie) cookie = { 0 };
    const char *id = td_request_part (request, "id");
    g_autofree char *name = NULL;
    g_autofree char *format = NULL;
    g_autofree char *shown = NULL;
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GBytes) bytes = NULL;
    gint64 position = 0;

    td_draft_cookie_read (request, &cookie);
    s = td_submission_get (td_request_instance (request), td_request_viewer (request),
                           td_draft_cookie_key_for (&cookie, id), id, error);
    g_ascii_string_to_signed (td_request_part (request, "position"), 10, 1, 99, &position, NULL);
    if (s != NULL)
        bytes = td_submission_file_of (td_request_instance (request), td_request_viewer (request), s, (int) position,
                                       &name, &format, error);
    if (bytes == NULL)
        return FALSE;
    /* The download's name is ours: a sender's may tell who they are, or hold what a header may not. */
    shown = g_strdup_printf ("%s-%d.%s", id, (int) position, td_submission_file_ending (format));
    td_reply_header (request, "Cache-Control", "no-store");
    /* What the secretariat looked at and published is shown where the browser can, at the page that the dossier names. */
    if (s->status == TD_STATUS_PUBLISHED && g_str_equal (format, "pdf"))
        td_reply_pdf (request, shown, bytes);
    else
        td_reply_bytes (request, "application/octet-stream", shown, bytes);
    return TRUE;
}
