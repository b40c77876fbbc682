/* The part of one's own organisations in a consultation: whether they were invited, and whether the record names them. */
#pragma once

#include "areas/consultations/consultation.h"

typedef struct {
    char *organisation, *name;
    gboolean invited, consents;
} TdPart;
/* Of the organisations for which the viewer may write, those that were invited or wrote. Of TdPart. TD_ACT_ACCOUNT_OWN. */
GPtrArray *td_parts_mine (TdInstance *instance, const TdViewer *viewer, const char *consultation, GError **error);
