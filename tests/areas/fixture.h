/* A fresh instance in a folder of its own, and the steps that most tests need. */
#pragma once

#include "areas/submissions/submission.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "jobs/jobs.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef struct {
    char *folder;
    TdInstance *instance;
} House;

static const TdViewer nobody = TD_VIEWER_NOBODY;
static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static inline TdInstance *house_open (const char *folder, TdClock clock)
{
    g_autoptr (GError) error = NULL;
    TdInstance *instance = td_instance_open (folder, &clock, 2, 0, &error);

    g_assert_no_error (error);
    return instance;
}

static inline House *house_new (gboolean rehearsal)
{
    const TdInstanceOptions options = { .profile = "cmw", .rehearsal = rehearsal };
    g_autoptr (GError) error = NULL;
    g_autofree char *advice = NULL;
    House *house = g_new0 (House, 1);

    house->folder = g_dir_make_tmp ("treatydesk-areas-XXXXXX", &error);
    g_assert_no_error (error);
    g_assert_true (td_instance_init (house->folder, &options, &advice, &error));
    g_assert_no_error (error);
    house->instance = house_open (house->folder, td_clock_real ());
    return house;
}

static inline void remove_folder (const char *path)
{
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *inside = g_build_filename (path, name, NULL);
        if (g_file_test (inside, G_FILE_TEST_IS_DIR))
            remove_folder (inside);
        else
            g_unlink (inside);
    }
    g_rmdir (path);
}

static inline void house_free (House *house)
{
    td_instance_free (house->instance);
    remove_folder (house->folder);
    g_free (house->folder);
    g_free (house);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (House, house_free)

/* A draft of somebody without account. */
typedef struct {
    char *id, *key;
} Draft;

static inline void draft_clear (Draft *draft)
{
    g_free (draft->id);
    g_free (draft->key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

static inline void begin (House *house, Draft *draft)
{
    g_autoptr (GError) error = NULL;

    td_submission_begin (house->instance, &nobody, &draft->id, &draft->key, &error);
    g_assert_no_error (error);
}

/* An unlinked file with this text. */
static inline int file_of (const char *text)
{
    g_autofree char *path = NULL;
    gssize size = (gssize) strlen (text);
    int fd = g_file_open_tmp ("treatydesk-file-XXXXXX", &path, NULL);

    g_assert_cmpint (fd, >=, 0);
    g_unlink (path);
    g_assert_cmpint (write (fd, text, (gsize) size), ==, size);
    return fd;
}

/* main: in the place of the main file; else as an annex. */
static inline gboolean add_text (House *house, const Draft *draft, const char *name, const char *text, gboolean main,
                                 GError **error)
{
    int fd = file_of (text);
    gboolean added = td_submission_add_part (house->instance, &nobody, draft->key, draft->id, fd, name,
                                             main ? TD_PART_MAIN : TD_PART_ANNEX, NULL, error);

    close (fd);
    return added;
}

#define REPORT                                                                                                         \
    "# Notes on detention\n\nMigrant workers are held without a decision, contrary to article 16 of the Convention.\n"

/* Answers all; visibility is the only thing that differs. */
static inline void answer_all (House *house, const Draft *draft, const char *visibility, const char *text)
{
    const TdAnswers first = { .state = "GHA",
                              .purpose = "dialogue",
                              .sender_name = "Union of Tests",
                              .sender_kind = "ngo",
                              .visibility = visibility };
    const TdAnswers then = { .checked = TRUE };
    g_autoptr (GError) error = NULL;

    td_submission_answer (house->instance, &nobody, draft->key, draft->id, &first, NULL, &error);
    g_assert_no_error (error);
    add_text (house, draft, "report.md", text, TRUE, &error);
    g_assert_no_error (error);
    td_submission_answer (house->instance, &nobody, draft->key, draft->id, &then, NULL, &error);
    g_assert_no_error (error);
}

static inline TdReceipt *send (House *house, const Draft *draft)
{
    g_autoptr (GError) error = NULL;
    TdReceipt *receipt = NULL;

    td_submission_send (house->instance, &nobody, draft->key, draft->id, NULL, &receipt, &error);
    g_assert_no_error (error);
    return receipt;
}

static inline void send_one (House *house, Draft *draft, const char *visibility, const char *text)
{
    begin (house, draft);
    answer_all (house, draft, visibility, text);
    td_receipt_free (send (house, draft));
}

static inline void decide (House *house, const char *id, TdDecision decision)
{
    g_autoptr (GError) error = NULL;

    td_submission_decide (house->instance, &secretariat, id, &(TdDecide){ .decision = decision, .reason = "Because." },
                          NULL, &error);
    g_assert_no_error (error);
}

static inline void catch_up (House *house)
{
    g_autoptr (GError) error = NULL;

    td_jobs_catch_up (house->instance, td_area_subscribers (), &error);
    g_assert_no_error (error);
}

static inline void assert_code (GError **error, TdErrorCode code)
{
    g_assert_nonnull (*error);
    if (td_error_code (*error) != code)
        g_test_message ("%s", (*error)->message);
    g_assert_cmpint (td_error_code (*error), ==, code);
    g_clear_error (error);
}
