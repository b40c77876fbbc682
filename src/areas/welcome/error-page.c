#include "areas/welcome/error-page.h"

#include "templates/error-page.html.h"
#include "text/words.h"

static const char *title_of (int status)
{
    switch (status) {
    case 403: return N_ ("You may not do this");
    case 404: return N_ ("Nothing is here");
    case 405: return N_ ("This cannot be done at this address");
    case 409: return N_ ("Somebody was quicker");
    case 410: return N_ ("It was taken away");
    case 413: return N_ ("This is too large");
    case 422: return N_ ("Something is not right yet");
    case 503: return N_ ("We are full just now");
    default: return status >= 500 ? N_ ("Something went wrong on our side") : N_ ("This did not work");
    }
}

void td_error_page (TdHtml *h, const TdViewer *viewer, TdInstance *instance, int status, const char *message)
{
    g_autofree char *sign_in = g_strconcat ("/", h->locale, "/sign-in", NULL);
    gboolean could_sign_in = status == 403 && viewer != NULL && viewer->person == NULL;
    const struct html_error_page page = {
        /* Nobody lacks a right when it is the form that was refused. */
        .title = td_words (h->locale, title_of (viewer != NULL ? status : 400)),
        .message = td_words (h->locale, message),
        .status = status,
        .next = could_sign_in ? td_words (h->locale, N_ ("Sign in")) : NULL,
        .next_link = could_sign_in ? sign_in : "",
    };

    (void) instance;
    html_error_page (h, &page);
}
