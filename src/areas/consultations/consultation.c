/* Beginning, reading and withdrawing consultations. Contract in consultation.h. */
#include "areas/consultations/consultation.h"

#include "areas/calls/deadline.h"
#include "areas/consultations/comment-sql.h"
#include "areas/consultations/consultation-rules.h"
#include "areas/consultations/consultation-sql.h"
#include "areas/people/membership.h"
#include "areas/submissions/submission.h"
#include "areas/submissions/take-down.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/clean.h"
#include "text/language.h"
#include "text/words.h"

#include <sodium.h>

TD_DEFINE_ERROR (consultation)

static const TdViewer everybody = TD_VIEWER_NOBODY;

/* The purpose of a submission that is a State's draft, where the profile has it. */
#define DRAFT_PURPOSE "state-draft"

gboolean td_consultation_fail (const char **ret_field, const char *field, GError **error, int code, const char *message)
{
    if (ret_field != NULL)
        *ret_field = field;
    g_set_error_literal (error, TD_CONSULTATION_ERROR, code, message);
    return FALSE;
}

/* ---- what one is ---- */

const char *td_consultation_status_word (TdConsultationStatus status)
{
    static const char *const words[] = {
        [TD_CONSULTATION_PLANNED] = N_ ("planned"),
        [TD_CONSULTATION_OPEN] = N_ ("open"),
        [TD_CONSULTATION_CLOSED] = N_ ("closed"),
        [TD_CONSULTATION_WITHDRAWN] = N_ ("withdrawn"),
    };

    return words[status];
}

const char *td_gathering_way_word (TdGatheringWay way)
{
    static const char *const words[TD_N_WAYS] = { "person", "video", "telephone", "written" };

    return words[way];
}

const char *td_gathering_way_label (TdGatheringWay way)
{
    static const char *const labels[TD_N_WAYS] = { N_ ("In person"), N_ ("By video"), N_ ("By telephone"),
                                                   N_ ("In writing") };

    return labels[way];
}

TdConsultationStatus td_consultation_status (const TdConsultation *c, gint64 at)
{
    if (c->withdrawn != 0 && at >= c->withdrawn)
        return TD_CONSULTATION_WITHDRAWN;
    if (at >= c->closes)
        return TD_CONSULTATION_CLOSED;
    return at < c->opens ? TD_CONSULTATION_PLANNED : TD_CONSULTATION_OPEN;
}

int td_consultation_days (const TdConsultation *c)
{
    gint64 end = c->withdrawn != 0 ? MIN (c->withdrawn, c->closes) : c->closes, start = MAX (c->opens, c->created);

    return end > start ? (int) ((end - start + G_TIME_SPAN_DAY - 1) / G_TIME_SPAN_DAY) : 0;
}

/* A consultation is public, and about its State. */
gboolean td_consultation_may_hold (const TdConsultation *c, const TdViewer *viewer, GError **error)
{
    const TdThing thing = { .kind = TD_THING_SUBMISSION,
                            .status = TD_STATUS_PUBLISHED,
                            .visibility = TD_VISIBILITY_PUBLIC,
                            .state = c->state };

    return td_door_may (viewer, TD_ACT_CONSULTATION_HOLD, &thing, error);
}

static int by_kind (gconstpointer a, gconstpointer b)
{
    return strcmp ((*(const TdKindCount *const *) a)->kind, (*(const TdKindCount *const *) b)->kind);
}

GPtrArray *td_kind_counts_fold (GPtrArray *take_counts)
{
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_kind_count_free);
    gint64 others = 0;

    g_ptr_array_sort (take_counts, by_kind);
    for (guint i = 0; i < take_counts->len; i++) {
        const TdKindCount *c = take_counts->pdata[i];
        if (c->n < TD_CONSULTATION_LEAST)
            others += c->n;
        else {
            TdKindCount *copy = g_new0 (TdKindCount, 1);
            *copy = (TdKindCount){ g_strdup (c->kind), c->n };
            g_ptr_array_add (list, copy);
        }
    }
    if (others > 0) {
        TdKindCount *rest = g_new0 (TdKindCount, 1);
        rest->n = others;
        g_ptr_array_add (list, rest);
    }
    g_ptr_array_unref (take_counts);
    return list;
}

/* ---- reading ---- */

