#include "areas/area.h"
#include "areas/service/service-area.h"

/* How rows are spread changes slowly, but what comes in bulk (a mirror, a restore, an import) should not wait for a day. */
#define SURVEY_SECONDS 3600

static gboolean survey (TdInstance *instance, GError **error)
{
    return td_store_survey (instance->store, error);
}

static const TdChore chores[] = { { "how rows are spread", SURVEY_SECONDS, survey }, { NULL } };

/* Running an instance, checking one and keeping a copy of it are three tables, since each has much to say. */
extern const TdArea td_service_area, td_verify_area, td_backup_area;
const TdArea td_service_area = { .name = "service", .commands = td_service_commands, .chores = chores };
const TdArea td_verify_area = { .name = "verify", .commands = td_verify_commands };
const TdArea td_backup_area = { .name = "backup", .commands = td_backup_commands };
