#include "areas/floor/floor-words.h"

#include "areas/calls/deadline.h"
#include "areas/people/zone-cookie.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

gboolean td_floor_page_open (TdFloorPage *p, TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);

    p->request = request;
    p->locale = td_request_locale (request);
    p->strings = g_ptr_array_new_with_free_func (g_free);
    p->arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_floor_list (instance, td_request_viewer (request), td_request_part (request, "id"), &p->meeting, &p->list,
                        error)
        || !td_reader_zone (request, &p->zone, error))
        return FALSE;
    p->title = td_floor_keep (p, td_meeting_title (instance->profile, p->meeting, p->locale));
    p->when = td_floor_keep (p, td_deadline_words (p->meeting->begins, p->meeting->zone, p->locale));
    return TRUE;
}

void td_floor_page_clear (TdFloorPage *p)
{
    g_clear_pointer (&p->meeting, td_meeting_free);
    g_clear_pointer (&p->list, td_floor_list_free);
    g_clear_pointer (&p->strings, g_ptr_array_unref);
    g_clear_pointer (&p->arrays, g_ptr_array_unref);
    g_clear_pointer (&p->zone, g_free);
}

const char *td_floor_keep (TdFloorPage *p, char *take)
{
    g_ptr_array_add (p->strings, take);
    return take;
}

GArray *td_floor_rows (TdFloorPage *p, gsize size)
{
    GArray *rows = g_array_new (FALSE, TRUE, (guint) size);

    g_ptr_array_add (p->arrays, rows);
    return rows;
}

const char *td_floor_path (TdFloorPage *p, const char *rest)
{
    return td_floor_keep (p, g_strdup_printf ("/%s/meetings/%s%s", p->locale, p->meeting->id, rest));
}

const char *td_floor_state_words (TdFloorPage *p, const char *iso3)
{
    const TdProfile *profile = td_request_instance (p->request)->profile;
    const TdState *state = iso3 != NULL && *iso3 != '\0' ? td_profile_state (profile, iso3) : NULL;

    if (state != NULL)
        return td_profile_state_name (profile, state, p->locale);
    return iso3 != NULL && *iso3 != '\0' ? iso3 : p->title;
}

const char *td_floor_hour (TdFloorPage *p, gint64 at)
{
    return td_floor_keep (p, td_words_time (p->locale, at, p->meeting->zone));
}

const char *td_floor_hour_here (TdFloorPage *p, gint64 at)
{
    if (p->zone == NULL || td_zone_offset (at, p->zone) == td_zone_offset (at, p->meeting->zone))
        return NULL;
    return td_floor_keep (p, td_words_time (p->locale, at, p->zone));
}

const char *td_floor_language (TdFloorPage *p, const char *tag)
{
    return tag != NULL ? td_floor_keep (p, td_language_name (tag, p->locale)) : NULL;
}

void td_floor_choice (TdFloorPage *p, GArray *rows, const char *field, const char *value, const char *label,
                      const char *hint, gboolean chosen)
{
    const TdFloorChoice row = { .id =
                                    rows->len == 0 ? field : td_floor_keep (p, g_strdup_printf ("%s-%s", field, value)),
                                .value = value,
                                .label = label,
                                .hint = hint,
                                .chosen = chosen };

    g_array_append_val (rows, row);
}

const char *td_floor_problem (TdFloorPage *p, GError *take_problem, GError **error)
{
    g_autoptr (GError) problem = take_problem;

    switch (td_error_code (problem)) {
    case TD_ERROR_INPUT:
    case TD_ERROR_CONFLICT:
    case TD_ERROR_TOO_LARGE:
    case TD_ERROR_BUSY: return td_floor_keep (p, g_strdup (td_words (p->locale, problem->message)));
    default: g_propagate_error (error, g_steal_pointer (&problem)); return NULL;
    }
}
