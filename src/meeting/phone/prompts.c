#include "meeting/phone/prompts.h"

#include "base/errors.h"
#include "meeting/phone/config.h"

#include <jansson.h>
#include <string.h>

struct PhonePrompts {
    GBytes *file;
    gsize begin; /* of the sound */
    json_t *places;
};

static gboolean not_understood (GError **error)
{
    g_set_error (error, TD_PHONE_ERROR, TD_ERROR_OURS,
                 "The file of the telephone's sentences is not understood. Build it again.");
    return FALSE;
}

static gboolean read_places (PhonePrompts *prompts, GError **error)
{
    gsize size;
    const char *data = g_bytes_get_data (prompts->file, &size);
    const char *end = size > 0 ? memchr (data, '\n', size) : NULL;

    if (end == NULL)
        return not_understood (error);
    prompts->begin = (gsize) (end + 1 - data);
    prompts->places = json_loadb (data, prompts->begin, JSON_REJECT_DUPLICATES, NULL);
    return json_is_object (prompts->places) || not_understood (error);
}

PhonePrompts *phone_prompts_read (const char *path, GError **error)
{
    g_autoptr (PhonePrompts) prompts = g_new0 (PhonePrompts, 1);
    char *data;
    gsize size;

    if (!g_file_get_contents (path, &data, &size, error))
        return NULL;
    prompts->file = g_bytes_new_take (data, size);
    return read_places (prompts, error) ? g_steal_pointer (&prompts) : NULL;
}

void phone_prompts_free (PhonePrompts *prompts)
{
    if (prompts == NULL)
        return;
    json_decref (prompts->places);
    g_bytes_unref (prompts->file);
    g_free (prompts);
}

GBytes *phone_prompt (const PhonePrompts *prompts, const char *key, const char *language)
{
    json_int_t at, size;
    json_t *place = json_object_get (json_object_get (prompts->places, language), key);
    gsize room = g_bytes_get_size (prompts->file) - prompts->begin;

    if (json_unpack (place, "[I, I]", &at, &size) != 0 || at < 0 || size < 0 || (guint64) at > room
        || (guint64) size > room - (guint64) at)
        return NULL;
    return g_bytes_new_from_bytes (prompts->file, prompts->begin + (gsize) at, (gsize) size);
}

char *phone_prompts_path (void)
{
    const char *named = g_getenv ("TREATYDESK_PROMPTS");
    g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
    g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : g_strdup (".");
    g_autofree char *beside = g_build_filename (folder, "phone-prompts.ulaw", NULL);

    if (named != NULL)
        return g_strdup (named);
    if (g_file_test (beside, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&beside);
    return g_build_filename (TD_DATA_FOLDER, "phone-prompts.ulaw", NULL);
}
