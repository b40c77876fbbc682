/* The handlers of this area; private to it. */
#pragma once

#include "areas/sealed/sending.h"
#include "base/limits.h"
#include "web/route.h"

gboolean td_sealed_start_page (TdRequest *request, GError **error);
gboolean td_sealed_keys_page (TdRequest *request, GError **error);
gboolean td_sealed_send_page (TdRequest *request, GError **error);
gboolean td_sealed_send_post (TdRequest *request, GError **error);
gboolean td_sealed_return_page (TdRequest *request, GError **error);
gboolean td_sealed_return_post (TdRequest *request, GError **error);
gboolean td_sealed_more_post (TdRequest *request, GError **error);
gboolean td_sealed_mail_post (TdRequest *request, GError **error);
gboolean td_sealed_list_page (TdRequest *request, GError **error);
gboolean td_sealed_one_page (TdRequest *request, GError **error);
gboolean td_sealed_one_post (TdRequest *request, GError **error);
gboolean td_sealed_part_file (TdRequest *request, GError **error);

/* ---- shared by the pages of senders ---- */

/* What a form brought; files belong to the request. */
typedef struct {
    TdSealedFile files[TD_LIMIT_SEALED_FILES];
    TdSealedSending sending;
    const char *wrong;       /* the first problem of a field, in the reader's language */
    const char *wrong_field; /* its name */
} TdSealedForm;
void td_sealed_form_read (TdRequest *request, TdSealedForm *ret_form);
/* The purpose of the path. FALSE with TD_ERROR_NOT_FOUND. */
gboolean td_sealed_purpose_of_path (TdRequest *request, TdSealedPurpose *ret_purpose, GError **error);
/* The public keys of a purpose with a space between, for the script; "" without any. Free it; NULL with error. */
char *td_sealed_keys_text (TdInstance *instance, TdSealedPurpose purpose, GError **error);
/* No store of a browser or proxy keeps it, and no other site learns where one came from. */
void td_sealed_no_trace (TdRequest *request);
/* What was found in files, as rows of a template. */
typedef struct {
    struct html_sealed_done_looks *rows;
    gsize n;
    GPtrArray *found; /* GArray: the rows within */
} TdSealedLookRows;
void td_sealed_look_rows (const GPtrArray *looks, TdSealedLookRows *ret_rows);
void td_sealed_look_rows_clear (TdSealedLookRows *rows);

/* What a visit shows beside itself; all of it may be left out. */
typedef struct {
    gboolean sent;            /* something was just taken in */
    const GPtrArray *looks;   /* and what was found in its files */
    const TdSealedForm *form; /* what came back with its problem */
    const char *mail_done;    /* what became of asking for a mail; English, for td_words */
    const char *mail_address, *mail_error; /* an address that came back with its problem, in the reader's language */
} TdSealedShown;
gboolean td_sealed_show_visit (TdRequest *request, const TdSealedVisit *visit, const TdSealedShown *shown,
                               GError **error);
