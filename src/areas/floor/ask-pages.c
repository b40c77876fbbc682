/* The form by which an organisation asks for the floor. */
#include "areas/floor/pages.h"

#include "areas/calls/deadline.h"
#include "areas/floor/floor-ask.html.h"
#include "areas/floor/floor-words.h"
#include "areas/organisations/coalition.h"
#include "areas/people/fault-words.h"
#include "areas/submissions/submission.h"
#include "base/errors.h"
#include "text/words.h"

#define F(form, name) td_request_field ((form)->page.request, name)

/* What one form knows while it is shown or read. */
typedef struct {
    TdFloorPage page;
    const char *organisation; /* id, or NULL: the reader writes for none */
    const char *state;        /* "" where the meeting has none */
    TdOrganisation *registered;
    TdFloorRequest *standing; /* or NULL */
    TdFaultWords faults;
    gboolean typed;
} Form;

static void form_clear (Form *f)
{
    td_organisation_free (f->registered);
    td_floor_request_free (f->standing);
    td_fault_words_clear (&f->faults);
    td_floor_page_clear (&f->page);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Form, form_clear)

/* ---- for whom, on what ---- */

static const char *asked_for (const TdViewer *viewer, const char *asked)
{
    if (viewer->behalf != NULL)
        return viewer->behalf;
    for (gsize i = 0; i < viewer->n_organisations; i++)
        if (viewer->organisations[i].level >= TD_LEVEL_CONTRIBUTOR
            && (*asked == '\0' || g_str_equal (viewer->organisations[i].organisation, asked)))
            return viewer->organisations[i].organisation;
    return NULL;
}

static const char *asked_state (const Form *f)
{
    const char *state = F (f, "state");
    const TdFloorList *l = f->page.list;

    if (l != NULL && *state != '\0' && td_floor_part (l, state) != NULL)
        return state;
    return l != NULL && l->parts->len == 1 ? ((TdFloorPart *) l->parts->pdata[0])->state : "";
}

static gboolean find_standing (Form *f, GError **error)
{
    g_autoptr (GPtrArray) mine = td_floor_mine (td_request_instance (f->page.request),
                                                td_request_viewer (f->page.request), f->page.meeting->id, error);

    if (mine == NULL)
        return FALSE;
    for (guint i = 0; i < mine->len; i++) {
        const TdFloorRequest *r = mine->pdata[i];
        if (g_str_equal (r->organisation, f->organisation) && g_str_equal (r->state, f->state)) {
            f->standing = g_ptr_array_steal_index (mine, i);
            break;
        }
    }
    return TRUE;
}

static gboolean form_open (Form *f, TdRequest *request, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);

    if (!td_floor_page_open (&f->page, request, error)
        || !td_meeting_viewer_may (td_request_instance (request), f->page.meeting, viewer, TD_ACT_FLOOR_ASK, error))
        return FALSE;
    if (f->page.list == NULL)
        return TRUE;
    f->organisation = asked_for (viewer, F (f, "for"));
    f->state = asked_state (f);
    if (f->organisation == NULL)
        return TRUE;
    f->registered = td_organisation_get (td_request_instance (request), viewer, f->organisation, error);
    return f->registered != NULL && find_standing (f, error);
}

/* ---- what stands in the fields ---- */

static const char *text_in (const Form *f, const char *field, const char *standing)
{
    if (f->typed)
        return F (f, field);
    return standing != NULL ? standing : "";
}

static gboolean ticked (const Form *f, const char *field, const char *value, gboolean standing)
{
    return f->typed ? g_strv_contains (td_request_fields (f->page.request, field), value) : standing;
}

static GArray *state_rows (Form *f)
{
    GArray *rows = td_floor_rows (&f->page, sizeof (TdFloorChoice));

    for (guint i = 0; i < f->page.list->parts->len; i++) {
        const TdFloorPart *part = f->page.list->parts->pdata[i];
        td_floor_choice (&f->page, rows, "state", part->state, td_floor_state_words (&f->page, part->state), NULL,
                         g_str_equal (part->state, f->state));
    }
    return rows;
}

