/* Contract in code.h. */
#include "areas/submissions/code.h"

#include "areas/submissions/sender-key.h"
#include "areas/submissions/submission-sql.h"
#include "base/errors.h"
#include "base/limits.h"
#include "base/stretch.h"
#include "door/rate.h"
#include "journal/journal.h"

#include <gio/gio.h>
#include <sodium.h>

GResource *td_code_words_get_resource (void); /* of code-words.gresource.xml */

static const char code_purpose[] = "treatydesk code of words 1";

enum { LETTERS_THAT_TELL = 4, NUMBER_DIGITS = 4, WORD_MOST = 32, MINUTE = 60 };

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

/* ---- the list ---- */

static char **word_list (void)
{
    static gsize done = 0;
    static char **words;

    if (g_once_init_enter (&done)) {
        g_autoptr (GBytes) bytes =
            g_resource_lookup_data (td_code_words_get_resource (), "/treatydesk/submissions/code-words.txt",
                                    G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
        g_autofree char *text = NULL;
        if (bytes == NULL)
            g_error ("the list of code words is not built in");
        text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
        words = g_strsplit (g_strstrip (text), "\n", -1);
        if (g_strv_length (words) != TD_CODE_LIST)
            g_error ("the list of code words has not %d of them", TD_CODE_LIST);
        g_once_init_leave (&done, 1);
    }
    return words;
}

const char *td_code_word (int number)
{
    return number >= 1 && number <= TD_CODE_LIST ? word_list ()[number - 1] : "";
}

/* A word, or the beginning of it that tells it from all others. 0: none. */
static int number_of (const char *typed)
{
    char **words = word_list ();
    gsize length = strlen (typed);
    int found = 0;

    for (int i = 0; i < TD_CODE_LIST; i++) {
        if (g_str_equal (words[i], typed))
            return i + 1;
        if (length >= LETTERS_THAT_TELL && strncmp (words[i], typed, length) == 0)
            found = i + 1;
    }
    return found;
}

/* Digits of any script as 0 to 9, Latin letters small and narrow, anything else a space. */
static char *fold (const char *typed)
{
    g_autofree char *narrow = g_utf8_normalize (typed, -1, G_NORMALIZE_ALL);
    GString *folded = g_string_new (NULL);

    for (const char *p = narrow; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_unichar_tolower (g_utf8_get_char (p));
        int digit = g_unichar_isdigit (c) ? g_unichar_digit_value (c) : -1;
        if (digit >= 0)
            g_string_append_c (folded, (char) ('0' + digit));
        else if (c < 128 && g_ascii_isalpha ((char) c))
            g_string_append_c (folded, (char) c);
        else if (g_unichar_type (c) != G_UNICODE_FORMAT && g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
            g_string_append_c (folded, ' ');
    }
    return g_string_free (folded, FALSE);
}

/* One piece: letters are a word; digits are numbers of four, also written together. */
static gboolean take_piece (const char *piece, int *numbers, int *n)
{
    gsize length = strlen (piece);

    if (!g_ascii_isdigit (*piece)) {
        int number = length <= WORD_MOST ? number_of (piece) : 0;
        if (number == 0 || *n == TD_CODE_WORDS)
            return FALSE;
        numbers[(*n)++] = number;
        return TRUE;
    }
    if (length % NUMBER_DIGITS != 0)
        return FALSE;
    for (gsize i = 0; i < length; i += NUMBER_DIGITS) {
        g_autofree char *four = g_strndup (piece + i, NUMBER_DIGITS);
        guint64 number = 0;
        if (*n == TD_CODE_WORDS || !g_ascii_string_to_unsigned (four, 10, 1, TD_CODE_LIST, &number, NULL))
            return FALSE;
        numbers[(*n)++] = (int) number;
    }
    return TRUE;
}

/* A space also where letters and digits meet: "apple0012". */
static char *part (const char *folded)
{
    GString *parted = g_string_new (NULL);

    for (const char *p = folded; *p != '\0'; p++) {
        gboolean meets = p > folded && p[-1] != ' ' && *p != ' ' && !g_ascii_isdigit (p[-1]) != !g_ascii_isdigit (*p);
        if (meets)
            g_string_append_c (parted, ' ');
        g_string_append_c (parted, *p);
    }
    return g_string_free (parted, FALSE);
}

gboolean td_code_parse (const char *typed, int ret_numbers[TD_CODE_WORDS])
{
    g_autofree char *folded = fold (typed);
    g_autofree char *parted = part (folded);
    g_auto (GStrv) pieces = g_strsplit (parted, " ", -1);
    int numbers[TD_CODE_WORDS], n = 0;

    for (gsize i = 0; pieces[i] != NULL; i++)
        if (*pieces[i] != '\0' && !take_piece (pieces[i], numbers, &n))
            return FALSE;
    if (n != TD_CODE_WORDS)
        return FALSE;
    memcpy (ret_numbers, numbers, sizeof numbers);
    return TRUE;
}

void td_code_draw (int ret_numbers[TD_CODE_WORDS])
{
    for (int i = 0; i < TD_CODE_WORDS; i++)
        ret_numbers[i] = (int) randombytes_uniform (TD_CODE_LIST) + 1;
}

gboolean td_code_stretch (const TdInstance *instance, const int numbers[TD_CODE_WORDS], const char *purpose,
                          guint8 ret_hash[32], GError **error)
{
    GString *text = g_string_new (NULL);
    gboolean done;

    for (int i = 0; i < TD_CODE_WORDS; i++)
        g_string_append_printf (text, "%04d ", numbers[i]);
    done = td_stretch (text->str, instance->pepper, purpose, ret_hash);
    sodium_memzero (text->str, text->len);
    g_string_free (text, TRUE);
    return done || fail (error, TD_ERROR_BUSY, "The server is full at the moment. Nothing was lost; try again.");
}

/* ---- making one ---- */

struct code {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id;
    guint8 hash[32], new_key[32];
    char *found;
};

static gboolean journal (TdTx *tx, const struct code *c, const char *act, const char *id, GError **error)
{
    const TdJournalEntry entry = { .actor = c->viewer != NULL ? td_viewer_actor (c->viewer) : "nobody",
                                   .act = act,
                                   .thing = "submission",
                                   .thing_id = id,
                                   .clock = &c->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean make_in (TdTx *tx, gpointer data, GError **error)
{
    struct code *c = data;
    g_autoptr (TdSubmission) s = NULL;

    if (!td_instance_may_write (c->instance, tx, error))
        return FALSE;
    s = td_submission_get_in (tx, c->instance, c->viewer, c->key, c->id, error);
    if (s == NULL)
        return FALSE;
    /* A State's own paper is nobody's in person, so nobody takes a key to it along. */
    if ((s->relations & TD_RELATION_SENDER) == 0 || s->by_state != NULL)
        return fail (error, TD_ERROR_NOT_ALLOWED, "Only its sender can have a code for this.");
    return td_exec (tx, "delete from submission_code where submission = $1", error, TD_TEXT (c->id))
           && td_exec (tx, "insert into submission_code (submission, code, made) values ($1, $2, $3)", error,
                       TD_TEXT (c->id), TD_BYTES (c->hash, 32), TD_INT (td_clock_now (&c->instance->clock)))
           && journal (tx, c, "submission.code", c->id, error);
}

gboolean td_code_make (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                       int ret_numbers[TD_CODE_WORDS], GError **error)
{
    struct code c = { .instance = instance, .viewer = viewer, .key = key, .id = id };
    int numbers[TD_CODE_WORDS];

    td_code_draw (numbers);
    if (!td_code_stretch (instance, numbers, code_purpose, c.hash, error)
        || !td_store_write (instance->store, make_in, &c, error))
        return FALSE;
    memcpy (ret_numbers, numbers, sizeof numbers);
    return TRUE;
}

/* ---- coming back ---- */

/* Counted whether it is right or wrong, and for all together: nobody is known by a wrong code. */
static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    const struct code *c = data;

    return td_rate_take (tx, c->instance->pepper, "code", "everybody", TD_LIMIT_CODES_A_MINUTE, MINUTE,
                         td_clock_now (&c->instance->clock), error);
}

static gboolean find (TdTx *tx, struct code *c, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select submission from submission_code where code = $1", error, TD_BYTES (c->hash, 32));
    g_autoptr (GError) problem = NULL;

    g_clear_pointer (&c->found, g_free);
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        c->found = g_strdup (td_rows_text (rows, 0));
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

static gboolean wrong_code (GError **error)
{
    return fail (
        error, TD_ERROR_INPUT,
        "These are not the words of a report that is here. Look at each word and at their order. A newer code ends an "
        "older one.");
}

static gboolean return_in (TdTx *tx, gpointer data, GError **error)
{
    struct code *c = data;

    if (!td_instance_may_write (c->instance, tx, error) || !find (tx, c, error))
        return FALSE;
    if (c->found == NULL)
        return wrong_code (error);
    return td_submission_insert_key (tx, c->found, c->new_key, td_clock_now (&c->instance->clock), error)
           && journal (tx, c, "submission.return", c->found, error);
}

gboolean td_code_return (TdInstance *instance, const char *typed, char **ret_id, char **ret_key, GError **error)
{
    g_autofree char *key = td_sender_key_new ();
    struct code c = { .instance = instance };
    int numbers[TD_CODE_WORDS] = { 0 };
    gboolean readable, done;

    if (!td_store_keep (instance->store, count_in, &c, error))
        return FALSE;
    readable = td_code_parse (typed, numbers);
    /* What cannot be a code takes the same work. */
    if (!td_code_stretch (instance, numbers, code_purpose, c.hash, error))
        return FALSE;
    if (!readable)
        return wrong_code (error);
    td_sender_key_hash (instance, key, c.new_key);
    done = td_store_write (instance->store, return_in, &c, error);
    if (done) {
        *ret_id = g_steal_pointer (&c.found);
        *ret_key = g_steal_pointer (&key);
    }
    g_free (c.found);
    return done;
}
