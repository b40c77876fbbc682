/* Lines of another server that is mirrored: the input is its record's thing, under a hash that is right, so that what is inside is looked at;
 * and the input as the line itself. What is taken is whole: as many anchors as paragraphs, each clean text, a position and an id. */
#include "areas/mirror/mirror-record.h"
#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"

#include <string.h>

#define ID "abcdefghjkmnpqrs"

static const TdProfile *profile_of (void)
{
    static TdProfile *profile;

    if (profile == NULL) {
        td_base_init ();
        profile = td_profile_load ("cmw", NULL);
    }
    return profile;
}

static void look_at_language (const TdLibraryMirrored *m)
{
    g_assert_cmpuint (m->paragraphs->len, ==, m->anchors->len);
    for (guint i = 0; i < m->paragraphs->len; i++) {
        const TdParagraph *p = m->paragraphs->pdata[i];
        g_assert_true (g_utf8_validate (p->text, -1, NULL));
        g_assert_nonnull (m->anchors->pdata[i]);
    }
}

static void look_at (const char *line, gsize length)
{
    g_auto (TdMirrorRecord) record = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    gint64 position = 0;

    if (!td_mirror_record_read (profile_of (), line, length, &record, &error)) {
        g_assert_cmpint (td_error_code (error), ==, TD_ERROR_INPUT);
        g_assert_true (!td_mirror_record_place (line, length, &position, &id) || position > 0);
        g_assert_true (id == NULL || td_id_valid (id));
        return;
    }
    g_assert_true (record.position > 0 && td_id_valid (record.id));
    for (guint i = 0; !record.deleted && i < record.languages->len; i++)
        look_at_language (&g_array_index (record.languages, TdLibraryMirrored, i));
}

/* A line about this thing as a server would say it; NULL where it is no JSON. Free it. */
static char *line_about (const char *kind, const guint8 *data, gsize size)
{
    json_t *thing = json_loadb ((const char *) data, size, 0, NULL);
    char *sorted = NULL, *line = NULL;

    if (json_is_object (thing)) {
        json_object_set_new (thing, "id", json_string (ID));
        sorted = json_dumps (thing, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION (3));
    }
    if (sorted != NULL) {
        g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, sorted, -1);
        line = g_strdup_printf ("{\"position\":7,\"id\":\"" ID "\",\"kind\":\"%s\",\"state\":null,\"deleted\":false,"
                                "\"hash\":\"%s\",\"thing\":%s}",
                                kind, hash, sorted);
    }
    free (sorted);
    json_decref (thing);
    return line;
}

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
    static const char *const kinds[] = { "document", "submission" };

    look_at ((const char *) data, size);
    for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
        g_autofree char *line = line_about (kinds[i], data, size);
        if (line != NULL)
            look_at (line, strlen (line));
    }
    return 0;
}
