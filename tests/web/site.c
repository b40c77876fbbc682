#include "site.h"

#include "base/base.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/words.h"
#include "web/events.h"
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <unistd.h>

static gint renders;

int site_renders (void)
{
    return g_atomic_int_get (&renders);
}

/* ---- pages ---- */

static gboolean home (TdRequest *request, GError **error)
{
    TdHtml *h = td_request_html (request);

    (void) error;
    g_string_append_printf (h->out, "home %s %s %s", h->locale, h->direction, h->path);
    td_reply_html (request, 200);
    return TRUE;
}

static gboolean cached (TdRequest *request, GError **error)
{
    TdHtml *h = td_request_html (request);
    guint32 seed = 1;

    (void) error;
    g_string_append_printf (h->out, "<p>made %d %s</p>", g_atomic_int_add (&renders, 1) + 1,
                            td_request_field (request, "q"));
    for (int i = 0; h->out->len < 12 * 1024; i++) { /* some 12 KB that compress as text does */
        seed = seed * 1103515245 + 12345;
        g_string_append_printf (h->out, "<p>Paragraph %d of %u words</p>\n", i, seed >> 16);
    }
    td_reply_html (request, 200);
    return TRUE;
}

static gboolean state (TdRequest *request, GError **error)
{
    if (strcmp (td_request_part (request, "state"), "xxx") == 0) {
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND, "There is no such State.");
        return FALSE;
    }
    if (td_request_wants_json (request))
        td_reply_json (request, 200, json_pack ("{s:s}", "state", td_request_part (request, "state")));
    else if (td_request_form (request) == TD_FORM_ICS)
        td_reply_text (request, 200, "text/calendar; charset=utf-8", "BEGIN:VCALENDAR");
    else
        td_reply_text (request, 200, "text/plain; charset=utf-8", td_request_part (request, "state"));
    return TRUE;
}

static gboolean fixed (TdRequest *request, GError **error)
{
    (void) error;
    td_reply_text (request, 200, "text/plain; charset=utf-8", "the word wins");
    return TRUE;
}

static gboolean rest (TdRequest *request, GError **error)
{
    (void) error;
    if (td_request_wants_json (request))
        td_reply_json (request, 200, json_pack ("{s:s}", "symbol", td_request_part (request, "symbol")));
    else
        td_reply_text (request, 200, "text/plain; charset=utf-8", td_request_part (request, "symbol"));
    return TRUE;
}

static gboolean form (TdRequest *request, GError **error)
{
    TdHtml *h = td_request_html (request);

    (void) error;
    g_string_append (h->out, "<form method=\"post\">");
    td_html_csrf (h);
    g_string_append (h->out, "</form>");
    td_reply_html (request, 200);
    return TRUE;
}

static void describe_file (TdRequest *request, GString *out)
{
    const char *name = NULL;
    gint64 size = -1;
    int fd = td_request_file (request, "file", &name, &size);
    g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
    guint8 buffer[4096];
    ssize_t n;

    if (fd < 0)
        return;
    while ((n = read (fd, buffer, sizeof buffer)) > 0)
        g_checksum_update (sum, buffer, n);
    g_string_append_printf (out, "file=%s size=%d sum=%s\n", name, (int) size, g_checksum_get_string (sum));
}

/* Says back what it was sent. */
static gboolean say_back (TdRequest *request, GError **error)
{
    g_autoptr (GString) out = g_string_new (NULL);
    const char *problem = td_request_field_problem (request, NULL);
    const char *const *values = td_request_fields (request, "choice");
    const char *const *names = td_request_names (request, "item-*");
    const char *name = NULL;
    gint64 size = 0;
    guint n = 0;

    (void) error;
    g_string_append_printf (out, "line=[%s]\ntext=[%s]\n", td_request_field (request, "line"),
                            td_request_field (request, "text"));
    for (; *values != NULL; values++)
        g_string_append_printf (out, "choice=%s\n", *values);
    for (; *names != NULL; names++)
        g_string_append_printf (out, "%s=%s\n", *names, td_request_field (request, *names));
    describe_file (request, out);
    while (td_request_file_at (request, "files", n, &name, &size) >= 0)
        g_string_append_printf (out, "files %u=%s size=%" G_GINT64_FORMAT "\n", n++, name, size);
    if (problem != NULL)
        g_string_append_printf (out, "problem=%s\n", problem);
    td_reply_text (request, problem != NULL ? 422 : 200, "text/plain; charset=utf-8", out->str);
    return TRUE;
}

static gboolean go (TdRequest *request, GError **error)
{
    (void) error;
    td_reply_redirect (request, td_request_field (request, "to"));
    return TRUE;
}

