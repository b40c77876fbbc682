/* What is told in confidence: sealing and finding it again, answers, keys, mistakes, and that a wrong code takes as long as an unknown one.
 *
 * TD_SEALED_TIMES (default 60): how many codes of each kind are timed. With 10,000 that takes the better part of an hour;
 * TD_SEALED_SECONDS ends it sooner, and what it says names how many there were. */
#include "areas/sealed/notice.h"
#include "areas/sealed/recipients.h"
#include "areas/sealed/sending.h"
#include "base/base.h"
#include "base/limits.h"
#include "fixture.h"
#include "mail/mail.h"

#include <math.h>
#include <time.h>

static const TdViewer officer = TD_VIEWER_REGISTER;
static const TdViewer focal = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (FOCAL_POINT),
                                .trust = TD_TRUST_SECOND,
                                .actor = "focal" };

static void give_key (House *house, TdSealedPurpose purpose, TdAgeIdentity *ret_identity)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *key = NULL;

    td_age_identity_new (ret_identity);
    key = td_age_recipient_text (&ret_identity->recipient);
    td_sealed_recipient_add (house->instance, purpose, "Officer", key, &error);
    g_assert_no_error (error);
}

static char *send_text (House *house, TdSealedPurpose purpose, const char *text, char root[TD_SEALED_ROOT_TEXT + 1])
{
    const TdSealedSending sending = { .text = text, .message = -1 };
    g_autoptr (GError) error = NULL;
    GString *words = g_string_new (NULL);
    int numbers[TD_CODE_WORDS];

    td_sealed_send (house->instance, purpose, &sending, numbers, root, NULL, &error);
    g_assert_no_error (error);
    for (int i = 0; i < TD_CODE_WORDS; i++)
        g_string_append_printf (words, "%s ", td_code_word (numbers[i]));
    return g_string_free (words, FALSE);
}

static gboolean collect (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_string_append_len (data, (const char *) bytes, (gssize) n);
    return TRUE;
}

/* A part as its officer reads it; NULL: not with this key. */
static char *open_part (House *house, const TdViewer *viewer, const char *id, int position,
                        const TdAgeIdentity *identity)
{
    g_autoptr (GError) error = NULL;
    GString *text = g_string_new (NULL);
    g_autoptr (TdAgeReader) reader = td_age_reader_new (identity, 1, collect, text);
    gint64 size = 0;
    int fd = td_sealed_fetch (house->instance, viewer, id, position, &size, &error);
    g_autofree guint8 *bytes = NULL;
    gboolean opened;

    g_assert_no_error (error);
    bytes = g_malloc ((gsize) size);
    g_assert_cmpint (read (fd, bytes, (gsize) size), ==, size);
    close (fd);
    opened = td_age_reader_feed (reader, bytes, (gsize) size, NULL) && td_age_reader_finish (reader, NULL);
    return g_string_free (text, !opened);
}

