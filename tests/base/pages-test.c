/* pages-test.c
 *
 * Goal: an array keeps its content however it grows, is zero where nobody wrote, and is paid for
 * only where it is touched, whatever the kernel grants.
 * Method: growth in random steps across the length from which arrays are mapped, each byte that was
 * written kept in a twin; mincore() for what is resident; a kernel that refuses, by a mapping that
 * it cannot move and by a process without huge pages.
 */
#include "enisim-check.h"

#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/pages.h"

enum
{
  MIB = 1 << 20,
  STRIDE = 4099, /* bytes between those that are written: no page is left out */
  N_STEPS = 8
};

static guint8 *array;
static gsize length;

static void
setup (void)
{
  array = NULL;
  length = 0;
}

static void
teardown (void)
{
  enisim_pages_free (array, length);
}

static void
grow (gsize n_bytes)
{
  array = length == 0 ? enisim_pages_new (n_bytes) : enisim_pages_grow (array, length, n_bytes);
  length = n_bytes;
}

static guint8
expect (gsize at)
{
  return (guint8) (at * 31 + 7);
}

static void
write_from (gsize at)
{
  for (at = (at + STRIDE - 1) / STRIDE * STRIDE; at < length; at += STRIDE)
    array[at] = expect (at);
}

/* Each byte that nobody wrote is zero. */
static gboolean
holds_expected (gsize n_written)
{
  for (gsize at = 0; at < length; at++)
    if (array[at] != (at < n_written && at % STRIDE == 0 ? expect (at) : 0))
      return FALSE;
  return TRUE;
}

static gsize
count_resident_bytes (void)
{
  const gsize page = (gsize) sysconf (_SC_PAGESIZE), n_pages = (length + page - 1) / page;
  g_autofree guchar *flags = g_new (guchar, n_pages);
  gsize n_resident = 0;

  ck_assert_int_eq (mincore (array, length, flags), 0);
  for (gsize i = 0; i < n_pages; i++)
    n_resident += flags[i] & 1;
  return n_resident * page;
}

START_TEST (small_array_begins_a_cache_line)
{
  grow (1);
  ck_assert_uint_eq ((uintptr_t) array % ENISIM_PAGES_ALIGNMENT, 0);
  grow (1000);
  ck_assert_uint_eq ((uintptr_t) array % ENISIM_PAGES_ALIGNMENT, 0);
}
END_TEST

START_TEST (large_array_begins_a_huge_page_however_it_grew)
{
  for (gsize n_bytes = ENISIM_PAGES_HUGE; n_bytes <= 64 * (gsize) MIB; n_bytes += 7 * MIB + 123)
    {
      grow (n_bytes);
      ck_assert_uint_eq ((uintptr_t) array % (2 * MIB), 0);
    }
}
END_TEST

START_TEST (growth_to_the_same_length_changes_nothing)
{
  grow (3 * MIB);
  write_from (0);
  grow (3 * MIB);
  ck_assert (holds_expected (length));
}
END_TEST

START_TEST (content_survives_growth_and_the_rest_is_zero)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  gsize n_written = 0;

  for (guint step = 0; step < N_STEPS; step++)
    {
      grow (length + (gsize) g_rand_int_range (rand, 1, step % 2 == 0 ? MIB : 3 * MIB));
      ck_assert (holds_expected (n_written));
      write_from (n_written);
      n_written = length;
    }
  ck_assert (holds_expected (n_written));
}
END_TEST

START_TEST (what_is_not_touched_is_not_resident)
{
  grow (64 * MIB);
  ck_assert_uint_eq (count_resident_bytes (), 0);
  memset (array, 1, 3 * MIB);
  ck_assert_uint_le (count_resident_bytes (), 4 * MIB);
  grow (256 * (gsize) MIB);
  ck_assert_uint_ge (count_resident_bytes (), 3 * MIB);
  ck_assert_uint_le (count_resident_bytes (), 4 * MIB);
}
END_TEST

START_TEST (what_is_emptied_is_zero_and_not_resident)
{
  static const gsize lengths[] = { 1000, MIB, 16 * MIB };

  grow (lengths[_i]);
  write_from (0);
  enisim_pages_empty (array, length, 700);
  if (length >= ENISIM_PAGES_MAPPED)
    ck_assert_uint_le (count_resident_bytes (), 64 * 1024);
  ck_assert (holds_expected (700));
}
END_TEST

