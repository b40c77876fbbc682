/* The structured editor: a text in sections by an outline of the profile, written by several people, for whoever owns it.
 *
 * A list of issues, concluding observations, an organisation's report: the same editor. It knows sections, versions, locks
 * and branches; who may write, what the text is called and where "back" leads is its owner's, a row of td_writing_owners (areas/areas.c).
 * All editor pages are at /LANG/writing/KIND/THING and live here once.
 *
 * What always holds:
 * - Nobody's words are lost. A save on another base than the version that stands, or by somebody whose lock another has by now,
 *   becomes a branch of its section: whose, when, on which base. Somebody takes it in (td_writing_take) or sets it aside with a
 *   reason; it can be read for ever. Versions are never changed, and never deleted while their text is there, but by an owner who says so when it is finished
 *   (td_writing_forget_in).
 * - A lock is a lease of TD_LIMIT_LOCK_SECONDS, renewed by each save. It keeps nobody waiting without an end: another reads
 *   meanwhile, and takes over once the lease ended.
 * - Ids of paragraphs stay while their words stay alike (document/text-model.h), so that what hangs on one (articles, where it came from,
 *   notes) holds over versions.
 * - A frozen text is never written in again.
 *
 * Every change is one transaction that asks td_instance_may_write, the owner's `may`, and ends in one journal entry with the
 * owner's words. Functions ending in _in are part of a transaction of the caller's, ask no door and write no journal.
 *
 * To let another thing own texts: a TdWritingOwner in a file of its area (<thing>-writing.c), its name in td_writing_owners of
 * areas/areas.c; td_writing_begin_in in the transaction that makes the thing; a link to td_writing_path.
 *
 * Threads: any; records are their caller's.
 */
#pragma once

#include "document/text-model.h"
#include "door/door.h"
#include "instance/instance.h"

#define TD_WRITING_ERROR (td_writing_error_quark ())
GQuark td_writing_error_quark (void);

/* ---- who writes, and whose the text is ---- */

typedef struct {
    const TdViewer *viewer;
    const char *key; /* that a browser without an account holds (the owner's cookie), or NULL */
} TdWriter;

typedef enum { TD_WRITING_READ, TD_WRITING_WRITE } TdWritingWish;

/* What the owner says of one text. Strings are owned; clear it. */
typedef struct {
    char *title; /* what the text is, for people: "List of issues on Ghana" */
    char *back,
        *button; /* path behind the language where "back" leads ("/papers/ID"), and the words of the link (English, for td_words) */
    char *marking;        /* stands above the text: "Confidential" (English, for td_words); or NULL */
    int page_limit;       /* 0: none */
    int words_a_page;     /* how the pages are told while it is written; 0: no count of pages is shown */
    gboolean own_outline; /* its writers add, move, rename and take out sections */
} TdWritingAbout;
void td_writing_about_clear (TdWritingAbout *about);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdWritingAbout, td_writing_about_clear)

typedef struct {
    const char *kind;   /* "paper": a literal, no other owner's; part of the address */
    const char *cookie; /* in which a browser without account brings "THING.KEY"; NULL: there is no such thing */
    const char *act;    /* of the journal, for each change: "paper.write" */
    /* Whether the writer may: TD_ERROR_NOT_FOUND for what they may not know of, TD_ERROR_NOT_ALLOWED, TD_ERROR_CONFLICT. Asked in
     * each transaction, first. */
    gboolean (*may) (TdTx *tx, TdInstance *instance, const TdWriter *writer, const char *thing, TdWritingWish wish,
                     GError **error);
    gboolean (*about) (TdTx *tx, TdInstance *instance, const char *thing, const char *locale, TdWritingAbout *ret_about,
                       GError **error);
    /* What follows in the owner's rows when a section's standing text changed; or NULL. In the same transaction, before the journal. */
    gboolean (*changed) (TdTx *tx, TdInstance *instance, const char *thing, GError **error);
    /* A line beside a paragraph for those who write (where it came from), or NULL: free it; *ret_link a path behind the language
     * or NULL, free it. The function may be NULL. */
    char *(*beside) (TdTx *tx, TdInstance *instance, const TdWriter *writer, const char *thing, const char *paragraph,
                     const char *locale, char **ret_link);
} TdWritingOwner;