static gboolean cookie (TdRequest *request, GError **error)
{
    (void) error;
    td_reply_cookie (request, "td_test", td_request_field (request, "value"), 60);
    td_reply_text (request, 200, "text/plain; charset=utf-8", "set");
    return TRUE;
}

static gboolean header (TdRequest *request, GError **error)
{
    (void) error;
    td_reply_header (request, "X-Test", td_request_field (request, "value"));
    td_reply_text (request, 200, "text/plain; charset=utf-8", "set");
    return TRUE;
}

static gboolean bytes (TdRequest *request, GError **error)
{
    g_autoptr (GBytes) data = g_bytes_new_static ("\0\1\2", 3);

    (void) error;
    td_reply_bytes (request, "application/octet-stream", "a \"b\"\r\n.bin", data);
    return TRUE;
}

static gboolean media (TdRequest *request, GError **error)
{
    static const char sound[] = "0123456789";
    int fd = memfd_create ("sound", MFD_CLOEXEC);

    (void) error;
    g_assert_cmpint (pwrite (fd, sound, strlen (sound), 0), ==, strlen (sound));
    td_reply_media (request, "audio/ogg", "sound.ogg", fd, (gint64) strlen (sound));
    return TRUE;
}

static gboolean slow (TdRequest *request, GError **error)
{
    (void) error;
    g_usleep (400 * 1000);
    td_reply_text (request, 200, "text/plain; charset=utf-8", "slow but sure");
    return TRUE;
}

/* Waits until the test opens the gate. */
static GMutex gate_lock;
static GCond gate_wake;
static gboolean gate_is_open;

void site_gate (gboolean open)
{
    g_mutex_lock (&gate_lock);
    gate_is_open = open;
    g_cond_broadcast (&gate_wake);
    g_mutex_unlock (&gate_lock);
}

static gboolean gate (TdRequest *request, GError **error)
{
    (void) error;
    g_mutex_lock (&gate_lock);
    while (!gate_is_open)
        g_cond_wait (&gate_wake, &gate_lock);
    g_mutex_unlock (&gate_lock);
    td_reply_text (request, 200, "text/plain; charset=utf-8", "through the gate");
    return TRUE;
}

/* ---- live events ---- */

static GMutex state_lock;
static char *state_text;
static gint looks, shut;

void site_state (const char *text)
{
    g_mutex_lock (&state_lock);
    g_free (state_text);
    state_text = g_strdup (text);
    g_mutex_unlock (&state_lock);
}

int site_looks (void)
{
    return g_atomic_int_get (&looks);
}

void site_may_follow (gboolean may)
{
    g_atomic_int_set (&shut, !may);
}

static gboolean look (TdInstance *instance, TdTopic *topic, gint64 *position, GError **error)
{
    (void) instance;
    g_atomic_int_inc (&looks);
    *position = 1;
    g_mutex_lock (&state_lock);
    if (state_text != NULL)
        td_topic_add (topic, "now", 0, state_text);
    else
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND, "It is closed now.");
    g_mutex_unlock (&state_lock);
    return *error == NULL;
}

static gboolean again (TdInstance *instance, const TdViewer *viewer, const char *key, GError **error)
{
    (void) instance;
    g_assert_cmpstr (viewer->person, ==, "somebody");
    g_assert_cmpstr (key, ==, "a key");
    if (!g_atomic_int_get (&shut))
        return TRUE;
    g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_ALLOWED, "Not any more.");
    return FALSE;
}

#define STATE                                                                                                          \
    {                                                                                                                  \
        .name = "state", .look = look                                                                                  \
    }
#define LOG                                                                                                            \
    {                                                                                                                  \
        .name = "log", .keep = 8                                                                                       \
    }

static gboolean events (TdRequest *request, GError **error)
{
    static const TdStreamWish wish = { .topics = { STATE } };

    return td_reply_stream (request, &wish, error);
}

static gboolean events_log (TdRequest *request, GError **error)
{
    static const TdStreamWish wish = { .topics = { LOG } };

    return td_reply_stream (request, &wish, error);
}

static gboolean events_both (TdRequest *request, GError **error)
{
    static const TdStreamWish wish = { .topics = { STATE, LOG } };

    return td_reply_stream (request, &wish, error);
}

static gboolean events_own (TdRequest *request, GError **error)
{
    static const TdStreamWish wish = { .topics = { LOG }, .again = again, .key = "a key" };

    return td_reply_stream (request, &wish, error);
}

static gboolean broken (TdRequest *request, GError **error)
{
    (void) request;
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "open /secret/path: no such file");
    return FALSE;
}

