#include "areas/subscriptions/news.h"

#include "areas/subscriptions/subscription-private.h"
#include "base/errors.h"
#include "text/analyzer.h"

static const TdViewer the_public = TD_VIEWER_NOBODY;

/* ---- reminders ---- */

static const int distances[] = { 1, 7, 30, 60 };

/* So many days before the deadline by the calendar, at its time of day. */
static gint64 days_before (const TdCall *call, int days)
{
    g_autofree char *day = g_strndup (call->closes_local, 10);
    g_autofree char *date = td_date_add_days (day, -days);
    g_autofree char *local = g_strconcat (date != NULL ? date : "", call->closes_local + 10, NULL);
    gint64 at = 0;

    return td_instant_from_local (local, call->zone, &at, NULL) ? at : 0;
}

/* Since when the deadline that stands is known and the call open: what was due before that was said by other letters. */
static gint64 known_since (const TdCall *call)
{
    gint64 since = call->opens;

    for (guint i = 0; i < call->deadlines->len; i++) {
        const TdDeadline *d = call->deadlines->pdata[i];
        if (!g_str_equal (d->why, "kept") && !g_str_equal (d->why, "zone"))
            since = MAX (since, d->at);
    }
    return since;
}

int td_news_reminder (const TdCall *call, gint64 now)
{
    gint64 since = known_since (call);

    if (call->closes_local == NULL || td_call_status (call, now) != TD_CALL_OPEN)
        return 0;
    for (gsize i = 0; i < G_N_ELEMENTS (distances); i++) {
        gint64 due = days_before (call, distances[i]);
        if (due <= now)
            return due > since ? distances[i] : 0;
    }
    return 0;
}

char *td_news_reminder_key (const TdCall *call, int days)
{
    return g_strdup_printf ("reminder %s %s %s %d", call->id, call->closes_local, call->zone, days);
}

/* ---- loading ---- */

