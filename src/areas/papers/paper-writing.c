/* Who may write in a paper, and what stands beside its paragraphs. Also: putting in a paragraph with its origin. */
#include "areas/papers/paper-writing.h"

#include "areas/papers/paper-rules.h"
#include "base/errors.h"
#include "text/words.h"

/* The State reads its paper on the paper's page, never how it was written. */
static gboolean may (TdTx *tx, TdInstance *instance, const TdWriter *writer, const char *thing, TdWritingWish wish,
                     GError **error)
{
    g_autoptr (TdPaper) p = td_paper_load (tx, thing, error);
    TdThing paper, dossier;

    (void) instance;
    if (p == NULL)
        return FALSE;
    paper = td_paper_thing (p);
    dossier = td_door_dossier (p->state);
    if (!td_door_may (writer->viewer, TD_ACT_PAPER_READ, &paper, error)
        || !td_door_may (writer->viewer, TD_ACT_DOSSIER_READ, &dossier, error))
        return FALSE;
    if (wish == TD_WRITING_READ)
        return TRUE;
    if (p->status != TD_STATUS_DRAFT)
        return td_paper_fail (error, TD_ERROR_CONFLICT,
                              "This paper was adopted: its text is frozen. What has to change goes into a new paper.");
    return td_door_may (writer->viewer, TD_ACT_PAPER_WRITE, &paper, error);
}

static gboolean about (TdTx *tx, TdInstance *instance, const char *thing, const char *locale, TdWritingAbout *ret_about,
                       GError **error)
{
    g_autoptr (TdPaper) p = td_paper_load (tx, thing, error);

    if (p == NULL)
        return FALSE;
    ret_about->title = td_paper_title (instance->profile, p, locale);
    ret_about->back = g_strdup_printf ("/papers/%s", p->id);
    ret_about->button = g_strdup (N_ ("The paper"));
    ret_about->marking = p->status == TD_STATUS_DRAFT ? g_strdup (N_ ("Draft of the Committee. Confidential")) : NULL;
    ret_about->own_outline = TRUE;
    return TRUE;
}

/* `may` was asked before: whoever sees the editor may know where paragraphs come from. */
static char *beside (TdTx *tx, TdInstance *instance, const TdWriter *writer, const char *thing, const char *paragraph,
                     const char *locale, char **ret_link)
{
    g_autoptr (GPtrArray) origins = td_origin_list (tx, thing, paragraph, NULL);
    const TdPaperOrigined *first;
    g_autofree char *n = NULL;

    (void) instance, (void) writer;
    if (origins == NULL || origins->len == 0)
        return NULL;
    first = origins->pdata[0];
    *ret_link = first->number > 0 ? g_strdup_printf ("/submissions/%s#p%d", first->submission, first->number)
                                  : g_strdup_printf ("/submissions/%s", first->submission);
    n = td_words_number (locale, origins->len);
    return td_words_fill (td_words_n (locale, N_ ("From {n} submission (for the Committee alone)"),
                                      N_ ("From {n} submissions (for the Committee alone)"), origins->len),
                          "n", n, NULL);
}

const TdWritingOwner td_paper_writing_owner = {
    .kind = TD_PAPER_THING, .act = "paper.write", .may = may, .about = about, .beside = beside
};

/* ---- putting in ---- */

/* The section into which it goes where none is named. */
static const char *section_of (const TdInstance *instance, const TdPaper *p, const char *section)
{
    const TdPaperKind *kind = td_profile_paper_kind (instance->profile, p->kind);

    return section != NULL && *section != '\0' ? section : kind != NULL ? kind->questions : "";
}

gboolean td_paper_take_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *paper,
                           const char *section, const char *words, const GArray *articles, const TdPaperOrigin *origins,
                           gsize n_origins, char **ret_paragraph, gboolean *ret_branch, GError **error)
{
    g_autoptr (TdPaper) p = td_paper_for (tx, instance, viewer, paper, TD_ACT_PAPER_WRITE, error);
    const TdWriter writer = { .viewer = viewer };
    g_autofree char *paragraph = NULL;
    gint64 now = td_clock_now (&instance->clock);

    if (p == NULL
        || !td_writing_append_in (tx, instance, &writer, TD_PAPER_THING, p->id, section_of (instance, p, section),
                                  TD_TEXT_NUMBERED, words, articles, &paragraph, ret_branch, error))
        return FALSE;
    for (gsize i = 0; i < n_origins; i++)
        if (!td_origin_insert (tx, p->id, paragraph, &origins[i], td_viewer_actor (viewer), now, error))
            return FALSE;
    if (ret_paragraph != NULL)
        *ret_paragraph = g_steal_pointer (&paragraph);
    return TRUE;
}

/* Whether the viewer may know where the paper's paragraphs come from. */
static gboolean may_know (TdTx *tx, const TdViewer *viewer, const char *paper, GError **error)
{
    g_autoptr (TdPaper) p = td_paper_get_in (tx, viewer, paper, error);
    TdThing dossier;

    if (p == NULL)
        return FALSE;
    dossier = td_door_dossier (p->state);
    return td_door_may (viewer, TD_ACT_DOSSIER_READ, &dossier, error);
}

GPtrArray *td_paper_origins_in (TdTx *tx, const TdViewer *viewer, const char *paper, GError **error)
{
    return may_know (tx, viewer, paper, error) ? td_origin_list (tx, paper, NULL, error) : NULL;
}
