/* profile.ini: every key stands in one table here, with its kind and bounds.
 *
 * To add a key: a field in TdProfile, a row below, a line in profiles/README.md.
 */
#include "profile/profile-private.h"

#include "base/clock.h"
#include "base/errors.h"

#define SETTINGS_FILE "profile.ini"

typedef enum {
    KIND_TEXT,
    KIND_NUMBER,
    KIND_BYTES,
    KIND_FLAG,
    KIND_DATE,
    KIND_DAY,
    KIND_ZONE,
    KIND_TIME,
    KIND_TAGS,
    KIND_DAYS,
    KIND_PATTERN
} Kind;

typedef struct {
    const char *group, *key;
    Kind kind;
    gsize offset;       /* into TdProfileWhole */
    gint64 least, most; /* of numbers */
} Setting;

#define AT(member) offsetof (TdProfileWhole, profile.member)
static const Setting settings[] = {
    { "body", "name", KIND_TEXT, AT (body_full) },
    { "body", "usual_name", KIND_TEXT, AT (body) },
    { "body", "short_name", KIND_TEXT, AT (short_name) },
    { "body", "convention", KIND_TEXT, AT (convention) },
    { "body", "convention_short", KIND_TEXT, AT (convention_short) },
    { "body", "zone", KIND_ZONE, AT (zone) },
    { "body", "members", KIND_NUMBER, AT (members), 1, 1000 },
    { "languages", "input", KIND_TAGS, AT (languages) },
    { "languages", "working", KIND_TAGS, AT (working_languages) },
    { "reports", "page_limit", KIND_NUMBER, AT (page_limit), 1, 10000 },
    { "reports", "without_title_page", KIND_FLAG, AT (page_rule.without_title_page) },
    { "reports", "without_contents", KIND_FLAG, AT (page_rule.without_contents) },
    { "reports", "without_annexes", KIND_FLAG, AT (page_rule.without_annexes) },
    { "reports", "without_endnotes", KIND_FLAG, AT (page_rule.without_endnotes) },
    { "reports", "counted", KIND_TEXT, AT (page_rule_words) },
    { "reports", "words_a_page", KIND_NUMBER, AT (page_rule.words_a_page), 50, 5000 },
    { "reports", "file_bytes", KIND_BYTES, AT (file_bytes), 1024, G_GINT64_CONSTANT (1) << 40 },
    { "reports", "priorities", KIND_NUMBER, AT (priorities), 1, 100 },
    { "data", "known_until", KIND_DATE, AT (known_until) },
    { "treaty", "in_force", KIND_DAY, AT (in_force) },
    { "treaty", "entry_months", KIND_NUMBER, AT (entry_months), 0, 120 },
    { "treaty", "entry_article", KIND_NUMBER, AT (entry_article), 1, 10000 },
    { "treaty", "first_report_months", KIND_NUMBER, AT (first_report_months), 1, 1200 },
    { "treaty", "interval_years", KIND_NUMBER, AT (interval_years), 1, 100 },
    { "treaty", "report_article", KIND_NUMBER, AT (report_article), 1, 10000 },
    { "treaty", "communications_article", KIND_NUMBER, AT (communications_article), 1, 10000 },
    { "treaty", "communications_declarations", KIND_NUMBER, AT (communications_declarations), 0, 1000 },
    { "treaty", "interstate_article", KIND_NUMBER, AT (interstate_article), 0, 10000 },
    { "treaty", "interstate_declarations", KIND_NUMBER, AT (interstate_declarations), 0, 1000 },
    { "reprisals", "reminders", KIND_DAYS, AT (reprisal_reminders), -365, 365 },
    { "symbols", "state", KIND_PATTERN, offsetof (TdProfileWhole, symbols_state) },
    { "symbols", "list_prior", KIND_PATTERN, offsetof (TdProfileWhole, symbols_prior) },
    { "follow_up", "months", KIND_NUMBER, AT (follow_up_months), 1, 1200 },
    { "floor", "percent", KIND_NUMBER, AT (floor.percent), 1, 100 },
    { "floor", "least_minutes", KIND_NUMBER, AT (floor.least_minutes), 1, 60 },
    { "floor", "most_members", KIND_NUMBER, AT (floor.most_members), 1, 100 },
    { "floor", "slot_minutes", KIND_NUMBER, AT (floor.slot_minutes), 1, 60 },
    { "floor", "deadline_days", KIND_NUMBER, AT (floor.deadline_days), 0, 60 },
    { "floor", "deadline_hour", KIND_NUMBER, AT (floor.deadline_hour), 0, 23 },
    { "accreditation", "deadline_days", KIND_NUMBER, AT (accreditation_deadline_days), 0, 365 },
    { "accreditation", "erase_days", KIND_NUMBER, AT (accreditation_erase_days), 1, 3650 },
    { "programme", "begins", KIND_TIME, AT (meetings_begin) },
    { "programme", "ends", KIND_TIME, AT (meetings_end) },
    { "programme", "answers_days", KIND_NUMBER, AT (answers_days), 0, 100 },
    { "programme", "answers_time", KIND_TIME, AT (answers_time) },
    { "programme", "more_days", KIND_NUMBER, AT (more_days), 0, 100 },
    { "programme", "more_time", KIND_TIME, AT (more_time) },
    { "log", "checkpoint_seconds", KIND_NUMBER, AT (checkpoint_seconds), 1, 31 * 86400 },
    { "log", "checkpoint_batch", KIND_NUMBER, AT (checkpoint_batch), 1, 65536 },
};

