/* The bench of who drafts a general comment: documents of comments, dispositions, groups, outcomes, changes, the compilation. */
#include "people-house.h"

#include "areas/general_comments/comment-file.h"
#include "areas/general_comments/compilation.h"
#include "areas/general_comments/draft-change.h"
#include "areas/general_comments/outcome.h"
#include "areas/general_comments/split.h"
#include "areas/organisations/organisation.h"
#include "base/limits.h"

#define FIRST                                                                                                          \
    "# Draft general comment\n\n## I. Introduction\n\n1. Recruitment fees bind workers to debt.\n\n"                   \
    "2. States should forbid such fees in law.\n\n## II. Duties\n\n3. Labour inspection reaches every home.\n\n"       \
    "4. Complaints are heard in a language that the worker understands.\n"
#define SECOND                                                                                                         \
    "# Draft general comment\n\n## I. Introduction\n\n1. Recruitment fees bind workers to debt.\n\n"                   \
    "2. Employers gain most from these fees.\n\n"                                                                      \
    "3. States should forbid such fees in law and punish whoever takes them.\n\n"                                      \
    "## II. Duties\n\n4. Labour inspection reaches every home.\n"

static const char *const ghana[] = { "GHA", NULL };
static const TdViewer registrar = { .roles =
                                        TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION) | TD_ROLE_BIT (SECRETARIAT),
                                    .trust = TD_TRUST_SECOND,
                                    .actor = "command" };

typedef struct {
    House *house;
    char *id, *draft, *organisation;
    TdViewer lead, member;
} Bench;

