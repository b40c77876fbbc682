/* Endings. Contract in case-ending.h. */
#include "areas/cases/case-ending-sql.h"

#include "areas/cases/case-rules.h"
#include "areas/cases/case-text.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "document/text-file.h"
#include "text/clean.h"
#include "text/words.h"

/* ---- whose text it is ---- */

static gboolean may (TdTx *tx, TdInstance *instance, const TdWriter *writer, const char *thing, TdWritingWish wish,
                     GError **error)
{
    g_autoptr (TdCase) c = td_case_get_in (tx, writer->viewer, thing, error);
    g_autoptr (TdCaseEnding) e = NULL;

    (void) instance;
    if (c == NULL)
        return FALSE;
    if (!td_case_is_of_house (c, writer->viewer))
        return td_door_unknown (error);
    if (!td_case_ending_load (tx, c->id, &e, error))
        return FALSE;
    if (e == NULL)
        return td_door_unknown (error);
    return wish == TD_WRITING_READ || e->adopted == 0
           || td_case_fail (error, TD_ERROR_CONFLICT, "This text was adopted: it is frozen.");
}

static char *title_of (const TdInstance *instance, const TdCase *c, const char *slug, const char *locale)
{
    const TdCaseStage *stage = td_profile_case_stage (instance->profile, slug);
    g_autofree char *number = td_case_number (c);

    return g_strdup_printf ("%s: %s", stage != NULL ? td_words (locale, stage->label) : slug,
                            number != NULL ? number : "");
}

static gboolean about (TdTx *tx, TdInstance *instance, const char *thing, const char *locale, TdWritingAbout *ret_about,
                       GError **error)
{
    g_autoptr (TdCase) c = td_case_load (tx, thing, error);
    g_autoptr (TdCaseEnding) e = NULL;

    if (c == NULL || !td_case_ending_load (tx, c->id, &e, error))
        return FALSE;
    if (e == NULL)
        return td_door_unknown (error);
    ret_about->title = title_of (instance, c, e->stage, locale);
    ret_about->back = g_strdup_printf ("/cases/%s/ending", c->id);
    ret_about->button = g_strdup (N_ ("How it ends"));
    ret_about->marking = g_strdup (N_ ("Draft of the Committee. Confidential"));
    ret_about->own_outline = TRUE;
    return TRUE;
}

const TdWritingOwner td_case_ending_writing_owner = {
    .kind = TD_CASE_ENDING_THING, .act = "case.write", .may = may, .about = about
};

/* ---- what there is ---- */

/* The text as it stands, where none is adopted. */
static gboolean fill_text (TdTx *tx, const char *id, TdCaseEnding *e, GError **error)
{
    g_autoptr (GError) problem = NULL;

    if (e->text == NULL)
        e->text = td_writing_text_in (tx, TD_CASE_ENDING_THING, id, &problem);
    if (problem != NULL && td_error_code (problem) != TD_ERROR_NOT_FOUND) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    e->words = e->text != NULL ? td_text_words (e->text) : 0;
    return TRUE;
}

struct work {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    TdCase *c;
    TdCaseEnding *ending;
    TdCaseNames *names;
};

static void work_clear (struct work *w)
{
    g_clear_pointer (&w->c, td_case_free);
    g_clear_pointer (&w->ending, td_case_ending_free);
    g_clear_pointer (&w->names, td_case_names_free);
}

static gboolean load_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;

    work_clear (w);
    w->c = td_case_get_in (tx, w->viewer, w->id, error);
    if (w->c == NULL)
        return FALSE;
    if (!td_case_is_of_house (w->c, w->viewer))
        return td_door_unknown (error);
    w->names = td_case_names_load_in (tx, w->instance, w->c->id, error);
    return w->names != NULL && td_case_ending_load (tx, w->c->id, &w->ending, error)
           && (w->ending == NULL || fill_text (tx, w->c->id, w->ending, error));
}

