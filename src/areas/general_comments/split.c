/* A document of comments, from the file to comments. Contract in split.h. */
#include "areas/general_comments/bench-rules.h"
#include "areas/general_comments/comment-file-rules.h"
#include "areas/general_comments/draft-comment-many.h"
#include "areas/general_comments/split-rules.h"

#include "base/id.h"
#include "base/limits.h"
#include "instance/own-file.h"
#include "text/clean.h"

#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define fail td_general_fail

/* ---- what the rules share ---- */

gboolean td_split_journal (TdTx *tx, TdInstance *instance, const TdCommentSplit *s, const char *act, GError **error)
{
    return td_general_journal (tx, instance, "nobody", act, "comment-split", s->id, NULL, NULL, FALSE, error);
}

int td_split_last_paragraph (const TdText *text)
{
    int last = 0;

    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = text->sections->pdata[i];
        for (guint k = 0; k < section->paragraphs->len; k++) {
            const char *id = ((TdTextParagraph *) section->paragraphs->pdata[k])->id;
            if (*id == 'p' && g_ascii_isdigit (id[1]))
                last = MAX (last, (int) MIN (g_ascii_strtoll (id + 1, NULL, 10), 999));
        }
    }
    return last;
}

TdCommentSplit *td_split_own (TdTx *tx, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (TdCommentSplit) s = NULL;

    if (!td_split_load (tx, id, &s, error))
        return NULL;
    if (s != NULL && viewer->trust >= TD_TRUST_PASSWORD && g_strcmp0 (s->person, viewer->person) == 0)
        return g_steal_pointer (&s);
    td_door_unknown (error);
    return NULL;
}

/* ---- the file ---- */

static TdDocument *read_file (TdInstance *instance, int fd, GError **error)
{
    g_autoptr (TdDocument) document = NULL;

    if (lseek (fd, 0, SEEK_END) > instance->profile->file_bytes) {
        fail (NULL, NULL, error, TD_ERROR_INPUT,
              "This file is larger than can be taken here. Make its pictures smaller, and send it again.");
        return NULL;
    }
    if (lseek (fd, 0, SEEK_SET) != 0) {
        fail (NULL, NULL, error, TD_ERROR_OURS, "The file could not be read back. Nothing was changed; try again.");
        return NULL;
    }
    document = td_document_read (instance->cells, fd, NULL, &instance->profile->page_rule, error);
    if (document != NULL && document->no_text) {
        fail (NULL, NULL, error, TD_ERROR_INPUT, td_document_no_text_advice ());
        return NULL;
    }
    return g_steal_pointer (&document);
}

static TdSplitBlock block_of (const TdParagraph *p)
{
    return (TdSplitBlock){ .kind = p->kind == TD_PARAGRAPH_HEADING ? TD_SPLIT_HEADING
                                   : p->kind == TD_PARAGRAPH_TABLE ? TD_SPLIT_ROW
                                                                   : TD_SPLIT_TEXT,
                           .level = p->level,
                           .number = p->number,
                           .text = p->text };
}

/* What is written about: the draft's paragraphs, and its general comment's number and symbols. Clear symbols. */
static TdSplitOf split_of (const TdGeneralComment *general, const TdText *text, GPtrArray *symbols)
{
    TdSplitOf of = { .paragraphs = td_split_last_paragraph (text) };

    for (guint i = 0; i < general->bodies->len; i++) {
        const TdGeneralBody *body = general->bodies->pdata[i];
        if (i == 0)
            of.comment = body->number;
        if (body->symbol != NULL)
            g_ptr_array_add (symbols, body->symbol);
    }
    g_ptr_array_add (symbols, NULL);
    of.symbols = (const char *const *) symbols->pdata;
    return of;
}

/* ---- pieces ---- */

static TdCommentPiece *piece_new (const char *places, const char *text, gsize n)
{
    TdCommentPiece *p = g_new0 (TdCommentPiece, 1);

    p->places = g_strdup (places);
    p->text = g_strstrip (g_strndup (text, n));
    return p;
}

/* The byte at which a text of more than most characters is parted: behind a paragraph, a line, a sentence or a word; else right there. */
static gsize where_to_part (const char *text, gsize most)
{
    static const char *const ends[] = { "\n\n", "\n", ". ", "。", " " };
    gsize end = (gsize) (g_utf8_offset_to_pointer (text, (glong) most) - text);

    for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
        const char *at = g_strrstr_len (text, (gssize) end, ends[i]);
        if (at != NULL && (gsize) (at - text) > end / 2)
            return (gsize) (at - text) + strlen (ends[i]);
    }
    return end;
}

