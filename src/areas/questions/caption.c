/* Captions: reading and typing. Contract in caption.h. */
#include "areas/questions/caption-sql.h"
#include "areas/questions/findable.h"

#include "areas/live/step.h"
#include "base/errors.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "store/search-index.h"
#include "text/clean.h"
#include "text/language.h"

#include <sodium.h>

enum { EARLY_MINUTES = 30, OTHERS_SECONDS = 30 };

TD_DEFINE_ERROR (caption)

void td_caption_free (TdCaption *c)
{
    if (c == NULL)
        return;
    g_free (c->meeting);
    g_free (c->language);
    g_free (c->speaker);
    g_free (c->shown);
    g_free (c->text);
    g_free (c);
}

void td_channel_free (TdChannel *channel)
{
    if (channel == NULL)
        return;
    g_free (channel->language);
    g_free (channel);
}

/* ---- reading ---- */

/* Nobody but those of a closed meeting comes here with it, and they read all of it. */
static gboolean may_closed (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, gboolean *ret_may,
                            GError **error)
{
    *ret_may = TRUE;
    return meeting->closed || td_live_may_closed (tx, meeting, viewer, ret_may, error);
}

/* Who speaks is named as the list shows them to this viewer; whom it does not show spoke in the closed part. */
static gboolean name_speakers (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, GPtrArray *captions,
                               GError **error)
{
    g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (GPtrArray) speakers = td_speakers_in (tx, meeting, viewer, error);

    if (speakers == NULL)
        return FALSE;
    for (guint i = 0; i < speakers->len; i++)
        g_hash_table_insert (names, ((TdSpeaker *) speakers->pdata[i])->id, ((TdSpeaker *) speakers->pdata[i])->shown);
    for (guint i = 0; i < captions->len; i++) {
        TdCaption *c = captions->pdata[i];
        if (c->speaker != NULL) {
            g_free (c->shown);
            c->shown = g_strdup (g_hash_table_lookup (names, c->speaker));
        }
    }
    return TRUE;
}

GPtrArray *td_captions_in (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, const TdCaptionAsk *ask,
                           GError **error)
{
    g_autoptr (GPtrArray) captions = NULL;
    gboolean closed_too = FALSE;

    if (!may_closed (tx, meeting, viewer, &closed_too, error)
        || (captions = td_caption_select (tx, meeting->id, ask, closed_too, error)) == NULL
        || !name_speakers (tx, meeting, viewer, captions, error))
        return NULL;
    return g_steal_pointer (&captions);
}

GPtrArray *td_channels_in (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, GError **error)
{
    gboolean closed_too = FALSE;

    return may_closed (tx, meeting, viewer, &closed_too, error) ? td_channel_select (tx, meeting->id, closed_too, error)
                                                                : NULL;
}

gboolean td_captions_begin (TdTx *tx, const TdMeeting *meeting, gint64 *ret_begin, GError **error)
{
    g_autoptr (TdLive) live = td_live_now (tx, meeting->id, error);

    if (live == NULL)
        return FALSE;
    *ret_begin = live->opened != 0 ? live->opened : meeting->begins;
    return TRUE;
}

struct reading {
    const TdMeeting *meeting;
    const TdViewer *viewer;
    const TdCaptionAsk *ask;
    const char *language;
    gint64 since;
    gboolean others, inside;
    GPtrArray *list;
};

static gboolean inside_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return may_closed (tx, r->meeting, r->viewer, &r->inside, error);
}

gboolean td_captions_inside (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                             gboolean *ret_inside, GError **error)
{
    struct reading r = { .meeting = meeting, .viewer = viewer };

    if (!td_store_read (instance->store, inside_in, &r, error))
        return FALSE;
    *ret_inside = r.inside;
    return TRUE;
}

static gboolean captions_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return (r->list = td_captions_in (tx, r->meeting, r->viewer, r->ask, error)) != NULL;
}

GPtrArray *td_captions (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer, const TdCaptionAsk *ask,
                        GError **error)
{
    struct reading r = { .meeting = meeting, .viewer = viewer, .ask = ask };

    return td_store_read (instance->store, captions_in, &r, error) ? r.list : NULL;
}

static gboolean channels_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return (r->list = td_channels_in (tx, r->meeting, r->viewer, error)) != NULL;
}

GPtrArray *td_channels (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer, GError **error)
{
    struct reading r = { .meeting = meeting, .viewer = viewer };

    return td_store_read (instance->store, channels_in, &r, error) ? r.list : NULL;
}

static gboolean others_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return td_caption_typed_since (tx, r->meeting->id, r->language, td_viewer_actor (r->viewer), r->since, &r->others,
                                   error);
}

