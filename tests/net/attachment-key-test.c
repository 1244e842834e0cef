/* attachment-key-test.c
 *
 * Goal: configurations have one key if and only if their subnet sets and their SG sets are equal.
 * Method: cases checked by eye; random pairs of sets, shuffled and with repetitions, against bit
 * masks of their members.
 */
#include "enisim-check.h"

#include "net/attachment-key.h"

enum
{
  N_KINDS = 6 /* different subnets and different SGs in the random test */
};

static EnisimAttachmentKeys keys;

static void
setup (void)
{
  enisim_attachment_keys_init (&keys);
}

static void
teardown (void)
{
  enisim_attachment_keys_verify (&keys);
  enisim_attachment_keys_clear (&keys);
}

#define LIST(...)                                                                                  \
  (const guint32[]){ __VA_ARGS__ }, G_N_ELEMENTS (((const guint32[]){ __VA_ARGS__ }))

static EnisimAttachmentKey
key (const guint32 *subnets, guint n_subnets, const guint32 *sgs, guint n_sgs)
{
  return enisim_attachment_keys_intern (&keys, subnets, n_subnets, sgs, n_sgs);
}

START_TEST (order_and_repetition_make_no_difference)
{
  const EnisimAttachmentKey first = key (LIST (2, 3), LIST (7, 1, 4));

  ck_assert_uint_eq (key (LIST (3, 2), LIST (1, 4, 7)), first);
  ck_assert_uint_eq (key (LIST (2, 3, 2, 2), LIST (4, 4, 1, 7, 1)), first);
}
END_TEST

START_TEST (keys_mean_the_same_in_a_copy)
{
  const EnisimAttachmentKey first = key (LIST (2, 3), LIST (7, 1, 4));
  EnisimAttachmentKeys copy;

  enisim_attachment_keys_init_copy (&copy, &keys);
  ck_assert_uint_eq (enisim_attachment_keys_intern (&copy, LIST (3, 2), LIST (1, 4, 7)), first);
  ck_assert_uint_ne (enisim_attachment_keys_intern (&copy, LIST (3, 2), LIST (1)), first);
  enisim_attachment_keys_verify (&copy);
  enisim_attachment_keys_clear (&copy);
}
END_TEST

START_TEST (one_more_subnet_or_group_is_another_key)
{
  const EnisimAttachmentKey first = key (LIST (2, 3), LIST (1));

  ck_assert_uint_ne (key (LIST (2), LIST (1)), first);
  ck_assert_uint_ne (key (LIST (2, 3, 4), LIST (1)), first);
  ck_assert_uint_ne (key (LIST (2, 3), LIST (1, 2)), first);
  ck_assert_uint_ne (key (LIST (2, 3), LIST (2)), first);
}
END_TEST

START_TEST (subnets_and_groups_are_not_exchangeable)
{
  ck_assert_uint_ne (key (LIST (1), LIST (2)), key (LIST (2), LIST (1)));
}
END_TEST

START_TEST (halves_are_shared_between_keys)
{
  const EnisimAttachmentKey agent = key (LIST (2, 3), LIST (0));
  const EnisimAttachmentKey secondary = key (LIST (3, 2), LIST (1));

  ck_assert_uint_ne (agent, secondary);
  ck_assert_uint_eq (enisim_attachment_key_get_subnet_set (agent),
                     enisim_attachment_key_get_subnet_set (secondary));
  ck_assert_uint_ne (enisim_attachment_key_get_sg_set (agent),
                     enisim_attachment_key_get_sg_set (secondary));
}
END_TEST

START_TEST (sets_come_back_ascending_and_unique)
{
  const EnisimAttachmentKey k = key (LIST (9, 2, G_MAXUINT32, 2), LIST (5, 5));
  guint n = 0;
  const guint32 *members
      = enisim_attachment_keys_get_subnets (&keys, enisim_attachment_key_get_subnet_set (k), &n);

  ck_assert_uint_eq (n, 3);
  ck_assert (members[0] == 2 && members[1] == 9 && members[2] == G_MAXUINT32);
  members = enisim_attachment_keys_get_sgs (&keys, enisim_attachment_key_get_sg_set (k), &n);
  ck_assert_uint_eq (n, 1);
  ck_assert_uint_eq (members[0], 5);
}
END_TEST

