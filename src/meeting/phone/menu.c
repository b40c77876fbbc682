#include "meeting/phone/menu.h"

#include <string.h>

#define SECOND         ((gint64) G_USEC_PER_SEC)
#define QUESTION_AGAIN (20 * SECOND) /* after what was asked stands unanswered */
#define STAR_WAITS     (4 * SECOND)  /* for its second key */
#define WAITING_WORD   (120 * SECOND)
#define LOST_WORD      (30 * SECOND)
#define ANSWER_WAITS   (5 * SECOND) /* for the server's */

enum { REPEATS = 3, WRONG_PINS = 3, ASKED_IN_VAIN = 20 };

const char *const phone_languages[] = { "en", "fr", "es", "ar", "zh", "ru", NULL };

static void say (PhoneMenu *menu, const char *prompt)
{
    menu->does->say (menu->call, prompt, menu->language != NULL ? menu->language : phone_languages[0]);
}

static void ask_language (PhoneMenu *menu, gint64 now)
{
    menu->state = PHONE_LANGUAGE;
    for (guint i = 0; phone_languages[i] != NULL; i++)
        menu->does->say (menu->call, PHONE_PROMPT_LANGUAGE, phone_languages[i]);
    menu->due = now + 2 * QUESTION_AGAIN; /* six sentences long */
}

static void ask_pin (PhoneMenu *menu, gint64 now)
{
    menu->state = PHONE_PIN;
    menu->n_digits = 0;
    menu->digits[0] = '\0';
    say (menu, PHONE_PROMPT_PIN);
    menu->due = now + QUESTION_AGAIN;
}

static void end_with (PhoneMenu *menu, const char *prompt)
{
    menu->state = PHONE_ENDING;
    menu->due = 0;
    menu->does->hush (menu->call);
    say (menu, prompt);
    menu->does->hang_up (menu->call);
}

static const char *language_of (const char *tag)
{
    for (guint i = 0; tag != NULL && phone_languages[i] != NULL; i++)
        if (strcmp (phone_languages[i], tag) == 0)
            return phone_languages[i];
    return NULL;
}

void phone_menu_begin (PhoneMenu *menu, const PhoneMenuDoes *does, gpointer call, const char *language, gint64 now)
{
    *menu = (PhoneMenu){ .does = does, .call = call, .language = language_of (language) };
    say (menu, PHONE_PROMPT_WELCOME);
    if (menu->language == NULL) {
        ask_language (menu, now);
    } else {
        say (menu, PHONE_PROMPT_CALLED);
        ask_pin (menu, now);
    }
}

/* ---- keys ---- */

static void choose_language (PhoneMenu *menu, char key, gint64 now)
{
    guint n = (guint) (key - '1');

    if (key < '1' || n >= g_strv_length ((char **) phone_languages))
        return;
    menu->does->hush (menu->call);
    menu->language = phone_languages[n];
    menu->repeats = 0;
    ask_pin (menu, now);
}

static void hand_in (PhoneMenu *menu, gint64 now)
{
    menu->state = PHONE_ASKING;
    menu->due = now + ANSWER_WAITS;
    menu->repeats = 0;
    menu->does->ask_pin (menu->call, menu->digits, menu->language);
}

static void take_digit (PhoneMenu *menu, char key, gint64 now)
{
    menu->does->hush (menu->call);
    menu->due = now + QUESTION_AGAIN;
    if (key == '*') {
        menu->n_digits = 0;
    } else if (g_ascii_isdigit (key)) {
        menu->digits[menu->n_digits++] = key;
        menu->digits[menu->n_digits] = '\0';
    }
    if (menu->n_digits == TD_PHONE_PIN || (key == '#' && menu->n_digits > 0))
        hand_in (menu, now);
}

static void star_key (PhoneMenu *menu, char key)
{
    if (key == '1') {
        menu->does->hush (menu->call);
        say (menu, PHONE_PROMPT_HELP);
    } else if (menu->state == PHONE_INSIDE) {
        if (key == '5') /* the next question: what is left of one that is read is not waited for */
            menu->does->hush (menu->call);
        menu->does->tell_key (menu->call, key);
    }
}

static void key_inside (PhoneMenu *menu, char key, gint64 now)
{
    gboolean starred = menu->star != 0 && now - menu->star < STAR_WAITS;

    if (key == '*') {
        menu->star = now;
    } else {
        menu->star = 0;
        if (starred)
            star_key (menu, key);
    }
}

