/* What officers do with sealed filings. Contract in sealed.h. */
#include "areas/sealed/sealed-private.h"

#include "areas/sealed/notice.h"

#include "base/base.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/clean.h"

#include <sodium.h>

TD_DEFINE_ERROR (sealed)

static const struct {
    const char *word, *label;
    TdAct act; /* who may do this may have what was sent */
} purposes[TD_N_SEALED_PURPOSES] = {
    [TD_SEALED_COMMUNICATION] = { "communication", N_ ("Individual communications"), TD_ACT_CASE_KEEP },
    [TD_SEALED_REPRISAL] = { "reprisal", N_ ("Reprisals and intimidation"), TD_ACT_REPRISAL_KEEP },
    [TD_SEALED_REPORT] = { "report", N_ ("Reports sent in confidence"), TD_ACT_CASE_KEEP },
};

const char *td_sealed_purpose_word (TdSealedPurpose purpose)
{
    return purposes[purpose].word;
}

const char *td_sealed_purpose_label (TdSealedPurpose purpose)
{
    return purposes[purpose].label;
}

gboolean td_sealed_purpose_from_word (const char *word, TdSealedPurpose *ret_purpose)
{
    for (int i = 0; i < TD_N_SEALED_PURPOSES; i++)
        if (g_strcmp0 (purposes[i].word, word) == 0) {
            *ret_purpose = (TdSealedPurpose) i;
            return TRUE;
        }
    return FALSE;
}

gboolean td_sealed_fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SEALED_ERROR, code, message);
    return FALSE;
}

gboolean td_sealed_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act, const char *id,
                            GError **error)
{
    const TdJournalEntry entry = {
        .actor = actor, .act = act, .thing = "sealed", .thing_id = id, .clock = &instance->clock
    };

    return td_journal_append (tx, &entry, NULL, error);
}

/* ---- sealing what is in memory ---- */

static gboolean collect (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_byte_array_append (data, bytes, (guint) n);
    return TRUE;
}

GByteArray *td_sealed_of_bytes (const TdAgeRecipient *recipients, guint n, const void *bytes, gsize size,
                                GError **error)
{
    g_autoptr (GByteArray) sealed = g_byte_array_new ();
    g_autoptr (TdAgeWriter) writer = td_age_writer_new (recipients, n, collect, sealed, error);

    if (writer == NULL || !td_age_writer_feed (writer, bytes, size, error) || !td_age_writer_finish (writer, error))
        return NULL;
    return g_steal_pointer (&sealed);
}

/* ---- who may ---- */

gboolean td_sealed_may (const TdViewer *viewer, TdSealedPurpose purpose, GError **error)
{
    return td_door_may (viewer, TD_ACT_SEALED_OPEN, NULL, error)
           && td_door_may (viewer, purposes[purpose].act, NULL, error);
}

static gboolean unknown (GError **error)
{
    return td_sealed_fail (error, TD_ERROR_NOT_FOUND,
                           "There is nothing here by that name. Look through the list of what was sent sealed.");
}

/* One that the viewer may have, without its parts. NULL with error. */
static TdSealedFiling *theirs (TdTx *tx, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (TdSealedFiling) f = NULL;

    if (!td_door_may (viewer, TD_ACT_SEALED_OPEN, NULL, error) || !td_sealed_filing_load (tx, id, &f, error))
        return NULL;
    if (f == NULL || !td_sealed_may (viewer, f->purpose, NULL)) {
        unknown (error);
        return NULL;
    }
    return g_steal_pointer (&f);
}

TdSealedFiling *td_sealed_get_in (TdTx *tx, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (TdSealedFiling) f = theirs (tx, viewer, id, error);

    return f != NULL && td_sealed_filing_fill (tx, f, error) ? g_steal_pointer (&f) : NULL;
}

char *td_sealed_locale_in (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (TdSealedFiling) f = NULL;

    if (!td_sealed_filing_load (tx, id, &f, error))
        return NULL;
    return g_strdup (f != NULL ? f->locale : "en");
}

/* ---- asking ---- */

struct asking {
    const TdViewer *viewer;
    const char *id;
    TdSealedPurpose purpose;
    gint64 from, most, total;
    TdSealedFiling *filing;
    GPtrArray *list;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *a = data;

    a->filing = td_sealed_get_in (tx, a->viewer, a->id, error);
    return a->filing != NULL;
}

TdSealedFiling *td_sealed_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct asking a = { .viewer = viewer, .id = id };

    return td_store_read (instance->store, get_in, &a, error) ? a.filing : NULL;
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *a = data;

    a->list = td_sealed_filings_load (tx, a->purpose, a->from, a->most, &a->total, error);
    return a->list != NULL;
}

GPtrArray *td_sealed_list (TdInstance *instance, const TdViewer *viewer, TdSealedPurpose purpose, gint64 from,
                           gint64 most, gint64 *ret_total, GError **error)
{
    struct asking a = { .purpose = purpose, .from = from, .most = most };

    if (!td_sealed_may (viewer, purpose, error) || !td_store_read (instance->store, list_in, &a, error))
        return NULL;
    if (ret_total != NULL)
        *ret_total = a.total;
    return a.list;
}

