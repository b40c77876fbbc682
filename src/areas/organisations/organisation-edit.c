/* Registering an organisation and changing what is said of it. Contract in organisation.h. */
#include "areas/organisations/organisation.h"

#include "areas/organisations/organisation-rules.h"
#include "areas/organisations/organisation-sql.h"
#include "areas/people/membership.h"
#include "base/faults.h"
#include "base/id.h"
#include "base/limits.h"
#include "door/rate.h"
#include "journal/journal.h"
#include "text/clean.h"
#include "text/language.h"
#include "text/name-likeness.h"
#include "text/regions.h"

#include <sodium.h>

struct edit {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    const TdOrganisationFacts *facts;
    const char *field;
};

static gboolean wrong (struct edit *e, const char *field, GError **error, const char *message)
{
    e->field = field;
    g_set_error_literal (error, TD_ORGANISATION_ERROR, TD_ERROR_INPUT, message);
    return FALSE;
}

/* ---- one fact after the other, into o ---- */

static void take (char **slot, char *text)
{
    g_free (*slot);
    *slot = text;
}

static gboolean put_name (struct edit *e, TdOrganisation *o, GError **error)
{
    const char *given = e->facts->name;
    g_autofree char *name = given != NULL ? td_text_clean_line (given, TD_LIMIT_NAME_CHARACTERS) : NULL;
    g_autofree char *letters = NULL;

    if (given == NULL && o->name != NULL)
        return TRUE;
    if (given != NULL && name == NULL)
        return wrong (e, "name", error, "The name is too long. Use at most 200 characters.");
    letters = name != NULL ? td_name_folded (name) : g_strdup ("");
    if (*letters == '\0')
        return wrong (e, "name", error, "Write the name of the organisation.");
    take (&o->name, g_steal_pointer (&name));
    return TRUE;
}

static gboolean put_kind (struct edit *e, TdOrganisation *o, GError **error)
{
    const TdProfile *profile = e->instance->profile;
    const TdChoice *kind = NULL;

    if (e->facts->kind == NULL && o->kind != NULL)
        return TRUE;
    if (e->facts->kind != NULL)
        kind = td_profile_choice (profile->kinds, profile->n_kinds, e->facts->kind);
    if (kind == NULL)
        return wrong (e, "kind", error, "Choose the kind of organisation.");
    if (!kind->registered)
        return wrong (
            e, "kind", error,
            "Only organisations are registered. Who writes for themselves or for a State needs no organisation.");
    take (&o->kind, g_strdup (kind->slug));
    return TRUE;
}

/* A web address of a page that people can open: http or https, with a host, without a password in it. */
static gboolean is_website (const char *text)
{
    g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
    const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

    return host != NULL && strchr (host, '.') != NULL && g_uri_get_userinfo (uri) == NULL
           && strpbrk (text, " <>\"'\\") == NULL
           && (g_str_equal (g_uri_get_scheme (uri), "https") || g_str_equal (g_uri_get_scheme (uri), "http"));
}

static gboolean put_website (struct edit *e, TdOrganisation *o, GError **error)
{
    const char *given = e->facts->website;
    g_autofree char *clean = given != NULL ? td_text_clean_line (given, TD_LIMIT_TITLE_CHARACTERS) : NULL;
    g_autofree char *whole = NULL;

    if (given == NULL)
        return TRUE;
    if (clean == NULL)
        return wrong (e, "website", error, "The address of the website is too long. Use at most 300 characters.");
    if (*clean == '\0') {
        take (&o->website, NULL);
        return TRUE;
    }
    whole = strstr (clean, "://") != NULL ? g_strdup (clean) : g_strconcat ("https://", clean, NULL);
    if (!is_website (whole))
        return wrong (e, "website", error, "This is not the address of a website. Write it like https://example.org.");
    take (&o->website, g_steal_pointer (&whole));
    return TRUE;
}

static gboolean put_about (struct edit *e, TdOrganisation *o, GError **error)
{
    g_autofree char *about =
        e->facts->about != NULL ? td_text_clean_text (e->facts->about, TD_LIMIT_TEXT_CHARACTERS) : NULL;

    if (e->facts->about == NULL)
        return TRUE;
    if (about == NULL)
        return wrong (e, "about", error, "The text is too long. Use at most 4,000 characters.");
    take (&o->about, *about != '\0' ? g_steal_pointer (&about) : NULL);
    return TRUE;
}

