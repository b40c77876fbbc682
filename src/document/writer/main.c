/* treatydesk-writer FORMAT: a text as JSON on standard input, a file on standard output.
 *
 * FORMAT "badge" takes a badge (document/badge-file.h), "card" and "leaflet" what document/spread-file.h says, "pack" files for a ZIP
 * (document/pack-file.h); else FORMAT is docx, odt, pdf, html, epub or txt. Exit status 0; 1 when the text cannot be understood or written (a
 * sentence on standard error); 2 when it is called wrongly. By hand: treatydesk-writer pdf <text.json >text.pdf */
#include "base/base.h"
#include "base/cell/helper.h"
#include "base/limits.h"
#include "document/writer/writer.h"

#include <errno.h>
#include <unistd.h>

/* What Pango, fontconfig and ICU may read. */
static const char *const folders[] = { "/usr", "/lib", "/lib64", "/etc/fonts", "/var/cache/fontconfig", NULL };

static gboolean put_out (GBytes *file)
{
    gsize size;
    const char *data = g_bytes_get_data (file, &size);
    while (size > 0) {
        ssize_t wrote = write (STDOUT_FILENO, data, size);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return FALSE;
        data += wrote;
        size -= (gsize) wrote;
    }
    return TRUE;
}

static GBytes *make (const char *format, GError **error)
{
    json_error_t wrong;
    json_t *json = json_loadf (stdin, JSON_REJECT_DUPLICATES, &wrong);
    g_autoptr (TdText) text = NULL;
    GBytes *file;

    if (g_str_equal (format, "badge")) {
        file = writer_badge (json, error);
    } else if (g_str_equal (format, "pack")) {
        file = writer_pack (json, error);
    } else if (g_str_equal (format, "card")) {
        file = writer_card (json, error);
    } else if (g_str_equal (format, "leaflet")) {
        file = writer_leaflet (json, error);
    } else {
        text = td_text_from_json (json, error);
        file = text != NULL ? writer_write (text, format, error) : NULL;
    }
    json_decref (json);
    return file;
}

int main (int argc, char **argv)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) file = NULL;

    if (argc != 2) {
        g_printerr ("Usage: treatydesk-writer docx|odt|pdf|html|epub|txt|badge|card|leaflet|pack <text.json >file\n");
        return 2;
    }
    if (td_helper_enter (folders, TD_LIMIT_WRITER_MEMORY, TD_LIMIT_WRITER_SECONDS, &error))
        file = make (argv[1], &error);
    if (file == NULL) {
        g_printerr ("%s\n", error->message);
        return 1;
    }
    return put_out (file) ? 0 : 1;
}
