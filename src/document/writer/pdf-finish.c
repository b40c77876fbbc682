/* What Cairo 1.16 cannot say is added behind its file as PDF calls it an update (ISO 32000-1, 7.5.6): the objects that change, written
 * anew, a table of where they are, and a trailer that leads to the old one. Cairo writes plain objects in a plain table, and
 * elements of the tree in the order in which tags begin. If a file does not look so, it stays as it is. */
#include "document/writer/pdf.h"

#include <string.h>

typedef struct {
    GByteArray *file;
    gsize *offsets; /* of each object; 0: none */
    guint n_objects;
    guint root, info;
    gsize table; /* where the old table of objects begins */
    GString *more;
    GArray *changed; /* of Change */
} Update;

typedef struct {
    guint object;
    gsize offset;
} Change;

/* ---- reading our own file ---- */

static const char *text_at (const Update *u, gsize offset)
{
    return offset < u->file->len ? (const char *) u->file->data + offset : "";
}

static gboolean number_behind (const char *text, const char *key, guint64 *ret_number)
{
    const char *found = strstr (text, key);
    if (found == NULL)
        return FALSE;
    *ret_number = g_ascii_strtoull (found + strlen (key), NULL, 10);
    return TRUE;
}

/* The last place of a word; NULL: nowhere. There may be bytes of nought before it. */
static const char *last_place (const Update *u, const char *word)
{
    gsize length = strlen (word);

    for (gsize at = u->file->len; at >= length; at--)
        if (memcmp (u->file->data + at - length, word, length) == 0)
            return text_at (u, at - length);
    return NULL;
}

static gboolean read_trailer (Update *u)
{
    guint64 size, root, info, table;
    const char *trailer = last_place (u, "trailer");
    if (trailer == NULL || !number_behind (trailer, "/Size ", &size) || !number_behind (trailer, "/Root ", &root)
        || !number_behind (trailer, "/Info ", &info) || !number_behind (trailer, "startxref\n", &table)
        || table >= u->file->len || size > 10000000 || root >= size)
        return FALSE;
    u->n_objects = (guint) size;
    u->root = (guint) root;
    u->info = (guint) info;
    u->table = (gsize) table;
    return TRUE;
}

/* "xref\n0 N\n" and N lines of twenty bytes. */
static gboolean read_table (Update *u)
{
    g_autofree char *begin = g_strdup_printf ("xref\n0 %u\n", u->n_objects);
    if (!g_str_has_prefix (text_at (u, u->table), begin)
        || u->table + strlen (begin) + 20 * (gsize) u->n_objects > u->file->len)
        return FALSE;
    u->offsets = g_new0 (gsize, u->n_objects);
    for (guint i = 1; i < u->n_objects; i++)
        u->offsets[i] = (gsize) g_ascii_strtoull (text_at (u, u->table + strlen (begin) + 20 * (gsize) i), NULL, 10);
    return TRUE;
}

/* The dictionary of an object, from "<<" to ">>"; NULL if it is none that ends before its "endobj". Free it. */
static char *dictionary (const Update *u, guint object)
{
    g_autofree char *begin = g_strdup_printf ("%u 0 obj\n<<", object);
    const char *text = text_at (u, u->offsets[object]);
    if (u->offsets[object] == 0 || !g_str_has_prefix (text, begin))
        return NULL;
    const char *from = text + strlen (begin) - 2, *end = strstr (from, "\nendobj");
    if (end == NULL || end - from > 65536 || g_strstr_len (from, end - from, "stream\n") != NULL)
        return NULL;
    char *found = g_strchomp (g_strndup (from, (gsize) (end - from)));
    if (g_str_has_suffix (found, ">>"))
        return found;
    g_free (found);
    return NULL;
}

/* ---- writing behind it ---- */

static void put_object (Update *u, guint object, const char *body)
{
    Change change = { object, u->file->len + u->more->len };
    g_array_append_val (u->changed, change);
    g_string_append_printf (u->more, "%u 0 obj\n%s\nendobj\n", object, body);
}

/* The object with more in its dictionary. */
static void add_to (Update *u, guint object, const char *old, const char *more)
{
    g_autofree char *open = g_strndup (old, strlen (old) - 2);
    g_autofree char *body = g_strconcat (open, more, " >>", NULL);
    put_object (u, object, body);
}

static char *said_by (const PdfTag *tag)
{
    GString *more = g_string_new (NULL);
    if (tag->language != NULL)
        g_string_append_printf (more, " /Lang (%s)", tag->language);
    if (tag->column)
        g_string_append (more, " /A << /O /Table /Scope /Column >>");
    if (tag->note > 0)
        g_string_append_printf (more, " /ID (note%u)", tag->note);
    return g_string_free (more, more->len == 0);
}

/* A string as PDF has it beyond ASCII: UTF-16 in hexadecimal digits. */
static void append_words (GString *into, const char *words)
{
    glong n;
    g_autofree gunichar2 *units = g_utf8_to_utf16 (words, -1, NULL, &n, NULL);
    g_string_append (into, "<FEFF");
    for (glong i = 0; units != NULL && i < n; i++)
        g_string_append_printf (into, "%04X", units[i]);
    g_string_append_c (into, '>');
}

/* The annotation of a link says in words what it is. */
static void describe_link (Update *u, const char *element, const char *words)
{
    guint64 annotation;
    if (words == NULL || !number_behind (element, "/OBJR /Obj ", &annotation) || annotation >= u->n_objects)
        return;
    g_autofree char *old = dictionary (u, (guint) annotation);
    if (old == NULL)
        return;
    g_autoptr (GString) more = g_string_new (" /Contents ");
    append_words (more, words);
    add_to (u, (guint) annotation, old, more->str);
}

