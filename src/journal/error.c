#include "journal/journal.h"

G_DEFINE_QUARK (td - journal - error - quark, td_journal_error)
