/* Notes in a dossier and what is new: whose they are, who reads them, what goes with what. */
#include "people-house.h"

#include "areas/dossier/news.h"
#include "areas/dossier/note.h"
#include "base/limits.h"

#define ON_16 "# Notes\n\nMigrant workers are held without a decision, contrary to article 16 of the Convention.\n"

typedef struct {
    House *house;
    TdViewer one, two, officer, own, untold;
} Readers;

static void readers_init (Readers *r, House *house)
{
    static const struct {
        const char *address, *state;
        TdRole role;
    } rows[] = { { "one@example.org", "PHL", TD_ROLE_MEMBER },
                 { "two@example.org", "SLV", TD_ROLE_MEMBER },
                 { "officer@example.org", NULL, TD_ROLE_SECRETARIAT },
                 { "own@example.org", "GHA", TD_ROLE_MEMBER },
                 { "untold@example.org", "PHL", TD_ROLE_MEMBER } };
    TdViewer *const viewers[] = { &r->one, &r->two, &r->officer, &r->own, &r->untold };

    r->house = house;
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *id = add (house, rows[i].address, rows[i].role, rows[i].state);
        viewer_now (house, id, viewers[i]);
    }
    g_strfreev ((char **) r->untold.conflicts);
    r->untold.conflicts = NULL;
}

