/* The commands of this area, for its registration. */
#pragma once

#include "base/command.h"

extern const TdCommand td_general_comment_commands[];
/* Part of them: comments on drafts (comment-commands.c). */
int td_general_run_comment (const TdCommandCall *call, GError **error);
int td_general_run_comments (const TdCommandCall *call, GError **error);
int td_general_run_look (const TdCommandCall *call, GError **error);
extern const GOptionEntry td_general_comment_options[], td_general_comments_options[], td_general_look_options[];
