/* Files beside papers, written authorities, the text with which a case ends, and who comes by the code of words. */
#include "case-house.h"

#include "areas/cases/case-annex.h"
#include "areas/cases/case-ending.h"
#include "areas/cases/case-reading.h"
#include "areas/people/conflicts.h"
#include "areas/sealed/sending.h"

/* One pixel, and who made it. */
static const guint8 picture[] = { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
                                  0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00,
                                  0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00, 0x12, 0x74, 0x45, 0x58, 0x74, 0x41,
                                  0x75, 0x74, 0x68, 0x6f, 0x72, 0x00, 0x4d, 0x61, 0x72, 0x69, 0x61, 0x20, 0x4c, 0x6f,
                                  0x70, 0x65, 0x7a, 0xe6, 0x63, 0x16, 0x3f, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41,
                                  0x54, 0x78, 0x9c, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01, 0x48, 0xaf, 0xa4,
                                  0x71, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82 };

static int picture_file (void)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp ("treatydesk-picture-XXXXXX", &path, NULL);

    g_unlink (path);
    g_assert_cmpint (write (fd, picture, sizeof picture), ==, sizeof picture);
    lseek (fd, 0, SEEK_SET);
    return fd;
}

static gboolean says (GBytes *bytes, const char *word)
{
    return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), word, strlen (word)) != NULL;
}

static gboolean work (House *house, const char *id, int n, TdCaseAnnexAct act, int fd, const char *seen, GError **error)
{
    const TdCaseAnnexWish wish = { act, fd, seen };

    return td_case_annex_do (house->instance, &officer, id, 1, n, &wish, error);
}

static TdCaseAnnex *annex (const GPtrArray *list, int paper, int n)
{
    for (guint i = 0; i < list->len; i++)
        if (((TdCaseAnnex *) list->pdata[i])->paper == paper && ((TdCaseAnnex *) list->pdata[i])->n == n)
            return list->pdata[i];
    return NULL;
}

static GPtrArray *annexes (House *house, const TdViewer *viewer, const char *id)
{
    g_autoptr (GError) error = NULL;
    GPtrArray *list = td_case_annexes (house->instance, viewer, id, &error);

    g_assert_no_error (error);
    return list;
}

/* A paper with a text and a picture. */
static void send_both (House *house, const TdViewer *viewer, const char *id, TdCaseParty party)
{
    int files[] = { file_of ("What María López said, in full.\n"), picture_file () };
    const TdCaseIncoming given = { .party = party,
                                   .fd = file_of ("# Comments\n\nSee the annexes.\n"),
                                   .annexes = files,
                                   .n_annexes = G_N_ELEMENTS (files) };
    g_autoptr (GError) error = NULL;

    td_case_paper_receive (house->instance, viewer, id, &given, NULL, NULL, &error);
    g_assert_no_error (error);
    close (given.fd);
    close (files[0]);
    close (files[1]);
}

static gboolean transmit (House *house, const char *id, GError **error)
{
    return td_case_paper_transmit (house->instance, &officer, id, 1, error);
}

