/* The officers' pages: standing participants, their addresses, and the record of each report. */
#include "areas/participants/pages.h"

#include "areas/participants/participant-address.html.h"
#include "areas/participants/participant-copy.html.h"
#include "areas/participants/participant.h"
#include "areas/participants/participants.html.h"
#include "base/errors.h"
#include "base/limits.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/language.h"
#include "text/words.h"

#define F(request, name) td_request_field (request, name)

static const char *keep (GPtrArray *strings, char *take)
{
    g_ptr_array_add (strings, take);
    return take;
}

static const char *state_name (const TdProfile *profile, const char *iso3, const char *locale)
{
    const TdState *state = td_profile_state (profile, iso3);

    return state != NULL ? td_profile_state_name (profile, state, locale) : iso3;
}

static const char *purpose_label (const TdProfile *profile, const char *slug)
{
    const TdChoice *purpose = td_profile_purpose (profile, slug);

    return purpose != NULL ? purpose->label : slug;
}

static const char *participant_name (const TdProfile *profile, const char *slug)
{
    const TdParticipant *p = td_profile_participant (profile, slug);

    return p != NULL ? p->name : slug;
}

/* What its writer can do something about, in their language; else NULL and *error. Takes problem. */
static const char *problem_words (TdRequest *request, GPtrArray *strings, GError *take_problem, GError **error)
{
    const char *words;

    if (td_error_code (take_problem) != TD_ERROR_INPUT && td_error_code (take_problem) != TD_ERROR_CONFLICT) {
        g_propagate_error (error, take_problem);
        return NULL;
    }
    words = td_words (td_request_locale (request), take_problem->message);
    words = keep (strings, g_strdup (words));
    g_error_free (take_problem);
    return words;
}

/* ---- the list ---- */

typedef struct html_participants_participants One;
typedef struct html_participants_copies Copy;

static gboolean participant_rows (TdRequest *request, GPtrArray *strings, GArray *rows, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;

    for (gsize i = 0; i < profile->n_participants; i++) {
        const TdParticipant *p = &profile->participants[i];
        char *address = NULL, *locale = NULL;
        g_auto (GStrv) articles = g_strsplit (p->articles != NULL ? p->articles : "", ";", -1);
        One row = { .name = p->name, .basis = p->basis, .takes_part = p->takes_part, .receives = p->receives != NULL };
        if (!td_participant_address (instance, td_request_viewer (request), p->slug, &address, &locale, error))
            return FALSE;
        g_free (locale);
        row.address = address != NULL ? keep (strings, address) : NULL;
        row.articles = p->articles != NULL ? keep (strings, g_strjoinv (", ", articles)) : NULL;
        row.link =
            keep (strings, g_strdup_printf ("/%s/desk/participants/address/%s", td_request_locale (request), p->slug));
        g_array_append_val (rows, row);
    }
    return TRUE;
}

static const char *sent_words (const TdSending *s, const TdProfile *profile, const char *locale, GPtrArray *strings)
{
    return keep (strings,
                 s->day != NULL ? td_words_date (locale, s->day) : td_words_instant (locale, s->at, profile->zone));
}

