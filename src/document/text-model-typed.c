/* A section as typed into one field, and back; whose id a paragraph keeps when it comes back changed. */
#include "document/text-model-private.h"

#include "text/word-diff.h"

#include <string.h>

/* ---- what a line begins with ---- */

typedef struct {
    TdTextKind kind;
    gsize length; /* of the sign, its blanks with it; 0: none */
} Sign;

static gsize blanks_at (const char *line)
{
    return strspn (line, " \t");
}

/* "12.", "#.": at most four digits, then a blank or the end. */
static gsize number_sign (const char *line)
{
    gsize n = line[0] == '#' ? 1 : strspn (line, "0123456789");
    if (n == 0 || n > 4 || line[n] != '.')
        return 0;
    gsize blanks = blanks_at (line + n + 1);
    return blanks > 0 || line[n + 1] == '\0' ? n + 1 + blanks : 0;
}

/* "-", "(a)", "(aa)". */
static gsize item_sign (const char *line)
{
    gsize n = 0;
    if (line[0] == '-')
        n = 1;
    else if (line[0] == '(') {
        gsize letters = 0;
        while (line[1 + letters] >= 'a' && line[1 + letters] <= 'z')
            letters++;
        n = letters >= 1 && letters <= 2 && line[1 + letters] == ')' ? letters + 2 : 0;
    }
    if (n == 0)
        return 0;
    gsize blanks = blanks_at (line + n);
    return blanks > 0 || line[n] == '\0' ? n + blanks : 0;
}

static Sign sign_of (const char *line, TdTextKind usual)
{
    gsize n;
    if ((n = number_sign (line)) > 0)
        return (Sign){ TD_TEXT_NUMBERED, n };
    if ((n = item_sign (line)) > 0)
        return (Sign){ TD_TEXT_ITEM, n };
    if (line[0] == '>')
        return (Sign){ TD_TEXT_QUOTE, 1 + blanks_at (line + 1) };
    if (line[0] == '~' && (line[1] == '\0' || blanks_at (line + 1) > 0))
        return (Sign){ TD_TEXT_PLAIN, 1 + blanks_at (line + 1) };
    if (line[0] == '|')
        return (Sign){ TD_TEXT_ROW, 1 };
    return (Sign){ usual, 0 };
}

/* ---- rows ---- */

/* Whether the last of length bytes stands behind a backslash that is none itself. */
static gboolean last_is_escaped (const char *from, gsize length)
{
    gsize backslashes = 0;
    while (backslashes + 1 < length && from[length - 2 - backslashes] == '\\')
        backslashes++;
    return backslashes % 2 == 1;
}

/* Without blanks at both ends; a blank behind a backslash is one that somebody wants. */
static char *stripped (const char *from, gsize length)
{
    while (length > 0 && (*from == ' ' || *from == '\t')) {
        from++;
        length--;
    }
    while (length > 0 && (from[length - 1] == ' ' || from[length - 1] == '\t') && !last_is_escaped (from, length))
        length--;
    return g_strndup (from, length);
}

static TdTextParagraph *row_from (const char *line)
{
    TdTextParagraph *row = td_text_paragraph_new (TD_TEXT_ROW);
    const char *from = line + 1, *p = from;
    for (; *p != '\0'; p++) {
        if (*p == '\\' && p[1] != '\0') {
            p++;
        } else if (*p == '|') {
            g_autofree char *cell = stripped (from, (gsize) (p - from));
            td_text_add_cell (row, td_text_runs_from_words (cell));
            from = p + 1;
        }
    }
    g_autofree char *rest = stripped (from, (gsize) (p - from));
    if (*rest != '\0' || row->cells->len == 0)
        td_text_add_cell (row, td_text_runs_from_words (rest));
    return row;
}

/* "| --- | :--: |" */
static gboolean is_line_under_heads (const char *line)
{
    return line[strspn (line, "|-: \t")] == '\0' && strstr (line, "---") != NULL;
}

/* ---- from the field ---- */

typedef struct {
    GPtrArray *paragraphs;
    TdTextKind usual;
    GString *words; /* of the paragraph that is being gathered */
    TdTextKind kind;
    gboolean open, numbers; /* numbers: it began with one, so a line with one begins another */
} Typing;

static void end_paragraph (Typing *typing)
{
    g_autofree char *words = stripped (typing->words->str, typing->words->len);
    if (typing->open && *words != '\0') {
        TdTextParagraph *paragraph = td_text_paragraph_new (typing->kind);
        paragraph->runs = td_text_runs_from_words (words);
        g_ptr_array_add (typing->paragraphs, paragraph);
    }
    g_string_truncate (typing->words, 0);
    typing->open = FALSE;
}

