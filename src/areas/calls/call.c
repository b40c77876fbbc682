/* The rules of calls. Contract in call.h. */
#include "areas/calls/call.h"

#include "areas/calls/call-private.h"
#include "areas/calls/call-sql.h"
#include "areas/calls/deadline.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/words.h"

#include <sodium.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_CALLS_ERROR, code, message);
    return FALSE;
}

/* ---- what a call is ---- */

static const char *const status_words[] = {
    [TD_CALL_PLANNED] = N_ ("planned"),
    [TD_CALL_OPEN] = N_ ("open"),
    [TD_CALL_CLOSED] = N_ ("closed"),
};

const char *td_call_status_word (TdCallStatus status)
{
    return status_words[status];
}

TdCallStatus td_call_status (const TdCall *call, gint64 at)
{
    if ((call->ended != 0 && at >= call->ended) || (call->closes != 0 && at >= call->closes))
        return TD_CALL_CLOSED;
    return at < call->opens ? TD_CALL_PLANNED : TD_CALL_OPEN;
}

static const char *own_or_kind (const TdProfile *profile, const TdCall *call, const char *own, gsize offset)
{
    const TdCallKind *kind = td_profile_call_kind (profile, call->kind);

    return own != NULL || kind == NULL ? own : G_STRUCT_MEMBER (const char *, kind, offset);
}

const char *td_call_guidance (const TdProfile *profile, const TdCall *call)
{
    return own_or_kind (profile, call, call->guidance, G_STRUCT_OFFSET (TdCallKind, guidance));
}

const char *td_call_limits (const TdProfile *profile, const TdCall *call)
{
    return own_or_kind (profile, call, call->limits, G_STRUCT_OFFSET (TdCallKind, limits));
}

const char *td_call_asked (const TdProfile *profile, const TdCall *call)
{
    return own_or_kind (profile, call, call->asked, G_STRUCT_OFFSET (TdCallKind, asked));
}

const char *td_call_languages (const TdProfile *profile, const TdCall *call)
{
    return own_or_kind (profile, call, call->languages, G_STRUCT_OFFSET (TdCallKind, languages));
}

const char *td_call_label (const TdProfile *profile, const TdCall *call)
{
    const TdCallKind *kind = td_profile_call_kind (profile, call->kind);
    const TdChoice *purpose = td_profile_choice (profile->purposes, profile->n_purposes, call->purpose);

    return kind != NULL ? kind->label : purpose != NULL ? purpose->label : call->purpose;
}

/* ---- reading ---- */

struct reading {
    const TdCallFilter *filter;
    const char *id;
    GPtrArray *list;
    TdCall *call;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_call_load_list (tx, r->filter, error);
    return r->list != NULL;
}

GPtrArray *td_call_list (TdInstance *instance, const TdCallFilter *filter, GError **error)
{
    struct reading r = { .filter = filter };

    return td_store_read (instance->store, list_in, &r, error) ? r.list : NULL;
}

GPtrArray *td_call_list_in (TdTx *tx, const TdCallFilter *filter, GError **error)
{
    return td_call_load_list (tx, filter, error);
}

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->call = td_call_load (tx, r->id, error);
    return r->call != NULL;
}

TdCall *td_call_get (TdInstance *instance, const char *id, GError **error)
{
    struct reading r = { .id = id };

    return td_store_read (instance->store, get_in, &r, error) ? r.call : NULL;
}

TdCall *td_call_get_in (TdTx *tx, const char *id, GError **error)
{
    return td_call_load (tx, id, error);
}

/* ---- the journal ---- */

/* A keyed hash of what a call says after an act, so that the journal holds no text. */
static void content_of (const TdCall *call, const char *closes_local, const char *reason, guint8 ret_hash[32])
{
    const char *said[] = { call->purpose, call->kind, closes_local, call->zone, reason };
    crypto_generichash_state state;

    crypto_generichash_init (&state, call->secret, sizeof call->secret, 32);
    for (gsize i = 0; i < G_N_ELEMENTS (said); i++) {
        const char *word = said[i] != NULL ? said[i] : "";
        crypto_generichash_update (&state, (const guint8 *) word, strlen (word) + 1);
    }
    for (gsize i = 0; call->states[i] != NULL; i++)
        crypto_generichash_update (&state, (const guint8 *) call->states[i], strlen (call->states[i]) + 1);
    for (gsize i = 0; call->themes[i] != NULL; i++)
        crypto_generichash_update (&state, (const guint8 *) call->themes[i], strlen (call->themes[i]) + 1);
    crypto_generichash_final (&state, ret_hash, 32);
}

