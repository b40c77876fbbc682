/* Who takes part in a meeting by name, and what is laid before it. */
#include "areas/accreditation/accreditation-words.h"
#include "areas/accreditation/briefing-file.h"
#include "areas/accreditation/briefing.h"
#include "areas/accreditation/pages.h"
#include "areas/accreditation/people-page.h"

#include "areas/accreditation/meeting-people.html.h"
#include "areas/organisations/organisation-people.h"
#include "areas/people/membership.h"
#include "text/language.h"
#include "text/words.h"

typedef struct html_meeting_people_rows Row;
typedef struct html_meeting_people_papers Paper;
typedef struct html_meeting_people_files File;

static const char *F (TdRequest *request, const char *name)
{
    return td_request_field (request, name);
}

/* What stands at the meeting, in one read. */
typedef struct {
    TdRequest *request;
    TdMeeting *meeting;
    GPtrArray *guests, *papers, *files;
    const char *lead_of;
    gboolean may_invite, may_assign, may_send;
} Scene;

static void scene_clear (Scene *s)
{
    g_clear_pointer (&s->meeting, td_meeting_free);
    g_clear_pointer (&s->guests, g_ptr_array_unref);
    g_clear_pointer (&s->papers, g_ptr_array_unref);
    g_clear_pointer (&s->files, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    Scene *s = data;
    TdInstance *instance = td_request_instance (s->request);
    const TdViewer *viewer = td_request_viewer (s->request);

    scene_clear (s);
    s->meeting = td_meeting_get_in (tx, viewer, td_request_part (s->request, "id"), error);
    if (s->meeting == NULL || (s->guests = td_guests_in (tx, instance, s->meeting, viewer, error)) == NULL
        || (s->papers = td_briefing_papers (tx, instance, s->meeting, viewer, error)) == NULL
        || (s->files = td_briefing_files_in (tx, instance, s->meeting, viewer, error)) == NULL
        || !td_briefing_file_may_send (tx, s->meeting, viewer, &s->may_send, error)
        || !td_guest_lead_of (tx, s->meeting->id, viewer, &s->lead_of, error))
        return FALSE;
    s->may_assign = td_meeting_may (tx, s->meeting, viewer, TD_ACT_MEETING_PLAN, NULL);
    s->may_invite = s->meeting->closed && td_meeting_may (tx, s->meeting, viewer, TD_ACT_MEETING_INVITE, NULL);
    return TRUE;
}

static gboolean may_remove (const Scene *s, const TdGuest *g)
{
    if (s->may_assign || (s->may_invite && g->role == TD_GUEST))
        return TRUE;
    return s->lead_of != NULL && g_strcmp0 (g->through, s->lead_of) == 0;
}

static const char *hours_of (const TdGuest *g, const Scene *s, const char *locale, GPtrArray *strings)
{
    g_autofree char *begins = NULL;
    g_autofree char *ends = NULL;

    if (g->begins == 0 && g->ends == 0)
        return NULL;
    begins = td_words_time (locale, g->begins != 0 ? g->begins : s->meeting->begins, s->meeting->zone);
    ends = td_words_time (locale, g->ends != 0 ? g->ends : s->meeting->ends, s->meeting->zone);
    return td_accreditation_keep (strings, g_strdup_printf ("%s–%s", begins, ends));
}

static GArray *guest_rows (const Scene *s, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));

    for (guint i = 0; i < s->guests->len; i++) {
        const TdGuest *g = s->guests->pdata[i];
        const Row row = {
            .id = g->id,
            .name = g->name,
            .role = td_guest_role_label (g->role),
            .guest = g->role == TD_GUEST,
            .language =
                g->language != NULL ? td_accreditation_keep (strings, td_language_name (g->language, locale)) : NULL,
            .hours = hours_of (g, s, locale, strings),
            .may_remove = may_remove (s, g),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *paper_rows (const Scene *s)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Paper));

    for (guint i = 0; i < s->papers->len; i++) {
        const TdBriefingPaper *p = s->papers->pdata[i];
        const Paper row = { .id = p->submission, .title = p->title, .sender = p->sender, .own = p->own };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *file_rows (const Scene *s, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (File));

    for (guint i = 0; i < s->files->len; i++) {
        const TdBriefingFile *f = s->files->pdata[i];
        const File row = {
            .id = f->id,
            .title = f->title,
            .link = td_accreditation_keep (
                strings, g_strdup_printf ("/%s/meetings/%s/papers/%s", locale, s->meeting->id, f->id)),
            .sender = f->sender,
            .house = f->house,
            .language =
                f->language != NULL ? td_accreditation_keep (strings, td_language_name (f->language, locale)) : NULL,
            .pages = f->pages,
            .own = f->own,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* Colleagues of the organisation whose lead the viewer is. */
static gboolean colleague_choices (const Scene *s, GArray *list, GPtrArray *strings, GError **error)
{
    g_auto (TdOrganisationPeople) people = { 0 };

    if (s->lead_of == NULL || s->may_invite)
        return TRUE;
    if (!td_organisation_people (td_request_instance (s->request), td_request_viewer (s->request), s->lead_of, &people,
                                 error))
        return FALSE;
    for (guint i = 0; i < people.colleagues->len; i++) {
        const TdColleague *c = people.colleagues->pdata[i];
        td_accreditation_choose (list, td_accreditation_keep (strings, g_strdup (c->person)),
                                 td_accreditation_keep (strings, g_strdup (c->name != NULL ? c->name : c->address)),
                                 NULL);
    }
    return TRUE;
}

static gboolean organisation_choices (const Scene *s, GArray *list, GPtrArray *strings, GError **error)
{
    const TdOrganisationFilter filter = { .words = F (s->request, "words"), .limit = 50 };
    g_autoptr (GPtrArray) found = NULL;

    if (!s->may_invite || *filter.words == '\0')
        return TRUE;
    found =
        td_organisation_list (td_request_instance (s->request), td_request_viewer (s->request), &filter, NULL, error);
    for (guint i = 0; found != NULL && i < found->len; i++) {
        const TdOrganisation *o = found->pdata[i];
        td_accreditation_choose (list, td_accreditation_keep (strings, g_strdup (o->id)),
                                 td_accreditation_keep (strings, g_strdup (o->name)), NULL);
    }
    return found != NULL;
}

static GArray *role_choices (TdRequest *request, gboolean closed)
{
    GArray *list = td_accreditation_choices ();

    for (int role = closed ? TD_GUEST : TD_GUEST_INTERPRETER; role < TD_N_GUEST_ROLES; role++) {
        const char *word = td_guest_role_word ((TdGuestRole) role);
        const TdAccreditationChoice choice = { .id = list->len == 0 ? "role" : word,
                                               .value = word,
                                               .label = td_words (td_request_locale (request),
                                                                  td_guest_role_label ((TdGuestRole) role)),
                                               .chosen = g_str_equal (F (request, "role"), word) };
        g_array_append_val (list, choice);
    }
    return list;
}

/* Which meeting it is, where its forms go, and which files it takes. */
static void fill_meeting (struct html_meeting_people *page, const Scene *s, GPtrArray *strings)
{
    const TdProfile *profile = td_request_instance (s->request)->profile;
    const char *locale = td_request_locale (s->request);
    const TdMeeting *m = s->meeting;

    page->title = td_accreditation_keep (strings, td_meeting_title (profile, m, locale));
    page->when = td_accreditation_keep (strings, td_words_instant (locale, m->begins, m->zone));
    page->meeting = td_accreditation_keep (strings, g_strdup_printf ("/%s/meetings/%s", locale, m->id));
    page->closed = m->closed;
    page->action = td_accreditation_keep (strings, g_strdup_printf ("/%s/meetings/%s/people", locale, m->id));
    page->files_action = td_accreditation_keep (strings, g_strdup_printf ("/%s/meetings/%s/papers", locale, m->id));
    page->may_send = s->may_send;
    page->largest = profile->file_bytes;
    page->most_mb = profile->file_bytes / (1024 * 1024);
    page->file_title = F (s->request, "title");
}

gboolean td_meeting_people_show (TdRequest *request, const char *field, const char *wrong, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "address", .text = wrong } };
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_auto (Scene) s = { .request = request };
    g_autoptr (GArray) rows = NULL;
    g_autoptr (GArray) papers = NULL;
    g_autoptr (GArray) files = NULL;
    g_autoptr (GArray) reports = NULL;
    g_autoptr (GArray) colleagues = td_accreditation_choices ();
    g_autoptr (GArray) organisations = td_accreditation_choices ();
    g_autoptr (GArray) languages = NULL;
    g_autoptr (GArray) roles = NULL;

    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_store_read (instance->store, read_in, &s, error) || !colleague_choices (&s, colleagues, strings, error)
        || !organisation_choices (&s, organisations, strings, error))
        return FALSE;
    reports = s.meeting->closed && td_request_viewer (request)->person != NULL
                  ? td_accreditation_reports (request, NULL, strings, error)
                  : td_accreditation_choices ();
    if (reports == NULL)
        return FALSE;
    rows = guest_rows (&s, locale, strings);
    papers = paper_rows (&s);
    files = file_rows (&s, locale, strings);
    languages = td_accreditation_languages (request, F (request, "language"), strings);
    roles = role_choices (request, s.meeting->closed);
    struct html_meeting_people page = {
        .errors = errors,
        .n_errors = wrong != NULL,
        .rows = (const Row *) (void *) rows->data,
        .n_rows = rows->len,
        .papers = (const Paper *) (void *) papers->data,
        .n_papers = papers->len,
        .files = (const File *) (void *) files->data,
        .n_files = files->len,
        .own_reports = (const void *) reports->data,
        .n_own_reports = reports->len,
        .colleagues = (const void *) colleagues->data,
        .n_colleagues = colleagues->len,
        .organisations = (const void *) organisations->data,
        .n_organisations = organisations->len,
        .may_invite = s.may_invite,
        .may_assign = s.may_assign,
        .words = F (request, "words"),
        .address = F (request, "address"),
        .roles = (const void *) roles->data,
        .n_roles = roles->len,
        .languages = (const void *) languages->data,
        .n_languages = languages->len,
        .begins = F (request, "begins"),
        .ends = F (request, "ends"),
    };
    fill_meeting (&page, &s, strings);
    html_meeting_people (td_request_html (request), &page);
    td_reply_html (request, wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_meeting_people_page (TdRequest *request, GError **error)
{
    return td_meeting_people_show (request, NULL, NULL, error);
}

static const char *given (TdRequest *request, const char *name)
{
    return *F (request, name) != '\0' ? F (request, name) : NULL;
}

static gboolean do_so (TdRequest *request, const char **ret_field, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "id"), *what = F (request, "do");
    const TdGuestWish person = { .person = given (request, "person") },
                      organisation = { .organisation = given (request, "organisation") },
                      assigned = { .address = F (request, "address"),
                                   .role = given (request, "role"),
                                   .language = given (request, "language"),
                                   .begins = F (request, "begins"),
                                   .ends = F (request, "ends") };

    if (given (request, "remove") != NULL)
        return td_guest_remove (instance, viewer, id, F (request, "remove"), error);
    if (given (request, "paper-off") != NULL)
        return td_briefing_paper_remove (instance, viewer, id, F (request, "paper-off"), error);
    if (g_str_equal (what, "paper"))
        return td_briefing_paper_add (instance, viewer, id, F (request, "submission"), error);
    return td_guest_invite (instance, viewer, id,
                            g_str_equal (what, "colleague")      ? &person
                            : g_str_equal (what, "organisation") ? &organisation
                                                                 : &assigned,
                            ret_field, error);
}

gboolean td_meeting_people_post (TdRequest *request, GError **error)
{
    const char *field = NULL, *wrong = td_request_field_problem (request, NULL);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *back =
        g_strdup_printf ("/%s/meetings/%s/people", td_request_locale (request), td_request_part (request, "id"));
    GError *problem = NULL;

    if (wrong == NULL && !do_so (request, &field, &problem)) {
        wrong = td_accreditation_problem (strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return td_meeting_people_show (request, field, wrong, error);
    td_reply_redirect (request, back);
    return TRUE;
}
