/* Standing participants: a copy of each report of a State, its letter, its link; what becomes of it; who may know. */
#include "areas/participants/participant.h"
#include "areas/participants/to-send.h"
#include "areas/submissions/reading.h"
#include "areas/submissions/take-down.h"
#include "base/limits.h"
#include "mail/kept.h"
#include "people-house.h"

#define ADDRESS "registry@office.example.org"

typedef struct {
    House *house;
    char *mission;
    TdViewer holder;
} Scene;

static void scene_clear (Scene *s)
{
    g_free (s->mission);
    td_viewer_clear (&s->holder);
    g_clear_pointer (&s->house, house_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static void mission_now (Scene *s)
{
    td_viewer_clear (&s->holder);
    viewer_now (s->house, s->mission, &s->holder);
}

static void scene_new (Scene *s)
{
    s->house = house_new (TRUE);
    set_day (s->house, "2026-11-02");
    s->mission = add (s->house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    mission_now (s);
}

/* Its State's own paper, sent by the mission; replaces: the one that it corrects, or NULL. */
static void send_paper (Scene *s, Draft *draft, const char *purpose, const char *text, const char *replaces)
{
    const TdAnswers what = { .purpose = purpose }, then = { .title = "Second report", .checked = TRUE };
    TdInstance *instance = s->house->instance;
    g_autoptr (TdReceipt) receipt = NULL;
    g_autoptr (GError) error = NULL;
    int fd = file_of (text);

    if (replaces != NULL)
        td_submission_correct (instance, &s->holder, NULL, replaces, &draft->id, &draft->key, &error);
    else
        td_submission_begin (instance, &s->holder, &draft->id, &draft->key, &error);
    g_assert_no_error (error);
    g_assert_true (td_submission_answer (instance, &s->holder, NULL, draft->id, &what, NULL, &error));
    g_assert_true (
        td_submission_add_part (instance, &s->holder, NULL, draft->id, fd, "report.md", TD_PART_MAIN, NULL, &error));
    close (fd);
    g_assert_true (td_submission_answer (instance, &s->holder, NULL, draft->id, &then, NULL, &error));
    g_assert_true (td_submission_send (instance, &s->holder, NULL, draft->id, NULL, &receipt, &error));
    g_assert_no_error (error);
    catch_up (s->house);
}

static void report (Scene *s, Draft *draft)
{
    send_paper (s, draft, "state-report", REPORT, NULL);
}

static void set_address (Scene *s, const char *address)
{
    g_autoptr (GError) error = NULL;

    td_participant_set_address (s->house->instance, &secretariat, "ilo", address, NULL, &error);
    g_assert_no_error (error);
}

static GPtrArray *copies (Scene *s, const TdViewer *viewer)
{
    g_autoptr (GError) error = NULL;
    gint64 total = 0;
    GPtrArray *list = td_participant_copies (s->house->instance, viewer, 0, 0, &total, &error);

    g_assert_no_error (error);
    g_assert_cmpint (total, ==, list->len);
    return list;
}

/* The only one. */
static TdParticipantCopy *only (Scene *s)
{
    g_autoptr (GPtrArray) list = copies (s, &secretariat);

    g_assert_cmpuint (list->len, ==, 1);
    return g_ptr_array_steal_index (list, 0);
}

static gint64 waiting (Scene *s)
{
    g_autoptr (GError) error = NULL;
    gint64 total = -1;
    g_autoptr (GPtrArray) list = td_participant_to_send (s->house->instance, &secretariat, 10, &total, &error);

    g_assert_no_error (error);
    g_assert_cmpint (total, ==, list->len);
    return total;
}

/* The key in the only letter that went out, which names no State. */
static char *key_of_letter (Scene *s)
{
    gint64 n = 0;
    g_autofree char *text = letters (s->house, &n);
    const char *at = strstr (text, "/participants/");

    g_assert_cmpint (n, ==, 1);
    g_assert_nonnull (strstr (text, "To: " ADDRESS));
    g_assert_null (strstr (text, "Ghana"));
    g_assert_null (strstr (text, "Second report"));
    g_assert_nonnull (at);
    return g_strndup (at + strlen ("/participants/"), 64);
}

static void no_letter (Scene *s)
{
    gint64 n = -1;

    g_free (letters (s->house, &n));
    g_assert_cmpint (n, ==, 0);
}

static void opens (Scene *s, const char *key, const Draft *draft)
{
    g_autoptr (TdParticipantCopy) c = NULL;
    g_autoptr (TdSubmission) r = NULL;
    g_autoptr (GError) error = NULL;

    td_participant_open (s->house->instance, key, &c, &r, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (r->id, ==, draft->id);
}

static void opens_nothing (Scene *s, const char *key, TdErrorCode code)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    g_autofree char *format = NULL;
    TdParticipantCopy *c = NULL;
    TdSubmission *r = NULL;

    g_assert_false (td_participant_open (s->house->instance, key, &c, &r, &error));
    assert_code (&error, code);
    g_assert_null (td_participant_file (s->house->instance, key, 1, &id, &format, &error));
    assert_code (&error, code);
}

/* ---- what comes ---- */

/* A report waits; a draft, replies and what an organisation sends do not; an account of another kind sees none of it. */
static void test_waits (void)
{
    const TdViewer stranger = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION),
                                .trust = TD_TRUST_PASSWORD };
    g_auto (Scene) s = { 0 };
    g_auto (Draft) first = { 0 }, draft = { 0 }, replies = { 0 }, ngo = { 0 };
    g_autoptr (TdParticipantCopy) c = NULL;
    g_autoptr (GError) error = NULL;
    gint64 total = 0;

    scene_new (&s);
    send_paper (&s, &draft, "state-draft", REPORT, NULL);
    send_paper (&s, &replies, "state-replies", REPORT, NULL);
    send_one (s.house, &ngo, "public", "# A report\n\nOf an organisation, on article 16 of the Convention.\n");
    catch_up (s.house);
    g_assert_cmpint (waiting (&s), ==, 0);
    report (&s, &first);
    g_assert_cmpint (waiting (&s), ==, 1);
    no_letter (&s);
    c = only (&s);
    g_assert_cmpstr (c->participant, ==, "ilo");
    g_assert_cmpstr (c->submission, ==, first.id);
    g_assert_cmpstr (c->state, ==, "GHA");
    g_assert_true (td_participant_copy_waits (c));
    g_assert_null (td_participant_copies (s.house->instance, &stranger, 0, 0, &total, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_participant_send (s.house->instance, &stranger, c->id, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
}

/* An officer with a conflict: neither listed, counted nor to be had. */
static void test_conflict (void)
{
    static const char *const ghana[] = { "GHA", NULL }, *const benin[] = { "BEN", NULL };
    TdViewer officer = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (SECRETARIAT) | TD_ROLE_BIT (MEMBER),
                         .trust = TD_TRUST_SECOND,
                         .person = "me",
                         .conflicts = ghana };
    const TdSentWish wish = { "post", NULL, NULL };
    g_auto (Scene) s = { 0 };
    g_auto (Draft) first = { 0 };
    g_autoptr (TdParticipantCopy) c = NULL;
    g_autoptr (GPtrArray) none = NULL;
    g_autoptr (GPtrArray) one = NULL;
    g_autoptr (GPtrArray) desk = NULL;
    g_autoptr (GError) error = NULL;
    gint64 total = -1;

    scene_new (&s);
    report (&s, &first);
    c = only (&s);
    none = copies (&s, &officer);
    g_assert_cmpuint (none->len, ==, 0);
    desk = td_participant_to_send (s.house->instance, &officer, 10, &total, &error);
    g_assert_cmpint (total, ==, 0);
    g_assert_null (td_participant_copy_get (s.house->instance, &officer, c->id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_participant_record (s.house->instance, &officer, c->id, &wish, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_participant_send (s.house->instance, &officer, c->id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    officer.conflicts = benin;
    one = copies (&s, &officer);
    g_assert_cmpuint (one->len, ==, 1);
}

/* ---- by hand ---- */

static void not_recorded (Scene *s, const char *id, TdSentWish wish, const char *wanted, TdErrorCode code)
{
    g_autoptr (GError) error = NULL;
    const char *field = NULL;

    g_assert_false (td_participant_record (s->house->instance, &secretariat, id, &wish, &field, &error));
    assert_code (&error, code);
    g_assert_cmpstr (field, ==, wanted);
}

static void test_recorded (void)
{
    const TdSentWish wish = { "post", "2026-11-01", "Note verbale 7." };
    g_auto (Scene) s = { 0 };
    g_auto (Draft) first = { 0 };
    g_autoptr (TdParticipantCopy) c = NULL;
    g_autoptr (TdParticipantCopy) after = NULL;
    g_autoptr (GError) error = NULL;
    const TdSending *sending;

    scene_new (&s);
    report (&s, &first);
    c = only (&s);
    not_recorded (&s, c->id, (TdSentWish){ "link", NULL, NULL }, "how", TD_ERROR_INPUT); /* only a letter is that */
    not_recorded (&s, c->id, (TdSentWish){ NULL, NULL, NULL }, "how", TD_ERROR_INPUT);
    not_recorded (&s, c->id, (TdSentWish){ "post", "2026-11-03", NULL }, "day", TD_ERROR_INPUT);
    not_recorded (&s, c->id, (TdSentWish){ "post", "2026-11", NULL }, "day", TD_ERROR_INPUT);
    not_recorded (&s, "0123456789abcdef", wish, NULL, TD_ERROR_NOT_FOUND);
    td_participant_record (s.house->instance, &secretariat, c->id, &wish, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (waiting (&s), ==, 0);
    after = only (&s);
    g_assert_cmpuint (after->sendings->len, ==, 1);
    sending = after->sendings->pdata[0];
    g_assert_cmpint (sending->how, ==, TD_SENT_POST);
    g_assert_cmpstr (sending->day, ==, "2026-11-01");
    g_assert_cmpstr (sending->note, ==, "Note verbale 7.");
    /* No address, no letter. */
    g_assert_false (td_participant_send (s.house->instance, &secretariat, c->id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

/* ---- by letter ---- */

/* At once where an address is recorded, which nobody can read in the store; the link opens this report's files and no other's. */
static void test_letter (void)
{
    g_auto (Scene) s = { 0 };
    g_auto (Draft) first = { 0 }, second = { 0 };
    g_autofree char *key = NULL;
    g_autofree char *other = NULL;
    g_autofree char *id = NULL;
    g_autofree char *format = NULL;
    g_autofree char *address = NULL;
    g_autofree char *locale = NULL;
    g_autofree char *base = NULL;
    g_autofree char *wal = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (TdParticipantCopy) c = NULL;
    g_autoptr (GPtrArray) readers = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    set_address (&s, " " ADDRESS " ");
    g_assert_true (td_participant_address (s.house->instance, &secretariat, "ilo", &address, &locale, &error));
    g_assert_cmpstr (address, ==, ADDRESS);
    base = g_build_filename (s.house->folder, "treatydesk.db", NULL);
    wal = g_strconcat (base, "-wal", NULL);
    for (int i = 0; i < 2; i++) {
        g_autofree char *text = NULL;
        gsize size = 0;
        if (g_file_get_contents (i == 0 ? base : wal, &text, &size, NULL))
            g_assert_null (memmem (text, size, "office.example", 14));
    }
    report (&s, &first);
    g_assert_cmpint (waiting (&s), ==, 0);
    key = key_of_letter (&s);
    opens (&s, key, &first);
    bytes = td_participant_file (s.house->instance, key, 1, &id, &format, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (id, ==, first.id);
    g_assert_nonnull (memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), REPORT, 10));
    g_assert_null (td_participant_file (s.house->instance, key, 2, &id, &format, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    c = only (&s);
    g_assert_cmpint (c->opened, ==, 1);
    g_assert_cmpint (((TdSending *) c->sendings->pdata[0])->how, ==, TD_SENT_LINK);
    /* That it was read stands with who else read it. */
    readers = td_readers (s.house->instance, &secretariat, first.id, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (readers->len, ==, 1);
    g_assert_cmpstr (((TdReader *) readers->pdata[0])->reader, ==, "participant ilo");
    send_paper (&s, &second, "state-report", REPORT "\nThe third.\n", NULL);
    other = key_of_letter (&s);
    opens (&s, other, &second);
    opens (&s, key, &first);
    key[3] = key[3] == '0' ? '1' : '0';
    opens_nothing (&s, key, TD_ERROR_NOT_FOUND);
    opens_nothing (&s, "", TD_ERROR_NOT_FOUND);
}

/* What waited goes to an address that comes; sent again, the link before opens nothing; its time ends; no address, no letters. */
static void test_again (void)
{
    g_auto (Scene) s = { 0 };
    g_auto (Draft) first = { 0 }, second = { 0 };
    g_autofree char *key = NULL;
    g_autofree char *fresh = NULL;
    g_autoptr (TdParticipantCopy) c = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    report (&s, &first);
    no_letter (&s);
    g_assert_false (td_participant_set_address (s.house->instance, &secretariat, "ilo", "no address", NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_participant_set_address (s.house->instance, &secretariat, "who", ADDRESS, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    set_address (&s, ADDRESS);
    key = key_of_letter (&s);
    opens (&s, key, &first);
    set_address (&s, ADDRESS); /* nothing waits */
    no_letter (&s);
    c = only (&s);
    td_participant_send (s.house->instance, &secretariat, c->id, &error);
    g_assert_no_error (error);
    fresh = key_of_letter (&s);
    opens (&s, fresh, &first);
    opens_nothing (&s, key, TD_ERROR_NOT_FOUND);
    set_day (s.house, "2027-01-30"); /* 89 days */
    opens (&s, fresh, &first);
    set_day (s.house, "2027-02-01");
    opens_nothing (&s, fresh, TD_ERROR_GONE);
    set_address (&s, "");
    mission_now (&s);
    send_paper (&s, &second, "state-report", REPORT "\nThe third.\n", NULL);
    no_letter (&s);
    g_assert_cmpint (waiting (&s), ==, 1);
}

/* ---- what becomes of it ---- */

static void is_gone (Scene *s, const Draft *draft, const char *word)
{
    g_autoptr (GPtrArray) list = copies (s, &secretariat);

    for (guint i = 0; i < list->len; i++) {
        const TdParticipantCopy *c = list->pdata[i];
        if (g_str_equal (c->submission, draft->id)) {
            g_assert_cmpstr (c->gone, ==, word);
            return;
        }
    }
    g_assert_not_reached ();
}

/* Taken down: nothing opens, a letter that waits is taken back, and the record says so; put back, it can be sent again. */
static void test_taken_down (void)
{
    g_auto (Scene) s = { 0 };
    g_auto (Draft) first = { 0 };
    g_autofree char *key = NULL;
    g_autofree char *again = NULL;
    g_autoptr (TdParticipantCopy) c = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    set_address (&s, ADDRESS);
    report (&s, &first);
    key = key_of_letter (&s);
    c = only (&s);
    g_assert_true (td_participant_send (s.house->instance, &secretariat, c->id, &error)); /* posted, not sent */
    g_assert_true (td_submission_take_down (s.house->instance, &s.holder, NULL, first.id, NULL, NULL, &error));
    g_assert_no_error (error);
    opens_nothing (&s, key, TD_ERROR_NOT_FOUND);
    catch_up (s.house);
    is_gone (&s, &first, "taken-down");
    {
        gint64 n = 0;
        g_autofree char *text = letters (s.house, &n);
        g_assert_null (strstr (text, "/participants/"));
    }
    g_assert_false (td_participant_send (s.house->instance, &secretariat, c->id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (td_submission_put_back (s.house->instance, &s.holder, NULL, first.id, &error));
    g_assert_no_error (error);
    catch_up (s.house);
    is_gone (&s, &first, NULL);
    {
        gint64 n = 0;
        g_free (letters (s.house, &n)); /* about the putting back */
    }
    g_assert_true (td_participant_send (s.house->instance, &secretariat, c->id, &error));
    again = key_of_letter (&s);
    opens (&s, again, &first);
}

static void test_replaced (void)
{
    g_auto (Scene) s = { 0 };
    g_auto (Draft) first = { 0 }, second = { 0 };
    g_autofree char *key = NULL;
    g_autoptr (GPtrArray) list = NULL;
    const TdParticipantCopy *c;

    scene_new (&s);
    set_address (&s, ADDRESS);
    report (&s, &first);
    key = key_of_letter (&s);
    send_paper (&s, &second, "state-report", REPORT "\nCorrected.\n", first.id);
    is_gone (&s, &first, "replaced");
    is_gone (&s, &second, NULL);
    opens_nothing (&s, key, TD_ERROR_NOT_FOUND);
    {
        g_autofree char *fresh = key_of_letter (&s);
        opens (&s, fresh, &second);
    }
    list = copies (&s, &secretariat);
    g_assert_cmpuint (list->len, ==, 2);
    c = list->pdata[1];
    g_assert_cmpuint (c->sendings->len, ==, 1); /* what was sent stays on record */
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/participants/waits", test_waits);
    g_test_add_func ("/participants/conflict", test_conflict);
    g_test_add_func ("/participants/recorded", test_recorded);
    g_test_add_func ("/participants/letter", test_letter);
    g_test_add_func ("/participants/again", test_again);
    g_test_add_func ("/participants/taken-down", test_taken_down);
    g_test_add_func ("/participants/replaced", test_replaced);
    return g_test_run ();
}
