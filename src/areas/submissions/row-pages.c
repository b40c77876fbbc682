/* Contract in row-pages.h. */
#include "areas/submissions/row-pages.h"

#include "base/id.h"
#include "text/language.h"
#include "text/words.h"

void td_row_clear (TdRow *row)
{
    for (guint i = 0; row->languages != NULL && i < row->languages->len; i++)
        g_free ((char *) g_array_index (row->languages, struct html_submission_languages, i).name);
    g_clear_pointer (&row->languages, g_array_unref);
    for (guint i = 0; row->note_rows != NULL && i < row->note_rows->len; i++)
        g_free ((char *) g_array_index (row->note_rows, struct html_submission_desk_notes, i).when);
    g_clear_pointer (&row->note_rows, g_array_unref);
    g_clear_pointer (&row->notes, g_ptr_array_unref);
    g_clear_pointer (&row->decided, td_waiting_free);
}

static gboolean in_row (TdRequest *request)
{
    return *td_request_field (request, "desk") != '\0';
}

/* ---- what the page has more of ---- */

static void add_language (GArray *list, const char *tag, const char *locale, const char *now)
{
    struct html_submission_languages row = { .tag = tag,
                                             .name = td_language_name (tag, locale),
                                             .chosen = g_strcmp0 (tag, now) == 0 };

    g_array_append_val (list, row);
}

/* Those of the Committee, and the one that it is taken for where that is none of them. */
static GArray *languages_of (const TdProfile *profile, const TdSubmission *s, const char *locale)
{
    const char *const *known = (const char *const *) profile->languages;
    GArray *list = g_array_new (FALSE, TRUE, sizeof (struct html_submission_languages));

    if (s->language != NULL && !g_strv_contains (known, s->language))
        add_language (list, s->language, locale, s->language);
    for (gsize i = 0; known[i] != NULL; i++)
        add_language (list, known[i], locale, s->language);
    return list;
}

static gboolean read_notes (TdInstance *instance, const TdViewer *viewer, const TdSubmission *s, const char *locale,
                            TdRow *row, GError **error)
{
    row->notes = td_desk_notes (instance, viewer, s->id, error);
    if (row->notes == NULL)
        return FALSE;
    row->note_rows = g_array_new (FALSE, TRUE, sizeof (struct html_submission_desk_notes));
    for (guint i = 0; i < row->notes->len; i++) {
        const TdDeskNote *note = row->notes->pdata[i];
        const struct html_submission_desk_notes html = { .id = note->id,
                                                         .name = td_words (locale, note->name),
                                                         .when = td_words_instant (locale, note->at,
                                                                                   instance->profile->zone),
                                                         .text = note->text,
                                                         .own = note->own };
        g_array_append_val (row->note_rows, html);
    }
    return TRUE;
}

static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    return td_submission_waiting_count (tx, data, error);
}

gboolean td_row_read (TdRequest *request, const TdSubmission *s, TdRow *ret_row, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *act = td_request_field (request, "decided");
    TdThing thing = td_submission_thing (s);

    if (!td_door_viewer_may (viewer, TD_ACT_DESK))
        return TRUE;
    if (!td_store_read (instance->store, count_in, &ret_row->waiting, error)
        || (td_id_valid (act) && !td_submission_short_of_act (instance, viewer, act, &ret_row->decided, error)))
        return FALSE;
    if (td_door_may (viewer, TD_ACT_SUBMISSION_NOTE, &thing, NULL)
        && !read_notes (instance, viewer, s, td_request_locale (request), ret_row, error))
        return FALSE;
    if (td_door_may (viewer, TD_ACT_SUBMISSION_PUBLISH, &thing, NULL))
        ret_row->languages = languages_of (instance->profile, s, td_request_locale (request));
    return TRUE;
}

void td_row_fill (TdRequest *request, const TdRow *row, struct html_submission *page)
{
    const char *locale = td_request_locale (request);

    page->section = page->on_desk ? "desk" : "states";
    page->waiting = row->waiting;
    page->in_row = page->on_desk && in_row (request);
    if (row->languages != NULL) {
        page->languages = (const struct html_submission_languages *) (void *) row->languages->data;
        page->n_languages = row->languages->len;
    }
    page->can_note = row->notes != NULL;
    if (row->note_rows != NULL) {
        page->desk_notes = (const struct html_submission_desk_notes *) (void *) row->note_rows->data;
        page->n_desk_notes = row->note_rows->len;
    }
    if (row->decided == NULL)
        return;
    page->decided =
        row->decided->title != NULL ? row->decided->title : td_words (locale, N_ ("Report without a title"));
    page->decided_language = row->decided->title != NULL ? row->decided->language : NULL;
    page->decided_id = row->decided->id;
    page->decided_act = td_request_field (request, "decided");
    page->decided_status = td_status_word (row->decided->status);
}

/* ---- where one goes ---- */

void td_row_stay (TdRequest *request)
{
    g_autofree char *path = g_strdup_printf ("/%s/submissions/%s%s", td_request_locale (request),
                                             td_request_part (request, "id"), in_row (request) ? "?desk=1" : "");

    td_reply_redirect (request, path);
}

gboolean td_row_go_on (TdRequest *request, const char *act, GError **error)
{
    const char *locale = td_request_locale (request), *here = td_request_part (request, "id");
    g_autofree char *next = NULL;
    g_autofree char *path = NULL;

    if (in_row (request)
        && !td_submission_waiting_beside (td_request_instance (request), td_request_viewer (request), here, FALSE,
                                          &next, error))
        return FALSE;
    if (!in_row (request))
        path = g_strdup_printf ("/%s/submissions/%s?decided=%s", locale, here, act);
    else if (next != NULL)
        path = g_strdup_printf ("/%s/submissions/%s?desk=1&decided=%s", locale, next, act);
    else
        path = g_strdup_printf ("/%s/desk?decided=%s", locale, act);
    td_reply_redirect (request, path);
    return TRUE;
}
