/* The translation workshop: what is public, sentence by sentence, in any language.
 *
 * An organisation proposes a translation: of a document of the library out of one of its languages, or of the program's own words (catalogue.h).
 * It needs nobody's leave. The text is cut into segments (text/sentences.h) that keep their paragraph and place. Whoever has an account
 * translates, segment by segment; another person reviews, never whose words they are. What was reviewed can be shown in the library as
 * an unofficial translation, with the names that its people chose, or none (library.h: td_library_mark). The secretariat certifies
 * nothing; it can take a translation off, with a reason.
 *
 * What always holds:
 * - Nobody's words are lost. Each save is a version and says on which one it was made; a save on another than the one that stands is kept beside it
 *   until somebody chooses (td_translation_choose). Versions are never changed.
 * - Words with warnings (checks.h) are a draft until whoever wrote them says why they are right; the reviewer sees both.
 * - What a machine translated is kept apart and counts as nothing until a person saves words as their own.
 * - A segment is reviewed by another person than the one who wrote the words that stand.
 *
 * Plural forms (of a catalogue) are several texts of one segment, apart by TD_FORM_BREAK in words.
 *
 * Who may what: TD_ACT_TRANSLATION_WRITE to propose (for an organisation in which one may contribute), translate and review;
 * TD_ACT_TRANSLATION_KEEP to take off. Everybody may read. Errors: TD_TRANSLATION_ERROR. Threads: any; records are their caller's.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

#define TD_TRANSLATION_ERROR (td_translation_error_quark ())
GQuark td_translation_error_quark (void);

#define TD_FORM_BREAK "\x1e"

typedef enum { TD_PROJECT_DOCUMENT, TD_PROJECT_CATALOGUE, TD_N_PROJECT_KINDS } TdProjectKind;
const char *td_project_kind_word (TdProjectKind kind); /* "document", "catalogue" */

typedef enum {
    TD_SEGMENT_EMPTY,
    TD_SEGMENT_DRAFT,      /* words with warnings that nobody answered, or not ready */
    TD_SEGMENT_TRANSLATED, /* waits for its review */
    TD_SEGMENT_REVIEWED,
    TD_SEGMENT_SENT_BACK, /* by the reviewer, with a reason */
    TD_N_SEGMENT_STATES
} TdSegmentState;
const char *td_segment_state_word (TdSegmentState state);  /* "empty", "draft", "translated", "reviewed", "sent-back" */
const char *td_segment_state_label (TdSegmentState state); /* English, for td_words */
gboolean td_segment_state_from_word (const char *word, TdSegmentState *ret_state);

typedef struct {
    char *id;
    TdProjectKind kind;
    char *thing;             /* id of a document, or "interface" */
    char *source, *language; /* tags */
    char *title;             /* of the source */
    char *organisation;      /* id, or NULL: proposed by the secretariat */
    char *person;            /* who proposed it */
    gint64 created, changed;
    gint64 shown; /* 0: not in the library */
    gint64 off;   /* 0: it stands */
    char *reason; /* why it was taken off */
    char *header; /* of a catalogue, as its file had it; or NULL */
    guint8 secret[32];
    gint64 n[TD_N_SEGMENT_STATES]; /* segments by state */
} TdTranslation;
void td_translation_free (TdTranslation *translation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTranslation, td_translation_free)
gint64 td_translation_total (const TdTranslation *translation);

typedef struct {
    gint64 n;            /* from 1 */
    char *paragraph;     /* anchor in the document, "title", or "" */
    char *kind, *number; /* of the paragraph (document.h); number or NULL */
    int level;
    char *joint;                   /* what stands before it in its paragraph; "" for the first */
    char *context, *plural, *note; /* of a catalogue; or NULL */
    char *source;
    TdSegmentState state;
    gint64 version; /* 0: nothing was written */
    char *words;    /* or NULL */
    char *actor;    /* whose words they are, or NULL */
    gint64 at;
    char *excuse; /* why they are right in spite of warnings, or NULL */
    char *reviewer;
    gint64 reviewed;
    char *reason;  /* why it was sent back, or NULL */
    char *machine; /* or NULL */
    int beside;    /* so many others wait beside it */
} TdSegment;
void td_segment_free (TdSegment *segment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSegment, td_segment_free)

/* What was written of a segment. */
typedef struct {
    char *id;
    gint64 version; /* 0: it was written beside another */
    char *words, *actor;
    gint64 at;
    gboolean beside; /* waits for somebody to choose */
} TdSegmentVersion;
void td_segment_version_free (TdSegmentVersion *version);

/* ---- proposing and reading ---- */

typedef struct {
    const char *document;     /* id or symbol */
    const char *source;       /* a language that it has; NULL: the leading one */
    const char *language;     /* BCP 47 */
    const char *organisation; /* id; NULL: the only one of the viewer's, or the secretariat */
} TdTranslationWish;
/* *ret_id: free it. *ret_field (may be NULL): what will not do, a literal. TD_ERROR_CONFLICT: somebody proposed it already, or the official text is
 * there in that language. */
