/* taker-rules-test.c
 *
 * Goal: the table of rules is one that its readers can go by.
 * Method: every row against what the header promises; a few types by name.
 */
#include "enisim-check.h"

#include "import/taker-rules.h"

START_TEST (every_rule_says_what_it_must)
{
  guint n;
  const EnisimTakerRule *rules = enisim_taker_rules_get (&n);

  for (guint i = 0; i < n; i++)
    {
      ck_assert_ptr_nonnull (rules[i].label);
      ck_assert_uint_le (rules[i].n_min, rules[i].n_max);
      ck_assert_int_ne (rules[i].subnets != NULL, rules[i].group != NULL);
      ck_assert (rules[i].equals == NULL || rules[i].when != NULL);
      ck_assert (rules[i].items == NULL || rules[i].subnets != NULL);
      ck_assert (!enisim_type_takes_none (rules[i].type));
    }
}
END_TEST

/* A rule that takes nothing is there to say so, and says why. */
START_TEST (rule_that_takes_nothing_says_why)
{
  guint n, n_without = 0;
  const EnisimTakerRule *rules = enisim_taker_rules_get (&n);

  for (guint i = 0; i < n; i++)
    if (rules[i].n_max == 0 && !rules[i].is_open)
      {
        ck_assert_ptr_nonnull (rules[i].note);
        n_without++;
      }
  ck_assert_uint_eq (n_without, 1); /* clusters of Aurora */
}
END_TEST

START_TEST (limit_for_all_subnets_has_room_for_what_is_expected)
{
  guint n;
  const EnisimTakerRule *rules = enisim_taker_rules_get (&n);

  for (guint i = 0; i < n; i++)
    if (rules[i].n_all_max > 0)
      {
        ck_assert_uint_le (rules[i].n_max, rules[i].n_all_max);
        ck_assert_uint_le (rules[i].n_expected, rules[i].n_max);
        ck_assert (!rules[i].is_open);
      }
}
END_TEST

START_TEST (rules_of_one_type_stand_in_a_row)
{
  guint n;
  const EnisimTakerRule *rules = enisim_taker_rules_get (&n);

  for (guint i = 1; i < n; i++)
    if (strcmp (rules[i].type, rules[i - 1].type) != 0)
      ck_assert_ptr_eq (enisim_taker_rules_find (rules[i].type), &rules[i]);
}
END_TEST

START_TEST (type_that_nobody_knows_has_no_rule)
{
  ck_assert_ptr_null (enisim_taker_rules_find ("AWS::EFS::MountTargets"));
  ck_assert (!enisim_type_takes_none ("AWS::EKS::Cluster"));
}
END_TEST

START_TEST (service_without_addresses_stands_for_its_types)
{
  ck_assert (enisim_type_takes_none ("AWS::IAM::Role"));
  ck_assert (enisim_type_takes_none ("AWS::ECS::Cluster"));
  ck_assert (!enisim_type_takes_none ("AWS::ECS::Clusters"));
}
END_TEST

START_TEST (marks_have_names)
{
  ck_assert_str_eq (enisim_mark_get_name (ENISIM_MARK_DOCUMENTED), "documented");
  ck_assert_str_eq (enisim_mark_get_name (ENISIM_MARK_OBSERVED), "observed");
  ck_assert_str_eq (enisim_mark_get_name (ENISIM_MARK_ASSUMED), "assumed");
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("taker-rules");
  TCase *tcase = tcase_create ("core");

  tcase_add_test (tcase, every_rule_says_what_it_must);
  tcase_add_test (tcase, rule_that_takes_nothing_says_why);
  tcase_add_test (tcase, limit_for_all_subnets_has_room_for_what_is_expected);
  tcase_add_test (tcase, rules_of_one_type_stand_in_a_row);
  tcase_add_test (tcase, type_that_nobody_knows_has_no_rule);
  tcase_add_test (tcase, service_without_addresses_stands_for_its_types);
  tcase_add_test (tcase, marks_have_names);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
