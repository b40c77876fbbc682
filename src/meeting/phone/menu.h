/* What a caller is asked and told: a machine of states without sound, sockets or clock of its own.
 *
 *   LANGUAGE  "for English press 1 …", each in its own language; 1 to 6
 *   PIN       its digits; # ends, * begins again; three wrong ones, or a lock by the server, end the call
 *   ASKING    the server is asked
 *   WAITING   the meeting has not begun: a word at once and every two minutes
 *   INSIDE    hears the room; * and a key: 1 help, any other is the server's (6 hand, 0 who has the floor, 5 what was asked)
 *   LOST      the room or the server is away: a word at once and every half minute
 *   ENDING    a last word is said, then the line is hung up
 *
 * The machine calls the functions of its PhoneMenuDoes; times are microseconds that only go on. One thread; owns nothing but itself.
 *
 * Example:
 *   PhoneMenu menu;
 *   phone_menu_begin (&menu, &does, call, NULL, now);
 *   phone_menu_key (&menu, '1', now);
 */
#pragma once

#include "meeting/phone-protocol.h"

/* Sentences that are not told by the server. With the words of TD_PHONE_TELLINGS they are the keys of prompts.csv. */
#define PHONE_PROMPT_WELCOME       "welcome"  /* once, before the languages */
#define PHONE_PROMPT_LANGUAGE      "language" /* "for English, press 1" */
#define PHONE_PROMPT_PIN           "pin"
#define PHONE_PROMPT_PIN_WRONG     "pin-wrong"
#define PHONE_PROMPT_PIN_LOCKED    "pin-locked"
#define PHONE_PROMPT_HELP          "help"
#define PHONE_PROMPT_STILL_WAITING "still-waiting"
#define PHONE_PROMPT_CALLED        "called"  /* "you asked us to call you" */
#define PHONE_PROMPT_GOODBYE       "goodbye" /* nobody answered the questions */

/* The languages of the prompts, by the key that chooses them: 1 is the first. Ended by NULL. */
extern const char *const phone_languages[];

typedef enum {
    PHONE_LANGUAGE,
    PHONE_PIN,
    PHONE_ASKING,
    PHONE_WAITING,
    PHONE_INSIDE,
    PHONE_LOST,
    PHONE_ENDING,
} PhoneMenuState;

typedef struct {
    /* Says a sentence after what is being said. */
    void (*say) (gpointer call, const char *prompt, const char *language);
    void (*hush) (gpointer call); /* stops what is said and what waits to be said */
    void (*ask_pin) (gpointer call, const char *pin, const char *language);
    void (*tell_key) (gpointer call, char key);
    void (*hang_up) (gpointer call); /* after what is being said */
} PhoneMenuDoes;

typedef struct {
    const PhoneMenuDoes *does;
    gpointer call;
    PhoneMenuState state;
    const char *language;          /* of phone_languages, or NULL: not chosen */
    char digits[TD_PHONE_PIN + 1]; /* typed so far; the PIN once it was right, to be asked again */
    guint n_digits;
    guint wrong;   /* PINs */
    guint repeats; /* of the question, unanswered */
    gint64 star;   /* when the star was pressed, or 0 */
    gint64 due;    /* when something is said by itself, or 0 */
} PhoneMenu;

/* The line is up. language: known already (a call that we made), or NULL. */
void phone_menu_begin (PhoneMenu *menu, const PhoneMenuDoes *does, gpointer call, const char *language, gint64 now);
void phone_menu_key (PhoneMenu *menu, char key, gint64 now);
void phone_menu_tick (PhoneMenu *menu, gint64 now); /* at least once a second */

/* The server's answers. */
void phone_menu_pin_right (PhoneMenu *menu, gint64 now);
void phone_menu_pin_wrong (PhoneMenu *menu, gboolean locked, gint64 now);
void phone_menu_told (PhoneMenu *menu, TdPhoneTelling telling, gint64 now);
void phone_menu_end (PhoneMenu *menu, TdPhoneTelling telling);
/* The server is away, or back. Whoever was past the PIN hears it, and is asked for again. */
void phone_menu_server (PhoneMenu *menu, gboolean there, gint64 now);
