/* ziggurat-test.c
 *
 * Goal: the variates are exponential and normal, in the layers, at their edges and in the tails.
 * Method: the tables against the definition of the layers; variates at fixed seeds in
 * bins of equal probability against chi-square; the tails alone, reached by a draw made for them.
 */
#include "enisim-check.h"

#include <math.h>

#include "core/ziggurat.h"

enum
{
  N_BINS = 1024,
  N_DRAWS = 400000,
  N_TAIL_DRAWS = 50000
};

typedef struct
{
  const char *name;
  const EnisimZigguratLayer *layers;
  const double *density;
  const double *tail;
  double (*density_at) (double x);
  double (*area_beyond) (double x); /* under the density, from x >= 0 on */
} Shape;

static double
exponential_at (double x)
{
  return exp (-x);
}

static double
normal_at (double x)
{
  return exp (-0.5 * x * x);
}

static double
normal_beyond (double x)
{
  return sqrt (G_PI / 2) * erfc (x / G_SQRT2);
}

static const Shape shapes[] = {
  { "exponential", enisim_ziggurat_exponential_layers, enisim_ziggurat_exponential_density,
    &enisim_ziggurat_exponential_tail, exponential_at, exponential_at },
  { "normal", enisim_ziggurat_normal_layers, enisim_ziggurat_normal_density,
    &enisim_ziggurat_normal_tail, normal_at, normal_beyond },
};

static double
edge (const Shape *shape, guint layer)
{
  return layer < ENISIM_ZIGGURAT_N_LAYERS ? shape->layers[layer].width * 0x1p53 : 0;
}

START_TEST (layers_have_one_area)
{
  const Shape *shape = &shapes[_i];
  const double tail = *shape->tail;
  const double area = tail * shape->density_at (tail) + shape->area_beyond (tail);

  ck_assert_double_eq_tol (edge (shape, 0) * shape->density[1], area, 1e-15);
  for (guint i = 1; i < ENISIM_ZIGGURAT_N_LAYERS; i++)
    {
      const double height = shape->density[i + 1] - shape->density[i];

      ck_assert_double_eq_tol (edge (shape, i) * height, area, 1e-15);
    }
}
END_TEST

START_TEST (layers_follow_the_density)
{
  const Shape *shape = &shapes[_i];

  ck_assert (edge (shape, 1) == *shape->tail);
  ck_assert (shape->density[ENISIM_ZIGGURAT_N_LAYERS] == 1);
  for (guint i = 0; i < ENISIM_ZIGGURAT_N_LAYERS; i++)
    {
      const double limit = (double) shape->layers[i].limit * shape->layers[i].width;

      ck_assert_double_eq_tol (shape->density[i], shape->density_at (edge (shape, i)), 1e-15);
      ck_assert_double_eq_tol (limit, edge (shape, i + 1), 1e-14);
    }
}
END_TEST

static double
exponential_cdf (double x)
{
  return -expm1 (-x);
}

static double
normal_cdf (double x)
{
  return 0.5 * erfc (-x / G_SQRT2);
}

static void
assert_follows (const guint *counts, guint n_draws)
{
  const double expected = (double) n_draws / N_BINS, df = N_BINS - 1;
  double chi_square = 0;

  for (guint i = 0; i < N_BINS; i++)
    chi_square += (counts[i] - expected) * (counts[i] - expected) / expected;
  ck_assert_double_le (fabs (chi_square - df), 5 * sqrt (2 * df));
}

static void
count (guint *counts, double probability)
{
  counts[MIN ((guint) (probability * N_BINS), N_BINS - 1)]++;
}

START_TEST (exponential_variates_are_exponential)
{
  EnisimStream stream = enisim_stream_from_word ((guint64) _i);
  guint counts[N_BINS] = { 0 };
  gboolean below_zero = FALSE;

  for (guint i = 0; i < N_DRAWS; i++)
    {
      const double x = enisim_ziggurat_next_exponential (&stream);

      below_zero |= x < 0;
      count (counts, exponential_cdf (x));
    }
  ck_assert (!below_zero);
  assert_follows (counts, N_DRAWS);
}
END_TEST

START_TEST (normal_variates_are_normal)
{
  EnisimStream stream = enisim_stream_from_word ((guint64) _i);
  guint counts[N_BINS] = { 0 };

  for (guint i = 0; i < N_DRAWS; i++)
    count (counts, normal_cdf (enisim_ziggurat_next_normal (&stream)));
  assert_follows (counts, N_DRAWS);
}
END_TEST