gboolean td_news_submission (TdTx *tx, const TdInstance *instance, const char *id, TdSubmission **ret_submission,
                             GError **error)
{
    g_autoptr (GError) problem = NULL;

    *ret_submission = td_submission_get_in (tx, instance, &the_public, NULL, id, &problem);
    if (*ret_submission != NULL || td_error_code (problem) == TD_ERROR_NOT_FOUND)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

static gboolean call_stands (const TdNews *news, gint64 now)
{
    const TdCall *call = news->call;
    const TdEvent *e = news->event;

    switch (e->kind) {
    case TD_NEWS_OPENED: return td_call_status (call, now) != TD_CALL_CLOSED;
    case TD_NEWS_DEADLINE: return call->ended == 0 && e->n >= 1 && e->n <= (int) call->deadlines->len;
    case TD_NEWS_CLOSED: return call->ended != 0;
    case TD_NEWS_REMINDER: return call->closes == e->closes && td_news_reminder (call, now) == e->n;
    case TD_NEWS_PUBLISHED:
    case TD_N_NEWS: break;
    }
    return FALSE;
}

static gboolean load_published (TdTx *tx, TdNews *news, gboolean *ret_stands, GError **error)
{
    if (!td_news_submission (tx, news->instance, news->event->thing, &news->submission, error))
        return FALSE;
    *ret_stands = news->submission != NULL;
    if (news->submission == NULL)
        return TRUE;
    news->paragraphs = td_submission_paragraphs (tx, news->submission, error);
    return news->paragraphs != NULL;
}

gboolean td_news_load (TdTx *tx, const TdInstance *instance, const TdEvent *event, TdNews *ret_news,
                       gboolean *ret_stands, GError **error)
{
    td_news_clear (ret_news);
    ret_news->instance = instance;
    ret_news->event = event;
    if (event->kind == TD_NEWS_PUBLISHED)
        return load_published (tx, ret_news, ret_stands, error);
    ret_news->call = td_call_get_in (tx, event->thing, error);
    if (ret_news->call == NULL)
        return FALSE;
    *ret_stands = call_stands (ret_news, td_clock_now (&instance->clock));
    return TRUE;
}

void td_news_clear (TdNews *news)
{
    g_clear_pointer (&news->call, td_call_free);
    g_clear_pointer (&news->submission, td_submission_free);
    g_clear_pointer (&news->paragraphs, g_ptr_array_unref);
    g_clear_pointer (&news->tokens, g_ptr_array_unref);
}

/* ---- whom it concerns ---- */

static gboolean call_is_about (const TdCall *call, const char *state)
{
    return call->states[0] == NULL || g_strv_contains ((const char *const *) call->states, state);
}

/* A call that names no theme is on all of them. */
static gboolean call_is_on (const TdCall *call, const char *theme)
{
    return call->themes[0] == NULL || g_strv_contains ((const char *const *) call->themes, theme);
}

static int number_of (const char *text)
{
    gint64 number = 0;

    return text != NULL && g_ascii_string_to_signed (text, 10, 1, 9999, &number, NULL) ? (int) number : 0;
}

/* An article is too narrow for calls on everything: whoever follows one is told of those that name its theme. */
static gboolean call_names_theme_of (const TdNews *news, const char *what)
{
    const TdArticle *article = td_profile_article (news->instance->profile, number_of (what));

    return article != NULL && news->call->themes[0] != NULL && call_is_on (news->call, article->theme);
}

static gboolean call_concerns (const TdNews *news, TdFollowKind kind, const char *what)
{
    switch (kind) {
    case TD_FOLLOW_WORLD: return TRUE;
    case TD_FOLLOW_THEME: return call_is_on (news->call, what);
    case TD_FOLLOW_STATE: return call_is_about (news->call, what);
    case TD_FOLLOW_CALL: return g_str_equal (news->call->id, what);
    case TD_FOLLOW_ARTICLE: return call_names_theme_of (news, what);
    case TD_FOLLOW_ORGANISATION:
    case TD_FOLLOW_SEARCH:
    case TD_N_FOLLOWS: break;
    }
    return FALSE;
}

static gboolean speaks_of (const TdParagraph *paragraph, int article)
{
    for (guint i = 0; i < paragraph->articles->len; i++) {
        const TdTag *tag = &g_array_index (paragraph->articles, TdTag, i);
        if (tag->article == article && tag->confidence >= 0.5)
            return TRUE;
    }
    return FALSE;
}

static gboolean speaks_of_theme (const TdNews *news, const TdParagraph *paragraph, const char *theme)
{
    const TdProfile *profile = news->instance->profile;

    for (guint i = 0; i < paragraph->articles->len; i++) {
        const TdTag *tag = &g_array_index (paragraph->articles, TdTag, i);
        const TdArticle *article = td_profile_article (profile, tag->article);
        if (tag->confidence >= 0.5 && article != NULL && g_strcmp0 (article->theme, theme) == 0)
            return TRUE;
    }
    return FALSE;
}

static GPtrArray *tokens_of (TdNews *news)
{
    if (news->tokens != NULL)
        return news->tokens;
    news->tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
    for (guint i = 0; i < news->paragraphs->len; i++) {
        const TdParagraph *p = news->paragraphs->pdata[i];
        g_autoptr (TdTokens) tokens = td_analyze (p->text, -1, p->language);
        GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
        for (guint t = 0; t < tokens->tokens->len; t++)
            g_hash_table_add (set, g_strdup (g_array_index (tokens->tokens, TdToken, t).text));
        g_ptr_array_add (news->tokens, set);
    }
    return news->tokens;
}

/* All words of the query, each in one of its forms. */
static gboolean has_words (GHashTable *tokens, const GPtrArray *query)
{
    for (guint i = 0; i < query->len; i++) {
        gboolean found = FALSE;
        for (char *const *form = query->pdata[i]; *form != NULL && !found; form++)
            found = g_hash_table_contains (tokens, *form);
        if (!found)
            return FALSE;
    }
    return TRUE;
}

/* One paragraph that has all that is asked for, as the search page finds it. */
static gboolean search_finds (TdNews *news, const char *what)
{
    g_autoptr (GHashTable) asked = td_follow_questions (what);
    const char *words = td_follow_question (asked, "words"), *state = td_follow_question (asked, "state");
    const char *article = td_follow_question (asked, "article"), *language = td_follow_question (asked, "language");
    int number = number_of (article);
    g_autoptr (GPtrArray) query = NULL;

    if (state != NULL && g_strcmp0 (state, news->submission->state) != 0)
        return FALSE;
    query = td_analyze_query (words != NULL ? words : "", language);
    for (guint i = 0; i < news->paragraphs->len; i++) {
        const TdParagraph *p = news->paragraphs->pdata[i];
        if ((language == NULL || g_strcmp0 (p->language, language) == 0) && (number == 0 || speaks_of (p, number))
            && (query->len == 0 || has_words (tokens_of (news)->pdata[i], query)))
            return TRUE;
    }
    return FALSE;
}

/* Who sent it counts only where everybody may know. */
static gboolean is_by (const TdNews *news, const char *organisation)
{
    return g_strcmp0 (news->submission->organisation, organisation) == 0
           && td_submission_name_for (news->submission, &the_public) != NULL;
}

static gboolean publication_concerns (TdNews *news, TdFollowKind kind, const char *what)
{
    switch (kind) {
    case TD_FOLLOW_WORLD: return TRUE;
    case TD_FOLLOW_STATE: return g_strcmp0 (news->submission->state, what) == 0;
    case TD_FOLLOW_ORGANISATION: return is_by (news, what);
    case TD_FOLLOW_SEARCH: return search_finds (news, what);
    case TD_FOLLOW_THEME:
    case TD_FOLLOW_ARTICLE:
        for (guint i = 0; i < news->paragraphs->len; i++) {
            const TdParagraph *p = news->paragraphs->pdata[i];
            if (kind == TD_FOLLOW_THEME ? speaks_of_theme (news, p, what) : speaks_of (p, number_of (what)))
                return TRUE;
        }
        return FALSE;
    case TD_FOLLOW_CALL:
    case TD_N_FOLLOWS: break;
    }
    return FALSE;
}

gboolean td_news_concerns (TdNews *news, TdFollowKind kind, const char *what)
{
    return news->call != NULL ? call_concerns (news, kind, what) : publication_concerns (news, kind, what);
}
