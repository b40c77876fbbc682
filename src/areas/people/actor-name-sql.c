#include "areas/people/actor-name.h"

#include "base/base.h"
#include "base/id.h"

#include <string.h>

/* "ID for ORGANISATION" acted as ID. */
static char *person_of (const char *actor)
{
    g_autofree char *id = g_strndup (actor, MIN (strlen (actor), (gsize) TD_ID_LENGTH));

    return td_id_valid (id) ? g_steal_pointer (&id) : NULL;
}

static char *name_of_person (TdTx *tx, const char *person, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select name from person where id = $1", error, TD_TEXT (person));
    g_autoptr (GError) problem = NULL;
    g_autofree char *name = NULL;

    if (rows == NULL)
        return NULL;
    if (!td_rows_next (rows, &problem)) {
        if (problem == NULL)
            return g_strdup (N_ ("Somebody whose account was erased"));
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    name = g_strdup (td_rows_text (rows, 0));
    return name != NULL && *name != '\0' ? g_steal_pointer (&name) : g_strdup (N_ ("Somebody who gave no name"));
}

char *td_actor_name (TdTx *tx, const char *actor, GError **error)
{
    g_autofree char *person = actor != NULL ? person_of (actor) : NULL;

    if (person != NULL)
        return name_of_person (tx, person, error);
    if (g_strcmp0 (actor, "command") == 0 || g_strcmp0 (actor, "system") == 0)
        return g_strdup (N_ ("The secretariat"));
    return g_strdup (N_ ("Its sender"));
}
