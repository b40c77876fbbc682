/* The command verify: an instance whole, or one receipt for anyone. */
#include "areas/service/service-area.h"

#include "areas/library/library.h"
#include "areas/search/search-check.h"
#include "areas/submissions/submission.h"
#include "base/errors.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "journal/log.h"
#include "journal/note.h"
#include "journal/receipt.h"

#include <curl/curl.h>
#include <dlfcn.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2, MOST_ANSWER = 64 * 1024, SECONDS = 30 };

static char *verify_receipt, *verify_server, *verify_key;

static const GOptionEntry verify_options[] = {
    { "receipt", 0, 0, G_OPTION_ARG_FILENAME, &verify_receipt, "Check this receipt", "FILE" },
    { "server", 0, 0, G_OPTION_ARG_STRING, &verify_server, "against the log of this server", "URL" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &verify_key, "against a log key that you hold", "KEY" },
    { NULL },
};

static int fail (GError **error, int status, const char *message)
{
    g_set_error_literal (error, TD_INSTANCE_ERROR, TD_ERROR_INPUT, message);
    return status;
}

/* ---- an instance ---- */

static int verify_instance (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    gint64 entries = 0, leaves = 0, rehearsal_leaves = 0, files = 0, documents = 0;
    TdSearchCheck search = { 0 };

    if (instance == NULL || !td_journal_check (instance->store, &entries, error)
        || !td_log_check (instance->store, &instance->log, &leaves, error)
        || !td_log_check (instance->store, &instance->log_rehearsal, &rehearsal_leaves, error)
        || !td_submission_check_files (instance, &files, error) || !td_library_check_files (instance, &documents, error)
        || !td_search_check (instance, &search, error))
        return SAID_NO;
    files += documents;
    if (call->json)
        printf ("{\"ok\": true, \"journal_entries\": %" G_GINT64_FORMAT ", \"log_leaves\": %" G_GINT64_FORMAT
                ", \"rehearsal_leaves\": %" G_GINT64_FORMAT ", \"files\": %" G_GINT64_FORMAT
                ", \"search_compared\": %s, \"search_public\": %" G_GINT64_FORMAT
                ", \"search_restricted\": %" G_GINT64_FORMAT "}\n",
                entries, leaves, rehearsal_leaves, files, search.followed ? "true" : "false", search.public_entries,
                search.restricted_entries);
    else
        printf ("All holds: %" G_GINT64_FORMAT " journal entries, %" G_GINT64_FORMAT " log leaves, %" G_GINT64_FORMAT
                " rehearsal leaves, %" G_GINT64_FORMAT " files hashed again.\n",
                entries, leaves, rehearsal_leaves, files);
    if (!call->json && search.followed)
        printf ("The search indexes hold what they should: %" G_GINT64_FORMAT
                " paragraphs that everybody may read, %" G_GINT64_FORMAT " for the Committee.\n",
                search.public_entries, search.restricted_entries);
    else if (!call->json)
        printf (
            "The search indexes still follow the journal, so they were not compared. Start the server once, and verify "
            "again.\n");
    return DONE;
}

/* ---- one receipt ---- */

static size_t keep (char *data, size_t size, size_t n, void *user_data)
{
    GString *answer = user_data;

    if (answer->len + size * n > MOST_ANSWER)
        return 0;
    g_string_append_len (answer, data, (gssize) (size * n));
    return size * n;
}

/* libcurl is loaded for this one command when it asks a server: it brings TLS, Kerberos and LDAP, which every other command
 * would wait for at its start. */
typedef struct {
    __typeof__ (curl_easy_init) *init;
    __typeof__ (curl_easy_setopt) *setopt;
    __typeof__ (curl_easy_perform) *perform;
    __typeof__ (curl_easy_getinfo) *getinfo;
    __typeof__ (curl_easy_cleanup) *cleanup;
} Curl;

static gboolean find (void *library, const char *name, void *ret_function)
{
    void *found = library != NULL ? dlsym (library, name) : NULL;

    memcpy (ret_function, &found, sizeof found);
    return found != NULL;
}

