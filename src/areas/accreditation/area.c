#include "areas/area.h"
#include "areas/accreditation/attendance.h"
#include "areas/accreditation/follow.h"
#include "areas/organisations/organisation-followers.h"

static gboolean erase_due (TdInstance *instance, GError **error)
{
    return td_accreditation_erase_due (instance, NULL, error);
}

static const TdChore chores[] = { { "names of sessions that are over", 3600, erase_due }, { NULL } };
static const TdSubscriber subscribers[] = { { "accreditation", td_accreditation_follow }, { NULL } };

extern const TdArea td_accreditation_area;
const TdArea td_accreditation_area = { .name = "accreditation", .subscribers = subscribers, .chores = chores };
