/* Drafts: reading them, and bringing them in. Contract in draft.h. */
#include "areas/general_comments/draft.h"

#include "areas/general_comments/draft-found.h"
#include "areas/general_comments/draft-rules.h"
#include "areas/general_comments/general-rules.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/words.h"

#include <sodium.h>
#include <unistd.h>

#define fail td_general_fail

char *td_comment_draft_name (const TdCommentDraft *d, const char *locale)
{
    static const char *const names[] = { N_ ("First draft"), N_ ("Second draft"), N_ ("Third draft"),
                                         N_ ("Fourth draft") };
    g_autofree char *n = g_strdup_printf ("%d", d->n);

    if (d->final)
        return g_strdup (td_words (locale, N_ ("Final draft")));
    if (d->n >= 1 && d->n <= (int) G_N_ELEMENTS (names))
        return g_strdup (td_words (locale, names[d->n - 1]));
    return td_words_fill (td_words (locale, N_ ("Draft {n}")), "n", n, NULL);
}

const TdDraftLanguage *td_comment_draft_in (const TdCommentDraft *d, const char *language)
{
    for (guint i = 0; language != NULL && i < d->languages->len; i++) {
        const TdDraftLanguage *l = d->languages->pdata[i];
        if (g_str_equal (l->language, language))
            return l;
    }
    return NULL;
}

/* ---- reading ---- */

struct reading {
    const char *id, *language;
    TdCommentDraft *found;
    GPtrArray *list;
    TdText *text;
};

TdCommentDraft *td_comment_draft_get_in (TdTx *tx, const char *id, GError **error)
{
    g_autofree char *canonical = td_id_canonical (id);
    TdCommentDraft *found = NULL;

    if (canonical != NULL && !td_comment_draft_load (tx, canonical, &found, error))
        return NULL;
    if (found == NULL)
        td_door_unknown (error);
    return found;
}

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->found = td_comment_draft_get_in (tx, r->id, error);
    return r->found != NULL;
}

TdCommentDraft *td_comment_draft_get (TdInstance *instance, const char *id, GError **error)
{
    struct reading r = { .id = id };

    return td_store_read (instance->store, get_in, &r, error) ? r.found : NULL;
}

GPtrArray *td_comment_draft_list_in (TdTx *tx, const char *general_comment, GError **error)
{
    return td_comment_draft_load_list (tx, general_comment, error);
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_comment_draft_load_list (tx, r->id, error);
    return r->list != NULL;
}

GPtrArray *td_comment_draft_list (TdInstance *instance, const char *general_comment, GError **error)
{
    struct reading r = { .id = general_comment };

    return td_store_read (instance->store, list_in, &r, error) ? r.list : NULL;
}

TdText *td_comment_draft_text_in (TdTx *tx, const char *id, const char *language, GError **error)
{
    g_autofree char *canonical = td_id_canonical (id);
    g_autofree char *kept = NULL;

    if (canonical != NULL && !td_comment_draft_load_text (tx, canonical, language, &kept, error))
        return NULL;
    if (kept == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    return td_draft_text_read (kept, error);
}

static gboolean text_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->text = td_comment_draft_text_in (tx, r->id, r->language, error);
    return r->text != NULL;
}

TdText *td_comment_draft_text (TdInstance *instance, const char *id, const char *language, GError **error)
{
    struct reading r = { .id = id, .language = language };

    return td_store_read (instance->store, text_in, &r, error) ? r.text : NULL;
}

/* ---- bringing in ---- */

struct import {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdDraftWish *wish;
    TdDraftLanguage language;
    TdText *text;
    const char *kept;
    char *id;
    char *missing; /* an anchor that the leading language has, or has not */
};

static TdCommentDraft *new_draft (TdTx *tx, struct import *m, TdGeneralComment *g, const GPtrArray *drafts,
                                  GError **error)
{
    const TdCommentDraft *last = drafts->len > 0 ? drafts->pdata[drafts->len - 1] : NULL;
    g_autoptr (TdCommentDraft) d = g_new0 (TdCommentDraft, 1);

    d->languages = g_ptr_array_new ();
    if (last != NULL && last->final) {
        fail (NULL, NULL, error, TD_ERROR_CONFLICT,
              "The final draft is here already, and nothing follows it but its adoption.");
        return NULL;
    }
    if (drafts->len >= TD_LIMIT_GENERAL_DRAFTS) {
        fail (NULL, NULL, error, TD_ERROR_CONFLICT, "There are as many drafts as a general comment can have.");
        return NULL;
    }
    d->id = td_id_new ();
    d->general_comment = g_strdup (g->id);
    d->n = (int) drafts->len + 1;
    d->final = m->wish->final;
    d->created = td_clock_now (&m->instance->clock);
    randombytes_buf (d->secret, sizeof d->secret);
    return td_comment_draft_insert (tx, d, td_viewer_actor (m->viewer), error) ? g_steal_pointer (&d) : NULL;
}