gboolean td_caption_others (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                            const char *language, gboolean *ret_others, GError **error)
{
    struct reading r = { .meeting = meeting,
                         .viewer = viewer,
                         .language = language,
                         .since = td_clock_now (&instance->clock) - OTHERS_SECONDS * G_USEC_PER_SEC };

    if (!td_store_read (instance->store, others_in, &r, error))
        return FALSE;
    *ret_others = r.others;
    return TRUE;
}

/* ---- typing ---- */

struct typing {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *meeting;
    const TdCaptionWish *wish;
    const char *language, *text; /* of a correction */
    int n, seen;
    const char *field;
};

static gboolean fail (const char **ret_field, const char *field, GError **error, TdErrorCode code, const char *message)
{
    *ret_field = field;
    g_set_error_literal (error, TD_CAPTION_ERROR, (int) code, message);
    return FALSE;
}

static gboolean journal (TdTx *tx, struct typing *t, const char *act, const guint8 secret[32], const char *text,
                         gboolean public_change, GError **error)
{
    guint8 hash[32];
    const TdJournalEntry entry = { .actor = td_viewer_actor (t->viewer),
                                   .act = act,
                                   .thing = "meeting",
                                   .thing_id = t->meeting,
                                   .content = hash,
                                   .public_change = public_change,
                                   .clock = &t->instance->clock };

    crypto_generichash (hash, sizeof hash, (const guint8 *) text, strlen (text), secret, 32);
    return td_journal_append (tx, &entry, NULL, error);
}

/* The meeting, for who may type what is said at it. */
static TdMeeting *typed_at (TdTx *tx, struct typing *t, GError **error)
{
    g_autoptr (TdMeeting) meeting = NULL;

    t->field = NULL;
    if (!td_instance_may_write (t->instance, tx, error)
        || (meeting = td_meeting_get_in (tx, t->viewer, t->meeting, error)) == NULL
        || !td_meeting_may (tx, meeting, t->viewer, TD_ACT_CAPTION_TYPE, error))
        return NULL;
    return g_steal_pointer (&meeting);
}

gboolean td_caption_language_ok (const char *language)
{
    g_autofree char *name = NULL;

    if (language == NULL
        || !g_regex_match_simple ("^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", language, G_REGEX_DOLLAR_ENDONLY, 0))
        return FALSE;
    name = td_language_name (language, "en");
    return name != NULL && g_strcmp0 (name, language) != 0;
}

/* The channel's secret; begins the channel where nobody has. */
static gboolean channel (TdTx *tx, struct typing *t, const char *language, gint64 now, guint8 ret_secret[32],
                         GError **error)
{
    gboolean found = FALSE;
    int n = 0;

    if (!td_channel_secret (tx, t->meeting, language, ret_secret, &found, error))
        return FALSE;
    if (found)
        return TRUE;
    if (!td_channel_count (tx, t->meeting, &n, error))
        return FALSE;
    if (n >= TD_LIMIT_CAPTION_LANGUAGES)
        return fail (&t->field, "language", error, TD_ERROR_CONFLICT,
                     "This meeting has captions in as many languages as one can. Type in one of them.");
    randombytes_buf (ret_secret, 32);
    return td_channel_insert (tx, t->meeting, language, ret_secret, now, error);
}

static gboolean read_text (struct typing *t, const char *typed, gboolean may_be_empty, char **ret_text, GError **error)
{
    g_autofree char *text = td_text_clean_line (typed != NULL ? typed : "", TD_LIMIT_CAPTION_CHARACTERS);

    if (text == NULL || (*text == '\0' && !may_be_empty))
        return fail (&t->field, "text", error, TD_ERROR_INPUT,
                     "Type what is said, in at most 400 characters a line. What is longer becomes two lines.");
    *ret_text = g_steal_pointer (&text);
    return TRUE;
}

/* Who has the floor, unless the captioner says who speaks. */
static gboolean take_speaker (TdTx *tx, struct typing *t, const TdMeeting *meeting, TdCaption *c, GError **error)
{
    g_autoptr (TdLive) live = td_live_now (tx, t->meeting, error);
    g_autofree char *who = td_text_clean_line (t->wish->who != NULL ? t->wish->who : "", TD_LIMIT_NAME_CHARACTERS);

    if (live == NULL)
        return FALSE;
    c->closed = live->closed_part || meeting->closed;
    if (who == NULL)
        return fail (&t->field, "who", error, TD_ERROR_INPUT, "Write who speaks in at most 200 characters.");
    if (*who != '\0') {
        c->shown = g_steal_pointer (&who);
        return TRUE;
    }
    c->speaker = g_strdup (live->speaker);
    if (c->speaker == NULL)
        c->shown = g_strdup (live->shown);
    return TRUE;
}

