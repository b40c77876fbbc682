/* Shared by archive-writer.c and archive-reader.c alone: a tar's header. */
#pragma once

#include "instance/archive.h"

enum {
    TD_TAR_BLOCK = 512,
    TD_TAR_NAME_AT = 0,
    TD_TAR_SIZE_AT = 124,
    TD_TAR_SIZE = 12,
    TD_TAR_SUM_AT = 148,
    TD_TAR_SUM = 8,
    TD_TAR_TYPE_AT = 156,
    TD_TAR_MAGIC_AT = 257,
};

/* The header's sum, its own field counted as blanks. */
guint32 td_tar_sum (const guint8 header[TD_TAR_BLOCK]);
