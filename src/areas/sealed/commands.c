/* Commands: keys make|rotate|recipients|reseal, sealed list. */
#include "areas/sealed/key-files.h"
#include "areas/sealed/recipients.h"
#include "areas/sealed/sealed-area.h"
#include "areas/sealed/sealed.h"
#include "base/errors.h"

#include <jansson.h>
#include <stdio.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static struct {
    char *out, *purpose, *name, *identity;
    char **to;
} given;

static int wrong_use (GError **error, const char *message)
{
    g_set_error_literal (error, TD_SEALED_ERROR, TD_ERROR_INPUT, message);
    return WRONG_USE;
}

static TdInstance *open_instance (const TdCommandCall *call, GError **error)
{
    return td_instance_open (call->words[0], &call->clock, 1, 0, error);
}

static gboolean purpose_given (TdSealedPurpose *ret_purpose, GError **error)
{
    if (td_sealed_purpose_from_word (given.purpose, ret_purpose))
        return TRUE;
    g_set_error_literal (error, TD_SEALED_ERROR, TD_ERROR_INPUT,
                         "Say with --purpose what is sealed to the key: communication, reprisal or report.");
    return FALSE;
}

/* ---- on an officer's machine ---- */

static const GOptionEntry make_options[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &given.out, "File for the secret key; standard output if left out", "FILE" },
    { NULL },
};

static int run_make (const TdCommandCall *call, GError **error)
{
    g_autofree char *recipient = NULL;
    TdAgeRecipient made;

    (void) call;
    if (!td_key_file_make (given.out, &made, error))
        return SAID_NO;
    recipient = td_age_recipient_text (&made);
    if (given.out != NULL)
        printf ("%s\n", recipient);
    fflush (stdout);
    fprintf (
        stderr,
        "The public key is %s: give it to whoever runs the server. %s is the secret key: whoever has it reads what "
        "is sealed to it. Keep it on your own machine alone, with a copy on paper or on a stick that lies locked "
        "away. Nobody can make it again: if it is lost, what was sealed to it alone stays closed for ever.\n",
        recipient, given.out != NULL ? "In the file" : "The line that begins with AGE-SECRET-KEY-1");
    return DONE;
}

static const GOptionEntry reseal_options[] = {
    { "identity", 0, 0, G_OPTION_ARG_FILENAME, &given.identity, "File with the secret key that opens it", "FILE" },
    { "to", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.to, "A public key to seal it to; may be given again", "age1…" },
    { NULL },
};

static gboolean read_to (TdAgeRecipient *to, guint *ret_n, GError **error)
{
    guint n = 0;

    for (; given.to != NULL && given.to[n] != NULL && n < TD_AGE_MAX_RECIPIENTS; n++)
        if (!td_age_recipient_parse (given.to[n], &to[n], error))
            return FALSE;
    *ret_n = n;
    return TRUE;
}

static int run_reseal (const TdCommandCall *call, GError **error)
{
    TdAgeIdentity identities[TD_AGE_MAX_RECIPIENTS];
    TdAgeRecipient to[TD_AGE_MAX_RECIPIENTS];
    guint n_identities = 0, n_to = 0;
    gboolean done;

    if (given.identity == NULL || given.to == NULL)
        return wrong_use (error, "Say with --identity which secret key opens it, and with --to whom it is for.");
    if (!read_to (to, &n_to, error) || !td_key_file_read (given.identity, identities, &n_identities, error))
        return SAID_NO;
    done = td_key_file_reseal (identities, n_identities, to, n_to, call->words[0], call->words[1], error);
    for (guint i = 0; i < n_identities; i++)
        td_age_identity_wipe (&identities[i]);
    return done ? DONE : SAID_NO;
}

/* ---- on the server ---- */

static const GOptionEntry recipients_options[] = {
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &given.purpose, "communication, reprisal or report", "WORD" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &given.name, "Whose key it is, as everybody reads it", "TEXT" },
    { NULL },
};

static json_t *recipient_to_json (const TdSealedRecipient *r)
{
    g_autofree char *fingerprint = td_sealed_fingerprint (r->recipient);
    g_autofree char *added = td_instant_to_text (r->added);
    g_autofree char *ended = r->ended != 0 ? td_instant_to_text (r->ended) : NULL;

    return json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s?}", "purpose", td_sealed_purpose_word (r->purpose), "name",
                      r->name, "recipient", r->recipient, "fingerprint", fingerprint, "added", added, "ended", ended);
}

static void print_recipients (const GPtrArray *list, gboolean as_json)
{
    json_t *rows = json_array ();

    for (guint i = 0; i < list->len; i++) {
        const TdSealedRecipient *r = list->pdata[i];
        g_autofree char *fingerprint = td_sealed_fingerprint (r->recipient);

        json_array_append_new (rows, recipient_to_json (r));
        if (!as_json)
            printf ("%-13s  %s  %s  %s%s\n", td_sealed_purpose_word (r->purpose), r->recipient, fingerprint, r->name,
                    r->ended != 0 ? "  (not in use any more)" : "");
    }
    if (as_json) {
        json_dumpf (rows, stdout, JSON_INDENT (2));
        putchar ('\n');
    }
    json_decref (rows);
}

static int list_recipients (TdInstance *instance, gboolean as_json, GError **error)
{
    g_autoptr (GPtrArray) list = td_sealed_recipients (instance, error);

    if (list == NULL)
        return SAID_NO;
    print_recipients (list, as_json);
    return DONE;
}

