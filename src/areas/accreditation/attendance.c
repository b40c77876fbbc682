/* Who came. Contract in attendance.h. */
#include "areas/accreditation/accreditation-private.h"
#include "areas/accreditation/accreditation-sql.h"
#include "areas/accreditation/attendance-sql.h"

#include "areas/organisations/organisation.h"
#include "areas/people/person-known.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/words.h"

static const struct {
    const char *word, *label;
} hows[TD_N_CAME] = {
    [TD_CAME_IN_PERSON] = { "in-person", N_ ("In the room") },
    [TD_CAME_VIDEO] = { "video", N_ ("By video") },
    [TD_CAME_TELEPHONE] = { "telephone", N_ ("By telephone") },
};

const char *td_came_how_word (TdCameHow how)
{
    return how < TD_N_CAME ? hows[how].word : "";
}

const char *td_came_how_label (TdCameHow how)
{
    return how < TD_N_CAME ? hows[how].label : "";
}

gboolean td_came_how_from_word (const char *word, TdCameHow *ret_how)
{
    for (int how = 0; how < TD_N_CAME; how++)
        if (g_strcmp0 (hows[how].word, word) == 0) {
            *ret_how = (TdCameHow) how;
            return TRUE;
        }
    return FALSE;
}

/* ---- whose figures they are ---- */

static const char *region_of (const TdInstance *instance, const char *iso3)
{
    const TdState *state = iso3 != NULL ? td_profile_state (instance->profile, iso3) : NULL;

    return state != NULL ? state->region : "";
}

/* From an accreditation. */
static void facts_of_accreditation (const TdInstance *instance, const TdAccreditation *a, TdAttendanceRow *row)
{
    row->a.who = a->id;
    row->a.kind = a->state != NULL               ? (char *) "state"
                  : a->organisation_kind != NULL ? a->organisation_kind
                                                 : (char *) "person";
    row->region = region_of (instance, a->state != NULL ? a->state : a->country);
    row->language = a->language;
}

/* The account's accreditation for that session, or NULL. */
static gboolean accredited (TdTx *tx, const TdInstance *instance, const char *person, int session,
                            TdAccreditation **ret, GError **error)
{
    const TdAccreditationSearch theirs = { .session = session,
                                           .person = person,
                                           .status = td_accreditation_status_word (TD_ACCREDITATION_ACCEPTED),
                                           .limit = 1 };
    g_autoptr (GPtrArray) list = td_accreditations_select (tx, instance, &theirs, NULL, error);

    *ret = NULL;
    if (list == NULL)
        return FALSE;
    if (list->len > 0)
        *ret = g_ptr_array_steal_index (list, 0);
    return TRUE;
}

/* Somebody with an account and no accreditation. *ret_kind: free it. */
static gboolean facts_of_person (TdTx *tx, const TdPersonKnown *p, TdAttendanceRow *row, char **ret_kind,
                                 GError **error)
{
    g_autofree char *name = NULL;

    *ret_kind = NULL;
    row->a.who = p->id;
    row->region = "";
    row->language = p->locale != NULL ? p->locale : "";
    if (p->roles & (TD_ROLE_BIT (SECRETARIAT) | TD_ROLE_BIT (MEMBER) | TD_ROLE_BIT (CHAIR)))
        *ret_kind = g_strdup ("committee");
    else if (p->roles & (TD_ROLE_BIT (INTERPRETER) | TD_ROLE_BIT (TRANSLATOR)))
        *ret_kind = g_strdup ("interpreter");
    else if (p->state != NULL)
        *ret_kind = g_strdup ("state");
    else if (p->organisations[0] != NULL && !td_organisation_name (tx, p->organisations[0], &name, ret_kind, error))
        return FALSE;
    if (*ret_kind == NULL)
        *ret_kind = g_strdup ("person");
    row->a.kind = *ret_kind;
    return TRUE;
}

/* Who they are for the figures; *ret_known FALSE: of neither kind. What row borrows lives in the other three. */
static gboolean recognise (TdTx *tx, TdInstance *instance, const char *who, TdAttendanceRow *row,
                           TdAccreditation **ret_accreditation, TdPersonKnown **ret_person, char **ret_kind,
                           gboolean *ret_known, GError **error)
{
    *ret_known = FALSE;
    if (!td_accreditation_load (tx, instance, who, ret_accreditation, error))
        return FALSE;
    if (*ret_accreditation != NULL && (*ret_accreditation)->session != row->session)
        return TRUE;
    if (*ret_accreditation == NULL
        && (!td_person_known (tx, instance, who, NULL, ret_person, error)
            || (*ret_person != NULL && !accredited (tx, instance, who, row->session, ret_accreditation, error))))
        return FALSE;
    *ret_known = *ret_accreditation != NULL || *ret_person != NULL;
    if (*ret_accreditation != NULL)
        facts_of_accreditation (instance, *ret_accreditation, row);
    else if (*ret_person != NULL)
        return facts_of_person (tx, *ret_person, row, ret_kind, error);
    return TRUE;
}

