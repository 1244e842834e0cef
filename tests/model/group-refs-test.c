/* group-refs-test.c
 *
 * Goal: references come back as they were set, one as well as many.
 * Method: sets of every size.
 */
#include "enisim-check.h"

#include "model/group-refs.h"

static EnisimGroupRefs refs;

static void
setup (void)
{
  refs = (EnisimGroupRefs){ .n_groups = 0 };
}

static void
teardown (void)
{
  enisim_group_refs_clear (&refs);
  ck_assert (enisim_group_refs_is_none (&refs));
}

START_TEST (references_come_back_in_their_order)
{
  guint32 groups[ENISIM_SUBNETS_MAX];
  const guint n = (guint) _i;

  for (guint i = 0; i < n; i++)
    groups[i] = 100 - i;
  enisim_group_refs_set (&refs, groups, n);
  ck_assert_uint_eq (refs.n_groups, n);
  ck_assert_int_eq (enisim_group_refs_is_none (&refs), n == 0);
  for (guint i = 0; i < n; i++)
    ck_assert_uint_eq (enisim_group_refs_get (&refs, i), 100 - i);
}
END_TEST

START_TEST (cleared_references_may_be_set_anew)
{
  enisim_group_refs_set (&refs, (const guint32[]){ 7, 8 }, 2);
  enisim_group_refs_clear (&refs);
  enisim_group_refs_set (&refs, (const guint32[]){ 9 }, 1);
  ck_assert_uint_eq (enisim_group_refs_get (&refs, 0), 9);
}
END_TEST

static Suite *
group_refs_suite (void)
{
  Suite *suite = suite_create ("model/group-refs");
  TCase *sets = tcase_create ("sets");

  tcase_add_checked_fixture (sets, setup, teardown);
  tcase_add_loop_test (sets, references_come_back_in_their_order, 0, ENISIM_SUBNETS_MAX + 1);
  tcase_add_test (sets, cleared_references_may_be_set_anew);
  suite_add_tcase (suite, sets);
  return suite;
}

ENISIM_TEST_MAIN (group_refs_suite)
