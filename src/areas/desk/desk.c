/* What waits, gathered. Contract in desk.h. */
#include "areas/desk/desk.h"

#include "base/errors.h"
#include "base/limits.h"

TD_DEFINE_ERROR (desk)

void td_desk_clear (TdDesk *desk)
{
    g_clear_pointer (&desk->today, g_free);
    td_waiting_list_clear (&desk->submissions);
    g_clear_pointer (&desk->organisations, g_ptr_array_unref);
    g_clear_pointer (&desk->accounts, g_ptr_array_unref);
    g_clear_pointer (&desk->to_send, g_ptr_array_unref);
    g_clear_pointer (&desk->late, g_ptr_array_unref);
    g_clear_pointer (&desk->deadlines, g_ptr_array_unref);
    g_clear_pointer (&desk->stages, g_ptr_array_unref);
    g_clear_pointer (&desk->letters, g_ptr_array_unref);
    g_clear_pointer (&desk->jobs, g_ptr_array_unref);
}

gboolean td_desk_look (TdInstance *instance, const TdViewer *viewer, const TdWaitingFilter *filter,
                       int organisations_from, TdDesk *ret_desk, GError **error)
{
    const TdLateFilter late = { .waiting = TRUE, .limit = TD_LIMIT_DESK_ITEMS };
    g_auto (TdDesk) desk = { 0 };

    if (!td_door_may (viewer, TD_ACT_DESK, NULL, error)
        || !td_submission_waiting (instance, viewer, filter, &desk.submissions, error))
        return FALSE;
    desk.organisations = td_organisation_to_verify (instance, viewer, TD_LIMIT_DESK_ITEMS, organisations_from,
                                                    &desk.organisations_total, &desk.organisations_oldest, error);
    desk.accounts = desk.organisations != NULL
                        ? td_own_account_to_accept (instance, viewer, TD_LIMIT_DESK_ITEMS, &desk.accounts_total, error)
                        : NULL;
    desk.to_send = desk.accounts != NULL
                       ? td_participant_to_send (instance, viewer, TD_LIMIT_DESK_ITEMS, &desk.to_send_total, error)
                       : NULL;
    desk.stages = desk.to_send != NULL ? td_state_stage_read_waiting (instance->store, error) : NULL;
    if (desk.stages != NULL)
        desk.late = td_late_list (instance, viewer, &late, &desk.late_total, error);
    desk.letters = desk.late != NULL ? td_mail_failures (instance, error) : NULL;
    if (desk.letters == NULL)
        return FALSE;
    desk.today = td_clock_today (&instance->clock, instance->profile->zone);
    desk.deadlines = td_desk_deadlines (instance->profile, desk.today);
    desk.jobs = td_jobs_failures ();
    *ret_desk = desk;
    desk = (TdDesk){ 0 };
    return TRUE;
}

/* ---- JSON ---- */

static json_t *text_or_null (const char *text)
{
    return text != NULL ? json_string (text) : json_null ();
}

static json_t *instant_or_null (gint64 instant)
{
    g_autofree char *text = instant != 0 ? td_instant_to_text (instant) : NULL;

    return text_or_null (text);
}

static json_t *submissions_to_json (const TdWaitingList *list)
{
    json_t *items = json_array ();

    for (guint i = 0; i < list->rows->len; i++) {
        const TdWaiting *w = list->rows->pdata[i];
        json_array_append_new (
            items, json_pack ("{s:s, s:s, s:o, s:o, s:o, s:o, s:b, s:b, s:i, s:i}", "id", w->id, "status",
                              td_status_word (w->status), "state", text_or_null (w->state), "kind",
                              text_or_null (w->sender_kind), "visibility",
                              text_or_null (w->visibility_chosen ? td_visibility_word (w->visibility) : NULL),
                              "received", instant_or_null (w->received), "unverified", w->unverified, "changed",
                              w->changed, "pages", w->pages, "notes", w->notes));
    }
    return json_pack ("{s:I, s:I, s:I, s:I, s:o, s:I, s:o}", "waiting", (json_int_t) list->waiting, "changed",
                      (json_int_t) list->changed, "unverified", (json_int_t) list->unverified, "confidential",
                      (json_int_t) list->confidential, "oldest", instant_or_null (list->oldest), "matching",
                      (json_int_t) list->total, "items", items);
}

static json_t *deadlines_to_json (const GPtrArray *deadlines)
{
    json_t *list = json_array ();

    for (guint i = 0; i < deadlines->len; i++) {
        const TdDeskDeadline *d = deadlines->pdata[i];
        json_array_append_new (list, json_pack ("{s:s, s:o, s:o, s:o, s:b}", "date", d->date, "until",
                                                text_or_null (d->until), "state",
                                                text_or_null (d->state != NULL ? d->state->iso3 : NULL), "session",
                                                d->session != NULL ? json_integer (d->session->number) : json_null (),
                                                "calculated", d->calculated));
    }
    return list;
}

