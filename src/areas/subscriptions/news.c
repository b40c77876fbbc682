#include "areas/subscriptions/news.h"

#include "areas/subscriptions/subscription-private.h"
#include "base/errors.h"
#include "text/analyzer.h"

static const TdViewer the_public = TD_VIEWER_NOBODY;

/* ---- where openings come from ---- */

const TdOpeningSource *const *td_news_sources (void)
{
    enum { MOST = 16 };
    static const TdOpeningSource *sources[MOST + 1];
    static gsize once;

    if (g_once_init_enter (&once)) {
        gsize n = 0;
        sources[n++] = &td_call_opening_source;
        for (gsize i = 0; td_opening_sources[i] != NULL; i++)
            if (td_opening_sources[i]->news != NULL) {
                g_assert (n < MOST);
                sources[n++] = td_opening_sources[i];
            }
        g_once_init_leave (&once, 1);
    }
    return sources;
}

static const TdOpeningSource *source_of (const char *name)
{
    const TdOpeningSource *const *sources = td_news_sources ();

    for (gsize i = 0; sources[i] != NULL; i++)
        if (g_strcmp0 (sources[i]->name, name) == 0)
            return sources[i];
    return NULL;
}

/* ---- reminders ---- */

static const int distances[] = { 1, 7, 30, 60 };

/* So many days before the deadline by the calendar, at its time of day. */
static gint64 days_before (const TdOpening *o, int days)
{
    g_autofree char *day = g_strndup (o->closes_local, 10);
    g_autofree char *date = td_date_add_days (day, -days);
    g_autofree char *local = g_strconcat (date != NULL ? date : "", o->closes_local + 10, NULL);
    gint64 at = 0;

    return td_instant_from_local (local, o->zone, &at, NULL) ? at : 0;
}

static guint deadlines_of (const TdOpening *o)
{
    return o->deadlines != NULL ? o->deadlines->len : 0;
}

/* Since when the deadline that stands is known and the opening open: what was due before that was said by other letters. */
static gint64 known_since (const TdOpening *o)
{
    gint64 since = o->opens;

    for (guint i = 0; i < deadlines_of (o); i++) {
        const TdDeadline *d = o->deadlines->pdata[i];
        if (!g_str_equal (d->why, "kept") && !g_str_equal (d->why, "zone"))
            since = MAX (since, d->at);
    }
    return since;
}

int td_news_reminder (const TdOpening *o, gint64 now)
{
    gint64 since = known_since (o);

    if (o->closes_local == NULL || td_opening_status (o, now) != TD_CALL_OPEN)
        return 0;
    for (gsize i = 0; i < G_N_ELEMENTS (distances); i++) {
        gint64 due = days_before (o, distances[i]);
        if (due <= now)
            return due > since ? distances[i] : 0;
    }
    return 0;
}

char *td_news_reminder_key (const TdOpening *o, int days)
{
    return g_strdup_printf ("reminder %s %s %s %d", o->id, o->closes_local, o->zone, days);
}

/* ---- loading ---- */

static int number_of (const char *text)
{
    gint64 number = 0;

    return text != NULL && g_ascii_string_to_signed (text, 10, 1, 9999, &number, NULL) ? (int) number : 0;
}

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