static gboolean change_recipient (TdInstance *instance, const char *verb, const char *key, GError **error)
{
    TdSealedPurpose purpose;

    if (!purpose_given (&purpose, error))
        return FALSE;
    if (g_str_equal (verb, "add"))
        return td_sealed_recipient_add (instance, purpose, given.name, key, error);
    if (!td_sealed_recipient_remove (instance, purpose, key, error))
        return FALSE;
    printf (
        "From now on nothing is sealed to this key. What was sealed to it before opens with its secret key still: "
        "keep that until all of it was fetched, opened and, where it is needed longer, sealed anew (keys reseal).\n");
    return TRUE;
}

static int run_recipients (const TdCommandCall *call, GError **error)
{
    const char *verb = call->words[1] != NULL ? call->words[1] : "list",
               *key = verb != NULL && call->words[1] != NULL ? call->words[2] : NULL;
    gboolean lists = g_str_equal (verb, "list");
    g_autoptr (TdInstance) instance = NULL;

    if ((!lists && !g_str_equal (verb, "add") && !g_str_equal (verb, "remove")) || lists != (key == NULL))
        return wrong_use (error, "Write: keys recipients DIR, keys recipients DIR add age1…, or keys recipients DIR "
                                 "remove age1….");
    instance = open_instance (call, error);
    if (instance == NULL)
        return SAID_NO;
    if (lists)
        return list_recipients (instance, call->json, error);
    return change_recipient (instance, verb, key, error) ? DONE : SAID_NO;
}

static const GOptionEntry rotate_options[] = {
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &given.purpose, "communication, reprisal or report", "WORD" },
    { NULL },
};

static int run_rotate (const TdCommandCall *call, GError **error)
{
    TdSealedPurpose purpose;
    g_autoptr (TdInstance) instance = NULL;

    if (!purpose_given (&purpose, error))
        return WRONG_USE;
    instance = open_instance (call, error);
    if (instance == NULL || !td_sealed_recipient_rotate (instance, purpose, call->words[1], call->words[2], error))
        return SAID_NO;
    printf ("From now on the new key is in the place of the old one. What came before opens with the old secret key "
            "alone: keep it until all of that was fetched, opened and, where it is needed longer, sealed anew (keys "
            "reseal).\n");
    return DONE;
}

/* ---- what waits ---- */

static const GOptionEntry list_options[] = {
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &given.purpose,
      "communication, reprisal or report; communication if left out", "WORD" },
    { NULL },
};

static json_t *filing_to_json (const TdSealedFiling *f)
{
    g_autofree char *received = td_instant_to_text (f->received);
    g_autofree char *last = td_instant_to_text (f->last);

    return json_pack ("{s:s, s:s, s:s, s:s, s:i, s:i, s:I, s:i, s:b}", "id", f->id, "purpose",
                      td_sealed_purpose_word (f->purpose), "received", received, "last", last, "parts", f->n_parts,
                      "waiting", f->n_waiting, "bytes", (json_int_t) f->bytes, "answers", f->n_answers, "closed",
                      f->closed != 0);
}

static int run_list (const TdCommandCall *call, GError **error)
{
    /* Whoever runs the commands has the sealed files themselves: what they lack is a key. */
    static const TdViewer house = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (OFFICER) | TD_ROLE_BIT (FOCAL_POINT),
                                    .trust = TD_TRUST_SECOND,
                                    .actor = "command" };
    TdSealedPurpose purpose = TD_SEALED_COMMUNICATION;
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (GPtrArray) list = NULL;
    json_t *rows;

    if (given.purpose != NULL && !purpose_given (&purpose, error))
        return WRONG_USE;
    instance = open_instance (call, error);
    if (instance == NULL || (list = td_sealed_list (instance, &house, purpose, 0, 0, NULL, error)) == NULL)
        return SAID_NO;
    rows = json_array ();
    for (guint i = 0; i < list->len; i++) {
        const TdSealedFiling *f = list->pdata[i];
        g_autofree char *last = td_instant_to_text (f->last);

        json_array_append_new (rows, filing_to_json (f));
        if (!call->json)
            printf ("%s  %s  %d parts, %d not fetched, %d answers%s\n", f->id, last, f->n_parts, f->n_waiting,
                    f->n_answers, f->closed != 0 ? ", closed" : "");
    }
    if (call->json) {
        json_dumpf (rows, stdout, JSON_INDENT (2));
        putchar ('\n');
    }
    json_decref (rows);
    return DONE;
}

const TdCommand td_sealed_commands[] = {
    { "keys", "make", "", "Makes an officer's pair of keys, on the officer's own machine", 0, 0, make_options,
      run_make },
    { "keys", "recipients", "DIR [add|remove KEY]", "Shows, adds or removes a public key that filings are sealed to", 1,
      3, recipients_options, run_recipients },
    { "keys", "rotate", "DIR OLD NEW", "Puts a public key in the place of another", 3, 3, rotate_options, run_rotate },
    { "keys", "reseal", "IN OUT", "Seals a file anew to other keys, on the officer's own machine", 2, 2, reseal_options,
      run_reseal },
    { "sealed", "list", "DIR", "Lists what was sent sealed, without contents", 1, 1, list_options, run_list },
    { NULL },
};
