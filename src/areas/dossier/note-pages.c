/* Writing notes, and the list of them. */
#include "areas/dossier/pages.h"

#include "areas/dossier/dossier-page.h"
#include "areas/dossier/dossier.h"
#include "areas/dossier/note.h"
#include "areas/dossier/note.html.h"
#include "areas/dossier/notes.html.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

enum { ON_A_PAGE = 20 };

/* ---- what a note is on ---- */

/* "Article 16", "Report of the union, paragraph 12". Free it. */
static char *about_words (const TdNote *note, const char *locale)
{
    g_autofree char *article = g_strdup_printf ("%d", note->article), *n = g_strdup_printf ("%d", note->n);
    const char *title = note->title != NULL ? note->title : note->symbol;

    if (note->n == 0)
        return td_words_fill (td_words (locale, N_ ("Article {article}")), "article", article, NULL);
    return td_words_fill (td_words (locale, N_ ("{document}, paragraph {n}")), "document",
                          title != NULL ? title : td_words (locale, N_ ("Report without a title")), "n", n, NULL);
}

/* Where it stands. Free it. */
static char *about_link (const TdNote *note, const char *locale)
{
    if (note->submission != NULL)
        return g_strdup_printf ("/%s/submissions/%s#p%d", locale, note->submission, note->n);
    if (note->document != NULL)
        return g_strdup_printf ("/%s/documents/%s#%s", locale, note->symbol != NULL ? note->symbol : note->document,
                                note->anchor != NULL ? note->anchor : "");
    return g_strdup_printf ("/%s/states/%s/dossier/%d#notes", locale, note->state, note->article);
}

/* Where its writer goes back to: the article's page, the list where it has none. Free it. */
static char *back_of (const char *locale, const char *state, int article)
{
    if (article > 0)
        return g_strdup_printf ("/%s/states/%s/dossier/%d", locale, state, article);
    return g_strdup_printf ("/%s/states/%s/notes", locale, state);
}

static gint64 number_of (TdRequest *request, const char *field)
{
    gint64 number = 0;

    (void) g_ascii_string_to_signed (td_request_field (request, field), 10, 1, G_MAXINT32, &number, NULL);
    return number;
}

static const char *or_null (const char *text)
{
    return *text != '\0' ? text : NULL;
}

/* ---- the form ---- */

typedef struct {
    const char *action, *back, *caption;
    const char *quote, *language; /* or NULL */
    const char *submission, *document;
    int n, article;
    const char *text, *error;
    gboolean shared, old;
} Form;

static void show (TdRequest *request, const Form *form)
{
    const char *locale = td_request_locale (request);
    const struct html_error_summary_errors errors[] = { { .field = "text", .text = form->error } };
    const struct html_field_radios_choices whom[] = {
        { .id = "shared",
          .value = "no",
          .label = td_words (locale, N_ ("I alone")),
          .hint = td_words (locale, N_ ("Nobody else, not the secretariat either.")),
          .chosen = !form->shared },
        { .id = "shared-yes",
          .value = "yes",
          .label = td_words (locale, N_ ("Everybody who reads this dossier")),
          .chosen = form->shared },
    };
    const struct html_note page = {
        .action = form->action,
        .back = form->back,
        .caption = form->caption,
        .quote = form->quote,
        .quote_language = form->language != NULL ? form->language : locale,
        .quote_direction = td_language_direction (form->language != NULL ? form->language : locale),
        .submission = form->submission,
        .document = form->document,
        .n = form->n,
        .article = form->article,
        .text = form->text,
        .error = form->error,
        .errors = errors,
        .n_errors = form->error != NULL,
        .whom = whom,
        .n_whom = G_N_ELEMENTS (whom),
        .old = form->old,
    };

    td_reply_header (request, "Cache-Control", "no-store");
    html_note (td_request_html (request), &page);
    td_reply_html (request, form->error != NULL ? 422 : 200);
}

static TdNoteWish wish_of (TdRequest *request)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const TdState *state = td_profile_state (profile, td_request_part (request, "state"));

    return (TdNoteWish){ .state = state != NULL ? state->iso3 : "",
                         .submission = or_null (td_request_field (request, "submission")),
                         .document = or_null (td_request_field (request, "document")),
                         .n = (int) number_of (request, "n"),
                         .article = (int) number_of (request, "article"),
                         .shared = g_str_equal (td_request_field (request, "shared"), "yes"),
                         .text = td_request_field (request, "text") };
}

/* A new note on what the fields name; problem: what was wrong with it. */
static gboolean show_new (TdRequest *request, const TdNoteWish *wish, const char *problem, GError **error)
{
    const char *locale = td_request_locale (request);
    TdNote about = { .article = wish->article };
    g_autofree char *caption = about_words (&about, locale), *quote = NULL, *language = NULL;
    g_autofree char *action = g_strdup_printf ("/%s/states/%s/notes", locale, wish->state);
    g_autofree char *back = back_of (locale, wish->state, wish->article);

    if (!td_note_about (td_request_instance (request), td_request_viewer (request), wish, &quote, &language, error))
        return FALSE;
    show (request, &(Form){ .action = action,
                            .back = back,
                            .caption = wish->article > 0 ? caption : "",
                            .quote = quote,
                            .language = language,
                            .submission = wish->submission,
                            .document = wish->document,
                            .n = wish->n,
                            .article = wish->article,
                            .text = wish->text,
                            .error = problem,
                            .shared = wish->shared });
    return TRUE;
}

