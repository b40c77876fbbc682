/* The answers of a draft: checked against the profile and the limits, then kept. Contract in submission.h. */
#include "areas/organisations/organisation.h"
#include "areas/submissions/draft.h"
#include "areas/submissions/state-paper.h"
#include "areas/submissions/submission-sql.h"
#include "areas/submissions/submission.h"
#include "base/faults.h"
#include "base/limits.h"
#include "mail/mail.h"
#include "text/clean.h"

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

struct answer {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id;
    const TdAnswers *answers; /* cleaned */
    const char *field;
};

static gboolean wrong (struct answer *a, const char *field, GError **error, const char *message)
{
    a->field = field;
    return fail (error, TD_ERROR_INPUT, message);
}

static gboolean too_many (const char *text, glong most)
{
    return text != NULL && g_utf8_strlen (text, -1) > most;
}

static gboolean empty (const char *text)
{
    return text != NULL && *text == '\0';
}

static gboolean empty_or_none (const char *text)
{
    return text == NULL || *text == '\0';
}

static gboolean check_state (struct answer *a, GError **error)
{
    const char *state = a->answers->state;

    return state == NULL || td_profile_state (a->instance->profile, state) != NULL
           || wrong (a, "state", error, "Choose the State party that the report is about.");
}

static gboolean check_purpose (struct answer *a, GError **error)
{
    const TdProfile *profile = a->instance->profile;
    const char *purpose = a->answers->purpose;

    return purpose == NULL || td_profile_choice (profile->purposes, profile->n_purposes, purpose) != NULL
           || wrong (a, "purpose", error, "Choose what the report is for.");
}

static gboolean check_sender_name (struct answer *a, GError **error)
{
    const TdAnswers *w = a->answers;

    if (too_many (w->sender_name, TD_LIMIT_NAME_CHARACTERS))
        return wrong (a, "sender_name", error, "The name is too long. Use at most 200 characters.");
    if (empty (w->sender_name) && empty_or_none (w->organisation))
        return wrong (a, "sender_name", error, "Write the name of the organisation, or your own name.");
    return TRUE;
}

static gboolean check_sender_kind (struct answer *a, GError **error)
{
    const TdProfile *profile = a->instance->profile;
    const TdAnswers *w = a->answers;

    return w->sender_kind == NULL || !empty_or_none (w->organisation)
           || td_profile_choice (profile->kinds, profile->n_kinds, w->sender_kind) != NULL
           || wrong (a, "sender_kind", error, "Choose the kind of organisation.");
}

static gboolean check_contact (struct answer *a, GError **error)
{
    const char *contact = a->answers->contact;

    if (too_many (contact, TD_LIMIT_NAME_CHARACTERS))
        return wrong (a, "contact", error, "The address is too long. Use at most 200 characters.");
    if (contact != NULL && strchr (contact, '@') != NULL && !td_mail_address_ok (contact))
        return wrong (a, "contact", error,
                      "This mail address cannot be right, so nothing would reach you. Write one address, such as "
                      "name@example.org, or a telephone number.");
    return TRUE;
}

static gboolean check_title (struct answer *a, GError **error)
{
    const char *title = a->answers->title;

    if (too_many (title, TD_LIMIT_TITLE_CHARACTERS))
        return wrong (a, "title", error, "The title is too long. Use at most 300 characters.");
    return !empty (title) || wrong (a, "title", error, "Write the title of the report.");
}

/* The shape of a BCP 47 tag: "ar", "zh-Hant", "sr-Latn-RS". */
static gboolean is_language_tag (const char *text)
{
    return g_regex_match_simple ("^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", text, G_REGEX_DOLLAR_ENDONLY, 0);
}

static gboolean check_language (struct answer *a, GError **error)
{
    return a->answers->language == NULL || is_language_tag (a->answers->language)
           || wrong (a, "language", error, "Choose the language of the report from the list.");
}

static gboolean check_articles (struct answer *a, GError **error)
{
    const TdAnswers *w = a->answers;

    for (guint i = 0; w->set_articles && i < w->articles->len; i++)
        if (g_array_index (w->articles, int, i) == 0)
            return wrong (a, "articles", error,
                          "Write the numbers of the articles with commas between, for example 16, 17, 22.");
        else if (td_profile_article (a->instance->profile, g_array_index (w->articles, int, i)) == NULL)
            return wrong (a, "articles", error, "The Convention has no such article. Look at the numbers again.");
    return TRUE;
}

