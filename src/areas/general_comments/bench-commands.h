/* Commands of the bench, rows of commands.c; private to this area. */
#pragma once

#include "base/command.h"

/* general-comment compilation DIR ID --to docx|pdf -o FILE */
extern const GOptionEntry td_compilation_options[];
int td_compilation_run (const TdCommandCall *call, GError **error);
/* general-comment bench DIR DRAFT: all comments with what becomes of them. */
int td_bench_run (const TdCommandCall *call, GError **error);
/* general-comment changes DIR DRAFT */
int td_draft_changes_run (const TdCommandCall *call, GError **error);
/* general-comment release DIR DRAFT */
int td_outcome_release_run (const TdCommandCall *call, GError **error);
