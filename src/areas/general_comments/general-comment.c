/* General comments in the making: beginning and reading. Contract in general-comment.h. */
#include "areas/general_comments/general-comment.h"

#include "areas/general_comments/general-rules.h"
#include "areas/library/joint.h"
#include "areas/people/account.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/clean.h"
#include "text/words.h"

#include <sodium.h>

TD_DEFINE_ERROR (general_comment)

gboolean td_general_fail (const char **ret_field, const char *field, GError **error, TdErrorCode code,
                          const char *message)
{
    if (ret_field != NULL)
        *ret_field = field;
    g_set_error_literal (error, TD_GENERAL_COMMENT_ERROR, (int) code, message);
    return FALSE;
}

#define fail td_general_fail

char *td_general_take (const char *text, gsize most, gboolean lines, const char *missing, const char **ret_field,
                       const char *field, GError **error)
{
    const char *given = text != NULL ? text : "";
    g_autofree char *clean = lines ? td_text_clean_text (given, most) : td_text_clean_line (given, most);

    if (clean == NULL) {
        fail (ret_field, field, error, TD_ERROR_INPUT, "This is too long. Shorten it to what the hint says.");
        return NULL;
    }
    if (*clean == '\0' && missing != NULL) {
        fail (ret_field, field, error, TD_ERROR_INPUT, missing);
        return NULL;
    }
    return g_steal_pointer (&clean);
}

gboolean td_general_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act,
                             const char *thing, const char *id, const guint8 secret[32], const char *const *words,
                             gboolean public_change, GError **error)
{
    guint8 content[32];
    crypto_generichash_state state;
    const TdJournalEntry entry = { .actor = actor,
                                   .act = act,
                                   .thing = thing,
                                   .thing_id = id,
                                   .content = secret != NULL ? content : NULL,
                                   .public_change = public_change,
                                   .clock = &instance->clock };

    if (secret != NULL) {
        crypto_generichash_init (&state, secret, 32, sizeof content);
        for (gsize i = 0; words != NULL && words[i] != NULL; i++)
            crypto_generichash_update (&state, (const guint8 *) words[i], strlen (words[i]) + 1);
        crypto_generichash_final (&state, content, sizeof content);
    }
    return td_journal_append (tx, &entry, NULL, error);
}

/* ---- what one is ---- */

TdGeneralWhen td_general_stage_when (const TdGeneralStage *s, gint64 at)
{
    gint64 end = s->closes != 0 ? s->closes : s->opens != 0 ? s->opens + G_TIME_SPAN_DAY : 0;

    if (s->opens == 0 && s->closes == 0)
        return TD_GENERAL_PLANNED;
    if (at >= end)
        return TD_GENERAL_OVER;
    return at >= s->opens ? TD_GENERAL_OPEN : TD_GENERAL_PLANNED;
}

const char *td_general_comment_title (const TdGeneralComment *g, const char *locale, const char **ret_language)
{
    const TdGeneralTitle *best = g->titles->pdata[0];

    for (guint i = 0; i < g->titles->len; i++) {
        const TdGeneralTitle *t = g->titles->pdata[i];
        if (g_strcmp0 (t->language, locale) == 0)
            best = t;
    }
    if (ret_language != NULL)
        *ret_language = best->language;
    return best->title;
}

char *td_general_comment_symbols (const TdGeneralComment *g)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint i = 0; i < g->bodies->len; i++) {
        const TdGeneralBody *b = g->bodies->pdata[i];
        g_autofree char *words = b->symbol != NULL ? td_library_symbol_words (b->symbol) : NULL;
        if (words != NULL)
            g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", words);
    }
    return g_string_free (g_steal_pointer (&all), FALSE);
}

const TdGeneralStage *td_general_comment_stage (const TdGeneralComment *g, const char *stage)
{
    for (guint i = 0; i < g->stages->len; i++) {
        const TdGeneralStage *s = g->stages->pdata[i];
        if (g_strcmp0 (s->id, stage) == 0)
            return s;
    }
    return NULL;
}

