/* Chores of this area, for its registration. */
#pragma once

#include "instance/instance.h"

/* td_floor_open_due, td_floor_reveal_due and td_floor_move_due. */
gboolean td_floor_chore (TdInstance *instance, GError **error);
