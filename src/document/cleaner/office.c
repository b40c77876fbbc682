/* The members of OOXML and OpenDocument files that name people, machines and times. They are changed as text: the values of some
 * attributes and the text of some elements, by their names; all else stays byte by byte. */
#include "base/base.h"
#include "document/cleaner/cleaner.h"

#include <string.h>

/* What takes the place of whole members. */
static const struct {
    const char *name, *text;
} blanks[] = {
    { "docProps/core.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties "
                           "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>" },
    { "docProps/app.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties "
                          "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>" },
    { "docProps/custom.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties "
                             "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>" },
    { "meta.xml",
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta "
      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" office:version=\"1.2\"><office:meta/>"
      "</office:document-meta>" },
};

/* Elements whose text is taken out, and what is told of it. */
static const struct {
    const char *element, *what;
} elements[] = {
    { "dc:creator", N_ ("Author") },
    { "cp:lastModifiedBy", N_ ("Last changed by") },
    { "dcterms:created", N_ ("Made") },
    { "dcterms:modified", N_ ("Changed") },
    { "dc:title", N_ ("Title in the properties") },
    { "dc:subject", N_ ("Subject in the properties") },
    { "dc:description", N_ ("Description in the properties") },
    { "cp:keywords", N_ ("Keywords in the properties") },
    { "Company", N_ ("Company") },
    { "Manager", N_ ("Manager") },
    { "Application", N_ ("Program") },
    { "vt:lpwstr", N_ ("A property") },
    { "meta:initial-creator", N_ ("Author") },
    { "meta:creator-initials", N_ ("Initials") },
    { "meta:generator", N_ ("Program") },
    { "meta:creation-date", N_ ("Made") },
    { "meta:printed-by", N_ ("Printed by") },
    { "meta:user-defined", N_ ("A property") },
    { "dc:date", N_ ("When somebody changed it") },
    { "author", N_ ("Author of a comment") },
};

/* Attributes whose value is replaced. */
static const struct {
    const char *attribute, *value, *what;
} attributes[] = {
    { "w:author", "Author", N_ ("Author of a comment or change") },
    { "w15:author", "Author", N_ ("Author of a comment or change") },
    { "w:initials", "A", N_ ("Initials") },
    { "w:date", "2000-01-01T00:00:00Z", N_ ("When somebody changed it") },
    { "w16du:dateUtc", "2000-01-01T00:00:00Z", N_ ("When somebody changed it") },
    { "w15:userId", "Author", N_ ("Account of an author") },
    { "w15:providerId", "None", N_ ("Account of an author") },
    { "userId", "Author", N_ ("Account of an author") },
    { "w:rsidR", "00000000", NULL },
    { "w:rsidRPr", "00000000", NULL },
    { "w:rsidRDefault", "00000000", NULL },
    { "w:rsidP", "00000000", NULL },
    { "w:rsidTr", "00000000", NULL },
    { "w:rsidSect", "00000000", NULL },
    { "w:rsidDel", "00000000", NULL },
};

static gboolean name_char (char c)
{
    return g_ascii_isalnum (c) || c == ':' || c == '-' || c == '_' || c == '.';
}

/* ---- elements ---- */

static int element_at (const char *tag)
{
    gsize n = 0;

    while (name_char (tag[n]))
        n++;
    for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
        if (strlen (elements[i].element) == n && strncmp (elements[i].element, tag, n) == 0)
            return (int) i;
    return -1;
}

/* After a start tag of such an element: over its text. */
static const char *skip_text (const char *after, int which, CleanerResult *result)
{
    const char *end = strchr (after, '<');

    if (end == NULL)
        return after;
    cleaner_found (result, elements[which].what, after, (gsize) (end - after));
    return end;
}

/* ---- attributes ---- */

static int attribute_at (const char *name, gsize n)
{
    for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
        if (strlen (attributes[i].attribute) == n && strncmp (attributes[i].attribute, name, n) == 0)
            return (int) i;
    return -1;
}

/* Copies an attribute, at whose name at stands, or what takes its place; gives where it ends. */
static const char *copy_attribute (const char *at, const char *end, GString *out, CleanerResult *result)
{
    const char *name = at, *open, *close;
    int which;

    while (at < end && name_char (*at))
        at++;
    which = attribute_at (name, (gsize) (at - name));
    open = at;
    while (open < end && (*open == '=' || g_ascii_isspace (*open)))
        open++;
    close = open < end && (*open == '"' || *open == '\'') ? memchr (open + 1, *open, (gsize) (end - open - 1)) : NULL;
    if (close == NULL) {
        g_string_append_len (out, name, at - name);
        return at;
    }
    g_string_append_len (out, name, open + 1 - name);
    if (which < 0) {
        g_string_append_len (out, open + 1, close - open - 1);
    } else {
        g_string_append (out, attributes[which].value);
        if (attributes[which].what != NULL)
            cleaner_found (result, attributes[which].what, open + 1, (gsize) (close - open - 1));
    }
    g_string_append_c (out, *close);
    return close + 1;
}

/* A tag from its < to its >; attributes within are looked at. */
static const char *copy_tag (const char *at, GString *out, CleanerResult *result)
{
    const char *end = at;
    char quote = '\0';

    for (; *end != '\0' && (quote != '\0' || *end != '>'); end++)
        quote = quote == '\0' ? (*end == '"' || *end == '\'' ? *end : '\0') : *end == quote ? '\0' : quote;
    while (at < end && !g_ascii_isspace (*at))
        g_string_append_c (out, *at++);
    while (at < end) {
        if (name_char (*at))
            at = copy_attribute (at, end, out, result);
        else
            g_string_append_c (out, *at++);
    }
    if (*end == '>')
        g_string_append_c (out, *end++);
    return end;
}

static GString *without_names (const char *text, CleanerResult *result)
{
    GString *out = g_string_sized_new (strlen (text));

    while (*text != '\0') {
        int which;
        const char *after;

        if (*text != '<') {
            g_string_append_c (out, *text++);
            continue;
        }
        which = element_at (text + 1);
        after = copy_tag (text, out, result);
        text = which >= 0 && after[-1] == '>' && after[-2] != '/' ? skip_text (after, which, result) : after;
    }
    return out;
}

/* ---- members ---- */

static const char *blank_for (const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS (blanks); i++)
        if (strcmp (blanks[i].name, name) == 0)
            return blanks[i].text;
    return NULL;
}

GBytes *cleaner_office_member (const char *name, const guint8 *data, gsize size, CleanerResult *result)
{
    g_autofree char *text = NULL;
    const char *blank = blank_for (name);
    GString *out;

    if (!g_str_has_suffix (name, ".xml") || memchr (data, '\0', size) != NULL)
        return NULL;
    text = size > 0 ? g_strndup ((const char *) data, size) : g_strdup ("");
    out = without_names (text, result); /* of a member that goes, for what it tells */
    if (blank != NULL)
        g_string_assign (out, blank);
    return g_string_free_to_bytes (out);
}
