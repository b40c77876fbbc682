/* What the pages of this area share: kept strings, the head of a page, words of a problem. */
#pragma once

#include "areas/floor/floor.h"
#include "templates/field-radios.html.h"
#include "web/route.h"

typedef struct html_field_radios_choices TdFloorChoice;

/* A page of a meeting while it is made. */
typedef struct {
    TdRequest *request;
    const char *locale;
    TdMeeting *meeting;
    TdFloorList *list; /* or NULL */
    char *zone;        /* the reader's, or NULL */
    GPtrArray *strings;
    GPtrArray *arrays; /* of GArray */
    const char *title, *when;
} TdFloorPage;
/* The meeting of the path, its list, the reader's zone. */
gboolean td_floor_page_open (TdFloorPage *page, TdRequest *request, GError **error);
void td_floor_page_clear (TdFloorPage *page);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdFloorPage, td_floor_page_clear)

const char *td_floor_keep (TdFloorPage *page, char *take);
/* A list of rows that lives as long as the page. */
GArray *td_floor_rows (TdFloorPage *page, gsize size);
/* "/en/meetings/ID" and rest. */
const char *td_floor_path (TdFloorPage *page, const char *rest);
/* "Ghana"; of the whole meeting: its title. */
const char *td_floor_state_words (TdFloorPage *page, const char *state);
/* "15:12" in the meeting's zone, and in the reader's where it is another hour (else NULL). */
const char *td_floor_hour (TdFloorPage *page, gint64 at);
const char *td_floor_hour_here (TdFloorPage *page, gint64 at);
const char *td_floor_language (TdFloorPage *page, const char *tag);
void td_floor_choice (TdFloorPage *page, GArray *rows, const char *field, const char *value, const char *label,
                      const char *hint, gboolean chosen);
/* What its writer can do something about, in their language; else NULL and *error. Takes problem. */
const char *td_floor_problem (TdFloorPage *page, GError *take_problem, GError **error);
