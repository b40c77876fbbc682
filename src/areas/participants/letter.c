/* The letter with the link. Contract in participant.h. */
#include "areas/participants/participant-private.h"

#include "base/limits.h"
#include "mail/mail.h"
#include "text/words.h"

#include <sodium.h>

enum { KEY_BYTES = 32 };

void td_participant_hash (const TdInstance *instance, const char *key, guint8 ret_hash[32])
{
    static const char purpose[] = "participant link";
    crypto_generichash_state state;

    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, 32);
    crypto_generichash_update (&state, (const guint8 *) purpose, sizeof purpose);
    crypto_generichash_update (&state, (const guint8 *) key, strlen (key));
    crypto_generichash_final (&state, ret_hash, 32);
}

char *td_participant_letters (const char *copy)
{
    return g_strconcat ("participant ", copy, NULL);
}

static char *key_new (void)
{
    guint8 bytes[KEY_BYTES];
    char text[2 * KEY_BYTES + 1];

    randombytes_buf (bytes, sizeof bytes);
    sodium_bin2hex (text, sizeof text, bytes, sizeof bytes);
    return g_strdup (text);
}

/* Names neither State nor report: the page behind the link does. *ret_posted FALSE without error: too many letters today. */
static gboolean post (TdTx *tx, TdInstance *instance, const TdParticipantCopy *c, const char *address,
                      const char *locale, const char *key, gboolean *ret_posted, GError **error)
{
    const TdParticipant *p = td_profile_participant (instance->profile, c->participant);
    g_autofree char *path = g_strdup_printf ("/%s/participants/%s", locale, key);
    g_autofree char *letters = td_participant_letters (c->id);
    g_autofree char *days = td_words_number (locale, TD_LIMIT_PARTICIPANT_LINK_DAYS);
    g_autofree char *holds = td_words_fill (
        td_words (locale,
                  N_ ("The page below has its files. The link is for you alone and holds for {days} days; whoever "
                      "has it can read the report, so do not hand it on.")),
        "days", days, NULL);
    const char *paragraphs[] = { td_words (locale,
                                           N_ ("The Committee received a report of a State party. You get a copy "
                                               "of each such report.")),
                                 td_words (locale, p->basis), holds, NULL };
    const TdMail mail = { .to = address,
                          .locale = locale,
                          .subject = td_words (locale, N_ ("A State party’s report for you")),
                          .paragraphs = paragraphs,
                          .path = path,
                          .button = td_words (locale, N_ ("Open the report")),
                          .cancel_key = letters };
    g_autoptr (GError) problem = NULL;

    if (!td_mail_cancel (tx, letters, NULL, error))
        return FALSE;
    *ret_posted = td_mail_post (tx, instance, &mail, &problem);
    if (*ret_posted || problem->domain == TD_MAIL_ERROR)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_participant_letter (TdTx *tx, TdInstance *instance, const TdParticipantCopy *c, const char *actor,
                                gboolean *ret_sent, GError **error)
{
    gint64 now = td_clock_now (&instance->clock);
    const TdSending sending = { .how = TD_SENT_LINK, .at = now };
    g_autofree char *address = NULL;
    g_autofree char *locale = NULL;
    g_autofree char *key = key_new ();
    guint8 token[32];

    *ret_sent = FALSE;
    if (!td_participant_address_in (tx, instance, c->participant, &address, &locale, error))
        return FALSE;
    if (address == NULL || td_profile_participant (instance->profile, c->participant) == NULL)
        return TRUE;
    if (!post (tx, instance, c, address, locale, key, ret_sent, error))
        return FALSE;
    if (!*ret_sent)
        return TRUE;
    td_participant_hash (instance, key, token);
    return td_participant_link_set (tx, c->id, token, now + TD_LIMIT_PARTICIPANT_LINK_DAYS * G_TIME_SPAN_DAY, error)
           && td_participant_sending_insert (tx, c, &sending, actor, error);
}
