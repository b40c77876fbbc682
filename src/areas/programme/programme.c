/* What was published: versions, and what became of meetings, in words. Contract in programme.h. */
#include "areas/programme/plan-sql.h"

#include "base/clock.h"
#include "text/words.h"

static const char *const changed_words[TD_N_CHANGED] = {
    [TD_CHANGED_ADDED] = "added", [TD_CHANGED_TIME] = "moved", [TD_CHANGED_PLACE] = "place",
    [TD_CHANGED_TITLE] = "title", [TD_CHANGED_NOTE] = "note",  [TD_CHANGED_CANCELLED] = "cancelled",
    [TD_CHANGED_BACK] = "back",
};

const char *td_meeting_changed_word (TdChanged what)
{
    return what < TD_N_CHANGED ? changed_words[what] : "";
}

gboolean td_meeting_changed_from_word (const char *word, TdChanged *ret_what)
{
    for (int i = 0; i < TD_N_CHANGED; i++)
        if (g_strcmp0 (changed_words[i], word) == 0) {
            *ret_what = (TdChanged) i;
            return TRUE;
        }
    return FALSE;
}

void td_meeting_change_free (TdMeetingChange *c)
{
    if (c == NULL)
        return;
    g_free (c->meeting);
    g_free (c->earlier);
    g_free (c->later);
    g_free (c);
}

void td_programme_version_free (TdProgrammeVersion *v)
{
    if (v == NULL)
        return;
    g_free (v->note);
    g_clear_pointer (&v->changes, g_ptr_array_unref);
    g_free (v);
}

/* ---- in words ---- */

/* "Monday 7 December 2026, 10:00–13:00" of "2026-12-07T10:00/2026-12-07T13:00". */
static char *hours_in_words (const TdProfile *profile, const char *hours, const char *locale)
{
    g_auto (GStrv) parts = g_strsplit (hours != NULL ? hours : "", "/", 2);
    g_autofree char *begins = NULL;
    g_autofree char *ends = NULL;
    gint64 first, last;

    if (g_strv_length (parts) != 2 || !td_instant_from_local (parts[0], profile->zone, &first, NULL)
        || !td_instant_from_local (parts[1], profile->zone, &last, NULL))
        return g_strdup ("");
    begins = td_words_instant (locale, first, profile->zone);
    ends = td_words_time (locale, last, profile->zone);
    return g_strconcat (begins, "–", ends, NULL);
}

static char *moved_in_words (const TdProfile *profile, const TdMeetingChange *c, const char *locale)
{
    g_autofree char *earlier = hours_in_words (profile, c->earlier, locale);
    g_autofree char *later = hours_in_words (profile, c->later, locale);

    return td_words_fill (td_words (locale, N_ ("Moved to {later}; it was {earlier}.")), "later", later, "earlier",
                          earlier, NULL);
}

static char *place_in_words (const TdMeetingChange *c, const char *locale)
{
    if (c->later == NULL)
        return td_words_fill (td_words (locale, N_ ("Where it is, is not said yet; it was {earlier}.")), "earlier",
                              c->earlier != NULL ? c->earlier : "", NULL);
    if (c->earlier == NULL)
        return td_words_fill (td_words (locale, N_ ("It is here: {later}.")), "later", c->later, NULL);
    return td_words_fill (td_words (locale, N_ ("Another room: {later}; it was {earlier}.")), "later", c->later,
                          "earlier", c->earlier, NULL);
}

char *td_meeting_change_words (const TdProfile *profile, const TdMeetingChange *c, const char *locale)
{
    switch (c->what) {
    case TD_CHANGED_ADDED: return g_strdup (td_words (locale, N_ ("New in the programme.")));
    case TD_CHANGED_TIME: return moved_in_words (profile, c, locale);
    case TD_CHANGED_PLACE: return place_in_words (c, locale);
    case TD_CHANGED_TITLE: return g_strdup (td_words (locale, N_ ("It has another title.")));
    case TD_CHANGED_NOTE:
        return c->later == NULL ? g_strdup (td_words (locale, N_ ("Its note was taken out.")))
                                : td_words_fill (td_words (locale, N_ ("Note: {note}")), "note", c->later, NULL);
    case TD_CHANGED_CANCELLED:
        return td_words_fill (td_words (locale, N_ ("Cancelled: {reason}")), "reason", c->later != NULL ? c->later : "",
                              NULL);
    case TD_CHANGED_BACK: return g_strdup (td_words (locale, N_ ("It takes place after all.")));
    case TD_N_CHANGED: break;
    }
    return g_strdup ("");
}

/* ---- reading ---- */

GPtrArray *td_programme_versions_in (TdTx *tx, int session, GError **error)
{
    g_autoptr (GPtrArray) list = td_programme_versions_load (tx, session, error);

    for (guint i = 0; list != NULL && i < list->len; i++) {
        TdProgrammeVersion *v = list->pdata[i];
        if (v->n > 1 && (v->changes = td_programme_changes_load (tx, session, v->n, error)) == NULL)
            return NULL;
    }
    return g_steal_pointer (&list);
}

gboolean td_programme_version_last (TdTx *tx, int session, int *ret_n, GError **error)
{
    g_autoptr (GPtrArray) list = td_programme_versions_load (tx, session, error);

    if (list == NULL)
        return FALSE;
    *ret_n = list->len > 0 ? ((TdProgrammeVersion *) list->pdata[0])->n : 0;
    return TRUE;
}

/* Of the meetings that changed. */
static char **states_of (TdTx *tx, const GPtrArray *changes, GError **error)
{
    g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

    for (guint i = 0; i < changes->len; i++) {
        g_autoptr (TdMeeting) m = NULL;
        if (!td_meeting_load (tx, ((TdMeetingChange *) changes->pdata[i])->meeting, &m, error))
            return NULL;
        for (gsize s = 0; m != NULL && m->states[s] != NULL; s++)
            if (g_hash_table_add (seen, g_strdup (m->states[s])))
                g_strv_builder_add (builder, m->states[s]);
    }
    return g_strv_builder_end (builder);
}

gboolean td_programme_version_get (TdTx *tx, int session, int n, TdProgrammeVersion **ret, char ***ret_states,
                                   GError **error)
{
    g_autoptr (GPtrArray) list = td_programme_versions_load (tx, session, error);

    *ret = NULL;
    *ret_states = NULL;
    for (guint i = 0; list != NULL && i < list->len; i++) {
        g_autoptr (TdProgrammeVersion) v = NULL;
        if (((TdProgrammeVersion *) list->pdata[i])->n != n)
            continue;
        v = g_ptr_array_steal_index (list, i);
        v->changes = td_programme_changes_load (tx, session, n, error);
        if (v->changes == NULL || (*ret_states = states_of (tx, v->changes, error)) == NULL)
            return FALSE;
        *ret = g_steal_pointer (&v);
        return TRUE;
    }
    return list != NULL;
}

struct reading {
    int session;
    const char *meeting;
    GPtrArray *list;
};

static gboolean versions_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = r->meeting != NULL ? td_meeting_changes_load (tx, r->meeting, error)
                                 : td_programme_versions_in (tx, r->session, error);
    return r->list != NULL;
}

GPtrArray *td_programme_versions (TdInstance *instance, int session, GError **error)
{
    struct reading r = { .session = session };

    return td_store_read (instance->store, versions_in, &r, error) ? r.list : NULL;
}

GPtrArray *td_meeting_changes (TdInstance *instance, const TdMeeting *meeting, GError **error)
{
    struct reading r = { .meeting = meeting->id };

    return td_store_read (instance->store, versions_in, &r, error) ? r.list : NULL;
}
