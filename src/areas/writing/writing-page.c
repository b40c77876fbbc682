#include "areas/writing/writing-page.h"

#include "areas/calls/deadline.h"
#include "areas/writing/writing-kept.html.h"
#include "areas/writing/writing-rules.h"
#include "base/errors.h"
#include "base/id.h"
#include "text/words.h"

/* ---- who ---- */

/* The key of this thing, where this browser holds it. */
static char *key_of (TdRequest *request, const TdWritingOwner *owner, const char *thing)
{
    const char *value = owner != NULL && owner->cookie != NULL ? td_request_cookie (request, owner->cookie) : NULL;

    if (value == NULL || strlen (value) < TD_ID_LENGTH + 2 || value[TD_ID_LENGTH] != '.'
        || strncmp (value, thing, TD_ID_LENGTH) != 0)
        return NULL;
    return g_strdup (value + TD_ID_LENGTH + 1);
}

void td_editor_begin (TdRequest *request, TdEditor *e)
{
    e->request = request;
    e->instance = td_request_instance (request);
    e->kind = td_request_part (request, "kind");
    e->thing = td_request_part (request, "id");
    e->locale = td_request_locale (request);
    e->key = key_of (request, td_writing_owner (e->kind), e->thing);
    e->writer = (TdWriter){ td_request_viewer (request), e->key };
    e->strings = g_ptr_array_new_with_free_func (g_free);
}

void td_editor_clear (TdEditor *e)
{
    g_clear_pointer (&e->written, td_written_free);
    td_writing_about_clear (&e->about);
    g_clear_pointer (&e->key, g_free);
    g_clear_pointer (&e->strings, g_ptr_array_unref);
}

static gboolean open_in (TdTx *tx, gpointer data, GError **error)
{
    TdEditor *e = data;
    TdWritingAct act = { 0 };

    if (!td_writing_act (e->instance, &e->writer, e->kind, e->thing, &act, error))
        return FALSE;
    e->written = td_writing_open (tx, &act, TD_WRITING_READ, error);
    if (e->written == NULL || !act.owner->about (tx, e->instance, e->thing, e->locale, &e->about, error))
        return FALSE;
    e->may_write =
        e->written->frozen == 0 && act.owner->may (tx, e->instance, &e->writer, e->thing, TD_WRITING_WRITE, NULL);
    return TRUE;
}

gboolean td_editor_open (TdRequest *request, TdEditor *e, GError **error)
{
    td_editor_begin (request, e);
    return td_store_read (e->instance->store, open_in, e, error);
}

/* ---- words ---- */

const char *td_editor_keep (TdEditor *e, char *take)
{
    g_ptr_array_add (e->strings, take);
    return take;
}

const char *td_editor_path (TdEditor *e, const char *rest)
{
    g_autofree char *path = td_writing_path (e->kind, e->thing, NULL);

    return td_editor_keep (e, g_strdup_printf ("/%s%s%s", e->locale, path, rest));
}

const char *td_editor_back (TdEditor *e)
{
    return td_editor_keep (e, g_strdup_printf ("/%s%s", e->locale, e->about.back));
}

const char *td_editor_when (TdEditor *e, gint64 at)
{
    return td_editor_keep (e, td_deadline_words (at, e->instance->profile->zone, e->locale));
}

const char *td_editor_section_title (TdEditor *e, const TdWrittenSection *s)
{
    return td_words (e->locale, s->title);
}

gint64 td_editor_words (const TdEditor *e)
{
    gint64 words = 0;

    for (guint i = 0; i < e->written->sections->len; i++) {
        const TdWrittenSection *s = e->written->sections->pdata[i];
        words += s->taken_out ? 0 : s->words;
    }
    return words;
}

int td_editor_pages (const TdEditor *e, gint64 words)
{
    int each = e->about.words_a_page;

    return each > 0 ? (int) ((words + each - 1) / each) : 0;
}

/* ---- answers ---- */

const char *td_editor_problem (TdEditor *e, GError *take_problem, GError **error)
{
    TdErrorCode code = td_error_code (take_problem);
    const char *kept;

    if (code != TD_ERROR_INPUT && code != TD_ERROR_CONFLICT && code != TD_ERROR_BUSY && code != TD_ERROR_TOO_LARGE) {
        g_propagate_error (error, take_problem);
        return NULL;
    }
    kept = td_editor_keep (e, g_strdup (take_problem->message));
    g_error_free (take_problem);
    return td_words (e->locale, kept);
}

void td_editor_go (TdEditor *e, const char *rest)
{
    td_reply_redirect (e->request, td_editor_path (e, rest));
}

void td_editor_reply (TdRequest *request, gboolean wrong)
{
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_html (request, wrong ? 422 : 200);
}

gboolean td_editor_give_back (TdEditor *e, const char *field, const char *sentence)
{
    const struct html_writing_kept page = {
        .sentence = td_words (e->locale, sentence),
        .here = td_editor_keep (e, g_strdup_printf ("/%s%s", e->locale, td_request_html (e->request)->path)),
        .field = field,
        .typed = td_request_field (e->request, field),
        .base = td_request_field (e->request, "base"),
        .action = td_request_field (e->request, "do")
    };

    html_writing_kept (td_request_html (e->request), &page);
    td_editor_reply (e->request, TRUE);
    return TRUE;
}

gboolean td_editor_kept (TdRequest *request, const char *field, GError **error)
{
    g_auto (TdEditor) e = { 0 };

    if (*td_request_field (request, field) == '\0')
        return td_writing_fail (error, TD_ERROR_NOT_ALLOWED,
                                "This form is no longer valid: it was open for long, or your browser keeps no cookies. "
                                "Nothing was done. Open the page anew and try again.");
    td_editor_begin (request, &e);
    return td_editor_give_back (
        &e, field,
        N_ ("You were signed out meanwhile, or this page was open for very long, so nothing was "
            "saved yet."));
}