static gboolean check_priorities (struct answer *a, GError **error)
{
    const TdProfile *profile = a->instance->profile;
    const TdAnswers *w = a->answers;

    if (!w->set_priorities)
        return TRUE;
    if ((int) w->priorities->len > profile->priorities)
        return wrong (a, "priorities", error, "Name fewer priorities: the Committee asks for a few only.");
    for (guint i = 0; i < w->priorities->len; i++) {
        const TdPriority *p = w->priorities->pdata[i];
        if (empty (p->text) || too_many (p->text, TD_LIMIT_TITLE_CHARACTERS))
            return wrong (a, "priorities", error, "Write each priority in one sentence of at most 300 characters.");
        if (p->article > 0 && td_profile_article (profile, p->article) == NULL)
            return wrong (a, "priorities", error, "The Convention has no such article. Choose one from the list.");
    }
    return TRUE;
}

static gboolean check_reason (struct answer *a, GError **error)
{
    return !too_many (a->answers->reason, TD_LIMIT_TEXT_CHARACTERS)
           || wrong (a, "reason", error, "The reason is too long. Use at most 4,000 characters.");
}

static gboolean check_visibility (struct answer *a, GError **error)
{
    TdVisibility visibility;

    return a->answers->visibility == NULL || td_visibility_from_word (a->answers->visibility, &visibility)
           || wrong (a, "visibility", error, "Choose who may see the report. There is no choice made for you.");
}

static gboolean check_all (struct answer *a, GError **error)
{
    /* in the order of the questions */
    static gboolean (*const checks[]) (struct answer *, GError **) = {
        check_state,    check_purpose,  check_sender_name, check_sender_kind, check_contact,    check_title,
        check_language, check_articles, check_priorities,  check_reason,      check_visibility,
    };
    g_auto (TdFaults) faults = { 0 };

    for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
        if (!td_faults_keep (&faults, checks[i](a, &faults.problem), &a->field, error))
            return FALSE;
    return td_faults_none (&faults, &a->field, error);
}

static void take (char **answer, const char *given)
{
    if (given == NULL)
        return;
    g_free (*answer);
    *answer = *given != '\0' ? g_strdup (given) : NULL;
}

static void apply (TdSubmission *s, const TdInstance *instance, const TdAnswers *w)
{
    if (w->state != NULL)
        take (&s->state, td_profile_state (instance->profile, w->state)->iso3);
    take (&s->purpose, w->purpose);
    take (&s->sender_name, w->sender_name);
    take (&s->sender_kind, w->sender_kind);
    take (&s->contact, w->contact);
    take (&s->title, w->title);
    take (&s->language, w->language);
    take (&s->reason, w->reason);
    if (w->visibility != NULL)
        s->visibility_chosen = td_visibility_from_word (w->visibility, &s->visibility);
    s->checked |= w->checked;
}

static gboolean change_kinds (TdTx *tx, const char *id, const GArray *kinds, GError **error)
{
    for (guint i = 0; kinds != NULL && i < kinds->len; i++) {
        const TdKindChange *change = &g_array_index (kinds, TdKindChange, i);
        if (!td_submission_set_kind (tx, id, change->n, change->kind, error))
            return FALSE;
    }
    return TRUE;
}

/* Who sends for an organisation may write for it, and its name and kind are the registry's. Whoever acts on behalf of one
 * sends for that one alone. */
static gboolean take_organisation (TdTx *tx, struct answer *a, TdSubmission *s, GError **error)
{
    const TdAnswers *w = a->answers;
    const char *id = w->organisation;
    g_autofree char *name = NULL;
    g_autofree char *kind = NULL;

    if (a->viewer->behalf != NULL && (id != NULL || w->sender_name != NULL || w->sender_kind != NULL))
        id = a->viewer->behalf;
    if (id == NULL)
        return TRUE;
    if (*id == '\0') {
        g_clear_pointer (&s->organisation, g_free);
        return TRUE;
    }
    if (td_viewer_level (a->viewer, id) < TD_LEVEL_CONTRIBUTOR)
        return wrong (a, "organisation", error, "Choose an organisation for which you may write, or yourself.");
    if (!td_organisation_name (tx, id, &name, &kind, error))
        return FALSE;
    if (name == NULL)
        return wrong (a, "organisation", error, "This organisation is no longer in the registry. Choose another one.");
    take (&s->organisation, id);
    take (&s->sender_name, name);
    take (&s->sender_kind, kind);
    return TRUE;
}

