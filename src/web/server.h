/* The inside of a TdServer, for this room alone. */
#pragma once

#include "web/cache.h"
#include "web/hub.h"
#include "web/linger.h"
#include "web/pools.h"
#include "web/route.h"
#include "web/router.h"
#include "web/watch.h"
#include <microhttpd.h>

struct TdServer {
    TdInstance *instance;
    TdWhoFunc who;
    TdErrorPageFunc error_page;
    TdNameFunc name_of;
    TdSealFunc seal;
    gboolean https;
    char *uploads; /* DIR/outgoing */
    TdRouter *router;
    TdPageCache *cache;
    TdWorkers *pages, *slow;
    TdWatch *watch;
    TdLinger *linger;
    TdEvents *events;
    struct MHD_Daemon *daemon;
    int socket;
    gint stopping;     /* atomic */
    gint exchanges;    /* atomic: requests that are being answered */
    GMutex fresh_lock; /* one look at the store at a time */
    gint64 stamp;      /* of the store at the last look */
    gint64 version;    /* atomic: counter of public changes */
    GThread *looker;
    GMutex stop_lock;
    GCond stop_wake;
};

/* The counter of public changes as last seen. */
gint64 td_server_version (TdServer *server);