/* Goes through the elements of the tree beside the tags that made them. FALSE when they are not the same. */
static gboolean update_tags (Update *u, const GArray *tags)
{
    guint at = 0;
    for (guint object = 1; object < u->n_objects && at < tags->len; object++) {
        if (u->offsets[object] == 0)
            continue;
        g_autofree char *begin = g_strdup_printf ("%u 0 obj\n<< /Type /StructElem\n", object);
        if (!g_str_has_prefix (text_at (u, u->offsets[object]), begin))
            continue;
        const PdfTag *tag = &g_array_index (tags, PdfTag, at++);
        g_autofree char *kind = g_strdup_printf ("/S /%s\n", tag->name), *old = dictionary (u, object);
        g_autofree char *more = said_by (tag);
        if (old == NULL || strstr (old, kind) == NULL)
            return FALSE;
        if (more != NULL)
            add_to (u, object, old, more);
        describe_link (u, old, tag->words);
    }
    return at == tags->len;
}

/* ---- pages ---- */

static void rewrite_content (Update *u, guint object)
{
    g_autofree char *begin = g_strdup_printf ("%u 0 obj\n<< /Length ", object);
    const char *filter = " 0 R\n   /Filter /FlateDecode\n>>\nstream\n", *text = text_at (u, u->offsets[object]);
    if (!g_str_has_prefix (text, begin))
        return;
    guint64 length_object = g_ascii_strtoull (text + strlen (begin), NULL, 10), length;
    const char *data = strstr (text, filter);
    if (data == NULL || data - text > 100 || length_object >= u->n_objects
        || !number_behind (text_at (u, u->offsets[length_object]), " 0 obj\n", &length))
        return;
    data += strlen (filter);
    if (length > u->file->len - (gsize) (data - (const char *) u->file->data))
        return;
    GString *old = pdf_inflate (data, (gsize) length);
    if (old == NULL)
        return;
    GString *marked = pdf_mark_artifacts (old);
    g_autoptr (GBytes) packed = pdf_deflate (marked);
    Change change = { object, u->file->len + u->more->len };
    g_array_append_val (u->changed, change);
    g_string_append_printf (u->more, "%u 0 obj\n<< /Length %u /Filter /FlateDecode >>\nstream\n", object,
                            (guint) g_bytes_get_size (packed));
    g_string_append_len (u->more, g_bytes_get_data (packed, NULL), (gssize) g_bytes_get_size (packed));
    g_string_append (u->more, "\nendstream\nendobj\n");
    g_string_free (old, TRUE);
    g_string_free (marked, TRUE);
}

/* Pages go from link to link as the tree does, and mark what is no content. */
static void update_pages (Update *u)
{
    for (guint object = 1; object < u->n_objects; object++) {
        guint64 content;
        g_autofree char *begin = g_strdup_printf ("%u 0 obj\n<< /Type /Page ", object);
        if (u->offsets[object] == 0 || !g_str_has_prefix (text_at (u, u->offsets[object]), begin))
            continue;
        g_autofree char *old = dictionary (u, object);
        if (old == NULL)
            continue;
        add_to (u, object, old, " /Tabs /S");
        if (number_behind (old, "/Contents ", &content) && content < u->n_objects && u->offsets[content] != 0)
            rewrite_content (u, (guint) content);
    }
}

static void put_table (Update *u)
{
    gsize table = u->file->len + u->more->len;
    g_string_append (u->more, "xref\n");
    for (guint i = 0; i < u->changed->len; i++) {
        const Change *change = &g_array_index (u->changed, Change, i);
        g_string_append_printf (u->more, "%u 1\n%010" G_GSIZE_FORMAT " 00000 n \n", change->object, change->offset);
    }
    g_string_append_printf (u->more,
                            "trailer\n<< /Size %u /Root %u 0 R /Info %u 0 R /Prev %" G_GSIZE_FORMAT
                            " >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                            u->n_objects, u->root, u->info, u->table, table);
}

GByteArray *pdf_finish (GByteArray *take_file, const TdText *text, const GArray *tags)
{
    Update u = { .file = take_file,
                 .more = g_string_new (NULL),
                 .changed = g_array_new (FALSE, FALSE, sizeof (Change)) };
    g_autofree char *root = NULL;

    g_byte_array_append (take_file, (const guint8 *) "", 1); /* a zero behind, for reading */
    if (read_trailer (&u) && read_table (&u) && (root = dictionary (&u, u.root)) != NULL) {
        g_byte_array_set_size (take_file, take_file->len - 1);
        if (update_tags (&u, tags)) {
            update_pages (&u);
        } else {
            g_string_truncate (u.more, 0);
            g_array_set_size (u.changed, 0);
        }
        g_autofree char *more =
            g_strdup_printf (" /Lang (%s) /ViewerPreferences << /DisplayDocTitle true%s >>", text->language,
                             g_str_has_prefix (text->language, "ar") ? " /Direction /R2L" : "");
        add_to (&u, u.root, root, more);
        put_table (&u);
        g_byte_array_append (take_file, (const guint8 *) u.more->str, (guint) u.more->len);
    } else {
        g_byte_array_set_size (take_file, take_file->len - 1);
    }
    g_free (u.offsets);
    g_string_free (u.more, TRUE);
    g_array_unref (u.changed);
    return take_file;
}
