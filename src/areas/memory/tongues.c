#include "areas/memory/tongues.h"

#include "text/language.h"

#include <string.h>

static gboolean has_tag (const GPtrArray *tags, const char *tag)
{
    for (guint i = 0; i < tags->len; i++)
        if (g_str_equal (tags->pdata[i], tag))
            return TRUE;
    return FALSE;
}

GPtrArray *td_tongue_tags (const char *const *profile, const GPtrArray *others)
{
    GPtrArray *tags = g_ptr_array_new_with_free_func (g_free);

    for (gsize i = 0; profile[i] != NULL; i++)
        g_ptr_array_add (tags, g_strdup (profile[i]));
    for (guint i = 0; i < others->len; i++)
        if (!has_tag (tags, others->pdata[i]))
            g_ptr_array_add (tags, g_strdup (others->pdata[i]));
    return tags;
}

static void clear_tongue (gpointer data)
{
    g_free (((TdTongue *) data)->name);
}

GArray *td_tongues (const GPtrArray *tags, const char *chosen, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (TdTongue));

    g_array_set_clear_func (rows, clear_tongue);
    for (guint i = 0; i < tags->len; i++) {
        const TdTongue row = { tags->pdata[i], td_language_name (tags->pdata[i], locale),
                               g_str_equal (tags->pdata[i], chosen) };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* wanted where it is there and is not other; else the first that is not. */
static const char *choose (const GPtrArray *tags, const char *wanted, const char *other)
{
    for (guint i = 0; i < tags->len; i++)
        if (g_strcmp0 (tags->pdata[i], wanted) == 0 && g_strcmp0 (wanted, other) != 0)
            return tags->pdata[i];
    for (guint i = 0; i < tags->len; i++)
        if (g_strcmp0 (tags->pdata[i], other) != 0)
            return tags->pdata[i];
    return "und";
}

void td_tongues_choose (const GPtrArray *tags, const char *asked_from, const char *asked_to, const char *locale,
                        const char **ret_from, const char **ret_to)
{
    *ret_from = choose (tags, *asked_from != '\0' ? asked_from : "en", *asked_from != '\0' ? NULL : asked_to);
    *ret_to = choose (tags, *asked_to != '\0' ? asked_to : locale, *ret_from);
}