static void test_there_and_back (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = NULL;
    TdAgeIdentity mine, other;
    char root[TD_SEALED_ROOT_TEXT + 1];
    g_autofree char *words = NULL;
    g_autofree char *text = NULL;
    g_autoptr (TdSealedVisit) visit = NULL;
    const char *id;
    gint64 total = 0;

    give_key (house, TD_SEALED_COMMUNICATION, &mine);
    give_key (house, TD_SEALED_REPRISAL, &other);
    words = send_text (house, TD_SEALED_COMMUNICATION, "They came at night.", root);
    list = td_sealed_list (house->instance, &officer, TD_SEALED_COMMUNICATION, 0, 0, &total, &error);
    g_assert_no_error (error);
    g_assert_cmpint (total, ==, 1);
    id = ((TdSealedFiling *) list->pdata[0])->id;
    text = open_part (house, &officer, id, 1, &mine);
    g_assert_cmpstr (text, ==, "They came at night.");
    g_assert_null (open_part (house, &officer, id, 1, &other));

    td_sealed_answer (house->instance, &officer, id, "When was it?", &error);
    g_assert_no_error (error);
    visit = td_sealed_return (house->instance, words, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (visit->root, ==, root);
    g_assert_cmpstr (visit->answers->pdata[0], ==, "When was it?");
    g_assert_cmpint (visit->filing->n_waiting, ==, 0);

    /* The focal point has reprisals, and does not learn of this one. */
    g_assert_null (td_sealed_get (house->instance, &focal, id, &error));
    g_assert_error (error, TD_SEALED_ERROR, TD_ERROR_NOT_FOUND);
    g_clear_error (&error);
    g_assert_null (td_sealed_list (house->instance, &focal, TD_SEALED_COMMUNICATION, 0, 0, NULL, NULL));
    g_assert_false (td_sealed_answer (house->instance, &nobody, id, "x", NULL));
}

/* The same code opens nothing in another house, and a sealed file of one does not open with the keys of the other. */
static void test_two_servers (void)
{
    g_autoptr (House) one = house_new (FALSE);
    g_autoptr (House) two = house_new (FALSE);
    g_autoptr (GError) error = NULL;
    TdAgeIdentity first, second;
    char root[TD_SEALED_ROOT_TEXT + 1];
    g_autofree char *words = NULL;
    g_autoptr (GPtrArray) list = NULL;

    give_key (one, TD_SEALED_REPORT, &first);
    give_key (two, TD_SEALED_REPORT, &second);
    words = send_text (one, TD_SEALED_REPORT, "Only here.", root);
    g_assert_null (td_sealed_return (two->instance, words, &error));
    g_assert_error (error, TD_SEALED_ERROR, TD_ERROR_INPUT);
    g_clear_error (&error);
    g_assert_null (td_sealed_visit (two->instance, root, NULL));
    list = td_sealed_list (one->instance, &officer, TD_SEALED_REPORT, 0, 0, NULL, &error);
    g_assert_no_error (error);
    g_assert_null (open_part (one, &officer, ((TdSealedFiling *) list->pdata[0])->id, 1, &second));
}

static int memory_file (const char *text)
{
    return file_of (text);
}

static void test_pieces (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GError) error = NULL;
    TdAgeIdentity mine;
    char root[TD_SEALED_ROOT_TEXT + 1];
    g_autofree char *words = NULL;
    g_autoptr (TdSealedVisit) visit = NULL;
    int fd = memory_file ("a piece");
    TdSealedFile file = { .name = "piece.age", .fd = fd, .by = TD_SEALED_BEFORE, .file = "filmword", .piece = 2 };
    const TdSealedSending sending = { .message = -1, .files = &file, .n_files = 1 };

    give_key (house, TD_SEALED_COMMUNICATION, &mine);
    words = send_text (house, TD_SEALED_COMMUNICATION, "A film follows.", root);
    for (int i = 0; i < 2; i++) { /* a piece that is there already counts once */
        td_sealed_send_more (house->instance, root, &sending, NULL, &error);
        g_assert_no_error (error);
        g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
    }
    visit = td_sealed_visit (house->instance, root, &error);
    g_assert_no_error (error);
    g_assert_cmpint (visit->filing->n_parts, ==, 2);
    file.file = "no/word";
    g_assert_false (td_sealed_send_more (house->instance, root, &sending, NULL, &error));
    g_assert_error (error, TD_SEALED_ERROR, TD_ERROR_INPUT);
    g_clear_error (&error);
    file.file = "filmword";
    file.piece = 0;
    g_assert_false (td_sealed_send_more (house->instance, root, &sending, NULL, NULL));
    file.piece = 3;
    td_sealed_close (house->instance, &officer, visit->filing->id, TRUE, &error);
    g_assert_no_error (error);
    g_assert_false (td_sealed_send_more (house->instance, root, &sending, NULL, &error));
    g_assert_error (error, TD_SEALED_ERROR, TD_ERROR_CONFLICT);
    close (fd);
}

static void test_not_ready (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GError) error = NULL;
    TdAgeIdentity mine;
    g_autofree char *key = NULL;
    const TdSealedSending sending = { .text = "x", .message = -1 }, empty = { .text = "", .message = -1 };
    char root[TD_SEALED_ROOT_TEXT + 1];
    int numbers[TD_CODE_WORDS];

    g_assert_false (td_sealed_send (house->instance, TD_SEALED_REPORT, &sending, numbers, root, NULL, &error));
    g_assert_error (error, TD_SEALED_ERROR, TD_ERROR_BUSY);
    g_clear_error (&error);
    give_key (house, TD_SEALED_REPORT, &mine);
    key = td_age_recipient_text (&mine.recipient);
    g_assert_false (td_sealed_recipient_add (house->instance, TD_SEALED_REPORT, "Twice", key, &error));
    g_assert_error (error, TD_SEALED_ERROR, TD_ERROR_CONFLICT);
    g_clear_error (&error);
    g_assert_false (td_sealed_send (house->instance, TD_SEALED_REPORT, &empty, numbers, root, NULL, &error));
    g_assert_error (error, TD_SEALED_ERROR, TD_ERROR_INPUT);
    g_clear_error (&error);
    td_sealed_recipient_remove (house->instance, TD_SEALED_REPORT, key, &error);
    g_assert_no_error (error);
    g_assert_false (td_sealed_send (house->instance, TD_SEALED_REPORT, &sending, numbers, root, NULL, NULL));
    g_assert_false (td_sealed_recipient_remove (house->instance, TD_SEALED_REPORT, key, NULL));
}

