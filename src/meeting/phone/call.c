#include "meeting/phone/call.h"

#include "meeting/phone/media.h"
#include "meeting/phone/menu.h"
#include "meeting/phone/rtp.h"

#include <sodium.h>
#include <string.h>

#define SECOND      ((gint64) G_USEC_PER_SEC)
#define SILENT_LINE (600 * SECOND) /* without a packet of the caller: nobody is there */
#define RINGS       (60 * SECOND)  /* a call that we make */

struct PhoneCall {
    const PhoneHouse *house;
    char name[16];
    char *from;     /* the caller's number as the network tells it */
    char *callback; /* or NULL */
    char *language; /* of a callback, or NULL */
    struct sa peer; /* who speaks SIP for the caller */
    struct sipsess *session;
    struct sdp_session *sdp;
    struct sdp_media *audio;
    PhoneMedia *media;
    PhoneMenu menu;
    gint64 began;
    gboolean talking; /* the line is up */
    gboolean closing; /* is hung up when silent */
    gboolean ended;
};

/* ---- what the menu does ---- */

static void do_say (gpointer data, const char *prompt, const char *language)
{
    PhoneCall *call = data;
    g_autoptr (GBytes) sound = phone_prompt (call->house->prompts, prompt, language);

    if (sound != NULL)
        phone_media_say (call->media, sound);
}

static void do_hush (gpointer data)
{
    phone_media_hush (((PhoneCall *) data)->media);
}

static void do_ask_pin (gpointer data, const char *pin, const char *language)
{
    PhoneCall *call = data;

    phone_line_say (call->house->line,
                    json_pack ("{s:s, s:s, s:s, s:s, s:{s:s, s:i}}", "is", "pin", "call", call->name, "pin", pin,
                               "language", language, "rtp", "ip", call->house->config->room, "port",
                               (int) phone_media_room_port (call->media)));
}

static void do_tell_key (gpointer data, char key)
{
    PhoneCall *call = data;
    const char text[] = { key, '\0' };

    phone_line_say (call->house->line, json_pack ("{s:s, s:s, s:s}", "is", "key", "call", call->name, "key", text));
}

static void do_hang_up (gpointer data)
{
    ((PhoneCall *) data)->closing = TRUE;
}

static const PhoneMenuDoes menu_does = { do_say, do_hush, do_ask_pin, do_tell_key, do_hang_up };

/* ---- telling the server ---- */

static void tell_call (const PhoneCall *call)
{
    phone_line_say (call->house->line, json_pack ("{s:s, s:s, s:s, s:s?}", "is", "call", "call", call->name, "from",
                                                  call->from, "callback", call->callback));
}

static void tell_dialled (const PhoneCall *call, const char *state, int status)
{
    if (call->callback != NULL)
        phone_line_say (call->house->line, json_pack ("{s:s, s:s, s:s, s:i}", "is", "dialled", "callback",
                                                      call->callback, "state", state, "status", status));
}

static void begin_talk (PhoneCall *call)
{
    if (call->talking || call->ended)
        return;
    call->talking = TRUE;
    tell_dialled (call, "answered", 200);
    tell_call (call);
    phone_menu_begin (&call->menu, &menu_does, call, call->language, g_get_monotonic_time ());
}

/* ---- SDP ---- */

static void on_key (char key, gpointer data)
{
    PhoneCall *call = data;

    if (call->talking && !call->ended)
        phone_menu_key (&call->menu, key, g_get_monotonic_time ());
}

static gboolean describe (PhoneCall *call)
{
    struct sa told;

    return sa_set_str (&told, call->house->config->told, 0) == 0 && sdp_session_alloc (&call->sdp, &told) == 0
           && sdp_media_add (&call->audio, call->sdp, sdp_media_audio, phone_media_port (call->media), sdp_proto_rtpavp)
                  == 0
           && sdp_format_add (NULL, call->audio, false, "0", "PCMU", 8000, 1, NULL, NULL, NULL, false, NULL) == 0
           && sdp_format_add (NULL, call->audio, false, "8", "PCMA", 8000, 1, NULL, NULL, NULL, false, NULL) == 0
           && sdp_format_add (NULL, call->audio, false, "101", "telephone-event", 8000, 1, NULL, NULL, NULL, false,
                              "0-15")
                  == 0
           && sdp_media_set_lattr (call->audio, true, "ptime", "20") == 0;
}

/* The law that the caller likes best of the two; -1: none. */
static int law_of (const struct sdp_media *audio)
{
    const struct le *le;

    for (le = list_head (sdp_media_format_lst (audio, false)); le != NULL; le = le->next) {
        const struct sdp_format *format = le->data;
        if (format->sup && (format->pt == PHONE_PCMU || format->pt == PHONE_PCMA))
            return format->pt;
    }
    return -1;
}

