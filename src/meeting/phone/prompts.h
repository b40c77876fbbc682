/* The sentences of the telephone, spoken: one file that the build makes of prompts.csv (tools/prompts.py), held in memory.
 *
 * The file: a line of JSON, {"en":{"welcome":[at,size],…},…}, counted from the byte after that line; then G.711 µ-law.
 */
#pragma once

#include <glib.h>

typedef struct PhonePrompts PhonePrompts;

PhonePrompts *phone_prompts_read (const char *path, GError **error);
void phone_prompts_free (PhonePrompts *prompts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhonePrompts, phone_prompts_free)

/* The sound of a sentence; NULL: there is none. Free it with g_bytes_unref; it keeps what it needs. */
GBytes *phone_prompt (const PhonePrompts *prompts, const char *key, const char *language);

/* Where the file lies: the environment's TREATYDESK_PROMPTS, beside this program, else the installed data folder. Free it. */
char *phone_prompts_path (void);
