/* A meeting by telephone: numbers to dial, one's own PIN, being called. */
#include "areas/telephone/pages.h"

#include "areas/telephone/callback.h"
#include "areas/telephone/telephone.html.h"
#include "base/errors.h"
#include "meeting/phone-settings.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

#include <string.h>

#define F(request, name) td_request_field (request, name)

/* What a post did or what is wrong with it. */
struct shown {
    const char *digits;        /* a new PIN, or NULL */
    const char *field, *wrong; /* or NULL */
};

/* What its writer can do something about, in their language; else FALSE with *error. */
static gboolean wrong_words (TdRequest *request, GError *take_problem, struct shown *shown, GError **error)
{
    TdErrorCode code = td_error_code (take_problem);

    if (code != TD_ERROR_INPUT && code != TD_ERROR_CONFLICT && code != TD_ERROR_BUSY) {
        g_propagate_error (error, take_problem);
        return FALSE;
    }
    shown->wrong = td_words (td_request_locale (request), g_intern_string (take_problem->message));
    g_error_free (take_problem);
    return TRUE;
}

static const char *keep (GPtrArray *strings, char *take)
{
    g_ptr_array_add (strings, take);
    return take;
}

/* By the profile where it is a State party (three letters), else by its two letters; any other word stands for itself. */
static const char *country_name (TdRequest *request, const char *country, GPtrArray *strings)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const TdState *state = td_profile_state (profile, country);
    const char *locale = td_request_locale (request);

    if (state != NULL)
        return td_profile_state_name (profile, state, locale);
    return strlen (country) == 2 ? keep (strings, td_words_region (locale, country)) : country;
}

static GArray *number_rows (TdRequest *request, const TdPhoneSettings *settings, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_telephone_numbers));

    for (gsize i = 0; i < settings->n_numbers; i++) {
        const TdPhoneNumber *number = &settings->numbers[i];
        char *dialled = td_phone_number (number->number);
        char *dial = g_strconcat ("tel:", dialled != NULL ? dialled : "", NULL);
        const struct html_telephone_numbers row = {
            .country = country_name (request, number->country, strings),
            .number = number->number,
            .dial = dial,
        };
        g_free (dialled);
        g_ptr_array_add (strings, dial);
        g_array_append_val (rows, row);
    }
    return rows;
}

/* What becomes of being called, in words; NULL: nothing was asked. */
static const char *callback_words (const TdPhoneCallback *callback, const char *locale)
{
    if (callback == NULL)
        return NULL;
    if (g_str_equal (callback->status, "failed"))
        return td_words (locale, N_ ("You were called and did not answer. Ask again if you still want to be called."));
    if (g_str_equal (callback->status, "answered"))
        return td_words (locale, N_ ("You were called and answered."));
    return callback->at_turn ? td_words (locale, N_ ("You will be called when your turn comes near."))
                             : td_words (locale, N_ ("You will be called when the meeting opens."));
}

static const char *done_words (TdRequest *request)
{
    const char *done = F (request, "done"), *locale = td_request_locale (request);

    return g_str_equal (done, "call")      ? td_words (locale, N_ ("You will be called."))
           : g_str_equal (done, "no-call") ? td_words (locale, N_ ("You will not be called. Your number is erased."))
           : g_str_equal (done, "drop")    ? td_words (locale, N_ ("Your PIN opens nothing any more."))
                                           : NULL;
}

static void fill_whens (TdRequest *request, struct html_field_radios_choices whens[2])
{
    const char *locale = td_request_locale (request);
    gboolean turn = g_str_equal (F (request, "when"), "turn");

    whens[0] = (struct html_field_radios_choices){
        .id = "when", .value = "opening", .label = td_words (locale, N_ ("When the meeting opens")), .chosen = !turn
    };
    whens[1] = (struct html_field_radios_choices){
        .id = "turn", .value = "turn", .label = td_words (locale, N_ ("When my turn comes near")), .chosen = turn
    };
}

static const char *at_field (const struct shown *shown, const char *name)
{
    return g_strcmp0 (shown->field, name) == 0 ? shown->wrong : NULL;
}

