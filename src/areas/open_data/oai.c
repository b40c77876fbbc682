/* OAI-PMH 2.0. Contract in oai.h; numbers of sections are the protocol's. */
#include "areas/open_data/oai.h"

#include "areas/open_data/dublin-core.h"
#include "areas/open_data/oai-arguments.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/xml-out.h"

#include <string.h>

typedef struct {
    TdInstance *instance;
    TdTx *tx;
    const TdOaiAsk *ask;
    GString *out;
    gint64 now;
} Answer;

#define XSI "http://www.w3.org/2001/XMLSchema-instance"
#define OAI "http://www.openarchives.org/OAI/2.0/"

static void instant (GString *out, const char *name, gint64 at)
{
    g_autofree char *text = td_instant_to_text (at);

    td_xml_element (out, name, text, NULL);
}

static void put_error (GString *out, const char *code, const char *sentence)
{
    td_xml_element (out, "error", sentence, "code", code, NULL);
}

/* The host of the site, which names the repository. Free it. */
static char *host_of (const TdInstance *instance)
{
    g_autoptr (GUri) uri = g_uri_parse (instance->address, G_URI_FLAGS_NONE, NULL);

    return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "localhost");
}

/* ---- records ---- */

static void put_set_spec (GString *out, const char *before, const char *slug)
{
    g_autofree char *spec = g_strconcat (before, slug, NULL);

    td_xml_element (out, "setSpec", spec, NULL);
}

static void put_header (const Answer *a, const TdOpenRecord *r)
{
    g_autofree char *host = host_of (a->instance);
    g_autofree char *identifier = g_strdup_printf ("oai:%s:%s", host, r->id);

    td_xml_open (a->out, "header", "status", r->deleted ? "deleted" : NULL, NULL);
    td_xml_element (a->out, "identifier", identifier, NULL);
    instant (a->out, "datestamp", r->at);
    put_set_spec (a->out, "", r->kind == TD_OPEN_DOCUMENT ? "documents" : "submissions");
    if (r->state != NULL)
        put_set_spec (a->out, "state:", r->state);
    if (*r->type != '\0')
        put_set_spec (a->out, "type:", r->type);
    td_xml_close (a->out, "header");
}

static void put_dublin_core (const Answer *a, const TdOpenRecord *r, const TdOpenThing *thing)
{
    g_autoptr (GPtrArray) all = td_dublin_core (a->instance, r, thing);

    td_xml_open (a->out, "metadata", NULL);
    td_xml_open (a->out, "oai_dc:dc", "xmlns:oai_dc", OAI "oai_dc/", "xmlns:dc", "http://purl.org/dc/elements/1.1/",
                 "xsi:schemaLocation", OAI "oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd", NULL);
    for (guint i = 0; i < all->len; i++) {
        const TdDublinCore *one = all->pdata[i];
        g_autofree char *name = g_strconcat ("dc:", one->element, NULL);
        td_xml_element (a->out, name, one->value, "xml:lang", one->language, NULL);
    }
    td_xml_close (a->out, "oai_dc:dc");
    td_xml_close (a->out, "metadata");
}

/* As it stands now: one that went since the list was read is deleted. */
static gboolean put_record (const Answer *a, TdOpenRecord *r, GError **error)
{
    g_auto (TdOpenThing) thing = { 0 };

    if (!r->deleted && !td_open_thing_in (a->tx, a->instance, r, &thing, error))
        return FALSE;
    r->deleted = thing.document == NULL && thing.submission == NULL;
    td_xml_open (a->out, "record", NULL);
    put_header (a, r);
    if (!r->deleted)
        put_dublin_core (a, r, &thing);
    td_xml_close (a->out, "record");
    return TRUE;
}

/* ---- verbs ---- */

static gboolean identify (Answer *a, GError **error)
{
    gint64 earliest;
    g_autofree char *host = host_of (a->instance);
    g_autofree char *base = g_strconcat (a->instance->address, "/oai", NULL);
    g_autofree char *mail = g_strdup_printf ("noreply@%s", host);
    g_autofree char *sample = g_strdup_printf ("oai:%s:0123456789abcdef", host);

    if (!td_open_earliest_in (a->tx, a->now, &earliest, error))
        return FALSE;
    td_xml_open (a->out, "Identify", NULL);
    td_xml_element (a->out, "repositoryName", a->instance->profile->body, NULL);
    td_xml_element (a->out, "baseURL", base, NULL);
    td_xml_element (a->out, "protocolVersion", "2.0", NULL);
    td_xml_element (a->out, "adminEmail", mail, NULL);
    instant (a->out, "earliestDatestamp", earliest);
    td_xml_element (a->out, "deletedRecord", "persistent", NULL);
    td_xml_element (a->out, "granularity", "YYYY-MM-DDThh:mm:ssZ", NULL);
    td_xml_open (a->out, "description", NULL);
    td_xml_open (a->out, "oai-identifier", "xmlns", OAI "oai-identifier", "xsi:schemaLocation",
                 OAI "oai-identifier http://www.openarchives.org/OAI/2.0/oai-identifier.xsd", NULL);
    td_xml_element (a->out, "scheme", "oai", NULL);
    td_xml_element (a->out, "repositoryIdentifier", host, NULL);
    td_xml_element (a->out, "delimiter", ":", NULL);
    td_xml_element (a->out, "sampleIdentifier", sample, NULL);
    td_xml_close (a->out, "oai-identifier");
    td_xml_close (a->out, "description");
    td_xml_close (a->out, "Identify");
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
    if (a->ask->identifier != NULL && r == NULL)
        return TRUE;
    td_xml_open (a->out, "ListMetadataFormats", NULL);
    td_xml_open (a->out, "metadataFormat", NULL);
    td_xml_element (a->out, "metadataPrefix", "oai_dc", NULL);
    td_xml_element (a->out, "schema", OAI "oai_dc.xsd", NULL);
    td_xml_element (a->out, "metadataNamespace", OAI "oai_dc/", NULL);
    td_xml_close (a->out, "metadataFormat");
    td_xml_close (a->out, "ListMetadataFormats");
    return TRUE;
}

