/* Places of meetings, for the secretariat. */
#include "areas/programme/place.h"
#include "areas/programme/places.html.h"
#include "areas/programme/plan-pages.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

typedef struct html_field_radios_choices Choice;

/* What stands in the form. */
typedef struct {
    const char *id; /* NULL: a new one */
    TdPlaceWish wish;
    const char *field, *message; /* what is wrong; or NULL */
} Typed;

static const char *error_at (const Typed *t, const char *field, const char *text)
{
    return g_strcmp0 (t->field, field) == 0 ? text : NULL;
}

static const char *or_empty (const char *text)
{
    return text != NULL ? text : "";
}

static void fill_choices (Choice *rows, const char *locale, const char *chosen)
{
    for (int i = 0; i < TD_N_REMOTES; i++) {
        const char *word = td_remote_word ((TdRemote) i);
        rows[i] = (Choice){ .id = i == 0 ? "remote" : word,
                            .value = word,
                            .label = td_words (locale, td_remote_label ((TdRemote) i)),
                            .chosen = g_strcmp0 (word, chosen) == 0 };
    }
}

static GArray *place_rows (const GPtrArray *places, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_places_rows));

    for (guint i = 0; i < places->len; i++) {
        const TdPlace *p = places->pdata[i];
        const struct html_places_rows row = { .name = p->name,
                                              .remote = td_remote_label (p->remote),
                                              .link = g_strdup_printf ("/%s/desk/places/%s", locale, p->id) };
        g_ptr_array_add (strings, (gpointer) row.link);
        g_array_append_val (rows, row);
    }
    return rows;
}

static gboolean show (TdRequest *request, const GPtrArray *places, const Typed *t)
{
    const char *locale = td_request_locale (request);
    const char *text = t->message != NULL ? td_words (locale, t->message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = t->field != NULL ? t->field : "name",
                                                          .text = text } };
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) rows = place_rows (places, locale, strings);
    g_autofree char *action = t->id != NULL ? g_strdup_printf ("/%s/desk/places/%s", locale, t->id)
                                            : g_strdup_printf ("/%s/desk/places", locale);
    Choice remotes[TD_N_REMOTES];

    fill_choices (remotes, locale, t->wish.remote);
    const struct html_places page = {
        .errors = errors,
        .n_errors = text != NULL,
        .rows = (const struct html_places_rows *) (const void *) rows->data,
        .n_rows = rows->len,
        .changing = t->id != NULL,
        .action = action,
        .name = or_empty (t->wish.name),
        .name_error = error_at (t, "name", text),
        .address = or_empty (t->wish.address),
        .address_error = error_at (t, "address", text),
        .remotes = remotes,
        .n_remotes = TD_N_REMOTES,
        .remote_error = error_at (t, "remote", text),
        .link = or_empty (t->wish.link),
        .link_error = error_at (t, "link", text),
        .dial_in = or_empty (t->wish.dial_in),
        .dial_in_error = error_at (t, "dial_in", text),
        .codes = or_empty (t->wish.codes),
        .codes_error = error_at (t, "codes", text),
    };
    html_places (td_request_html (request), &page);
    td_reply_html (request, text != NULL ? 422 : 200);
    return TRUE;
}

static GPtrArray *places_of (TdRequest *request, GError **error)
{
    return td_place_list (td_request_instance (request), td_request_viewer (request), error);
}

gboolean td_places_page (TdRequest *request, GError **error)
{
    g_autoptr (GPtrArray) places = places_of (request, error);
    const Typed empty = { .wish = { .remote = "none" } };

    return places != NULL && show (request, places, &empty);
}

gboolean td_place_page (TdRequest *request, GError **error)
{
    g_autoptr (GPtrArray) places = places_of (request, error);

    for (guint i = 0; places != NULL && i < places->len; i++) {
        const TdPlace *p = places->pdata[i];
        const Typed typed = {
            .id = p->id,
            .wish = { p->name, p->address, td_remote_word (p->remote), p->link, p->dial_in, p->codes },
        };
        if (g_str_equal (p->id, td_request_part (request, "id")))
            return show (request, places, &typed);
    }
    return places != NULL && td_door_unknown (error);
}

static TdPlaceWish wish_of (TdRequest *request)
{
    return (TdPlaceWish){ .name = td_request_field (request, "name"),
                          .address = td_request_field (request, "address"),
                          .remote = td_request_field (request, "remote"),
                          .link = td_request_field (request, "link"),
                          .dial_in = td_request_field (request, "dial_in"),
                          .codes = td_request_field (request, "codes") };
}

static gboolean keep (TdRequest *request, const char *id, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    Typed typed = { .id = id, .wish = wish_of (request) };
    g_autofree char *path = g_strdup_printf ("/%s/desk/places", td_request_locale (request));
    g_autoptr (GError) problem = NULL;
    g_autoptr (GPtrArray) places = NULL;
    gboolean good = id == NULL ? td_place_add (instance, viewer, &typed.wish, NULL, &typed.field, &problem)
                               : td_place_change (instance, viewer, id, &typed.wish, &typed.field, &problem);

    if (good) {
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (td_error_code (problem) != TD_ERROR_INPUT && td_error_code (problem) != TD_ERROR_CONFLICT) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    places = places_of (request, error);
    typed.message = problem->message;
    return places != NULL && show (request, places, &typed);
}

gboolean td_place_add_post (TdRequest *request, GError **error)
{
    return keep (request, NULL, error);
}

gboolean td_place_post (TdRequest *request, GError **error)
{
    return keep (request, td_request_part (request, "id"), error);
}
