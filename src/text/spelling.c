#include "text/spelling.h"

#include "text/name-likeness.h"
#include "text/script.h"

#include <string.h>

enum {
    LEAST_WORD = 3,     /* letters of a word that counts alone */
    LEAST_UNSPACED = 2, /* of scripts without blanks between words */
    LEAST_SOUND = 3,    /* consonants */
    LEAST_STEM = 3,     /* letters before an ending */
    MOST_ENDING = 3,
    JOINED_WORDS = 4,    /* that are looked up as one */
    JOINED_LETTERS = 24, /* where each is one letter */
    NEAR_WORDS = 4,      /* so far apart two words of a name still belong together */
};

static const char *const kind_words[] = {
    [TD_SPELLING_WORD] = "word",
    [TD_SPELLING_NEAR] = "near",
    [TD_SPELLING_JOINED] = "joined",
    [TD_SPELLING_SOUND] = "sound",
};

const char *td_spelling_kind_word (TdSpellingKind kind)
{
    return (gsize) kind < G_N_ELEMENTS (kind_words) ? kind_words[kind] : "";
}

/* ---- pieces of a text ---- */

/* How a script writes, as far as sounds are compared. */
typedef enum { CLASS_LATIN, CLASS_CONSONANTS, CLASS_CYRILLIC, CLASS_OTHER, N_CLASSES } ScriptClass;

typedef struct {
    gsize start, end;
    char *folded; /* small Latin letters */
    ScriptClass class;
    gboolean unspaced, ordinary;
    int letters; /* as written */
} Piece;

static void piece_clear (gpointer data)
{
    g_free (((Piece *) data)->folded);
}

static gboolean is_unspaced (gunichar c)
{
    switch (td_script_of (c)) {
    case TD_SCRIPT_HAN:
    case TD_SCRIPT_KANA:
    case TD_SCRIPT_THAI:
    case TD_SCRIPT_LAO:
    case TD_SCRIPT_KHMER:
    case TD_SCRIPT_MYANMAR: return TRUE;
    default: return FALSE;
    }
}

static ScriptClass class_of (gunichar c)
{
    switch (td_script_of (c)) {
    case TD_SCRIPT_LATIN: return CLASS_LATIN;
    case TD_SCRIPT_ARABIC:
    case TD_SCRIPT_HEBREW: return CLASS_CONSONANTS;
    case TD_SCRIPT_CYRILLIC: return CLASS_CYRILLIC;
    default: return CLASS_OTHER;
    }
}

/* Signs that nobody sees, and what stretches an Arabic word: they part nothing. */
static gboolean is_unseen (gunichar c)
{
    return c == 0xAD || c == 0x640 || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E)
           || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

/* Without marks: accents written apart, vowel signs. */
static char *bare (const char *utf8, gsize length)
{
    g_autofree char *part = g_strndup (utf8, length);
    g_autofree char *apart = g_utf8_normalize (part, -1, G_NORMALIZE_NFKD);
    GString *out = g_string_new (NULL);

    for (const char *p = apart != NULL ? apart : part; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        if (!is_unseen (c) && !g_unichar_ismark (c))
            g_string_append_unichar (out, c);
    }
    return g_string_free (out, FALSE);
}

static char *without_blanks (char *take)
{
    char *to = take;

    for (const char *from = take; *from != '\0'; from++)
        if (*from != ' ')
            *to++ = *from;
    *to = '\0';
    return take;
}

static void add_piece (GArray *pieces, const char *utf8, gsize start, gsize end, gboolean ordinary)
{
    g_autofree char *word = bare (utf8 + start, end - start);
    Piece piece = { .start = start, .end = end, .ordinary = ordinary };

    if (*word == '\0')
        return;
    piece.folded = without_blanks (td_name_folded (word));
    piece.class = class_of (g_utf8_get_char (word));
    piece.unspaced = is_unspaced (g_utf8_get_char (word));
    piece.letters = (int) g_utf8_strlen (word, -1);
    if (*piece.folded != '\0')
        g_array_append_val (pieces, piece);
    else
        g_free (piece.folded);
}

