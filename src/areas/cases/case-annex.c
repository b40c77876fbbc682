/* Annexes: what there is, coming in, and their files. Contract in case-annex.h; an officer's work on them in case-annex-work.c. */
#include "areas/cases/case-annex-rules.h"

#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "document/cleaner.h"

#include <unistd.h>

/* ---- who sees which ---- */

static gboolean sees (const TdCaseAnnex *a, const GPtrArray *papers, TdCaseParty party)
{
    if (a->paper == TD_CASE_AUTHORITY)
        return party == TD_PARTY_AUTHOR;
    for (guint i = 0; i < papers->len; i++) {
        const TdCasePaper *p = papers->pdata[i];
        if (p->n == a->paper)
            return p->party == party || !a->held;
    }
    return FALSE;
}

GPtrArray *td_case_annexes_in (TdTx *tx, const TdCase *c, const TdViewer *viewer, GError **error)
{
    g_autoptr (GPtrArray) list = td_case_annex_select (tx, c->id, -1, error);
    g_autoptr (GPtrArray) papers = list != NULL ? td_case_papers_in (tx, c, viewer, error) : NULL;
    TdCaseParty party = td_case_party_of (c, viewer);

    if (papers == NULL)
        return NULL;
    for (guint i = td_case_is_of_house (c, viewer) ? 0 : list->len; i > 0; i--)
        if (!sees (list->pdata[i - 1], papers, party))
            g_ptr_array_remove_index (list, i - 1);
    return g_steal_pointer (&list);
}

struct reading {
    const TdViewer *viewer;
    const char *id;
    TdCase *c;
    GPtrArray *list;
};

static gboolean annexes_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    g_clear_pointer (&r->c, td_case_free);
    r->c = td_case_get_in (tx, r->viewer, r->id, error);
    r->list = r->c != NULL ? td_case_annexes_in (tx, r->c, r->viewer, error) : NULL;
    return r->list != NULL;
}

GPtrArray *td_case_annexes (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .viewer = viewer, .id = id };
    gboolean done = td_store_read (instance->store, annexes_in, &r, error);

    g_clear_pointer (&r.c, td_case_free);
    return done ? r.list : NULL;
}

TdCaseAnnex *td_case_annex_numbered (const GPtrArray *list, int paper, int n)
{
    for (guint i = 0; i < list->len; i++) {
        TdCaseAnnex *a = list->pdata[i];
        if (a->paper == paper && a->n == n)
            return a;
    }
    return NULL;
}

/* Which of its files this viewer gets, or NULL: none. */
static const char *file_for (const TdCase *c, const TdCaseAnnex *a, const TdViewer *viewer, gboolean outgoing,
                             const char **ret_format)
{
    gboolean theirs = a->party != TD_PARTY_COMMITTEE && a->party == td_case_party_of (c, viewer);
    gboolean other = td_case_is_of_house (c, viewer) ? outgoing : !theirs && a->outgoing != NULL;

    *ret_format = other ? a->outgoing_format : a->format;
    return other ? a->outgoing : a->blob;
}

GBytes *td_case_annex_file (TdInstance *instance, const TdViewer *viewer, const char *id, int paper, int n,
                            gboolean outgoing, char **ret_format, GError **error)
{
    struct reading r = { .viewer = viewer, .id = id };
    gboolean done = td_store_read (instance->store, annexes_in, &r, error);
    g_autoptr (TdCase) c = r.c;
    g_autoptr (GPtrArray) list = done ? r.list : NULL;
    const TdCaseAnnex *a = done ? td_case_annex_numbered (list, paper, n) : NULL;
    g_autofree char *what =
        paper == TD_CASE_AUTHORITY ? g_strdup_printf ("authority %d", n) : g_strdup_printf ("annex %d.%d", paper, n);
    const char *format = NULL, *blob = a != NULL ? file_for (c, a, viewer, outgoing, &format) : NULL;
    g_autoptr (GBytes) bytes = NULL;

    if (!done)
        return NULL;
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

/* ---- files as they come ---- */

/* By its first bytes: "jpeg", "png", or NULL. What it holds is read in the cell alone. */
static const char *picture_of (int fd)
{
    static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' }, jpeg[] = { 0xff, 0xd8, 0xff };
    guint8 head[sizeof png] = { 0 };

    if (pread (fd, head, sizeof head, 0) != sizeof head)
        return NULL;
    return memcmp (head, png, sizeof png) == 0 ? "png" : memcmp (head, jpeg, sizeof jpeg) == 0 ? "jpeg" : NULL;
}

static gboolean collect (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_byte_array_append (data, bytes, (guint) n);
    return TRUE;
}

/* The picture without what it says beside itself. */
static GBytes *clean (TdInstance *instance, int fd, GError **error)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
    gboolean cleaned = FALSE;

    if (td_cleaner_clean (instance->cleaners, fd, collect, bytes, found, &cleaned, NULL) && cleaned)
        return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
    td_case_fail (
        error, TD_ERROR_INPUT,
        "This picture could not be read, so that what it says beside itself cannot be taken out. Save it anew as JPEG"
        " or PNG, and send that.");
    return NULL;
}

