#include "areas/open_data/oai-arguments.h"

#include "base/clock.h"

#include <string.h>

#define SECOND G_USEC_PER_SEC

enum { IDENTIFIER = 1 << 0, PREFIX = 1 << 1, FROM = 1 << 2, UNTIL = 1 << 3, SET = 1 << 4, TOKEN = 1 << 5 };

static const struct {
    const char *name;
    guint bit;
} names[] = {
    { "verb", 0 },  { "identifier", IDENTIFIER }, { "metadataPrefix", PREFIX }, { "from", FROM }, { "until", UNTIL },
    { "set", SET }, { "resumptionToken", TOKEN }
};

/* What each verb needs and takes; a resumption token stands alone (section 4). */
static const struct {
    const char *verb;
    guint needs, takes;
} verbs[] = {
    { "Identify", 0, 0 },
    { "ListMetadataFormats", 0, IDENTIFIER },
    { "ListSets", 0, TOKEN },
    { "GetRecord", IDENTIFIER | PREFIX, IDENTIFIER | PREFIX },
    { "ListIdentifiers", PREFIX, PREFIX | FROM | UNTIL | SET | TOKEN },
    { "ListRecords", PREFIX, PREFIX | FROM | UNTIL | SET | TOKEN },
};

void td_oai_ask_clear (TdOaiAsk *ask)
{
    g_free (ask->kind);
    g_free (ask->state);
    g_free (ask->type);
    *ask = (TdOaiAsk){ 0 };
}

static gboolean refuse (TdOaiAsk *ask, const char *code, const char *sentence)
{
    ask->code = code;
    ask->sentence = sentence;
    return FALSE;
}

static const char *value_of (const TdOaiArgument *arguments, gsize n, const char *name)
{
    for (gsize i = 0; i < n; i++)
        if (g_str_equal (arguments[i].name, name))
            return arguments[i].value;
    return NULL;
}

static guint bit_of (const char *name, gboolean *ret_known)
{
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        if (g_str_equal (names[i].name, name)) {
            *ret_known = TRUE;
            return names[i].bit;
        }
    *ret_known = FALSE;
    return 0;
}

static gboolean find_verb (TdOaiAsk *ask, const TdOaiArgument *arguments, gsize n, gsize *ret_row)
{
    const char *verb = value_of (arguments, n, "verb");
    gsize times = 0;

    for (gsize i = 0; i < n; i++)
        times += g_str_equal (arguments[i].name, "verb");
    for (gsize i = 0; i < G_N_ELEMENTS (verbs) && times == 1; i++)
        if (g_str_equal (verbs[i].verb, verb)) {
            ask->verb = verbs[i].verb;
            *ret_row = i;
            return TRUE;
        }
    return refuse (ask, "badVerb",
                   "Ask with one verb: Identify, ListMetadataFormats, ListSets, GetRecord, "
                   "ListIdentifiers or ListRecords.");
}

/* Each argument is known, taken by the verb, there once, and none is missing. */
static gboolean check_arguments (TdOaiAsk *ask, const TdOaiArgument *arguments, gsize n, gsize row)
{
    guint given = 0;

    for (gsize i = 0; i < n; i++) {
        gboolean known;
        guint bit = bit_of (arguments[i].name, &known);
        if (!known || (bit & ~verbs[row].takes) != 0 || (bit & given) != 0)
            return refuse (ask, "badArgument", "An argument is not known to this verb, or stands there twice.");
        given |= bit;
    }
    if ((given & TOKEN) != 0 && given != TOKEN)
        return refuse (ask, "badArgument", "A resumptionToken stands alone.");
    if ((given & TOKEN) == 0 && (verbs[row].needs & ~given) != 0)
        return refuse (ask, "badArgument", "An argument that this verb needs is missing.");
    return TRUE;
}

/* ---- instants ---- */

static gboolean is_day (const char *text)
{
    return strlen (text) == 10;
}

/* "2026-12-01" or "2026-12-01T10:00:00Z"; until: the last instant of the day or second. */
static gboolean read_instant (const char *text, gboolean until, gint64 *ret)
{
    g_autofree char *whole = is_day (text) ? g_strconcat (text, "T00:00:00Z", NULL) : g_strdup (text);

    if (strlen (whole) != 20 || whole[10] != 'T' || whole[19] != 'Z' || !td_instant_from_text (whole, ret, NULL))
        return FALSE;
    if (until)
        *ret += (is_day (text) ? 24 * 3600 : 1) * SECOND - 1;
    return TRUE;
}