struct reading {
    TdInstance *instance;
    const char *id, *state;
    int cycle;
    TdConsultation *found;
    GPtrArray *list;
};

TdConsultation *td_consultation_get_in (TdTx *tx, const char *id, GError **error)
{
    return td_consultation_load (tx, id, error);
}

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->found = td_consultation_load (tx, r->id, error);
    return r->found != NULL;
}

TdConsultation *td_consultation_get (TdInstance *instance, const char *id, GError **error)
{
    struct reading r = { .id = id };

    return td_store_read (instance->store, get_in, &r, error) ? r.found : NULL;
}

GPtrArray *td_consultation_list_in (TdTx *tx, const char *state, int cycle, GError **error)
{
    return td_consultation_load_list (tx, state, cycle, error);
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_consultation_load_list (tx, r->state, r->cycle, error);
    return r->list != NULL;
}

GPtrArray *td_consultation_list (TdInstance *instance, const char *state, int cycle, GError **error)
{
    struct reading r = { .state = state, .cycle = cycle };

    return td_store_read (instance->store, list_in, &r, error) ? r.list : NULL;
}

gboolean td_consultation_cycle (TdTx *tx, TdInstance *instance, const char *state, int *ret_cycle, GError **error)
{
    g_autoptr (TdTimetable) timetable = td_timetable_load (tx, instance->profile, error);
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    const TdState *party;

    if (timetable == NULL)
        return FALSE;
    party = td_profile_state (timetable->profile, state);
    if (party == NULL)
        return td_door_unknown (error);
    *ret_cycle = td_timetable_cycle_for (timetable, party, "report", today);
    return TRUE;
}

/* *ret NULL: it is not to be read by everybody. */
static gboolean public_draft (TdTx *tx, TdInstance *instance, const char *id, TdSubmission **ret, GError **error)
{
    g_autoptr (GError) problem = NULL;
    TdSubmission *s = td_submission_get_in (tx, instance, &everybody, NULL, id, &problem);

    if (s == NULL && td_error_code (problem) != TD_ERROR_NOT_FOUND) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    *ret = s;
    return TRUE;
}

gboolean td_consultation_draft_stands (TdTx *tx, TdInstance *instance, const TdConsultation *c, gboolean *ret_stands,
                                       GError **error)
{
    g_autoptr (TdSubmission) s = NULL;

    if (c->draft != NULL && !public_draft (tx, instance, c->draft, &s, error))
        return FALSE;
    *ret_stands = c->draft == NULL || s != NULL;
    return TRUE;
}

struct drafting {
    TdInstance *instance;
    const TdConsultation *consultation;
    GPtrArray *paragraphs;
    char *title, *language;
};

static gboolean draft_in (TdTx *tx, gpointer data, GError **error)
{
    struct drafting *d = data;
    g_autoptr (TdSubmission) s = NULL;

    if (!public_draft (tx, d->instance, d->consultation->draft, &s, error))
        return FALSE;
    if (s == NULL)
        return TRUE;
    d->paragraphs = td_submission_paragraphs (tx, s, error);
    d->title = g_strdup (s->title);
    d->language = g_strdup (s->language);
    return d->paragraphs != NULL;
}

gboolean td_consultation_draft (TdInstance *instance, const TdConsultation *c, GPtrArray **ret_paragraphs,
                                char **ret_title, char **ret_language, GError **error)
{
    struct drafting d = { .instance = instance, .consultation = c };

    if (c->draft != NULL && c->withdrawn == 0 && !td_store_read (instance->store, draft_in, &d, error))
        return FALSE;
    *ret_paragraphs = d.paragraphs;
    *ret_title = d.title;
    *ret_language = d.language;
    return TRUE;
}

/* ---- beginning ---- */

char *td_consultation_need (const char *text, gsize most, gboolean lines, const char **ret_field, const char *field,
                            const char *missing, GError **error)
{
    g_autofree char *clean = lines ? td_text_clean_text (text, most) : td_text_clean_line (text, most);

    if (clean == NULL && text != NULL) {
        td_consultation_fail (ret_field, field, error, TD_ERROR_INPUT,
                              "This is too long. Shorten it to what the hint says.");
        return NULL;
    }
    if (clean == NULL || *clean == '\0') {
        td_consultation_fail (ret_field, field, error, TD_ERROR_INPUT, missing);
        return NULL;
    }
    return g_steal_pointer (&clean);
}

