/* Letters to the focal point before and after the day on which it wanted to look again. Contract in reprisal.h. */
#include "areas/reprisals/reprisal-sql.h"

#include "areas/people/membership.h"
#include "base/base.h"
#include "journal/journal.h"

/* Neither the register nor what waits is named: the letter may be seen by others. */
static const TdNotice waits = { .subject = N_ ("Something waits for you from the Committee"),
                                .sentence = N_ ("Something waits for you. Sign in to see what."),
                                .path = "/account",
                                .button = N_ ("Sign in"),
                                .topic = "register" };

gboolean td_reprisal_reminder_due (const TdProfileDays *days, const char *remind, const char *today, int *ret_days)
{
    gboolean due = FALSE;

    for (int i = 0; i < days->n; i++) {
        g_autofree char *from = td_date_add_days (remind, -days->days[i]);
        if (from == NULL || strcmp (from, today) > 0)
            break;
        *ret_days = days->days[i];
        due = TRUE;
    }
    return due;
}

struct remind {
    TdInstance *instance;
    const char *today;
    GArray *due; /* of TdReprisalReminder */
    int sent;
};

static void reminder_clear (gpointer data)
{
    TdReprisalReminder *r = data;

    g_free (r->reprisal);
    g_free (r->day);
}

/* Those of today that did not go yet. */
static gboolean look_in (TdTx *tx, gpointer data, GError **error)
{
    struct remind *r = data;

    g_array_set_size (r->due, 0);
    if (!td_reprisal_reminders_open (tx, r->due, error))
        return FALSE;
    for (guint i = r->due->len; i > 0; i--) {
        TdReprisalReminder *one = &g_array_index (r->due, TdReprisalReminder, i - 1);
        gboolean known = FALSE;
        gboolean due =
            td_reprisal_reminder_due (&r->instance->profile->reprisal_reminders, one->day, r->today, &one->days);
        if (due && !td_reprisal_reminder_known (tx, one, &known, error))
            return FALSE;
        if (!due || known)
            g_array_remove_index (r->due, i - 1);
    }
    return TRUE;
}

static gboolean note (TdTx *tx, TdInstance *instance, const char *id, GError **error)
{
    const TdJournalEntry entry = {
        .actor = "schedule", .act = "reprisal.remind", .thing = "reprisal", .thing_id = id, .clock = &instance->clock
    };

    return td_journal_append (tx, &entry, NULL, error);
}

/* One letter however many wait: how many there are is for the register. */
static gboolean send_in (TdTx *tx, gpointer data, GError **error)
{
    struct remind *r = data;
    gint64 now = td_clock_now (&r->instance->clock);

    if (!td_instance_may_write (r->instance, tx, error) || !look_in (tx, r, error))
        return FALSE;
    r->sent = (int) r->due->len;
    for (guint i = 0; i < r->due->len; i++)
        if (!td_reprisal_reminder_put (tx, &g_array_index (r->due, TdReprisalReminder, i), now, error))
            return FALSE;
    if (r->sent == 0)
        return TRUE;
    if (!td_notify_role (tx, r->instance, TD_ROLE_FOCAL_POINT, &waits, error))
        return FALSE;
    for (guint i = 0; i < r->due->len; i++)
        if (!note (tx, r->instance, g_array_index (r->due, TdReprisalReminder, i).reprisal, error))
            return FALSE;
    return TRUE;
}

gboolean td_reprisal_remind_due (TdInstance *instance, int *ret_n, GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    g_autoptr (GArray) due = g_array_new (FALSE, TRUE, sizeof (TdReprisalReminder));
    struct remind r = { instance, today, due, 0 };
    gboolean done;

    g_array_set_clear_func (due, reminder_clear);
    done = td_store_read (instance->store, look_in, &r, error);
    if (done && due->len > 0)
        done = td_store_write (instance->store, send_in, &r, error);
    if (ret_n != NULL)
        *ret_n = r.sent;
    return done;
}
