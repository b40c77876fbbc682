/* Who comes to a session: guests of closed meetings, attendance, figures, what goes by rule. */
#include "areas/accreditation/accreditation.h"
#include "areas/accreditation/attendance.h"
#include "areas/accreditation/badge.h"
#include "areas/accreditation/briefing-file.h"
#include "areas/accreditation/briefing.h"
#include "areas/accreditation/delegation.h"
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

/* ---- asking and deciding ---- */

static const char *const no_one[] = { NULL };

static char *ask (Scene *s, const TdViewer *viewer, TdAccreditationWish wish, const char *field, int code)
{
    g_autoptr (GError) error = NULL;
    const char *wrong = NULL;
    char *id = NULL;

    if (wish.session == 0)
        wish.session = 41;
    if (wish.as == NULL)
        wish.as = "observer";
    td_accreditation_ask (s->house->instance, viewer, &wish, &id, &wrong, &error);
    if (code == 0) {
        g_assert_no_error (error);
        return id;
    }
    assert_code (&error, (TdErrorCode) code);
    g_assert_null (id);
    g_assert_cmpstr (wrong, ==, field);
    return NULL;
}

static void decide_about (Scene *s, const char *id, gboolean accept, const char *reason)
{
    const char *const ids[] = { id, NULL };
    g_autoptr (GError) error = NULL;

    td_accreditation_decide (s->house->instance, &secretariat, ids, accept, reason, NULL, &error);
    g_assert_no_error (error);
}

static TdAccreditation *get (Scene *s, const TdViewer *viewer, const char *id)
{
    g_autoptr (GError) error = NULL;
    TdAccreditation *a = td_accreditation_get (s->house->instance, viewer, id, &error);

    if (a == NULL)
        assert_code (&error, TD_ERROR_NOT_FOUND);
    return a;
}

static gboolean sees (Scene *s, const TdViewer *viewer, const char *id)
{
    g_autoptr (TdAccreditation) a = get (s, viewer, id);

    return a != NULL;
}

