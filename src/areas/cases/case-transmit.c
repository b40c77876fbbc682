/* A paper for the other side, and its transmission. Contract in case-paper.h. */
#include "areas/cases/case-annex-sql.h"
#include "areas/cases/case-rules.h"
#include "areas/cases/case-text.h"
#include "areas/sealed/sealed.h"
#include "base/errors.h"
#include "text/words.h"

typedef struct {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    int n;
    TdCase *c;
    TdCasePaper *paper;
    TdCaseNames *names;
    GPtrArray *annexes; /* of the paper; of TdCaseAnnex */
    char *locale;       /* of whoever has a code of words; NULL without one */
    char *told;         /* for them */
} Work;

enum { PIECE = 39000 };

static void work_clear (Work *w)
{
    g_clear_pointer (&w->c, td_case_free);
    g_clear_pointer (&w->paper, td_case_paper_free);
    g_clear_pointer (&w->names, td_case_names_free);
    g_clear_pointer (&w->annexes, g_ptr_array_unref);
    g_clear_pointer (&w->locale, g_free);
    g_clear_pointer (&w->told, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* The case, one paper of it and its list of names, for an officer. */
static gboolean load_in (TdTx *tx, gpointer data, GError **error)
{
    Work *w = data;
    g_autoptr (GPtrArray) list = NULL;
    TdThing thing;

    work_clear (w);
    w->c = td_case_get_in (tx, w->viewer, w->id, error);
    if (w->c == NULL)
        return FALSE;
    thing = td_case_thing (w->c, w->viewer);
    if (!td_door_may (w->viewer, TD_ACT_CASE_KEEP, &thing, error)
        || (list = td_case_paper_select (tx, w->c->id, error)) == NULL
        || (w->annexes = td_case_annex_select (tx, w->c->id, w->n, error)) == NULL
        || (w->names = td_case_names_load_in (tx, w->instance, w->c->id, error)) == NULL
        || (w->c->filing != NULL && (w->locale = td_sealed_locale_in (tx, w->c->filing, error)) == NULL))
        return FALSE;
    for (guint i = 0; i < list->len && w->paper == NULL; i++)
        if (((TdCasePaper *) list->pdata[i])->n == w->n) {
            w->paper = list->pdata[i];
            list->pdata[i] = g_new0 (TdCasePaper, 1);
        }
    return w->paper != NULL || td_door_unknown (error);
}

/* ---- laying out ---- */

static gboolean lay_out_in (TdTx *tx, gpointer data, GError **error)
{
    Work *w = data;
    g_autoptr (TdCase) c = td_case_for (tx, w->instance, w->viewer, w->id, TD_ACT_CASE_KEEP, error);
    g_autoptr (TdCaseNames) now = c != NULL ? td_case_names_load_in (tx, w->instance, c->id, error) : NULL;

    if (now == NULL)
        return FALSE;
    if (td_case_names_version (now) != td_case_names_version (w->names))
        return td_case_fail (error, TD_ERROR_CONFLICT,
                             "The list of names was changed while the paper was prepared. Lay it out again.");
    return td_case_paper_set_outgoing (tx, w->paper, error) && td_case_update (tx, c, error)
           && td_case_record (tx, w->instance, w->viewer, c, "laid-out", NULL, NULL, error);
}

gboolean td_case_paper_lay_out (TdInstance *instance, const TdViewer *viewer, const char *id, int n, int fd,
                                GError **error)
{
    g_auto (Work) w = { .instance = instance, .viewer = viewer, .id = id, .n = n };
    g_autofree char *number = NULL;
    g_autofree char *title = NULL;
    g_autoptr (GBytes) bytes = NULL;
    char sha256[TD_SHA256_TEXT + 1];

    if (!td_store_read (instance->store, load_in, &w, error))
        return FALSE;
    if (w.paper->transmitted != 0)
        return td_case_fail (error, TD_ERROR_CONFLICT, "This paper was transmitted already. Send another one.");
    number = td_case_number (w.c);
    title = g_strdup_printf ("%s, paper %d", number != NULL ? number : "Communication", n);
    bytes = td_case_written_anew (instance, w.names, title, fd, error);
    if (bytes == NULL || !td_case_keep_bytes (instance, bytes, sha256, error))
        return FALSE;
    g_free (w.paper->outgoing);
    g_free (w.paper->outgoing_format);
    w.paper->outgoing = g_strdup (sha256);
    w.paper->outgoing_format = g_strdup ("pdf");
    w.paper->outgoing_size = (gint64) g_bytes_get_size (bytes);
    w.paper->names = td_case_names_version (w.names);
    return td_store_write (instance->store, lay_out_in, &w, error);
}

/* ---- transmitting ---- */

static gboolean goes_to_state (const TdCasePaper *p)
{
    return p->party != TD_PARTY_STATE;
}

static gboolean needs_outgoing (const Work *w)
{
    return w->paper->blob == NULL
           || (goes_to_state (w->paper) && (w->c->withheld || td_case_names_version (w->names) > 0));
}

static gboolean annexes_are_ready (const Work *w, GError **error)
{
    for (guint i = 0; i < w->annexes->len; i++) {
        const TdCaseAnnex *a = w->annexes->pdata[i];
        if (td_case_annex_is_ready (w->c, a, td_case_names_version (w->names)))
            continue;
        g_set_error (
            error, TD_CASES_ERROR, TD_ERROR_CONFLICT,
            a->picture
                ? "Annex %d is a picture at which nobody looked yet. Look at it and say so, or let it stay with the"
                  " register."
                : "Annex %d is not prepared for the other side yet. Prepare it, or let it stay with the register.",
            a->n);
        return FALSE;
    }
    return TRUE;
}

static gboolean may_transmit (const Work *w, GError **error)
{
    if (w->paper->transmitted != 0)
        return td_case_fail (error, TD_ERROR_CONFLICT, "This paper was transmitted already. When stands beside it.");
    if (w->c->transmitted == 0 && goes_to_state (w->paper) && w->paper->party == TD_PARTY_AUTHOR)
        return td_case_fail (error, TD_ERROR_CONFLICT,
                             "The State does not know of this case yet. Move it to the stage of transmission first.");
    if (goes_to_state (w->paper) && w->c->withheld && td_case_names_version (w->names) == 0)
        return td_case_fail (
            error, TD_ERROR_CONFLICT,
            "The identity is withheld from the State, and there is no list of names to check this paper"
            " by. Write the list first.");
    if (needs_outgoing (w) && w->paper->outgoing == NULL)
        return td_case_fail (error, TD_ERROR_CONFLICT,
                             "What came is not what goes out. Lay out a paper for the other side beside it first.");
    return annexes_are_ready (w, error);
}

static gboolean check_file (const Work *w, const char *blob, GError **error)
{
    g_autoptr (GBytes) bytes = td_blobs_get (w->instance->blobs, TD_BLOB_RESTRICTED, blob, error);

    return bytes != NULL && td_case_names_check (w->instance, w->names, bytes, error);
}

/* The bytes that go out, read once more: the list may have grown since they were laid out. Pictures were looked at by the list as it is. */
static gboolean check_again (const Work *w, GError **error)
{
    if (!goes_to_state (w->paper) || td_case_names_version (w->names) == 0)
        return TRUE;
    if (!check_file (w, w->paper->outgoing != NULL ? w->paper->outgoing : w->paper->blob, error))
        return FALSE;
    for (guint i = 0; i < w->annexes->len; i++) {
        const TdCaseAnnex *a = w->annexes->pdata[i];
        if (!a->held && !a->picture && !check_file (w, a->outgoing != NULL ? a->outgoing : a->blob, error)) {
            g_prefix_error (error, "Annex %d: ", a->n);
            return FALSE;
        }
    }
    return TRUE;
}

/* Whether all that goes out is still what was checked. */
static gboolean is_the_same (const Work *a, const Work *b)
{
    gboolean same = td_case_names_version (a->names) == td_case_names_version (b->names)
                    && g_strcmp0 (a->paper->outgoing, b->paper->outgoing) == 0 && a->annexes->len == b->annexes->len;

    for (guint i = 0; same && i < a->annexes->len; i++) {
        const TdCaseAnnex *one = a->annexes->pdata[i], *other = b->annexes->pdata[i];
        same = one->held == other->held && g_strcmp0 (one->outgoing, other->outgoing) == 0;
    }
    return same;
}

/* In pieces that an answer holds. */
static gboolean tell_author (TdTx *tx, const Work *w, const TdCase *c, const char *text, GError **error)
{
    const char *at = text;

    if (text == NULL || *text == '\0')
        return td_case_tell (tx, w->instance, w->viewer, c, TD_PARTY_AUTHOR, NULL, error);
    while (*at != '\0') {
        gsize letters = (gsize) g_utf8_strlen (at, -1);
        const char *end = letters > PIECE ? g_utf8_offset_to_pointer (at, PIECE) : at + strlen (at);
        g_autofree char *piece = g_strndup (at, (gsize) (end - at));
        if (!td_case_tell (tx, w->instance, w->viewer, c, TD_PARTY_AUTHOR, piece, error))
            return FALSE;
        at = end;
    }
    return TRUE;
}

static gboolean tell (TdTx *tx, const Work *w, const TdCase *c, const char *text, GError **error)
{
    gboolean state = goes_to_state (w->paper), author = w->paper->party != TD_PARTY_AUTHOR;

    return (!state || td_case_tell (tx, w->instance, w->viewer, c, TD_PARTY_STATE, NULL, error))
           && (!author || tell_author (tx, w, c, text, error));
}

/* What somebody with a code of words reads of the paper: they have no account to fetch its file. NULL: not by code, or no text. */
static char *text_for_code (const Work *w)
{
    const char *blob = w->paper->outgoing != NULL ? w->paper->outgoing : w->paper->blob;
    const char *heading = w->paper->party == TD_PARTY_STATE ? N_ ("Paper {number}, of the State:")
                                                            : N_ ("Paper {number}, of the Committee:");
    g_autofree char *number = NULL, *first = NULL;
    g_autoptr (TdDocument) document = NULL;
    GString *text;

    if (w->c->filing == NULL || w->paper->party == TD_PARTY_AUTHOR)
        return NULL;
    number = td_words_number (w->locale, w->n);
    first = td_words_fill (td_words (w->locale, heading), "number", number, NULL);
    document = td_case_document_of (w->instance, blob, NULL);
    text = g_string_new (NULL);
    g_string_append_printf (text, "%s\n\n", first);
    for (guint i = 0; document != NULL && i < document->paragraphs->len; i++) {
        const TdParagraph *p = document->paragraphs->pdata[i];
        g_string_append_printf (text, "%s%s%s\n\n", p->number != NULL ? p->number : "", p->number != NULL ? " " : "",
                                p->text);
    }
    if (document == NULL || document->no_text)
        g_string_append_printf (text, "%s ", td_words (w->locale, "It holds pictures of pages and no text."));
    g_string_append (
        text, td_words (w->locale, "Its files are on the page of the register, to which your code of words leads."));
    return g_string_free (text, FALSE);
}

static gboolean transmit_in (TdTx *tx, gpointer data, GError **error)
{
    Work *w = data;
    g_auto (Work) now = { .instance = w->instance, .viewer = w->viewer, .id = w->id, .n = w->n };

    if (!td_instance_may_write (w->instance, tx, error) || !load_in (tx, &now, error) || !may_transmit (&now, error))
        return FALSE;
    if (!is_the_same (&now, w))
        return td_case_fail (error, TD_ERROR_CONFLICT,
                             "Another officer changed the paper or the list of names just now. Look at it again.");
    now.paper->transmitted = td_clock_now (&w->instance->clock);
    now.paper->names = td_case_names_version (now.names);
    return td_case_paper_set_transmitted (tx, now.paper, error) && td_case_update (tx, now.c, error)
           && tell (tx, &now, now.c, w->told, error)
           && td_case_record (tx, w->instance, w->viewer, now.c, "transmitted", NULL, NULL, error);
}

gboolean td_case_paper_transmit (TdInstance *instance, const TdViewer *viewer, const char *id, int n, GError **error)
{
    g_auto (Work) w = { .instance = instance, .viewer = viewer, .id = id, .n = n };

    if (!td_store_read (instance->store, load_in, &w, error) || !may_transmit (&w, error) || !check_again (&w, error))
        return FALSE;
    w.told = text_for_code (&w);
    return td_store_write (instance->store, transmit_in, &w, error);
}