/* The first line of a channel that everybody reads: the meeting's page, which is kept, then leads there. Later lines change no page that is. */
static gboolean is_first (TdTx *tx, const TdCaption *c, gboolean *ret_first, GError **error)
{
    const TdCaptionAsk ask = { .language = c->language, .most = 1 };
    g_autoptr (GPtrArray) before = td_caption_select (tx, c->meeting, &ask, FALSE, error);

    *ret_first = !c->closed && before != NULL && before->len == 0;
    return before != NULL;
}

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    struct typing *t = data;
    gint64 now = td_clock_now (&t->instance->clock);
    g_autoptr (TdMeeting) meeting = typed_at (tx, t, error);
    g_autoptr (TdCaption) c = g_new0 (TdCaption, 1);
    guint8 secret[32];
    gboolean first = FALSE;

    if (meeting == NULL)
        return FALSE;
    if (meeting->status != TD_MEETING_ON || now < meeting->begins - EARLY_MINUTES * G_TIME_SPAN_MINUTE)
        return fail (&t->field, NULL, error, TD_ERROR_CONFLICT,
                     "Captions are typed from half an hour before a meeting on. Come back then.");
    if (!td_caption_language_ok (t->wish->language))
        return fail (&t->field, "language", error, TD_ERROR_INPUT,
                     "Choose the language of the captions, or write its code, such as en or sw.");
    if (!read_text (t, t->wish->text, FALSE, &c->text, error) || !channel (tx, t, t->wish->language, now, secret, error)
        || !td_caption_last (tx, t->meeting, t->wish->language, &t->n, error))
        return FALSE;
    if (t->n >= TD_LIMIT_CAPTION_LINES)
        return fail (&t->field, NULL, error, TD_ERROR_CONFLICT, "This meeting has as many captions as one can.");
    c->meeting = g_strdup (t->meeting);
    c->language = g_strdup (t->wish->language);
    c->n = ++t->n;
    c->at = c->changed = now;
    c->version = 1;
    return take_speaker (tx, t, meeting, c, error) && is_first (tx, c, &first, error)
           && td_index_take_keys (tx, 1, &c->search_key, error)
           && td_caption_insert (tx, c, td_viewer_actor (t->viewer), error)
           && td_caption_findable (tx, c, meeting, error)
           && journal (tx, t, td_act_word (TD_ACT_CAPTION_TYPE), secret, c->text, first, error);
}

gboolean td_caption_add (TdInstance *instance, const TdViewer *viewer, const char *meeting, const TdCaptionWish *wish,
                         int *ret_n, const char **ret_field, GError **error)
{
    struct typing t = { .instance = instance, .viewer = viewer, .meeting = meeting, .wish = wish };
    gboolean done = td_store_write (instance->store, add_in, &t, error);

    if (ret_field != NULL)
        *ret_field = t.field;
    if (done && ret_n != NULL)
        *ret_n = t.n;
    return done;
}

static gboolean correct_in (TdTx *tx, gpointer data, GError **error)
{
    struct typing *t = data;
    g_autoptr (TdMeeting) meeting = typed_at (tx, t, error);
    g_autoptr (TdCaption) c = NULL;
    char *text = NULL;
    gboolean found = FALSE;
    guint8 secret[32];

    if (meeting == NULL || !td_caption_load (tx, t->meeting, t->language, t->n, &c, error))
        return FALSE;
    if (c == NULL)
        return td_door_unknown (error);
    if (c->version != t->seen)
        return fail (&t->field, "text", error, TD_ERROR_CONFLICT,
                     "Somebody else corrected this line meanwhile. What they wrote stands; look at it, then correct it "
                     "again.");
    if (!read_text (t, t->text, TRUE, &text, error))
        return FALSE;
    g_free (c->text);
    c->text = text;
    c->version++;
    c->changed = td_clock_now (&t->instance->clock);
    return td_channel_secret (tx, t->meeting, t->language, secret, &found, error) && td_caption_update (tx, c, error)
           && td_caption_findable (tx, c, meeting, error)
           && journal (tx, t, "caption.correct", secret, c->text, FALSE, error);
}

gboolean td_caption_correct (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *language,
                             int n, const char *text, int seen, const char **ret_field, GError **error)
{
    struct typing t = { .instance = instance,
                        .viewer = viewer,
                        .meeting = meeting,
                        .language = language,
                        .n = n,
                        .text = text,
                        .seen = seen };
    gboolean done = td_store_write (instance->store, correct_in, &t, error);

    if (ret_field != NULL)
        *ret_field = t.field;
    return done;
}
