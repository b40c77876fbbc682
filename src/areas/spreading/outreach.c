/* Outreach: noting and reading it. Contract in outreach.h. */
#include "areas/spreading/spreading-sql.h"

#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/words.h"

static const struct {
    const char *word, *label;
} hows[TD_N_OUTREACH_HOWS] = {
    [TD_OUTREACH_WORKSHOP] = { "workshop", N_ ("A workshop") },
    [TD_OUTREACH_TRAINING] = { "training", N_ ("A training") },
    [TD_OUTREACH_MEETING] = { "meeting", N_ ("A public meeting") },
    [TD_OUTREACH_SCHOOL] = { "school", N_ ("In a school or university") },
    [TD_OUTREACH_RADIO] = { "radio", N_ ("Radio or television") },
    [TD_OUTREACH_PRINT] = { "print", N_ ("Leaflets, posters, newspapers") },
    [TD_OUTREACH_ONLINE] = { "online", N_ ("On the internet or by messages") },
    [TD_OUTREACH_ART] = { "art", N_ ("Theatre, music, pictures") },
    [TD_OUTREACH_TRANSLATION] = { "translation", N_ ("A translation that was handed out") },
    [TD_OUTREACH_OTHER] = { "other", N_ ("In another way") },
};

const char *td_outreach_how_word (TdOutreachHow how)
{
    return how < TD_N_OUTREACH_HOWS ? hows[how].word : "";
}

const char *td_outreach_how_label (TdOutreachHow how)
{
    return how < TD_N_OUTREACH_HOWS ? hows[how].label : "";
}

gboolean td_outreach_how_from_word (const char *word, TdOutreachHow *ret_how)
{
    for (int how = 0; how < TD_N_OUTREACH_HOWS; how++)
        if (g_strcmp0 (hows[how].word, word) == 0) {
            *ret_how = (TdOutreachHow) how;
            return TRUE;
        }
    return FALSE;
}

void td_outreach_free (TdOutreach *o)
{
    if (o == NULL)
        return;
    g_free (o->id);
    g_free (o->document);
    g_free (o->symbol);
    g_free (o->title);
    g_free (o->organisation);
    g_free (o->name);
    g_free (o->day);
    g_free (o->language);
    g_free (o->country);
    g_free (o->place);
    g_free (o->words);
    g_free (o->off_reason);
    g_free (o);
}

/* ---- reading ---- */

struct listing {
    const TdViewer *viewer;
    const TdOutreachFilter *filter;
    GPtrArray *list;
};

static void as_seen (TdOutreach *o)
{
    o->few = o->people > 0 && o->people < TD_LIMIT_SMALL_COUNT;
    if (o->few && !o->mine)
        o->people = 0;
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct listing *l = data;
    g_autoptr (GPtrArray) spreaders = td_spreaders_in (tx, l->viewer, error);
    g_autoptr (GPtrArray) own = g_ptr_array_new ();
    TdOutreachSearch search = { .document = l->filter->document,
                                .country = l->filter->country,
                                .language = l->filter->language,
                                .shown = !l->filter->mine,
                                .with_off = l->filter->mine || td_door_viewer_may (l->viewer, TD_ACT_SPREADING_KEEP),
                                .most = TD_LIMIT_OUTREACH_LISTED };

    g_clear_pointer (&l->list, g_ptr_array_unref);
    if (spreaders == NULL)
        return FALSE;
    for (guint i = 0; i < spreaders->len; i++)
        g_ptr_array_add (own, ((const TdSpreader *) spreaders->pdata[i])->id);
    search.organisations = l->filter->mine ? own : NULL;
    l->list = td_outreach_select (tx, &search, error);
    for (guint i = 0; l->list != NULL && i < l->list->len; i++) {
        TdOutreach *o = l->list->pdata[i];
        o->mine = g_ptr_array_find_with_equal_func (own, o->organisation, g_str_equal, NULL);
        as_seen (o);
    }
    return l->list != NULL;
}

GPtrArray *td_outreach_list (TdInstance *instance, const TdViewer *viewer, const TdOutreachFilter *filter,
                             GError **error)
{
    struct listing l = { .viewer = viewer, .filter = filter };

    return td_store_read (instance->store, list_in, &l, error) ? l.list : NULL;
}

/* ---- noting ---- */

struct note {
    TdInstance *instance;
    const TdViewer *viewer;
    TdOutreachEntry entry;
    char *id;
    const char **ret_field;
};

static gboolean few_enough (TdTx *tx, const struct note *n, gint64 now, GError **error)
{
    gint64 noted = 0;

    if (!td_outreach_since (tx, n->entry.organisation, now - G_TIME_SPAN_DAY, &noted, error))
        return FALSE;
    if (noted < TD_LIMIT_OUTREACH_A_DAY)
        return TRUE;
    g_set_error (error, TD_SPREADING_ERROR, TD_ERROR_BUSY,
                 "This organisation noted %d times today already. Note the rest tomorrow, or several in one note.",
                 (int) TD_LIMIT_OUTREACH_A_DAY);
    return FALSE;
}

static gboolean note_in (TdTx *tx, gpointer data, GError **error)
{
    struct note *n = data;
    g_autoptr (TdLibraryDocument) d = NULL;
    gint64 now = td_clock_now (&n->instance->clock);
    TdOutreachEntry entry = n->entry;
    gboolean shown = FALSE;

    if (!td_spreading_check (tx, n->instance, n->viewer, entry.document, entry.organisation, &d, &shown, n->ret_field,
                             error)
        || !few_enough (tx, n, now, error))
        return FALSE;
    entry.document = d->id;
    if (entry.quiet)
        entry.place = entry.words = entry.country = NULL;
    return td_outreach_insert (tx, &entry, n->id, now, error)
           && td_spreading_journal (tx, n->instance, n->viewer, TD_ACT_SPREADING_NOTE, "outreach", n->id,
                                    shown && !entry.quiet, error);
}

