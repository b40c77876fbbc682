/* The list of names of a case. Contract in case-names.h. */
#include "areas/cases/case-names-sql.h"

#include "areas/cases/case-reading.h"
#include "areas/cases/case-rules.h"
#include "areas/sealed/recipients.h"
#include "base/errors.h"
#include "base/limits.h"
#include "document/document.h"
#include "text/clean.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MOST_NAMES = 300, AROUND = 40 };

/* ---- hashes ---- */

static void key_of (const TdInstance *instance, const char *id, guint8 ret_key[32])
{
    crypto_generichash_state state;

    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, 32);
    crypto_generichash_update (&state, (const guint8 *) "names of a case", sizeof "names of a case");
    crypto_generichash_update (&state, (const guint8 *) id, strlen (id));
    crypto_generichash_final (&state, ret_key, 32);
}

static void hash_of (const guint8 key[32], const char *kind, const char *text, guint8 ret_hash[TD_NAME_HASH])
{
    crypto_generichash_state state;

    crypto_generichash_init (&state, key, 32, TD_NAME_HASH);
    crypto_generichash_update (&state, (const guint8 *) kind, strlen (kind) + 1);
    crypto_generichash_update (&state, (const guint8 *) text, strlen (text));
    crypto_generichash_final (&state, ret_hash, TD_NAME_HASH);
}

/* ---- the list, loaded ---- */

struct TdCaseNames {
    guint8 key[32];
    int version;
    GPtrArray *replacements;
    GHashTable *words; /* GBytes of kind and hash to a GArray of int */
};

void td_case_names_free (TdCaseNames *names)
{
    if (names == NULL)
        return;
    sodium_memzero (names->key, sizeof names->key);
    g_clear_pointer (&names->replacements, g_ptr_array_unref);
    g_clear_pointer (&names->words, g_hash_table_unref);
    g_free (names);
}

int td_case_names_version (const TdCaseNames *names)
{
    return names->version;
}

const GPtrArray *td_case_names_replacements (const TdCaseNames *names)
{
    return names->replacements;
}

static GBytes *word_key (const char *kind, const guint8 *hash)
{
    guint8 whole[1 + TD_NAME_HASH];

    whole[0] = (guint8) kind[0];
    memcpy (whole + 1, hash, TD_NAME_HASH);
    return g_bytes_new (whole, sizeof whole);
}

static gboolean add_word (int n, const char *kind, const guint8 *hash, gsize size, gpointer data)
{
    TdCaseNames *names = data;
    GBytes *key;
    GArray *of;

    if (size != TD_NAME_HASH)
        return TRUE;
    key = word_key (kind, hash);
    of = g_hash_table_lookup (names->words, key);
    if (of == NULL) {
        of = g_array_new (FALSE, FALSE, sizeof (int));
        g_hash_table_insert (names->words, g_bytes_ref (key), of);
    }
    g_bytes_unref (key);
    g_array_append_val (of, n);
    return TRUE;
}

TdCaseNames *td_case_names_load_in (TdTx *tx, TdInstance *instance, const char *id, GError **error)
{
    g_autoptr (TdCaseNames) names = g_new0 (TdCaseNames, 1);

    key_of (instance, id, names->key);
    names->words = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                          (GDestroyNotify) g_array_unref);
    names->replacements = td_case_name_select (tx, id, error);
    if (names->replacements == NULL || !td_case_names_last (tx, id, &names->version, error)
        || !td_case_name_words (tx, id, add_word, names, error))
        return NULL;
    if (names->replacements->len == 0)
        names->version = 0;
    return g_steal_pointer (&names);
}

struct load {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    TdCaseNames *names;
    TdCase *c;
    GBytes *bytes;
};

static gboolean load_in (TdTx *tx, gpointer data, GError **error)
{
    struct load *l = data;

    l->names = td_case_names_load_in (tx, l->instance, l->id, error);
    return l->names != NULL;
}

TdCaseNames *td_case_names_load (TdInstance *instance, const char *id, GError **error)
{
    struct load l = { .instance = instance, .id = id };

    return td_store_read (instance->store, load_in, &l, error) ? l.names : NULL;
}

