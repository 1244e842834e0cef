/* hostile-scenario-test.c
 *
 * Goal: a scenario that is at a limit loads, one past it is refused with it, and no damage makes a
 * reader abort or say nothing.
 * Method: documents made here in numbers; shipped scenarios damaged at random.
 */
#include "scenario/load-scenario.h"

#define H "horizon: 1h\n"
#define R "runtimes: [{name: r}]\n"

static void
setup (void)
{
  scenario = NULL;
}

static void
teardown (void)
{
  if (scenario != NULL)
    enisim_scenario_verify (scenario);
  g_clear_pointer (&scenario, enisim_scenario_unref);
}

/* @n copies of @start, the number of the copy and @end, between two texts. */
static char *
repeat (const char *before, const char *start, guint n, const char *end, const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%u%s", start, i, end);
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *before, *start, *end, *after;
  guint n_max; /* the last number of copies that is fine */
  const char *complaint;
} limits[] = {
  { H R "workloads:\n", "- closed: {clients: 1, name: w", "}\n", "", 63,
    "f:4:1: 64 workloads are too many, at most 63" },
  { H "vpc:\n  cidr: 10.0.0.0/16\n  endpoints:\n", "  - {service: s", ", type: gateway}\n", "",
    ENISIM_ENDPOINTS_MAX, "f:5:3: 1025 endpoints are too many, at most 1024" },
  { H "vpc:\n  cidr: 10.0.0.0/16\n  subnets: {a: {cidr: 10.0.0.0/16, az: x}}\n  nat_gateways:\n",
    "  - {subnet: a} # ", "\n", "", ENISIM_NAT_GATEWAYS_MAX,
    "f:6:3: 1025 NAT gateways are too many, at most 1024" },
};

START_TEST (limit_is_reached_and_not_passed)
{
  g_autofree char *most = repeat (limits[_i].before, limits[_i].start, limits[_i].n_max,
                                  limits[_i].end, limits[_i].after);
  g_autofree char *more = repeat (limits[_i].before, limits[_i].start, limits[_i].n_max + 1,
                                  limits[_i].end, limits[_i].after);

  load (most);
  assert_refused (more, limits[_i].complaint);
}
END_TEST

START_TEST (subnets_beyond_the_limit_are_refused_once)
{
  g_autofree char *text
      = repeat (H "vpc:\n  cidr: 10.0.0.0/16\n  subnets:\n", "    s",
                ENISIM_SCENARIO_SUBNETS_MAX + 1, ": {cidr: 10.0.0.0/24, az: x}\n", "");

  assert_refused (text, "f:5:5: 1025 subnets are too many, at most 1024");
}
END_TEST

/* Duplicates do not count. */
START_TEST (runtime_has_sixteen_different_security_groups_at_most)
{
  static const char start[] = H "vpc:\n  cidr: 10.0.0.0/16\n"
                                "  subnets: {a: {cidr: 10.0.0.0/24, az: x}}\n  security_groups: [";
  g_autofree char *groups = repeat (start, "g", 17, ", ", "h]\nruntimes:\n");
  g_autofree char *most
      = repeat (groups, "- {name: r, subnets: [a], security_groups: [g0, g0, g1, g", 1, "", "");
  g_autofree char *fine = repeat (most, ", g", 16, "", "]}\n");
  g_autofree char *more = repeat (most, ", g", 17, "", "]}\n");

  load (fine);
  assert_refused (more, "f:7:131: a runtime has at most 16 different security groups");
}
END_TEST

START_TEST (runtimes_named_again_and_again_do_not_add_up_without_end)
{
  assert_refused (H "runtimes: [{name: r, count: 999999}]\n"
                    "workloads: [{closed: {clients: 1, target: [r, r]}}]\n"
                    "timeline: [{at: 1s, delete: [r, r, r, r, r]}]\n",
                  "f:3:47: too many runtimes: at most 1000000\n"
                  "f:4:42: too many runtimes: at most 4000000");
}
END_TEST

