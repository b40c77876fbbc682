/* The QR code of a secret, as SVG. */
#pragma once

#include "web/html.h"

/* NULL: the text does not fit, and the page goes without (the text stands there too). Free it. */
TdMarkup *td_second_picture (const char *text, const TdHtml *like);