/* Whether a day of any precision has begun by today. */
static gboolean has_begun (const TdInstance *instance, const char *day)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);

    return strncmp (day, today, strlen (day)) <= 0;
}

static gboolean check_facts (const TdInstance *instance, const TdOutreachEntry *e, const char **ret_field,
                             GError **error)
{
    TdOutreachHow how;

    if (td_date_precision (e->day) == TD_DATE_NONE)
        return td_spreading_fail (ret_field, "day", error,
                                  N_ ("Write when it was: a day, 2026-03-08, a month, 2026-03, or a year, 2026."));
    if (!has_begun (instance, e->day))
        return td_spreading_fail (ret_field, "day", error, N_ ("That day is still to come. Note it when it was."));
    if (!td_outreach_how_from_word (e->how, &how))
        return td_spreading_fail (ret_field, "how", error, N_ ("Choose how you spread it."));
    if (e->country != NULL && td_profile_country (instance->profile, e->country) == NULL)
        return td_spreading_fail (ret_field, "country", error, N_ ("Choose a country of the list, or none."));
    if (e->people < 0 || e->people > 100000000)
        return td_spreading_fail (ret_field, "people", error,
                                  N_ ("Write about how many people it reached, as a number, or leave it empty."));
    return TRUE;
}

/* ret_clean: NULL where nothing is left. */
static gboolean clean (const char *text, gsize most, const char *field, const char **ret_field, char **ret_clean,
                       GError **error)
{
    g_autofree char *line = td_text_clean_line (text != NULL ? text : "", most);

    if (line == NULL)
        return td_spreading_fail (ret_field, field, error, N_ ("This is too long. Say it in fewer words."));
    *ret_clean = *line != '\0' ? g_steal_pointer (&line) : NULL;
    return TRUE;
}

gboolean td_outreach_note (TdInstance *instance, const TdViewer *viewer, const TdOutreachEntry *entry, char **ret_id,
                           const char **ret_field, GError **error)
{
    g_autofree char *language = td_spreading_language (entry->language);
    g_autofree char *place = NULL;
    g_autofree char *words = NULL;
    g_autofree char *id = td_id_new ();
    struct note n = { .instance = instance, .viewer = viewer, .entry = *entry, .id = id, .ret_field = ret_field };

    if (!check_facts (instance, entry, ret_field, error)
        || !clean (entry->place, TD_LIMIT_NAME_CHARACTERS, "place", ret_field, &place, error)
        || !clean (entry->words, TD_LIMIT_NAME_CHARACTERS * 2, "words", ret_field, &words, error))
        return FALSE;
    if (language == NULL)
        return td_spreading_fail (ret_field, "language", error,
                                  N_ ("Choose the language in which you spread it, or write its tag: “tl” for "
                                      "Tagalog."));
    n.entry.language = language;
    n.entry.place = place;
    n.entry.words = words;
    if (!td_store_write (instance->store, note_in, &n, error))
        return FALSE;
    if (ret_id != NULL)
        *ret_id = g_steal_pointer (&id);
    return TRUE;
}

/* ---- taking off ---- */

struct removing {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *reason;
};

static gboolean is_mine (TdTx *tx, const TdViewer *viewer, const char *organisation, gboolean *ret_mine, GError **error)
{
    g_autoptr (GPtrArray) spreaders = td_spreaders_in (tx, viewer, error);

    *ret_mine = FALSE;
    for (guint i = 0; spreaders != NULL && i < spreaders->len; i++)
        *ret_mine |= g_str_equal (((const TdSpreader *) spreaders->pdata[i])->id, organisation);
    return spreaders != NULL;
}

/* Nobody learns of a quiet one by asking: only its own people take it back. */
static gboolean remove_in (TdTx *tx, gpointer data, GError **error)
{
    struct removing *r = data;
    const TdOutreachSearch search = { .id = r->id, .with_off = TRUE };
    g_autoptr (GPtrArray) found = td_outreach_select (tx, &search, error);
    gboolean mine = FALSE, keeper = td_door_viewer_may (r->viewer, TD_ACT_SPREADING_KEEP);
    const TdOutreach *o;

    if (found == NULL || !td_instance_may_write (r->instance, tx, error))
        return FALSE;
    o = found->len > 0 ? found->pdata[0] : NULL;
    if (o == NULL || !is_mine (tx, r->viewer, o->organisation, &mine, error))
        return o == NULL ? td_door_unknown (error) : FALSE;
    if (!mine && (!keeper || o->quiet))
        return td_door_unknown (error);
    if (!mine && *r->reason == '\0')
        return td_spreading_fail (NULL, NULL, error,
                                  N_ ("Say why it is taken off: the organisation reads the reason."));
    if (mine ? !td_outreach_delete (tx, r->id, error)
             : !td_outreach_take_off (tx, r->id, r->reason, td_clock_now (&r->instance->clock), error))
        return FALSE;
    return td_spreading_journal (tx, r->instance, r->viewer, mine ? TD_ACT_SPREADING_NOTE : TD_ACT_SPREADING_KEEP,
                                 "outreach", r->id, !o->quiet, error);
}

gboolean td_outreach_remove (TdInstance *instance, const TdViewer *viewer, const char *id, const char *reason,
                             GError **error)
{
    g_autofree char *clean_reason = td_text_clean_text (reason, TD_LIMIT_TEXT_CHARACTERS);
    struct removing r = { instance, viewer, id, clean_reason != NULL ? clean_reason : "" };

    return td_store_write (instance->store, remove_in, &r, error);
}