/* ---- having a part ---- */

struct changing {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *text;
    int position;
    gboolean closed;
};

static const TdSealedPart *part_at (const TdSealedFiling *f, int position)
{
    return position >= 1 && (guint) position <= f->parts->len ? f->parts->pdata[position - 1] : NULL;
}

static gboolean fetched_in (TdTx *tx, gpointer data, GError **error)
{
    struct changing *c = data;
    g_autoptr (TdSealedFiling) f = NULL;

    if (!td_instance_may_write (c->instance, tx, error))
        return FALSE;
    f = theirs (tx, c->viewer, c->id, error);
    return f != NULL && td_sealed_part_fetched (tx, c->id, c->position, error)
           && td_sealed_journal (tx, c->instance, td_viewer_actor (c->viewer), td_act_word (TD_ACT_SEALED_OPEN), c->id,
                                 error);
}

int td_sealed_fetch (TdInstance *instance, const TdViewer *viewer, const char *id, int position, gint64 *ret_size,
                     GError **error)
{
    struct changing c = { .instance = instance, .viewer = viewer, .id = id, .position = position };
    g_autoptr (TdSealedFiling) f = td_sealed_get (instance, viewer, id, error);
    const TdSealedPart *part = f != NULL ? part_at (f, position) : NULL;

    if (f != NULL && part == NULL)
        unknown (error);
    /* First the record, then the file: nobody has one without it. */
    if (part == NULL || !td_store_write (instance->store, fetched_in, &c, error))
        return -1;
    *ret_size = part->size;
    return td_blobs_get_fd (instance->blobs, TD_BLOB_RESTRICTED, part->sha256, error);
}

/* ---- answering ---- */

static gboolean seal_answer (TdTx *tx, const char *id, const char *text, TdSealedAnswer *answer, GError **error)
{
    g_autofree char *key = td_sealed_filing_recipient (tx, id, error);
    g_autoptr (GByteArray) sealed = NULL;
    TdAgeRecipient recipient;

    if (key == NULL || !td_age_recipient_parse (key, &recipient, error))
        return FALSE;
    sealed = td_sealed_of_bytes (&recipient, 1, text, strlen (text), error);
    return sealed != NULL && td_sealed_answer_insert (tx, id, answer, sealed->data, sealed->len, error);
}

gboolean td_sealed_answer_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id, const char *text,
                              GError **error)
{
    g_autofree char *clean = td_text_clean_text (text, TD_LIMIT_SEALED_CHARACTERS);
    g_autoptr (TdSealedFiling) f = theirs (tx, viewer, id, error);
    TdSealedAnswer answer = { .actor = (char *) td_viewer_actor (viewer) };
    gboolean done;

    if (f == NULL)
        return FALSE;
    if (clean == NULL || *clean == '\0')
        return td_sealed_fail (error, TD_ERROR_INPUT,
                               clean == NULL ? "This answer is too long. Shorten it, or send it as two."
                                             : "There is nothing to send yet. Write the answer first.");
    if (f->n_answers >= TD_LIMIT_SEALED_ANSWERS)
        return td_sealed_fail (error, TD_ERROR_CONFLICT, "No more answers fit here. Ask the person to send anew.");
    answer.position = f->n_answers + 1;
    answer.at = td_clock_now (&instance->clock);
    done = seal_answer (tx, id, clean, &answer, error) && td_sealed_notice_tell_in (tx, instance, id, error)
           && td_sealed_journal (tx, instance, answer.actor, "sealed.answer", id, error);
    sodium_memzero (clean, strlen (clean));
    return done;
}

static gboolean answer_in (TdTx *tx, gpointer data, GError **error)
{
    struct changing *c = data;

    return td_instance_may_write (c->instance, tx, error)
           && td_sealed_answer_in (tx, c->instance, c->viewer, c->id, c->text, error);
}

gboolean td_sealed_answer (TdInstance *instance, const TdViewer *viewer, const char *id, const char *text,
                           GError **error)
{
    struct changing c = { .instance = instance, .viewer = viewer, .id = id, .text = text };

    return td_store_write (instance->store, answer_in, &c, error);
}

static gboolean close_in (TdTx *tx, gpointer data, GError **error)
{
    struct changing *c = data;
    g_autoptr (TdSealedFiling) f = NULL;

    if (!td_instance_may_write (c->instance, tx, error))
        return FALSE;
    f = theirs (tx, c->viewer, c->id, error);
    return f != NULL
           && td_sealed_filing_set_closed (tx, c->id, c->closed ? td_clock_now (&c->instance->clock) : 0, error)
           && (!c->closed || td_sealed_notice_end_in (tx, c->instance, c->id, error))
           && td_sealed_journal (tx, c->instance, td_viewer_actor (c->viewer),
                                 c->closed ? "sealed.close" : "sealed.reopen", c->id, error);
}

gboolean td_sealed_close (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean closed, GError **error)
{
    struct changing c = { .instance = instance, .viewer = viewer, .id = id, .closed = closed };

    return td_store_write (instance->store, close_in, &c, error);
}