/* Runs of letters; each letter for itself where a script sets no blanks. */
static GArray *pieces_of (const char *utf8)
{
    GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
    gssize start = -1;
    gboolean ordinary = FALSE;

    g_array_set_clear_func (pieces, piece_clear);
    for (const char *p = utf8;; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        gsize at = (gsize) (p - utf8);
        gboolean letter = c != 0 && (g_unichar_isalpha (c) || g_unichar_ismark (c) || is_unseen (c));
        gboolean alone = letter && is_unspaced (c);
        if (start >= 0 && (!letter || alone)) {
            add_piece (pieces, utf8, (gsize) start, at, ordinary);
            start = -1;
            ordinary = FALSE;
        }
        if (alone)
            add_piece (pieces, utf8, at, (gsize) (g_utf8_next_char (p) - utf8), ordinary);
        else if (letter && start < 0 && !is_unseen (c))
            start = (gssize) at;
        if (!letter)
            ordinary = c == '~';
        if (c == 0)
            return pieces;
    }
}

#define PIECE(pieces, i) (&g_array_index (pieces, Piece, i))

/* Letters of the pieces from..to, without anything between. */
static char *join (const GArray *pieces, guint from, guint to)
{
    GString *all = g_string_new (NULL);

    for (guint i = from; i <= to; i++)
        g_string_append (all, PIECE (pieces, i)->folded);
    return g_string_free (all, FALSE);
}

/* What romanisations write in several ways, in one way. */
static char *one_way (const char *folded)
{
    g_autofree char *key = td_name_key (folded);
    const char *last = strrchr (key, ' ');

    return g_strdup (last != NULL ? last + 1 : key);
}

/* The consonants, marked with how the script writes; NULL where there are too few. */
static char *sound (const char *folded, ScriptClass class)
{
    g_autofree char *key = one_way (folded);
    g_autoptr (GString) out = g_string_new (NULL);

    for (const char *p = key; *p != '\0'; p++)
        if (strchr ("aeiou", *p) == NULL && (out->len == 0 || out->str[out->len - 1] != *p))
            g_string_append_c (out, *p == 'z' ? 's' : *p == 'v' ? 'w' : *p);
    return out->len >= LEAST_SOUND ? g_strdup_printf ("%d%s", (int) class, out->str) : NULL;
}

/* ---- spellings of a name ---- */

static void spelling_free (gpointer data)
{
    TdSpelling *s = data;

    g_free (s->text);
    g_free (s);
}

static void add_spelling (GPtrArray *list, TdSpellingKind kind, const char *text)
{
    TdSpelling *s;

    for (guint i = 0; i < list->len; i++) {
        s = list->pdata[i];
        if (s->kind == kind && g_str_equal (s->text, text))
            return;
    }
    s = g_new0 (TdSpelling, 1);
    s->kind = kind;
    s->text = g_strdup (text);
    g_ptr_array_add (list, s);
}

static void add_word (GPtrArray *list, const Piece *piece)
{
    g_autofree char *sounds = sound (piece->folded, piece->class);
    g_autofree char *key = one_way (piece->folded);

    if (piece->ordinary || piece->unspaced || piece->letters < LEAST_WORD) {
        add_spelling (list, TD_SPELLING_NEAR, piece->folded);
        return;
    }
    add_spelling (list, TD_SPELLING_WORD, piece->folded);
    if (strlen (key) > LEAST_WORD)
        add_spelling (list, TD_SPELLING_WORD, key);
    if (sounds != NULL)
        add_spelling (list, TD_SPELLING_SOUND, sounds);
    /* "Анна" is "Анной" too. */
    if (piece->class == CLASS_CYRILLIC && strlen (piece->folded) > LEAST_STEM
        && strchr ("aeiouy", piece->folded[strlen (piece->folded) - 1]) != NULL) {
        g_autofree char *stem = g_strndup (piece->folded, strlen (piece->folded) - 1);
        add_spelling (list, TD_SPELLING_WORD, stem);
    }
}

