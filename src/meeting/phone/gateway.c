#include "meeting/phone/gateway.h"

#include "base/errors.h"
#include "base/limits.h"
#include "meeting/phone-protocol.h"
#include "meeting/phone/call.h"

enum {
    TICK_MS = 5,
    TABLE = 256, /* buckets */
    STOPS_MS = 2000,
    MINUTE_US = 60 * G_USEC_PER_SEC,
    ENROLS_FOR = 600, /* seconds that a trunk is asked to remember us */
};

struct PhoneGateway {
    PhoneHouse house;
    struct sipreg *enrolment;
    GPtrArray *calls; /* PhoneCall */
    struct tmr tick, stop;
    gint64 minute; /* began, of the count of calls */
    int in_minute;
};

/* ---- calls that come in ---- */

static gboolean may_call (const PhoneConfig *config, const struct sa *src)
{
    char address[64] = "";

    if (config->accept == NULL)
        return TRUE;
    (void) re_snprintf (address, sizeof address, "%j", src);
    return g_strv_contains ((const char *const *) config->accept, address);
}

static gboolean too_often (PhoneGateway *gateway, gint64 now)
{
    if (gateway->minute == 0 || now - gateway->minute > MINUTE_US) {
        gateway->minute = now;
        gateway->in_minute = 0;
    }
    return ++gateway->in_minute > TD_LIMIT_PHONE_CALLS_A_MINUTE;
}

static void on_invitation (const struct sip_msg *msg, void *arg)
{
    PhoneGateway *gateway = arg;
    const PhoneConfig *config = gateway->house.config;

    if (!may_call (config, &msg->src)) {
        (void) sip_treply (NULL, gateway->house.sip, msg, 403, "Forbidden");
    } else if ((int) gateway->calls->len >= config->calls || too_often (gateway, g_get_monotonic_time ())) {
        (void) sip_treply (NULL, gateway->house.sip, msg, 486, "Busy Here");
    } else {
        PhoneCall *call = phone_call_answer (&gateway->house, msg);
        if (call != NULL)
            g_ptr_array_add (gateway->calls, call);
    }
}

/* ---- the server ---- */

static PhoneCall *find (PhoneGateway *gateway, const char *name, const char *(*name_of) (const PhoneCall *call))
{
    for (guint i = 0; name != NULL && i < gateway->calls->len; i++)
        if (g_strcmp0 (name_of (gateway->calls->pdata[i]), name) == 0)
            return gateway->calls->pdata[i];
    return NULL;
}

static void dial (PhoneGateway *gateway, const TdPhoneOrder *order)
{
    PhoneCall *call;

    if (find (gateway, order->callback, phone_call_callback) != NULL)
        return;
    call = phone_call_dial (&gateway->house, order->callback, order->number,
                            order->language != NULL ? order->language : "en");
    if (call != NULL)
        g_ptr_array_add (gateway->calls, call);
}

static void cancel (PhoneGateway *gateway, const TdPhoneOrder *order)
{
    PhoneCall *call = find (gateway, order->callback, phone_call_callback);

    if (call != NULL)
        g_ptr_array_remove_fast (gateway->calls, call);
}

static gboolean obey (PhoneGateway *gateway, const TdPhoneOrder *order)
{
    PhoneCall *call;

    if (order->act == TD_ORDER_DIAL) {
        dial (gateway, order);
        return TRUE;
    }
    if (order->act == TD_ORDER_CANCEL) {
        cancel (gateway, order);
        return TRUE;
    }
    call = find (gateway, order->call, phone_call_name);
    return call == NULL || phone_call_do (call, order);
}

static void on_line (const json_t *line, gpointer user_data)
{
    TdPhoneOrder order;

    if (!td_phone_order_read (line, &order) || !obey (user_data, &order))
        g_printerr ("The server said something that is not understood: %s\n",
                    json_string_value (json_object_get (line, "do")));
}

static void on_there (gboolean there, gpointer user_data)
{
    PhoneGateway *gateway = user_data;

    if (there)
        phone_line_say (gateway->house.line, json_pack ("{s:s, s:i, s:b}", "is", "hello", "version", TD_PHONE_VERSION,
                                                        "trunk", gateway->house.config->trunk != NULL));
    for (guint i = 0; i < gateway->calls->len; i++)
        phone_call_server (gateway->calls->pdata[i], there, g_get_monotonic_time ());
}

static const PhoneLineTakes line_takes = { on_line, on_there };

/* ---- the trunk ---- */

