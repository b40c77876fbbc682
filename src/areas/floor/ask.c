/* Asking for the floor, and changing what was asked. Contract in floor.h. */
#include "areas/floor/floor-rules.h"
#include "areas/floor/speaker-sql.h"

#include "areas/organisations/coalition.h"
#include "areas/submissions/submission.h"
#include "base/faults.h"
#include "base/id.h"
#include "base/limits.h"
#include "door/rate.h"
#include "text/clean.h"

#include <sodium.h>

struct asking {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdFloorWish *wish;
    const char *new_id;
    const char *field;
    char *id;
    gboolean officer; /* shares the minutes of this meeting */
};

static gboolean wrong (struct asking *a, const char *field, GError **error, const char *message)
{
    a->field = field;
    return td_floor_fail (error, TD_ERROR_INPUT, message);
}

/* ---- what is answered ---- */

static gboolean put_language (struct asking *a, TdFloorRequest *r, GError **error)
{
    const char *tag = a->wish->language;

    if (tag != NULL && *tag != '\0') {
        if (!g_regex_match_simple ("^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", tag, G_REGEX_DOLLAR_ENDONLY, 0))
            return wrong (a, "language", error, "Choose a language, or write its code, like fr or tl.");
        g_free (r->language);
        r->language = g_strdup (tag);
    }
    return r->language != NULL || wrong (a, "language", error, "Choose the language in which you speak.");
}

static gboolean put_mode (struct asking *a, TdFloorRequest *r, gboolean is_new, GError **error)
{
    const char *word = a->wish->mode;

    if (word == NULL && !is_new)
        return TRUE;
    return td_speak_mode_from_word (word, &r->mode)
           || wrong (a, "mode", error,
                     "Choose how you speak: in the room, by video, by telephone, recorded, in writing.");
}

static gboolean put_how (struct asking *a, TdFloorRequest *r, GError **error)
{
    g_auto (GStrv) words = NULL;

    if (a->wish->how == NULL)
        return TRUE;
    words = g_strsplit (a->wish->how, ",", 8);
    r->closed = r->no_picture = r->read_out = FALSE;
    for (char **word = words; *word != NULL; word++)
        if (g_str_equal (*word, "closed"))
            r->closed = TRUE;
        else if (g_str_equal (*word, "no-picture"))
            r->no_picture = TRUE;
        else if (g_str_equal (*word, "read"))
            r->read_out = TRUE;
        else if (**word != '\0')
            return wrong (a, "how", error,
                          "Choose among: in the closed part, without picture, read by the secretariat.");
    return TRUE;
}

/* *field: the new one, NULL where nothing is left of it. */
static gboolean put_line (struct asking *a, char **text, const char *typed, const char *field, GError **error)
{
    g_autofree char *line = NULL;

    if (typed == NULL)
        return TRUE;
    line = td_text_clean_line (typed, TD_LIMIT_NAME_CHARACTERS);
    if (line == NULL)
        return wrong (a, field, error, "The name is too long. Use at most 200 characters.");
    g_free (*text);
    *text = *line != '\0' ? g_steal_pointer (&line) : NULL;
    return TRUE;
}

static gboolean put_statement (struct asking *a, TdFloorRequest *r, GError **error)
{
    g_autofree char *text = NULL;

    if (a->wish->statement == NULL)
        return TRUE;
    text = td_text_clean_text (a->wish->statement, TD_LIMIT_STATEMENT_CHARACTERS);
    if (text == NULL)
        return wrong (a, "statement", error, "The statement is too long. Use at most 20,000 characters.");
    g_free (r->statement);
    r->statement = *text != '\0' ? g_steal_pointer (&text) : NULL;
    return TRUE;
}

/* One that they may know of. */
static gboolean put_submission (TdTx *tx, struct asking *a, TdFloorRequest *r, GError **error)
{
    const char *id = a->wish->submission;
    g_autoptr (TdSubmission) s = NULL;

    if (id == NULL)
        return TRUE;
    if (*id != '\0') {
        s = td_submission_get_in (tx, a->instance, a->viewer, NULL, id, NULL);
        if (s == NULL || g_strcmp0 (s->organisation, r->organisation) != 0)
            return wrong (a, "submission", error, "Choose a report that this organisation sent, or none.");
    }
    g_free (r->submission);
    r->submission = *id != '\0' ? g_strdup (id) : NULL;
    return TRUE;
}