static void readers_clear (Readers *r)
{
    TdViewer *const viewers[] = { &r->one, &r->two, &r->officer, &r->own, &r->untold };

    for (gsize i = 0; i < G_N_ELEMENTS (viewers); i++)
        td_viewer_clear (viewers[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Readers, readers_clear)

static char *write_note (Readers *r, const TdViewer *viewer, const char *submission, gboolean shared, const char *text,
                         TdErrorCode refused)
{
    const TdNoteWish wish = { .state = "gha",
                              .submission = submission,
                              .n = submission != NULL ? 1 : 0,
                              .article = 16,
                              .shared = shared,
                              .text = text };
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    if (td_note_write (r->house->instance, viewer, &wish, &id, &error))
        g_assert_cmpint (refused, ==, 0);
    else
        assert_code (&error, refused);
    return id;
}

/* How many notes they read; -1: nothing of the dossier. */
static int reads (Readers *r, const TdViewer *viewer)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = td_note_list (r->house->instance, viewer, "GHA", &(TdNoteFilter){ 0 }, &error);

    return list != NULL ? (int) list->len : -1;
}

static void test_whose (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Readers) r = { 0 };
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;

    readers_init (&r, house);
    send_one (house, &draft, "confidential", ON_16);
    g_autofree char *private = write_note (&r, &r.one, draft.id, FALSE, "For me.", 0);
    g_autofree char *shared = write_note (&r, &r.one, NULL, TRUE, "For all.", 0);
    g_assert_cmpint (reads (&r, &r.one), ==, 2);
    g_assert_cmpint (reads (&r, &r.two), ==, 1);
    g_assert_cmpint (reads (&r, &r.officer), ==, 1);
    g_assert_cmpint (reads (&r, &secretariat), ==, 1);
    g_assert_cmpint (reads (&r, &r.own), ==, -1);
    g_assert_cmpint (reads (&r, &r.untold), ==, -1);
    g_assert_cmpint (reads (&r, &nobody), ==, -1);
    /* What is private is not there for anybody else; what is shared is changed by its writer alone. */
    g_assert_null (td_note_get (house->instance, &r.officer, private, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_note_delete (house->instance, &r.two, private, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_note_change (house->instance, &r.two, shared, TRUE, "Mine now.", &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_null (td_note_get (house->instance, &r.own, shared, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_note_change (house->instance, &r.one, private, TRUE, "For all now.", &error));
    g_assert_cmpint (reads (&r, &r.officer), ==, 2);
    g_assert_true (td_note_delete (house->instance, &r.one, private, &error));
    g_assert_cmpint (reads (&r, &r.one), ==, 1);
}

static void test_refused (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Readers) r = { 0 };
    g_auto (Draft) draft = { 0 };
    g_autofree char *much = g_strnfill (TD_LIMIT_TEXT_CHARACTERS + 1, 'x');

    readers_init (&r, house);
    send_one (house, &draft, "confidential", ON_16);
    write_note (&r, &r.one, NULL, FALSE, " \n ", TD_ERROR_INPUT);
    write_note (&r, &r.one, NULL, FALSE, much, TD_ERROR_INPUT);
    write_note (&r, &r.one, "x000000000000000", FALSE, "On nothing.", TD_ERROR_NOT_FOUND);
    write_note (&r, &r.own, NULL, FALSE, "In conflict.", TD_ERROR_NOT_FOUND);
    write_note (&r, &r.untold, NULL, FALSE, "Not known.", TD_ERROR_NOT_FOUND);
    write_note (&r, &nobody, NULL, FALSE, "Nobody's.", TD_ERROR_NOT_FOUND);
    write_note (&r, &secretariat, NULL, FALSE, "A command's.", TD_ERROR_NOT_ALLOWED);
    g_assert_cmpint (reads (&r, &r.one), ==, 0);
}

/* A note on what is erased goes with it. */
static void test_goes_with (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Readers) r = { 0 };
    g_auto (Draft) draft = { 0 };

    readers_init (&r, house);
    send_one (house, &draft, "confidential", ON_16);
    g_free (write_note (&r, &r.one, draft.id, TRUE, "On it.", 0));
    g_assert_cmpint (reads (&r, &r.two), ==, 1);
    decide (house, draft.id, TD_DECISION_REFUSE);
    g_assert_cmpint (reads (&r, &r.two), ==, 0);
    g_assert_cmpint (reads (&r, &r.officer), ==, 1);
}

struct news {
    Readers *readers;
    const TdViewer *viewer;
    GPtrArray *list;
    gint64 since;
};

static gboolean news_in (TdTx *tx, gpointer data, GError **error)
{
    struct news *n = data;
    g_auto (TdDossier) dossier = { 0 };

    if (!td_dossier_open_in (tx, n->readers->house->instance, n->viewer, "GHA", 0, &dossier, error))
        return FALSE;
    n->list = td_news_in (tx, n->viewer, &dossier, "en", &n->since, error);
    return n->list != NULL;
}

static GPtrArray *news (Readers *r, const TdViewer *viewer)
{
    struct news n = { .readers = r, .viewer = viewer };
    g_autoptr (GError) error = NULL;

    td_store_read (r->house->instance->store, news_in, &n, &error);
    g_assert_no_error (error);
    return n.list;
}

static guint how_new (Readers *r, const TdViewer *viewer)
{
    g_autoptr (GPtrArray) list = news (r, viewer);

    return list->len;
}

static void mark_all (Readers *r, const TdViewer *viewer)
{
    g_autoptr (GPtrArray) list = news (r, viewer);
    g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;

    for (guint i = 0; i < list->len; i++) {
        const TdNews *n = list->pdata[i];
        g_ptr_array_add (shown, g_strdup_printf ("%s %s", td_news_word (n->kind), n->id));
    }
    g_ptr_array_add (shown, NULL);
    td_news_mark_all (r->house->instance, viewer, "GHA", ((TdNews *) list->pdata[0])->at,
                      (const char *const *) shown->pdata, &error);
    g_assert_no_error (error);
}

static void test_news (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Readers) r = { 0 };
    g_auto (Draft) first = { 0 }, second = { 0 };
    g_autoptr (GError) error = NULL;

    readers_init (&r, house);
    send_one (house, &first, "confidential", ON_16);
    g_autofree char *shared = write_note (&r, &r.one, NULL, TRUE, "For all.", 0);
    g_assert_cmpuint (how_new (&r, &r.one), ==, 1);
    g_assert_cmpuint (how_new (&r, &r.two), ==, 2);
    g_assert_true (td_news_mark (house->instance, &r.two, "GHA", TD_NEW_NOTE, shared, &error));
    g_assert_cmpuint (how_new (&r, &r.two), ==, 1);
    g_assert_true (td_note_change (house->instance, &r.one, shared, TRUE, "Another word.", &error));
    g_assert_cmpuint (how_new (&r, &r.two), ==, 2);
    mark_all (&r, &r.two);
    g_assert_cmpuint (how_new (&r, &r.two), ==, 0);
    g_assert_cmpuint (how_new (&r, &r.one), ==, 1);
    /* In the same second, too. */
    send_one (house, &second, "confidential", ON_16);
    g_assert_cmpuint (how_new (&r, &r.two), ==, 1);
    g_assert_false (td_news_mark (house->instance, &r.own, "GHA", TD_NEW_SUBMISSION, second.id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_news_mark (house->instance, &r.two, "GHA", TD_NEW_SUBMISSION, "no id", &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dossier/notes/whose", test_whose);
    g_test_add_func ("/dossier/notes/refused", test_refused);
    g_test_add_func ("/dossier/notes/goes-with", test_goes_with);
    g_test_add_func ("/dossier/news", test_news);
    return g_test_run ();
}