gboolean td_case_ending_get (TdInstance *instance, const TdViewer *viewer, const char *id, TdCaseEnding **ret,
                             GError **error)
{
    struct work w = { .instance = instance, .viewer = viewer, .id = id };
    gboolean done = td_store_read (instance->store, load_in, &w, error);

    if (done)
        *ret = g_steal_pointer (&w.ending);
    work_clear (&w);
    return done;
}

/* ---- beginning ---- */

struct begin {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    const TdCaseEndingNew *given;
    const char *field;
};

static gboolean wrong (struct begin *b, const char *field, GError **error, const char *message)
{
    b->field = field;
    return td_case_fail (error, TD_ERROR_INPUT, message);
}

static gboolean read_settlement (struct begin *b, TdCaseEnding *e, GError **error)
{
    g_autofree char *today = td_case_today (b->instance);
    const char *agreed = b->given->agreed != NULL ? b->given->agreed : "";

    e->terms = td_text_clean_text (b->given->terms != NULL ? b->given->terms : "", TD_LIMIT_TEXT_CHARACTERS);
    if (e->terms == NULL || *e->terms == '\0')
        return wrong (
            b, "terms", error,
            "Write what the parties agreed, in at most 4,000 characters. They are told it as it stands here.");
    if (td_date_precision (agreed) != TD_DATE_DAY || td_date_compare (agreed, today) > 0)
        return wrong (b, "agreed", error,
                      "Write the day on which they agreed, like 2026-12-18; not one still to come.");
    e->agreed = g_strdup (agreed);
    return TRUE;
}

/* What the end needs: by the stage's slug, as in case-move.c. */
static gboolean read_needs (TdTx *tx, struct begin *b, const TdCase *c, TdCaseEnding *e, GError **error)
{
    if (g_str_equal (e->stage, TD_CASE_STAGE_JOINED)) {
        g_autoptr (TdCase) into = td_case_to_join (tx, c, b->given->joined, error);
        b->field = "joined";
        if (into != NULL)
            e->joined = g_strdup_printf ("%d/%d", into->number, into->year);
        return into != NULL;
    }
    return !g_str_equal (e->stage, TD_CASE_STAGE_SETTLED) || read_settlement (b, e, error);
}

static const TdCaseStage *end_of (struct begin *b, const TdCase *c, const char *slug, GError **error)
{
    const TdCaseStage *stage = td_profile_case_stage (b->instance->profile, slug);

    if (stage != NULL && stage->text != NULL && td_profile_case_may_move (b->instance->profile, c->stage, slug))
        return stage;
    wrong (b, "stage", error, "From where it stands the case cannot end so. Choose one of the list.");
    return NULL;
}

static gboolean begin_in (TdTx *tx, gpointer data, GError **error)
{
    struct begin *b = data;
    const TdProfile *profile = b->instance->profile;
    g_autoptr (TdCase) c = td_case_for (tx, b->instance, b->viewer, b->id, TD_ACT_CASE_KEEP, error);
    g_autoptr (TdCaseEnding) before = NULL, e = g_new0 (TdCaseEnding, 1);
    const TdCaseStage *stage;
    const char *language = b->given->language;

    if (c == NULL || !td_case_ending_load (tx, c->id, &before, error))
        return FALSE;
    if (c->number == 0)
        return td_case_fail (error, TD_ERROR_CONFLICT, "It has no number yet, so that it ends without a text.");
    if (before != NULL && before->adopted != 0)
        return td_case_fail (error, TD_ERROR_CONFLICT, "This text was adopted: it is frozen.");
    stage = end_of (b, c, before != NULL ? before->stage : b->given->stage, error);
    if (stage == NULL)
        return FALSE;
    if (language == NULL || !g_strv_contains (profile->languages, language))
        language = profile->working_languages[0];
    e->stage = g_strdup (stage->slug);
    e->language = g_strdup (before != NULL ? before->language : language);
    e->begun = td_clock_now (&b->instance->clock);
    return read_needs (tx, b, c, e, error)
           && (before != NULL
               || td_writing_begin_in (tx, b->instance, TD_CASE_ENDING_THING, c->id, stage->text, e->language, NULL,
                                       error))
           && td_case_ending_put (tx, c->id, e, td_viewer_actor (b->viewer), error)
           && td_case_record (tx, b->instance, b->viewer, c, "ending", stage->slug, NULL, error);
}

