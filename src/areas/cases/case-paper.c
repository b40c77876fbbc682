/* Papers between the parties: coming in, and who sees which. Contract in case-paper.h; laying out and transmitting in case-transmit.c. */
#include "areas/cases/case-annex-rules.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"

/* ---- who sees which ---- */

TdCaseParty td_case_party_of (const TdCase *c, const TdViewer *viewer)
{
    const TdThing thing = td_case_thing (c, viewer);

    if ((thing.relations & TD_RELATION_SENDER) != 0)
        return TD_PARTY_AUTHOR;
    if (td_viewer_has (viewer, TD_ROLE_MISSION) && g_strcmp0 (viewer->state, c->state) == 0)
        return TD_PARTY_STATE;
    return TD_PARTY_NONE;
}

/* What is the Committee's goes to both. */
static gboolean sees (const TdCasePaper *p, TdCaseParty party)
{
    return p->party == party || (p->transmitted != 0 && party != TD_PARTY_NONE);
}

GPtrArray *td_case_papers_in (TdTx *tx, const TdCase *c, const TdViewer *viewer, GError **error)
{
    g_autoptr (GPtrArray) list = td_case_paper_select (tx, c->id, error);
    TdCaseParty party = td_case_party_of (c, viewer);

    if (list == NULL || td_case_is_of_house (c, viewer))
        return g_steal_pointer (&list);
    for (guint i = list->len; i > 0; i--)
        if (!sees (list->pdata[i - 1], party))
            g_ptr_array_remove_index (list, i - 1);
    return g_steal_pointer (&list);
}

struct reading {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    int n;
    TdCase *c;
    GPtrArray *list;
};

static gboolean papers_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->c = td_case_get_in (tx, r->viewer, r->id, error);
    r->list = r->c != NULL ? td_case_papers_in (tx, r->c, r->viewer, error) : NULL;
    return r->list != NULL;
}

GPtrArray *td_case_papers (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .viewer = viewer, .id = id };
    gboolean done = td_store_read (instance->store, papers_in, &r, error);

    g_clear_pointer (&r.c, td_case_free);
    return done ? r.list : NULL;
}

static const TdCasePaper *numbered (const GPtrArray *list, int n)
{
    for (guint i = 0; i < list->len; i++) {
        const TdCasePaper *p = list->pdata[i];
        if (p->n == n)
            return p;
    }
    return NULL;
}

/* Which of its files this viewer gets, or NULL: none. */
static const char *file_for (const TdCase *c, const TdCasePaper *p, const TdViewer *viewer, gboolean outgoing,
                             const char **ret_format)
{
    gboolean house = td_case_is_of_house (c, viewer);
    gboolean theirs = p->party != TD_PARTY_COMMITTEE && p->party == td_case_party_of (c, viewer);
    gboolean other = house ? outgoing : !theirs && p->outgoing != NULL;

    *ret_format = other ? p->outgoing_format : p->format;
    return other ? p->outgoing : p->blob;
}