/* Nothing of a withheld identity goes out by an annex: its text is written anew, a picture is looked at, and again when the list grew. */
static void test_withheld (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *mission = add (house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    g_autofree char *id = transmitted (house, "GHA", TRUE);
    g_auto (TdViewer) state = { 0 };
    g_autoptr (GPtrArray) list = NULL, theirs = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *format = NULL;
    g_autofree char *words = NULL;
    g_autoptr (GError) error = NULL;
    TdAgeIdentity identity;
    int fd;

    add_key (house, &identity);
    viewer_now (house, mission, &state);
    td_case_names_set (house->instance, &officer, id, "María López = the author", &error);
    send_both (house, &officer, id, TD_PARTY_AUTHOR);
    list = annexes (house, &officer, id);
    g_assert_cmpuint (list->len, ==, 2);
    g_assert_true (annex (list, 1, 2)->picture);
    /* What the picture said of its maker is gone before it is kept. */
    bytes = td_case_annex_file (house->instance, &officer, id, 1, 2, FALSE, &format, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (format, ==, "png");
    g_assert_true (says (bytes, "IDAT") && !says (bytes, "Lopez"));
    fd = file_of ("# Comments\n\nSee the annexes.\n");
    td_case_paper_lay_out (house->instance, &officer, id, 1, fd, &error);
    close (fd);
    g_assert_no_error (error);
    g_assert_false (transmit (house, id, &error));
    g_assert_nonnull (strstr (error->message, "Annex 1"));
    assert_code (&error, TD_ERROR_CONFLICT);
    fd = file_of ("What María López said, in full.\n");
    work (house, id, 1, TD_ANNEX_LAY_OUT, fd, NULL, &error);
    close (fd);
    g_assert_no_error (error);
    g_assert_false (transmit (house, id, &error)); /* nobody looked at the picture */
    g_assert_nonnull (strstr (error->message, "Annex 2"));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (work (house, id, 2, TD_ANNEX_CONFIRM, -1, "another", &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (work (house, id, 1, TD_ANNEX_CONFIRM, -1, NULL, &error)); /* a text is no picture */
    assert_code (&error, TD_ERROR_INPUT);
    work (house, id, 2, TD_ANNEX_CONFIRM, -1, td_case_annex_seen (annex (list, 1, 2)), &error);
    g_assert_no_error (error);
    /* The list grew: it is looked at once more. */
    td_case_names_set (house->instance, &officer, id, "María López = the author\nKofi = the author’s son", &error);
    g_assert_false (transmit (house, id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    work (house, id, 2, TD_ANNEX_CONFIRM, -1, td_case_annex_seen (annex (list, 1, 2)), &error);
    transmit (house, id, &error);
    g_assert_no_error (error);
    theirs = annexes (house, &state, id);
    g_assert_cmpuint (theirs->len, ==, 2);
    g_clear_pointer (&bytes, g_bytes_unref);
    g_clear_pointer (&format, g_free);
    bytes = td_case_annex_file (house->instance, &state, id, 1, 1, FALSE, &format, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (format, ==, "pdf");
    words = read_again (house, bytes);
    g_assert_true (strstr (words, "the author") != NULL && strstr (words, "pez") == NULL);
    g_assert_false (work (house, id, 1, TD_ANNEX_HOLD, -1, NULL, &error)); /* it went */
    assert_code (&error, TD_ERROR_CONFLICT);
    td_age_identity_wipe (&identity);
}

/* What an officer lets stay goes to nobody; a name in an annex stops it; more files come to a paper until it went. */
static void test_held (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *mission = add (house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    g_autofree char *other = add (house, "other@example.org", TD_ROLE_MISSION, "MLI");
    g_autofree char *person = add (house, "person@example.org", TD_ROLE_ORGANISATION, NULL);
    const TdCaseNew given = { .state = "GHA", .account = "person@example.org" };
    g_auto (TdViewer) state = { 0 }, author = { 0 }, stranger = { 0 };
    g_autofree char *id = NULL;
    g_autofree char *format = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;
    int fd = picture_file ();

    td_case_enter (house->instance, &officer, &given, &id, NULL, &error);
    must_move (house, id, "registered");
    must_move (house, id, "transmitted");
    viewer_now (house, mission, &state);
    viewer_now (house, person, &author);
    viewer_now (house, other, &stranger);
    send_both (house, &state, id, TD_PARTY_NONE);
    td_case_annex_add (house->instance, &state, id, 1, &fd, 1, &error);
    g_assert_no_error (error);
    g_assert_false (td_case_annex_add (house->instance, &author, id, 1, &fd, 1, &error)); /* not theirs */
    assert_code (&error, TD_ERROR_NOT_FOUND);
    work (house, id, 2, TD_ANNEX_HOLD, -1, NULL, &error);
    g_assert_no_error (error);
    transmit (house, id, &error); /* to the author: nothing is withheld from them */
    g_assert_no_error (error);
    list = annexes (house, &author, id);
    g_assert_cmpuint (list->len, ==, 2);
    g_assert_null (annex (list, 1, 2));
    g_assert_null (td_case_annex_file (house->instance, &author, id, 1, 2, FALSE, &format, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    bytes = td_case_annex_file (house->instance, &author, id, 1, 3, FALSE, &format, &error);
    g_assert_no_error (error);
    g_assert_true (says (bytes, "PNG"));
    g_assert_null (td_case_annex_file (house->instance, &stranger, id, 1, 3, FALSE, &format, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_case_annex_add (house->instance, &state, id, 1, &fd, 1, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    close (fd);
}

/* All of what comes, or nothing: a broken picture takes the whole paper back. */
static void test_whole (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *id = enter (house, "GHA", FALSE);
    int broken = file_of ("\x89PNG\r\n\x1a\n and nothing else");
    const TdCaseIncoming given = {
        .party = TD_PARTY_AUTHOR, .fd = file_of ("Comments.\n"), .annexes = &broken, .n_annexes = 1
    };
    g_autoptr (GPtrArray) papers = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_false (td_case_paper_receive (house->instance, &officer, id, &given, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    papers = td_case_papers (house->instance, &officer, id, &error);
    g_assert_cmpuint (papers->len, ==, 0);
    close (broken);
    close (given.fd);
}

/* ---- by the code of words ---- */

/* Sends something sealed; its root, and in *ret_filing its id. */
static char *seal (House *house, char **ret_filing)
{
    const TdSealedSending sending = { .text = "They took my passport.", .message = -1 };
    int numbers[TD_CODE_WORDS];
    char root[TD_SEALED_ROOT_TEXT + 1];
    g_autoptr (GError) error = NULL;

    td_sealed_send (house->instance, TD_SEALED_COMMUNICATION, &sending, numbers, root, NULL, &error);
    g_assert_no_error (error);
    g_autoptr (TdSealedVisit) visit = td_sealed_visit (house->instance, root, &error);
    g_assert_no_error (error);
    *ret_filing = g_strdup (visit->filing->id);
    return g_strdup (root);
}

static void test_by_code (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *mission = add (house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    g_autofree char *chair = add (house, "chair@example.org", TD_ROLE_MEMBER, "SEN");
    g_autofree char *filing = NULL;
    g_autofree char *root = NULL;
    g_autofree char *id = NULL;
    g_autofree char *format = NULL;
    g_auto (TdViewer) state = { 0 }, chairs = { 0 };
    TdViewer author = { .roles = TD_ROLE_BIT (PUBLIC), .actor = TD_CASE_READER_AUTHOR }, other = author;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;
    TdAgeIdentity identity;

    add_key (house, &identity);
    must_give (house, chair, TD_ROLE_CHAIR, NULL, NULL, NULL);
    root = seal (house, &filing);
    const TdCaseNew given = { .state = "GHA",
                              .filing = filing,
                              .representation = "lawyer",
                              .authority = "none",
                              .reason = "Held without contact." };
    td_case_enter (house->instance, &officer, &given, &id, NULL, &error);
    g_assert_no_error (error);
    must_move (house, id, "registered");
    must_move (house, id, "transmitted");
    viewer_now (house, mission, &state);
    viewer_now (house, chair, &chairs);
    author.filing = filing;
    other.filing = id; /* of something else */
    g_assert_null (get (house, &other, id));
    send_both (house, &state, id, TD_PARTY_NONE);
    g_assert_null (td_case_paper_file (house->instance, &author, id, 1, FALSE, &format, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    transmit (house, id, &error);
    g_assert_no_error (error);
    bytes = td_case_paper_file (house->instance, &author, id, 1, FALSE, &format, &error);
    g_assert_no_error (error);
    g_assert_true (says (bytes, "See the annexes."));
    g_clear_pointer (&format, g_free);
    g_clear_pointer (&bytes, g_bytes_unref);
    bytes = td_case_annex_file (house->instance, &author, id, 1, 2, FALSE, &format, &error);
    g_assert_true (says (bytes, "PNG"));
    /* Signed by who came with the code; then a file of it, which lies with what came sealed. */
    td_case_sign_authority (house->instance, &author, id, &error);
    g_assert_no_error (error);
    td_case_authority_sealed (house->instance, &author, id, 2, &error);
    g_assert_no_error (error);
    g_autoptr (TdCase) c = get (house, &officer, id);
    g_assert_cmpstr (c->authority, ==, "written");
    list = annexes (house, &officer, id);
    g_assert_cmpstr (annex (list, TD_CASE_AUTHORITY, 1)->filing, ==, filing);
    g_clear_pointer (&list, g_ptr_array_unref);
    list = annexes (house, &state, id);
    g_assert_null (annex (list, TD_CASE_AUTHORITY, 1));
    g_clear_pointer (&list, g_ptr_array_unref);
    /* The chair sees that the author read, in an hour, and no more. */
    list = td_case_readings (house->instance, &chairs, id, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (list->len, ==, 2);
    for (guint i = 0; i < list->len; i++) {
        const TdCaseReading *r = list->pdata[i];
        g_assert_cmpstr (r->reader, ==, TD_CASE_READER_AUTHOR);
        g_assert_null (r->name);
        g_assert_cmpint (r->at % G_TIME_SPAN_HOUR, ==, 0);
    }
    td_age_identity_wipe (&identity);
}

/* An authority as a file: by who acts, and by an officer; nobody needs one to act for oneself. */
static void test_authority (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *person = add (house, "person@example.org", TD_ROLE_ORGANISATION, NULL);
    const TdCaseNew acts = { .state = "GHA",
                             .account = "person@example.org",
                             .representation = "organisation",
                             .authority = "none",
                             .reason = "It is on its way." };
    g_autofree char *own = enter (house, "GHA", FALSE);
    g_auto (TdViewer) author = { 0 };
    g_autofree char *id = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GError) error = NULL;
    int fd = picture_file ();

    td_case_enter (house->instance, &officer, &acts, &id, NULL, &error);
    viewer_now (house, person, &author);
    g_assert_false (td_case_authority_file (house->instance, &author, id, -1, &error));
    assert_code (&error, TD_ERROR_INPUT);
    td_case_authority_file (house->instance, &author, id, fd, &error);
    g_assert_no_error (error);
    td_case_authority_file (house->instance, &officer, id, fd, &error);
    g_assert_no_error (error);
    list = annexes (house, &author, id);
    g_assert_cmpuint (list->len, ==, 2);
    g_assert_false (td_case_authority_file (house->instance, &officer, own, fd, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_case_authority_file (house->instance, &nobody, id, fd, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    close (fd);
}

/* ---- endings ---- */

static void write_in (House *house, const char *id, const char *typed)
{
    const TdWriter writer = { .viewer = &officer };
    const TdWritingSave save = {
        .kind = TD_CASE_ENDING_THING, .thing = id, .section = "decision", .base = 0, .typed = typed, .done = TRUE
    };
    g_autoptr (GError) error = NULL;
    TdSaved saved;

    td_writing_save (house->instance, &writer, &save, &saved, NULL, &error);
    g_assert_no_error (error);
}

static gboolean begin_ending (House *house, const char *id, const TdCaseEndingNew *given, const char *field,
                              GError **error)
{
    const char *wrong = NULL;
    gboolean done = td_case_ending_begin (house->instance, &officer, id, given, &wrong, error);

    g_assert_cmpstr (wrong, ==, field);
    return done;
}

static void test_joined (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *a = enter (house, "GHA", FALSE);
    g_autofree char *b = enter (house, "GHA", FALSE);
    g_autofree char *far = enter (house, "MLI", FALSE);
    static const char *const wrong[] = { "", "seven", "9/2026", "2/1999" };
    TdCaseEndingNew wish = { .stage = "joined" };
    g_autoptr (GError) error = NULL;

    must_move (house, a, "registered");
    must_move (house, b, "registered");
    must_move (house, far, "registered");
    g_assert_false (move (house, b, "joined", &error)); /* by its own text alone */
    assert_code (&error, TD_ERROR_CONFLICT);
    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
        wish.joined = wrong[i];
        g_assert_false (begin_ending (house, b, &wish, "joined", &error));
        assert_code (&error, TD_ERROR_INPUT);
    }
    g_autoptr (TdCase) other = get (house, &officer, far);
    g_autofree char *number = td_case_number (other);
    wish.joined = number;
    g_assert_false (begin_ending (house, b, &wish, "joined", &error)); /* of another State */
    assert_code (&error, TD_ERROR_INPUT);
    g_autoptr (TdCase) into = get (house, &officer, a);
    g_autofree char *good = td_case_number (into);
    wish.joined = good;
    g_assert_true (begin_ending (house, b, &wish, "joined", &error));
    g_assert_false (td_case_ending_adopt (house->instance, &officer, b, 0, &error)); /* nothing is written */
    assert_code (&error, TD_ERROR_CONFLICT);
    write_in (house, b, "They are examined together.");
    td_case_ending_adopt (house->instance, &officer, b, 0, &error);
    g_assert_no_error (error);
    g_autoptr (TdCase) c = get (house, &officer, b);
    g_assert_cmpstr (c->joined, ==, a);
    g_assert_cmpint (c->ended, !=, 0);
    g_assert_false (td_case_ending_drop (house->instance, &officer, b, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

/* Both parties have the text, as a paper, without the names of the list; its terms stand first. */
static void test_settled (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *mission = add (house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    g_autofree char *own = add (house, "own@example.org", TD_ROLE_MEMBER, "GHA");
    g_autofree char *id = transmitted (house, "GHA", TRUE);
    TdCaseEndingNew wish = { .stage = "friendly-settlement", .terms = "The State pays María López what is owed." };
    g_auto (TdViewer) state = { 0 }, partial = { 0 };
    g_autoptr (TdCaseEnding) e = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *format = NULL;
    g_autofree char *words = NULL;
    g_autoptr (GError) error = NULL;
    TdAgeIdentity identity;

    viewer_now (house, mission, &state);
    viewer_now (house, own, &partial);
    g_assert_false (begin_ending (house, id, &wish, "agreed", &error));
    assert_code (&error, TD_ERROR_INPUT);
    wish.agreed = "2999-01-01";
    g_assert_false (begin_ending (house, id, &wish, "agreed", &error));
    assert_code (&error, TD_ERROR_INPUT);
    wish.agreed = "2020-01-01";
    g_assert_true (begin_ending (house, id, &wish, NULL, &error));
    write_in (house, id, "María López and the State settled. The examination ends.");
    g_assert_false (td_case_ending_get (house->instance, &state, id, &e, &error)); /* no draft for a party */
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_case_ending_get (house->instance, &partial, id, &e, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_case_ending_adopt (house->instance, &officer, id, 0, &error)); /* withheld, and no list */
    assert_code (&error, TD_ERROR_CONFLICT);
    add_key (house, &identity);
    td_case_names_set (house->instance, &officer, id, "María López = the author", &error);
    g_assert_false (td_case_ending_adopt (house->instance, &officer, id, 1, &error)); /* seen before */
    assert_code (&error, TD_ERROR_CONFLICT);
    td_case_ending_adopt (house->instance, &officer, id, 0, &error);
    g_assert_no_error (error);
    g_autoptr (TdCase) c = get (house, &officer, id);
    g_assert_cmpstr (c->stage, ==, "friendly-settlement");
    bytes = td_case_paper_file (house->instance, &state, id, 1, FALSE, &format, &error);
    g_assert_no_error (error);
    words = read_again (house, bytes);
    g_assert_true (strstr (words, "pays the author") != NULL && strstr (words, "pez") == NULL);
    g_assert_cmpint (strstr (words, "pays the author") - strstr (words, "settled"), <, 0);
    td_age_identity_wipe (&identity);
}

/* A draft that is dropped leaves room for another end. */
static void test_dropped (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *id = transmitted (house, "GHA", FALSE);
    const TdCaseEndingNew first = { .stage = "friendly-settlement", .terms = "Peace.", .agreed = "2020-01-01" };
    const TdCaseEndingNew second = { .stage = "discontinued" }, none = { .stage = "views" };
    g_autoptr (TdCaseEnding) e = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_false (begin_ending (house, id, &none, "stage", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (begin_ending (house, id, &first, NULL, &error));
    td_case_ending_drop (house->instance, &officer, id, &error);
    g_assert_no_error (error);
    g_assert_true (begin_ending (house, id, &second, NULL, &error));
    write_in (house, id, "The author wrote no more.");
    td_case_ending_adopt (house->instance, &officer, id, 0, &error);
    g_assert_no_error (error);
    g_assert_true (td_case_ending_get (house->instance, &officer, id, &e, &error));
    g_assert_cmpstr (e->stage, ==, "discontinued");
    g_assert_cmpint (e->paper, ==, 1);
}

/* ---- officers' conflicts ---- */

static void test_officer_in_conflict (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *person = add (house, "officer@example.org", TD_ROLE_OFFICER, NULL);
    g_autofree char *gha = transmitted (house, "GHA", FALSE);
    g_autofree char *mli = transmitted (house, "MLI", FALSE);
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GError) error = NULL;

    {
        g_auto (TdViewer) before = { 0 };
        viewer_now (house, person, &before);
        g_autoptr (TdCase) c = get (house, &before, gha);
        g_assert_nonnull (c);
        td_conflict_add (house->instance, &before, person, "GHA", TD_GROUND_DECLARATION, &error);
        g_assert_no_error (error);
    }
    g_auto (TdViewer) after = { 0 };
    viewer_now (house, person, &after);
    g_assert_null (get (house, &after, gha));
    list = td_case_list (house->instance, &after, NULL, &error);
    g_assert_cmpuint (list->len, ==, 1);
    g_assert_cmpstr (((TdCase *) list->pdata[0])->id, ==, mli);
}

/* ---- the same file elsewhere ---- */

/* Files lie by their content: who drops a draft with the same one leaves the register its own. */
static void test_shared_file (void)
{
    static const char same[] = "# What happened\n\nSent to both.\n";
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *id = transmitted (house, "GHA", FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *format = NULL;
    g_autoptr (GError) error = NULL;
    int n = 0;

    g_assert_true (receive (house, &officer, id, TD_PARTY_AUTHOR, same, &n, NULL, &error));
    begin (house, &draft);
    add_text (house, &draft, "same.md", same, TRUE, &error);
    g_assert_no_error (error);
    g_assert_true (td_submission_discard (house->instance, &nobody, draft.key, draft.id, &error));
    bytes = td_case_paper_file (house->instance, &officer, id, n, FALSE, &format, &error);
    g_assert_no_error (error);
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), same, strlen (same));
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/areas/case-annexes/withheld", test_withheld);
    g_test_add_func ("/areas/case-annexes/held", test_held);
    g_test_add_func ("/areas/case-annexes/whole", test_whole);
    g_test_add_func ("/areas/case-annexes/by-code", test_by_code);
    g_test_add_func ("/areas/case-annexes/authority", test_authority);
    g_test_add_func ("/areas/case-annexes/joined", test_joined);
    g_test_add_func ("/areas/case-annexes/settled", test_settled);
    g_test_add_func ("/areas/case-annexes/dropped", test_dropped);
    g_test_add_func ("/areas/case-annexes/shared-file", test_shared_file);
    g_test_add_func ("/areas/case-annexes/officer-in-conflict", test_officer_in_conflict);
    return g_test_run ();
}