const TdGeneralStage *td_general_comment_phase (const TdGeneralComment *g, const char *draft)
{
    for (guint i = 0; draft != NULL && i < g->stages->len; i++) {
        const TdGeneralStage *s = g->stages->pdata[i];
        if (s->is == TD_GENERAL_COMMENTS && g_strcmp0 (s->draft, draft) == 0)
            return s;
    }
    return NULL;
}

/* ---- reading ---- */

/* The title in the first working language that is there stands first. */
static void lead_title (const TdProfile *profile, TdGeneralComment *g)
{
    for (gsize l = 0; profile->working_languages[l] != NULL; l++)
        for (guint i = 0; i < g->titles->len; i++) {
            TdGeneralTitle *t = g->titles->pdata[i];
            if (!g_str_equal (t->language, profile->working_languages[l]))
                continue;
            g->titles->pdata[i] = g->titles->pdata[0];
            g->titles->pdata[0] = t;
            return;
        }
}

/* What the profile says of its stages; one that it no longer has is a mere document. */
void td_general_finish (const TdInstance *instance, TdGeneralComment *g)
{
    lead_title (instance->profile, g);
    for (guint i = 0; i < g->stages->len; i++) {
        TdGeneralStage *s = g->stages->pdata[i];
        const TdGeneralStageKind *kind = td_profile_general_stage (instance->profile, s->kind);
        s->is = kind != NULL ? kind->is : TD_GENERAL_CONCEPT;
    }
}

