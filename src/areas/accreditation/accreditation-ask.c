/* Asking to come to a session, and taking that back. Contract in accreditation.h. */
#include "areas/accreditation/accreditation-private.h"
#include "areas/accreditation/accreditation-sql.h"
#include "areas/accreditation/badge.h"

#include "areas/calls/timetable.h"
#include "areas/organisations/organisation.h"
#include "areas/people/membership.h"
#include "areas/people/person-known.h"
#include "areas/submissions/submission.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/regions.h"
#include "text/words.h"

#include <sodium.h>

/* ---- the session ---- */

void td_accreditation_session_clear (TdAccreditationSession *s)
{
    g_clear_pointer (&s->start, g_free);
    g_clear_pointer (&s->end, g_free);
}

/* The last minute of a day in the Committee's zone; 0 where there is no day. */
static gint64 end_of_day (const char *day, const char *zone)
{
    g_autofree char *next = day != NULL ? td_date_add_days (day, 1) : NULL;
    g_autofree char *local = next != NULL ? g_strconcat (next, "T00:00", NULL) : NULL;
    gint64 at = 0;

    return local != NULL && td_instant_from_local (local, zone, &at, NULL) ? at : 0;
}

static char *day_of (const char *date)
{
    return date != NULL && td_date_precision (date) == TD_DATE_DAY ? g_strdup (date) : NULL;
}

gboolean td_accreditation_session (TdTx *tx, const TdInstance *instance, int number, TdAccreditationSession *ret,
                                   GError **error)
{
    const TdProfile *profile = instance->profile;
    g_autoptr (TdTimetable) timetable = td_timetable_load (tx, profile, error);
    const TdSession *session = timetable != NULL ? td_profile_session (timetable->profile, number) : NULL;
    g_autofree char *last = NULL;

    if (timetable == NULL)
        return FALSE;
    if (session == NULL)
        return td_accreditation_fail (NULL, NULL, error, TD_ERROR_NOT_FOUND,
                                      "There is no such session of the Committee. The list of sessions has them all.");
    td_accreditation_session_clear (ret);
    ret->number = number;
    ret->start = day_of (session->start);
    ret->end = day_of (session->end);
    last = ret->start != NULL ? td_date_add_days (ret->start, -profile->accreditation_deadline_days) : NULL;
    ret->deadline = end_of_day (last, profile->zone);
    ret->over = end_of_day (ret->end, profile->zone);
    return TRUE;
}

struct session_reading {
    const TdInstance *instance;
    int number;
    TdAccreditationSession *ret;
};

static gboolean session_in (TdTx *tx, gpointer data, GError **error)
{
    const struct session_reading *r = data;

    return td_accreditation_session (tx, r->instance, r->number, r->ret, error);
}

gboolean td_accreditation_session_read (TdInstance *instance, int number, TdAccreditationSession *ret, GError **error)
{
    struct session_reading r = { instance, number, ret };

    return td_store_read (instance->store, session_in, &r, error);
}

/* ---- asking ---- */

struct asking {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdAccreditationWish *wish;
    const char **ret_field;
    TdAccreditation *a;
};

static gboolean fail (const struct asking *k, const char *field, GError **error, int code, const char *message)
{
    return td_accreditation_fail (k->ret_field, field, error, code, message);
}

static gboolean is_given (const char *text)
{
    return text != NULL && *text != '\0';
}

/* The secretariat, or an officer of it who enters something for others. */
static gboolean is_officer (const TdViewer *viewer)
{
    return viewer->behalf != NULL || td_door_may (viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, NULL);
}

static gboolean check_time (TdTx *tx, const struct asking *k, GError **error)
{
    g_auto (TdAccreditationSession) session = { 0 };
    gint64 now = td_clock_now (&k->instance->clock);

    if (!td_accreditation_session (tx, k->instance, k->wish->session, &session, error))
        return FALSE;
    if (session.over != 0 && now >= session.over)
        return fail (k, NULL, error, TD_ERROR_CONFLICT, "This session is over. Ask for one that is still to come.");
    k->a->late = session.deadline != 0 && now >= session.deadline;
    if (k->a->late && !is_officer (k->viewer))
        return fail (k, NULL, error, TD_ERROR_CONFLICT,
                     "The time to ask for this session is over. Write to the secretariat at once: it can still enter "
                     "a request. Public meetings can be followed from afar without one.");
    return TRUE;
}

