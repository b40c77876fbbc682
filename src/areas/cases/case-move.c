/* From stage to stage. Contract in case-move.h. */
#include "areas/cases/case-rules.h"

#include "areas/sealed/notice.h"
#include "base/errors.h"
#include "text/words.h"

struct move {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    const TdCaseMove *wish;
};

static gboolean check_way (const TdInstance *instance, const TdCase *c, const TdCaseStage *to, GError **error)
{
    const TdCaseStage *from = td_profile_case_stage (instance->profile, c->stage);

    if (to == NULL)
        return td_case_fail (error, TD_ERROR_INPUT, "There is no such stage. Choose one of the list.");
    if (td_profile_case_may_move (instance->profile, c->stage, to->slug))
        return TRUE;
    g_set_error (error, TD_CASES_ERROR, TD_ERROR_INPUT, "From “%s” a case does not go to “%s”. Choose one of the list.",
                 from != NULL ? from->label : c->stage, to->label);
    return FALSE;
}

static gboolean give_number (TdTx *tx, TdInstance *instance, TdCase *c, GError **error)
{
    g_autofree char *today = td_case_today (instance);
    int last = 0;

    if (c->number != 0)
        return TRUE;
    c->year = (int) g_ascii_strtoll (today, NULL, 10);
    if (!td_case_last_number (tx, c->year, &last, error))
        return FALSE;
    c->number = last + 1;
    return TRUE;
}

/* A case without a number is known to no State. */
static gboolean let_state_know (TdCase *c, gint64 now, GError **error)
{
    if (c->number == 0)
        return td_case_fail (error, TD_ERROR_CONFLICT, "It has no number yet. Register it first.");
    /* A declaration that was withdrawn since leaves what was received before as it is: the gate is not asked. */
    if (c->transmitted == 0)
        c->transmitted = now;
    return TRUE;
}

/* "1/2026", with or without "No." */
static gboolean read_number (const char *text, int *ret_number, int *ret_year)
{
    const char *at = text != NULL ? text + strcspn (text, "0123456789") : "";

    return sscanf (at, "%9d/%4d", ret_number, ret_year) == 2;
}

TdCase *td_case_to_join (TdTx *tx, const TdCase *c, const char *typed, GError **error)
{
    int number = 0, year = 0;
    g_autoptr (TdCase) into = NULL;
    g_autoptr (GError) problem = NULL;
    const char *no = NULL;

    if (!read_number (typed, &number, &year)) {
        td_case_fail (error, TD_ERROR_INPUT, "Write the number of the case that it goes into, like 3/2026.");
        return NULL;
    }
    into = td_case_load_numbered (tx, number, year, &problem);
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    if (into == NULL || g_str_equal (into->id, c->id))
        no = "There is no other case with this number.";
    else if (!g_str_equal (into->state, c->state))
        no = "This case is about another State. Only cases about one State are joined.";
    if (no != NULL || into->ended != 0) {
        td_case_fail (error, no != NULL ? TD_ERROR_INPUT : TD_ERROR_CONFLICT,
                      no != NULL ? no : "The case that it would go into is over.");
        return NULL;
    }
    return g_steal_pointer (&into);
}

static gboolean join_to (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, TdCase *c, const char *typed,
                         GError **error)
{
    g_autoptr (TdCase) into = td_case_to_join (tx, c, typed, error);

    if (into == NULL)
        return FALSE;
    c->joined = g_strdup (into->id);
    return td_case_event_insert (tx, into->id, "joined", NULL, NULL, td_viewer_actor (viewer),
                                 td_clock_now (&instance->clock), error);
}

static gboolean apply (TdTx *tx, TdInstance *instance, const TdViewer *viewer, TdCase *c, const TdCaseStage *to,
                       const char *joined, GError **error)
{
    if (g_str_equal (to->slug, TD_CASE_STAGE_JOINED) && !join_to (tx, instance, viewer, c, joined, error))
        return FALSE;
    if (to->numbers && !give_number (tx, instance, c, error))
        return FALSE;
    if (to->transmits && !let_state_know (c, td_clock_now (&instance->clock), error))
        return FALSE;
    g_free (c->stage);
    c->stage = g_strdup (to->slug);
    if (to->ends)
        c->ended = td_clock_now (&instance->clock);
    return TRUE;
}

static gboolean tell_both (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdCase *c, GError **error)
{
    return td_case_tell (tx, instance, viewer, c, TD_PARTY_STATE, NULL, error)
           && td_case_tell (tx, instance, viewer, c, TD_PARTY_AUTHOR, NULL, error);
}

