/* Who comes to a session: guests of closed meetings, attendance, figures, what goes by rule. */
#include "areas/accreditation/accreditation.h"
#include "areas/accreditation/attendance.h"
#include "areas/accreditation/guests.h"
#include "areas/organisations/organisation.h"
#include "areas/programme/meeting-sql.h"
#include "base/id.h"
#include "base/limits.h"
#include "people-house.h"

/* A session with a lunchtime briefing on Ghana and a public meeting; a union with a lead and a colleague, and a stranger. */
typedef struct {
    House *house;
    char *briefing, *open;
    char *lead, *colleague, *stranger, *member, *union_id;
    TdViewer lead_now, colleague_now, stranger_now, member_now;
} Scene;

static void look_again (Scene *s)
{
    td_viewer_clear (&s->lead_now);
    td_viewer_clear (&s->colleague_now);
    td_viewer_clear (&s->stranger_now);
    td_viewer_clear (&s->member_now);
    viewer_now (s->house, s->lead, &s->lead_now);
    viewer_now (s->house, s->colleague, &s->colleague_now);
    viewer_now (s->house, s->stranger, &s->stranger_now);
    viewer_now (s->house, s->member, &s->member_now);
}

struct making {
    House *house;
    const char *kind;
    gboolean closed;
    TdMeetingStatus status;
    char *id;
};

static gboolean meeting_in (TdTx *tx, gpointer data, GError **error)
{
    struct making *m = data;
    char *states[] = { (char *) "GHA", NULL };
    TdMeeting meeting = { .id = m->id,
                          .session = 41,
                          .kind = (char *) m->kind,
                          .closed = m->closed,
                          .status = m->status,
                          .states = states,
                          .begins_local = (char *) "2025-12-02T13:00",
                          .ends_local = (char *) "2025-12-02T14:30",
                          .zone = (char *) "Europe/Zurich" };

    return td_instant_from_local (meeting.begins_local, meeting.zone, &meeting.begins, error)
           && td_instant_from_local (meeting.ends_local, meeting.zone, &meeting.ends, error)
           && td_meeting_insert (tx, &meeting, error);
}

static char *make_meeting (House *house, const char *kind, gboolean closed, TdMeetingStatus status)
{
    struct making m = { house, kind, closed, status, td_id_new () };
    g_autoptr (GError) error = NULL;

    td_store_keep (house->instance->store, meeting_in, &m, &error);
    g_assert_no_error (error);
    return m.id;
}

static void scene_new (Scene *s)
{
    static const char *const ghana[] = { "GHA", NULL };
    const TdOrganisationFacts facts = {
        .name = "Union of Tests", .kind = "trade-union", .visibility = "public", .countries = ghana
    };
    g_autoptr (GError) error = NULL;

    s->house = house_new (TRUE);
    set_day (s->house, "2025-11-03");
    s->lead = add (s->house, "lead@example.org", TD_ROLE_ORGANISATION, NULL);
    viewer_now (s->house, s->lead, &s->lead_now);
    td_organisation_add (s->house->instance, &s->lead_now, &facts, &s->union_id, NULL, &error);
    g_assert_no_error (error);
    s->colleague = add (s->house, "colleague@example.org", TD_ROLE_ORGANISATION, NULL);
    set_level (s->house, s->colleague, s->union_id, TD_LEVEL_CONTRIBUTOR);
    s->stranger = add (s->house, "stranger@example.org", TD_ROLE_ORGANISATION, NULL);
    s->member = add (s->house, "member@example.org", TD_ROLE_MEMBER, "PHL");
    s->briefing = make_meeting (s->house, "lunchtime-briefing", TRUE, TD_MEETING_ON);
    s->open = make_meeting (s->house, "dialogue", FALSE, TD_MEETING_ON);
    look_again (s);
}

static void scene_clear (Scene *s)
{
    td_viewer_clear (&s->lead_now);
    td_viewer_clear (&s->colleague_now);
    td_viewer_clear (&s->stranger_now);
    td_viewer_clear (&s->member_now);
    g_free (s->briefing);
    g_free (s->open);
    g_free (s->lead);
    g_free (s->colleague);
    g_free (s->stranger);
    g_free (s->member);
    g_free (s->union_id);
    g_clear_pointer (&s->house, house_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

/* ---- guests ---- */

static gboolean knows (Scene *s, const TdViewer *viewer, const char *meeting)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdMeeting) m = td_meeting_get (s->house->instance, viewer, meeting, &error);

    if (m == NULL)
        assert_code (&error, TD_ERROR_NOT_FOUND);
    return m != NULL;
}

static void invite (Scene *s, const TdViewer *viewer, const char *meeting, const TdGuestWish wish, int code)
{
    g_autoptr (GError) error = NULL;
    gboolean done = td_guest_invite (s->house->instance, viewer, meeting, &wish, NULL, &error);

    if (code != 0) {
        g_assert_false (done);
        assert_code (&error, (TdErrorCode) code);
    }
    g_assert_no_error (error);
}