/* The caller's description was read: sends there what it asks for. FALSE: there is no law in common. */
static gboolean take_description (PhoneCall *call)
{
    const struct sdp_format *keys = sdp_media_format (call->audio, true, NULL, -1, "telephone-event", 8000, -1);
    int law = law_of (call->audio);

    if (law < 0 || sdp_media_rport (call->audio) == 0)
        return FALSE;
    phone_media_set_caller (call->media, sdp_media_raddr (call->audio), &call->peer, law, keys != NULL ? keys->pt : -1);
    return TRUE;
}

static int read_description (PhoneCall *call, struct mbuf *mb, bool offer)
{
    int failed = sdp_decode (call->sdp, mb, offer);

    return failed != 0 ? failed : take_description (call) ? 0 : EPROTONOSUPPORT;
}

/* ---- SIP ---- */

/* A new description in a call that is up: held, moved. */
static int on_offer (struct mbuf **ret_mb, const struct sip_msg *msg, void *arg)
{
    PhoneCall *call = arg;
    bool got = mbuf_get_left (msg->mb) > 0;
    int failed = got ? read_description (call, msg->mb, true) : 0;

    return failed != 0 ? failed : sdp_encode (ret_mb, call->sdp, !got);
}

static int on_answer (const struct sip_msg *msg, void *arg)
{
    PhoneCall *call = arg;

    if (call->callback != NULL)
        call->peer = msg->src;
    return mbuf_get_left (msg->mb) > 0 ? read_description (call, msg->mb, false) : 0;
}

static void on_progress (const struct sip_msg *msg, void *arg)
{
    if (msg->scode == 180 || msg->scode == 183)
        tell_dialled (arg, "ringing", msg->scode);
}

static void on_established (const struct sip_msg *msg, void *arg)
{
    (void) msg;
    begin_talk (arg);
}

static void on_info (struct sip *sip, const struct sip_msg *msg, void *arg)
{
    gboolean is_key =
        msg_ctype_cmp (&msg->ctyp, "application", "dtmf-relay") || msg_ctype_cmp (&msg->ctyp, "application", "dtmf");
    char key = is_key ? phone_key_of_info ((const char *) mbuf_buf (msg->mb), mbuf_get_left (msg->mb)) : 0;

    (void) sip_reply (sip, msg, key != 0 ? 200 : 415, key != 0 ? "OK" : "Unsupported Media Type");
    if (key != 0)
        on_key (key, arg);
}

static void on_close (int failed, const struct sip_msg *msg, void *arg)
{
    PhoneCall *call = arg;

    if (!call->talking)
        tell_dialled (call, "failed", msg != NULL ? msg->scode : failed != 0 ? 503 : 0);
    call->ended = TRUE;
}

static int give_password (char **ret_user, char **ret_password, const char *realm, void *arg)
{
    const PhoneConfig *config = ((PhoneCall *) arg)->house->config;

    (void) realm;
    if (config->user == NULL || config->password == NULL)
        return EAUTH;
    return str_dup (ret_user, config->user) != 0 || str_dup (ret_password, config->password) != 0 ? ENOMEM : 0;
}

/* ---- birth and end ---- */

static PhoneCall *call_new (const PhoneHouse *house)
{
    g_autoptr (PhoneCall) call = g_new0 (PhoneCall, 1);
    guint64 chance;

    randombytes_buf (&chance, sizeof chance);
    g_snprintf (call->name, sizeof call->name, "c%014" G_GINT64_MODIFIER "x", chance >> 8);
    call->house = house;
    call->began = g_get_monotonic_time ();
    call->media = phone_media_new (house->config, on_key, call, NULL);
    return call->media != NULL && describe (call) ? g_steal_pointer (&call) : NULL;
}

/* The caller's number as the network tells it: digits, at most what a number has, and a plus. */
static char *number_of (const struct pl *user)
{
    GString *number = g_string_new (NULL);

    for (gsize i = 0; i < user->l && number->len < 20; i++)
        if (g_ascii_isdigit (user->p[i]) || (user->p[i] == '+' && number->len == 0))
            g_string_append_c (number, user->p[i]);
    return g_string_free (number, FALSE);
}

/* Reads the offer and makes our answer of it (or, where there is none, our offer). */
static int answer_with (PhoneCall *call, const struct sip_msg *invitation, struct mbuf **ret_mb)
{
    bool got = mbuf_get_left (invitation->mb) > 0;
    int failed = got ? read_description (call, invitation->mb, true) : 0;

    return failed != 0 ? failed : sdp_encode (ret_mb, call->sdp, !got);
}

PhoneCall *phone_call_answer (const PhoneHouse *house, const struct sip_msg *invitation)
{
    g_autoptr (PhoneCall) call = call_new (house);
    struct mbuf *description = NULL;

    if (call == NULL) {
        (void) sip_treply (NULL, house->sip, invitation, 503, "Service Unavailable");
        return NULL;
    }
    call->from = number_of (&invitation->from.uri.user);
    call->peer = invitation->src;
    if (answer_with (call, invitation, &description) != 0) {
        (void) sip_treply (NULL, house->sip, invitation, 488, "Not Acceptable Here");
        return NULL;
    }
    int failed = sipsess_accept (&call->session, house->sessions, invitation, 200, "OK", "treatydesk",
                                 "application/sdp", description, give_password, call, false, on_offer, on_answer,
                                 on_established, on_info, NULL, on_close, call, NULL);
    mem_deref (description);
    if (failed != 0)
        (void) sip_treply (NULL, house->sip, invitation, 500, "Server Internal Error");
    return failed == 0 ? g_steal_pointer (&call) : NULL;
}

