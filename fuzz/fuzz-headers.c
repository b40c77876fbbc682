/* What stands in the headers of a request and after the "?" of an address of our own kind, as anybody may send it: languages, codings, ETags, ranges, parameters,
 * a harvester's arguments (a token that is made is read again as the same), a badge's code. Each line of the input is one value. */
#include "areas/accreditation/badge-token.h"
#include "areas/open_data/oai-arguments.h"
#include "base/base.h"
#include "base/clock.h"
#include "web/cache.h"
#include "web/compress.h"
#include "web/disposition.h"
#include "web/headers.h"
#include "web/range.h"
#include "web/router.h"

#include <sodium.h>
#include <string.h>

static void look_at_range (const char *value)
{
    gint64 from = 0, length = 0;

    if (td_range_read (value, 1000, &from, &length) == TD_RANGE_PART)
        g_assert_true (from >= 0 && length > 0 && length <= 1000 - from);
}

static void look_at_header (const char *value)
{
    static const char *const names[] = { "name", "filename", "boundary", "charset" };

    g_assert_cmpint (td_coding_choose (value), <, TD_N_CODINGS);
    g_assert_nonnull (td_locale_choose (value));
    td_etag_matches (value, "\"abc\"");
    td_disposition_is (value, "multipart/form-data");
    look_at_range (value);
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        g_free (td_disposition_parameter (value, names[i]));
    if (td_redirect_ok (value))
        g_assert_true (value[0] == '/' && value[1] != '/' && strpbrk (value, "\\ \r\n") == NULL);
}

static void look_at_time (const char *value)
{
    gint64 instant = 0;
    g_autofree char *again = NULL;

    if (td_instant_from_text (value, &instant, NULL))
        again = td_instant_to_text (instant);
    td_instant_from_local (value, "Europe/Zurich", &instant, NULL);
    td_zone_known (value);
    if (td_date_precision (value) != TD_DATE_NONE) {
        g_autofree char *later = td_date_add_months (value, 7);
        g_assert_true (later == NULL || td_date_precision (later) == td_date_precision (value));
    }
}

static void look_at_arguments (char *const *lines)
{
    static const char *const names[] = { "verb", "metadataPrefix",  "from",      "until",
                                         "set",  "resumptionToken", "identifier" };
    TdOaiArgument arguments[G_N_ELEMENTS (names)];
    g_auto (TdOaiAsk) ask = { 0 };
    gsize n = 0;

    for (; n < G_N_ELEMENTS (names) && lines[n] != NULL; n++)
        arguments[n] = (TdOaiArgument){ names[n], lines[n] };
    td_oai_ask (arguments, n, &ask);
    if (ask.code == NULL && g_str_has_prefix (ask.verb, "List") && !g_str_equal (ask.verb, "ListSets")
        && !g_str_equal (ask.verb, "ListMetadataFormats")) {
        g_autofree char *token = td_oai_token (&ask, 42);
        const TdOaiArgument again[] = { { "verb", ask.verb }, { "resumptionToken", token } };
        g_auto (TdOaiAsk) second = { 0 };
        td_oai_ask (again, 2, &second);
        g_assert_null (second.code);
        g_assert_cmpstr (second.kind, ==, ask.kind);
        g_assert_cmpstr (second.state, ==, ask.state);
    }
}

static void look_at_badge (const char *value)
{
    static TdLogKey key;
    g_autofree char *badge = NULL;
    gint64 until = 0;
    int session = 0;

    if (td_badge_token_read (&key, value, &badge, &session, &until) == TD_BADGE_HOLDS)
        g_assert_nonnull (badge);
}

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
    g_autofree char *text = g_strndup ((const char *) data, size);
    g_auto (GStrv) lines = NULL;

    td_base_init ();
    for (char *c = text; *c != '\0'; c++) /* the server's HTTP library lets through no such letter */
        if (*c == '\r')
            *c = ' ';
    lines = g_strsplit (text, "\n", 8);
    for (gsize i = 0; lines[i] != NULL; i++) {
        look_at_header (lines[i]);
        look_at_time (lines[i]);
        look_at_badge (lines[i]);
    }
    look_at_arguments (lines);
    return 0;
}