struct reading {
    Scene *scene;
    const TdViewer *viewer;
    const char *meeting;
    GPtrArray *list;
};

static gboolean guests_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (TdMeeting) m = td_meeting_get_in (tx, r->viewer, r->meeting, error);

    return m != NULL && (r->list = td_guests_in (tx, r->scene->house->instance, m, r->viewer, error)) != NULL;
}

static GPtrArray *guests (Scene *s, const TdViewer *viewer, const char *meeting)
{
    struct reading r = { s, viewer, meeting, NULL };
    g_autoptr (GError) error = NULL;

    td_store_read (s->house->instance->store, guests_in, &r, &error);
    g_assert_no_error (error);
    return r.list;
}

static const char *guest_of (const GPtrArray *list, const char *person)
{
    for (guint i = 0; i < list->len; i++) {
        const TdGuest *g = list->pdata[i];
        if (g_strcmp0 (g->person, person) == 0)
            return g->id;
    }
    return NULL;
}

/* Closed for whoever was not named; an organisation is there by its leads, who name colleagues. */
static void test_guests (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GPtrArray) list = NULL;
    g_autofree char *text = NULL;
    gint64 n = 0;

    scene_new (&s);
    g_assert_false (knows (&s, &nobody, s.briefing));
    g_assert_false (knows (&s, &s.lead_now, s.briefing));
    g_assert_true (knows (&s, &s.member_now, s.briefing));

    invite (&s, &s.stranger_now, s.briefing, (TdGuestWish){ .organisation = s.union_id }, TD_ERROR_NOT_FOUND);
    invite (&s, &s.member_now, s.briefing, (TdGuestWish){ .organisation = s.union_id }, 0);
    g_assert_true (knows (&s, &s.lead_now, s.briefing));
    g_assert_false (knows (&s, &s.colleague_now, s.briefing));
    g_assert_false (knows (&s, &s.stranger_now, s.briefing));

    text = letters (s.house, &n);
    g_assert_cmpint (n, ==, 1);
    g_assert_nonnull (strstr (text, "Something waits for you"));
    g_assert_null (strstr (text, "Ghana"));
    g_assert_null (strstr (text, "riefing"));

    /* A lead names people of theirs, and nobody else. */
    invite (&s, &s.lead_now, s.briefing, (TdGuestWish){ .person = s.stranger }, TD_ERROR_INPUT);
    invite (&s, &s.lead_now, s.briefing, (TdGuestWish){ .address = "stranger@example.org" }, TD_ERROR_NOT_ALLOWED);
    invite (&s, &s.lead_now, s.briefing, (TdGuestWish){ .person = s.colleague }, 0);
    g_assert_true (knows (&s, &s.colleague_now, s.briefing));

    /* Who leaves the organisation leaves the meeting. */
    set_level (s.house, s.colleague, s.union_id, TD_LEVEL_NONE);
    look_again (&s);
    g_assert_false (knows (&s, &s.colleague_now, s.briefing));

    /* With its invitation go those whom it named. */
    set_level (s.house, s.colleague, s.union_id, TD_LEVEL_CONTRIBUTOR);
    look_again (&s);
    list = guests (&s, &s.lead_now, s.briefing);
    g_assert_cmpuint (list->len, ==, 2);
    for (guint i = 0; i < list->len; i++) {
        const TdGuest *g = list->pdata[i];
        g_autoptr (GError) error = NULL;
        if (g->organisation == NULL || g->person != NULL)
            continue;
        td_guest_remove (s.house->instance, &s.lead_now, s.briefing, g->id, &error);
        assert_code (&error, TD_ERROR_NOT_FOUND);
        td_guest_remove (s.house->instance, &secretariat, s.briefing, g->id, &error);
        g_assert_no_error (error);
    }
    g_assert_false (knows (&s, &s.lead_now, s.briefing));
    g_assert_false (knows (&s, &s.colleague_now, s.briefing));
}

/* By a link of a letter nobody is a guest; nor who acts for the State that it is about. */
static void test_guests_not (void)
{
    g_auto (Scene) s = { 0 };
    g_auto (TdViewer) by_link = { 0 };
    g_autofree char *cookie = NULL;
    g_autofree char *ministry = NULL;

    scene_new (&s);
    invite (&s, &secretariat, s.briefing, (TdGuestWish){ .address = " Stranger@Example.org" }, 0);
    g_assert_true (knows (&s, &s.stranger_now, s.briefing));
    cookie = open_session (s.house, s.stranger, TD_TRUST_LINK);
    viewer_of (s.house, cookie, &by_link);
    g_assert_false (knows (&s, &by_link, s.briefing));

    ministry = add (s.house, "ministry@example.org", TD_ROLE_MINISTRY, "GHA");
    invite (&s, &secretariat, s.briefing, (TdGuestWish){ .address = "ministry@example.org" }, TD_ERROR_INPUT);
    invite (&s, &secretariat, s.briefing, (TdGuestWish){ .address = "no-one@example.org" }, TD_ERROR_INPUT);
    invite (&s, &secretariat, s.open, (TdGuestWish){ .person = s.stranger }, TD_ERROR_CONFLICT);
}

