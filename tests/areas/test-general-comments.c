/* General comments in the making: stages, drafts, what people say of them and until when, adoption under two symbols. */
#include "people-house.h"

#include "areas/general_comments/draft-comment.h"
#include "areas/general_comments/draft-rules.h"
#include "areas/general_comments/general-openings.h"
#include "areas/library/library.h"
#include "areas/organisations/organisation.h"

static const char *const ghana[] = { "GHA", NULL };
static const TdViewer registrar = { .roles =
                                        TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION) | TD_ROLE_BIT (SECRETARIAT),
                                    .trust = TD_TRUST_SECOND,
                                    .actor = "command" };

#define TEXT                                                                                                           \
    "# Draft general comment\n\n## I. Introduction\n\n1. Recruitment fees bind workers to debt.\n\n"                   \
    "2. States should forbid them in law.\n\n## II. Duties\n\n3. Labour inspection reaches every home.\n"

/* A house with a joint general comment, its first draft and an open phase of comments. */
typedef struct {
    House *house;
    char *id, *draft, *stage;
    char *big, *small; /* organisations: with a public page, without */
    TdViewer of_big, of_small, mission, person;
} Scene;

static void scene_clear (Scene *s)
{
    g_free (s->id);
    g_free (s->draft);
    g_free (s->stage);
    g_free (s->big);
    g_free (s->small);
    td_viewer_clear (&s->of_big);
    td_viewer_clear (&s->of_small);
    td_viewer_clear (&s->mission);
    td_viewer_clear (&s->person);
    g_clear_pointer (&s->house, house_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static void set_instant (Scene *s, const char *instant)
{
    g_autoptr (GError) error = NULL;

    td_clock_at (instant, &s->house->instance->clock, &error);
    g_assert_no_error (error);
}

static const char *const titles[] = { "en", "Recruitment and debt", "fr", "Recrutement et dettes", NULL };
static const char *const bodies[] = { "CMW CMW/C/GC/6 6", "CRC CRC/C/GC/30", NULL };

static char *begin_general (Scene *s)
{
    const TdGeneralWish wish = { .titles = titles, .bodies = bodies, .drafter_name = "A member" };
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_general_comment_begin (s->house->instance, &secretariat, &wish, &id, NULL, &error);
    g_assert_no_error (error);
    return id;
}

static gboolean import (Scene *s, const char *text, TdDraftWish wish, char **ret_id, char **ret_warning, GError **error)
{
    int fd = file_of (text);
    gboolean done;

    wish.general_comment = s->id;
    if (wish.language == NULL)
        wish.language = "en";
    done = td_comment_draft_import (s->house->instance, &secretariat, &wish, fd, ret_id, ret_warning, error);
    close (fd);
    return done;
}

static char *must_import (Scene *s, const char *text, TdDraftWish wish)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *warning = NULL;
    char *id = NULL;

    import (s, text, wish, &id, &warning, &error);
    g_assert_no_error (error);
    g_assert_null (warning);
    return id;
}

static char *organisation (Scene *s, const char *name, const char *kind, const char *visibility)
{
    const TdOrganisationFacts facts = { .name = name, .kind = kind, .visibility = visibility, .countries = ghana };
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_organisation_add (s->house->instance, &registrar, &facts, &id, NULL, &error);
    g_assert_no_error (error);
    td_organisation_decide (s->house->instance, &secretariat, id, TD_ORGANISATION_VERIFY, "Seen.", NULL, &error);
    g_assert_no_error (error);
    return id;
}

static char *set_stage (Scene *s, TdGeneralStageWish wish)
{
    g_autoptr (GError) error = NULL;
    char *stage = NULL;

    td_general_comment_set_stage (s->house->instance, &secretariat, s->id, &wish, &stage, NULL, &error);
    g_assert_no_error (error);
    return stage;
}

static void not_set (Scene *s, TdGeneralStageWish wish, const char *wanted, TdErrorCode code)
{
    g_autoptr (GError) error = NULL;
    const char *field = NULL;

    g_assert_false (
        td_general_comment_set_stage (s->house->instance, &secretariat, s->id, &wish, NULL, &field, &error));
    assert_code (&error, code);
    g_assert_cmpstr (field, ==, wanted);
}

static void account (Scene *s, const char *address, TdRole role, const char *state, const char *of, TdViewer *ret)
{
    g_autofree char *person = of != NULL ? add_lead (s->house, address, of) : add (s->house, address, role, state);

    viewer_now (s->house, person, ret);
}

static void scene_new (Scene *s)
{
    s->house = house_new (TRUE);
    set_day (s->house, "2026-11-02");
    s->id = begin_general (s);
    s->draft = must_import (s, TEXT, (TdDraftWish){ 0 });
    s->stage =
        set_stage (s, (TdGeneralStageWish){ .stage = "comments", .opens = "2026-11-01", .closes = "2026-12-18T18:00" });
    s->big = organisation (s, "Migrants United", "ngo", "public");
    s->small = organisation (s, "Quiet Network", "trade-union", "confidential");
    account (s, "big@example.org", TD_ROLE_ORGANISATION, NULL, s->big, &s->of_big);
    account (s, "small@example.org", TD_ROLE_ORGANISATION, NULL, s->small, &s->of_small);
    account (s, "mission@example.org", TD_ROLE_MISSION, "GHA", NULL, &s->mission);
    account (s, "person@example.org", TD_ROLE_ORGANISATION, NULL, NULL, &s->person);
}

static gboolean say (Scene *s, const TdViewer *viewer, TdDraftCommentWish wish, char **ret_id, char **ret_key,
                     const char **ret_field, GError **error)
{
    if (wish.text == NULL)
        wish.text = "Say who pays instead.";
    if (wish.visibility == NULL)
        wish.visibility = "public";
    return td_draft_comment_add (s->house->instance, viewer, s->draft, &wish, ret_id, ret_key, ret_field, error);
}

static char *must_say (Scene *s, const TdViewer *viewer, TdDraftCommentWish wish, char **ret_key)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *key = NULL;
    char *id = NULL;

    say (s, viewer, wish, &id, &key, NULL, &error);
    g_assert_no_error (error);
    if (ret_key != NULL)
        *ret_key = g_steal_pointer (&key);
    return id;
}