static GArray *mode_rows (Form *f)
{
    const char *chosen = text_in (f, "mode", f->standing != NULL ? td_speak_mode_word (f->standing->mode) : NULL);
    GArray *rows = td_floor_rows (&f->page, sizeof (TdFloorChoice));

    for (int mode = 0; mode < TD_N_MODES; mode++)
        td_floor_choice (&f->page, rows, "mode", td_speak_mode_word ((TdSpeakMode) mode),
                         td_words (f->page.locale, td_speak_mode_label ((TdSpeakMode) mode)), NULL,
                         g_str_equal (chosen, td_speak_mode_word ((TdSpeakMode) mode)));
    return rows;
}

static gboolean is_of_profile (const TdProfile *profile, const char *tag)
{
    return profile->languages != NULL && g_strv_contains (profile->languages, tag);
}

static GArray *language_rows (Form *f)
{
    const TdProfile *profile = td_request_instance (f->page.request)->profile;
    const char *chosen = text_in (f, "language", f->standing != NULL ? f->standing->language : f->page.locale);
    GArray *rows = td_floor_rows (&f->page, sizeof (TdFloorChoice));

    for (gsize i = 0; profile->languages[i] != NULL; i++)
        td_floor_choice (&f->page, rows, "language", profile->languages[i],
                         td_floor_language (&f->page, profile->languages[i]), NULL,
                         g_str_equal (chosen, profile->languages[i]));
    return rows;
}

static const char *other_language (const Form *f)
{
    const TdProfile *profile = td_request_instance (f->page.request)->profile;
    const char *standing = f->standing != NULL ? f->standing->language : NULL;

    return text_in (f, "other_language", standing != NULL && !is_of_profile (profile, standing) ? standing : NULL);
}

/* Reports that the organisation sent, about this State where one is asked for. */
static GArray *report_rows (Form *f)
{
    g_autoptr (GPtrArray) mine =
        td_submission_mine (td_request_instance (f->page.request), td_request_viewer (f->page.request), NULL);
    const char *chosen = text_in (f, "report", f->standing != NULL ? f->standing->submission : NULL);
    GArray *rows = td_floor_rows (&f->page, sizeof (TdFloorChoice));

    td_floor_choice (&f->page, rows, "report", "", td_words (f->page.locale, N_ ("Without a report")), NULL,
                     *chosen == '\0');
    for (guint i = 0; mine != NULL && i < mine->len; i++) {
        const TdSubmission *s = mine->pdata[i];
        if (s->status == TD_STATUS_DRAFT || g_strcmp0 (s->organisation, f->organisation) != 0
            || (*f->state != '\0' && g_strcmp0 (s->state, f->state) != 0))
            continue;
        td_floor_choice (&f->page, rows, "report", td_floor_keep (&f->page, g_strdup (s->id)),
                         td_floor_keep (&f->page, g_strdup (s->title != NULL ? s->title : s->id)), NULL,
                         g_str_equal (chosen, s->id));
    }
    return rows;
}

static GArray *member_rows (Form *f)
{
    g_autoptr (GPtrArray) members = td_coalition_read (td_request_instance (f->page.request),
                                                       td_request_viewer (f->page.request), f->organisation, NULL);
    GArray *rows = td_floor_rows (&f->page, sizeof (TdFloorChoice));

    for (guint i = 0; members != NULL && i < members->len; i++) {
        const TdCoalitionMember *m = members->pdata[i];
        gboolean stands =
            f->standing == NULL
            || g_ptr_array_find_with_equal_func (f->standing->members, m->organisation, g_str_equal, NULL);
        if (m->accepted != 0)
            td_floor_choice (&f->page, rows, "members", td_floor_keep (&f->page, g_strdup (m->organisation)),
                             td_floor_keep (&f->page, g_strdup (m->name)), NULL,
                             ticked (f, "members", m->organisation, stands));
    }
    return rows;
}

