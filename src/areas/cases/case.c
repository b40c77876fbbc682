/* Cases: entering, reading, telling. Contract in case.h. */
#include "areas/cases/case-rules.h"

#include "areas/communications/gate.h"
#include "areas/organisations/organisation.h"
#include "areas/people/account.h"
#include "areas/people/membership.h"
#include "areas/people/people.h"
#include "areas/sealed/sealed.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/words.h"

#include <sodium.h>

TD_DEFINE_ERROR (cases)

gboolean td_case_fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_CASES_ERROR, code, message);
    return FALSE;
}

void td_case_free (TdCase *c)
{
    if (c == NULL)
        return;
    g_free (c->id);
    g_free (c->state);
    g_free (c->received);
    g_free (c->stage);
    g_free (c->filing);
    g_free (c->victims);
    g_free (c->representation);
    g_free (c->authority);
    g_free (c->reason);
    g_free (c->organisation);
    g_free (c->person);
    g_free (c->joined);
    g_free (c->decision_stage);
    g_free (c->checker);
    g_free (c->document);
    g_free (c->symbol);
    sodium_memzero (c->secret, sizeof c->secret);
    g_free (c);
}

char *td_case_number (const TdCase *c)
{
    return c->number > 0 ? g_strdup_printf ("No. %d/%d", c->number, c->year) : NULL;
}

TdThing td_case_thing (const TdCase *c, const TdViewer *viewer)
{
    gboolean by_code = viewer->filing != NULL && g_strcmp0 (viewer->filing, c->filing) == 0;

    /* An account or a code of words wrote it; an organisation's others did not. */
    return (TdThing){ .kind = TD_THING_CASE,
                      .status = c->transmitted != 0 ? TD_STATUS_ACCEPTED : TD_STATUS_RECEIVED,
                      .visibility = TD_VISIBILITY_COMMITTEE,
                      .state = c->state,
                      .relations = td_door_relations (viewer, c->person, NULL, by_code) };
}

gboolean td_case_is_of_house (const TdCase *c, const TdViewer *viewer)
{
    const TdThing thing = td_case_thing (c, viewer);

    return (thing.relations & TD_RELATION_SENDER) == 0 && g_strcmp0 (viewer->state, c->state) != 0
           && td_door_viewer_may (viewer, TD_ACT_CASE_READ);
}

char *td_case_today (const TdInstance *instance)
{
    return td_clock_today (&instance->clock, instance->profile->zone);
}

/* ---- reading ---- */

static TdCase *asked (TdTx *tx, const TdViewer *viewer, const char *id, TdAct act, GError **error)
{
    g_autoptr (TdCase) c = td_case_load (tx, id, error);
    TdThing thing;

    if (c == NULL)
        return NULL;
    thing = td_case_thing (c, viewer);
    return td_door_may (viewer, act, &thing, error) ? g_steal_pointer (&c) : NULL;
}

TdCase *td_case_get_in (TdTx *tx, const TdViewer *viewer, const char *id, GError **error)
{
    return asked (tx, viewer, id, TD_ACT_CASE_READ, error);
}

TdCase *td_case_for (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id, TdAct act, GError **error)
{
    return td_instance_may_write (instance, tx, error) ? asked (tx, viewer, id, act, error) : NULL;
}

struct reading {
    const TdViewer *viewer;
    const char *id;
    const TdCaseFilter *filter;
    TdCase *c;
    GPtrArray *list;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->c = td_case_get_in (tx, r->viewer, r->id, error);
    return r->c != NULL;
}

TdCase *td_case_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .viewer = viewer, .id = id };

    return td_store_read (instance->store, get_in, &r, error) ? r.c : NULL;
}

GPtrArray *td_case_list_in (TdTx *tx, const TdViewer *viewer, const TdCaseFilter *filter, GError **error)
{
    g_autoptr (GPtrArray) list = td_case_select (tx, filter, error);

    for (guint i = list != NULL ? list->len : 0; i > 0; i--) {
        const TdThing thing = td_case_thing (list->pdata[i - 1], viewer);
        if (!td_door_may (viewer, TD_ACT_CASE_READ, &thing, NULL))
            g_ptr_array_remove_index (list, i - 1);
    }
    return g_steal_pointer (&list);
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_case_list_in (tx, r->viewer, r->filter, error);
    return r->list != NULL;
}