static void test_ask (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *by_lead = NULL;
    g_autofree char *named = NULL;
    g_autofree char *alone = NULL;
    g_autoptr (TdAccreditation) a = NULL;
    g_autoptr (GPtrArray) own = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    by_lead =
        ask (&s, &s.lead_now,
             (TdAccreditationWish){ .organisation = s.union_id, .person = s.colleague, .name = "陈小明" }, NULL, 0);
    named =
        ask (&s, &s.lead_now,
             (TdAccreditationWish){ .organisation = s.union_id, .name = "Ama Mensah", .shown = "A. M.", .plain = TRUE },
             NULL, 0);
    alone = ask (&s, &s.stranger_now, (TdAccreditationWish){ .as = "remote", .name = "Somebody" }, NULL, 0);

    ask (&s, &s.colleague_now, (TdAccreditationWish){ .organisation = s.union_id, .name = "X" }, "organisation",
         TD_ERROR_NOT_ALLOWED);
    ask (&s, &s.lead_now, (TdAccreditationWish){ .organisation = s.union_id, .person = s.stranger }, "person",
         TD_ERROR_INPUT);
    ask (&s, &s.lead_now, (TdAccreditationWish){ .organisation = s.union_id, .person = s.colleague, .name = "Again" },
         "person", TD_ERROR_CONFLICT);
    ask (&s, &s.lead_now, (TdAccreditationWish){ .organisation = s.union_id }, "name", TD_ERROR_INPUT);
    ask (&s, &s.lead_now, (TdAccreditationWish){ .organisation = s.union_id, .name = "B", .as = "delegate" }, "as",
         TD_ERROR_INPUT);
    ask (&s, &s.lead_now, (TdAccreditationWish){ .organisation = s.union_id, .name = "B", .country = "XXX" }, "country",
         TD_ERROR_INPUT);
    ask (&s, &s.lead_now, (TdAccreditationWish){ .organisation = s.union_id, .name = "B", .note = "Passport G1234567" },
         "note", TD_ERROR_INPUT);
    ask (&s, &s.lead_now, (TdAccreditationWish){ .organisation = s.union_id, .name = "B 12345678" }, "name",
         TD_ERROR_INPUT);
    ask (&s, &s.lead_now, (TdAccreditationWish){ .organisation = s.union_id, .name = "B", .session = 999 }, NULL,
         TD_ERROR_NOT_FOUND);

    /* Whose it is, leads and the secretariat know of it; nobody else. */
    g_assert_true (sees (&s, &s.colleague_now, by_lead));
    g_assert_true (sees (&s, &s.lead_now, by_lead));
    g_assert_true (sees (&s, &secretariat, by_lead));
    g_assert_false (sees (&s, &s.stranger_now, by_lead));
    g_assert_false (sees (&s, &s.member_now, by_lead));
    g_assert_false (sees (&s, &nobody, by_lead));
    g_assert_false (sees (&s, &s.colleague_now, named));
    a = get (&s, &s.lead_now, by_lead);
    g_assert_cmpstr (a->name, ==, "陈小明");
    g_assert_cmpint (a->status, ==, TD_ACCREDITATION_ASKED);
    g_assert_null (a->badge);
    own = td_accreditation_own (s.house->instance, &s.lead_now, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (own->len, ==, 2);

    /* The session begins on 1 December; two weeks before is 17 November, until midnight in Geneva. */
    set_day (s.house, "2025-11-17");
    g_free (ask (&s, &s.lead_now, (TdAccreditationWish){ .organisation = s.union_id, .name = "In time" }, NULL, 0));
    set_day (s.house, "2025-11-18");
    ask (&s, &s.lead_now, (TdAccreditationWish){ .organisation = s.union_id, .name = "Late" }, NULL, TD_ERROR_CONFLICT);
    g_free (ask (&s, &secretariat, (TdAccreditationWish){ .organisation = s.union_id, .name = "Late" }, NULL, 0));
    set_day (s.house, "2025-12-12");
    ask (&s, &secretariat, (TdAccreditationWish){ .name = "Over" }, NULL, TD_ERROR_CONFLICT);
}

static void test_decide (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *one = NULL;
    g_autofree char *other = NULL;
    g_autofree char *remote = NULL;
    g_autofree char *text = NULL;
    g_autoptr (TdAccreditation) a = NULL;
    g_autoptr (TdAccreditation) r = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GError) error = NULL;
    const char *field = NULL;
    gint64 n = 0, total = 0;

    scene_new (&s);
    one = ask (&s, &s.lead_now,
               (TdAccreditationWish){ .organisation = s.union_id, .person = s.colleague, .name = "One" }, NULL, 0);
    other = ask (&s, &s.lead_now, (TdAccreditationWish){ .organisation = s.union_id, .name = "Other" }, NULL, 0);
    remote = ask (&s, &s.stranger_now, (TdAccreditationWish){ .as = "remote", .name = "Far" }, NULL, 0);
    const char *const both[] = { one, remote, NULL }, *const with_unknown[] = { other, "aaaabbbbccccdddd", NULL };

    g_assert_false (td_accreditation_decide (s.house->instance, &s.lead_now, both, TRUE, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_accreditation_decide (s.house->instance, &secretariat, both, FALSE, " ", &field, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpstr (field, ==, "reason");
    g_assert_false (td_accreditation_decide (s.house->instance, &secretariat, no_one, TRUE, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    td_accreditation_decide (s.house->instance, &secretariat, both, TRUE, "Welcome.", NULL, &error);
    g_assert_no_error (error);
    text = letters (s.house, &n);
    g_assert_cmpint (n, ==, 2);
    g_assert_null (strstr (text, "Welcome"));
    a = get (&s, &s.colleague_now, one);
    g_assert_cmpint (a->status, ==, TD_ACCREDITATION_ACCEPTED);
    g_assert_cmpstr (a->reason, ==, "Welcome.");
    g_assert_nonnull (a->badge);
    r = get (&s, &s.stranger_now, remote);
    g_assert_null (r->badge);

    /* All or none. */
    g_assert_false (td_accreditation_decide (s.house->instance, &secretariat, with_unknown, TRUE, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    list = td_accreditation_list (s.house->instance, &secretariat, &(TdAccreditationFilter){ .session = 41 }, &total,
                                  &error);
    g_assert_no_error (error);
    g_assert_cmpint (total, ==, 3);
    g_assert_cmpstr (((TdAccreditation *) list->pdata[0])->id, ==, other); /* what waits stands first */
    g_assert_null (td_accreditation_list (s.house->instance, &s.member_now, &(TdAccreditationFilter){ .session = 41 },
                                          NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
}

/* ---- badges ---- */

static char *token_of (Scene *s, const TdViewer *viewer, const char *id)
{
    g_autoptr (GError) error = NULL;
    char *token = td_badge_token (s->house->instance, viewer, id, &error);

    g_assert_no_error (error);
    return token;
}

static void checks_as (Scene *s, const TdViewer *viewer, const char *token, TdBadgeState state, const char *name)
{
    g_auto (TdBadgeCheck) check = { 0 };
    g_autoptr (GError) error = NULL;

    td_badge_check (s->house->instance, viewer, token, &check, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (td_badge_state_word (check.state), ==, td_badge_state_word (state));
    if (name == NULL)
        g_assert_null (check.accreditation);
    else
        g_assert_cmpstr (td_accreditation_badge_name (check.accreditation), ==, name);
    if (state == TD_BADGE_HOLDS)
        g_assert_cmpint (check.session, ==, 41);
}

static void test_badge (void)
{
    g_auto (Scene) s = { 0 };
    g_auto (Scene) elsewhere = { 0 };
    g_autofree char *id = NULL;
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    g_autofree char *bent = NULL;
    g_autofree char *hers = NULL;
    g_autofree char *theirs = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    id = ask (&s, &s.lead_now,
              (TdAccreditationWish){
                  .organisation = s.union_id, .person = s.colleague, .name = "Ama Mensah", .shown = "A. M." },
              NULL, 0);
    g_assert_null (td_badge_token (s.house->instance, &s.lead_now, id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    decide_about (&s, id, TRUE, NULL);
    first = token_of (&s, &s.colleague_now, id);
    checks_as (&s, &nobody, first, TD_BADGE_HOLDS, NULL);
    checks_as (&s, &s.colleague_now, first, TD_BADGE_HOLDS, NULL);
    checks_as (&s, &secretariat, first, TD_BADGE_HOLDS, "A. M.");

    /* Every letter counts, and nothing else is one. */
    bent = g_strdup (first);
    for (gsize i = 0; i < strlen (first); i += 7) {
        bent[i] = bent[i] == 'A' ? 'B' : 'A';
        g_auto (TdBadgeCheck) check = { 0 };
        td_badge_check (s.house->instance, &nobody, bent, &check, &error);
        g_assert_no_error (error);
        g_assert_cmpint (check.state, !=, TD_BADGE_HOLDS);
        bent[i] = first[i];
    }
    checks_as (&s, &nobody, "", TD_BADGE_FORGED, NULL);
    checks_as (&s, &nobody, "x", TD_BADGE_FORGED, NULL);
    scene_new (&elsewhere);
    theirs = ask (&elsewhere, &elsewhere.stranger_now, (TdAccreditationWish){ .name = "B" }, NULL, 0);
    decide_about (&elsewhere, theirs, TRUE, NULL);
    hers = token_of (&elsewhere, &elsewhere.stranger_now, theirs);
    checks_as (&s, &nobody, hers, TD_BADGE_ELSEWHERE, NULL);

    /* Came in: once a day; by the secretariat alone; at a meeting of the session. */
    g_assert_false (td_badge_came (s.house->instance, &s.lead_now, first, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_true (td_badge_came (s.house->instance, &secretariat, first, NULL, &error));
    g_assert_true (td_badge_came (s.house->instance, &secretariat, first, NULL, &error));
    g_assert_true (td_badge_came (s.house->instance, &secretariat, first, s.open, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (n_came (&s, ""), ==, 1);
    g_assert_cmpuint (n_came (&s, s.open), ==, 1);

    /* A new one in place of the lost; then none. */
    td_badge_renew (s.house->instance, &secretariat, id, &error);
    g_assert_no_error (error);
    second = token_of (&s, &s.colleague_now, id);
    checks_as (&s, &nobody, first, TD_BADGE_REVOKED, NULL);
    checks_as (&s, &nobody, second, TD_BADGE_HOLDS, NULL);
    g_assert_false (td_badge_revoke (s.house->instance, &secretariat, id, "", &error));
    assert_code (&error, TD_ERROR_INPUT);
    td_badge_revoke (s.house->instance, &secretariat, id, "It was sold.", &error);
    g_assert_no_error (error);
    checks_as (&s, &nobody, second, TD_BADGE_REVOKED, NULL);
    g_assert_false (td_badge_came (s.house->instance, &secretariat, second, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);

    /* The session ends on 11 December. */
    td_badge_renew (s.house->instance, &secretariat, id, &error);
    g_assert_no_error (error);
    g_free (second);
    second = token_of (&s, &s.colleague_now, id);
    set_day (s.house, "2025-12-11");
    checks_as (&s, &nobody, second, TD_BADGE_HOLDS, NULL);
    set_day (s.house, "2025-12-12");
    checks_as (&s, &nobody, second, TD_BADGE_EXPIRED, NULL);
}

/* With the names of a session its badges go. */
static void test_badge_erased (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *id = NULL;
    g_autofree char *token = NULL;
    g_autoptr (GError) error = NULL;
    int n = 0;

    scene_new (&s);
    id = ask (&s, &s.stranger_now, (TdAccreditationWish){ .name = "Kofi" }, NULL, 0);
    decide_about (&s, id, TRUE, NULL);
    token = token_of (&s, &s.stranger_now, id);
    set_day (s.house, "2026-03-12");
    td_accreditation_erase_due (s.house->instance, &n, &error);
    g_assert_no_error (error);
    g_assert_cmpint (n, ==, 1);
    g_assert_false (sees (&s, &secretariat, id));
    checks_as (&s, &secretariat, token, TD_BADGE_EXPIRED, NULL);
}

/* ---- delegations ---- */

static void delegate (Scene *s, const TdViewer *viewer, const char *name, gboolean head, int code)
{
    g_autoptr (GError) error = NULL;

    td_delegation_add (s->house->instance, viewer, 41, &(TdDelegateWish){ name, "Envoy", "fr", head }, NULL, &error);
    if (code != 0)
        assert_code (&error, (TdErrorCode) code);
    g_assert_no_error (error);
}

static TdDelegation *delegation (Scene *s, const TdViewer *viewer)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = td_delegations (s->house->instance, viewer, 41, "GHA", &error);

    g_assert_no_error (error);
    g_assert_cmpuint (list->len, ==, 1);
    return g_ptr_array_steal_index (list, 0);
}

static void shows (Scene *s, const TdViewer *viewer, guint members, const char *head)
{
    g_autoptr (TdDelegation) d = delegation (s, viewer);

    g_assert_cmpint (d->n, ==, 2);
    g_assert_cmpuint (d->members->len, ==, members);
    g_assert_cmpstr (((TdAccreditation *) d->members->pdata[0])->name, ==, head);
}

static void test_delegation (void)
{
    g_auto (Scene) s = { 0 };
    g_auto (TdViewer) mission_now = { 0 };
    g_auto (TdViewer) other_now = { 0 };
    g_autofree char *mission = NULL;
    g_autofree char *other = NULL;
    g_autofree char *second = NULL;
    g_autofree char *token = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    mission = add (s.house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    other = add (s.house, "philippines@example.org", TD_ROLE_MISSION, "PHL");
    viewer_now (s.house, mission, &mission_now);
    viewer_now (s.house, other, &other_now);
    delegate (&s, &s.lead_now, "X", FALSE, TD_ERROR_NOT_ALLOWED);
    delegate (&s, &mission_now, "H. E. Abena Owusu", FALSE, 0);
    delegate (&s, &mission_now, "Kwame Boateng", FALSE, 0);
    delegate (&s, &mission_now, "P G1234567", FALSE, TD_ERROR_INPUT);
    shows (&s, &nobody, 1, "H. E. Abena Owusu");
    shows (&s, &other_now, 1, "H. E. Abena Owusu");
    shows (&s, &mission_now, 2, "H. E. Abena Owusu");
    shows (&s, &s.member_now, 2, "H. E. Abena Owusu");
    shows (&s, &secretariat, 2, "H. E. Abena Owusu");

    {
        g_autoptr (TdDelegation) d = delegation (&s, &mission_now);
        second = g_strdup (((TdAccreditation *) d->members->pdata[1])->id);
    }
    token = token_of (&s, &mission_now, second);
    checks_as (&s, &nobody, token, TD_BADGE_HOLDS, NULL);
    g_assert_false (td_delegation_change (s.house->instance, &other_now, second, TRUE, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    td_delegation_change (s.house->instance, &mission_now, second, TRUE, &error);
    g_assert_no_error (error);
    shows (&s, &nobody, 1, "Kwame Boateng");
    td_delegation_set_public (s.house->instance, &mission_now, 41, TRUE, &error);
    g_assert_no_error (error);
    shows (&s, &nobody, 2, "Kwame Boateng");
    td_delegation_change (s.house->instance, &mission_now, second, FALSE, &error);
    g_assert_no_error (error);
    checks_as (&s, &nobody, token, TD_BADGE_REVOKED, NULL);
}

/* ---- briefings ---- */

static void test_briefing (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GPtrArray) own = NULL;
    g_autoptr (GError) error = NULL;
    TdBriefingWish wish;

    scene_new (&s);
    wish = (TdBriefingWish){ .session = 41, .state = "GHA", .organisation = s.union_id, .words = "About recruitment." };
    g_assert_false (td_briefing_ask (s.house->instance, &s.colleague_now, &wish, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    td_briefing_ask (s.house->instance, &s.lead_now, &wish, NULL, &error);
    g_assert_no_error (error);
    g_assert_false (td_briefing_ask (s.house->instance, &s.lead_now, &wish, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);

    g_assert_null (td_briefing_list (s.house->instance, &s.member_now, 0, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    list = td_briefing_list (s.house->instance, &secretariat, 0, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (list->len, ==, 1);
    g_assert_cmpstr (((TdBriefing *) list->pdata[0])->words, ==, "About recruitment.");

    g_assert_false (td_briefing_decide (s.house->instance, &secretariat, ((TdBriefing *) list->pdata[0])->id, s.open,
                                        NULL, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (knows (&s, &s.lead_now, s.briefing));
    td_briefing_decide (s.house->instance, &secretariat, ((TdBriefing *) list->pdata[0])->id, s.briefing, NULL, NULL,
                        &error);
    g_assert_no_error (error);
    g_assert_true (knows (&s, &s.lead_now, s.briefing));
    g_assert_false (knows (&s, &s.stranger_now, s.briefing));
    own = td_briefing_own (s.house->instance, &s.lead_now, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (((TdBriefing *) own->pdata[0])->meeting, ==, s.briefing);
    g_assert_false (td_briefing_withdraw (s.house->instance, &s.lead_now, ((TdBriefing *) own->pdata[0])->id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

/* ---- files laid before a briefing ---- */

static gboolean lay (Scene *s, const TdViewer *viewer, const char *meeting, const char *text, const char *title,
                     char **ret_id, GError **error)
{
    int fd = file_of (text);
    gboolean done = td_briefing_file_add (s->house->instance, viewer, meeting, fd, title, ret_id, NULL, error);

    close (fd);
    return done;
}

static gboolean files_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (TdMeeting) m = td_meeting_get_in (tx, r->viewer, r->meeting, error);

    return m != NULL && (r->list = td_briefing_files_in (tx, r->scene->house->instance, m, r->viewer, error)) != NULL;
}

static GPtrArray *files (Scene *s, const TdViewer *viewer)
{
    struct reading r = { s, viewer, s->briefing, NULL };
    g_autoptr (GError) error = NULL;

    td_store_read (s->house->instance->store, files_in, &r, &error);
    g_assert_no_error (error);
    return r.list;
}

static void has_bytes (Scene *s, const TdViewer *viewer, const char *id, const char *text)
{
    g_autoptr (TdBriefingFile) f = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = td_briefing_file_bytes (s->house->instance, viewer, s->briefing, id, &f, &error);

    if (text == NULL) {
        g_assert_null (bytes);
        assert_code (&error, TD_ERROR_NOT_FOUND);
        return;
    }
    g_assert_no_error (error);
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

static void is_refused (Scene *s, const TdViewer *viewer, const char *meeting, const char *text, int code)
{
    g_autoptr (GError) error = NULL;

    g_assert_false (lay (s, viewer, meeting, text, NULL, NULL, &error));
    assert_code (&error, code);
}

#define WORDS       "# Recruitment\n\nFees are taken from migrant workers before they leave.\n"
#define OTHER_WORDS "Passports are kept by employers.\n"

/* As its meeting: for those of it, and nobody else learns that it is there. */
static void test_files (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GPtrArray) seen = NULL;
    g_autoptr (GPtrArray) left = NULL;
    g_autofree char *id = NULL;
    g_autofree char *of_house = NULL;
    g_autofree char *of_colleague = NULL;
    g_autofree char *blob = NULL;
    g_autoptr (GError) error = NULL;
    const TdBriefingFile *f;

    scene_new (&s);
    is_refused (&s, &nobody, s.briefing, WORDS, TD_ERROR_NOT_FOUND);
    is_refused (&s, &s.lead_now, s.briefing, WORDS, TD_ERROR_NOT_FOUND);
    is_refused (&s, &s.member_now, s.briefing, WORDS, TD_ERROR_NOT_ALLOWED);
    is_refused (&s, &secretariat, s.open, WORDS, TD_ERROR_CONFLICT);
    invite (&s, &s.member_now, s.briefing, (TdGuestWish){ .organisation = s.union_id }, 0);
    is_refused (&s, &s.colleague_now, s.briefing, WORDS, TD_ERROR_NOT_FOUND);
    is_refused (&s, &s.lead_now, s.briefing, "", TD_ERROR_INPUT);
    lay (&s, &s.lead_now, s.briefing, WORDS, " Fees \n of  recruitment ", &id, &error);
    g_assert_no_error (error);
    is_refused (&s, &s.lead_now, s.briefing, WORDS, TD_ERROR_CONFLICT);
    lay (&s, &secretariat, s.briefing, OTHER_WORDS, NULL, &of_house, &error);
    g_assert_no_error (error);

    has_bytes (&s, &s.member_now, id, WORDS);
    has_bytes (&s, &s.lead_now, of_house, OTHER_WORDS);
    has_bytes (&s, &s.colleague_now, id, NULL);
    has_bytes (&s, &s.stranger_now, id, NULL);
    has_bytes (&s, &nobody, id, NULL);
    has_bytes (&s, &s.member_now, "0000000000000000", NULL);

    invite (&s, &s.lead_now, s.briefing, (TdGuestWish){ .person = s.colleague }, 0);
    lay (&s, &s.colleague_now, s.briefing, WORDS "More.\n", NULL, &of_colleague, &error);
    g_assert_no_error (error);
    seen = files (&s, &s.colleague_now);
    g_assert_cmpuint (seen->len, ==, 3);
    f = seen->pdata[0];
    blob = g_strdup (f->blob);
    g_assert_cmpstr (f->title, ==, "Fees of recruitment");
    g_assert_cmpstr (f->sender, ==, "Union of Tests");
    g_assert_cmpstr (f->format, ==, "markdown");
    g_assert_cmpint (f->size, ==, strlen (WORDS));
    g_assert_false (f->own); /* another's of the same organisation, and they do not lead it */
    f = seen->pdata[1];
    g_assert_true (f->house);
    g_assert_null (f->sender);
    f = seen->pdata[2];
    g_assert_cmpstr (f->sender, ==, "Union of Tests"); /* in whose name they are there */
    g_assert_true (f->own);

    /* Who sent it takes it off, or who leads its organisation; the bytes go too. */
    g_assert_false (td_briefing_file_remove (s.house->instance, &s.colleague_now, s.briefing, id, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_briefing_file_remove (s.house->instance, &s.lead_now, s.briefing, of_house, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_briefing_file_remove (s.house->instance, &s.stranger_now, s.briefing, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_blobs_has (s.house->instance->blobs, TD_BLOB_RESTRICTED, blob));
    td_briefing_file_remove (s.house->instance, &s.lead_now, s.briefing, id, &error);
    g_assert_no_error (error);
    g_assert_false (td_blobs_has (s.house->instance->blobs, TD_BLOB_RESTRICTED, blob));
    has_bytes (&s, &s.member_now, id, NULL);
    td_briefing_file_remove (s.house->instance, &s.lead_now, s.briefing, of_colleague, &error);
    g_assert_no_error (error);
    td_briefing_file_remove (s.house->instance, &secretariat, s.briefing, of_house, &error);
    g_assert_no_error (error);
    left = files (&s, &s.member_now);
    g_assert_cmpuint (left->len, ==, 0);
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
    g_test_add_func ("/accreditation/ask", test_ask);
    g_test_add_func ("/accreditation/decide", test_decide);
    g_test_add_func ("/accreditation/badge", test_badge);
    g_test_add_func ("/accreditation/badge-erased", test_badge_erased);
    g_test_add_func ("/accreditation/delegation", test_delegation);
    g_test_add_func ("/accreditation/briefing", test_briefing);
    g_test_add_func ("/accreditation/briefing-files", test_files);
    return g_test_run ();
}