static gboolean refuse (GHashTable *lines, const Setting *setting, GError **error, const char *why)
{
    g_autofree char *name = g_strdup_printf ("%s.%s", setting->group, setting->key);
    guint line = GPOINTER_TO_UINT (g_hash_table_lookup (lines, name));

    if (line == 0)
        g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_INPUT, SETTINGS_FILE ": the key “%s” is missing in [%s].",
                     setting->key, setting->group);
    else
        g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_INPUT, SETTINGS_FILE ", line %u: “%s” %s", line, setting->key,
                     why);
    return FALSE;
}

static gboolean known (const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS (settings); i++) {
        gsize group = strlen (settings[i].group);
        if (strncmp (name, settings[i].group, group) == 0 && name[group] == '.'
            && g_str_equal (name + group + 1, settings[i].key))
            return TRUE;
    }
    return FALSE;
}

/* GKeyFile joins doubled groups and lets the last of doubled keys win; here both are errors, and so are
 * unknown keys. Leaves "group.key" to line in lines. */
static gboolean scan_lines (const char *text, GHashTable *lines, GError **error)
{
    g_auto (GStrv) rows = g_strsplit (text, "\n", -1);
    g_autofree char *group = g_strdup ("");

    for (guint i = 0; rows[i] != NULL; i++) {
        char *row = g_strstrip (rows[i]);
        char *name = NULL;
        char *equals = strchr (row, '=');
        if (*row == '\0' || *row == '#')
            continue;
        if (*row == '[' && g_str_has_suffix (row, "]")) {
            g_free (group);
            group = g_strndup (row + 1, strlen (row) - 2);
            name = g_strdup_printf ("[%s]", group);
        } else if (equals != NULL) {
            *equals = '\0';
            name = g_strdup_printf ("%s.%s", group, g_strchomp (row));
        }
        const char *why = name == NULL                          ? "this is neither [group] nor key=value"
                          : *name != '[' && !known (name)       ? "this key is unknown here"
                          : g_hash_table_contains (lines, name) ? "this stands twice"
                                                                : NULL;
        if (why != NULL) {
            g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_INPUT, SETTINGS_FILE ", line %u: %s: “%.80s”.", i + 1, why,
                         row);
            g_free (name);
            return FALSE;
        }
        g_hash_table_insert (lines, name, GUINT_TO_POINTER (i + 1));
    }
    return TRUE;
}

static const char *keep (TdProfileWhole *whole, const char *text)
{
    return g_string_chunk_insert_const (whole->strings, text);
}

static const char *take_number (const Setting *s, const char *text, gpointer field)
{
    gint64 number = 0;

    if (!g_ascii_string_to_signed (text, 10, s->least, s->most, &number, NULL))
        return "is no number within its bounds (profiles/README.md).";
    if (s->kind == KIND_BYTES)
        *(gint64 *) field = number;
    else
        *(int *) field = (int) number;
    return NULL;
}