/* row: session, meeting, day, way and instant are there. */
static gboolean note_one (TdTx *tx, TdInstance *instance, TdAttendanceRow *row, const char *who, gboolean *ret_known,
                          GError **error)
{
    g_autoptr (TdAccreditation) accreditation = NULL;
    g_autoptr (TdPersonKnown) person = NULL;
    g_autofree char *kind = NULL;
    g_autofree char *id = td_id_new ();

    if (!recognise (tx, instance, who, row, &accreditation, &person, &kind, ret_known, error))
        return FALSE;
    row->a.id = id;
    return !*ret_known || td_attendance_insert (tx, instance, row, error);
}

static char *day_there (gint64 at, const char *zone)
{
    g_autofree char *local = td_instant_to_local (at, zone);

    return g_strndup (local != NULL ? local : "", strlen ("2026-12-07"));
}

gboolean td_attendance_note (TdTx *tx, TdInstance *instance, const char *meeting, const char *who, TdCameHow how,
                             gint64 at, GError **error)
{
    g_autoptr (TdMeeting) m = NULL;
    g_autofree char *day = NULL;
    gboolean known = FALSE;

    if (who == NULL)
        return TRUE;
    if (!td_meeting_load (tx, meeting, &m, error))
        return FALSE;
    if (m == NULL)
        return td_door_unknown (error);
    day = day_there (at, m->zone);
    TdAttendanceRow row = { .session = m->session, .a = { .meeting = m->id, .day = day, .how = how, .at = at } };
    return note_one (tx, instance, &row, who, &known, error);
}

gboolean td_attendance_note_day (TdTx *tx, TdInstance *instance, int session, const char *who, GError **error)
{
    gint64 now = td_clock_now (&instance->clock);
    g_autofree char *day = td_clock_today (&instance->clock, instance->profile->zone);
    gboolean known = FALSE;
    TdAttendanceRow row = { .session = session,
                            .a = { .meeting = (char *) "", .day = day, .how = TD_CAME_IN_PERSON, .at = now } };

    return note_one (tx, instance, &row, who, &known, error);
}

/* ---- reading ---- */

struct listing {
    TdInstance *instance;
    const TdViewer *viewer;
    int session;
    const char *meeting;
    GPtrArray *list;
};

static gboolean name_one (TdTx *tx, TdInstance *instance, TdAttendance *a, GError **error)
{
    g_autoptr (TdAccreditation) accreditation = NULL;
    g_autoptr (TdPersonKnown) person = NULL;

    if (a->name != NULL)
        return TRUE;
    if (!td_accreditation_load (tx, instance, a->who, &accreditation, error)
        || (accreditation == NULL && !td_person_known (tx, instance, a->who, NULL, &person, error)))
        return FALSE;
    a->name = g_strdup (accreditation != NULL ? accreditation->name : person != NULL ? person->name : NULL);
    return TRUE;
}

/* Whether the viewer may know of the meeting of a row; those seen before are remembered. */
static gboolean meeting_is_known (TdTx *tx, const struct listing *l, GHashTable *known, const char *meeting,
                                  gboolean *ret_known, GError **error)
{
    gpointer seen;
    g_autoptr (TdMeeting) m = NULL;
    g_autoptr (GError) problem = NULL;

    *ret_known = *meeting == '\0' || (g_hash_table_lookup_extended (known, meeting, NULL, &seen) && seen != NULL);
    if (*meeting == '\0' || g_hash_table_contains (known, meeting))
        return TRUE;
    m = td_meeting_get_in (tx, l->viewer, meeting, &problem);
    if (m == NULL && problem->domain != TD_DOOR_ERROR) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    *ret_known = m != NULL;
    g_hash_table_insert (known, g_strdup (meeting), GINT_TO_POINTER (m != NULL));
    return TRUE;
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct listing *l = data;
    g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    if (l->meeting != NULL && *l->meeting != '\0') {
        g_autoptr (TdMeeting) m = td_meeting_get_in (tx, l->viewer, l->meeting, error);
        if (m == NULL)
            return FALSE;
    }
    l->list = td_attendance_select (tx, l->instance, l->session, l->meeting, error);
    if (l->list == NULL)
        return FALSE;
    for (guint i = l->list->len; i > 0; i--) {
        TdAttendance *a = l->list->pdata[i - 1];
        gboolean shown;
        if (!meeting_is_known (tx, l, known, a->meeting, &shown, error)
            || (shown && !name_one (tx, l->instance, a, error)))
            return FALSE;
        if (!shown)
            g_ptr_array_remove_index (l->list, i - 1);
    }
    return TRUE;
}

GPtrArray *td_attendance_list (TdInstance *instance, const TdViewer *viewer, int session, const char *meeting,
                               GError **error)
{
    struct listing l = { .instance = instance, .viewer = viewer, .session = session, .meeting = meeting };

    if (!td_door_may (viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, error)
        || !td_store_read (instance->store, list_in, &l, error)) {
        g_clear_pointer (&l.list, g_ptr_array_unref);
        return NULL;
    }
    return l.list;
}

/* ---- typed in afterwards ---- */

struct typing {
    TdInstance *instance;
    const TdViewer *viewer;
    int session;
    const TdAttendanceTyped *typed;
    const char **ret_field;
    TdCameHow how;
};