GPtrArray *td_case_list (TdInstance *instance, const TdViewer *viewer, const TdCaseFilter *filter, GError **error)
{
    struct reading r = { .viewer = viewer, .filter = filter };

    return td_store_read (instance->store, list_in, &r, error) ? r.list : NULL;
}

/* ---- what the rules share ---- */

gboolean td_case_is_as_seen (const TdInstance *instance, const TdCase *c, int seen, GError **error)
{
    const TdCaseStage *stage = td_profile_case_stage (instance->profile, c->stage);

    if (seen == 0 || seen == c->version)
        return TRUE;
    g_set_error (error, TD_CASES_ERROR, TD_ERROR_CONFLICT,
                 "Another officer changed this case while you looked at it. It stands at “%s” now. What you typed is"
                 " still here; look at what was done below, and send it again if it still fits.",
                 stage != NULL ? stage->label : c->stage);
    return FALSE;
}

char *td_case_note (const char *typed, gboolean needed, GError **error)
{
    char *note = td_text_clean_text (typed != NULL ? typed : "", TD_LIMIT_TEXT_CHARACTERS);

    if (note == NULL)
        td_case_fail (error, TD_ERROR_INPUT, "The reason is too long. Use at most 4,000 characters.");
    else if (needed && *note == '\0') {
        g_clear_pointer (&note, g_free);
        td_case_fail (error, TD_ERROR_INPUT, "Say why, in a few words. Officers and the chair read it, nobody else.");
    }
    return note;
}

gboolean td_case_record (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdCase *c, const char *act,
                         const char *stage, const char *note, GError **error)
{
    g_autofree char *word = g_strdup_printf ("case.%s", act);
    crypto_generichash_state state;
    guint8 content[32];
    const TdJournalEntry entry = { .actor = td_viewer_actor (viewer),
                                   .act = word,
                                   .thing = TD_CASE_THING,
                                   .thing_id = c->id,
                                   .content = content,
                                   .clock = &instance->clock };
    const char *said[] = { act, stage, note };

    crypto_generichash_init (&state, c->secret, sizeof c->secret, sizeof content);
    for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
        crypto_generichash_update (&state, (const guint8 *) (said[i] != NULL ? said[i] : ""),
                                   said[i] != NULL ? strlen (said[i]) + 1 : 1);
    crypto_generichash_final (&state, content, sizeof content);
    return td_case_event_insert (tx, c->id, act, stage, note != NULL && *note != '\0' ? note : NULL, entry.actor,
                                 td_clock_now (&instance->clock), error)
           && td_journal_append (tx, &entry, NULL, error);
}

/* ---- the gate ---- */

gboolean td_case_gate (TdInstance *instance, const char *state, const char *locale, gboolean *ret_open,
                       char **ret_words, GError **error)
{
    g_auto (TdGate) gate = { 0 };

    if (!td_gate_get (instance, state, instance->profile->communications_article, &gate, error))
        return FALSE;
    *ret_open = instance->rehearsal || (state != NULL ? gate.sense.open : gate.sense.in_force) == TD_GATE_OPEN;
    *ret_words = td_gate_reason (&gate, instance->profile, locale);
    return TRUE;
}

/* ---- telling ---- */

static const TdNotice waits = { .subject = N_ ("Something waits for you from the Committee"),
                                .sentence = N_ ("Something waits for you in the register of communications. Sign in to"
                                                " read it."),
                                .path = "/cases",
                                .button = N_ ("Sign in and read it"),
                                .topic = "register" };