static gboolean who_am_i (TdRequest *request, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);

    (void) error;
    td_reply_text (request, 200, "text/plain; charset=utf-8", viewer->person != NULL ? viewer->person : "nobody");
    return TRUE;
}

static const TdField cached_fields[] = { { "q", TD_FIELD_LINE, 50 }, { 0 } };
static const TdField send_fields[] = {
    { "line", TD_FIELD_LINE, 10 },
    { "text", TD_FIELD_TEXT, 20 },
    { "choice", TD_FIELD_CHOICES, 3 },
    { "item-*", TD_FIELD_LINE, 10 },
    { "file", TD_FIELD_FILE, 0 },
    { "files", TD_FIELD_FILES, 3 },
    { 0 },
};
static const TdField small_fields[] = { { "file", TD_FIELD_FILE, 100 }, { "line", TD_FIELD_LINE, 10 }, { 0 } };
static const TdField to_fields[] = { { "to", TD_FIELD_TEXT, 4000 }, { 0 } };
static const TdField value_fields[] = { { "value", TD_FIELD_TEXT, 4000 }, { 0 } };

static const TdRoute routes[] = {
    { "GET", "/{lang}", TD_ACT_PUBLIC_READ, .handler = home, .summary = "Home" },
    { "GET", "/{lang}/cached", TD_ACT_PUBLIC_READ, .cache = TD_CACHE_PUBLIC, .fields = cached_fields, .handler = cached,
      .summary = "Cached" },
    { "GET", "/{lang}/states/{state}", TD_ACT_PUBLIC_READ, .handler = state, .json = TRUE, .ics = TRUE,
      .summary = "State" },
    { "GET", "/{lang}/states/new", TD_ACT_PUBLIC_READ, .handler = fixed, .summary = "Fixed" },
    { "GET", "/{lang}/shelf/{symbol*}", TD_ACT_PUBLIC_READ, .handler = rest, .json = TRUE, .summary = "Shelf" },
    { "GET", "/{lang}/shelf/{id}/files/{name}", TD_ACT_PUBLIC_READ, .handler = fixed,
      .summary = "A file of the shelf" },
    { "GET", "/{lang}/things/{id}", TD_ACT_PUBLIC_READ, .handler = fixed, .summary = "Thing" },
    { "GET", "/{lang}/form", TD_ACT_PUBLIC_READ, .cache = TD_CACHE_PUBLIC, .handler = form, .summary = "Form" },
    { "POST", "/{lang}/form", TD_ACT_PUBLIC_SEND, .fields = send_fields, .handler = say_back, .summary = "Send" },
    { "POST", "/{lang}/open", TD_ACT_PUBLIC_SEND, TD_CSRF_NONE_NEEDED, .fields = send_fields, .handler = say_back,
      .summary = "Send" },
    { "POST", "/{lang}/small", TD_ACT_PUBLIC_SEND, TD_CSRF_NONE_NEEDED, .fields = small_fields, .handler = say_back,
      .summary = "Send" },
    { "POST", "/{lang}/desk", TD_ACT_SUBMISSION_LIST, TD_CSRF_NONE_NEEDED, .fields = send_fields, .handler = say_back,
      .summary = "Send" },
    { "GET", "/{lang}/go", TD_ACT_PUBLIC_READ, .fields = to_fields, .handler = go, .summary = "Go" },
    { "GET", "/{lang}/cookie", TD_ACT_PUBLIC_READ, .fields = value_fields, .handler = cookie, .summary = "Cookie" },
    { "GET", "/{lang}/header", TD_ACT_PUBLIC_READ, .fields = value_fields, .handler = header, .summary = "Header" },
    { "GET", "/{lang}/bytes", TD_ACT_PUBLIC_READ, .handler = bytes, .summary = "Bytes" },
    { "GET", "/{lang}/media", TD_ACT_PUBLIC_READ, .handler = media, .summary = "Media" },
    { "GET", "/{lang}/slow", TD_ACT_PUBLIC_READ, .handler = slow, .summary = "Slow" },
    { "GET", "/{lang}/gate", TD_ACT_PUBLIC_READ, .pool = TD_POOL_SLOW, .handler = gate, .summary = "Gate" },
    { "GET", "/{lang}/broken", TD_ACT_PUBLIC_READ, .handler = broken, .summary = "Broken" },
    { "GET", "/{lang}/events", TD_ACT_PUBLIC_READ, .stream = TRUE, .handler = events, .summary = "Events" },
    { "GET", "/{lang}/events/log", TD_ACT_PUBLIC_READ, .stream = TRUE, .handler = events_log, .summary = "Events" },
    { "GET", "/{lang}/events/both", TD_ACT_PUBLIC_READ, .stream = TRUE, .handler = events_both, .summary = "Events" },
    { "GET", "/{lang}/events/own", TD_ACT_SUBMISSION_LIST, .stream = TRUE, .handler = events_own, .summary = "Events" },
    { "GET", "/{lang}/who", TD_ACT_PUBLIC_READ, .handler = who_am_i, .summary = "Who" },
    { "GET", "/{lang}/desk", TD_ACT_SUBMISSION_LIST, .handler = fixed, .summary = "Desk" },
    { "GET", "/{lang}/nobody", .handler = fixed, .summary = "Nobody" },
    { 0 },
};

