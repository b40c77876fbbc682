/* What a caller is asked and told. */
#include "base/base.h"
#include "meeting/phone/menu.h"

#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

/* What the menu did, as words: "en:welcome", "pin:12345678/fr", "key:6", "hush", "end". */
static GString *done;

static void note (const char *format, ...) G_GNUC_PRINTF (1, 2);
static void note (const char *format, ...)
{
    va_list args;

    va_start (args, format);
    g_string_append_vprintf (done, format, args);
    va_end (args);
    g_string_append_c (done, ' ');
}

static void say (gpointer call, const char *prompt, const char *language)
{
    (void) call;
    note ("%s:%s", language, prompt);
}

static void hush (gpointer call)
{
    (void) call;
}

static void ask_pin (gpointer call, const char *pin, const char *language)
{
    (void) call;
    note ("pin:%s/%s", pin, language);
}

static void tell_key (gpointer call, char key)
{
    (void) call;
    note ("key:%c", key);
}

static void hang_up (gpointer call)
{
    (void) call;
    note ("end");
}

static const PhoneMenuDoes does = { say, hush, ask_pin, tell_key, hang_up };

static void type (PhoneMenu *menu, const char *keys)
{
    for (; *keys != '\0'; keys++)
        phone_menu_key (menu, *keys, SECOND);
}

#define assert_done(words)                                                                                             \
    do {                                                                                                               \
        g_assert_cmpstr (done->str, ==, words);                                                                        \
        g_string_truncate (done, 0);                                                                                   \
    } while (0)

/* A caller in the meeting, whose PIN was right. */
static PhoneMenu inside (void)
{
    PhoneMenu menu;

    phone_menu_begin (&menu, &does, NULL, NULL, 0);
    type (&menu, "212345678");
    phone_menu_pin_right (&menu, SECOND);
    phone_menu_told (&menu, TD_PHONE_TELL_LISTENING, SECOND);
    g_assert_cmpint (menu.state, ==, PHONE_INSIDE);
    g_string_truncate (done, 0);
    return menu;
}

static void asks_language_then_pin (void)
{
    PhoneMenu menu;

    phone_menu_begin (&menu, &does, NULL, NULL, 0);
    assert_done ("en:welcome en:language fr:language es:language ar:language zh:language ru:language ");
    type (&menu, "9");
    assert_done ("");
    type (&menu, "6");
    assert_done ("ru:pin ");
    type (&menu, "1*1234567");
    assert_done ("");
    type (&menu, "8");
    assert_done ("pin:12345678/ru ");
    type (&menu, "99"); /* nothing while the server is asked */
    assert_done ("");
    phone_menu_pin_right (&menu, SECOND);
    phone_menu_told (&menu, TD_PHONE_TELL_WAITING, SECOND);
    assert_done ("ru:waiting ");
    phone_menu_tick (&menu, 200 * SECOND);
    assert_done ("ru:still-waiting ");
    phone_menu_told (&menu, TD_PHONE_TELL_LISTENING, 201 * SECOND);
    assert_done ("ru:listening ");
}

static void a_callback_knows_its_language (void)
{
    PhoneMenu menu;

    phone_menu_begin (&menu, &does, NULL, "es", 0);
    assert_done ("es:welcome es:called es:pin ");
    phone_menu_begin (&menu, &does, NULL, "de", 0); /* there is no such voice: it is asked */
    g_assert_cmpint (menu.state, ==, PHONE_LANGUAGE);
    g_string_truncate (done, 0);
}

static void three_wrong_pins_end_it (void)
{
    PhoneMenu menu;

    phone_menu_begin (&menu, &does, NULL, "en", 0);
    for (int i = 0; i < 2; i++) {
        type (&menu, "1#");
        g_string_truncate (done, 0);
        phone_menu_pin_wrong (&menu, FALSE, SECOND);
        assert_done ("en:pin-wrong en:pin ");
    }
    type (&menu, "1#");
    g_string_truncate (done, 0);
    phone_menu_pin_wrong (&menu, FALSE, SECOND);
    assert_done ("en:pin-locked end ");
    type (&menu, "12345678");
    phone_menu_told (&menu, TD_PHONE_TELL_FLOOR, SECOND);
    phone_menu_pin_right (&menu, SECOND);
    assert_done ("");
}

static void the_server_may_lock_at_once (void)
{
    PhoneMenu menu;

    phone_menu_begin (&menu, &does, NULL, "en", 0);
    type (&menu, "12345678");
    g_string_truncate (done, 0);
    phone_menu_pin_wrong (&menu, TRUE, SECOND);
    assert_done ("en:pin-locked end ");
}