static int give_password (char **ret_user, char **ret_password, const char *realm, void *arg)
{
    const PhoneConfig *config = arg;

    (void) realm;
    if (config->user == NULL || config->password == NULL)
        return EAUTH;
    return str_dup (ret_user, config->user) != 0 || str_dup (ret_password, config->password) != 0 ? ENOMEM : 0;
}

static void on_enrolled (int failed, const struct sip_msg *msg, void *arg)
{
    (void) arg;
    if (failed != 0 || (msg != NULL && msg->scode >= 300))
        g_printerr ("The trunk did not take our registration (%d); it is tried again.\n",
                    msg != NULL ? msg->scode : failed);
}

static gboolean enrol (PhoneGateway *gateway)
{
    PhoneConfig *config = gateway->house.config;

    return sipreg_register (&gateway->enrolment, gateway->house.sip, config->trunk, config->from, NULL, config->from,
                            ENROLS_FOR, "treatydesk", NULL, 0, 0, give_password, config, false, on_enrolled, NULL, NULL,
                            NULL)
           == 0;
}

/* ---- time ---- */

static void on_tick (void *arg)
{
    PhoneGateway *gateway = arg;
    gint64 now = g_get_monotonic_time ();

    tmr_start (&gateway->tick, TICK_MS, on_tick, gateway);
    phone_line_tick (gateway->house.line, now);
    for (guint i = gateway->calls->len; i > 0; i--)
        if (!phone_call_tick (gateway->calls->pdata[i - 1], now))
            g_ptr_array_remove_index_fast (gateway->calls, i - 1);
}

/* ---- birth and end ---- */

static gboolean begin_sip (PhoneGateway *gateway, GError **error)
{
    PhoneHouse *house = &gateway->house;
    struct dnsc *dns = NULL;
    struct sa at, servers[4];
    uint32_t n = G_N_ELEMENTS (servers);

    if (dns_srv_get (NULL, 0, servers, &n) != 0)
        n = 0;
    int failed = sa_decode (&at, house->config->listen, strlen (house->config->listen));
    if (failed == 0)
        failed = dnsc_alloc (&dns, NULL, servers, n);
    if (failed == 0)
        failed = sip_alloc (&house->sip, dns, TABLE, TABLE, TABLE, "treatydesk", NULL, NULL);
    mem_deref (dns);
    if (failed == 0)
        failed = sip_transp_add (house->sip, SIP_TRANSP_UDP, &at);
    if (failed == 0)
        failed = sip_transp_add (house->sip, SIP_TRANSP_TCP, &at);
    if (failed == 0)
        failed = sipsess_listen (&house->sessions, house->sip, TABLE, on_invitation, gateway);
    if (failed != 0)
        g_set_error (error, TD_PHONE_ERROR, TD_ERROR_OURS, "The telephone cannot listen at %s: %s.",
                     house->config->listen, g_strerror (failed));
    return failed == 0;
}

PhoneGateway *phone_gateway_new (PhoneConfig *take_config, PhonePrompts *take_prompts, GError **error)
{
    g_autoptr (PhoneGateway) gateway = g_new0 (PhoneGateway, 1);

    gateway->house.config = take_config;
    gateway->house.prompts = take_prompts;
    gateway->house.line = phone_line_new (take_config->socket, &line_takes, gateway);
    gateway->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) phone_call_free);
    tmr_init (&gateway->tick);
    tmr_init (&gateway->stop);
    if (!begin_sip (gateway, error))
        return NULL;
    if (take_config->trunk != NULL && take_config->enrol && !enrol (gateway)) {
        g_set_error (error, TD_PHONE_ERROR, TD_ERROR_INPUT, "The trunk's address in phone.ini is not understood.");
        return NULL;
    }
    tmr_start (&gateway->tick, 0, on_tick, gateway);
    return g_steal_pointer (&gateway);
}

void phone_gateway_free (PhoneGateway *gateway)
{
    if (gateway == NULL)
        return;
    tmr_cancel (&gateway->tick);
    tmr_cancel (&gateway->stop);
    g_ptr_array_unref (gateway->calls);
    mem_deref (gateway->enrolment);
    mem_deref (gateway->house.sessions);
    sip_close (gateway->house.sip, true);
    mem_deref (gateway->house.sip);
    phone_line_free (gateway->house.line);
    phone_prompts_free (gateway->house.prompts);
    phone_config_free (gateway->house.config);
    g_free (gateway);
}

static void on_stopped (void *arg)
{
    (void) arg;
    re_cancel ();
}

void phone_gateway_stop (PhoneGateway *gateway)
{
    g_ptr_array_set_size (gateway->calls, 0);
    tmr_start (&gateway->stop, gateway->house.sip != NULL ? STOPS_MS / 8 : 0, on_stopped, NULL);
}
