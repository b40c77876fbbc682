/* Coming back to something sealed. */
#include "areas/sealed/pages.h"

#include "areas/sealed/notice.h"
#include "areas/sealed/sealed-done.html.h"
#include "areas/sealed/sealed-place.h"
#include "areas/sealed/sealed-return.html.h"
#include "areas/sealed/sealed-visit.html.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"
#include "web/static.h"

/* ---- what was found in files ---- */

typedef struct html_sealed_done_looks Look;
typedef struct html_sealed_done_looks_found Found;

/* What the cleaner calls it, in the reader's language. */
static char *label_words (const char *label, const char *locale)
{
    static const char text[] = "Text “", end[] = "”";
    g_autofree char *name = NULL;

    if (!g_str_has_prefix (label, text) || !g_str_has_suffix (label, end))
        return g_strdup (td_words (locale, label));
    name = g_strndup (label + strlen (text), strlen (label) - strlen (text) - strlen (end));
    return td_words_fill (td_words (locale, N_ ("Text “{name}”")), "name", name, NULL);
}

/* "Camera: X" of the cleaner: its own word, and what stood in the file. */
static Found found_row (const char *line, const char *locale, GPtrArray *strings)
{
    static const char within[] = "In a picture within";
    const char *colon = strstr (line, ": ");
    g_autofree char *label = colon != NULL ? g_strndup (line, (gsize) (colon - line)) : g_strdup (line);
    char *words = label_words (label, locale);
    Found row = { .label = words, .value = colon != NULL ? colon + 2 : NULL };

    g_ptr_array_add (strings, words);
    if (colon != NULL && g_str_equal (label, within)) {
        row = found_row (colon + 2, locale, strings);
        row.label = words = g_strconcat (words, ": ", row.label, NULL);
        g_ptr_array_add (strings, words);
    }
    return row;
}

void td_sealed_look_rows (const GPtrArray *looks, const char *locale, TdSealedLookRows *ret_rows)
{
    gsize n = looks != NULL ? looks->len : 0;

    *ret_rows = (TdSealedLookRows){ .rows = g_new0 (Look, MAX (n, 1)),
                                    .n = n,
                                    .found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref),
                                    .strings = g_ptr_array_new_with_free_func (g_free) };
    for (gsize i = 0; i < n; i++) {
        const TdSealedLook *look = looks->pdata[i];
        GArray *found = g_array_new (FALSE, TRUE, sizeof (Found));

        for (guint k = 0; k < look->found->len; k++) {
            const Found row = found_row (look->found->pdata[k], locale, ret_rows->strings);
            g_array_append_val (found, row);
        }
        g_ptr_array_add (ret_rows->found, found);
        ret_rows->rows[i] = (Look){ .name = look->name != NULL ? look->name : "",
                                    .cleaned = look->cleaned,
                                    .found = (const Found *) (void *) found->data,
                                    .n_found = found->len };
    }
}

void td_sealed_look_rows_clear (TdSealedLookRows *rows)
{
    g_free (rows->rows);
    g_ptr_array_unref (rows->found);
    g_ptr_array_unref (rows->strings);
}

/* ---- the visit ---- */

typedef struct html_sealed_visit_answers Answer;

static GArray *answer_rows (TdRequest *request, const TdSealedVisit *visit, GPtrArray *strings)
{
    const char *zone = td_request_instance (request)->profile->zone;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Answer));

    for (guint i = 0; i < visit->answers->len; i++) {
        const TdSealedAnswer *answer = visit->filing->answers->pdata[i];
        char *when = td_words_instant (td_request_locale (request), answer->at, zone);
        const Answer row = { .when = when, .text = visit->answers->pdata[i] };

        g_ptr_array_add (strings, when);
        g_array_append_val (rows, row);
    }
    return rows;
}

/* Which pieces of which file are there, for the script that goes on: "WORD:1 WORD:2". */
static char *pieces_text (const TdSealedFiling *f)
{
    GString *text = g_string_new (NULL);

    for (guint i = 0; i < f->parts->len; i++) {
        const TdSealedPart *part = f->parts->pdata[i];

        if (part->file != NULL)
            g_string_append_printf (text, "%s%s:%d", text->len > 0 ? " " : "", part->file, part->piece);
    }
    return g_string_free (text, FALSE);
}