/* The last place of layer 0, on the positive and on the negative side. */
#define DRAW_OF_TAIL (G_MAXUINT64 >> 1 ^ 0xff)
#define DRAW_OF_NEGATIVE_TAIL (G_GUINT64_CONSTANT (1) << 63)
#define DRAW_OF_EXPONENTIAL_TAIL (G_MAXUINT64 ^ 0xff)

START_TEST (exponential_tail_is_exponential)
{
  const double tail = enisim_ziggurat_exponential_tail;
  const double n_expected = N_TAIL_DRAWS * exp (-tail); /* 23: the tail of the tail */
  EnisimStream stream = enisim_stream_from_word ((guint64) _i);
  guint counts[N_BINS] = { 0 };
  gboolean before_tail = FALSE;
  guint n_in_next_tail = 0;

  for (guint i = 0; i < N_TAIL_DRAWS; i++)
    {
      const double x = enisim_ziggurat_exponential_edge (&stream, DRAW_OF_EXPONENTIAL_TAIL);

      before_tail |= x < tail;
      n_in_next_tail += x > 2 * tail;
      count (counts, exponential_cdf (x - tail));
    }
  ck_assert (!before_tail);
  assert_follows (counts, N_TAIL_DRAWS);
  ck_assert_double_le (fabs (n_in_next_tail - n_expected), 4 * sqrt (n_expected));
}
END_TEST

static void
assert_tail_is_normal (EnisimStream stream, guint64 draw, double sign)
{
  const double tail = enisim_ziggurat_normal_tail;
  guint counts[N_BINS] = { 0 };
  gboolean before_tail = FALSE;

  for (guint i = 0; i < N_TAIL_DRAWS; i++)
    {
      const double x = sign * enisim_ziggurat_normal_edge (&stream, draw);

      before_tail |= x < tail;
      count (counts, erfc (x / G_SQRT2) / erfc (tail / G_SQRT2));
    }
  ck_assert (!before_tail);
  assert_follows (counts, N_TAIL_DRAWS);
}

START_TEST (normal_tails_are_normal)
{
  assert_tail_is_normal (enisim_stream_from_word ((guint64) _i), DRAW_OF_TAIL, 1);
  assert_tail_is_normal (enisim_stream_from_word ((guint64) _i), DRAW_OF_NEGATIVE_TAIL, -1);
}
END_TEST

/* Chi-square bins do not tell a mean of far values; the moments do. */
START_TEST (moments_are_those_of_the_distribution)
{
  EnisimStream stream = enisim_stream_from_word ((guint64) _i);
  double exponential = 0, exponential_square = 0, normal = 0, normal_square = 0, normal_fourth = 0;

  for (guint i = 0; i < N_DRAWS; i++)
    {
      const double x = enisim_ziggurat_next_exponential (&stream);
      const double z = enisim_ziggurat_next_normal (&stream);

      exponential += x;
      exponential_square += x * x;
      normal += z;
      normal_square += z * z;
      normal_fourth += z * z * z * z;
    }
  /* Moments of X^k: E = k! and variance (2k)! - k!^2; of Z^2: 1 and 2, of Z^4: 3 and 96. */
  ck_assert_double_eq_tol (exponential / N_DRAWS, 1, 5 * sqrt (1.0 / N_DRAWS));
  ck_assert_double_eq_tol (exponential_square / N_DRAWS, 2, 5 * sqrt (20.0 / N_DRAWS));
  ck_assert_double_eq_tol (normal / N_DRAWS, 0, 5 * sqrt (1.0 / N_DRAWS));
  ck_assert_double_eq_tol (normal_square / N_DRAWS, 1, 5 * sqrt (2.0 / N_DRAWS));
  ck_assert_double_eq_tol (normal_fourth / N_DRAWS, 3, 5 * sqrt (96.0 / N_DRAWS));
}
END_TEST

static Suite *
ziggurat_suite (void)
{
  Suite *suite = suite_create ("core/ziggurat");
  TCase *tables = tcase_create ("tables");
  TCase *variates = tcase_create ("variates");

  tcase_add_loop_test (tables, layers_have_one_area, 0, G_N_ELEMENTS (shapes));
  tcase_add_loop_test (tables, layers_follow_the_density, 0, G_N_ELEMENTS (shapes));
  suite_add_tcase (suite, tables);

  tcase_add_loop_test (variates, exponential_variates_are_exponential, 0, 3);
  tcase_add_loop_test (variates, normal_variates_are_normal, 0, 3);
  tcase_add_loop_test (variates, exponential_tail_is_exponential, 0, 3);
  tcase_add_loop_test (variates, normal_tails_are_normal, 0, 3);
  tcase_add_loop_test (variates, moments_are_those_of_the_distribution, 0, 3);
  suite_add_tcase (suite, variates);
  return suite;
}

ENISIM_TEST_MAIN (ziggurat_suite)
