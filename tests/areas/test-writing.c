/* The structured editor on a paper: leases, versions, branches, merging, outlines, limits, who may. */
#include "people-house.h"

#include "areas/papers/paper.h"
#include "areas/writing/compare.h"
#include "base/limits.h"

#define SECTION "general"

/* Two members and an officer before one draft on Ghana. */
typedef struct {
    House *house;
    char *ana, *ben; /* accounts */
    TdViewer a, b;
    TdWriter ana_writes, ben_writes, office;
    char *paper;
} Desk;

static char *named (House *house, const char *address, const char *name)
{
    char *id = add (house, address, TD_ROLE_MEMBER, "MEX");
    g_auto (TdViewer) viewer = { 0 };
    g_autoptr (GError) error = NULL;

    viewer_now (house, id, &viewer);
    td_account_change (house->instance, &viewer, name, "en", FALSE, &error);
    g_assert_no_error (error);
    return id;
}

static void desk_open (Desk *d)
{
    g_autoptr (GError) error = NULL;

    d->house = house_new (FALSE);
    d->ana = named (d->house, "ana@example.org", "Ana");
    d->ben = named (d->house, "ben@example.org", "Ben");
    viewer_now (d->house, d->ana, &d->a);
    viewer_now (d->house, d->ben, &d->b);
    d->ana_writes = (TdWriter){ .viewer = &d->a };
    d->ben_writes = (TdWriter){ .viewer = &d->b };
    d->office = (TdWriter){ .viewer = &secretariat };
    td_paper_begin (d->house->instance, &secretariat, "list-of-issues", "GHA", 2, NULL, &d->paper, &error);
    g_assert_no_error (error);
}

static void desk_close (Desk *d)
{
    td_viewer_clear (&d->a);
    td_viewer_clear (&d->b);
    g_free (d->ana);
    g_free (d->ben);
    g_free (d->paper);
    house_free (d->house);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_close)

static void later (Desk *d, int seconds)
{
    d->house->instance->clock.offset += (gint64) seconds * G_USEC_PER_SEC;
}

static gboolean lock (Desk *d, const TdWriter *writer, GError **error)
{
    return td_writing_lock (d->house->instance, writer, "paper", d->paper, SECTION, error);
}

static void must_lock (Desk *d, const TdWriter *writer)
{
    g_autoptr (GError) error = NULL;

    lock (d, writer, &error);
    g_assert_no_error (error);
}

static TdSaved save (Desk *d, const TdWriter *writer, gint64 base, const char *typed, char **ret_version)
{
    const TdWritingSave wish = { .kind = "paper", .thing = d->paper, .section = SECTION, .base = base, .typed = typed };
    g_autoptr (GError) error = NULL;
    TdSaved saved = TD_SAVED_SAME;

    td_writing_save (d->house->instance, writer, &wish, &saved, ret_version, &error);
    g_assert_no_error (error);
    return saved;
}

static void not_saved (Desk *d, const TdWriter *writer, gint64 base, const char *typed, TdErrorCode code)
{
    const TdWritingSave wish = { .kind = "paper", .thing = d->paper, .section = SECTION, .base = base, .typed = typed };
    g_autoptr (GError) error = NULL;
    TdSaved saved;

    g_assert_false (td_writing_save (d->house->instance, writer, &wish, &saved, NULL, &error));
    assert_code (&error, code);
}

static TdWrittenSection *section_of (const TdWritten *w, const char *slug)
{
    for (guint i = 0; i < w->sections->len; i++)
        if (g_str_equal (((TdWrittenSection *) w->sections->pdata[i])->slug, slug))
            return w->sections->pdata[i];
    return NULL;
}

static TdWritten *get (Desk *d, const TdWriter *writer)
{
    g_autoptr (GError) error = NULL;
    TdWritten *w = td_writing_get (d->house->instance, writer, "paper", d->paper, &error);

    g_assert_no_error (error);
    return w;
}