/* ---- searching ---- */

static const GArray *lookup (TdSpellingKind kind, const char *text, gpointer data)
{
    const TdCaseNames *names = data;
    const char *word = td_spelling_kind_word (kind);
    guint8 hash[TD_NAME_HASH];
    g_autoptr (GBytes) key = NULL;

    hash_of (names->key, word, text, hash);
    key = word_key (word, hash);
    return g_hash_table_lookup (names->words, key);
}

static GArray *found_in (const TdCaseNames *names, const char *utf8)
{
    return td_spelled_names (utf8, lookup, (gpointer) names);
}

char *td_case_names_replace (const TdCaseNames *names, const char *utf8, int *ret_n)
{
    g_autoptr (GArray) found = found_in (names, utf8);
    GString *out = g_string_new (NULL);
    gsize at = 0;

    for (guint i = 0; i < found->len; i++) {
        const TdSpelledName *one = &g_array_index (found, TdSpelledName, i);
        guint n = (guint) one->name - 1;
        g_string_append_len (out, utf8 + at, (gssize) (one->start - at));
        g_string_append (out, n < names->replacements->len ? names->replacements->pdata[n] : "█████");
        at = one->end;
    }
    g_string_append (out, utf8 + at);
    if (ret_n != NULL)
        *ret_n = (int) found->len;
    return g_string_free (out, FALSE);
}

static char *around (const char *utf8, const TdSpelledName *one, const char *instead)
{
    const char *from = utf8 + one->start, *to = utf8 + one->end, *end = to + strlen (to);

    for (int i = 0; i < AROUND && from > utf8; i++)
        from = g_utf8_prev_char (from);
    for (int i = 0; i < AROUND && to < end; i++)
        to = g_utf8_next_char (to);
    g_autofree char *before = g_strndup (from, (gsize) (utf8 + one->start - from));
    g_autofree char *after = g_strndup (utf8 + one->end, (gsize) (to - (utf8 + one->end)));
    return g_strdup_printf ("… %s[%s]%s …", before, instead, after);
}

/* The words around may hold another name, so they are replaced too. */
static char *where_of (const TdCaseNames *names, const char *utf8, const TdSpelledName *one)
{
    guint n = (guint) one->name - 1;
    g_autofree char *words = around (utf8, one, n < names->replacements->len ? names->replacements->pdata[n] : "█");

    return td_case_names_replace (names, words, NULL);
}

char *td_case_names_where (const TdCaseNames *names, const char *utf8)
{
    g_autoptr (GArray) found = found_in (names, utf8);

    return found->len > 0 ? where_of (names, utf8, &g_array_index (found, TdSpelledName, 0)) : NULL;
}

/* ---- a text, made anew ---- */

static void replace_text (const TdCaseNames *names, char **text)
{
    char *then = *text != NULL ? td_case_names_replace (names, *text, NULL) : NULL;

    g_free (*text);
    *text = then;
}

/* A name may be part strong and part not: then the words of the paragraph lose their style, and the name goes all the same. */
static void replace_runs (const TdCaseNames *names, GPtrArray **runs)
{
    g_autofree char *plain = *runs != NULL ? td_text_plain (*runs) : NULL;
    g_autofree char *whole = NULL;
    g_autofree char *then = NULL;
    int n = 0;

    if (plain == NULL)
        return;
    whole = td_case_names_replace (names, plain, &n);
    for (guint i = 0; i < (*runs)->len; i++) {
        TdTextRun *run = (*runs)->pdata[i];
        replace_text (names, &run->text);
        replace_text (names, &run->note);
        replace_text (names, &run->link);
        replace_text (names, &run->by);
    }
    then = td_text_plain (*runs);
    if (n > 0 && !g_str_equal (then, whole)) {
        g_autofree char *still = td_case_names_where (names, then);
        if (still != NULL) {
            g_ptr_array_unref (*runs);
            *runs = td_text_runs_new ();
            td_text_runs_add (*runs, whole, 0);
        }
    }
}

