/* The inside of a TdRequest, for this room alone: what came, what the router found, what the handler answered. */
#pragma once

#include "web/body.h"
#include "web/events.h"
#include "web/route.h"
#include "web/router.h"
#include <microhttpd.h>

typedef struct {
    gboolean set;
    int status;
    char *type;
    GBytes *bytes;
    char *location, *file_name;
    gboolean shown; /* the file is a PDF that the browser shows */
    int fd;         /* with has_fd, in place of bytes */
    gboolean has_fd;
    gint64 fd_from, fd_size; /* where what goes begins in it, and how much that is */
    GPtrArray *headers;      /* name, value, name, value … */
    GPtrArray *cookies;      /* whole Set-Cookie values */
    TdStreamWish stream;     /* where it has a topic: what is followed, in place of bytes */
} TdReply;

struct TdRequest {
    TdServer *server;
    struct MHD_Connection *connection; /* suspended while a handler runs: its headers then stand still */
    const char *address;               /* as the browser wrote it; the exchange's */
    gint64 began;                      /* by the instance's clock, when its first line was there */
    gboolean is_get, is_head;
    TdMatch match;
    TdBody *body;
    TdViewer viewer;
    gboolean viewer_known;
    gboolean personal;     /* the handler was told a cookie: its page is this browser's alone */
    char *secret;          /* what form tokens are bound to; NULL: nothing yet */
    char *new_form_cookie; /* a td_form that the browser does not have yet */
    gboolean form_refused; /* not the person, but the form was refused: its token or where it came from */
    char *token;           /* given to this page's forms */
    TdHtml html;
    TdHtmlSite site;
    GArray *languages;   /* of site */
    char *behalf;        /* of site */
    GError *wrong_reply; /* a handler's reply that could not be sent */
    gint64 version;      /* of public changes, before the handler */
    TdReply reply;
};

TdRequest *td_request_new (TdServer *server, struct MHD_Connection *connection, const char *method,
                           const char *address);
void td_request_free (TdRequest *request);

/* A cookie for the router's own use, which makes no page personal. */
const char *td_request_own_cookie (TdRequest *request, const char *name);

/* Who asks; sets viewer and secret. */
gboolean td_request_learn_viewer (TdRequest *request, GError **error);
gboolean td_request_signed_in (const TdRequest *request);

/* What the layout shows, once the viewer is known (site.c). */
void td_site_fill (TdRequest *request);
void td_site_clear (TdRequest *request);

/* Forgets what was answered so far, for an error page in its place. */
void td_reply_clear (TdRequest *request);
/* The reply as MHD sends it; puts a public page into the cache. Any thread, the connection being suspended. */
struct MHD_Response *td_reply_make (TdRequest *request, unsigned int *ret_status);
/* Turns an error into a page or into application/problem+json (RFC 9457), as the reply. status 0: by the error's code. */
void td_reply_error (TdRequest *request, int status, const GError *error);
