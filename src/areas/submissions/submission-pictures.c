#include "areas/submissions/submission-pictures.h"

#include "areas/receipts/slip-pictures.h"
#include "text/words.h"

static const char *label_of (const TdChoice *choices, gsize n, const char *slug)
{
    const TdChoice *choice = slug != NULL ? td_profile_choice (choices, n, slug) : NULL;

    return choice != NULL ? choice->label : "";
}

const char *td_submission_purpose_label (const TdProfile *profile, const TdSubmission *s)
{
    return label_of (profile->purposes, profile->n_purposes, s->purpose);
}

const char *td_submission_kind_label (const TdProfile *profile, const TdSubmission *s)
{
    return label_of (profile->kinds, profile->n_kinds, s->sender_kind);
}

char *td_submission_articles_words (const GArray *articles, const char *locale)
{
    GString *words = g_string_new (NULL);

    for (guint i = 0; i < articles->len; i++)
        g_string_append_printf (words, "%s%d", i > 0 ? td_words (locale, N_ (", ")) : "",
                                g_array_index (articles, int, i));
    return g_string_free (words, FALSE);
}

char *td_submission_size_words (const TdSubmission *s, const char *locale)
{
    gint64 pages = 0, words = 0;
    gboolean estimated = FALSE;
    g_autofree char *pages_text = NULL;
    g_autofree char *words_text = NULL;

    for (guint i = 0; i < s->files->len; i++) {
        const TdSubmissionFile *file = s->files->pdata[i];
        pages += file->pages;
        words += file->words;
        estimated |= file->pages_estimated;
    }
    pages_text = td_words_number (locale, pages);
    words_text = td_words_number (locale, words);
    return td_words_fill (td_words (locale, estimated ? N_ ("Pages: about {pages}, words: {words}")
                                                      : N_ ("Pages: {pages}, words: {words}")),
                          "pages", pages_text, "words", words_text, NULL);
}

TdMarkup *td_submission_slip (TdRequest *request, const TdReceipt *receipt, const TdSubmission *s)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const char *locale = td_request_locale (request);
    const char *state = td_profile_state_name (profile, td_profile_state (profile, s->state), locale);
    g_autofree char *about =
        g_strdup_printf ("%s · %s", state, td_words (locale, td_submission_purpose_label (profile, s)));
    g_autofree char *file = g_strdup_printf ("/%s/submissions/%s/receipt-file", locale, s->id);
    g_autoptr (GPtrArray) names = g_ptr_array_new ();

    for (guint i = 0; i < s->files->len; i++)
        g_ptr_array_add (names, ((TdSubmissionFile *) s->files->pdata[i])->name);
    return td_receipt_slip (instance, receipt, about, file, names, td_request_html (request));
}
