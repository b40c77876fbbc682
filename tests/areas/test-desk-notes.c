/* What officers note for one another: for the secretariat alone, by whom, how many, and in no word of the journal. */
#include "fixture.h"

#include "areas/submissions/desk-note.h"
#include "areas/submissions/waiting.h"
#include "base/limits.h"

#define OFFICER(who, ...)                                                                                              \
    {                                                                                                                  \
        .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (SECRETARIAT), .trust = TD_TRUST_SECOND, .person = who,            \
        .actor = who, __VA_ARGS__                                                                                      \
    }
static const TdViewer officer = OFFICER ("officer");
static const TdViewer colleague = OFFICER ("colleague");
static const TdViewer apart = OFFICER ("apart", .conflicts = (const char *const[]){ "GHA", NULL });
static const TdViewer member = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (MEMBER),
                                 .trust = TD_TRUST_SECOND,
                                 .person = "m",
                                 .conflicts = (const char *const[]){ "PHL", NULL } };

static GPtrArray *notes_for (House *house, const TdViewer *viewer, const char *id)
{
    g_autoptr (GError) error = NULL;
    GPtrArray *notes = td_desk_notes (house->instance, viewer, id, &error);

    g_assert_no_error (error);
    return notes;
}

static void note (House *house, const TdViewer *viewer, const char *id, const char *text)
{
    g_autoptr (GError) error = NULL;

    td_desk_note_add (house->instance, viewer, id, text, &error);
    g_assert_no_error (error);
}

static void test_notes (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GPtrArray) notes = NULL;
    g_autoptr (GPtrArray) theirs = NULL;
    g_autoptr (GPtrArray) left = NULL;
    g_autoptr (GError) error = NULL;
    const TdDeskNote *first;

    send_one (house, &draft, "public", REPORT);
    note (house, &officer, draft.id, "  Ask them.\nSoon. ");
    note (house, &colleague, draft.id, "Asked.");
    notes = notes_for (house, &officer, draft.id);
    theirs = notes_for (house, &colleague, draft.id);
    g_assert_cmpuint (notes->len, ==, 2);
    first = notes->pdata[0];
    g_assert_cmpstr (first->text, ==, "Ask them.\nSoon.");
    g_assert_true (first->own);
    g_assert_false (((const TdDeskNote *) theirs->pdata[0])->own);
    g_assert_false (td_desk_note_delete (house->instance, &colleague, draft.id, first->id, &error));
    assert_code (&error, TD_ERROR_GONE);
    td_desk_note_delete (house->instance, &officer, draft.id, first->id, &error);
    g_assert_no_error (error);
    left = notes_for (house, &officer, draft.id);
    g_assert_cmpuint (left->len, ==, 1);
}

/* Nobody else, also where they read the submission; an officer who takes no part in the State's review neither. */
static void test_whose (void)
{
    const TdViewer *const others[] = { &nobody, &member, &apart };
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;

    send_one (house, &draft, "public", REPORT);
    decide (house, draft.id, TD_DECISION_PUBLISH);
    note (house, &officer, draft.id, "Quiet.");
    for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
        g_assert_null (td_desk_notes (house->instance, others[i], draft.id, &error));
        assert_code (&error, TD_ERROR_NOT_ALLOWED);
        g_assert_false (td_desk_note_add (house->instance, others[i], draft.id, "Mine.", &error));
        assert_code (&error, TD_ERROR_NOT_ALLOWED);
    }
}

static void test_limits (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_auto (TdWaitingList) list = { 0 };
    g_autofree char *most = g_strnfill (TD_LIMIT_TEXT_CHARACTERS + 1, 'a');
    g_autoptr (GError) error = NULL;

    send_one (house, &draft, "confidential", REPORT);
    g_assert_false (td_desk_note_add (house->instance, &officer, draft.id, " \n ", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_desk_note_add (house->instance, &officer, draft.id, most, &error));
    assert_code (&error, TD_ERROR_INPUT);
    for (int i = 0; i < TD_LIMIT_DESK_NOTES; i++)
        note (house, &officer, draft.id, "One more.");
    g_assert_false (td_desk_note_add (house->instance, &officer, draft.id, "Too many.", &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    td_submission_waiting (house->instance, &officer, &(TdWaitingFilter){ 0 }, &list, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (list.rows->len, ==, 1);
    g_assert_cmpint (((const TdWaiting *) list.rows->pdata[0])->notes, ==, TD_LIMIT_DESK_NOTES);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/desk-notes/notes", test_notes);
    g_test_add_func ("/desk-notes/whose", test_whose);
    g_test_add_func ("/desk-notes/limits", test_limits);
    return g_test_run ();
}
