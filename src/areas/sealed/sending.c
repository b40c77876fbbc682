/* Taking in what was sent sealed. Contract in sending.h. */
#include "areas/communications/gate.h"
#include "areas/sealed/sealed-area.h"
#include "areas/sealed/sealed-private.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "door/rate.h"

#include <sodium.h>

const char td_sealed_code_purpose[] = "treatydesk sealed code of words 1";

enum { HOUR = 60 * 60, MOST_FILE_WORD = 64 };

/* A sending on its way: what of it lies among the blobs already. */
struct taking {
    TdInstance *instance;
    TdSealedPurpose purpose;
    const TdSealedSending *sending;
    TdAgeRecipient recipients[TD_AGE_MAX_RECIPIENTS];
    guint n_recipients;
    GPtrArray *parts; /* of TdSealedPart, not counted yet */
    GPtrArray *looks;
    TdSealedKeys keys;
    char *id;
    gboolean first;
};

static void part_free (gpointer data)
{
    TdSealedPart *part = data;

    g_free (part->file);
    g_free (part->sha256);
    g_free (part);
}

void td_sealed_look_free (TdSealedLook *look)
{
    if (look == NULL)
        return;
    g_clear_pointer (&look->found, g_ptr_array_unref);
    g_free (look);
}

/* ---- checking ---- */

