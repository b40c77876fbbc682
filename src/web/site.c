/* What the layout shows on every page: whose site this is, its languages, and who reads it. */
#include "web/request.h"

#include "text/language.h"
#include "text/words.h"
#include "web/server.h"
#include "web/static.h"

static GArray *languages_of (const char *locale)
{
    GArray *languages = g_array_new (FALSE, FALSE, sizeof (TdHtmlLanguage));

    for (const char *const *tag = td_words_locales (); *tag != NULL; tag++) {
        TdHtmlLanguage language = { *tag, td_language_name (*tag, *tag), strcmp (*tag, locale) == 0 };

        g_array_append_val (languages, language);
    }
    return languages;
}

void td_site_fill (TdRequest *request)
{
    const TdInstance *instance = request->server->instance;
    const TdProfile *profile = instance->profile;
    TdHtmlSite *site = &request->site;

    request->languages = languages_of (request->match.locale);
    site->body = profile != NULL ? td_words (request->match.locale, profile->body) : "";
    site->short_name = profile != NULL ? profile->short_name : "";
    site->style = td_static_address ("site.css");
    site->work = td_static_address ("work.css");
    site->pictures = td_static_address ("pictures.css");
    site->script = td_static_address ("site.js");
    site->icon = td_static_address ("icon.svg");
    site->languages = (const TdHtmlLanguage *) (gpointer) request->languages->data;
    site->n_languages = request->languages->len;
    site->rehearsal = instance->rehearsal || instance->clock.rehearsal;
    site->signed_in = td_request_signed_in (request);
    site->desk = td_door_may (&request->viewer, TD_ACT_SUBMISSION_LIST, NULL, NULL);
    const char *behalf = request->viewer.behalf != NULL ? request->viewer.behalf : request->viewer.behalf_state;

    if (behalf != NULL && request->server->name_of != NULL)
        request->behalf = request->server->name_of (request->server->instance, behalf);
    site->behalf = request->behalf;
    site->mirror = site->mirror_link = instance->mirror_of;
}

void td_site_clear (TdRequest *request)
{
    for (guint i = 0; request->languages != NULL && i < request->languages->len; i++)
        g_free ((char *) g_array_index (request->languages, TdHtmlLanguage, i).name);
    g_clear_pointer (&request->languages, g_array_unref);
    g_clear_pointer (&request->behalf, g_free);
}
