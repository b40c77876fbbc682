/* One communication, and what is done with it there. */
#include "areas/cases/pages.h"

#include "areas/cases/annex-pages.h"
#include "areas/cases/case-annex.h"
#include "areas/cases/case-reading.h"
#include "areas/cases/case-rules.h"
#include "areas/cases/case.html.h"
#include "areas/cases/cases-words.h"
#include "base/errors.h"
#include "templates/cycle-line.html.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

#define F(name) td_request_field (page->request, name)

typedef struct html_cycle_line_stages Stage;
typedef struct html_case_papers PaperRow;
typedef struct html_case_events EventRow;

/* Everything of one page. */
typedef struct {
    TdCasePage *page;
    TdCase *c;
    GPtrArray *clocks, *papers, *annexes, *events; /* events: NULL for the parties */
    GArray *stages, *next, *paper_rows, *event_rows, *annex_rows, *own_papers, *authority_rows;
    struct html_case html;
} View;

static void view_clear (View *v)
{
    td_case_free (v->c);
    g_clear_pointer (&v->clocks, g_ptr_array_unref);
    g_clear_pointer (&v->papers, g_ptr_array_unref);
    g_clear_pointer (&v->annexes, g_ptr_array_unref);
    g_clear_pointer (&v->annex_rows, g_array_unref);
    g_clear_pointer (&v->own_papers, g_array_unref);
    g_clear_pointer (&v->authority_rows, g_array_unref);
    g_clear_pointer (&v->events, g_ptr_array_unref);
    g_clear_pointer (&v->stages, g_array_unref);
    g_clear_pointer (&v->next, g_array_unref);
    g_clear_pointer (&v->paper_rows, g_array_unref);
    g_clear_pointer (&v->event_rows, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

static gboolean load (View *v, TdCasePage *page, const char *id, GError **error)
{
    v->page = page;
    v->c = td_case_get (page->instance, page->viewer, id, error);
    if (v->c == NULL || (v->clocks = td_case_clocks (page->instance, page->viewer, id, error)) == NULL
        || (v->papers = td_case_papers (page->instance, page->viewer, id, error)) == NULL
        || (v->annexes = td_case_annexes (page->instance, page->viewer, id, error)) == NULL)
        return FALSE;
    if (!td_case_is_of_house (v->c, page->viewer))
        return TRUE;
    v->events = td_case_events (page->instance, page->viewer, id, error);
    return v->events != NULL;
}

/* ---- the line ---- */

static gboolean was_at (const View *v, const char *stage)
{
    for (guint i = 0; v->events != NULL && i < v->events->len; i++)
        if (g_strcmp0 (((TdCaseEvent *) v->events->pdata[i])->stage, stage) == 0)
            return TRUE;
    for (guint i = 0; v->events == NULL && i < v->clocks->len; i++)
        if (g_strcmp0 (((TdCaseClock *) v->clocks->pdata[i])->stage, stage) == 0)
            return TRUE;
    return FALSE;
}

static const char *since (const View *v, const char *stage)
{
    for (guint i = v->events != NULL ? v->events->len : 0; i > 0; i--) {
        const TdCaseEvent *e = v->events->pdata[i - 1];
        if (g_strcmp0 (e->stage, stage) == 0)
            return td_case_when (v->page, e->at);
    }
    return NULL;
}

/* Whether a stage is drawn, and as what: where it was, where it is, and the main ones still to come. Who does not see what was done is shown the
 * main ones before as done. */
static const char *mark_of (const View *v, const TdCaseStage *s, gboolean passed)
{
    if (g_str_equal (s->slug, v->c->stage))
        return "today";
    if (was_at (v, s->slug) || (v->events == NULL && s->line && !passed))
        return "done";
    return s->line && passed && v->c->ended == 0 ? "ahead" : NULL;
}

static void fill_line (View *v)
{
    const TdProfile *profile = v->page->profile;
    gboolean passed = FALSE;

    v->stages = g_array_new (FALSE, TRUE, sizeof (Stage));
    for (gsize i = 0; i < profile->n_case_stages; i++) {
        const TdCaseStage *s = &profile->case_stages[i];
        const Stage row = { .mark = mark_of (v, s, passed),
                            .label = td_words (v->page->locale, s->label),
                            .when = since (v, s->slug),
                            .door = "" };
        if (row.mark != NULL)
            g_array_append_val (v->stages, row);
        passed |= g_str_equal (s->slug, v->c->stage);
    }
    v->html.stages = (const Stage *) (void *) v->stages->data;
    v->html.n_stages = v->stages->len;
}

/* ---- facts ---- */

static const char *label_of (const char *word)
{
    static const struct {
        const char *word, *label;
    } rows[] = { { "one", N_ ("One") },
                 { "several", N_ ("Several") },
                 { "group", N_ ("A group") },
                 { "self", N_ ("The victims themselves") },
                 { "organisation", N_ ("An organisation") },
                 { "lawyer", N_ ("A lawyer") },
                 { "kin", N_ ("Next of kin") },
                 { "own", N_ ("their own case") },
                 { "written", N_ ("with a written authority") },
                 { "signed", N_ ("with a written authority, as they said on the page") },
                 { "none", N_ ("without an authority, for a reason") } };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        if (g_str_equal (word, rows[i].word))
            return rows[i].label;
    return word;
}

static void fill_facts (View *v)
{
    TdCasePage *page = v->page;
    const TdCase *c = v->c;
    const TdCaseStage *stage = td_profile_case_stage (page->profile, c->stage);
    struct html_case *h = &v->html;

    h->title = td_case_title (page, c);
    h->state = td_case_state_name (page, c->state);
    h->hint = stage != NULL ? stage->hint : NULL;
    h->ended = td_case_when (page, c->ended);
    h->received = td_case_day (page, c->received);
    h->withheld = c->withheld;
    h->victims = label_of (c->victims);
    h->kin = c->kin;
    h->by = label_of (c->representation);
    h->authority = label_of (c->authority);
    h->reason = c->reason != NULL && *c->reason != '\0' ? c->reason : NULL;
    if (c->filing != NULL)
        h->filing = td_case_keep (page, g_strdup_printf ("/%s/desk/sealed/%s", page->locale, c->filing));
    h->joined_link = h->document = "";
    if (c->joined != NULL) {
        h->joined = td_words (page->locale, N_ ("another communication"));
        h->joined_link = td_case_path (page, c->joined, "");
    }
    if (c->symbol != NULL) {
        h->symbol = c->symbol;
        h->document = td_case_keep (page, g_strdup_printf ("/%s/documents/%s", page->locale, c->symbol));
    }
}

static void fill_clock (View *v)
{
    const TdCaseClock *clock = td_case_running (v->clocks);
    g_autofree char *today = td_clock_today (&v->page->instance->clock, v->page->profile->zone);

    if (clock == NULL)
        return;
    v->html.waits_for =
        clock->party == TD_PARTY_STATE ? N_ ("The State’s answer is awaited.") : N_ ("The author’s answer is awaited.");
    v->html.due = td_case_day (v->page, clock->due);
    v->html.over = td_date_compare (clock->due, today) < 0;
    v->html.stopped = clock->stopped != NULL ? td_case_day (v->page, clock->stopped) : NULL;
}

/* ---- papers, and what was done ---- */

typedef struct html_case_papers_annexes AnnexRow;

/* Rows of the annexes in the order of their papers; those of one paper are together. */
static void fill_annexes (View *v)
{
    gboolean house = v->events != NULL;

    v->annex_rows = g_array_new (FALSE, TRUE, sizeof (AnnexRow));
    for (guint i = 0; i < v->annexes->len; i++) {
        const TdCaseAnnex *a = v->annexes->pdata[i];
        g_autofree char *rest = g_strdup_printf ("/papers/%d/annexes/%d", a->paper, a->n);
        gboolean there = a->blob != NULL || (!house && a->outgoing != NULL);
        const AnnexRow row = {
            .n = a->n,
            .picture = a->picture,
            .held = a->held && (house || a->party == td_case_party_of (v->c, v->page->viewer)),
            .link = there ? td_case_path (v->page, v->c->id, rest) : NULL,
        };
        g_array_append_val (v->annex_rows, row);
    }
}

static const AnnexRow *annexes_of (const View *v, int paper, gsize *ret_n)
{
    const AnnexRow *first = NULL;

    *ret_n = 0;
    for (guint i = 0; i < v->annexes->len; i++) {
        if (((TdCaseAnnex *) v->annexes->pdata[i])->paper != paper)
            continue;
        if (first == NULL)
            first = &g_array_index (v->annex_rows, AnnexRow, i);
        ++*ret_n;
    }
    return first;
}

/* To which papers more files can be added: one's own that went to nobody yet, or for officers all such. */
static void fill_own_papers (View *v)
{
    TdCaseParty party = td_case_party_of (v->c, v->page->viewer);

    v->own_papers = td_case_choices ();
    for (guint i = 0; i < v->papers->len; i++) {
        const TdCasePaper *p = v->papers->pdata[i];
        char *value, *label;
        g_autofree char *n = g_strdup_printf ("%d", p->n);
        if (p->transmitted != 0 || (v->events == NULL && p->party != party))
            continue;
        value = g_strdup (n);
        label = td_words_fill (td_words (v->page->locale, N_ ("Paper {n}")), "n", n, NULL);
        td_case_choice (v->own_papers, v->own_papers->len == 0 ? "to" : value, td_case_keep (v->page, value),
                        td_case_keep (v->page, label), td_request_field (v->page->request, "to"));
    }
    v->html.own_papers = (const void *) v->own_papers->data;
    v->html.n_own_papers = v->own_papers->len;
}

static void fill_papers (View *v)
{
    gboolean house = v->events != NULL;
    gboolean keeps = v->html.keeps;

    v->paper_rows = g_array_new (FALSE, TRUE, sizeof (PaperRow));
    for (guint i = 0; i < v->papers->len; i++) {
        const TdCasePaper *p = v->papers->pdata[i];
        g_autofree char *rest = g_strdup_printf ("/papers/%d", p->n);
        g_autofree char *file = g_strdup_printf ("/papers/%d/file", p->n);
        gboolean there = p->blob != NULL || (!house && p->outgoing != NULL);
        gsize n_annexes = 0;
        const AnnexRow *annexes = annexes_of (v, p->n, &n_annexes);
        const PaperRow row = { .n = p->n,
                               .annexes = annexes,
                               .n_annexes = n_annexes,
                               .whose = td_case_party_label (p->party),
                               .came = td_case_when (v->page, p->received),
                               .late = p->late,
                               .closed = p->closed,
                               .sealed = house && p->filing != NULL,
                               .file = there ? td_case_path (v->page, v->c->id, file) : NULL,
                               .work = keeps ? td_case_path (v->page, v->c->id, rest) : NULL,
                               .transmitted = td_case_when (v->page, p->transmitted),
                               .waits = house };
        g_array_append_val (v->paper_rows, row);
    }
    v->html.papers = (const PaperRow *) (void *) v->paper_rows->data;
    v->html.n_papers = v->paper_rows->len;
}

/* One that came sealed is where it lies: with what came sealed. */
static void fill_authorities (View *v)
{
    v->authority_rows = g_array_new (FALSE, TRUE, sizeof (struct html_case_authorities));
    for (guint i = 0; i < v->annexes->len; i++) {
        const TdCaseAnnex *a = v->annexes->pdata[i];
        g_autofree char *rest = g_strdup_printf ("/papers/%d/annexes/%d", a->paper, a->n);
        struct html_case_authorities row = { .n = a->n, .link = td_case_path (v->page, v->c->id, rest) };
        if (a->paper != TD_CASE_AUTHORITY)
            continue;
        if (a->filing != NULL)
            row.link = td_case_keep (v->page, g_strdup_printf ("/%s/desk/sealed/%s", v->page->locale, a->filing));
        g_array_append_val (v->authority_rows, row);
    }
    v->html.authorities = (const void *) v->authority_rows->data;
    v->html.n_authorities = v->authority_rows->len;
}

static void fill_events (View *v)
{
    v->event_rows = g_array_new (FALSE, TRUE, sizeof (EventRow));
    for (guint i = 0; v->events != NULL && i < v->events->len; i++) {
        const TdCaseEvent *e = v->events->pdata[i];
        const TdCaseStage *stage = td_profile_case_stage (v->page->profile, e->stage);
        const EventRow row = { .when = td_case_when (v->page, e->at),
                               .what = td_case_event_label (e),
                               .stage = stage != NULL ? stage->label : NULL,
                               .who = e->by_name,
                               .note = e->note };
        g_array_append_val (v->event_rows, row);
    }
    v->html.events = (const EventRow *) (void *) v->event_rows->data;
    v->html.n_events = v->event_rows->len;
}

static void fill_doors (View *v)
{
    TdCasePage *page = v->page;
    const TdThing thing = td_case_thing (v->c, page->viewer);
    struct html_case *h = &v->html;

    h->house = v->events != NULL;
    h->keeps = h->house && td_door_may (page->viewer, TD_ACT_CASE_KEEP, &thing, NULL);
    h->chair = h->house && td_door_may (page->viewer, TD_ACT_CASE_JOURNAL, &thing, NULL);
    h->may_answer = !h->house && td_door_may (page->viewer, TD_ACT_CASE_ANSWER, &thing, NULL);
    h->over_case = v->c->ended != 0;
    h->late = h->over && !h->over_case;
    h->represented = !g_str_equal (v->c->representation, "self");
    h->acts = h->may_answer && h->represented && (thing.relations & TD_RELATION_SENDER) != 0;
    h->may_sign = h->acts && g_str_equal (v->c->authority, "none");
    h->ends = h->house && v->c->number != 0;
    h->decision = h->house;
    h->action = td_case_path (page, v->c->id, "");
    h->version = v->c->version;
}

static void fill_next (View *v)
{
    const TdProfile *profile = v->page->profile;
    TdCasePage *page = v->page;

    v->next = td_case_choices ();
    for (gsize i = 0; i < profile->n_case_stages; i++) {
        const TdCaseStage *s = &profile->case_stages[i];
        if (td_profile_case_may_move (profile, v->c->stage, s->slug) && (s->text == NULL || v->c->number == 0))
            td_case_choice (v->next, s->slug, s->slug, td_words (page->locale, s->label), F ("to"));
    }
    v->html.may_join = v->c->number == 0 && td_profile_case_may_move (profile, v->c->stage, TD_CASE_STAGE_JOINED);
    v->html.next = (const void *) v->next->data;
    v->html.n_next = v->next->len;
}

static const char *said (TdCasePage *page)
{
    static const struct {
        const char *word, *sentence;
    } rows[] = {
        { "entered", N_ ("Entered. It gets its number when it is registered.") },
        { "moved", N_ ("Recorded. The parties who may know of it are told that something waits.") },
        { "clock", N_ ("Recorded. The party is told that something waits.") },
        { "sent", N_ ("It came. An officer reads it, and transmits it to the other side.") },
        { "closed",
          N_ ("It came and is kept with the case. The case is over, so nothing more is decided in it; an officer"
              " reads what you sent and answers if something follows from it.") },
        { "paper", N_ ("The paper is entered.") },
        { "signed", N_ ("Recorded: you hold a written authority.") },
        { "authority", N_ ("The written authority is kept with the case. It goes to nobody else.") },
        { "annexes", N_ ("The files are with their paper.") },
        { "annex", N_ ("The annex is prepared and checked. A picture is looked at by a person first.") },
        { "ended", N_ ("Recorded. Both parties, as far as they know of the case, have the text as a paper.") },
        { "laid-out", N_ ("Written anew and checked: no name of the list stands in it.") },
        { "transmitted", N_ ("Transmitted.") },
        { "names", N_ ("The list is sealed, and searched with from now on.") },
        { "published", N_ ("Published. Everybody can read it at its symbol.") }
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        if (g_str_equal (F ("done"), rows[i].word))
            return td_words (page->locale, rows[i].sentence);
    return NULL;
}

static gboolean show (TdCasePage *page, const char *field, const char *wrong, GError **error)
{
    g_auto (View) v = { 0 };
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "note", .text = wrong } };
    gboolean clock = field != NULL && g_str_equal (td_request_field (page->request, "act"), "") == FALSE;

    if (!load (&v, page, td_request_part (page->request, "id"), error)
        || !td_case_note_reading (page->instance, page->viewer, v.c, "page", error))
        return FALSE;
    fill_facts (&v);
    fill_clock (&v);
    fill_doors (&v);
    fill_line (&v);
    fill_annexes (&v);
    fill_papers (&v);
    fill_own_papers (&v);
    fill_authorities (&v);
    fill_events (&v);
    fill_next (&v);
    v.html.said = said (page);
    v.html.errors = errors;
    v.html.n_errors = wrong != NULL;
    v.html.note = wrong != NULL && !clock ? F ("note") : "";
    v.html.clock_note = wrong != NULL && clock ? F ("note") : "";
    v.html.day = wrong != NULL ? F ("day") : "";
    v.html.joined_value = wrong != NULL ? F ("joined") : "";
    html_case (td_request_html (page->request), &v.html);
    td_case_reply (page, wrong != NULL);
    return TRUE;
}

/* ---- as JSON ---- */

static json_t *clocks_json (const GPtrArray *clocks)
{
    json_t *list = json_array ();

    for (guint i = 0; i < clocks->len; i++) {
        const TdCaseClock *k = clocks->pdata[i];
        json_array_append_new (list, json_pack ("{s:s, s:s, s:s, s:s, s:s?, s:s?, s:b}", "stage", k->stage, "party",
                                                td_case_party_word (k->party), "begun", k->begun, "due", k->due,
                                                "stopped", k->stopped, "ended", k->ended, "answered", k->answered));
    }
    return list;
}

static int count_of (const GPtrArray *annexes, int paper)
{
    int n = 0;

    for (guint i = 0; i < annexes->len; i++)
        n += ((TdCaseAnnex *) annexes->pdata[i])->paper == paper;
    return n;
}

static json_t *papers_json (const GPtrArray *papers, const GPtrArray *annexes)
{
    json_t *list = json_array ();

    for (guint i = 0; i < papers->len; i++) {
        const TdCasePaper *p = papers->pdata[i];
        g_autofree char *received = td_instant_to_text (p->received);
        g_autofree char *transmitted = p->transmitted != 0 ? td_instant_to_text (p->transmitted) : NULL;
        json_array_append_new (list, json_pack ("{s:i, s:s, s:s, s:s, s:b, s:b, s:b, s:s?, s:i}", "n", p->n, "party",
                                                td_case_party_word (p->party), "stage", p->stage, "received", received,
                                                "late", p->late, "closed", p->closed, "sealed", p->filing != NULL,
                                                "transmitted", transmitted, "annexes", count_of (annexes, p->n)));
    }
    return list;
}

static gboolean reply_json (TdCasePage *page, GError **error)
{
    g_auto (View) v = { 0 };
    json_t *json;

    if (!load (&v, page, td_request_part (page->request, "id"), error)
        || !td_case_note_reading (page->instance, page->viewer, v.c, "page", error))
        return FALSE;
    json = td_case_to_json (page->instance, v.c);
    /* The parties know of the exchange, not of how the author is represented. */
    if (v.events == NULL && g_strcmp0 (page->viewer->state, v.c->state) == 0) {
        static const char *const of_author[] = { "withheld", "victims", "kin", "representation", "authority" };
        for (gsize i = 0; i < G_N_ELEMENTS (of_author); i++)
            json_object_del (json, of_author[i]);
    }
    json_object_set_new (json, "clocks", clocks_json (v.clocks));
    json_object_set_new (json, "papers", papers_json (v.papers, v.annexes));
    td_reply_json (page->request, 200, json);
    return TRUE;
}

gboolean td_case_page (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) page = { 0 };

    td_case_page_begin (&page, request);
    return td_request_wants_json (request) ? reply_json (&page, error) : show (&page, NULL, NULL, error);
}

