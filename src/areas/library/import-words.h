/* What people write in a spreadsheet, as the words of the program: "Ghana" is GHA, "French" fr, "12.09.2014" 2014-09-12.
 *
 * Names are known in the profile's languages, labels in English; case does not matter. What nobody knows comes back as it was
 * written, so that the rule which checks it says what is wrong. Free the results.
 */
#pragma once

#include "door/door.h"
#include "profile/profile.h"

char *td_import_state (const TdProfile *profile, const char *written);
char *td_import_language (const TdProfile *profile, const char *written);
char *td_import_type (const TdProfile *profile, const char *written);
char *td_import_kind (const TdProfile *profile, const char *written);
char *td_import_purpose (const TdProfile *profile, const char *written);
char *td_import_day (const char *written);
/* Under which notice it was sent: "public", "name withheld", "committee only"; nothing is the last. FALSE: none of them. */
gboolean td_import_notice (const char *written, TdVisibility *ret_visibility);
