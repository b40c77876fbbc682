/* Commands of mail: mail list, mail send. */
#include "areas/mails/mails-area.h"
#include "instance/instance.h"
#include "mail/mail.h"

#include <jansson.h>

enum { DONE = 0, SAID_NO = 1 };

static json_t *instant_json (gint64 instant)
{
    g_autofree char *text = instant != 0 ? td_instant_to_text (instant) : NULL;

    return text != NULL ? json_string (text) : json_null ();
}

static json_t *queued_json (const TdMailQueued *q)
{
    return json_pack ("{s:s, s:s, s:s?, s:o, s:o, s:o, s:i, s:s?}", "id", q->id, "status",
                      q->failed ? "failed" : "waiting", "topic", q->topic, "created", instant_json (q->created), "due",
                      q->failed ? json_null () : instant_json (q->due), "last_try", instant_json (q->last_try), "tries",
                      q->tries, "reason", q->reason);
}

static void say_queued (const TdMailQueued *q)
{
    g_autofree char *created = td_instant_to_text (q->created);
    g_autofree char *due = td_instant_to_text (q->due);

    if (q->failed)
        printf ("%s  failed   posted %s, %d tries. %s\n", q->id, created, q->tries, q->reason);
    else
        printf ("%s  waiting  posted %s, due %s, %d tries. %s\n", q->id, created, due, q->tries,
                q->reason != NULL ? q->reason : "");
}

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_autoptr (GPtrArray) queue = instance != NULL ? td_mail_queue (instance, error) : NULL;
    json_t *rows;
    char *text;

    if (queue == NULL)
        return SAID_NO;
    rows = json_array ();
    for (guint i = 0; i < queue->len; i++) {
        if (!call->json)
            say_queued (queue->pdata[i]);
        json_array_append_new (rows, queued_json (queue->pdata[i]));
    }
    if (call->json) {
        text = json_dumps (rows, JSON_INDENT (1));
        puts (text);
        free (text);
    } else if (queue->len == 0) {
        printf ("No letter waits, and none failed.\n");
    }
    json_decref (rows);
    return DONE;
}

static int run_send (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    gint64 sent = 0, failed = 0;

    if (instance == NULL || !td_mail_send_due (instance, &sent, &failed, error))
        return SAID_NO;
    if (call->json)
        printf ("{\"sent\": %" G_GINT64_FORMAT ", \"not_sent\": %" G_GINT64_FORMAT "}\n", sent, failed);
    else
        printf ("Sent %" G_GINT64_FORMAT ", not sent %" G_GINT64_FORMAT " (see: treatydesk mail list DIR).\n", sent,
                failed);
    return DONE;
}

const TdCommand td_mails_commands[] = {
    { "mail", "list", "DIR", "Lists letters that wait and that failed, without whom they are for", 1, 1, NULL,
      run_list },
    { "mail", "send", "DIR", "Sends the letters that are due", 1, 1, NULL, run_send },
    { NULL },
};
