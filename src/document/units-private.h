/* Between the parts of document/ and for fuzz/: the reading of units, record by record. */
#pragma once

#include "document/units.h"

typedef struct {
    TdUnitFunc func; /* or NULL */
    gpointer data;
    TdUnitsHead head;
    gint64 units, codes;
    gboolean begun, ended;
} TdUnitsReading;

/* Takes one record into user_data, a TdUnitsReading. FALSE when it is none that a well-behaved reader sends. */
gboolean td_units_take (const char *data, gsize size, gpointer user_data, GError **error);
