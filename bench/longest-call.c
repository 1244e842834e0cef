/* longest-call.c: the longest pause that one call of many makes
 *
 * The clock is read between any two calls, which adds what reading it takes, a quarter of a
 * microsecond, and is the thread's own: a call that is interrupted does not become longer by it.
 */
#include "bench.h"

enum
{
  N_FILLS = 3
};

double
bench_measure_longest_ns (guint32 n, void (*begin) (gpointer state),
                          void (*call) (gpointer state, guint32 i), gpointer state)
{
  g_autofree double *least_ns = g_new (double, n);
  double longest_ns = 0.0;

  for (guint fill = 0; fill < N_FILLS; fill++)
    {
      double before_ns;

      begin (state);
      before_ns = bench_get_thread_cpu_ns ();
      for (guint32 i = 0; i < n; i++)
        {
          double after_ns;

          call (state, i);
          after_ns = bench_get_thread_cpu_ns ();
          least_ns[i] = fill == 0 ? after_ns - before_ns : MIN (least_ns[i], after_ns - before_ns);
          before_ns = after_ns;
        }
    }
  for (guint32 i = 0; i < n; i++)
    longest_ns = MAX (longest_ns, least_ns[i]);
  return longest_ns;
}
