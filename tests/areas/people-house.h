/* People of a test: accounts, and who they are in a session. */
#pragma once

#include "fixture.h"
#include "letters.h"

#include "areas/people/account.h"
#include "areas/people/invitation.h"
#include "areas/people/membership.h"
#include "areas/people/people.h"
#include "areas/people/sessions.h"

#define PASSWORD "four words put together"

static const TdViewer command = TD_VIEWER_COMMAND;

static inline char *add (House *house, const char *address, TdRole role, const char *state)
{
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_person_add (house->instance, address, PASSWORD, role, state, &id, &error);
    g_assert_no_error (error);
    return id;
}

static inline char *open_session (House *house, const char *person, TdTrust trust)
{
    g_auto (TdSignIn) sign_in = { 0 };
    g_autoptr (GError) error = NULL;

    td_session_open (house->instance, person, trust, &sign_in, &error);
    g_assert_no_error (error);
    return g_steal_pointer (&sign_in.cookie);
}

static inline void viewer_of (House *house, const char *cookie, TdViewer *ret)
{
    g_autofree char *csrf = NULL;
    g_autoptr (GError) error = NULL;

    td_person_of_cookie (house->instance, cookie, ret, &csrf, &error);
    g_assert_no_error (error);
}

/* In a fresh session with a second factor. */
static inline void viewer_now (House *house, const char *person, TdViewer *ret)
{
    g_autofree char *cookie = open_session (house, person, TD_TRUST_SECOND);

    viewer_of (house, cookie, ret);
}

/* Noon in Geneva of that day. */
static inline void set_day (House *house, const char *day)
{
    g_autofree char *noon = g_strconcat (day, "T12:00:00Z", NULL);
    g_autoptr (GError) error = NULL;

    td_clock_at (noon, &house->instance->clock, &error);
    g_assert_no_error (error);
}

static inline gboolean give (House *house, const char *person, TdRole role, const char *state, const char *starts,
                             const char *ends, GError **error)
{
    const TdTermGiven given = { .role = role, .state = state, .starts = starts, .ends = ends };

    return td_role_give (house->instance, &command, person, &given, NULL, error);
}

static inline void must_give (House *house, const char *person, TdRole role, const char *state, const char *starts,
                              const char *ends)
{
    g_autoptr (GError) error = NULL;

    give (house, person, role, state, starts, ends, &error);
    g_assert_no_error (error);
}

static inline void not_given (House *house, const char *person, TdRole role, const char *state, const char *starts,
                              const char *ends, TdErrorCode code)
{
    g_autoptr (GError) error = NULL;

    g_assert_false (give (house, person, role, state, starts, ends, &error));
    assert_code (&error, code);
}

/* The id of the newest term of that role that nobody ended. */
static inline char *term_of (House *house, const char *person, TdRole role)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdPerson) p = td_person_get (house->instance, &command, person, &error);

    g_assert_no_error (error);
    for (guint i = 0; i < p->terms->len; i++) {
        const TdTerm *term = p->terms->pdata[i];
        if (term->role == role && term->ended == 0)
            return g_strdup (term->id);
    }
    return NULL;
}

static inline void must_end (House *house, const char *person, TdRole role)
{
    g_autofree char *term = term_of (house, person, role);
    g_autoptr (GError) error = NULL;

    g_assert_nonnull (term);
    td_role_end (house->instance, &command, person, term, &error);
    g_assert_no_error (error);
}

struct lead {
    const char *person, *organisation;
    TdLevel level;
};

static inline gboolean set_level_in (TdTx *tx, gpointer data, GError **error)
{
    const struct lead *l = data;

    return td_membership_set (tx, l->person, l->organisation, l->level, 1, error);
}

static inline void set_level (House *house, const char *person, const char *organisation, TdLevel level)
{
    struct lead l = { person, organisation, level };
    g_autoptr (GError) error = NULL;

    td_store_keep (house->instance->store, set_level_in, &l, &error);
    g_assert_no_error (error);
}

/* An account that leads an organisation. */
static inline char *add_lead (House *house, const char *address, const char *organisation)
{
    char *id = add (house, address, TD_ROLE_ORGANISATION, NULL);

    set_level (house, id, organisation, TD_LEVEL_LEAD);
    return id;
}