START_TEST (what_is_not_touched_of_a_middling_array_is_not_resident)
{
  grow (3 * MIB);
  memset (array, 1, MIB);
  ck_assert_uint_le (count_resident_bytes (), MIB + 64 * 1024);
}
END_TEST

/* A copy would touch all of it. */
START_TEST (growth_onto_huge_pages_moves_the_small_ones)
{
  grow (3 * MIB);
  for (gsize at = 0; at < length; at += 64 * 1024)
    array[at] = 1;
  grow (16 * MIB);
  ck_assert_uint_eq ((uintptr_t) array % (2 * MIB), 0);
  ck_assert_uint_le (count_resident_bytes (), MIB / 2);
}
END_TEST

START_TEST (content_survives_growth_by_eighths_onto_huge_pages)
{
  gsize n_written = 0;

  for (gsize n_bytes = 3 * MIB; n_bytes < 20 * MIB; n_bytes += n_bytes / 8)
    {
      grow (n_bytes);
      ck_assert (n_bytes > 9 * MIB || holds_expected (n_written));
      write_from (n_written);
      n_written = length;
    }
  ck_assert (holds_expected (n_written));
}
END_TEST

START_TEST (what_is_shed_is_not_resident)
{
  static const gsize lengths[] = { 1000, MIB + 2048, 16 * MIB + 2048 };
  static const gsize parts[] = { 1000, 64 * 1024, 2 * MIB };
  gsize n_held = lengths[_i];

  grow (lengths[_i]);
  memset (array, 1, length);
  for (gsize n_kept = length; n_kept > 0; n_kept -= MIN (n_kept, 1 + length / 64))
    {
      enisim_pages_shed (array, length, &n_held, n_kept);
      ck_assert_uint_ge (n_held, n_kept);
      ck_assert (array[0] == 1 && array[n_kept - 1] == 1);
      if (length >= ENISIM_PAGES_MAPPED)
        ck_assert_uint_le (count_resident_bytes (), n_kept + 2 * parts[_i]);
    }
}
END_TEST

START_TEST (array_that_cannot_be_moved_is_copied)
{
  grow (8 * MIB);
  write_from (0);
  /* A part with another property is another mapping, and the kernel grows only one. */
  ck_assert_int_eq (madvise (array + 4 * MIB, 2 * MIB, MADV_DONTDUMP), 0);
  grow (16 * MIB);
  ck_assert (holds_expected (8 * MIB));
}
END_TEST

START_TEST (all_works_without_huge_pages)
{
  ck_assert_int_eq (prctl (PR_SET_THP_DISABLE, 1, 0, 0, 0), 0);
  grow (5 * MIB);
  write_from (0);
  grow (9 * MIB);
  ck_assert (holds_expected (5 * MIB));
  prctl (PR_SET_THP_DISABLE, 0, 0, 0, 0);
}
END_TEST

START_TEST (shrinking_aborts)
{
  grow (1000);
  grow (999);
}
END_TEST

static Suite *
pages_suite (void)
{
  Suite *suite = suite_create ("base/pages");
  TCase *arrays = tcase_create ("arrays");
  TCase *refusals = tcase_create ("refusals");

  tcase_add_checked_fixture (arrays, setup, teardown);
  tcase_add_test (arrays, small_array_begins_a_cache_line);
  tcase_add_test (arrays, large_array_begins_a_huge_page_however_it_grew);
  tcase_add_test (arrays, growth_to_the_same_length_changes_nothing);
  tcase_add_loop_test (arrays, content_survives_growth_and_the_rest_is_zero, 0, 4);
  tcase_add_test (arrays, what_is_not_touched_is_not_resident);
  tcase_add_loop_test (arrays, what_is_emptied_is_zero_and_not_resident, 0, 3);
  tcase_add_test (arrays, what_is_not_touched_of_a_middling_array_is_not_resident);
  tcase_add_test (arrays, growth_onto_huge_pages_moves_the_small_ones);
  tcase_add_test (arrays, content_survives_growth_by_eighths_onto_huge_pages);
  tcase_add_loop_test (arrays, what_is_shed_is_not_resident, 0, 3);
  suite_add_tcase (suite, arrays);

  tcase_add_checked_fixture (refusals, setup, teardown);
  tcase_add_test (refusals, array_that_cannot_be_moved_is_copied);
  tcase_add_test (refusals, all_works_without_huge_pages);
  if (enisim_check_forks ())
    tcase_add_test_raise_signal (refusals, shrinking_aborts, SIGABRT);
  suite_add_tcase (suite, refusals);
  return suite;
}

ENISIM_TEST_MAIN (pages_suite)