static gboolean opening_stands (const TdNews *news, gint64 now)
{
    const TdOpening *o = news->opening;
    const TdEvent *e = news->event;

    switch (e->kind) {
    case TD_NEWS_OPENED: return td_opening_status (o, now) != TD_CALL_CLOSED;
    case TD_NEWS_DEADLINE: return o->ended == 0 && e->n >= 1 && e->n <= (int) deadlines_of (o);
    case TD_NEWS_CLOSED: return o->ended != 0;
    case TD_NEWS_REMINDER: return o->closes == e->closes && td_news_reminder (o, now) == e->n;
    case TD_NEWS_PUBLISHED:
    case TD_NEWS_PROGRAMME:
    case TD_NEWS_QUIET:
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

/* One that another overtook is not told: the newer letter says more. */
static gboolean load_programme (TdTx *tx, TdNews *news, gboolean *ret_stands, GError **error)
{
    int session = number_of (news->event->thing), last = 0;

    if (!td_programme_version_get (tx, session, news->event->n, &news->programme, &news->programme_states, error)
        || !td_programme_version_last (tx, session, &last, error))
        return FALSE;
    *ret_stands = news->programme != NULL && last == news->event->n;
    return TRUE;
}

gboolean td_news_load (TdTx *tx, const TdInstance *instance, const TdEvent *event, TdNews *ret_news,
                       gboolean *ret_stands, GError **error)
{
    td_news_clear (ret_news);
    ret_news->instance = instance;
    ret_news->event = event;
    if (event->kind == TD_NEWS_PUBLISHED)
        return load_published (tx, ret_news, ret_stands, error);
    if (event->kind == TD_NEWS_PROGRAMME)
        return load_programme (tx, ret_news, ret_stands, error);
    if (event->kind == TD_NEWS_QUIET) {
        *ret_stands = TRUE;
        return TRUE;
    }
    ret_news->source = source_of (event->source);
    if (ret_news->source != NULL && !ret_news->source->get (tx, instance, event->thing, &ret_news->opening, error))
        return FALSE;
    *ret_stands = ret_news->opening != NULL && opening_stands (ret_news, td_clock_now (&instance->clock));
    return TRUE;
}

void td_news_clear (TdNews *news)
{
    g_clear_pointer (&news->opening, td_opening_free);
    g_clear_pointer (&news->submission, td_submission_free);
    g_clear_pointer (&news->paragraphs, g_ptr_array_unref);
    g_clear_pointer (&news->tokens, g_ptr_array_unref);
    g_clear_pointer (&news->programme, td_programme_version_free);
    g_clear_pointer (&news->programme_states, g_strfreev);
}

/* ---- whom it concerns ---- */

static gboolean is_about (const TdOpening *o, const char *state)
{
    return td_opening_is_for (o, (const char *const[]){ state, NULL });
}

static gboolean names_theme (const TdOpening *o)
{
    return o->themes != NULL && o->themes[0] != NULL;
}

/* One that names no theme is on all of them. */
static gboolean is_on (const TdOpening *o, const char *theme)
{
    return !names_theme (o) || g_strv_contains ((const char *const *) o->themes, theme);
}

/* An article is too narrow for calls on everything: whoever follows one is told of those that name its theme. */
static gboolean names_theme_of (const TdNews *news, const char *what)
{
    const TdArticle *article = td_profile_article (news->instance->profile, number_of (what));

    return article != NULL && names_theme (news->opening) && is_on (news->opening, article->theme);
}

static gboolean opening_concerns (const TdNews *news, TdFollowKind kind, const char *what)
{
    switch (kind) {
    case TD_FOLLOW_WORLD: return TRUE;
    case TD_FOLLOW_THEME: return is_on (news->opening, what);
    case TD_FOLLOW_STATE: return is_about (news->opening, what);
    case TD_FOLLOW_CALL: return news->opening->call != NULL && g_str_equal (news->opening->id, what);
    case TD_FOLLOW_ARTICLE: return names_theme_of (news, what);
    case TD_FOLLOW_ORGANISATION:
    case TD_FOLLOW_SEARCH:
    case TD_FOLLOW_QUIET:
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
    case TD_FOLLOW_QUIET:
    case TD_N_FOLLOWS: break;
    }
    return FALSE;
}

/* Whoever follows the world, or a State about whose meetings it says something. */
static gboolean programme_concerns (const TdNews *news, TdFollowKind kind, const char *what)
{
    return kind == TD_FOLLOW_WORLD
           || (kind == TD_FOLLOW_STATE && g_strv_contains ((const char *const *) news->programme_states, what));
}

gboolean td_news_concerns (TdNews *news, TdFollowKind kind, const char *what)
{
    if (news->event->kind == TD_NEWS_QUIET)
        return kind == TD_FOLLOW_QUIET;
    if (news->programme != NULL)
        return programme_concerns (news, kind, what);
    return news->opening != NULL ? opening_concerns (news, kind, what) : publication_concerns (news, kind, what);
}
