/* The queue's rules: who gets what, how often, and what a crash leaves. */
#include "../areas/fixture.h"

#include "base/base.h"
#include "base/id.h"
#include "base/limits.h"
#include "mail/keeper.h"
#include "mail/mail.h"
#include "mail/secret.h"
#include "text/words.h"

/* ---- steps ---- */

struct step {
    TdInstance *instance;
    TdMail mail;
    const char *cancel;
    gint64 count;
    gboolean drop_error; /* goes on without the letter */
    int code;
};

static const char *const hello[] = { "Hello.", NULL };

static gboolean step_in (TdTx *tx, gpointer data, GError **error)
{
    struct step *s = data;
    const TdJournalEntry entry = { .actor = "command",
                                   .act = "test.act",
                                   .thing = "test",
                                   .thing_id = "0000000000000000",
                                   .clock = &s->instance->clock };
    g_autoptr (GError) problem = NULL;

    if (s->cancel != NULL ? !td_mail_cancel (tx, s->cancel, &s->count, &problem)
                          : !td_mail_post (tx, s->instance, &s->mail, &problem)) {
        s->code = (int) td_error_code (problem);
        if (!s->drop_error) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
    }
    return td_journal_append (tx, &entry, NULL, error);
}

static int post (House *house, TdMail mail)
{
    struct step s = { .instance = house->instance, .mail = mail, .drop_error = TRUE };
    g_autoptr (GError) error = NULL;

    s.mail.subject = "A letter";
    s.mail.paragraphs = hello;
    s.mail.locale = mail.locale != NULL ? mail.locale : "en";
    td_store_write (house->instance->store, step_in, &s, &error);
    g_assert_no_error (error);
    return s.code;
}

static gint64 cancel (House *house, const char *key)
{
    struct step s = { .instance = house->instance, .cancel = key };
    g_autoptr (GError) error = NULL;

    td_store_write (house->instance->store, step_in, &s, &error);
    g_assert_no_error (error);
    return s.count;
}

/* Behind the queue's back. */
static gboolean hold_in (TdTx *tx, gpointer data, GError **error)
{
    struct step *s = data;

    return td_exec (
        tx, "update mail set status = 'held', holder = $1, held_until = $2, hands = 1 where content is not null", error,
        TD_TEXT (s->cancel), TD_INT (s->count));
}

static void hold (House *house, const char *holder, gint64 until)
{
    struct step s = { .cancel = holder, .count = until };
    g_autoptr (GError) error = NULL;

    td_store_keep (house->instance->store, hold_in, &s, &error);
    g_assert_no_error (error);
}

struct ask {
    gint64 numbers[4];
    char *text;
};

static gboolean ask_in (TdTx *tx, gpointer data, GError **error)
{
    struct ask *a = data;
    g_autoptr (TdRows) rows =
        td_select (tx, "select count(*), count(content), max(tries), max(due), max(status) from mail", error);

    g_assert_true (td_rows_next (rows, error));
    for (int i = 0; i < 4; i++)
        a->numbers[i] = td_rows_int (rows, i);
    g_free (a->text);
    a->text = g_strdup (td_rows_text (rows, 4));
    return TRUE;
}

static void assert_queue (House *house, gint64 rows, gint64 contents, const char *status)
{
    struct ask a = { 0 };
    g_autoptr (GError) error = NULL;

    td_store_read (house->instance->store, ask_in, &a, &error);
    g_assert_no_error (error);
    g_assert_cmpint (a.numbers[0], ==, rows);
    g_assert_cmpint (a.numbers[1], ==, contents);
    g_assert_cmpstr (a.text, ==, status);
    g_free (a.text);
}

static gint64 count_rows (House *house)
{
    struct ask a = { 0 };

    g_assert_true (td_store_read (house->instance->store, ask_in, &a, NULL));
    g_free (a.text);
    return a.numbers[0];
}

static void send_due (House *house, gint64 wanted_sent, gint64 wanted_failed)
{
    g_autoptr (GError) error = NULL;
    gint64 sent = -1, failed = -1;

    td_mail_send_due (house->instance, &sent, &failed, &error);
    g_assert_no_error (error);
    g_assert_cmpint (sent, ==, wanted_sent);
    g_assert_cmpint (failed, ==, wanted_failed);
}