/* ---- a mail for who asks ---- */

static guint waiting (House *house)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) queue = td_mail_queue (house->instance, &error);

    g_assert_no_error (error);
    return queue->len;
}

static void answer (House *house, const char *id)
{
    g_autoptr (GError) error = NULL;

    td_sealed_answer (house->instance, &officer, id, "When was it?", &error);
    g_assert_no_error (error);
}

static gboolean asked (House *house, const char *root)
{
    g_autoptr (TdSealedVisit) visit = td_sealed_visit (house->instance, root, NULL);

    g_assert_nonnull (visit);
    return visit->notice;
}

static void ask (House *house, const char *root, const char *address, int wanted)
{
    g_autoptr (GError) error = NULL;

    td_sealed_notice_ask (house->instance, root, address, "en", &error);
    g_assert_cmpint (error != NULL ? (int) td_error_code (error) : 0, ==, wanted);
}

/* Nobody who did not ask; one letter for all that is new until the next morning; taken back it is called back. */
static void test_notice (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GError) error = NULL;
    TdAgeIdentity mine;
    char root[TD_SEALED_ROOT_TEXT + 1], other[TD_SEALED_ROOT_TEXT + 1];
    g_autoptr (TdSealedVisit) visit = NULL, silent = NULL;
    gint64 sent = 0, failed = 0;

    give_key (house, TD_SEALED_REPRISAL, &mine);
    g_free (send_text (house, TD_SEALED_REPRISAL, "One who asks.", root));
    g_free (send_text (house, TD_SEALED_REPRISAL, "One who does not.", other));
    visit = td_sealed_visit (house->instance, root, &error);
    silent = td_sealed_visit (house->instance, other, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (visit->filing->locale, ==, "en");
    ask (house, root, "a@example.org, b@example.org", TD_ERROR_INPUT);
    ask (house, root, "", TD_ERROR_INPUT);
    g_assert_false (asked (house, root));
    ask (house, root, "wrong@example.org", 0);
    ask (house, root, "a@example.org", 0); /* in the place of the first */
    g_assert_true (asked (house, root) && !asked (house, other));
    g_assert_cmpuint (waiting (house), ==, 0);

    td_sealed_answer (house->instance, &focal, silent->filing->id, "x", &error);
    g_assert_no_error (error);
    g_assert_cmpuint (waiting (house), ==, 0);
    for (int i = 0; i < 3; i++)
        td_sealed_answer (house->instance, &focal, visit->filing->id, "x", &error);
    g_assert_no_error (error);
    g_assert_cmpuint (waiting (house), ==, 1);
    td_mail_send_due (house->instance, &sent, &failed, &error);
    g_assert_cmpint (sent, ==, 0); /* not before the hour that is the same for all */
    house->instance->clock.offset += G_TIME_SPAN_DAY;
    td_mail_send_due (house->instance, &sent, &failed, &error);
    g_assert_no_error (error);
    g_assert_cmpint (sent, ==, 1);

    td_sealed_answer (house->instance, &focal, visit->filing->id, "x", &error);
    g_assert_cmpuint (waiting (house), ==, 1);
    g_assert_true (td_sealed_notice_take_back (house->instance, root, &error));
    g_assert_true (td_sealed_notice_take_back (house->instance, root, &error));
    g_assert_no_error (error);
    g_assert_false (asked (house, root));
    g_assert_cmpuint (waiting (house), ==, 0);
}

