#include "areas/papers/paper-file.h"

GBytes *td_paper_file_bytes (TdInstance *instance, const TdViewer *viewer, const char *id, TdFileFormat format,
                             GError **error)
{
    g_autoptr (TdText) text = td_paper_text (instance, viewer, id, error);
    g_autofree char *program = td_instance_writer_path ();

    return text != NULL ? td_text_write (program, text, format, error) : NULL;
}

char *td_paper_file_name (const TdPaper *p, TdFileFormat format)
{
    g_autofree char *stem = g_strdup (p->symbol != NULL ? p->symbol : p->id);

    return g_strdup_printf ("%s-%s.%s", g_strdelimit (stem, "/", '-'), p->language, td_file_format_word (format));
}
