#include "areas/follow_up/follow-up-words.h"

#include "base/errors.h"
#include "text/words.h"

void td_follow_page_init (TdFollowPage *page, TdRequest *request)
{
    *page = (TdFollowPage){ .request = request,
                            .instance = td_request_instance (request),
                            .viewer = td_request_viewer (request),
                            .locale = td_request_locale (request),
                            .strings = g_ptr_array_new_with_free_func (g_free),
                            .lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };
}

void td_follow_page_clear (TdFollowPage *page)
{
    g_clear_pointer (&page->lists, g_ptr_array_unref);
    g_clear_pointer (&page->strings, g_ptr_array_unref);
}

const char *td_follow_keep (TdFollowPage *page, char *take_text)
{
    g_ptr_array_add (page->strings, take_text);
    return take_text;
}

GArray *td_follow_list (TdFollowPage *page, guint size)
{
    GArray *list = g_array_new (FALSE, TRUE, size);

    g_ptr_array_add (page->lists, list);
    return list;
}

const char *td_follow_path (TdFollowPage *page, const char *id, const char *rest)
{
    return td_follow_keep (page, g_strdup_printf ("/%s/recommendations/%s%s", page->locale, id, rest));
}

const char *td_follow_state_name (TdFollowPage *page, const char *iso3)
{
    const TdProfile *profile = page->instance->profile;
    const TdState *state = td_profile_state (profile, iso3);

    return state != NULL ? td_profile_state_name (profile, state, page->locale) : iso3;
}

const char *td_follow_theme (TdFollowPage *page, const char *slug)
{
    const TdTheme *theme = slug != NULL ? td_profile_theme (page->instance->profile, slug) : NULL;

    return theme != NULL ? td_words (page->locale, theme->title) : NULL;
}

const char *td_follow_grade (TdFollowPage *page, const char *slug)
{
    const TdAssessmentGrade *grade = td_profile_grade (page->instance->profile, slug);

    return grade != NULL  ? td_words (page->locale, grade->label)
           : slug != NULL ? slug
                          : td_words (page->locale, N_ ("Not assessed yet"));
}

const char *td_follow_articles (TdFollowPage *page, const TdRecommendation *r)
{
    return r->articles->len > 0 ? td_follow_keep (page, td_words_runs (page->locale, r->articles)) : NULL;
}

const char *td_follow_short (TdFollowPage *page, const char *text, int most)
{
    const char *end, *blank;

    if (g_utf8_strlen (text, -1) <= most)
        return text;
    end = g_utf8_offset_to_pointer (text, most);
    blank = end;
    while (blank > text && !g_ascii_isspace (*blank))
        blank--;
    /* Chinese has no blanks: cut there. */
    if (end - blank > 60)
        blank = end;
    return td_follow_keep (page, g_strdup_printf ("%.*s…", (int) (blank - text), text));
}

const char *td_follow_document_link (TdFollowPage *page, const char *symbol, const char *document, const char *anchor)
{
    return td_follow_keep (page,
                           g_strdup_printf ("/%s/documents/%s%s%s", page->locale, symbol != NULL ? symbol : document,
                                            anchor != NULL ? "#" : "", anchor != NULL ? anchor : ""));
}

char **td_follow_lines (TdFollowPage *page, const char *text)
{
    char **lines = g_strsplit (text, "\n", -1);

    for (char **line = lines; *line != NULL; line++)
        g_ptr_array_add (page->strings, *line);
    g_ptr_array_add (page->strings, lines);
    return lines;
}

void td_follow_choice (TdFollowPage *page, GArray *choices, const char *field, const char *value, const char *label,
                       const char *hint, const char *chosen)
{
    const struct html_field_radios_choices row = {
        .id = td_follow_keep (page, choices->len == 0 ? g_strdup (field) : g_strdup_printf ("%s-%s", field, value)),
        .value = value,
        .label = label,
        .hint = hint,
        .chosen = g_strcmp0 (value, chosen) == 0,
    };

    g_array_append_val (choices, row);
}

const char *td_follow_problem (TdFollowPage *page, GError *take_problem, GError **error)
{
    const char *said;

    if (td_error_code (take_problem) != TD_ERROR_INPUT && td_error_code (take_problem) != TD_ERROR_CONFLICT) {
        g_propagate_error (error, take_problem);
        return NULL;
    }
    said = td_words (page->locale, take_problem->message);
    said = td_follow_keep (page, g_strdup (said));
    g_error_free (take_problem);
    return said;
}

void td_follow_reply (TdFollowPage *page, gboolean wrong)
{
    td_reply_header (page->request, "Cache-Control", "no-store");
    td_reply_html (page->request, wrong ? 422 : 200);
}
