/* The page of one submission: facts, paragraphs with their articles, what its sender and the Committee may do. */
#include "areas/submissions/pages.h"
#include "areas/submissions/row-pages.h"

#include "areas/calls/late.h"
#include "areas/submissions/co-sign.h"
#include "areas/submissions/entered.h"
#include "areas/submissions/own-place.h"
#include "areas/submissions/state-paper.h"
#include "areas/submissions/submission-pictures.h"
#include "areas/submissions/submission.html.h"
#include "text/language.h"
#include "text/mask.h"
#include "text/words.h"

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

/* ---- what is read for it ---- */

/* What stands beside a submission on its page, of one snapshot. */
typedef struct {
    TdRequest *request;
    const TdSubmission *submission;
    GPtrArray *paragraphs, *signers;
    GArray *begins;
    TdRow row;
    gboolean entered, receipt_kept;
} Beside;

static void beside_clear (Beside *b)
{
    g_clear_pointer (&b->paragraphs, g_ptr_array_unref);
    g_clear_pointer (&b->signers, g_ptr_array_unref);
    g_clear_pointer (&b->begins, g_array_unref);
    td_row_clear (&b->row);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Beside, beside_clear)

static gboolean read_beside (TdTx *tx, gpointer data, GError **error)
{
    Beside *b = data;
    TdInstance *instance = td_request_instance (b->request);
    const TdSubmission *s = b->submission;

    (void) tx; /* each of these joins the read around it */
    return (b->paragraphs = td_submission_read_paragraphs (instance, s, error)) != NULL
           && (b->begins = td_submission_read_begins (instance, s, error)) != NULL
           && (b->signers = td_co_sign_names (instance, td_request_viewer (b->request), s, error)) != NULL
           && td_submission_was_entered (instance->store, s->id, &b->entered, error)
           && td_submission_receipt_kept (instance, s->id, &b->receipt_kept, error)
           && td_row_read (b->request, s, &b->row, error);
}

/* ---- the parts of the page ---- */

/* Texts that the page borrows while it is written. */
typedef struct {
    char *received, *machine, *registered, *language_name, *size, *articles, *state_link, *here, *replaces, *receipt,
        *json, *co_sign;
    struct html_submission_priorities *priorities;
    struct html_submission_signers *signers;
    GArray *paragraphs, *files, *places;
} Texts;

static struct html_submission_priorities *priorities_of (const TdSubmission *s)
{
    struct html_submission_priorities *rows = g_new0 (struct html_submission_priorities, s->priorities->len + 1);

    for (guint i = 0; i < s->priorities->len; i++) {
        const TdPriority *p = s->priorities->pdata[i];
        rows[i] = (struct html_submission_priorities){ .text = p->text, .article = p->article };
    }
    return rows;
}

static Texts texts_of (TdRequest *request, const TdSubmission *s, const Beside *b)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    char *here = g_strdup_printf ("/%s/submissions/%s", locale, s->id); /* Texts takes it */

    return (Texts){
        .received = td_words_instant (locale, s->received, profile->zone),
        .machine = td_instant_to_text (s->received),
        .registered = s->register_day != NULL ? td_words_date (locale, s->register_day) : NULL,
        .language_name = td_language_name (s->language != NULL ? s->language : "und", locale),
        .size = td_submission_size_words (s, locale),
        .articles = td_words_runs (locale, s->articles),
        .state_link = g_strdup_printf ("/%s/states/%s", locale, s->state),
        .replaces = s->replaces != NULL ? g_strdup_printf ("/%s/submissions/%s", locale, s->replaces) : NULL,
        .receipt = g_strconcat (here, "/receipt", NULL),
        .json = g_strconcat (here, ".json", NULL),
        .co_sign = g_strconcat (here, "/co-sign", NULL),
        .priorities = priorities_of (s),
        .signers = signers_of (b->signers),
        .paragraphs = paragraphs_of (profile, s, b->paragraphs, b->begins, locale),
        .files = files_of (s, locale),
        .places = places_of (s, td_request_viewer (request), here),
        .here = here,
    };
}