/* "sip:trunk.example.org;transport=tcp" and "+4122…" make "sip:+4122…@trunk.example.org;transport=tcp". */
static char *address_of (const char *trunk, const char *number)
{
    return g_strdup_printf ("sip:%s@%s", number, trunk + strlen ("sip:"));
}

PhoneCall *phone_call_dial (const PhoneHouse *house, const char *callback, const char *number, const char *language)
{
    g_autoptr (PhoneCall) call = call_new (house);
    g_autofree char *to = house->config->trunk != NULL ? address_of (house->config->trunk, number) : NULL;
    struct mbuf *description = NULL;
    int failed = call == NULL || to == NULL;

    if (failed == 0) {
        call->from = g_strdup (number);
        call->callback = g_strdup (callback);
        call->language = g_strdup (language);
        failed = sdp_encode (&description, call->sdp, true);
    }
    if (failed == 0)
        failed = sipsess_connect (&call->session, house->sessions, to, NULL, house->config->from, "treatydesk", NULL, 0,
                                  "application/sdp", description, give_password, call, false, on_offer, on_answer,
                                  on_progress, on_established, on_info, NULL, on_close, call, NULL);
    mem_deref (description);
    if (failed == 0)
        return g_steal_pointer (&call);
    phone_line_say (house->line, json_pack ("{s:s, s:s, s:s, s:i}", "is", "dialled", "callback", callback, "state",
                                            "failed", "status", 0));
    return NULL;
}

void phone_call_free (PhoneCall *call)
{
    if (call == NULL)
        return;
    mem_deref (call->session); /* BYE or CANCEL, where it is up */
    mem_deref (call->sdp);
    phone_media_free (call->media);
    g_free (call->from);
    g_free (call->callback);
    g_free (call->language);
    sodium_memzero (call, sizeof *call); /* a PIN was typed into it */
    g_free (call);
}

const char *phone_call_name (const PhoneCall *call)
{
    return call->name;
}

const char *phone_call_callback (const PhoneCall *call)
{
    return call->callback;
}

/* ---- what the server says ---- */

static gboolean do_room (PhoneCall *call, const TdPhoneOrder *order)
{
    struct sa room;

    if (sa_set_str (&room, order->ip, (uint16_t) order->port) != 0)
        return FALSE;
    phone_media_set_room (call->media, &room);
    return TRUE;
}

static gboolean do_sound (PhoneCall *call, const TdPhoneOrder *order)
{
    g_autoptr (GBytes) bytes = td_phone_order_sound (order);

    if (bytes != NULL)
        phone_media_say (call->media, bytes);
    return bytes != NULL;
}

gboolean phone_call_do (PhoneCall *call, const TdPhoneOrder *order)
{
    gint64 now = g_get_monotonic_time ();

    if (!call->talking || call->ended)
        return TRUE; /* it came too late */
    switch (order->act) {
    case TD_ORDER_PIN:
        if (order->right)
            phone_menu_pin_right (&call->menu, now);
        else
            phone_menu_pin_wrong (&call->menu, order->locked, now);
        return TRUE;
    case TD_ORDER_ROOM: return do_room (call, order);
    case TD_ORDER_SOUND: return do_sound (call, order);
    case TD_ORDER_LEAVE: phone_media_set_room (call->media, NULL); return TRUE;
    case TD_ORDER_END: phone_menu_end (&call->menu, order->telling); return TRUE;
    case TD_ORDER_TELL: phone_menu_told (&call->menu, order->telling, now); return TRUE;
    default: return FALSE;
    }
}

void phone_call_server (PhoneCall *call, gboolean there, gint64 now)
{
    if (!call->talking || call->ended)
        return;
    if (there)
        tell_call (call);
    else
        phone_media_set_room (call->media, NULL);
    phone_menu_server (&call->menu, there, now);
}

/* ---- time ---- */

static gboolean nobody_is_there (const PhoneCall *call, gint64 now)
{
    gint64 last = MAX (phone_media_heard (call->media), call->began);

    return call->talking ? now - last > SILENT_LINE : now - call->began > RINGS;
}

gboolean phone_call_tick (PhoneCall *call, gint64 now)
{
    if (call->talking && !call->ended) {
        phone_media_tick (call->media, now);
        phone_menu_tick (&call->menu, now);
    }
    if (!call->ended && nobody_is_there (call, now)) {
        if (!call->talking)
            tell_dialled (call, "failed", 408);
        call->ended = TRUE;
    }
    if (call->ended || (call->closing && phone_media_is_silent (call->media))) {
        if (call->talking)
            phone_line_say (call->house->line, json_pack ("{s:s, s:s}", "is", "gone", "call", call->name));
        return FALSE;
    }
    return TRUE;
}