static gboolean answer_in (TdTx *tx, gpointer data, GError **error)
{
    struct answer *a = data;
    const TdAnswers *w = a->answers;
    g_autoptr (TdSubmission) s = NULL;

    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    s = td_draft_get (tx, a->instance, a->viewer, a->key, a->id, error);
    if (s == NULL)
        return FALSE;
    apply (s, a->instance, w);
    if (!take_organisation (tx, a, s, error) || !td_state_paper_answered (a->instance, a->viewer, s, &a->field, error))
        return FALSE;
    return td_submission_update (tx, s, td_clock_now (&a->instance->clock), error)
           && (!w->set_articles || td_submission_replace_articles (tx, a->id, w->articles, TRUE, error))
           && (!w->set_priorities || td_submission_replace_priorities (tx, a->id, w->priorities, error))
           && change_kinds (tx, a->id, w->kinds, error)
           && td_draft_journal (tx, a->instance, a->viewer, "submission.draft", a->id, error);
}

/* What a person wrote, fit to keep and show. The rules clean it themselves, because a command brings it as it is. */
typedef struct {
    TdAnswers answers;
    GPtrArray *strings; /* owns what answers point to */
    GPtrArray *priorities;
    const char *unreadable; /* the first answer that is no text */
} Cleaned;

static void cleaned_clear (Cleaned *cleaned)
{
    g_ptr_array_unref (cleaned->strings);
    g_ptr_array_unref (cleaned->priorities);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cleaned, cleaned_clear)

enum { ANY_LENGTH = 1024 * 1024 }; /* lengths are judged after, with their own sentences */

static const char *clean (Cleaned *cleaned, const char *field, const char *given, gboolean lines)
{
    char *text;

    if (given == NULL)
        return NULL;
    text = lines ? td_text_clean_text (given, ANY_LENGTH) : td_text_clean_line (given, ANY_LENGTH);
    if (text == NULL) {
        cleaned->unreadable = cleaned->unreadable != NULL ? cleaned->unreadable : field;
        text = g_strdup ("");
    }
    g_ptr_array_add (cleaned->strings, text);
    return text;
}

static void clean_all (Cleaned *cleaned, const TdAnswers *given)
{
    TdAnswers *w = &cleaned->answers;

    *w = *given;
    cleaned->strings = g_ptr_array_new_with_free_func (g_free);
    cleaned->priorities = g_ptr_array_new_with_free_func (g_free);
    w->sender_name = clean (cleaned, "sender_name", given->sender_name, FALSE);
    w->contact = clean (cleaned, "contact", given->contact, FALSE);
    w->title = clean (cleaned, "title", given->title, FALSE);
    w->reason = clean (cleaned, "reason", given->reason, TRUE);
    for (guint i = 0; given->set_priorities && i < given->priorities->len; i++) {
        TdPriority *p = g_memdup2 (given->priorities->pdata[i], sizeof *p);
        p->text = (char *) clean (cleaned, "priorities", p->text, FALSE);
        g_ptr_array_add (cleaned->priorities, p);
    }
    w->priorities = cleaned->priorities;
}

gboolean td_submission_answer (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                               const TdAnswers *answers, const char **ret_field, GError **error)
{
    g_auto (Cleaned) cleaned = { 0 };
    struct answer a = { .instance = instance, .viewer = viewer, .key = key, .id = id, .answers = &cleaned.answers };
    gboolean done;

    clean_all (&cleaned, answers);
    if (cleaned.unreadable != NULL)
        done = wrong (&a, cleaned.unreadable, error, "This text holds characters that cannot be read. Type it again.");
    else
        done = check_all (&a, error) && td_store_write (instance->store, answer_in, &a, error);
    if (!done && ret_field != NULL && a.field != NULL)
        *ret_field = a.field;
    return done;
}
