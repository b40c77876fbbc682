/* A later deadline for a consultation that runs. Contract in consultation.h. */
#include "areas/calls/deadline.h"
#include "areas/consultations/consultation-rules.h"
#include "areas/consultations/consultation-sql.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/words.h"

struct extend {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *closes, *reason;
    const char **ret_field;
};

/* The new deadline as it would stand; NULL with error. Its texts are the caller's. */
static gboolean read_later (const struct extend *e, const TdConsultation *c, TdConsultationExtension *x, GError **error)
{
    gint64 now = td_clock_now (&e->instance->clock);

    if (td_consultation_status (c, now) >= TD_CONSULTATION_CLOSED)
        return td_consultation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                     "This consultation is over already. Begin another one to hear more.");
    if (c->extensions->len >= TD_LIMIT_CONSULTATION_EXTENSIONS)
        return td_consultation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                     "This consultation was extended as often as one can be. Begin another one to hear "
                                     "more.");
    if (!td_deadline_read (e->closes != NULL ? e->closes : "", "23:59", c->zone, &x->closes_local, &x->closes, NULL))
        return td_consultation_fail (e->ret_field, "closes", error, TD_ERROR_INPUT,
                                     "This is not a day and time. Write it like 2026-12-18T18:00, or the day alone.");
    if (x->closes <= c->closes)
        return td_consultation_fail (e->ret_field, "closes", error, TD_ERROR_INPUT,
                                     "A consultation is only made longer, so that nobody who counted on the time loses "
                                     "it. Choose a day after the deadline that stands.");
    x->was_local = c->closes_local;
    x->was = c->closes;
    x->reason = (char *) e->reason;
    x->at = now;
    return TRUE;
}

static gboolean tell (TdTx *tx, TdInstance *instance, const TdConsultation *c, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/consultations/%s", c->id);
    const TdNotice notice = { .subject = N_ ("A consultation got more time"),
                              .sentence = N_ ("A consultation to which you were invited, or in which you commented, "
                                              "goes on for longer. Until when, and why, stands on its page."),
                              .path = path,
                              .button = N_ ("See the consultation"),
                              .topic = "consultations" };

    return td_consultation_tell (tx, instance, c, &notice, error);
}

static gboolean extend_in (TdTx *tx, gpointer data, GError **error)
{
    struct extend *e = data;
    g_autoptr (TdConsultation) c = td_consultation_held (tx, e->instance, e->viewer, e->id, error);
    g_autofree char *closes = NULL;
    TdConsultationExtension x = { 0 };
    const char *actor = td_viewer_actor (e->viewer);
    gboolean later = c != NULL && read_later (e, c, &x, error);
    const char *said[] = { x.closes_local, e->reason, NULL };

    closes = x.closes_local;
    return later && td_consultation_extension_insert (tx, c, &x, actor, error) && tell (tx, e->instance, c, error)
           && td_consultation_journal (tx, e->instance, actor, "consultation.extend", "consultation", c->id, c->secret,
                                       said, error);
}

gboolean td_consultation_extend (TdInstance *instance, const TdViewer *viewer, const char *id, const char *closes,
                                 const char *reason, const char **ret_field, GError **error)
{
    g_autofree char *clean =
        td_consultation_need (reason, TD_LIMIT_TEXT_CHARACTERS, TRUE, ret_field, "why",
                              N_ ("Say why it gets more time. Those who commented and the public read it."), error);
    struct extend e = { instance, viewer, id, closes, clean, ret_field };

    return clean != NULL && td_store_write (instance->store, extend_in, &e, error);
}
