/* Answering comments. Contract in answer.h. */
#include "areas/consultations/answer.h"

#include "areas/consultations/comment-rules.h"
#include "areas/consultations/comment-sql.h"
#include "areas/consultations/consultation-rules.h"
#include "areas/consultations/consultation-sql.h"
#include "areas/people/membership.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/words.h"

#define fail td_consultation_fail

struct give {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *consultation;
    const TdAnswerWish *wish;
    TdAnswer *answer;
    const char **ret_field;
    GPtrArray *others; /* of TdComment */
    char *office;
};

/* "ID.VERSION" */
static gboolean read_seen (const char *seen, char **ret_id, gint64 *ret_version)
{
    const char *dot = strchr (seen, '.');
    g_autofree char *id = dot != NULL ? g_strndup (seen, (gsize) (dot - seen)) : NULL;

    if (id == NULL || !td_id_valid (id) || !g_ascii_string_to_signed (dot + 1, 10, 0, G_MAXINT32, ret_version, NULL))
        return FALSE;
    *ret_id = g_steal_pointer (&id);
    return TRUE;
}

static gboolean told_already (GPtrArray *told, const char *whom)
{
    if (whom == NULL || g_ptr_array_find_with_equal_func (told, whom, g_str_equal, NULL))
        return TRUE;
    g_ptr_array_add (told, g_strdup (whom));
    return FALSE;
}

static gboolean tell (TdTx *tx, const struct give *g, const TdComment *c, GPtrArray *told, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/consultations/%s/mine", g->consultation);
    const TdNotice notice = { .subject = N_ ("Your comment was answered"),
                              .sentence =
                                  N_ ("A comment that you sent in a consultation was answered. The answer stands "
                                      "beside it."),
                              .path = path,
                              .button = N_ ("See the answer"),
                              .topic = "consultations" };

    if (c->organisation != NULL)
        return told_already (told, c->organisation)
               || td_notify_organisation (tx, g->instance, c->organisation, TD_LEVEL_CONTRIBUTOR, &notice, error);
    return told_already (told, c->person) || td_notify_person (tx, g->instance, c->person, &notice, error);
}

static TdComment *load_one (TdTx *tx, const struct give *g, const char *id, GError **error)
{
    const TdCommentSearch search = { .consultation = g->consultation, .id = id };
    g_autoptr (GPtrArray) list = td_comments_load (tx, &search, error);

    if (list == NULL)
        return NULL;
    if (list->len != 1 || ((const TdComment *) list->pdata[0])->text == NULL) {
        fail (g->ret_field, "comment", error, TD_ERROR_INPUT,
              "One of these comments was taken back by who wrote it. Choose anew; what you typed is kept.");
        return NULL;
    }
    g_ptr_array_set_free_func (list, NULL);
    return list->pdata[0];
}

/* All of them as they are now; those that moved on since they were seen, into others. */
static GPtrArray *load_chosen (TdTx *tx, struct give *g, gboolean *ret_answered, GError **error)
{
    g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) td_comment_free);

    *ret_answered = FALSE;
    for (gsize i = 0; g->wish->comments[i] != NULL; i++) {
        g_autofree char *id = NULL;
        gint64 seen = 0;
        TdComment *c;
        if (!read_seen (g->wish->comments[i], &id, &seen)) {
            td_door_unknown (error);
            return NULL;
        }
        c = load_one (tx, g, id, error);
        if (c == NULL)
            return NULL;
        g_ptr_array_add (chosen, c);
        *ret_answered |= c->version > 0;
        if (c->version != seen) {
            const TdCommentSearch search = { .consultation = g->consultation, .id = id };
            g_autoptr (GPtrArray) now = td_comments_of_state (tx, &search, error);
            if (now == NULL)
                return NULL;
            g_ptr_array_extend_and_steal (g->others, g_steal_pointer (&now));
        }
    }
    return g_steal_pointer (&chosen);
}

