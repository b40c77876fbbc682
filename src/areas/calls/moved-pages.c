/* What the pages of sessions and stages share. Contract in timetable-page.h. */
#include "areas/calls/timetable-page.h"

#include "areas/calls/calendar.h"
#include "areas/calls/deadline.h"
#include "areas/calls/moved.html.h"
#include "areas/people/account.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

static const char *keep (GPtrArray *strings, char *take)
{
    g_ptr_array_add (strings, take);
    return take;
}

static GArray *rows_of (TdRequest *request, const GPtrArray *moved, GPtrArray *strings)
{
    static const char *const kinds[] = { [TD_MOVED] = "moves", [TD_MOVED_KEPT] = "kept", [TD_MOVED_OPEN] = "opens" };
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_moved_rows));

    for (guint i = 0; i < moved->len; i++) {
        const TdMovedCall *m = moved->pdata[i];
        struct html_moved_rows row = {
            .title = keep (strings, td_call_title (profile, m->call, locale)),
            .link = keep (strings, g_strdup_printf ("/%s/calls/%s", locale, m->call->id)),
            .kind = kinds[m->kind],
            .old = keep (strings, td_deadline_words (m->call->closes, m->call->zone, locale)),
            .new = keep (strings, td_deadline_words (m->closes, m->call->zone, locale)),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

gboolean td_moved_show (TdRequest *request, const TdMovedPage *p, const GPtrArray *moved)
{
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) rows = rows_of (request, moved, strings);
    g_autoptr (GArray) fields = g_array_new (FALSE, TRUE, sizeof (struct html_moved_fields));
    g_autofree char *seen = td_moved_seen (moved);
    const struct html_moved_fields own[] = { { .name = "seen", .value = seen }, { .name = "confirm", .value = "1" } };

    for (gsize i = 0; p->fields[i] != NULL; i += 2) {
        struct html_moved_fields field = { .name = p->fields[i], .value = p->fields[i + 1] };
        g_array_append_val (fields, field);
    }
    g_array_append_vals (fields, own, G_N_ELEMENTS (own));
    const struct html_moved page = { .question = p->question,
                                     .action = p->action,
                                     .back = p->back,
                                     .said = p->said,
                                     .reason = p->reason,
                                     .again = p->again,
                                     .rows = (const struct html_moved_rows *) (void *) rows->data,
                                     .n_rows = rows->len,
                                     .fields = (const struct html_moved_fields *) (void *) fields->data,
                                     .n_fields = fields->len };
    td_reply_header (request, "Cache-Control", "no-store");
    html_moved (td_request_html (request), &page);
    td_reply_html (request, p->again ? 409 : 200);
    return TRUE;
}

gboolean td_is_officer (TdRequest *request)
{
    return td_door_may (td_request_viewer (request), TD_ACT_STAGE_CHANGE, NULL, NULL);
}

char *td_recorded_by (TdRequest *request, const char *actor)
{
    const char *locale = td_request_locale (request);
    g_autoptr (TdPerson) person = NULL;

    if (!td_is_officer (request))
        return g_strdup (td_words (locale, N_ ("the secretariat")));
    if (g_strcmp0 (actor, "command") == 0)
        return g_strdup (td_words (locale, N_ ("the secretariat, by command")));
    person = td_person_get (td_request_instance (request), td_request_viewer (request), actor, NULL);
    if (person == NULL)
        return g_strdup (td_words (locale, N_ ("somebody whose account is gone")));
    return g_strdup (person->name != NULL ? person->name : person->address);
}

char *td_days_words (const char *locale, const char *start, const char *end)
{
    g_autofree char *first = start != NULL ? td_words_date (locale, start) : NULL;
    g_autofree char *last = end != NULL ? td_words_date (locale, end) : NULL;

    if (first != NULL && last != NULL && !g_str_equal (first, last))
        return g_strdup_printf ("%s – %s", first, last);
    return first != NULL ? g_steal_pointer (&first) : g_steal_pointer (&last);
}

GArray *td_how_choices (const char *locale, const char *chosen)
{
    static const char *const hows[] = { "planned", "fixed", "done", "moved" };
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_field_radios_choices));

    for (gsize i = 0; i < G_N_ELEMENTS (hows); i++) {
        struct html_field_radios_choices row = { .id = hows[i],
                                                 .value = hows[i],
                                                 .label = td_words (locale, td_how_label (hows[i])),
                                                 .chosen = g_strcmp0 (chosen, hows[i]) == 0 };
        g_array_append_val (rows, row);
    }
    return rows;
}

const char *td_error_at (const char *field, const char *wanted, const char *text)
{
    return g_strcmp0 (field, wanted) == 0 ? text : NULL;
}

TdConfirm td_confirm_of (TdRequest *request)
{
    const char *seen = td_request_field (request, "seen");

    return (TdConfirm){ .confirm = *td_request_field (request, "confirm") != '\0',
                        .seen = *seen != '\0' ? seen : NULL };
}
