/* OAI-PMH 2.0. Contract in oai.h; numbers of sections are the protocol's. */
#include "areas/open_data/oai.h"

#include "areas/open_data/dublin-core.h"
#include "areas/open_data/oai-arguments.h"
#include "base/clock.h"
#include "base/limits.h"

#include <string.h>

typedef struct {
    TdInstance *instance;
    TdTx *tx;
    const TdOaiAsk *ask;
    GString *out;
    gint64 now;
} Answer;

/* ---- XML ---- */

static void put_escaped (GString *out, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text (text, -1);

    g_string_append (out, escaped);
}

static void element (GString *out, const char *name, const char *text)
{
    g_string_append_printf (out, "<%s>", name);
    put_escaped (out, text);
    g_string_append_printf (out, "</%s>\n", name);
}

static void instant (GString *out, const char *name, gint64 at)
{
    g_autofree char *text = td_instant_to_text (at);

    element (out, name, text);
}

static void put_error (GString *out, const char *code, const char *sentence)
{
    g_string_append_printf (out, "<error code=\"%s\">", code);
    put_escaped (out, sentence);
    g_string_append (out, "</error>\n");
}

/* The host of the site, which names the repository. Free it. */
static char *host_of (const TdInstance *instance)
{
    g_autoptr (GUri) uri = g_uri_parse (instance->address, G_URI_FLAGS_NONE, NULL);

    return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "localhost");
}

/* ---- records ---- */

static void put_header (const Answer *a, const TdOpenRecord *r)
{
    g_autofree char *host = host_of (a->instance);

    g_string_append_printf (a->out, "<header%s>\n<identifier>oai:%s:%s</identifier>\n",
                            r->deleted ? " status=\"deleted\"" : "", host, r->id);
    instant (a->out, "datestamp", r->at);
    element (a->out, "setSpec", r->kind == TD_OPEN_DOCUMENT ? "documents" : "submissions");
    if (r->state != NULL)
        g_string_append_printf (a->out, "<setSpec>state:%s</setSpec>\n", r->state);
    if (*r->type != '\0')
        g_string_append_printf (a->out, "<setSpec>type:%s</setSpec>\n", r->type);
    g_string_append (a->out, "</header>\n");
}

static void put_dublin_core (const Answer *a, const TdOpenRecord *r, const TdOpenThing *thing)
{
    g_autoptr (GPtrArray) all = td_dublin_core (a->instance, r, thing);

    g_string_append (a->out, "<metadata>\n<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" "
                             "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                             "xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/oai_dc/ "
                             "http://www.openarchives.org/OAI/2.0/oai_dc.xsd\">\n");
    for (guint i = 0; i < all->len; i++) {
        const TdDublinCore *one = all->pdata[i];
        g_string_append_printf (a->out, "<dc:%s", one->element);
        if (one->language != NULL)
            g_string_append_printf (a->out, " xml:lang=\"%s\"", one->language); /* a tag: letters, digits and "-" */
        g_string_append_c (a->out, '>');
        put_escaped (a->out, one->value);
        g_string_append_printf (a->out, "</dc:%s>\n", one->element);
    }
    g_string_append (a->out, "</oai_dc:dc>\n</metadata>\n");
}

/* As it stands now: one that went since the list was read is deleted. */
static gboolean put_record (const Answer *a, TdOpenRecord *r, GError **error)
{
    g_auto (TdOpenThing) thing = { 0 };

    if (!r->deleted && !td_open_thing_in (a->tx, a->instance, r, &thing, error))
        return FALSE;
    r->deleted = thing.document == NULL && thing.submission == NULL;
    g_string_append (a->out, "<record>\n");
    put_header (a, r);
    if (!r->deleted)
        put_dublin_core (a, r, &thing);
    g_string_append (a->out, "</record>\n");
    return TRUE;
}

/* ---- verbs ---- */