/* What stands in the section, as typed. */
static char *stands (Desk *d)
{
    g_autoptr (TdWritten) w = get (d, &d->office);
    g_autoptr (GError) error = NULL;
    g_autoptr (TdWrittenVersion) v = td_writing_version (d->house->instance, &d->office, "paper", d->paper, SECTION,
                                                         NULL, section_of (w, SECTION)->version, &error);

    g_assert_no_error (error);
    return td_text_section_typed (v->text, TD_TEXT_NUMBERED);
}

static void assert_stands (Desk *d, const char *expected)
{
    g_autofree char *typed = stands (d);

    g_strchomp (typed);
    g_assert_cmpstr (typed, ==, expected);
}

struct count {
    const char *act;
    guint n;
};

static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    struct count *c = data;
    g_autoptr (TdRows) rows = td_select (tx, "select count(*) from journal where act = $1", error, TD_TEXT (c->act));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    c->n = (guint) td_rows_int (rows, 0);
    return TRUE;
}

static guint entries (Desk *d, const char *act)
{
    struct count c = { act, 0 };
    g_autoptr (GError) error = NULL;

    td_store_read (d->house->instance->store, count_in, &c, &error);
    g_assert_no_error (error);
    return c.n;
}

/* ---- leases ---- */

static void test_lease (void)
{
    g_auto (Desk) d = { 0 };
    g_autoptr (GError) error = NULL;

    desk_open (&d);
    must_lock (&d, &d.ana_writes);
    must_lock (&d, &d.ana_writes); /* twice is once */
    g_assert_false (lock (&d, &d.ben_writes, &error));
    g_assert_nonnull (strstr (error->message, "Ana"));
    assert_code (&error, TD_ERROR_CONFLICT);
    {
        g_autoptr (TdWritten) w = get (&d, &d.ben_writes);
        g_assert_cmpstr (section_of (w, SECTION)->holder_name, ==, "Ana");
        g_assert_cmpint (section_of (w, SECTION)->held_until, >, 0);
    }
    /* Each save makes it longer; then it ends, and another takes over. */
    later (&d, TD_LIMIT_LOCK_SECONDS - 60);
    g_assert_cmpint (save (&d, &d.ana_writes, 0, "One.", NULL), ==, TD_SAVED_STANDS);
    later (&d, TD_LIMIT_LOCK_SECONDS - 60);
    g_assert_false (lock (&d, &d.ben_writes, NULL));
    later (&d, 61);
    {
        g_autoptr (TdWritten) w = get (&d, &d.ben_writes);
        g_assert_null (section_of (w, SECTION)->holder);
    }
    must_lock (&d, &d.ben_writes);
    g_assert_false (lock (&d, &d.ana_writes, NULL));
    /* Another's lease is not given back by somebody else. */
    td_writing_unlock (d.house->instance, &d.ana_writes, "paper", d.paper, SECTION, &error);
    g_assert_no_error (error);
    g_assert_false (lock (&d, &d.ana_writes, NULL));
    td_writing_unlock (d.house->instance, &d.ben_writes, "paper", d.paper, SECTION, &error);
    g_assert_no_error (error);
    must_lock (&d, &d.ana_writes);
}

/* ---- saving ---- */

