/* Adopting, transmitting and publishing a paper. */
#include "areas/calls/deadline.h"
#include "areas/papers/pages.h"
#include "areas/papers/paper-adopt.html.h"
#include "areas/papers/paper-release.html.h"
#include "areas/papers/paper-rules.h"
#include "areas/papers/paper-words.h"
#include "areas/writing/text-page.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

typedef struct html_paper_adopt_branches Branch;
typedef struct html_paper_adopt_held Held;

/* ---- adopting ---- */

typedef struct {
    TdRequest *request;
    TdPaper *paper;
    TdText *text;
    TdWritten *written;
    char *seen, *symbol;
    TdPaperWords words;
    GArray *branches, *held;
} Adopt;

static void adopt_clear (Adopt *a)
{
    td_paper_free (a->paper);
    td_text_free (a->text);
    td_written_free (a->written);
    g_free (a->seen);
    g_free (a->symbol);
    td_paper_words_clear (&a->words);
    g_clear_pointer (&a->branches, g_array_unref);
    g_clear_pointer (&a->held, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Adopt, adopt_clear)

static gboolean symbol_in (TdTx *tx, gpointer data, GError **error)
{
    Adopt *a = data;

    a->symbol = td_paper_next_symbol_in (tx, td_request_instance (a->request), a->paper, error);
    return a->symbol != NULL;
}

static gboolean adopt_open (TdRequest *request, Adopt *a, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const TdWriter writer = { .viewer = viewer };
    const char *id = td_request_part (request, "id");
    TdThing thing;

    a->request = request;
    td_paper_words_init (&a->words);
    a->paper = td_paper_get (instance, viewer, id, error);
    if (a->paper == NULL)
        return FALSE;
    thing = td_paper_thing (a->paper);
    if (!td_door_may (viewer, TD_ACT_PAPER_ADOPT, &thing, error))
        return FALSE;
    a->written = td_writing_get (instance, &writer, TD_PAPER_THING, id, error);
    a->seen = a->written != NULL ? td_paper_seen (instance, viewer, id, error) : NULL;
    a->text = a->seen != NULL ? td_paper_text (instance, viewer, id, error) : NULL;
    return a->text != NULL && td_store_read (instance->store, symbol_in, a, error);
}

static void find_work (Adopt *a)
{
    const char *locale = td_request_locale (a->request);

    a->branches = g_array_new (FALSE, TRUE, sizeof (Branch));
    a->held = g_array_new (FALSE, TRUE, sizeof (Held));
    for (guint i = 0; i < a->written->sections->len; i++) {
        const TdWrittenSection *s = a->written->sections->pdata[i];
        g_autofree char *path = td_writing_path (TD_PAPER_THING, a->paper->id, s->slug);
        const char *title = td_words (locale, s->title);
        if (s->branches > 0) {
            const Branch row = { .title = title,
                                 .link = td_paper_keep (&a->words, g_strdup_printf ("/%s%s", locale, path)),
                                 .n = s->branches };
            g_array_append_val (a->branches, row);
        }
        if (s->holder != NULL) {
            const Held row = { .title = title, .who = td_words (locale, s->holder_name) };
            g_array_append_val (a->held, row);
        }
    }
}

static int numbered (const TdText *text)
{
    int n = 0;

    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *s = text->sections->pdata[i];
        for (guint k = 0; k < s->paragraphs->len; k++)
            n += ((const TdTextParagraph *) s->paragraphs->pdata[k])->kind == TD_TEXT_NUMBERED ? 1 : 0;
    }
    return n;
}

static GArray *session_choices (Adopt *a)
{
    const TdProfile *profile = td_request_instance (a->request)->profile;
    const char *chosen = td_request_field (a->request, "session");
    GArray *list = td_paper_choice_list ();

    for (gsize i = profile->n_sessions; i > 0; i--) {
        const char *number = td_paper_keep (&a->words, g_strdup_printf ("%d", profile->sessions[i - 1].number));
        td_paper_choice (list, number, number, chosen);
    }
    return list;
}

static void adopt_show (Adopt *a, const char *problem)
{
    TdHtml *h = td_request_html (a->request);
    TdTextLook look = { .low = TRUE, .locale = td_request_locale (a->request) };
    g_autoptr (TdMarkup) markup = td_text_markup (a->text, &look, h);
    g_autoptr (GArray) sessions = session_choices (a);
    g_autofree char *title =
        td_paper_title (td_request_instance (a->request)->profile, a->paper, td_request_locale (a->request));

    find_work (a);
    const struct html_paper_adopt page = {
        .title = title,
        .back = td_paper_path (&a->words, a->request, a->paper->id, ""),
        .here = td_paper_path (&a->words, a->request, a->paper->id, "/adopt"),
        .problem = problem,
        .seen = a->seen,
        .symbol = problem != NULL ? td_request_field (a->request, "symbol") : a->symbol,
        .numbered = numbered (a->text),
        .empty = td_text_words (a->text) == 0,
        .branches = (const Branch *) (void *) a->branches->data,
        .n_branches = a->branches->len,
        .held = (const Held *) (void *) a->held->data,
        .n_held = a->held->len,
        .sessions = (const void *) sessions->data,
        .n_sessions = sessions->len,
        .language = a->paper->language,
        .direction = td_language_direction (a->paper->language),
        .text = markup,
    };
    html_paper_adopt (h, &page);
    td_paper_reply (a->request, problem != NULL);
}

