/* Posts letters as rules do, in a journalled transaction: for stories and the crash test, which need letters of every kind.
 *
 *   post DIR [--to A] [--locale L] [--topic T] [--subject S] [--paragraph P]… [--path P --button B] [--count N]
 *       [--wait SECONDS] [--key K]
 *   post DIR --cancel K
 *
 * With --count each letter is one transaction, to numbered receivers if --to holds "%", and its number is printed when it is
 * committed: what was printed must arrive. */
#include "base/base.h"
#include "mail/mail.h"
#include "text/words.h"

static char *to = NULL, *locale = NULL, *topic = NULL, *subject = NULL, *path = NULL, *button = NULL, *key = NULL,
            *cancel = NULL;
static char **paragraphs = NULL;
static int count = 1, wait_seconds = 0;

static const GOptionEntry options[] = { { "to", 0, 0, G_OPTION_ARG_STRING, &to, "", "A" },
                                        { "locale", 0, 0, G_OPTION_ARG_STRING, &locale, "", "L" },
                                        { "topic", 0, 0, G_OPTION_ARG_STRING, &topic, "", "T" },
                                        { "subject", 0, 0, G_OPTION_ARG_STRING, &subject, "", "S" },
                                        { "paragraph", 0, 0, G_OPTION_ARG_STRING_ARRAY, &paragraphs, "", "P" },
                                        { "path", 0, 0, G_OPTION_ARG_STRING, &path, "", "P" },
                                        { "button", 0, 0, G_OPTION_ARG_STRING, &button, "", "B" },
                                        { "key", 0, 0, G_OPTION_ARG_STRING, &key, "", "K" },
                                        { "cancel", 0, 0, G_OPTION_ARG_STRING, &cancel, "", "K" },
                                        { "count", 0, 0, G_OPTION_ARG_INT, &count, "", "N" },
                                        { "wait", 0, 0, G_OPTION_ARG_INT, &wait_seconds, "", "SECONDS" },
                                        { NULL } };

struct post {
    TdInstance *instance;
    TdMail mail;
    gint64 cancelled;
};

static gboolean post_in (TdTx *tx, gpointer data, GError **error)
{
    struct post *p = data;
    const TdJournalEntry entry = { .actor = "command",
                                   .act = "test.post",
                                   .thing = "test",
                                   .thing_id = "0000000000000000",
                                   .clock = &p->instance->clock };

    return td_instance_may_write (p->instance, tx, error)
           && (cancel != NULL ? td_mail_cancel (tx, cancel, &p->cancelled, error)
                              : td_mail_post (tx, p->instance, &p->mail, error))
           && td_journal_append (tx, &entry, NULL, error);
}

static gboolean post_all (TdInstance *instance, GError **error)
{
    static const char *const nothing[] = { NULL };
    gint64 later = wait_seconds > 0 ? td_clock_now (&instance->clock) + wait_seconds * G_TIME_SPAN_SECOND : 0;

    for (int i = 0; i < count; i++) {
        g_autofree char *number = g_strdup_printf ("%d", i);
        g_auto (GStrv) halves = g_strsplit (to != NULL ? to : "union@example.org", "%", 2);
        g_autofree char *receiver = g_strjoinv (number, halves);
        struct post p = { .instance = instance,
                          .mail = { .to = receiver,
                                    .locale = locale != NULL ? locale : "en",
                                    .topic = topic,
                                    .subject = subject != NULL ? subject : number,
                                    .paragraphs = paragraphs != NULL ? (const char *const *) paragraphs : nothing,
                                    .path = path,
                                    .button = button,
                                    .not_before = later,
                                    .cancel_key = key } };
        if (!td_store_write (instance->store, post_in, &p, error))
            return FALSE;
        if (cancel != NULL)
            printf ("cancelled %d\n", (int) p.cancelled);
        else
            printf ("%d\n", i);
        fflush (stdout);
    }
    return TRUE;
}

int main (int argc, char **argv)
{
    g_autoptr (GOptionContext) context = g_option_context_new ("DIR");
    const TdClock clock = td_clock_real ();
    g_autofree char *words = td_instance_words_path ();
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (GError) error = NULL;

    td_base_init ();
    td_words_init (words);
    g_option_context_add_main_entries (context, options, NULL);
    if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2) {
        g_printerr ("post DIR …\n");
        return 2;
    }
    instance = td_instance_open (argv[1], &clock, 1, 0, &error);
    if (instance == NULL || !post_all (instance, &error)) {
        g_printerr ("%s\n", error->message);
        return 1;
    }
    return 0;
}