void phone_menu_key (PhoneMenu *menu, char key, gint64 now)
{
    switch (menu->state) {
    case PHONE_LANGUAGE: choose_language (menu, key, now); break;
    case PHONE_PIN: take_digit (menu, key, now); break;
    case PHONE_WAITING:
    case PHONE_INSIDE:
    case PHONE_LOST: key_inside (menu, key, now); break;
    case PHONE_ASKING:
    case PHONE_ENDING: break;
    }
}

/* ---- time ---- */

static void ask_again (PhoneMenu *menu, gint64 now)
{
    if (++menu->repeats >= REPEATS)
        end_with (menu, PHONE_PROMPT_GOODBYE);
    else if (menu->state == PHONE_LANGUAGE)
        ask_language (menu, now);
    else
        ask_pin (menu, now);
}

/* The server does not answer, or is away. */
static void ask_server_again (PhoneMenu *menu, gint64 now)
{
    if (++menu->repeats > ASKED_IN_VAIN) {
        end_with (menu, PHONE_PROMPT_GOODBYE);
        return;
    }
    say (menu, td_phone_telling_word (TD_PHONE_TELL_LOST));
    menu->due = now + LOST_WORD;
}

void phone_menu_tick (PhoneMenu *menu, gint64 now)
{
    if (menu->due == 0 || now < menu->due)
        return;
    switch (menu->state) {
    case PHONE_LANGUAGE:
    case PHONE_PIN: ask_again (menu, now); break;
    case PHONE_WAITING:
        say (menu, PHONE_PROMPT_STILL_WAITING);
        menu->due = now + WAITING_WORD;
        break;
    case PHONE_LOST:
        say (menu, td_phone_telling_word (TD_PHONE_TELL_LOST));
        menu->due = now + LOST_WORD;
        break;
    case PHONE_ASKING: ask_server_again (menu, now); break;
    case PHONE_INSIDE:
    case PHONE_ENDING: menu->due = 0; break;
    }
}

/* ---- the server ---- */

static gboolean past_the_pin (const PhoneMenu *menu)
{
    return menu->state == PHONE_WAITING || menu->state == PHONE_INSIDE || menu->state == PHONE_LOST;
}

void phone_menu_pin_right (PhoneMenu *menu, gint64 now)
{
    if (menu->state == PHONE_ASKING) {
        menu->state = PHONE_WAITING; /* until the server says more, which it does at once */
        menu->due = now + WAITING_WORD;
    }
}

void phone_menu_pin_wrong (PhoneMenu *menu, gboolean locked, gint64 now)
{
    if (past_the_pin (menu)) /* it was right before the server went away: the meeting ended meanwhile */
        end_with (menu, td_phone_telling_word (TD_PHONE_TELL_OVER));
    if (menu->state != PHONE_ASKING)
        return;
    if (locked || ++menu->wrong >= WRONG_PINS) {
        end_with (menu, PHONE_PROMPT_PIN_LOCKED);
    } else {
        say (menu, PHONE_PROMPT_PIN_WRONG);
        ask_pin (menu, now);
    }
}

static PhoneMenuState state_after (PhoneMenuState state, TdPhoneTelling telling)
{
    switch (telling) {
    case TD_PHONE_TELL_WAITING: return PHONE_WAITING;
    case TD_PHONE_TELL_LOST: return PHONE_LOST;
    case TD_PHONE_TELL_LISTENING:
    case TD_PHONE_TELL_BACK: return PHONE_INSIDE;
    default: return state;
    }
}

void phone_menu_told (PhoneMenu *menu, TdPhoneTelling telling, gint64 now)
{
    if (!past_the_pin (menu))
        return;
    gboolean again = telling == TD_PHONE_TELL_LOST && menu->state == PHONE_LOST;
    menu->state = state_after (menu->state, telling);
    menu->due = menu->state == PHONE_WAITING ? now + WAITING_WORD : menu->state == PHONE_LOST ? now + LOST_WORD : 0;
    if (!again)
        say (menu, td_phone_telling_word (telling));
}

void phone_menu_end (PhoneMenu *menu, TdPhoneTelling telling)
{
    if (menu->state != PHONE_ENDING)
        end_with (menu, td_phone_telling_word (telling));
}

void phone_menu_server (PhoneMenu *menu, gboolean there, gint64 now)
{
    if (!there && past_the_pin (menu))
        phone_menu_told (menu, TD_PHONE_TELL_LOST, now);
    else if (there && (past_the_pin (menu) || menu->state == PHONE_ASKING))
        menu->does->ask_pin (menu->call, menu->digits, menu->language);
}