char *td_consultation_languages (const char *text, const char **ret_field, GError **error)
{
    g_autofree char *line = td_consultation_need (text, TD_LIMIT_NAME_CHARACTERS, FALSE, ret_field, "languages",
                                                  N_ ("Say in which languages, for example en, fr."), error);
    g_auto (GStrv) words = line != NULL ? g_strsplit_set (line, ", ;", -1) : NULL;
    g_autoptr (GString) made = g_string_new (NULL);

    if (words == NULL)
        return NULL;
    for (gsize i = 0; words[i] != NULL; i++) {
        g_autofree char *tag = g_ascii_strdown (words[i], -1);
        gsize n = strlen (tag);
        if (n == 0)
            continue;
        if (n < 2 || n > 12 || strspn (tag, "abcdefghijklmnopqrstuvwxyz0123456789-") != n) {
            td_consultation_fail (ret_field, "languages", error, TD_ERROR_INPUT,
                                  "Write languages by their short tags with commas between, for example en, fr, ar.");
            return NULL;
        }
        g_string_append_printf (made, "%s%s", made->len > 0 ? "," : "", tag);
    }
    return g_string_free (g_steal_pointer (&made), FALSE);
}

gboolean td_consultation_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act,
                                  const char *thing, const char *id, const guint8 secret[32], const char *const *words,
                                  GError **error)
{
    guint8 content[32];
    crypto_generichash_state state;
    const TdJournalEntry entry = { .actor = actor,
                                   .act = act,
                                   .thing = thing,
                                   .thing_id = id,
                                   .content = secret != NULL ? content : NULL,
                                   .public_change = TRUE,
                                   .clock = &instance->clock };

    if (secret != NULL) {
        crypto_generichash_init (&state, secret, 32, sizeof content);
        for (gsize i = 0; words != NULL && words[i] != NULL; i++)
            crypto_generichash_update (&state, (const guint8 *) words[i], strlen (words[i]) + 1);
        crypto_generichash_final (&state, content, sizeof content);
    }
    return td_journal_append (tx, &entry, NULL, error);
}

struct begin {
    TdInstance *instance;
    const TdViewer *viewer;
    TdConsultation *c;
    const char **ret_field;
};

static gboolean take_draft (TdTx *tx, const struct begin *b, GError **error)
{
    TdConsultation *c = b->c;
    const TdProfile *profile = b->instance->profile;
    gboolean known = td_profile_choice (profile->purposes, profile->n_purposes, DRAFT_PURPOSE) != NULL;
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GPtrArray) others = NULL;

    if (!public_draft (tx, b->instance, c->draft, &s, error))
        return FALSE;
    if (s == NULL || g_strcmp0 (s->state, c->state) != 0 || (known && g_strcmp0 (s->purpose, DRAFT_PURPOSE) != 0))
        return td_consultation_fail (
            b->ret_field, "draft", error, TD_ERROR_INPUT,
            "This is no published draft of this State’s report. Publish the draft first, or begin without one.");
    others = td_consultation_on_draft (tx, c->draft, td_clock_now (&b->instance->clock), error);
    if (others == NULL)
        return FALSE;
    if (others->len > 0)
        return td_consultation_fail (b->ret_field, "draft", error, TD_ERROR_CONFLICT,
                                     "There is a consultation on this draft already. Go on with that one.");
    c->draft_published = s->decided != 0 ? s->decided : s->received;
    return TRUE;
}

static gboolean begin_in (TdTx *tx, gpointer data, GError **error)
{
    struct begin *b = data;
    TdConsultation *c = b->c;
    const char *said[] = { c->state, c->opens_local, c->closes_local, c->zone, c->languages, c->how, NULL };
    gint64 count = 0;

    g_clear_pointer (&c->follows, g_free);
    if (!td_instance_may_write (b->instance, tx, error)
        || !td_consultation_cycle (tx, b->instance, c->state, &c->cycle, error)
        || !td_consultation_count (tx, c->state, c->cycle, &count, error))
        return FALSE;
    if (count >= TD_LIMIT_CONSULTATIONS)
        return td_consultation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                     "There are as many consultations as one report can have.");
    if (c->draft != NULL && !take_draft (tx, b, error))
        return FALSE;
    return td_consultation_last_withdrawn (tx, c->state, c->cycle, &c->follows, error)
           && td_consultation_insert (tx, c, td_viewer_actor (b->viewer), error)
           && td_consultation_journal (tx, b->instance, td_viewer_actor (b->viewer), "consultation.begin",
                                       "consultation", c->id, c->secret, said, error);
}

