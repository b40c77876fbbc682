/* Annexes and written authorities: their files, and an officer's work on them. */
#include "areas/cases/annex-pages.h"

#include "areas/cases/case-names.h"
#include "areas/cases/pages.h"
#include "base/errors.h"
#include "text/words.h"

#define F(name) td_request_field (page->request, name)

gsize td_case_annex_files (TdRequest *request, int ret_fds[TD_CASE_ANNEX_FIELDS])
{
    static const char *const names[TD_CASE_ANNEX_FIELDS] = { "annex-1", "annex-2", "annex-3", "annex-4" };
    const char *name;
    gint64 size;
    gsize n = 0;

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
        int fd = td_request_file (request, names[i], &name, &size);
        if (fd >= 0)
            ret_fds[n++] = fd;
    }
    return n;
}

static int number_of (TdRequest *request, const char *part)
{
    gint64 n = 0;

    g_ascii_string_to_signed (td_request_part (request, part), 10, 0, 100000, &n, NULL);
    return (int) n;
}

void td_case_reply_bytes (TdRequest *request, const char *what, const char *format, GBytes *bytes)
{
    static const struct {
        const char *format, *ending;
    } rows[] = { { "text", "txt" }, { "markdown", "md" }, { "jpeg", "jpg" } };
    const char *ending = format;
    g_autofree char *name = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        if (g_strcmp0 (format, rows[i].format) == 0)
            ending = rows[i].ending;
    name = g_strdup_printf ("%s.%s", what, ending);
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_bytes (request, "application/octet-stream", name, bytes);
}

static gboolean reply_file (TdRequest *request, gboolean outgoing, GError **error)
{
    int paper = number_of (request, "n"), n = number_of (request, "k");
    g_autofree char *format = NULL;
    g_autofree char *name = paper == TD_CASE_AUTHORITY ? g_strdup_printf ("authority-%d", n)
                                                       : g_strdup_printf ("paper-%d-annex-%d", paper, n);
    g_autoptr (GBytes) bytes = td_case_annex_file (td_request_instance (request), td_request_viewer (request),
                                                   td_request_part (request, "id"), paper, n, outgoing, &format, error);

    if (bytes == NULL)
        return FALSE;
    td_case_reply_bytes (request, name, format, bytes);
    return TRUE;
}

gboolean td_case_annex_as_came (TdRequest *request, GError **error)
{
    return reply_file (request, FALSE, error);
}

gboolean td_case_annex_as_goes (TdRequest *request, GError **error)
{
    return reply_file (request, TRUE, error);
}

/* ---- an officer's work ---- */

static const char *state_of (const TdCase *c, const TdCaseAnnex *a, int names)
{
    if (a->held)
        return N_ ("stays with the register");
    if (td_case_annex_is_ready (c, a, names))
        return N_ ("goes with the paper");
    return a->picture ? N_ ("to be looked at") : N_ ("to be prepared");
}

GArray *td_case_annex_rows (TdCasePage *page, const TdCase *c, const GPtrArray *annexes, int paper, int names)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_case_paper_annexes));

    for (guint i = 0; i < annexes->len; i++) {
        const TdCaseAnnex *a = annexes->pdata[i];
        g_autofree char *rest = g_strdup_printf ("/papers/%d/annexes/%d", a->paper, a->n);
        g_autofree char *goes = g_strdup_printf ("%s/outgoing", rest);
        struct html_case_paper_annexes row = {
            .n = a->n,
            .picture = a->picture,
            .held = a->held,
            .ready = td_case_annex_is_ready (c, a, names),
            .state = state_of (c, a, names),
            .action = td_case_path (page, c->id, rest),
            .file = a->blob != NULL ? td_case_path (page, c->id, rest) : NULL,
            .outgoing = a->outgoing != NULL ? td_case_path (page, c->id, goes) : NULL,
            .looked = td_case_when (page, a->confirmed),
            .seen = td_case_keep (page, g_strdup (td_case_annex_seen (a) != NULL ? td_case_annex_seen (a) : "")),
        };
        if (a->paper == paper)
            g_array_append_val (rows, row);
    }
    return rows;
}

gboolean td_case_annex_post (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) made = { 0 };
    TdCasePage *page = &made;
    const char *wrong, *name = NULL, *id = td_request_part (request, "id");
    gint64 size = 0;
    int paper = number_of (request, "n");
    TdCaseAnnexWish wish = { .seen = td_request_field (request, "seen"),
                             .fd = td_request_file (request, "file", &name, &size) };
    g_autofree char *rest = g_strdup_printf ("/papers/%d#annexes", paper);
    GError *problem = NULL;

    td_case_page_begin (page, request);
    wrong = td_request_field_problem (request, NULL);
    if (!td_case_annex_act_from_word (F ("do"), &wish.act))
        return td_door_unknown (error);
    if (wrong == NULL
        && !td_case_annex_do (page->instance, page->viewer, id, paper, number_of (request, "k"), &wish, &problem)) {
        wrong = td_case_problem (page, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return td_case_show_paper (page, wrong, error);
    td_reply_redirect (request, td_case_path (page, id, rest));
    return TRUE;
}