static void bench_clear (Bench *b)
{
    g_free (b->id);
    g_free (b->draft);
    g_free (b->organisation);
    td_viewer_clear (&b->lead);
    td_viewer_clear (&b->member);
    g_clear_pointer (&b->house, house_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bench, bench_clear)

static char *bring_in (Bench *b, const char *text)
{
    const TdDraftWish wish = { .general_comment = b->id, .language = "en" };
    g_autoptr (GError) error = NULL;
    g_autofree char *warning = NULL;
    int fd = file_of (text);
    char *id = NULL;

    td_comment_draft_import (b->house->instance, &secretariat, &wish, fd, &id, &warning, &error);
    g_assert_no_error (error);
    close (fd);
    return id;
}

static void add_organisation (Bench *b)
{
    const TdOrganisationFacts facts = {
        .name = "Migrants United", .kind = "ngo", .visibility = "public", .countries = ghana
    };
    g_autoptr (GError) error = NULL;
    g_autofree char *person = NULL;

    td_organisation_add (b->house->instance, &registrar, &facts, &b->organisation, NULL, &error);
    g_assert_no_error (error);
    td_organisation_decide (b->house->instance, &secretariat, b->organisation, TD_ORGANISATION_VERIFY, "Seen.", NULL,
                            &error);
    g_assert_no_error (error);
    person = add_lead (b->house, "lead@example.org", b->organisation);
    viewer_now (b->house, person, &b->lead);
}

static void bench_new (Bench *b)
{
    static const char *const titles[] = { "en", "Recruitment and debt", NULL };
    static const char *const bodies[] = { "CMW CMW/C/GC/6 6", NULL };
    const TdGeneralWish wish = { .titles = titles, .bodies = bodies };
    const TdGeneralStageWish stage = { .stage = "comments", .opens = "2026-11-01", .closes = "2026-12-18T18:00" };
    g_autofree char *person = NULL;
    g_autoptr (GError) error = NULL;

    b->house = house_new (TRUE);
    set_day (b->house, "2026-11-02");
    td_general_comment_begin (b->house->instance, &secretariat, &wish, &b->id, NULL, &error);
    g_assert_no_error (error);
    b->draft = bring_in (b, FIRST);
    td_general_comment_set_stage (b->house->instance, &secretariat, b->id, &stage, NULL, NULL, &error);
    g_assert_no_error (error);
    add_organisation (b);
    person = add (b->house, "member@example.org", TD_ROLE_MEMBER, "PHL");
    viewer_now (b->house, person, &b->member);
}

static char *say (Bench *b, const char *anchor, const char *text, const char *visibility)
{
    const TdDraftCommentWish wish = {
        .anchor = anchor, .text = text, .visibility = visibility, .organisation = b->organisation
    };
    g_autoptr (GError) error = NULL;
    g_autofree char *key = NULL;
    char *id = NULL;

    td_draft_comment_add (b->house->instance, &b->lead, b->draft, &wish, &id, &key, NULL, &error);
    g_assert_no_error (error);
    return id;
}

static GPtrArray *all (Bench *b)
{
    g_autoptr (GError) error = NULL;
    GPtrArray *list = td_bench_comments (b->house->instance, &b->member, b->draft, &error);

    g_assert_no_error (error);
    return list;
}

static TdBenchComment *one_of (const GPtrArray *list, const char *id)
{
    for (guint i = 0; i < list->len; i++) {
        TdBenchComment *c = list->pdata[i];
        if (g_str_equal (c->comment->id, id))
            return c;
    }
    return NULL;
}

static gboolean decide_on (Bench *b, const char *id, gint64 seen, const char *disposition, const char *reason,
                           gboolean whole_group, const char **ret_field, GError **error)
{
    g_autofree char *word = g_strdup_printf ("%s.%" G_GINT64_FORMAT, id, seen);
    const char *const comments[] = { word, NULL };
    const TdDispositionWish wish = { comments, whole_group, disposition, reason };

    return td_disposition_give (b->house->instance, &b->member, b->draft, &wish, ret_field, error);
}

static void must_decide (Bench *b, const char *id, const char *disposition, const char *reason)
{
    g_autoptr (GPtrArray) list = all (b);
    g_autoptr (GError) error = NULL;

    decide_on (b, id, one_of (list, id)->version, disposition, reason, FALSE, NULL, &error);
    g_assert_no_error (error);
}

static void close_phase (Bench *b)
{
    set_day (b->house, "2027-01-10");
}

static void release (Bench *b)
{
    g_autoptr (GError) error = NULL;

    td_outcome_release (b->house->instance, &secretariat, b->draft, &error);
    g_assert_no_error (error);
}

/* ---- documents ---- */

#define DOCUMENT                                                                                                       \
    "# Comments of Migrants United\n\nWe welcome the draft.\n\n## Paragraph 2\n\nName the agents too.\n\n"             \
    "## Paragraphs 3 and 4\n\nThese two belong together.\n\n## Paragraph 4\n\nSay who interprets.\n"

static char *begin_split (Bench *b, const TdViewer *viewer, const char *visibility, const char *text, GError **error)
{
    const TdDraftCommentWish wish = { .organisation = b->organisation, .visibility = visibility };
    char *id = NULL;
    int fd = file_of (text);

    td_comment_split_begin (b->house->instance, viewer, b->draft, &wish, fd, &id, NULL, error);
    close (fd);
    return id;
}

static TdCommentSplit *split_of (Bench *b, const char *id)
{
    g_autoptr (GError) error = NULL;
    TdCommentSplit *s = td_comment_split_get (b->house->instance, &b->lead, id, &error);

    g_assert_no_error (error);
    return s;
}

static gboolean correct (Bench *b, const char *id, TdPiecesWish wish, int *ret_at, GError **error)
{
    g_autoptr (TdCommentSplit) s = split_of (b, id);

    wish.version = s->version;
    return td_comment_split_correct (b->house->instance, &b->lead, id, &wish, ret_at, NULL, error);
}

static gboolean confirm (Bench *b, const char *id, int *ret_count, int *ret_at, GError **error)
{
    g_autoptr (TdCommentSplit) s = split_of (b, id);

    return td_comment_split_confirm (b->house->instance, &b->lead, id, s->version, 0, ret_count, ret_at, error);
}

static void check_pieces (Bench *b, const char *id, const char *wanted)
{
    g_autoptr (TdCommentSplit) s = split_of (b, id);
    g_autoptr (GString) found = g_string_new (NULL);

    for (guint i = 0; i < s->pieces->len; i++) {
        const TdCommentPiece *p = s->pieces->pdata[i];
        g_string_append_printf (found, "[%s]%s %s\n", p->places, p->dropped ? " dropped" : "", p->text);
    }
    g_assert_cmpstr (found->str, ==, wanted);
}

static void test_document (void)
{
    g_auto (Bench) b = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    g_autoptr (GPtrArray) list = NULL;
    const TdPieceEdit moved[] = { { 2, "1", NULL } };
    const TdPieceEdit wrong[] = { { 2, "77", NULL } };
    int count = 0, at = 0;

    bench_new (&b);
    id = begin_split (&b, &b.lead, "public", DOCUMENT, &error);
    g_assert_no_error (error);
    check_pieces (&b, id,
                  "[] Comments of Migrants United\n\nWe welcome the draft.\n[2] Name the agents too.\n"
                  "[3–4] These two belong together.\n[4] Say who interprets.\n");
    list = all (&b);
    g_assert_cmpuint (list->len, ==, 0); /* nothing is a comment yet */
    g_assert_null (td_comment_split_get (b.house->instance, &b.member, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);

    g_assert_false (correct (&b, id, (TdPiecesWish){ .edits = wrong, .n_edits = 1 }, &at, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpint (at, ==, 2);
    g_assert_true (correct (&b, id, (TdPiecesWish){ .edits = moved, .n_edits = 1 }, NULL, &error));
    g_assert_true (correct (&b, id, (TdPiecesWish){ .what = TD_PIECES_DROP, .at = 1 }, NULL, &error));
    g_assert_true (correct (&b, id, (TdPiecesWish){ .what = TD_PIECES_JOIN, .at = 4 }, NULL, &error));
    g_assert_false (correct (&b, id, (TdPiecesWish){ .what = TD_PIECES_JOIN, .at = 2 }, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    check_pieces (&b, id,
                  "[] dropped Comments of Migrants United\n\nWe welcome the draft.\n[1] Name the agents too.\n"
                  "[3–4] These two belong together.\n\nSay who interprets.\n");
    g_assert_false (correct (&b, id, (TdPiecesWish){ .visibility = "nobody" }, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (correct (&b, id, (TdPiecesWish){ .visibility = "committee" }, NULL, &error));
    g_assert_true (confirm (&b, id, &count, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpint (count, ==, 2);
    g_clear_pointer (&list, g_ptr_array_unref);
    list = all (&b);
    g_assert_cmpuint (list->len, ==, 2);
    g_assert_cmpstr (((TdBenchComment *) list->pdata[0])->comment->anchor, ==, "p1");
    g_assert_true (((TdBenchComment *) list->pdata[0])->comment->confidential);
    g_assert_cmpstr (((TdBenchComment *) list->pdata[1])->comment->anchor, ==, "p3");
    g_assert_cmpuint (((TdBenchComment *) list->pdata[1])->also->len, ==, 1);
    g_assert_cmpstr (((TdBenchComment *) list->pdata[1])->also->pdata[0], ==, "p4");
    g_assert_null (td_comment_split_get (b.house->instance, &b.lead, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

/* A piece that was not split can be split again by lines that name paragraphs. */
static void test_split_again (void)
{
    g_auto (Bench) b = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    const TdPieceEdit typed[] = { { 1, NULL,
                                    "We welcome it.\nPara. 2\nName the agents.\nPara. 4\nSay who interprets." } };

    bench_new (&b);
    id = begin_split (&b, &b.lead, "committee", "We welcome it. Name the agents. Say who interprets.\n", &error);
    g_assert_no_error (error);
    g_assert_false (correct (&b, id, (TdPiecesWish){ .what = TD_PIECES_SPLIT, .at = 1 }, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (correct (&b, id, (TdPiecesWish){ .edits = typed, .n_edits = 1, .what = TD_PIECES_SPLIT, .at = 1 },
                            NULL, &error));
    check_pieces (&b, id, "[] We welcome it.\n[2] Name the agents.\n[4] Say who interprets.\n");
}

/* After the phase nothing comes in, and nothing is lost. */
static void test_document_late (void)
{
    g_auto (Bench) b = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    g_autofree char *late = NULL;
    g_autoptr (GPtrArray) list = NULL;
    int count = 0;

    bench_new (&b);
    id = begin_split (&b, &b.lead, "public", DOCUMENT, &error);
    g_assert_no_error (error);
    close_phase (&b);
    g_assert_false (confirm (&b, id, &count, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    list = all (&b);
    g_assert_cmpuint (list->len, ==, 0);
    check_pieces (&b, id,
                  "[] Comments of Migrants United\n\nWe welcome the draft.\n[2] Name the agents too.\n"
                  "[3–4] These two belong together.\n[4] Say who interprets.\n");
    late = begin_split (&b, &b.lead, "public", DOCUMENT, &error);
    g_assert_null (late);
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (td_comment_split_discard (b.house->instance, &b.lead, id, &error));
    g_assert_null (td_comment_split_get (b.house->instance, &b.lead, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

static void test_document_refused (void)
{
    g_auto (Bench) b = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;

    bench_new (&b);
    g_assert_null (begin_split (&b, &nobody, "public", DOCUMENT, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_null (begin_split (&b, &b.lead, "", DOCUMENT, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_null (begin_split (&b, &b.member, "public", DOCUMENT, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_null (begin_split (&b, &b.lead, "public", "", &error));
    assert_code (&error, TD_ERROR_INPUT);
}

/* A document that nobody confirmed goes when its days are over, and no sooner. */
static void test_document_goes (void)
{
    g_auto (Bench) b = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    TdClock *clock;

    bench_new (&b);
    clock = &b.house->instance->clock;
    id = begin_split (&b, &b.lead, "public", DOCUMENT, &error);
    clock->offset += (TD_LIMIT_DRAFT_DAYS - 1) * G_TIME_SPAN_DAY;
    g_assert_true (td_comment_splits_purge (b.house->instance, &error));
    {
        g_autoptr (TdCommentSplit) kept = td_comment_split_get (b.house->instance, &b.lead, id, &error);
        g_assert_no_error (error);
        g_assert_nonnull (kept);
    }
    clock->offset += 2 * G_TIME_SPAN_DAY;
    g_assert_true (td_comment_splits_purge (b.house->instance, &error));
    g_assert_no_error (error);
    g_assert_null (td_comment_split_get (b.house->instance, &b.lead, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

/* Whether the viewer may have the file of that document. */
static gboolean has_file (Bench *b, const TdViewer *viewer, const char *id)
{
    g_autoptr (TdCommentFile) file = NULL;
    g_autoptr (GError) error = NULL;
    int fd = td_comment_file_open (b->house->instance, viewer, id, &file, &error);

    if (fd >= 0)
        close (fd);
    else
        assert_code (&error, TD_ERROR_NOT_FOUND);
    return fd >= 0;
}

/* The file is for those who read the comments, as long as they stand; it goes with its sender, and with what nobody confirmed. */
static void test_file_of_document (void)
{
    g_auto (Bench) b = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *open = NULL, *closed = NULL, *dropped = NULL, *old = NULL;
    g_autoptr (GPtrArray) mine = NULL;
    g_autoptr (GPtrArray) list = NULL;

    bench_new (&b);
    open = begin_split (&b, &b.lead, "public", DOCUMENT, &error);
    g_assert_true (has_file (&b, &b.lead, open));
    g_assert_false (has_file (&b, &nobody, open) || has_file (&b, &b.member, open));
    g_assert_true (confirm (&b, open, NULL, NULL, &error));
    g_assert_true (has_file (&b, &nobody, open) && has_file (&b, &b.member, open));
    mine = td_comment_files_mine (b.house->instance, &b.lead, b.draft, &error);
    g_assert_cmpuint (mine->len, ==, 1);
    list = all (&b);
    g_assert_cmpstr (((TdBenchComment *) list->pdata[0])->comment->file, ==, open);
    closed = begin_split (&b, &b.lead, "committee", DOCUMENT, &error);
    g_assert_true (confirm (&b, closed, NULL, NULL, &error));
    g_assert_true (has_file (&b, &b.member, closed) && has_file (&b, &b.lead, closed));
    g_assert_false (has_file (&b, &nobody, closed));
    g_assert_false (td_comment_file_drop (b.house->instance, &b.member, closed, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_comment_file_drop (b.house->instance, &b.lead, closed, &error));
    g_assert_false (has_file (&b, &b.lead, closed));
    /* What is dropped takes its file along at once, what nobody confirmed by the chore. */
    dropped = begin_split (&b, &b.lead, "public", DOCUMENT, &error);
    g_assert_true (td_comment_split_discard (b.house->instance, &b.lead, dropped, &error));
    g_assert_false (has_file (&b, &b.lead, dropped));
    old = begin_split (&b, &b.lead, "public", DOCUMENT, &error);
    b.house->instance->clock.offset += (TD_LIMIT_DRAFT_DAYS + 1) * G_TIME_SPAN_DAY;
    g_assert_true (td_comment_splits_purge (b.house->instance, &error)
                   && td_comment_files_purge (b.house->instance, &error));
    g_assert_false (has_file (&b, &b.lead, old));
    g_assert_true (has_file (&b, &nobody, open));
    /* Of an account that is erased nothing stays. */
    g_assert_true (td_account_erase (b.house->instance, &command, b.lead.person, &error));
    g_assert_no_error (error);
    g_assert_true (td_comment_files_purge (b.house->instance, &error));
    g_assert_false (has_file (&b, &nobody, open) || has_file (&b, &b.member, open) || has_file (&b, &b.lead, open));
}

/* ---- the bench ---- */

static void test_bench (void)
{
    const TdBenchFilter closed = { .confidential = TRUE }, on_two = { .anchor = "p2" },
                        waiting = { .state = TD_BENCH_WAITING };
    g_auto (Bench) b = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *open = NULL;
    g_autofree char *secret = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GPtrArray) chosen = NULL;
    const char *field = NULL;
    TdBenchTally tally;

    bench_new (&b);
    open = say (&b, "p2", "Name the agents too.", "public");
    secret = say (&b, NULL, "Our members fear reprisals.", "committee");
    list = all (&b);
    g_assert_cmpuint (list->len, ==, 2);
    g_assert_null (((TdBenchComment *) list->pdata[0])->comment->anchor); /* the whole comes first */
    chosen = td_bench_choose (list, &closed);
    g_assert_cmpuint (chosen->len, ==, 1);
    g_assert_cmpstr (((TdBenchComment *) chosen->pdata[0])->comment->id, ==, secret);
    g_clear_pointer (&chosen, g_ptr_array_unref);
    chosen = td_bench_choose (list, &on_two);
    g_assert_cmpuint (chosen->len, ==, 1);
    g_assert_null (td_bench_comments (b.house->instance, &b.lead, b.draft, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);

    g_assert_false (decide_on (&b, open, 0, "not-taken", "", FALSE, &field, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpstr (field, ==, "reason");
    g_assert_true (decide_on (&b, open, 0, "in-part", "Agents are in paragraph 5.", FALSE, NULL, &error));
    g_assert_false (decide_on (&b, open, 0, "taken", "", FALSE, NULL, &error)); /* somebody decided meanwhile */
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (decide_on (&b, open, 1, "taken", "", FALSE, NULL, &error));
    g_clear_pointer (&list, g_ptr_array_unref);
    list = all (&b);
    tally = td_bench_tally (list);
    g_assert_cmpint (tally.all, ==, 2);
    g_assert_cmpint (tally.waiting, ==, 1);
    g_assert_cmpint (tally.by_disposition[TD_TAKEN], ==, 1);
    g_clear_pointer (&chosen, g_ptr_array_unref);
    chosen = td_bench_choose (list, &waiting);
    g_assert_cmpuint (chosen->len, ==, 1);
}

/* What was said of words that are others by now does not stand. */
static void test_outdated (void)
{
    g_auto (Bench) b = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    g_autoptr (GPtrArray) list = NULL;
    const TdDraftCommentWish other = { .text = "Name agents and employers.", .visibility = "public" };

    bench_new (&b);
    id = say (&b, "p2", "Name the agents too.", "public");
    must_decide (&b, id, "taken", "");
    td_draft_comment_change (b.house->instance, &b.lead, NULL, id, 1, &other, NULL, &error);
    g_assert_no_error (error);
    list = all (&b);
    g_assert_false (one_of (list, id)->decided);
    g_assert_true (one_of (list, id)->outdated);
    g_assert_cmpint (td_bench_tally (list).waiting, ==, 1);
}

static void group_two (Bench *b, const char *x, const char *y)
{
    const char *const ids[] = { x, y, NULL };
    g_autoptr (GError) error = NULL;

    td_bench_group (b->house->instance, &b->member, b->draft, ids, &error);
    g_assert_no_error (error);
}

static void test_groups (void)
{
    g_auto (Bench) b = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *one = NULL;
    g_autofree char *two = NULL;
    g_autofree char *three = NULL;
    g_autofree char *other = NULL;
    g_autoptr (GPtrArray) list = NULL;

    bench_new (&b);
    one = say (&b, "p2", "Recruitment agencies that charge fees should lose their licence.", "public");
    two = say (&b, "p2", "Agencies that charge recruitment fees should lose their licence at once.", "public");
    three = say (&b, "p2", "Children of workers need schools in their own language.", "committee");
    other = say (&b, "p3", "Recruitment agencies that charge fees should lose their licence.", "public");
    group_two (&b, one, two);
    list = all (&b);
    g_assert_cmpint (one_of (list, one)->group, ==, 1);
    g_assert_cmpint (one_of (list, two)->group, ==, 1);
    g_assert_cmpint (one_of (list, other)->group, ==, 0);
    g_assert_true (decide_on (&b, one, 0, "taken", "", TRUE, NULL, &error));
    g_clear_pointer (&list, g_ptr_array_unref);
    list = all (&b);
    g_assert_true (one_of (list, two)->decided);
    g_assert_false (one_of (list, three)->decided);
    group_two (&b, three, two); /* the whole group comes along */
    g_clear_pointer (&list, g_ptr_array_unref);
    list = all (&b);
    g_assert_cmpint (one_of (list, three)->group, ==, one_of (list, one)->group);
    td_bench_ungroup (b.house->instance, &b.member, b.draft, three, &error);
    td_bench_ungroup (b.house->instance, &b.member, b.draft, two, &error);
    g_assert_no_error (error);
    g_clear_pointer (&list, g_ptr_array_unref);
    list = all (&b);
    g_assert_cmpint (one_of (list, one)->group, ==, 0); /* a group of one is none */
    g_assert_false (
        td_bench_group (b.house->instance, &b.lead, b.draft, (const char *const[]){ one, two, NULL }, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
}

static GPtrArray *suggestions (Bench *b, const GPtrArray *list)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GHashTable) unlike = td_bench_unlike (b->house->instance, b->draft, &error);

    g_assert_no_error (error);
    return td_bench_suggest (list, unlike);
}

static void test_suggestions (void)
{
    g_auto (Bench) b = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *one = NULL;
    g_autofree char *two = NULL;
    g_autofree char *three = NULL;
    g_autofree char *other = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GPtrArray) found = NULL;
    const GPtrArray *first;

    bench_new (&b);
    one = say (&b, "p2", "Recruitment agencies that charge fees should lose their licence.", "public");
    two = say (&b, "p2", "Agencies that charge recruitment fees should lose their licence at once.", "committee");
    three = say (&b, "p2", "Children of workers need schools in their own language.", "public");
    other = say (&b, "p3", "Recruitment agencies that charge fees should lose their licence.", "public");
    list = all (&b);
    found = suggestions (&b, list);
    g_assert_cmpuint (found->len, ==, 1);
    first = found->pdata[0];
    g_assert_cmpuint (first->len, ==, 2);
    g_assert_cmpstr (((TdBenchComment *) first->pdata[0])->comment->id, ==, one);
    g_assert_cmpstr (((TdBenchComment *) first->pdata[1])->comment->id, ==, two);
    td_bench_not_alike (b.house->instance, &b.member, b.draft, (const char *const[]){ one, two, NULL }, &error);
    g_assert_no_error (error);
    g_clear_pointer (&found, g_ptr_array_unref);
    found = suggestions (&b, list);
    g_assert_cmpuint (found->len, ==, 0);
}

/* Many that are alike come in several suggestions. */
static void test_many_alike (void)
{
    g_auto (Bench) b = { 0 };
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GPtrArray) found = NULL;

    bench_new (&b);
    for (int i = 0; i < TD_LIMIT_COMMENTS_ALIKE + 5; i++)
        g_free (say (&b, "p2", "Recruitment agencies that charge fees should lose their licence.", "public"));
    list = all (&b);
    found = suggestions (&b, list);
    g_assert_cmpuint (found->len, ==, 2);
    g_assert_cmpuint (((GPtrArray *) found->pdata[0])->len, ==, TD_LIMIT_COMMENTS_ALIKE);
    g_assert_cmpuint (((GPtrArray *) found->pdata[1])->len, ==, 5);
}

/* ---- outcomes ---- */

static GPtrArray *mine (Bench *b)
{
    g_autoptr (GError) error = NULL;
    GPtrArray *list = td_outcome_mine (b->house->instance, &b->lead, b->draft, &error);

    g_assert_no_error (error);
    return list;
}

static void test_outcome (void)
{
    g_auto (Bench) b = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *open = NULL;
    g_autofree char *secret = NULL;
    g_autofree char *letter = NULL;
    g_autoptr (GPtrArray) list = NULL;
    gint64 n = 0;

    bench_new (&b);
    open = say (&b, "p2", "Name the agents too.", "public");
    secret = say (&b, NULL, "Our members fear reprisals.", "committee");
    must_decide (&b, open, "in-part", "Agents come later.");
    must_decide (&b, secret, "not-taken", "This is for another paper.");
    list = mine (&b);
    g_assert_cmpuint (list->len, ==, 2);
    g_assert_false (one_of (list, open)->decided);
    g_assert_null (one_of (list, open)->reason);
    g_assert_false (td_outcome_release (b.house->instance, &secretariat, b.draft, &error)); /* still open */
    assert_code (&error, TD_ERROR_CONFLICT);
    close_phase (&b);
    g_assert_false (td_outcome_release (b.house->instance, &b.member, b.draft, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_free (letters (b.house, &n)); /* of the organisation */
    release (&b);
    g_assert_false (td_outcome_release (b.house->instance, &secretariat, b.draft, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    letter = letters (b.house, &n);
    g_assert_cmpint (n, ==, 1);
    g_assert_nonnull (strstr (letter, "/outcome/own"));
    g_assert_null (strstr (letter, "agents"));
    g_assert_null (strstr (letter, "Recruitment"));

    g_clear_pointer (&list, g_ptr_array_unref);
    list = mine (&b);
    g_assert_cmpstr (one_of (list, secret)->reason, ==, "This is for another paper.");
    g_clear_pointer (&list, g_ptr_array_unref);
    list = td_outcome_public (b.house->instance, b.draft, &error);
    g_assert_cmpuint (list->len, ==, 1);
    g_assert_cmpint (one_of (list, open)->disposition, ==, TD_IN_PART);
    g_assert_true (one_of (list, open)->decided);
}

/* Adoption tells everybody, once. */
static void test_adoption (void)
{
    g_auto (Bench) b = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *open = NULL;
    g_autofree char *document = NULL;
    g_autoptr (GPtrArray) list = NULL;
    gint64 n = 0;

    bench_new (&b);
    open = say (&b, "p2", "Name the agents too.", "public");
    must_decide (&b, open, "taken", "");
    close_phase (&b);
    g_free (letters (b.house, &n));
    td_general_comment_adopt (b.house->instance, &secretariat, b.id, NULL, NULL, "2027-01-09", &document, NULL, &error);
    g_assert_no_error (error);
    catch_up (b.house);
    g_free (letters (b.house, &n));
    g_assert_cmpint (n, ==, 1);
    catch_up (b.house);
    g_free (letters (b.house, &n));
    g_assert_cmpint (n, ==, 0);
    list = mine (&b);
    g_assert_true (one_of (list, open)->decided);
}

/* ---- changes ---- */

static const TdDraftChange *change_at (const TdDraftChanges *c, const char *anchor)
{
    for (guint i = 0; i < c->changes->len; i++) {
        const TdDraftChange *change = c->changes->pdata[i];
        if (g_str_equal (change->anchor, anchor))
            return change;
    }
    return NULL;
}

static TdDraftChanges *changes (Bench *b, const TdViewer *viewer, const char *draft)
{
    g_autoptr (GError) error = NULL;
    TdDraftChanges *c = td_draft_changes (b->house->instance, viewer, draft, NULL, NULL, &error);

    g_assert_no_error (error);
    return c;
}

static void test_changes (void)
{
    g_auto (Bench) b = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *led = NULL;
    g_autofree char *not_led = NULL;
    g_autofree char *secret = NULL;
    g_autofree char *second = NULL;
    TdDraftChanges *c;

    bench_new (&b);
    led = say (&b, "p2", "Punish whoever takes fees.", "public");
    not_led = say (&b, "p2", "Strike this paragraph.", "public");
    secret = say (&b, "p1", "Employers gain most.", "committee");
    must_decide (&b, led, "taken", "");
    must_decide (&b, not_led, "not-taken", "It is needed.");
    close_phase (&b);
    second = bring_in (&b, SECOND);
    c = changes (&b, &b.member, second);
    g_assert_cmpuint (c->changes->len, ==, 3); /* 2 came, 3 was 2 and changed, 4 went; 1 and 3 stayed */
    g_assert_cmpint (c->same, ==, 2);
    g_assert_cmpint (change_at (c, "p2")->kind, ==, TD_DRAFT_ADDED);
    g_assert_cmpint (change_at (c, "p3")->kind, ==, TD_DRAFT_CHANGED);
    g_assert_cmpstr (change_at (c, "p3")->before_anchor, ==, "p2");
    g_assert_cmpint (change_at (c, "-p4")->kind, ==, TD_DRAFT_REMOVED);
    g_assert_cmpuint (change_at (c, "p3")->causes->len, ==, 1);
    g_assert_cmpstr (((TdDraftCause *) change_at (c, "p3")->causes->pdata[0])->comment->comment->id, ==, led);
    td_draft_changes_free (c);

    g_assert_true (td_draft_change_say (b.house->instance, &b.member, second, "p2", secret, TRUE, &error));
    g_assert_true (td_draft_change_say (b.house->instance, &b.member, second, "p3", led, FALSE, &error));
    g_assert_true (td_draft_change_say (b.house->instance, &b.member, second, "-p4", not_led, TRUE, &error));
    g_assert_false (td_draft_change_say (b.house->instance, &b.member, second, "p77", led, TRUE, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_draft_change_say (b.house->instance, &b.member, b.draft, "p2", led, TRUE, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND); /* it is a comment on this draft, not on one before */
    c = changes (&b, &b.member, second);
    g_assert_cmpuint (change_at (c, "p2")->causes->len, ==, 1);
    g_assert_cmpuint (change_at (c, "p3")->causes->len, ==, 0);
    td_draft_changes_free (c);

    c = changes (&b, &nobody, second); /* not released */
    g_assert_cmpuint (change_at (c, "-p4")->causes->len, ==, 0);
    td_draft_changes_free (c);
    release (&b);
    c = changes (&b, &nobody, second);
    g_assert_cmpuint (change_at (c, "-p4")->causes->len, ==, 1);
    g_assert_cmpuint (change_at (c, "p2")->causes->len, ==, 0); /* for the Committee alone */
    td_draft_changes_free (c);
    g_assert_null (td_draft_changes (b.house->instance, &nobody, b.draft, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

/* ---- the compilation ---- */

static char *compiled (Bench *b, const TdViewer *viewer, TdEdition edition)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdText) text = td_compilation_text (b->house->instance, viewer, b->draft, edition, "en", &error);
    json_t *json;
    char *dumped, *copy;

    g_assert_no_error (error);
    json = td_text_to_json (text);
    dumped = json_dumps (json, JSON_COMPACT);
    copy = g_strdup (dumped);
    free (dumped);
    json_decref (json);
    return copy;
}

static void test_compilation (void)
{
    g_auto (Bench) b = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *open = NULL;
    g_autofree char *secret = NULL;
    g_autofree char *public = NULL;
    g_autofree char *committee = NULL;
    g_autofree char *after = NULL;

    bench_new (&b);
    open = say (&b, "p2", "Name the *agents* too.", "public");
    secret = say (&b, "p3", "Our members fear reprisals.", "committee");
    must_decide (&b, open, "in-part", "Agents come later.");
    public = compiled (&b, &nobody, TD_EDITION_PUBLIC);
    g_assert_nonnull (strstr (public, "Name the *agents* too."));
    g_assert_nonnull (strstr (public, "States should forbid such fees in law."));
    g_assert_nonnull (strstr (public, "Paragraph 2"));
    g_assert_null (strstr (public, "Agents come later."));
    g_assert_null (strstr (public, "reprisals"));
    g_assert_null (strstr (public, "Paragraph 3"));
    g_assert_null (strstr (public, "Committee alone"));
    committee = compiled (&b, &b.member, TD_EDITION_COMMITTEE);
    g_assert_nonnull (strstr (committee, "reprisals"));
    g_assert_nonnull (strstr (committee, "Agents come later."));
    g_assert_nonnull (strstr (committee, "\"marking\":\"For the Committee alone\""));
    g_assert_null (td_compilation_text (b.house->instance, &b.lead, b.draft, TD_EDITION_COMMITTEE, "en", &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    close_phase (&b);
    release (&b);
    after = compiled (&b, &nobody, TD_EDITION_PUBLIC);
    g_assert_nonnull (strstr (after, "Agents come later."));
    g_assert_null (strstr (after, "reprisals"));
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/bench/document", test_document);
    g_test_add_func ("/bench/split-again", test_split_again);
    g_test_add_func ("/bench/file-of-document", test_file_of_document);
    g_test_add_func ("/bench/document-goes", test_document_goes);
    g_test_add_func ("/bench/document-late", test_document_late);
    g_test_add_func ("/bench/document-refused", test_document_refused);
    g_test_add_func ("/bench/bench", test_bench);
    g_test_add_func ("/bench/outdated", test_outdated);
    g_test_add_func ("/bench/groups", test_groups);
    g_test_add_func ("/bench/suggestions", test_suggestions);
    g_test_add_func ("/bench/many-alike", test_many_alike);
    g_test_add_func ("/bench/outcome", test_outcome);
    g_test_add_func ("/bench/adoption", test_adoption);
    g_test_add_func ("/bench/changes", test_changes);
    g_test_add_func ("/bench/compilation", test_compilation);
    return g_test_run ();
}