static void take_row (Typing *typing, const char *line)
{
    end_paragraph (typing);
    TdTextParagraph *last =
        typing->paragraphs->len > 0 ? g_ptr_array_index (typing->paragraphs, typing->paragraphs->len - 1) : NULL;
    if (last != NULL && last->kind == TD_TEXT_ROW && is_line_under_heads (line))
        last->heads = TRUE;
    else
        g_ptr_array_add (typing->paragraphs, row_from (line));
}

static void take_line (Typing *typing, const char *line)
{
    if (*line == '\0') {
        end_paragraph (typing);
        return;
    }
    Sign sign = sign_of (line, typing->usual);
    if (sign.kind == TD_TEXT_ROW && sign.length > 0) {
        take_row (typing, line);
        return;
    }
    gboolean begins = !typing->open || (sign.length > 0 && sign.kind == TD_TEXT_ITEM)
                      || (sign.length > 0 && sign.kind == TD_TEXT_NUMBERED && typing->numbers);
    /* The second line of a quotation may have its sign, or not. */
    gboolean goes_on = !begins && typing->kind == TD_TEXT_QUOTE && sign.kind == TD_TEXT_QUOTE;
    if (begins) {
        end_paragraph (typing);
        typing->open = TRUE;
        typing->kind = sign.kind;
        typing->numbers = sign.length > 0 && sign.kind == TD_TEXT_NUMBERED;
    } else {
        g_string_append_c (typing->words, ' ');
    }
    g_string_append (typing->words, begins || goes_on ? line + sign.length : line);
}

static GPtrArray *paragraphs_from (const char *typed, TdTextKind usual)
{
    Typing typing = { .usual = usual, .words = g_string_new (NULL) };
    g_auto (GStrv) lines = g_strsplit (typed != NULL ? typed : "", "\n", -1);

    typing.paragraphs = g_ptr_array_new_with_free_func (td_text_paragraph_free);
    for (char **line = lines; *line != NULL; line++) {
        g_strdelimit (*line, "\r", ' ');
        g_autofree char *bare = stripped (*line, strlen (*line));
        take_line (&typing, bare);
    }
    end_paragraph (&typing);
    g_string_free (typing.words, TRUE);
    return typing.paragraphs;
}

/* ---- which paragraph was which ---- */

static GPtrArray *plain_of_all (const GPtrArray *paragraphs)
{
    GPtrArray *plain = g_ptr_array_new_with_free_func (g_free);
    for (guint i = 0; i < paragraphs->len; i++)
        g_ptr_array_add (plain, td_text_paragraph_plain (g_ptr_array_index (paragraphs, i)));
    return plain;
}

/* before_of[i]: the index that paragraph i of after had before, or -1. */
static int *pair_by_words (const GPtrArray *before, const GPtrArray *after)
{
    int *before_of = g_new (int, after->len + 1);
    g_autoptr (GPtrArray) old = plain_of_all (before), new = plain_of_all (after);
    g_autoptr (GArray) pairs = td_paragraph_diff (NULL, (const char *const *) old->pdata, old->len, NULL,
                                                  (const char *const *) new->pdata, new->len);
    for (guint i = 0; i < after->len; i++)
        before_of[i] = -1;
    for (guint i = 0; i < pairs->len; i++) {
        const TdDiffPair *pair = &g_array_index (pairs, TdDiffPair, i);
        if (pair->after >= 0)
            before_of[pair->after] = pair->before;
    }
    return before_of;
}

/* Between two neighbours that stayed, as many paragraphs as before: they are the same ones, rewritten. */
static void pair_by_place (int *before_of, int n_before, int n_after)
{
    g_autofree gboolean *taken = g_new0 (gboolean, (gsize) n_before + 1);
    for (int i = 0; i < n_after; i++)
        if (before_of[i] >= 0)
            taken[before_of[i]] = TRUE;
    for (int i = 0; i < n_after;) {
        if (before_of[i] >= 0) {
            i++;
            continue;
        }
        int n = 0, old_n = 0, first_old = i == 0 ? 0 : before_of[i - 1] + 1;
        while (i + n < n_after && before_of[i + n] < 0)
            n++;
        while (first_old + old_n < n_before && !taken[first_old + old_n])
            old_n++;
        gboolean same_end = i + n == n_after ? first_old + old_n == n_before : before_of[i + n] == first_old + old_n;
        for (int k = 0; k < n && n == old_n && same_end; k++)
            before_of[i + k] = first_old + k;
        i += n;
    }
}

static gboolean same_words (const TdTextParagraph *a, const TdTextParagraph *b)
{
    if (a->kind == TD_TEXT_ROW || b->kind == TD_TEXT_ROW)
        return FALSE;
    g_autofree char *words_a = td_text_words_of_runs (a->runs), *words_b = td_text_words_of_runs (b->runs);
    return strcmp (words_a, words_b) == 0;
}