static gboolean store (TdTx *tx, const struct give *g, const GPtrArray *chosen, GError **error)
{
    g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
    gboolean replace = g_strcmp0 (g->wish->how, "add") != 0;

    if (!td_answer_insert (tx, g->consultation, g->answer, td_viewer_actor (g->viewer), error))
        return FALSE;
    for (guint i = 0; i < chosen->len; i++) {
        const TdComment *c = chosen->pdata[i];
        if (!td_answer_link (tx, c->id, g->answer, c->version + 1, replace, error) || !tell (tx, g, c, told, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean give_in (TdTx *tx, gpointer data, GError **error)
{
    struct give *g = data;
    g_autoptr (TdConsultation) c = td_consultation_held (tx, g->instance, g->viewer, g->consultation, error);
    g_autoptr (GPtrArray) chosen = NULL;
    gboolean answered = FALSE;
    const char *said[] = { g->answer->text, g->answer->office, g->wish->disposition, NULL };

    g_ptr_array_set_size (g->others, 0);
    if (c == NULL)
        return FALSE;
    g->answer->at = td_clock_now (&g->instance->clock);
    chosen = load_chosen (tx, g, &answered, error);
    if (chosen == NULL)
        return FALSE;
    if (g->others->len > 0)
        return fail (g->ret_field, "comment", error, TD_ERROR_CONFLICT,
                     "Somebody else of your State answered meanwhile. Nothing was stored: look at both answers and "
                     "choose what stands.");
    if (answered && g_strcmp0 (g->wish->how, "replace") != 0 && g_strcmp0 (g->wish->how, "add") != 0)
        return fail (
            g->ret_field, "how", error, TD_ERROR_INPUT,
            "One of these was answered already. Say whether your answer takes the other’s place or stands beside "
            "it.");
    return store (tx, g, chosen, error)
           && td_consultation_journal (tx, g->instance, td_viewer_actor (g->viewer), "consultation.answer", "answer",
                                       g->answer->id, c->secret, said, error);
}

static gboolean read_wish (const struct give *g, GError **error)
{
    const TdAnswerWish *w = g->wish;

    if (w->comments == NULL || w->comments[0] == NULL)
        return fail (g->ret_field, "comment", error, TD_ERROR_INPUT, "Tick the comments that you answer.");
    if (g_strv_length ((char **) w->comments) > TD_LIMIT_COMMENTS_ANSWERED)
        return fail (g->ret_field, "comment", error, TD_ERROR_INPUT, "These are too many at once. Tick fewer.");
    g->answer->office =
        td_consultation_need (w->office, TD_LIMIT_NAME_CHARACTERS, FALSE, g->ret_field, "office",
                              N_ ("Write which ministry or office answers. Your State alone sees it."), error);
    if (g->answer->office == NULL)
        return FALSE;
    if (!td_disposition_from_word (w->disposition, &g->answer->disposition))
        return fail (g->ret_field, "disposition", error, TD_ERROR_INPUT,
                     "Say what becomes of it: taken, taken in part or not taken.");
    g->answer->text = td_consultation_need (w->text, TD_LIMIT_TEXT_CHARACTERS, TRUE, g->ret_field, "text",
                                            N_ ("Write the answer with its reason. Who commented reads it."), error);
    return g->answer->text != NULL;
}

gboolean td_answer_give (TdInstance *instance, const TdViewer *viewer, const char *consultation,
                         const TdAnswerWish *wish, GPtrArray **ret_others, const char **ret_field, GError **error)
{
    g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) td_comment_free);
    g_autofree char *id = td_id_new ();
    TdAnswer answer = { .id = id };
    struct give g = { .instance = instance,
                      .viewer = viewer,
                      .consultation = consultation,
                      .wish = wish,
                      .answer = &answer,
                      .ret_field = ret_field,
                      .others = others };
    gboolean given = td_door_may (viewer, TD_ACT_CONSULTATION_HOLD, NULL, error) && read_wish (&g, error)
                     && td_store_write (instance->store, give_in, &g, error);

    g_free (answer.office);
    g_free (answer.text);
    if (!given && others->len > 0 && ret_others != NULL)
        *ret_others = g_steal_pointer (&others);
    return given;
}

static gboolean office_in (TdTx *tx, gpointer data, GError **error)
{
    struct give *g = data;

    g_clear_pointer (&g->office, g_free);
    return td_answer_last_office (tx, g->consultation, td_viewer_actor (g->viewer), &g->office, error);
}

gboolean td_answer_office (TdInstance *instance, const TdViewer *viewer, const char *consultation, char **ret_office,
                           GError **error)
{
    struct give g = { .instance = instance, .viewer = viewer, .consultation = consultation };

    if (!td_store_read (instance->store, office_in, &g, error)) {
        g_free (g.office);
        return FALSE;
    }
    *ret_office = g.office;
    return TRUE;
}