gboolean td_case_ending_begin (TdInstance *instance, const TdViewer *viewer, const char *id,
                               const TdCaseEndingNew *given, const char **ret_field, GError **error)
{
    struct begin b = { instance, viewer, id, given, NULL };
    gboolean done = td_store_write (instance->store, begin_in, &b, error);

    if (ret_field != NULL)
        *ret_field = b.field;
    return done;
}

static gboolean drop_in (TdTx *tx, gpointer data, GError **error)
{
    const struct begin *b = data;
    g_autoptr (TdCase) c = td_case_for (tx, b->instance, b->viewer, b->id, TD_ACT_CASE_KEEP, error);
    g_autoptr (TdCaseEnding) e = NULL;

    if (c == NULL || !td_case_ending_load (tx, c->id, &e, error))
        return FALSE;
    if (e == NULL)
        return td_door_unknown (error);
    if (e->adopted != 0)
        return td_case_fail (error, TD_ERROR_CONFLICT, "This text was adopted: it is frozen.");
    return td_writing_erase_in (tx, TD_CASE_ENDING_THING, c->id, error) && td_case_ending_remove (tx, c->id, error)
           && td_case_record (tx, b->instance, b->viewer, c, "ending-dropped", NULL, NULL, error);
}

gboolean td_case_ending_drop (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct begin b = { .instance = instance, .viewer = viewer, .id = id };

    return td_store_write (instance->store, drop_in, &b, error);
}

/* ---- adopting ---- */

/* What was said in fields stands first. */
static void add_fields (TdText *text, const TdCaseEnding *e)
{
    const char *title =
        td_words (text->language, e->terms != NULL ? N_ ("Terms of the settlement") : N_ ("Joined with"));
    TdTextSection *section;

    if (e->terms == NULL && e->joined == NULL)
        return;
    section = td_text_add_section (text, "fields", title, 1);
    g_ptr_array_insert (text->sections, 0, g_ptr_array_steal_index (text->sections, text->sections->len - 1));
    if (e->joined != NULL) {
        g_autofree char *number = g_strdup_printf ("No. %s", e->joined);
        td_text_add (section, TD_TEXT_PLAIN, number);
        return;
    }
    g_auto (GStrv) lines = g_strsplit (e->terms, "\n", -1);
    for (gsize i = 0; lines[i] != NULL; i++)
        if (*g_strstrip (lines[i]) != '\0')
            td_text_add (section, TD_TEXT_PLAIN, lines[i]);
    g_autofree char *day = td_words_date (text->language, e->agreed);
    g_autofree char *agreed = td_words_fill (td_words (text->language, N_ ("Agreed on {day}.")), "day", day, NULL);
    td_text_add (section, TD_TEXT_PLAIN, agreed);
}