static gboolean put_visibility (struct edit *e, TdOrganisation *o, GError **error)
{
    TdVisibility visibility;

    if (e->facts->visibility == NULL)
        return TRUE;
    if (!td_visibility_from_word (e->facts->visibility, &visibility) || visibility == TD_VISIBILITY_NAME_WITHHELD)
        return wrong (e, "visibility", error,
                      "Choose whether the organisation has a public page. There is no choice made for you.");
    if (o->at_risk && visibility == TD_VISIBILITY_PUBLIC)
        return wrong (
            e, "visibility", error,
            "The organisation is marked as at risk, so that its name stands nowhere. Ask the secretariat to lift the"
            " mark first.");
    o->visibility = visibility;
    o->visibility_chosen = TRUE;
    return TRUE;
}

static int in_order (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A list of words, each as know () has it, in order and once; NULL where one is unknown. */
static char **known (const char *const *given, const char *(*know) (const TdInstance *instance, const char *word),
                     const TdInstance *instance)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

    for (; *given != NULL; given++) {
        const char *word = know (instance, *given);
        if (word == NULL)
            return NULL;
        if (!g_ptr_array_find_with_equal_func (list, word, g_str_equal, NULL))
            g_ptr_array_add (list, g_strdup (word));
    }
    g_ptr_array_sort (list, in_order);
    g_ptr_array_add (list, NULL);
    g_ptr_array_set_free_func (list, NULL);
    return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

static const char *know_country (const TdInstance *instance, const char *word)
{
    const TdState *state = td_profile_state (instance->profile, word);

    return state != NULL ? state->iso3 : td_region_find (word);
}

static const char *know_theme (const TdInstance *instance, const char *word)
{
    for (gsize i = 0; i < instance->profile->n_themes; i++)
        if (g_str_equal (instance->profile->themes[i].slug, word))
            return instance->profile->themes[i].slug;
    return NULL;
}

/* The shape of a BCP 47 tag: "ar", "zh-Hant", "sr-Latn-RS". */
static gboolean is_tag (const char *word)
{
    return g_regex_match_simple ("^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", word, G_REGEX_DOLLAR_ENDONLY, 0);
}

/* A language by its code, or by its name in English or in itself ("Wolof", "Kiswahili"); in order and once, NULL where one is unknown. */
static char **known_languages (const char *const *given)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

    for (; *given != NULL; given++) {
        g_autofree char *by_name = is_tag (*given) ? NULL : td_language_by_name (*given);
        const char *tag = is_tag (*given) ? *given : by_name;
        if (tag == NULL)
            return NULL;
        if (!g_ptr_array_find_with_equal_func (list, tag, g_str_equal, NULL))
            g_ptr_array_add (list, g_strdup (tag));
    }
    g_ptr_array_sort (list, in_order);
    g_ptr_array_add (list, NULL);
    g_ptr_array_set_free_func (list, NULL);
    return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

static gboolean put_countries (struct edit *e, TdOrganisation *o, GError **error)
{
    const char *const *given = e->facts->countries;
    char **list;

    if (given == NULL)
        return TRUE;
    list = g_strv_length ((char **) given) <= TD_LIMIT_COUNTRIES ? known (given, know_country, e->instance) : NULL;
    if (list == NULL)
        return wrong (e, "countries", error,
                      "Choose at most 60 countries from the list, those in which the organisation works.");
    g_strfreev (o->countries);
    o->countries = list;
    return TRUE;
}

static gboolean put_themes (struct edit *e, TdOrganisation *o, GError **error)
{
    char **list;

    if (e->facts->themes == NULL)
        return TRUE;
    list = known (e->facts->themes, know_theme, e->instance);
    if (list == NULL)
        return wrong (e, "themes", error, "Choose the themes from the list.");
    g_strfreev (o->themes);
    o->themes = list;
    return TRUE;
}

static gboolean put_languages (struct edit *e, TdOrganisation *o, GError **error)
{
    const char *const *given = e->facts->languages;
    char **list;

    if (given == NULL)
        return TRUE;
    list = g_strv_length ((char **) given) <= TD_LIMIT_ORGANISATION_LANGUAGES ? known_languages (given) : NULL;
    if (list == NULL)
        return wrong (e, "languages", error, "Choose at most 30 languages, each by its name or its code.");
    g_strfreev (o->languages);
    o->languages = list;
    return TRUE;
}

static gboolean put_all (struct edit *e, TdOrganisation *o, GError **error)
{
    /* in the order of the form */
    static gboolean (*const steps[]) (struct edit *, TdOrganisation *, GError **) = {
        put_name, put_kind, put_visibility, put_website, put_about, put_themes, put_languages, put_countries,
    };
    g_auto (TdFaults) faults = { 0 };

    for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
        if (!td_faults_keep (&faults, steps[i](e, o, &faults.problem), &e->field, error))
            return FALSE;
    return td_faults_none (&faults, &e->field, error);
}

/* ---- writing ---- */

static gboolean is_officer (const TdViewer *viewer)
{
    return td_viewer_has (viewer, TD_ROLE_SECRETARIAT);
}

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    struct edit *e = data;
    gint64 now = td_clock_now (&e->instance->clock);
    g_autoptr (TdOrganisation) o = g_new0 (TdOrganisation, 1);

    e->field = NULL;
    o->id = g_strdup (e->id);
    o->status = TD_STATUS_RECEIVED;
    o->created = o->changed = now;
    randombytes_buf (o->secret, sizeof o->secret);
    if (!td_instance_may_write (e->instance, tx, error)
        || !td_door_may (e->viewer, TD_ACT_ORGANISATION_ADD, NULL, error) || !put_all (e, o, error)
        || !td_organisation_insert (tx, o, error))
        return FALSE;
    if (!is_officer (e->viewer)
        && (!td_rate_take (tx, e->instance->pepper, "organisation", e->viewer->person, TD_LIMIT_ORGANISATIONS_PER_DAY,
                           TD_RATE_DAY, now, error)
            || !td_membership_set (tx, e->viewer->person, o->id, TD_LEVEL_LEAD, now, error)))
        return FALSE;
    return td_organisation_note (tx, e->instance, e->viewer, o, td_act_word (TD_ACT_ORGANISATION_ADD), o->name, FALSE,
                                 error);
}

