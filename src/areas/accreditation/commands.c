/* Command: badge. */
#include "areas/accreditation/accreditation-area.h"

#include "areas/accreditation/badge.h"
#include "areas/people/person-known.h"
#include "base/errors.h"
#include "base/id.h"

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static struct {
    char *pdf;
    int session;
} given;

static const GOptionEntry badge_options[] = {
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &given.pdf, "Where the badge is to be written", "FILE" },
    { "session", 0, 0, G_OPTION_ARG_INT, &given.session, "Of this session; else the newest", "NUMBER" },
    { NULL },
};

struct finding {
    TdInstance *instance;
    const char *words;
    char *person;
};

static gboolean find_in (TdTx *tx, gpointer data, GError **error)
{
    struct finding *f = data;
    g_autoptr (TdPersonKnown) p = NULL;

    g_clear_pointer (&f->person, g_free);
    if (!td_person_known (tx, f->instance, f->words, f->words, &p, error))
        return FALSE;
    f->person = g_strdup (p != NULL ? p->id : NULL);
    return TRUE;
}

/* An accreditation by its id, or the newest one of an account, by id or mail address, that has a badge. */
static char *find (TdInstance *instance, const char *words, GError **error)
{
    const TdAccreditationFilter filter = { .session = given.session };
    g_autoptr (GPtrArray) list = NULL;
    struct finding f = { instance, words, NULL };
    char *id = NULL;

    if (!td_store_read (instance->store, find_in, &f, error)
        || (list = td_accreditation_list (instance, &secretariat, &filter, NULL, error)) == NULL) {
        g_free (f.person);
        return NULL;
    }
    for (guint i = 0; i < list->len; i++) {
        const TdAccreditation *a = list->pdata[i];
        if (a->badge != NULL
            && (g_str_equal (a->id, words) || (f.person != NULL && g_strcmp0 (a->person, f.person) == 0))) {
            g_free (id);
            id = g_strdup (a->id);
        }
    }
    g_free (f.person);
    if (id == NULL)
        g_set_error (error, TD_ACCREDITATION_ERROR, TD_ERROR_NOT_FOUND,
                     "Nobody of this id or mail address has a badge. The page “Who comes” has the ids.");
    return id;
}

static int run_badge (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (GBytes) file = NULL;
    g_autofree char *id = NULL;
    gsize size;
    const char *bytes;

    if (given.pdf == NULL) {
        g_set_error (error, TD_ACCREDITATION_ERROR, TD_ERROR_INPUT, "Say with --pdf where the badge is to be written.");
        return WRONG_USE;
    }
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL || (id = find (instance, call->words[1], error)) == NULL
        || (file = td_badge_pdf (instance, &secretariat, id, error)) == NULL)
        return SAID_NO;
    bytes = g_bytes_get_data (file, &size);
    return g_file_set_contents_full (given.pdf, bytes, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error)
               ? DONE
               : SAID_NO;
}

const TdCommand td_accreditation_commands[] = {
    { "badge", NULL, "DIR PERSON", "Writes somebody's badge as PDF", 2, 2, badge_options, run_badge },
    { NULL },
};
