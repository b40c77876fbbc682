/* What a harvester asks, by the protocol's rules, whatever it sends. */
#include "areas/open_data/oai-arguments.h"

#include <string.h>

typedef struct {
    const char *query; /* "verb=ListSets&x=1" */
    const char *code;  /* or NULL */
} Case;

static GArray *arguments_of (char **pairs)
{
    GArray *arguments = g_array_new (FALSE, FALSE, sizeof (TdOaiArgument));

    for (gsize i = 0; pairs[i] != NULL; i++) {
        char *at = strchr (pairs[i], '=');
        *at = '\0';
        const TdOaiArgument one = { pairs[i], at + 1 };
        g_array_append_val (arguments, one);
    }
    return arguments;
}

static void test_errors (void)
{
    static const Case cases[] = {
        { "verb=Identify", NULL },
        { "verb=Identify&identifier=x", "badArgument" },
        { "verb=identify", "badVerb" },
        { "metadataPrefix=oai_dc", "badVerb" },
        { "verb=ListSets", NULL },
        { "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument" },
        { "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-03T10:00:00+01:00", "badArgument" },
        { "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-03T10:00:00Z&until=2026-02-03T10:00:00Z", NULL },
        { "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-03&until=2026-02-03", NULL },
        { "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-04&until=2026-02-03", "badArgument" },
        { "verb=ListRecords&metadataPrefix=oai_dc&identifier=x", "badArgument" },
        { "verb=ListRecords&metadataPrefix=rdf", "cannotDisseminateFormat" },
        { "verb=ListRecords&resumptionToken=5/0/0/", NULL },
        { "verb=ListRecords&resumptionToken=0/0/0/", "badResumptionToken" },
        { "verb=ListRecords&resumptionToken=5/0/0", "badResumptionToken" },
        { "verb=ListRecords&resumptionToken=5/-1/0/", "badResumptionToken" },
        { "verb=ListRecords&resumptionToken=5/0/0/&set=documents", "badArgument" },
        { "verb=GetRecord&identifier=x&metadataPrefix=oai_dc", NULL },
        { "verb=GetRecord&identifier=x&identifier=y&metadataPrefix=oai_dc", "badArgument" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_auto (GStrv) pairs = g_strsplit (cases[i].query, "&", -1);
        g_autoptr (GArray) arguments = arguments_of (pairs);
        g_auto (TdOaiAsk) ask = { 0 };
        td_oai_ask ((const TdOaiArgument *) (void *) arguments->data, arguments->len, &ask);
        g_test_message ("%s", cases[i].query);
        g_assert_cmpstr (ask.code, ==, cases[i].code);
        g_assert_true ((ask.sentence != NULL) == (ask.code != NULL));
    }
}

/* A token holds the whole question. */
static void test_token (void)
{
    static const char *const sets[] = { "",
                                        "&set=documents",
                                        "&set=state:GHA",
                                        "&set=type:dialogue",
                                        "&set=state",
                                        "&from=1950-01-01&until=2026-03-04", /* older than all that there is */
                                        "&until=1960-01-01" };

    for (gsize i = 0; i < G_N_ELEMENTS (sets); i++) {
        g_autofree char *query =
            g_strconcat ("verb=ListRecords&metadataPrefix=oai_dc",
                         strstr (sets[i], "until") == NULL ? "&from=2026-01-02&until=2026-03-04" : "", sets[i], NULL);
        g_auto (GStrv) pairs = g_strsplit (query, "&", -1);
        g_autoptr (GArray) arguments = arguments_of (pairs);
        g_auto (TdOaiAsk) ask = { 0 };
        g_auto (TdOaiAsk) again = { 0 };
        td_oai_ask ((const TdOaiArgument *) (void *) arguments->data, arguments->len, &ask);
        g_autofree char *token = td_oai_token (&ask, 77);
        const TdOaiArgument next[] = { { "verb", "ListRecords" }, { "resumptionToken", token } };
        td_oai_ask (next, 2, &again);
        g_assert_null (again.code);
        g_assert_cmpint (again.search.after, ==, 77);
        g_assert_cmpint (again.search.from, ==, ask.search.from);
        g_assert_cmpint (again.search.until, ==, ask.search.until);
        g_assert_cmpstr (again.search.kind, ==, ask.search.kind);
        g_assert_cmpstr (again.search.state, ==, ask.search.state);
        g_assert_cmpstr (again.search.type, ==, ask.search.type);
        g_assert_true (again.resuming);
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/oai/errors", test_errors);
    g_test_add_func ("/oai/token", test_token);
    return g_test_run ();
}