gboolean td_call_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act, const TdCall *call,
                          const char *closes_local, const char *reason, GError **error)
{
    guint8 content[32];
    TdJournalEntry entry = { .actor = actor,
                             .act = act,
                             .thing = "call",
                             .thing_id = call->id,
                             .content = content,
                             .public_change = TRUE,
                             .clock = &instance->clock };

    content_of (call, closes_local, reason, content);
    return td_journal_append (tx, &entry, NULL, error);
}

/* ---- opening ---- */

static gboolean wrong (const char **ret_field, const char *field, GError **error, int code, const char *message)
{
    if (ret_field != NULL)
        *ret_field = field;
    return fail (error, code, message);
}

static gboolean choose_kind (const TdProfile *profile, const TdCallWish *wish, TdCall *call, const char **ret_field,
                             GError **error)
{
    const TdCallKind *kind = wish->kind != NULL ? td_profile_call_kind (profile, wish->kind)
                                                : td_profile_call_kind_for (profile, wish->purpose);

    if (wish->kind == NULL && wish->purpose == NULL)
        return wrong (ret_field, "kind", error, TD_ERROR_INPUT, "Say what the call is for: its kind or its purpose.");
    if (wish->kind != NULL && kind == NULL)
        return wrong (ret_field, "kind", error, TD_ERROR_INPUT,
                      "There is no such kind of call in the profile. Choose one of its list.");
    if (wish->purpose != NULL && td_profile_choice (profile->purposes, profile->n_purposes, wish->purpose) == NULL)
        return wrong (ret_field, "purpose", error, TD_ERROR_INPUT,
                      "There is no such purpose in the profile. Choose one of its list.");
    if (wish->purpose != NULL && td_profile_purpose (profile, wish->purpose)->from_state)
        return wrong (ret_field, "purpose", error, TD_ERROR_INPUT,
                      "A State sends its own papers when they are ready, and no deadline closes for them: no call is "
                      "opened.");
    if (wish->purpose != NULL && kind != NULL && !g_str_equal (kind->purpose, wish->purpose))
        return wrong (ret_field, "purpose", error, TD_ERROR_INPUT,
                      "This kind of call takes another purpose. Leave one of the two out.");
    call->kind = kind != NULL ? g_strdup (kind->slug) : NULL;
    call->purpose = g_strdup (kind != NULL ? kind->purpose : wish->purpose);
    return TRUE;
}