gboolean td_note_new_page (TdRequest *request, GError **error)
{
    const TdNoteWish wish = wish_of (request);

    return td_dossier_may_read (td_request_instance (request), td_request_viewer (request),
                                td_request_part (request, "state"), error)
           && show_new (request, &wish, NULL, error);
}

gboolean td_notes_post (TdRequest *request, GError **error)
{
    const TdNoteWish wish = wish_of (request);
    const char *locale = td_request_locale (request);
    g_autoptr (GError) problem = NULL;
    g_autofree char *back = NULL;

    if (td_note_write (td_request_instance (request), td_request_viewer (request), &wish, NULL, &problem)) {
        back = back_of (locale, wish.state, wish.article);
        td_reply_redirect (request, back);
        return TRUE;
    }
    if (td_error_code (problem) == TD_ERROR_INPUT)
        return show_new (request, &wish, td_words (locale, problem->message), error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* ---- one that is there ---- */

static void show_old (TdRequest *request, const TdNote *note, const char *text, gboolean shared, const char *error)
{
    const char *locale = td_request_locale (request);
    g_autofree char *caption = about_words (note, locale);
    g_autofree char *action = g_strdup_printf ("/%s/notes/%s", locale, note->id);
    g_autofree char *back = g_strdup_printf ("/%s/states/%s/notes", locale, note->state);

    show (request, &(Form){ .action = action,
                            .back = back,
                            .caption = caption,
                            .text = text,
                            .error = error,
                            .shared = shared,
                            .old = TRUE });
}

static gboolean is_shared (TdRequest *request)
{
    return g_str_equal (td_request_field (request, "shared"), "yes");
}

static TdNote *own_note (TdRequest *request, GError **error)
{
    g_autoptr (TdNote) note = td_note_get (td_request_instance (request), td_request_viewer (request),
                                           td_request_part (request, "id"), error);

    if (note != NULL && !note->mine) {
        g_set_error_literal (error, TD_DOSSIER_ERROR, TD_ERROR_NOT_ALLOWED,
                             "Only who wrote a note changes it. Write one of your own beside it.");
        return NULL;
    }
    return g_steal_pointer (&note);
}

gboolean td_note_page (TdRequest *request, GError **error)
{
    g_autoptr (TdNote) note = own_note (request, error);

    if (note == NULL)
        return FALSE;
    show_old (request, note, note->text, note->shared, NULL);
    return TRUE;
}

gboolean td_note_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *text = td_request_field (request, "text"), *locale = td_request_locale (request);
    g_autoptr (TdNote) note = own_note (request, error);
    g_autoptr (GError) problem = NULL;
    g_autofree char *back = NULL;
    gboolean done;

    if (note == NULL)
        return FALSE;
    done = g_str_equal (td_request_field (request, "do"), "delete")
               ? td_note_delete (instance, viewer, note->id, &problem)
               : td_note_change (instance, viewer, note->id, is_shared (request), text, &problem);
    if (!done && td_error_code (problem) == TD_ERROR_INPUT) {
        show_old (request, note, text, is_shared (request), td_words (locale, problem->message));
        return TRUE;
    }
    if (!done) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    back = g_strdup_printf ("/%s/states/%s/notes", locale, note->state);
    td_reply_redirect (request, back);
    return TRUE;
}

/* ---- the list ---- */

static struct html_notes_rows row_of (TdKept *kept, const TdInstance *instance, const TdNote *note, const char *locale)
{
    return (struct html_notes_rows){
        .text = note->text,
        .who = note->who,
        .when = td_keep (kept, td_words_day (locale, note->changed, instance->profile->zone)),
        .about = td_keep (kept, about_words (note, locale)),
        .link = td_keep (kept, about_link (note, locale)),
        .change = note->mine ? td_keep (kept, g_strdup_printf ("/%s/notes/%s", locale, note->id)) : "",
        .shared = note->shared,
    };
}

static const char *page_link (TdKept *kept, const char *locale, const char *state, gint64 number, gint64 pages)
{
    if (number < 1 || number > pages)
        return "";
    return td_keep (kept, g_strdup_printf ("/%s/states/%s/notes?page=%" G_GINT64_FORMAT, locale, state, number));
}

gboolean td_notes_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdState *state = td_profile_state (instance->profile, td_request_part (request, "state"));
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) notes = NULL;
    g_auto (TdKept) kept = { 0 };
    gint64 pages, number = td_dossier_asked_page (request);
    struct html_notes page;
    GArray *rows;

    if (state == NULL)
        return td_door_unknown (error);
    notes = td_note_list (instance, td_request_viewer (request), state->iso3, &(TdNoteFilter){ 0 }, error);
    if (notes == NULL)
        return FALSE;
    td_kept_init (&kept);
    rows = td_keep_list (&kept, sizeof (struct html_notes_rows));
    pages = MAX (1, (notes->len + ON_A_PAGE - 1) / ON_A_PAGE);
    for (guint i = (guint) (number - 1) * ON_A_PAGE; i < notes->len && rows->len < ON_A_PAGE; i++) {
        struct html_notes_rows row = row_of (&kept, instance, notes->pdata[i], locale);
        g_array_append_val (rows, row);
    }
    page =
        (struct html_notes){ .name = td_profile_state_name (instance->profile, state, locale),
                             .dossier = td_keep (&kept, g_strdup_printf ("/%s/states/%s/dossier", locale, state->iso3)),
                             .previous = page_link (&kept, locale, state->iso3, number - 1, pages),
                             .next = page_link (&kept, locale, state->iso3, number + 1, pages),
                             .page = number,
                             .pages = pages };
    TD_FILL (&page, rows, rows);
    td_reply_header (request, "Cache-Control", "no-store");
    html_notes (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}
