/* The bound file and the sealed archive. Contract in case-file.h. */
#include "areas/cases/case-file.h"

#include "areas/cases/case-annex.h"
#include "areas/cases/case-reading.h"
#include "areas/cases/case-rules.h"
#include "areas/cases/case-text.h"
#include "areas/cases/tar-out.h"
#include "areas/sealed/recipients.h"
#include "base/errors.h"
#include "document/writer.h"

#include <unistd.h>

enum { PIECE = 64 * 1024 };

/* The case for an officer. */
static TdCase *kept (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (TdCase) c = td_case_get (instance, viewer, id, error);
    TdThing thing;

    if (c == NULL)
        return NULL;
    thing = td_case_thing (c, viewer);
    return td_door_may (viewer, TD_ACT_CASE_KEEP, &thing, error) ? g_steal_pointer (&c) : NULL;
}

/* ---- the bound file ---- */

static const char *whose (TdCaseParty party)
{
    return party == TD_PARTY_STATE ? "the State" : party == TD_PARTY_AUTHOR ? "the author" : "the Committee";
}

static void add_list (TdText *text, const TdInstance *instance, const GPtrArray *papers)
{
    static const char *const heads[] = { "No.", "Of", "Received", "Stage", "Transmitted", NULL };
    TdTextSection *section = td_text_add_section (text, "papers", "Papers", 1);

    td_text_add_row (section, TRUE, heads);
    for (guint i = 0; i < papers->len; i++) {
        const TdCasePaper *p = papers->pdata[i];
        const TdCaseStage *stage = td_profile_case_stage (instance->profile, p->stage);
        g_autofree char *number = g_strdup_printf ("%d", p->n);
        g_autofree char *received = td_instant_to_text (p->received);
        g_autofree char *transmitted = p->transmitted != 0 ? td_instant_to_text (p->transmitted) : g_strdup ("");
        const char *cells[] = { number,      whose (p->party),
                                received,    stage != NULL ? stage->label : p->stage,
                                transmitted, NULL };
        received[10] = '\0';
        if (*transmitted != '\0')
            transmitted[10] = '\0';
        td_text_add_row (section, FALSE, cells);
    }
}

/* What cannot be read says so in its place. blob: NULL where it came sealed. */
static void add_file (TdText *text, TdInstance *instance, const char *title, const char *blob, gboolean picture)
{
    g_autoptr (TdDocument) document = blob != NULL && !picture ? td_case_document_of (instance, blob, NULL) : NULL;

    if (document != NULL && !document->no_text) {
        td_case_text_add (text, document, title, 1);
        return;
    }
    td_text_add (td_text_add_section (text, NULL, title, 1), TD_TEXT_PLAIN,
                 blob == NULL ? "It came sealed and is not in clear here."
                 : picture    ? "A picture; it is in the sealed archive."
                              : "Its file holds no text that can be bound in.");
}

static void add_annexes (TdText *text, TdInstance *instance, const GPtrArray *annexes, int paper)
{
    for (guint i = 0; i < annexes->len; i++) {
        const TdCaseAnnex *a = annexes->pdata[i];
        g_autofree char *title = paper == TD_CASE_AUTHORITY ? g_strdup_printf ("Written authority %d", a->n)
                                                            : g_strdup_printf ("Paper %d, annex %d", paper, a->n);
        if (a->paper == paper)
            add_file (text, instance, title, a->blob != NULL ? a->blob : a->outgoing, a->picture);
    }
}

static void add_paper (TdText *text, TdInstance *instance, const TdCasePaper *p, const GPtrArray *annexes)
{
    g_autofree char *title = g_strdup_printf ("Paper %d, of %s", p->n, whose (p->party));

    add_file (text, instance, title, p->blob != NULL ? p->blob : p->outgoing, FALSE);
    add_annexes (text, instance, annexes, p->n);
}

