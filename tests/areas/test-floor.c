/* Asking for the floor and sharing the minutes: who may, what is shown, the lot that anybody can do again, letters. */
#include "areas/floor/share.h"
#include "areas/floor/statement.h"
#include "meeting-house.h"

#include "areas/organisations/coalition.h"
#include "areas/people/zone.h"
#include "base/limits.h"

enum { N = 4 };

typedef struct {
    House *house;
    TdMeeting *meeting;
    char *people[N], *organisations[N];
    TdViewer viewers[N];
    GHashTable *sent; /* of td_floor_statements_at */
} Scene;

static const char *const names[N] = { "Union of Tests", "Bureau of Trials", "Network of Proofs", "Office of Rights" };
static const char *const kinds[N] = { "trade-union", "ngo", "network", "nhri" };

static void scene_clear (Scene *s)
{
    for (int i = 0; i < N; i++) {
        td_viewer_clear (&s->viewers[i]);
        g_free (s->people[i]);
        g_free (s->organisations[i]);
    }
    td_meeting_free (s->meeting);
    g_clear_pointer (&s->house, house_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static void fresh_viewer (Scene *s, int i)
{
    td_viewer_clear (&s->viewers[i]);
    viewer_now (s->house, s->people[i], &s->viewers[i]);
}

static void add_organisation (Scene *s, int i)
{
    const TdOrganisationFacts facts = { .name = names[i], .kind = kinds[i], .visibility = "public" };
    g_autofree char *address = g_strdup_printf ("lead%d@example.org", i);
    g_autoptr (GError) error = NULL;

    s->people[i] = add (s->house, address, TD_ROLE_ORGANISATION, NULL);
    fresh_viewer (s, i);
    td_organisation_add (s->house->instance, &s->viewers[i], &facts, &s->organisations[i], NULL, &error);
    g_assert_no_error (error);
    td_organisation_decide (s->house->instance, &secretariat, s->organisations[i], TD_ORGANISATION_VERIFY,
                            "Statutes were seen.", NULL, &error);
    g_assert_no_error (error);
    fresh_viewer (s, i);
}

static void set_list (Scene *s, int minutes, int closed)
{
    const TdFloorPartWish part = { "GHA", minutes, closed, -1 };
    const TdFloorOpen wish = { .parts = &part, .n_parts = 1 };
    g_autoptr (GError) error = NULL;

    td_floor_open (s->house->instance, &secretariat, s->meeting->id, &wish, NULL, &error);
    g_assert_no_error (error);
}

static void scene_new (Scene *s)
{
    s->house = house_new (TRUE);
    set_day (s->house, "2026-11-02");
    s->meeting = house_meeting (s->house, "informal-meeting", FALSE, "GHA,SEN", "2026-12-07T10:00");
    for (int i = 0; i < N; i++)
        add_organisation (s, i);
    set_list (s, 10, 0);
}

static gboolean ask (Scene *s, int i, const TdFloorWish *more, GError **error)
{
    TdFloorWish wish = *more;

    wish.meeting = s->meeting->id;
    wish.organisation = s->organisations[i];
    wish.state = wish.state != NULL ? wish.state : "GHA";
    wish.language = wish.language != NULL ? wish.language : "fr";
    wish.mode = wish.mode != NULL ? wish.mode : "video";
    return td_floor_ask (s->house->instance, &s->viewers[i], &wish, NULL, NULL, error);
}

static void must_ask (Scene *s, int i, const TdFloorWish *more)
{
    g_autoptr (GError) error = NULL;

    ask (s, i, more, &error);
    g_assert_no_error (error);
}

static void after_deadline (Scene *s)
{
    set_day (s->house, "2026-12-02");
    for (int i = 0; i < N; i++)
        fresh_viewer (s, i);
}

static TdFloorPlan *share (Scene *s)
{
    const TdShareWish wish = { .seen = -1 };
    g_autoptr (GError) error = NULL;
    TdFloorPlan *plan = td_floor_share (s->house->instance, &secretariat, s->meeting->id, &wish, &error);

    g_assert_no_error (error);
    return plan;
}

struct listing {
    Scene *s;
    const TdViewer *viewer;
    GPtrArray *list;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct listing *l = data;

    l->list = td_speakers_in (tx, l->s->meeting, l->viewer, error);
    return l->list != NULL;
}

static GPtrArray *speakers_for (Scene *s, const TdViewer *viewer)
{
    struct listing l = { s, viewer, NULL };
    g_autoptr (GError) error = NULL;

    td_store_read (s->house->instance->store, list_in, &l, &error);
    g_assert_no_error (error);
    return l.list;
}

static const TdSpeaker *speaker_named (const GPtrArray *list, const char *shown)
{
    for (guint i = 0; i < list->len; i++)
        if (g_str_equal (((TdSpeaker *) list->pdata[i])->shown, shown))
            return list->pdata[i];
    return NULL;
}

static TdFloorList *list_of (Scene *s)
{
    TdFloorList *list = NULL;
    g_autoptr (GError) error = NULL;

    td_floor_list (s->house->instance, &nobody, s->meeting->id, NULL, &list, &error);
    g_assert_no_error (error);
    return list;
}

/* The seed is hidden until the deadline, and then is what was promised; anybody gets the same minutes by it. */
static void test_even (void)
{
    const TdShareWish wish = { .seen = -1 };
    g_auto (Scene) s = { 0 };
    g_autoptr (TdFloorList) before = NULL;
    g_autoptr (TdFloorList) after = NULL;
    g_autoptr (TdFloorPlan) plan = NULL;
    g_autoptr (GError) error = NULL;
    guint8 commitment[32];
    TdLotClaim claims[2];
    gsize n = 0;
    int slots = 0;

    scene_new (&s);
    must_ask (&s, 0, &(TdFloorWish){ 0 });
    must_ask (&s, 1, &(TdFloorWish){ 0 });
    must_ask (&s, 3, &(TdFloorWish){ 0 });
    before = list_of (&s);
    g_assert_false (before->revealed);
    g_assert_null (td_floor_preview (s.house->instance, &secretariat, s.meeting->id, &wish, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_CONFLICT);
    after_deadline (&s);
    plan = share (&s);
    after = list_of (&s);
    g_assert_true (after->revealed);
    td_lot_commit (after->seed, commitment);
    g_assert_cmpmem (commitment, 32, before->commitment, 32);
    for (guint i = 0; i < plan->turns->len; i++) {
        const TdFloorTurn *t = plan->turns->pdata[i];
        if (t->civil)
            claims[n++] = (TdLotClaim){ .id = t->request->id, .weight = t->weight };
        else
            slots += t->seconds;
    }
    g_assert_cmpint (slots, ==, 180);
    td_lot_share (after->seed, 600, 120, claims, n);
    for (gsize i = 0; i < n; i++)
        for (guint j = 0; j < plan->turns->len; j++) {
            const TdFloorTurn *t = plan->turns->pdata[j];
            if (g_str_equal (t->request->id, claims[i].id))
                g_assert_cmpint (t->seconds, ==, claims[i].seconds);
        }
}

/* One request a State, changed by asking again; none after the deadline but by the secretariat, and no seat for a stranger. */
static void test_asking (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GPtrArray) mine = NULL;
    g_autoptr (GError) error = NULL;
    TdFloorWish wish = { .organisation = NULL, .language = "fr", .mode = "video", .state = "GHA" };

    scene_new (&s);
    must_ask (&s, 0, &(TdFloorWish){ .mode = "telephone" });
    must_ask (&s, 0, &(TdFloorWish){ .mode = "written", .statement = "We worked without a contract." });
    must_ask (&s, 0, &(TdFloorWish){ .state = "SEN" });
    mine = td_floor_mine (s.house->instance, &s.viewers[0], s.meeting->id, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (mine->len, ==, 2);
    g_assert_cmpint (((TdFloorRequest *) mine->pdata[0])->mode, ==, TD_MODE_WRITTEN);
    g_assert_cmpstr (((TdFloorRequest *) mine->pdata[0])->statement, ==, "We worked without a contract.");
    g_assert_false (ask (&s, 1, &(TdFloorWish){ .state = "MEX" }, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_INPUT);
    g_clear_error (&error);
    wish.meeting = s.meeting->id;
    wish.organisation = s.organisations[0];
    g_assert_false (td_floor_ask (s.house->instance, &s.viewers[1], &wish, NULL, NULL, &error));
    g_clear_error (&error);
    g_assert_false (td_floor_ask (s.house->instance, &nobody, &wish, NULL, NULL, &error));
    g_clear_error (&error);
    after_deadline (&s);
    g_assert_false (ask (&s, 1, &(TdFloorWish){ 0 }, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_CONFLICT);
    g_clear_error (&error);
    must_ask (&s, 0, &(TdFloorWish){ .mode = "telephone" });
    wish.organisation = s.organisations[1];
    g_assert_true (td_floor_ask (s.house->instance, &secretariat, &wish, NULL, NULL, &error));
    g_assert_no_error (error);
}

/* Under another name, read out, in the closed part: nobody else is told whose it is, and it holds also for a list that stands. */
static void test_unnamed (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdFloorPlan) plan = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GPtrArray) later = NULL;
    g_autoptr (GPtrArray) own = NULL;
    g_autoptr (GError) error = NULL;
    const TdSpeaker *one;

    scene_new (&s);
    set_list (&s, 12, 6);
    must_ask (&s, 0, &(TdFloorWish){ .alias = "A domestic worker", .how = "no-picture" });
    must_ask (&s, 1, &(TdFloorWish){ .how = "read" });
    must_ask (&s, 3, &(TdFloorWish){ 0 });
    after_deadline (&s);
    plan = share (&s);
    list = speakers_for (&s, &secretariat);
    g_assert_cmpuint (list->len, ==, 3);
    one = speaker_named (list, "A domestic worker");
    g_assert_nonnull (one);
    g_assert_null (one->organisation);
    g_assert_true (one->no_picture);
    one = speaker_named (list, "A statement that the secretariat reads");
    g_assert_nonnull (one);
    g_assert_null (one->organisation);
    one = speaker_named (list, "Office of Rights");
    g_assert_nonnull (one);
    g_assert_cmpstr (one->organisation, ==, s.organisations[3]);
    must_ask (&s, 3, &(TdFloorWish){ .how = "closed" });
    later = speakers_for (&s, &nobody);
    g_assert_cmpuint (later->len, ==, 2);
    own = speakers_for (&s, &s.viewers[3]);
    g_assert_cmpuint (own->len, ==, 3);
    g_assert_null (td_floor_requests (s.house->instance, &s.viewers[0], s.meeting->id, &error));
}

/* A coalition counts its members, but not one that asks itself; who does not fit is told. */
static void test_coalition (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdFloorPlan) plan = NULL;
    g_autoptr (GError) error = NULL;
    const char *members[3] = { NULL };

    scene_new (&s);
    for (int i = 0; i < 2; i++) {
        td_coalition_ask (s.house->instance, &s.viewers[2], s.organisations[2], s.organisations[i], &error);
        g_assert_no_error (error);
        td_coalition_accept (s.house->instance, &s.viewers[i], s.organisations[2], s.organisations[i], &error);
        g_assert_no_error (error);
        members[i] = s.organisations[i];
    }
    must_ask (&s, 2, &(TdFloorWish){ .members = members });
    must_ask (&s, 0, &(TdFloorWish){ 0 });
    after_deadline (&s);
    plan = share (&s);
    g_assert_cmpuint (plan->turns->len, ==, 2);
    for (guint i = 0; i < 2; i++)
        g_assert_cmpint (((TdFloorTurn *) plan->turns->pdata[i])->weight, ==, 1);
    g_clear_pointer (&plan, td_floor_plan_free);
    {
        g_autoptr (GPtrArray) mine = td_floor_mine (s.house->instance, &s.viewers[0], s.meeting->id, &error);
        td_floor_withdraw (s.house->instance, &s.viewers[0], ((TdFloorRequest *) mine->pdata[0])->id, &error);
        g_assert_no_error (error);
    }
    plan = share (&s);
    g_assert_cmpuint (plan->turns->len, ==, 1);
    g_assert_cmpint (((TdFloorTurn *) plan->turns->pdata[0])->weight, ==, 2);
    g_assert_cmpint (((TdFloorTurn *) plan->turns->pdata[0])->seconds, ==, 600);
}

/* Two officers at once; after the meeting began nothing moves; no more than the meeting's time; nobody below the least. */
static void test_fixing (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdFloorPlan) plan = NULL;
    g_autoptr (TdFloorPlan) hand = NULL;
    g_autoptr (GError) error = NULL;
    const TdShareWish stale = { .seen = 0 };
    TdFloorGiven given[2] = { { .seconds = 200, .order = 2 }, { .seconds = 300, .order = 1 } };
    TdShareWish by_hand = { .given = given, .n_given = 2, .seen = 1 };

    scene_new (&s);
    must_ask (&s, 0, &(TdFloorWish){ 0 });
    must_ask (&s, 1, &(TdFloorWish){ 0 });
    after_deadline (&s);
    plan = share (&s);
    g_assert_null (td_floor_share (s.house->instance, &secretariat, s.meeting->id, &stale, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_CONFLICT);
    g_clear_error (&error);
    for (int i = 0; i < 2; i++)
        given[i].request = ((TdFloorTurn *) plan->turns->pdata[i])->request->id;
    given[1].seconds = 60;
    g_assert_null (td_floor_preview (s.house->instance, &secretariat, s.meeting->id, &by_hand, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_INPUT);
    g_clear_error (&error);
    given[1].seconds = 4 * 3600;
    g_assert_null (td_floor_preview (s.house->instance, &secretariat, s.meeting->id, &by_hand, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_INPUT);
    g_clear_error (&error);
    given[1].seconds = 300;
    hand = td_floor_share (s.house->instance, &secretariat, s.meeting->id, &by_hand, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (((TdFloorTurn *) hand->turns->pdata[0])->request->id, ==, given[1].request);
    g_assert_cmpint (((TdFloorTurn *) hand->turns->pdata[1])->planned, ==,
                     s.meeting->begins + 300 * G_TIME_SPAN_SECOND);
    set_day (s.house, "2026-12-07");
    by_hand.seen = 2;
    g_assert_null (td_floor_share (s.house->instance, &secretariat, s.meeting->id, &by_hand, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_CONFLICT);
}

static int bytes_of (const char *head, gsize size)
{
    g_autofree char *bytes = g_malloc0 (size);
    int fd = file_of ("");

    memcpy (bytes, head, strlen (head));
    g_assert_cmpint (pwrite (fd, bytes, size, 0), ==, (gssize) size);
    return fd;
}

static void turn_is (Scene *s, const TdViewer *viewer, const char *speaker, const char *text, const char *format)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdFloorStatement) found =
        td_floor_statement (s->house->instance, viewer, s->meeting->id, speaker, &error);
    g_autofree char *said = NULL;
    gint64 size = 0;
    int fd;

    g_assert_no_error (error);
    g_assert_cmpstr (found->text, ==, text);
    g_assert_cmpstr (found->format, ==, format);
    fd = td_floor_statement_recording (s->house->instance, viewer, s->meeting->id, speaker, &said, &size, &error);
    if (format == NULL) {
        assert_code (&error, TD_ERROR_NOT_FOUND);
        return;
    }
    g_assert_no_error (error);
    g_assert_cmpstr (said, ==, format);
    g_assert_cmpint (size, ==, 300);
    close (fd);
}

static void turn_is_not (Scene *s, const TdViewer *viewer, const char *speaker)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (td_floor_statement (s->house->instance, viewer, s->meeting->id, speaker, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

static gboolean sent_in (TdTx *tx, gpointer data, GError **error)
{
    return td_floor_statements_at (tx, ((Scene *) data)->meeting->id, ((Scene *) data)->sent, error);
}

/* What is played or read at a turn: for who leads the meeting, who shares it, and those whose it is, by the name that everybody sees. */
static void test_turns (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdFloorPlan) plan = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GPtrArray) mine = NULL;
    g_autoptr (GHashTable) sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *chair = NULL;
    g_auto (TdViewer) chair_now = { 0 };
    g_autoptr (GError) error = NULL;
    const char *recorded, *written, *there;
    int fd;

    scene_new (&s);
    must_ask (&s, 0, &(TdFloorWish){ .mode = "recorded", .alias = "A domestic worker" });
    must_ask (&s, 1, &(TdFloorWish){ .mode = "written", .statement = "We were not paid." });
    must_ask (&s, 3, &(TdFloorWish){ 0 });
    mine = td_floor_mine (s.house->instance, &s.viewers[0], s.meeting->id, &error);
    g_assert_no_error (error);
    fd = bytes_of ("OggS", 300);
    td_floor_set_recording (s.house->instance, &s.viewers[0], ((TdFloorRequest *) mine->pdata[0])->id, fd, &error);
    g_assert_no_error (error);
    close (fd);
    after_deadline (&s);
    plan = share (&s);
    list = speakers_for (&s, &nobody);
    recorded = speaker_named (list, "A domestic worker")->id;
    written = speaker_named (list, names[1])->id;
    there = speaker_named (list, names[3])->id;

    chair = add (s.house, "chair@example.org", TD_ROLE_MEMBER, "PHL");
    must_give (s.house, chair, TD_ROLE_CHAIR, NULL, NULL, NULL);
    viewer_now (s.house, chair, &chair_now);
    turn_is (&s, &chair_now, recorded, NULL, "ogg");
    turn_is (&s, &chair_now, written, "We were not paid.", NULL);
    turn_is (&s, &secretariat, recorded, NULL, "ogg");
    turn_is (&s, &s.viewers[0], recorded, NULL, "ogg");
    turn_is_not (&s, &s.viewers[0], written);
    turn_is_not (&s, &s.viewers[1], recorded);
    turn_is_not (&s, &nobody, recorded);
    turn_is_not (&s, &chair_now, "0000000000000000");

    s.sent = sent;
    td_store_read (s.house->instance->store, sent_in, &s, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (g_hash_table_size (sent), ==, 2);
    g_assert_true (g_hash_table_contains (sent, recorded) && g_hash_table_contains (sent, written));
    g_assert_false (g_hash_table_contains (sent, there));
}

/* Their minute, in Geneva's time and their own; again only when it moves; no letter tells a State or another name. */
static void test_letters (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdFloorPlan) plan = NULL;
    g_autoptr (TdFloorPlan) again = NULL;
    g_autofree char *told = NULL;
    g_autoptr (GError) error = NULL;
    gint64 n = 0;

    scene_new (&s);
    g_free (letters (s.house, &n));
    td_account_set_zone (s.house->instance, &s.viewers[0], "Africa/Accra", &error);
    g_assert_no_error (error);
    must_ask (&s, 0, &(TdFloorWish){ .alias = "A domestic worker" });
    after_deadline (&s);
    plan = share (&s);
    told = letters (s.house, &n);
    g_assert_nonnull (strstr (told, "10:00"));
    g_assert_nonnull (strstr (told, "9:00"));
    g_assert_null (strstr (told, "Ghana"));
    g_assert_null (strstr (told, "domestic"));
    again = share (&s);
    g_free (letters (s.house, &n));
    g_assert_cmpint (n, ==, 0);
}

static gboolean move_in (TdTx *tx, gpointer data, GError **error)
{
    const TdMeeting *m = data;

    return td_exec (tx, "update meeting set begins = $2, ends = $3, status = $4 where id = $1", error, TD_TEXT (m->id),
                    TD_INT (m->begins), TD_INT (m->ends), TD_TEXT (td_meeting_status_word (m->status)));
}

/* The meeting moves, is cancelled: turns follow, and each is told once. */
static void test_moved (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdFloorPlan) plan = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autofree char *moved = NULL;
    g_autofree char *cancelled = NULL;
    g_autoptr (GError) error = NULL;
    gint64 n = 0;

    scene_new (&s);
    must_ask (&s, 0, &(TdFloorWish){ 0 });
    after_deadline (&s);
    plan = share (&s);
    g_free (letters (s.house, &n));
    td_floor_move_due (s.house->instance, &error);
    g_assert_no_error (error);
    g_free (letters (s.house, &n));
    g_assert_cmpint (n, ==, 0);
    s.meeting->begins += 2 * G_TIME_SPAN_HOUR;
    s.meeting->ends += 2 * G_TIME_SPAN_HOUR;
    house_write (s.house, move_in, s.meeting);
    for (int i = 0; i < 2; i++) {
        td_floor_move_due (s.house->instance, &error);
        g_assert_no_error (error);
    }
    list = speakers_for (&s, &nobody);
    g_assert_cmpint (((TdSpeaker *) list->pdata[0])->planned, ==, s.meeting->begins);
    moved = letters (s.house, &n);
    g_assert_cmpint (n, ==, 1);
    g_assert_nonnull (strstr (moved, "12:00"));
    s.meeting->status = TD_MEETING_CANCELLED;
    house_write (s.house, move_in, s.meeting);
    for (int i = 0; i < 2; i++) {
        td_floor_move_due (s.house->instance, &error);
        g_assert_no_error (error);
    }
    cancelled = letters (s.house, &n);
    g_assert_cmpint (n, ==, 1);
    g_assert_nonnull (strstr (cancelled, "cancelled"));
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/floor/even", test_even);
    g_test_add_func ("/floor/asking", test_asking);
    g_test_add_func ("/floor/unnamed", test_unnamed);
    g_test_add_func ("/floor/coalition", test_coalition);
    g_test_add_func ("/floor/fixing", test_fixing);
    g_test_add_func ("/floor/turns", test_turns);
    g_test_add_func ("/floor/letters", test_letters);
    g_test_add_func ("/floor/moved", test_moved);
    return g_test_run ();
}