static gboolean read_line (const struct asking *k, const char *field, const char *typed, gsize most, char **ret,
                           GError **error)
{
    g_autofree char *clean = td_text_clean_line (typed != NULL ? typed : "", most);

    if (clean == NULL)
        return fail (k, field, error, TD_ERROR_INPUT, "This is too long. Shorten it.");
    if (td_looks_like_passport (clean))
        return fail (k, field, error, TD_ERROR_INPUT,
                     "This looks like the number of a passport or identity card. Nobody needs it here and it is not "
                     "kept: take it out. A telephone number begins with +.");
    *ret = *clean != '\0' ? g_steal_pointer (&clean) : NULL;
    return TRUE;
}

static gboolean read_words (struct asking *k, GError **error)
{
    const TdAccreditationWish *w = k->wish;
    TdAccreditation *a = k->a;

    if (!td_comes_as_from_word (w->as, &a->as) || a->as == TD_COMES_DELEGATE)
        return fail (k, "as", error, TD_ERROR_INPUT, "Choose as what they come.");
    if (!read_line (k, "name", w->name, TD_LIMIT_NAME_CHARACTERS, &a->name, error)
        || !read_line (k, "shown", w->shown, TD_LIMIT_NAME_CHARACTERS, &a->shown, error)
        || !read_line (k, "function", w->function, TD_LIMIT_NAME_CHARACTERS, &a->function, error)
        || !read_line (k, "note", w->note, TD_LIMIT_TEXT_CHARACTERS, &a->note, error))
        return FALSE;
    if (is_given (w->country) && td_region_find (w->country) == NULL)
        return fail (k, "country", error, TD_ERROR_INPUT, "There is no such country. Choose one of the list.");
    a->country = is_given (w->country) ? g_strdup (td_region_find (w->country)) : NULL;
    a->language = g_strdup (is_given (w->language) ? w->language : "en");
    if (!g_strv_contains (k->instance->profile->languages, a->language))
        return fail (k, "language", error, TD_ERROR_INPUT, "Choose one of the languages of the list.");
    a->plain = w->plain;
    return TRUE;
}

/* Who has the account; name where nobody typed one. */
static gboolean take_person (TdTx *tx, struct asking *k, const char *id, const char *organisation, GError **error)
{
    g_autoptr (TdPersonKnown) p = NULL;

    if (!td_person_known (tx, k->instance, id, NULL, &p, error))
        return FALSE;
    if (p == NULL || (organisation != NULL && !g_strv_contains ((const char *const *) p->organisations, organisation)))
        return fail (k, "person", error, TD_ERROR_INPUT,
                     "This account does not belong to the organisation. Choose a colleague, or write the name.");
    k->a->person = g_strdup (p->id);
    if (k->a->name == NULL)
        k->a->name = g_strdup (p->name);
    if (k->a->name == NULL)
        return fail (k, "name", error, TD_ERROR_INPUT, "Write the name that is to stand on the badge.");
    return TRUE;
}

static gboolean take_organisation (TdTx *tx, struct asking *k, GError **error)
{
    const char *id = k->wish->organisation;
    gboolean officer = td_door_may (k->viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, NULL);

    if (!officer && td_viewer_level (k->viewer, id) < TD_LEVEL_LEAD)
        return fail (k, "organisation", error, TD_ERROR_NOT_ALLOWED,
                     "Only a lead of an organisation asks for its people. Ask them, or ask alone for yourself.");
    if (!td_organisation_name (tx, id, &k->a->organisation_name, &k->a->organisation_kind, error))
        return FALSE;
    if (k->a->organisation_name == NULL)
        return fail (k, "organisation", error, TD_ERROR_INPUT, "There is no such organisation in the registry.");
    k->a->organisation = g_strdup (id);
    return TRUE;
}

static gboolean take_whom (TdTx *tx, struct asking *k, GError **error)
{
    const TdAccreditationWish *w = k->wish;
    gboolean officer = td_door_may (k->viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, NULL);

    if (is_given (w->organisation) && !take_organisation (tx, k, error))
        return FALSE;
    if (is_given (w->person))
        return k->a->organisation != NULL || officer
                   ? take_person (tx, k, w->person, k->a->organisation, error)
                   : fail (k, "person", error, TD_ERROR_NOT_ALLOWED, "You can ask alone for yourself only.");
    if (k->a->organisation == NULL && !officer)
        return take_person (tx, k, k->viewer->person, NULL, error);
    return k->a->name != NULL
           || fail (k, "name", error, TD_ERROR_INPUT, "Write the name that is to stand on the badge.");
}