static int count_files (House *house, const char *folder)
{
    g_autofree char *path = g_build_filename (house->folder, "mail", folder, NULL);
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    int n = 0;

    while (dir != NULL && g_dir_read_name (dir) != NULL)
        n++;
    return n;
}

static char *first_file (House *house, const char *folder)
{
    g_autofree char *path = g_build_filename (house->folder, "mail", folder, NULL);
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

    return g_build_filename (path, g_dir_read_name (dir), NULL);
}

static char *own_name (House *house)
{
    g_autofree char *path = g_build_filename (house->folder, "mail", "lock", NULL);
    char *name = NULL;

    g_assert_true (g_file_get_contents (path, &name, NULL, NULL));
    return name;
}

/* ---- tests ---- */

static void test_addresses (void)
{
    static const char *const good[] = { "a@example.org",      "A.b+c@sub.example.org", "o'neil@example.org",
                                        "ana@bücher.example", "مريم@مثال.example",     "x@xn--bcher-kva.example" };
    static const char *const bad[] = { "",
                                       "a",
                                       "@example.org",
                                       "a@",
                                       "a@b",
                                       "a b@example.org",
                                       "a@exa mple.org",
                                       "a@b@example.org",
                                       "a@example.org\n",
                                       "a\r\n@example.org",
                                       "<a@example.org>",
                                       "a@example.org,b@example.org",
                                       "\"a\"@example.org",
                                       "a@[127.0.0.1]",
                                       "a@example..org",
                                       "a@.example.org",
                                       "a@example.org.",
                                       "a@-x.org",
                                       "a@x-.org",
                                       "..@example.org",
                                       "a\xff@example.org",
                                       "a\u200b@example.org",
                                       "a\u202e@example.org",
                                       "a;b@example.org",
                                       "a:b@example.org",
                                       "a(b)@example.org",
                                       "a\\@example.org" };
    g_autofree char *ascii = td_mail_address ("Ana@Bücher.example");

    for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
        g_test_message ("%s", good[i]);
        g_assert_true (td_mail_address_ok (good[i]));
    }
    for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_test_message ("%s", bad[i]);
        g_assert_false (td_mail_address_ok (bad[i]));
    }
    g_assert_false (td_mail_address_ok (NULL));
    g_assert_cmpstr (ascii, ==, "Ana@xn--bcher-kva.example");
}

static void test_limit (void)
{
    g_autoptr (House) house = house_new (FALSE);

    for (int i = 0; i < TD_LIMIT_MAILS_PER_ADDRESS; i++)
        g_assert_cmpint (post (house, (TdMail){ .to = i % 2 ? "A@example.org" : "a@example.org" }), ==, 0);
    g_assert_cmpint (post (house, (TdMail){ .to = "a@EXAMPLE.org" }), ==, TD_ERROR_BUSY);
    g_assert_cmpint (post (house, (TdMail){ .to = "b@example.org" }), ==, 0);
    g_assert_cmpint (post (house, (TdMail){ .to = "a@example.org", .topic = "calls" }), ==, 0);
    assert_queue (house, TD_LIMIT_MAILS_PER_ADDRESS + 2, TD_LIMIT_MAILS_PER_ADDRESS + 2, "waiting");
    send_due (house, TD_LIMIT_MAILS_PER_ADDRESS + 2, 0);
    assert_queue (house, TD_LIMIT_MAILS_PER_ADDRESS + 2, 0, "sent");
    g_assert_cmpint (post (house, (TdMail){ .to = "a@example.org" }), ==, TD_ERROR_BUSY);
}

static void test_cancel (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *name = NULL;

    post (house, (TdMail){ .to = "a@example.org", .cancel_key = "0123456789abcdef" });
    post (house, (TdMail){ .to = "b@example.org", .cancel_key = "0123456789abcdef" });
    g_assert_cmpint (cancel (house, "fedcba9876543210"), ==, 0);
    g_assert_cmpint (cancel (house, "0123456789abcdef"), ==, 2);
    g_assert_cmpint (cancel (house, "0123456789abcdef"), ==, 0);
    assert_queue (house, 2, 0, "cancelled");
    send_due (house, 0, 0);
    /* In somebody's hands when it is taken back: it went, or it is not tried again. */
    name = own_name (house);
    post (house, (TdMail){ .to = "c@example.org", .cancel_key = "0000000000000000" });
    hold (house, name, G_MAXINT64);
    g_assert_cmpint (cancel (house, "0000000000000000"), ==, 0);
    send_due (house, 0, 0);
    g_assert_cmpint (count_files (house, "new"), ==, 0);
}

