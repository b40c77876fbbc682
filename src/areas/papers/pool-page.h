/* What the two pages of the pool share: what is asked of it, as an address has it; private to this area. */
#pragma once

#include "areas/papers/pool.h"
#include "web/route.h"

/* Borrowed from the request. */
typedef struct {
    const char *words, *article, *kind;
    int page, cycle;
} TdPoolAsked;

/* beginning: of the fields' names, "" or "narrow-". */
TdPoolAsked td_pool_asked (TdRequest *request, const char *beginning);
/* "/en/states/GHA/pool" and ending, with all of it and the page behind "?". Free it. */
char *td_pool_address (TdRequest *request, const TdPoolAsked *asked, const char *ending, int page);
/* The same for taking the group of an item: the fields begin with "narrow-". Free it. */
char *td_pool_take_address (TdRequest *request, const TdPoolAsked *asked, const char *item);
/* Whose it is, for people. */
const char *td_pool_who (const TdPoolItem *item, const char *locale);
/* Nobody keeps these pages. */
void td_pool_reply (TdRequest *request, int status);