/* The report they come with: their own or of their organisation. */
static gboolean take_report (TdTx *tx, struct asking *k, GError **error)
{
    g_autoptr (TdSubmission) s = NULL;

    if (!is_given (k->wish->submission))
        return TRUE;
    s = td_submission_get_in (tx, k->instance, k->viewer, NULL, k->wish->submission, NULL);
    if (s == NULL || s->status == TD_STATUS_DRAFT || (s->relations & (TD_RELATION_SENDER | TD_RELATION_VIEWER)) == 0)
        return fail (k, "submission", error, TD_ERROR_INPUT,
                     "There is no such report of yours. Choose one of the list.");
    k->a->submission = g_strdup (s->id);
    return TRUE;
}

/* Nobody stands twice in a session; an organisation brings so many. */
static gboolean check_others (TdTx *tx, const struct asking *k, GError **error)
{
    const TdAccreditationSearch of_person = { .session = k->wish->session, .person = k->a->person },
                                of_organisation = { .session = k->wish->session, .organisation = k->a->organisation };
    g_autoptr (GPtrArray) list = NULL;
    gint64 n = 0;

    if (k->a->organisation != NULL) {
        g_autoptr (GPtrArray) theirs = td_accreditations_select (tx, k->instance, &of_organisation, &n, error);
        if (theirs == NULL)
            return FALSE;
    }
    if (n >= TD_LIMIT_ACCREDITATIONS)
        return fail (k, NULL, error, TD_ERROR_CONFLICT,
                     "Your organisation asked for as many people as one can for this session. Take one back first.");
    if (k->a->person == NULL)
        return TRUE;
    list = td_accreditations_select (tx, k->instance, &of_person, NULL, error);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const TdAccreditation *other = list->pdata[i];
        if (other->status == TD_ACCREDITATION_ASKED || other->status == TD_ACCREDITATION_ACCEPTED)
            return fail (
                k, "person", error, TD_ERROR_CONFLICT,
                "There is a request of this person for this session already. Take it back before you ask anew.");
    }
    return list != NULL;
}

static gboolean ask_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *k = data;

    g_clear_pointer (&k->a, td_accreditation_free);
    k->a = g_new0 (TdAccreditation, 1);
    k->a->id = td_id_new ();
    k->a->session = k->wish->session;
    k->a->created = td_clock_now (&k->instance->clock);
    randombytes_buf (k->a->secret, sizeof k->a->secret);
    return td_instance_may_write (k->instance, tx, error) && check_time (tx, k, error) && read_words (k, error)
           && take_whom (tx, k, error) && take_report (tx, k, error) && check_others (tx, k, error)
           && td_accreditation_insert (tx, k->instance, k->a, td_viewer_actor (k->viewer), error)
           && td_accreditation_journal (tx, k->instance, k->viewer, td_act_word (TD_ACT_ACCREDITATION_ASK),
                                        "accreditation", k->a->id, NULL, error);
}

gboolean td_accreditation_ask (TdInstance *instance, const TdViewer *viewer, const TdAccreditationWish *wish,
                               char **ret_id, const char **ret_field, GError **error)
{
    struct asking k = { instance, viewer, wish, ret_field, NULL };
    gboolean done = (td_door_may (viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, NULL)
                     || td_door_may (viewer, TD_ACT_ACCREDITATION_ASK, NULL, error))
                    && td_store_write (instance->store, ask_in, &k, error);

    if (done && ret_id != NULL)
        *ret_id = g_strdup (k.a->id);
    td_accreditation_free (k.a);
    return done;
}

/* ---- taking back ---- */

struct withdrawing {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
};

static gboolean withdraw_in (TdTx *tx, gpointer data, GError **error)
{
    struct withdrawing *w = data;
    g_autoptr (TdAccreditation) a = NULL;
    g_auto (TdAccreditationSession) session = { 0 };
    gint64 now = td_clock_now (&w->instance->clock);

    if (!td_instance_may_write (w->instance, tx, error)
        || (a = td_accreditation_get_in (tx, w->instance, w->viewer, w->id, error)) == NULL
        || !td_accreditation_session (tx, w->instance, a->session, &session, error))
        return FALSE;
    if (a->status == TD_ACCREDITATION_WITHDRAWN || a->status == TD_ACCREDITATION_REFUSED
        || (session.over != 0 && now >= session.over))
        return td_accreditation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                      "This cannot be taken back: it was decided otherwise, or the session is over.");
    return td_accreditation_set_status (tx, a, TD_ACCREDITATION_WITHDRAWN, NULL, now, error)
           && td_badge_void (tx, a->id, N_ ("The accreditation was taken back."), now, error)
           && td_accreditation_journal (tx, w->instance, w->viewer, "accreditation.withdraw", "accreditation", a->id,
                                        NULL, error);
}

gboolean td_accreditation_withdraw (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct withdrawing w = { instance, viewer, id };

    return td_store_write (instance->store, withdraw_in, &w, error);
}