typedef struct html_sealed_visit_places Place;

struct places {
    TdRequest *request;
    const char *filing;
    GPtrArray *strings;
    GArray *rows;
};

static gboolean places_in (TdTx *tx, gpointer data, GError **error)
{
    struct places *p = data;

    g_array_set_size (p->rows, 0);
    for (gsize i = 0; td_sealed_places[i] != NULL; i++) {
        const TdSealedPlace *place = td_sealed_places[i];
        gboolean there = FALSE;
        if (!place->is_there (tx, p->filing, &there, error))
            return FALSE;
        if (!there)
            continue;
        const Place row = { .action = g_strdup_printf ("/%s%s", td_request_locale (p->request), place->path),
                            .hint = place->hint,
                            .button = place->button };
        g_ptr_array_add (p->strings, (char *) row.action);
        g_array_append_val (p->rows, row);
    }
    return TRUE;
}

/* Whether a mail tells of answers, where one asks for that, and what was typed there. */
static void fill_mail (struct html_sealed_visit *page, TdRequest *request, const TdSealedVisit *visit,
                       const TdSealedShown *shown, const char *address)
{
    page->mail = address;
    page->mail_possible = td_sealed_notice_possible (td_request_instance (request));
    page->mail_asked = visit->notice;
    page->mail_address = shown->mail_address;
    page->mail_error = shown->mail_error;
    page->mail_done = shown->mail_done;
}

gboolean td_sealed_show_visit (TdRequest *request, const TdSealedVisit *visit, const TdSealedShown *shown,
                               GError **error)
{
    const char *locale = td_request_locale (request), *zone = td_request_instance (request)->profile->zone;
    const TdSealedFiling *f = visit->filing;
    const TdSealedForm *form = shown->form;
    const char *wrong = form != NULL ? form->wrong : NULL;
    gboolean in_file = wrong != NULL && g_str_has_prefix (form->wrong_field, "file");
    gboolean refused = wrong != NULL || shown->mail_error != NULL;
    const struct html_error_summary_errors errors[] = { { .field = wrong == NULL ? "address"
                                                                   : in_file     ? "file-1"
                                                                                 : "text",
                                                          .text = wrong != NULL ? wrong : shown->mail_error } };
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) answers = answer_rows (request, visit, strings);
    g_autofree char *keys = td_sealed_keys_text (td_request_instance (request), f->purpose, error);
    g_autofree char *received = td_words_instant (locale, f->received, zone);
    g_autofree char *last = td_words_instant (locale, f->last, zone);
    g_autofree char *pieces = pieces_text (f);
    g_autofree char *action = g_strdup_printf ("/%s/sealed/%s/more", locale, td_sealed_purpose_word (f->purpose));
    g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (Place));
    struct places about = { request, f->id, strings, places };
    g_autofree char *mail = g_strdup_printf ("/%s/sealed-mail", locale);
    TdSealedLookRows rows;

    if (keys == NULL || !td_store_read (td_request_instance (request)->store, places_in, &about, error))
        return FALSE;
    td_sealed_look_rows (shown->looks, locale, &rows);
    struct html_sealed_visit page = {
        .received = received,
        .last = last,
        .parts = f->n_parts,
        .pieces = pieces,
        .sent = shown->sent,
        .closed = f->closed != 0,
        .looks = rows.rows,
        .n_looks = rows.n,
        .answers = (const Answer *) (void *) answers->data,
        .n_answers = answers->len,
        .places = (const Place *) (void *) places->data,
        .n_places = places->len,
        .errors = errors,
        .n_errors = refused,
        .action = action,
        .root = visit->root,
        .recipients = keys,
        .text = form != NULL ? form->sending.text : NULL,
        .text_error = in_file ? NULL : wrong,
        .file_error = in_file ? wrong : NULL,
        .most = TD_LIMIT_SEALED_CHARACTERS,
        .quiet = td_static_address ("quiet.js"),
        .module = td_static_address ("seal.js"),
    };
    fill_mail (&page, request, visit, shown, mail);
    td_sealed_no_trace (request);
    html_sealed_visit (td_request_html (request), &page);
    td_reply_html (request, refused ? 422 : 200);
    td_sealed_look_rows_clear (&rows);
    return TRUE;
}