static void test_save (void)
{
    g_auto (Desk) d = { 0 };
    g_autofree char *first = NULL;

    desk_open (&d);
    must_lock (&d, &d.ana_writes);
    g_assert_cmpint (save (&d, &d.ana_writes, 0, "One.\n\nTwo.", &first), ==, TD_SAVED_STANDS);
    g_assert_cmpint (save (&d, &d.ana_writes, 1, "One.\n\nTwo.", NULL), ==, TD_SAVED_SAME);
    g_assert_cmpint (save (&d, &d.ana_writes, 1, "One.\n\nTwo and more.", NULL), ==, TD_SAVED_STANDS);
    g_assert_cmpuint (entries (&d, "paper.write"), ==, 2);
    {
        g_autoptr (GError) error = NULL;
        g_autoptr (TdWrittenVersion) one =
            td_writing_version (d.house->instance, &d.office, "paper", d.paper, SECTION, first, 0, &error);
        g_autoptr (TdWrittenVersion) two =
            td_writing_version (d.house->instance, &d.office, "paper", d.paper, SECTION, NULL, 2, &error);
        const TdTextParagraph *before = one->text->paragraphs->pdata[1], *after = two->text->paragraphs->pdata[1];
        g_assert_no_error (error);
        g_assert_cmpstr (one->by_name, ==, "Ana");
        g_assert_cmpstr (before->id, ==, after->id);
        g_assert_cmpint (after->kind, ==, TD_TEXT_NUMBERED);
    }
    /* What is not there cannot be built on, and too much is said before anything is written. */
    not_saved (&d, &d.ana_writes, 3, "Three.", TD_ERROR_INPUT);
    not_saved (&d, &d.ana_writes, -1, "Three.", TD_ERROR_INPUT);
    {
        g_autofree char *much = g_strnfill (TD_LIMIT_SECTION_CHARACTERS + 1, 'x');
        not_saved (&d, &d.ana_writes, 2, much, TD_ERROR_TOO_LARGE);
    }
    assert_stands (&d, "One.\n\nTwo and more.");
}