static void
intern_count (guint n_subnets, guint n_sgs)
{
  guint32 members[32];

  for (guint32 i = 0; i < G_N_ELEMENTS (members); i++)
    members[i] = 100 - i;
  key (members, n_subnets, members, n_sgs);
}

START_TEST (sixteen_of_each_are_allowed)
{
  intern_count (ENISIM_SUBNETS_MAX, ENISIM_SECURITY_GROUPS_MAX);
}
END_TEST

START_TEST (seventeen_subnets_abort)
{
  intern_count (ENISIM_SUBNETS_MAX + 1, 1);
}
END_TEST

START_TEST (seventeen_groups_abort)
{
  intern_count (1, ENISIM_SECURITY_GROUPS_MAX + 1);
}
END_TEST

START_TEST (no_subnet_aborts)
{
  intern_count (0, 1);
}
END_TEST

/* Up to twelve members below N_KINDS in any order.  Returns: their bit mask. */
static guint
any_members (GRand *rand, guint32 *members, guint *n_members)
{
  guint mask = 0;

  *n_members = (guint) g_rand_int_range (rand, 1, 12);
  for (guint i = 0; i < *n_members; i++)
    {
      members[i] = (guint32) g_rand_int_range (rand, 0, N_KINDS);
      mask |= 1u << members[i];
    }
  return mask;
}

START_TEST (agrees_with_oracle)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);
  EnisimAttachmentKey seen_keys[200];
  guint seen_masks[200];
  guint n_wrong = 0;

  for (guint step = 0; step < G_N_ELEMENTS (seen_keys); step++)
    {
      guint32 subnets[12], sgs[12];
      guint n_subnets, n_sgs;
      const guint subnet_mask = any_members (rand, subnets, &n_subnets);
      const guint sg_mask = any_members (rand, sgs, &n_sgs);

      seen_masks[step] = subnet_mask << N_KINDS | sg_mask;
      seen_keys[step] = key (subnets, n_subnets, sgs, n_sgs);
      for (guint i = 0; i < step; i++)
        n_wrong += (seen_keys[i] == seen_keys[step]) != (seen_masks[i] == seen_masks[step]);
      enisim_attachment_keys_verify (&keys);
    }
  ck_assert_uint_eq (n_wrong, 0);
}
END_TEST

static Suite *
attachment_key_suite (void)
{
  Suite *suite = suite_create ("net/attachment-key");
  TCase *sets = tcase_create ("sets");
  TCase *contract = tcase_create ("contract");

  tcase_add_checked_fixture (sets, setup, teardown);
  tcase_add_test (sets, order_and_repetition_make_no_difference);
  tcase_add_test (sets, keys_mean_the_same_in_a_copy);
  tcase_add_test (sets, one_more_subnet_or_group_is_another_key);
  tcase_add_test (sets, subnets_and_groups_are_not_exchangeable);
  tcase_add_test (sets, halves_are_shared_between_keys);
  tcase_add_test (sets, sets_come_back_ascending_and_unique);
  tcase_add_test (sets, sixteen_of_each_are_allowed);
  tcase_add_loop_test (sets, agrees_with_oracle, 0, 16);
  suite_add_tcase (suite, sets);

  tcase_add_checked_fixture (contract, setup, teardown);
  if (enisim_check_forks ())
    {
      tcase_add_test_raise_signal (contract, seventeen_subnets_abort, SIGABRT);
      tcase_add_test_raise_signal (contract, seventeen_groups_abort, SIGABRT);
      tcase_add_test_raise_signal (contract, no_subnet_aborts, SIGABRT);
    }
  suite_add_tcase (suite, contract);
  return suite;
}

ENISIM_TEST_MAIN (attachment_key_suite)