static char *stands_at (const TdInstance *instance, const TdCase *c, const char *locale)
{
    const TdCaseStage *stage = td_profile_case_stage (instance->profile, c->stage);
    const char *where = stage != NULL ? td_words (locale, stage->label) : c->stage;
    g_autofree char *number = td_case_number (c);

    if (number == NULL)
        return td_words_fill (td_words (locale, "Your communication: {stage}."), "stage", where, NULL);
    return td_words_fill (td_words (locale, "Your communication {number}: {stage}."), "number", number, "stage", where,
                          NULL);
}

/* To whoever has the code of words. What was erased since, and what is full, is passed over: the case goes on. */
static gboolean tell_by_code (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdCase *c, const char *text,
                              GError **error)
{
    const TdViewer register_ = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (OFFICER),
                                 .trust = TD_TRUST_SECOND,
                                 .actor = td_viewer_actor (viewer) };
    g_autofree char *locale = td_sealed_locale_in (tx, c->filing, error), *words = NULL;
    g_autoptr (GError) problem = NULL;

    if (locale == NULL)
        return FALSE;
    words = text != NULL ? g_strdup (text) : stands_at (instance, c, locale);
    if (td_sealed_answer_in (tx, instance, &register_, c->filing, words, &problem)
        || td_error_code (problem) == TD_ERROR_NOT_FOUND || td_error_code (problem) == TD_ERROR_CONFLICT)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_case_tell (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdCase *c, TdCaseParty party,
                       const char *text, GError **error)
{
    if (party == TD_PARTY_STATE)
        return c->transmitted == 0 || td_notify_mission (tx, instance, c->state, &waits, error);
    return (c->person == NULL || td_notify_person (tx, instance, c->person, &waits, error))
           && (c->filing == NULL || tell_by_code (tx, instance, viewer, c, text, error));
}

gboolean td_case_tell_officers (TdTx *tx, TdInstance *instance, const TdCase *c, GError **error)
{
    (void) c;
    return td_notify_role (tx, instance, TD_ROLE_OFFICER, &waits, error);
}

/* ---- entering ---- */

struct enter {
    TdInstance *instance;
    const TdViewer *viewer;
    TdCase *c;
    const char *field;
};

static gboolean wrong (const char **ret_field, const char *field, GError **error, const char *message)
{
    if (ret_field != NULL)
        *ret_field = field;
    return td_case_fail (error, TD_ERROR_INPUT, message);
}

static char *one_of (const char *typed, const char *const *words)
{
    if (typed == NULL || *typed == '\0')
        return g_strdup (words[0]);
    return g_strv_contains (words, typed) ? g_strdup (typed) : NULL;
}

static gboolean read_day (TdInstance *instance, const TdCaseNew *given, TdCase *c, const char **ret_field,
                          GError **error)
{
    g_autofree char *today = td_case_today (instance);

    c->received = g_strdup (given->received != NULL && *given->received != '\0' ? given->received : today);
    if (td_date_precision (c->received) != TD_DATE_DAY)
        return wrong (ret_field, "received", error, "Write the day like 2026-12-18.");
    return td_date_compare (c->received, today) <= 0
           || wrong (ret_field, "received", error,
                     "This day is still to come. Write the day on which it was received.");
}

static gboolean read_who (const TdCaseNew *given, TdCase *c, const char **ret_field, GError **error)
{
    static const char *const victims[] = { "one", "several", "group", NULL };
    static const char *const by[] = { "self", "organisation", "lawyer", "kin", NULL };
    static const char *const authority[] = { "own", "written", "signed", "none", NULL };
    gboolean represented;

    c->victims = one_of (given->victims, victims);
    c->representation = one_of (given->representation, by);
    c->authority = one_of (given->authority, authority);
    c->kin = given->kin;
    c->withheld = given->withheld;
    if (c->victims == NULL)
        return wrong (ret_field, "victims", error, "Choose whether there is one victim, several, or a group.");
    if (c->representation == NULL)
        return wrong (ret_field, "representation", error,
                      "Choose who acts: the person, an organisation, a lawyer, kin.");
    represented = !g_str_equal (c->representation, "self");
    if (c->authority == NULL || represented == g_str_equal (c->authority, "own"))
        return wrong (ret_field, "authority", error,
                      "Whoever acts for somebody else does so with a written authority, or says why there is none.");
    c->reason = td_case_note (given->reason, g_str_equal (c->authority, "none"), error);
    if (c->reason == NULL)
        *(ret_field != NULL ? ret_field : &(const char *){ NULL }) = "reason";
    return c->reason != NULL;
}

