/* fuzz-target.h: what a fuzz target offers, to libFuzzer or to corpus-replay.c
 *
 * The names are libFuzzer's.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Must come back, and abort on nothing but a bug.  Returns: 0 */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
