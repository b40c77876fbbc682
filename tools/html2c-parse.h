/* What the files of the parser share. Every parse_… function reads at p->at and goes past what it read; a
 * mistake ends the program (fail). */
#pragma once

#include "html2c.h"

/* A row of a list that is in reach, by its name in the template. */
typedef struct Scope {
    const char *name;
    char *c;
    const Decl *decl;
    const struct Scope *parent;
} Scope;

typedef struct {
    const Settings *settings;
    Template *t;
    const char *path;
    char *text;
    const char *at;
} Parser;

/* One attribute as written. */
typedef struct {
    char *name;
    char *value; /* NULL: none */
    const char *from, *value_from;
} Attr;

typedef struct {
    const char *element; /* the innermost open element, for messages */
    gboolean plain;      /* inside title, textarea, option */
    gboolean keep_space;
    gboolean svg; /* inside a picture, where a tag may close itself */
    const Scope *scope;
} Context;

/* ---- html2c-read.c ---- */

void fail (const Parser *p, const char *where, const char *format, ...) G_GNUC_NORETURN G_GNUC_PRINTF (3, 4);
void position (const Parser *p, const char *where, int *ret_line, int *ret_column);
gboolean is_name_char (char c);
void skip_space (Parser *p);
Attr *attr_find (GPtrArray *attrs, const char *name);
Attr *need_attribute (Parser *p, const char *opened, GPtrArray *attrs, const char *tag, const char *name);
void only_attributes (Parser *p, GPtrArray *attrs, const char *tag, const char *const *allowed);
GPtrArray *parse_attributes (Parser *p, const char *opened, gboolean *ret_self_closed);
char *parse_tag_name (Parser *p);
gboolean take_closing (Parser *p, const char *name);
gboolean at_opening (const Parser *p, const char *name);
void skip_comment (Parser *p);
Node *node_new (GPtrArray *nodes, NodeKind kind);
void add_raw (GPtrArray *nodes, const char *text, gssize length);
void add_unique (GPtrArray *list, const char *text);

/* ---- html2c-holes.c ---- */

const char *type_name (Type type);
Ref resolve (Parser *p, const char *where, const char *name, const Scope *scope);
Node *parse_hole (Parser *p, const char **at, const char *origin, const char *base, Place place, const Scope *scope,
                  char **ret_key);
void check_entity (Parser *p, const char *c, const char *where);
void parse_url (Parser *p, const Attr *attr, const Scope *scope, gboolean as_value, GPtrArray *nodes);
void parse_value (Parser *p, const Attr *attr, Place place, const Scope *scope, GPtrArray *nodes);

/* ---- html2c-words.c ---- */

Words *parse_attribute_words (Parser *p, const Attr *attr, Place place, const Scope *scope);
void parse_words (Parser *p, const Context *context, GPtrArray *nodes, const char *opened, GPtrArray *attrs);

/* ---- html2c-use.c ---- */

void parse_use (Parser *p, const Context *context, GPtrArray *nodes, const char *opened, GPtrArray *attrs,
                gboolean self_closed);

/* ---- html2c-parse.c ---- */

void parse_element_attributes (Parser *p, const char *element, GPtrArray *attrs, const Context *context,
                               GPtrArray *nodes);
void parse_content (Parser *p, const Context *context, GPtrArray *nodes, const char *closes, const char *opened);