/* Who asked by the code of words for a mail is told of the end, and then of nothing more. */
static gboolean end_notice (TdTx *tx, TdInstance *instance, const TdCase *c, GError **error)
{
    return c->ended == 0 || c->filing == NULL || td_sealed_notice_end_in (tx, instance, c->filing, error);
}

gboolean td_case_go_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, TdCase *c, const TdCaseEnd *end,
                        GError **error)
{
    const TdCaseStage *to = td_profile_case_stage (instance->profile, end->to);
    g_autofree char *note = NULL;

    if (!check_way (instance, c, to, error))
        return FALSE;
    if (to->text != NULL && c->number != 0 && !end->text)
        return td_case_fail (
            error, TD_ERROR_CONFLICT,
            "A registered case ends so by a text of its own, which the parties are told. Write it on the page"
            " “How it ends”.");
    note = td_case_note (end->note, to->ends && !end->text, error);
    return note != NULL && apply (tx, instance, viewer, c, to, end->joined, error) && td_case_update (tx, c, error)
           && td_case_clock_enter (tx, instance, c, to, error) && tell_both (tx, instance, viewer, c, error)
           && end_notice (tx, instance, c, error)
           && td_case_record (tx, instance, viewer, c, "moved", to->slug, note, error);
}

static gboolean move_in (TdTx *tx, gpointer data, GError **error)
{
    struct move *m = data;
    const TdCaseEnd end = { .to = m->wish->to, .note = m->wish->note, .joined = m->wish->joined };
    g_autoptr (TdCase) c = td_case_for (tx, m->instance, m->viewer, m->id, TD_ACT_CASE_KEEP, error);

    return c != NULL && td_case_is_as_seen (m->instance, c, m->wish->seen, error)
           && td_case_go_in (tx, m->instance, m->viewer, c, &end, error);
}

gboolean td_case_move (TdInstance *instance, const TdViewer *viewer, const char *id, const TdCaseMove *wish,
                       GError **error)
{
    struct move m = { instance, viewer, id, wish };

    return td_store_write (instance->store, move_in, &m, error);
}

/* ---- what was done ---- */

struct events {
    const TdViewer *viewer;
    const char *id;
    GPtrArray *list;
};

static gboolean events_in (TdTx *tx, gpointer data, GError **error)
{
    struct events *e = data;
    g_autoptr (TdCase) c = td_case_get_in (tx, e->viewer, e->id, error);

    if (c == NULL)
        return FALSE;
    if (!td_case_is_of_house (c, e->viewer))
        return td_door_unknown (error);
    e->list = td_case_event_select (tx, c->id, error);
    return e->list != NULL;
}

GPtrArray *td_case_events (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct events e = { .viewer = viewer, .id = id };

    return td_store_read (instance->store, events_in, &e, error) ? e.list : NULL;
}

const char *td_case_event_label (const TdCaseEvent *event)
{
    static const struct {
        const char *act, *label;
    } rows[] = { { "entered", N_ ("Entered in the register") },
                 { "moved", N_ ("Moved to a stage") },
                 { "joined", N_ ("Another case was joined with it") },
                 { "signed", N_ ("The representative said that there is a written authority") },
                 { "authority", N_ ("A written authority came") },
                 { "paper", N_ ("A paper came") },
                 { "annexes", N_ ("More files to a paper came") },
                 { "annex-laid-out", N_ ("An annex for the other side was prepared and checked") },
                 { "annex-held", N_ ("An annex stays with the register") },
                 { "annex-goes", N_ ("An annex goes with its paper") },
                 { "picture", N_ ("A picture was looked at: nobody can be told by it") },
                 { "ending", N_ ("A text for its end was begun or changed") },
                 { "ending-dropped", N_ ("The text for its end was dropped") },
                 { "laid-out", N_ ("A paper for the other side was prepared and checked") },
                 { "transmitted", N_ ("A paper was transmitted") },
                 { "clock-extended", N_ ("More time was given") },
                 { "clock-stopped", N_ ("The clock was stopped") },
                 { "clock-on", N_ ("The clock goes on") },
                 { "reminded", N_ ("A reminder went out") },
                 { "names", N_ ("The list of names was changed") },
                 { "drafting", N_ ("A decision was begun") },
                 { "adopted", N_ ("The decision was adopted") },
                 { "checked", N_ ("The anonymisation was checked") },
                 { "published", N_ ("The decision was published") } };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        if (g_str_equal (event->act, rows[i].act))
            return rows[i].label;
    return event->act;
}
