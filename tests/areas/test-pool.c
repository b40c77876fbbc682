/* Taking from the pool into a draft of the Committee: one act, its origins beside it, nothing twice. */
#include "areas/papers/pool.h"
#include "fixture.h"

#include <locale.h>

#define PROPOSES                                                                                                       \
    "# Notes\n\n## Recommendations\n\n(a) Prohibit recruitment fees, as article 66 *asks*.\n\n(b) Ratify Convention "  \
    "No. 189.\n"

static const char *const ghana_only[] = { "GHA", NULL };
static const char *const none[] = { NULL };

static TdViewer member (const char *const *conflicts)
{
    return (TdViewer){ .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (MEMBER),
                       .trust = TD_TRUST_SECOND,
                       .person = "0123456789abcdef",
                       .session = "s",
                       .conflicts = conflicts };
}

static void propose (House *house, Draft *draft)
{
    send_one (house, draft, "confidential", PROPOSES);
    decide (house, draft->id, TD_DECISION_ACCEPT);
}

static void read_pool (House *house, const TdViewer *viewer, TdPoolList *pool)
{
    g_autoptr (GError) error = NULL;
    const TdPoolAsk ask = { .state = "GHA", .kind = "recommendation" };

    g_assert_true (td_pool (house->instance, viewer, &ask, pool, &error));
    g_assert_no_error (error);
}

static char *key_at (const TdPoolList *pool, guint n)
{
    g_assert_cmpuint (n, <, pool->groups->len);
    return td_pool_item_key (((const TdPoolGroup *) pool->groups->pdata[n])->items->pdata[0]);
}

static char *begin_paper (House *house, const TdViewer *viewer, const char *state)
{
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    g_assert_true (td_paper_begin (house->instance, viewer, "list-of-issues", state, 0, "en", &id, &error));
    g_assert_no_error (error);
    return id;
}

static void test_take (void)
{
    g_autoptr (House) house = house_new (FALSE);
    const TdViewer one = member (none);
    g_auto (Draft) draft = { 0 };
    g_auto (TdPoolList) pool = { 0 };
    g_auto (TdPoolList) after = { 0 };
    g_autofree char *paper = NULL;
    g_autofree char *paragraph = NULL;
    g_autofree char *key = NULL;
    g_autoptr (TdText) text = NULL;
    g_autoptr (GError) error = NULL;
    gboolean branch = TRUE;

    propose (house, &draft);
    read_pool (house, &one, &pool);
    g_assert_cmpint (pool.total, ==, 2);
    paper = begin_paper (house, &one, "GHA");
    key = key_at (&pool, 0);
    const char *const items[] = { key, NULL };
    TdPoolTake take = { .state = "GHA",
                        .paper = paper,
                        .section = "general",
                        .words = "Please say what fees are **prohibited**.",
                        .items = items };
    g_assert_true (td_pool_take (house->instance, &one, &take, &paragraph, &branch, &error));
    g_assert_no_error (error);
    g_assert_false (branch);
    g_assert_nonnull (paragraph);

    text = td_writing_text (house->instance, &(TdWriter){ .viewer = &one }, "paper", paper, &error);
    g_assert_no_error (error);
    g_assert_nonnull (td_text_paragraph (text, paragraph));
    g_assert_cmpint (g_array_index (td_text_paragraph (text, paragraph)->articles, int, 0), ==, 66);

    read_pool (house, &one, &after);
    const TdPoolItem *item = ((const TdPoolGroup *) after.groups->pdata[0])->items->pdata[0];
    g_assert_true (((const TdPoolGroup *) after.groups->pdata[0])->taken);
    g_assert_false (((const TdPoolGroup *) after.groups->pdata[1])->taken);
    g_assert_cmpstr (((const TdPoolTaken *) item->taken->pdata[0])->paper, ==, paper);
    g_assert_cmpstr (((const TdPoolTaken *) item->taken->pdata[0])->paragraph, ==, paragraph);

    /* Pressed twice is once. */
    g_assert_false (td_pool_take (house->instance, &one, &take, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

static void refused (House *house, const TdViewer *viewer, const TdPoolTake *take, int code)
{
    g_autoptr (GError) error = NULL;

    g_assert_false (td_pool_take (house->instance, viewer, take, NULL, NULL, &error));
    assert_code (&error, code);
}

static void test_refused (void)
{
    g_autoptr (House) house = house_new (FALSE);
    const TdViewer one = member (none), own = member (ghana_only);
    g_auto (Draft) draft = { 0 };
    g_auto (TdPoolList) pool = { 0 };
    g_autofree char *paper = NULL;
    g_autofree char *elsewhere = NULL;
    g_autofree char *key = NULL;
    g_autoptr (GError) error = NULL;
    const TdPoolAsk ask = { .state = "GHA" };
    g_auto (TdPoolList) nothing = { 0 };

    propose (house, &draft);
    read_pool (house, &one, &pool);
    key = key_at (&pool, 0);
    paper = begin_paper (house, &one, "GHA");
    elsewhere = begin_paper (house, &one, "PHL");
    const char *const items[] = { key, NULL }, *const unknown[] = { "0123456789abcdef.question.1", NULL };
    const TdPoolTake take = { .state = "GHA", .paper = paper, .section = "general", .words = "Words.", .items = items };
    TdPoolTake wrong;

    refused (house, &own, &take, TD_ERROR_NOT_FOUND);
    refused (house, &nobody, &take, TD_ERROR_NOT_FOUND);
    wrong = take;
    wrong.words = " ";
    refused (house, &one, &wrong, TD_ERROR_INPUT);
    wrong = take;
    wrong.paper = elsewhere;
    refused (house, &one, &wrong, TD_ERROR_INPUT);
    wrong = take;
    wrong.items = none;
    refused (house, &one, &wrong, TD_ERROR_INPUT);
    wrong = take;
    wrong.items = unknown;
    refused (house, &one, &wrong, TD_ERROR_NOT_FOUND);
    wrong = take;
    wrong.section = "nowhere";
    refused (house, &one, &wrong, TD_ERROR_NOT_FOUND);
    g_assert_false (td_pool (house->instance, &own, &ask, &nothing, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

int main (int argc, char **argv)
{
    setlocale (LC_ALL, "C.UTF-8");
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/pool/take", test_take);
    g_test_add_func ("/pool/refused", test_refused);
    return g_test_run ();
}