/* ---- what is done there ---- */

/* Back to the page with a word, or the page again with what was wrong. Takes problem. */
static gboolean answer (TdCasePage *page, gboolean done, const char *word, const char *field, const char *wrong,
                        GError *take_problem, GError **error)
{
    g_autofree char *rest = g_strdup_printf ("?done=%s", word);

    if (done) {
        td_reply_redirect (page->request, td_case_path (page, td_request_part (page->request, "id"), rest));
        return TRUE;
    }
    if (take_problem != NULL)
        wrong = td_case_problem (page, take_problem, error);
    return wrong != NULL && show (page, field, wrong, error);
}

static int seen_of (TdCasePage *page)
{
    gint64 seen = 0;

    g_ascii_string_to_signed (F ("seen"), 10, 0, G_MAXINT, &seen, NULL);
    return (int) seen;
}

gboolean td_case_move_post (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) made = { 0 };
    TdCasePage *page = &made;
    const char *wrong;
    GError *problem = NULL;
    gboolean done;

    td_case_page_begin (page, request);
    wrong = td_request_field_problem (request, NULL);
    const TdCaseMove move = { .to = F ("to"), .note = F ("note"), .joined = F ("joined"), .seen = seen_of (page) };
    done =
        wrong == NULL && td_case_move (page->instance, page->viewer, td_request_part (request, "id"), &move, &problem);
    return answer (page, done, "moved", "to", wrong, problem, error);
}

