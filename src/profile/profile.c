#include "profile/profile-private.h"

#include "base/errors.h"
#include "profile/profile-resources.h"
#include "text/words.h"
#include <gio/gio.h>

TD_DEFINE_ERROR (profile)

#define RESOURCES "/treatydesk/profiles/"

/* ---- words for how we know ---- */

static const struct {
    const char *name, *sentence;
} bases[] = {
    [TD_BASIS_SEEN] = { "seen", N_ ("Read in a source.") },
    [TD_BASIS_GENERAL] = { "general-knowledge", N_ ("General knowledge: not read in a source.") },
    [TD_BASIS_CALCULATED] = { "calculated", N_ ("Calculated, not read in a source.") },
    [TD_BASIS_NOT_GIVEN] = { "not-given", N_ ("Not known here.") },
    [TD_BASIS_RECORDED] = { "recorded", N_ ("Recorded by the Committee’s secretariat.") },
};

const char *td_basis_name (TdBasis basis)
{
    return bases[basis].name;
}

const char *td_basis_sentence (TdBasis basis)
{
    return bases[basis].sentence;
}

gboolean td_basis_from_name (const char *name, TdBasis *ret_basis)
{
    for (gsize i = 0; i < G_N_ELEMENTS (bases); i++)
        if (g_str_equal (bases[i].name, name)) {
            *ret_basis = (TdBasis) i;
            return TRUE;
        }
    return FALSE;
}

/* ---- loading ---- */

static GBytes *read_from_folder (const char *folder, const char *file, GError **error)
{
    g_autofree char *path = g_build_filename (folder, file, NULL);
    char *data = NULL;
    gsize size = 0;

    if (g_file_get_contents (path, &data, &size, NULL))
        return g_bytes_new_take (data, size);
    g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_NOT_FOUND,
                 "%s: this file of the profile is missing or cannot be read. profiles/README.md names the files "
                 "of a profile.",
                 file);
    return NULL;
}

GBytes *td_profile_file (const TdProfileWhole *whole, const char *file, GError **error)
{
    if (whole->folder != NULL)
        return read_from_folder (whole->folder, file, error);
    g_autofree char *path = g_strconcat (RESOURCES, whole->profile.name, "/", file, NULL);
    GBytes *bytes = g_resource_lookup_data (td_profiles_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    if (bytes == NULL)
        g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_NOT_FOUND,
                     "There is no profile named “%.40s” in this program. Name a built-in one, or a folder with a "
                     "slash in its path.",
                     whole->profile.name);
    return bytes;
}

static gboolean load_all (TdProfileWhole *whole, GError **error)
{
    return td_profile_load_settings (whole, error) && td_profile_load_choices (whole, error)
           && td_profile_load_treaty (whole, error) && td_profile_load_states (whole, error)
           && td_profile_load_sessions (whole, error) && td_profile_load_reviews (whole, error)
           && td_profile_load_calls (whole, error) && td_profile_load_consultation (whole, error)
           && td_profile_load_follow_up (whole, error) && td_profile_load_documents (whole, error)
           && td_profile_load_papers (whole, error) && td_profile_load_participants (whole, error)
           && td_profile_load_communications (whole, error) && td_profile_load_programme (whole, error)
           && td_profile_load_general (whole, error) && td_profile_load_terms (whole, error)
           && td_profile_load_countries (whole, error) && td_profile_load_cases (whole, error);
}

/* "profiles/cmw/" and "./cmw" are called "cmw". */
static const char *keep_name (TdProfileWhole *whole, const char *name)
{
    g_autofree char *base = g_path_get_basename (name);
    return g_string_chunk_insert_const (whole->strings, base);
}

TdProfile *td_profile_load (const char *name, GError **error)
{
    TdProfileWhole *whole = g_new0 (TdProfileWhole, 1);
    g_autoptr (TdProfile) profile = &whole->profile;

    whole->strings = g_string_chunk_new (16 * 1024);
    whole->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    whole->regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_mutex_init (&whole->lock);
    if (strchr (name, '/') != NULL)
        whole->folder = g_string_chunk_insert_const (whole->strings, name);
    profile->name = keep_name (whole, name);
    return load_all (whole, error) ? g_steal_pointer (&profile) : NULL;
}