static gboolean read_time (const char *text, const char *hour, const char *zone, char **ret_local, gint64 *ret,
                           const char **ret_field, const char *field, GError **error)
{
    return td_deadline_read (text, hour, zone, ret_local, ret, NULL)
           || td_consultation_fail (ret_field, field, error, TD_ERROR_INPUT,
                                    "This is not a day and time. Write it like 2026-12-18T18:00, or the day alone.");
}

static gboolean read_times (TdInstance *instance, TdConsultation *c, const TdConsultationWish *wish,
                            const char **ret_field, GError **error)
{
    g_autoptr (GTimeZone) zone = wish->zone != NULL ? g_time_zone_new_identifier (wish->zone) : NULL;

    if (zone == NULL || strchr (wish->zone, '/') == NULL)
        return td_consultation_fail (ret_field, "zone", error, TD_ERROR_INPUT,
                                     "There is no such time zone. Write it like Africa/Accra.");
    c->zone = g_strdup (wish->zone);
    if (!read_time (wish->opens != NULL ? wish->opens : "", "00:00", c->zone, &c->opens_local, &c->opens, ret_field,
                    "opens", error)
        || !read_time (wish->closes != NULL ? wish->closes : "", "23:59", c->zone, &c->closes_local, &c->closes,
                       ret_field, "closes", error))
        return FALSE;
    if (c->closes <= c->opens || c->closes <= td_clock_now (&instance->clock))
        return td_consultation_fail (ret_field, "closes", error, TD_ERROR_INPUT,
                                     "It has to close after it opens, and later than now. Choose a later day.");
    return TRUE;
}

static TdConsultation *make (TdInstance *instance, const TdViewer *viewer, const TdConsultationWish *wish,
                             const char **ret_field, GError **error)
{
    g_autoptr (TdConsultation) c = g_new0 (TdConsultation, 1);

    c->id = td_id_new ();
    c->state = g_strdup (viewer->state);
    c->draft = wish->draft != NULL && *wish->draft != '\0' ? td_id_canonical (wish->draft) : NULL;
    c->created = td_clock_now (&instance->clock);
    randombytes_buf (c->secret, sizeof c->secret);
    if (wish->draft != NULL && *wish->draft != '\0' && c->draft == NULL) {
        td_consultation_fail (ret_field, "draft", error, TD_ERROR_INPUT, "This is no number of a draft. Choose one.");
        return NULL;
    }
    if (!read_times (instance, c, wish, ret_field, error))
        return NULL;
    c->languages = td_consultation_languages (wish->languages, ret_field, error);
    if (c->languages == NULL)
        return NULL;
    c->how = td_consultation_need (
        wish->how, TD_LIMIT_TEXT_CHARACTERS, TRUE, ret_field, "how",
        N_ ("Say how people can take part: here, by post, at meetings. Others read it before they come."), error);
    if (c->how == NULL)
        return NULL;
    if (wish->about != NULL) {
        c->about = td_text_clean_text (wish->about, TD_LIMIT_TEXT_CHARACTERS);
        if (c->about == NULL) {
            td_consultation_fail (ret_field, "about", error, TD_ERROR_INPUT,
                                  "This is too long. Shorten it to what the hint says.");
            return NULL;
        }
        if (*c->about == '\0')
            g_clear_pointer (&c->about, g_free);
    }
    return g_steal_pointer (&c);
}

gboolean td_consultation_begin (TdInstance *instance, const TdViewer *viewer, const TdConsultationWish *wish,
                                char **ret_id, const char **ret_field, GError **error)
{
    g_autoptr (TdConsultation) c = NULL;
    struct begin b = { .instance = instance, .viewer = viewer, .ret_field = ret_field };

    if (!td_door_may (viewer, TD_ACT_CONSULTATION_HOLD, NULL, error))
        return FALSE;
    if (viewer->state == NULL)
        return td_door_unknown (error);
    c = make (instance, viewer, wish, ret_field, error);
    b.c = c;
    if (c == NULL || !td_consultation_may_hold (c, viewer, error)
        || !td_store_write (instance->store, begin_in, &b, error))
        return FALSE;
    *ret_id = g_steal_pointer (&c->id);
    return TRUE;
}