static gboolean read_span (TdOaiAsk *ask, const char *from, const char *until)
{
    TdOpenSearch *s = &ask->search;

    if ((from != NULL && !read_instant (from, FALSE, &s->from))
        || (until != NULL && !read_instant (until, TRUE, &s->until)))
        return refuse (ask, "badArgument", "Instants are written 2026-12-01 or 2026-12-01T10:00:00Z.");
    if (from != NULL && until != NULL && (is_day (from) != is_day (until) || s->from > s->until))
        return refuse (ask, "badArgument",
                       "“from” comes before “until”, and both are written to the day or to the second.");
    /* Nothing here is older than 1970; 0 is no bound, and a token holds no number below it. */
    s->from = MAX (s->from, 0);
    if (until != NULL)
        s->until = MAX (s->until, 1);
    return TRUE;
}

/* ---- sets ---- */

static gboolean read_set (TdOaiAsk *ask, const char *set)
{
    if (set == NULL)
        return TRUE;
    if (g_str_equal (set, "documents") || g_str_equal (set, "submissions"))
        ask->kind =
            g_strdup (*set == 'd' ? td_open_kind_word (TD_OPEN_DOCUMENT) : td_open_kind_word (TD_OPEN_SUBMISSION));
    else if (g_str_has_prefix (set, "state:"))
        ask->state = g_strdup (set + strlen ("state:"));
    else if (g_str_has_prefix (set, "type:"))
        ask->type = g_strdup (set + strlen ("type:"));
    else if (g_str_equal (set, "state") || g_str_equal (set, "type"))
        return TRUE; /* everything is of some State or type; what is of none is of no other set either */
    else
        ask->kind = g_strdup ("none"); /* a set that there is not has no records */
    return TRUE;
}

/* ---- resumption tokens: "POSITION/FROM/UNTIL/SET", instants as microseconds ---- */

static char *set_of (const TdOaiAsk *ask)
{
    if (ask->state != NULL)
        return g_strconcat ("state:", ask->state, NULL);
    if (ask->type != NULL)
        return g_strconcat ("type:", ask->type, NULL);
    return g_strconcat (ask->kind != NULL ? ask->kind : "", ask->kind != NULL ? "s" : "", NULL);
}

char *td_oai_token (const TdOaiAsk *ask, gint64 position)
{
    g_autofree char *set = set_of (ask);

    return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%s", position,
                            ask->search.from, ask->search.until, set);
}

static gboolean read_token (TdOaiAsk *ask, const char *token)
{
    g_auto (GStrv) parts = g_strsplit (token, "/", 4);
    gint64 *const numbers[] = { &ask->search.after, &ask->search.from, &ask->search.until };

    ask->resuming = TRUE;
    if (g_strv_length (parts) != 4)
        return refuse (ask, "badResumptionToken", "This is no resumptionToken of this repository.");
    for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
        if (!g_ascii_string_to_signed (parts[i], 10, i == 0, G_MAXINT64, numbers[i], NULL))
            return refuse (ask, "badResumptionToken", "This is no resumptionToken of this repository.");
    return read_set (ask, *parts[3] != '\0' ? parts[3] : NULL);
}

static gboolean read_list (TdOaiAsk *ask, const TdOaiArgument *arguments, gsize n)
{
    const char *token = value_of (arguments, n, "resumptionToken"), *set = value_of (arguments, n, "set");

    if (token != NULL)
        return read_token (ask, token);
    return read_span (ask, value_of (arguments, n, "from"), value_of (arguments, n, "until")) && read_set (ask, set);
}

static void read_all (TdOaiAsk *ask, const TdOaiArgument *arguments, gsize n)
{
    const char *prefix = value_of (arguments, n, "metadataPrefix");
    gsize row = 0;

    if (!find_verb (ask, arguments, n, &row) || !check_arguments (ask, arguments, n, row)
        || !read_list (ask, arguments, n))
        return;
    ask->identifier = value_of (arguments, n, "identifier");
    ask->search.kind = ask->kind;
    ask->search.state = ask->state;
    ask->search.type = ask->type;
    if (prefix != NULL && !g_str_equal (prefix, "oai_dc"))
        refuse (ask, "cannotDisseminateFormat", "Records are there in oai_dc alone.");
}

void td_oai_ask (const TdOaiArgument *arguments, gsize n, TdOaiAsk *ask)
{
    read_all (ask, arguments, n);
    ask->echo = g_strcmp0 (ask->code, "badVerb") != 0 && g_strcmp0 (ask->code, "badArgument") != 0;
}
