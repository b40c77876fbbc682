/* Submissions and documents about one State, and those who read them. */
#pragma once

#include "fixture.h"

#include "areas/dossier/coverage.h"

#define R(name) TD_ROLE_BIT (name)
#define SIGNED  (R (PUBLIC) | R (ORGANISATION))

static const char *const no_conflicts[] = { NULL };
static const char *const about_ghana[] = { "GHA", NULL };
#define MEMBER(who, of)                                                                                                \
    {                                                                                                                  \
        .roles = SIGNED | R (MEMBER), .trust = TD_TRUST_SECOND, .person = who, .session = who, .actor = who,           \
        .conflicts = of                                                                                                \
    }
static const TdViewer member = MEMBER ("m000000000000000", no_conflicts);
static const TdViewer colleague = MEMBER ("m000000000000001", no_conflicts);
static const TdViewer in_conflict = MEMBER ("m000000000000002", about_ghana);
static const TdViewer untold = MEMBER ("m000000000000003", NULL);
static const TdViewer mission = { .roles = SIGNED | R (MISSION),
                                  .trust = TD_TRUST_SECOND,
                                  .person = "g000000000000000",
                                  .session = "g",
                                  .state = "GHA" };

/* A report of this kind of sender, sent; its id. Free it. */
static inline char *report (House *house, const char *kind, const char *visibility, const char *text)
{
    const TdAnswers first = { .state = "GHA",
                              .purpose = "dialogue",
                              .sender_name = "Union of Tests",
                              .sender_kind = kind,
                              .visibility = visibility };
    const TdAnswers then = { .checked = TRUE };
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;

    begin (house, &draft);
    td_submission_answer (house->instance, &nobody, draft.key, draft.id, &first, NULL, &error);
    g_assert_no_error (error);
    add_text (house, &draft, "report.md", text, TRUE, &error);
    g_assert_no_error (error);
    td_submission_answer (house->instance, &nobody, draft.key, draft.id, &then, NULL, &error);
    g_assert_no_error (error);
    td_receipt_free (send (house, &draft));
    return g_strdup (draft.id);
}

/* A document with one paragraph on article 16, in two languages of which the first leads. */
struct planted {
    const char *id, *symbol, *type, *source, *day, *text;
    int cycle;
    gint64 key;
};

static inline gboolean plant_language (TdTx *tx, const struct planted *p, const char *language, gint64 key,
                                       GError **error)
{
    return td_exec (tx,
                    "insert into document_language (document, language, leads, size, pages, words, no_text, added)"
                    " values ($1, $2, $3, 0, 1, 9, 0, 1)",
                    error, TD_TEXT (p->id), TD_TEXT (language), TD_FLAG (g_str_equal (language, "en")))
           && td_exec (tx,
                       "insert into document_paragraph (document, language, n, anchor, page, level, kind, number, text,"
                       " search_key) values ($1, $2, 1, 'p12', 1, 0, 'text', '12.', $3, $4)",
                       error, TD_TEXT (p->id), TD_TEXT (language), TD_TEXT (p->text), TD_INT (key))
           && td_exec (tx,
                       "insert into document_paragraph_article (document, language, n, article, confidence, because)"
                       " values ($1, $2, 1, 16, 900, 'article 16')",
                       error, TD_TEXT (p->id), TD_TEXT (language));
}

static inline gboolean plant_in (TdTx *tx, gpointer data, GError **error)
{
    const struct planted *p = data;

    return td_exec (tx,
                    "insert into document (id, symbol, type, source, state, cycle, day, created, secret)"
                    " values ($1, $2, $3, $4, 'GHA', $5, $6, 1, $7)",
                    error, TD_TEXT (p->id), TD_TEXT (p->symbol), TD_TEXT (p->type), TD_TEXT (p->source),
                    p->cycle > 0 ? TD_INT (p->cycle) : TD_NULL (), TD_TEXT (p->day),
                    TD_BYTES ("01234567890123456789012345678901", 32))
           && plant_language (tx, p, "en", p->key, error) && plant_language (tx, p, "fr", p->key + 1, error);
}

static inline void plant (House *house, struct planted p)
{
    g_autoptr (GError) error = NULL;

    td_store_keep (house->instance->store, plant_in, &p, &error);
    g_assert_no_error (error);
}
