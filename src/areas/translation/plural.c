/* Plural forms. Contract in plural.h. The formula is C's expressions over n, as gettext takes them: a small recursive descent, its depth bounded. */
#include "areas/translation/plural.h"

#include <string.h>

enum { MOST_FORMS = 6, MOST_DEPTH = 40, MOST_FORMULA = 600, MOST_EXAMPLES = 4, EXAMPLES_UP_TO = 200 };

/* ---- languages ---- */

#define ONE_FORM "nplurals=1; plural=0;"
#define TWO      "nplurals=2; plural=(n != 1);"
#define TWO_ONE  "nplurals=2; plural=(n > 1);" /* nothing is said like one */
#define SLAVIC   "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"

static const struct {
    const char *languages, *formula;
} table[] = {
    { " zh ja ko vi th lo km my id ms jv su wo yo ig bo dz ka ", ONE_FORM },
    { " fr pt-BR am ti ln mg wa ak tl fil oc br uz tg gn ay bm ", TWO_ONE },
    { " ru uk be sr hr bs ", SLAVIC },
    { " pl ", "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);" },
    { " cs sk ", "nplurals=3; plural=(n==1 ? 0 : (n>=2 && n<=4) ? 1 : 2);" },
    { " ro ", "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2);" },
    { " ar ", "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);" },
};

const char *td_plural_formula (const char *language)
{
    g_autofree char *whole = g_strdup_printf (" %s ", language);
    g_autofree char *first = g_strndup (language, strcspn (language, "-"));
    g_autofree char *padded = g_strdup_printf (" %s ", first);

    for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
        if (strstr (table[i].languages, whole) != NULL)
            return table[i].formula;
    for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
        if (strstr (table[i].languages, padded) != NULL)
            return table[i].formula;
    return TWO;
}

/* ---- the formula ---- */

typedef struct {
    const char *at;
    guint64 n;
    int depth;
    gboolean wrong;
} Reader;

static guint64 choice (Reader *r);

static gboolean take (Reader *r, const char *sign)
{
    while (g_ascii_isspace (*r->at))
        r->at++;
    if (!g_str_has_prefix (r->at, sign))
        return FALSE;
    r->at += strlen (sign);
    return TRUE;
}

static guint64 atom (Reader *r)
{
    guint64 value = 0;

    if (++r->depth > MOST_DEPTH)
        r->wrong = TRUE;
    if (r->wrong)
        return 0;
    if (take (r, "("))
        value = choice (r), r->wrong |= !take (r, ")");
    else if (take (r, "!"))
        value = !atom (r);
    else if (take (r, "n"))
        value = r->n;
    else if (g_ascii_isdigit (*r->at))
        value = g_ascii_strtoull (r->at, (char **) &r->at, 10);
    else
        r->wrong = TRUE;
    r->depth--;
    return value;
}

/* Signs of one strength, longer ones first; what each does. */
typedef struct {
    const char *sign;
    char does;
} Sign;
static const Sign strengths[][5] = {
    { { "||", '|' } },
    { { "&&", '&' } },
    { { "==", '=' }, { "!=", '~' } },
    { { "<=", 'l' }, { ">=", 'g' }, { "<", '<' }, { ">", '>' } },
    { { "+", '+' }, { "-", '-' } },
    { { "*", '*' }, { "/", '/' }, { "%", '%' } },
};

static guint64 apply (Reader *r, char does, guint64 a, guint64 b)
{
    if ((does == '/' || does == '%') && b == 0) {
        r->wrong = TRUE;
        return 0;
    }
    switch (does) {
    case '|': return a || b;
    case '&': return a && b;
    case '=': return a == b;
    case '~': return a != b;
    case 'l': return a <= b;
    case 'g': return a >= b;
    case '<': return a < b;
    case '>': return a > b;
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return a / b;
    default: return a % b;
    }
}

static guint64 joined (Reader *r, gsize strength)
{
    guint64 value;

    if (strength == G_N_ELEMENTS (strengths))
        return atom (r);
    value = joined (r, strength + 1);
    for (gsize i = 0; !r->wrong && i < 5 && strengths[strength][i].sign != NULL; i++)
        if (take (r, strengths[strength][i].sign)) {
            value = apply (r, strengths[strength][i].does, value, joined (r, strength + 1));
            i = (gsize) -1; /* from the first sign again */
        }
    return value;
}

static guint64 choice (Reader *r)
{
    guint64 value = 0, yes, no;

    if (++r->depth > MOST_DEPTH)
        r->wrong = TRUE;
    if (!r->wrong)
        value = joined (r, 0);
    if (!r->wrong && take (r, "?")) {
        yes = choice (r);
        r->wrong |= !take (r, ":");
        no = choice (r);
        value = value ? yes : no;
    }
    r->depth--;
    return value;
}

/* The form for n; -1: the formula is none. */
static int form_of (const char *formula, guint64 n)
{
    const char *plural = strstr (formula, "plural=");
    const char *nplurals = strstr (formula, "nplurals=");
    Reader r = { .n = n };

    if (plural != NULL && nplurals != NULL && plural == nplurals + 1)
        plural = strstr (nplurals + strlen ("nplurals="), "plural=");
    if (plural == NULL || strlen (formula) > MOST_FORMULA)
        return -1;
    r.at = plural + strlen ("plural=");
    guint64 form = choice (&r);
    return r.wrong || form >= MOST_FORMS ? -1 : (int) form;
}

/* What the header says behind "Plural-Forms:", else the language's. Free it. */
static char *formula_for (const char *language, const char *header)
{
    const char *line = header != NULL ? strstr (header, "Plural-Forms:") : NULL;
    g_autofree char *said = line != NULL ? g_strndup (line, strcspn (line, "\n")) : NULL;

    return said != NULL && strstr (said, "nplurals=") != NULL && form_of (said, 1) >= 0
               ? g_steal_pointer (&said)
               : g_strdup (td_plural_formula (language));
}

guint td_plural_forms (const char *language, const char *header)
{
    g_autofree char *formula = formula_for (language, header);
    const char *count = strstr (formula, "nplurals=");
    guint64 n = count != NULL ? g_ascii_strtoull (count + strlen ("nplurals="), NULL, 10) : 2;

    return (guint) CLAMP (n, 1, MOST_FORMS);
}

char *td_plural_examples (const char *language, const char *header, guint form)
{
    g_autofree char *formula = formula_for (language, header);
    g_autoptr (GString) examples = g_string_new (NULL);
    int found = 0;

    for (guint64 n = 0; n <= EXAMPLES_UP_TO && found < MOST_EXAMPLES; n++)
        if (form_of (formula, n) == (int) form) {
            g_string_append_printf (examples, "%s%" G_GUINT64_FORMAT, found > 0 ? ", " : "", n);
            found++;
        }
    return found > 0 ? g_string_free (g_steal_pointer (&examples), FALSE) : NULL;
}
