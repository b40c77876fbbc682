#include "areas/area.h"
#include "areas/library/library-place.h"
#include "areas/organisations/organisation-followers.h"
#include "areas/spreading/pages.h"
#include "areas/spreading/spreading.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField remove_fields[] = {
    { "summary", TD_FIELD_LINE, 16 }, { "note", TD_FIELD_LINE, 16 }, { "reason", TD_FIELD_LINE, 400 }, { NULL }
};
static const TdField summary_fields[] = { { "organisation", TD_FIELD_LINE, 16 },
                                          { "language", TD_FIELD_LINE, 20 },
                                          { "other", TD_FIELD_LINE, 40 },
                                          { "text", TD_FIELD_TEXT, 2 * TD_LIMIT_SUMMARY_CHARACTERS },
                                          { NULL } };
static const TdField card_fields[] = {
    { "language", TD_FIELD_LINE, 35 }, { "anchor", TD_FIELD_LINE, 10 }, { "phrase", TD_FIELD_TEXT, 4000 }, { NULL }
};
static const TdField picture_fields[] = { { "language", TD_FIELD_LINE, 35 },
                                          { "phrase", TD_FIELD_TEXT, 4000 },
                                          { NULL } };
static const TdField leaflet_fields[] = { { "language", TD_FIELD_LINE, 35 }, { "page", TD_FIELD_LINE, 4 }, { NULL } };
static const TdField leaflet_file_fields[] = { { "language", TD_FIELD_LINE, 35 },
                                               { "summary", TD_FIELD_LINE, 16 },
                                               { "paragraph", TD_FIELD_CHOICES, 200 },
                                               { NULL } };
static const TdField outreach_fields[] = { { "document", TD_FIELD_LINE, 4 * TD_LIMIT_SYMBOL_CHARACTERS },
                                           { "country", TD_FIELD_LINE, 3 },
                                           { "in", TD_FIELD_LINE, 20 },
                                           { "page", TD_FIELD_LINE, 4 },
                                           { NULL } };
static const TdField note_fields[] = { { "organisation", TD_FIELD_LINE, 16 },
                                       { "quiet", TD_FIELD_CHOICES, 1 },
                                       { "day", TD_FIELD_LINE, 20 },
                                       { "how", TD_FIELD_LINE, 20 },
                                       { "language", TD_FIELD_LINE, 20 },
                                       { "other", TD_FIELD_LINE, 40 },
                                       { "country", TD_FIELD_LINE, 3 },
                                       { "place", TD_FIELD_LINE, 2 * TD_LIMIT_NAME_CHARACTERS },
                                       { "people", TD_FIELD_LINE, 20 },
                                       { "words", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                       { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/documents/{id}/spread", TD_ACT_PUBLIC_READ, .handler = td_spread_page, .json = TRUE,
      .summary = N_ ("How a text of the Committee’s is spread: summaries, cards, a leaflet") },
    { "POST", "/{lang}/documents/{id}/spread/remove", TD_ACT_SPREADING_NOTE, .fields = remove_fields,
      .handler = td_spread_remove_post, .summary = N_ ("Take a summary back, or off every page") },
    { "GET", "/{lang}/documents/{id}/spread/summary", TD_ACT_SPREADING_NOTE, .handler = td_spread_summary_page,
      .summary = N_ ("Write a summary of an adopted text") },
    { "POST", "/{lang}/documents/{id}/spread/summary", TD_ACT_SPREADING_NOTE, .fields = summary_fields,
      .handler = td_spread_summary_post, .summary = N_ ("Write a summary of an adopted text") },
    { "GET", "/{lang}/documents/{id}/spread/card", TD_ACT_PUBLIC_READ, .fields = card_fields,
      .handler = td_spread_card_page, .cache = TD_CACHE_PUBLIC, .summary = N_ ("A picture card with a quotation") },
    { "GET", "/{lang}/documents/{id}/spread/card/{anchor}/{shape}", TD_ACT_PUBLIC_READ, .fields = picture_fields,
      .handler = td_spread_card_picture, .pool = TD_POOL_SLOW, .summary = N_ ("The picture of a card") },
    { "GET", "/{lang}/documents/{id}/spread/leaflet", TD_ACT_PUBLIC_READ, .fields = leaflet_fields,
      .handler = td_spread_leaflet_page, .summary = N_ ("A leaflet to print") },
    { "GET", "/{lang}/documents/{id}/spread/leaflet-file", TD_ACT_PUBLIC_READ, .fields = leaflet_file_fields,
      .handler = td_spread_leaflet_file, .pool = TD_POOL_SLOW, .summary = N_ ("The leaflet as PDF") },
    { "GET", "/{lang}/documents/{id}/spread/note", TD_ACT_SPREADING_NOTE, .handler = td_outreach_note_page,
      .summary = N_ ("Note where one’s organisation spread a text") },
    { "POST", "/{lang}/documents/{id}/spread/note", TD_ACT_SPREADING_NOTE, .fields = note_fields,
      .handler = td_outreach_note_post, .summary = N_ ("Note where one’s organisation spread a text") },
    { "GET", "/{lang}/outreach", TD_ACT_PUBLIC_READ, .fields = outreach_fields, .handler = td_outreach_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .csv = TRUE,
      .summary = N_ ("Where organisations spread the word, as a map") },
    { "GET", "/{lang}/outreach/own", TD_ACT_SPREADING_NOTE, .fields = outreach_fields, .handler = td_outreach_own_page,
      .summary = N_ ("What one’s own organisations noted") },
    { "POST", "/{lang}/outreach/remove", TD_ACT_SPREADING_NOTE, .fields = remove_fields,
      .handler = td_outreach_remove_post, .summary = N_ ("Take a note of outreach back, or off every page") },
    { NULL },
};

/* On the page of a document (areas/library/library-place.h). */
extern const TdLibraryPlace td_spread_place;
const TdLibraryPlace td_spread_place = { "spread", N_ ("Spread the word"), td_spreading_is_of };

/* A note of outreach is no publication. */
static GPtrArray *published (TdTx *tx, const char *organisation, int most, GError **error)
{
    (void) tx;
    (void) organisation;
    (void) most;
    (void) error;
    return g_ptr_array_new_with_free_func ((GDestroyNotify) td_organisation_work_free);
}
extern const TdOrganisationFollower td_spreading_organisation_follower;
const TdOrganisationFollower td_spreading_organisation_follower = { .merged = td_spreading_move,
                                                                    .published = published };

extern const TdArea td_spreading_area;
const TdArea td_spreading_area = { .name = "spreading", .routes = routes };
