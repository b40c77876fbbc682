/* The folder of an instance as it is made and unmade; private to instance/. */
#pragma once

#include <glib.h>

/* The address of the store that instance.ini names, a path inside the folder made whole. Free it. */
char *td_instance_store_url (const char *folder, const char *store);
/* Takes away a folder that is all ours, files before their folder, so many folders deep. */
void td_instance_unmake (const char *folder, int depth);

#define TD_INSTANCE_STORE_INSIDE "sqlite:treatydesk.db"
