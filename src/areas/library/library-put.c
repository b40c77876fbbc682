/* What comes into the library: rows, anchors, the journal's entry. */
#include "areas/library/library-private.h"
#include "areas/library/library-sql.h"
#include "base/errors.h"
#include "base/id.h"
#include "document/text-file.h"
#include "text/analyzer.h"
#include "text/language.h"

#include <sodium.h>

/* ---- which language leads ---- */

static int rank (const TdProfile *profile, const char *language)
{
    int i = 0;

    while (profile->working_languages[i] != NULL && !g_str_equal (profile->working_languages[i], language))
        i++;
    return i;
}

/* The first of the working languages that is there; else the one that leads already, or the new one. What people translated never leads
 * where an official text is there. */
static gboolean choose_leading (TdTx *tx, const TdInstance *instance, const char *id, GError **error)
{
    TdLibraryDocument *loaded = NULL;
    const TdLibraryLanguage *best = NULL;

    if (!td_library_load (tx, id, NULL, &loaded, error) || loaded == NULL)
        return FALSE;
    g_autoptr (TdLibraryDocument) document = loaded;
    for (guint i = 0; i < document->languages->len; i++) {
        const TdLibraryLanguage *language = document->languages->pdata[i];
        gboolean official = language->unofficial_by == NULL;
        if (best == NULL || (official && best->unofficial_by != NULL)
            || (official == (best->unofficial_by == NULL)
                && rank (instance->profile, language->language) < rank (instance->profile, best->language)))
            best = language;
    }
    return best == NULL || td_library_set_leading (tx, id, best->language, error);
}

/* ---- putting ---- */

/* What is said anew stands in place of what was there; what is not said stays. */
static void say_anew (TdLibraryDocument *document, const TdLibraryDocument *said)
{
    const struct {
        char **there;
        const char *said;
    } texts[] = { { &document->type, said->type },   { &document->source, said->source },
                  { &document->state, said->state }, { &document->title, said->title },
                  { &document->body, said->body },   { &document->day, said->day } };

    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        if (texts[i].said != NULL) {
            g_free (*texts[i].there);
            *texts[i].there = g_strdup (texts[i].said);
        }
    if (said->cycle > 0)
        document->cycle = said->cycle;
}

static gboolean take_place (TdTx *tx, const TdLibraryDocument *there, TdLibraryPut *put, GError **error)
{
    const TdLibraryLanguage *old = td_library_in (there, put->language.language);

    if (old == NULL)
        return TRUE;
    if (!put->replace && old->unofficial_by == NULL) {
        g_autofree char *name = td_language_name (old->language, "en");
        g_set_error (error, TD_LIBRARY_ERROR, TD_ERROR_CONFLICT,
                     "%s is here in %s already. Say that it is to be replaced, or choose another language or symbol.",
                     there->symbol != NULL ? there->symbol : there->id, name);
        return FALSE;
    }
    if (old->sha256 != NULL && g_strcmp0 (old->sha256, put->language.sha256) != 0)
        put->dropped = g_strdup (old->sha256);
    return td_library_delete_language (tx, there->id, old->language, error);
}

static gboolean insert_new (TdTx *tx, const TdInstance *instance, TdLibraryPut *put, guint8 secret[32], GError **error)
{
    TdLibraryDocument made = *put->said;

    put->id = put->new_id != NULL ? g_strdup (put->new_id) : td_id_new ();
    made.id = put->id;
    made.created = td_clock_now (&instance->clock);
    randombytes_buf (secret, 32);
    return td_library_insert (tx, &made, secret, error);
}

static gboolean change_old (TdTx *tx, TdLibraryDocument *there, TdLibraryPut *put, guint8 secret[32], GError **error)
{
    if (!take_place (tx, there, put, error))
        return FALSE;
    put->id = g_strdup (there->id);
    say_anew (there, put->said);
    return td_library_update (tx, there, error) && td_library_secret (tx, there->id, secret, error);
}

static gboolean journal (TdTx *tx, const TdInstance *instance, const TdLibraryPut *put, const guint8 secret[32],
                         GError **error)
{
    guint8 content[32];
    crypto_generichash_state state;
    const TdJournalEntry entry = { .actor = put->actor,
                                   .act = put->act,
                                   .thing = "document",
                                   .thing_id = put->id,
                                   .content = content,
                                   .public_change = TRUE,
                                   .clock = &instance->clock };

    crypto_generichash_init (&state, secret, 32, sizeof content);
    crypto_generichash_update (&state, (const guint8 *) put->language.language, strlen (put->language.language) + 1);
    for (guint i = 0; i < put->paragraphs->len; i++) {
        const TdParagraph *p = put->paragraphs->pdata[i];
        crypto_generichash_update (&state, (const guint8 *) p->text, strlen (p->text) + 1);
    }
    crypto_generichash_final (&state, content, sizeof content);
    return td_journal_append (tx, &entry, NULL, error);
}

/* All languages of a document have anchors of one kind, and those that were given hold: one that came in when a number such as 146.1 had the anchor
 * of its place keeps to that. there: NULL for a new one. */