static void test_not_before (void)
{
    g_autoptr (House) house = house_new (FALSE);
    gint64 now = td_clock_now (&house->instance->clock);

    post (house, (TdMail){ .to = "a@example.org", .not_before = now + G_TIME_SPAN_HOUR });
    send_due (house, 0, 0);
    house->instance->clock.offset = 2 * G_TIME_SPAN_HOUR;
    send_due (house, 1, 0);
}

/* A letter that names nothing: no name, no Committee, no link, one part; and it can have none. */
static void test_neutral (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GError) error = NULL;
    g_autofree char *path = NULL;
    g_autofree char *text = NULL;

    g_assert_cmpint (post (house, (TdMail){ .to = "a@example.org", .neutral = TRUE, .topic = "calls" }), ==,
                     TD_ERROR_OURS);
    g_assert_cmpint (post (house, (TdMail){ .to = "a@example.org", .neutral = TRUE, .path = "/en" }), ==,
                     TD_ERROR_OURS);
    g_assert_cmpint (post (house, (TdMail){ .to = "a@example.org", .neutral = TRUE }), ==, 0);
    send_due (house, 1, 0);
    path = first_file (house, "new");
    g_file_get_contents (path, &text, NULL, &error);
    g_assert_no_error (error);
    g_assert_nonnull (strstr (text, "\nContent-Type: text/plain; "));
    g_assert_nonnull (strstr (text, "\nFrom: noreply@"));
    g_assert_null (strstr (text, "multipart"));
    g_assert_null (strstr (text, "Committee"));
    g_assert_null (strstr (text, "List-Unsubscribe"));
    g_assert_nonnull (strstr (text, "\nSGVsbG8u")); /* "Hello." */
}

/* What a mailer held when it died: another machine's goes when its time is over, ours at once. */
static void test_crash (void)
{
    g_autoptr (House) house = house_new (FALSE);
    gint64 now = td_clock_now_real (&house->instance->clock);
    g_autofree char *name = NULL;

    post (house, (TdMail){ .to = "a@example.org" });
    hold (house, "zzzzzzzzzzzzzzzz", now + G_TIME_SPAN_MINUTE);
    send_due (house, 0, 0);
    hold (house, "zzzzzzzzzzzzzzzz", now - 1);
    send_due (house, 1, 0);
    name = own_name (house);
    post (house, (TdMail){ .to = "b@example.org" });
    hold (house, name, now + G_TIME_SPAN_MINUTE);
    send_due (house, 1, 0);
    g_assert_cmpint (count_files (house, "new"), ==, 2);
    g_assert_cmpint (count_files (house, "tmp"), ==, 0);
}

/* The same letter handed over again is the same file, also when a mail program has moved it to cur/ and marked it. */
static void test_twice_is_once (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = td_id_new (), *file = NULL, *base = NULL, *marked = NULL, *moved = NULL;
    g_autoptr (GError) error = NULL;
    const TdMail mail = { .to = "a@example.org", .locale = "en", .subject = "s", .paragraphs = hello };
    g_autoptr (TdLetter) letter = td_letter_new (house->instance, id, &mail, &error);
    gpointer keeper;
    TdMessage message = { 0 };
    const char *reason = NULL;

    send_due (house, 0, 0); /* makes the folder */
    keeper = td_mail_maildir.open (house->instance, &error);
    g_assert_no_error (error);
    td_message_make (house->instance, letter, "desk@example.org", FALSE, &message);
    for (int n = 0; n < 3; n++)
        g_assert_cmpint (td_mail_maildir.deliver (keeper, letter, &message, n > 0, &reason), ==, TD_MAIL_DELIVERED);
    g_assert_cmpint (count_files (house, "new"), ==, 1);
    file = first_file (house, "new");
    base = g_path_get_basename (file);
    marked = g_strconcat (base, ":2,RS", NULL);
    moved = g_build_filename (house->folder, "mail", "cur", marked, NULL);
    g_assert_cmpint (g_rename (file, moved), ==, 0);
    g_assert_cmpint (td_mail_maildir.deliver (keeper, letter, &message, TRUE, &reason), ==, TD_MAIL_DELIVERED);
    g_assert_cmpint (count_files (house, "new"), ==, 0);
    td_message_clear (&message);
    td_mail_maildir.close (keeper);
}

