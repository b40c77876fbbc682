#include "areas/telephone/turn.h"

enum {
    TWO_MINUTES = 120,
    HALF_MINUTE = 30,
    TOO_SOON = 20 /* seconds after the floor was given: no word on time yet */
};

TdPhonePlace td_phone_place (const TdLive *live, gboolean closed_too)
{
    if (live->phase != TD_LIVE_RUNS && live->phase != TD_LIVE_PAUSED)
        return TD_PHONE_PLACE_WAITS;
    return live->closed_part && !closed_too ? TD_PHONE_PLACE_CLOSED : TD_PHONE_PLACE_IN;
}

struct saying {
    TdPhoneTelling *tellings;
    guint n;
};

static void say (struct saying *s, TdPhoneTelling telling)
{
    if (s->n < TD_PHONE_TOLD_AT_ONCE)
        s->tellings[s->n++] = telling;
}

static void tell_place (TdPhoneTold *told, const TdPhoneNow *now, struct saying *s)
{
    static const TdPhoneTelling words[] = { [TD_PHONE_PLACE_WAITS] = TD_PHONE_TELL_WAITING,
                                            [TD_PHONE_PLACE_CLOSED] = TD_PHONE_TELL_CLOSED,
                                            [TD_PHONE_PLACE_IN] = TD_PHONE_TELL_LISTENING,
                                            [TD_PHONE_PLACE_LOST] = TD_PHONE_TELL_LOST };

    if (now->place == told->place)
        return;
    if (now->place == TD_PHONE_PLACE_IN && told->place == TD_PHONE_PLACE_LOST && told->was_in)
        say (s, TD_PHONE_TELL_BACK);
    else
        say (s, words[now->place]);
    if (now->place != TD_PHONE_PLACE_LOST)
        told->was_in = now->place == TD_PHONE_PLACE_IN;
    told->place = now->place;
}

/* A pause that ran before somebody came in is told, its end as well. */
static void tell_meeting (TdPhoneTold *told, const TdPhoneNow *now, struct saying *s)
{
    if (now->recording != told->recording)
        say (s, now->recording ? TD_PHONE_TELL_RECORDING : TD_PHONE_TELL_NOT_RECORDING);
    if (now->paused != told->paused)
        say (s, now->paused ? TD_PHONE_TELL_PAUSED : TD_PHONE_TELL_RESUMED);
    told->recording = now->recording;
    told->paused = now->paused;
}

static void tell_floor (TdPhoneTold *told, const TdPhoneNow *now, struct saying *s)
{
    if (now->floor != told->floor) {
        say (s, now->floor ? TD_PHONE_TELL_FLOOR : TD_PHONE_TELL_MUTED);
        told->time = 0;
    }
    told->floor = now->floor;
}

static void tell_time (TdPhoneTold *told, const TdPhoneNow *now, struct saying *s)
{
    static const TdPhoneTelling words[] = { 0, TD_PHONE_TELL_TWO_MINUTES, TD_PHONE_TELL_HALF_MINUTE,
                                            TD_PHONE_TELL_TIME_IS_UP };
    int time = now->left <= 0 ? 3 : now->left <= HALF_MINUTE ? 2 : now->left <= TWO_MINUTES ? 1 : 0;

    if (!now->floor || now->stands)
        return;
    if (time > told->time && (time == 3 || now->given - now->left >= TOO_SOON))
        say (s, words[time]);
    told->time = time;
}

static void tell_next (TdPhoneTold *told, const TdPhoneNow *now, struct saying *s)
{
    const char *next = now->next != NULL ? now->next : "";

    if (*next != '\0' && !now->floor && g_strcmp0 (told->next, next) != 0)
        say (s, TD_PHONE_TELL_NEXT);
    g_strlcpy (told->next, next, sizeof told->next);
}

guint td_phone_turn (TdPhoneTold *told, const TdPhoneNow *now, TdPhoneTelling ret_tellings[TD_PHONE_TOLD_AT_ONCE])
{
    struct saying s = { ret_tellings, 0 };

    tell_place (told, now, &s);
    if (now->place == TD_PHONE_PLACE_IN) {
        tell_meeting (told, now, &s);
        tell_floor (told, now, &s);
        tell_time (told, now, &s);
        tell_next (told, now, &s);
    }
    return s.n;
}
