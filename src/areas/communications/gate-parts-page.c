/* Parts of the gate's pages. Contract in gate-parts-page.h. */
#include "areas/communications/gate-parts-page.h"

#include "text/language.h"
#include "text/words.h"

enum { STEP = 28, HALF = 14 };

static const char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

static const char *picture_words (const TdGateSense *s, const char *locale, GPtrArray *strings)
{
    g_autofree char *n = td_words_number (locale, s->declarations), *needed = td_words_number (locale, s->needed);
    const char *words = s->unknown > 0 ? N_ ("At least {n} of {needed} declarations; dashed: not known.")
                                       : N_ ("{n} of {needed} declarations.");

    return keep (strings, td_words_fill (td_words (locale, words), "n", n, "needed", needed, NULL));
}

void td_gate_picture (const TdGate *gate, const char *locale, GPtrArray *strings, TdGatePicture *ret_picture)
{
    const TdGateSense *s = &gate->sense;
    TdGatePicture picture = { .marks = g_array_new (FALSE, TRUE, sizeof (struct html_gate_picture_marks)),
                              .words = picture_words (s, locale, strings),
                              .width = s->needed * STEP };

    /* Read as one reads: from the right in Arabic. */
    gboolean from_right = g_str_equal (td_language_direction (locale), "rtl");
    for (int i = 0; i < s->needed; i++) {
        const struct html_gate_picture_marks mark = {
            .mark = i < s->declarations                ? "made"
                    : i < s->declarations + s->unknown ? "unknown"
                                                       : "none",
            .x = (from_right ? s->needed - 1 - i : i) * STEP + HALF,
        };
        g_array_append_val (picture.marks, mark);
    }
    *ret_picture = picture;
}

/* ---- other ways ---- */

typedef struct html_other_ways_groups Group;
typedef struct html_other_ways_groups_ways Way;

static Group group_of (const TdProfile *profile, const char *slug, const char *title, const char *locale,
                       GPtrArray *strings)
{
    Way *ways = g_new0 (Way, profile->n_other_ways + 1);
    Group group = { .title = td_words (locale, title), .ways = ways };

    g_ptr_array_add (strings, ways);
    for (gsize i = 0; i < profile->n_other_ways; i++) {
        const TdOtherWay *w = &profile->other_ways[i];
        if (g_str_equal (w->group, slug))
            ways[group.n_ways++] = (Way){ .name = td_words (locale, w->name),
                                          .what = td_words (locale, w->what),
                                          .needs = w->needs != NULL ? td_words (locale, w->needs) : NULL,
                                          .source = td_words (locale, w->source),
                                          .basis = td_words (locale, td_basis_sentence (w->basis)) };
    }
    return group;
}

GArray *td_other_ways (const TdProfile *profile, const char *locale, GPtrArray *strings)
{
    static const struct {
        const char *slug, *title;
    } groups[] = { { "treaty-body", N_ ("Other committees of the United Nations") },
                   { "special-procedure", N_ ("Experts of the Human Rights Council") },
                   { "labour", N_ ("The International Labour Organization") },
                   { "regional", N_ ("Regional courts and commissions") },
                   { "other", N_ ("Others") } };
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Group));

    for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
        const Group group = group_of (profile, groups[i].slug, groups[i].title, locale, strings);
        if (group.n_ways > 0)
            g_array_append_val (list, group);
    }
    return list;
}

/* ---- words ---- */

const char *td_gate_answer_word (TdGateAnswer answer)
{
    static const char *const words[] = { N_ ("Not known"), N_ ("Not possible now"), N_ ("Possible") };

    return words[answer];
}

const char *td_gate_answer_kind (TdGateAnswer answer)
{
    static const char *const kinds[] = { "warning", "bad", "good" };

    return kinds[answer];
}

const char *td_declared_label (TdDeclared standing)
{
    static const char *const labels[] = { N_ ("not checked"), N_ ("none found"), N_ ("declared"), N_ ("withdrawn") };

    return labels[standing];
}

char *td_declaration_words (const TdDeclaration *d, const char *locale)
{
    static const char *const words[] = { N_ ("Made on {day}."), N_ ("Withdrawn on {day}."),
                                         N_ ("Looked for on {day}, and not found.") };
    g_autofree char *day = td_words_date (locale, d->day);

    return td_words_fill (td_words (locale, words[d->kind]), "day", day, NULL);
}