static gboolean forget_content_in (TdTx *tx, gpointer data, GError **error)
{
    struct step *s = data;

    return td_exec (tx, "update mail set status = 'held', holder = $1, held_until = 0, hands = 1, content = $2", error,
                    TD_TEXT (s->cancel), TD_BYTES (s->mail.to, (gsize) s->count));
}

static void test_altered (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GError) error = NULL;
    g_autofree char *name = NULL;
    struct step s = { .mail = { .to = "no content of ours, whatever it is" }, .count = 30 };
    GPtrArray *failures;

    send_due (house, 0, 0);
    name = own_name (house);
    s.cancel = name;
    post (house, (TdMail){ .to = "a@example.org" });
    td_store_keep (house->instance->store, forget_content_in, &s, &error);
    g_assert_no_error (error);
    send_due (house, 0, 1);
    failures = td_mail_failures (house->instance, &error);
    g_assert_no_error (error);
    g_assert_cmpint (failures->len, ==, 1);
    g_assert_nonnull (strstr (((TdMailFailure *) failures->pdata[0])->reason, "keys"));
    g_ptr_array_unref (failures);
}

/* The folder cannot be written: 1, 5, 30 minutes, 2, 6, 24 hours, then it stands as failed; the desk tries it again or drops it. */
static void test_tries (void)
{
    static const int minutes[] = { 1, 5, 30, 120, 360, 1440 };
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *mail = g_build_filename (house->folder, "mail", NULL),
                    *path = g_build_filename (mail, "new", NULL);
    g_autoptr (GError) error = NULL;
    GPtrArray *failures;

    g_assert_cmpint (g_mkdir (mail, 0700), ==, 0);
    g_assert_true (g_file_set_contents (path, "in the way", -1, NULL));
    post (house, (TdMail){ .to = "a@example.org" });
    send_due (house, 0, 1);
    for (gsize i = 0; i < G_N_ELEMENTS (minutes); i++) {
        house->instance->clock.offset += minutes[i] * G_TIME_SPAN_MINUTE - 20 * G_TIME_SPAN_SECOND;
        send_due (house, 0, 0);
        house->instance->clock.offset += 21 * G_TIME_SPAN_SECOND;
        send_due (house, 0, 1);
    }
    house->instance->clock.offset += 100 * G_TIME_SPAN_HOUR;
    send_due (house, 0, 0);
    failures = td_mail_failures (house->instance, &error);
    g_assert_no_error (error);
    g_assert_cmpint (failures->len, ==, 1);
    const TdMailFailure *failure = failures->pdata[0];
    g_assert_cmpint (failure->tries, ==, TD_LIMIT_MAIL_TRIES);
    g_assert_false (td_mail_retry (house->instance, "command", "0123456789abcdef", FALSE, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_mail_retry (house->instance, "command", failure->id, FALSE, &error));
    g_unlink (path);
    send_due (house, 1, 0);
    g_assert_false (td_mail_retry (house->instance, "command", failure->id, TRUE, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_ptr_array_unref (failures);
    assert_queue (house, 1, 0, "sent");
}

static void test_unsubscribe (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GError) error = NULL;
    guint8 receiver[TD_MAIL_RECEIVER_BYTES];
    g_autofree char *token = NULL, *topic = NULL;
    gint64 entries = 0, again = 0;

    td_mail_receiver (house->instance, "a@example.org", receiver);
    token = td_mail_token (house->instance, receiver, "calls");
    post (house, (TdMail){ .to = "a@example.org", .topic = "calls", .not_before = G_MAXINT64 / 2 });
    for (char *at = token; *at != '\0'; at++) { /* the last letter of base64 may hold bits that mean nothing */
        char was = *at;
        *at = was == 'A' ? 'B' : 'A';
        if (at[1] != '\0')
            g_assert_false (td_mail_token_ok (house->instance, token));
        *at = was;
    }
    g_assert_true (td_mail_token_ok (house->instance, token));
    assert_queue (house, 1, 1, "waiting");
    g_assert_true (td_mail_unsubscribe (house->instance, token, &topic, &error));
    g_assert_cmpstr (topic, ==, "calls");
    g_assert_true (td_journal_check (house->instance->store, &entries, &error));
    g_assert_true (td_mail_unsubscribe (house->instance, token, NULL, &error));
    g_assert_true (td_journal_check (house->instance->store, &again, &error));
    g_assert_cmpint (entries, ==, again);
    assert_queue (house, 1, 0, "cancelled");
    g_assert_cmpint (post (house, (TdMail){ .to = "A@example.org", .topic = "calls" }), ==, 0);
    assert_queue (house, 1, 0, "cancelled");
    post (house, (TdMail){ .to = "a@example.org", .topic = "news" });
    post (house, (TdMail){ .to = "b@example.org", .topic = "calls" });
    assert_queue (house, 3, 2, "waiting");
    g_assert_false (td_mail_unsubscribe (house->instance, "AAAA", NULL, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

static void test_urls (void)
{
    static const struct {
        const char *url;
        gboolean ok, tls;
    } rows[] = { { "smtp://127.0.0.1:25", TRUE, FALSE },
                 { "smtp://[::1]", TRUE, FALSE },
                 { "smtp://localhost", TRUE, FALSE },
                 { "smtp://mail.example.org:587", TRUE, TRUE },
                 { "smtps://127.0.0.1", TRUE, TRUE },
                 { "smtp://127.0.0.1.example.org", TRUE, TRUE },
                 { "smtp://localhost.example.org", TRUE, TRUE },
                 { "smtp://user@example.org", FALSE, FALSE },
                 { "http://example.org", FALSE, FALSE },
                 { "smtp:", FALSE, FALSE },
                 { "example.org", FALSE, FALSE },
                 { "", FALSE, FALSE } };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        gboolean tls = FALSE;
        g_test_message ("%s", rows[i].url);
        g_assert_cmpint (td_smtp_url_ok (rows[i].url, &tls), ==, rows[i].ok);
        g_assert_cmpint (tls, ==, rows[i].tls);
    }
}

static void test_mailer (void)
{
    g_autoptr (House) house = house_new (FALSE);
    TdMailer *mailer = td_mailer_start (house->instance);

    for (int i = 0; i < 5; i++)
        post (house, (TdMail){ .to = "a@example.org" });
    for (int i = 0; i < 1000 && count_files (house, "new") < 5; i++)
        g_usleep (10000);
    td_mailer_stop (mailer);
    g_assert_cmpint (count_files (house, "new"), ==, 5);
    assert_queue (house, 5, 0, "sent");
}

/* Rows that ended go after so many days; a letter that failed loses its words then. */
static void test_forgetting (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *mail = g_build_filename (house->folder, "mail", NULL),
                    *path = g_build_filename (mail, "new", NULL);
    TdMailer *mailer;

    post (house, (TdMail){ .to = "a@example.org" });
    send_due (house, 1, 0);
    remove_folder (path);
    g_assert_true (g_file_set_contents (path, "in the way", -1, NULL));
    post (house, (TdMail){ .to = "b@example.org" });
    for (int i = 0; i < TD_LIMIT_MAIL_TRIES; i++) {
        send_due (house, 0, 1);
        house->instance->clock.offset += 25 * G_TIME_SPAN_HOUR;
    }
    assert_queue (house, 2, 1, "sent");
    house->instance->clock.offset += (TD_LIMIT_MAIL_DAYS + 1) * G_TIME_SPAN_DAY;
    mailer = td_mailer_start (house->instance);
    for (int i = 0; i < 500 && count_rows (house) > 1; i++)
        g_usleep (10000);
    td_mailer_stop (mailer);
    assert_queue (house, 1, 0, "dropped");
}

int main (int argc, char **argv)
{
    g_autofree char *words = td_instance_words_path ();

    td_base_init ();
    td_words_init (words);
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/mail/addresses", test_addresses);
    g_test_add_func ("/mail/limit", test_limit);
    g_test_add_func ("/mail/cancel", test_cancel);
    g_test_add_func ("/mail/neutral", test_neutral);
    g_test_add_func ("/mail/not-before", test_not_before);
    g_test_add_func ("/mail/crash", test_crash);
    g_test_add_func ("/mail/twice-is-once", test_twice_is_once);
    g_test_add_func ("/mail/altered", test_altered);
    g_test_add_func ("/mail/tries", test_tries);
    g_test_add_func ("/mail/unsubscribe", test_unsubscribe);
    g_test_add_func ("/mail/urls", test_urls);
    g_test_add_func ("/mail/mailer", test_mailer);
    g_test_add_func ("/mail/forgetting", test_forgetting);
    return g_test_run ();
}