/* The stage in which it came in. */
static gboolean enter_stage (TdTx *tx, const struct import *m, TdGeneralComment *g, const TdCommentDraft *d,
                             GError **error)
{
    const TdProfile *profile = m->instance->profile;
    TdGeneralStage *stage = NULL;

    for (gsize i = 0; i < profile->n_general_stages; i++)
        if (profile->general_stages[i].is == TD_GENERAL_DRAFT) {
            stage = td_general_stage_free_one (tx, m->instance, g, &profile->general_stages[i],
                                               td_viewer_actor (m->viewer), NULL, error);
            if (stage == NULL)
                return FALSE;
        }
    if (stage == NULL)
        return TRUE;
    stage->draft = g_strdup (d->id);
    stage->opens = stage->changed = d->created;
    stage->opens_local = td_instant_to_local (d->created, stage->zone);
    return td_general_stage_update (tx, stage, error);
}

static TdCommentDraft *old_draft (const struct import *m, GPtrArray *drafts, GError **error)
{
    for (guint i = 0; i < drafts->len; i++) {
        TdCommentDraft *d = drafts->pdata[i];
        g_autofree char *n = g_strdup_printf ("%d", d->n);
        if (!g_str_equal (m->wish->into, d->id) && !g_str_equal (m->wish->into, n))
            continue;
        if (td_comment_draft_in (d, m->language.language) != NULL) {
            fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                  "This draft is here in this language already, and a draft does not change. Bring in another draft.");
            return NULL;
        }
        return g_ptr_array_steal_index (drafts, i);
    }
    fail (NULL, NULL, error, TD_ERROR_INPUT, "There is no such draft. Name it by its number, 1 for the first.");
    return NULL;
}

/* The first of the working languages that is there; else what leads, or what is new. */
static gboolean choose_leading (TdTx *tx, const struct import *m, const TdCommentDraft *d, GError **error)
{
    const TdDraftLanguage *there = d->languages->len > 0 ? d->languages->pdata[0] : NULL;
    const char *best = there != NULL ? there->language : m->language.language;
    const char *const *working = m->instance->profile->working_languages;

    for (gsize i = 0; working[i] != NULL; i++)
        if (g_str_equal (working[i], m->language.language) || td_comment_draft_in (d, working[i]) != NULL) {
            best = working[i];
            break;
        }
    return td_comment_draft_set_leading (tx, d->id, best, error);
}

static gboolean compare_leading (TdTx *tx, struct import *m, const TdCommentDraft *d, GError **error)
{
    g_autoptr (TdText) leads = NULL;

    g_clear_pointer (&m->missing, g_free);
    if (d->languages->len == 0)
        return TRUE;
    leads = td_comment_draft_text_in (tx, d->id, NULL, error);
    if (leads == NULL)
        return FALSE;
    m->missing = g_strdup (td_draft_text_missing (leads, m->text));
    return TRUE;
}

/* Only the newest is in the search; a further language of an earlier one is not. */
static gboolean put_in_search (TdTx *tx, const struct import *m, const GPtrArray *drafts, const TdCommentDraft *d,
                               GError **error)
{
    for (guint i = 0; i < drafts->len; i++)
        if (((const TdCommentDraft *) drafts->pdata[i])->n > d->n)
            return TRUE;
    return td_draft_found_put (tx, d, m->text, m->language.added, error);
}

static gboolean import_in (TdTx *tx, gpointer data, GError **error)
{
    struct import *m = data;
    g_autoptr (TdGeneralComment) g = td_general_held (tx, m->instance, m->viewer, m->wish->general_comment, error);
    g_autoptr (GPtrArray) drafts = g != NULL ? td_comment_draft_load_list (tx, g->id, error) : NULL;
    g_autoptr (TdCommentDraft) d = NULL;
    const char *said[] = { m->kept, NULL };

    if (drafts == NULL)
        return FALSE;
    if (g->adopted != NULL)
        return fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                     "The Committee adopted this general comment, so that no draft follows.");
    d = m->wish->into != NULL ? old_draft (m, drafts, error) : new_draft (tx, m, g, drafts, error);
    if (d == NULL || (m->wish->into == NULL && !enter_stage (tx, m, g, d, error)) || !compare_leading (tx, m, d, error))
        return FALSE;
    m->language.added = td_clock_now (&m->instance->clock);
    g_free (m->id);
    m->id = g_strdup (d->id);
    return td_comment_draft_insert_text (tx, d->id, &m->language, m->kept, error) && choose_leading (tx, m, d, error)
           && put_in_search (tx, m, drafts, d, error)
           && td_general_journal (tx, m->instance, td_viewer_actor (m->viewer), "general-comment.draft",
                                  "general-comment", g->id, d->secret, said, TRUE, error);
}

