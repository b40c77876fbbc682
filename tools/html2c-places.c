/* Which elements and attributes may stand in a template, and which of them can take a value safely.
 *
 * Values are allowed by list, not forbidden by list: an attribute that nobody thought about takes none. To
 * allow one, make sure that no value of it can load, run or restyle anything, and add its name. */
#include "html2c.h"
#include <string.h>

static gboolean among (const char *name, const char *const *list)
{
    return g_strv_contains (list, name);
}

gboolean element_is_void (const char *name)
{
    static const char *const list[] = { "area", "br",   "col",    "hr",    "img", "input",
                                        "link", "meta", "source", "track", "wbr", NULL };
    return among (name, list);
}

const char *element_refusal (const char *name)
{
    static const char *const framed[] = { "iframe", "object", "embed", "applet", "frame", "frameset", "base", NULL };
    static const char *const strange[] = { "xmp",      "plaintext", "noembed", "noframes", "math", "foreignObject",
                                           "template", "marquee",   "font",    "center",   NULL };
    static const char *const moving[] = { "animate", "animateTransform", "animateMotion", "set", "blink", NULL };

    if (strcmp (name, "style") == 0)
        return "Styles stand in static/site.css, never in a page.";
    if (among (name, framed))
        return "Nothing from elsewhere is framed into our pages, and addresses have no other base.";
    if (among (name, strange))
        return "This element changes how what follows is read, so that values could not be escaped for "
               "certain.";
    if (among (name, moving))
        return "Our pages do not move.";
    return NULL;
}

gboolean element_is_plain_text (const char *name)
{
    static const char *const list[] = { "title", "textarea", "option", NULL };
    return among (name, list);
}

gboolean element_keeps_space (const char *name)
{
    static const char *const list[] = { "pre", "textarea", NULL };
    return among (name, list);
}

gboolean element_in_sentence (const char *name)
{
    static const char *const list[] = { "strong", "em",   "a", "code", "abbr", "time",  "bdi",   "span", "b",
                                        "i",      "cite", "q", "kbd",  "mark", "small", "tspan", NULL };
    return among (name, list);
}

const char *attribute_refusal (const char *element, const char *name)
{
    static const char *const loaders[] = { "srcdoc",   "ping",       "background", "manifest",
                                           "codebase", "http-equiv", "formtarget", NULL };

    if (g_ascii_strncasecmp (name, "on", 2) == 0)
        return "Scripts stand in static/site.js, never in an attribute.";
    if (g_ascii_strcasecmp (name, "style") == 0)
        return "Our Content-Security-Policy forbids style attributes; give a class and write it in "
               "static/site.css.";
    if (among (name, loaders))
        return "This attribute loads or redirects in ways that we do not use.";
    if (strcmp (name, "srcset") == 0 && strcmp (element, "img") != 0)
        return "This attribute loads or redirects in ways that we do not use.";
    return NULL;
}

gboolean attribute_is_url (const char *name)
{
    static const char *const list[] = { "href", "src", "action", "formaction", NULL };
    return among (name, list);
}

gboolean attribute_takes_hole (const char *element, const char *name)
{
    static const char *const anywhere[] = {
        /* text and names */
        "id", "class", "for", "name", "value", "title", "lang", "dir", "hreflang", "alt", "placeholder", "label",
        "datetime", "headers", "scope", "list", "form", "abbr", "role", "download", "autocomplete", "inputmode",
        "accept", "pattern", "tabindex",
        /* numbers */
        "min", "max", "step", "maxlength", "minlength", "rows", "cols", "size", "colspan", "rowspan", "span", "start",
        "low", "high", "optimum",
        /* shapes of our pictures */
        "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "dx", "dy", "d", "points",
        "transform", "viewBox", "text-anchor", "textLength", NULL
    };

    if (g_str_has_prefix (name, "aria-") || g_str_has_prefix (name, "data-"))
        return TRUE;
    if (strcmp (name, "type") == 0)
        return strcmp (element, "input") == 0;
    if (strcmp (name, "content") == 0)
        return strcmp (element, "meta") == 0; /* http-equiv is refused, so that it is never an instruction */
    return among (name, anywhere);
}

gboolean is_c_keyword (const char *name)
{
    static const char *const list[] = { "auto",    "break",  "case",     "char",   "const",    "continue", "default",
                                        "do",      "double", "else",     "enum",   "extern",   "float",    "for",
                                        "goto",    "if",     "inline",   "int",    "long",     "register", "restrict",
                                        "return",  "short",  "signed",   "sizeof", "static",   "struct",   "switch",
                                        "typedef", "union",  "unsigned", "void",   "volatile", "while",    "asm",
                                        "typeof",  "unix",   "linux",    NULL };
    return among (name, list);
}
