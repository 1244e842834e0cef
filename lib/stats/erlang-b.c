/* erlang-b.c: blocking of a loss system
 *
 * B(0) = 1, B(c) = a B(c - 1) / (c + a B(c - 1)): every term is positive and no larger than the
 * load, so that it neither overflows nor cancels, as the quotient of a^c / c! and its sum would.
 */
#include "stats/erlang-b.h"

#include <float.h>
#include <math.h>

double
enisim_erlang_b (guint64 n_servers, double offered_load)
{
  double blocking = 1;

  g_assert (isfinite (offered_load) && offered_load >= 0);
  for (guint64 c = 1; c <= n_servers; c++)
    {
      blocking *= offered_load / ((double) c + offered_load * blocking);
      /* It only falls from here on, and denormals are slow and wrong. */
      if (blocking < DBL_MIN)
        return 0;
    }
  return blocking;
}
