/* What is secret and random about people: keyed hashes under the instance's pepper, and texts for cookies. Private to this area. */
#pragma once

#include "instance/instance.h"

/* Of what td_people_random_text makes. */
enum { TD_PEOPLE_RANDOM_CHARACTERS = 64 };

/* purpose (a literal) keeps the uses apart. */
void td_people_hash (const TdInstance *instance, const char *purpose, const char *text, guint8 ret_hash[32]);
/* 256 random bits in hex. Free it. */
char *td_people_random_text (void);
