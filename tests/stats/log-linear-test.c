/* log-linear-test.c
 *
 * Goal: the buckets tile 0..2^64 - 1 without gap or overlap, each as narrow as promised.
 * Method: all buckets of several shapes, from end to end.
 */
#include "enisim-check.h"

#include "stats/log-linear.h"

typedef struct
{
  guint linear_bits;
  guint precision_bits;
} Shape;

static const Shape shapes[] = { { 8, 7 }, { 16, 7 }, { 3, 3 }, { 0, 0 }, { 5, 0 }, { 10, 9 } };

static guint32
n_buckets_of (Shape shape)
{
  return enisim_log_linear_get_n_buckets (shape.linear_bits, shape.precision_bits);
}

static guint32
bucket_of (Shape shape, guint64 value)
{
  return enisim_log_linear_get_bucket (value, shape.linear_bits, shape.precision_bits);
}

static void
get_range (Shape shape, guint32 bucket, guint64 *low, guint64 *high)
{
  enisim_log_linear_get_range (bucket, shape.linear_bits, shape.precision_bits, low, high);
}

/* One assertion for all buckets: Check notes each on disk. */
START_TEST (buckets_tile_all_values)
{
  const Shape shape = shapes[_i];
  guint64 next = 0;
  guint n_broken = 0;

  for (guint32 bucket = 0; bucket < n_buckets_of (shape); bucket++)
    {
      guint64 low, high;

      get_range (shape, bucket, &low, &high);
      n_broken += low != next || high < low;
      n_broken += bucket_of (shape, low) != bucket || bucket_of (shape, high) != bucket;
      next = high + 1;
    }
  ck_assert_uint_eq (n_broken, 0);
  ck_assert_uint_eq (next, 0); /* past the greatest value */
}
END_TEST

START_TEST (buckets_are_as_narrow_as_promised)
{
  const Shape shape = shapes[_i];
  guint n_broken = 0;

  for (guint32 bucket = 0; bucket < n_buckets_of (shape); bucket++)
    {
      guint64 low, high;

      get_range (shape, bucket, &low, &high);
      if (bucket < 1U << shape.linear_bits)
        n_broken += low != bucket || high != bucket;
      else
        n_broken += high - low >= low >> shape.precision_bits;
    }
  ck_assert_uint_eq (n_broken, 0);
}
END_TEST

static Suite *
log_linear_suite (void)
{
  Suite *suite = suite_create ("stats/log-linear");
  TCase *buckets = tcase_create ("buckets");

  tcase_add_loop_test (buckets, buckets_tile_all_values, 0, G_N_ELEMENTS (shapes));
  tcase_add_loop_test (buckets, buckets_are_as_narrow_as_promised, 0, G_N_ELEMENTS (shapes));
  suite_add_tcase (suite, buckets);
  return suite;
}

ENISIM_TEST_MAIN (log_linear_suite)
