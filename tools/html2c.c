/* html2c [--root DIR] [-I DIR]… [--depfile FILE] IN.html OUT.c OUT.h
 * html2c --pot [--root DIR] [-I DIR]… IN.html…
 *
 * Turns templates (docs/TEMPLATES.md) into C, or prints their words as PO. Exit status 0 done, 1 a mistake in
 * a template (told on standard error as file:line:column: sentence), 2 wrong use. Same input, same output,
 * byte for byte.
 */
#include "html2c.h"
#include <stdio.h>
#include <stdlib.h>

static char *root, *depfile;
static char **folders, **files;
static gboolean pot;

static const GOptionEntry options[] = {
    { "root", 0, 0, G_OPTION_ARG_FILENAME, &root, "The source tree; files are told relative to it", "DIR" },
    { "include", 'I', 0, G_OPTION_ARG_FILENAME_ARRAY, &folders, "Where td-use looks besides the template's folder",
      "DIR" },
    { "depfile", 0, 0, G_OPTION_ARG_FILENAME, &depfile, "Writes which files were read, for ninja", "FILE" },
    { "pot", 0, 0, G_OPTION_ARG_NONE, &pot, "Prints the words of all templates as PO", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    { NULL },
};

static void write_file (const char *path, const char *text)
{
    g_autoptr (GError) error = NULL;
    if (!g_file_set_contents (path, text, -1, &error)) {
        g_printerr ("html2c: %s\n", error->message);
        exit (2);
    }
}

static void write_depfile (const char *output, const char *input)
{
    g_autoptr (GString) out = g_string_new (NULL);
    g_autoptr (GList) paths = template_paths_read ();

    g_string_append_printf (out, "%s: %s", output, input);
    for (GList *l = paths; l != NULL; l = l->next)
        g_string_append_printf (out, " %s", (char *) l->data);
    g_string_append_c (out, '\n');
    write_file (depfile, out->str);
}

int main (int argc, char **argv)
{
    g_autoptr (GOptionContext) context = g_option_context_new ("IN.html OUT.c OUT.h | --pot IN.html…");
    g_autoptr (GError) error = NULL;

    g_option_context_add_main_entries (context, options, NULL);
    if (!g_option_context_parse (context, &argc, &argv, &error) || files == NULL
        || (!pot && g_strv_length (files) != 3)) {
        g_printerr ("html2c: %s\n",
                    error != NULL ? error->message : "IN.html OUT.c OUT.h are needed, or --pot IN.html…");
        return 2;
    }
    g_autofree char *whole_root = root != NULL ? g_canonicalize_filename (root, NULL) : NULL;
    Settings settings = { whole_root, (const char **) folders };
    for (int i = 0; pot && files[i] != NULL; i++) {
        g_autofree char *path = g_canonicalize_filename (files[i], NULL);
        pot_add (template_read (&settings, path, FALSE));
    }
    if (pot) {
        g_autofree char *text = pot_print ();
        fputs (text, stdout); /* g_print would write "?" for letters that the locale lacks */
        return 0;
    }
    g_autofree char *path = g_canonicalize_filename (files[0], NULL);
    const Template *template = template_read (&settings, path, FALSE);
    g_autofree char *code = template_code (template), *header = template_header (template);
    write_file (files[1], code);
    write_file (files[2], header);
    if (depfile != NULL)
        write_depfile (files[1], path);
    return 0;
}