void td_profile_free (TdProfile *profile)
{
    if (profile == NULL)
        return;
    TdProfileWhole *whole = (TdProfileWhole *) profile;
    g_free ((gpointer) profile->languages);
    g_free ((gpointer) profile->working_languages);
    g_free ((gpointer) profile->articles);
    g_free ((gpointer) profile->themes);
    g_free ((gpointer) profile->states);
    g_free ((gpointer) profile->sessions);
    g_free ((gpointer) profile->reviews);
    g_free ((gpointer) profile->purposes);
    g_free ((gpointer) profile->kinds);
    g_free ((gpointer) profile->stages);
    g_free ((gpointer) profile->call_kinds);
    g_free ((gpointer) profile->standing);
    g_free ((gpointer) profile->own_questions);
    g_free ((gpointer) profile->grades);
    g_free ((gpointer) profile->follow_words);
    g_free ((gpointer) profile->document_types);
    g_free ((gpointer) profile->outlines);
    g_free ((gpointer) profile->paper_kinds);
    g_free ((gpointer) profile->participants);
    g_free ((gpointer) profile->declarations);
    g_free ((gpointer) profile->other_ways);
    g_free ((gpointer) profile->check_questions);
    g_free ((gpointer) profile->check_choices);
    g_free ((gpointer) profile->case_stages);
    g_free ((gpointer) profile->meeting_kinds);
    g_free ((gpointer) profile->programme);
    g_free ((gpointer) profile->countries);
    td_profile_free_terms (profile);
    g_free ((gpointer) profile->general_stages);
    g_clear_pointer (&whole->tagger, td_tagger_free);
    g_hash_table_unref (whole->names);
    g_hash_table_unref (whole->regions);
    g_string_chunk_free (whole->strings);
    g_mutex_clear (&whole->lock);
    g_free (whole);
}

/* ---- looking up ---- */

const TdState *td_profile_state (const TdProfile *profile, const char *iso3)
{
    for (gsize i = 0; iso3 != NULL && i < profile->n_states; i++)
        if (g_ascii_strcasecmp (profile->states[i].iso3, iso3) == 0)
            return &profile->states[i];
    return NULL;
}

const TdArticle *td_profile_article (const TdProfile *profile, int number)
{
    for (gsize i = 0; i < profile->n_articles; i++)
        if (profile->articles[i].number == number)
            return &profile->articles[i];
    return NULL;
}

const TdSession *td_profile_session (const TdProfile *profile, int number)
{
    for (gsize i = 0; i < profile->n_sessions; i++)
        if (profile->sessions[i].number == number)
            return &profile->sessions[i];
    return NULL;
}

const TdTheme *td_profile_theme (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; slug != NULL && i < profile->n_themes; i++)
        if (g_str_equal (profile->themes[i].slug, slug))
            return &profile->themes[i];
    return NULL;
}

const TdChoice *td_profile_choice (const TdChoice *choices, gsize n, const char *slug)
{
    for (gsize i = 0; slug != NULL && i < n; i++)
        if (g_str_equal (choices[i].slug, slug))
            return &choices[i];
    return NULL;
}

const TdReview *td_profile_reviews (const TdProfile *profile, const TdState *state, gsize *ret_n)
{
    const TdReview *first = NULL;

    *ret_n = 0;
    for (gsize i = 0; i < profile->n_reviews; i++)
        if (profile->reviews[i].state == state) {
            first = first != NULL ? first : &profile->reviews[i];
            *ret_n += 1;
        }
    return first;
}

gboolean td_profile_symbol_fits (const char *pattern, const char *iso3, const char *symbol)
{
    if (pattern == NULL)
        return TRUE;
    const char *hole = strstr (pattern, "{state}");
    gsize before = (gsize) (hole - pattern);
    const char *after = hole + strlen ("{state}");
    return strncmp (symbol, pattern, before) == 0 && g_str_has_prefix (symbol + before, iso3)
           && g_str_has_prefix (symbol + before + strlen (iso3), after)
           && strlen (symbol) > before + strlen (iso3) + strlen (after);
}

/* The profile itself never changes once loaded; only this memory of ICU's names grows, under its lock. */
static const char *region_name (TdProfileWhole *whole, const TdState *state, const char *locale)
{
    g_autofree char *key = g_strdup_printf ("%s/%s", state->iso3, locale);
    g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&whole->lock);
    char *name = g_hash_table_lookup (whole->regions, key);

    if (name == NULL) {
        name = td_words_region (locale, state->iso2);
        if (name == NULL)
            name = g_strdup (state->name);
        g_hash_table_insert (whole->regions, g_steal_pointer (&key), name);
    }
    return name;
}

const char *td_profile_state_name (const TdProfile *profile, const TdState *state, const char *locale)
{
    TdProfileWhole *whole = (TdProfileWhole *) (profile->under != NULL ? profile->under : profile);

    if (state == NULL)
        return "";
    /* The profile's columns name languages; "pt-BR" finds "pt". */
    g_autofree char *key = g_strdup_printf ("%s/%.*s", state->iso3, (int) strcspn (locale, "-_"), locale);
    const char *name = g_hash_table_lookup (whole->names, key);

    return name != NULL ? name : region_name (whole, state, locale);
}
