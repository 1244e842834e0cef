/* people-text.h: numbers, spans and lists as sentences have them
 *
 * All append to a text that stays the caller's.  The locale plays no part.
 */
#pragma once

#include <enisim/enisim-time.h>

/* "1 ENI", "2 ENIs": @many has to be given, since English has no rule. */
void enisim_people_add_count (GString *text, guint64 n, const char *one, const char *many);

/* What stands before item @index of @n: nothing, ", " or " and ". */
void enisim_people_add_joint (GString *text, guint64 index, guint64 n);

/* Exactly, as scenarios have it.  @us: 0 .. ENISIM_TIME_NEVER, which is past what a scenario may
 * say and then goes in seconds. */
void enisim_people_add_span (GString *text, GTimeSpan us);

/* To the millisecond from a second on, to the microsecond below. */
void enisim_people_add_rounded_span (GString *text, GTimeSpan us);

/* With three decimals.  @value: finite */
void enisim_people_add_mean (GString *text, double value);