static gboolean load_curl (Curl *curl, GError **error)
{
    void *library = dlopen ("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);

    if (find (library, "curl_easy_init", &curl->init) && find (library, "curl_easy_setopt", &curl->setopt)
        && find (library, "curl_easy_perform", &curl->perform) && find (library, "curl_easy_getinfo", &curl->getinfo)
        && find (library, "curl_easy_cleanup", &curl->cleanup))
        return TRUE;
    fail (error, SAID_NO, "Asking a server needs libcurl, and it is not on this machine. Install libcurl4.");
    return FALSE;
}

/* NULL with error; *ret_status is the answer's. */
static GString *fetch (const char *server, const char *path, long *ret_status, GError **error)
{
    g_autofree char *base = g_strndup (server, strlen (server) - (g_str_has_suffix (server, "/") ? 1 : 0));
    g_autofree char *url = g_strconcat (base, path, NULL);
    g_autoptr (GString) answer = g_string_new (NULL);
    Curl curl;
    CURL *handle;
    CURLcode code;

    if (!load_curl (&curl, error))
        return NULL;
    handle = curl.init ();
    curl.setopt (handle, CURLOPT_URL, url);
    curl.setopt (handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl.setopt (handle, CURLOPT_TIMEOUT, (long) SECONDS);
    curl.setopt (handle, CURLOPT_WRITEFUNCTION, keep);
    curl.setopt (handle, CURLOPT_WRITEDATA, answer);
    code = curl.perform (handle);
    curl.getinfo (handle, CURLINFO_RESPONSE_CODE, ret_status);
    curl.cleanup (handle);
    if (code == CURLE_OK)
        return g_steal_pointer (&answer);
    fail (error, SAID_NO, "The server did not answer. Check its address and try again.");
    return NULL;
}

typedef struct {
    char *origin;
    guint8 key[32];
} Verifier;

/* The line of the keys' text that is of this origin. */
static gboolean find_key (const char *lines, const char *origin, Verifier *ret, GError **error)
{
    g_auto (GStrv) each = g_strsplit (lines, "\n", -1);

    for (gsize i = 0; each[i] != NULL; i++) {
        g_autofree char *name = NULL;
        if (td_note_parse_verifier_key (g_strstrip (each[i]), &name, ret->key, NULL) && g_str_equal (name, origin)) {
            ret->origin = g_steal_pointer (&name);
            return TRUE;
        }
    }
    fail (error, SAID_NO, "This receipt is from another log than the one that was named.");
    return FALSE;
}

static TdReceipt *read_receipt (GError **error)
{
    g_autofree char *text = NULL;
    gsize length = 0;

    if (!g_file_get_contents (verify_receipt, &text, &length, NULL)) {
        fail (error, SAID_NO, "The receipt cannot be opened. Check the name of its file.");
        return NULL;
    }
    return td_receipt_from_text (text, length, error);
}

struct complete {
    TdReceipt *receipt;
    const TdLogKey *key;
};

static gboolean complete_in (TdTx *tx, gpointer data, GError **error)
{
    struct complete *c = data;

    return td_receipt_complete (c->receipt, tx, c->key, error);
}

/* The log's key from an instance, which also gives the proof when it has it. */
static gboolean ask_instance (const TdCommandCall *call, TdReceipt *receipt, Verifier *ret, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    struct complete c = { .receipt = receipt };

    if (instance == NULL)
        return FALSE;
    c.key = td_instance_log (instance, receipt->rehearsal);
    ret->origin = g_strdup (c.key->origin);
    memcpy (ret->key, c.key->public_key, sizeof ret->key);
    return !g_str_equal (receipt->origin, c.key->origin) || td_store_read (instance->store, complete_in, &c, error);
}

/* The same from a server: its keys, and the proof put behind the promise. */
static TdReceipt *ask_server (const TdReceipt *receipt, Verifier *ret, GError **error)
{
    long status = 0;
    g_autoptr (GString) keys = fetch (verify_server, "/log/key", &status, error);
    g_autoptr (GString) path = g_string_new ("/log/proof/");
    g_autoptr (GString) proof = NULL;
    g_autoptr (GString) whole = g_string_new (receipt->promise);

    if (keys == NULL || !find_key (keys->str, receipt->origin, ret, error))
        return NULL;
    for (gsize i = 0; i < sizeof receipt->leaf; i++)
        g_string_append_printf (path, "%02x", receipt->leaf[i]);
    proof = fetch (verify_server, path->str, &status, error);
    if (proof == NULL)
        return NULL;
    if (status == 200)
        g_string_append_printf (whole, "\n%s", proof->str);
    return td_receipt_from_text (whole->str, whole->len, error);
}

static int say_receipt (const TdCommandCall *call, const TdReceipt *receipt, const Verifier *verifier, GError **error)
{
    g_autofree char *received = td_instant_to_text (receipt->received);
    gboolean complete = FALSE;

    if (!td_receipt_check (receipt, verifier->origin, verifier->key, &complete, error))
        return SAID_NO;
    if (call->json)
        printf ("{\"ok\": true, \"complete\": %s, \"submission\": \"%s\", \"received\": \"%s\", \"rehearsal\": %s}\n",
                complete ? "true" : "false", receipt->submission, received, receipt->rehearsal ? "true" : "false");
    else
        printf ("The receipt holds: submission %s was received at %s%s. %s\n", receipt->submission, received,
                receipt->rehearsal ? " (rehearsal)" : "",
                complete ? "Its entry stands in the log." : "Its entry waits for the next checkpoint of the log.");
    return DONE;
}

static int verify_one (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdReceipt) receipt = read_receipt (error);
    Verifier verifier = { 0 };
    int status = SAID_NO;

    if (receipt == NULL)
        return SAID_NO;
    if (verify_server != NULL) {
        TdReceipt *whole = ask_server (receipt, &verifier, error);
        if (whole != NULL)
            status = say_receipt (call, whole, &verifier, error);
        td_receipt_free (whole);
    } else if (verify_key != NULL ? find_key (verify_key, receipt->origin, &verifier, error)
                                  : ask_instance (call, receipt, &verifier, error)) {
        status = say_receipt (call, receipt, &verifier, error);
    }
    g_free (verifier.origin);
    return status;
}

static int run_verify (const TdCommandCall *call, GError **error)
{
    if (verify_receipt == NULL && call->n_words == 1)
        return verify_instance (call, error);
    if (verify_receipt == NULL)
        return fail (error, WRONG_USE, "Name the instance, or a receipt with --receipt.");
    if ((verify_server != NULL) + (verify_key != NULL) + (call->n_words == 1) != 1)
        return fail (error, WRONG_USE, "Say against what: an instance, --server URL or --key KEY.");
    return verify_one (call, error);
}

const TdCommand td_verify_commands[] = {
    { "verify", NULL, "[DIR]", "Recomputes an instance's journal, log and files, or checks a receipt", 0, 1,
      verify_options, run_verify },
    { NULL },
};