void td_split_add_pieces (GPtrArray *pieces, const char *places, const char *text)
{
    while (g_utf8_strlen (text, -1) > TD_LIMIT_TEXT_CHARACTERS) {
        gsize n = where_to_part (text, TD_LIMIT_TEXT_CHARACTERS);
        g_ptr_array_add (pieces, piece_new (places, text, n));
        text += n;
    }
    if (*text != '\0')
        g_ptr_array_add (pieces, piece_new (places, text, strlen (text)));
}

static void split_document (TdCommentSplit *s, const TdDocument *document, const TdSplitOf *of)
{
    g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (TdSplitBlock));
    g_autoptr (GPtrArray) found = NULL;

    for (guint i = 0; i < document->paragraphs->len; i++) {
        const TdSplitBlock block = block_of (document->paragraphs->pdata[i]);
        g_array_append_val (blocks, block);
    }
    found = td_split_by_paragraph ((const TdSplitBlock *) (void *) blocks->data, blocks->len, of);
    for (guint i = 0; i < found->len; i++) {
        const TdSplitPiece *piece = found->pdata[i];
        g_autofree char *places = td_split_ranges_write (piece->ranges);
        g_autofree char *clean = td_text_clean_text (piece->text, G_MAXINT);
        if (clean != NULL)
            td_split_add_pieces (s->pieces, places, clean);
    }
}

/* ---- begin ---- */

struct beginning {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *draft;
    const TdDraftCommentWish *wish;
    const char *field;
    TdSplitOf of;
    GPtrArray *symbols;
    TdGeneralComment *general;
    TdCommentSplit *split;
    TdCommentFile *file;
};

static gboolean may_begin (TdTx *tx, const struct beginning *b, GError **error)
{
    g_autoptr (GPtrArray) waiting = NULL;

    if (!td_draft_comment_open (tx, b->instance, b->draft, b->wish->began, error))
        return FALSE;
    waiting = td_split_load_list (tx, b->viewer->person, b->draft, error);
    if (waiting == NULL)
        return FALSE;
    return waiting->len < TD_LIMIT_COMMENT_SPLITS
           || fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                    "Other documents of yours still wait to be confirmed. Confirm or drop one of them first.");
}

/* Before the file is read: what it is about, and whether it would be taken. */
static gboolean prepare_in (TdTx *tx, gpointer data, GError **error)
{
    struct beginning *b = data;
    g_autoptr (TdCommentDraft) draft = td_comment_draft_get_in (tx, b->draft, error);
    g_autoptr (TdText) text = NULL;

    g_clear_pointer (&b->general, td_general_comment_free);
    g_ptr_array_set_size (b->symbols, 0);
    if (draft == NULL || !may_begin (tx, b, error)
        || (b->general = td_general_comment_get_in (tx, b->instance, draft->general_comment, error)) == NULL
        || (text = td_comment_draft_text_in (tx, draft->id, NULL, error)) == NULL)
        return FALSE;
    b->of = split_of (b->general, text, b->symbols);
    g_free (b->split->language);
    b->split->language = g_strdup (text->language);
    return TRUE;
}

static gboolean begin_in (TdTx *tx, gpointer data, GError **error)
{
    struct beginning *b = data;

    if (!td_instance_may_write (b->instance, tx, error) || !may_begin (tx, b, error))
        return FALSE;
    b->split->created = td_clock_now (&b->instance->clock);
    return td_split_insert (tx, b->split, error) && td_comment_file_insert (tx, b->file, error)
           && td_split_journal (tx, b->instance, b->split, "general-comment.split", error);
}

/* Who reads it is checked again when comments are made of it; what is missing is said before the file is read. */
static gboolean read_wish (struct beginning *b, GError **error)
{
    const TdDraftCommentWish *w = b->wish;
    TdCommentSplit *s = b->split;

    if (b->viewer->person == NULL || b->viewer->trust < TD_TRUST_PASSWORD)
        return fail (NULL, NULL, error, TD_ERROR_NOT_ALLOWED,
                     "Sign in to send comments as one document. Without an account you can comment on each paragraph "
                     "on the draft's own page.");
    if (g_strcmp0 (w->visibility, "public") != 0 && g_strcmp0 (w->visibility, "committee") != 0)
        return fail (&b->field, "visibility", error, TD_ERROR_INPUT,
                     "Choose who may read the comments: everybody, or the Committee alone.");
    s->writes_for = g_strdup (w->organisation != NULL ? w->organisation : "");
    s->position = g_strdup (w->position != NULL ? w->position : "");
    s->visibility = g_strdup (w->visibility);
    s->name = td_general_take (w->name, TD_LIMIT_NAME_CHARACTERS, FALSE, NULL, &b->field, "name", error);
    return s->name != NULL;
}