GBytes *td_case_file_bytes (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (TdCase) c = kept (instance, viewer, id, error);
    g_autoptr (GPtrArray) papers = c != NULL ? td_case_papers (instance, viewer, id, error) : NULL;
    g_autoptr (GPtrArray) annexes = papers != NULL ? td_case_annexes (instance, viewer, id, error) : NULL;
    g_autofree char *number = c != NULL ? td_case_number (c) : NULL;
    g_autofree char *program = td_instance_writer_path ();
    g_autoptr (TdText) text = NULL;

    if (annexes == NULL || !td_case_note_reading (instance, viewer, c, "file", error))
        return NULL;
    text = td_text_new ("en");
    text->title = g_strdup_printf ("Communication %s", number != NULL ? number : "not registered yet");
    text->author = g_strdup (instance->profile->body);
    text->marking = g_strdup (instance->rehearsal ? "Rehearsal. Confidential" : "Confidential");
    text->contents = TRUE;
    add_list (text, instance, papers);
    add_annexes (text, instance, annexes, TD_CASE_AUTHORITY);
    for (guint i = 0; i < papers->len; i++)
        add_paper (text, instance, papers->pdata[i], annexes);
    return td_text_write (program, text, TD_FILE_PDF, error);
}

/* ---- the sealed archive ---- */

typedef struct {
    TdInstance *instance;
    const TdViewer *viewer;
    TdAgeWriter *writer;
    int fd;
    gint64 at; /* seconds */
} Archive;

static gboolean to_file (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    const Archive *a = data;

    while (n > 0) {
        ssize_t wrote = write (a->fd, bytes, n);
        if (wrote <= 0)
            return td_case_fail (
                error, TD_ERROR_OURS,
                "The archive could not be written whole: is the disk full? What was written is of no use;"
                " make room and try again.");
        bytes += wrote;
        n -= (gsize) wrote;
    }
    return TRUE;
}

static gboolean sealed_in (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    return td_age_writer_feed (((Archive *) data)->writer, bytes, n, error);
}

static gboolean add_bytes (Archive *a, const char *name, const void *bytes, gsize n, GError **error)
{
    return td_tar_head (name, (gint64) n, a->at, sealed_in, a, error) && sealed_in (bytes, n, a, error)
           && td_tar_pad ((gint64) n, sealed_in, a, error);
}

/* So many bytes of a descriptor, piece by piece. Closes it. */
static gboolean add_fd (Archive *a, const char *name, int take_fd, gint64 size, GError **error)
{
    g_autofree guint8 *piece = g_malloc (PIECE);
    gint64 left = size;
    gboolean done = take_fd >= 0 && td_tar_head (name, size, a->at, sealed_in, a, error);

    while (done && left > 0) {
        ssize_t got = read (take_fd, piece, (gsize) MIN (left, PIECE));
        done = got > 0 ? sealed_in (piece, (gsize) got, a, error)
                       : td_case_fail (error, TD_ERROR_OURS, "A file of the case could not be read whole.");
        left -= MAX (got, 0);
    }
    if (take_fd >= 0)
        close (take_fd);
    return done && td_tar_pad (size, sealed_in, a, error);
}

static gboolean add_blob (Archive *a, const char *name, const char *blob, gint64 size, GError **error)
{
    return blob == NULL
           || add_fd (a, name, td_blobs_get_fd (a->instance->blobs, TD_BLOB_RESTRICTED, blob, error), size, error);
}

