/* The rows of the door's table in words for people. */
#pragma once

#include "door/door-rules.h"

/* "members of the Committee"; English, for td_words. */
const char *td_role_people (TdRole role);
/* What a relation is, in a sentence; English, for td_words. */
const char *td_relation_sentence (TdRelation relation);
/* Whether any row of the table asks for the relation. */
gboolean td_relation_is_used (TdRelation relation);

/* Who may by this row: "members of the Committee, the Committee's secretariat"; free it. */
char *td_door_rule_who (const char *locale, const TdDoorRule *rule);
/* Under which conditions: "while it is received or accepted; …"; NULL when there is none. Free it. */
char *td_door_rule_when (const char *locale, const TdDoorRule *rule);