static void not_said (Scene *s, const TdViewer *viewer, TdDraftCommentWish wish, const char *wanted, TdErrorCode code)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *key = NULL;
    g_autofree char *id = NULL;
    const char *field = NULL;

    g_assert_false (say (s, viewer, wish, &id, &key, &field, &error));
    assert_code (&error, code);
    g_assert_cmpstr (field, ==, wanted);
}

static GPtrArray *public_of (Scene *s, const TdViewer *viewer)
{
    g_autoptr (GError) error = NULL;
    GPtrArray *list = td_draft_comments_public (s->house->instance, viewer, s->draft, NULL, NULL, &error);

    g_assert_no_error (error);
    return list;
}

static TdDraftComment *get (Scene *s, const TdViewer *viewer, const char *id)
{
    g_autoptr (GError) error = NULL;
    TdDraftComment *c = td_draft_comment_get (s->house->instance, viewer, id, &error);

    g_assert_true (c != NULL || td_error_code (error) == TD_ERROR_NOT_FOUND);
    return c;
}

/* ---- beginning and stages ---- */

static void test_begins (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdGeneralComment) g = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *symbols = NULL;
    const TdGeneralStage *phase;

    scene_new (&s);
    g = td_general_comment_get (s.house->instance, "crc/c/gc/30", &error);
    g_assert_no_error (error);
    g_assert_cmpstr (g->id, ==, s.id);
    symbols = td_general_comment_symbols (g);
    g_assert_cmpstr (symbols, ==, "CMW/C/GC/6, CRC/C/GC/30");
    g_assert_cmpstr (td_general_comment_title (g, "fr", NULL), ==, "Recrutement et dettes");
    g_assert_cmpstr (td_general_comment_title (g, "ar", NULL), ==, "Recruitment and debt");
    g_assert_cmpuint (g->stages->len, ==, 6);
    phase = td_general_comment_phase (g, s.draft);
    g_assert_nonnull (phase);
    g_assert_cmpint (td_general_stage_when (phase, td_clock_now (&s.house->instance->clock)), ==, TD_GENERAL_OPEN);
    g_assert_cmpint (td_general_stage_when (phase, phase->closes - 1), ==, TD_GENERAL_OPEN);
    g_assert_cmpint (td_general_stage_when (phase, phase->closes), ==, TD_GENERAL_OVER);
}

static void not_begun (Scene *s, TdGeneralWish wish, const char *wanted, TdErrorCode code)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    const char *field = NULL;

    g_assert_false (td_general_comment_begin (s->house->instance, &secretariat, &wish, &id, &field, &error));
    assert_code (&error, code);
    g_assert_cmpstr (field, ==, wanted);
}