/* Who could not make one comment so cannot make many: that is said before anything is split. */
static gboolean could_say (struct beginning *b, GError **error)
{
    TdDraftCommentWish one = *b->wish;
    g_autoptr (TdDraftSaying) saying = NULL;

    one.text = ".";
    one.anchor = one.phrase = one.wording = one.reply_to = NULL;
    saying = td_draft_saying_new (b->instance, b->viewer, b->draft, &one, &b->field, error);
    return saying != NULL;
}

static gboolean begin (struct beginning *b, int fd, GError **error)
{
    g_autoptr (TdDocument) document = NULL;

    if (!td_door_may (b->viewer, TD_ACT_GENERAL_COMMENT_SAY, NULL, error) || !read_wish (b, error)
        || !td_store_read (b->instance->store, prepare_in, b, error) || !could_say (b, error))
        return FALSE;
    b->field = "file";
    if ((document = read_file (b->instance, fd, error)) == NULL)
        return FALSE;
    split_document (b->split, document, &b->of);
    if (b->split->pieces->len == 0)
        return fail (&b->field, "file", error, TD_ERROR_INPUT,
                     "No words were found in this file. Choose the document that holds your comments.");
    if (b->split->pieces->len > TD_LIMIT_COMMENT_PIECES)
        return fail (&b->field, "file", error, TD_ERROR_INPUT,
                     "This document would become more comments than one may send in a day. Send it in parts.");
    b->field = NULL;
    b->file =
        td_comment_file_make (b->instance, b->split->id, b->draft, b->viewer->person, fd, document->format, error);
    if (b->file == NULL)
        return FALSE;
    if (td_store_write (b->instance->store, begin_in, b, error))
        return TRUE;
    td_own_file_remove (b->instance, b->file->blob);
    return FALSE;
}

gboolean td_comment_split_begin (TdInstance *instance, const TdViewer *viewer, const char *draft,
                                 const TdDraftCommentWish *wish, int fd, char **ret_id, const char **ret_field,
                                 GError **error)
{
    struct beginning b = { .instance = instance, .viewer = viewer, .draft = draft, .wish = wish };
    g_autoptr (TdCommentSplit) s = g_new0 (TdCommentSplit, 1);
    g_autoptr (GPtrArray) symbols = g_ptr_array_new ();
    gboolean begun;

    s->id = td_id_new ();
    s->draft = g_strdup (draft);
    s->person = g_strdup (viewer->person);
    s->pieces = td_split_pieces_new ();
    randombytes_buf (s->secret, sizeof s->secret);
    b.split = s;
    b.symbols = symbols;
    begun = begin (&b, fd, error);
    td_general_comment_free (b.general);
    td_comment_file_free (b.file);
    if (ret_field != NULL)
        *ret_field = b.field;
    if (begun)
        *ret_id = g_strdup (s->id);
    return begun;
}

/* ---- reading ---- */

struct reading {
    const TdViewer *viewer;
    const char *id; /* of the document, or of the draft */
    TdCommentSplit *split;
    GPtrArray *list;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    g_clear_pointer (&r->split, td_comment_split_free);
    r->split = td_split_own (tx, r->viewer, r->id, error);
    return r->split != NULL;
}

TdCommentSplit *td_comment_split_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .viewer = viewer, .id = id };

    if (!td_store_read (instance->store, get_in, &r, error))
        g_clear_pointer (&r.split, td_comment_split_free);
    return r.split;
}

static gboolean mine_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    g_clear_pointer (&r->list, g_ptr_array_unref);
    r->list = td_split_load_list (tx, r->viewer->person, r->id, error);
    return r->list != NULL;
}

GPtrArray *td_comment_splits_mine (TdInstance *instance, const TdViewer *viewer, const char *draft, GError **error)
{
    struct reading r = { .viewer = viewer, .id = draft };

    if (viewer->person == NULL || viewer->trust < TD_TRUST_PASSWORD)
        return g_ptr_array_new_with_free_func ((GDestroyNotify) td_comment_split_free);
    if (!td_store_read (instance->store, mine_in, &r, error))
        g_clear_pointer (&r.list, g_ptr_array_unref);
    return r.list;
}