static void test_assignments (void)
{
    g_auto (Scene) s = { 0 };
    g_auto (TdViewer) interpreter_now = { 0 };
    g_autofree char *interpreter = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GError) error = NULL;
    const TdGuestWish wish = { .address = "voice@example.org",
                               .role = "interpreter",
                               .language = "fr",
                               .begins = "2025-12-02T13:00",
                               .ends = "2025-12-02T13:30" };
    TdGuestWish wrong = wish;

    scene_new (&s);
    interpreter = add (s.house, "voice@example.org", TD_ROLE_INTERPRETER, NULL);
    viewer_now (s.house, interpreter, &interpreter_now);
    g_assert_false (knows (&s, &interpreter_now, s.briefing));
    invite (&s, &s.member_now, s.briefing, wish, TD_ERROR_NOT_ALLOWED);
    wrong.ends = "2025-12-02T12:00";
    invite (&s, &secretariat, s.briefing, wrong, TD_ERROR_INPUT);
    wrong = wish;
    wrong.language = "xx";
    invite (&s, &secretariat, s.briefing, wrong, TD_ERROR_INPUT);
    invite (&s, &secretariat, s.briefing, wish, 0);
    invite (&s, &secretariat, s.briefing, wish, 0); /* again changes it */
    g_assert_true (knows (&s, &interpreter_now, s.briefing));
    list = guests (&s, &interpreter_now, s.briefing);
    g_assert_cmpuint (list->len, ==, 1);
    g_assert_cmpstr (((TdGuest *) list->pdata[0])->language, ==, "fr");
    td_guest_remove (s.house->instance, &secretariat, s.briefing, guest_of (list, interpreter), &error);
    g_assert_no_error (error);
    g_assert_false (knows (&s, &interpreter_now, s.briefing));
}

/* ---- attendance ---- */

struct noting {
    Scene *scene;
    const char *meeting, *who;
    TdCameHow how;
};

static gboolean note_in (TdTx *tx, gpointer data, GError **error)
{
    const struct noting *n = data;

    return td_attendance_note (tx, n->scene->house->instance, n->meeting, n->who, n->how,
                               td_clock_now (&n->scene->house->instance->clock), error);
}

static void came (Scene *s, const char *meeting, const char *who, TdCameHow how)
{
    struct noting n = { s, meeting, who, how };
    g_autoptr (GError) error = NULL;

    td_store_keep (s->house->instance->store, note_in, &n, &error);
    g_assert_no_error (error);
}

static guint n_came (Scene *s, const char *meeting)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = td_attendance_list (s->house->instance, &secretariat, 41, meeting, &error);

    g_assert_no_error (error);
    return list->len;
}

struct counting {
    Scene *scene;
    const TdViewer *viewer;
    const char *meeting;
    GPtrArray *list;
};

static gboolean counts_in (TdTx *tx, gpointer data, GError **error)
{
    struct counting *c = data;

    c->list = td_attendance_counts (tx, c->scene->house->instance, c->viewer, 41, c->meeting, error);
    return c->list != NULL;
}

static GPtrArray *counts (Scene *s, const TdViewer *viewer, const char *meeting)
{
    struct counting c = { s, viewer, meeting, NULL };
    g_autoptr (GError) error = NULL;

    td_store_read (s->house->instance->store, counts_in, &c, &error);
    g_assert_no_error (error);
    return c.list;
}

/* -2: there is no such row. */
static gint64 count_of (const GPtrArray *list, TdCountBy by, const char *word)
{
    for (guint i = 0; i < list->len; i++) {
        const TdAttendanceCount *c = list->pdata[i];
        if (c->by == by && g_str_equal (c->word, word))
            return c->n;
    }
    return -2;
}