GBytes *td_case_paper_file (TdInstance *instance, const TdViewer *viewer, const char *id, int n, gboolean outgoing,
                            char **ret_format, GError **error)
{
    struct reading r = { .viewer = viewer, .id = id };
    gboolean done = td_store_read (instance->store, papers_in, &r, error);
    g_autoptr (TdCase) c = r.c;
    g_autoptr (GPtrArray) list = done ? r.list : NULL;
    const TdCasePaper *p = done ? numbered (list, n) : NULL;
    g_autofree char *what = g_strdup_printf ("paper %d", n);
    const char *blob, *format = NULL;
    g_autoptr (GBytes) bytes = NULL;

    if (!done)
        return NULL;
    blob = p != NULL ? file_for (c, p, viewer, outgoing, &format) : NULL;
    if (blob == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    bytes = td_blobs_get (instance->blobs, TD_BLOB_RESTRICTED, blob, error);
    if (bytes == NULL || !td_case_note_reading (instance, viewer, c, what, error))
        return NULL;
    *ret_format = g_strdup (format);
    return g_steal_pointer (&bytes);
}

/* ---- coming in ---- */

struct receive {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    TdCaseParty party;
    TdCasePaper *paper;
    const GPtrArray *annexes;
};

static gboolean may_receive (const struct receive *r, const TdCase *c, TdCaseParty *ret_party, GError **error)
{
    const TdThing thing = td_case_thing (c, r->viewer);
    TdCaseParty own = td_case_party_of (c, r->viewer);

    *ret_party = r->party != TD_PARTY_NONE ? r->party : own;
    if (r->party == TD_PARTY_NONE && own != TD_PARTY_NONE)
        return td_door_may (r->viewer, TD_ACT_CASE_ANSWER, &thing, error);
    if (*ret_party == TD_PARTY_NONE)
        return td_case_fail (error, TD_ERROR_INPUT,
                             "Say whose paper it is: the author's, the State's or the Committee's.");
    return td_door_may (r->viewer, TD_ACT_CASE_KEEP, &thing, error);
}

static gboolean receive_in (TdTx *tx, gpointer data, GError **error)
{
    struct receive *r = data;
    TdCasePaper *p = r->paper;
    g_autoptr (TdCase) c = NULL;
    g_autoptr (GPtrArray) before = NULL;

    if (!td_instance_may_write (r->instance, tx, error) || (c = td_case_get_in (tx, r->viewer, r->id, error)) == NULL
        || !may_receive (r, c, &p->party, error) || (before = td_case_paper_select (tx, c->id, error)) == NULL)
        return FALSE;
    if (before->len >= TD_LIMIT_CASE_PAPERS)
        return td_case_fail (error, TD_ERROR_TOO_LARGE,
                             "This case has as many papers as one holds. Write to the secretariat.");
    g_free (p->case_id);
    g_free (p->stage);
    p->case_id = g_strdup (c->id);
    p->stage = g_strdup (c->stage);
    p->closed = c->ended != 0;
    p->late = FALSE;
    return (p->party == TD_PARTY_COMMITTEE
            || td_case_clock_end (tx, r->instance, c->id, p->party, TRUE, &p->late, error))
           && td_case_paper_insert (tx, p, td_viewer_actor (r->viewer), error)
           && td_case_annexes_put (tx, c, r->annexes, p, td_viewer_actor (r->viewer), error)
           && td_case_update (tx, c, error) && td_case_tell_officers (tx, r->instance, c, error)
           && td_case_record (tx, r->instance, r->viewer, c, "paper", NULL, NULL, error);
}

/* Looked at in its cell, and kept. */
static gboolean keep_file (TdInstance *instance, int fd, TdCasePaper *p, GError **error)
{
    g_autoptr (TdDocument) document =
        td_document_read (instance->cells, fd, NULL, &instance->profile->page_rule, error);
    char sha256[TD_SHA256_TEXT + 1];

    if (document == NULL || !td_blobs_put_fd (instance->blobs, TD_BLOB_RESTRICTED, fd, sha256, &p->size, error))
        return FALSE;
    p->blob = g_strdup (sha256);
    p->format = g_strdup (document->format);
    return TRUE;
}

/* So that nobody who may not makes the cell work. */
static gboolean asked_before (TdInstance *instance, const struct receive *r, GError **error)
{
    g_autoptr (TdCase) c = td_case_get (instance, r->viewer, r->id, error);
    TdCaseParty party;

    return c != NULL && may_receive (r, c, &party, error);
}

gboolean td_case_paper_receive (TdInstance *instance, const TdViewer *viewer, const char *id,
                                const TdCaseIncoming *given, int *ret_n, gboolean *ret_closed, GError **error)
{
    g_autoptr (TdCasePaper) p = g_new0 (TdCasePaper, 1);
    g_autoptr (GPtrArray) annexes = NULL;
    struct receive r = { instance, viewer, id, given->party, p, NULL };
    const char *filing = given->filing;
    int fd = given->fd;

    if (!asked_before (instance, &r, error))
        return FALSE;
    if (fd < 0 && (filing == NULL || *filing == '\0'))
        return td_case_fail (error, TD_ERROR_INPUT, "Choose a file.");
    p->id = td_id_new ();
    p->received = td_clock_now (&instance->clock);
    p->filing = filing != NULL && *filing != '\0' ? td_id_canonical (filing) : NULL;
    if (fd < 0 && p->filing == NULL)
        return td_case_fail (error, TD_ERROR_INPUT, "This is no id of something that came sealed.");
    r.annexes = annexes = td_case_annexes_read (instance, TD_PARTY_NONE, given->annexes, given->n_annexes, error);
    if (annexes == NULL || (fd >= 0 && !keep_file (instance, fd, p, error))
        || !td_store_write (instance->store, receive_in, &r, error))
        return FALSE;
    if (ret_n != NULL)
        *ret_n = p->n;
    if (ret_closed != NULL)
        *ret_closed = p->closed;
    return TRUE;
}
