/* nearest.h: the name that a mistyped word was probably meant to be */
#pragma once

#include <glib.h>

/* A longer word or candidate is never near: this bounds the work of a hostile one. */
#define ENISIM_NEAREST_BYTES_MAX 64

/* An edit is a byte put in, left out or replaced, or two neighbours swapped; the wrong case
 * counts for little.  A candidate is near enough if one edit in this many bytes leads to it, the
 * first three bytes counting as one lot. */
#define ENISIM_NEAREST_BYTES_PER_EDIT 3

/* @candidates: (array zero-terminated=1)
 *
 * Returns: (nullable) (transfer none): the element of @candidates with the fewest edits from
 *   @word, of equals the first; %NULL if none is near enough */
const char *enisim_nearest (const char *word, const char *const *candidates);
