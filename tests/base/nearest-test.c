/* nearest-test.c
 *
 * Goal: of the candidates the one with the fewest edits is named, and none that is far off.
 * Method: the mistakes people make, as a table; random short words against the recursive
 * definition of the distance.
 */
#include "enisim-check.h"

#include "base/nearest.h"

static const char *const KEYS[]
    = { "name", "region", "horizon", "idle_timeout", "subnets", "security_groups", "at", NULL };

static const struct
{
  const char *word;
  const char *expected; /* NULL: none */
} MISTAKES[] = {
  { "horizon", "horizon" },
  { "horizn", "horizon" },
  { "horizoon", "horizon" },
  { "horixon", "horizon" },
  { "hroizon", "horizon" },
  { "HORIZON", "horizon" },
  { "Hroizon", "horizon" },
  { "idleTimeout", "idle_timeout" },
  { "idle-timeout", "idle_timeout" },
  { "SecurityGroups", "security_groups" },
  { "subnet", "subnets" },
  { "ta", "at" },
  { "AT", "at" },
  { "nmae", "name" },
  { "x", NULL },
  { "", NULL },
  { "retention", NULL },
  { "zone", NULL },
  { "subnet_ids", "subnets" },
  { "subnet_id_list", NULL },
};

START_TEST (mistake_finds_what_was_meant)
{
  ck_assert_pstr_eq (enisim_nearest (MISTAKES[_i].word, KEYS), MISTAKES[_i].expected);
}
END_TEST

START_TEST (case_decides_between_equals)
{
  const char *const candidates[] = { "VPC", "vpc", "vpd", NULL };

  ck_assert_str_eq (enisim_nearest ("vpc", candidates), "vpc");
  ck_assert_str_eq (enisim_nearest ("VPC", candidates), "VPC");
  ck_assert_str_eq (enisim_nearest ("vpx", candidates), "vpc");
}
END_TEST

START_TEST (of_equals_the_first_is_named)
{
  const char *const candidates[] = { "subnet-a", "subnet-b", NULL };

  ck_assert_ptr_eq (enisim_nearest ("subnet-c", candidates), candidates[0]);
}
END_TEST

START_TEST (no_candidates_no_answer)
{
  const char *const candidates[] = { NULL };

  ck_assert_ptr_null (enisim_nearest ("name", candidates));
}
END_TEST

START_TEST (single_letter_is_near_in_the_other_case_only)
{
  const char *const candidates[] = { "b", "A", NULL };

  ck_assert_str_eq (enisim_nearest ("a", candidates), "A");
  ck_assert_ptr_null (enisim_nearest ("c", candidates));
}
END_TEST

START_TEST (word_past_the_limit_is_never_near)
{
  g_autofree char *longest = g_strnfill (ENISIM_NEAREST_BYTES_MAX, 'x');
  g_autofree char *too_long = g_strnfill (ENISIM_NEAREST_BYTES_MAX + 1, 'x');
  g_autofree char *hostile = g_strnfill (1 << 24, 'x');
  const char *const candidates[] = { too_long, longest, NULL };

  ck_assert_ptr_eq (enisim_nearest (longest, candidates), longest);
  ck_assert_ptr_null (enisim_nearest (too_long, candidates));
  ck_assert_ptr_null (enisim_nearest (hostile, candidates));
}
END_TEST

/* By definition, from the ends of both words; 16 is the price of an edit, 1 that of a case. */
static guint
oracle_distance (const char *a, gsize n, const char *b, gsize m)
{
  guint least;

  if (n == 0 || m == 0)
    return (guint) (n + m) * 16;
  least = oracle_distance (a, n - 1, b, m - 1);
  if (a[n - 1] != b[m - 1])
    least += g_ascii_tolower (a[n - 1]) == g_ascii_tolower (b[m - 1]) ? 1 : 16;
  least = MIN (least, oracle_distance (a, n - 1, b, m) + 16);
  least = MIN (least, oracle_distance (a, n, b, m - 1) + 16);
  if (n > 1 && m > 1 && g_ascii_strncasecmp (a + n - 1, b + m - 2, 1) == 0
      && g_ascii_strncasecmp (a + n - 2, b + m - 1, 1) == 0)
    least = MIN (least, oracle_distance (a, n - 2, b, m - 2) + 16);
  return least;
}

static const char *
oracle_nearest (const char *word, const char *const *candidates)
{
  const char *nearest = NULL;
  guint least = G_MAXUINT;

  for (; *candidates != NULL; candidates++)
    {
      const gsize n = strlen (word);
      const gsize m = strlen (*candidates);
      const guint cost = oracle_distance (word, n, *candidates, m);
      const gboolean is_near = MAX (n, m) < 2 ? cost < 16 : cost <= 16 * MAX (MAX (n, m) / 3, 1);

      if (is_near && cost < least)
        {
          nearest = *candidates;
          least = cost;
        }
    }
  return nearest;
}

static char *
any_word (GRand *rand)
{
  char *word = g_strnfill ((gsize) g_rand_int_range (rand, 0, 7), 'a');

  for (char *letter = word; *letter != '\0'; letter++)
    *letter = "aAbBc"[g_rand_int_range (rand, 0, 5)];
  return word;
}

START_TEST (agrees_with_oracle)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  for (guint step = 0; step < 20; step++)
    {
      g_autofree char *word = any_word (rand);
      g_autofree char *a = any_word (rand);
      g_autofree char *b = any_word (rand);
      g_autofree char *c = any_word (rand);
      const char *const candidates[] = { a, b, c, NULL };

      ck_assert_ptr_eq (enisim_nearest (word, candidates), oracle_nearest (word, candidates));
    }
}
END_TEST

static Suite *
nearest_suite (void)
{
  Suite *suite = suite_create ("base/nearest");
  TCase *words = tcase_create ("words");

  tcase_add_loop_test (words, mistake_finds_what_was_meant, 0, G_N_ELEMENTS (MISTAKES));
  tcase_add_test (words, case_decides_between_equals);
  tcase_add_test (words, of_equals_the_first_is_named);
  tcase_add_test (words, no_candidates_no_answer);
  tcase_add_test (words, single_letter_is_near_in_the_other_case_only);
  tcase_add_test (words, word_past_the_limit_is_never_near);
  tcase_add_loop_test (words, agrees_with_oracle, 0, 32);
  suite_add_tcase (suite, words);
  return suite;
}

ENISIM_TEST_MAIN (nearest_suite)
