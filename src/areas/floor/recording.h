/* Telling a recording from a text by how the file begins, and opening a kept one. Private to this area. */
#pragma once

#include "instance/instance.h"

/* "ogg", "webm", "mp3", "mp4", "wav"; NULL: none that browsers play. */
const char *td_floor_recording_format (int fd);
/* blob: of a recording, or NULL (TD_ERROR_NOT_FOUND). -1 with error. Asks no door. Blocks. */
int td_floor_open_recording (TdInstance *instance, const char *blob, gint64 *ret_size, GError **error);