/* Many wrong names among many names: both the guesses and the complaints have an end. */
START_TEST (hostile_references_are_cut_off)
{
  g_autofree char *runtimes
      = repeat (H "runtimes:\n", "- {name: agent", 3000, "}\n", "timeline:\n- at: 1s\n  delete:\n");
  g_autofree char *text = repeat (runtimes, "  - agemt", 3000, "\n", "");
  g_autofree char *said = refuse_with (text, NULL);

  ck_assert (
      g_str_has_prefix (said, "f:3006:5: unknown runtime 'agemt0', did you mean 'agent0'?\n"));
  ck_assert (g_str_has_suffix (said, "\nand 2900 more"));
}
END_TEST

START_TEST (complaint_repeats_the_start_of_a_long_text_only)
{
  GString *longer = g_string_new ("horizon: ");
  g_autofree char *said = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (longer, "\xc3\xa4");
  said = refuse_with (longer->str, NULL);
  g_string_free (longer, TRUE);
  ck_assert (g_str_has_suffix (said, "...': a number is needed before the unit, as in 5.5s"));
  ck_assert_uint_lt (strlen (said), 250);
}
END_TEST

/* What a damaged file may be made of beside its own bytes. */
static const char *const splices[] = {
  "\n",         " ",   ": ",   "{",     "}",  "[",     "]",   ", ",
  "- ",         "&a ", "*a",   "!x ",   "\"", "'",     "~",   "#",
  "|",          "0",   "-1",   "1e999", "5s", "never", "off", "count: 999999",
  "constant: ", "\t",  "\x1b", "\xff",
};

static void
damage (GString *text, GRand *rand)
{
  const gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) text->len);
  const gsize wanted = (gsize) g_rand_int_range (rand, 1, 20);
  const gsize n = MIN (wanted, text->len - at);
  const char *splice = splices[g_rand_int_range (rand, 0, G_N_ELEMENTS (splices))];
  g_autofree char *piece = g_strndup (text->str + at, n);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      g_string_erase (text, (gssize) at, (gssize) n);
      break;
    case 1:
      g_string_insert (text, (gssize) at, splice);
      break;
    case 2:
      g_string_insert (text, g_rand_int_range (rand, 0, (gint32) text->len), piece);
      break;
    default:
      text->str[at] = (char) g_rand_int_range (rand, 1, 256);
      break;
    }
  if (text->len == 0)
    g_string_append_c (text, 'x');
}

static void
load_or_refuse (const GString *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimScenario) loaded
      = enisim_scenario_load_data ("f", (const guint8 *) text->str, text->len, NULL, &error);

  if (loaded != NULL)
    {
      ck_assert_no_error (error);
      enisim_scenario_verify (loaded);
      return;
    }
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert (g_str_has_prefix (error->message, "f:"));
  ck_assert (g_utf8_validate (error->message, -1, NULL));
}

START_TEST (damaged_file_loads_whole_or_is_complained_of)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) _i);

  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    {
      g_autofree char *path = find_shipped (shipped[i]);
      g_autofree char *bytes = NULL;
      g_autoptr (GString) text = NULL;

      ck_assert (g_file_get_contents (path, &bytes, NULL, NULL));
      text = g_string_new (bytes);
      for (guint n = 0; n < 8; n++)
        {
          damage (text, rand);
          load_or_refuse (text);
        }
    }
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("scenario/hostile-scenario");
  TCase *limit = tcase_create ("limits");

  tcase_set_timeout (limit, 60); /* millions of entries under sanitizers */
  tcase_add_checked_fixture (limit, setup, teardown);
  tcase_add_loop_test (limit, limit_is_reached_and_not_passed, 0, G_N_ELEMENTS (limits));
  tcase_add_test (limit, subnets_beyond_the_limit_are_refused_once);
  tcase_add_test (limit, runtime_has_sixteen_different_security_groups_at_most);
  tcase_add_test (limit, runtimes_named_again_and_again_do_not_add_up_without_end);
  tcase_add_test (limit, hostile_references_are_cut_off);
  tcase_add_test (limit, complaint_repeats_the_start_of_a_long_text_only);
  tcase_add_loop_test (limit, damaged_file_loads_whole_or_is_complained_of, 0, 50);
  suite_add_tcase (suite, limit);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