static GPtrArray *work_out_anchors (TdTx *tx, const TdLibraryDocument *there, const TdLibraryPut *put, GError **error)
{
    for (guint i = 0; there != NULL && i < there->languages->len; i++) {
        const TdLibraryLanguage *l = there->languages->pdata[i];
        g_autoptr (GPtrArray) paragraphs = td_library_select_paragraphs (tx, there->id, l->language, error);
        if (paragraphs == NULL)
            return NULL;
        if (td_library_keeps_places (paragraphs))
            return td_library_anchors_whole (put->paragraphs);
    }
    return td_library_anchors (put->paragraphs);
}

gboolean td_library_put_in (TdTx *tx, TdInstance *instance, TdLibraryPut *put, GError **error)
{
    g_autoptr (GPtrArray) worked_out = NULL;
    const GPtrArray *anchors = put->anchors;
    TdLibraryDocument *found = NULL;
    guint8 secret[32] = { 0 };

    g_clear_pointer (&put->id, g_free);
    g_clear_pointer (&put->dropped, g_free);
    if ((put->into != NULL || put->said->symbol != NULL)
        && !td_library_load (tx, put->into, put->said->symbol, &found, error))
        return FALSE;
    g_autoptr (TdLibraryDocument) there = found;
    if (anchors == NULL && (anchors = worked_out = work_out_anchors (tx, there, put, error)) == NULL)
        return FALSE;
    put->language.added = td_clock_now (&instance->clock);
    return (there != NULL ? change_old (tx, there, put, secret, error) : insert_new (tx, instance, put, secret, error))
           && td_library_insert_language (tx, put->id, &put->language, error)
           && td_library_insert_paragraphs (tx, put->id, put->language.language, put->paragraphs, anchors, error)
           && choose_leading (tx, instance, put->id, error) && journal (tx, instance, put, secret, error);
}

/* ---- what was written here ---- */

gboolean td_library_put_text_in (TdTx *tx, TdInstance *instance, const TdLibraryEntry *entry, const TdText *text,
                                 char **ret_id, GError **error)
{
    g_autoptr (TdLibraryDocument) said = td_library_settle (instance, entry, error);
    g_autoptr (TdDocument) document = NULL;
    g_autofree char *language = NULL;
    TdLibraryPut put = { .said = said, .replace = TRUE, .actor = "system", .act = "document.publish" };
    gboolean done;

    if (said == NULL)
        return FALSE;
    language = td_library_settle_language (entry->language != NULL ? entry->language : text->language, error);
    if (language == NULL)
        return FALSE;
    document = td_document_from_text (text, instance->profile->tagger, &instance->profile->page_rule);
    td_document_put_notes (document, text, instance->profile->tagger);
    put.language = (TdLibraryLanguage){ .language = language,
                                        .title = said->title != NULL ? said->title : document->title,
                                        .words = document->words,
                                        .pages = document->pages };
    put.paragraphs = document->paragraphs;
    done = td_library_put_in (tx, instance, &put, error);
    if (done && ret_id != NULL)
        *ret_id = g_steal_pointer (&put.id);
    g_free (put.id);
    g_free (put.dropped);
    return done;
}

/* ---- what people translated ---- */

static gint64 words_of (const GPtrArray *paragraphs)
{
    gint64 words = 0;

    for (guint i = 0; i < paragraphs->len; i++) {
        g_autoptr (TdTokens) tokens = td_analyze (((const TdParagraph *) paragraphs->pdata[i])->text, -1, "und");
        words += tokens->tokens->len;
    }
    return words;
}

gboolean td_library_put_translation_in (TdTx *tx, TdInstance *instance, const TdLibraryTranslation *t, GError **error)
{
    TdLibraryDocument *found = NULL;
    TdLibraryPut put = { .into = t->document,
                         .replace = TRUE,
                         .paragraphs = t->paragraphs,
                         .anchors = t->anchors,
                         .actor = t->actor,
                         .act = "translation.show" };
    gboolean done;

    if (!td_library_load (tx, t->document, NULL, &found, error))
        return FALSE;
    if (found == NULL)
        return td_door_unknown (error);
    g_autoptr (TdLibraryDocument) there = found;
    const TdLibraryLanguage *old = td_library_in (there, t->language), *leads = there->languages->pdata[0];
    TdLibraryDocument nothing_new = { 0 };
    if (old != NULL && old->unofficial_by == NULL) {
        g_set_error_literal (
            error, TD_LIBRARY_ERROR, TD_ERROR_CONFLICT,
            "There is an official text in this language. A translation of ours does not stand beside it.");
        return FALSE;
    }
    put.said = &nothing_new;
    put.language = (TdLibraryLanguage){ .language = (char *) t->language,
                                        .title = (char *) t->title,
                                        .words = words_of (t->paragraphs),
                                        .pages = leads->pages,
                                        .unofficial_by = (char *) t->by,
                                        .unofficial_reviewed = (char *) t->reviewed,
                                        .unofficial_missing = t->missing };
    done = td_library_put_in (tx, instance, &put, error);
    g_free (put.id);
    g_free (put.dropped);
    return done;
}

gboolean td_library_drop_translation_in (TdTx *tx, const char *document, const char *language, GError **error)
{
    TdLibraryDocument *found = NULL;

    if (!td_library_load (tx, document, NULL, &found, error))
        return FALSE;
    g_autoptr (TdLibraryDocument) there = found;
    const TdLibraryLanguage *old = there != NULL ? td_library_in (there, language) : NULL;
    return old == NULL || old->unofficial_by == NULL || td_library_delete_language (tx, document, language, error);
}
