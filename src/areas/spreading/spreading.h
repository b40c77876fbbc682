/* Spreading the word: which texts are spread, and who may write for an organisation. What summaries and outreach share.
 *
 * Organisations spread the Convention, concluding observations and general comments (statement of September 2014, paragraph 4): documents of the
 * library whose type is one of these. Who writes is at least a contributor of an organisation. Everybody reads what stands here; the secretariat
 * can take anything off every page, with a reason.
 */
#pragma once

#include "areas/library/library.h"
#include "door/door.h"
#include "instance/instance.h"

#define TD_SPREADING_ERROR (td_spreading_error_quark ())
GQuark td_spreading_error_quark (void);

/* Whether it is a text that is spread. */
gboolean td_spreading_is_of (const TdProfile *profile, const TdLibraryDocument *document);

/* An organisation for which the viewer may write. */
typedef struct {
    char *id, *name;
    gboolean shown; /* everybody reads its name: it is verified, with a public page */
} TdSpreader;
void td_spreader_free (TdSpreader *spreader);
/* Of TdSpreader, by name; empty: none. */
GPtrArray *td_spreaders_in (TdTx *tx, const TdViewer *viewer, GError **error);
GPtrArray *td_spreaders (TdInstance *instance, const TdViewer *viewer, GError **error);

/* Inside a write: the document and the organisation of what somebody writes, checked. FALSE: TD_ERROR_INPUT with the name of the field, or as the
 * library and the door say. */
gboolean td_spreading_check (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *document,
                             const char *organisation, TdLibraryDocument **ret_document, gboolean *ret_shown,
                             const char **ret_field, GError **error);
gboolean td_spreading_fail (const char **ret_field, const char *field, GError **error, const char *message);
/* A language's tag in its usual form; NULL: it is none that has a name. Free it. */
char *td_spreading_language (const char *tag);
/* thing: "summary" or "outreach". seen: everybody can see that it changed. */
gboolean td_spreading_journal (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, TdAct act,
                               const char *thing, const char *id, gboolean seen, GError **error);
/* Both tables follow an organisation that is merged into another. */
gboolean td_spreading_move (TdTx *tx, const char *from, const char *into, GError **error);
