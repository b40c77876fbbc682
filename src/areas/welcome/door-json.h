/* The door's table as JSON, for programs and for who checks us. */
#pragma once

#include <jansson.h>

/* Roles, relations and, for each act, the rows that open it; NULL stands for "any". The words are those of programs. */
json_t *td_door_json (void);