static gboolean check_size (TdInstance *instance, int fd, GError **error)
{
    off_t size = lseek (fd, 0, SEEK_END);

    if (size > instance->profile->file_bytes)
        return fail (NULL, NULL, error, TD_ERROR_TOO_LARGE,
                     "This file is larger than can be taken here. Make its pictures smaller, or leave them out.");
    return lseek (fd, 0, SEEK_SET) == 0
           || fail (NULL, NULL, error, TD_ERROR_OURS,
                    "The file could not be read back. Nothing was changed; try again.");
}

static gboolean check_document (const TdDocument *document, GError **error)
{
    if (document->no_text || document->paragraphs->len == 0)
        return fail (NULL, NULL, error, TD_ERROR_INPUT,
                     document->no_text ? td_document_no_text_advice ()
                                       : "There is no text in this file. Choose the draft itself.");
    return document->paragraphs->len <= TD_LIMIT_DRAFT_PARAGRAPHS
           || fail (NULL, NULL, error, TD_ERROR_INPUT,
                    "This file has more paragraphs than a draft can have. Bring in the draft alone, without annexes.");
}

/* What it will be read back as: the model has its bounds. */
static gboolean check_text (const char *kept, GError **error)
{
    g_autoptr (TdText) again = td_draft_text_read (kept, NULL);

    return again != NULL
           || fail (
               NULL, NULL, error, TD_ERROR_INPUT,
               "A paragraph of this file is too long, or there are too many headings. Look whether its paragraphs are "
               "set apart, and bring it in again.");
}

static char *file_hash (int fd)
{
    g_autoptr (GMappedFile) file = g_mapped_file_new_from_fd (fd, FALSE, NULL);
    g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;

    return bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : g_strdup ("");
}

static char *settle_language (const TdDraftWish *wish, const TdDocument *document, GError **error)
{
    g_autofree char *tag = g_ascii_strdown (wish->language != NULL ? wish->language : document->language, -1);

    if (td_general_tag_ok (tag))
        return g_steal_pointer (&tag);
    fail (NULL, NULL, error, TD_ERROR_INPUT,
          "Say in which language this draft is, by its short tag, for example en or ar.");
    return NULL;
}

static char *warning_of (const struct import *m)
{
    int off = td_draft_text_off (m->text);
    g_autofree char *number = off > 0 ? g_strdup_printf ("%d", off) : NULL;

    if (m->missing != NULL)
        return g_strdup_printf (
            "Paragraph %s does not stand in each language of this draft. Look whether a number is wrong.",
            m->missing + 1);
    if (number != NULL)
        return g_strdup_printf ("The paragraphs do not count up from 1: at %s the number is another than its place. A "
                                "final draft has to, before it can be adopted.",
                                number);
    return NULL;
}

gboolean td_comment_draft_import (TdInstance *instance, const TdViewer *viewer, const TdDraftWish *wish, int fd,
                                  char **ret_id, char **ret_warning, GError **error)
{
    g_autoptr (TdDocument) document = NULL;
    g_autoptr (TdText) text = NULL;
    g_autofree char *language = NULL;
    g_autofree char *kept = NULL;
    g_autofree char *sha256 = NULL;
    struct import m = { .instance = instance, .viewer = viewer, .wish = wish };
    gboolean done;

    if (!td_door_may (viewer, TD_ACT_GENERAL_COMMENT_KEEP, NULL, error) || !check_size (instance, fd, error)
        || (document = td_document_read (instance->cells, fd, NULL, &instance->profile->page_rule, error)) == NULL
        || !check_document (document, error) || (language = settle_language (wish, document, error)) == NULL)
        return FALSE;
    text = td_draft_text_of (document, language);
    kept = td_draft_text_kept (text);
    if (!check_text (kept, error))
        return FALSE;
    sha256 = file_hash (fd);
    m.text = text;
    m.kept = kept;
    m.language = (TdDraftLanguage){ .language = language,
                                    .title = document->title,
                                    .format = (char *) document->format,
                                    .sha256 = sha256,
                                    .paragraphs = document->paragraphs->len,
                                    .words = document->words };
    done = td_store_write (instance->store, import_in, &m, error);
    if (done && ret_warning != NULL)
        *ret_warning = warning_of (&m);
    if (done)
        *ret_id = g_steal_pointer (&m.id);
    g_free (m.id);
    g_free (m.missing);
    return done;
}