TdConsultation *td_consultation_held (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id,
                                      GError **error)
{
    g_autoptr (TdConsultation) c = NULL;

    if (!td_instance_may_write (instance, tx, error))
        return NULL;
    c = td_consultation_load (tx, id, error);
    return c != NULL && td_consultation_may_hold (c, viewer, error) ? g_steal_pointer (&c) : NULL;
}

/* ---- withdrawing ---- */

gboolean td_consultation_tell (TdTx *tx, TdInstance *instance, const TdConsultation *c, const TdNotice *notice,
                               GError **error)
{
    g_autoptr (GPtrArray) organisations = td_consultation_invited (tx, c->id, error);
    g_autoptr (GPtrArray) people = NULL;

    if (organisations == NULL || !td_words_senders (tx, c->id, organisations, &people, error))
        return FALSE;
    for (guint i = 0; i < organisations->len; i++)
        if (!td_notify_organisation (tx, instance, organisations->pdata[i], TD_LEVEL_CONTRIBUTOR, notice, error))
            return FALSE;
    for (guint i = 0; i < people->len; i++)
        if (!td_notify_person (tx, instance, people->pdata[i], notice, error))
            return FALSE;
    return TRUE;
}

gboolean td_consultation_end (TdTx *tx, TdInstance *instance, const TdConsultation *c, gint64 at, const char *reason,
                              GError **error)
{
    g_autofree char *path = g_strdup_printf ("/consultations/%s", c->id);
    const TdNotice notice = { .subject = N_ ("A consultation ended early"),
                              .sentence =
                                  N_ ("A draft on which you were invited to comment, or commented, was withdrawn. "
                                      "What you wrote is kept as you chose. When and why stands on its page."),
                              .path = path,
                              .button = N_ ("See what happened"),
                              .topic = "consultations" };

    return td_consultation_set_withdrawn (tx, c->id, at, reason, error)
           && td_consultation_tell (tx, instance, c, &notice, error);
}

struct withdraw {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *reason;
    char *draft;
};

static gboolean withdraw_in (TdTx *tx, gpointer data, GError **error)
{
    struct withdraw *w = data;
    g_autoptr (TdConsultation) c = td_consultation_held (tx, w->instance, w->viewer, w->id, error);
    gint64 now = td_clock_now (&w->instance->clock);
    const char *said[] = { w->reason, NULL };

    if (c == NULL)
        return FALSE;
    if (td_consultation_status (c, now) >= TD_CONSULTATION_CLOSED)
        return td_consultation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                     "This consultation is over already. What was said in it stands.");
    g_free (w->draft);
    w->draft = g_strdup (c->draft);
    return td_consultation_end (tx, w->instance, c, now, w->reason, error)
           && td_consultation_journal (tx, w->instance, td_viewer_actor (w->viewer), "consultation.withdraw",
                                       "consultation", c->id, c->secret, said, error);
}

gboolean td_consultation_withdraw (TdInstance *instance, const TdViewer *viewer, const char *id, const char *reason,
                                   GError **error)
{
    g_autofree char *clean = td_consultation_need (
        reason, TD_LIMIT_TEXT_CHARACTERS, TRUE, NULL, NULL,
        N_ ("Say why the draft is withdrawn. Those who commented and the public read it."), error);
    struct withdraw w = { .instance = instance, .viewer = viewer, .id = id, .reason = clean };
    g_autofree char *draft = NULL;

    if (clean == NULL)
        return FALSE;
    if (!td_store_write (instance->store, withdraw_in, &w, error)) {
        g_free (w.draft);
        return FALSE;
    }
    draft = w.draft;
    /* Whoever may do so by the rules of submissions takes the draft off its own page too; the consultation is over in any case. */
    if (draft != NULL)
        td_submission_take_down (instance, viewer, NULL, draft, NULL, NULL, NULL);
    return TRUE;
}
