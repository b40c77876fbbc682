/* Routes are rows, and the router enforces what they say before a handler runs.
 *
 * Zero is the safe value: no act means nobody, no csrf word means required for every method but GET. The
 * page "Who can see what", the command `routes` and the tests that walk every route are made from the same rows.
 *
 * Paths: "/{lang}/states/{state}" - a word in braces takes one segment; {lang} must be an interface language, {id…}
 * (a name that begins with id) an id in canonical form (else 404), and a last {name*} the rest of the path with its strokes, where no
 * other row fits. A GET for a page without its language part is redirected by
 * Accept-Language. HEAD follows GET. To add a page: a row in your area's area.c and a handler in pages.c.
 *
 * Forms: a form that posts holds <input type="hidden" name="csrf"> with TdHtml's csrf as its value. That token is new for every page (so that
 * compression tells nothing), keyed by the instance's pepper and bound to the sign-in or, for people without one, to the cookie
 * td_form, which is set only with a page that holds the token. Such a page is never kept in the cache.
 *
 * Example:
 *   { "GET", "/{lang}/states", TD_ACT_PUBLIC_READ, .cache = TD_CACHE_PUBLIC, .handler = states_page,
 *     .summary = "All States parties" },
 *   { "POST", "/{lang}/sign-in", TD_ACT_SIGN_IN, .fields = sign_in_fields, .pool = TD_POOL_SLOW, .handler = sign_in,
 *     .summary = "Signs in" },
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"
#include "web/html.h"
#include "web/sealed-field.h"
#include "web/web-error.h"
#include <jansson.h>

typedef struct TdRequest TdRequest;

/* Runs on a pool thread, never on an event thread. Must set exactly one reply and return TRUE, or return FALSE
 * with error, which the router turns into an error page or RFC 9457 JSON. */
typedef gboolean (*TdHandler) (TdRequest *request, GError **error);

/* SEALED: a file that is sealed as it arrives (sealed-field.h); its row says sealed. */
typedef enum {
    TD_FIELD_TEXT,
    TD_FIELD_LINE,
    TD_FIELD_CHOICES,
    TD_FIELD_FILE,
    TD_FIELD_FILES,
    TD_FIELD_SEALED
} TdFieldKind;
typedef struct {
    const char *name; /* NULL ends the table; a name that ends in * takes any suffix ("item-*") */
    TdFieldKind
        kind; /* TEXT: newlines kept (as \n); LINE: one line, control characters refused; CHOICES: may repeat; FILE; FILES: several, each at most as large as the profile says */
    int most; /* characters (TEXT, LINE), repeats (CHOICES, FILES), bytes (FILE: 0 is the profile's limit); 0: TD_LIMIT_TEXT_CHARACTERS,
                       * TD_LIMIT_NAME_CHARACTERS, once */
} TdField;

typedef enum { TD_CSRF_REQUIRED = 0, TD_CSRF_NONE_NEEDED } TdCsrf;
typedef enum {
    TD_CACHE_NONE = 0,
    TD_CACHE_PUBLIC
} TdCache; /* PUBLIC: same bytes for all who bring no cookie of ours (but the form's); kept compressed until the next
                                                               * public change. A reply whose handler read a cookie is never kept */
typedef enum { TD_POOL_PAGES = 0, TD_POOL_SLOW } TdPool;

typedef struct {
    const char *method;
    const char *path;
    TdAct act;             /* asked of the door without a thing before the handler; handlers ask again with the thing */
    TdCsrf csrf;           /* NONE_NEEDED on a GET route: nor do its page's forms, so that it sets no cookie */
    const TdField *fields; /* of body and query; anything else is refused with 422. "csrf" is the router's own */
    TdHandler handler;
    const char *summary; /* one line, English source for td_words */
    TdCache cache;
    TdPool pool;
    /* Forms that it has beside the page, each at the path with .json, .ics, .atom or .csv behind it: td_request_form tells which
     * was asked for. To add a form: a flag here, a row in the router's table. */
    gboolean json, ics, atom, csv;
    /* It brings something sealed: before its body is read the server asks to whom (TdSealFunc) by the part {purpose} of its path. Such a
     * request may be as large as TD_LIMIT_SEALED_REQUEST_BYTES and last as long as TD_LIMIT_FILE_REQUEST_SECONDS. */
    gboolean sealed;
    gboolean stream; /* answers with td_reply_stream (web/events.h) and lasts */
    /* Runs in place of the handler where the form's token does not hold any more (whoever wrote was signed out meanwhile): shows
     * what was typed in a form with a new token, so that nobody's words are lost, and changes nothing. NULL: an error page. */
    TdHandler kept;
} TdRoute;