static gboolean show (TdRequest *request, const struct shown *shown, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request), *id = td_request_part (request, "meeting");
    g_autoptr (TdMeeting) meeting = td_meeting_get (instance, viewer, id, error);
    g_autoptr (TdPhoneSettings) settings = td_phone_settings_read (instance->folder);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdPhonePin) pin = NULL;
    g_autoptr (TdPhoneCallback) callback = NULL;
    struct html_field_radios_choices whens[2];

    td_reply_header (request, "Cache-Control", "no-store");
    if (meeting == NULL || (settings == NULL && !td_door_unknown (error))
        || !td_phone_pin_own (instance, viewer, id, &pin, error)
        || !td_phone_callback_own (instance, viewer, id, &callback, error))
        return FALSE;
    g_autoptr (GArray) numbers = number_rows (request, settings, strings);
    const char *own = keep (strings, g_strdup_printf ("/%s/meetings/%s", locale, meeting->id));
    const struct html_error_summary_errors errors[] = { { .field = shown->field != NULL ? shown->field : "pin",
                                                          .text = shown->wrong } };
    fill_whens (request, whens);
    const struct html_telephone page = {
        .title = keep (strings, td_meeting_title (instance->profile, meeting, locale)),
        .meeting = own,
        .when = keep (strings, td_words_instant (locale, meeting->begins, meeting->zone)),
        .action = keep (strings, g_strconcat (own, "/telephone", NULL)),
        .signed_in = viewer->person != NULL,
        .sign_in = keep (strings, g_strdup_printf ("/%s/sign-in", locale)),
        .digits = shown->digits,
        .has_pin = pin != NULL,
        .until = pin != NULL ? keep (strings, td_words_instant (locale, pin->expires, meeting->zone)) : NULL,
        .shown = pin != NULL ? pin->shown : "",
        .done = done_words (request),
        .numbers = (const void *) numbers->data,
        .n_numbers = numbers->len,
        .calls_back = settings->calls_back,
        .callback = callback_words (callback, locale),
        .number = shown->wrong != NULL ? F (request, "number") : "",
        .number_error = at_field (shown, "number"),
        .shown_error = at_field (shown, "shown"),
        .errors = errors,
        .n_errors = shown->wrong != NULL,
        .whens = whens,
        .n_whens = G_N_ELEMENTS (whens),
    };
    html_telephone (td_request_html (request), &page);
    td_reply_html (request, shown->wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_telephone_page (TdRequest *request, GError **error)
{
    const struct shown nothing = { 0 };

    return show (request, &nothing, error);
}

/* *ret_digits: of a new PIN. */
static gboolean act (TdRequest *request, const char *what, char **ret_digits, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "meeting");

    if (g_str_equal (what, "pin"))
        return td_phone_pin_make (instance, viewer, id, F (request, "shown"), td_request_locale (request), ret_digits,
                                  error);
    if (g_str_equal (what, "drop"))
        return td_phone_pin_drop (instance, viewer, id, error);
    if (g_str_equal (what, "no-call"))
        return td_phone_callback_drop (instance, viewer, id, error);
    return td_phone_callback_ask (instance, viewer, id, F (request, "number"),
                                  g_str_equal (F (request, "when"), "turn"), error);
}

gboolean td_telephone_post (TdRequest *request, GError **error)
{
    const char *what = F (request, "do");
    g_autofree char *digits = NULL;
    g_autofree char *back = NULL;
    GError *problem = NULL;
    struct shown shown = { .field = g_str_equal (what, "pin") ? "shown" : "number" };

    shown.wrong = td_request_field_problem (request, NULL);
    if (shown.wrong == NULL && !act (request, what, &digits, &problem)
        && !wrong_words (request, problem, &shown, error))
        return FALSE;
    shown.digits = digits;
    if (shown.wrong != NULL || digits != NULL)
        return show (request, &shown, error);
    back = g_strdup_printf ("/%s/meetings/%s/telephone?done=%s", td_request_locale (request),
                            td_request_part (request, "meeting"),
                            g_str_equal (what, "drop") || g_str_equal (what, "no-call") ? what : "call");
    td_reply_redirect (request, back);
    return TRUE;
}