/* NULL-terminated; areas/areas.c. */
extern const TdWritingOwner *const td_writing_owners[];
const TdWritingOwner *td_writing_owner (const char *kind); /* NULL if none */

/* "/writing/KIND/THING" and, with a section, "/section/SLUG": a path behind the language. Free it. */
char *td_writing_path (const char *kind, const char *thing, const char *section);

/* ---- what there is ---- */

typedef struct {
    char *id;
    char *slug;  /* of the outline, or "s" and 16 letters; its section's id in the text */
    char *title; /* English of the outline (for td_words) until it is renamed */
    char *hint;  /* (English, for td_words) or NULL */
    int level;
    TdTextKind usual; /* kind of the paragraphs that are usual here */
    gboolean taken_out;
    gint64 version; /* that stands; 0: nothing was written yet */
    gint64 words;
    char *holder,
        *holder_name; /* who has the lock, while the lease runs; else NULL. The name is for people, in English where it is a word of ours */
    gint64 held_until; /* 0: nobody has it */
    char *by_name;     /* who wrote the version that stands, or NULL */
    gint64 at;
    int branches; /* open ones */
} TdWrittenSection;

typedef struct {
    char *id, *kind, *thing;
    char *outline, *language;
    gint64 created, frozen; /* frozen 0: not */
    guint8 secret[32];      /* key of the journal's hashes */
    GPtrArray *sections;    /* of TdWrittenSection, in order; those taken out too */
} TdWritten;
void td_written_free (TdWritten *written);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdWritten, td_written_free)

typedef enum {
    TD_VERSION_STANDS,    /* it stands, or it stood until the next one came */
    TD_VERSION_BRANCH,    /* open: beside the standing text */
    TD_VERSION_TAKEN,     /* a branch that was taken in */
    TD_VERSION_SET_ASIDE, /* a branch that was set aside, with its reason */
} TdVersionState;
const char *td_version_state_word (TdVersionState state); /* "stands", "branch", "taken", "set-aside" */

typedef struct {
    char *id, *section; /* section: slug */
    gint64 number;      /* 1, 2, … of the section; of a branch: 0 */
    gint64 base;        /* the number on which it was made; 0: on nothing */
    TdVersionState state;
    char *actor, *by_name;
    gint64 at, words;
    char *reason;          /* of setting aside, or NULL */
    char *decided_by_name; /* or NULL */
    gint64 decided;
    TdTextSection *text; /* NULL in lists */
} TdWrittenVersion;
void td_written_version_free (TdWrittenVersion *version);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdWrittenVersion, td_written_version_free)

/* A section by itself, not in a TdText. */
void td_writing_section_free (TdTextSection *section);

/* ---- for owners, in their transactions ---- */

/* A new text for a thing, its sections those of the profile's outline; *ret_id: free it, may be NULL. TD_ERROR_CONFLICT: the thing
 * has one already. TD_ERROR_INPUT: there is no such outline. */
gboolean td_writing_begin_in (TdTx *tx, TdInstance *instance, const char *kind, const char *thing, const char *outline,
                              const char *language, char **ret_id, GError **error);
/* TD_ERROR_NOT_FOUND. at: by which instant leases are told (td_clock_now). */
TdWritten *td_writing_load_in (TdTx *tx, const char *kind, const char *thing, gint64 at, GError **error);
/* The whole text as it stands, numbered (td_text_number): sections that hold something, in order, titles in the text's own
 * language by td_words; title, symbol, author and the like are left to the owner. */
TdText *td_writing_text_in (TdTx *tx, const char *kind, const char *thing, GError **error);
/* Never written in again; leases end. TD_ERROR_CONFLICT: branches are open, or it is frozen already. */
gboolean td_writing_freeze_in (TdTx *tx, const char *kind, const char *thing, gint64 at, GError **error);
/* The text and everything that hangs on it is gone for good (an erased draft). Nothing happens where there is none. */
gboolean td_writing_erase_in (TdTx *tx, const char *kind, const char *thing, GError **error);
/* Puts a paragraph, in the small mark-up, behind the others of a section. While somebody else's lease runs it becomes a branch of the section
 * (*ret_branch TRUE), so that nobody's writing is disturbed. articles: may be NULL. *ret_paragraph: its id, free it. */
