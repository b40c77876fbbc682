/* Captions: several languages and captioners at once, corrections, the closed part, and what a file of them may hold. */
#include "areas/floor/speaker-sql.h"
#include "meeting-house.h"

#include "areas/live/step.h"
#include "areas/questions/caption.h"
#include "areas/questions/transcript.h"
#include "areas/questions/vtt.h"

#include <string.h>

typedef struct {
    House *house;
    TdMeeting *meeting;
    char *speaker, *in_closed, *officer;
    TdViewer other;
} Scene;

static void scene_clear (Scene *s)
{
    td_viewer_clear (&s->other);
    g_free (s->officer);
    g_free (s->speaker);
    g_free (s->in_closed);
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

static gboolean speaker_in (TdTx *tx, gpointer data, GError **error)
{
    return td_speaker_insert (tx, data, error);
}

static char *speaks (Scene *s, int ordinal, const char *shown, gboolean closed)
{
    char *id = td_id_new ();
    TdSpeaker speaker = { .id = id,
                          .meeting = s->meeting->id,
                          .state = (char *) "GHA",
                          .kind = (char *) "ngo",
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
    s->house = house_new (TRUE);
    set_day (s->house, "2026-11-02");
    s->officer = add (s->house, "officer@example.org", TD_ROLE_SECRETARIAT, NULL);
    viewer_now (s->house, s->officer, &s->other);
    s->meeting = house_meeting (s->house, "informal-meeting", FALSE, "GHA", "2026-12-07T15:00");
    s->speaker = speaks (s, 1, "Union of Tests", FALSE);
    s->in_closed = speaks (s, 2, "A worker", TRUE);
    set_now (s->house, "2026-12-07T14:02:00Z");
}

static void step (Scene *s, TdStepKind kind, const char *speaker)
{
    const TdStepOrder order = { .kind = kind, .from = TD_STEP_NOW, .speaker = speaker };
    g_autoptr (TdLive) now = NULL;
    g_autoptr (GError) error = NULL;
    TdStepOutcome outcome;

    td_live_step (s->house->instance, &secretariat, s->meeting->id, &order, &outcome, &now, &error);
    g_assert_no_error (error);
    g_assert_cmpint (outcome, ==, TD_STEP_DONE);
}

static int type_as (Scene *s, const TdViewer *viewer, const char *language, const char *text, const char *who)
{
    const TdCaptionWish wish = { .language = language, .text = text, .who = who };
    g_autoptr (GError) error = NULL;
    int n = 0;

    td_caption_add (s->house->instance, viewer, s->meeting->id, &wish, &n, NULL, &error);
    g_assert_no_error (error);
    return n;
}

static void must_not_type (Scene *s, const TdViewer *viewer, const char *language, const char *text, TdErrorCode code)
{
    const TdCaptionWish wish = { .language = language, .text = text };
    g_autoptr (GError) error = NULL;

    g_assert_false (td_caption_add (s->house->instance, viewer, s->meeting->id, &wish, NULL, NULL, &error));
    assert_code (&error, code);
}

/* "who: text|…" as the viewer reads it. Free it. */
static char *read_by (Scene *s, const TdViewer *viewer, const char *language)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdTranscript) t = td_transcript (s->house->instance, s->meeting, viewer, language, &error);
    g_autoptr (GString) all = g_string_new (NULL);

    g_assert_no_error (error);
    for (guint i = 0; i < t->captions->len; i++) {
        const TdCaption *c = t->captions->pdata[i];
        g_string_append_printf (all, "%s%s: %s", i > 0 ? "|" : "", c->shown != NULL ? c->shown : "", c->text);
    }
    return g_string_free (g_steal_pointer (&all), FALSE);
}

#define assert_read(s, viewer, language, expected)                                                                     \
    do {                                                                                                               \
        g_autofree char *read_ = read_by ((s), (viewer), (language));                                                  \
        g_assert_cmpstr (read_, ==, (expected));                                                                       \
    } while (0)

