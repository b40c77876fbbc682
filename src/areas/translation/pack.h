/* A translation to take along: a ZIP for who works without a line.
 *
 * It holds the sentences as XLIFF, PO and CSV, the glossary of the two languages as CSV, a page to read and print (HTML), and in that page how to work
 * with the files and how to send them back. */
#pragma once

#include "areas/translation/translation.h"

/* locale: of its instructions. *ret_name: "CMW-C-GHA-CO-1-wo.zip". Blocks. Free both. */
GBytes *td_translation_pack (TdInstance *instance, const TdTranslation *translation, const char *locale,
                             char **ret_name, GError **error);
