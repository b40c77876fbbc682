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
    gboolean asks_gate;      /* nothing is to be sent yet: how does the gate stand? */
} TdSealedForm;
void td_sealed_form_read (TdRequest *request, TdSealedForm *ret_form);
/* The purpose of the path. FALSE with TD_ERROR_NOT_FOUND. */
gboolean td_sealed_purpose_of_path (TdRequest *request, TdSealedPurpose *ret_purpose, GError **error);
/* The part of a form that says which State it is about. Lists are empty, texts NULL where they do not apply. Clear it. */
typedef struct {
    GArray *states;         /* of struct html_field_radios_choices; NULL: not asked for this purpose */
    GArray *groups;         /* other ways, of struct html_other_ways_groups; NULL: not shown */
    gboolean shut;          /* no communication about any State can be received */
    const char *answer;     /* "closed", "unknown", "open", "training"; "" where it was not asked */
    char *reason;           /* in the reader's language */
    char *closed, *unknown; /* codes of States, for the script */
    GPtrArray *strings;     /* what the rows hold */
} TdSealedAbout;
void td_sealed_about_clear (TdSealedAbout *about);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdSealedAbout, td_sealed_about_clear)
/* state: as it was chosen, or "". asked: the reader wants to know how the gate stands for it. */
gboolean td_sealed_about (TdRequest *request, TdSealedPurpose purpose, const char *state, gboolean asked,
                          TdSealedAbout *ret_about, GError **error);
/* The public keys of a purpose with a space between, for the script; "" without any. Free it; NULL with error. */
char *td_sealed_keys_text (TdInstance *instance, TdSealedPurpose purpose, GError **error);
/* No store of a browser or proxy keeps it, and no other site learns where one came from. */
void td_sealed_no_trace (TdRequest *request);
/* What was found in files, as rows of a template. */
typedef struct {
    struct html_sealed_done_looks *rows;
    gsize n;
    GPtrArray *found;   /* GArray: the rows within */
    GPtrArray *strings; /* what they hold */
} TdSealedLookRows;
void td_sealed_look_rows (const GPtrArray *looks, const char *locale, TdSealedLookRows *ret_rows);
void td_sealed_look_rows_clear (TdSealedLookRows *rows);

/* What a visit shows beside itself; all of it may be left out. */
typedef struct {
    gboolean sent;                         /* something was just taken in */
    const GPtrArray *looks;                /* and what was found in its files */
    const TdSealedForm *form;              /* what came back with its problem */
    const char *mail_done;                 /* what became of asking for a mail; English, for td_words */
    const char *mail_address, *mail_error; /* an address that came back with its problem, in the reader's language */
} TdSealedShown;
gboolean td_sealed_show_visit (TdRequest *request, const TdSealedVisit *visit, const TdSealedShown *shown,
                               GError **error);