/* ---- by the words ---- */

static void return_form (TdRequest *request, const char *typed, const char *message)
{
    const char *locale = td_request_locale (request);
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "code", .text = text } };
    g_autofree char *action = g_strdup_printf ("/%s/sealed-return", locale);
    g_autofree char *start = g_strdup_printf ("/%s/sealed", locale);
    const struct html_sealed_return page = { .action = action,
                                             .start = start,
                                             .typed = typed,
                                             .error = text,
                                             .errors = errors,
                                             .n_errors = text != NULL,
                                             .quiet = td_static_address ("quiet.js") };

    td_sealed_no_trace (request);
    html_sealed_return (td_request_html (request), &page);
    td_reply_html (request, text != NULL ? 422 : 200);
}

gboolean td_sealed_return_page (TdRequest *request, GError **error)
{
    (void) error;
    return_form (request, NULL, NULL);
    return TRUE;
}

gboolean td_sealed_return_post (TdRequest *request, GError **error)
{
    const char *typed = td_request_field (request, "code");
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdSealedVisit) visit = td_sealed_return (td_request_instance (request), typed, &problem);

    if (visit != NULL)
        return td_sealed_show_visit (request, visit, &(const TdSealedShown){ 0 }, error);
    if (td_error_code (problem) != TD_ERROR_INPUT) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    return_form (request, typed, problem->message);
    return TRUE;
}

/* ---- more ---- */

/* A large file comes in pieces, which the script sends one by one. */
static gboolean read_piece (TdRequest *request, TdSealedForm *form)
{
    const char *word = td_request_field (request, "piece-of");
    gint64 piece = 0;

    if (*word == '\0')
        return TRUE;
    form->files[0].file = word;
    if (form->sending.n_files != 1
        || !g_ascii_string_to_signed (td_request_field (request, "piece"), 10, 1, TD_LIMIT_SEALED_PARTS, &piece, NULL))
        return FALSE;
    form->files[0].piece = (int) piece;
    return TRUE;
}

static gboolean send_more (TdRequest *request, TdSealedForm *form, GPtrArray **ret_looks, GError **error)
{
    if (!read_piece (request, form)) {
        g_set_error_literal (error, TD_SEALED_ERROR, TD_ERROR_INPUT,
                             "A piece of this file came in a way that is not known here. Open the page anew and send "
                             "the file again.");
        return FALSE;
    }
    return td_sealed_send_more (td_request_instance (request), td_request_field (request, "root"), &form->sending,
                                ret_looks, error);
}

/* What came was sealed to the officers of the path's purpose, so that has to be the filing's. */
static TdSealedVisit *visit_of_form (TdRequest *request, GError **error)
{
    g_autoptr (TdSealedVisit) visit =
        td_sealed_visit (td_request_instance (request), td_request_field (request, "root"), error);
    TdSealedPurpose purpose;

    if (visit == NULL || !td_sealed_purpose_of_path (request, &purpose, error))
        return NULL;
    if (purpose == visit->filing->purpose)
        return g_steal_pointer (&visit);
    g_set_error_literal (error, TD_SEALED_ERROR, TD_ERROR_NOT_FOUND,
                         "This page is no longer whole. Come back with your code of words.");
    return NULL;
}

gboolean td_sealed_more_post (TdRequest *request, GError **error)
{
    g_autoptr (TdSealedVisit) visit = visit_of_form (request, error);
    g_autoptr (GPtrArray) looks = NULL;
    g_autoptr (GError) problem = NULL;
    TdSealedForm form;

    if (visit == NULL)
        return FALSE;
    td_sealed_form_read (request, &form);
    if (form.wrong == NULL && send_more (request, &form, &looks, &problem)) {
        td_sealed_visit_free (visit);
        visit = visit_of_form (request, error);
        return visit != NULL
               && td_sealed_show_visit (request, visit, &(const TdSealedShown){ .sent = TRUE, .looks = looks }, error);
    }
    if (form.wrong == NULL) {
        form.wrong = td_words (td_request_locale (request), problem->message);
        form.wrong_field = "text";
    }
    return td_sealed_show_visit (request, visit, &(const TdSealedShown){ .form = &form }, error);
}
