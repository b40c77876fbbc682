/* The list of speakers: whose a name is stays hidden, a closed part is known to those who may be in it. */
#include "areas/floor/speaker-sql.h"
#include "meeting-house.h"

#include "areas/organisations/organisation.h"

typedef struct {
    House *house;
    TdMeeting *meeting;
    char *person, *organisation;
    TdViewer lead;
} Scene;

static void scene_clear (Scene *s)
{
    td_viewer_clear (&s->lead);
    g_free (s->person);
    g_free (s->organisation);
    td_meeting_free (s->meeting);
    g_clear_pointer (&s->house, house_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static void scene_new (Scene *s)
{
    const TdOrganisationFacts facts = { .name = "Union of Tests", .kind = "trade-union", .visibility = "public" };
    g_autoptr (GError) error = NULL;

    s->house = house_new (TRUE);
    set_day (s->house, "2026-11-02");
    s->meeting = house_meeting (s->house, "informal", FALSE, "GHA,SEN", "2026-12-07T15:00");
    s->person = add (s->house, "lead@example.org", TD_ROLE_ORGANISATION, NULL);
    viewer_now (s->house, s->person, &s->lead);
    td_organisation_add (s->house->instance, &s->lead, &facts, &s->organisation, NULL, &error);
    g_assert_no_error (error);
    td_viewer_clear (&s->lead);
    viewer_now (s->house, s->person, &s->lead);
}

static void verify (Scene *s, TdOrganisationDecision decision)
{
    g_autoptr (GError) error = NULL;

    td_organisation_decide (s->house->instance, &secretariat, s->organisation, decision, "Statutes were seen.", NULL,
                            &error);
    g_assert_no_error (error);
}

struct one {
    TdSpeaker speaker;
    const char *otherwise;
};

static gboolean insert_in (TdTx *tx, gpointer data, GError **error)
{
    struct one *o = data;

    return o->otherwise == NULL ? td_speaker_insert (tx, &o->speaker, error)
                                : td_speaker_insert_organisation (tx, &o->speaker, o->otherwise, error);
}

/* shown NULL: under its organisation's name. */
static void speaks (Scene *s, int ordinal, const char *organisation, const char *shown, gboolean closed)
{
    g_autofree char *id = td_id_new ();
    struct one one = { { .id = id,
                         .meeting = s->meeting->id,
                         .state = (char *) "GHA",
                         .organisation = (char *) organisation,
                         .kind = (char *) "trade-union",
                         .shown = (char *) shown,
                         .language = (char *) "fr",
                         .mode = TD_MODE_TELEPHONE,
                         .closed = closed,
                         .seconds = 120,
                         .ordinal = ordinal,
                         .planned = s->meeting->begins },
                       shown == NULL ? "Trade union" : NULL };

    house_write (s->house, insert_in, &one);
}

struct listing {
    const TdMeeting *meeting;
    const TdViewer *viewer; /* NULL: the machinery */
    GPtrArray *list;
    guint own; /* bits: those that are the viewer's */
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct listing *l = data;

    l->list = l->viewer == NULL ? td_speakers_load (tx, l->meeting->id, error)
                                : td_speakers_in (tx, l->meeting, l->viewer, error);
    for (guint i = 0; l->list != NULL && l->viewer != NULL && i < l->list->len; i++) {
        gboolean own = FALSE;
        if (!td_speaker_is_own (tx, l->list->pdata[i], l->viewer, &own, error))
            return FALSE;
        l->own |= own ? 1u << i : 0;
    }
    return l->list != NULL;
}

/* Names as the viewer sees them, "a|b"; free it. */
static char *shown_to (Scene *s, const TdViewer *viewer, guint *ret_own)
{
    struct listing l = { s->meeting, viewer, NULL, 0 };
    g_autoptr (GString) names = g_string_new (NULL);
    g_autoptr (GError) error = NULL;

    td_store_read (s->house->instance->store, list_in, &l, &error);
    g_assert_no_error (error);
    for (guint i = 0; i < l.list->len; i++) {
        const TdSpeaker *speaker = l.list->pdata[i];
        g_string_append_printf (names, "%s%s%s", i > 0 ? "|" : "", speaker->shown,
                                speaker->organisation != NULL ? "*" : "");
    }
    g_ptr_array_unref (l.list);
    if (ret_own != NULL)
        *ret_own = l.own;
    return g_string_free (g_steal_pointer (&names), FALSE);
}

#define assert_shown(s, viewer, expected)                                                                              \
    do {                                                                                                               \
        g_autofree char *shown_ = shown_to ((s), (viewer), NULL);                                                      \
        g_assert_cmpstr (shown_, ==, (expected));                                                                      \
    } while (0)

/* An organisation's name stands in the list while its page is public, and not a moment longer. */
static void test_names (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *own = NULL;
    guint bits = 0;

    scene_new (&s);
    speaks (&s, 2, NULL, "A worker", FALSE);
    speaks (&s, 1, s.organisation, NULL, FALSE);
    assert_shown (&s, &nobody, "Trade union|A worker");
    verify (&s, TD_ORGANISATION_VERIFY);
    assert_shown (&s, &nobody, "Union of Tests*|A worker");
    assert_shown (&s, NULL, "Union of Tests*|A worker");
    verify (&s, TD_ORGANISATION_CLOSE);
    assert_shown (&s, &nobody, "Trade union|A worker");
    assert_shown (&s, &secretariat, "Trade union|A worker");
    own = shown_to (&s, &s.lead, &bits);
    g_assert_cmpuint (bits, ==, 1);
}

/* A closed part: the Committee without those who take no part in the State's review, and who speaks there. */
static void test_closed (void)
{
    static const char *const conflicts[] = { "GHA", NULL };
    static const char *const none[] = { NULL };
    const TdViewer member = {
        .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (MEMBER), .trust = TD_TRUST_SECOND, .person = "m", .conflicts = none
    };
    TdViewer of_it = member;
    const TdViewer mission = {
        .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (MISSION), .trust = TD_TRUST_SECOND, .person = "s", .state = "GHA"
    };
    g_auto (Scene) s = { 0 };

    scene_new (&s);
    verify (&s, TD_ORGANISATION_VERIFY);
    speaks (&s, 1, NULL, "Somebody", FALSE);
    speaks (&s, 2, s.organisation, NULL, TRUE);
    of_it.conflicts = conflicts;
    assert_shown (&s, &nobody, "Somebody");
    assert_shown (&s, &mission, "Somebody");
    assert_shown (&s, &of_it, "Somebody");
    assert_shown (&s, &member, "Somebody|Union of Tests*");
    assert_shown (&s, &secretariat, "Somebody|Union of Tests*");
    assert_shown (&s, &s.lead, "Somebody|Union of Tests*");
}

static void test_words (void)
{
    TdSpeakMode mode = TD_MODE_WRITTEN;

    for (int i = 0; i < TD_N_MODES; i++) {
        g_assert_true (td_speak_mode_from_word (td_speak_mode_word ((TdSpeakMode) i), &mode));
        g_assert_cmpint (mode, ==, i);
        g_assert_cmpstr (td_speak_mode_label (mode), !=, "");
    }
    g_assert_false (td_speak_mode_from_word ("by pigeon", &mode));
    g_assert_false (td_speak_mode_from_word (NULL, &mode));
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/speakers/names", test_names);
    g_test_add_func ("/speakers/closed", test_closed);
    g_test_add_func ("/speakers/words", test_words);
    return g_test_run ();
}
