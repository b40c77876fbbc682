/* Recommendations of other mechanisms, from rows. Contract in import-bulk.h. */
#include "areas/library/import-private.h"
#include "areas/library/import-words.h"
#include "areas/library/library-private.h"
#include "areas/library/library-sql.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/language.h"

/* What one symbol (or mechanism, State and date) says in one language: a document, and the rows that are its paragraphs. */
typedef struct {
    char *state, *language, *day, *type;
    const char *symbol, *mechanism, *source;
    GPtrArray *paragraphs; /* of TdParagraph */
    GPtrArray *outcomes;   /* of TdImportOutcome, borrowed: one a paragraph */
} Group;

static void group_free (gpointer data)
{
    Group *group = data;

    g_free (group->state);
    g_free (group->language);
    g_free (group->day);
    g_free (group->type);
    g_ptr_array_unref (group->paragraphs);
    g_ptr_array_unref (group->outcomes);
    g_free (group);
}

typedef struct {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdImportRun *run;
    GHashTable *groups; /* key to Group */
    GPtrArray *order;   /* of Group, as they first came */
} Bulk;

static gboolean fail (GError **error, const char *message)
{
    g_set_error_literal (error, TD_LIBRARY_ERROR, TD_ERROR_INPUT, message);
    return FALSE;
}

static const char *text (const Bulk *b, guint row, TdImportField field)
{
    return td_import_sheet_text (b->run->sheet, row, field);
}

/* ---- rows to groups ---- */

/* The type that mechanisms of this column have. */
static const char *type_of (const TdProfile *profile, const char *source)
{
    for (gsize i = 0; source != NULL && i < profile->n_document_types; i++)
        if (profile->document_types[i].is == TD_IS_MECHANISM
            && g_ascii_strcasecmp (profile->document_types[i].source, source) == 0)
            return profile->document_types[i].slug;
    return NULL;
}

static TdParagraph *paragraph_of (const Bulk *b, guint row, const char *words, const char *language)
{
    TdParagraph *p = td_paragraph_new ();

    p->page = 1;
    p->kind = TD_PARAGRAPH_RECOMMENDATION;
    p->number = g_strdup (text (b, row, TD_IMPORT_PARAGRAPH));
    p->text = g_strdup (words);
    p->language = g_intern_string (language);
    if (b->instance->profile->tagger != NULL) {
        g_array_unref (p->articles);
        p->articles = td_tagger_tag (b->instance->profile->tagger, words, language);
    }
    return p;
}

static Group *group_of (const Bulk *b, guint row, const char *language)
{
    const TdProfile *profile = b->instance->profile;
    const char *symbol = text (b, row, TD_IMPORT_SYMBOL), *mechanism = text (b, row, TD_IMPORT_MECHANISM);
    g_autofree char *state = td_import_state (profile, text (b, row, TD_IMPORT_STATE));
    g_autofree char *day = td_import_day (text (b, row, TD_IMPORT_DATE));
    g_autofree char *source =
        text (b, row, TD_IMPORT_SOURCE) != NULL ? g_utf8_strdown (text (b, row, TD_IMPORT_SOURCE), -1) : NULL;
    g_autofree char *key =
        g_strdup_printf ("%s\n%s\n%s\n%s\n%s", symbol != NULL ? symbol : "", mechanism != NULL ? mechanism : "",
                         state != NULL ? state : "", day != NULL ? day : "", language);
    Group *group = g_hash_table_lookup (b->groups, key);

    if (group != NULL)
        return group;
    group = g_new0 (Group, 1);
    group->symbol = symbol;
    group->mechanism = mechanism;
    group->source = g_intern_string (source);
    group->type = g_strdup (type_of (profile, source));
    group->state = g_steal_pointer (&state);
    group->day = g_steal_pointer (&day);
    group->language = g_strdup (language);
    group->paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) td_paragraph_free);
    group->outcomes = g_ptr_array_new ();
    g_hash_table_insert (b->groups, g_steal_pointer (&key), group);
    g_ptr_array_add (b->order, group);
    return group;
}

