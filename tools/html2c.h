/* html2c: templates to C, at build time. This header is what its files share.
 *
 * A template is read into a Template: its declarations (Decl) and its body, a flat list of Nodes in which
 * only conditions, loops, sentences and uses of other templates nest. What is no safe place for a value is
 * refused while reading (html2c-parse.c, with the tables of html2c-places.c), so that writing C
 * (html2c-emit.c) has nothing left to decide. The first mistake ends the program: file:line:column, one
 * sentence, exit status 1. The language is docs/TEMPLATES.md.
 */
#pragma once

#include <glib.h>

typedef enum { TYPE_TEXT, TYPE_INT, TYPE_FLAG, TYPE_URL, TYPE_MARKUP, TYPE_LIST } Type;

typedef struct Decl {
    char *name;
    Type type;
    gboolean optional;
    char *c_struct;    /* of a list: the struct of its rows */
    char *c_header;    /* of a list that is like another template's: the header that declares it */
    GPtrArray *fields; /* of a list: Decl */
    gboolean used;
} Decl;

/* Where a value lands, which decides how it is escaped. */
typedef enum {
    PLACE_TEXT,       /* between tags */
    PLACE_PLAIN_TEXT, /* in title, textarea, option: text, but no markup can stand there */
    PLACE_ATTRIBUTE,
    PLACE_URL,        /* at the beginning of an address */
    PLACE_URL_PART,   /* further on in an address: percent-encoded */
    PLACE_URL_PATH,   /* td.path inside an address */
    PLACE_VALUE,      /* handed to another template as it is */
    PLACE_VALUE_PART, /* the same, as part of an address */
} Place;

typedef enum { NODE_RAW, NODE_HOLE, NODE_WORDS, NODE_IF, NODE_FOR, NODE_USE, NODE_SLOT, NODE_CSRF } NodeKind;

typedef struct Node Node;

typedef struct {
    char *c; /* the C expression */
    const Decl *decl;
} Ref;

typedef struct {
    char *name;       /* as a translator sees it: "n", "1", "/1" */
    GPtrArray *nodes; /* what is written there, escaped */
    char *key;        /* the hole as written, to tell two of one name apart */
} WordHole;

typedef struct {
    char *one, *many; /* many NULL: no plural */
    Ref count;
    GPtrArray *holes; /* WordHole */
    int line;
    gboolean plain; /* for a value of another template: not escaped */
} Words;

typedef struct {
    char *name; /* the input of the used template */
    Type type;
    char *c;       /* an expression, or NULL: put together from nodes */
    char *c_count; /* of a list */
    GPtrArray *nodes;
} UseValue;

struct Node {
    NodeKind kind;
    GString *raw;
    Ref ref; /* hole, test, list */
    Place place;
    gboolean grouped;    /* {#n} */
    gboolean translated; /* {t:x} */
    gboolean negated;    /* !test */
    char *word;          /* test="name=word" */
    Words *words;
    char *variable;          /* of a loop */
    GPtrArray *then, *other; /* if; for: then; use: then is what goes into its slot, or NULL */
    char *used;              /* identifier of the used template */
    GPtrArray *values;       /* UseValue */
};

typedef struct {
    char *file;         /* as told in errors, relative to the root where it can be */
    char *ident;        /* "html_state" */
    char *header;       /* relative to the root: "templates/layout.html.h" */
    GPtrArray *inputs;  /* Decl */
    GPtrArray *headers; /* of char *: what the generated header must include */
    GPtrArray *uses;    /* of char *: headers of used templates */
    GPtrArray *body;    /* Node; NULL if only the declarations were read */
    gboolean has_slot;
} Template;

typedef struct {
    const char *root;     /* the source tree; paths are told relative to it */
    const char **folders; /* where td-use looks, after the template's own folder */
} Settings;

Template *template_read (const Settings *settings, const char *path, gboolean declarations_only);
/* The declarations of another template, read once; NULL if there is none of that name. */
Template *template_find (const Settings *settings, const char *beside, const char *name);
GList *template_paths_read (void); /* of all that template_find read, sorted; free the list alone */
Decl *decl_find (GPtrArray *decls, const char *name);
const Decl *decl_builtin (void); /* the "td" that every template has */

char *template_header (const Template *template);
char *template_code (const Template *template);
void pot_add (const Template *template);
char *pot_print (void);

/* ---- html2c-places.c ---- */

gboolean element_is_void (const char *name);
/* Why this element may not stand in a template, or NULL. */
const char *element_refusal (const char *name);
gboolean element_is_plain_text (const char *name); /* title, textarea, option */
gboolean element_keeps_space (const char *name);
gboolean element_in_sentence (const char *name); /* may stand inside <t> */
/* Why this attribute may not be written at all, or NULL. */
const char *attribute_refusal (const char *element, const char *name);
gboolean attribute_is_url (const char *name);
gboolean attribute_takes_hole (const char *element, const char *name);
gboolean is_c_keyword (const char *name);