TdText *td_case_names_text (const TdCaseNames *names, const TdText *text)
{
    TdText *copy = td_text_copy (text);
    char **fields[] = { &copy->title, &copy->subtitle, &copy->author, &copy->date, &copy->marking };

    for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
        replace_text (names, fields[i]);
    for (guint i = 0; i < copy->sections->len; i++) {
        TdTextSection *section = copy->sections->pdata[i];
        replace_text (names, &section->title);
        for (guint k = 0; k < section->paragraphs->len; k++) {
            TdTextParagraph *p = section->paragraphs->pdata[k];
            replace_runs (names, &p->runs);
            replace_text (names, &p->source);
            for (guint cell = 0; p->cells != NULL && cell < p->cells->len; cell++)
                replace_runs (names, (GPtrArray **) &p->cells->pdata[cell]);
        }
    }
    return copy;
}

/* ---- bytes, read again ---- */

static gboolean stopped (const char *place, int page, GError **error)
{
    g_set_error (
        error, TD_CASES_ERROR, TD_ERROR_CONFLICT,
        "A name of the list stands on page %d of this paper, so it does not go out: %s. Add this spelling to the"
        " list of names, or change the paper, and lay it out again.",
        page, place);
    return FALSE;
}

/* The page on which a byte of the joined text stands. */
static int page_at (const GArray *ends, gsize at, const TdDocument *document)
{
    for (guint i = 0; i < ends->len; i++)
        if (at < g_array_index (ends, gsize, i))
            return ((TdParagraph *) document->paragraphs->pdata[i])->page;
    return 1;
}

static gboolean check_document (const TdCaseNames *names, const TdDocument *document, GError **error)
{
    g_autoptr (GString) whole = g_string_new (NULL);
    g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));
    g_autoptr (GArray) found = NULL;

    for (guint i = 0; i < document->paragraphs->len; i++) {
        const TdParagraph *p = document->paragraphs->pdata[i];
        g_string_append_printf (whole, "%s %s\n", p->number != NULL ? p->number : "", p->text);
        g_array_append_val (ends, whole->len);
    }
    found = found_in (names, whole->str);
    if (found->len > 0) {
        const TdSpelledName *first = &g_array_index (found, TdSpelledName, 0);
        g_autofree char *place = where_of (names, whole->str, first);
        return stopped (place, page_at (ends, first->start, document), error);
    }
    for (guint i = 0; document->beside != NULL && i < document->beside->len; i++) {
        const TdBeside *b = document->beside->pdata[i];
        g_autofree char *place = td_case_names_where (names, b->text);
        if (place != NULL) {
            g_set_error (error, TD_CASES_ERROR, TD_ERROR_CONFLICT,
                         "A name of the list stands in what the file says beside its text (%s), so it does not go out:"
                         " %s. Lay out a paper without it.",
                         b->where, place);
            return FALSE;
        }
    }
    return TRUE;
}

static int file_of (GBytes *bytes)
{
    gsize size, done = 0;
    const guint8 *data = g_bytes_get_data (bytes, &size);
    int fd = memfd_create ("paper", MFD_CLOEXEC);

    while (fd >= 0 && done < size) {
        ssize_t wrote = write (fd, data + done, size - done);
        if (wrote <= 0) {
            close (fd);
            return -1;
        }
        done += (gsize) wrote;
    }
    return fd;
}

gboolean td_case_names_check (TdInstance *instance, const TdCaseNames *names, GBytes *bytes, GError **error)
{
    g_autoptr (TdDocument) document = NULL;
    int fd;

    if (names->version == 0)
        return TRUE;
    fd = file_of (bytes);
    if (fd < 0)
        return td_case_fail (error, TD_ERROR_OURS,
                             "The paper could not be read again, so it does not go out. Try again.");
    document = td_document_read (instance->cells, fd, NULL, &instance->profile->page_rule, error);
    close (fd);
    if (document == NULL)
        return FALSE;
    if (document->no_text)
        return td_case_fail (error, TD_ERROR_INPUT,
                             "This paper holds pictures of pages and no text, so that nobody can tell whether a name"
                             " stands in it. Type it, or send its text.");
    return check_document (names, document, error);
}