static GArray *copy_rows (TdRequest *request, const GPtrArray *copies, GPtrArray *strings)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Copy));

    for (guint i = 0; i < copies->len; i++) {
        const TdParticipantCopy *c = copies->pdata[i];
        const TdSending *last = c->sendings->len > 0 ? c->sendings->pdata[c->sendings->len - 1] : NULL;
        const Copy row = {
            .state = state_name (profile, c->state, locale),
            .participant = participant_name (profile, c->participant),
            .purpose = purpose_label (profile, c->purpose),
            .received = keep (strings, td_words_day (locale, c->received, profile->zone)),
            .waits = td_participant_copy_waits (c),
            .sent = last != NULL ? sent_words (last, profile, locale, strings) : NULL,
            .how = last != NULL ? td_sent_how_label (last->how) : NULL,
            .gone = td_participant_copy_gone_label (c),
            .link = keep (strings, g_strdup_printf ("/%s/desk/participants/copies/%s", locale, c->id)),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static const char *page_link (TdRequest *request, GPtrArray *strings, int page, int pages)
{
    return page >= 1 && page <= pages
               ? keep (strings, g_strdup_printf ("/%s/desk/participants?page=%d", td_request_locale (request), page))
               : "";
}

static gboolean reply_json (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    gint64 total = 0;
    g_autoptr (GPtrArray) copies = td_participant_copies (instance, viewer, 0, 0, &total, error);
    json_t *json = copies != NULL ? td_participants_to_json (instance, viewer, copies, error) : NULL;

    if (json == NULL)
        return FALSE;
    td_reply_json (request, 200, json);
    return TRUE;
}

gboolean td_participants_page (TdRequest *request, GError **error)
{
    enum { A_PAGE = TD_LIMIT_DESK_ITEMS };
    TdInstance *instance = td_request_instance (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) copies = NULL;
    g_autoptr (GArray) participants = g_array_new (FALSE, TRUE, sizeof (One));
    g_autoptr (GArray) rows = NULL;
    gint64 number = 1, total = 0;
    int pages;

    td_reply_header (request, "Cache-Control", "no-store");
    if (td_request_wants_json (request))
        return reply_json (request, error);
    g_ascii_string_to_signed (F (request, "page"), 10, 1, 99999, &number, NULL);
    copies = td_participant_copies (instance, td_request_viewer (request), ((int) number - 1) * A_PAGE, A_PAGE, &total,
                                    error);
    if (copies == NULL || !participant_rows (request, strings, participants, error))
        return FALSE;
    pages = MAX (1, (int) ((total + A_PAGE - 1) / A_PAGE));
    rows = copy_rows (request, copies, strings);
    const struct html_participants page = {
        .participants = (const One *) (void *) participants->data,
        .n_participants = participants->len,
        .copies = (const Copy *) (void *) rows->data,
        .n_copies = rows->len,
        .total = total,
        .several = pages > 1,
        .page = number,
        .pages = pages,
        .previous = page_link (request, strings, (int) number - 1, pages),
        .next = page_link (request, strings, (int) number + 1, pages),
    };
    html_participants (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

/* ---- an address ---- */

typedef struct html_field_radios_choices Choice;

static GArray *locale_choices (const char *chosen, GPtrArray *strings)
{
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Choice));
    const char *const *locales = td_words_locales ();

    for (gsize i = 0; locales[i] != NULL; i++) {
        const Choice choice = { .id = locales[i],
                                .value = locales[i],
                                .label = keep (strings, td_language_name (locales[i], locales[i])),
                                .chosen = g_strcmp0 (locales[i], chosen) == 0 };
        g_array_append_val (list, choice);
    }
    return list;
}

static gboolean show_address (TdRequest *request, const char *wrong, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request), *slug = td_request_part (request, "participant");
    const struct html_error_summary_errors errors[] = { { .field = "address", .text = wrong } };
    g_autofree char *address = NULL;
    g_autofree char *theirs = NULL;
    g_autofree char *action = g_strdup_printf ("/%s/desk/participants/address/%s", locale, slug);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) locales = NULL;

    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_participant_address (instance, td_request_viewer (request), slug, &address, &theirs, error))
        return FALSE;
    locales = locale_choices (wrong != NULL ? F (request, "locale") : theirs != NULL ? theirs : "en", strings);
    const struct html_participant_address page = {
        .participant = td_words (locale, participant_name (instance->profile, slug)),
        .action = action,
        .errors = errors,
        .n_errors = wrong != NULL,
        .address = wrong != NULL     ? F (request, "address")
                   : address != NULL ? address
                                     : "",
        .address_error = wrong,
        .locales = (const void *) locales->data,
        .n_locales = locales->len,
    };
    html_participant_address (td_request_html (request), &page);
    td_reply_html (request, wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_participant_address_page (TdRequest *request, GError **error)
{
    return show_address (request, NULL, error);
}

gboolean td_participant_address_post (TdRequest *request, GError **error)
{
    const char *wrong = td_request_field_problem (request, NULL);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *back = g_strdup_printf ("/%s/desk/participants", td_request_locale (request));
    GError *problem = NULL;

    if (wrong == NULL
        && !td_participant_set_address (td_request_instance (request), td_request_viewer (request),
                                        td_request_part (request, "participant"), F (request, "address"),
                                        F (request, "locale"), &problem)) {
        wrong = problem_words (request, strings, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show_address (request, wrong, error);
    td_reply_redirect (request, back);
    return TRUE;
}

/* ---- one report ---- */

typedef struct html_participant_copy_sendings Sending;

static GArray *sending_rows (const TdParticipantCopy *c, const TdProfile *profile, const char *locale,
                             GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Sending));

    for (guint i = 0; i < c->sendings->len; i++) {
        const TdSending *s = c->sendings->pdata[i];
        const Sending row = { .when = sent_words (s, profile, locale, strings),
                              .how = td_sent_how_label (s->how),
                              .note = s->note };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *how_choices (TdRequest *request)
{
    const char *locale = td_request_locale (request), *chosen = F (request, "how");
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (int how = TD_SENT_LINK + 1; how < TD_N_SENT; how++) {
        const char *word = td_sent_how_word ((TdSentHow) how);
        const Choice choice = { .id = list->len == 0 ? "how" : word,
                                .value = word,
                                .label = td_words (locale, td_sent_how_label ((TdSentHow) how)),
                                .chosen = g_str_equal (word, chosen) };
        g_array_append_val (list, choice);
    }
    return list;
}

static const char *at_field (const char *field, const char *name, const char *wrong)
{
    return g_strcmp0 (field, name) == 0 ? wrong : NULL;
}

/* What is wrong stands beside its field, and above all. */
static gboolean show_copy (TdRequest *request, const char *field, const char *wrong, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request), *id = td_request_part (request, "copy");
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "record", .text = wrong } };
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdParticipantCopy) c = td_participant_copy_get (instance, viewer, id, error);
    g_autofree char *address = NULL;
    g_autofree char *theirs = NULL;
    g_autoptr (GArray) sendings = NULL;
    g_autoptr (GArray) hows = NULL;

    td_reply_header (request, "Cache-Control", "no-store");
    if (c == NULL)
        return FALSE;
    /* One that the profile does not name any more has no address. */
    if (td_profile_participant (profile, c->participant) != NULL
        && !td_participant_address (instance, viewer, c->participant, &address, &theirs, error))
        return FALSE;
    sendings = sending_rows (c, profile, locale, strings);
    hows = how_choices (request);
    const struct html_participant_copy page = {
        .participant = td_words (locale, participant_name (profile, c->participant)),
        .state = state_name (profile, c->state, locale),
        .purpose = purpose_label (profile, c->purpose),
        .received = keep (strings, td_words_instant (locale, c->received, profile->zone)),
        .report = g_strcmp0 (c->gone, "erased") != 0
                      ? keep (strings, g_strdup_printf ("/%s/submissions/%s", locale, c->submission))
                      : NULL,
        .gone = td_participant_copy_gone_label (c),
        .gone_at = c->gone != NULL ? keep (strings, td_words_day (locale, c->gone_at, profile->zone)) : NULL,
        .done = *F (request, "done") != '\0',
        .waits = td_participant_copy_waits (c),
        .may_send = address != NULL && c->gone == NULL,
        .until = c->expires != 0 ? keep (strings, td_words_day (locale, c->expires, profile->zone)) : NULL,
        .opened = c->opened,
        .last = c->opened > 0 ? keep (strings, td_words_instant (locale, c->last_opened, profile->zone)) : NULL,
        .action = keep (strings, g_strdup_printf ("/%s/desk/participants/copies/%s", locale, c->id)),
        .errors = errors,
        .n_errors = wrong != NULL,
        .sendings = (const Sending *) (void *) sendings->data,
        .n_sendings = sendings->len,
        .hows = (const void *) hows->data,
        .n_hows = hows->len,
        .how_error = at_field (field, "how", wrong),
        .day = F (request, "day"),
        .day_error = at_field (field, "day", wrong),
        .note = F (request, "note"),
        .note_error = at_field (field, "note", wrong),
    };
    html_participant_copy (td_request_html (request), &page);
    td_reply_html (request, wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_participant_copy_page (TdRequest *request, GError **error)
{
    return show_copy (request, NULL, NULL, error);
}

static gboolean do_so (TdRequest *request, const char **ret_field, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "copy");
    const TdSentWish wish = { F (request, "how"), F (request, "day"), F (request, "note") };

    return g_str_equal (F (request, "do"), "send")
               ? td_participant_send (instance, viewer, id, error)
               : td_participant_record (instance, viewer, id, &wish, ret_field, error);
}

gboolean td_participant_copy_post (TdRequest *request, GError **error)
{
    const char *field = NULL, *wrong = td_request_field_problem (request, NULL);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *back = g_strdup_printf ("/%s/desk/participants/copies/%s?done=1", td_request_locale (request),
                                             td_request_part (request, "copy"));
    GError *problem = NULL;

    if (wrong == NULL && !do_so (request, &field, &problem)) {
        wrong = problem_words (request, strings, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show_copy (request, field, wrong, error);
    td_reply_redirect (request, back);
    return TRUE;
}
