/* Cases of a test: entered, moved, papers received and read again. */
#pragma once

#include "people-house.h"

#include "areas/cases/case-move.h"
#include "areas/cases/case-names.h"
#include "areas/cases/case-paper.h"
#include "areas/sealed/recipients.h"
#include "document/document.h"
#include "profile/case-stages.h"

static const TdViewer officer = TD_VIEWER_REGISTER;

static inline char *enter (House *house, const char *state, gboolean withheld)
{
    const TdCaseNew given = { .state = state, .withheld = withheld };
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_case_enter (house->instance, &officer, &given, &id, NULL, &error);
    g_assert_no_error (error);
    return id;
}

static inline gboolean move (House *house, const char *id, const char *to, GError **error)
{
    const TdCaseMove wish = { .to = to, .note = "Because." };

    return td_case_move (house->instance, &officer, id, &wish, error);
}

static inline void must_move (House *house, const char *id, const char *to)
{
    g_autoptr (GError) error = NULL;

    move (house, id, to, &error);
    g_assert_no_error (error);
}

static inline TdCase *get (House *house, const TdViewer *viewer, const char *id)
{
    return td_case_get (house->instance, viewer, id, NULL);
}

static inline char *transmitted (House *house, const char *state, gboolean withheld)
{
    char *id = enter (house, state, withheld);

    must_move (house, id, "registered");
    must_move (house, id, "transmitted");
    return id;
}

static inline gboolean receive (House *house, const TdViewer *viewer, const char *id, TdCaseParty party,
                                const char *text, int *ret_n, gboolean *ret_closed, GError **error)
{
    const TdCaseIncoming given = { .party = party, .fd = file_of (text) };
    gboolean done = td_case_paper_receive (house->instance, viewer, id, &given, ret_n, ret_closed, error);

    close (given.fd);
    return done;
}

static inline void add_key (House *house, TdAgeIdentity *identity)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;

    td_age_identity_new (identity);
    text = td_age_recipient_text (&identity->recipient);
    td_sealed_recipient_add (house->instance, TD_SEALED_COMMUNICATION, "Register officer 1", text, &error);
    g_assert_no_error (error);
}

static inline char *read_again (House *house, GBytes *bytes)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *path = NULL;
    gsize size;
    const guint8 *data = g_bytes_get_data (bytes, &size);
    int fd = g_file_open_tmp ("treatydesk-again-XXXXXX", &path, NULL);
    GString *all = g_string_new (NULL);

    g_unlink (path);
    g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
    g_autoptr (TdDocument) document =
        td_document_read (house->instance->cells, fd, NULL, &house->instance->profile->page_rule, &error);
    g_assert_no_error (error);
    close (fd);
    for (guint i = 0; i < document->paragraphs->len; i++)
        g_string_append_printf (all, "%s\n", ((TdParagraph *) document->paragraphs->pdata[i])->text);
    return g_string_free (all, FALSE);
}