static const char *take_tags (TdProfileWhole *whole, const char *text, gpointer field)
{
    g_auto (GStrv) tags = g_strsplit (text, ";", -1);
    guint n = g_strv_length (tags);
    g_autofree const char **kept = g_new0 (const char *, n + 1);

    if (n == 0)
        return "names no language.";
    for (guint i = 0; i < n; i++) {
        gsize size = strlen (tags[i]);
        if (size < 2 || size > 11 || strspn (tags[i], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") != size)
            return "is no list of language tags separated by semicolons.";
        if (g_strv_contains ((const char *const *) kept, tags[i]))
            return "names a language twice.";
        kept[i] = keep (whole, tags[i]);
    }
    *(const char *const **) field = g_steal_pointer (&kept);
    return NULL;
}

/* "7;1;0;-7": falling. */
static const char *take_days (const Setting *s, const char *text, TdProfileDays *ret)
{
    g_auto (GStrv) days = g_strsplit (text, ";", -1);
    gint64 most = s->most, day;

    *ret = (TdProfileDays){ 0 };
    for (gsize i = 0; days[i] != NULL; i++, most = day - 1) {
        if (ret->n == TD_PROFILE_DAYS || most < s->least
            || !g_ascii_string_to_signed (days[i], 10, s->least, most, &day, NULL))
            return "holds not one to six numbers of days, falling, with ; between.";
        ret->days[ret->n++] = (int) day;
    }
    return ret->n > 0 ? NULL : "is empty.";
}

static gboolean zone_exists (const char *name)
{
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);
    return zone != NULL;
}

/* Puts text where the setting says; what is wrong with it, or NULL. */
static const char *take (TdProfileWhole *whole, const Setting *s, const char *text)
{
    gpointer field = (char *) whole + s->offset;

    switch (s->kind) {
    case KIND_NUMBER:
    case KIND_BYTES: return take_number (s, text, field);
    case KIND_DAYS: return take_days (s, text, field);
    case KIND_TAGS: return take_tags (whole, text, field);
    case KIND_FLAG:
        if (!g_str_equal (text, "true") && !g_str_equal (text, "false"))
            return "is neither true nor false.";
        *(gboolean *) field = g_str_equal (text, "true");
        return NULL;
    case KIND_DATE:
        if (td_date_precision (text) == TD_DATE_NONE)
            return "is no date such as 2001-02 or 2001-02-03.";
        break;
    case KIND_DAY:
        if (td_date_precision (text) != TD_DATE_DAY)
            return "is no day such as 2001-02-03.";
        break;
    case KIND_ZONE:
        if (!zone_exists (text))
            return "is no time zone of the IANA list, such as Africa/Nairobi.";
        break;
    case KIND_TIME:
        if (!td_profile_is_time (text))
            return "is no time of day such as 18:00.";
        break;
    case KIND_PATTERN:
        if (strstr (text, "{state}") == NULL)
            return "lacks {state}, for the State's code.";
        break;
    case KIND_TEXT: break;
    }
    if (*text == '\0')
        return "is empty.";
    *(const char **) field = keep (whole, text);
    return NULL;
}

gboolean td_profile_load_settings (TdProfileWhole *whole, GError **error)
{
    g_autoptr (GBytes) bytes = td_profile_file (whole, SETTINGS_FILE, error);
    if (bytes == NULL)
        return FALSE;
    gsize size = 0;
    const char *data = g_bytes_get_data (bytes, &size);
    if (!g_utf8_validate_len (data, size, NULL)) {
        g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_INPUT, SETTINGS_FILE ": this is not UTF-8 text.");
        return FALSE;
    }
    g_autofree char *text = g_strndup (data, size);
    g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_autoptr (GError) wrong = NULL;

    if (!scan_lines (text, lines, error))
        return FALSE;
    if (!g_key_file_load_from_data (file, text, size, G_KEY_FILE_NONE, &wrong)) {
        g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_INPUT, SETTINGS_FILE ": %s", wrong->message);
        return FALSE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS (settings); i++) {
        const Setting *s = &settings[i];
        g_autofree char *value = g_key_file_get_value (file, s->group, s->key, NULL);
        const char *why = value == NULL ? "is missing." : take (whole, s, value);
        if (why != NULL)
            return refuse (lines, s, error, why);
    }
    return TRUE;
}
