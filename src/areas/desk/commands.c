/* The command of the desk: what waits. */
#include "areas/desk/desk-area.h"

#include "areas/desk/desk.h"
#include "base/limits.h"
#include "text/words.h"

enum { DONE = 0, SAID_NO = 1 };

static void print_submissions (const TdWaitingList *list)
{
    printf ("submissions: %" G_GINT64_FORMAT " (%" G_GINT64_FORMAT " changed, %" G_GINT64_FORMAT
            " not verified, %" G_GINT64_FORMAT " for the Committee alone)\n",
            list->waiting, list->changed, list->unverified, list->confidential);
    for (guint i = 0; i < list->rows->len; i++) {
        const TdWaiting *w = list->rows->pdata[i];
        g_autofree char *received = td_instant_to_text (w->received);
        printf ("  %s  %s  %s\n", w->id, w->state != NULL ? w->state : "-", received);
    }
}

static void print_rest (const TdDesk *desk)
{
    printf ("organisations: %" G_GINT64_FORMAT "\n", desk->organisations_total);
    for (guint i = 0; i < desk->organisations->len; i++)
        printf ("  %s\n", ((TdToVerify *) desk->organisations->pdata[i])->id);
    printf ("accounts of consultations: %" G_GINT64_FORMAT "\n", desk->accounts_total);
    for (guint i = 0; i < desk->accounts->len; i++)
        printf ("  %s\n", ((TdToAccept *) desk->accounts->pdata[i])->id);
    printf ("deadlines: %u\n", desk->deadlines->len);
    for (guint i = 0; i < desk->deadlines->len; i++) {
        const TdDeskDeadline *d = desk->deadlines->pdata[i];
        if (d->state != NULL)
            printf ("  %s  report %s\n", d->date, d->state->iso3);
        else
            printf ("  %s  session %d\n", d->date, d->session->number);
    }
    printf ("failed letters: %u\n", desk->letters->len);
    for (guint i = 0; i < desk->letters->len; i++)
        printf ("  %s\n", ((TdMailFailure *) desk->letters->pdata[i])->id);
}

static int run_desk (const TdCommandCall *call, GError **error)
{
    static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;
    const TdWaitingFilter filter = { .limit = TD_LIMIT_DESK_ITEMS };
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_auto (TdDesk) desk = { 0 };

    if (instance == NULL || !td_desk_look (instance, &secretariat, &filter, 0, &desk, error))
        return SAID_NO;
    if (call->json) {
        json_t *json = td_desk_to_json (instance, &desk);
        char *text = json_dumps (json, JSON_INDENT (1));
        puts (text);
        free (text);
        json_decref (json);
        return DONE;
    }
    print_submissions (&desk.submissions);
    print_rest (&desk);
    return DONE;
}

const TdCommand td_desk_commands[] = {
    { "desk", NULL, "DIR", "Says what waits for the secretariat", 1, 1, NULL, run_desk },
    { NULL },
};