static GArray *how_rows (Form *f)
{
    static const struct {
        const char *value, *label, *hint;
    } hows[] = {
        { "closed", N_ ("In the closed part"),
          N_ ("Members and interpreters alone are there: no State, no public, no recording.") },
        { "no-picture", N_ ("Without picture"), N_ ("You are heard and not seen.") },
        { "read", N_ ("The secretariat reads the statement"),
          N_ ("Others are told no name, unless you give another one below.") },
    };
    const TdFloorRequest *r = f->standing;
    const gboolean stands[] = { r != NULL && r->closed, r != NULL && r->no_picture, r != NULL && r->read_out };
    GArray *rows = td_floor_rows (&f->page, sizeof (TdFloorChoice));

    for (gsize i = 0; i < G_N_ELEMENTS (hows); i++)
        td_floor_choice (&f->page, rows, "how", hows[i].value, td_words (f->page.locale, hows[i].label),
                         td_words (f->page.locale, hows[i].hint), ticked (f, "how", hows[i].value, stands[i]));
    return rows;
}

static GArray *other_rows (Form *f)
{
    typedef struct html_floor_ask_others Other;
    const TdViewer *viewer = td_request_viewer (f->page.request);
    GArray *rows = td_floor_rows (&f->page, sizeof (Other));

    for (gsize i = 0; viewer->behalf == NULL && i < viewer->n_organisations; i++) {
        const char *id = viewer->organisations[i].organisation;
        g_autoptr (TdOrganisation) o = NULL;
        if (viewer->organisations[i].level < TD_LEVEL_CONTRIBUTOR || g_strcmp0 (id, f->organisation) == 0)
            continue;
        o = td_organisation_get (td_request_instance (f->page.request), viewer, id, NULL);
        if (o == NULL)
            continue;
        const Other row = { .name = td_floor_keep (&f->page, g_strdup (o->name)),
                            .link = td_floor_keep (&f->page, g_strdup_printf ("/%s/meetings/%s/floor?for=%s&state=%s",
                                                                              f->page.locale, f->page.meeting->id, id,
                                                                              f->state)) };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- showing ---- */

static const TdFloorChoice *data_of (const GArray *rows)
{
    return (const TdFloorChoice *) (void *) rows->data;
}

static gboolean show (Form *f)
{
    TdFloorPage *p = &f->page;
    const TdFloorRequest *r = f->standing;
    const TdOrganisation *o = f->registered;
    const GArray *states = state_rows (f), *modes = mode_rows (f), *languages = language_rows (f),
                 *reports = f->organisation != NULL ? report_rows (f) : NULL,
                 *members = f->organisation != NULL ? member_rows (f) : NULL, *hows = how_rows (f),
                 *others = other_rows (f);
    const struct html_floor_ask page = {
        .title = p->title,
        .when = p->when,
        .back = td_floor_path (p, "/speakers"),
        .action = td_floor_path (p, "/floor"),
        .deadline = td_floor_keep (p, td_deadline_words_for (p->list->deadline, p->meeting->zone, p->zone, p->locale)),
        .over = td_clock_now (&td_request_instance (p->request)->clock) >= p->list->deadline,
        .organisation = f->organisation != NULL ? f->organisation : "",
        .organisation_name = o != NULL ? o->name : NULL,
        .unverified = o != NULL && o->status != TD_STATUS_PUBLISHED,
        .hidden = o != NULL && o->visibility != TD_VISIBILITY_PUBLIC,
        .given = *F (f, "done") != '\0',
        .part = td_floor_path (p, "/part"),
        TD_FAULT_ROWS (&f->faults),
        .others = (const void *) others->data,
        .n_others = others->len,
        .several = p->list->parts->len > 1,
        .state = f->state,
        .states = data_of (states),
        .n_states = states->len,
        .state_error = td_fault_at (&f->faults, "state"),
        .modes = data_of (modes),
        .n_modes = modes->len,
        .mode_error = td_fault_at (&f->faults, "mode"),
        .languages = data_of (languages),
        .n_languages = languages->len,
        .language_error = td_fault_at (&f->faults, "language"),
        .other_language = other_language (f),
        .reports = reports != NULL ? data_of (reports) : NULL,
        .n_reports = reports != NULL ? reports->len : 0,
        .report_error = td_fault_at (&f->faults, "submission"),
        .members = members != NULL ? data_of (members) : NULL,
        .n_members = members != NULL ? members->len : 0,
        .members_error = td_fault_at (&f->faults, "members"),
        .hows = data_of (hows),
        .n_hows = hows->len,
        .who = text_in (f, "who", r != NULL ? r->who : NULL),
        .who_error = td_fault_at (&f->faults, "who"),
        .alias = text_in (f, "alias", r != NULL ? r->alias : NULL),
        .alias_error = td_fault_at (&f->faults, "alias"),
        .statement = text_in (f, "statement", r != NULL ? r->statement : NULL),
        .statement_error = td_fault_at (&f->faults, "statement"),
    };

    html_floor_ask (td_request_html (p->request), &page);
    td_reply_html (p->request, td_fault_words_count (&f->faults) > 0 ? 422 : 200);
    return TRUE;
}

/* Where it is said that there is no list yet. */
static gboolean lead_to_speakers (Form *f)
{
    td_reply_redirect (f->page.request, td_floor_path (&f->page, "/speakers"));
    return TRUE;
}

gboolean td_floor_ask_page (TdRequest *request, GError **error)
{
    g_auto (Form) f = { 0 };

    if (!form_open (&f, request, error))
        return FALSE;
    return f.page.list == NULL ? lead_to_speakers (&f) : show (&f);
}

/* ---- asking ---- */

static gboolean ask (Form *f, const char **ret_field, GError **error)
{
    TdRequest *request = f->page.request;
    g_autofree char *how = g_strjoinv (",", (char **) td_request_fields (request, "how"));
    const char *other = F (f, "other_language");
    const TdFloorWish wish = { .meeting = f->page.meeting->id,
                               .state = F (f, "state"),
                               .organisation = f->organisation,
                               .submission = F (f, "report"),
                               .language = *other != '\0' ? other : F (f, "language"),
                               .mode = F (f, "mode"),
                               .how = how,
                               .who = F (f, "who"),
                               .alias = F (f, "alias"),
                               .statement = F (f, "statement"),
                               .members = td_request_fields (request, "members") };

    return td_floor_ask (td_request_instance (request), td_request_viewer (request), &wish, NULL, ret_field, error);
}

/* What its writer can do something about stands with the form; FALSE: it goes up. Takes problem. */
static gboolean take_problem (Form *f, const char *field, GError *problem, GError **error)
{
    const char *wrong;

    if (td_error_code (problem) == TD_ERROR_INPUT) {
        td_fault_words_take (&f->faults, f->page.locale, field, problem, "mode");
        td_fault_words_link (&f->faults, "submission", "report");
        g_error_free (problem);
        return TRUE;
    }
    wrong = td_floor_problem (&f->page, problem, error);
    if (wrong != NULL)
        td_fault_words_add (&f->faults, field, wrong, "mode");
    return wrong != NULL;
}

gboolean td_floor_ask_post (TdRequest *request, GError **error)
{
    static const char *const fields[] = { "other_language", "who", "alias", "statement", NULL };
    g_auto (Form) f = { 0 };
    const char *field = NULL, *wrong = td_request_field_problem (request, NULL);
    GError *problem = NULL;

    if (!form_open (&f, request, error))
        return FALSE;
    if (f.page.list == NULL)
        return lead_to_speakers (&f);
    f.typed = TRUE;
    if (!td_fault_words_typed (&f.faults, request, fields) && wrong != NULL)
        td_fault_words_add (&f.faults, NULL, wrong, "mode");
    if (wrong != NULL)
        return show (&f);
    if (ask (&f, &field, &problem)) {
        g_autofree char *to = g_strdup_printf ("%s?done=1&for=%s&state=%s", td_floor_path (&f.page, "/floor"),
                                               f.organisation, F (&f, "state"));
        td_reply_redirect (request, to);
        return TRUE;
    }
    return take_problem (&f, field, problem, error) && show (&f);
}