static gboolean add_filing (Archive *a, const char *folder, const char *filing, GError **error)
{
    g_autoptr (TdSealedFiling) f = filing != NULL ? td_sealed_get (a->instance, a->viewer, filing, NULL) : NULL;

    /* It may be erased since: then there is nothing of it. */
    for (guint i = 0; f != NULL && i < f->parts->len; i++) {
        const TdSealedPart *part = f->parts->pdata[i];
        g_autofree char *name = g_strdup_printf ("%s/part-%d.age", folder, part->position);
        gint64 size = 0;
        int fd = td_sealed_fetch (a->instance, a->viewer, f->id, part->position, &size, error);
        if (!add_fd (a, name, fd, size, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean add_paper_files (Archive *a, const TdCasePaper *p, GError **error)
{
    g_autofree char *came = g_strdup_printf ("papers/%d-as-it-came.%s", p->n, p->format != NULL ? p->format : "bin");
    g_autofree char *went = g_strdup_printf ("papers/%d-as-it-goes-out.pdf", p->n);
    g_autofree char *folder = g_strdup_printf ("papers/%d-sealed", p->n);

    return add_blob (a, came, p->blob, p->size, error) && add_blob (a, went, p->outgoing, p->outgoing_size, error)
           && add_filing (a, folder, p->filing, error);
}

static gboolean add_annex_files (Archive *a, const TdCaseAnnex *x, GError **error)
{
    g_autofree char *base = x->paper == TD_CASE_AUTHORITY ? g_strdup_printf ("authorities/%d", x->n)
                                                          : g_strdup_printf ("papers/%d-annex-%d", x->paper, x->n);
    g_autofree char *came = g_strdup_printf ("%s-as-it-came.%s", base, x->format != NULL ? x->format : "bin");
    g_autofree char *went =
        g_strdup_printf ("%s-as-it-goes-out.%s", base, x->outgoing_format != NULL ? x->outgoing_format : "bin");

    return add_blob (a, came, x->blob, x->size, error) && add_blob (a, went, x->outgoing, x->outgoing_size, error);
}

static gboolean add_all (Archive *a, const TdCase *c, const GPtrArray *papers, const GPtrArray *annexes, GError **error)
{
    json_t *json = td_case_to_json (a->instance, c);
    char *words = json_dumps (json, JSON_INDENT (2));
    g_autoptr (GBytes) names = td_case_names_sealed (a->instance, a->viewer, c->id, NULL);
    gboolean done = add_bytes (a, "case.json", words, strlen (words), error)
                    && (names == NULL
                        || add_bytes (a, "names.age", g_bytes_get_data (names, NULL), g_bytes_get_size (names), error))
                    && add_filing (a, "sealed", c->filing, error);

    free (words);
    json_decref (json);
    for (guint i = 0; done && i < papers->len; i++)
        done = add_paper_files (a, papers->pdata[i], error);
    for (guint i = 0; done && i < annexes->len; i++)
        done = add_annex_files (a, annexes->pdata[i], error);
    return done && td_tar_end (sealed_in, a, error);
}

gboolean td_case_archive (TdInstance *instance, const TdViewer *viewer, const char *id, int fd, GError **error)
{
    g_autoptr (TdCase) c = kept (instance, viewer, id, error);
    g_autoptr (GPtrArray) papers = c != NULL ? td_case_papers (instance, viewer, id, error) : NULL;
    g_autoptr (GPtrArray) annexes = papers != NULL ? td_case_annexes (instance, viewer, id, error) : NULL;
    TdAgeRecipient recipients[TD_AGE_MAX_RECIPIENTS];
    Archive a = { instance, viewer, NULL, fd, td_clock_now (&instance->clock) / G_USEC_PER_SEC };
    guint n = 0;
    gboolean done;

    if (annexes == NULL || !td_case_note_reading (instance, viewer, c, "archive", error)
        || !td_sealed_recipients_of (instance, TD_SEALED_COMMUNICATION, recipients, &n, error))
        return FALSE;
    if (n == 0)
        return td_case_fail (
            error, TD_ERROR_BUSY,
            "There is no key of a register officer yet to seal the archive to. Ask the administrator to add"
            " one with `treatydesk keys recipients`, and try again.");
    a.writer = td_age_writer_new (recipients, n, to_file, &a, error);
    done = a.writer != NULL && add_all (&a, c, papers, annexes, error) && td_age_writer_finish (a.writer, error);
    g_clear_pointer (&a.writer, td_age_writer_free);
    return done;
}