static void test_attendance (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = NULL;
    const char *const names[] = { "Ama Mensah", " ", "أمل حسن", NULL };
    const char *const wrong[] = { "Kofi, passport G1234567", NULL };
    const TdAttendanceTyped typed = { .meeting = s.open, .how = "in-person", .names = names };
    TdAttendanceTyped other = typed;

    scene_new (&s);
    came (&s, s.open, s.lead, TD_CAME_VIDEO);
    came (&s, s.open, s.lead, TD_CAME_VIDEO);
    came (&s, s.open, s.lead, TD_CAME_TELEPHONE);
    came (&s, s.open, NULL, TD_CAME_VIDEO);
    came (&s, s.open, "aaaabbbbccccdddd", TD_CAME_VIDEO);
    g_assert_cmpuint (n_came (&s, s.open), ==, 2);

    other.meeting = s.open;
    td_attendance_type (s.house->instance, &secretariat, 41, &other, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (n_came (&s, s.open), ==, 4);
    other.names = wrong;
    g_assert_false (td_attendance_type (s.house->instance, &secretariat, 41, &other, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_attendance_type (s.house->instance, &s.lead_now, 41, &other, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);

    list = td_attendance_list (s.house->instance, &secretariat, 41, s.open, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (((TdAttendance *) list->pdata[list->len - 1])->kind, ==, "person");
    td_attendance_remove (s.house->instance, &secretariat, ((TdAttendance *) list->pdata[0])->id, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (n_came (&s, s.open), ==, 3);
}

/* Fewer than five are not told, nor what would tell them by subtraction; a closed meeting is in no figure of the session. */
static void test_counts (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GPtrArray) kept = NULL;
    g_autoptr (GPtrArray) of_briefing = NULL;
    g_autoptr (GError) error = NULL;
    int n = 0;

    scene_new (&s);
    for (int i = 0; i < 7; i++) {
        g_autofree char *address = g_strdup_printf ("u%d@example.org", i);
        g_autofree char *id = add (s.house, address, TD_ROLE_ORGANISATION, NULL);
        set_level (s.house, id, s.union_id, TD_LEVEL_VIEWER);
        came (&s, s.open, id, TD_CAME_IN_PERSON);
    }
    came (&s, s.open, s.stranger, TD_CAME_VIDEO);
    came (&s, s.briefing, s.member, TD_CAME_IN_PERSON);

    list = counts (&s, &nobody, NULL);
    g_assert_cmpint (count_of (list, TD_BY_ALL, ""), ==, 8);
    g_assert_cmpint (count_of (list, TD_BY_KIND, "person"), ==, -1);
    g_assert_cmpint (count_of (list, TD_BY_KIND, "trade-union"), ==, -1); /* 8 less 7 would tell it */
    g_assert_cmpint (count_of (list, TD_BY_KIND, "committee"), ==, -2);
    g_assert_cmpint (count_of (list, TD_BY_REGION, ""), ==, 8);
    of_briefing = counts (&s, &secretariat, s.briefing);
    g_assert_cmpint (count_of (of_briefing, TD_BY_ALL, ""), ==, -1);
    g_assert_false (knows (&s, &nobody, s.briefing));

    /* Ninety days after the session ended on 11 December. */
    set_day (s.house, "2026-03-11");
    td_accreditation_erase_due (s.house->instance, &n, &error);
    g_assert_no_error (error);
    g_assert_cmpint (n, ==, 0);
    set_day (s.house, "2026-03-12");
    td_accreditation_erase_due (s.house->instance, &n, &error);
    g_assert_no_error (error);
    g_assert_cmpint (n, ==, 1);
    g_assert_cmpuint (n_came (&s, NULL), ==, 0);
    kept = counts (&s, &nobody, NULL);
    g_assert_cmpint (count_of (kept, TD_BY_ALL, ""), ==, 8);
    g_assert_cmpint (count_of (kept, TD_BY_KIND, "trade-union"), ==, -1);
    td_accreditation_erase_due (s.house->instance, &n, &error);
    g_assert_no_error (error);
    g_assert_cmpint (n, ==, 0);
}

static void test_passport (void)
{
    static const char *const numbers[] = { "X1234567",  "G 1234567",
                                           "AB-123456", "passport no. 123456789",
                                           "C01X00T47", "my number is k1234567." };
    static const char *const fine[] = { "",
                                        "on 7 December 2026",
                                        "2026-12-07 at 10:00",
                                        "Room 12, floor 3",
                                        "CMW/C/GHA/CO/1",
                                        "+41227391234",
                                        "Convention of 1990",
                                        "ILO 189 and 143",
                                        "阿马" };

    for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
        g_test_message ("%s", numbers[i]);
        g_assert_true (td_looks_like_passport (numbers[i]));
    }
    for (gsize i = 0; i < G_N_ELEMENTS (fine); i++) {
        g_test_message ("%s", fine[i]);
        g_assert_false (td_looks_like_passport (fine[i]));
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/accreditation/passport", test_passport);
    g_test_add_func ("/accreditation/guests", test_guests);
    g_test_add_func ("/accreditation/guests-not", test_guests_not);
    g_test_add_func ("/accreditation/assignments", test_assignments);
    g_test_add_func ("/accreditation/attendance", test_attendance);
    g_test_add_func ("/accreditation/counts", test_counts);
    return g_test_run ();
}
