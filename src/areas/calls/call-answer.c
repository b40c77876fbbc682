/* What stands for a contribution: an open call, none ever, or all closed. Contract in call.h. */
#include "areas/calls/call.h"
#include "areas/calls/deadline.h"
#include "base/errors.h"
#include "text/words.h"

/* When it closed: by hand or by its deadline. */
static gint64 closed_at (const TdCall *call)
{
    if (call->ended != 0 && (call->closes == 0 || call->ended < call->closes))
        return call->ended;
    return call->closes != 0 ? call->closes : G_MAXINT64;
}

/* Of two that are open: the one that stays open longest. Of two that are closed: the one that closed last. */
static guint choose (const GPtrArray *list, TdCallStatus status, gint64 at)
{
    guint best = list->len;

    for (guint i = 0; i < list->len; i++)
        if (td_call_status (list->pdata[i], at) == status
            && (best == list->len || closed_at (list->pdata[i]) > closed_at (list->pdata[best])))
            best = i;
    return best;
}

gboolean td_call_for (TdTx *tx, const TdProfile *profile, const char *state, const char *purpose, gint64 at,
                      TdCallAnswer *ret_answer, TdCall **ret_call, GError **error)
{
    const TdCallFilter filter = { .state = state, .purpose = purpose };
    const TdCallKind *kind = td_profile_call_kind_for (profile, purpose);
    g_autoptr (GPtrArray) list = td_call_list_in (tx, &filter, error);
    guint open, planned, closed;

    if (list == NULL)
        return FALSE;
    open = choose (list, TD_CALL_OPEN, at);
    planned = choose (list, TD_CALL_PLANNED, at);
    closed = choose (list, TD_CALL_CLOSED, at);
    *ret_answer = TD_CALL_NONE;
    *ret_call = NULL;
    if (open < list->len) {
        *ret_answer = TD_CALL_TAKES;
        *ret_call = g_ptr_array_steal_index (list, open);
    } else if (closed < list->len && planned == list->len && (kind == NULL || kind->anchor != TD_ANCHOR_ALWAYS)) {
        *ret_answer = TD_CALL_OVER;
        *ret_call = g_ptr_array_steal_index (list, closed);
    }
    return TRUE;
}

static gboolean has_always (const TdProfile *profile)
{
    for (gsize i = 0; i < profile->n_call_kinds; i++)
        if (profile->call_kinds[i].anchor == TD_ANCHOR_ALWAYS)
            return TRUE;
    return FALSE;
}

char *td_call_closed_words (const TdProfile *profile, const TdCall *call, const char *locale)
{
    g_autofree char *when = td_deadline_words (closed_at (call), call->zone, locale);
    g_autofree char *words = td_words_fill (
        td_words (locale, N_ ("The call “{call}” closed on {when}, so nothing more can be sent to it. If "
                              "you have a reason to be late, say so on the call’s page: the secretariat can let you "
                              "send it late.")),
        "call", td_words (locale, td_call_label (profile, call)), "when", when, NULL);

    if (!has_always (profile))
        return g_steal_pointer (&words);
    return g_strconcat (words, " ", td_words (locale, N_ ("Urgent news can be sent at any time.")), NULL);
}

struct asking {
    const TdProfile *profile;
    const char *state, *purpose;
    gint64 at;
    TdCallAnswer answer;
    TdCall *call;
};

static gboolean ask_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *a = data;

    return td_call_for (tx, a->profile, a->state, a->purpose, a->at, &a->answer, &a->call, error);
}

gboolean td_call_closed_at (TdInstance *instance, const char *state, const char *purpose, gint64 at, const char *locale,
                            char **ret_words, GError **error)
{
    struct asking a = { instance->profile, state, purpose, at, TD_CALL_NONE, NULL };

    if (!td_store_read (instance->store, ask_in, &a, error))
        return FALSE;
    *ret_words = a.answer == TD_CALL_OVER ? td_call_closed_words (instance->profile, a.call, locale) : NULL;
    td_call_free (a.call);
    return TRUE;
}

gboolean td_call_over_at (TdInstance *instance, const char *state, const char *purpose, gint64 at, char **ret_call,
                          GError **error)
{
    struct asking a = { instance->profile, state, purpose, at, TD_CALL_NONE, NULL };

    if (!td_store_read (instance->store, ask_in, &a, error))
        return FALSE;
    *ret_call = a.answer == TD_CALL_OVER ? g_strdup (a.call->id) : NULL;
    td_call_free (a.call);
    return TRUE;
}

gboolean td_call_refuse (const TdProfile *profile, const TdCall *call, GError **error)
{
    g_autofree char *words = td_call_closed_words (profile, call, "en");

    g_set_error_literal (error, TD_CALLS_ERROR, TD_ERROR_CONFLICT, words);
    return FALSE;
}
