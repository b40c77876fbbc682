/* The XML among exchanged files: one parser with every door shut, and a dialect for each root element. */
#pragma once

#include "document/reader/units.h"

#include <libxml/parser.h>

typedef struct UnitsXml UnitsXml;

typedef struct {
    const char *root;   /* the root element's name */
    const char *format; /* as in the head */
    void (*start) (UnitsXml *x, const char *name);
    void (*end) (UnitsXml *x, const char *name);
} UnitsDialect;

struct UnitsXml {
    UnitsRun *run;
    xmlParserCtxtPtr parser;
    const UnitsDialect *dialect;
    UnitsFault fault;
    /* the element that begins now */
    int n_attributes;
    const xmlChar **attributes;
    /* a text that is being collected */
    GString *text;
    gboolean collecting;
    int deep; /* elements inside of it */
    int code; /* at which of them codes began; 0: none */
    /* what the dialects keep */
    TdUnit *unit;
    int line; /* where it began */
    char *name, *kind, *language, *group;
    TdUnitState state;
    char *source, *target;
    int segments, skipped;
    gboolean second;     /* XLIFF 2 */
    TdUnit *forms;       /* of a group of plural forms */
    GPtrArray *variants; /* of TMX: TdUnitNote, language and text */
};

/* An attribute's value by its local name, or NULL. Free it. */
char *units_xml_attribute (const UnitsXml *x, const char *name);
int units_xml_line (const UnitsXml *x);
/* Collects the text of the element that has begun; codes inside are left out and counted. */
void units_xml_collect (UnitsXml *x);
/* What was collected. Free it. */
char *units_xml_collected (UnitsXml *x);
void units_xml_stop (UnitsXml *x, UnitsFault fault, const char *detail);
/* Puts a unit, which is taken over. */
void units_xml_put (UnitsXml *x, TdUnit *take_unit, int line);

extern const UnitsDialect units_tmx, units_xliff, units_martif, units_tbx;
