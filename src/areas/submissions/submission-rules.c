/* What the profile asks of a contribution, in plain words. Contract in submission.h. */
#include "areas/submissions/submission.h"
#include "text/language.h"
#include "text/words.h"

static const TdSubmissionFile *first_file (const TdSubmission *s)
{
    return s->files->len > 0 ? s->files->pdata[0] : NULL;
}

static gboolean too_many (const TdProfile *profile, int pages_counted)
{
    return profile->page_limit > 0 && pages_counted > profile->page_limit;
}

gboolean td_submission_too_long (const TdInstance *instance, const TdSubmission *s)
{
    const TdSubmissionFile *file = first_file (s);

    return file != NULL && s->by_state == NULL && too_many (instance->profile, file->pages_counted);
}

char *td_submission_pages_words (const TdProfile *profile, int pages_counted, gboolean estimated, const char *locale)
{
    g_autofree char *pages = td_words_number (locale, pages_counted);
    g_autofree char *most = td_words_number (locale, profile->page_limit);
    const char *sentence =
        estimated
            ? N_ ("About {pages} pages by its words; the Committee asks for at most {most} as a rule: you can send it "
                  "with a reason, or shorten it.")
            : N_ ("{pages} pages; the Committee asks for at most {most} as a rule: you can send it with a reason, or "
                  "shorten it.");

    if (!too_many (profile, pages_counted))
        return NULL;
    return td_words_fill (td_words (locale, sentence), "pages", pages, "most", most, NULL);
}

char *td_submission_too_long_words (const TdInstance *instance, const TdSubmission *s, const char *locale)
{
    const TdSubmissionFile *file = first_file (s);

    return file != NULL
               ? td_submission_pages_words (instance->profile, file->pages_counted, file->pages_estimated, locale)
               : NULL;
}

const char *td_submission_missing (const TdInstance *instance, const TdSubmission *s)
{
    if (s->state == NULL || s->purpose == NULL)
        return "state";
    if (s->sender_name == NULL || s->sender_kind == NULL)
        return "sender";
    if (s->files->len == 0)
        return "file";
    if (td_submission_too_long (instance, s) && s->reason == NULL)
        return "reason";
    if (!s->checked)
        return "check";
    if (!s->visibility_chosen)
        return "visibility";
    return NULL;
}

static gboolean has (const char *const *tags, const char *tag)
{
    return tags != NULL && tag != NULL && g_strv_contains (tags, tag);
}

/* Language is never a ground for refusal, only a note on who will be able to read it. */
static char *language_note (const TdInstance *instance, const TdSubmission *s, const char *locale)
{
    g_autofree char *name = NULL;

    if (s->language == NULL || has (instance->profile->working_languages, s->language))
        return NULL;
    if (g_str_equal (s->language, "und"))
        return g_strdup (td_words (locale, N_ ("The language of the report could not be told. You can name it.")));
    name = td_language_name (s->language, locale);
    return td_words_fill (
        td_words (locale,
                  has (instance->profile->languages, s->language)
                      ? N_ ("It is in {language}. It is taken as it is and not translated by the United Nations, so "
                            "fewer members will be able to read it.")
                      : N_ ("It is in {language}, which is not a language of the United Nations. It is taken as it "
                            "is; few members will be able to read it, so a summary in another language helps.")),
        "language", name, NULL);
}

static gboolean any_scan (const TdSubmission *s)
{
    for (guint i = 0; i < s->files->len; i++)
        if (((TdSubmissionFile *) s->files->pdata[i])->no_text)
            return TRUE;
    return FALSE;
}

GPtrArray *td_submission_warnings (const TdInstance *instance, const TdSubmission *s, const char *locale)
{
    GPtrArray *warnings = g_ptr_array_new_with_free_func (g_free);
    char *note = language_note (instance, s, locale);

    if (td_submission_too_long (instance, s))
        g_ptr_array_add (warnings, td_submission_too_long_words (instance, s, locale));
    if (any_scan (s))
        g_ptr_array_add (warnings, g_strdup (td_words (locale, td_document_no_text_advice ())));
    if (note != NULL)
        g_ptr_array_add (warnings, note);
    if (s->uncalled)
        g_ptr_array_add (warnings,
                         g_strdup (td_words (locale, N_ ("There was no open call for this State and purpose, so it is "
                                                         "taken as a contribution without a call. It counts all "
                                                         "the same."))));
    return warnings;
}
