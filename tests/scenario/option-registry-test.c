/* option-registry-test.c
 *
 * Goal: the list of the model's options is whole, and what it says of each is true.
 * Method: it is held against the keys that the loader reads, and each value that it names is
 * loaded.
 */
#include "enisim-check.h"

#include <string.h>

#include "scenario/loader.h"

static const EnisimOption *options;
static guint n_options;

static void
setup (void)
{
  options = enisim_option_registry_get (&n_options);
}

static gboolean
is_of_model (const EnisimOption *option)
{
  return strcmp (option->section, "model") == 0;
}

static EnisimScenario *
load_with (const EnisimOption *option, const char *value)
{
  const gboolean is_case = option->kind == ENISIM_OPTION_SPAN && option->of != NULL;
  g_autofree char *text = g_strdup_printf (is_case ? "horizon: 1h\nmodel: {%s: {%s: %s}}\n"
                                                   : "horizon: 1h\nmodel: {%s: %.0s%s}\n",
                                           option->name, is_case ? option->of : "", value);
  g_autoptr (GError) error = NULL;
  EnisimScenario *scenario
      = enisim_scenario_load_data ("f", (const guint8 *) text, strlen (text), NULL, &error);

  ck_assert_no_error (error);
  return scenario;
}

static gboolean
is_equal (const EnisimOption *option, const EnisimModelOptions *a, const EnisimModelOptions *b)
{
  const void *x = G_STRUCT_MEMBER_P (a, option->offset);
  const void *y = G_STRUCT_MEMBER_P (b, option->offset);

  switch (option->kind)
    {
    case ENISIM_OPTION_VARIES:
      return enisim_distribution_equal (x, y);
    case ENISIM_OPTION_SPAN:
      return *(const GTimeSpan *) x == *(const GTimeSpan *) y;
    case ENISIM_OPTION_CHOICE:
      return *(const gint *) x == *(const gint *) y;
    case ENISIM_OPTION_OTHER:
      break;
    }
  return FALSE;
}

START_TEST (every_key_of_the_model_is_listed)
{
  for (const char *const *key = enisim_load_model_get_keys (); *key != NULL; key++)
    ck_assert_msg (enisim_option_registry_find ("model", *key, NULL) != NULL,
                   "model.%s has no row in option-registry.c", *key);
}
END_TEST

START_TEST (what_is_listed_of_the_model_is_a_key)
{
  for (guint i = 0; i < n_options; i++)
    if (is_of_model (&options[i]))
      ck_assert (g_strv_contains (enisim_load_model_get_keys (), options[i].name));
}
END_TEST

START_TEST (default_is_what_an_unset_option_has)
{
  EnisimModelOptions defaults;

  enisim_model_options_init (&defaults);
  for (guint i = 0; i < n_options; i++)
    if (is_of_model (&options[i]) && options[i].kind != ENISIM_OPTION_OTHER)
      {
        g_autoptr (EnisimScenario) scenario = load_with (&options[i], options[i].default_value);

        ck_assert_msg (is_equal (&options[i], &scenario->options, &defaults), "%s",
                       options[i].name);
      }
  enisim_model_options_clear (&defaults);
}
END_TEST

START_TEST (alternatives_can_be_loaded_and_are_none_of_them_the_default)
{
  for (guint i = 0; i < n_options; i++)
    for (guint j = 0; is_of_model (&options[i]) && options[i].alternatives[j] != NULL; j++)
      {
        g_autoptr (EnisimScenario) base = load_with (&options[i], options[i].default_value);
        g_autoptr (EnisimScenario) other = load_with (&options[i], options[i].alternatives[j]);

        ck_assert_msg (!is_equal (&options[i], &base->options, &other->options), "%s",
                       options[i].name);
      }
}
END_TEST

START_TEST (rows_are_complete_and_each_case_has_one)
{
  for (guint i = 0; i < n_options; i++)
    {
      ck_assert_uint_gt (strlen (options[i].rests_on), 0);
      ck_assert_str_ne (enisim_option_mark_get_word (options[i].mark), "");
      for (guint j = 0; j < i; j++)
        ck_assert (strcmp (options[i].name, options[j].name) != 0
                   || g_strcmp0 (options[i].of, options[j].of) != 0);
    }
}
END_TEST

START_TEST (row_is_found_by_section_and_name)
{
  guint index;

  ck_assert_ptr_null (enisim_option_registry_find ("quotas", "eni_reuse", NULL));
  ck_assert_ptr_eq (enisim_option_registry_find ("model", "cold_start", &index), &options[index]);
  ck_assert_str_eq (options[index].of, "V1");
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("scenario/option-registry");
  TCase *tcase = tcase_create ("rows");

  tcase_add_checked_fixture (tcase, setup, NULL);
  tcase_add_test (tcase, every_key_of_the_model_is_listed);
  tcase_add_test (tcase, what_is_listed_of_the_model_is_a_key);
  tcase_add_test (tcase, default_is_what_an_unset_option_has);
  tcase_add_test (tcase, alternatives_can_be_loaded_and_are_none_of_them_the_default);
  tcase_add_test (tcase, rows_are_complete_and_each_case_has_one);
  tcase_add_test (tcase, row_is_found_by_section_and_name);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