/* Each language is a channel of its own; two captioners of one lose nothing of one another. */
static void test_channels (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GPtrArray) channels = NULL;
    g_autoptr (GError) error = NULL;
    gboolean others = TRUE;

    scene_new (&s);
    step (&s, TD_STEP_OPEN, NULL);
    g_assert_cmpint (type_as (&s, &secretariat, "en", "The meeting is open.", NULL), ==, 1);
    g_assert_true (td_caption_others (s.house->instance, s.meeting, &secretariat, "en", &others, &error));
    g_assert_false (others);
    step (&s, TD_STEP_NEXT, NULL);
    g_assert_cmpint (type_as (&s, &s.other, "en", "Thank you.", NULL), ==, 2);
    g_assert_true (td_caption_others (s.house->instance, s.meeting, &secretariat, "en", &others, &error));
    g_assert_true (others);
    g_assert_cmpint (type_as (&s, &secretariat, "en", "We say:", "The lady in red"), ==, 3);
    g_assert_cmpint (type_as (&s, &secretariat, "ar", "شكرا", NULL), ==, 1);
    assert_read (&s, &nobody, "en", ": The meeting is open.|Union of Tests: Thank you.|The lady in red: We say:");
    assert_read (&s, &nobody, "ar", "Union of Tests: شكرا");
    assert_read (&s, &nobody, "fr", "");
    channels = td_channels (s.house->instance, s.meeting, &nobody, &error);
    g_assert_cmpuint (channels->len, ==, 2);
    must_not_type (&s, &nobody, "en", "x", TD_ERROR_NOT_ALLOWED);
    must_not_type (&s, &secretariat, "no language", "x", TD_ERROR_INPUT);
    must_not_type (&s, &secretariat, "en", "  ", TD_ERROR_INPUT);
    set_now (s.house, "2026-12-07T13:00:00Z");
    must_not_type (&s, &secretariat, "en", "x", TD_ERROR_CONFLICT);
}

static void test_correct (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    TdInstance *instance;

    scene_new (&s);
    instance = s.house->instance;
    type_as (&s, &secretariat, "en", "Fourty.", "A");
    type_as (&s, &secretariat, "en", "Said twice.", "A");
    g_assert_true (td_caption_correct (instance, &s.other, s.meeting->id, "en", 1, "Forty.", 1, NULL, &error));
    g_assert_false (td_caption_correct (instance, &secretariat, s.meeting->id, "en", 1, "40.", 1, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_caption_correct (instance, &secretariat, s.meeting->id, "en", 9, "x", 1, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_caption_correct (instance, &secretariat, s.meeting->id, "en", 2, "", 1, NULL, &error));
    assert_read (&s, &nobody, "en", "A: Forty.");
}

/* What is said in the closed part is for those of it. */
static void test_closed (void)
{
    g_auto (Scene) s = { 0 };

    scene_new (&s);
    step (&s, TD_STEP_OPEN, NULL);
    type_as (&s, &secretariat, "en", "Now the closed part.", NULL);
    step (&s, TD_STEP_CLOSED_PART, NULL);
    step (&s, TD_STEP_GIVE, s.in_closed);
    type_as (&s, &secretariat, "en", "It was so.", NULL);
    type_as (&s, &secretariat, "fr", "C’était ainsi.", NULL);
    assert_read (&s, &nobody, "en", ": Now the closed part.");
    assert_read (&s, &nobody, "fr", "");
    assert_read (&s, &secretariat, "en", ": Now the closed part.|A worker: It was so.");
    g_autoptr (GPtrArray) channels = td_channels (s.house->instance, s.meeting, &nobody, NULL);
    g_assert_cmpuint (channels->len, ==, 1);
    g_assert_cmpint (((TdChannel *) channels->pdata[0])->lines, ==, 1);
}

/* Nothing that a person types ends a cue, begins a tag or turns what follows. */
static void test_file (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdTranscript) t = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *vtt = NULL;

    scene_new (&s);
    step (&s, TD_STEP_OPEN, NULL);
    set_now (s.house, "2026-12-07T15:03:04Z");
    type_as (&s, &secretariat, "en",
             "<b>bold</b> & \xe2\x80\xae"
             "backwards\xe2\x80\xac --> 00:00:00.000",
             "Mr <i> & co>");
    type_as (&s, &secretariat, "en", "Again.", "Mr <i> & co>");
    t = td_transcript (s.house->instance, s.meeting, &nobody, "en", &error);
    g_assert_no_error (error);
    vtt = td_transcript_vtt (t, "A --> title\nof two lines");
    g_assert_true (g_str_has_prefix (vtt, "WEBVTT\n\nNOTE\nA --&gt; title of two lines\nLanguage: en\n\n1\n01:01:0"));
    g_assert_nonnull (strstr (vtt, "<v Mr &lt;i&gt; &amp; co&gt;>&lt;b&gt;bold&lt;/b&gt; &amp; backwards --&gt; "));
    g_assert_null (strstr (vtt, "\xe2\x80\xae"));
    g_assert_null (strstr (strstr (vtt, "Again.") - 8, "<v "));
    g_assert_cmpint (
        (int) g_regex_match_simple ("\n2\n01:01:0[0-9]\\.[0-9]{3} --> 01:01:[0-9.]+\nAgain\\.\n$", vtt, 0, 0), ==, 1);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/captions/channels", test_channels);
    g_test_add_func ("/captions/correct", test_correct);
    g_test_add_func ("/captions/closed", test_closed);
    g_test_add_func ("/captions/file", test_file);
    return g_test_run ();
}