static gboolean is_member (const GPtrArray *members, const char *organisation)
{
    for (guint i = 0; i < members->len; i++) {
        const TdCoalitionMember *m = members->pdata[i];
        if (m->accepted != 0 && g_str_equal (m->organisation, organisation))
            return TRUE;
    }
    return FALSE;
}

static gboolean put_members (TdTx *tx, struct asking *a, TdFloorRequest *r, GError **error)
{
    g_autoptr (GPtrArray) known = NULL;

    if (a->wish->members == NULL)
        return TRUE;
    known = td_coalition_members (tx, r->organisation, error);
    if (known == NULL)
        return FALSE;
    g_ptr_array_set_size (r->members, 0);
    for (const char *const *id = a->wish->members; *id != NULL; id++) {
        if (!is_member (known, *id))
            return wrong (a, "members", error, "Choose among the members that said yes to this coalition.");
        if (!g_ptr_array_find_with_equal_func (r->members, *id, g_str_equal, NULL))
            g_ptr_array_add (r->members, g_strdup (*id));
    }
    return TRUE;
}

/* Without a name of its own, a statement that nobody is seen to give and nobody's name stands at says so by itself. */
static gboolean put_answers (TdTx *tx, struct asking *a, TdFloorRequest *r, gboolean is_new, GError **error)
{
    g_auto (TdFaults) faults = { 0 };
    GError **problem = &faults.problem;

    return td_faults_keep (&faults, put_mode (a, r, is_new, problem), &a->field, error)
           && td_faults_keep (&faults, put_language (a, r, problem), &a->field, error)
           && td_faults_keep (&faults, put_submission (tx, a, r, problem), &a->field, error)
           && td_faults_keep (&faults, put_members (tx, a, r, problem), &a->field, error)
           && td_faults_keep (&faults, put_line (a, &r->who, a->wish->who, "who", problem), &a->field, error)
           && td_faults_keep (&faults, put_how (a, r, problem), &a->field, error)
           && td_faults_keep (&faults, put_line (a, &r->alias, a->wish->alias, "alias", problem), &a->field, error)
           && td_faults_keep (&faults, put_statement (a, r, problem), &a->field, error)
           && td_faults_none (&faults, &a->field, error);
}

/* ---- who asks, and where ---- */

static gboolean check_asker (TdTx *tx, struct asking *a, const TdMeeting *m, GError **error)
{
    const TdViewer *v = a->viewer;
    const char *organisation = a->wish->organisation;

    a->officer = td_meeting_may (tx, m, v, TD_ACT_FLOOR_SHARE, NULL);
    if (organisation == NULL || *organisation == '\0')
        return wrong (a, "for", error, "Choose the organisation for which you ask.");
    if (a->officer)
        return TRUE;
    if (!td_meeting_may (tx, m, v, TD_ACT_FLOOR_ASK, error))
        return FALSE;
    if (td_viewer_level (v, organisation) < TD_LEVEL_CONTRIBUTOR)
        return wrong (a, "for", error, "You do not write for this organisation. Choose one of yours.");
    return TRUE;
}

static gboolean check_part (struct asking *a, const TdFloorList *list, const char *state, GError **error)
{
    if (list == NULL)
        return td_floor_fail (error, TD_ERROR_CONFLICT,
                              "There is no list of speakers for this meeting yet. Ask the secretariat when it opens.");
    if (*state == '\0' && td_floor_part (list, state) == NULL)
        return wrong (a, "state", error, "Choose the State about which you speak.");
    return td_floor_part (list, state) != NULL
           || wrong (a, "state", error, "This meeting has no part about this State. Choose one of its States.");
}

static gboolean has_room (TdTx *tx, struct asking *a, const TdMeeting *m, const char *state, GError **error)
{
    g_autoptr (GPtrArray) all =
        td_floor_requests_load (tx, a->instance, &(TdFloorSearch){ .meeting = m->id, .state = state }, error);

    if (all == NULL)
        return FALSE;
    return all->len < TD_LIMIT_FLOOR_REQUESTS
           || td_floor_fail (error, TD_ERROR_BUSY,
                             "As many have asked for the floor as one part can hold. Write to the secretariat.");
}

