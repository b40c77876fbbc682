/* Summaries of adopted texts by people: a few lines in any language, under the name of the organisation that wrote them. They are no words of the
 * Committee's, and pages say so. One a document, organisation and language; writing again takes its place.
 *
 * Example:
 *   td_summary_write (instance, viewer, &(TdSummaryEntry){ .document = id, .organisation = o, .language = "ha", .text = "…" }, NULL, &error)
 */
#pragma once

#include "areas/spreading/spreading.h"

typedef struct {
    char *id, *document, *organisation, *name; /* name: of the organisation */
    char *language, *text;
    gint64 written;
    gboolean mine;    /* the viewer may write for its organisation */
    char *off_reason; /* taken off by the secretariat; NULL: it stands */
} TdSummary;
void td_summary_free (TdSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSummary, td_summary_free)

/* Of a document, by language, then name. What was taken off is for its own people and the secretariat; one whose organisation is not shown any
 * more for its own people alone. */
GPtrArray *td_summaries (TdInstance *instance, const TdViewer *viewer, const char *document, GError **error);

typedef struct {
    const char *document, *organisation, *language, *text;
} TdSummaryEntry;
/* TD_ACT_SPREADING_NOTE. TD_ERROR_INPUT: *ret_field (may be NULL) names what will not do. */
gboolean td_summary_write (TdInstance *instance, const TdViewer *viewer, const TdSummaryEntry *entry,
                           const char **ret_field, GError **error);
/* Its own people erase it; the secretariat (TD_ACT_SPREADING_KEEP) takes it off with a reason. TD_ERROR_NOT_FOUND for anybody else. *ret_document
 * (may be NULL): where it stood; free it. */
gboolean td_summary_remove (TdInstance *instance, const TdViewer *viewer, const char *id, const char *reason,
                            char **ret_document, GError **error);

/* {summaries[{id, organisation, name, language, text, written}]} of those that stand. Free with json_decref. */
json_t *td_summaries_to_json (const GPtrArray *summaries);
