#include "areas/people/person-act.h"

#include "areas/people/membership.h"
#include "areas/people/roles-sql.h"
#include "text/words.h"

#include <sodium.h>

gboolean td_person_journal (TdTx *tx, TdInstance *instance, const char *actor, const char *act, const char *person,
                            const char *what, GError **error)
{
    guint8 secret[32], content[32];
    gboolean found = FALSE;
    TdJournalEntry entry = {
        .actor = actor, .act = act, .thing = "person", .thing_id = person, .clock = &instance->clock
    };

    if (!td_people_secret (tx, person, secret, &found, error))
        return FALSE;
    if (!found)
        return td_door_unknown (error);
    if (what != NULL) {
        crypto_generichash (content, sizeof content, (const guint8 *) what, strlen (what), secret, sizeof secret);
        entry.content = content;
    }
    sodium_memzero (secret, sizeof secret);
    return td_journal_append (tx, &entry, NULL, error);
}

gboolean td_person_tell (TdTx *tx, TdInstance *instance, const char *person, GError **error)
{
    static const TdNotice notice = { .subject = N_ ("Your account changed"),
                                     .sentence = N_ ("What you may do on the Committee's site has changed. The page of"
                                                     " your account says how."),
                                     .path = "/account",
                                     .button = N_ ("See my account") };

    return td_notify_person (tx, instance, person, &notice, error);
}