static void put_set (GString *out, const char *before, const char *slug, const char *label)
{
    td_xml_open (out, "set", NULL);
    put_set_spec (out, before, slug);
    td_xml_element (out, "setName", label, NULL);
    td_xml_close (out, "set");
}

static gboolean list_sets (Answer *a, GError **error)
{
    const TdProfile *profile = a->instance->profile;

    (void) error;
    if (a->ask->resuming) {
        put_error (a->out, "badResumptionToken", "The list of sets comes whole.");
        return TRUE;
    }
    td_xml_open (a->out, "ListSets", NULL);
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
    td_xml_close (a->out, "ListSets");
    return TRUE;
}

static gboolean get_record (Answer *a, GError **error)
{
    g_autoptr (TdOpenRecord) r = NULL;

    if (!item (a, &r, error))
        return FALSE;
    if (r == NULL)
        return TRUE;
    td_xml_open (a->out, "GetRecord", NULL);
    if (!put_record (a, r, error))
        return FALSE;
    td_xml_close (a->out, "GetRecord");
    return TRUE;
}

/* Where the list goes on; an empty one ends a list that was begun (section 3.5). */
static void put_resumption (const Answer *a, const GPtrArray *records, gint64 total)
{
    gboolean more = records->len > TD_LIMIT_OAI_RECORDS;
    const TdOpenRecord *last = records->pdata[MIN (records->len, TD_LIMIT_OAI_RECORDS) - 1];
    g_autofree char *token = more ? td_oai_token (a->ask, last->position) : NULL;
    g_autofree char *size = g_strdup_printf ("%" G_GINT64_FORMAT, total);

    if (!more && !a->ask->resuming)
        return;
    td_xml_element (a->out, "resumptionToken", more ? token : "", "completeListSize", size, NULL);
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
    td_xml_open (a->out, verb, NULL);
    for (guint i = 0; i < MIN (records->len, TD_LIMIT_OAI_RECORDS); i++) {
        if (g_str_equal (verb, "ListIdentifiers"))
            put_header (a, records->pdata[i]);
        else if (!put_record (a, records->pdata[i], error))
            return FALSE;
    }
    put_resumption (a, records, total);
    td_xml_close (a->out, verb);
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

static const char *given (const TdOaiArgument *arguments, gsize n, const char *name)
{
    for (gsize i = 0; i < n; i++)
        if (g_str_equal (arguments[i].name, name))
            return arguments[i].value;
    return NULL;
}

/* With the arguments as they came, unless they are no arguments at all (section 3.6). */
static void put_request (const Answer *a, const TdOaiArgument *arguments, gsize n)
{
    gsize said = a->ask->echo ? n : 0;
    g_autofree char *base = g_strconcat (a->instance->address, "/oai", NULL);

    td_xml_element (a->out, "request", base, "verb", given (arguments, said, "verb"), "identifier",
                    given (arguments, said, "identifier"), "metadataPrefix", given (arguments, said, "metadataPrefix"),
                    "from", given (arguments, said, "from"), "until", given (arguments, said, "until"), "set",
                    given (arguments, said, "set"), "resumptionToken", given (arguments, said, "resumptionToken"),
                    NULL);
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
    g_autoptr (GString) out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    Answering an = { .answer = { instance, NULL, &ask, out, td_clock_now (&instance->clock) } };

    td_oai_ask (arguments, n, &ask);
    td_xml_open (out, "OAI-PMH", "xmlns", OAI, "xmlns:xsi", XSI, "xsi:schemaLocation",
                 OAI " http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd", NULL);
    instant (out, "responseDate", an.answer.now);
    put_request (&an.answer, arguments, n);
    an.began = out->len;
    if (ask.code != NULL)
        put_error (out, ask.code, ask.sentence);
    else if (!td_store_read (instance->store, answer_in, &an, error))
        return NULL;
    td_xml_close (out, "OAI-PMH");
    return g_string_free (g_steal_pointer (&out), FALSE);
}
