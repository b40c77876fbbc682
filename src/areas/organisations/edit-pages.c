/* Registering an organisation, and changing what stands there. */
#include "areas/organisations/pages.h"

#include "areas/organisations/organisation-edit.html.h"
#include "areas/people/fault-words.h"
#include "base/errors.h"
#include "templates/field-radios.html.h"
#include "text/language.h"
#include "text/regions.h"
#include "text/words.h"

typedef struct html_field_radios_choices Choice;

static void add (GArray *rows, GPtrArray *strings, const char *field, const char *value, const char *label,
                 const char *hint, const char *const *chosen)
{
    Choice row = { .id = rows->len == 0 ? g_strdup (field) : g_strdup_printf ("%s-%s", field, value),
                   .value = value,
                   .label = label,
                   .hint = hint,
                   .chosen = chosen != NULL && g_strv_contains (chosen, value) };

    g_ptr_array_add (strings, (char *) row.id);
    g_array_append_val (rows, row);
}

/* The choices of all questions; labels that are made live in strings. */
typedef struct {
    GArray *kinds, *visibilities, *themes, *languages, *countries;
    GPtrArray *strings;
} Choices;

static void choices_clear (Choices *c)
{
    g_array_unref (c->kinds);
    g_array_unref (c->visibilities);
    g_array_unref (c->themes);
    g_array_unref (c->languages);
    g_array_unref (c->countries);
    g_ptr_array_unref (c->strings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Choices, choices_clear)

static void add_language (Choices *c, const char *tag, const char *locale, const TdOrganisationFacts *f)
{
    char *name = td_language_name (tag, locale);

    g_ptr_array_add (c->strings, name);
    add (c->languages, c->strings, "languages", tag, name, NULL, f->languages);
}

/* The profile's, and behind them others that it has already. */
static void fill_languages (Choices *c, const char *const *languages, const char *locale, const TdOrganisationFacts *f)
{
    for (const char *const *tag = languages; *tag != NULL; tag++)
        add_language (c, *tag, locale, f);
    for (const char *const *tag = f->languages; tag != NULL && *tag != NULL; tag++)
        if (!g_strv_contains (languages, *tag))
            add_language (c, *tag, locale, f);
}

static void fill (Choices *c, const TdProfile *profile, const char *locale, const TdOrganisationFacts *f)
{
    const char *const kind[] = { f->kind, NULL }, *const visibility[] = { f->visibility, NULL };
    GArray **const all[] = { &c->kinds, &c->visibilities, &c->themes, &c->languages, &c->countries };

    for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
        *all[i] = g_array_new (FALSE, TRUE, sizeof (Choice));
    c->strings = g_ptr_array_new_with_free_func (g_free);
    for (gsize i = 0; i < profile->n_kinds; i++)
        if (profile->kinds[i].registered)
            add (c->kinds, c->strings, "kind", profile->kinds[i].slug, td_words (locale, profile->kinds[i].label),
                 profile->kinds[i].hint != NULL && *profile->kinds[i].hint != '\0'
                     ? td_words (locale, profile->kinds[i].hint)
                     : NULL,
                 kind);
    add (c->visibilities, c->strings, "visibility", "public", td_words (locale, N_ ("A public page")),
         td_words (locale, N_ ("Once verified, everybody can find it, and States that consult can invite it.")),
         visibility);
    add (c->visibilities, c->strings, "visibility", "confidential", td_words (locale, N_ ("Hidden")),
         td_words (locale,
                   N_ ("Only its own people and the secretariat know that it is registered. It is in no list, no "
                       "search and no count, and no State is told of it.")),
         visibility);
    for (gsize i = 0; i < profile->n_themes; i++)
        add (c->themes, c->strings, "themes", profile->themes[i].slug, td_words (locale, profile->themes[i].title),
             NULL, f->themes);
    fill_languages (c, profile->languages, locale, f);
    for (const char *const *iso3 = td_regions (); *iso3 != NULL; iso3++) {
        char *name = td_organisation_country_name (profile, locale, *iso3);
        g_ptr_array_add (c->strings, name);
        add (c->countries, c->strings, "countries", *iso3, name, NULL, f->countries);
    }
}

static int by_label (gconstpointer a, gconstpointer b)
{
    return g_utf8_collate (((const Choice *) a)->label, ((const Choice *) b)->label);
}

#define LIST(name) .name = (const Choice *) (void *) c.name->data, .n_##name = c.name->len

/* id NULL: a new one. more: other languages as they were typed, or NULL. */
static gboolean show (TdRequest *request, const char *id, gboolean verified, const TdOrganisationFacts *f,
                      const char *more, const TdFaultWords *faults)
{
    const char *locale = td_request_locale (request);
    g_autofree char *back =
        g_strdup_printf ("/%s/organisations%s%s", locale, id != NULL ? "/" : "", id != NULL ? id : "");
    g_autofree char *action = g_strdup_printf ("%s/%s", back, id != NULL ? "edit" : "new");
    g_auto (Choices) c = { 0 };

    fill (&c, td_request_instance (request)->profile, locale, f);
    g_array_sort (c.countries, by_label);
    const struct html_organisation_edit page = {
        .question = id != NULL ? td_words (locale, N_ ("Change what stands there"))
                               : td_words (locale, N_ ("Register an organisation")),
        .action = action,
        .back = back,
        .name = f->name != NULL ? f->name : "",
        .website = f->website != NULL ? f->website : "",
        .about = f->about != NULL ? f->about : "",
        .verified = verified,
        .name_error = td_fault_at (faults, "name"),
        .kind_error = td_fault_at (faults, "kind"),
        .website_error = td_fault_at (faults, "website"),
        .about_error = td_fault_at (faults, "about"),
        .languages_error = td_fault_at (faults, "languages"),
        .more_languages = more,
        .visibility_error = td_fault_at (faults, "visibility"),
        TD_FAULT_ROWS (faults),
        LIST (kinds),
        LIST (visibilities),
        LIST (themes),
        LIST (languages),
        LIST (countries),
    };

    td_reply_header (request, "Cache-Control", "no-store");
    html_organisation_edit (td_request_html (request), &page);
    td_reply_html (request, td_fault_words_count (faults) > 0 ? 422 : 200);
    return TRUE;
}

/* Those that are ticked, then those that are typed, each as it came. */
static char **languages_of (TdRequest *request)
{
    const char *const *ticked = td_request_fields (request, "languages");
    g_auto (GStrv) typed = g_regex_split_simple ("[,;،、，；]", td_request_field (request, "more_languages"), 0, 0);
    GPtrArray *list = g_ptr_array_new ();

    for (; ticked != NULL && *ticked != NULL; ticked++)
        g_ptr_array_add (list, g_strdup (*ticked));
    for (gsize i = 0; typed[i] != NULL; i++)
        if (*g_strstrip (typed[i]) != '\0')
            g_ptr_array_add (list, g_strdup (typed[i]));
    g_ptr_array_add (list, NULL);
    return (char **) g_ptr_array_free (list, FALSE);
}

static TdOrganisationFacts facts_of (TdRequest *request, char *const *languages)
{
    const char *visibility = td_request_field (request, "visibility");

    return (TdOrganisationFacts){ .name = td_request_field (request, "name"),
                                  .kind = td_request_field (request, "kind"),
                                  .website = td_request_field (request, "website"),
                                  .about = td_request_field (request, "about"),
                                  .visibility = *visibility != '\0' ? visibility : NULL,
                                  .countries = td_request_fields (request, "countries"),
                                  .themes = td_request_fields (request, "themes"),
                                  .languages = (const char *const *) languages };
}

/* What was typed stands where it was typed, with what is wrong about it. */
static gboolean show_again (TdRequest *request, const char *id, gboolean verified, const TdOrganisationFacts *facts,
                            const char *field, const GError *problem)
{
    TdOrganisationFacts again = *facts;
    g_auto (TdFaultWords) faults = { 0 };

    td_fault_words_take (&faults, td_request_locale (request), field, problem, "name");
    td_fault_words_link (&faults, "languages", "more_languages");
    again.languages = td_request_fields (request, "languages");
    return show (request, id, verified, &again, td_request_field (request, "more_languages"), &faults);
}

static gboolean go (TdRequest *request, const char *id)
{
    g_autofree char *path = g_strdup_printf ("/%s/organisations/%s", td_request_locale (request), id);

    td_reply_redirect (request, path);
    return TRUE;
}

gboolean td_organisation_new_page (TdRequest *request, GError **error)
{
    const TdOrganisationFacts none = { 0 };
    const TdFaultWords right = { 0 };

    (void) error;
    return show (request, NULL, FALSE, &none, NULL, &right);
}

gboolean td_organisation_new_post (TdRequest *request, GError **error)
{
    g_auto (GStrv) languages = languages_of (request);
    const TdOrganisationFacts facts = facts_of (request, languages);
    g_autoptr (GError) problem = NULL;
    g_autofree char *id = NULL;
    const char *field = NULL;

    if (td_organisation_add (td_request_instance (request), td_request_viewer (request), &facts, &id, &field, &problem))
        return go (request, id);
    if (td_error_code (problem) == TD_ERROR_INPUT)
        return show_again (request, NULL, FALSE, &facts, field, problem);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* The organisation, for who may change it. */
static TdOrganisation *open_one (TdRequest *request, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (TdOrganisation) o =
        td_organisation_get (td_request_instance (request), viewer, td_request_part (request, "id"), error);
    TdThing thing;

    if (o == NULL)
        return NULL;
    thing = td_organisation_thing (o);
    return td_door_may (viewer, TD_ACT_ORGANISATION_EDIT, &thing, error) ? g_steal_pointer (&o) : NULL;
}

gboolean td_organisation_edit_page (TdRequest *request, GError **error)
{
    g_autoptr (TdOrganisation) o = open_one (request, error);
    TdOrganisationFacts facts = { 0 };
    const TdFaultWords right = { 0 };

    if (o == NULL)
        return FALSE;
    facts = (TdOrganisationFacts){ .name = o->name,
                                   .kind = o->kind,
                                   .website = o->website,
                                   .about = o->about,
                                   .visibility = o->visibility_chosen ? td_visibility_word (o->visibility) : NULL,
                                   .countries = (const char *const *) o->countries,
                                   .themes = (const char *const *) o->themes,
                                   .languages = (const char *const *) o->languages };
    return show (request, o->id, o->status == TD_STATUS_PUBLISHED, &facts, NULL, &right);
}

gboolean td_organisation_edit_post (TdRequest *request, GError **error)
{
    g_autoptr (TdOrganisation) o = open_one (request, error);
    g_auto (GStrv) languages = languages_of (request);
    const TdOrganisationFacts facts = facts_of (request, languages);
    g_autoptr (GError) problem = NULL;
    const char *field = NULL;

    if (o == NULL)
        return FALSE;
    if (td_organisation_edit (td_request_instance (request), td_request_viewer (request), o->id, &facts, &field,
                              &problem))
        return go (request, o->id);
    if (td_error_code (problem) == TD_ERROR_INPUT)
        return show_again (request, o->id, o->status == TD_STATUS_PUBLISHED, &facts, field, problem);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