typedef enum { TD_FORM_PAGE = 0, TD_FORM_JSON, TD_FORM_ICS, TD_FORM_ATOM, TD_FORM_CSV } TdForm;

/* ---- what a handler asks ---- */

TdInstance *td_request_instance (TdRequest *request);
const TdViewer *td_request_viewer (TdRequest *request);
const char *td_request_locale (TdRequest *request);
const char *td_request_part (TdRequest *request, const char *name);  /* of the path; never NULL for a declared one */
const char *td_request_field (TdRequest *request, const char *name); /* "" when absent; valid UTF-8, NFC, trimmed */
/* What is wrong with what was typed into this field (too long, control characters in a line, a file that is too large), as a
 * sentence in the reader's language, or NULL. The router refuses unknown fields and broken text itself; these it leaves to the
 * handler, with the value as typed still in td_request_field, so that the form can come back whole. A handler that keeps what
 * it was sent must ask, for each field or once with name NULL (the first problem of all). */
const char *td_request_field_problem (TdRequest *request, const char *name);
/* All values of a repeated field; NULL-terminated, maybe empty. */
const char *const *td_request_fields (TdRequest *request, const char *name);
/* All names that the form sent that match "prefix*"; NULL-terminated. */
const char *const *td_request_names (TdRequest *request, const char *prefix);
/* An uploaded file as an open descriptor at its start (owned by the request), its name as sent (for showing back
 * to its sender alone) and size. -1 when none was chosen. */
int td_request_file (TdRequest *request, const char *name, const char **ret_name, gint64 *ret_size);
/* The nth of several files, from 0; -1 behind the last. Those that were not chosen do not count. */
int td_request_file_at (TdRequest *request, const char *name, guint n, const char **ret_name, gint64 *ret_size);
/* As td_request_file, of a field that is sealed. ret_state tells whether it is, or lies in clear in memory still. */
int td_request_sealed (TdRequest *request, const char *name, TdSealedFieldState *ret_state, const char **ret_name,
                       gint64 *ret_size);
/* A cookie's value or NULL. A page for which a cookie was told is never kept for others, whatever its row says. */
const char *td_request_cookie (TdRequest *request, const char *name);
const char *td_request_header (TdRequest *request, const char *name);
/* Wants JSON: path ends in .json (which the router strips; only rows that have the form match). */
gboolean td_request_wants_json (TdRequest *request);
/* Which form of the page was asked for; only forms that the row has. */
TdForm td_request_form (TdRequest *request);
/* The instant at which the request began to arrive: what counts against a deadline. Whatever arrives after it, and however
 * long that takes, belongs to it. */
gint64 td_request_began (TdRequest *request);

/* ---- what a handler answers ---- */

/* A TdHtml to render into, with locale, direction, csrf and path filled; owned by the request. */
TdHtml *td_request_html (TdRequest *request);
void td_reply_html (TdRequest *request, int status); /* sends what td_request_html holds */
void td_reply_json (TdRequest *request, int status, json_t *take_json);
void td_reply_text (TdRequest *request, int status, const char *type, const char *text);
/* 303; path begins with "/" . */
void td_reply_redirect (TdRequest *request, const char *path);
/* A file's bytes as a download, never shown inline: Content-Disposition attachment with this ASCII name. */
void td_reply_bytes (TdRequest *request, const char *type, const char *file_name, GBytes *bytes);
/* A PDF that everybody may have, to be read where the browser shows such files, so that an address may lead to a page of it (#page=3). Its type is said and
 * not to be guessed (nosniff), nothing in it may load or run as a page of this site (Content-Security-Policy), no other site may show it in a
 * frame. Where the bytes do not begin as a PDF does it is a download. Not with "sandbox": browsers show no PDF in one. */