gboolean td_case_clock_post (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) made = { 0 };
    TdCasePage *page = &made;
    const char *wrong, *field = "day";
    TdCaseClockWish wish = { 0 };
    GError *problem = NULL;
    gboolean done;

    td_case_page_begin (page, request);
    wrong = td_request_field_problem (request, NULL);
    if (!td_case_clock_act_from_word (F ("act"), &wish.act))
        return td_door_unknown (error);
    wish.day = F ("day");
    wish.note = F ("note");
    wish.seen = seen_of (page);
    done = wrong == NULL
           && td_case_clock_change (page->instance, page->viewer, td_request_part (request, "id"), &wish, &field,
                                    &problem);
    return answer (page, done, "clock", field != NULL ? field : "day", wrong, problem, error);
}

gboolean td_case_papers_post (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) made = { 0 };
    TdCasePage *page = &made;
    const char *wrong, *name = NULL, *id = td_request_part (request, "id");
    int annexes[TD_CASE_ANNEX_FIELDS];
    TdCaseIncoming given = { .annexes = annexes };
    gint64 size = 0;
    gboolean closed = FALSE, done;
    GError *problem = NULL;

    td_case_page_begin (page, request);
    wrong = td_request_field_problem (request, NULL);
    given.party = td_case_party_from_word (F ("party"));
    given.fd = td_request_file (request, "file", &name, &size);
    given.filing = F ("filing");
    given.n_annexes = td_case_annex_files (request, annexes);
    if (*F ("to") != '\0') {
        int to = (int) g_ascii_strtoll (F ("to"), NULL, 10);
        done = wrong == NULL
               && td_case_annex_add (page->instance, page->viewer, id, to, annexes, given.n_annexes, &problem);
        return answer (page, done, "annexes", "annex-1", wrong, problem, error);
    }
    done = wrong == NULL && td_case_paper_receive (page->instance, page->viewer, id, &given, NULL, &closed, &problem);
    return answer (page, done,
                   closed                 ? "closed"
                   : *F ("party") != '\0' ? "paper"
                                          : "sent",
                   "file", wrong, problem, error);
}

gboolean td_case_authority_post (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) made = { 0 };
    TdCasePage *page = &made;
    const char *wrong, *name = NULL, *id = td_request_part (request, "id");
    gint64 size = 0;
    gboolean sign, done;
    GError *problem = NULL;

    td_case_page_begin (page, request);
    wrong = td_request_field_problem (request, NULL);
    sign = g_str_equal (F ("do"), "sign");
    if (wrong != NULL)
        done = FALSE;
    else if (sign)
        done = td_case_sign_authority (page->instance, page->viewer, id, &problem);
    else
        done = td_case_authority_file (page->instance, page->viewer, id,
                                       td_request_file (request, "authority", &name, &size), &problem);
    return answer (page, done, sign ? "signed" : "authority", "authority", wrong, problem, error);
}
