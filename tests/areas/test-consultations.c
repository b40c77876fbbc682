/* A State's consultation: who learns what of a comment, two offices that answer one comment, a draft that is withdrawn. */
#include "people-house.h"

#include "areas/consultations/answer.h"
#include "areas/consultations/facts.h"
#include "areas/consultations/mine.h"
#include "areas/consultations/record.h"
#include "areas/organisations/organisation.h"
#include "areas/submissions/take-down.h"
#include "base/limits.h"

static const char *const ghana[] = { "GHA", NULL };
static const TdViewer registrar = { .roles =
                                        TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION) | TD_ROLE_BIT (SECRETARIAT),
                                    .trust = TD_TRUST_SECOND,
                                    .actor = "command" };

/* A house with a published draft, two ministries, and a consultation on it. */
typedef struct {
    House *house;
    Draft draft;
    char *mission, *ministry;
    TdViewer holder, other;
    char *id;
} Scene;

static void scene_clear (Scene *s)
{
    draft_clear (&s->draft);
    g_free (s->mission);
    g_free (s->ministry);
    td_viewer_clear (&s->holder);
    td_viewer_clear (&s->other);
    g_free (s->id);
    g_clear_pointer (&s->house, house_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

#define DRAFT_TEXT "# Draft report\n\n## Measures\n\n1. The first measure.\n\n2. The second measure.\n"

static const TdConsultationWish usual = { .opens = "2026-10-01",
                                          .closes = "2026-12-18T18:00",
                                          .zone = "Africa/Accra",
                                          .languages = "en, fr",
                                          .how = "Here, or by post." };

static char *begin_one (Scene *s, const char *draft)
{
    TdConsultationWish wish = usual;
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    wish.draft = draft;
    td_consultation_begin (s->house->instance, &s->holder, &wish, &id, NULL, &error);
    g_assert_no_error (error);
    return id;
}

/* The State's own, which everybody reads at once. */
static void publish_draft (Scene *s, Draft *draft)
{
    const TdAnswers what = { .purpose = "state-draft" }, then = { .title = "Draft report", .checked = TRUE };
    TdInstance *instance = s->house->instance;
    int fd = file_of (DRAFT_TEXT);
    g_autoptr (TdReceipt) receipt = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (td_submission_begin (instance, &s->holder, &draft->id, &draft->key, &error));
    g_assert_true (td_submission_answer (instance, &s->holder, NULL, draft->id, &what, NULL, &error));
    g_assert_true (
        td_submission_add_part (instance, &s->holder, NULL, draft->id, fd, "draft.md", TD_PART_MAIN, NULL, &error));
    g_assert_true (td_submission_answer (instance, &s->holder, NULL, draft->id, &then, NULL, &error));
    g_assert_true (td_submission_send (instance, &s->holder, NULL, draft->id, NULL, &receipt, &error));
    g_assert_no_error (error);
    close (fd);
}

static void scene_new (Scene *s)
{
    s->house = house_new (TRUE);
    set_day (s->house, "2026-11-02");
    s->mission = add (s->house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    s->ministry = add (s->house, "ministry@example.org", TD_ROLE_MINISTRY, "GHA");
    viewer_now (s->house, s->mission, &s->holder);
    viewer_now (s->house, s->ministry, &s->other);
    publish_draft (s, &s->draft);
    s->id = begin_one (s, s->draft.id);
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

static void writer_of (Scene *s, const char *address, const char *organisation_id, TdViewer *ret)
{
    g_autofree char *person = organisation_id != NULL ? add_lead (s->house, address, organisation_id)
                                                      : add (s->house, address, TD_ROLE_ORGANISATION, NULL);

    viewer_now (s->house, person, ret);
}

static gboolean comment (Scene *s, const TdViewer *viewer, TdCommentWish wish, char **ret_id, char **ret_key,
                         GError **error)
{
    const char *field = NULL;
    gboolean added;

    if (wish.text == NULL)
        wish.text = "It says nothing of families.";
    if (wish.kind == NULL)
        wish.kind = "person";
    added = td_comment_add (s->house->instance, viewer, s->id, &wish, ret_id, ret_key, &field, error);
    return added;
}

static char *must_comment (Scene *s, const TdViewer *viewer, TdCommentWish wish, char **ret_key)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *key = NULL;
    char *id = NULL;

    comment (s, viewer, wish, &id, &key, &error);
    g_assert_no_error (error);
    if (ret_key != NULL)
        *ret_key = g_steal_pointer (&key);
    return id;
}

static GPtrArray *for_state (Scene *s)
{
    const TdCommentFilter all = { .n = -1 };
    g_autoptr (GError) error = NULL;
    GPtrArray *list = td_comments_for_state (s->house->instance, &s->holder, s->id, &all, NULL, &error);

    g_assert_no_error (error);
    return list;
}

static GPtrArray *for_public (Scene *s)
{
    const TdCommentFilter all = { .n = -1 };
    g_autoptr (GError) error = NULL;
    GPtrArray *list = td_comments_public (s->house->instance, s->id, &all, NULL, &error);

    g_assert_no_error (error);
    return list;
}

static void record_of (Scene *s, TdConsultationRecord *ret)
{
    g_autoptr (GError) error = NULL;

    td_consultation_record (s->house->instance, s->id, ret, &error);
    g_assert_no_error (error);
}

/* ---- beginning ---- */

static void not_begun (Scene *s, const TdViewer *viewer, TdConsultationWish wish, const char *wanted, TdErrorCode code)
{
    g_autoptr (GError) error = NULL;
    const char *field = NULL;
    char *id = NULL;

    g_assert_false (td_consultation_begin (s->house->instance, viewer, &wish, &id, &field, &error));
    assert_code (&error, code);
    g_assert_cmpstr (field, ==, wanted);
    g_assert_null (id);
}

static void test_begins (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdConsultation) c = NULL;
    g_autoptr (GError) error = NULL;
    g_auto (Draft) unpublished = { 0 };
    TdConsultationWish wish = usual;

    scene_new (&s);
    c = td_consultation_get (s.house->instance, s.id, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (c->state, ==, "GHA");
    g_assert_cmpstr (c->languages, ==, "en,fr");
    g_assert_cmpstr (c->closes_local, ==, "2026-12-18T18:00");
    g_assert_cmpint (td_consultation_status (c, td_clock_now (&s.house->instance->clock)), ==, TD_CONSULTATION_OPEN);
    g_assert_cmpint (c->draft_published, >, 0);

    not_begun (&s, &nobody, usual, NULL, TD_ERROR_NOT_ALLOWED);
    not_begun (&s, &secretariat, usual, NULL, TD_ERROR_NOT_ALLOWED);
    wish.draft = s.draft.id;
    not_begun (&s, &s.holder, wish, "draft", TD_ERROR_CONFLICT);
    send_one (s.house, &unpublished, "public", DRAFT_TEXT);
    wish.draft = unpublished.id;
    not_begun (&s, &s.holder, wish, "draft", TD_ERROR_INPUT);
    wish = usual;
    wish.closes = "2026-09-30";
    not_begun (&s, &s.holder, wish, "closes", TD_ERROR_INPUT);
    wish = usual;
    wish.zone = "Africa/Atlantis";
    not_begun (&s, &s.holder, wish, "zone", TD_ERROR_INPUT);
    wish = usual;
    wish.languages = "every language";
    wish.how = NULL;
    not_begun (&s, &s.holder, wish, "how", TD_ERROR_INPUT);
}

static void test_other_state (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *person = NULL;
    g_auto (TdViewer) elsewhere = { 0 };
    const TdCommentFilter all = { .n = -1 };
    const char *const nobodys[] = { NULL };
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    person = add (s.house, "elsewhere@example.org", TD_ROLE_MISSION, "BEN");
    viewer_now (s.house, person, &elsewhere);
    g_assert_null (td_comments_for_state (s.house->instance, &elsewhere, s.id, &all, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_consultation_withdraw (s.house->instance, &elsewhere, s.id, "Mine.", &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_null (td_consultation_to_invite (s.house->instance, &elsewhere, s.id, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_consultation_invite (s.house->instance, &nobody, s.id, nobodys, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
}

static void not_extended (Scene *s, const TdViewer *viewer, const char *closes, const char *reason, const char *wanted,
                          TdErrorCode code)
{
    g_autoptr (GError) error = NULL;
    const char *field = NULL;

    g_assert_false (td_consultation_extend (s->house->instance, viewer, s->id, closes, reason, &field, &error));
    assert_code (&error, code);
    g_assert_cmpstr (field, ==, wanted);
}

static void extend (Scene *s, const char *closes)
{
    g_autoptr (GError) error = NULL;

    td_consultation_extend (s->house->instance, &s->holder, s->id, closes, "Floods.", NULL, &error);
    g_assert_no_error (error);
}

/* Only longer, only by its State, only while it runs; what was said before stays to be read, and who takes part is told. */
static void test_extends (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *invited = NULL;
    g_autofree char *elsewhere_id = NULL;
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    g_autofree char *text = NULL;
    g_auto (TdViewer) guest = { 0 }, elsewhere = { 0 }, writer = { 0 };
    g_autoptr (TdConsultation) c = NULL;
    g_autoptr (GError) error = NULL;
    const TdConsultationExtension *x;
    gint64 n = 0;

    scene_new (&s);
    invited = organisation (&s, "Union of Tests", "trade-union", "public");
    writer_of (&s, "lead@example.org", invited, &guest);
    writer_of (&s, "writer@example.org", NULL, &writer);
    elsewhere_id = add (s.house, "benin@example.org", TD_ROLE_MISSION, "BEN");
    viewer_now (s.house, elsewhere_id, &elsewhere);
    g_assert_true (td_consultation_invite (s.house->instance, &s.holder, s.id, (const char *const[]){ invited, NULL },
                                           NULL, &error));
    g_free (must_comment (&s, &writer, (TdCommentWish){ .n = 3 }, NULL));
    g_free (letters (s.house, &n));

    not_extended (&s, &nobody, "2027-01-08", "Floods.", NULL, TD_ERROR_NOT_ALLOWED);
    not_extended (&s, &secretariat, "2027-01-08", "Floods.", NULL, TD_ERROR_NOT_ALLOWED);
    not_extended (&s, &elsewhere, "2027-01-08", "Floods.", NULL, TD_ERROR_NOT_ALLOWED);
    not_extended (&s, &guest, "2027-01-08", "Floods.", NULL, TD_ERROR_NOT_ALLOWED);
    not_extended (&s, &s.holder, "2027-01-08", " ", "why", TD_ERROR_INPUT);
    not_extended (&s, &s.holder, "later", "Floods.", "closes", TD_ERROR_INPUT);
    not_extended (&s, &s.holder, "2026-12-18T18:00", "Floods.", "closes", TD_ERROR_INPUT);
    not_extended (&s, &s.holder, "2026-12-17", "Floods.", "closes", TD_ERROR_INPUT);
    extend (&s, "2027-01-08");
    text = letters (s.house, &n);
    g_assert_cmpint (n, ==, 2);
    g_assert_nonnull (strstr (text, "To: lead@example.org"));
    g_assert_nonnull (strstr (text, "To: writer@example.org"));
    g_assert_nonnull (strstr (text, "Subject: A consultation got more time"));

    /* A comment after the old deadline is taken. */
    set_day (s.house, "2026-12-19");
    td_viewer_clear (&s.holder);
    viewer_now (s.house, s.mission, &s.holder);
    comment (&s, &nobody, (TdCommentWish){ .n = 0 }, &id, &key, &error);
    g_assert_no_error (error);
    extend (&s, "2027-01-15T12:00");
    c = td_consultation_get (s.house->instance, s.id, &error);
    g_assert_cmpstr (c->closes_local, ==, "2027-01-15T12:00");
    g_assert_cmpuint (c->extensions->len, ==, 2);
    x = c->extensions->pdata[0];
    g_assert_cmpstr (x->was_local, ==, "2026-12-18T18:00");
    g_assert_cmpstr (x->closes_local, ==, "2027-01-08T23:59");
    g_assert_cmpstr (x->reason, ==, "Floods.");
    x = c->extensions->pdata[1];
    g_assert_cmpstr (x->was_local, ==, "2027-01-08T23:59");
    g_assert_cmpint (x->closes, ==, c->closes);

    /* Over is over. */
    set_day (s.house, "2027-01-15");
    td_viewer_clear (&s.holder);
    viewer_now (s.house, s.mission, &s.holder);
    not_extended (&s, &s.holder, "2027-02-08", "Floods.", NULL, TD_ERROR_CONFLICT);
}

static void test_extended_often (void)
{
    g_auto (Scene) s = { 0 };

    scene_new (&s);
    for (int i = 0; i < TD_LIMIT_CONSULTATION_EXTENSIONS; i++) {
        g_autofree char *closes = g_strdup_printf ("2027-01-%02d", i + 1);
        extend (&s, closes);
    }
    not_extended (&s, &s.holder, "2027-02-08", "Floods.", NULL, TD_ERROR_CONFLICT);
}

/* ---- who learns what ---- */

static void test_silence (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *union_id = NULL;
    g_auto (TdViewer) writer = { 0 };
    g_autofree char *id = NULL;
    g_autoptr (GPtrArray) state = NULL;
    g_autoptr (GPtrArray) everybody = NULL;
    g_autoptr (GPtrArray) mine = NULL;
    g_autoptr (GError) error = NULL;
    const TdComment *c;

    scene_new (&s);
    union_id = organisation (&s, "Union of Tests", "trade-union", "public");
    writer_of (&s, "lead@example.org", union_id, &writer);
    id = must_comment (&s, &writer, (TdCommentWish){ .n = 3, .organisation = union_id }, NULL);
    state = for_state (&s);
    g_assert_cmpuint (state->len, ==, 1);
    c = state->pdata[0];
    g_assert_false (c->shown);
    g_assert_null (c->name);
    g_assert_null (c->kind);
    g_assert_null (c->organisation);
    g_assert_null (c->person);
    g_assert_cmpint (c->sender, ==, TD_SENDER_NOBODY);
    everybody = for_public (&s);
    g_assert_cmpuint (everybody->len, ==, 0);
    mine = td_comments_mine (s.house->instance, &writer, s.id, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (((TdComment *) mine->pdata[0])->name, ==, "Union of Tests");
}

static void test_hidden (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *hidden = NULL;
    g_auto (TdViewer) writer = { 0 };
    g_autofree char *id = NULL;
    g_autofree char *again = NULL;
    g_autofree char *key = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_auto (TdConsultationRecord) record = { 0 };
    g_autoptr (GError) error = NULL;
    const TdOrganisationFacts hide = { .visibility = "confidential" };

    scene_new (&s);
    hidden = organisation (&s, "Quiet House", "ngo", "public");
    writer_of (&s, "quiet@example.org", hidden, &writer);
    id = must_comment (&s, &writer, (TdCommentWish){ .organisation = hidden, .visibility = "public", .named = "yes" },
                       NULL);
    list = for_public (&s);
    g_assert_cmpstr (((TdComment *) list->pdata[0])->name, ==, "Quiet House");
    record_of (&s, &record);
    g_assert_cmpuint (record.named->len, ==, 1);
    td_consultation_record_clear (&record);
    /* It hides itself: its name is gone from everywhere, and it can be named no more. */
    td_organisation_edit (s.house->instance, &writer, hidden, &hide, NULL, &error);
    g_assert_no_error (error);
    g_ptr_array_unref (list);
    list = for_state (&s);
    g_assert_null (((TdComment *) list->pdata[0])->name);
    g_assert_null (((TdComment *) list->pdata[0])->organisation);
    record_of (&s, &record);
    g_assert_cmpuint (record.named->len, ==, 0);
    g_assert_false (
        comment (&s, &writer, (TdCommentWish){ .organisation = hidden, .named = "yes" }, &again, &key, &error));
    assert_code (&error, TD_ERROR_INPUT);
}

static void test_without_account (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (TdComment) own = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    id = must_comment (&s, &nobody, (TdCommentWish){ .visibility = "public", .named = "yes", .name = "Me" }, &key);
    g_assert_nonnull (key);
    list = for_public (&s);
    g_assert_cmpuint (list->len, ==, 0);
    own = td_comment_of_key (s.house->instance, key, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (own->id, ==, id);
    key[0] = key[0] == '0' ? '1' : '0';
    g_assert_null (td_comment_of_key (s.house->instance, key, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_comment_withdraw (s.house->instance, &nobody, key, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    key[0] = '\0';
    g_assert_false (td_comment_withdraw (s.house->instance, &nobody, NULL, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    for (int i = 1; i < TD_LIMIT_COMMENTS_WITHOUT_ACCOUNT; i++)
        g_free (must_comment (&s, &nobody, (TdCommentWish){ .n = 0 }, NULL));
    g_free (g_steal_pointer (&id));
    g_free (g_steal_pointer (&key));
    g_assert_false (comment (&s, &nobody, (TdCommentWish){ .n = 0 }, &id, &key, &error));
    assert_code (&error, TD_ERROR_BUSY);
}

static void test_refused_comments (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    g_assert_false (comment (&s, &nobody, (TdCommentWish){ .n = 99 }, &id, &key, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (comment (&s, &nobody, (TdCommentWish){ .kind = "state" }, &id, &key, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (comment (&s, &nobody, (TdCommentWish){ .text = "  " }, &id, &key, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (comment (&s, &nobody, (TdCommentWish){ .organisation = "0123456789abcdef" }, &id, &key, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (comment (&s, &s.other, (TdCommentWish){ .n = 0 }, &id, &key, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    set_day (s.house, "2026-12-19");
    g_assert_false (comment (&s, &nobody, (TdCommentWish){ .n = 0 }, &id, &key, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    set_day (s.house, "2026-09-01");
    g_assert_false (comment (&s, &nobody, (TdCommentWish){ .n = 0 }, &id, &key, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

/* ---- counting by kind ---- */

static void test_folds (void)
{
    static const struct {
        const char *kind;
        gint64 n;
    } given[] = { { "ngo", 5 }, { "trade-union", 1 }, { "academic", 2 }, { "nhri", 3 } };
    GPtrArray *counts = g_ptr_array_new_with_free_func ((GDestroyNotify) td_kind_count_free);
    g_autoptr (GPtrArray) folded = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (given); i++) {
        TdKindCount *count = g_new0 (TdKindCount, 1);
        *count = (TdKindCount){ g_strdup (given[i].kind), given[i].n };
        g_ptr_array_add (counts, count);
    }
    folded = td_kind_counts_fold (counts);
    g_assert_cmpuint (folded->len, ==, 3);
    g_assert_cmpstr (((TdKindCount *) folded->pdata[0])->kind, ==, "ngo");
    g_assert_cmpstr (((TdKindCount *) folded->pdata[1])->kind, ==, "nhri");
    g_assert_null (((TdKindCount *) folded->pdata[2])->kind);
    g_assert_cmpint (((TdKindCount *) folded->pdata[2])->n, ==, 3);
}

static void test_consent (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    g_auto (TdViewer) writer = { 0 };
    g_auto (TdConsultationRecord) record = { 0 };
    g_autoptr (GPtrArray) left = NULL;
    g_autoptr (GPtrArray) parts = NULL;
    g_autoptr (GError) error = NULL;
    gint64 n = 0;
    int new_ones = 0;

    scene_new (&s);
    first = organisation (&s, "Invited House", "ngo", "public");
    second = organisation (&s, "Hidden House", "ngo", "confidential");
    writer_of (&s, "invited@example.org", first, &writer);
    {
        const char *const both[] = { first, second, NULL };
        g_assert_false (td_consultation_invite (s.house->instance, &s.holder, s.id, both, NULL, &error));
        assert_code (&error, TD_ERROR_INPUT);
    }
    {
        const char *const one[] = { first, NULL };
        g_assert_true (td_consultation_invite (s.house->instance, &s.holder, s.id, one, &new_ones, &error));
        g_assert_cmpint (new_ones, ==, 1);
        g_assert_true (td_consultation_invite (s.house->instance, &s.holder, s.id, one, &new_ones, &error));
        g_assert_cmpint (new_ones, ==, 0);
        g_assert_no_error (error);
    }
    {
        g_autofree char *text = letters (s.house, &n);
        g_assert_cmpint (n, ==, 1);
        g_assert_null (strstr (text, "Ghana"));
    }
    left = td_consultation_to_invite (s.house->instance, &s.holder, s.id, &error);
    g_assert_cmpuint (left->len, ==, 0);
    record_of (&s, &record);
    g_assert_cmpint (record.invited, ==, 1);
    g_assert_null (((TdKindCount *) record.invited_kinds->pdata[0])->kind);
    g_assert_cmpuint (record.named->len, ==, 0);
    td_consultation_record_clear (&record);
    /* Only by its own word, and only as long as it says so. */
    g_assert_false (td_consultation_consent (s.house->instance, &s.holder, s.id, first, TRUE, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_consultation_consent (s.house->instance, &writer, s.id, first, TRUE, &error));
    record_of (&s, &record);
    g_assert_cmpuint (record.named->len, ==, 1);
    td_consultation_record_clear (&record);
    parts = td_parts_mine (s.house->instance, &writer, s.id, &error);
    g_assert_true (((TdPart *) parts->pdata[0])->consents);
    g_assert_true (td_consultation_consent (s.house->instance, &writer, s.id, first, FALSE, &error));
    record_of (&s, &record);
    g_assert_cmpuint (record.named->len, ==, 0);
}

/* ---- answers ---- */

static gboolean answer (Scene *s, const TdViewer *viewer, const char *seen, const char *text, const char *how,
                        GPtrArray **ret_others, GError **error)
{
    const char *const seen_list[] = { seen, NULL };
    const TdAnswerWish wish = {
        .comments = seen_list, .disposition = "in-part", .text = text, .office = "Ministry of Labour", .how = how
    };

    return td_answer_give (s->house->instance, viewer, s->id, &wish, ret_others, NULL, error);
}

static void test_two_ministries (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    g_autofree char *seen = NULL;
    g_autofree char *moved = NULL;
    g_autoptr (GPtrArray) others = NULL;
    g_autoptr (GPtrArray) all = NULL;
    g_autoptr (TdComment) own = NULL;
    g_autoptr (GError) error = NULL;
    const TdComment *c;

    scene_new (&s);
    id = must_comment (&s, &nobody, (TdCommentWish){ .n = 1 }, &key);
    seen = g_strconcat (id, ".0", NULL);
    moved = g_strconcat (id, ".1", NULL);
    g_assert_true (answer (&s, &s.holder, seen, "We take the second half.", NULL, NULL, &error));
    g_assert_no_error (error);
    /* The second one saw none: both texts, nothing stored. */
    g_assert_false (answer (&s, &s.other, seen, "We take nothing.", NULL, &others, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_cmpuint (others->len, ==, 1);
    c = others->pdata[0];
    g_assert_cmpint (c->version, ==, 1);
    g_assert_cmpstr (((TdAnswer *) c->answers->pdata[0])->text, ==, "We take the second half.");
    /* Having seen it, without a word how: asked. */
    g_assert_false (answer (&s, &s.other, moved, "We take nothing.", NULL, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (answer (&s, &s.other, moved, "We take nothing.", "replace", NULL, &error));
    g_assert_no_error (error);
    all = for_state (&s);
    c = all->pdata[0];
    g_assert_cmpuint (c->answers->len, ==, 2);
    g_assert_false (((TdAnswer *) c->answers->pdata[0])->stands);
    g_assert_true (((TdAnswer *) c->answers->pdata[1])->stands);
    g_assert_cmpstr (((TdAnswer *) c->answers->pdata[1])->office, ==, "Ministry of Labour");
    /* Who commented sees what stands, and no office. */
    own = td_comment_of_key (s.house->instance, key, &error);
    g_assert_cmpuint (own->answers->len, ==, 1);
    g_assert_cmpstr (((TdAnswer *) own->answers->pdata[0])->text, ==, "We take nothing.");
    g_assert_null (((TdAnswer *) own->answers->pdata[0])->office);
}

static void test_groups (void)
{
    g_auto (Scene) s = { 0 };
    g_auto (TdViewer) writer = { 0 };
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    g_autofree char *one = NULL;
    g_autofree char *two = NULL;
    g_auto (TdConsultationRecord) record = { 0 };
    g_auto (TdConsultationFacts) facts = { 0 };
    g_autoptr (GError) error = NULL;
    gint64 n = 0;

    scene_new (&s);
    writer_of (&s, "writer@example.org", NULL, &writer);
    first = must_comment (&s, &writer, (TdCommentWish){ .n = 1 }, NULL);
    second = must_comment (&s, &writer, (TdCommentWish){ .n = 2 }, NULL);
    one = g_strconcat (first, ".0", NULL);
    two = g_strconcat (second, ".0", NULL);
    {
        const char *const both[] = { one, two, NULL };
        const TdAnswerWish wish = {
            .comments = both, .disposition = "taken", .text = "Yes.", .office = "Ministry of Labour"
        };
        g_assert_true (td_answer_give (s.house->instance, &s.holder, s.id, &wish, NULL, NULL, &error));
        g_assert_no_error (error);
    }
    g_free (letters (s.house, &n));
    g_assert_cmpint (n, ==, 1); /* one letter for two comments */
    record_of (&s, &record);
    g_assert_cmpint (record.by_disposition[TD_TAKEN], ==, 2);
    g_assert_cmpint (record.came, ==, 1);
    g_assert_true (td_consultation_facts (s.house->instance, "GHA", 0, &facts, &error));
    g_assert_no_error (error);
    g_assert_cmpint (facts.consultations, ==, 1);
    g_assert_cmpint (facts.comments, ==, 2);
    g_assert_cmpint (facts.answered, ==, 2);
    g_assert_cmpint (facts.taken, ==, 2);
    g_assert_cmpint (facts.days, ==, 47); /* from the day it was entered, not from the day that was given */
    g_assert_cmpstr (facts.languages[1], ==, "fr");
    g_assert_cmpstr (facts.ids[0], ==, s.id);
    td_consultation_facts_clear (&facts);
    g_assert_true (td_consultation_facts (s.house->instance, "BEN", 0, &facts, &error));
    g_assert_cmpint (facts.consultations, ==, 0);
    g_assert_null (facts.ids);
}

/* ---- withdrawing ---- */

static void check_withdrawn (Scene *s, const char *reason)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdConsultation) c = td_consultation_get (s->house->instance, s->id, &error);
    g_autoptr (GPtrArray) everybody = for_public (s);
    g_autoptr (GPtrArray) state = for_state (s);
    g_autoptr (GPtrArray) paragraphs = NULL;
    g_autofree char *title = NULL;
    g_autofree char *language = NULL;
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;

    g_assert_no_error (error);
    g_assert_cmpint (c->withdrawn, >, 0);
    g_assert_cmpstr (c->withdrawn_reason, ==, reason);
    g_assert_true (td_consultation_draft (s->house->instance, c, &paragraphs, &title, &language, &error));
    g_assert_null (paragraphs);
    g_assert_cmpuint (everybody->len, ==, 0);
    g_assert_cmpuint (state->len, ==, 1);
    g_assert_nonnull (((TdComment *) state->pdata[0])->text);
    g_assert_false (comment (s, &nobody, (TdCommentWish){ .n = 0 }, &id, &key, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

static void test_withdrawn (void)
{
    g_auto (Scene) s = { 0 };
    g_auto (TdViewer) writer = { 0 };
    g_auto (Draft) second = { 0 };
    g_autofree char *id = NULL;
    g_autofree char *next = NULL;
    g_autoptr (TdConsultation) c = NULL;
    g_autoptr (GError) error = NULL;
    gint64 n = 0;

    scene_new (&s);
    writer_of (&s, "writer@example.org", NULL, &writer);
    id = must_comment (&s, &writer, (TdCommentWish){ .n = 1, .visibility = "public" }, NULL);
    g_assert_false (td_consultation_withdraw (s.house->instance, &s.holder, s.id, " ", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (td_consultation_withdraw (s.house->instance, &s.holder, s.id, "A new law.", &error));
    g_assert_no_error (error);
    check_withdrawn (&s, "A new law.");
    g_free (letters (s.house, &n));
    g_assert_cmpint (n, ==, 1);
    g_assert_false (td_consultation_withdraw (s.house->instance, &s.holder, s.id, "Again.", &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    publish_draft (&s, &second);
    next = begin_one (&s, second.id);
    c = td_consultation_get (s.house->instance, next, &error);
    g_assert_cmpstr (c->follows, ==, s.id);
    g_clear_pointer (&c, td_consultation_free);
    c = td_consultation_get (s.house->instance, s.id, &error);
    g_assert_cmpstr (c->continued, ==, next);
}

static void test_taken_down (void)
{
    g_auto (Scene) s = { 0 };
    g_auto (TdViewer) writer = { 0 };
    g_autofree char *id = NULL;
    g_autofree char *late = NULL;
    g_autofree char *key = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    writer_of (&s, "writer@example.org", NULL, &writer);
    id = must_comment (&s, &writer, (TdCommentWish){ .n = 1, .visibility = "public" }, NULL);
    td_submission_take_down (s.house->instance, &secretariat, NULL, s.draft.id, NULL, NULL, &error);
    g_assert_no_error (error);
    /* At once, before anybody has followed the journal. */
    g_assert_false (comment (&s, &nobody, (TdCommentWish){ .n = 0 }, &late, &key, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    catch_up (s.house);
    check_withdrawn (&s, NULL);
}

/* ---- words that go ---- */

static void test_taken_back (void)
{
    g_auto (Scene) s = { 0 };
    g_auto (TdViewer) writer = { 0 };
    g_auto (TdViewer) stranger = { 0 };
    g_autofree char *id = NULL;
    g_autofree char *again = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_auto (TdConsultationRecord) record = { 0 };
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    writer_of (&s, "writer@example.org", NULL, &writer);
    writer_of (&s, "stranger@example.org", NULL, &stranger);
    id = must_comment (&s, &writer, (TdCommentWish){ .visibility = "public" }, NULL);
    g_assert_false (td_comment_withdraw (s.house->instance, &stranger, NULL, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_comment_withdraw (s.house->instance, &s.holder, NULL, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_comment_choose (s.house->instance, &writer, id, "state", "no", NULL, &error));
    list = for_public (&s);
    g_assert_cmpuint (list->len, ==, 0);
    g_assert_true (td_comment_withdraw (s.house->instance, &writer, NULL, id, &error));
    g_assert_no_error (error);
    again = must_comment (&s, &writer, (TdCommentWish){ .n = 0 }, NULL);
    g_ptr_array_unref (list);
    list = for_state (&s);
    g_assert_null (((TdComment *) list->pdata[0])->text);
    g_assert_cmpint (((TdComment *) list->pdata[1])->number, ==, 2);
    record_of (&s, &record);
    g_assert_cmpint (record.taken_back, ==, 1);
    g_assert_cmpint (record.comments, ==, 1);
}

static void test_erased (void)
{
    g_auto (Scene) s = { 0 };
    g_auto (TdViewer) writer = { 0 };
    g_autofree char *id = NULL;
    g_autofree char *person = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    person = add (s.house, "writer@example.org", TD_ROLE_ORGANISATION, NULL);
    viewer_now (s.house, person, &writer);
    id = must_comment (&s, &writer, (TdCommentWish){ .visibility = "public", .named = "yes", .name = "Ama" }, NULL);
    td_account_erase (s.house->instance, &command, person, &error);
    g_assert_no_error (error);
    list = for_state (&s);
    g_assert_cmpuint (list->len, ==, 1);
    g_assert_null (((TdComment *) list->pdata[0])->text);
    g_assert_null (((TdComment *) list->pdata[0])->name);
    g_ptr_array_unref (list);
    list = for_public (&s);
    g_assert_cmpuint (list->len, ==, 0);
}

static void test_merged (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *from = NULL;
    g_autofree char *into = NULL;
    g_auto (TdViewer) writer = { 0 };
    g_auto (TdViewer) keeper = { 0 };
    g_autofree char *id = NULL;
    g_autoptr (GPtrArray) mine = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s);
    from = organisation (&s, "Twice House", "ngo", "public");
    into = organisation (&s, "Once House", "ngo", "public");
    writer_of (&s, "twice@example.org", from, &writer);
    writer_of (&s, "once@example.org", into, &keeper);
    id = must_comment (&s, &writer, (TdCommentWish){ .organisation = from, .visibility = "public", .named = "yes" },
                       NULL);
    td_organisation_merge (s.house->instance, &secretariat, from, into, "The same.", &error);
    g_assert_no_error (error);
    mine = td_comments_mine (s.house->instance, &keeper, s.id, &error);
    g_assert_cmpuint (mine->len, ==, 1);
    list = for_public (&s);
    g_assert_null (((TdComment *) list->pdata[0])->name); /* the word to be named was about another name */
}

/* ---- meetings ---- */

static void test_meetings (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *id = NULL;
    g_autoptr (GPtrArray) came = g_ptr_array_new_with_free_func ((GDestroyNotify) td_kind_count_free);
    g_autoptr (TdConsultation) c = NULL;
    g_autoptr (GError) error = NULL;
    const TdGatheringWish wish = { "2026-11-10T14:00", "video", "The address is sent to who asks.", "en" };
    const TdGatheringWish wrong = { "soon", "video", "There.", "en" };
    const char *field = NULL;
    TdKindCount *count = g_new0 (TdKindCount, 1);

    scene_new (&s);
    *count = (TdKindCount){ g_strdup ("ngo"), 12 };
    g_ptr_array_add (came, count);
    g_assert_false (td_gathering_add (s.house->instance, &s.other, s.id, &wrong, &id, &field, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpstr (field, ==, "starts");
    g_assert_true (td_gathering_add (s.house->instance, &s.other, s.id, &wish, &id, &field, &error));
    g_assert_no_error (error);
    g_assert_false (
        td_gathering_report (s.house->instance, &s.other, s.id, id, "Much was said.", came, &field, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    set_day (s.house, "2026-11-11");
    g_assert_true (td_gathering_report (s.house->instance, &s.other, s.id, id, "Much was said.", came, &field, &error));
    g_assert_no_error (error);
    c = td_consultation_get (s.house->instance, s.id, &error);
    g_assert_cmpuint (c->meetings->len, ==, 1);
    g_assert_cmpstr (((TdGathering *) c->meetings->pdata[0])->outcome, ==, "Much was said.");
    g_assert_cmpint (((TdKindCount *) ((TdGathering *) c->meetings->pdata[0])->came->pdata[0])->n, ==, 12);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/consultations/begins", test_begins);
    g_test_add_func ("/consultations/other-state", test_other_state);
    g_test_add_func ("/consultations/extends", test_extends);
    g_test_add_func ("/consultations/extended-often", test_extended_often);
    g_test_add_func ("/consultations/silence", test_silence);
    g_test_add_func ("/consultations/hidden", test_hidden);
    g_test_add_func ("/consultations/without-account", test_without_account);
    g_test_add_func ("/consultations/refused-comments", test_refused_comments);
    g_test_add_func ("/consultations/folds", test_folds);
    g_test_add_func ("/consultations/consent", test_consent);
    g_test_add_func ("/consultations/two-ministries", test_two_ministries);
    g_test_add_func ("/consultations/groups", test_groups);
    g_test_add_func ("/consultations/withdrawn", test_withdrawn);
    g_test_add_func ("/consultations/taken-down", test_taken_down);
    g_test_add_func ("/consultations/taken-back", test_taken_back);
    g_test_add_func ("/consultations/erased", test_erased);
    g_test_add_func ("/consultations/merged", test_merged);
    g_test_add_func ("/consultations/meetings", test_meetings);
    return g_test_run ();
}