static void texts_clear (Texts *t)
{
    char *const all[] = { t->received,   t->machine, t->registered, t->language_name, t->size, t->articles,
                          t->state_link, t->here,    t->replaces,   t->receipt,       t->json, t->co_sign };

    for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
        g_free (all[i]);
    g_free (t->priorities);
    g_free (t->signers);
    free_paragraphs (t->paragraphs);
    free_files (t->files);
    free_places (t->places);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

/* What everybody who may read it sees of it. */
static void fill_facts (struct html_submission *page, TdRequest *request, const TdSubmission *s, const Texts *t)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request), *name = td_submission_name_for (s, td_request_viewer (request));
    const char *language = s->title != NULL ? (s->language != NULL ? s->language : "und") : locale;

    page->id = s->id;
    page->here = t->here;
    page->title = s->title != NULL ? s->title : td_words (locale, N_ ("Report without a title"));
    page->language = language;
    page->direction = td_language_direction (language);
    page->state = td_profile_state_name (profile, td_profile_state (profile, s->state), locale);
    page->state_link = t->state_link;
    page->who = name != NULL ? name : td_words (locale, N_ ("Name withheld"));
    page->kind = td_submission_kind_label (profile, s);
    page->own = s->by_state != NULL;
    page->own_draft = td_state_paper_at_once (profile, s);
    page->purpose = td_submission_purpose_label (profile, s);
    page->registered = t->registered;
    page->received = t->received;
    page->received_machine = t->machine;
    page->language_name = t->language_name;
    page->size = t->size;
    page->articles = t->articles;
    page->declared = s->declared;
    page->status = td_status_word (s->status);
    page->visibility = td_visibility_label (td_submission_thing (s).visibility);
    page->uncalled = s->uncalled;
    page->late = s->late != NULL ? td_late_way_words (s->late) : NULL;
    page->late_reason = s->late_reason;
    page->rehearsal = s->rehearsal;
    page->no_text = any_scan (s);
    page->unverified = s->unverified;
    page->json = t->json;
    page->priorities = t->priorities;
    page->n_priorities = s->priorities->len;
    page->paragraphs = (const struct html_submission_paragraphs *) (void *) t->paragraphs->data;
    page->n_paragraphs = t->paragraphs->len;
}

/* What was typed into a form of the page that would not do, and why. */
static void fill_typed (struct html_submission *page, const char *locale, const TdShow *show)
{
    const char *message = show->message != NULL ? td_words (locale, show->message) : NULL;
    gboolean of_name = show->name != NULL && *show->name != '\0';

    page->error = of_name || show->note != NULL ? NULL : message;
    page->note_error = show->note != NULL ? message : NULL;
    page->typed_note = show->note;
    page->take_error = of_name ? message : NULL;
    page->typed_name = show->name;
    page->typed_reason = show->reason;
    page->typed_other = show->other;
    page->block = TD_MASK;
}

/* Where this viewer goes from here. */
static void fill_ways (struct html_submission *page, const TdSubmission *s, const TdViewer *viewer, const Texts *t,
                       const Beside *b)
{
    TdThing thing = td_submission_thing (s);

    page->places = (const struct html_submission_places *) (void *) t->places->data;
    page->n_places = t->places->len;
    page->signers = t->signers;
    page->n_signers = b->signers->len;
    page->entered = b->entered;
    page->co_sign = td_co_sign_may_ask (s, viewer) || (s->relations & TD_RELATION_ASKED) != 0 ? t->co_sign : NULL;
    page->replaces = page->committee ? t->replaces : NULL;
    page->receipt = b->receipt_kept && td_door_may (viewer, TD_ACT_RECEIPT_READ, &thing, NULL) ? t->receipt : "";
}

gboolean td_submission_show (TdRequest *request, const TdSubmission *s, const TdShow *show, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_auto (Beside) beside = { .request = request, .submission = s };

    if (!td_store_read (instance->store, read_beside, &beside, error))
        return FALSE;
    g_auto (Texts) texts = texts_of (request, s, &beside);
    struct html_submission page = { .on_desk = td_door_viewer_may (viewer, TD_ACT_DESK) };
    fill_facts (&page, request, s, &texts);
    fill_typed (&page, td_request_locale (request), show);
    td_row_fill (request, &beside.row, &page);
    fill_committee (&page, s, viewer, texts.files);
    fill_take_down (&page, instance->profile, s, viewer);
    fill_ways (&page, s, viewer, &texts, &beside);
    html_submission (td_request_html (request), &page);
    td_reply_html (request, show->status);
    return TRUE;
}