static TdCaseAnnex *annex_new (TdInstance *instance, int paper, TdCaseParty party)
{
    TdCaseAnnex *a = g_new0 (TdCaseAnnex, 1);

    a->id = td_id_new ();
    a->paper = paper;
    a->party = party;
    a->received = td_clock_now (&instance->clock);
    return a;
}

static gboolean keep_document (TdInstance *instance, TdCaseAnnex *a, int fd, GError **error)
{
    g_autoptr (TdDocument) document =
        td_document_read (instance->cells, fd, NULL, &instance->profile->page_rule, error);
    char sha256[TD_SHA256_TEXT + 1];

    if (document == NULL || !td_blobs_put_fd (instance->blobs, TD_BLOB_RESTRICTED, fd, sha256, &a->size, error))
        return FALSE;
    a->blob = g_strdup (sha256);
    a->format = g_strdup (document->format);
    return TRUE;
}

static gboolean keep_picture (TdInstance *instance, TdCaseAnnex *a, int fd, const char *format, GError **error)
{
    g_autoptr (GBytes) bytes = clean (instance, fd, error);
    char sha256[TD_SHA256_TEXT + 1];

    if (bytes == NULL || !td_case_keep_bytes (instance, bytes, sha256, error))
        return FALSE;
    a->picture = TRUE;
    a->blob = g_strdup (sha256);
    a->format = g_strdup (format);
    a->size = (gint64) g_bytes_get_size (bytes);
    return TRUE;
}

TdCaseAnnex *td_case_annex_read_picture (TdInstance *instance, int paper, TdCaseParty party, int fd, GError **error)
{
    g_autoptr (TdCaseAnnex) a = annex_new (instance, paper, party);
    const char *format = picture_of (fd);

    return format == NULL || keep_picture (instance, a, fd, format, error) ? g_steal_pointer (&a) : NULL;
}

TdCaseAnnex *td_case_annex_read (TdInstance *instance, int paper, TdCaseParty party, int fd, GError **error)
{
    g_autoptr (TdCaseAnnex) a = td_case_annex_read_picture (instance, paper, party, fd, error);

    return a != NULL && (a->picture || keep_document (instance, a, fd, error)) ? g_steal_pointer (&a) : NULL;
}

GPtrArray *td_case_annexes_read (TdInstance *instance, TdCaseParty party, const int *fds, gsize n, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_case_annex_free);

    for (gsize i = 0; i < n; i++) {
        TdCaseAnnex *a = td_case_annex_read (instance, 0, party, fds[i], error);
        if (a == NULL)
            return NULL;
        g_ptr_array_add (list, a);
    }
    return g_steal_pointer (&list);
}

gboolean td_case_annexes_put (TdTx *tx, const TdCase *c, const GPtrArray *annexes, const TdCasePaper *paper,
                              const char *actor, GError **error)
{
    for (guint i = 0; i < annexes->len; i++) {
        TdCaseAnnex *a = annexes->pdata[i];
        a->paper = paper->n;
        a->party = paper->party;
        if (!td_case_annex_insert (tx, c->id, a, actor, error))
            return FALSE;
        if (a->n > TD_LIMIT_CASE_ANNEXES)
            return td_case_fail (error, TD_ERROR_TOO_LARGE,
                                 "This paper has as many annexes as one holds. Send the others with another paper.");
    }
    return TRUE;
}

/* ---- more to a paper ---- */

struct more {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    int paper;
    const GPtrArray *annexes; /* NULL: only whether it may be */
};

static TdCasePaper *paper_in (TdTx *tx, const TdCase *c, int n, GError **error)
{
    g_autoptr (GPtrArray) papers = td_case_paper_select (tx, c->id, error);

    for (guint i = 0; papers != NULL && i < papers->len; i++)
        if (((TdCasePaper *) papers->pdata[i])->n == n) {
            TdCasePaper *p = papers->pdata[i];
            papers->pdata[i] = g_new0 (TdCasePaper, 1);
            return p;
        }
    if (papers != NULL)
        td_door_unknown (error);
    return NULL;
}

static gboolean may_add (const struct more *m, const TdCase *c, const TdCasePaper *p, GError **error)
{
    const TdThing thing = td_case_thing (c, m->viewer);
    gboolean house = td_case_is_of_house (c, m->viewer);

    if (!house && p->party != td_case_party_of (c, m->viewer))
        return td_door_unknown (error);
    if (!td_door_may (m->viewer, house ? TD_ACT_CASE_KEEP : TD_ACT_CASE_ANSWER, &thing, error))
        return FALSE;
    return p->transmitted == 0
           || td_case_fail (error, TD_ERROR_CONFLICT,
                            "This paper was transmitted already, as it was then. Send the files with another paper.");
}

