/* Zones to choose from, and an account's own. Contract in zone.h. */
#include "areas/people/zone.h"

#include "areas/people/people.h"
#include "areas/people/person-act.h"
#include "areas/people/zone-sql.h"
#include "base/errors.h"
#include "text/words.h"

/* A city for each set of clocks that people live by, and the capitals of most States parties. */
static const char *const africa[] = {
    "Africa/Abidjan",    "Africa/Accra",      "Africa/Addis_Ababa",   "Africa/Algiers",
    "Africa/Bamako",     "Africa/Cairo",      "Africa/Casablanca",    "Africa/Conakry",
    "Africa/Porto-Novo", "Africa/Dakar",      "Africa/Dar_es_Salaam", "Africa/Freetown",
    "Africa/Gaborone",   "Africa/Harare",     "Africa/Johannesburg",  "Africa/Kampala",
    "Africa/Khartoum",   "Africa/Kigali",     "Africa/Kinshasa",      "Africa/Lagos",
    "Africa/Lome",       "Africa/Luanda",     "Africa/Lusaka",        "Africa/Maputo",
    "Africa/Maseru",     "Africa/Monrovia",   "Africa/Nairobi",       "Africa/Ndjamena",
    "Africa/Niamey",     "Africa/Nouakchott", "Africa/Ouagadougou",   "Africa/Sao_Tome",
    "Africa/Tripoli",    "Africa/Tunis",      "Africa/Windhoek",      NULL
};
static const char *const americas[] = { "America/Asuncion",
                                        "America/Bogota",
                                        "America/Argentina/Buenos_Aires",
                                        "America/Caracas",
                                        "America/Chicago",
                                        "America/Costa_Rica",
                                        "America/Denver",
                                        "America/El_Salvador",
                                        "America/Guatemala",
                                        "America/Guayaquil",
                                        "America/Guyana",
                                        "America/Halifax",
                                        "America/Havana",
                                        "America/Jamaica",
                                        "America/La_Paz",
                                        "America/Lima",
                                        "America/Los_Angeles",
                                        "America/Managua",
                                        "America/Mexico_City",
                                        "America/Montevideo",
                                        "America/New_York",
                                        "America/Panama",
                                        "America/Port-au-Prince",
                                        "America/Santiago",
                                        "America/Santo_Domingo",
                                        "America/Sao_Paulo",
                                        "America/St_Vincent",
                                        "America/Tegucigalpa",
                                        "America/Tijuana",
                                        "America/Toronto",
                                        "America/Vancouver",
                                        NULL };
static const char *const asia[] = {
    "Asia/Almaty",   "Asia/Amman",       "Asia/Baghdad",   "Asia/Baku",         "Asia/Bangkok",   "Asia/Beirut",
    "Asia/Bishkek",  "Asia/Colombo",     "Asia/Damascus",  "Asia/Dhaka",        "Asia/Dili",      "Asia/Dubai",
    "Asia/Dushanbe", "Asia/Ho_Chi_Minh", "Asia/Hong_Kong", "Asia/Jakarta",      "Asia/Jerusalem", "Asia/Kabul",
    "Asia/Karachi",  "Asia/Kathmandu",   "Asia/Kolkata",   "Asia/Kuala_Lumpur", "Asia/Kuwait",    "Asia/Manila",
    "Asia/Qatar",    "Asia/Riyadh",      "Asia/Seoul",     "Asia/Shanghai",     "Asia/Singapore", "Asia/Tashkent",
    "Asia/Tbilisi",  "Asia/Tehran",      "Asia/Tokyo",     "Asia/Yangon",       "Asia/Yerevan",   NULL
};
static const char *const europe[] = { "Europe/Athens",    "Europe/Belgrade",  "Europe/Berlin",
                                      "Europe/Brussels",  "Europe/Bucharest", "Europe/Budapest",
                                      "Europe/Dublin",    "Europe/Helsinki",  "Europe/Istanbul",
                                      "Europe/Kyiv",      "Europe/Lisbon",    "Europe/London",
                                      "Europe/Madrid",    "Europe/Minsk",     "Europe/Moscow",
                                      "Europe/Oslo",      "Europe/Paris",     "Europe/Prague",
                                      "Europe/Rome",      "Europe/Sarajevo",  "Europe/Sofia",
                                      "Europe/Stockholm", "Europe/Tirane",    "Europe/Vienna",
                                      "Europe/Warsaw",    "Europe/Zurich",    NULL };
static const char *const oceania[] = { "Indian/Antananarivo", "Pacific/Auckland",     "Pacific/Apia",
                                       "Atlantic/Azores",     "Atlantic/Cape_Verde",  "Indian/Comoro",
                                       "Australia/Darwin",    "Pacific/Fiji",         "Pacific/Honolulu",
                                       "Indian/Mahe",         "Indian/Maldives",      "Indian/Mauritius",
                                       "Australia/Perth",     "Pacific/Port_Moresby", "Atlantic/Reykjavik",
                                       "Australia/Sydney",    "Pacific/Tongatapu",    NULL };

const TdZoneGroup *td_zone_groups (void)
{
    static const TdZoneGroup groups[] = {
        { N_ ("Africa"), africa }, { N_ ("Americas"), americas },           { N_ ("Asia"), asia },
        { N_ ("Europe"), europe }, { N_ ("Oceania and islands"), oceania }, { NULL, NULL },
    };

    return groups;
}

gboolean td_zone_check (const char *zone, GError **error)
{
    if (td_zone_known (zone))
        return TRUE;
    g_set_error_literal (error, TD_PEOPLE_ERROR, TD_ERROR_INPUT,
                         "This time zone is not known here. Choose one of the list, or write its IANA name, like "
                         "Africa/Accra.");
    return FALSE;
}

struct zone {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *wanted;
    char *found;
};

static gboolean find_in (TdTx *tx, gpointer data, GError **error)
{
    struct zone *z = data;

    g_clear_pointer (&z->found, g_free);
    return td_zone_find (tx, z->viewer->person, &z->found, error);
}

gboolean td_account_zone (TdInstance *instance, const TdViewer *viewer, char **ret_zone, GError **error)
{
    struct zone z = { .instance = instance, .viewer = viewer };

    if (!td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error))
        return FALSE;
    if (!td_store_read (instance->store, find_in, &z, error)) {
        g_free (z.found);
        return FALSE;
    }
    *ret_zone = z.found;
    return TRUE;
}

static gboolean set_in (TdTx *tx, gpointer data, GError **error)
{
    const struct zone *z = data;
    g_autofree char *what = g_strdup_printf ("zone %s", z->wanted);

    return td_instance_may_write (z->instance, tx, error) && td_zone_put (tx, z->viewer->person, z->wanted, error)
           && td_person_journal (tx, z->instance, td_viewer_actor (z->viewer), td_act_word (TD_ACT_ACCOUNT_OWN),
                                 z->viewer->person, what, error);
}

gboolean td_account_set_zone (TdInstance *instance, const TdViewer *viewer, const char *zone, GError **error)
{
    struct zone z = { .instance = instance, .viewer = viewer, .wanted = zone };

    return td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error) && (*zone == '\0' || td_zone_check (zone, error))
           && td_store_write (instance->store, set_in, &z, error);
}
