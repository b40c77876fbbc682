/* Whether a communication can be received: the procedure's page and each State's. */
#include "areas/communications/communication-state.html.h"
#include "areas/communications/communications.html.h"
#include "areas/communications/gate-parts-page.h"
#include "areas/communications/pages.h"
#include "base/errors.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

typedef struct html_communications_known Known;
typedef struct html_communication_state_records Record;
typedef struct html_field_radios_choices Choice;

static const char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

static const char *tag_of (TdDeclared standing)
{
    static const char *const kinds[] = { "", "", "good", "warning" };

    return kinds[standing];
}

/* The day comes and goes without a change that a cache would know of. */
static void not_for_long (TdRequest *request)
{
    td_reply_header (request, "Cache-Control", "no-cache");
}

static gboolean training (const TdInstance *instance, TdGateAnswer answer)
{
    return instance->rehearsal && answer != TD_GATE_OPEN;
}

/* ---- the procedure ---- */

static GArray *known_states (const TdGate *gate, const TdProfile *profile, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Known));

    for (gsize i = 0; i < profile->n_states; i++) {
        const TdState *state = &profile->states[i];
        TdDeclaredBy by;
        td_gate_declared (gate, state, &by);
        if (by.standing == TD_DECLARED_UNKNOWN)
            continue;
        const Known row = { .name = td_profile_state_name (profile, state, locale),
                            .link = keep (strings, g_strdup_printf ("/%s/communications/%s", locale, state->iso3)),
                            .word = td_words (locale, td_declared_label (by.standing)),
                            .kind = tag_of (by.standing) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *state_choices (const TdProfile *profile, const char *locale)
{
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (gsize i = 0; i < profile->n_states; i++) {
        const Choice choice = { .id = profile->states[i].iso3,
                                .value = profile->states[i].iso3,
                                .label = td_profile_state_name (profile, &profile->states[i], locale) };
        g_array_append_val (list, choice);
    }
    return list;
}

/* The other procedure in one sentence, where the treaty has it. */
static gboolean between_words (TdInstance *instance, const char *locale, char **ret_words, GError **error)
{
    g_auto (TdGate) gate = { 0 };

    if (instance->profile->interstate_article == 0)
        return TRUE;
    if (!td_gate_get (instance, NULL, instance->profile->interstate_article, &gate, error))
        return FALSE;
    *ret_words = td_gate_reason (&gate, instance->profile, locale);
    return TRUE;
}

static void show_communications (TdRequest *request, const TdGate *gate, const char *between)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) known = known_states (gate, profile, locale, strings);
    g_autoptr (GArray) states = state_choices (profile, locale), groups = td_other_ways (profile, locale, strings);
    g_autofree char *reason = td_gate_reason (gate, profile, locale);
    TdGatePicture picture;

    td_gate_picture (gate, locale, strings, &picture);
    const struct html_communications page = {
        .article = keep (strings, g_strdup_printf ("%d", gate->article)),
        .word = td_words (locale, gate->sense.in_force == TD_GATE_OPEN     ? N_ ("In force")
                                  : gate->sense.in_force == TD_GATE_CLOSED ? N_ ("Not in force")
                                                                           : N_ ("Not known")),
        .kind = td_gate_answer_kind (gate->sense.in_force),
        .reason = reason,
        .training = training (instance, gate->sense.in_force),
        .picture = picture.words,
        .width = picture.width,
        .marks = (const void *) picture.marks->data,
        .n_marks = picture.marks->len,
        .known = (const void *) known->data,
        .n_known = known->len,
        .states = (const void *) states->data,
        .n_states = states->len,
        .go = keep (strings, g_strdup_printf ("/%s/communications", locale)),
        .unknown = gate->sense.unknown,
        .between = between,
        .groups = (const void *) groups->data,
        .n_groups = groups->len,
    };
    html_communications (td_request_html (request), &page);
    g_array_unref (picture.marks);
    td_reply_html (request, 200);
}

gboolean td_communications_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request), *state = td_request_field (request, "state");
    g_autofree char *between = NULL, *path = NULL;
    g_auto (TdGate) gate = { 0 };

    not_for_long (request);
    if (*state != '\0') {
        if (td_profile_state (instance->profile, state) == NULL)
            return td_door_unknown (error);
        path = g_strdup_printf ("/%s/communications/%s", locale, td_profile_state (instance->profile, state)->iso3);
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (!td_gate_get (instance, NULL, instance->profile->communications_article, &gate, error)
        || !between_words (instance, locale, &between, error))
        return FALSE;
    if (td_request_wants_json (request))
        td_reply_json (request, 200, td_gate_to_json (&gate, instance, locale));
    else
        show_communications (request, &gate, between);
    return TRUE;
}

/* ---- one State ---- */

static GArray *records_of (const TdGate *gate, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Record));

    for (guint i = 0; i < gate->facts->len; i++) {
        const TdDeclaration *d = gate->facts->pdata[i];
        const Record row = { .what = keep (strings, td_declaration_words (d, locale)),
                             .source = d->source,
                             .basis = td_words (locale, td_basis_sentence (d->basis)) };
        if (d->state == gate->state && d->struck_at == 0)
            g_array_append_val (rows, row);
    }
    return rows;
}

static void show_state (TdRequest *request, const TdGate *gate)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const char *locale = td_request_locale (request), *iso3 = gate->state->iso3;
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) records = records_of (gate, locale, strings), groups = td_other_ways (profile, locale, strings);
    TdGatePicture picture;

    td_gate_picture (gate, locale, strings, &picture);
    const struct html_communication_state page = {
        .state = td_profile_state_name (profile, gate->state, locale),
        .link = keep (strings, g_strdup_printf ("/%s/states/%s", locale, iso3)),
        .json = keep (strings, g_strdup_printf ("/%s/communications/%s.json", locale, iso3)),
        .word = td_words (locale, td_gate_answer_word (gate->sense.open)),
        .kind = td_gate_answer_kind (gate->sense.open),
        .reason = keep (strings, td_gate_reason (gate, profile, locale)),
        .training = training (instance, gate->sense.open),
        .received = gate->sense.open == TD_GATE_OPEN,
        .takes = gate->sense.open == TD_GATE_OPEN || instance->rehearsal,
        .seen = gate->state->declarations,
        .picture = picture.words,
        .width = picture.width,
        .marks = (const void *) picture.marks->data,
        .n_marks = picture.marks->len,
        .records = (const void *) records->data,
        .n_records = records->len,
        .groups = (const void *) groups->data,
        .n_groups = groups->len,
    };
    html_communication_state (td_request_html (request), &page);
    g_array_unref (picture.marks);
    td_reply_html (request, 200);
}

gboolean td_communication_state_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_auto (TdGate) gate = { 0 };

    not_for_long (request);
    if (!td_gate_get (instance, td_request_part (request, "state"), instance->profile->communications_article, &gate,
                      error))
        return FALSE;
    if (td_request_wants_json (request))
        td_reply_json (request, 200, td_gate_to_json (&gate, instance, td_request_locale (request)));
    else
        show_state (request, &gate);
    return TRUE;
}

gboolean td_quiet_link (TdRequest *request, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/%s/communications", td_request_locale (request));

    (void) error;
    td_reply_redirect (request, path);
    return TRUE;
}
