#include "text/tagger-themes.h"
#include "text/analyzer-words.h"
#include <string.h>

typedef struct {
    guint theme;
    guint n;       /* stems, or 1 in Chinese */
    guint *stems;  /* ids, of a language with spaces */
    char *letters; /* of Chinese */
    gsize size;
    guint number; /* of the keyword within its language */
} Keyword;

/* The keywords of one language. */
typedef struct {
    GHashTable *ids;     /* stem to id, from 1 on */
    GPtrArray *starting; /* by first id: GPtrArray of Keyword, longest first; NULL where none starts */
    GHashTable *letters; /* Chinese: first code point to GPtrArray of Keyword */
    guint8 *first;       /* Chinese: a bit for each first code point of the basic plane */
    GPtrArray *all;
} Vocabulary;

typedef struct {
    guint theme;
    char *text;
} Given;

/* One language: its keywords as they were given, and what is made of them for the first text in that language. Most
 * commands read no text, and stemming thousands of keywords was a quarter of their time. */
typedef struct {
    char *tag;
    GArray *given; /* of Given */
    Vocabulary *vocabulary;
} Language;

struct TdThemes {
    GHashTable *languages; /* tag to Language */
};

static void keyword_free (gpointer data)
{
    Keyword *keyword = data;
    g_free (keyword->stems);
    g_free (keyword->letters);
    g_free (keyword);
}

static void array_unref (gpointer data)
{
    if (data != NULL)
        g_ptr_array_unref (data);
}

static Vocabulary *vocabulary_new (void)
{
    Vocabulary *v = g_new0 (Vocabulary, 1);
    v->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    v->starting = g_ptr_array_new_with_free_func (array_unref);
    v->letters = g_hash_table_new_full (NULL, NULL, NULL, array_unref);
    v->first = g_malloc0 (0x10000 / 8);
    v->all = g_ptr_array_new_with_free_func (keyword_free);
    return v;
}

static void vocabulary_free (Vocabulary *v)
{
    g_hash_table_unref (v->ids);
    g_ptr_array_unref (v->starting);
    g_hash_table_unref (v->letters);
    g_ptr_array_unref (v->all);
    g_free (v->first);
    g_free (v);
}

/* ---- building ---- */

typedef struct {
    Vocabulary *vocabulary;
    GArray *ids;
} Collect;

static void collect_new (const char *token, gsize start G_GNUC_UNUSED, gsize end G_GNUC_UNUSED, gpointer data)
{
    Collect *c = data;
    guint id = GPOINTER_TO_UINT (g_hash_table_lookup (c->vocabulary->ids, token));
    if (id == 0) {
        id = g_hash_table_size (c->vocabulary->ids) + 1;
        g_hash_table_insert (c->vocabulary->ids, g_strdup (token), GUINT_TO_POINTER (id));
    }
    g_array_append_val (c->ids, id);
}

static void insert_longest_first (GPtrArray *list, Keyword *keyword)
{
    guint at = 0;
    while (at < list->len && ((Keyword *) list->pdata[at])->n >= keyword->n
           && ((Keyword *) list->pdata[at])->size >= keyword->size)
        at++;
    g_ptr_array_insert (list, (int) at, keyword);
}

static void add_stems (Vocabulary *v, guint theme, const char *language, const char *text)
{
    g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint));
    Collect collect = { v, ids };
    td_analyze_each (text, strlen (text), language, collect_new, &collect);
    if (ids->len == 0)
        return;
    /* Two spellings that meet in one stem ("detained", "detention") are one keyword. */
    for (guint i = 0; i < v->all->len; i++) {
        const Keyword *known = v->all->pdata[i];
        if (known->theme == theme && known->n == ids->len
            && memcmp (known->stems, ids->data, ids->len * sizeof (guint)) == 0)
            return;
    }
    Keyword *keyword = g_new0 (Keyword, 1);
    keyword->theme = theme;
    keyword->n = ids->len;
    keyword->stems = g_memdup2 (ids->data, ids->len * sizeof (guint));
    keyword->number = v->all->len;
    g_ptr_array_add (v->all, keyword);
    if (keyword->stems[0] >= v->starting->len)
        g_ptr_array_set_size (v->starting, (int) keyword->stems[0] + 1);
    GPtrArray **list = (GPtrArray **) &v->starting->pdata[keyword->stems[0]];
    if (*list == NULL)
        *list = g_ptr_array_new ();
    insert_longest_first (*list, keyword);
}