static TdFloorRequest *new_request (TdTx *tx, struct asking *a, const TdFloorList *list, const TdMeeting *m,
                                    const char *state, GError **error)
{
    gint64 now = td_clock_now (&a->instance->clock);
    g_autoptr (TdFloorRequest) r = g_new0 (TdFloorRequest, 1);

    if (!a->officer && now >= list->deadline) {
        td_floor_fail (error, TD_ERROR_CONFLICT,
                       "The time to ask for the floor is over. Write to the secretariat, which can still enter a"
                       " request, or send your statement in writing.");
        return NULL;
    }
    if (!has_room (tx, a, m, state, error)
        || !td_organisation_name (tx, a->wish->organisation, &r->name, &r->kind, error))
        return NULL;
    if (r->name == NULL) {
        wrong (a, "for", error, "There is no such organisation in the registry. Register it first.");
        return NULL;
    }
    r->id = g_strdup (a->new_id);
    r->meeting = g_strdup (m->id);
    r->state = g_strdup (state);
    r->organisation = g_strdup (a->wish->organisation);
    r->on_behalf = td_viewer_level (a->viewer, r->organisation) < TD_LEVEL_CONTRIBUTOR || a->viewer->behalf != NULL;
    r->late = now >= list->deadline;
    r->created = now;
    r->members = g_ptr_array_new_with_free_func (g_free);
    r->member_names = g_ptr_array_new_with_free_func (g_free);
    randombytes_buf (r->secret, sizeof r->secret);
    return g_steal_pointer (&r);
}

/* The one that stands, or NULL without error. */
static gboolean find_standing (TdTx *tx, struct asking *a, const char *state, TdFloorRequest **ret, GError **error)
{
    const TdFloorSearch search = { .meeting = a->wish->meeting, .state = state, .organisation = a->wish->organisation };
    g_autoptr (GPtrArray) found = td_floor_requests_load (tx, a->instance, &search, error);

    *ret = NULL;
    if (found == NULL)
        return FALSE;
    if (found->len > 0)
        *ret = g_ptr_array_steal_index (found, 0);
    return TRUE;
}

static gboolean write_request (TdTx *tx, struct asking *a, TdFloorRequest *r, gboolean is_new, GError **error)
{
    gint64 now = td_clock_now (&a->instance->clock);

    r->changed = now;
    if (!put_answers (tx, a, r, is_new, error)
        || !td_rate_take (tx, a->instance->pepper, "floor", td_viewer_actor (a->viewer),
                          a->officer ? G_MAXINT : TD_LIMIT_FLOOR_CHANGES, TD_RATE_DAY, now, error)
        || !(is_new ? td_floor_request_insert (tx, a->instance, r, error)
                    : td_floor_request_update (tx, a->instance, r, error))
        || !td_floor_follow_request (tx, a->instance, r, error))
        return FALSE;
    a->id = g_strdup (r->id);
    return td_floor_journal_request (tx, a->instance, a->viewer, r, td_act_word (TD_ACT_FLOOR_ASK), error);
}

static gboolean ask_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *a = data;
    const char *state = a->wish->state != NULL ? a->wish->state : "";
    g_autoptr (TdMeeting) m = NULL;
    g_autoptr (TdFloorList) list = NULL;
    g_autoptr (TdFloorRequest) r = NULL;
    gboolean is_new;

    a->field = NULL;
    g_clear_pointer (&a->id, g_free);
    if (!td_instance_may_write (a->instance, tx, error)
        || (m = td_meeting_get_in (tx, a->viewer, a->wish->meeting, error)) == NULL || !check_asker (tx, a, m, error)
        || !td_floor_not_begun (a->instance, m, error) || !td_floor_list_load (tx, m->id, &list, error)
        || !check_part (a, list, state, error) || !find_standing (tx, a, state, &r, error))
        return FALSE;
    is_new = r == NULL;
    if (is_new && (r = new_request (tx, a, list, m, state, error)) == NULL)
        return FALSE;
    return write_request (tx, a, r, is_new, error);
}

gboolean td_floor_ask (TdInstance *instance, const TdViewer *viewer, const TdFloorWish *wish, char **ret_id,
                       const char **ret_field, GError **error)
{
    g_autofree char *new_id = td_id_new ();
    struct asking a = { .instance = instance, .viewer = viewer, .wish = wish, .new_id = new_id };
    gboolean asked = td_store_write (instance->store, ask_in, &a, error);

    if (ret_field != NULL)
        *ret_field = a.field;
    if (asked && ret_id != NULL)
        *ret_id = g_steal_pointer (&a.id);
    g_free (a.id);
    return asked;
}