/* The account and the organisation that are named, if any. */
static gboolean read_names (TdInstance *instance, const TdViewer *viewer, const TdCaseNew *given, TdCase *c,
                            const char **ret_field, GError **error)
{
    static const TdViewer command = TD_VIEWER_COMMAND;

    if (given->account != NULL && *given->account != '\0') {
        g_autoptr (TdPerson) person = td_person_by_address (instance, &command, given->account, NULL);
        if (person == NULL)
            return wrong (ret_field, "account", error,
                          "There is no account with this address. Ask the person, or leave it out.");
        c->person = g_strdup (person->id);
    }
    if (given->organisation != NULL && *given->organisation != '\0') {
        g_autoptr (TdOrganisation) o = td_organisation_get (instance, viewer, given->organisation, NULL);
        if (o == NULL)
            return wrong (ret_field, "organisation", error, "There is no organisation with this id in the registry.");
        c->organisation = g_strdup (o->id);
    }
    if (given->filing != NULL && *given->filing != '\0')
        c->filing = td_id_canonical (given->filing);
    return given->filing == NULL || *given->filing == '\0' || c->filing != NULL
           || wrong (ret_field, "filing", error, "This is no id of something that came sealed.");
}

static gboolean check_filing (TdTx *tx, struct enter *e, GError **error)
{
    gboolean taken = FALSE;

    if (e->c->filing == NULL)
        return TRUE;
    if (!td_case_filing_taken (tx, e->c->filing, &taken, error))
        return FALSE;
    e->field = taken ? "filing" : NULL;
    return !taken || td_case_fail (error, TD_ERROR_CONFLICT, "What came sealed under this id has a case already.");
}

static gboolean enter_in (TdTx *tx, gpointer data, GError **error)
{
    struct enter *e = data;
    const TdCaseStage *first = &e->instance->profile->case_stages[0];

    e->field = NULL;
    return td_instance_may_write (e->instance, tx, error)
           && td_gate_may_receive (tx, e->instance, e->c->state, NULL, error) && check_filing (tx, e, error)
           && td_case_insert (tx, e->c, error) && td_case_clock_enter (tx, e->instance, e->c, first, error)
           && td_case_record (tx, e->instance, e->viewer, e->c, "entered", first->slug, NULL, error);
}

gboolean td_case_enter (TdInstance *instance, const TdViewer *viewer, const TdCaseNew *given, char **ret_id,
                        const char **ret_field, GError **error)
{
    g_autoptr (TdCase) c = g_new0 (TdCase, 1);
    const TdState *state = td_profile_state (instance->profile, given->state);
    struct enter e = { .instance = instance, .viewer = viewer, .c = c };
    TdThing thing;

    if (ret_field != NULL)
        *ret_field = NULL;
    if (!td_door_may (viewer, TD_ACT_CASE_KEEP, NULL, error))
        return FALSE;
    if (state == NULL)
        return wrong (ret_field, "state", error, "This is not a State party. Choose one of the list.");
    c->id = td_id_new ();
    c->state = g_strdup (state->iso3);
    c->stage = g_strdup (instance->profile->case_stages[0].slug);
    c->version = 1;
    c->created = td_clock_now (&instance->clock);
    randombytes_buf (c->secret, sizeof c->secret);
    thing = td_case_thing (c, viewer);
    if (!td_door_may (viewer, TD_ACT_CASE_KEEP, &thing, error) || !read_day (instance, given, c, ret_field, error)
        || !read_who (given, c, ret_field, error) || !read_names (instance, viewer, given, c, ret_field, error))
        return FALSE;
    if (!td_store_write (instance->store, enter_in, &e, error)) {
        if (ret_field != NULL)
            *ret_field = e.field;
        return FALSE;
    }
    if (ret_id != NULL)
        *ret_id = g_strdup (c->id);
    return TRUE;
}