static void who_is_silent_is_asked_thrice (void)
{
    PhoneMenu menu;
    gint64 now = 0;

    phone_menu_begin (&menu, &does, NULL, NULL, 0);
    for (int i = 0; i < 200 && menu.state != PHONE_ENDING; i++)
        phone_menu_tick (&menu, now += SECOND);
    g_assert_true (g_str_has_suffix (done->str, "en:goodbye end "));
    g_assert_cmpint (now, >, 100 * SECOND);
    g_string_truncate (done, 0);
}

static void nobody_gets_in_without_a_pin (void)
{
    PhoneMenu menu;

    phone_menu_begin (&menu, &does, NULL, NULL, 0);
    g_string_truncate (done, 0);
    phone_menu_told (&menu, TD_PHONE_TELL_LISTENING, SECOND);
    phone_menu_pin_right (&menu, SECOND);
    phone_menu_told (&menu, TD_PHONE_TELL_FLOOR, SECOND);
    type (&menu, "*0");
    assert_done ("");
    g_assert_cmpint (menu.state, ==, PHONE_LANGUAGE);
}

static void star_and_a_key (void)
{
    PhoneMenu menu = inside ();

    type (&menu, "6");
    assert_done ("");
    type (&menu, "*6");
    assert_done ("key:6 ");
    type (&menu, "**0"); /* a star too many */
    assert_done ("key:0 ");
    type (&menu, "*5");
    assert_done ("key:5 ");
    type (&menu, "*1");
    assert_done ("fr:help ");
    phone_menu_key (&menu, '*', 2 * SECOND);
    phone_menu_key (&menu, '6', 9 * SECOND); /* too long after */
    assert_done ("");
    phone_menu_told (&menu, TD_PHONE_TELL_FLOOR, SECOND);
    phone_menu_told (&menu, TD_PHONE_TELL_MUTED, SECOND);
    assert_done ("fr:floor fr:muted ");
    phone_menu_end (&menu, TD_PHONE_TELL_OVER);
    phone_menu_end (&menu, TD_PHONE_TELL_OVER);
    assert_done ("fr:over end ");
}

static void who_was_in_comes_back (void)
{
    PhoneMenu menu = inside ();

    phone_menu_server (&menu, FALSE, SECOND);
    assert_done ("fr:lost ");
    phone_menu_told (&menu, TD_PHONE_TELL_LOST, 2 * SECOND); /* the room as well: said once */
    assert_done ("");
    phone_menu_tick (&menu, 40 * SECOND);
    assert_done ("fr:lost ");
    phone_menu_server (&menu, TRUE, 41 * SECOND);
    assert_done ("pin:12345678/fr ");
    phone_menu_pin_right (&menu, 41 * SECOND);
    phone_menu_told (&menu, TD_PHONE_TELL_BACK, 41 * SECOND);
    assert_done ("fr:back ");
    g_assert_cmpint (menu.state, ==, PHONE_INSIDE);
    phone_menu_server (&menu, FALSE, 50 * SECOND);
    phone_menu_server (&menu, TRUE, 51 * SECOND);
    g_string_truncate (done, 0);
    phone_menu_pin_wrong (&menu, FALSE, 52 * SECOND); /* the meeting ended meanwhile */
    assert_done ("fr:over end ");
}

static void an_answer_that_does_not_come (void)
{
    PhoneMenu menu;
    gint64 now = SECOND;

    phone_menu_begin (&menu, &does, NULL, "en", 0);
    type (&menu, "12345678");
    g_string_truncate (done, 0);
    phone_menu_tick (&menu, now += 6 * SECOND);
    assert_done ("en:lost ");
    phone_menu_server (&menu, TRUE, now); /* the server comes, and is asked */
    assert_done ("pin:12345678/en ");
    for (int i = 0; i < 100 && menu.state != PHONE_ENDING; i++)
        phone_menu_tick (&menu, now += 31 * SECOND);
    g_assert_true (g_str_has_suffix (done->str, "en:goodbye end "));
    g_string_truncate (done, 0);
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    done = g_string_new (NULL);
    g_test_add_func ("/phone/menu/language-and-pin", asks_language_then_pin);
    g_test_add_func ("/phone/menu/callback", a_callback_knows_its_language);
    g_test_add_func ("/phone/menu/wrong-pins", three_wrong_pins_end_it);
    g_test_add_func ("/phone/menu/locked", the_server_may_lock_at_once);
    g_test_add_func ("/phone/menu/silent", who_is_silent_is_asked_thrice);
    g_test_add_func ("/phone/menu/without-pin", nobody_gets_in_without_a_pin);
    g_test_add_func ("/phone/menu/keys", star_and_a_key);
    g_test_add_func ("/phone/menu/server", who_was_in_comes_back);
    g_test_add_func ("/phone/menu/no-answer", an_answer_that_does_not_come);
    int failed = g_test_run ();
    g_string_free (done, TRUE);
    return failed;
}
