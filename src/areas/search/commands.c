/* The command search. */
#include "areas/search/search-area.h"

#include "areas/search/search.h"
#include "base/command.h"
#include "base/errors.h"

#include <jansson.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static char **ask_states, *ask_language, *ask_who, *ask_name, *ask_as;
static int ask_article, ask_limit, ask_offset;

static const GOptionEntry search_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING_ARRAY, &ask_states, "Only about this State party; may be given again",
      "ISO3" },
    { "who", 0, 0, G_OPTION_ARG_STRING, &ask_who,
      "Only what a source of this kind said: state, un, regional, nhri, civil-society, committee", "KIND" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &ask_name, "Only what was said under a name with these words", "WORDS" },
    { "article", 0, 0, G_OPTION_ARG_INT, &ask_article, "Only paragraphs that speak of this article", "N" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &ask_language, "Only paragraphs in this language", "TAG" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &ask_limit, "At most so many hits (20)", "N" },
    { "offset", 0, 0, G_OPTION_ARG_INT, &ask_offset, "After so many", "N" },
    { "as", 0, 0, G_OPTION_ARG_STRING, &ask_as, "public (if left out) or secretariat, which sees confidential ones too",
      "ROLE" },
    { NULL },
};

static json_t *articles_to_json (const GArray *articles)
{
    json_t *list = json_array ();

    for (guint i = 0; i < articles->len; i++)
        json_array_append_new (list, json_integer (g_array_index (articles, int, i)));
    return list;
}

static json_t *text_or_null (const char *text)
{
    return text != NULL ? json_string (text) : json_null ();
}

json_t *td_search_answer_to_json (const TdSearchAnswer *answer)
{
    json_t *hits = json_array ();

    for (guint i = 0; i < answer->hits->len; i++) {
        const TdSearchHit *hit = answer->hits->pdata[i];
        json_array_append_new (
            hits, json_pack ("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:i, s:s, s:s, s:o}", "submission",
                             text_or_null (hit->submission), "document", text_or_null (hit->document), "symbol",
                             text_or_null (hit->symbol), "anchor", text_or_null (hit->anchor), "kind",
                             text_or_null (hit->kind), "path", text_or_null (hit->path), "state",
                             text_or_null (hit->state), "organisation", text_or_null (hit->organisation), "by_state",
                             text_or_null (hit->by_state), "paragraph", hit->n, "language", hit->language, "text",
                             hit->text, "articles", articles_to_json (hit->articles)));
    }
    return json_pack ("{s:I, s:b, s:o}", "total", (json_int_t) answer->total, "most_words", answer->most_words, "hits",
                      hits);
}

static void print_answer (const TdSearchAnswer *answer)
{
    if (answer->most_words)
        printf ("Few paragraphs have all the words; these have some of them.\n");
    printf ("%" G_GINT64_FORMAT " paragraph(s)\n", answer->total);
    for (guint i = 0; i < answer->hits->len; i++) {
        const TdSearchHit *hit = answer->hits->pdata[i];
        if (hit->kind != NULL)
            printf ("\n%s %d, %s\n%s\n", hit->kind, hit->n, hit->path, hit->text);
        else if (hit->document != NULL)
            printf ("\n%s, %s: %s\n%s\n", hit->symbol != NULL ? hit->symbol : hit->document, hit->anchor,
                    hit->title != NULL ? hit->title : "", hit->text);
        else
            printf ("\n%s, %s, paragraph %d: %s\n%s\n", hit->state, hit->submission, hit->n,
                    hit->organisation != NULL ? hit->organisation : "(name withheld)", hit->text);
    }
}

static int run_search (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (TdSearchAnswer) answer = NULL;
    g_autofree char *words = g_strjoinv (" ", call->words + 1);
    TdSearchAsk ask = { .words = words,
                        .states = (const char *const *) ask_states,
                        .language = ask_language,
                        .who = ask_who,
                        .name = ask_name,
                        .article = ask_article,
                        .limit = ask_limit,
                        .offset = ask_offset };
    const TdViewer nobody = TD_VIEWER_NOBODY, secretariat = TD_VIEWER_SECRETARIAT;
    TdRole role = TD_ROLE_PUBLIC;

    if (ask_as != NULL
        && (!td_role_from_word (ask_as, &role) || (role != TD_ROLE_PUBLIC && role != TD_ROLE_SECRETARIAT))) {
        g_set_error_literal (error, TD_SEARCH_ERROR, TD_ERROR_INPUT, "Search --as public or --as secretariat.");
        return WRONG_USE;
    }
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL
        || (answer = td_search (instance, role == TD_ROLE_SECRETARIAT ? &secretariat : &nobody, &ask, error)) == NULL)
        return SAID_NO;
    if (call->json) {
        json_t *json = td_search_answer_to_json (answer);
        json_dumpf (json, stdout, JSON_INDENT (2));
        putchar ('\n');
        json_decref (json);
    } else {
        print_answer (answer);
    }
    return DONE;
}

const TdCommand td_search_commands[] = {
    { "search", NULL, "DIR WORDS…", "Searches the paragraphs", 2, 1000, search_options, run_search },
    { NULL },
};