TdGeneralComment *td_general_comment_get_in (TdTx *tx, const TdInstance *instance, const char *id, GError **error)
{
    g_autofree char *canonical = td_id_canonical (id);
    g_autofree char *symbol = canonical == NULL ? td_library_symbol_kept (id) : NULL;
    TdGeneralComment *found = NULL;

    if ((canonical != NULL || symbol != NULL) && !td_general_load (tx, canonical, symbol, &found, error))
        return NULL;
    if (found == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    td_general_finish (instance, found);
    return found;
}

GPtrArray *td_general_comment_list_in (TdTx *tx, const TdInstance *instance, GError **error)
{
    GPtrArray *list = td_general_load_list (tx, error);

    for (guint i = 0; list != NULL && i < list->len; i++)
        td_general_finish (instance, list->pdata[i]);
    return list;
}

struct reading {
    TdInstance *instance;
    const char *id;
    TdGeneralComment *found;
    GPtrArray *list;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->found = td_general_comment_get_in (tx, r->instance, r->id, error);
    return r->found != NULL;
}

TdGeneralComment *td_general_comment_get (TdInstance *instance, const char *id, GError **error)
{
    struct reading r = { .instance = instance, .id = id };

    return td_store_read (instance->store, get_in, &r, error) ? r.found : NULL;
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_general_comment_list_in (tx, r->instance, error);
    return r->list != NULL;
}

GPtrArray *td_general_comment_list (TdInstance *instance, GError **error)
{
    struct reading r = { .instance = instance };

    return td_store_read (instance->store, list_in, &r, error) ? r.list : NULL;
}

/* ---- beginning ---- */

TdGeneralComment *td_general_held (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id,
                                   GError **error)
{
    if (!td_instance_may_write (instance, tx, error) || !td_door_may (viewer, TD_ACT_GENERAL_COMMENT_KEEP, NULL, error))
        return NULL;
    return td_general_comment_get_in (tx, instance, id, error);
}

/* The words behind its name: a symbol has a stroke, a number has not. */
static gboolean take_body_words (TdGeneralBody *body, char *const *words)
{
    for (gsize i = 1; words[i] != NULL; i++) {
        guint64 number = 0;
        if (*words[i] == '\0')
            continue;
        if (strchr (words[i], '/') != NULL && body->symbol == NULL)
            body->symbol = td_library_symbol_kept (words[i]);
        else if (body->number == 0 && g_ascii_string_to_unsigned (words[i], 10, 1, 999, &number, NULL))
            body->number = (int) number;
        else
            return FALSE;
        if (body->symbol == NULL && body->number == 0)
            return FALSE;
    }
    return TRUE;
}

GPtrArray *td_general_bodies (const char *const *said, const char **ret_field, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (td_general_body_free);

    for (gsize i = 0; said != NULL && said[i] != NULL; i++) {
        g_autofree char *line = td_text_clean_line (said[i], TD_LIMIT_NAME_CHARACTERS);
        g_auto (GStrv) words = line != NULL ? g_strsplit (line, " ", -1) : NULL;
        TdGeneralBody *body;
        if (line != NULL && *line == '\0')
            continue;
        body = g_new0 (TdGeneralBody, 1);
        g_ptr_array_add (list, body);
        body->body = g_strdup (words != NULL ? words[0] : "");
        if (words == NULL || !g_ascii_isalpha (*words[0]) || strlen (words[0]) > 20 || strchr (words[0], '/') != NULL
            || !take_body_words (body, words)) {
            fail (ret_field, "bodies", error, TD_ERROR_INPUT,
                  "Write a body by its short name, then its symbol and number for it: CMW CMW/C/GC/3 3.");
            return NULL;
        }
    }
    if (list->len == 0 || list->len > 2
        || (list->len == 2
            && g_str_equal (((TdGeneralBody *) list->pdata[0])->body, ((TdGeneralBody *) list->pdata[1])->body))) {
        fail (ret_field, "bodies", error, TD_ERROR_INPUT,
              "A general comment belongs to one body or to two different ones. Name them, for example CMW and CRC.");
        return NULL;
    }
    return g_steal_pointer (&list);
}

TdGeneralStage *td_general_stage_new (const TdGeneralComment *g, const TdInstance *instance,
                                      const TdGeneralStageKind *kind, int n)
{
    TdGeneralStage *s = g_new0 (TdGeneralStage, 1);

    s->id = td_id_new ();
    s->general_comment = g_strdup (g->id);
    s->n = n;
    s->kind = g_strdup (kind->slug);
    s->is = kind->is;
    s->zone = g_strdup (instance->profile->zone);
    s->created = s->changed = td_clock_now (&instance->clock);
    s->moves = g_ptr_array_new ();
    return s;
}

gboolean td_general_tag_ok (const char *tag)
{
    gsize first = strcspn (tag, "-"), n = strlen (tag);

    return first >= 2 && first <= 3 && n <= 12 && strspn (tag, "abcdefghijklmnopqrstuvwxyz0123456789-") == n
           && !g_str_equal (tag, "und");
}

static gboolean take_titles (TdGeneralComment *g, const char *const *said, const char **ret_field, GError **error)
{
    for (gsize i = 0; said != NULL && said[i] != NULL && said[i + 1] != NULL; i += 2) {
        g_autofree char *tag = g_ascii_strdown (said[i], -1);
        g_autofree char *title =
            td_general_take (said[i + 1], TD_LIMIT_TITLE_CHARACTERS, FALSE, NULL, ret_field, "title", error);
        TdGeneralTitle *t;
        if (title == NULL)
            return FALSE;
        if (*title == '\0')
            continue;
        if (!td_general_tag_ok (tag))
            return fail (ret_field, "title", error, TD_ERROR_INPUT,
                         "Say of each title in which language it is, by its short tag, for example en or ar.");
        for (guint k = 0; k < g->titles->len; k++)
            if (g_str_equal (((TdGeneralTitle *) g->titles->pdata[k])->language, tag))
                return fail (ret_field, "title", error, TD_ERROR_INPUT, "Two titles are in the same language.");
        t = g_new0 (TdGeneralTitle, 1);
        t->language = g_steal_pointer (&tag);
        t->title = g_steal_pointer (&title);
        g_ptr_array_add (g->titles, t);
    }
    return g->titles->len > 0
           || fail (ret_field, "title", error, TD_ERROR_INPUT,
                    "Say what it is called, in one of the Committee's languages at least.");
}

static gboolean take_drafter (TdInstance *instance, const TdViewer *viewer, TdGeneralComment *g,
                              const TdGeneralWish *wish, const char **ret_field, GError **error)
{
    g_autoptr (TdPerson) person = NULL;

    g->drafter_name =
        td_general_take (wish->drafter_name, TD_LIMIT_NAME_CHARACTERS, FALSE, NULL, ret_field, "drafter_name", error);
    if (g->drafter_name == NULL)
        return FALSE;
    if (wish->drafter != NULL && *wish->drafter != '\0') {
        person = td_person_by_address (instance, viewer, wish->drafter, NULL);
        if (person == NULL)
            return fail (ret_field, "drafter", error, TD_ERROR_INPUT,
                         "Nobody has an account with this address. Name the member who drafts by words alone.");
        g->drafter = g_strdup (person->id);
        if (*g->drafter_name == '\0' && person->name != NULL) {
            g_free (g->drafter_name);
            g->drafter_name = g_strdup (person->name);
        }
    }
    if (*g->drafter_name == '\0')
        g_clear_pointer (&g->drafter_name, g_free);
    return TRUE;
}

struct begin {
    TdInstance *instance;
    const TdViewer *viewer;
    TdGeneralComment *g;
    const char **ret_field;
};

static gboolean check_symbols (TdTx *tx, const struct begin *b, GError **error)
{
    for (guint i = 0; i < b->g->bodies->len; i++) {
        const TdGeneralBody *body = b->g->bodies->pdata[i];
        g_autoptr (TdGeneralComment) other = NULL;
        if (body->symbol == NULL)
            continue;
        if (!td_general_load (tx, NULL, body->symbol, &other, error))
            return FALSE;
        if (other != NULL)
            return fail (b->ret_field, "bodies", error, TD_ERROR_CONFLICT,
                         "Another general comment has this symbol. Choose another, or leave it for later.");
    }
    return TRUE;
}

static gboolean begin_in (TdTx *tx, gpointer data, GError **error)
{
    const struct begin *b = data;
    const char *said[] = { ((TdGeneralTitle *) b->g->titles->pdata[0])->title, NULL };
    gint64 count = 0;

    if (!td_instance_may_write (b->instance, tx, error) || !td_general_count (tx, &count, error))
        return FALSE;
    if (count >= TD_LIMIT_GENERAL_COMMENTS)
        return fail (NULL, NULL, error, TD_ERROR_CONFLICT, "There are as many general comments as there can be.");
    return check_symbols (tx, b, error) && td_general_insert (tx, b->g, td_viewer_actor (b->viewer), error)
           && td_general_journal (tx, b->instance, td_viewer_actor (b->viewer), "general-comment.begin",
                                  "general-comment", b->g->id, b->g->secret, said, TRUE, error);
}

gboolean td_general_comment_begin (TdInstance *instance, const TdViewer *viewer, const TdGeneralWish *wish,
                                   char **ret_id, const char **ret_field, GError **error)
{
    const TdProfile *profile = instance->profile;
    g_autoptr (TdGeneralComment) g = g_new0 (TdGeneralComment, 1);
    struct begin b = { .instance = instance, .viewer = viewer, .g = g, .ret_field = ret_field };

    g->id = td_id_new ();
    g->created = td_clock_now (&instance->clock);
    randombytes_buf (g->secret, sizeof g->secret);
    g->titles = g_ptr_array_new_with_free_func (td_general_title_free);
    g->stages = g_ptr_array_new_with_free_func (td_general_stage_free);
    g->bodies = g_ptr_array_new ();
    if (!td_door_may (viewer, TD_ACT_GENERAL_COMMENT_KEEP, NULL, error)
        || !take_titles (g, wish->titles, ret_field, error)
        || !take_drafter (instance, viewer, g, wish, ret_field, error))
        return FALSE;
    if (wish->theme != NULL && *wish->theme != '\0') {
        if (td_profile_theme (profile, wish->theme) == NULL)
            return fail (ret_field, "theme", error, TD_ERROR_INPUT, "There is no such theme. Choose one of the list.");
        g->theme = g_strdup (wish->theme);
    }
    g_clear_pointer (&g->bodies, g_ptr_array_unref);
    g->bodies = td_general_bodies (wish->bodies, ret_field, error);
    if (g->bodies == NULL) {
        g->bodies = g_ptr_array_new ();
        return FALSE;
    }
    for (gsize i = 0; i < profile->n_general_stages; i++)
        g_ptr_array_add (g->stages, td_general_stage_new (g, instance, &profile->general_stages[i], (int) i + 1));
    if (!td_store_write (instance->store, begin_in, &b, error))
        return FALSE;
    *ret_id = g_strdup (g->id);
    return TRUE;
}
