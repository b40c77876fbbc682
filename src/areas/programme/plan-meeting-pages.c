/* Adding and changing one meeting. */
#include "areas/people/fault-words.h"
#include "areas/programme/meeting-form.html.h"
#include "areas/programme/meeting-words.h"
#include "areas/programme/place.h"
#include "areas/programme/plan-pages.h"
#include "areas/programme/plan.h"
#include "base/errors.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

typedef struct html_field_radios_choices Choice;

/* What stands in the form. */
typedef struct {
    const TdPlanned *planned; /* NULL: adding */
    int session;
    const char *kind, *states, *begins, *ends, *title, *place, *note, *reason;
    gboolean closed;
    const TdFaultWords *faults; /* what is wrong; or NULL */
} Typed;

static Typed typed_of (TdRequest *request)
{
    return (Typed){ .kind = td_request_field (request, "kind"),
                    .states = td_request_field (request, "states"),
                    .begins = td_request_field (request, "begins"),
                    .ends = td_request_field (request, "ends"),
                    .title = td_request_field (request, "title"),
                    .place = td_request_field (request, "place"),
                    .note = td_request_field (request, "note"),
                    .reason = td_request_field (request, "reason"),
                    .closed = g_str_equal (td_request_field (request, "closed"), "1") };
}

static const char *or_empty (const char *text)
{
    return text != NULL ? text : "";
}

static Typed typed_as_planned (const TdPlanned *planned)
{
    const TdMeeting *m = planned->meeting;

    return (Typed){ .planned = planned,
                    .session = m->session,
                    .kind = m->kind,
                    .states = "",
                    .begins = m->begins_local,
                    .ends = m->ends_local,
                    .title = or_empty (m->title),
                    .place = or_empty (m->place),
                    .note = or_empty (m->note),
                    .reason = "" };
}

/* ---- choices ---- */

