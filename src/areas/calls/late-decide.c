/* The secretariat's word on late contributions: granting, refusing, issuing, taking back; and the letter. Contract in late.h. */
#include "areas/calls/late-private.h"

#include "areas/calls/deadline.h"
#include "areas/people/people.h"
#include "base/errors.h"
#include "base/id.h"
#include "mail/mail.h"
#include "text/words.h"

#include <sodium.h>

enum { KEY_BYTES = 32 };

char *td_late_key_new (void)
{
    guint8 bytes[KEY_BYTES];
    char text[2 * KEY_BYTES + 1];

    randombytes_buf (bytes, sizeof bytes);
    sodium_bin2hex (text, sizeof text, bytes, sizeof bytes);
    return g_strdup (text);
}

/* ---- the letter ---- */

/* Says neither State nor purpose nor reason: the page behind the link does. */
gboolean td_late_post (TdTx *tx, TdInstance *instance, const TdLate *late, const char *key, gboolean fresh,
                       GError **error)
{
    const char *l = late->locale;
    g_autofree char *path = g_strdup_printf ("/%s/late/%s", l, key);
    const char *decided =
        N_ ("The Committee’s secretariat decided about something that you asked to send late. The page "
            "below says what, and why.");
    const char *granted = N_ ("The Committee’s secretariat lets you send something to a call that is over. The page "
                              "below says what, about which State, and until when. It is for you alone and for one "
                              "contribution; do not hand it on.");
    const char *again = N_ ("Somebody, most likely you, asked for a fresh link to send something late. The one before "
                            "opens nothing any more.");
    const char *paragraphs[] = { td_words (l, fresh           ? again
                                              : late->granted ? granted
                                                              : decided),
                                 td_words (l, N_ ("If you did not expect this letter, do nothing: without you nothing"
                                                  " happens.")),
                                 NULL };
    const TdMail mail = { .to = late->address,
                          .locale = l,
                          .subject = td_words (l, late->granted ? N_ ("Your link to send late")
                                                                : N_ ("About what you asked to send late")),
                          .paragraphs = paragraphs,
                          .path = path,
                          .button = td_words (l, N_ ("Open the page")),
                          .cancel_key = late->id };

    return td_mail_cancel (tx, late->id, NULL, error) && td_mail_post (tx, instance, &mail, error);
}

/* ---- deciding ---- */

struct deciding {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdLateWish *wish; /* a link unasked */
    const char *request;    /* what was asked for */
    const char *address, *until, *reason;
    gboolean refuse;
    const char *field;
    char *id, *key, *locale;
};

static gboolean choose_until (const struct deciding *d, const TdCall *call, TdLate *late, const char **ret_field,
                              GError **error)
{
    const TdCallKind *kind = td_profile_call_kind (d->instance->profile, call->kind);
    gint64 now = td_clock_now (&d->instance->clock);

    if (!td_deadline_read (d->until != NULL ? d->until : "", kind != NULL ? kind->time : NULL, call->zone,
                           &late->until_local, &late->until, error)) {
        *ret_field = "until";
        return FALSE;
    }
    if (late->until <= now)
        return td_late_wrong (ret_field, "until", error, TD_ERROR_INPUT,
                              "This time has passed already. Give a later one.");
    return td_call_status (call, late->until - 1) == TD_CALL_CLOSED
           || td_late_wrong (ret_field, "until", error, TD_ERROR_CONFLICT,
                             "The call is open until then, so no late link is needed. Name a time after its deadline.");
}

/* One that nobody asked for, as if somebody had. */
static TdLate *make (TdTx *tx, struct deciding *d, GError **error)
{
    g_autoptr (TdLate) late = g_new0 (TdLate, 1);
    g_autoptr (TdCall) call = td_call_load (tx, d->wish->call, error);
    const char *state;

    if (call == NULL)
        return NULL;
    state = td_late_state (d->instance->profile, call, d->wish->state, &d->field, error);
    if (state == NULL || (d->wish->locale != NULL && !td_person_locale_ok (d->wish->locale, error)))
        return NULL;
    if (!td_mail_address_ok (d->address)) {
        td_late_wrong (&d->field, "address", error, TD_ERROR_INPUT,
                       "This is not a mail address. Write it like name@example.org.");
        return NULL;
    }
    late->id = td_id_new ();
    late->call = g_strdup (call->id);
    late->state = g_strdup (state);
    late->address = g_strdup (d->address);
    late->locale = g_strdup (d->wish->locale != NULL ? d->wish->locale : "en");
    randombytes_buf (late->secret, sizeof late->secret);
    return td_late_insert (tx, late, error) ? g_steal_pointer (&late) : NULL;
}