static gboolean has_words (const Group *group, const TdParagraph *p)
{
    for (guint i = 0; i < group->paragraphs->len; i++) {
        const TdParagraph *other = group->paragraphs->pdata[i];
        if (g_str_equal (other->text, p->text) && g_strcmp0 (other->number, p->number) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean take_row (const Bulk *b, guint row, TdImportOutcome *outcome, GError **error)
{
    const char *written = text (b, row, TD_IMPORT_TEXT);
    g_autofree char *words = written != NULL ? td_text_clean_line (written, TD_LIMIT_TEXT_CHARACTERS) : NULL;
    g_autofree char *language = td_import_language (b->instance->profile, text (b, row, TD_IMPORT_LANGUAGE));
    g_autofree char *settled = NULL;
    g_autoptr (TdParagraph) p = NULL;
    Group *group;

    if (words == NULL || *words == '\0')
        return fail (error, written == NULL ? "The row has no text." : "The text is longer than 4,000 characters.");
    if (text (b, row, TD_IMPORT_MECHANISM) == NULL)
        return fail (error, "Say which mechanism recommended it.");
    if (text (b, row, TD_IMPORT_SOURCE) != NULL
        && type_of (b->instance->profile, text (b, row, TD_IMPORT_SOURCE)) == NULL)
        return fail (error, "The source is none of: un, regional.");
    settled = td_library_settle_language (language != NULL ? language : td_language_detect (words, -1, NULL), error);
    if (settled == NULL)
        return FALSE;
    if (outcome->language == NULL)
        outcome->language = g_strdup (settled);
    group = group_of (b, row, settled);
    p = paragraph_of (b, row, words, settled);
    if (has_words (group, p))
        return fail (error, "Another row has the same words.");
    g_ptr_array_add (group->paragraphs, g_steal_pointer (&p));
    g_ptr_array_add (group->outcomes, outcome);
    return TRUE;
}

/* ---- groups to documents ---- */

struct store {
    const Bulk *bulk;
    Group *group;
    TdLibraryDocument *said, *found; /* found: what is here; NULL: nothing */
    TdLibraryPut put;
    GPtrArray *there;  /* of TdLibraryParagraph: what it says already */
    GPtrArray *merged; /* of TdParagraph, borrowed: that, and after it what is new */
};

static void store_clear (struct store *s)
{
    g_clear_pointer (&s->found, td_library_document_free);
    g_clear_pointer (&s->there, g_ptr_array_unref);
    g_clear_pointer (&s->merged, g_ptr_array_unref);
    g_clear_pointer (&s->put.id, g_free);
    g_clear_pointer (&s->put.dropped, g_free);
}

/* The document of the same mechanism, State and date that has no symbol. */
static gboolean find_without_symbol (TdTx *tx, const TdLibraryDocument *said, TdLibraryDocument **ret_found,
                                     GError **error)
{
    const TdLibraryFilter filter = { .state = said->state, .type = said->type };
    g_autoptr (GPtrArray) list = td_library_select (tx, &filter, error);

    if (list == NULL)
        return FALSE;
    for (guint i = 0; i < list->len; i++) {
        const TdLibraryDocument *d = list->pdata[i];
        if (d->symbol == NULL && g_strcmp0 (d->body, said->body) == 0 && g_strcmp0 (d->day, said->day) == 0
            && g_strcmp0 (d->state, said->state) == 0) {
            *ret_found = g_ptr_array_steal_index (list, i);
            return TRUE;
        }
    }
    return TRUE;
}

static gboolean is_there (const GPtrArray *there, const TdParagraph *p)
{
    for (guint i = 0; there != NULL && i < there->len; i++) {
        const TdParagraph *old = ((const TdLibraryParagraph *) there->pdata[i])->paragraph;
        if (g_str_equal (old->text, p->text) && g_strcmp0 (old->number, p->number) == 0)
            return TRUE;
    }
    return FALSE;
}

/* What is here keeps its places, and so its anchors; rows that are new come after it. */
static void merge (struct store *s)
{
    s->merged = g_ptr_array_new ();
    for (guint i = 0; s->there != NULL && i < s->there->len; i++)
        g_ptr_array_add (s->merged, ((const TdLibraryParagraph *) s->there->pdata[i])->paragraph);
    for (guint i = 0; i < s->group->paragraphs->len; i++) {
        TdImportOutcome *outcome = s->group->outcomes->pdata[i];
        outcome->result = is_there (s->there, s->group->paragraphs->pdata[i]) ? TD_IMPORT_THERE : TD_IMPORT_NEW;
        if (outcome->result == TD_IMPORT_NEW)
            g_ptr_array_add (s->merged, s->group->paragraphs->pdata[i]);
    }
}

static gboolean look_in (TdTx *tx, gpointer data, GError **error)
{
    struct store *s = data;
    const TdLibraryLanguage *there;

    store_clear (s);
    if (!(s->said->symbol != NULL ? td_library_load (tx, NULL, s->said->symbol, &s->found, error)
                                  : find_without_symbol (tx, s->said, &s->found, error)))
        return FALSE;
    there = s->found != NULL ? td_library_in (s->found, s->group->language) : NULL;
    if (there != NULL && there->sha256 != NULL)
        return fail (error, "The document itself is here as a file, and its paragraphs are read from that.");
    if (there != NULL
        && (s->there = td_library_select_paragraphs (tx, s->found->id, s->group->language, error)) == NULL)
        return FALSE;
    merge (s);
    return TRUE;
}

static gint64 words_of (const GPtrArray *paragraphs)
{
    gint64 words = 0;

    for (guint i = 0; i < paragraphs->len; i++) {
        g_auto (GStrv) parts = g_strsplit (((const TdParagraph *) paragraphs->pdata[i])->text, " ", -1);
        words += g_strv_length (parts);
    }
    return words;
}

static gboolean store_in (TdTx *tx, gpointer data, GError **error)
{
    struct store *s = data;

    if (!td_instance_may_write (s->bulk->instance, tx, error) || !look_in (tx, s, error))
        return FALSE;
    s->put.into = s->found != NULL ? s->found->id : NULL;
    s->put.paragraphs = s->merged;
    s->put.language.words = words_of (s->merged);
    return td_library_put_in (tx, s->bulk->instance, &s->put, error);
}

static gboolean any_new (const Group *group)
{
    for (guint i = 0; i < group->outcomes->len; i++)
        if (((const TdImportOutcome *) group->outcomes->pdata[i])->result == TD_IMPORT_NEW)
            return TRUE;
    return FALSE;
}

static gboolean do_group (const Bulk *b, Group *group, GError **error)
{
    const TdLibraryEntry entry = { .symbol = group->symbol,
                                   .type = group->type,
                                   .source = group->source,
                                   .state = group->state,
                                   .title = group->mechanism,
                                   .body = group->mechanism,
                                   .day = group->day };
    g_autoptr (TdLibraryDocument) said = td_library_settle (b->instance, &entry, error);
    struct store s = { .bulk = b, .group = group, .said = said };
    gboolean done;

    if (said == NULL)
        return FALSE;
    if (said->state == NULL)
        return fail (error, "Say which State party it is about.");
    /* A transaction that changes nothing would be none; so first a look. */
    if (!td_store_read (b->instance->store, look_in, &s, error)) {
        store_clear (&s);
        return FALSE;
    }
    if (b->run->dry || !any_new (group)) {
        for (guint i = 0; i < group->outcomes->len && s.found != NULL; i++)
            ((TdImportOutcome *) group->outcomes->pdata[i])->id = g_strdup (s.found->id);
        store_clear (&s);
        return TRUE;
    }
    s.put = (TdLibraryPut){ .said = said,
                            .language = { .language = group->language, .title = said->title, .pages = 1 },
                            .replace = TRUE,
                            .actor = td_viewer_actor (b->viewer),
                            .act = "document.import" };
    done = td_store_write (b->instance->store, store_in, &s, error);
    for (guint i = 0; done && i < group->outcomes->len; i++) {
        TdImportOutcome *outcome = group->outcomes->pdata[i];
        outcome->id = g_strdup (s.put.id);
    }
    store_clear (&s);
    return done;
}

/* A problem of the document is one of each of its rows. */
static gboolean group_problem (Group *group, GError *take_problem, GError **error)
{
    g_autoptr (GError) problem = take_problem;

    for (guint i = 0; i < group->outcomes->len; i++)
        if (!td_import_is_problem (group->outcomes->pdata[i], g_error_copy (problem), error))
            return FALSE;
    return TRUE;
}

static gboolean take_rows (const Bulk *b, GPtrArray *outcomes, GError **error)
{
    for (guint i = 0; i < b->run->sheet->rows->len; i++) {
        const char *symbol = text (b, i, TD_IMPORT_SYMBOL), *mechanism = text (b, i, TD_IMPORT_MECHANISM);
        TdImportOutcome *outcome = td_import_outcome_new (g_array_index (b->run->sheet->lines, int, i),
                                                          symbol != NULL ? symbol : mechanism, NULL);
        GError *problem = NULL;
        g_ptr_array_add (outcomes, outcome);
        if (!take_row (b, i, outcome, &problem) && !td_import_is_problem (outcome, problem, error))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *td_import_recommendations (TdInstance *instance, const TdViewer *viewer, const TdImportRun *run,
                                      GError **error)
{
    g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) td_import_outcome_free);
    g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (group_free);
    g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    const Bulk b = { instance, viewer, run, groups, order };

    if (!td_door_may (viewer, TD_ACT_DOCUMENT_IMPORT, NULL, error))
        return NULL;
    if (run->sheet->at[TD_IMPORT_TEXT] < 0) {
        fail (error, "No column is mapped to the field “text”, which holds the words of each recommendation.");
        return NULL;
    }
    if (!take_rows (&b, outcomes, error))
        return NULL;
    for (guint i = 0; i < order->len; i++) {
        GError *problem = NULL;
        if (!do_group (&b, order->pdata[i], &problem) && !group_problem (order->pdata[i], problem, error))
            return NULL;
    }
    return g_steal_pointer (&outcomes);
}
