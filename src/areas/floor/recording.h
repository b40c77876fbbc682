/* Telling a recording from a text by how the file begins. Private to this area. */
#pragma once

/* "ogg", "webm", "mp3", "mp4", "wav"; NULL: none that browsers play. */
const char *td_floor_recording_format (int fd);