static int by_code (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean choose_states (const TdProfile *profile, const TdCallWish *wish, TdCall *call, const char **ret_field,
                               GError **error)
{
    g_autoptr (GPtrArray) states = g_ptr_array_new ();

    for (gsize i = 0; wish->states != NULL && wish->states[i] != NULL; i++) {
        const TdState *state = td_profile_state (profile, wish->states[i]);
        if (state == NULL)
            return wrong (ret_field, "state", error, TD_ERROR_INPUT,
                          "This is not the code of a State party. Use three letters, like GHA.");
        if (!g_ptr_array_find (states, state->iso3, NULL))
            g_ptr_array_add (states, (gpointer) state->iso3);
    }
    g_ptr_array_sort (states, by_code);
    g_ptr_array_add (states, NULL);
    call->states = g_strdupv ((char **) states->pdata);
    return TRUE;
}

static gboolean choose_themes (const TdProfile *profile, const TdCallWish *wish, TdCall *call, const char **ret_field,
                               GError **error)
{
    g_autoptr (GPtrArray) themes = g_ptr_array_new ();

    for (gsize i = 0; wish->themes != NULL && wish->themes[i] != NULL; i++) {
        const TdTheme *theme = td_profile_theme (profile, wish->themes[i]);
        if (theme == NULL)
            return wrong (ret_field, "theme", error, TD_ERROR_INPUT,
                          "There is no such theme in the profile. Choose one of its list.");
        if (!g_ptr_array_find (themes, theme->slug, NULL))
            g_ptr_array_add (themes, (gpointer) theme->slug);
    }
    g_ptr_array_sort (themes, by_code);
    g_ptr_array_add (themes, NULL);
    call->themes = g_strdupv ((char **) themes->pdata);
    return TRUE;
}

/* The one State of a call, or NULL. */
static const TdState *only_state (const TdProfile *profile, const TdCall *call)
{
    return call->states[0] != NULL && call->states[1] == NULL ? td_profile_state (profile, call->states[0]) : NULL;
}

const char *td_call_anchor_day (const TdTimetable *t, const TdCall *call, int *ret_session)
{
    const TdState *state = only_state (t->profile, call);
    const TdSession *session = NULL;
    const TdStageDate *date;

    if (g_str_equal (call->anchor, "date")) {
        date = state != NULL ? td_timetable_stage (t, state->iso3, call->cycle, call->stage) : NULL;
        return date != NULL && td_date_precision (date->day) == TD_DATE_DAY ? date->day : NULL;
    }
    if (state != NULL)
        session = td_timetable_session_of (t, state, call->cycle, call->stage);
    if (session == NULL)
        session = td_profile_session (t->profile, call->session);
    if (session == NULL || td_date_precision (session->start) != TD_DATE_DAY)
        return NULL;
    *ret_session = session->number;
    return session->start;
}

static gboolean from_anchor (const TdTimetable *t, const TdCallWish *wish, const TdCallKind *kind, const char *today,
                             TdCall *call, const char **ret_field, GError **error)
{
    const TdState *state = only_state (t->profile, call);
    const char *day;

    if (kind->anchor == TD_ANCHOR_ALWAYS) {
        call->anchor = g_strdup ("always");
        return TRUE;
    }
    call->anchor = g_strdup (kind->anchor == TD_ANCHOR_SESSION ? "session" : "date");
    call->stage = g_strdup (kind->stage);
    call->weeks = kind->weeks;
    call->hour = g_strdup (kind->time);
    call->session = wish->session;
    call->cycle = state != NULL ? td_timetable_cycle_for (t, state, kind->stage, today) : 0;
    day = td_call_anchor_day (t, call, &call->session);
    if (day == NULL)
        return wrong (
            ret_field, "closes", error, TD_ERROR_INPUT,
            kind->anchor == TD_ANCHOR_SESSION
                ? "The session on which this deadline hangs is not known. Name it, record it for the State, or "
                  "say until when the call is open."
                : "The date on which this deadline hangs is not recorded for the State. Record it, or say until "
                  "when the call is open.");
    call->closes_local = td_deadline_from (day, kind->weeks, kind->time);
    return td_instant_from_local (call->closes_local, call->zone, &call->closes, error);
}

static gboolean choose_times (const TdTimetable *t, const TdInstance *instance, const TdCallWish *wish, TdCall *call,
                              const char **ret_field, GError **error)
{
    const TdCallKind *kind = td_profile_call_kind (t->profile, call->kind);
    const char *hour = kind != NULL ? kind->time : NULL;
    g_autofree char *today = td_clock_today (&instance->clock, t->profile->zone);
    g_autofree char *opens = NULL;
    gint64 now = td_clock_now (&instance->clock);

    call->zone = g_strdup (t->profile->zone);
    call->opens = now / G_TIME_SPAN_MINUTE * G_TIME_SPAN_MINUTE; /* as people read it */
    if (ret_field != NULL)
        *ret_field = "opens";
    if (wish->opens != NULL && !td_deadline_read (wish->opens, "00:00", call->zone, &opens, &call->opens, error))
        return FALSE;
    if (ret_field != NULL)
        *ret_field = "closes";
    if (wish->closes != NULL) {
        call->anchor = g_strdup ("hand");
        if (!td_deadline_read (wish->closes, hour, call->zone, &call->closes_local, &call->closes, error))
            return FALSE;
    } else if (kind == NULL) {
        return wrong (ret_field, "closes", error, TD_ERROR_INPUT,
                      "The profile proposes no deadline for this purpose. Say until when the call is open.");
    } else if (!from_anchor (t, wish, kind, today, call, ret_field, error)) {
        return FALSE;
    }
    if (call->closes_local != NULL && call->closes <= now)
        return wrong (ret_field, "closes", error, TD_ERROR_INPUT,
                      "This deadline has passed already. Give a later one.");
    if (call->closes_local != NULL && call->closes <= call->opens)
        return wrong (ret_field, "closes", error, TD_ERROR_INPUT,
                      "The call would close before it opens. Give a later deadline.");
    return TRUE;
}

static gboolean fits (const char *text, int most)
{
    return text == NULL || g_utf8_strlen (text, -1) <= most;
}

static gboolean choose_words (const TdProfile *profile, const TdCallWish *wish, TdCall *call, const char **ret_field,
                              GError **error)
{
    g_auto (GStrv) tags = wish->languages != NULL ? g_strsplit (wish->languages, ";", -1) : NULL;

    if (!fits (wish->guidance, TD_LIMIT_TEXT_CHARACTERS) || !fits (wish->limits, TD_LIMIT_TITLE_CHARACTERS)
        || !fits (wish->asked, TD_LIMIT_TITLE_CHARACTERS))
        return wrong (ret_field, "guidance", error, TD_ERROR_INPUT, "This text is too long. Make it shorter.");
    for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
        if (!g_strv_contains (profile->languages, tags[i]))
            return wrong (ret_field, "languages", error, TD_ERROR_INPUT,
                          "One of the languages is not in the profile. Write their codes with ; between, like en;fr.");
    call->guidance = g_strdup (wish->guidance);
    call->limits = g_strdup (wish->limits);
    call->asked = g_strdup (wish->asked);
    call->languages = g_strdup (wish->languages);
    return TRUE;
}

static TdCall *make (const TdTimetable *t, const TdInstance *instance, const TdCallWish *wish, const char **ret_field,
                     GError **error)
{
    g_autoptr (TdCall) call = g_new0 (TdCall, 1);

    call->id = td_id_new ();
    call->created = td_clock_now (&instance->clock);
    randombytes_buf (call->secret, sizeof call->secret);
    if (!choose_kind (t->profile, wish, call, ret_field, error)
        || !choose_states (t->profile, wish, call, ret_field, error)
        || !choose_themes (t->profile, wish, call, ret_field, error)
        || !choose_times (t, instance, wish, call, ret_field, error)
        || !choose_words (t->profile, wish, call, ret_field, error))
        return NULL;
    return g_steal_pointer (&call);
}

static gboolean same_states (const TdCall *a, const TdCall *b)
{
    for (gsize i = 0; a->states[i] != NULL; i++)
        if (g_strv_contains ((const char *const *) b->states, a->states[i]))
            return TRUE;
    return a->states[0] == NULL && b->states[0] == NULL;
}

static gboolean is_alone (TdTx *tx, const TdCall *call, gint64 now, const char **ret_field, GError **error)
{
    const TdCallFilter filter = { .purpose = call->purpose };
    g_autoptr (GPtrArray) list = td_call_load_list (tx, &filter, error);

    for (guint i = 0; list != NULL && i < list->len; i++)
        if (td_call_status (list->pdata[i], now) != TD_CALL_CLOSED && same_states (call, list->pdata[i]))
            return wrong (ret_field, "state", error, TD_ERROR_CONFLICT,
                          "There is a call for this State and purpose already, open or planned. Extend it, or close it "
                          "first.");
    return list != NULL;
}

static gboolean is_as_seen (const TdCall *call, const TdCallWish *wish, const char **ret_field, GError **error)
{
    const char *closes = call->closes_local != NULL ? call->closes_local : "";

    return wish->seen == NULL || g_str_equal (wish->seen, closes)
           || wrong (ret_field, "seen", error, TD_ERROR_CONFLICT,
                     "The deadline is another by now than what you saw, and nothing was stored. Look at it again.");
}

struct opening {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdCallWish *wish;
    TdCall *call;
    const char *field;
};

static gboolean open_in (TdTx *tx, gpointer data, GError **error)
{
    struct opening *o = data;
    g_autoptr (TdTimetable) t = NULL;
    const char *actor = o->viewer != NULL ? td_viewer_actor (o->viewer) : NULL;

    if (o->viewer != NULL && !td_instance_may_write (o->instance, tx, error))
        return FALSE;
    t = td_timetable_load (tx, o->instance->profile, error);
    if (t == NULL)
        return FALSE;
    g_clear_pointer (&o->call, td_call_free);
    o->field = NULL;
    o->call = make (t, o->instance, o->wish, &o->field, error);
    if (o->call == NULL || !is_as_seen (o->call, o->wish, &o->field, error)
        || !is_alone (tx, o->call, td_clock_now (&o->instance->clock), &o->field, error))
        return FALSE;
    if (o->viewer == NULL)
        return TRUE;
    return td_call_insert (tx, o->call, actor, error)
           && td_call_journal (tx, o->instance, actor, "call.open", o->call, o->call->closes_local, NULL, error);
}

gboolean td_call_open (TdInstance *instance, const TdViewer *viewer, const TdCallWish *wish, char **ret_id,
                       const char **ret_field, GError **error)
{
    struct opening o = { instance, viewer, wish, NULL, NULL };
    gboolean done;

    if (!td_door_may (viewer, TD_ACT_CALL_OPEN, NULL, error))
        return FALSE;
    done = td_store_write (instance->store, open_in, &o, error);
    if (done)
        *ret_id = g_strdup (o.call->id);
    else if (ret_field != NULL)
        *ret_field = o.field;
    td_call_free (o.call);
    return done;
}

TdCall *td_call_draft (TdInstance *instance, const TdCallWish *wish, const char **ret_field, GError **error)
{
    struct opening o = { instance, NULL, wish, NULL, NULL };

    if (td_store_read (instance->store, open_in, &o, error))
        return o.call;
    if (ret_field != NULL)
        *ret_field = o.field;
    td_call_free (o.call);
    return NULL;
}

/* ---- extending and closing ---- */

struct change {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *closes, *reason;
};

static gboolean reason_ok (const char *reason, GError **error)
{
    if (reason == NULL || *reason == '\0')
        return fail (error, TD_ERROR_INPUT, "Give the reason. Everybody who reads of the call sees it.");
    return fits (reason, TD_LIMIT_TEXT_CHARACTERS)
           || fail (error, TD_ERROR_INPUT, "This text is too long. Make it shorter.");
}

static gboolean extend_in (TdTx *tx, gpointer data, GError **error)
{
    struct change *c = data;
    gint64 now = td_clock_now (&c->instance->clock), closes = 0;
    const char *actor = td_viewer_actor (c->viewer);
    g_autoptr (TdCall) call = NULL;
    g_autofree char *local = NULL;
    const TdCallKind *kind;

    if (!td_instance_may_write (c->instance, tx, error))
        return FALSE;
    call = td_call_load (tx, c->id, error);
    if (call == NULL)
        return FALSE;
    kind = td_profile_call_kind (c->instance->profile, call->kind);
    if (call->ended != 0)
        return fail (error, TD_ERROR_CONFLICT, "This call was closed before its deadline. Open a new one.");
    if (call->closes_local == NULL)
        return fail (error, TD_ERROR_CONFLICT, "This call has no deadline, so there is nothing to extend.");
    if (!td_deadline_read (c->closes, kind != NULL ? kind->time : NULL, call->zone, &local, &closes, error))
        return FALSE;
    if (closes <= call->closes)
        return fail (error, TD_ERROR_INPUT,
                     "This is not later than the deadline that stands. A deadline is never made earlier.");
    if (closes <= now)
        return fail (error, TD_ERROR_INPUT, "This deadline has passed already. Give a later one.");
    return td_call_set_deadline (tx, call, local, closes, "extended", c->reason, actor, now, error)
           && td_call_journal (tx, c->instance, actor, "call.extend", call, local, c->reason, error);
}

gboolean td_call_extend (TdInstance *instance, const TdViewer *viewer, const char *id, const char *closes,
                         const char *reason, GError **error)
{
    struct change c = { instance, viewer, id, closes, reason };

    return td_door_may (viewer, TD_ACT_CALL_EXTEND, NULL, error) && reason_ok (reason, error)
           && td_store_write (instance->store, extend_in, &c, error);
}

static gboolean close_in (TdTx *tx, gpointer data, GError **error)
{
    struct change *c = data;
    gint64 now = td_clock_now (&c->instance->clock);
    g_autoptr (TdCall) call = NULL;

    if (!td_instance_may_write (c->instance, tx, error))
        return FALSE;
    call = td_call_load (tx, c->id, error);
    if (call == NULL)
        return FALSE;
    if (td_call_status (call, now) == TD_CALL_CLOSED)
        return fail (error, TD_ERROR_CONFLICT, "This call is closed already.");
    return td_call_set_ended (tx, call->id, now, c->reason, error)
           && td_call_journal (tx, c->instance, td_viewer_actor (c->viewer), "call.close", call, call->closes_local,
                               c->reason, error);
}

gboolean td_call_close (TdInstance *instance, const TdViewer *viewer, const char *id, const char *reason,
                        GError **error)
{
    struct change c = { instance, viewer, id, NULL, reason };

    return td_door_may (viewer, TD_ACT_CALL_CLOSE, NULL, error) && reason_ok (reason, error)
           && td_store_write (instance->store, close_in, &c, error);
}