static json_t *organisations_to_json (const TdDesk *desk)
{
    json_t *items = json_array ();

    for (guint i = 0; i < desk->organisations->len; i++) {
        const TdToVerify *o = desk->organisations->pdata[i];
        json_array_append_new (items, json_pack ("{s:s, s:s, s:o, s:b, s:o, s:o}", "id", o->id, "kind", o->kind,
                                                 "since", instant_or_null (o->since), "again", o->again, "odd",
                                                 text_or_null (o->oddity), "double", text_or_null (o->twin)));
    }
    return json_pack ("{s:I, s:o, s:o}", "waiting", (json_int_t) desk->organisations_total, "oldest",
                      instant_or_null (desk->organisations_oldest), "items", items);
}

static json_t *accounts_to_json (const TdDesk *desk)
{
    json_t *items = json_array ();

    for (guint i = 0; i < desk->accounts->len; i++) {
        const TdToAccept *a = desk->accounts->pdata[i];
        json_array_append_new (
            items, json_pack ("{s:s, s:s, s:o}", "id", a->id, "state", a->state, "since", instant_or_null (a->since)));
    }
    return json_pack ("{s:I, s:o}", "waiting", (json_int_t) desk->accounts_total, "items", items);
}

static json_t *to_send_to_json (const TdDesk *desk)
{
    json_t *items = json_array ();

    for (guint i = 0; i < desk->to_send->len; i++) {
        const TdToSend *t = desk->to_send->pdata[i];
        json_array_append_new (
            items, json_pack ("{s:s, s:s, s:o}", "id", t->id, "state", t->state, "since", instant_or_null (t->since)));
    }
    return json_pack ("{s:I, s:o}", "waiting", (json_int_t) desk->to_send_total, "items", items);
}

static json_t *stages_to_json (const GPtrArray *stages)
{
    json_t *list = json_array ();

    for (guint i = 0; i < stages->len; i++) {
        const TdStageWaiting *w = stages->pdata[i];
        json_array_append_new (list, json_pack ("{s:s, s:s, s:i, s:s, s:s}", "submission", w->submission, "state",
                                                w->state, "cycle", w->cycle, "stage", w->stage, "day", w->day));
    }
    return list;
}

static json_t *late_to_json (const TdDesk *desk)
{
    json_t *items = json_array ();

    for (guint i = 0; i < desk->late->len; i++) {
        const TdLate *l = desk->late->pdata[i];
        json_array_append_new (items,
                               json_pack ("{s:s, s:s, s:s, s:o, s:o}", "id", l->id, "call", l->call, "state", l->state,
                                          "kind", text_or_null (l->kind), "asked", instant_or_null (l->asked)));
    }
    return json_pack ("{s:I, s:o}", "waiting", (json_int_t) desk->late_total, "items", items);
}

static json_t *letters_to_json (const GPtrArray *letters)
{
    json_t *list = json_array ();

    for (guint i = 0; i < letters->len; i++) {
        const TdMailFailure *f = letters->pdata[i];
        json_array_append_new (list, json_pack ("{s:s, s:o, s:o, s:i, s:o}", "id", f->id, "created",
                                                instant_or_null (f->created), "last_try", instant_or_null (f->last_try),
                                                "tries", f->tries, "reason", text_or_null (f->reason)));
    }
    return list;
}

static json_t *works_to_json (const GPtrArray *jobs)
{
    json_t *list = json_array ();

    for (guint i = 0; i < jobs->len; i++) {
        const TdJobFailure *f = jobs->pdata[i];
        json_array_append_new (list, json_pack ("{s:s, s:s, s:o, s:o, s:I, s:s}", "kind", f->kind, "name", f->name,
                                                "since", instant_or_null (f->since), "last", instant_or_null (f->last),
                                                "times", (json_int_t) f->times, "reason", f->reason));
    }
    return list;
}

json_t *td_desk_to_json (TdInstance *instance, const TdDesk *desk)
{
    return json_pack ("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:{s:o, s:o}}", "now",
                      instant_or_null (td_clock_now (&instance->clock)), "submissions",
                      submissions_to_json (&desk->submissions), "organisations", organisations_to_json (desk),
                      "accounts", accounts_to_json (desk), "participants", to_send_to_json (desk), "late",
                      late_to_json (desk), "deadlines", deadlines_to_json (desk->deadlines), "stages",
                      stages_to_json (desk->stages), "failed", "letters", letters_to_json (desk->letters), "works",
                      works_to_json (desk->jobs));
}