static gboolean identify (Answer *a, GError **error)
{
    gint64 earliest;
    g_autofree char *host = host_of (a->instance);
    g_autofree char *base = g_strconcat (a->instance->address, "/oai", NULL);
    g_autofree char *mail = g_strdup_printf ("noreply@%s", host);

    if (!td_open_earliest_in (a->tx, a->now, &earliest, error))
        return FALSE;
    g_string_append (a->out, "<Identify>\n");
    element (a->out, "repositoryName", a->instance->profile->body);
    element (a->out, "baseURL", base);
    element (a->out, "protocolVersion", "2.0");
    element (a->out, "adminEmail", mail);
    instant (a->out, "earliestDatestamp", earliest);
    element (a->out, "deletedRecord", "persistent");
    element (a->out, "granularity", "YYYY-MM-DDThh:mm:ssZ");
    g_string_append_printf (
        a->out,
        "<description>\n<oai-identifier xmlns=\"http://www.openarchives.org/OAI/2.0/oai-identifier\" "
        "xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/oai-identifier "
        "http://www.openarchives.org/OAI/2.0/oai-identifier.xsd\">\n<scheme>oai</scheme>\n"
        "<repositoryIdentifier>%s</repositoryIdentifier>\n<delimiter>:</delimiter>\n"
        "<sampleIdentifier>oai:%s:0123456789abcdef</sampleIdentifier>\n</oai-identifier>\n"
        "</description>\n</Identify>\n",
        host, host);
    return TRUE;
}

/* *ret NULL, and the error is said: there is no such item. */
static gboolean item (Answer *a, TdOpenRecord **ret, GError **error)
{
    g_autofree char *host = host_of (a->instance);
    g_autofree char *before = g_strdup_printf ("oai:%s:", host);

    *ret = NULL;
    if (g_str_has_prefix (a->ask->identifier, before)
        && !td_open_record_in (a->tx, a->ask->identifier + strlen (before), ret, error))
        return FALSE;
    if (*ret == NULL)
        put_error (a->out, "idDoesNotExist", "There is no item of this identifier here.");
    return TRUE;
}

static gboolean list_metadata_formats (Answer *a, GError **error)
{
    g_autoptr (TdOpenRecord) r = NULL;

    if (a->ask->identifier != NULL && !item (a, &r, error))
        return FALSE;
    if (a->ask->identifier == NULL || r != NULL)
        g_string_append (a->out, "<ListMetadataFormats>\n<metadataFormat>\n<metadataPrefix>oai_dc</metadataPrefix>\n"
                                 "<schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</schema>\n"
                                 "<metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace>\n"
                                 "</metadataFormat>\n</ListMetadataFormats>\n");
    return TRUE;
}

static void put_set (GString *out, const char *before, const char *slug, const char *label)
{
    g_string_append_printf (out, "<set>\n<setSpec>%s%s</setSpec>\n", before, slug);
    element (out, "setName", label);
    g_string_append (out, "</set>\n");
}

static gboolean list_sets (Answer *a, GError **error)
{
    const TdProfile *profile = a->instance->profile;

    (void) error;
    if (a->ask->resuming) {
        put_error (a->out, "badResumptionToken", "The list of sets comes whole.");
        return TRUE;
    }
    g_string_append (a->out, "<ListSets>\n");
    put_set (a->out, "", "documents", "Documents of the library");
    put_set (a->out, "", "submissions", "Contributions that are public");
    put_set (a->out, "", "state", "By the State that they are about");
    for (gsize i = 0; i < profile->n_states; i++)
        put_set (a->out, "state:", profile->states[i].iso3, td_profile_state_name (profile, &profile->states[i], "en"));
    put_set (a->out, "", "type", "By what they are");
    for (gsize i = 0; i < profile->n_document_types; i++)
        put_set (a->out, "type:", profile->document_types[i].slug, profile->document_types[i].label);
    for (gsize i = 0; i < profile->n_purposes; i++)
        if (td_profile_document_type (profile, profile->purposes[i].slug) == NULL)
            put_set (a->out, "type:", profile->purposes[i].slug, profile->purposes[i].label);
    g_string_append (a->out, "</ListSets>\n");
    return TRUE;
}

static gboolean get_record (Answer *a, GError **error)
{
    g_autoptr (TdOpenRecord) r = NULL;

    if (!item (a, &r, error))
        return FALSE;
    if (r == NULL)
        return TRUE;
    g_string_append (a->out, "<GetRecord>\n");
    if (!put_record (a, r, error))
        return FALSE;
    g_string_append (a->out, "</GetRecord>\n");
    return TRUE;
}

