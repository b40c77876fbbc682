/* The writing half of organisation-sql.h. */
#include "areas/organisations/organisation-sql.h"

#include "text/name-likeness.h"
#include "text/words.h"

/* The website's host without "www.", by which doubles are found. NULL: none. */
static char *host_of (const char *website)
{
    g_autoptr (GUri) uri = website != NULL ? g_uri_parse (website, G_URI_FLAGS_NONE, NULL) : NULL;
    const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

    if (host == NULL)
        return NULL;
    return g_ascii_strdown (g_ascii_strncasecmp (host, "www.", 4) == 0 ? host + 4 : host, -1);
}

static gboolean put_lists (TdTx *tx, const TdOrganisation *o, GError **error)
{
    if (!td_exec (tx, "delete from organisation_country where organisation = $1", error, TD_TEXT (o->id))
        || !td_exec (tx, "delete from organisation_theme where organisation = $1", error, TD_TEXT (o->id))
        || !td_exec (tx, "delete from organisation_language where organisation = $1", error, TD_TEXT (o->id)))
        return FALSE;
    for (char **c = o->countries; c != NULL && *c != NULL; c++)
        if (!td_exec (tx,
                      "insert into organisation_country (organisation, country) values ($1, $2)"
                      " on conflict (organisation, country) do nothing",
                      error, TD_TEXT (o->id), TD_TEXT (*c)))
            return FALSE;
    for (char **t = o->themes; t != NULL && *t != NULL; t++)
        if (!td_exec (tx,
                      "insert into organisation_theme (organisation, theme) values ($1, $2)"
                      " on conflict (organisation, theme) do nothing",
                      error, TD_TEXT (o->id), TD_TEXT (*t)))
            return FALSE;
    for (char **l = o->languages; l != NULL && *l != NULL; l++)
        if (!td_exec (tx,
                      "insert into organisation_language (organisation, language) values ($1, $2)"
                      " on conflict (organisation, language) do nothing",
                      error, TD_TEXT (o->id), TD_TEXT (*l)))
            return FALSE;
    return TRUE;
}

gboolean td_organisation_insert (TdTx *tx, const TdOrganisation *o, GError **error)
{
    return td_exec (
               tx,
               "insert into organisation (id, name, sort_key, folded, likeness, looks, kind, status, again, secret,"
               " created, changed) values ($1, $2, '', '', '', '', $3, 'received', 0, $4, $5, $5)",
               error, TD_TEXT (o->id), TD_TEXT (o->name), TD_TEXT (o->kind), TD_BYTES (o->secret, sizeof o->secret),
               TD_INT (o->created))
           && td_organisation_update (tx, o, error);
}

gboolean td_organisation_update (TdTx *tx, const TdOrganisation *o, GError **error)
{
    const char *visibility = o->visibility_chosen ? td_visibility_word (o->visibility) : NULL;
    g_autofree char *sort_key = td_words_sort_key ("en", o->name);
    g_autofree char *folded = td_name_folded (o->name);
    g_autofree char *likeness = td_name_key (o->name);
    g_autofree char *looks = td_name_looks (o->name);
    g_autofree char *host = host_of (o->website);

    return td_exec (
               tx,
               "update organisation set name = $2, sort_key = $3, folded = $4, likeness = $5, looks = $6, kind = $7,"
               " status = $8, visibility = $9, website = $10, host = $11, about = $12, again = $13, changed = $14"
               " where id = $1",
               error, TD_TEXT (o->id), TD_TEXT (o->name), TD_TEXT (sort_key), TD_TEXT (folded), TD_TEXT (likeness),
               TD_TEXT (looks), TD_TEXT (o->kind), TD_TEXT (td_status_word (o->status)), TD_TEXT (visibility),
               TD_TEXT (o->website), TD_TEXT (host), TD_TEXT (o->about), TD_FLAG (o->again), TD_INT (o->changed))
           && put_lists (tx, o, error);
}

gboolean td_organisation_set_decision (TdTx *tx, const char *id, TdStatus status, gboolean again, const char *reason,
                                       gint64 now, GError **error)
{
    return td_exec (tx,
                    "update organisation set status = $2, again = $3, decision_reason = $4, decided = $5, changed = $5"
                    " where id = $1",
                    error, TD_TEXT (id), TD_TEXT (td_status_word (status)), TD_FLAG (again), TD_TEXT (reason),
                    TD_INT (now));
}

gboolean td_organisation_set_merged (TdTx *tx, const char *id, const char *into, const char *reason, gint64 now,
                                     GError **error)
{
    return td_exec (tx, "update organisation set merged_into = $2 where merged_into = $1", error, TD_TEXT (id),
                    TD_TEXT (into))
           && td_exec (tx, "update organisation set merged_into = $2 where id = $1", error, TD_TEXT (id),
                       TD_TEXT (into))
           && td_exec (tx,
                       "insert into coalition_member (coalition, organisation, asked, accepted)"
                       " select coalition, $2, asked, accepted from coalition_member"
                       " where organisation = $1 and coalition <> $2"
                       " on conflict (coalition, organisation) do update set"
                       " accepted = coalesce(coalition_member.accepted, excluded.accepted)",
                       error, TD_TEXT (id), TD_TEXT (into))
           && td_exec (tx,
                       "insert into coalition_member (coalition, organisation, asked, accepted)"
                       " select $2, organisation, asked, accepted from coalition_member"
                       " where coalition = $1 and organisation <> $2"
                       " on conflict (coalition, organisation) do update set"
                       " accepted = coalesce(coalition_member.accepted, excluded.accepted)",
                       error, TD_TEXT (id), TD_TEXT (into))
           && td_exec (tx, "delete from coalition_member where organisation = $1 or coalition = $1", error,
                       TD_TEXT (id))
           && td_organisation_set_decision (tx, id, TD_STATUS_WITHHELD, FALSE, reason, now, error);
}
