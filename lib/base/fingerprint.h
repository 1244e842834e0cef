/* fingerprint.h: 64 bits that stand for a string of bytes */
#pragma once

#include <glib.h>

/**
 * enisim_fingerprint:
 * @bytes: (nullable): may be %NULL where @length is 0
 *
 * The same bytes give the same number in every run and on every machine.  Of n distinct strings
 * two share a number with a chance of about n * n / 2^65: 3e-8 for a million, 3e-6 for ten
 * million, 3 % for a billion.
 *
 * For strings that nobody chose to collide.  There is no secret, so two that do can be made.
 *
 * Returns: never 0, which is left free to mean "none"
 */
guint64 enisim_fingerprint (const void *bytes, gsize length);