struct filings {
    GPtrArray *all, *waiting; /* of TdSealedFiling; of char * */
};

static gboolean filings_in (TdTx *tx, gpointer data, GError **error)
{
    struct filings *f = data;

    g_ptr_array_set_size (f->waiting, 0);
    for (guint i = 0; i < f->all->len; i++) {
        const char *id = ((TdSealedFiling *) f->all->pdata[i])->id;
        gboolean taken = FALSE;
        if (!td_case_filing_taken (tx, id, &taken, error))
            return FALSE;
        if (!taken)
            g_ptr_array_add (f->waiting, g_strdup (id));
    }
    return TRUE;
}

GPtrArray *td_case_filings_waiting (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    enum { MOST = 50 };
    g_autoptr (GPtrArray) all = NULL;
    g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (g_free);
    struct filings f = { NULL, waiting };
    gint64 total = 0;

    if (!td_door_viewer_may (viewer, TD_ACT_CASE_KEEP))
        return g_steal_pointer (&waiting);
    all = f.all = td_sealed_list (instance, viewer, TD_SEALED_COMMUNICATION, 0, MOST, &total, error);
    return all != NULL && td_store_read (instance->store, filings_in, &f, error) ? g_steal_pointer (&waiting) : NULL;
}

struct sign {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
};

static gboolean sign_in (TdTx *tx, gpointer data, GError **error)
{
    const struct sign *s = data;
    g_autoptr (TdCase) c = td_case_for (tx, s->instance, s->viewer, s->id, TD_ACT_CASE_ANSWER, error);
    TdThing thing;

    if (c == NULL)
        return FALSE;
    thing = td_case_thing (c, s->viewer);
    if ((thing.relations & TD_RELATION_SENDER) == 0 || g_str_equal (c->representation, "self"))
        return td_case_fail (error, TD_ERROR_NOT_ALLOWED, "Only who represents the victims says this.");
    if (!g_str_equal (c->authority, "none"))
        return td_case_fail (error, TD_ERROR_CONFLICT, "An authority is recorded already.");
    g_free (c->authority);
    c->authority = g_strdup ("signed");
    return td_case_update (tx, c, error) && td_case_tell_officers (tx, s->instance, c, error)
           && td_case_record (tx, s->instance, s->viewer, c, "signed", NULL, NULL, error);
}

gboolean td_case_sign_authority (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct sign s = { instance, viewer, id };

    return td_store_write (instance->store, sign_in, &s, error);
}

/* ---- as JSON ---- */

static json_t *instant (gint64 at)
{
    g_autofree char *text = at != 0 ? td_instant_to_text (at) : NULL;

    return text != NULL ? json_string (text) : json_null ();
}

json_t *td_case_to_json (const TdInstance *instance, const TdCase *c)
{
    g_autofree char *number = c->number > 0 ? g_strdup_printf ("%d/%d", c->number, c->year) : NULL;
    const TdCaseStage *stage = td_profile_case_stage (instance->profile, c->stage);

    return json_pack ("{s:s, s:s?, s:s, s:s, s:s, s:s?, s:o, s:b, s:s, s:b, s:s, s:s, s:o, s:s?, s:s?, s:s?, s:i}",
                      "id", c->id, "number", number, "state", c->state, "received", c->received, "stage", c->stage,
                      "label", stage != NULL ? stage->label : NULL, "transmitted", instant (c->transmitted), "withheld",
                      c->withheld, "victims", c->victims, "kin", c->kin, "representation", c->representation,
                      "authority", c->authority, "ended", instant (c->ended), "outcome",
                      c->ended != 0 ? (c->decision_stage != NULL ? c->decision_stage : c->stage) : NULL, "joined",
                      c->joined, "symbol", c->symbol, "version", c->version);
}
