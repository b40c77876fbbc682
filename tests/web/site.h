/* A small site on a free port of the loopback, and a client that says exactly what it is told to. */
#pragma once

#include "web/route.h"
#include "web/watch.h"

typedef struct {
    TdInstance instance;
    TdServer *server;
    guint16 port;
} Site;

/* watch NULL: the house's limits. threads 0: the usual. */
Site *site_start (const TdWatchLimits *watch, int threads);
void site_stop (Site *site);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Site, site_stop)

int site_connect (const Site *site);
/* FALSE when the other side has closed. */
gboolean site_send (int fd, const void *bytes, gsize size);
/* All that comes until the other side closes. Free it. */
char *site_read_all (int fd);
/* One request of these very bytes; the answer as it came. The request should say Connection: close. */
char *site_raw (const Site *site, const char *bytes, gssize size);
/* GET with some more header lines ("A: b\r\n") or NULL. */
char *site_get (const Site *site, const char *path, const char *headers);
/* POST of a form; body is urlencoded unless headers hold a Content-Type. */
char *site_post (const Site *site, const char *path, const char *headers, const char *body);

int answer_status (const char *answer);
char *answer_header (const char *answer, const char *name); /* NULL when absent; free it */
const char *answer_body (const char *answer);
/* A token and its cookie from the page /en/form; free both. */
void site_form (const Site *site, char **ret_token, char **ret_cookie);

void site_public_change (Site *site); /* commits one, as another process would */
void site_gate (gboolean open);       /* lets /en/gate answer */
void site_state (const char *text);   /* what the topic "state" holds from the next change on; NULL: its door is shut */
int site_looks (void);                /* how often it was looked at */
void site_may_follow (gboolean may);  /* whether who follows /en/events/own may go on */
int site_renders (void);              /* how often the cached page was made */