gboolean td_writing_append_in (TdTx *tx, TdInstance *instance, const TdWriter *writer, const char *kind,
                               const char *thing, const char *section, TdTextKind paragraph_kind, const char *words,
                               const GArray *articles, char **ret_paragraph, gboolean *ret_branch, GError **error);

/* ---- writing ---- */

/* All of these: TD_ERROR_NOT_FOUND, TD_ERROR_NOT_ALLOWED by the owner; TD_ERROR_CONFLICT when the text is frozen. */

/* Takes or renews the lease. TD_ERROR_CONFLICT while it is another's: the sentence says until when; ask again then. */
gboolean td_writing_lock (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                          const char *section, GError **error);
/* Gives it back before its end. Twice is once; another's stays. */
gboolean td_writing_unlock (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                            const char *section, GError **error);

typedef struct {
    const char *kind, *thing, *section;
    gint64 base;       /* number of the version that the writer saw */
    const char *typed; /* in the small mark-up */
    const char *const *
        articles; /* "PARAGRAPH-ID=7 9" or "PARAGRAPH-ID=" (none): as the writer confirmed them; NULL-terminated; NULL: those of before stay */
    gboolean done; /* the lease ends with this save */
} TdWritingSave;

typedef enum {
    TD_SAVED_STANDS,
    TD_SAVED_SAME,   /* nothing was changed; no version was made */
    TD_SAVED_BRANCH, /* it stands beside the text until somebody takes it in */
} TdSaved;

/* *ret_version: id of what was written (or of what stands), free it; may be NULL. TD_ERROR_TOO_LARGE, TD_ERROR_INPUT: nothing was
 * written. Who has no lock gets one when nobody has it. */
gboolean td_writing_save (TdInstance *instance, const TdWriter *writer, const TdWritingSave *save, TdSaved *ret_saved,
                          char **ret_version, GError **error);

typedef enum {
    TD_TAKE_CHANGES, /* what the branch changes on its base, put into what stands; TD_ERROR_CONFLICT where both changed a paragraph */
    TD_TAKE_WHOLE,  /* the branch in place of what stands (which stays a version) */
    TD_TAKE_EDITED, /* typed: what somebody made of both */
} TdTake;
/* stands: number of the version that was shown beside it; another by now: TD_ERROR_CONFLICT. */
gboolean td_writing_take (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                          const char *version, TdTake how, gint64 stands, const char *typed, GError **error);
/* reason: needed, at most TD_LIMIT_TEXT_CHARACTERS. */
gboolean td_writing_set_aside (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                               const char *version, const char *reason, GError **error);

/* The outline, where the owner lets its writers change it. place: 0 first. */
gboolean td_writing_section_add (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                                 const char *title, const char *after, char **ret_slug, GError **error);
gboolean td_writing_section_move (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                                  const char *section, gboolean up, GError **error);
gboolean td_writing_section_rename (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                                    const char *section, const char *title, GError **error);
/* Its words are kept and come back with it. */
gboolean td_writing_section_take_out (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                                      const char *section, gboolean out, GError **error);

/* ---- reading ---- */

TdWritten *td_writing_get (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                           GError **error);
TdText *td_writing_text (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                         GError **error);
/* One version with its text, by id, or by number (id NULL) of a section; number 0: an empty one. */
TdWrittenVersion *td_writing_version (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                                      const char *section, const char *id, gint64 number, GError **error);
/* The newest first, branches too; section NULL: of all. At most TD_LIMIT_VERSIONS_SHOWN from offset on. Of TdWrittenVersion. */
GPtrArray *td_writing_versions (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                                const char *section, int offset, gint64 *ret_total, GError **error);
/* The whole as it stood at an instant (the versions that stood then). */
TdText *td_writing_text_at (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                            gint64 at, GError **error);