static gboolean word_good (const char *word)
{
    gsize n = strlen (word);

    return n >= 1 && n <= MOST_FILE_WORD && strspn (word, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") == n;
}

static gboolean check (const TdSealedSending *s, GError **error)
{
    gboolean text = s->text != NULL && *s->text != '\0';

    if (!text && s->message < 0 && s->n_files == 0)
        return td_sealed_fail (error, TD_ERROR_INPUT,
                               "There is nothing to send yet. Write what happened, or choose a file.");
    if (text && g_utf8_strlen (s->text, -1) > TD_LIMIT_SEALED_CHARACTERS)
        return td_sealed_fail (error, TD_ERROR_INPUT,
                               "This message is too long. Shorten it, or send the rest as a file.");
    for (gsize i = 0; i < s->n_files; i++)
        if (s->files[i].file != NULL
            && (!word_good (s->files[i].file) || s->files[i].piece < 1 || s->files[i].piece > TD_LIMIT_SEALED_PARTS))
            return td_sealed_fail (error, TD_ERROR_INPUT,
                                   "A piece of this file came in a way that is not known here. Open the page anew and "
                                   "send the file again.");
    return TRUE;
}

/* ---- putting parts among the blobs ---- */

static TdSealedPart *part_new (struct taking *t, gboolean message, TdSealedBy by)
{
    TdSealedPart *part = g_new0 (TdSealedPart, 1);

    part->message = message;
    part->by = by;
    part->received = td_clock_now (&t->instance->clock);
    return part;
}

static gboolean put_bytes (struct taking *t, TdSealedPart *take_part, const GByteArray *bytes, GError **error)
{
    char sha256[TD_SHA256_TEXT + 1];

    if (bytes == NULL
        || !td_blobs_put (t->instance->blobs, TD_BLOB_RESTRICTED, bytes->data, bytes->len, sha256, error)) {
        part_free (take_part);
        return FALSE;
    }
    take_part->sha256 = g_strdup (sha256);
    take_part->size = bytes->len;
    g_ptr_array_add (t->parts, take_part);
    return TRUE;
}

static gboolean put_fd (struct taking *t, TdSealedPart *take_part, int fd, GError **error)
{
    char sha256[TD_SHA256_TEXT + 1];

    if (!td_blobs_put_fd (t->instance->blobs, TD_BLOB_RESTRICTED, fd, sha256, &take_part->size, error)) {
        part_free (take_part);
        return FALSE;
    }
    take_part->sha256 = g_strdup (sha256);
    g_ptr_array_add (t->parts, take_part);
    return TRUE;
}

static gboolean put_clear (struct taking *t, TdSealedPart *take_part, const TdSealedFile *file, GError **error)
{
    TdSealedLook *look = g_new0 (TdSealedLook, 1);
    g_autoptr (GByteArray) sealed = NULL;

    look->name = file->name;
    look->found = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (t->looks, look);
    sealed = td_sealed_clean (t->instance, t->recipients, t->n_recipients, file->fd, look, error);
    return put_bytes (t, take_part, sealed, error);
}

static gboolean put_file (struct taking *t, const TdSealedFile *file, GError **error)
{
    TdSealedPart *part = part_new (t, FALSE, file->clear ? TD_SEALED_HERE : file->by);

    part->file = g_strdup (file->file);
    part->piece = file->piece;
    return file->clear ? put_clear (t, part, file, error) : put_fd (t, part, file->fd, error);
}

/* ---- the message ---- */

static const TdSealedLook *look_of (const struct taking *t, const TdSealedFile *file)
{
    for (guint i = 0; i < t->looks->len; i++) {
        const TdSealedLook *look = t->looks->pdata[i];

        if (look->name == file->name)
            return look;
    }
    return NULL;
}

static const char *how_it_came (const struct taking *t, const TdSealedFile *file)
{
    const TdSealedLook *look = look_of (t, file);

    if (file->clear && look != NULL && look->cleaned)
        return "metadata was taken out";
    if (file->clear)
        return "as it came";
    return file->by == TD_SEALED_BEFORE ? "sealed by its sender" : "too large to look into: as it came";
}

/* What officers read first: the words, then which part is which file. first: the part that this becomes. */
static GString *message_of (const struct taking *t, int first)
{
    const TdSealedSending *s = t->sending;
    gboolean named = s->state != NULL && *s->state != '\0';
    GString *text = g_string_sized_new ((s->text != NULL ? strlen (s->text) : 0) + s->n_files * 1024 + 256);

    if (s->text != NULL)
        g_string_append (text, s->text);
    if (named || s->n_files > 0)
        g_string_append (text, "\n\n-- \n");
    if (named)
        g_string_append_printf (text, "State: %s\n", s->state);
    for (gsize i = 0; i < s->n_files; i++)
        g_string_append_printf (text, "Part %d: %s (%s)\n", first + 1 + (int) i,
                                s->files[i].name != NULL ? s->files[i].name : "a file", how_it_came (t, &s->files[i]));
    return text;
}

static gboolean put_message (struct taking *t, int first, GError **error)
{
    g_autoptr (GByteArray) sealed = NULL;
    GString *text;

    if (t->sending->message >= 0)
        return put_fd (t, part_new (t, TRUE, TD_SEALED_BEFORE), t->sending->message, error);
    text = message_of (t, first);
    sealed = td_sealed_of_bytes (t->recipients, t->n_recipients, text->str, text->len, error);
    sodium_memzero (text->str, text->len);
    g_string_free (text, TRUE);
    return put_bytes (t, part_new (t, TRUE, TD_SEALED_HERE), sealed, error);
}

/* A piece of a large file comes alone: what it is a piece of was said in a message before it. */
static gboolean is_pieces (const TdSealedSending *s)
{
    return s->message < 0 && (s->text == NULL || *s->text == '\0') && s->n_files > 0 && s->files[0].file != NULL;
}

/* Files first, since the message says what became of each; counted is the message first. last: the parts before. */
static gboolean put_all (struct taking *t, int last, GError **error)
{
    for (gsize i = 0; i < t->sending->n_files; i++)
        if (!put_file (t, &t->sending->files[i], error))
            return FALSE;
    if (is_pieces (t->sending))
        return TRUE;
    if (!put_message (t, last + 1, error))
        return FALSE;
    g_ptr_array_insert (t->parts, 0, g_ptr_array_steal_index (t->parts, t->parts->len - 1));
    return TRUE;
}

/* What was put and does not count. What its sender had sealed may be another filing's too, and stays. */
static void take_back (struct taking *t)
{
    for (guint i = 0; i < t->parts->len; i++) {
        const TdSealedPart *part = t->parts->pdata[i];

        if (part->by == TD_SEALED_HERE)
            td_blobs_remove (t->instance->blobs, TD_BLOB_RESTRICTED, part->sha256, NULL);
    }
}

/* ---- counting them ---- */

static gboolean is_there (const TdSealedFiling *f, const TdSealedPart *part)
{
    for (guint i = 0; part->file != NULL && i < f->parts->len; i++) {
        const TdSealedPart *old = f->parts->pdata[i];

        if (g_strcmp0 (old->file, part->file) == 0 && old->piece == part->piece)
            return TRUE;
    }
    return FALSE;
}

static gboolean fits (const struct taking *t, const TdSealedFiling *f, GError **error)
{
    gint64 bytes = f->bytes;

    for (guint i = 0; i < t->parts->len; i++)
        bytes += ((const TdSealedPart *) t->parts->pdata[i])->size;
    if (f->n_parts + (int) t->parts->len > TD_LIMIT_SEALED_PARTS
        || bytes / (1024 * 1024) >= (gint64) TD_LIMIT_SEALED_BYTES)
        return td_sealed_fail (error, TD_ERROR_TOO_LARGE,
                               "This is more than one filing can hold, so nothing of it was taken. Leave out what is "
                               "not needed, or begin a new one.");
    return TRUE;
}

static gboolean insert_parts (TdTx *tx, struct taking *t, const TdSealedFiling *f, GError **error)
{
    int position = f->n_parts;

    for (guint i = 0; i < t->parts->len; i++) {
        TdSealedPart *part = t->parts->pdata[i];

        if (is_there (f, part))
            continue;
        part->position = ++position;
        if (!td_sealed_part_insert (tx, f->id, part, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_sealed_gate_in (TdTx *tx, const TdInstance *instance, TdSealedPurpose purpose, const char *state,
                            TdGateAnswer *ret_answer, GError **error)
{
    int article = instance->profile->communications_article;
    gboolean named = state != NULL && *state != '\0';
    g_auto (TdGate) gate = { 0 };

    *ret_answer = TD_GATE_OPEN;
    if (named && td_profile_state (instance->profile, state) == NULL)
        return td_sealed_fail (error, TD_ERROR_INPUT,
                               "There is no State party of this name. Choose one of the list, or leave it open.");
    if (purpose != TD_SEALED_COMMUNICATION || instance->rehearsal || article == 0)
        return TRUE;
    if (!td_gate_in (tx, instance, named ? state : NULL, article, &gate, error))
        return FALSE;
    *ret_answer = named ? gate.sense.open : gate.sense.in_force;
    return TRUE;
}

/* Asked in the transaction that takes it in. What comes later to the same filing is not asked again: what was received stays. */
static gboolean gate_lets (TdTx *tx, const struct taking *t, GError **error)
{
    TdGateAnswer answer;

    if (!td_sealed_gate_in (tx, t->instance, t->purpose, t->sending->state, &answer, error))
        return FALSE;
    return answer != TD_GATE_CLOSED
           || td_sealed_fail (error, TD_ERROR_CONFLICT,
                              "The Committee cannot receive a communication about this now, so nothing was taken in. "
                              "See below why, and where else you can turn.");
}

static gboolean first_in (TdTx *tx, gpointer data, GError **error)
{
    struct taking *t = data;
    gint64 now = td_clock_now (&t->instance->clock);
    g_autoptr (GPtrArray) none = g_ptr_array_new ();
    TdSealedFiling f = { .id = t->id,
                         .purpose = t->purpose,
                         .locale = (char *) (t->sending->locale != NULL ? t->sending->locale : "en"),
                         .received = now,
                         .last = now,
                         .parts = none };
    g_autofree char *recipient = td_age_recipient_text (&t->keys.identity.recipient);

    return td_instance_may_write (t->instance, tx, error) && gate_lets (tx, t, error)
           && td_rate_take (tx, t->instance->pepper, "sealed", "everybody", TD_LIMIT_SEALED_AN_HOUR, HOUR, now, error)
           && fits (t, &f, error) && td_sealed_filing_insert (tx, &f, t->keys.code, recipient, error)
           && insert_parts (tx, t, &f, error)
           && td_sealed_journal (tx, t->instance, "nobody", td_act_word (TD_ACT_SEALED_SEND), f.id, error);
}

static gboolean more_in (TdTx *tx, gpointer data, GError **error)
{
    struct taking *t = data;
    g_autoptr (TdSealedFiling) f = NULL;

    if (!td_instance_may_write (t->instance, tx, error) || !td_sealed_filing_of_code (tx, t->keys.code, &f, error))
        return FALSE;
    if (f == NULL)
        return td_sealed_fail (error, TD_ERROR_NOT_FOUND,
                               "This page is no longer whole. Come back with your code of words.");
    if (f->closed != 0)
        return td_sealed_fail (error, TD_ERROR_CONFLICT,
                               "This is closed: nothing more can be sent to it. What was answered stays here to be "
                               "read. You can begin a new one.");
    return td_sealed_filing_fill (tx, f, error) && fits (t, f, error) && insert_parts (tx, t, f, error)
           && td_sealed_filing_touch (tx, f->id, td_clock_now (&t->instance->clock), error)
           && td_sealed_journal (tx, t->instance, "nobody", "sealed.more", f->id, error);
}

/* ---- the whole ---- */

static gboolean take (struct taking *t, int last, GPtrArray **ret_looks, GError **error)
{
    g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
    g_autoptr (GPtrArray) looks = g_ptr_array_new_with_free_func ((GDestroyNotify) td_sealed_look_free);

    t->parts = parts;
    t->looks = looks;
    if (!td_sealed_to (t->instance, td_sealed_purpose_word (t->purpose), t->recipients, &t->n_recipients, error))
        return FALSE;
    if (!put_all (t, last, error) || !td_store_write (t->instance->store, t->first ? first_in : more_in, t, error)) {
        take_back (t);
        return FALSE;
    }
    if (ret_looks != NULL)
        *ret_looks = g_steal_pointer (&looks);
    return TRUE;
}

gboolean td_sealed_send (TdInstance *instance, TdSealedPurpose purpose, const TdSealedSending *sending,
                         int ret_numbers[TD_CODE_WORDS], char ret_root[TD_SEALED_ROOT_TEXT + 1], GPtrArray **ret_looks,
                         GError **error)
{
    g_autofree char *id = td_id_new ();
    struct taking t = { .instance = instance, .purpose = purpose, .sending = sending, .id = id, .first = TRUE };
    int numbers[TD_CODE_WORDS];
    guint8 root[32];
    gboolean done;

    if (!check (sending, error))
        return FALSE;
    td_code_draw (numbers);
    if (!td_code_stretch (instance, numbers, td_sealed_code_purpose, root, error))
        return FALSE;
    td_sealed_keys_of_root (instance, root, &t.keys);
    done = take (&t, 0, ret_looks, error);
    if (done) {
        memcpy (ret_numbers, numbers, sizeof numbers);
        sodium_bin2hex (ret_root, TD_SEALED_ROOT_TEXT + 1, root, sizeof root);
    }
    sodium_memzero (numbers, sizeof numbers);
    sodium_memzero (root, sizeof root);
    td_sealed_keys_wipe (&t.keys);
    return done;
}

gboolean td_sealed_send_more (TdInstance *instance, const char *root, const TdSealedSending *sending,
                              GPtrArray **ret_looks, GError **error)
{
    g_autoptr (TdSealedVisit) visit = td_sealed_visit (instance, root, error);
    struct taking t = { .instance = instance, .sending = sending };
    guint8 bytes[32];
    gboolean done;

    if (visit == NULL || !check (sending, error) || !td_sealed_root_parse (root, bytes))
        return FALSE;
    t.purpose = visit->filing->purpose;
    td_sealed_keys_of_root (instance, bytes, &t.keys);
    done = take (&t, visit->filing->n_parts, ret_looks, error);
    sodium_memzero (bytes, sizeof bytes);
    td_sealed_keys_wipe (&t.keys);
    return done;
}