static TdLate *find (TdTx *tx, struct deciding *d, GError **error)
{
    g_autoptr (TdLate) late = td_late_load (tx, d->request, error);

    if (late == NULL)
        return NULL;
    if (late->decided != 0) {
        td_late_wrong (&d->field, NULL, error, TD_ERROR_CONFLICT,
                       "This was decided already. What was decided stands in the list.");
        return NULL;
    }
    return g_steal_pointer (&late);
}

static gboolean store (TdTx *tx, struct deciding *d, TdLate *late, GError **error)
{
    const char *actor = td_viewer_actor (d->viewer);
    guint8 token[32];

    g_free (d->key);
    d->key = td_late_key_new ();
    td_late_hash (d->instance, d->key, token);
    g_free (d->id);
    d->id = g_strdup (late->id);
    g_free (d->locale);
    d->locale = g_strdup (late->locale);
    return td_late_set_decided (tx, late, token, actor, error)
           && td_late_post (tx, d->instance, late, d->key, FALSE, error)
           && td_late_journal (tx, d->instance, actor, td_act_word (TD_ACT_CALL_LATE), late, error);
}

static gboolean decide_in (TdTx *tx, gpointer data, GError **error)
{
    struct deciding *d = data;
    g_autoptr (TdLate) late = NULL;
    g_autoptr (TdCall) call = NULL;

    d->field = NULL;
    if (!td_instance_may_write (d->instance, tx, error))
        return FALSE;
    late = d->wish != NULL ? make (tx, d, error) : find (tx, d, error);
    if (late == NULL)
        return FALSE;
    late->granted = !d->refuse;
    late->decided = td_clock_now (&d->instance->clock);
    late->reason = g_strdup (d->reason);
    call = td_call_load (tx, late->call, error);
    return call != NULL && (d->refuse || choose_until (d, call, late, &d->field, error))
           && td_late_reason_ok (d->reason, &d->field, error) && store (tx, d, late, error);
}

static gboolean decide (struct deciding *d, char **ret_id, char **ret_link, const char **ret_field, GError **error)
{
    gboolean done = td_door_may (d->viewer, TD_ACT_CALL_LATE, NULL, error)
                    && td_store_write (d->instance->store, decide_in, d, error);

    if (!done && ret_field != NULL)
        *ret_field = d->field;
    if (done && ret_link != NULL)
        *ret_link = g_strdup_printf ("%s/%s/late/%s", d->instance->address, d->locale, d->key);
    if (done && ret_id != NULL)
        *ret_id = g_strdup (d->id);
    g_free (d->id);
    g_free (d->key);
    g_free (d->locale);
    return done;
}

gboolean td_late_issue (TdInstance *instance, const TdViewer *viewer, const TdLateWish *wish, char **ret_id,
                        char **ret_link, const char **ret_field, GError **error)
{
    g_autofree char *address = td_person_address (wish->address != NULL ? wish->address : "");
    struct deciding d = { .instance = instance,
                          .viewer = viewer,
                          .wish = wish,
                          .address = address,
                          .until = wish->until,
                          .reason = wish->reason };

    return decide (&d, ret_id, ret_link, ret_field, error);
}

gboolean td_late_grant (TdInstance *instance, const TdViewer *viewer, const char *id, const char *until,
                        const char *reason, char **ret_link, const char **ret_field, GError **error)
{
    struct deciding d = { .instance = instance, .viewer = viewer, .request = id, .until = until, .reason = reason };

    return decide (&d, NULL, ret_link, ret_field, error);
}

gboolean td_late_refuse (TdInstance *instance, const TdViewer *viewer, const char *id, const char *reason,
                         const char **ret_field, GError **error)
{
    struct deciding d = { .instance = instance, .viewer = viewer, .request = id, .reason = reason, .refuse = TRUE };

    return decide (&d, NULL, NULL, ret_field, error);
}

/* ---- taking back ---- */

static gboolean revoke_in (TdTx *tx, gpointer data, GError **error)
{
    struct deciding *d = data;
    g_autoptr (TdLate) late = NULL;
    gint64 now = td_clock_now (&d->instance->clock);

    if (!td_instance_may_write (d->instance, tx, error))
        return FALSE;
    late = td_late_load (tx, d->request, error);
    if (late == NULL)
        return FALSE;
    if (!late->granted || late->used != 0 || late->revoked != 0)
        return td_late_wrong (NULL, NULL, error, TD_ERROR_CONFLICT,
                              "There is no link to take back: none was given, it was taken back, or it was used.");
    late->granted = FALSE;
    return td_late_set_revoked (tx, late->id, now, error) && td_mail_cancel (tx, late->id, NULL, error)
           && td_late_journal (tx, d->instance, td_viewer_actor (d->viewer), td_act_word (TD_ACT_CALL_LATE), late,
                               error);
}

gboolean td_late_revoke (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct deciding d = { .instance = instance, .viewer = viewer, .request = id };

    return td_door_may (viewer, TD_ACT_CALL_LATE, NULL, error)
           && td_store_write (instance->store, revoke_in, &d, error);
}
