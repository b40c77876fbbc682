/* Members' questions: who may take them down about which State, to whom, by when they are answered, and who reads what. */
#include "areas/floor/floor.h"
#include "areas/floor/speaker-sql.h"
#include "meeting-house.h"

#include "areas/dossier/dossier.h"
#include "areas/organisations/organisation.h"
#include "areas/people/conflicts.h"
#include "areas/questions/question.h"
#include "areas/questions/record.h"

typedef struct {
    House *house;
    TdMeeting *meeting; /* public, on Ghana and Senegal, 15:00 to 18:00 in Geneva */
    char *union_of, *league, *ghanaian, *filipina, *mission;
    TdViewer lead, other, own, member, state;
} Scene;

static void scene_clear (Scene *s)
{
    TdViewer *viewers[] = { &s->lead, &s->other, &s->own, &s->member, &s->state };

    for (gsize i = 0; i < G_N_ELEMENTS (viewers); i++)
        td_viewer_clear (viewers[i]);
    g_free (s->union_of);
    g_free (s->league);
    g_free (s->ghanaian);
    g_free (s->filipina);
    g_free (s->mission);
    td_meeting_free (s->meeting);
    g_clear_pointer (&s->house, house_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static void set_now (House *house, const char *instant)
{
    g_autoptr (GError) error = NULL;

    td_clock_at (instant, &house->instance->clock, &error);
    g_assert_no_error (error);
}

static char *organisation (House *house, const char *name, const char *address, TdViewer *ret_lead)
{
    const TdOrganisationFacts facts = { .name = name, .kind = "trade-union", .visibility = "confidential" };
    g_autofree char *person = add (house, address, TD_ROLE_ORGANISATION, NULL);
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    viewer_now (house, person, ret_lead);
    td_organisation_add (house->instance, ret_lead, &facts, &id, NULL, &error);
    g_assert_no_error (error);
    td_viewer_clear (ret_lead);
    viewer_now (house, person, ret_lead);
    return id;
}

static gboolean speaker_in (TdTx *tx, gpointer data, GError **error)
{
    return td_speaker_insert (tx, data, error);
}

/* organisation NULL: a place in the list whose organisation is not told. */
static char *speaks (Scene *s, int ordinal, const char *of, const char *shown, const char *kind, gboolean closed)
{
    char *id = td_id_new ();
    TdSpeaker speaker = { .id = id,
                          .meeting = s->meeting->id,
                          .state = (char *) "GHA",
                          .organisation = (char *) of,
                          .kind = (char *) kind,
                          .shown = (char *) shown,
                          .mode = TD_MODE_IN_PERSON,
                          .closed = closed,
                          .seconds = 300,
                          .ordinal = ordinal,
                          .planned = s->meeting->begins };

    house_write (s->house, speaker_in, &speaker);
    return id;
}

static void scene_new (Scene *s)
{
    g_autofree char *one = NULL;

    s->house = house_new (TRUE);
    set_day (s->house, "2026-11-02");
    s->union_of = organisation (s->house, "Union of Tests", "lead@example.org", &s->lead);
    s->league = organisation (s->house, "League of Tests", "other@example.org", &s->other);
    s->ghanaian = add (s->house, "own@example.org", TD_ROLE_MEMBER, "GHA");
    s->filipina = add (s->house, "member@example.org", TD_ROLE_MEMBER, "PHL");
    s->mission = add (s->house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    viewer_now (s->house, s->ghanaian, &s->own);
    viewer_now (s->house, s->filipina, &s->member);
    viewer_now (s->house, s->mission, &s->state);
    s->meeting = house_meeting (s->house, "informal-meeting", FALSE, "GHA,SEN", "2026-12-07T15:00");
    one = speaks (s, 1, s->union_of, "Union of Tests", "trade-union", FALSE);
    set_now (s->house, "2026-12-07T14:30:00Z");
}

/* Free the id. */
static char *note_as (Scene *s, const TdViewer *viewer, const TdQuestionWish *wish, GError **error)
{
    char *id = NULL;

    return td_question_note (s->house->instance, viewer, s->meeting->id, wish, &id, NULL, error) ? id : NULL;
}

static char *noted (Scene *s, const TdQuestionWish *wish)
{
    g_autoptr (GError) error = NULL;
    char *id = note_as (s, &secretariat, wish, &error);

    g_assert_no_error (error);
    return id;
}

static char *to_union_of (Scene *s)
{
    g_autofree char *word = g_strconcat ("o", s->union_of, NULL);
    const char *const to[] = { word, NULL };

    return noted (s, &(TdQuestionWish){ .state = "GHA",
                                        .text = "How many are held without a decision, contrary to article 16?",
                                        .asked_by = "Ms. Member",
                                        .addressed = "organisations",
                                        .to = to });
}

static TdQuestion *got (Scene *s, const TdViewer *viewer, const char *id)
{
    g_autoptr (GError) error = NULL;
    TdQuestion *q = td_question_get (s->house->instance, viewer, id, NULL, &error);

    g_assert_no_error (error);
    return q;
}

static void assert_unknown (Scene *s, const TdViewer *viewer, const char *id)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (td_question_get (s->house->instance, viewer, id, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

static gboolean answer_as (Scene *s, const TdViewer *viewer, const char *id, const TdAnswerWish *wish, GError **error)
{
    return td_question_answer (s->house->instance, viewer, id, wish, NULL, error);
}

static void must_answer (Scene *s, const TdViewer *viewer, const char *id, const TdAnswerWish *wish)
{
    g_autoptr (GError) error = NULL;

    answer_as (s, viewer, id, wish, &error);
    g_assert_no_error (error);
}

static void must_not_answer (Scene *s, const TdViewer *viewer, const char *id, const TdAnswerWish *wish,
                             TdErrorCode code)
{
    g_autoptr (GError) error = NULL;

    g_assert_false (answer_as (s, viewer, id, wish, &error));
    assert_code (&error, code);
}

/* ---- taking down ---- */

static void test_note (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *id = NULL;
    g_autoptr (TdQuestion) q = NULL;
    g_autofree char *until = NULL;

    scene_new (&s);
    id = to_union_of (&s);
    q = got (&s, &nobody, id);
    until = td_instant_to_text (q->until);
    g_assert_cmpint (q->number, ==, 1);
    g_assert_cmpstr (q->asked_by, ==, "Ms. Member");
    g_assert_cmpuint (q->articles->len, ==, 1);
    g_assert_cmpint (g_array_index (q->articles, int, 0), ==, 16);
    g_assert_cmpuint (q->to->len, ==, 1);
    g_assert_cmpstr (((TdParty *) q->to->pdata[0])->shown, ==, "Union of Tests");
    g_assert_cmpstr (until, ==, "2026-12-09T17:00:00Z");
    g_assert_false (td_question_is_answered (q));
}

static void refuse_note (Scene *s, const TdViewer *viewer, const TdQuestionWish *wish, TdErrorCode code)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *id = note_as (s, viewer, wish, &error);

    g_assert_null (id);
    assert_code (&error, code);
}

/* Nobody about a State in whose review they take no part, neither by themselves nor named by the secretariat. */
static void test_conflict (void)
{
    TdQuestionWish wish = { .state = "GHA", .text = "Why?", .addressed = "state" };
    g_auto (Scene) s = { 0 };
    g_autofree char *own = NULL, *senegal = NULL, *named = NULL;
    g_autoptr (TdQuestion) q = NULL;

    scene_new (&s);
    refuse_note (&s, &s.own, &wish, TD_ERROR_NOT_ALLOWED);
    refuse_note (&s, &s.lead, &wish, TD_ERROR_NOT_ALLOWED);
    refuse_note (&s, &s.state, &wish, TD_ERROR_NOT_ALLOWED);
    refuse_note (&s, &nobody, &wish, TD_ERROR_NOT_ALLOWED);
    wish.asker = s.ghanaian;
    refuse_note (&s, &secretariat, &wish, TD_ERROR_NOT_ALLOWED);
    refuse_note (&s, &s.member, &wish, TD_ERROR_NOT_ALLOWED);
    wish.asker = s.mission;
    refuse_note (&s, &secretariat, &wish, TD_ERROR_INPUT);
    wish.state = "SEN";
    wish.asker = s.ghanaian;
    senegal = noted (&s, &wish);
    wish = (TdQuestionWish){ .state = "GHA", .text = "Why?", .addressed = "state" };
    named = note_as (&s, &s.member, &wish, NULL);
    g_assert_nonnull (named);
    q = got (&s, &nobody, named);
    g_assert_cmpstr (q->asker, ==, s.filipina);
}

static void test_wrong (void)
{
    const char *const hidden[] = { "o0000000000000000", NULL };
    g_auto (Scene) s = { 0 };

    scene_new (&s);
    refuse_note (&s, &secretariat,
                 &(TdQuestionWish){ .state = "PHL", .text = "Why?", .asked_by = "A", .addressed = "all" },
                 TD_ERROR_INPUT);
    refuse_note (&s, &secretariat,
                 &(TdQuestionWish){ .state = "GHA", .text = " ", .asked_by = "A", .addressed = "all" }, TD_ERROR_INPUT);
    refuse_note (&s, &secretariat,
                 &(TdQuestionWish){ .state = "GHA", .text = "Why?", .asked_by = "", .addressed = "all" },
                 TD_ERROR_INPUT);
    refuse_note (&s, &secretariat,
                 &(TdQuestionWish){ .state = "GHA", .text = "Why?", .asked_by = "A", .addressed = "organisations" },
                 TD_ERROR_INPUT);
    refuse_note (&s, &secretariat,
                 &(TdQuestionWish){
                     .state = "GHA", .text = "Why?", .asked_by = "A", .addressed = "organisations", .to = hidden },
                 TD_ERROR_INPUT);
    refuse_note (&s, &secretariat,
                 &(TdQuestionWish){
                     .state = "GHA", .text = "Why?", .asked_by = "A", .addressed = "all", .articles = "16, 4000" },
                 TD_ERROR_INPUT);
    set_now (s.house, "2026-12-07T13:00:00Z");
    refuse_note (&s, &secretariat,
                 &(TdQuestionWish){ .state = "GHA", .text = "Why?", .asked_by = "A", .addressed = "all" },
                 TD_ERROR_CONFLICT);
}

/* An organisation whose page nobody sees is asked by name only as the list of speakers shows it. */
static void test_hidden (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *word = NULL;

    scene_new (&s);
    word = g_strconcat ("o", s.league, NULL);
    const char *const to[] = { word, NULL };
    refuse_note (
        &s, &secretariat,
        &(TdQuestionWish){ .state = "GHA", .text = "Why?", .asked_by = "A", .addressed = "organisations", .to = to },
        TD_ERROR_INPUT);
}

static void test_correct (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *id = NULL;
    g_autoptr (TdQuestion) q = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    id = to_union_of (&s);
    g_assert_true (td_question_correct (s.house->instance, &s.member, id,
                                        &(TdQuestionChange){ .articles = "17", .seen = 1 }, NULL, &error));
    g_assert_no_error (error);
    g_assert_false (td_question_correct (s.house->instance, &s.member, id,
                                         &(TdQuestionChange){ .text = "Twice", .seen = 1 }, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_question_correct (s.house->instance, &s.own, id,
                                         &(TdQuestionChange){ .text = "Mine", .seen = 2 }, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_true (td_question_correct (s.house->instance, &secretariat, id,
                                        &(TdQuestionChange){ .text = "On article 16?", .seen = 2 }, NULL, &error));
    q = got (&s, &nobody, id);
    g_assert_cmpstr (q->text, ==, "On article 16?");
    g_assert_cmpint (g_array_index (q->articles, int, 0), ==, 17);
    g_assert_true (td_question_strike (s.house->instance, &secretariat, id, "Asked twice", NULL, &error));
    assert_unknown (&s, &nobody, id);
    assert_unknown (&s, &s.lead, id);
    g_clear_pointer (&q, td_question_free);
    q = got (&s, &s.member, id);
    g_assert_cmpstr (q->struck_why, ==, "Asked twice");
}

/* ---- answering ---- */

static void test_answer (void)
{
    const TdAnswerWish open = { .text = "Some forty, under article 17 too.", .visibility = "public" };
    const TdAnswerWish quiet = { .text = "Some fifty.", .seen = 1 };
    g_auto (Scene) s = { 0 };
    g_autofree char *id = NULL;
    g_autoptr (TdQuestion) public = NULL, committee = NULL, later = NULL, mine = NULL;
    const TdMeetingAnswer *a;

    scene_new (&s);
    id = to_union_of (&s);
    must_not_answer (&s, &s.other, id, &open, TD_ERROR_NOT_ALLOWED);
    must_not_answer (&s, &s.state, id, &open, TD_ERROR_NOT_ALLOWED);
    must_not_answer (&s, &s.member, id, &open, TD_ERROR_NOT_ALLOWED);
    must_not_answer (&s, &nobody, id, &open, TD_ERROR_NOT_ALLOWED);
    must_answer (&s, &s.lead, id, &open);
    public = got (&s, &nobody, id);
    g_assert_cmpuint (public->answers->len, ==, 1);
    a = public->answers->pdata[0];
    g_assert_cmpuint (a->articles->len, ==, 2);
    g_assert_false (a->own);
    must_not_answer (&s, &s.lead, id, &open, TD_ERROR_CONFLICT);
    must_answer (&s, &s.lead, id, &quiet);
    later = got (&s, &nobody, id);
    g_assert_cmpuint (later->answers->len, ==, 0);
    committee = got (&s, &s.member, id);
    g_assert_cmpuint (committee->answers->len, ==, 1);
    mine = got (&s, &s.lead, id);
    a = mine->answers->pdata[0];
    g_assert_true (a->own);
    g_assert_cmpint (a->version, ==, 2);
    g_clear_pointer (&later, td_question_free);
    later = got (&s, &s.state, id);
    g_assert_cmpuint (later->answers->len, ==, 0);
    g_clear_pointer (&later, td_question_free);
    later = got (&s, &s.own, id);
    g_assert_cmpuint (later->answers->len, ==, 0);
}

/* By when it began to arrive, to the microsecond; the hour is the same for what came on paper. */
static void test_hour (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *id = NULL, *late = NULL;
    g_autoptr (TdQuestion) q = NULL;

    scene_new (&s);
    id = to_union_of (&s);
    q = got (&s, &nobody, id);
    set_now (s.house, "2026-12-09T17:00:01Z");
    must_not_answer (&s, &s.lead, id, &(TdAnswerWish){ .text = "Late." }, TD_ERROR_GONE);
    must_not_answer (&s, &s.lead, id, &(TdAnswerWish){ .text = "Late.", .began = q->until }, TD_ERROR_GONE);
    must_not_answer (&s, &secretariat, id, &(TdAnswerWish){ .text = "Late." }, TD_ERROR_GONE);
    must_not_answer (&s, &secretariat, id, &(TdAnswerWish){ .text = "Late.", .on_paper = "2026-12-09T18:00" },
                     TD_ERROR_GONE);
    must_not_answer (&s, &secretariat, id, &(TdAnswerWish){ .text = "Late.", .on_paper = "2026-12-19T18:00" },
                     TD_ERROR_INPUT);
    must_not_answer (&s, &s.lead, id, &(TdAnswerWish){ .text = "Late.", .on_paper = "2026-12-09T17:00" },
                     TD_ERROR_NOT_ALLOWED);
    must_answer (&s, &s.lead, id, &(TdAnswerWish){ .text = "In time.", .began = q->until - 1 });
    must_answer (&s, &secretariat, id,
                 &(TdAnswerWish){ .text = "On paper.", .on_paper = "2026-12-09T17:59", .seen = 1 });
    /* One that is taken down after the end has its own hours, from then on: Thursday's are over on Monday. */
    set_now (s.house, "2026-12-10T12:00:00Z");
    late = to_union_of (&s);
    g_clear_pointer (&q, td_question_free);
    q = got (&s, &nobody, late);
    g_assert_cmpint (q->until, >, td_clock_now (&s.house->instance->clock) + G_TIME_SPAN_DAY);
}

/* The State answers for itself, and nobody of another; "all" are those in the list on that State. */
static void test_parties (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *to_state = NULL, *to_all = NULL, *delegation = NULL, *quiet = NULL;
    g_autoptr (TdQuestion) q = NULL;

    scene_new (&s);
    to_state = noted (&s, &(TdQuestionWish){ .state = "GHA", .text = "Why?", .asked_by = "A", .addressed = "state" });
    must_answer (&s, &s.state, to_state, &(TdAnswerWish){ .text = "Because.", .visibility = "public" });
    must_not_answer (&s, &s.lead, to_state, &(TdAnswerWish){ .text = "Because." }, TD_ERROR_NOT_ALLOWED);
    to_all = noted (&s, &(TdQuestionWish){ .state = "GHA", .text = "And?", .asked_by = "A", .addressed = "all" });
    must_answer (&s, &s.lead, to_all, &(TdAnswerWish){ .text = "We say." });
    must_not_answer (&s, &s.other, to_all, &(TdAnswerWish){ .text = "We say." }, TD_ERROR_NOT_ALLOWED);
    must_not_answer (&s, &s.state, to_all, &(TdAnswerWish){ .text = "We say." }, TD_ERROR_NOT_ALLOWED);
    delegation = speaks (&s, 2, NULL, "Delegation", "state", FALSE);
    must_answer (&s, &s.state, to_all, &(TdAnswerWish){ .text = "We too." });
    quiet = speaks (&s, 3, s.league, "League", "trade-union", TRUE);
    must_not_answer (&s, &s.other, to_all, &(TdAnswerWish){ .text = "We say." }, TD_ERROR_NOT_ALLOWED);
    q = got (&s, &s.member, to_all);
    g_assert_cmpuint (q->answers->len, ==, 2);
}

/* Two organisations become one: what was put to both is put to one, once; what both answered stands. */
static void test_merge (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *both = NULL, *to_league = NULL, *speaker = NULL, *one = NULL, *other = NULL;
    g_autoptr (TdQuestion) q = NULL, later = NULL;
    g_autoptr (GError) error = NULL;
    const TdParty *party;

    scene_new (&s);
    speaker = speaks (&s, 2, s.league, "League of Tests", "trade-union", FALSE);
    one = g_strconcat ("o", s.union_of, NULL);
    other = g_strconcat ("o", s.league, NULL);
    const char *const two[] = { one, other, NULL };
    TdQuestionWish wish = { .state = "GHA", .text = "Why?", .asked_by = "A", .addressed = "organisations", .to = two };
    both = noted (&s, &wish);
    wish.to = two + 1;
    to_league = noted (&s, &wish);
    must_answer (&s, &s.other, to_league, &(TdAnswerWish){ .text = "So it was." });
    td_organisation_merge (s.house->instance, &secretariat, s.league, s.union_of, "The same.", &error);
    g_assert_no_error (error);
    q = got (&s, &s.member, both);
    g_assert_cmpuint (q->to->len, ==, 1);
    later = got (&s, &s.lead, to_league);
    g_assert_cmpuint (later->to->len, ==, 1);
    party = later->to->pdata[0];
    g_assert_cmpstr (party->organisation, ==, s.union_of);
    g_assert_cmpuint (later->answers->len, ==, 1);
    g_assert_true (((TdMeetingAnswer *) later->answers->pdata[0])->own);
    must_answer (&s, &s.lead, to_league, &(TdAnswerWish){ .text = "It was otherwise.", .seen = 1 });
}

/* ---- closed ---- */

static void test_closed (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *id = NULL, *in_part = NULL, *speaker = NULL, *word = NULL;
    g_autoptr (TdQuestion) q = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    speaker = speaks (&s, 2, s.league, "A worker", "trade-union", TRUE);
    word = g_strconcat ("o", s.league, NULL);
    const char *const to[] = { word, NULL };
    in_part = noted (&s, &(TdQuestionWish){ .state = "GHA",
                                            .text = "What happened to you?",
                                            .asked_by = "A",
                                            .addressed = "organisations",
                                            .to = to,
                                            .closed = TRUE });
    assert_unknown (&s, &nobody, in_part);
    assert_unknown (&s, &s.lead, in_part);
    assert_unknown (&s, &s.state, in_part);
    assert_unknown (&s, &s.own, in_part);
    must_not_answer (&s, &s.lead, in_part, &(TdAnswerWish){ .text = "x" }, TD_ERROR_NOT_FOUND);
    must_answer (&s, &s.other, in_part, &(TdAnswerWish){ .text = "It was so.", .visibility = "public" });
    q = got (&s, &s.member, in_part);
    g_assert_cmpuint (q->answers->len, ==, 1);
    assert_unknown (&s, &nobody, in_part);

    td_meeting_free (s.meeting);
    s.meeting = house_meeting (s.house, "lunchtime-briefing", TRUE, "GHA", "2026-12-07T13:00");
    id = noted (&s, &(TdQuestionWish){ .text = "And then?", .asked_by = "A", .addressed = "all" });
    assert_unknown (&s, &nobody, id);
    assert_unknown (&s, &s.lead, id);
    assert_unknown (&s, &s.state, id);
    assert_unknown (&s, &s.own, id);
    g_assert_false (td_question_spot (s.house->instance, &s.own, id, "A", NULL, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_clear_pointer (&q, td_question_free);
    q = got (&s, &s.member, id);
    g_assert_true (q->closed);
}

/* ---- the dossier ---- */

static TdSource source_in_dossier (Scene *s, const TdViewer *viewer, const char *text, GError **error)
{
    const TdDossierAsk ask = { .article = 16, .source = -1, .most = 10 };
    g_auto (TdDossier) dossier = { 0 };
    g_auto (TdDossierFound) found = { 0 };
    TdSource source = TD_N_SOURCES;

    if (!td_dossier_read (s->house->instance, viewer, "GHA", 0, &ask, &dossier, &found, error))
        return TD_N_SOURCES;
    for (guint i = 0; i < found.paragraphs->len; i++) {
        const TdDossierParagraph *p = found.paragraphs->pdata[i];
        g_autofree char *address = td_dossier_address (p->paper, p->n, p->anchor);
        if (!g_str_equal (p->text, text))
            continue;
        source = p->paper->source;
        g_assert_true (g_str_has_prefix (address, "/questions/"));
        g_assert_nonnull (strstr (p->heading, "article 16"));
    }
    return source;
}

static gint64 counted (Scene *s, const TdViewer *viewer, TdSource source)
{
    g_auto (TdCoverage) coverage = { 0 };
    g_autoptr (GError) error = NULL;

    td_coverage (s->house->instance, viewer, "GHA", 0, &coverage, &error);
    g_assert_no_error (error);
    return g_array_index (coverage.rows, TdCoverageRow, 16).by[source];
}

/* By whose they are and under the articles; what is for the Committee alone is in no count of others. */
static void test_dossier (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *to_union = NULL, *to_state = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    to_union = to_union_of (&s);
    to_state = noted (
        &s,
        &(TdQuestionWish){ .state = "GHA", .text = "And article 16, Ghana?", .asked_by = "A", .addressed = "state" });
    must_answer (&s, &s.lead, to_union, &(TdAnswerWish){ .text = "Forty." });
    g_assert_true (
        td_question_spot (s.house->instance, &secretariat, to_state, "The delegation", "None.", NULL, &error));
    g_assert_cmpint (source_in_dossier (&s, &s.member, "Forty.", &error), ==, TD_SOURCE_CIVIL_SOCIETY);
    g_assert_cmpint (source_in_dossier (&s, &s.member, "None.", &error), ==, TD_SOURCE_STATE);
    g_assert_no_error (error);
    g_assert_cmpint (counted (&s, &s.member, TD_SOURCE_CIVIL_SOCIETY), ==, 1);
    g_assert_cmpint (counted (&s, &nobody, TD_SOURCE_CIVIL_SOCIETY), ==, 0);
    g_assert_cmpint (counted (&s, &nobody, TD_SOURCE_STATE), ==, 1);
    g_assert_cmpint (source_in_dossier (&s, &s.own, "Forty.", &error), ==, TD_N_SOURCES);
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

/* ---- the record ---- */

static gboolean write_record (Scene *s, const TdViewer *viewer, const char *minutes, int seen, gboolean publish,
                              GError **error)
{
    const TdRecordWish wish = { .minutes = minutes, .seen = seen, .publish = publish };

    return td_record_write (s->house->instance, viewer, s->meeting->id, &wish, NULL, error);
}

static TdRecord *record_for (Scene *s, const TdViewer *viewer)
{
    g_autoptr (GError) error = NULL;
    TdRecord *record = td_record (s->house->instance, s->meeting, viewer, &error);

    g_assert_no_error (error);
    return record;
}

static void test_record (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *id = NULL;
    g_autoptr (TdRecord) draft = NULL, nothing = NULL, published = NULL, later = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    id = to_union_of (&s);
    g_assert_false (write_record (&s, &s.member, "Mine.", 0, FALSE, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_true (write_record (&s, &secretariat, "It began.\n\nIt ended.", 0, FALSE, &error));
    g_assert_false (write_record (&s, &secretariat, "Twice.", 0, FALSE, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (write_record (&s, &secretariat, "Early.", 1, TRUE, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    draft = record_for (&s, &secretariat);
    g_assert_cmpint (draft->questions, ==, 1);
    nothing = record_for (&s, &nobody);
    g_assert_false (nothing->shown);
    g_assert_cmpstr (nothing->minutes, ==, "");
    set_now (s.house, "2026-12-07T17:10:00Z");
    g_assert_true (write_record (&s, &secretariat, "It began and ended.", 1, TRUE, &error));
    g_assert_true (write_record (&s, &secretariat, "A better draft.", 2, FALSE, &error));
    published = record_for (&s, &nobody);
    g_assert_true (published->shown);
    g_assert_cmpstr (published->minutes, ==, "It began and ended.");
    later = record_for (&s, &secretariat);
    g_assert_cmpstr (later->minutes, ==, "A better draft.");
}

/* ---- letters ---- */

static void test_letters (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *one = NULL, *two = NULL, *text = NULL, *none = NULL;
    g_autoptr (GError) error = NULL;
    gint64 n = 0;

    scene_new (&s);
    one = to_union_of (&s);
    two = to_union_of (&s);
    text = letters (s.house, &n);
    g_assert_cmpint (n, ==, 0);
    g_assert_true (td_question_spot (s.house->instance, &secretariat, one, "Union", "Forty.", NULL, &error));
    set_now (s.house, "2026-12-07T17:10:00Z");
    g_clear_pointer (&text, g_free);
    text = letters (s.house, &n);
    g_assert_cmpint (n, ==, 1);
    g_assert_nonnull (strstr (text, "1 question was put"));
    g_assert_nonnull (strstr (text, "18:00 in Geneva"));
    g_assert_null (strstr (text, "Ghana"));
    g_assert_null (strstr (text, "article 16"));
    must_answer (&s, &s.lead, two, &(TdAnswerWish){ .text = "Forty." });
    none = letters (s.house, &n);
    g_assert_cmpint (n, ==, 0);
}

/* Whoever speaks under another name is told like the others, and the letter tells no name at all. */
static void test_letters_unnamed (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *request = NULL, *speaker = NULL, *by_hand = NULL, *text = NULL, *word = NULL, *other = NULL;
    g_autofree char *question = NULL;
    g_autoptr (GError) error = NULL;
    gint64 n = 0;

    scene_new (&s);
    set_day (s.house, "2026-11-02");
    const TdFloorPartWish part = { "GHA", 10, 0, -1 };
    td_floor_open (s.house->instance, &secretariat, s.meeting->id, &(TdFloorOpen){ .parts = &part, .n_parts = 1 }, NULL,
                   &error);
    g_assert_no_error (error);
    td_floor_ask (s.house->instance, &s.other,
                  &(TdFloorWish){ .meeting = s.meeting->id,
                                  .state = "GHA",
                                  .organisation = s.league,
                                  .language = "fr",
                                  .mode = "video",
                                  .alias = "A domestic worker" },
                  &request, NULL, &error);
    g_assert_no_error (error);
    TdSpeaker unnamed = { .id = speaker = td_id_new (),
                          .meeting = s.meeting->id,
                          .state = (char *) "GHA",
                          .request = request,
                          .kind = (char *) "trade-union",
                          .shown = (char *) "A domestic worker",
                          .seconds = 300,
                          .ordinal = 2,
                          .planned = s.meeting->begins };
    house_write (s.house, speaker_in, &unnamed);
    by_hand = speaks (&s, 3, NULL, "Somebody else", "ngo", FALSE);
    g_free (letters (s.house, &n));
    set_now (s.house, "2026-12-07T14:30:00Z");
    word = g_strconcat ("s", speaker, NULL);
    other = g_strconcat ("s", by_hand, NULL);
    const char *const to[] = { word, other, NULL };
    question = noted (&s, &(TdQuestionWish){ .state = "GHA",
                                             .text = "Who took the passports?",
                                             .asked_by = "Ms. Member",
                                             .addressed = "organisations",
                                             .to = to });
    set_now (s.house, "2026-12-07T17:10:00Z");
    text = letters (s.house, &n);
    g_assert_cmpint (n, ==, 1); /* of who was added by hand nobody knows an address */
    g_assert_nonnull (strstr (text, "other@example.org"));
    g_assert_nonnull (strstr (text, "1 question was put"));
    g_assert_null (strstr (text, "domestic"));
    g_assert_null (strstr (text, "League"));
    g_assert_null (strstr (text, "Ghana"));
    g_assert_null (strstr (text, "passports"));
    must_answer (&s, &s.other, question, &(TdAnswerWish){ .text = "Their employers." });
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/questions/note", test_note);
    g_test_add_func ("/questions/conflict", test_conflict);
    g_test_add_func ("/questions/wrong", test_wrong);
    g_test_add_func ("/questions/hidden", test_hidden);
    g_test_add_func ("/questions/correct", test_correct);
    g_test_add_func ("/questions/answer", test_answer);
    g_test_add_func ("/questions/hour", test_hour);
    g_test_add_func ("/questions/parties", test_parties);
    g_test_add_func ("/questions/merge", test_merge);
    g_test_add_func ("/questions/closed", test_closed);
    g_test_add_func ("/questions/dossier", test_dossier);
    g_test_add_func ("/questions/record", test_record);
    g_test_add_func ("/questions/letters", test_letters);
    g_test_add_func ("/questions/letters-unnamed", test_letters_unnamed);
    return g_test_run ();
}
