/* How many people came, drawn: by region, by way, by language, by kind; private to this area. */
#pragma once

#include "areas/accreditation/attendance.h"
#include "areas/questions/questions-words.h"

/* counts: of TdAttendanceCount. NULL where there is nothing to draw. Free it. */
TdMarkup *td_attendance_picture (TdAskPage *page, const GPtrArray *counts);