/* ---- writing the list ---- */

typedef struct {
    char *name, *replacement;
    int n;
} Line;

static void line_clear (gpointer data)
{
    Line *line = data;

    if (line->name != NULL)
        sodium_memzero (line->name, strlen (line->name));
    g_free (line->name);
    g_free (line->replacement);
}

static gboolean bad_line (guint n, const char *what, GError **error)
{
    g_set_error (error, TD_CASES_ERROR, TD_ERROR_INPUT, "Line %u: %s", n, what);
    return FALSE;
}

static int number_of (const GArray *lines, const char *replacement)
{
    int last = 0;

    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index (lines, Line, i);
        if (g_str_equal (line->replacement, replacement))
            return line->n;
        last = MAX (last, line->n);
    }
    return last + 1;
}

static gboolean read_line (const char *text, guint n, GArray *lines, GError **error)
{
    g_auto (GStrv) parts = g_strsplit (text, "=", 2);
    Line line = { 0 };
    g_autoptr (GPtrArray) spellings = NULL;

    if (parts[0] == NULL || parts[1] == NULL)
        return bad_line (n, "write the name, then =, then what stands in its place.", error);
    line.name = td_text_clean_line (parts[0], TD_LIMIT_NAME_CHARACTERS);
    line.replacement = td_text_clean_line (parts[1], TD_LIMIT_NAME_CHARACTERS);
    if (line.name == NULL || line.replacement == NULL || *line.replacement == '\0') {
        line_clear (&line);
        return bad_line (n, "this is too long, or nothing stands in place of the name.", error);
    }
    spellings = td_spellings_of (line.name);
    line.n = number_of (lines, line.replacement);
    g_array_append_val (lines, line);
    return spellings->len > 0 || bad_line (n, "there is no name before the =.", error);
}

static GArray *read_lines (const char *typed, GError **error)
{
    g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
    g_auto (GStrv) texts = g_strsplit (typed != NULL ? typed : "", "\n", -1);

    g_array_set_clear_func (lines, line_clear);
    for (guint i = 0; texts[i] != NULL; i++) {
        if (*g_strstrip (texts[i]) == '\0')
            continue;
        if (lines->len >= MOST_NAMES) {
            bad_line (i + 1, "there are more names than a list holds (300).", error);
            return NULL;
        }
        if (!read_line (texts[i], i + 1, lines, error))
            return NULL;
    }
    return g_steal_pointer (&lines);
}

/* A replacement that holds a name of the list would stop every paper. */
static gboolean check_replacements (const GArray *lines, GError **error)
{
    for (guint i = 0; i < lines->len; i++) {
        const Line *a = &g_array_index (lines, Line, i);
        for (guint k = 0; k < lines->len; k++) {
            g_autofree char *folded = g_utf8_casefold (g_array_index (lines, Line, k).replacement, -1);
            g_autofree char *name = g_utf8_casefold (a->name, -1);
            if (strstr (folded, name) != NULL)
                return bad_line (i + 1, "what stands in place of a name holds a name.", error);
        }
    }
    return TRUE;
}

static gboolean append (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_byte_array_append (data, bytes, (guint) n);
    return TRUE;
}

static GByteArray *seal (TdInstance *instance, const char *typed, GError **error)
{
    TdAgeRecipient recipients[TD_AGE_MAX_RECIPIENTS];
    g_autoptr (GByteArray) sealed = g_byte_array_new ();
    g_autoptr (TdAgeWriter) writer = NULL;
    guint n = 0;

    if (!td_sealed_recipients_of (instance, TD_SEALED_COMMUNICATION, recipients, &n, error))
        return NULL;
    if (n == 0) {
        td_case_fail (
            error, TD_ERROR_BUSY,
            "There is no key of a register officer yet to seal the list to. Ask the administrator to add one with"
            " `treatydesk keys recipients`, and try again.");
        return NULL;
    }
    writer = td_age_writer_new (recipients, n, append, sealed, error);
    if (writer == NULL || !td_age_writer_feed (writer, (const guint8 *) typed, strlen (typed), error)
        || !td_age_writer_finish (writer, error))
        return NULL;
    return g_steal_pointer (&sealed);
}

