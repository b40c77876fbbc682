/* What the telephone gateway (treatydesk-phone) and the server say to one another.
 *
 * The server listens on a Unix socket (DIR/run/phone.sock, mode 0600 in a folder of mode 0700); the gateway comes to it, and comes back
 * by itself when the line breaks. Each says lines of JSON, one object a line, at most TD_PHONE_LINE bytes, ended by "\n". The gateway
 * knows no meeting, no person and no key: it asks, and does what it is told. Calls go on while the server is away: whoever is in
 * them hears that the room is lost, and their PIN is asked of the server again when it is back.
 *
 * From the gateway ("is"):
 *   {"is":"hello","version":1,"trunk":true}                        first line; whether it can call somebody
 *   {"is":"call","call":C,"from":"+4122…","callback":ID or null}     a call was taken (callback: it is one that we made)
 *   {"is":"pin","call":C,"pin":"12345678","language":"fr","rtp":{"ip":…,"port":…}}   typed; where the gateway takes the room's sound
 *                                                                  (PCMU, payload type 0). Said again after the server came back.
 *   {"is":"key","call":C,"key":"6"}                                the key after the star
 *   {"is":"gone","call":C}                                         the call ended
 *   {"is":"dialled","callback":ID,"state":"ringing|answered|failed","status":486}
 * From the server ("do"):
 *   {"do":"pin","call":C,"answer":"right|wrong|locked"}            locked: the call ends
 *   {"do":"room","call":C,"ip":…,"port":…}                         the room's end for this call's sound; until "leave"
 *   {"do":"leave","call":C}
 *   {"do":"tell","call":C,"what":WORD}                             a word of TD_PHONE_TELLINGS is said to the caller
 *   {"do":"sound","call":C,"ulaw":BASE64}                          is said to the caller: G.711 µ-law, 8,000 a second
 *   {"do":"end","call":C,"what":WORD}                              WORD is said, then the call ends
 *   {"do":"dial","callback":ID,"number":"+41…","language":"fr"}    calls through the trunk
 *   {"do":"cancel","callback":ID}                                  no longer
 * C and ID are short texts of letters and digits, C chosen by the gateway, ID by the server. A line that is not understood ends the
 * connection: both come from one build.
 */
#pragma once

#include <glib.h>

enum {
    TD_PHONE_VERSION = 1,
    TD_PHONE_LINE = 512 * 1024,  /* bytes: half a minute of sound and its frame */
    TD_PHONE_SOUND = 240 * 1000, /* bytes of sound in one line */
    TD_PHONE_PIN = 8,            /* digits */
    TD_PHONE_NAME = 40           /* bytes of a call's or a callback's name */
};

/* What can be told to a caller, and the sentence of it in src/meeting/phone/prompts.csv. To add one: a row here and there. */
/*    name             word                what the caller learns */
#define TD_PHONE_TELLINGS(X)                                                                                           \
    X (WAITING, "waiting", "the meeting has not begun: one waits on the line")                                         \
    X (LISTENING, "listening", "one is in the meeting and hears it")                                                   \
    X (HAND_UP, "hand-up", "the chair sees one's hand")                                                                \
    X (HAND_DOWN, "hand-down", "it is taken down")                                                                     \
    X (NO_HANDS, "no-hands", "this meeting takes no hands now")                                                        \
    X (FLOOR, "floor", "one has the floor and is heard")                                                               \
    X (MUTED, "muted", "one is not heard any more")                                                                    \
    X (NEXT, "next", "one is the next to speak")                                                                       \
    X (TWO_MINUTES, "two-minutes", "two minutes are left")                                                             \
    X (HALF_MINUTE, "half-minute", "thirty seconds are left")                                                          \
    X (TIME_IS_UP, "time-is-up", "one's time is over")                                                                 \
    X (PAUSED, "paused", "the meeting is suspended for a while")                                                       \
    X (RESUMED, "resumed", "it goes on")                                                                               \
    X (CLOSED, "closed", "a closed part runs, in which one is not: one waits")                                         \
    X (RECORDING, "recording", "it is recorded from now on; whoever does not agree hangs up")                          \
    X (NOT_RECORDING, "not-recording", "it is no longer recorded")                                                     \
    X (LOST, "lost", "the room is lost; one stays on the line")                                                        \
    X (BACK, "back", "the room is back")                                                                               \
    X (NOBODY, "nobody", "nobody has the floor")                                                                       \
    X (NO_QUESTIONS, "no-questions", "no question waits for one's answer")                                             \
    X (UNSPOKEN, "unspoken", "the text of a question, or its rest, is on the page")                                    \
    X (OVER, "over", "the meeting is over")                                                                            \
    X (SENT_OUT, "sent-out", "one may not be in the meeting any more")                                                 \
    X (ELSEWHERE, "elsewhere", "one's PIN came in by another call, which goes on")                                     \
    X (FULL, "full", "no more calls can be taken")

typedef enum {
#define TD_PHONE_TELLING_ROW(name, word, what) TD_PHONE_TELL_##name,
    TD_PHONE_TELLINGS (TD_PHONE_TELLING_ROW)
#undef TD_PHONE_TELLING_ROW
        TD_PHONE_TELL_COUNT
} TdPhoneTelling;

static inline const char *td_phone_telling_word (TdPhoneTelling telling)
{
    static const char *const words[] = {
#define TD_PHONE_TELLING_WORD(name, word, what) word,
        TD_PHONE_TELLINGS (TD_PHONE_TELLING_WORD)
#undef TD_PHONE_TELLING_WORD
    };
    return words[telling];
}