void td_reply_pdf (TdRequest *request, const char *file_name, GBytes *bytes);
/* The same of an open file, which is sent as it is read and then closed. */
void td_reply_fd (TdRequest *request, const char *type, const char *file_name, int take_fd, gint64 size);
/* The same for sound and film that a page plays (<audio>, <video>): a player asks for a part of it (Range), to begin anywhere. It stays a download
 * for who opens its address: players do not mind. */
void td_reply_media (TdRequest *request, const char *type, const char *file_name, int take_fd, gint64 size);
/* seconds 0: for the browser's session; -1: delete. Always HttpOnly, SameSite=Lax, Secure under https. */
void td_reply_cookie (TdRequest *request, const char *name, const char *value, int seconds);
void td_reply_header (TdRequest *request, const char *name, const char *value); /* e.g. Cache-Control: no-store */

/* ---- the server ---- */

/* The cookie of a sign-in, set by areas/people with td_reply_cookie. Whoever sends one is never answered from the page cache. */
#define TD_SESSION_COOKIE "td_session"

/* How the web part learns who signed in: given by areas/people, so that web/ knows no table. Fills viewer (strings owned by
 * request through g_strdup'd memory that the server frees) from the session cookie's value. ret_csrf: a secret of that sign-in, to which form tokens are bound. TD_ERROR_NOT_FOUND or
 * TD_ERROR_GONE: nobody is signed in (any more); the request goes on as nobody's and the cookie is deleted. */
typedef gboolean (*TdWhoFunc) (TdInstance *instance, const char *cookie, TdViewer *ret_viewer, char **ret_csrf,
                               GError **error);

/* How an error becomes a page: given by areas/welcome. Renders a whole page into h for this status, sentence and next step. */
typedef void (*TdErrorPageFunc) (TdHtml *h, const TdViewer *viewer, TdInstance *instance, int status,
                                 const char *message);

/* What an organisation, or a State by its code, is called, for the banner of an officer who enters something on its behalf: given by areas/desk. Free
 * it; never NULL. */
typedef char *(*TdNameFunc) (TdInstance *instance, const char *organisation);

/* To whom what comes in for this purpose (a word of a path) is sealed: given by areas/sealed. TD_ERROR_NOT_FOUND: there is no such purpose. */
typedef gboolean (*TdSealFunc) (TdInstance *instance, const char *purpose,
                                TdAgeRecipient ret_recipients[TD_AGE_MAX_RECIPIENTS], guint *ret_n, GError **error);

typedef struct {
    const char *address;          /* "127.0.0.1" */
    gboolean behind_proxy;        /* all visitors come from one address, and the proxy counts them */
    guint16 port;                 /* 0: any free; told by ret_port */
    const TdRoute *const *routes; /* tables, NULL-terminated; each ended by a row without method */
    TdWhoFunc who;
    TdErrorPageFunc error_page;
    TdNameFunc name_of;                /* or NULL */
    TdSealFunc seal;                   /* or NULL: nothing comes sealed */
    int page_threads, slow_threads;    /* 0: by the number of cores */
    const char *certificate, *key;     /* PEM files or NULL: plain HTTP */
    const struct TdWatchLimits *watch; /* how slow a peer may be (web/watch.h); NULL: the house's limits */
} TdServerOptions;

typedef struct TdServer TdServer;
TdServer *td_server_start (TdInstance *instance, const TdServerOptions *options, guint16 *ret_port, GError **error);
/* Something was committed in this process: the page cache looks at once, not at its next round (it asks the store's stamp
 * every 150 ms). Called by the router itself after every handler that is not a GET, before its reply is sent. */
void td_server_poke (TdServer *server);
/* Graceful: no new connections, what runs is finished (at most 10 s), then all is closed. */
void td_server_stop (TdServer *server);