static GArray *kind_choices (const TdProfile *profile, const char *locale, const char *chosen)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (gsize i = 0; i < profile->n_meeting_kinds; i++) {
        const TdMeetingKind *k = &profile->meeting_kinds[i];
        const Choice row = { .id = k->slug,
                             .value = k->slug,
                             .label = td_words (locale, k->label),
                             .chosen = g_str_equal (k->slug, chosen) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *place_choices (const GPtrArray *places, const char *locale, const char *chosen)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Choice));
    const Choice none = { .id = "place", .value = "", .label = td_words (locale, N_ ("Not known yet")) };

    g_array_append_val (rows, none);
    for (guint i = 0; i < places->len; i++) {
        const TdPlace *p = places->pdata[i];
        const Choice row = { .id = p->id, .value = p->id, .label = p->name, .chosen = g_str_equal (p->id, chosen) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static Choice closed_choice (const char *locale, gboolean chosen)
{
    return (Choice){ .id = "closed",
                     .value = "1",
                     .label = td_words (locale, N_ ("Closed: only those who take part, though its kind is public")),
                     .chosen = chosen };
}

/* ---- the form ---- */

static const char *error_at (const Typed *t, const char *field)
{
    return t->faults != NULL ? td_fault_at (t->faults, field) : NULL;
}

static const char *heading_of (TdMeetingWords *w, const Typed *t)
{
    return t->planned == NULL
               ? td_words (w->locale, N_ ("Add a meeting"))
               : td_meeting_keep (w, td_meeting_title (w->instance->profile, t->planned->meeting, w->locale));
}

/* What everybody sees while something else waits. */
static const char *stands_of (TdMeetingWords *w, const Typed *t)
{
    const TdMeeting *m = t->planned != NULL && t->planned->waits ? t->planned->stands : NULL;
    g_autofree char *title = NULL;
    g_autofree char *day = NULL;

    if (m == NULL)
        return NULL;
    title = td_meeting_title (w->instance->profile, m, w->locale);
    day = td_words_weekday (w->locale, m->begins, m->zone);
    return td_meeting_keep (w, g_strdup_printf ("%s; %s, %s", title, day, td_meeting_hours (w, m)));
}

static const char *action_of (TdMeetingWords *w, const Typed *t)
{
    return td_meeting_keep (w, t->planned == NULL
                                   ? g_strdup_printf ("/%s/desk/sessions/%d/programme/add", w->locale, t->session)
                                   : g_strdup_printf ("/%s/desk/meetings/%s", w->locale, t->planned->meeting->id));
}

static gboolean show (TdRequest *request, const Typed *t, GError **error)
{
    g_auto (TdMeetingWords) w = { NULL };
    const char *locale = td_request_locale (request);
    static const TdFaultWords none = { 0 };
    const TdFaultWords *faults = t->faults != NULL ? t->faults : &none;
    const Choice closed[] = { closed_choice (locale, t->closed) };
    g_autoptr (GPtrArray) places = td_place_list (td_request_instance (request), td_request_viewer (request), error);
    g_autoptr (GArray) kinds = NULL;
    g_autoptr (GArray) rooms = NULL;
    const TdMeeting *m = t->planned != NULL ? t->planned->meeting : NULL;

    if (places == NULL || !td_meeting_words_init (request, &w, error))
        return FALSE;
    kinds = kind_choices (w.instance->profile, locale, t->kind);
    rooms = place_choices (places, locale, t->place);
    const struct html_meeting_form page = {
        TD_FAULT_ROWS (faults),
        .title = heading_of (&w, t),
        .back = td_meeting_keep (&w, g_strdup_printf ("/%s/desk/sessions/%d/programme", locale, t->session)),
        .action = action_of (&w, t),
        .adding = m == NULL,
        .id = m != NULL ? m->id : "",
        .stands = stands_of (&w, t),
        .waits = m != NULL && t->planned->waits,
        .planned = m != NULL && t->planned->stands == NULL,
        .cancelled = m != NULL && m->status == TD_MEETING_CANCELLED ? or_empty (m->cancel_reason) : NULL,
        .kinds = (const Choice *) (const void *) kinds->data,
        .n_kinds = kinds->len,
        .kind_error = error_at (t, "kind"),
        .states = t->states,
        .states_error = error_at (t, "states"),
        .begins = t->begins,
        .begins_error = error_at (t, "begins"),
        .ends = t->ends,
        .ends_error = error_at (t, "ends"),
        .own_title = t->title,
        .title_error = error_at (t, "title"),
        .places = (const Choice *) (const void *) rooms->data,
        .n_places = rooms->len,
        .place_error = error_at (t, "place"),
        .note = t->note,
        .note_error = error_at (t, "note"),
        .closed = closed,
        .n_closed = G_N_ELEMENTS (closed),
        .reason = t->reason,
        .reason_error = error_at (t, "reason"),
    };
    html_meeting_form (td_request_html (request), &page);
    td_reply_html (request, t->faults != NULL ? 422 : 200);
    return TRUE;
}

static gboolean to_plan (TdRequest *request, int session)
{
    g_autofree char *path = g_strdup_printf ("/%s/desk/sessions/%d/programme", td_request_locale (request), session);

    td_reply_redirect (request, path);
    return TRUE;
}

/* What its writer can mend comes back with the form, everything else is the router's. */
static gboolean back_to_form (TdRequest *request, Typed *t, const char *field, GError *take_problem, GError **error)
{
    g_autoptr (GError) problem = take_problem;
    g_auto (TdFaultWords) faults = { 0 };

    if (td_error_code (problem) != TD_ERROR_INPUT && td_error_code (problem) != TD_ERROR_CONFLICT) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    td_fault_words_take (&faults, td_request_locale (request), field, problem, "begins");
    t->faults = &faults;
    return show (request, t, error);
}

/* ---- adding ---- */

static gboolean session_of (TdRequest *request, int *ret_session, GError **error)
{
    gint64 number = 0;

    if (!g_ascii_string_to_signed (td_request_part (request, "number"), 10, 1, 9999, &number, NULL)) {
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND,
                             "There is no session of this number. Look for it in the list of sessions.");
        return FALSE;
    }
    *ret_session = (int) number;
    return TRUE;
}

gboolean td_plan_add_page (TdRequest *request, GError **error)
{
    Typed t = {
        .kind = "", .states = "", .begins = "", .ends = "", .title = "", .place = "", .note = "", .reason = ""
    };

    return session_of (request, &t.session, error) && show (request, &t, error);
}

gboolean td_plan_add_post (TdRequest *request, GError **error)
{
    Typed t = typed_of (request);
    g_auto (GStrv) states = *t.states != '\0' ? g_strsplit (t.states, ",", -1) : NULL;
    const char *field = NULL;
    GError *problem = NULL;

    if (!session_of (request, &t.session, error))
        return FALSE;
    for (gsize i = 0; states != NULL && states[i] != NULL; i++)
        g_strstrip (states[i]);
    const TdMeetingWish wish = { .session = t.session,
                                 .kind = t.kind,
                                 .title = t.title,
                                 .begins = t.begins,
                                 .ends = t.ends,
                                 .states = (const char *const *) states,
                                 .closed = t.closed,
                                 .place = t.place,
                                 .note = t.note };
    if (td_meeting_add (td_request_instance (request), td_request_viewer (request), &wish, NULL, &field, &problem))
        return to_plan (request, t.session);
    return back_to_form (request, &t, field, problem, error);
}

/* ---- changing ---- */

static TdPlanned *planned_of (TdRequest *request, GError **error)
{
    return td_plan_get (td_request_instance (request), td_request_viewer (request), td_request_part (request, "id"),
                        error);
}

gboolean td_plan_meeting_page (TdRequest *request, GError **error)
{
    g_autoptr (TdPlanned) planned = planned_of (request, error);
    Typed t;

    if (planned == NULL)
        return FALSE;
    t = typed_as_planned (planned);
    return show (request, &t, error);
}

static gboolean change (TdRequest *request, const TdMeetingWishes *wishes, Typed *t, GError **error)
{
    g_autoptr (TdPlanned) planned = planned_of (request, error);
    const char *field = NULL;
    GError *problem = NULL;

    if (planned == NULL)
        return FALSE;
    t->planned = planned;
    t->session = planned->meeting->session;
    if (td_meeting_change (td_request_instance (request), td_request_viewer (request), planned->meeting->id, wishes,
                           &field, &problem))
        return to_plan (request, t->session);
    return back_to_form (request, t, field, problem, error);
}

/* Hours that were only sent back are no change of them: a cancelled meeting would take place again. */
static gboolean same_hours (const TdPlanned *planned, const Typed *t)
{
    return g_str_equal (planned->meeting->begins_local, t->begins)
           && g_str_equal (planned->meeting->ends_local, t->ends);
}

gboolean td_plan_meeting_post (TdRequest *request, GError **error)
{
    Typed t = typed_of (request);
    g_autoptr (TdPlanned) planned = planned_of (request, error);
    TdMeetingWishes wishes = { .title = t.title, .place = t.place, .note = t.note };

    if (planned == NULL)
        return FALSE;
    if (!same_hours (planned, &t)) {
        wishes.begins = t.begins;
        wishes.ends = t.ends;
    }
    return change (request, &wishes, &t, error);
}

static gboolean change_as_planned (TdRequest *request, const TdMeetingWishes *wishes, const char *reason,
                                   GError **error)
{
    g_autoptr (TdPlanned) planned = planned_of (request, error);
    Typed t;

    if (planned == NULL)
        return FALSE;
    t = typed_as_planned (planned);
    t.reason = reason;
    return change (request, wishes, &t, error);
}

gboolean td_plan_cancel_post (TdRequest *request, GError **error)
{
    const char *reason = td_request_field (request, "reason");

    return change_as_planned (request, &(TdMeetingWishes){ .cancel = reason }, reason, error);
}

gboolean td_plan_restore_post (TdRequest *request, GError **error)
{
    return change_as_planned (request, &(TdMeetingWishes){ .restore = TRUE }, "", error);
}