static gboolean type_name (TdTx *tx, const struct typing *t, TdAttendanceRow *row, const char *typed, GError **error)
{
    g_autofree char *name = td_text_clean_line (typed, TD_LIMIT_NAME_CHARACTERS);
    g_autofree char *id = NULL;

    if (name == NULL || td_looks_like_passport (name))
        return td_accreditation_fail (t->ret_field, "names", error, TD_ERROR_INPUT,
                                      "One of these is too long for a name, or looks like the number of a passport, "
                                      "which nobody needs here. Write one name a line.");
    if (*name == '\0')
        return TRUE;
    id = td_id_new ();
    row->a.id = row->a.who = id;
    row->a.kind = (char *) "person";
    row->typed = name;
    row->region = row->language = "";
    return td_attendance_insert (tx, t->instance, row, error);
}

static gboolean type_all (TdTx *tx, const struct typing *t, TdAttendanceRow row, GError **error)
{
    for (gsize i = 0; t->typed->accreditations != NULL && t->typed->accreditations[i] != NULL; i++) {
        gboolean known = FALSE;
        if (!note_one (tx, t->instance, &row, t->typed->accreditations[i], &known, error))
            return FALSE;
        if (!known)
            return td_door_unknown (error);
    }
    for (gsize i = 0; t->typed->names != NULL && t->typed->names[i] != NULL; i++)
        if (!type_name (tx, t, &row, t->typed->names[i], error))
            return FALSE;
    return TRUE;
}

static char *day_of (const struct typing *t, const TdMeeting *m)
{
    if (t->typed->day != NULL && *t->typed->day != '\0')
        return g_strdup (t->typed->day);
    return m != NULL ? g_strndup (m->begins_local, strlen ("2026-12-07"))
                     : td_clock_today (&t->instance->clock, t->instance->profile->zone);
}

static gboolean type_in (TdTx *tx, gpointer data, GError **error)
{
    struct typing *t = data;
    g_autoptr (TdMeeting) m = NULL;
    g_autofree char *day = NULL;
    g_autofree char *session = NULL;
    gboolean of_meeting = t->typed->meeting != NULL && *t->typed->meeting != '\0', erased = FALSE;

    if (!td_instance_may_write (t->instance, tx, error)
        || (of_meeting && (m = td_meeting_get_in (tx, t->viewer, t->typed->meeting, error)) == NULL)
        || !td_attendance_is_erased (tx, t->session, &erased, error))
        return FALSE;
    if (m != NULL && m->session != t->session)
        return td_door_unknown (error);
    if (erased)
        return td_accreditation_fail (NULL, NULL, error, TD_ERROR_GONE,
                                      "The names of this session are gone by rule. Nobody can be added any more.");
    day = day_of (t, m);
    if (td_date_precision (day) != TD_DATE_DAY)
        return td_accreditation_fail (t->ret_field, "day", error, TD_ERROR_INPUT,
                                      "This is not a day. Write it like 2026-12-07.");
    session = g_strdup_printf ("%d", t->session);
    const TdAttendanceRow row = { .session = t->session,
                                  .a = { .meeting = of_meeting ? m->id : (char *) "",
                                         .day = day,
                                         .how = t->how,
                                         .at = td_clock_now (&t->instance->clock) } };
    return type_all (tx, t, row, error)
           && td_accreditation_journal (tx, t->instance, t->viewer, "attendance.record",
                                        of_meeting ? "meeting" : "session", of_meeting ? m->id : session, NULL, error);
}

gboolean td_attendance_type (TdInstance *instance, const TdViewer *viewer, int session, const TdAttendanceTyped *typed,
                             const char **ret_field, GError **error)
{
    struct typing t = { instance, viewer, session, typed, ret_field, TD_CAME_IN_PERSON };

    if (!td_door_may (viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, error))
        return FALSE;
    if (!td_came_how_from_word (typed->how, &t.how))
        return td_accreditation_fail (ret_field, "how", error, TD_ERROR_INPUT, "Choose how they came.");
    return td_store_write (instance->store, type_in, &t, error);
}

struct taking_back {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
};

static gboolean take_back_in (TdTx *tx, gpointer data, GError **error)
{
    struct taking_back *t = data;
    g_autofree char *meeting = NULL;
    int session;

    if (!td_instance_may_write (t->instance, tx, error) || !td_attendance_find (tx, t->id, &session, &meeting, error))
        return FALSE;
    if (session == 0)
        return td_door_unknown (error);
    if (*meeting != '\0') {
        g_autoptr (TdMeeting) m = td_meeting_get_in (tx, t->viewer, meeting, error);
        if (m == NULL)
            return FALSE;
    }
    return td_attendance_delete (tx, t->id, error)
           && td_accreditation_journal (tx, t->instance, t->viewer, "attendance.remove", "attendance", t->id, NULL,
                                        error);
}

gboolean td_attendance_remove (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct taking_back t = { instance, viewer, id };

    return td_door_may (viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, error)
           && td_store_write (instance->store, take_back_in, &t, error);
}
