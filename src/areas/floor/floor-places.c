/* The meetings at which an organisation can ask for the floor, for its own page. Contract in organisations/organisation-place.h. */
#include "areas/calls/deadline.h"
#include "areas/floor/floor-meeting.h"
#include "areas/floor/floor-sql.h"
#include "text/words.h"

enum { MOST_MEETINGS = 10 };

static TdOrganisationPlace *place_of (const TdInstance *instance, const TdMeeting *m, const TdFloorList *l,
                                      const char *locale)
{
    TdOrganisationPlace *place = g_new0 (TdOrganisationPlace, 1);
    g_autofree char *title = td_meeting_title (instance->profile, m, locale);
    g_autofree char *when = td_deadline_words_for (l->deadline, m->zone, NULL, locale);

    place->label = N_ ("Ask for the floor");
    place->path = g_strdup_printf ("/meetings/%s/floor", m->id);
    place->words = td_words_fill (td_words (locale, N_ ("{title}, until {when}")), "title", title, "when", when, NULL);
    return place;
}

/* Public meetings of the programme whose list takes requests. */
static gboolean say (TdTx *tx, TdInstance *instance, const char *locale, GPtrArray *list, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    gint64 now = td_clock_now (&instance->clock);
    const TdMeetingSearch search = { .from = now };
    g_autoptr (GPtrArray) meetings = td_meeting_list_in (tx, &nobody, &search, error);
    guint before = list->len;

    for (guint i = 0; meetings != NULL && i < meetings->len && list->len < before + MOST_MEETINGS; i++) {
        const TdMeeting *m = meetings->pdata[i];
        g_autoptr (TdFloorList) l = NULL;
        if (!td_floor_list_load (tx, m->id, &l, error))
            return FALSE;
        if (l != NULL && m->status == TD_MEETING_ON && l->opened <= now && now < l->deadline)
            g_ptr_array_add (list, place_of (instance, m, l, locale));
    }
    return meetings != NULL;
}

const TdOrganisationPlaces td_floor_places = { say };
