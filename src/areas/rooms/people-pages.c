/* The secretariat's page: who may be in a room. */
#include "areas/rooms/pages.h"

#include "areas/rooms/room-people.html.h"
#include "areas/rooms/talk.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/language.h"
#include "text/words.h"

#define F(request, name) td_request_field (request, name)

typedef struct html_room_people_seats Seat;
typedef struct html_field_radios_choices Choice;

/* What the page shows beside the rows. */
typedef struct {
    int status;
    const char *link, *link_for; /* of a link that was just made */
    const char *problem, *field;
} Said;

static const char *keep (GPtrArray *strings, char *take)
{
    g_ptr_array_add (strings, take);
    return take;
}

static TdMeeting *meeting_of (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (TdMeeting) meeting = td_meeting_get (instance, viewer, td_request_part (request, "id"), error);

    if (meeting == NULL || !td_meeting_viewer_may (instance, meeting, viewer, TD_ACT_MEETING_PLAN, error))
        return NULL;
    return g_steal_pointer (&meeting);
}

static GArray *seat_rows (TdRequest *request, const TdMeeting *meeting, const GPtrArray *seats, GPtrArray *strings)
{
    const char *locale = td_request_locale (request);
    TdHub *hub = td_hub_of (td_request_instance (request));
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Seat));

    for (guint i = 0; i < seats->len; i++) {
        const TdSeat *s = seats->pdata[i];
        const Seat row = {
            .name = s->name != NULL     ? s->name
                    : s->person != NULL ? td_words (locale, N_ ("somebody with an account"))
                                        : "–",
            .kind = td_seat_kind_label (s->kind),
            .there = td_hub_is_there (hub, s->id),
            .withdrawn = s->withdrawn != 0,
            .used = s->entered != 0 ? keep (strings, td_words_instant (locale, s->entered, meeting->zone)) : NULL,
            .misused = s->misused,
            .misused_at =
                s->misused_at != 0 ? keep (strings, td_words_instant (locale, s->misused_at, meeting->zone)) : "",
            .id = s->id,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *kind_choices (TdRequest *request)
{
    static const TdSeatKind offered[] = { TD_SEAT_SPEAKER, TD_SEAT_OBSERVER, TD_SEAT_INTERPRETER, TD_SEAT_MEMBER };
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (gsize i = 0; i < G_N_ELEMENTS (offered); i++) {
        const char *word = td_seat_kind_word (offered[i]);
        const Choice row = { .id = i == 0 ? "kind" : word,
                             .value = word,
                             .label = td_words (td_request_locale (request), td_seat_kind_label (offered[i])),
                             .chosen = g_str_equal (F (request, "kind"), word) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *language_choices (TdRequest *request, GPtrArray *strings)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (gsize i = 0; profile->languages[i] != NULL; i++) {
        const char *tag = profile->languages[i];
        const Choice row = { .id = tag,
                             .value = tag,
                             .label = keep (strings, td_language_name (tag, td_request_locale (request))),
                             .chosen = g_str_equal (F (request, "language"), tag) };
        g_array_append_val (rows, row);
    }
    return rows;
}

struct speakers {
    const TdMeeting *meeting;
    const TdViewer *viewer;
    GPtrArray *list;
};

static gboolean speakers_in (TdTx *tx, gpointer data, GError **error)
{
    struct speakers *s = data;

    g_clear_pointer (&s->list, g_ptr_array_unref);
    s->list = td_speakers_in (tx, s->meeting, s->viewer, error);
    return s->list != NULL;
}

static GArray *speaker_choices (TdRequest *request, const GPtrArray *speakers)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (guint i = 0; i < speakers->len; i++) {
        const TdSpeaker *s = speakers->pdata[i];
        const Choice row = {
            .id = s->id, .value = s->id, .label = s->shown, .chosen = g_str_equal (F (request, "speaker"), s->id)
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static gboolean show (TdRequest *request, const TdMeeting *meeting, const Said *said, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) seats = td_seat_list (instance, td_request_viewer (request), meeting->id, error);
    struct speakers speaking = { .meeting = meeting, .viewer = td_request_viewer (request) };
    g_autoptr (GPtrArray) speakers = NULL;
    g_autoptr (GArray) seat_list = NULL;
    g_autoptr (GArray) kinds = kind_choices (request);
    g_autoptr (GArray) languages = language_choices (request, strings);
    g_autoptr (GArray) choices = NULL;
    const struct html_error_summary_errors problem = { .field = said->field, .text = said->problem };
    gboolean of_name = g_strcmp0 (said->field, "name") == 0;

    if (seats == NULL || !td_store_read (instance->store, speakers_in, &speaking, error))
        return FALSE;
    speakers = speaking.list;
    seat_list = seat_rows (request, meeting, seats, strings);
    choices = speaker_choices (request, speakers);
    const struct html_room_people page = {
        .title = keep (strings, td_room_title (request, meeting)),
        .room = keep (strings, g_strdup_printf ("/%s/meetings/%s/room", locale, meeting->id)),
        .action = keep (strings, g_strdup_printf ("/%s/meetings/%s/room/people", locale, meeting->id)),
        .link = said->link,
        .link_for = said->link_for != NULL ? said->link_for : "",
        .done = *F (request, "done") != '\0',
        .errors = &problem,
        .n_errors = said->problem != NULL ? 1 : 0,
        .name = said->link != NULL ? "" : F (request, "name"),
        .name_error = of_name ? said->problem : NULL,
        .kinds = (const Choice *) (void *) kinds->data,
        .n_kinds = kinds->len,
        .kind_error = of_name ? NULL : said->problem,
        .speakers = (const void *) choices->data,
        .n_speakers = choices->len,
        .languages = (const void *) languages->data,
        .n_languages = languages->len,
        .seats = (const Seat *) (void *) seat_list->data,
        .n_seats = seat_list->len,
    };
    html_room_people (td_request_html (request), &page);
    td_reply_html (request, said->status);
    return TRUE;
}

gboolean td_room_people_page (TdRequest *request, GError **error)
{
    g_autoptr (TdMeeting) meeting = meeting_of (request, error);
    const Said said = { .status = 200 };

    td_reply_header (request, "Cache-Control", "no-store");
    return meeting != NULL && show (request, meeting, &said, error);
}

static const char *or_null (const char *text)
{
    return *text != '\0' ? text : NULL;
}

static gboolean invite (TdRequest *request, const TdMeeting *meeting, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (GError) problem = NULL;
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    g_autofree char *link = NULL;
    TdSeatNew new_one = { .name = F (request, "name"),
                          .speaker = or_null (F (request, "speaker")),
                          .language = or_null (F (request, "language")) };
    Said said = { .status = 422 };

    if (!td_seat_kind_from_word (F (request, "kind"), &new_one.kind) || new_one.kind == TD_SEAT_CHAIR) {
        said.field = "kind";
        said.problem = td_words (td_request_locale (request), N_ ("Choose as what they come."));
        return show (request, meeting, &said, error);
    }
    if (!td_seat_invite (instance, td_request_viewer (request), meeting->id, &new_one, &id, &key, &problem)) {
        if (td_error_code (problem) != TD_ERROR_INPUT && td_error_code (problem) != TD_ERROR_CONFLICT) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
        said.field = "name";
        said.problem = td_words (td_request_locale (request), problem->message);
        return show (request, meeting, &said, error);
    }
    link = g_strdup_printf ("%s/%s/rooms/%s", instance->address, td_request_locale (request), key);
    said = (Said){ .status = 200, .link = link, .link_for = new_one.name };
    return show (request, meeting, &said, error);
}

static gboolean withdraw (TdRequest *request, const TdMeeting *meeting, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *seat = F (request, "seat");
    g_autofree char *path = NULL;

    if (!td_seat_withdraw (instance, td_request_viewer (request), meeting->id, seat, error))
        return FALSE;
    td_talk_put_out (instance, meeting->id, seat);
    path = g_strdup_printf ("/%s/meetings/%s/room/people?done=1", td_request_locale (request), meeting->id);
    td_reply_redirect (request, path);
    return TRUE;
}

gboolean td_room_people_post (TdRequest *request, GError **error)
{
    g_autoptr (TdMeeting) meeting = meeting_of (request, error);

    td_reply_header (request, "Cache-Control", "no-store");
    if (meeting == NULL)
        return FALSE;
    return g_str_equal (F (request, "do"), "withdraw") ? withdraw (request, meeting, error)
                                                       : invite (request, meeting, error);
}