struct set {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    GArray *lines;
    GByteArray *sealed;
};

static gboolean put_line (TdTx *tx, const struct set *s, const Line *line, int *last, GError **error)
{
    g_autoptr (GPtrArray) spellings = td_spellings_of (line->name);
    guint8 key[32];

    if (line->n > *last) {
        *last = line->n;
        if (!td_case_name_put (tx, s->id, line->n, line->replacement, error))
            return FALSE;
    }
    key_of (s->instance, s->id, key);
    for (guint i = 0; i < spellings->len; i++) {
        const TdSpelling *spelling = spellings->pdata[i];
        const char *kind = td_spelling_kind_word (spelling->kind);
        guint8 hash[TD_NAME_HASH];
        hash_of (key, kind, spelling->text, hash);
        if (!td_case_name_word_put (tx, s->id, line->n, kind, hash, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean set_in (TdTx *tx, gpointer data, GError **error)
{
    const struct set *s = data;
    g_autoptr (TdCase) c = td_case_for (tx, s->instance, s->viewer, s->id, TD_ACT_CASE_KEEP, error);
    int version = 0, last = 0;

    if (c == NULL || !td_case_names_last (tx, c->id, &version, error) || !td_case_names_clear_in (tx, c->id, error)
        || !td_case_names_put (tx, c->id, version + 1, s->sealed->data, s->sealed->len, td_viewer_actor (s->viewer),
                               td_clock_now (&s->instance->clock), error))
        return FALSE;
    for (guint i = 0; i < s->lines->len; i++)
        if (!put_line (tx, s, &g_array_index (s->lines, Line, i), &last, error))
            return FALSE;
    return td_case_update (tx, c, error) && td_case_record (tx, s->instance, s->viewer, c, "names", NULL, NULL, error);
}

gboolean td_case_names_set (TdInstance *instance, const TdViewer *viewer, const char *id, const char *typed,
                            GError **error)
{
    g_autoptr (GArray) lines = NULL;
    g_autoptr (GByteArray) sealed = NULL;
    struct set s = { .instance = instance, .viewer = viewer, .id = id };
    gboolean done;

    if (!td_door_may (viewer, TD_ACT_CASE_KEEP, NULL, error))
        return FALSE;
    lines = read_lines (typed, error);
    if (lines == NULL || !check_replacements (lines, error))
        return FALSE;
    sealed = seal (instance, typed != NULL ? typed : "", error);
    if (sealed == NULL)
        return FALSE;
    s.lines = lines;
    s.sealed = sealed;
    done = td_store_write (instance->store, set_in, &s, error);
    return done;
}

static gboolean sealed_in (TdTx *tx, gpointer data, GError **error)
{
    struct load *l = data;
    TdThing thing;

    l->c = td_case_get_in (tx, l->viewer, l->id, error);
    if (l->c == NULL)
        return FALSE;
    thing = td_case_thing (l->c, l->viewer);
    if (!td_door_may (l->viewer, TD_ACT_CASE_KEEP, &thing, error))
        return FALSE;
    l->bytes = td_case_names_bytes (tx, l->c->id, error);
    return l->bytes != NULL || (error != NULL && *error != NULL ? FALSE : td_door_unknown (error));
}

GBytes *td_case_names_sealed (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct load l = { .instance = instance, .viewer = viewer, .id = id };
    gboolean done = td_store_read (instance->store, sealed_in, &l, error)
                    && td_case_note_reading (instance, viewer, l.c, "names", error);
    g_autoptr (GBytes) bytes = g_steal_pointer (&l.bytes);

    g_clear_pointer (&l.c, td_case_free);
    return done ? g_steal_pointer (&bytes) : NULL;
}