gboolean td_paper_adopt_page (TdRequest *request, GError **error)
{
    g_auto (Adopt) a = { 0 };

    if (!adopt_open (request, &a, error))
        return FALSE;
    adopt_show (&a, NULL);
    return TRUE;
}

gboolean td_paper_adopt_post (TdRequest *request, GError **error)
{
    g_auto (Adopt) a = { 0 };
    g_auto (TdPaperWords) words = { 0 };
    const char *id = td_request_part (request, "id"), *sentence;
    g_autoptr (GError) problem = NULL;
    gint64 session = 0;

    td_paper_words_init (&words);
    g_ascii_string_to_signed (td_request_field (request, "session"), 10, 0, 100000, &session, NULL);
    if (td_paper_adopt (td_request_instance (request), td_request_viewer (request), id,
                        td_request_field (request, "symbol"), (int) session, td_request_field (request, "seen"),
                        &problem)) {
        td_paper_go (request, id, "?done=adopted");
        return TRUE;
    }
    sentence = td_paper_problem (&words, request, g_steal_pointer (&problem), error);
    if (sentence == NULL || !adopt_open (request, &a, error))
        return FALSE;
    adopt_show (&a, sentence);
    return TRUE;
}

/* ---- transmitting and publishing ---- */

static gboolean release_show (TdRequest *request, const char *problem, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request), *zone = instance->profile->zone, *city = td_zone_city (zone);
    g_auto (TdPaperWords) words = { 0 };
    g_autoptr (TdPaper) p = td_paper_get (instance, viewer, td_request_part (request, "id"), error);
    g_autofree char *title = NULL;
    TdThing thing;

    td_paper_words_init (&words);
    if (p == NULL)
        return FALSE;
    thing = td_paper_thing (p);
    if (!td_door_may (viewer, TD_ACT_PAPER_RELEASE, &thing, error))
        return FALSE;
    title = td_paper_title (instance->profile, p, locale);
    const struct html_paper_release page = {
        .title = title,
        .symbol = p->symbol,
        .state = td_paper_state_name (request, p->state),
        .back = td_paper_path (&words, request, p->id, ""),
        .transmit = td_paper_path (&words, request, p->id, "/transmit"),
        .publish = td_paper_path (&words, request, p->id, "/publish"),
        .where = city != NULL ? td_words (locale, city) : zone,
        .problem = problem,
        .transmitted = td_paper_when (&words, request, p->transmitted),
        .embargo = p->embargo > td_clock_now (&instance->clock) ? td_paper_when (&words, request, p->embargo) : NULL,
        .typed = problem != NULL ? td_request_field (request, "embargo") : "",
    };
    html_paper_release (td_request_html (request), &page);
    td_paper_reply (request, problem != NULL);
    return TRUE;
}

gboolean td_paper_release_page (TdRequest *request, GError **error)
{
    return release_show (request, NULL, error);
}

/* Goes on, or shows the form again with what is wrong. Takes problem. */
static gboolean answer (TdRequest *request, gboolean done, const char *to, GError *take_problem, GError **error)
{
    g_auto (TdPaperWords) words = { 0 };
    const char *sentence;

    td_paper_words_init (&words);
    if (done) {
        td_paper_go (request, td_request_part (request, "id"), to);
        return TRUE;
    }
    sentence = td_paper_problem (&words, request, take_problem, error);
    return sentence != NULL && release_show (request, sentence, error);
}

gboolean td_paper_transmit_post (TdRequest *request, GError **error)
{
    GError *problem = NULL;
    gboolean done =
        td_paper_transmit (td_request_instance (request), td_request_viewer (request), td_request_part (request, "id"),
                           td_request_field (request, "embargo"), &problem);

    return answer (request, done, "?done=transmitted", problem, error);
}

gboolean td_paper_publish_post (TdRequest *request, GError **error)
{
    GError *problem = NULL;
    gboolean done =
        td_paper_publish (td_request_instance (request), td_request_viewer (request), td_request_part (request, "id"),
                          g_str_equal (td_request_field (request, "early"), "yes"), &problem);

    return answer (request, done, "?done=published", problem, error);
}