/* Closing erases the address; the letter that tells of the end still goes. A root that is none asks for nothing. */
static void test_notice_ends (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GError) error = NULL;
    TdAgeIdentity mine;
    char root[TD_SEALED_ROOT_TEXT + 1], nobodys[TD_SEALED_ROOT_TEXT + 1];
    g_autoptr (TdSealedVisit) visit = NULL;

    give_key (house, TD_SEALED_COMMUNICATION, &mine);
    g_free (send_text (house, TD_SEALED_COMMUNICATION, "x", root));
    visit = td_sealed_visit (house->instance, root, &error);
    g_assert_no_error (error);
    ask (house, root, "a@example.org", 0);
    answer (house, visit->filing->id);
    td_sealed_close (house->instance, &officer, visit->filing->id, TRUE, &error);
    g_assert_no_error (error);
    g_assert_false (asked (house, root));
    g_assert_cmpuint (waiting (house), ==, 1);
    ask (house, root, "a@example.org", TD_ERROR_CONFLICT);
    memset (nobodys, '0', sizeof nobodys - 1);
    nobodys[TD_SEALED_ROOT_TEXT] = '\0';
    ask (house, nobodys, "a@example.org", TD_ERROR_NOT_FOUND);
    ask (house, "", "a@example.org", TD_ERROR_NOT_FOUND);
    g_free (house->instance->mail.keeper);
    house->instance->mail.keeper = g_strdup ("none");
    ask (house, root, "a@example.org", TD_ERROR_CONFLICT);
}

/* ---- the gate of communications ---- */

static void record_all (House *house, TdDeclarationKind kind, const char *except)
{
    const TdProfile *profile = house->instance->profile;
    g_autoptr (GError) error = NULL;

    for (gsize i = 0; i < profile->n_states; i++) {
        const TdDeclarationWish wish = { .state = profile->states[i].iso3,
                                         .article = profile->communications_article,
                                         .kind = kind,
                                         .day = "2025-01-15" };
        if (!g_str_equal (wish.state, except))
            td_declaration_record (house->instance, &secretariat, &wish, NULL, &error);
        g_assert_no_error (error);
    }
}

static int try_state (House *house, TdSealedPurpose purpose, const char *state)
{
    const TdSealedSending sending = { .text = "x", .message = -1, .state = state };
    g_autoptr (GError) error = NULL;
    char root[TD_SEALED_ROOT_TEXT + 1];
    int numbers[TD_CODE_WORDS];

    td_sealed_send (house->instance, purpose, &sending, numbers, root, NULL, &error);
    return error != NULL ? (int) td_error_code (error) : 0;
}

/* What is not known is not closed; closed, nothing is taken in for a communication, and other purposes do not ask. */
static void test_gate (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GPtrArray) list = NULL;
    g_autofree char *text = NULL;
    TdAgeIdentity mine, other;

    give_key (house, TD_SEALED_COMMUNICATION, &mine);
    give_key (house, TD_SEALED_REPORT, &other);
    g_assert_cmpint (try_state (house, TD_SEALED_COMMUNICATION, "PER"), ==, 0);
    g_assert_cmpint (try_state (house, TD_SEALED_COMMUNICATION, ""), ==, 0);
    g_assert_cmpint (try_state (house, TD_SEALED_COMMUNICATION, "XXX"), ==, TD_ERROR_INPUT);
    list = td_sealed_list (house->instance, &officer, TD_SEALED_COMMUNICATION, 0, 0, NULL, NULL);
    g_assert_cmpuint (list->len, ==, 2);
    text = open_part (house, &officer, ((TdSealedFiling *) list->pdata[0])->id, 1, &mine);
    if (strstr (text, "State:") == NULL) {
        g_free (text);
        text = open_part (house, &officer, ((TdSealedFiling *) list->pdata[1])->id, 1, &mine);
    }
    g_assert_cmpstr (text, ==, "x\n\n-- \nState: PER\n");

    record_all (house, TD_DECLARATION_NONE, "PER");
    g_assert_cmpint (try_state (house, TD_SEALED_COMMUNICATION, "GHA"), ==,
                     0); /* one is not known: it may be in force */
    record_all (house, TD_DECLARATION_NONE, "");
    g_assert_cmpint (try_state (house, TD_SEALED_COMMUNICATION, "GHA"), ==, TD_ERROR_CONFLICT);
    g_assert_cmpint (try_state (house, TD_SEALED_COMMUNICATION, NULL), ==, TD_ERROR_CONFLICT);
    g_assert_cmpint (try_state (house, TD_SEALED_REPORT, NULL), ==, 0);
    house->instance->rehearsal = TRUE;
    g_assert_cmpint (try_state (house, TD_SEALED_COMMUNICATION, "GHA"), ==, 0);
}

