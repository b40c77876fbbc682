/* Accreditations: words, and what their rules share. Contract in accreditation.h. */
#include "areas/accreditation/accreditation-private.h"

#include "base/errors.h"
#include "journal/journal.h"
#include "text/words.h"

#include <string.h>

TD_DEFINE_ERROR (accreditation)

gboolean td_accreditation_fail (const char **ret_field, const char *field, GError **error, int code,
                                const char *message)
{
    if (ret_field != NULL)
        *ret_field = field;
    g_set_error_literal (error, TD_ACCREDITATION_ERROR, code, message);
    return FALSE;
}

gboolean td_accreditation_journal (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *act,
                                   const char *thing, const char *id, const guint8 *content, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (viewer),
                                   .act = act,
                                   .thing = thing,
                                   .thing_id = id,
                                   .content = content,
                                   .clock = &instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

/* ---- words ---- */

static const struct {
    const char *word, *label;
} comes[TD_N_COMES] = {
    [TD_COMES_OBSERVER] = { "observer", N_ ("Observer in the room") },
    [TD_COMES_REMOTE] = { "remote", N_ ("Observer from afar") },
    [TD_COMES_SPEAKER] = { "speaker", N_ ("Speaker") },
    [TD_COMES_DELEGATE] = { "delegate", N_ ("Delegation of a State") },
};

const char *td_comes_as_word (TdComesAs as)
{
    return as < TD_N_COMES ? comes[as].word : "";
}

const char *td_comes_as_label (TdComesAs as)
{
    return as < TD_N_COMES ? comes[as].label : "";
}

gboolean td_comes_as_from_word (const char *word, TdComesAs *ret_as)
{
    for (int as = 0; as < TD_N_COMES; as++)
        if (g_strcmp0 (comes[as].word, word) == 0) {
            *ret_as = (TdComesAs) as;
            return TRUE;
        }
    return FALSE;
}

static const struct {
    const char *word, *label;
} statuses[TD_N_ACCREDITATION_STATUSES] = {
    [TD_ACCREDITATION_ASKED] = { "asked", N_ ("waits for the secretariat") },
    [TD_ACCREDITATION_ACCEPTED] = { "accepted", N_ ("accredited") },
    [TD_ACCREDITATION_REFUSED] = { "refused", N_ ("not accredited") },
    [TD_ACCREDITATION_WITHDRAWN] = { "withdrawn", N_ ("taken back") },
};

const char *td_accreditation_status_word (TdAccreditationStatus status)
{
    return status < TD_N_ACCREDITATION_STATUSES ? statuses[status].word : "";
}

const char *td_accreditation_status_label (TdAccreditationStatus status)
{
    return status < TD_N_ACCREDITATION_STATUSES ? statuses[status].label : "";
}

const char *td_accreditation_badge_name (const TdAccreditation *a)
{
    return a->shown != NULL ? a->shown : a->name != NULL ? a->name : "";
}

/* ---- numbers of passports ---- */

typedef struct {
    guint letters, capitals, digits, run, most; /* run: digits in a row now; most: at any time */
} Token;

/* A word of letters and digits; where it is at most three letters, a number behind one blank or stroke belongs to it. */
static const char *read_token (const char *p, Token *t)
{
    for (; g_ascii_isalnum (*p); p++) {
        gboolean digit = g_ascii_isdigit (*p);
        t->digits += digit;
        t->letters += !digit;
        t->capitals += g_ascii_isupper (*p) ? 1 : 0;
        t->run = digit ? t->run + 1 : 0;
        t->most = MAX (t->most, t->run);
    }
    if (t->digits == 0 && t->letters <= 3 && *p != '\0' && strchr (" -./", *p) != NULL && g_ascii_isdigit (p[1]))
        return read_token (p + 1, t);
    return p;
}

/* Eight digits in a row; six behind at most three letters ("X 1234567"); a word of eight to ten capitals and digits with four
 * digits ("C01X00T47"). Dates, hours, years and telephone numbers that begin with + are none. */
gboolean td_looks_like_passport (const char *text)
{
    for (const char *p = text; *p != '\0';) {
        Token t = { 0 };
        gboolean telephone = p > text && p[-1] == '+';
        const char *end = read_token (p, &t);
        if (!telephone
            && (t.most >= 8 || (t.letters >= 1 && t.letters <= 3 && t.most >= 6)
                || (t.letters >= 1 && t.letters == t.capitals && t.digits >= 4 && t.letters + t.digits >= 8
                    && t.letters + t.digits <= 10)))
            return TRUE;
        p = end > p ? end : g_utf8_next_char (p);
    }
    return FALSE;
}