/* What the field does not show stays: id, articles, source, language, and changes that are marked in words that are the same. */
static void keep_of (TdTextParagraph *now, TdTextParagraph *before)
{
    now->id = g_strdup (before->id);
    now->language = g_strdup (before->language);
    now->source = g_strdup (before->source);
    now->source_link = g_strdup (before->source_link);
    if (before->articles->len > 0)
        g_array_append_vals (now->articles, before->articles->data, before->articles->len);
    if (same_words (now, before)) {
        g_ptr_array_unref (now->runs);
        now->runs = g_ptr_array_ref (before->runs);
    }
}

void td_text_section_from_typed (TdTextSection *section, const char *typed, TdTextKind usual)
{
    g_autoptr (GPtrArray) before = section->paragraphs;
    GPtrArray *after = paragraphs_from (typed, usual);
    g_autofree int *before_of = pair_by_words (before, after);

    pair_by_place (before_of, (int) before->len, (int) after->len);
    for (guint i = 0; i < after->len; i++) {
        TdTextParagraph *paragraph = g_ptr_array_index (after, i);
        if (before_of[i] >= 0)
            keep_of (paragraph, g_ptr_array_index (before, before_of[i]));
        else
            paragraph->id = td_text_paragraph_id_new ();
    }
    section->paragraphs = after;
}

/* ---- to the field ---- */

/* Words that begin as a sign, or with a blank, get a backslash: before the dot of a number, else in front. */
static void put_words (GString *out, const char *words, gboolean has_sign, TdTextKind usual)
{
    g_autofree char *body = g_strdup (words);
    gsize length = strlen (body);
    gboolean blank_end = length > 0 && body[length - 1] == ' ' && !last_is_escaped (body, length);
    Sign sign = sign_of (body, usual);

    if (blank_end)
        body[length - 1] = '\0';
    if (*words == ' ') {
        g_string_append_c (out, '\\');
    } else if (!has_sign && sign.length > 0 && sign.kind == TD_TEXT_NUMBERED && *body != '#') {
        gsize digits = strspn (body, "0123456789");
        g_string_append_len (out, body, (gssize) digits);
        g_string_append_c (out, '\\');
        g_string_append (out, body + digits);
        g_string_append (out, blank_end ? "\\ " : "");
        return;
    } else if (!has_sign && sign.length > 0) {
        g_string_append_c (out, '\\');
    }
    g_string_append (out, body);
    if (blank_end)
        g_string_append (out, length > 1 ? "\\ " : " ");
}

static void put_row (GString *out, const TdTextParagraph *row)
{
    g_string_append_c (out, '|');
    for (guint i = 0; i < row->cells->len; i++) {
        g_autofree char *words = td_text_words_of_runs (g_ptr_array_index (row->cells, i));
        g_autoptr (GString) cell = g_string_new (NULL);
        if (*words == '-' || *words == ':') /* or it could look like the line under headings */
            g_string_append_c (cell, '\\');
        put_words (cell, words, TRUE, TD_TEXT_PLAIN);
        g_string_replace (cell, "|", "\\|", 0);
        g_string_append_printf (out, " %s |", cell->str);
    }
    for (guint i = 0; row->heads && i < row->cells->len; i++)
        g_string_append (out, i == 0 ? "\n| --- |" : " --- |");
}

static void put_paragraph (GString *out, const TdTextParagraph *paragraph, TdTextKind usual)
{
    static const char *const signs[] = {
        [TD_TEXT_PLAIN] = "~ ", [TD_TEXT_NUMBERED] = "#. ", [TD_TEXT_ITEM] = "- ", [TD_TEXT_QUOTE] = "> "
    };
    if (paragraph->kind == TD_TEXT_ROW) {
        put_row (out, paragraph);
        return;
    }
    gboolean has_sign = paragraph->kind != usual;
    g_autofree char *words = td_text_words_of_runs (paragraph->runs);
    g_string_append (out, has_sign ? signs[paragraph->kind] : "");
    put_words (out, words, has_sign, usual);
}

char *td_text_section_typed (const TdTextSection *section, TdTextKind usual)
{
    GString *out = g_string_new (NULL);
    gboolean row_before = FALSE;
    for (guint i = 0; i < section->paragraphs->len; i++) {
        const TdTextParagraph *paragraph = g_ptr_array_index (section->paragraphs, i);
        gboolean row = paragraph->kind == TD_TEXT_ROW;
        if (i > 0)
            g_string_append (out, row && row_before ? "\n" : "\n\n");
        put_paragraph (out, paragraph, usual);
        row_before = row;
    }
    return g_string_free (out, FALSE);
}