/* Two words of a name and more without a blank; also the other way round. Of unspaced scripts two signs are a word. */
static void add_joined (GPtrArray *list, const GArray *pieces, guint from, guint to)
{
    g_autofree char *joined = join (pieces, from, to);
    g_autofree char *sounds = sound (joined, PIECE (pieces, from)->class);

    add_spelling (list, TD_SPELLING_JOINED, joined);
    if (to == from + 1) {
        g_autofree char *turned = g_strconcat (PIECE (pieces, to)->folded, PIECE (pieces, from)->folded, NULL);
        add_spelling (list, TD_SPELLING_JOINED, turned);
    }
    if (PIECE (pieces, from)->unspaced && sounds != NULL && to - from + 1 >= LEAST_UNSPACED)
        add_spelling (list, TD_SPELLING_SOUND, sounds);
}

GPtrArray *td_spellings_of (const char *name)
{
    GPtrArray *list = g_ptr_array_new_with_free_func (spelling_free);
    g_autoptr (GArray) pieces = pieces_of (name);

    for (guint i = 0; i < pieces->len; i++) {
        add_word (list, PIECE (pieces, i));
        for (guint j = i + 1; j < pieces->len && j < i + JOINED_WORDS; j++)
            if (!PIECE (pieces, i)->ordinary && !PIECE (pieces, j)->ordinary)
                add_joined (list, pieces, i, j);
    }
    return list;
}

/* ---- looking for names ---- */

typedef struct {
    const char *utf8;
    TdSpellingLookup lookup;
    gpointer data;
    GArray *pieces;
    GArray *found;
} Search;

static void add_found (Search *s, const GArray *names, guint from, guint to)
{
    for (guint i = 0; names != NULL && i < names->len; i++) {
        const TdSpelledName one = { g_array_index (names, int, i), PIECE (s->pieces, from)->start,
                                    PIECE (s->pieces, to)->end };
        g_array_append_val (s->found, one);
    }
}

static void look (Search *s, TdSpellingKind kind, const char *text, guint from, guint to)
{
    add_found (s, s->lookup (kind, text, s->data), from, to);
}

static void look_for_sounds (Search *s, const char *folded, ScriptClass class, guint from, guint to)
{
    for (int other = 0; other < N_CLASSES; other++) {
        g_autofree char *sounds = other != (int) class ? sound (folded, (ScriptClass) other) : NULL;
        if (sounds != NULL)
            look (s, TD_SPELLING_SOUND, sounds, from, to);
    }
}

/* Endings of declension, and what Arabic writes onto the beginning of a word. */
static void look_within (Search *s, const Piece *piece, guint i)
{
    static const char *const before[] = { "al", "w", "f", "b", "l", "k", "wal", "bal", "ll" };
    gsize length = strlen (piece->folded);

    for (gsize off = 1; off <= MOST_ENDING && length >= LEAST_STEM + off; off++) {
        g_autofree char *stem = g_strndup (piece->folded, length - off);
        look (s, TD_SPELLING_WORD, stem, i, i);
    }
    for (gsize k = 0; piece->class == CLASS_CONSONANTS && k < G_N_ELEMENTS (before); k++)
        if (g_str_has_prefix (piece->folded, before[k]) && length >= strlen (before[k]) + LEAST_WORD) {
            const char *rest = piece->folded + strlen (before[k]);
            look (s, TD_SPELLING_WORD, rest, i, i);
            look (s, TD_SPELLING_JOINED, rest, i, i);
            look_for_sounds (s, rest, piece->class, i, i);
        }
}

static void look_at_word (Search *s, guint i)
{
    const Piece *piece = PIECE (s->pieces, i);
    g_autofree char *key = one_way (piece->folded);

    look (s, TD_SPELLING_WORD, piece->folded, i, i);
    look (s, TD_SPELLING_JOINED, piece->folded, i, i);
    if (!g_str_equal (key, piece->folded))
        look (s, TD_SPELLING_WORD, key, i, i);
    look_for_sounds (s, piece->folded, piece->class, i, i);
    if (piece->class != CLASS_LATIN && !piece->unspaced)
        look_within (s, piece, i);
}