static void add_letters (Vocabulary *v, guint theme, const char *text)
{
    gunichar c = g_utf8_get_char (text);
    if (c == 0 || c > 0xFFFF)
        return;
    Keyword *keyword = g_new0 (Keyword, 1);
    keyword->theme = theme;
    keyword->n = 1;
    keyword->letters = g_strdup (text);
    keyword->size = strlen (text);
    keyword->number = v->all->len;
    g_ptr_array_add (v->all, keyword);
    v->first[c / 8] |= (guint8) (1u << c % 8);
    GPtrArray *list = g_hash_table_lookup (v->letters, GUINT_TO_POINTER (c));
    if (list == NULL) {
        list = g_ptr_array_new ();
        g_hash_table_insert (v->letters, GUINT_TO_POINTER (c), list);
    }
    insert_longest_first (list, keyword);
}

static Vocabulary *make_vocabulary (const Language *language)
{
    Vocabulary *v = vocabulary_new ();

    for (guint i = 0; i < language->given->len; i++) {
        const Given *given = &g_array_index (language->given, Given, i);

        if (g_str_equal (language->tag, "zh"))
            add_letters (v, given->theme, given->text);
        else
            add_stems (v, given->theme, language->tag, given->text);
    }
    return v;
}

static const Vocabulary *vocabulary_of (Language *language)
{
    if (g_once_init_enter (&language->vocabulary))
        g_once_init_leave (&language->vocabulary, make_vocabulary (language));
    return language->vocabulary;
}

static void clear_given (gpointer data)
{
    g_free (((Given *) data)->text);
}

static Language *language_new (const char *tag)
{
    Language *language = g_new0 (Language, 1);

    language->tag = g_strdup (tag);
    language->given = g_array_new (FALSE, FALSE, sizeof (Given));
    g_array_set_clear_func (language->given, clear_given);
    return language;
}

static void language_free (gpointer data)
{
    Language *language = data;

    if (language->vocabulary != NULL)
        vocabulary_free (language->vocabulary);
    g_array_unref (language->given);
    g_free (language->tag);
    g_free (language);
}

static Language *language_named (TdThemes *themes, const char *tag)
{
    Language *language = g_hash_table_lookup (themes->languages, tag);

    if (language == NULL) {
        language = language_new (tag);
        g_hash_table_insert (themes->languages, language->tag, language);
    }
    return language;
}

TdThemes *td_themes_new (const char *const *names, guint n_names, const TdTaggerKeyword *keywords, gsize n)
{
    TdThemes *themes = g_new0 (TdThemes, 1);
    themes->languages = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, language_free);
    for (gsize i = 0; i < n; i++) {
        guint theme = 0;
        while (theme < n_names && (keywords[i].theme == NULL || !g_str_equal (names[theme], keywords[i].theme)))
            theme++;
        if (theme == n_names)
            continue; /* a theme without articles votes for nothing */
        const Given given = { theme, g_strdup (keywords[i].keyword) };
        g_array_append_val (language_named (themes, keywords[i].language)->given, given);
    }
    return themes;
}

void td_themes_free (TdThemes *themes)
{
    if (themes == NULL)
        return;
    g_hash_table_unref (themes->languages);
    g_free (themes);
}

/* ---- voting ---- */

typedef struct {
    GArray *votes;
    guint8 *seen; /* keywords by number */
} Ballot;

static void cast_vote (Ballot *ballot, const Keyword *keyword, gsize start, gsize end)
{
    TdThemeVote *vote = NULL;
    for (guint i = 0; i < ballot->votes->len && vote == NULL; i++)
        if (g_array_index (ballot->votes, TdThemeVote, i).theme == keyword->theme)
            vote = &g_array_index (ballot->votes, TdThemeVote, i);
    if (vote == NULL) {
        TdThemeVote fresh = { .theme = keyword->theme };
        g_array_append_val (ballot->votes, fresh);
        vote = &g_array_index (ballot->votes, TdThemeVote, ballot->votes->len - 1);
    }
    if (ballot->seen[keyword->number]) {
        vote->again++;
        return;
    }
    ballot->seen[keyword->number] = 1;
    gboolean phrase = keyword->n > 1 || keyword->size >= strlen ("劳动监察");
    vote->weight += phrase ? 1.5 : 1.0;
    if (vote->distinct < TD_THEME_WORDS) {
        vote->words[vote->distinct].start = start;
        vote->words[vote->distinct].end = end;
    }
    vote->distinct++;
}