static gboolean more_in (TdTx *tx, gpointer data, GError **error)
{
    const struct more *m = data;
    g_autoptr (TdCase) c = td_case_get_in (tx, m->viewer, m->id, error);
    g_autoptr (TdCasePaper) p = c != NULL ? paper_in (tx, c, m->paper, error) : NULL;

    if (p == NULL || !may_add (m, c, p, error))
        return FALSE;
    return m->annexes == NULL
           || (td_instance_may_write (m->instance, tx, error)
               && td_case_annexes_put (tx, c, m->annexes, p, td_viewer_actor (m->viewer), error)
               && td_case_update (tx, c, error) && td_case_tell_officers (tx, m->instance, c, error)
               && td_case_record (tx, m->instance, m->viewer, c, "annexes", NULL, NULL, error));
}

gboolean td_case_annex_add (TdInstance *instance, const TdViewer *viewer, const char *id, int paper, const int *fds,
                            gsize n, GError **error)
{
    struct more m = { instance, viewer, id, paper, NULL };
    g_autoptr (GPtrArray) list = NULL;

    if (!td_store_read (instance->store, more_in, &m, error))
        return FALSE;
    if (n == 0)
        return td_case_fail (error, TD_ERROR_INPUT, "Choose a file.");
    m.annexes = list = td_case_annexes_read (instance, TD_PARTY_NONE, fds, n, error);
    return list != NULL && td_store_write (instance->store, more_in, &m, error);
}

/* ---- written authorities ---- */

struct authority {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    TdCaseAnnex *annex; /* NULL: only whether it may be */
    int part;           /* 0: it is no part of what came sealed */
};

static gboolean may_authorise (const struct authority *a, const TdCase *c, GError **error)
{
    const TdThing thing = td_case_thing (c, a->viewer);
    gboolean house = td_case_is_of_house (c, a->viewer);

    if (!td_door_may (a->viewer, house ? TD_ACT_CASE_KEEP : TD_ACT_CASE_ANSWER, &thing, error))
        return FALSE;
    if (!house && td_case_party_of (c, a->viewer) != TD_PARTY_AUTHOR)
        return td_case_fail (error, TD_ERROR_NOT_ALLOWED, "Only who represents the victims sends their authority.");
    if (g_str_equal (c->representation, "self"))
        return td_case_fail (error, TD_ERROR_CONFLICT,
                             "The victims act themselves in this case, so that no authority is needed.");
    return a->part == 0 || c->filing != NULL || td_door_unknown (error);
}

static gboolean authority_in (TdTx *tx, gpointer data, GError **error)
{
    const struct authority *a = data;
    g_autoptr (TdCase) c = td_case_get_in (tx, a->viewer, a->id, error);

    if (c == NULL || !may_authorise (a, c, error))
        return FALSE;
    if (a->annex == NULL)
        return TRUE;
    if (a->part != 0 && a->annex->filing == NULL)
        a->annex->filing = g_strdup (c->filing);
    g_free (c->authority);
    c->authority = g_strdup ("written");
    if (!td_instance_may_write (a->instance, tx, error)
        || !td_case_annex_insert (tx, c->id, a->annex, td_viewer_actor (a->viewer), error))
        return FALSE;
    if (a->annex->n > TD_LIMIT_CASE_ANNEXES)
        return td_case_fail (error, TD_ERROR_TOO_LARGE, "This case has as many authorities as one holds.");
    return td_case_update (tx, c, error) && td_case_tell_officers (tx, a->instance, c, error)
           && td_case_record (tx, a->instance, a->viewer, c, "authority", NULL, NULL, error);
}

gboolean td_case_authority_file (TdInstance *instance, const TdViewer *viewer, const char *id, int fd, GError **error)
{
    struct authority a = { .instance = instance, .viewer = viewer, .id = id };
    g_autoptr (TdCaseAnnex) annex = NULL;

    if (!td_store_read (instance->store, authority_in, &a, error))
        return FALSE;
    if (fd < 0)
        return td_case_fail (error, TD_ERROR_INPUT, "Choose a file.");
    a.annex = annex = td_case_annex_read (instance, TD_CASE_AUTHORITY, TD_PARTY_AUTHOR, fd, error);
    return annex != NULL && td_store_write (instance->store, authority_in, &a, error);
}

gboolean td_case_authority_sealed (TdInstance *instance, const TdViewer *viewer, const char *id, int part,
                                   GError **error)
{
    g_autoptr (TdCaseAnnex) annex = annex_new (instance, TD_CASE_AUTHORITY, TD_PARTY_AUTHOR);
    struct authority a = { instance, viewer, id, annex, part };

    annex->part = part;
    return td_store_write (instance->store, authority_in, &a, error);
}