/* Where the list goes on; an empty one ends a list that was begun (section 3.5). */
static void put_resumption (const Answer *a, const GPtrArray *records, gint64 total)
{
    gboolean more = records->len > TD_LIMIT_OAI_RECORDS;
    const TdOpenRecord *last = records->pdata[MIN (records->len, TD_LIMIT_OAI_RECORDS) - 1];
    g_autofree char *token = more ? td_oai_token (a->ask, last->position) : NULL;

    if (!more && !a->ask->resuming)
        return;
    g_string_append_printf (a->out, "<resumptionToken completeListSize=\"%" G_GINT64_FORMAT "\">", total);
    put_escaped (a->out, more ? token : "");
    g_string_append (a->out, "</resumptionToken>\n");
}

static gboolean list (Answer *a, GError **error)
{
    TdOpenSearch search = a->ask->search;
    g_autoptr (GPtrArray) records = NULL;
    const char *verb = a->ask->verb;
    gint64 total = 0;

    search.deleted = TRUE;
    search.most = TD_LIMIT_OAI_RECORDS + 1; /* one more tells whether the list goes on */
    records = td_open_records_in (a->tx, &search, &total, error);
    if (records == NULL)
        return FALSE;
    if (records->len == 0) {
        put_error (a->out, a->ask->resuming ? "badResumptionToken" : "noRecordsMatch",
                   "There is nothing of that set between those instants.");
        return TRUE;
    }
    g_string_append_printf (a->out, "<%s>\n", verb);
    for (guint i = 0; i < MIN (records->len, TD_LIMIT_OAI_RECORDS); i++) {
        if (g_str_equal (verb, "ListIdentifiers"))
            put_header (a, records->pdata[i]);
        else if (!put_record (a, records->pdata[i], error))
            return FALSE;
    }
    put_resumption (a, records, total);
    g_string_append_printf (a->out, "</%s>\n", verb);
    return TRUE;
}

/* ---- the answer ---- */

static gboolean put_verb (Answer *a, GError **error)
{
    static const struct {
        const char *verb;
        gboolean (*run) (Answer *a, GError **error);
    } verbs[] = { { "Identify", identify },    { "ListMetadataFormats", list_metadata_formats },
                  { "ListSets", list_sets },   { "GetRecord", get_record },
                  { "ListIdentifiers", list }, { "ListRecords", list } };

    for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
        if (g_str_equal (verbs[i].verb, a->ask->verb))
            return verbs[i].run (a, error);
    return TRUE;
}

/* With the arguments as they came, unless they are no arguments at all (section 3.6). */
static void put_request (const Answer *a, const TdOaiArgument *arguments, gsize n)
{
    g_string_append (a->out, "<request");
    for (gsize i = 0; i < n && a->ask->echo; i++) {
        g_string_append_printf (a->out, " %s=\"", arguments[i].name); /* one of the protocol's */
        put_escaped (a->out, arguments[i].value);
        g_string_append_c (a->out, '"');
    }
    g_string_append_c (a->out, '>');
    put_escaped (a->out, a->instance->address);
    g_string_append (a->out, "/oai</request>\n");
}

typedef struct {
    Answer answer;
    gsize began; /* how long the answer is before the verb's part */
} Answering;

static gboolean answer_in (TdTx *tx, gpointer data, GError **error)
{
    Answering *an = data;

    g_string_truncate (an->answer.out, an->began);
    an->answer.tx = tx;
    return put_verb (&an->answer, error);
}

char *td_oai (TdInstance *instance, const TdOaiArgument *arguments, gsize n, GError **error)
{
    g_auto (TdOaiAsk) ask = { 0 };
    g_autoptr (GString) out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                            "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\" "
                                            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                                            "xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/ "
                                            "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd\">\n");
    Answering an = { .answer = { instance, NULL, &ask, out, td_clock_now (&instance->clock) } };

    td_oai_ask (arguments, n, &ask);
    instant (out, "responseDate", an.answer.now);
    put_request (&an.answer, arguments, n);
    an.began = out->len;
    if (ask.code != NULL)
        put_error (out, ask.code, ask.sentence);
    else if (!td_store_read (instance->store, answer_in, &an, error))
        return NULL;
    g_string_append (out, "</OAI-PMH>\n");
    return g_string_free (g_steal_pointer (&out), FALSE);
}
