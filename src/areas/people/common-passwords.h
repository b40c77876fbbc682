/* The passwords that everybody tries first.
 *
 * common-passwords.txt lists the words of which they are made. A password is common when, in small letters, with the usual digits
 * and signs read as the letters that they stand for and with what is no letter taken off, nothing is left of it but one or two of these
 * words, however often; or when it is runs along a keyboard, the alphabet or the digits; or one short piece again and again. The words of the place count
 * too: its Committee's names, the names of States, and the person's own address.
 */
#pragma once

#include "profile/profile.h"

gboolean td_password_is_common (const TdProfile *profile, const char *password, const char *address);