/* Pieces one after the other as one word: a line end within it, letters set apart, a script without blanks. */
static void look_at_joined (Search *s, guint i)
{
    gboolean single = PIECE (s->pieces, i)->letters == 1;
    g_autoptr (GString) joined = g_string_new (PIECE (s->pieces, i)->folded);

    for (guint j = i + 1; j < s->pieces->len; j++) {
        const Piece *piece = PIECE (s->pieces, j);
        single = single && piece->letters == 1;
        if (j - i >= (single ? JOINED_LETTERS : JOINED_WORDS))
            break;
        g_string_append (joined, piece->folded);
        look (s, TD_SPELLING_JOINED, joined->str, i, j);
        if (!PIECE (s->pieces, i)->unspaced)
            look (s, TD_SPELLING_WORD, joined->str, i, j);
        else if (piece->unspaced)
            look_for_sounds (s, joined->str, piece->class, i, j);
    }
}

static gboolean has_name (const GArray *names, int name)
{
    for (guint i = 0; names != NULL && i < names->len; i++)
        if (g_array_index (names, int, i) == name)
            return TRUE;
    return FALSE;
}

/* Two different short or ordinary words of one name near one another. */
static void look_at_near (Search *s, guint i)
{
    const Piece *piece = PIECE (s->pieces, i);
    const GArray *borrowed = s->lookup (TD_SPELLING_NEAR, piece->folded, s->data);
    g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (int));

    if (borrowed == NULL)
        return;
    g_array_append_vals (names, borrowed->data, borrowed->len);
    for (guint j = i + 1; j < s->pieces->len && j <= i + NEAR_WORDS; j++) {
        const Piece *other = PIECE (s->pieces, j);
        const GArray *theirs = s->lookup (TD_SPELLING_NEAR, other->folded, s->data);
        for (guint n = 0; n < names->len && !g_str_equal (other->folded, piece->folded); n++)
            if (has_name (theirs, g_array_index (names, int, n))) {
                const TdSpelledName one = { g_array_index (names, int, n), piece->start, other->end };
                g_array_append_val (s->found, one);
            }
    }
}

static int by_place (gconstpointer a, gconstpointer b)
{
    const TdSpelledName *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    return x->name - y->name;
}

/* Whether nothing with a letter stands between. */
static gboolean touch (const char *utf8, gsize end, gsize start)
{
    for (const char *p = utf8 + end; p < utf8 + start; p = g_utf8_next_char (p))
        if (g_unichar_isalnum (g_utf8_get_char (p)) || strchr (".!?;:\n", *p) != NULL)
            return FALSE;
    return TRUE;
}

/* The longer of two that overlap is meant. */
static GArray *merged (const char *utf8, GArray *take_found)
{
    GArray *out = g_array_new (FALSE, FALSE, sizeof (TdSpelledName));

    g_array_sort (take_found, by_place);
    for (guint i = 0; i < take_found->len; i++) {
        const TdSpelledName *one = &g_array_index (take_found, TdSpelledName, i);
        TdSpelledName *last = out->len > 0 ? &g_array_index (out, TdSpelledName, out->len - 1) : NULL;
        if (last != NULL
            && (one->start < last->end || (one->name == last->name && touch (utf8, last->end, one->start))))
            last->end = MAX (last->end, one->end);
        else
            g_array_append_val (out, *one);
    }
    g_array_unref (take_found);
    return out;
}

GArray *td_spelled_names (const char *utf8, TdSpellingLookup lookup, gpointer data)
{
    g_autoptr (GArray) pieces = pieces_of (utf8);
    Search s = { utf8, lookup, data, pieces, g_array_new (FALSE, FALSE, sizeof (TdSpelledName)) };

    for (guint i = 0; i < pieces->len; i++) {
        look_at_word (&s, i);
        look_at_joined (&s, i);
        look_at_near (&s, i);
    }
    return merged (utf8, s.found);
}
