/* libre's headers beside jansson's: both have words that begin with JSON_, and ours are jansson's. libre wants to be told what the C
 * library has, in the words of its own build. */
#pragma once

#include <jansson.h>

#define HAVE_STDBOOL_H
#define HAVE_STDINT_H
#define HAVE_INTTYPES_H
#define HAVE_INET6
#define JSON_STRING LIBRE_JSON_STRING
#define JSON_INT    LIBRE_JSON_INT
#define JSON_DOUBLE LIBRE_JSON_DOUBLE
#define JSON_BOOL   LIBRE_JSON_BOOL
#define JSON_NULL   LIBRE_JSON_NULL
#include <re.h>
#undef JSON_STRING
#undef JSON_INT
#undef JSON_DOUBLE
#undef JSON_BOOL
#undef JSON_NULL
