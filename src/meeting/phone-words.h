/* The telephone's sentences with holes, in its six languages: what the server has spoken when it knows what goes into them. Made by
 * tools/prompts.py of src/meeting/phone/prompts.csv. */
#pragma once

/* In English where the language is not one of the telephone's. Lives for ever. NULL: no such sentence. */
const char *td_phone_words (const char *key, const char *language);
