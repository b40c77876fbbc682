/* Between units-write.c and units-write-xml.c: one format's three pieces. */
#pragma once

#include "document/units.h"

typedef struct {
    void (*begin) (GString *out, const TdUnitsHead *head);
    void (*put) (GString *out, const TdUnitsHead *head, const TdUnit *unit, int n);
    void (*end) (GString *out, const TdUnitsHead *head);
} TdUnitsWriter;

extern const TdUnitsWriter td_units_xliff, td_units_tmx, td_units_tbx;
