/* The briefing paper of a State: its dossier as a text that can be printed and carried.
 *
 * Where the review stands, the papers by source, what each source says of each article (what organisations named first, then what is
 * surest; short extracts with their places), the coverage table, earlier recommendations and whether anybody reported on them, questions that
 * organisations propose, and what contradicts in the State's consultation of civil society. For the Committee alone: it holds what is not public,
 * says so on every page, and that it was read is noted. Made for one viewer, from the same reads as the dossier's pages.
 *
 * Threads: any. Making the text takes some tenths of a second, the file (document/writer.h) longer: on the slow pool.
 */
#pragma once

#include "areas/dossier/dossier.h"
#include "document/writer.h"

typedef struct {
    const char *state; /* iso3 */
    int cycle;         /* as in td_span_in */
    const char *locale;
    gboolean large; /* large type */
} TdBriefingWish;

/* TD_ACT_DOSSIER_READ. NULL with error. */
TdText *td_briefing_text (TdInstance *instance, const TdViewer *viewer, const TdBriefingWish *wish, GError **error);
/* The same as a file. *ret_name (may be NULL): "briefing-GHA.pdf"; free it. */
GBytes *td_briefing_file (TdInstance *instance, const TdViewer *viewer, const TdBriefingWish *wish, TdFileFormat format,
                          char **ret_name, GError **error);