/* What goes out: the whole text, and the file made of it. */
static GBytes *compose (struct work *w, TdText **ret_text, GError **error)
{
    g_autoptr (TdText) text = NULL;
    g_autoptr (GBytes) bytes = NULL;

    if (w->ending == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    if (w->ending->adopted != 0 || w->ending->words == 0) {
        td_case_fail (error, TD_ERROR_CONFLICT,
                      w->ending->adopted != 0 ? "This text was adopted already."
                                              : "Nothing is written in this text yet.");
        return NULL;
    }
    if (w->c->withheld && td_case_names_version (w->names) == 0) {
        td_case_fail (
            error, TD_ERROR_CONFLICT,
            "The identity is withheld from the State, and there is no list of names to check this text by. Write the"
            " list first.");
        return NULL;
    }
    text = g_steal_pointer (&w->ending->text);
    add_fields (text, w->ending);
    text->title = title_of (w->instance, w->c, w->ending->stage, text->language);
    text->author = g_strdup (w->instance->profile->body);
    text->marking = g_strdup (td_words (text->language, N_ ("Confidential")));
    bytes = td_case_outgoing (w->instance, w->names, text, error);
    *ret_text = bytes != NULL ? g_steal_pointer (&text) : NULL;
    return g_steal_pointer (&bytes);
}

struct adopt {
    struct work *seen;
    int version;
    TdText *text;  /* with its fields, names as written */
    char *written; /* what stood in the editor */
    char sha256[TD_SHA256_TEXT + 1];
    gint64 size;
};

static char *written_in (const TdCaseEnding *e)
{
    GBytes *bytes = e != NULL && e->text != NULL ? td_text_to_markdown (e->text) : NULL;
    char *words = bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : g_strdup ("");

    g_clear_pointer (&bytes, g_bytes_unref);
    return words;
}

static gboolean is_what_was_seen (const struct work *now, const struct adopt *a, GError **error)
{
    g_autofree char *written = written_in (now->ending);

    if (now->ending != NULL && now->ending->adopted == 0 && now->c->version == a->seen->c->version
        && td_case_names_version (now->names) == td_case_names_version (a->seen->names)
        && g_str_equal (written, a->written))
        return TRUE;
    return td_case_fail (error, TD_ERROR_CONFLICT,
                         "Somebody changed the case, its list of names or this text just now. Look at it again.");
}

/* As a paper of the Committee that both parties have at once. */
static gboolean put_paper (TdTx *tx, const struct adopt *a, const TdCase *c, TdCaseEnding *e, GError **error)
{
    const struct work *w = a->seen;
    g_autoptr (TdCasePaper) p = g_new0 (TdCasePaper, 1);

    p->id = td_id_new ();
    p->case_id = g_strdup (c->id);
    p->party = TD_PARTY_COMMITTEE;
    p->stage = g_strdup (c->stage);
    p->received = p->transmitted = e->adopted;
    p->blob = g_strdup (a->sha256);
    p->format = g_strdup ("pdf");
    p->size = a->size;
    p->names = td_case_names_version (w->names);
    if (!td_case_paper_insert (tx, p, td_viewer_actor (w->viewer), error))
        return FALSE;
    e->paper = p->n;
    return td_case_paper_set_transmitted (tx, p, error);
}

static gboolean adopt_in (TdTx *tx, gpointer data, GError **error)
{
    struct adopt *a = data;
    struct work *seen = a->seen;
    struct work now = { .instance = seen->instance, .viewer = seen->viewer, .id = seen->id };
    g_autoptr (TdCase) c = td_case_for (tx, now.instance, now.viewer, now.id, TD_ACT_CASE_KEEP, error);
    gboolean done = c != NULL && td_case_is_as_seen (now.instance, c, a->version, error) && load_in (tx, &now, error)
                    && is_what_was_seen (&now, a, error);

    if (done) {
        TdCaseEnding *e = now.ending;
        const TdCaseEnd end = { .to = e->stage, .joined = e->joined, .text = TRUE };
        e->adopted = td_clock_now (&now.instance->clock);
        g_clear_pointer (&e->text, td_text_free);
        e->text = a->text;
        done = td_writing_freeze_in (tx, TD_CASE_ENDING_THING, c->id, e->adopted, error)
               && put_paper (tx, a, c, e, error) && td_case_ending_set_adopted (tx, c->id, e, error)
               && td_case_go_in (tx, now.instance, now.viewer, c, &end, error);
        e->text = NULL;
    }
    work_clear (&now);
    return done;
}

gboolean td_case_ending_adopt (TdInstance *instance, const TdViewer *viewer, const char *id, int seen, GError **error)
{
    struct work w = { .instance = instance, .viewer = viewer, .id = id };
    struct adopt a = { .seen = &w, .version = seen };
    g_autoptr (TdText) text = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *written = NULL;
    gboolean done = td_store_read (instance->store, load_in, &w, error);

    a.written = written = written_in (w.ending);
    done =
        done && (bytes = compose (&w, &text, error)) != NULL && td_case_keep_bytes (instance, bytes, a.sha256, error);
    if (done) {
        a.text = text;
        a.size = (gint64) g_bytes_get_size (bytes);
        done = td_store_write (instance->store, adopt_in, &a, error);
    }
    work_clear (&w);
    return done;
}