/* ---- how long it takes ---- */

typedef struct {
    double sum, squares;
    int n;
} Times;

static void note (Times *times, gint64 microseconds)
{
    times->sum += (double) microseconds;
    times->squares += (double) microseconds * (double) microseconds;
    times->n++;
}

static double mean (const Times *t)
{
    return t->sum / t->n;
}

static double variance (const Times *t)
{
    return (t->squares - t->sum * t->sum / t->n) / (t->n - 1);
}

static double welch (const Times *a, const Times *b)
{
    return (mean (a) - mean (b)) / sqrt (variance (a) / a->n + variance (b) / b->n);
}

/* By the clock on the wall, as somebody far away has it, and by the processor's time of this thread, on which what else the machine does
 * weighs less: a difference that noise hides on the wall shows there. */
typedef struct {
    Times wall, processor;
} Both;

static gint64 processor_time (void)
{
    struct timespec now;

    clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
    return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void time_one (House *house, const char *typed, Both *both)
{
    gint64 began, worked;

    house->instance->clock.offset += 2 * G_USEC_PER_SEC; /* so that nobody is kept waiting by the limit of a minute */
    began = g_get_monotonic_time ();
    worked = processor_time ();
    g_assert_null (td_sealed_return (house->instance, typed, NULL));
    note (&both->processor, processor_time () - worked);
    note (&both->wall, g_get_monotonic_time () - began);
}

static char *code_by_lot (void)
{
    GString *words = g_string_new (NULL);

    for (int k = 0; k < TD_CODE_WORDS; k++)
        g_string_append_printf (words, "%s ", td_code_word (g_random_int_range (1, TD_CODE_LIST + 1)));
    return g_string_free (words, FALSE);
}

static void compare (const char *clock, const Times *wrong, const Times *unknown)
{
    double t = welch (wrong, unknown);

    g_test_message ("%d each by the %s: wrong %.0f us (sd %.0f), unknown %.0f us (sd %.0f), Welch's t %.2f", wrong->n,
                    clock, mean (wrong), sqrt (variance (wrong)), mean (unknown), sqrt (variance (unknown)), t);
    g_assert_cmpfloat (fabs (t), <, 4.5);
}

static gint64 number_given (const char *name, gint64 otherwise)
{
    const char *given = g_getenv (name);

    return given != NULL ? g_ascii_strtoll (given, NULL, 10) : otherwise;
}

static void test_timing (void)
{
    g_autoptr (House) house = house_new (TRUE);
    gint64 n = number_given ("TD_SEALED_TIMES", 60),
           end = g_get_monotonic_time () + number_given ("TD_SEALED_SECONDS", 24 * 3600) * G_USEC_PER_SEC;
    Both wrong = { 0 }, unknown = { 0 };
    TdAgeIdentity mine;

    give_key (house, TD_SEALED_COMMUNICATION, &mine);
    for (int i = 0; i < 20; i++) {
        char root[TD_SEALED_ROOT_TEXT + 1];
        g_free (send_text (house, TD_SEALED_COMMUNICATION, "x", root));
    }
    for (gint64 i = 0; i < n && g_get_monotonic_time () < end; i++) {
        g_autofree char *code = code_by_lot ();
        gboolean first = g_random_boolean ();

        /* In an order by lot, so that what else the machine does falls on both alike. */
        if (first)
            time_one (house, "no words of the list at all", &wrong);
        time_one (house, code, &unknown);
        if (!first)
            time_one (house, "no words of the list at all", &wrong);
    }
    compare ("clock", &wrong.wall, &unknown.wall);
    compare ("processor's time", &wrong.processor, &unknown.processor);
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/sealed/there-and-back", test_there_and_back);
    g_test_add_func ("/sealed/two-servers", test_two_servers);
    g_test_add_func ("/sealed/pieces", test_pieces);
    g_test_add_func ("/sealed/not-ready", test_not_ready);
    g_test_add_func ("/sealed/notice", test_notice);
    g_test_add_func ("/sealed/notice-ends", test_notice_ends);
    g_test_add_func ("/sealed/gate", test_gate);
    g_test_add_func ("/sealed/timing", test_timing);
    return g_test_run ();
}