static void test_refused_beginnings (void)
{
    static const char *const none[] = { NULL };
    static const char *const twice[] = { "en", "One", "EN", "Two", NULL };
    static const char *const no_tag[] = { "English", "One", NULL };
    static const char *const three[] = { "CMW", "CRC", "CERD", NULL };
    static const char *const same[] = { "CMW", "CMW", NULL };
    static const char *const wrong[] = { "CMW C//GC", NULL };
    static const char *const taken[] = { "CRC CRC/C/GC/30", NULL };
    static const char *const one[] = { "CMW", NULL };
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;

    scene_new (&s);
    not_begun (&s, (TdGeneralWish){ .titles = none, .bodies = one }, "title", TD_ERROR_INPUT);
    not_begun (&s, (TdGeneralWish){ .titles = twice, .bodies = one }, "title", TD_ERROR_INPUT);
    not_begun (&s, (TdGeneralWish){ .titles = no_tag, .bodies = one }, "title", TD_ERROR_INPUT);
    not_begun (&s, (TdGeneralWish){ .titles = titles, .bodies = none }, "bodies", TD_ERROR_INPUT);
    not_begun (&s, (TdGeneralWish){ .titles = titles, .bodies = three }, "bodies", TD_ERROR_INPUT);
    not_begun (&s, (TdGeneralWish){ .titles = titles, .bodies = same }, "bodies", TD_ERROR_INPUT);
    not_begun (&s, (TdGeneralWish){ .titles = titles, .bodies = wrong }, "bodies", TD_ERROR_INPUT);
    not_begun (&s, (TdGeneralWish){ .titles = titles, .bodies = taken }, "bodies", TD_ERROR_CONFLICT);
    not_begun (&s, (TdGeneralWish){ .titles = titles, .bodies = one, .theme = "no-theme" }, "theme", TD_ERROR_INPUT);
    not_begun (&s, (TdGeneralWish){ .titles = titles, .bodies = one, .drafter = "nobody@example.org" }, "drafter",
               TD_ERROR_INPUT);
    g_assert_false (td_general_comment_begin (s.house->instance, &s.of_big,
                                              &(TdGeneralWish){ .titles = titles, .bodies = one }, &id, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
}

static void test_stages (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdGeneralComment) g = NULL;
    g_autofree char *again = NULL, *concept = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    concept = set_stage (&s, (TdGeneralStageWish){ .stage = "concept-note", .opens = "2026-03-01", .note = "Why." });
    not_set (&s, (TdGeneralStageWish){ .stage = "song" }, "stage", TD_ERROR_INPUT);
    not_set (&s, (TdGeneralStageWish){ .stage = "concept-note", .opens = "2026-02-30" }, "opens", TD_ERROR_INPUT);
    not_set (&s, (TdGeneralStageWish){ .stage = "concept-note", .opens = "yesterday" }, "opens", TD_ERROR_INPUT);
    not_set (&s, (TdGeneralStageWish){ .stage = "concept-note", .closes = "2026-02-01" }, "closes", TD_ERROR_INPUT);
    not_set (&s, (TdGeneralStageWish){ .stage = "concept-note", .document = "CMW/C/NOT/1" }, "document",
             TD_ERROR_INPUT);
    not_set (&s, (TdGeneralStageWish){ .stage = "concept-note", .call = "0000000000000000" }, "call", TD_ERROR_INPUT);
    /* The end of comments is a promise: it moves with a reason, and does not come back. */
    not_set (&s, (TdGeneralStageWish){ .stage = s.stage, .closes = "2026-12-20" }, "reason", TD_ERROR_INPUT);
    not_set (&s, (TdGeneralStageWish){ .stage = s.stage, .closes = "2026-11-01T12:00" }, "closes", TD_ERROR_INPUT);
    not_set (&s, (TdGeneralStageWish){ .stage = s.stage, .opens = "2026-11-10" }, "opens", TD_ERROR_CONFLICT);
    g_free (
        set_stage (&s, (TdGeneralStageWish){ .stage = s.stage, .closes = "2026-12-20T18:00", .reason = "Asked for." }));
    /* Another phase for the same draft is none; a second draft gets one, before adoption. */
    not_set (&s,
             (TdGeneralStageWish){ .stage = "comments", .draft = "1", .opens = "2026-11-01", .closes = "2027-01-01" },
             "draft", TD_ERROR_CONFLICT);
    g_free (must_import (&s, TEXT, (TdDraftWish){ 0 }));
    again = set_stage (&s, (TdGeneralStageWish){ .stage = "comments", .opens = "2026-12-21", .closes = "2027-01-31" });
    g = td_general_comment_get (s.house->instance, s.id, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (g->stages->len, ==, 8);
    g_assert_cmpint (((TdGeneralStage *) g->stages->pdata[7])->is, ==, TD_GENERAL_ADOPTION);
    g_assert_cmpstr (((TdGeneralStage *) g->stages->pdata[6])->id, ==, again);
    g_assert_cmpuint (td_general_comment_stage (g, s.stage)->moves->len, ==, 1);
    for (guint i = 0; i < g->stages->len; i++)
        g_assert_cmpint (((TdGeneralStage *) g->stages->pdata[i])->n, ==, (int) i + 1);
    set_day (s.house, "2026-12-22");
    not_set (&s, (TdGeneralStageWish){ .stage = s.stage, .closes = "2027-02-01", .reason = "Late." }, "stage",
             TD_ERROR_CONFLICT);
}

/* ---- drafts ---- */

/* spans: pairs and styles, 0-terminated; NULL: none. */
static void add_found (TdDocument *document, TdParagraphKind kind, const char *number, const char *text,
                       const guint *spans)
{
    TdParagraph *p = td_paragraph_new ();

    p->kind = kind;
    p->level = kind == TD_PARAGRAPH_HEADING;
    p->number = g_strdup (number);
    p->text = g_strdup (text);
    p->spans = spans != NULL ? g_array_new (FALSE, FALSE, sizeof (TdWordSpan)) : NULL;
    for (; spans != NULL && spans[1] != 0; spans += 3)
        g_array_append_vals (p->spans, spans, 1);
    g_ptr_array_add (document->paragraphs, p);
}

/* Bold and italics of the file, and each footnote on the word that calls it; what nothing calls stands for itself. */
static void test_marks (void)
{
    static const guint fees[] = { 9, 14, TD_SPAN_STRONG, 14, 17, TD_SPAN_NOTE, 17, 20, TD_SPAN_NOTE, 0, 0 },
                       note[] = { 4, 8, TD_SPAN_EMPHASIS, 0, 0 },
                       row[] = { 0, 4, 3, 7, 12, TD_SPAN_EMPHASIS, 12, 15, TD_SPAN_NOTE, 0, 0 },
                       first[] = { 0, 3, TD_SPAN_NOTE, 3, 6, TD_SPAN_NOTE, 0, 0 };
    g_autoptr (TdText) nothing = td_text_new ("en");
    g_autoptr (TdDocument) document = td_document_from_text (nothing, NULL, &(TdPageRule){ 0 });
    g_autoptr (TdText) text = NULL;
    g_autofree char *kept = NULL;
    g_autoptr (TdText) again = NULL;
    g_autoptr (GError) error = NULL;
    const TdTextSection *section;
    static const char *const words[] = { "Fees are **never**^[See *Debt*. At the end.] paid.",
                                         "[9\\]^[Ninth.][8] begins.", "***Left*** | *Right*^[Of the table.]",
                                         "7 Nobody calls this." };

    add_found (document, TD_PARAGRAPH_HEADING, NULL, "Duties", NULL);
    add_found (document, TD_PARAGRAPH_TEXT, "4.", "Fees are never[1][2] paid.", fees);
    add_found (document, TD_PARAGRAPH_FOOTNOTE, "1", "See Debt.", note);
    add_found (document, TD_PARAGRAPH_TEXT, NULL, "[9][8] begins.", first);
    add_found (document, TD_PARAGRAPH_FOOTNOTE, "9", "Ninth.", NULL);
    add_found (document, TD_PARAGRAPH_FOOTNOTE, "3", "Of the table.", NULL);
    add_found (document, TD_PARAGRAPH_TABLE, NULL, "Left | Right[3]", row);
    add_found (document, TD_PARAGRAPH_FOOTNOTE, "2", "At the end.", NULL);
    add_found (document, TD_PARAGRAPH_FOOTNOTE, "7", "Nobody calls this.", NULL);
    text = td_draft_text_of (document, "en");
    section = text->sections->pdata[0];
    g_assert_cmpuint (section->paragraphs->len, ==, 4);
    for (guint i = 0; i < section->paragraphs->len; i++) {
        g_autoptr (GPtrArray) runs = td_text_paragraph_runs (section->paragraphs->pdata[i]);
        g_autofree char *marked = td_text_words_of_runs (runs);
        g_assert_cmpstr (marked, ==, words[i]);
    }
    g_assert_cmpstr (((TdTextParagraph *) section->paragraphs->pdata[0])->id, ==, "p4");
    g_assert_cmpstr (((TdTextParagraph *) section->paragraphs->pdata[1])->id, ==, "n4"); /* its place in the file */
    kept = td_draft_text_kept (text);
    again = td_draft_text_read (kept, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (
        ((TdTextRun *) ((TdTextParagraph *) ((TdTextSection *) again->sections->pdata[0])->paragraphs->pdata[0])
             ->runs->pdata[1])
            ->note,
        ==, "See *Debt*. At the end.");
}

static void test_drafts (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdText) text = NULL;
    g_autoptr (TdCommentDraft) d = NULL;
    g_autofree char *french = NULL, *off = NULL, *warning = NULL, *name = NULL;

    scene_new (&s);
    text = td_comment_draft_text (s.house->instance, s.draft, NULL, &error);
    g_assert_no_error (error);
    g_assert_nonnull (td_text_paragraph (text, "p3"));
    g_assert_null (td_text_paragraph (text, "p4"));
    g_assert_cmpstr (td_text_paragraph (text, "p2")->number, ==, "2.");
    /* A further language of the same draft, which lacks a paragraph. */
    g_assert_true (import (&s, "# Projet\n\n1. Les frais.\n\n2. La loi.\n",
                           (TdDraftWish){ .into = "1", .language = "fr" }, &french, &warning, &error));
    g_assert_cmpstr (french, ==, s.draft);
    g_assert_nonnull (strstr (warning, "Paragraph 3 "));
    g_clear_pointer (&warning, g_free);
    g_assert_false (import (&s, TEXT, (TdDraftWish){ .into = "1" }, &off, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (import (&s, TEXT, (TdDraftWish){ .into = "7", .language = "es" }, &off, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (import (&s, "", (TdDraftWish){ 0 }, &off, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    /* Numbers that do not count up are said, and are no end. */
    g_assert_true (import (&s, "Draft\n\n1. One is here.\n\n3. Three is here.\n", (TdDraftWish){ .final = TRUE }, &off,
                           &warning, &error));
    g_assert_no_error (error);
    g_assert_nonnull (strstr (warning, "at 3 "));
    d = td_comment_draft_get (s.house->instance, off, &error);
    name = td_comment_draft_name (d, "en");
    g_assert_cmpstr (name, ==, "Final draft");
    g_clear_pointer (&off, g_free);
    g_assert_false (import (&s, TEXT, (TdDraftWish){ 0 }, &off, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

static void test_too_long (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    g_autoptr (GString) text = g_string_new ("# Long\n\n");

    scene_new (&s);
    for (int i = 1; i <= 3001; i++)
        g_string_append_printf (text, "%d. Word.\n\n", i);
    g_assert_false (import (&s, text->str, (TdDraftWish){ 0 }, &id, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
}

/* ---- comments ---- */

static void test_says (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *one = NULL, *state = NULL, *expert = NULL;
    g_autoptr (TdDraftComment) c = NULL, of_state = NULL, of_expert = NULL;

    scene_new (&s);
    one = must_say (
        &s, &s.of_big,
        (TdDraftCommentWish){
            .anchor = "p2", .phrase = "forbid  them", .wording = "forbid and punish them", .organisation = s.big },
        NULL);
    c = get (&s, &nobody, one);
    g_assert_cmpstr (c->phrase, ==, "forbid them");
    g_assert_cmpstr (c->name, ==, "Migrants United");
    g_assert_cmpint (c->position, ==, TD_POSITION_ORGANISATION);
    g_assert_true (c->known && !c->mine);
    state = must_say (&s, &s.mission, (TdDraftCommentWish){ .organisation = "state" }, NULL);
    of_state = get (&s, &nobody, state);
    g_assert_cmpint (of_state->position, ==, TD_POSITION_STATE);
    g_assert_cmpstr (of_state->state, ==, "GHA");
    expert = must_say (&s, &s.person, (TdDraftCommentWish){ .position = "expert", .name = "Dr Ama" }, NULL);
    of_expert = get (&s, &nobody, expert);
    g_assert_cmpstr (of_expert->name, ==, "Dr Ama");
    g_assert_false (of_expert->known);
    g_assert_null (of_expert->person);
    g_assert_cmpint (of_expert->number, ==, 3);
}

static void test_not_said (void)
{
    g_auto (Scene) s = { 0 };

    scene_new (&s);
    not_said (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big, .anchor = "p9" }, "anchor", TD_ERROR_INPUT);
    not_said (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big, .anchor = "p1", .phrase = "forbid them" },
              "phrase", TD_ERROR_INPUT);
    not_said (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big, .wording = "Other." }, "wording",
              TD_ERROR_INPUT);
    not_said (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big, .text = " " }, "text", TD_ERROR_INPUT);
    not_said (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big, .visibility = "" }, "visibility",
              TD_ERROR_INPUT);
    not_said (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.small }, "organisation", TD_ERROR_INPUT);
    not_said (&s, &s.of_big, (TdDraftCommentWish){ .organisation = "state" }, "organisation", TD_ERROR_NOT_ALLOWED);
    not_said (&s, &s.person, (TdDraftCommentWish){ .position = "state", .name = "Ghana" }, "position", TD_ERROR_INPUT);
    not_said (&s, &s.person, (TdDraftCommentWish){ .position = "nhri", .name = "A body" }, "position", TD_ERROR_INPUT);
    not_said (&s, &s.person, (TdDraftCommentWish){ .position = "person" }, "name", TD_ERROR_INPUT);
    not_said (&s, &nobody, (TdDraftCommentWish){ .position = "state", .name = "Ghana" }, "position", TD_ERROR_INPUT);
    not_said (&s, &s.of_small, (TdDraftCommentWish){ .organisation = s.small }, "visibility", TD_ERROR_INPUT);
    not_said (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big, .language = "es" }, "language",
              TD_ERROR_INPUT);
    not_said (&s, &secretariat, (TdDraftCommentWish){ .position = "person" }, NULL, TD_ERROR_NOT_ALLOWED);
}

static gint64 public_version (Scene *s)
{
    gint64 n = 0;
    g_autoptr (GError) error = NULL;
    g_autoptr (TdCommentDraft) d = td_comment_draft_get (s->house->instance, s->draft, &error);

    g_assert_no_error (error);
    n = d->comments;
    return n;
}

/* Nobody else sees, finds or counts what is for the Committee alone. */
static void test_confidential (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *closed = NULL, *first = NULL;
    g_autoptr (TdDraftComment) hidden = NULL, own = NULL, bench = NULL, next = NULL;
    g_autoptr (GPtrArray) seen = NULL;
    g_autoptr (GHashTable) counts = NULL;
    g_autoptr (GPtrArray) all = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    closed =
        must_say (&s, &s.of_small,
                  (TdDraftCommentWish){ .organisation = s.small, .anchor = "p1", .visibility = "committee" }, NULL);
    hidden = get (&s, &s.of_big, closed);
    g_assert_null (hidden);
    own = get (&s, &s.of_small, closed);
    g_assert_true (own->confidential && own->mine);
    bench = get (&s, &secretariat, closed);
    g_assert_cmpstr (bench->name, ==, "Quiet Network");
    seen = public_of (&s, &nobody);
    g_assert_cmpuint (seen->len, ==, 0);
    counts = td_draft_comments_counts (s.house->instance, s.draft, &error);
    g_assert_cmpuint (g_hash_table_size (counts), ==, 0);
    g_assert_cmpint (public_version (&s), ==, 0);
    first = must_say (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big, .anchor = "p1" }, NULL);
    next = get (&s, &nobody, first);
    g_assert_cmpint (next->number, ==, 1);
    g_assert_null (td_draft_comments_all (s.house->instance, &s.of_big, s.draft, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    all = td_draft_comments_all (s.house->instance, &secretariat, s.draft, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (all->len, ==, 2);
    /* It cannot be answered or supported either: for others it is not there. */
    not_said (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big, .reply_to = closed }, "reply_to",
              TD_ERROR_CONFLICT);
    g_assert_false (td_draft_comment_support (s.house->instance, &s.of_big, closed, 1, s.big, TRUE, 0, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

static gboolean change (Scene *s, const TdViewer *viewer, const char *id, gint64 version, TdDraftCommentWish wish,
                        GError **error)
{
    return td_draft_comment_change (s->house->instance, viewer, NULL, id, version, &wish, NULL, error);
}

static void test_support_and_change (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *union_id = NULL, *one = NULL, *answer = NULL;
    g_auto (TdViewer) of_union = { 0 };
    g_autoptr (TdDraftComment) c = NULL, again = NULL, gone = NULL;
    g_autoptr (GPtrArray) seen = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    union_id = organisation (&s, "Dock Workers", "trade-union", "public");
    account (&s, "union@example.org", TD_ROLE_ORGANISATION, NULL, union_id, &of_union);
    one = must_say (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big, .anchor = "p3" }, NULL);
    g_assert_false (td_draft_comment_support (s.house->instance, &s.of_big, one, 1, s.big, TRUE, 0, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_draft_comment_support (s.house->instance, &s.of_small, one, 1, s.small, TRUE, 0, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (td_draft_comment_support (s.house->instance, &of_union, one, 1, union_id, TRUE, 0, &error));
    g_assert_true (td_draft_comment_support (s.house->instance, &of_union, one, 1, union_id, TRUE, 0, &error));
    g_assert_no_error (error);
    c = get (&s, &nobody, one);
    g_assert_cmpuint (c->supporters->len, ==, 1);
    g_assert_cmpstr (((TdDraftSupporter *) c->supporters->pdata[0])->name, ==, "Dock Workers");
    /* Who is supported does not go behind a curtain, and other words are supported anew. */
    g_assert_false (
        change (&s, &s.of_big, one, 1, (TdDraftCommentWish){ .text = "Other.", .visibility = "committee" }, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (change (&s, &of_union, one, 1, (TdDraftCommentWish){ .text = "Not mine." }, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (change (&s, &s.of_big, one, 1, (TdDraftCommentWish){ .text = "Other words." }, &error));
    g_assert_false (change (&s, &s.of_big, one, 1, (TdDraftCommentWish){ .text = "Seen too early." }, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    again = get (&s, &nobody, one);
    g_assert_cmpstr (again->text, ==, "Other words.");
    g_assert_cmpuint (again->supporters->len, ==, 0);
    g_assert_false (td_draft_comment_support (s.house->instance, &of_union, one, 1, union_id, TRUE, 0, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    /* A discussion stays where its beginning was taken back. */
    answer = must_say (&s, &of_union, (TdDraftCommentWish){ .organisation = union_id, .reply_to = one }, NULL);
    not_said (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big, .reply_to = answer }, "reply_to",
              TD_ERROR_CONFLICT);
    g_assert_true (td_draft_comment_withdraw (s.house->instance, &s.of_big, NULL, one, 0, &error));
    g_assert_no_error (error);
    gone = get (&s, &nobody, one);
    g_assert_null (gone->text);
    g_assert_null (gone->name);
    seen = public_of (&s, &nobody);
    g_assert_cmpuint (seen->len, ==, 2);
    g_assert_true (td_draft_comment_withdraw (s.house->instance, &of_union, NULL, answer, 0, &error));
    g_ptr_array_unref (seen);
    seen = public_of (&s, &nobody);
    g_assert_cmpuint (seen->len, ==, 0);
}

static void test_without_account (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *key = NULL, *one = NULL;
    g_autoptr (TdDraftComment) waiting = NULL, shown = NULL, own = NULL, again = NULL;
    g_autoptr (GError) error = NULL;
    const TdDraftCommentWish other = { .text = "Other." };

    scene_new (&s);
    one = must_say (&s, &nobody, (TdDraftCommentWish){ .position = "nhri", .name = "A commission" }, &key);
    waiting = get (&s, &nobody, one);
    g_assert_null (waiting);
    own = td_draft_comment_of_key (s.house->instance, key, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (own->name, ==, "A commission");
    g_assert_false (td_draft_comment_show (s.house->instance, &s.of_big, one, TRUE, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_true (td_draft_comment_show (s.house->instance, &secretariat, one, TRUE, &error));
    shown = get (&s, &nobody, one);
    g_assert_cmpint (shown->position, ==, TD_POSITION_NHRI);
    g_assert_false (shown->known);
    /* Other words wait for a look again. */
    g_assert_true (td_draft_comment_change (s.house->instance, &nobody, key, one, 1, &other, NULL, &error));
    g_assert_no_error (error);
    again = get (&s, &nobody, one);
    g_assert_null (again);
    g_assert_false (td_draft_comment_withdraw (s.house->instance, &nobody, NULL, one, 0, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_draft_comment_withdraw (s.house->instance, &nobody, key, one, 0, &error));
    g_assert_null (td_draft_comment_of_key (s.house->instance, key, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

static gboolean merge_in (TdTx *tx, gpointer data, GError **error)
{
    const Scene *s = data;

    return td_general_organisation_follower.merged (tx, s->small, s->big, error);
}

/* What is of one organisation is of the other from then on, its support too; an account that is erased takes its words along. */
static void test_merged_and_erased (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *own = NULL, *other = NULL, *of_person = NULL, *union_id = NULL;
    g_auto (TdViewer) of_union = { 0 };
    g_autoptr (TdDraftComment) moved = NULL, supported = NULL, gone = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    union_id = organisation (&s, "Dock Workers", "trade-union", "public");
    account (&s, "union@example.org", TD_ROLE_ORGANISATION, NULL, union_id, &of_union);
    own = must_say (&s, &s.of_small, (TdDraftCommentWish){ .organisation = s.small, .visibility = "committee" }, NULL);
    other = must_say (&s, &of_union, (TdDraftCommentWish){ .organisation = union_id }, NULL);
    of_person = must_say (&s, &s.person, (TdDraftCommentWish){ .position = "person", .name = "Ama" }, NULL);
    g_assert_true (td_draft_comment_support (s.house->instance, &s.of_big, other, 1, s.big, TRUE, 0, &error));
    g_assert_true (td_store_keep (s.house->instance->store, merge_in, &s, &error));
    g_assert_no_error (error);
    moved = get (&s, &s.of_big, own);
    g_assert_true (moved->mine);
    supported = get (&s, &nobody, other);
    g_assert_cmpuint (supported->supporters->len, ==, 1);
    g_assert_true (td_account_erase (s.house->instance, &command, s.person.person, &error));
    g_assert_no_error (error);
    gone = get (&s, &secretariat, of_person);
    g_assert_null (gone->text);
    g_assert_null (gone->name);
}

/* Not at its end, nor a second after; what began to arrive in time is in time. */
static void test_closing (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *one = NULL, *late = NULL, *union_id = NULL;
    g_auto (TdViewer) of_union = { 0 };
    g_autoptr (GError) error = NULL;
    gint64 in_time;
    const TdDraftCommentWish other = { .text = "Other." };

    scene_new (&s);
    union_id = organisation (&s, "Dock Workers", "trade-union", "public");
    account (&s, "union@example.org", TD_ROLE_ORGANISATION, NULL, union_id, &of_union);
    set_instant (&s, "2026-12-18T16:59:59Z");
    in_time = td_clock_now (&s.house->instance->clock);
    one = must_say (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big }, NULL);
    set_instant (&s, "2026-12-18T17:00:01Z");
    not_said (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big }, NULL, TD_ERROR_CONFLICT);
    not_said (&s, &nobody, (TdDraftCommentWish){ .position = "person", .name = "A" }, NULL, TD_ERROR_CONFLICT);
    /* Closed is said first, whatever else is wrong. */
    not_said (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big, .text = "", .anchor = "p99" }, NULL,
              TD_ERROR_CONFLICT);
    g_assert_false (td_draft_comment_change (s.house->instance, &s.of_big, NULL, one, 1, &other, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_draft_comment_withdraw (s.house->instance, &s.of_big, NULL, one, 0, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_draft_comment_support (s.house->instance, &of_union, one, 1, union_id, TRUE, 0, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    late = must_say (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big, .began = in_time }, NULL);
    set_instant (&s, "2026-10-31T22:59:59Z");
    not_said (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big }, NULL, TD_ERROR_CONFLICT);
}

/* ---- adoption ---- */

static void adopted_as (Scene *s, const char *symbol)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdLibraryDocument) d = NULL;
    g_autoptr (GPtrArray) paragraphs = NULL;
    g_autofree char *symbols = NULL;
    gboolean found = FALSE;

    td_library_read (s->house->instance, symbol, "en", &d, &paragraphs, &error);
    g_assert_no_error (error);
    symbols = td_library_symbols (d);
    g_assert_cmpstr (symbols, ==, "CMW/C/GC/6-CRC/C/GC/30");
    g_assert_cmpstr (d->type, ==, "general-comment");
    g_assert_cmpstr (td_library_title (d, "fr"), ==, "Recrutement et dettes");
    for (guint i = 0; i < paragraphs->len; i++) {
        const TdLibraryParagraph *p = paragraphs->pdata[i];
        found = found || (g_str_equal (p->anchor, "p3") && strstr (p->paragraph->text, "every home") != NULL);
    }
    g_assert_true (found);
}

static void test_adopts (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *document = NULL, *french = NULL, *other = NULL;
    g_autoptr (TdGeneralComment) g = NULL;
    g_autoptr (GError) error = NULL;
    const char *field = NULL;

    scene_new (&s);
    french = must_import (&s,
                          "# Projet\n\n## I. Introduction\n\n1. Les frais lient.\n\n2. La loi les interdit.\n\n## II. "
                          "Devoirs\n\n3. L’inspection.\n",
                          (TdDraftWish){ .into = "1", .language = "fr" });
    g_assert_false (td_general_comment_adopt (s.house->instance, &secretariat, s.id, NULL, NULL, "2027-01-01",
                                              &document, &field, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpstr (field, ==, "day");
    g_assert_false (
        td_general_comment_adopt (s.house->instance, &s.of_big, s.id, NULL, NULL, NULL, &document, &field, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_true (td_general_comment_adopt (s.house->instance, &secretariat, s.id, "1", NULL, "2026-11-02", &document,
                                             &field, &error));
    g_assert_no_error (error);
    adopted_as (&s, "CMW/C/GC/6");
    adopted_as (&s, "crc/c/gc/30");
    g = td_general_comment_get (s.house->instance, s.id, &error);
    g_assert_cmpstr (g->document, ==, document);
    g_assert_cmpstr (g->adopted, ==, "2026-11-02");
    /* Its open phase ended with it. */
    not_said (&s, &s.of_big, (TdDraftCommentWish){ .organisation = s.big }, NULL, TD_ERROR_CONFLICT);
    g_assert_false (import (&s, TEXT, (TdDraftWish){ 0 }, &other, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    not_set (&s, (TdGeneralStageWish){ .stage = "comments", .opens = "2026-11-03", .closes = "2026-12-01" }, "stage",
             TD_ERROR_CONFLICT);
}

static void test_not_adopted (void)
{
    static const char *const no_symbol[] = { "CMW CMW/C/GC/7", "CRC", NULL };
    g_auto (Scene) s = { 0 };
    g_autofree char *off = NULL, *warning = NULL, *document = NULL;
    g_autoptr (GError) error = NULL;
    const char *field = NULL;

    scene_new (&s);
    g_assert_true (
        import (&s, "Draft\n\n1. One is here.\n\n3. Three is here.\n", (TdDraftWish){ 0 }, &off, &warning, &error));
    g_assert_false (
        td_general_comment_adopt (s.house->instance, &secretariat, s.id, NULL, NULL, NULL, &document, &field, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpstr (field, ==, "draft");
    g_assert_false (td_general_comment_adopt (s.house->instance, &secretariat, s.id, "1", no_symbol, NULL, &document,
                                              &field, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpstr (field, ==, "bodies");
    g_assert_null (td_library_get (s.house->instance, "CMW/C/GC/6", &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/general-comments/begins", test_begins);
    g_test_add_func ("/general-comments/refused-beginnings", test_refused_beginnings);
    g_test_add_func ("/general-comments/stages", test_stages);
    g_test_add_func ("/general-comments/drafts", test_drafts);
    g_test_add_func ("/general-comments/marks", test_marks);
    g_test_add_func ("/general-comments/too-long", test_too_long);
    g_test_add_func ("/general-comments/says", test_says);
    g_test_add_func ("/general-comments/not-said", test_not_said);
    g_test_add_func ("/general-comments/confidential", test_confidential);
    g_test_add_func ("/general-comments/support-and-change", test_support_and_change);
    g_test_add_func ("/general-comments/without-account", test_without_account);
    g_test_add_func ("/general-comments/merged-and-erased", test_merged_and_erased);
    g_test_add_func ("/general-comments/closing", test_closing);
    g_test_add_func ("/general-comments/adopts", test_adopts);
    g_test_add_func ("/general-comments/not-adopted", test_not_adopted);
    return g_test_run ();
}