gboolean td_organisation_add (TdInstance *instance, const TdViewer *viewer, const TdOrganisationFacts *facts,
                              char **ret_id, const char **ret_field, GError **error)
{
    g_autofree char *id = td_id_new ();
    struct edit e = { .instance = instance, .viewer = viewer, .id = id, .facts = facts };
    gboolean added = td_store_write (instance->store, add_in, &e, error);

    if (ret_field != NULL)
        *ret_field = e.field;
    if (added && ret_id != NULL)
        *ret_id = g_steal_pointer (&id);
    return added;
}

static gboolean edit_in (TdTx *tx, gpointer data, GError **error)
{
    struct edit *e = data;
    g_autoptr (TdOrganisation) o = NULL;
    g_autofree char *name = NULL;
    g_autofree char *kind = NULL;
    gboolean was_public;
    TdThing thing;

    e->field = NULL;
    if (!td_instance_may_write (e->instance, tx, error)
        || (o = td_organisation_get_in (tx, e->viewer, e->id, error)) == NULL)
        return FALSE;
    thing = td_organisation_thing (o);
    if (!td_door_may (e->viewer, TD_ACT_ORGANISATION_EDIT, &thing, error))
        return FALSE;
    was_public = td_organisation_is_public (o);
    name = g_strdup (o->name);
    kind = g_strdup (o->kind);
    if (!put_all (e, o, error))
        return FALSE;
    /* The secretariat's word was about that name and kind. */
    if (o->status == TD_STATUS_PUBLISHED && !is_officer (e->viewer)
        && (!g_str_equal (name, o->name) || !g_str_equal (kind, o->kind))) {
        o->status = TD_STATUS_RECEIVED;
        o->again = TRUE;
    }
    o->changed = td_clock_now (&e->instance->clock);
    return td_organisation_update (tx, o, error)
           && td_organisation_note (tx, e->instance, e->viewer, o, td_act_word (TD_ACT_ORGANISATION_EDIT), o->name,
                                    was_public || td_organisation_is_public (o), error);
}

gboolean td_organisation_edit (TdInstance *instance, const TdViewer *viewer, const char *id,
                               const TdOrganisationFacts *facts, const char **ret_field, GError **error)
{
    struct edit e = { .instance = instance, .viewer = viewer, .id = id, .facts = facts };
    gboolean done = td_store_write (instance->store, edit_in, &e, error);

    if (ret_field != NULL)
        *ret_field = e.field;
    return done;
}
