/* The time zones that people may choose. */
#pragma once

/* IANA names that stand for places ("Africa/Accra"), as ICU and the machine's zone files both know them, by name; NULL-terminated.
 * Lives for ever. Any thread. */
const char *const *td_zones (void);
