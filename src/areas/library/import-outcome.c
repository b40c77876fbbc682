/* Outcomes of rows. Contract in import-bulk.h. */
#include "areas/library/import-private.h"
#include "base/errors.h"

const char *td_import_result_word (TdImportResult result)
{
    static const char *const words[] = { "new", "there", "problem" };

    return words[result];
}

void td_import_outcome_free (TdImportOutcome *outcome)
{
    if (outcome == NULL)
        return;
    g_free (outcome->what);
    g_free (outcome->language);
    g_free (outcome->why);
    g_free (outcome->id);
    g_free (outcome);
}

TdImportOutcome *td_import_outcome_new (int line, const char *what, const char *language)
{
    TdImportOutcome *outcome = g_new0 (TdImportOutcome, 1);

    outcome->line = line;
    outcome->what = g_strdup (what);
    outcome->language = g_strdup (language);
    return outcome;
}

gboolean td_import_is_problem (TdImportOutcome *outcome, GError *take_problem, GError **error)
{
    g_autoptr (GError) problem = take_problem;

    switch (td_error_code (problem)) {
    case TD_ERROR_INPUT:
    case TD_ERROR_CONFLICT:
    case TD_ERROR_TOO_LARGE:
    case TD_ERROR_NOT_FOUND:
        outcome->result = TD_IMPORT_PROBLEM;
        outcome->why = g_strdup (problem->message);
        return TRUE;
    default: g_propagate_error (error, g_steal_pointer (&problem)); return FALSE;
    }
}

static json_t *text_or_null (const char *text)
{
    return text != NULL ? json_string (text) : json_null ();
}

json_t *td_import_outcomes_to_json (const GPtrArray *outcomes, gboolean dry)
{
    json_t *list = json_array ();
    int n[3] = { 0 };

    for (guint i = 0; i < outcomes->len; i++) {
        const TdImportOutcome *o = outcomes->pdata[i];
        n[o->result]++;
        json_array_append_new (list, json_pack ("{s:i, s:s, s:o, s:o, s:o, s:o, s:b}", "line", o->line, "result",
                                                td_import_result_word (o->result), "what", text_or_null (o->what),
                                                "language", text_or_null (o->language), "why", text_or_null (o->why),
                                                "id", text_or_null (o->id), "contribution", o->contribution));
    }
    return json_pack ("{s:b, s:i, s:i, s:i, s:i, s:o}", "dry_run", dry, "rows", (int) outcomes->len, "new", n[0],
                      "there", n[1], "problems", n[2], "outcomes", list);
}
