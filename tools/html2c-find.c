/* Finding the declarations of other templates, and what every template has without declaring it. */
#include "html2c.h"
#include <string.h>

Decl *decl_find (GPtrArray *decls, const char *name)
{
    for (guint i = 0; i < decls->len; i++) {
        Decl *decl = decls->pdata[i];
        if (strcmp (decl->name, name) == 0)
            return decl;
    }
    return NULL;
}

static Decl *builtin_field (GPtrArray *fields, const char *name, Type type)
{
    Decl *decl = g_new0 (Decl, 1);
    decl->name = g_strdup (name);
    decl->type = type;
    g_ptr_array_add (fields, decl);
    return decl;
}

/* As TdHtml and TdHtmlSite of src/web/html.h have them. */
const Decl *decl_builtin (void)
{
    static const struct {
        const char *name;
        Type type;
    } fields[] = {
        { "locale", TYPE_TEXT },     { "direction", TYPE_TEXT }, { "path", TYPE_URL },       { "body", TYPE_TEXT },
        { "short_name", TYPE_TEXT }, { "style", TYPE_URL },      { "work", TYPE_URL },       { "pictures", TYPE_URL },
        { "script", TYPE_URL },      { "icon", TYPE_URL },       { "rehearsal", TYPE_FLAG }, { "signed_in", TYPE_FLAG },
        { "desk", TYPE_FLAG },
    };
    static Decl *td;

    if (td != NULL)
        return td;
    td = g_new0 (Decl, 1);
    td->name = g_strdup ("td");
    td->type = TYPE_LIST;
    td->fields = g_ptr_array_new ();
    for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
        builtin_field (td->fields, fields[i].name, fields[i].type);
    builtin_field (td->fields, "behalf", TYPE_TEXT)->optional = TRUE;
    builtin_field (td->fields, "mirror", TYPE_TEXT)->optional = TRUE;
    builtin_field (td->fields, "mirror_link", TYPE_URL)->optional = TRUE;
    Decl *languages = builtin_field (td->fields, "languages", TYPE_LIST);
    languages->c_struct = g_strdup ("TdHtmlLanguage");
    languages->fields = g_ptr_array_new ();
    builtin_field (languages->fields, "tag", TYPE_TEXT);
    builtin_field (languages->fields, "name", TYPE_TEXT);
    builtin_field (languages->fields, "current", TYPE_FLAG);
    return td;
}

static GHashTable *found; /* path: Template */

static Template *find_in (const Settings *settings, const char *folder, const char *file)
{
    g_autofree char *path = g_build_filename (folder, file, NULL);
    Template *known = g_hash_table_lookup (found, path);

    if (known != NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return known;
    Template *template = template_read (settings, path, TRUE);
    g_hash_table_insert (found, g_steal_pointer (&path), template);
    return template;
}

Template *template_find (const Settings *settings, const char *beside, const char *name)
{
    g_autofree char *file = g_strconcat (name, ".html", NULL);
    g_autofree char *own = g_path_get_dirname (beside);
    Template *template;

    if (found == NULL)
        found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    if (strchr (name, '/') != NULL || strchr (name, '{') != NULL)
        return NULL;
    template = find_in (settings, own, file);
    for (int i = 0; template == NULL && settings->folders != NULL && settings->folders[i] != NULL; i++)
        template = find_in (settings, settings->folders[i], file);
    return template;
}

GList *template_paths_read (void)
{
    return found == NULL ? NULL : g_list_sort (g_hash_table_get_keys (found), (GCompareFunc) strcmp);
}
