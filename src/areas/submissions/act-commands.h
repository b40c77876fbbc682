/* What commands.c joins to its table; private to this area. */
#pragma once

#include "base/command.h"

extern const GOptionEntry td_decide_options[];
extern const GOptionEntry td_duplicate_options[];
extern const GOptionEntry td_down_options[];
extern const GOptionEntry td_erase_options[];

int td_run_accept (const TdCommandCall *call, GError **error);
int td_run_ask_change (const TdCommandCall *call, GError **error);
int td_run_publish (const TdCommandCall *call, GError **error);
int td_run_refuse (const TdCommandCall *call, GError **error);
int td_run_withhold (const TdCommandCall *call, GError **error);
int td_run_duplicate (const TdCommandCall *call, GError **error);
int td_run_undo (const TdCommandCall *call, GError **error);
int td_run_verify_sender (const TdCommandCall *call, GError **error);
int td_run_take_down (const TdCommandCall *call, GError **error);
int td_run_put_back (const TdCommandCall *call, GError **error);
int td_run_erase (const TdCommandCall *call, GError **error);
int td_run_forget_receipt (const TdCommandCall *call, GError **error);
int td_run_readers (const TdCommandCall *call, GError **error);