static gboolean who (TdInstance *instance, const char *cookie_value, TdViewer *viewer, char **csrf, GError **error)
{
    (void) instance;
    if (strcmp (cookie_value, "secretariat") != 0) {
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND, "This sign-in has ended.");
        return FALSE;
    }
    *viewer = (TdViewer) TD_VIEWER_SECRETARIAT;
    viewer->actor = NULL;
    viewer->person = g_strdup ("somebody");
    viewer->session = g_strdup ("session");
    *csrf = g_strdup ("a secret of the sign-in");
    return TRUE;
}

static void error_page (TdHtml *h, const TdViewer *viewer, TdInstance *instance, int status, const char *message)
{
    (void) viewer;
    (void) instance;
    g_string_append_printf (h->out, "<h1>%d</h1><p>", status);
    td_html_text (h, message);
    g_string_append (h->out, "</p>");
}

/* ---- the instance ---- */

/* Catalogues without words: English text in three interface languages. */
static void name_languages (const char *folder)
{
    static gsize once;
    g_autofree char *messages = g_build_filename (folder, "words", "x", "LC_MESSAGES", NULL);
    g_autofree char *ar = g_build_filename (messages, "treatydesk-ar.mo", NULL);
    g_autofree char *fr = g_build_filename (messages, "treatydesk-fr.mo", NULL);
    g_autofree char *words = g_build_filename (folder, "words", NULL);

    if (!g_once_init_enter (&once))
        return;
    g_mkdir_with_parents (messages, 0700);
    g_file_set_contents (ar, "", 0, NULL);
    g_file_set_contents (fr, "", 0, NULL);
    td_words_init (words);
    g_once_init_leave (&once, 1);
}

static void open_store (Site *site)
{
    g_autofree char *sql = NULL;
    g_autofree char *url = g_strconcat ("sqlite:", site->instance.folder, "/store.db", NULL);
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_get_contents (TD_SCHEMA, &sql, NULL, NULL));
    TdSchemaFile files[] = { { 1, "0001-journal.sql", sql }, { 0 } };
    site->instance.store = td_store_open (url, 2, &error);
    g_assert_no_error (error);
    td_store_migrate (site->instance.store, files, &error);
    g_assert_no_error (error);
}

Site *site_start (const TdWatchLimits *watch, int threads)
{
    static const TdRoute *const tables[] = { routes, NULL };
    Site *site = g_new0 (Site, 1);
    TdServerOptions options = { .address = "127.0.0.1",
                                .routes = tables,
                                .who = who,
                                .error_page = error_page,
                                .watch = watch,
                                .page_threads = threads,
                                .slow_threads = threads };
    g_autoptr (GError) error = NULL;

    td_base_init ();
    site->instance.folder = g_dir_make_tmp ("treatydesk-web-XXXXXX", NULL);
    memset (site->instance.pepper, 7, sizeof site->instance.pepper);
    site->instance.clock = td_clock_real ();
    name_languages (site->instance.folder);
    open_store (site);
    site->server = td_server_start (&site->instance, &options, &site->port, &error);
    g_assert_no_error (error);
    return site;
}

static void remove_folder (const char *folder)
{
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        if (g_file_test (path, G_FILE_TEST_IS_DIR))
            remove_folder (path);
        else
            g_unlink (path);
    }
    g_rmdir (folder);
}

void site_stop (Site *site)
{
    td_server_stop (site->server);
    td_store_free (site->instance.store);
    remove_folder (site->instance.folder);
    g_free (site->instance.folder);
    g_free (site);
}

static gboolean change (TdTx *tx, gpointer data, GError **error)
{
    Site *site = data;
    TdJournalEntry entry = { .actor = "system",
                             .act = "submission.publish",
                             .thing = "submission",
                             .thing_id = "0000000000000001",
                             .public_change = TRUE,
                             .clock = &site->instance.clock };

    return td_journal_append (tx, &entry, NULL, error);
}

void site_public_change (Site *site)
{
    g_autoptr (GError) error = NULL;

    td_store_write (site->instance.store, change, site, &error);
    g_assert_no_error (error);
}
