/* erlang-b.h: blocking of a loss system, M/G/c/c (Erlang 1917) */
#pragma once

#include <glib.h>

/* The share of Poisson arrivals that find all @n_servers taken, 0..1.  @offered_load: erlang,
 * finite, 0 or more.  No server blocks all, also at no load.  A result below the least normal
 * double is 0.  O(n_servers). */
double enisim_erlang_b (guint64 n_servers, double offered_load);