gboolean td_translation_propose (TdInstance *instance, const TdViewer *viewer, const TdTranslationWish *wish,
                                 char **ret_id, const char **ret_field, GError **error);
/* A tag of a language in its usual form ("wo", "qu-PE", "zh-Hant"); NULL with TD_ERROR_INPUT. Free it. */
char *td_translation_language (const char *typed, GError **error);

/* TD_ERROR_NOT_FOUND; TD_ERROR_GONE where it was taken off (but for who keeps them). */
TdTranslation *td_translation_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

typedef struct {
    const char *language, *thing, *organisation; /* or NULL */
    const char *review_for;                      /* a person: those that hold something they may review */
    int from, most;                              /* most 0: all */
} TdTranslationFilter;
/* Those that stand, the one that changed last first. Of TdTranslation. *ret_total may be NULL. */
GPtrArray *td_translation_list (TdInstance *instance, const TdTranslationFilter *filter, gint64 *ret_total,
                                GError **error);

typedef struct {
    const char *state;      /* word, or NULL */
    const char *paragraph;  /* or NULL */
    const char *review_for; /* a person: translated by another */
    gboolean to_do;         /* not translated yet: empty, drafts, sent back */
    gint64 after;           /* those behind this number */
    int most;               /* 0: all */
} TdSegmentFilter;
/* In order. Of TdSegment. */
GPtrArray *td_translation_segments (TdInstance *instance, const char *id, const TdSegmentFilter *filter,
                                    GError **error);
/* One, with what was written of it, newest first (of TdSegmentVersion; may be NULL). TD_ERROR_NOT_FOUND. */
TdSegment *td_translation_segment (TdInstance *instance, const char *id, gint64 n, GPtrArray **ret_versions,
                                   GError **error);
/* What it is warned of as it stands, or with other words (NULL: its own): of TdWarning of checks.h. */
GPtrArray *td_translation_warnings (TdInstance *instance, const TdTranslation *translation, const TdSegment *segment,
                                    const char *words, GError **error);
/* How the same source is translated elsewhere in this translation; NULL without error: nowhere. Free it. */
char *td_translation_elsewhere (TdInstance *instance, const char *id, const TdSegment *segment, GError **error);
/* By which name somebody is shown with this translation: free it; NULL: by none. *ret_chosen: they said something. */
char *td_translation_credit (TdInstance *instance, const char *id, const char *person, gboolean *ret_chosen,
                             GError **error);

/* ---- working ---- */

typedef struct {
    gint64 base;        /* the version that the writer saw */
    const char *words;  /* "": none any more */
    const char *excuse; /* why they are right in spite of warnings; NULL or "": nothing is said */
    gboolean draft;     /* not ready */
} TdSegmentSave;
typedef enum { TD_SAVED_TRANSLATED, TD_SAVED_DRAFT, TD_SAVED_BESIDE, TD_SAVED_EMPTY, TD_N_SAVED } TdSegmentSaved;
/* *ret_saved DRAFT: there are warnings, or it was said not to be ready; BESIDE: others wrote meanwhile, and both are kept. */
gboolean td_translation_save (TdInstance *instance, const TdViewer *viewer, const char *id, gint64 n,
                              const TdSegmentSave *save, TdSegmentSaved *ret_saved, GError **error);
/* What waits beside: taken, it stands in place of what stood, as its writer's words; else it is set aside. */
gboolean td_translation_choose (TdInstance *instance, const TdViewer *viewer, const char *id, gint64 n,
                                const char *version, gboolean take, GError **error);
/* version: that was seen. reason NULL or "": it is right; else it is sent back with it. TD_ERROR_NOT_ALLOWED: they are one's own words.
 * TD_ERROR_CONFLICT: somebody wrote meanwhile, or there is nothing to review. */
gboolean td_translation_review (TdInstance *instance, const TdViewer *viewer, const char *id, gint64 n, gint64 version,
                                const char *reason, GError **error);
/* name "" or NULL: none. */
gboolean td_translation_set_credit (TdInstance *instance, const TdViewer *viewer, const char *id, const char *name,
                                    GError **error);

/* Puts the paragraphs that were reviewed whole into the library, in place of what was shown before. For people of its organisation
 * and who keeps translations. TD_ERROR_CONFLICT: nothing was reviewed yet, the official text is there, or it is no document. */
gboolean td_translation_show (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
gboolean td_translation_may_show (const TdViewer *viewer, const TdTranslation *translation);
/* It, and what is shown of it, for abuse. reason: needed. TD_ACT_TRANSLATION_KEEP. */
gboolean td_translation_take_off (TdInstance *instance, const TdViewer *viewer, const char *id, const char *reason,
                                  GError **error);

/* Who the words are said to be of: the person's id, or what the journal calls them. */
const char *td_translation_hand (const TdViewer *viewer);
