/* interval.c: confidence intervals of a mean, by Student's t
 *
 * The probability outside of -t..t is a regularised incomplete beta function, I_x (df/2, 1/2)
 * with x = df / (df + t^2) (DLMF 8.17).  Its logarithm is a concave, falling function of log t,
 * so that Newton's method on the logarithms comes home from any start on the right.  From the
 * left it would jump too far where tails are thin, hence a bound on the step.
 *
 * The continued fraction cancels as df grows (1e-16 times df), so that for many degrees the
 * normal quantile is found in the same way and expanded in 1/df (Abramowitz and Stegun 26.7.5).
 */
#include "stats/interval.h"

#include <float.h>

#define DF_MANY 1e4
#define STEP_MAX 1.0
#define T_ERROR 1e-11 /* above the noise of the fraction at DF_MANY */

enum
{
  FRACTION_TERMS_MAX = 10000,
  NEWTON_STEPS_MAX = 200
};

/* At one t: the probability outside of -t..t, and t times the density. */
typedef struct
{
  double outside;
  double t_density;
} Tail;

/* The continued fraction of DLMF 8.17.22 by the method of Lentz. */
static double
beta_fraction (double a, double b, double x)
{
  double upper = 1, lower = 0, fraction = 1, factor;
  double m = 0;

  for (guint n = 1; n <= FRACTION_TERMS_MAX; n++)
    {
      const double d = n % 2 == 1 ? -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
                                  : m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));

      lower = 1 / (1 + d * lower);
      upper = 1 + d / upper;
      factor = upper * lower;
      fraction *= factor;
      if (fabs (factor - 1) < DBL_EPSILON)
        return 1 / fraction;
      m += n % 2;
    }
  g_assert_not_reached ();
}

/* Gamma (a + 1/2) / Gamma (a).  A difference of two logarithms would lose digits as a grows, so
 * the ratio is expanded where that is accurate and brought down from there. */
static double
half_step_gamma_ratio (double a)
{
  double below = 1, log_ratio;

  for (; a < 20; a++)
    below *= a / (a + 0.5);
  log_ratio = 0.5 * log (a) - 1 / (8 * a) + 1 / (192 * pow (a, 3)) - 1 / (640 * pow (a, 5));
  return below * exp (log_ratio);
}

static Tail
student_tail (double t, double df)
{
  const double a = df / 2, x = 1 / (1 + t * t / df), y = 1 / (1 + df / (t * t));
  const double t_density = half_step_gamma_ratio (a) / sqrt (G_PI) * pow (x, a) * sqrt (y);
  Tail tail = { .t_density = t_density };

  /* Each side converges fast on its half only. */
  if (x < (a + 1) / (a + 2.5))
    tail.outside = t_density / a * beta_fraction (a, 0.5, x);
  else
    tail.outside = 1 - t_density / 0.5 * beta_fraction (0.5, a, y);
  return tail;
}

static Tail
normal_tail (double t, double df)
{
  (void) df;
  return (Tail){ .outside = erfc (t / G_SQRT2),
                 .t_density = t * exp (-t * t / 2) / sqrt (2 * G_PI) };
}

/* The t > 0 outside of which lies the probability @outside. */
static double
solve (Tail (*get_tail) (double t, double df), double df, double outside)
{
  double t = 1;

  for (guint i = 0; i < NEWTON_STEPS_MAX; i++)
    {
      const Tail tail = get_tail (t, df);
      const double slope = -2 * tail.t_density / tail.outside;
      const double step = (log (outside) - log (tail.outside)) / slope;

      t *= exp (CLAMP (step, -STEP_MAX, STEP_MAX));
      if (fabs (step) * t <= T_ERROR * MAX (t, 1))
        return t;
    }
  g_assert_not_reached ();
}

static double
expand_normal (double z, double df)
{
  const double s = z * z;
  const double g1 = (s + 1) / 4;
  const double g2 = ((5 * s + 16) * s + 3) / 96;
  const double g3 = (((3 * s + 19) * s + 17) * s - 15) / 384;

  return z * (1 + (g1 + (g2 + g3 / df) / df) / df);
}

double
enisim_interval_get_t_quantile (double p, double df)
{
  const double outside = 2 * MIN (p, 1 - p);
  double t;

  g_assert (p >= ENISIM_INTERVAL_TAIL_MIN && p <= 1 - ENISIM_INTERVAL_TAIL_MIN);
  g_assert (df >= 1 && isfinite (df));
  if (outside >= 1)
    return 0;
  t = df < DF_MANY ? solve (student_tail, df, outside)
                   : expand_normal (solve (normal_tail, df, outside), df);
  return p < 0.5 ? -t : t;
}

void
enisim_interval_of_tally (const EnisimTally *tally, double confidence, double *mean,
                          double *half_width)
{
  double t;

  g_assert (confidence > 0 && confidence < 1);
  *mean = enisim_tally_get_mean (tally);
  *half_width = (double) INFINITY;
  if (tally->n < 2)
    return;
  t = enisim_interval_get_t_quantile ((1 + confidence) / 2, (double) (tally->n - 1));
  *half_width = t * sqrt (enisim_tally_get_variance (tally) / (double) tally->n);
}
