#include "areas/area.h"
#include "areas/service/service-area.h"

/* Running an instance, checking one and keeping a copy of it are three tables, since each has much to say. */
extern const TdArea td_service_area, td_verify_area, td_backup_area;
const TdArea td_service_area = { .name = "service", .commands = td_service_commands };
const TdArea td_verify_area = { .name = "verify", .commands = td_verify_commands };
const TdArea td_backup_area = { .name = "backup", .commands = td_backup_commands };