static void test_articles (void)
{
    g_auto (Desk) d = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *said = NULL;
    const char *articles[] = { NULL, NULL };
    TdWritingSave wish = { .kind = "paper", .section = SECTION, .base = 1, .typed = "One.\n\nTwo." };
    TdSaved saved;

    desk_open (&d);
    save (&d, &d.ana_writes, 0, "One.\n\nTwo.", NULL);
    {
        g_autoptr (TdWrittenVersion) v =
            td_writing_version (d.house->instance, &d.office, "paper", d.paper, SECTION, NULL, 1, &error);
        said = g_strdup_printf ("%s=17, 16 nonsense 16 9999", ((TdTextParagraph *) v->text->paragraphs->pdata[1])->id);
    }
    articles[0] = said;
    wish.thing = d.paper;
    wish.articles = articles;
    td_writing_save (d.house->instance, &d.ana_writes, &wish, &saved, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (saved, ==, TD_SAVED_STANDS);
    /* They stay with their paragraph when words around it change. */
    save (&d, &d.ana_writes, 2, "Zero.\n\nOne.\n\nTwo.", NULL);
    {
        g_autoptr (TdWrittenVersion) v =
            td_writing_version (d.house->instance, &d.office, "paper", d.paper, SECTION, NULL, 3, &error);
        const TdTextParagraph *p = v->text->paragraphs->pdata[2];
        g_assert_cmpuint (p->articles->len, ==, 2);
        g_assert_cmpint (g_array_index (p->articles, int, 0), ==, 16);
        g_assert_cmpint (g_array_index (p->articles, int, 1), ==, 17);
    }
}

/* ---- branches ---- */

static void test_branch (void)
{
    g_auto (Desk) d = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *branch = NULL;
    g_autofree char *again = NULL;

    desk_open (&d);
    save (&d, &d.ana_writes, 0, "One.\n\nTwo.\n\nThree.", NULL);
    /* Ana's lease ends, Ben takes over and saves; Ana saves what she had all the time. */
    later (&d, TD_LIMIT_LOCK_SECONDS + 1);
    must_lock (&d, &d.ben_writes);
    save (&d, &d.ben_writes, 1, "One by Ben.\n\nTwo.\n\nThree.", NULL);
    g_assert_cmpint (save (&d, &d.ana_writes, 1, "One.\n\nTwo.\n\nThree by Ana.", &branch), ==, TD_SAVED_BRANCH);
    g_assert_cmpint (save (&d, &d.ana_writes, 1, "One.\n\nTwo.\n\nThree by Ana.", &again), ==, TD_SAVED_BRANCH);
    g_assert_cmpstr (branch, ==, again); /* sent twice it is one */
    assert_stands (&d, "One by Ben.\n\nTwo.\n\nThree.");
    {
        g_autoptr (TdWritten) w = get (&d, &d.office);
        g_assert_cmpint (section_of (w, SECTION)->branches, ==, 1);
    }
    /* Not while Ben writes; then what it changes is put in. */
    g_assert_false (
        td_writing_take (d.house->instance, &d.office, "paper", d.paper, branch, TD_TAKE_CHANGES, 2, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    td_writing_unlock (d.house->instance, &d.ben_writes, "paper", d.paper, SECTION, NULL);
    g_assert_false (
        td_writing_take (d.house->instance, &d.office, "paper", d.paper, branch, TD_TAKE_CHANGES, 1, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT); /* another version stands than the one that was shown */
    td_writing_take (d.house->instance, &d.office, "paper", d.paper, branch, TD_TAKE_CHANGES, 2, NULL, &error);
    g_assert_no_error (error);
    assert_stands (&d, "One by Ben.\n\nTwo.\n\nThree by Ana.");
    g_assert_false (
        td_writing_take (d.house->instance, &d.office, "paper", d.paper, branch, TD_TAKE_WHOLE, 3, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT); /* it was decided already */
}

static void test_same_paragraph (void)
{
    g_auto (Desk) d = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *branch = NULL;
    g_autofree char *other = NULL;

    desk_open (&d);
    save (&d, &d.ana_writes, 0, "One.\n\nTwo.", NULL);
    save (&d, &d.ana_writes, 1, "One.\n\nTwo by Ana.", NULL);
    td_writing_unlock (d.house->instance, &d.ana_writes, "paper", d.paper, SECTION, NULL);
    g_assert_cmpint (save (&d, &d.ben_writes, 1, "One.\n\nTwo by Ben.", &branch), ==, TD_SAVED_BRANCH);
    g_assert_false (
        td_writing_take (d.house->instance, &d.office, "paper", d.paper, branch, TD_TAKE_CHANGES, 2, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    td_writing_take (d.house->instance, &d.office, "paper", d.paper, branch, TD_TAKE_EDITED, 2, "One.\n\nTwo by both.",
                     &error);
    g_assert_no_error (error);
    assert_stands (&d, "One.\n\nTwo by both.");
    /* Set aside with a reason, and readable for ever. */
    g_assert_cmpint (save (&d, &d.ben_writes, 2, "Only Ben.", &other), ==, TD_SAVED_BRANCH);
    g_assert_false (td_writing_set_aside (d.house->instance, &d.office, "paper", d.paper, other, "  ", &error));
    assert_code (&error, TD_ERROR_INPUT);
    td_writing_set_aside (d.house->instance, &d.office, "paper", d.paper, other, "Too short.", &error);
    g_assert_no_error (error);
    {
        g_autoptr (TdWrittenVersion) v =
            td_writing_version (d.house->instance, &d.ben_writes, "paper", d.paper, SECTION, other, 0, &error);
        g_autofree char *typed = td_text_section_typed (v->text, TD_TEXT_NUMBERED);
        g_assert_cmpint (v->state, ==, TD_VERSION_SET_ASIDE);
        g_assert_cmpstr (v->reason, ==, "Too short.");
        g_assert_nonnull (strstr (typed, "Only Ben."));
    }
    /* The whole of a branch in place of what stands; what stood is a version. */
    g_clear_pointer (&branch, g_free);
    g_assert_cmpint (save (&d, &d.ben_writes, 1, "One.\n\nThree.", &branch), ==, TD_SAVED_BRANCH);
    td_writing_take (d.house->instance, &d.office, "paper", d.paper, branch, TD_TAKE_WHOLE, 3, NULL, &error);
    g_assert_no_error (error);
    assert_stands (&d, "One.\n\nThree.");
}

/* Two people begin at once: what both wrote is one, what is alike a person decides, the rest is put in. */
static void test_both_begin (void)
{
    g_auto (Desk) d = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *branch = NULL;
    g_autofree char *other = NULL;

    desk_open (&d);
    save (&d, &d.ana_writes, 0, "The same words.\n\nOnly Ana wrote this.", NULL);
    td_writing_unlock (d.house->instance, &d.ana_writes, "paper", d.paper, SECTION, NULL);
    g_assert_cmpint (save (&d, &d.ben_writes, 0, "The same words.\n\nBen has a question about fees.", &branch), ==,
                     TD_SAVED_BRANCH);
    g_assert_cmpint (save (&d, &d.ben_writes, 0, "The very same words.", &other), ==, TD_SAVED_BRANCH);
    td_writing_take (d.house->instance, &d.office, "paper", d.paper, branch, TD_TAKE_CHANGES, 1, NULL, &error);
    g_assert_no_error (error);
    assert_stands (&d, "The same words.\n\nBen has a question about fees.\n\nOnly Ana wrote this.");
    g_assert_false (
        td_writing_take (d.house->instance, &d.office, "paper", d.paper, other, TD_TAKE_CHANGES, 2, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

static gboolean freeze_in (TdTx *tx, gpointer data, GError **error)
{
    const Desk *d = data;
    const TdJournalEntry entry = { .actor = "command",
                                   .act = "paper.adopt",
                                   .thing = "paper",
                                   .thing_id = d->paper,
                                   .clock = &d->house->instance->clock };

    return td_writing_freeze_in (tx, "paper", d->paper, 5, error) && td_journal_append (tx, &entry, NULL, error);
}

static void test_freeze (void)
{
    g_auto (Desk) d = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *branch = NULL;

    desk_open (&d);
    save (&d, &d.ana_writes, 0, "One.", NULL);
    g_assert_cmpint (save (&d, &d.ben_writes, 0, "By Ben.", &branch), ==, TD_SAVED_BRANCH);
    g_assert_false (td_store_write (d.house->instance->store, freeze_in, &d, &error));
    g_assert_nonnull (strstr (error->message, "set them aside"));
    assert_code (&error, TD_ERROR_CONFLICT);
    td_writing_set_aside (d.house->instance, &d.ana_writes, "paper", d.paper, branch, "No.", &error);
    g_assert_no_error (error);
    td_store_write (d.house->instance->store, freeze_in, &d, &error);
    g_assert_no_error (error);
    not_saved (&d, &d.ana_writes, 1, "Two.", TD_ERROR_CONFLICT);
    g_assert_false (lock (&d, &d.ana_writes, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_store_write (d.house->instance->store, freeze_in, &d, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

/* ---- the outline, the whole ---- */

static void test_outline (void)
{
    g_auto (Desk) d = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *slug = NULL;
    g_autoptr (TdText) text = NULL;

    desk_open (&d);
    td_writing_section_add (d.house->instance, &d.office, "paper", d.paper, "  Children\n born abroad ", SECTION, &slug,
                            &error);
    g_assert_no_error (error);
    {
        g_autoptr (TdWritten) w = get (&d, &d.office);
        const TdWrittenSection *second = w->sections->pdata[1];
        g_assert_cmpstr (second->slug, ==, slug);
        g_assert_cmpstr (second->title, ==, "Children born abroad");
    }
    td_writing_section_move (d.house->instance, &d.office, "paper", d.paper, slug, TRUE, &error);
    g_assert_no_error (error);
    g_assert_false (td_writing_section_move (d.house->instance, &d.office, "paper", d.paper, slug, TRUE, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    td_writing_section_rename (d.house->instance, &d.office, "paper", d.paper, slug, "Children", &error);
    g_assert_no_error (error);
    g_assert_false (td_writing_section_rename (d.house->instance, &d.office, "paper", d.paper, slug, " ", &error));
    assert_code (&error, TD_ERROR_INPUT);
    save (&d, &d.ana_writes, 0, "First words.\n\nMore.", NULL);
    td_writing_section_take_out (d.house->instance, &d.office, "paper", d.paper, SECTION, TRUE, &error);
    assert_code (&error, TD_ERROR_CONFLICT); /* Ana writes there */
    td_writing_unlock (d.house->instance, &d.ana_writes, "paper", d.paper, SECTION, NULL);
    td_writing_section_take_out (d.house->instance, &d.office, "paper", d.paper, SECTION, TRUE, &error);
    g_assert_no_error (error);
    /* Whoever had the page open loses nothing. */
    g_assert_cmpint (save (&d, &d.ana_writes, 1, "First words, and others.\n\nMore.", NULL), ==, TD_SAVED_BRANCH);
    text = td_writing_text (d.house->instance, &d.office, "paper", d.paper, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (text->sections->len, ==, 0);
    td_writing_section_take_out (d.house->instance, &d.office, "paper", d.paper, SECTION, FALSE, &error);
    g_assert_no_error (error);
    g_clear_pointer (&text, td_text_free);
    text = td_writing_text (d.house->instance, &d.office, "paper", d.paper, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (text->sections->len, ==, 1);
    g_assert_cmpstr (((TdTextParagraph *) ((TdTextSection *) text->sections->pdata[0])->paragraphs->pdata[1])->number,
                     ==, "2.");
}

static void test_compare (void)
{
    g_auto (Desk) d = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdText) old = NULL;
    g_autoptr (TdText) new = NULL;
    g_autoptr (TdText) changes = NULL;
    g_autofree char *json = NULL;
    TdTextChanges n = { 0 };
    gint64 then;

    desk_open (&d);
    save (&d, &d.ana_writes, 0, "The fees are high.\n\nThis goes.\n\nThis stays.", NULL);
    then = td_clock_now (&d.house->instance->clock);
    later (&d, 10);
    save (&d, &d.ana_writes, 1, "The fees are very high.\n\nThis stays.\n\nThis is new.", NULL);
    old = td_writing_text_at (d.house->instance, &d.office, "paper", d.paper, then, &error);
    g_assert_no_error (error);
    new = td_writing_text (d.house->instance, &d.office, "paper", d.paper, &error);
    g_assert_no_error (error);
    changes = td_text_compare (old, new, "Ana", &n);
    g_assert_cmpint (n.added, ==, 1);
    g_assert_cmpint (n.removed, ==, 1);
    g_assert_cmpint (n.changed, ==, 1);
    {
        json_t *whole = td_text_to_json (changes);
        char *words = json_dumps (whole, JSON_COMPACT);
        json = g_strdup (words);
        free (words);
        json_decref (whole);
    }
    g_assert_nonnull (strstr (json, "very"));
    g_assert_nonnull (strstr (json, "This goes."));
    g_assert_nonnull (strstr (json, "Ana"));
    {
        gint64 total = 0;
        g_autoptr (GPtrArray) list =
            td_writing_versions (d.house->instance, &d.office, "paper", d.paper, NULL, 0, &total, &error);
        g_assert_no_error (error);
        g_assert_cmpint (total, ==, 2);
        g_assert_cmpint (((TdWrittenVersion *) list->pdata[0])->number, ==, 2);
    }
}

/* ---- a paragraph from elsewhere ---- */

struct append {
    Desk *d;
    const TdWriter *writer;
    char *paragraph;
    gboolean branch;
};

static gboolean append_in (TdTx *tx, gpointer data, GError **error)
{
    struct append *a = data;
    const TdJournalEntry entry = { .actor = "command",
                                   .act = "pool.take",
                                   .thing = "paper",
                                   .thing_id = a->d->paper,
                                   .clock = &a->d->house->instance->clock };

    g_clear_pointer (&a->paragraph, g_free);
    return td_writing_append_in (tx, a->d->house->instance, a->writer, "paper", a->d->paper, SECTION, TD_TEXT_NUMBERED,
                                 "Who pays the **fees**?", NULL, &a->paragraph, &a->branch, error)
           && td_journal_append (tx, &entry, NULL, error);
}

static void test_append (void)
{
    g_auto (Desk) d = { 0 };
    struct append a = { &d, NULL, NULL, FALSE };
    g_autoptr (GError) error = NULL;

    desk_open (&d);
    a.writer = &d.office;
    td_store_write (d.house->instance->store, append_in, &a, &error);
    g_assert_no_error (error);
    g_assert_false (a.branch);
    assert_stands (&d, "Who pays the **fees**?");
    must_lock (&d, &d.ana_writes);
    td_store_write (d.house->instance->store, append_in, &a, &error);
    g_assert_no_error (error);
    g_assert_true (a.branch); /* Ana is not disturbed */
    assert_stands (&d, "Who pays the **fees**?");
    g_free (a.paragraph);
}

/* ---- who ---- */

static void nothing_for (Desk *d, const TdViewer *viewer)
{
    const TdWriter writer = { .viewer = viewer };
    g_autoptr (GError) error = NULL;

    g_assert_null (td_writing_get (d->house->instance, &writer, "paper", d->paper, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_null (td_writing_text (d->house->instance, &writer, "paper", d->paper, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_null (td_writing_versions (d->house->instance, &writer, "paper", d->paper, NULL, 0, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (lock (d, &writer, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    not_saved (d, &writer, 0, "Mine.", TD_ERROR_NOT_FOUND);
}

static void test_who (void)
{
    g_auto (Desk) d = { 0 };
    g_autofree char *own = NULL;
    g_autofree char *shy = NULL;
    g_autofree char *envoy = NULL;
    g_autofree char *lead = NULL;
    g_auto (TdViewer) of_ghana = { 0 };
    g_auto (TdViewer) conflicted = { 0 };
    g_auto (TdViewer) mission = { 0 };
    g_auto (TdViewer) other = { 0 };
    g_autoptr (GError) error = NULL;

    desk_open (&d);
    save (&d, &d.ana_writes, 0, "One.", NULL);
    own = add (d.house, "own@example.org", TD_ROLE_MEMBER, "GHA");
    shy = add (d.house, "shy@example.org", TD_ROLE_MEMBER, "BEN");
    viewer_now (d.house, shy, &conflicted);
    td_conflict_add (d.house->instance, &conflicted, shy, "GHA", TD_GROUND_DECLARATION, &error);
    g_assert_no_error (error);
    td_viewer_clear (&conflicted);
    viewer_now (d.house, shy, &conflicted);
    envoy = add (d.house, "envoy@example.org", TD_ROLE_MISSION, "GHA");
    lead = add (d.house, "lead@example.org", TD_ROLE_ORGANISATION, NULL);
    viewer_now (d.house, own, &of_ghana);
    viewer_now (d.house, envoy, &mission);
    viewer_now (d.house, lead, &other);
    nothing_for (&d, &of_ghana);
    nothing_for (&d, &conflicted);
    nothing_for (&d, &mission);
    nothing_for (&d, &other);
    nothing_for (&d, &nobody);
    g_assert_null (td_writing_get (d.house->instance, &d.office, "letter", d.paper, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/writing/lease", test_lease);
    g_test_add_func ("/writing/save", test_save);
    g_test_add_func ("/writing/articles", test_articles);
    g_test_add_func ("/writing/branch", test_branch);
    g_test_add_func ("/writing/same-paragraph", test_same_paragraph);
    g_test_add_func ("/writing/both-begin", test_both_begin);
    g_test_add_func ("/writing/freeze", test_freeze);
    g_test_add_func ("/writing/outline", test_outline);
    g_test_add_func ("/writing/compare", test_compare);
    g_test_add_func ("/writing/append", test_append);
    g_test_add_func ("/writing/who", test_who);
    return g_test_run ();
}
