/* The draft that this browser holds: the cookie "td_draft" is "ID.KEY" until the browser closes; for pages of one's own submission. */
#pragma once

#include "areas/submissions/submission.h"
#include "web/route.h"

typedef struct {
    char *id, *key;
} TdDraftCookie;
void td_draft_cookie_clear (TdDraftCookie *cookie);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdDraftCookie, td_draft_cookie_clear)

/* FALSE: this browser holds none. */
gboolean td_draft_cookie_read (TdRequest *request, TdDraftCookie *ret);
void td_draft_cookie_set (TdRequest *request, const char *id, const char *key);
void td_draft_cookie_drop (TdRequest *request);
/* The sender's key when the cookie is of this submission, else NULL. */
const char *td_draft_cookie_key_for (const TdDraftCookie *cookie, const char *id);
