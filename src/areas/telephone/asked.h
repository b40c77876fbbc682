/* Questions that were put to a caller and wait for an answer, read to them one at a time (star 5). Private to this area; the operator's thread.
 *
 * A caller with an account hears what is put to those for whom they answer, such as their State or their organisation, and what they could read on
 * the page; who came by a guest's PIN answers for nobody there.
 */
#pragma once

#include "areas/telephone/pin.h"

typedef struct {
    guint n, all; /* all 0: none waits */
    char *text;
    char *language; /* of the text: tag, or NULL */
} TdPhoneAsked;
void td_phone_asked_clear (TdPhoneAsked *asked);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdPhoneAsked, td_phone_asked_clear)

/* turn: how many were read before; after the last comes the first again. */
gboolean td_phone_asked (TdInstance *instance, const TdPhonePin *pin, guint turn, TdPhoneAsked *ret_asked,
                         GError **error);
/* Which of how many in the caller's language, then the text in its own: of GBytes, G.711 µ-law, each fit for one line to the gateway. *ret_whole FALSE: the text
 * is in a language that is not spoken here, or longer than some three minutes; what is left is on the page. Blocks. */
GPtrArray *td_phone_speak_asked (const TdPhoneAsked *asked, const char *language, gboolean *ret_whole);