typedef struct {
    guint id;
    guint32 start, end;
} Stem;

typedef struct {
    GHashTable *ids;
    GArray *stems;
} Reading;

static void read_stem (const char *token, gsize start, gsize end, gpointer data)
{
    Reading *reading = data;
    Stem stem = { GPOINTER_TO_UINT (g_hash_table_lookup (reading->ids, token)), (guint32) start, (guint32) end };
    g_array_append_val (reading->stems, stem);
}

static gboolean stands_at (const Keyword *keyword, const GArray *stems, guint at)
{
    if (at + keyword->n > stems->len)
        return FALSE;
    for (guint i = 0; i < keyword->n; i++)
        if (g_array_index (stems, Stem, at + i).id != keyword->stems[i])
            return FALSE;
    return TRUE;
}

static void vote_by_stems (const Vocabulary *v, const char *text, gsize length, const char *language, Ballot *ballot,
                           guint *ret_words)
{
    g_autoptr (GArray) stems = g_array_sized_new (FALSE, FALSE, sizeof (Stem), (guint) (length / 5 + 8));
    Reading reading = { v->ids, stems };
    td_analyze_each (text, length, language, read_stem, &reading);
    *ret_words = stems->len;
    for (guint at = 0; at < stems->len;) {
        guint id = g_array_index (stems, Stem, at).id, step = 1;
        GPtrArray *list = id > 0 && id < v->starting->len ? v->starting->pdata[id] : NULL;
        for (guint i = 0; list != NULL && i < list->len; i++) {
            const Keyword *keyword = list->pdata[i];
            if (keyword->n < step || !stands_at (keyword, stems, at))
                continue;
            cast_vote (ballot, keyword, g_array_index (stems, Stem, at).start,
                       g_array_index (stems, Stem, at + keyword->n - 1).end);
            step = keyword->n; /* the longest alone, but for all themes that have it */
        }
        at += step;
    }
}

static void vote_by_letters (const Vocabulary *v, const char *text, gsize length, Ballot *ballot, guint *ret_words)
{
    guint letters = 0;
    for (gsize at = 0; at < length;) {
        gunichar c = g_utf8_get_char (text + at);
        gsize step = (gsize) (g_utf8_next_char (text + at) - (text + at)), longest = 0;
        letters++;
        if (c <= 0xFFFF && v->first[c / 8] & 1u << c % 8) {
            GPtrArray *list = g_hash_table_lookup (v->letters, GUINT_TO_POINTER (c));
            for (guint i = 0; i < list->len; i++) {
                const Keyword *keyword = list->pdata[i];
                if (keyword->size < longest || at + keyword->size > length
                    || memcmp (text + at, keyword->letters, keyword->size) != 0)
                    continue;
                cast_vote (ballot, keyword, at, at + keyword->size);
                longest = keyword->size;
            }
        }
        at += MAX (step, longest);
    }
    *ret_words = letters * 2 / 3;
}

GArray *td_themes_vote (const TdThemes *themes, const char *text, gsize length, const char *language, guint *ret_words)
{
    GArray *votes = g_array_new (FALSE, FALSE, sizeof (TdThemeVote));
    Language *known = language != NULL ? g_hash_table_lookup (themes->languages, language) : NULL;
    *ret_words = 0;
    if (known == NULL)
        return votes;
    const Vocabulary *v = vocabulary_of (known);
    g_autofree guint8 *seen = g_malloc0 (v->all->len);
    Ballot ballot = { votes, seen };
    if (g_str_equal (language, "zh"))
        vote_by_letters (v, text, length, &ballot, ret_words);
    else
        vote_by_stems (v, text, length, language, &ballot, ret_words);
    return votes;
}
