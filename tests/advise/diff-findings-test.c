/* diff-findings-test.c
 *
 * Goal: a finding is found, not known, suppressed or nothing on each side, and every pair of these
 * is told as what it is; a thing that is renamed or stands in a file of another name keeps its
 * findings; a build fails on what is new and no less severe than it names.
 * Method: one template without findings but one, spoilt on either side; what is said as text.
 */
#include "enisim-check.h"

#include <string.h>

#include "advise/diff.h"
#include "sound-template.h"

#define NO_ROUTE SOUND_PUBLIC_ROUTE, ""
#define UNKNOWN_ROUTE                                                                              \
  SOUND_PUBLIC_ROUTE,                                                                              \
      "  PR: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref PT, DestinationCidrBlock: "   \
      "!Ref P, GatewayId: !Ref I}}\n"
#define IGNORED_ROUTE                                                                              \
  "  N: {", "  # enisim:ignore nat-path it is known\n  N: {", SOUND_PUBLIC_ROUTE, ""

typedef struct
{
  const char *name;
  const char *before[4], *after[4]; /* from, to, ... */
  const char *text;
} Row;

static const Row rows[] = {
  { "nothing", { NULL }, { NULL }, "" },
  { "fine, then found", { NULL }, { NO_ROUTE }, "new error nat-path N (nothing, found)\n" },
  { "found, then fine", { NO_ROUTE }, { NULL }, "gone error nat-path N (found, nothing)\n" },
  { "found on both sides", { NO_ROUTE }, { NO_ROUTE }, "" },
  { "found, then not known",
    { NO_ROUTE },
    { UNKNOWN_ROUTE },
    "no_longer_known error nat-path N (found, not known)\n" },
  { "fine, then not known",
    { NULL },
    { UNKNOWN_ROUTE },
    "newly_not_known error nat-path N (nothing, not known)\n" },
  { "not known on both sides", { UNKNOWN_ROUTE }, { UNKNOWN_ROUTE }, "" },
  { "not known, then found",
    { UNKNOWN_ROUTE },
    { NO_ROUTE },
    "new error nat-path N (not known, found)\n" },
  { "not known, then fine",
    { UNKNOWN_ROUTE },
    { NULL },
    "gone error nat-path N (not known, nothing)\n" },
  { "found, then suppressed",
    { NO_ROUTE },
    { IGNORED_ROUTE },
    "suppressed error nat-path N (found, suppressed)\n" },
  { "fine, then suppressed",
    { NULL },
    { IGNORED_ROUTE },
    "suppressed error nat-path N (nothing, suppressed)\n" },
  { "suppressed, then found",
    { IGNORED_ROUTE },
    { NO_ROUTE },
    "new error nat-path N (suppressed, found)\n" },
  { "suppressed, then fine", { IGNORED_ROUTE }, { NULL }, "" },
};

typedef struct
{
  EnisimInventory *inventory;
  EnisimScenario *assumptions;
  EnisimPlan *plan;
  EnisimCheck *check;
} Side;

static char *
spoil (const char *const *edits)
{
  char *text = g_strdup (sound_template);

  for (guint i = 0; i + 1 < 4 && edits[i] != NULL; i += 2)
    {
      g_auto (GStrv) parts = g_strsplit (text, edits[i], 2);

      ck_assert_msg (g_strv_length (parts) == 2, "no %s", edits[i]);
      g_free (text);
      text = g_strjoinv (edits[i + 1], parts);
    }
  return text;
}

/* Different files, as in life: their stacks have different names. */
static Side
make_side (const char *text, const char *file)
{
  static const char *const settings[] = { "region=us-east-1", NULL };
  g_autoptr (GError) error = NULL;
  Side side;

  side.inventory
      = enisim_inventory_load_data (file, (const guint8 *) text, strlen (text), NULL, &error);
  ck_assert_no_error (error);
  side.assumptions = enisim_plan_assume (side.inventory, settings, &error);
  ck_assert_no_error (error);
  side.plan = enisim_plan_new (side.inventory, side.assumptions);
  side.check = enisim_check_new (side.inventory, side.assumptions, NULL, &error);
  ck_assert_no_error (error);
  return side;
}

static void
side_clear (Side *side)
{
  enisim_check_free (side->check);
  enisim_plan_free (side->plan);
  enisim_scenario_unref (side->assumptions);
  enisim_inventory_free (side->inventory);
}

static Side before, after;
static EnisimDiff *diff;

static void
compare (const char *old_text, const char *new_text)
{
  before = make_side (old_text, "before.yaml");
  after = make_side (new_text, "after.yaml");
  diff = enisim_diff_new (before.plan, after.plan, before.check, after.check);
  enisim_diff_verify (diff);
}

static void
teardown (void)
{
  g_clear_pointer (&diff, enisim_diff_free);
  side_clear (&before);
  side_clear (&after);
}

static const char *
get_state (const EnisimFinding *finding)
{
  if (finding == NULL)
    return "nothing";
  if (finding->suppression != ENISIM_SUPPRESSION_NONE)
    return "suppressed";
  return finding->is_known ? "found" : "not known";
}

static char *
to_text (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < enisim_diff_get_n_findings (diff); i++)
    {
      const EnisimDiffFinding *pair = enisim_diff_get_finding (diff, i);
      const EnisimFinding *finding = pair->after != NULL ? pair->after : pair->before;

      g_string_append_printf (text, "%s %s %s %s (%s, %s)\n",
                              enisim_diff_finding_change_get_name (pair->change),
                              enisim_severity_get_name (finding->severity), finding->rule->id,
                              finding->resource, get_state (pair->before), get_state (pair->after));
    }
  return g_string_free (text, FALSE);
}

START_TEST (every_pair_of_states_is_told)
{
  const Row *row = &rows[_i];
  g_autofree char *old_text = spoil (row->before), *new_text = spoil (row->after);
  g_autofree char *text = NULL;

  compare (old_text, new_text);
  text = to_text ();
  ck_assert_msg (strcmp (text, row->text) == 0, "%s:\n%s\nnot\n%s", row->name, text, row->text);
  teardown ();
}
END_TEST

/* All of it is found on both sides, under other ids. */
START_TEST (what_is_renamed_keeps_its_findings)
{
  static const char *const spoils[] = { NO_ROUTE, NULL };
  static const char *const renames[]
      = { "  N: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Pub}}\n",
          "  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Pub, Tags: [{Key: Name, "
          "Value: N}]}}\n",
          "NatGatewayId: !Ref N", "NatGatewayId: !Ref Nat" };
  g_autofree char *old_text = spoil (spoils), *renamed = spoil (renames), *text = NULL;
  g_auto (GStrv) parts = g_strsplit (renamed, SOUND_PUBLIC_ROUTE, 2);
  g_autofree char *new_text = g_strjoinv ("", parts);

  compare (old_text, new_text);
  text = to_text ();
  ck_assert_str_eq (text, "");
  ck_assert_uint_eq (enisim_diff_get_n_things (diff), 1);
  ck_assert_int_eq (enisim_diff_get_thing (diff, 0)->change, ENISIM_DIFF_RENAMED);
  teardown ();
}
END_TEST

/* Of a security group in use a rule names it as its subject, with the name of its stack. */
START_TEST (another_file_name_is_no_other_finding)
{
  static const char *const rules[]
      = { SOUND_GROUP,
          "  G: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref V, SecurityGroupIngress: "
          "[{IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/16}], "
          "SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: "
          "10.0.0.0/16}]}}\n",
          NULL };
  g_autofree char *both = spoil (rules), *text = NULL;

  compare (both, both);
  ck_assert_uint_gt (enisim_check_get_n_findings (before.check), 2);
  text = to_text ();
  ck_assert_str_eq (text, "");
  teardown ();
}
END_TEST

/* What is told of a stack is the same, whichever of its security groups comes first. */
START_TEST (finding_of_a_stack_stays_where_its_things_change)
{
  static const char *const another[]
      = { SOUND_GROUP,
          "  H: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref V}}\n" SOUND_GROUP,
          SOUND_RUNTIME_CONFIG,
          "NetworkModeConfig: {Subnets: [!Ref A, !Ref B], SecurityGroups: "
          "[!Ref H]}" };
  static const char *const none[] = { NULL };
  g_autofree char *old_text = spoil (none), *new_text = spoil (another), *text = NULL;

  compare (old_text, new_text);
  text = to_text ();
  ck_assert_msg (strstr (text, "teardown-lag") == NULL, "%s", text);
  teardown ();
}
END_TEST

/* Without logs there is a note as long as a NAT path is there, and an error once it is not. */
START_TEST (finding_that_gets_worse_is_told_and_fails_a_build)
{
  static const char *const note[] = { SOUND_LOGS, "", NULL };
  static const char *const error[] = { SOUND_LOGS, "", SOUND_NAT_ROUTE, "" };
  g_autofree char *old_text = spoil (note), *new_text = spoil (error), *text = NULL;

  compare (old_text, new_text);
  text = to_text ();
  ck_assert_ptr_nonnull (strstr (text, "worse error endpoint-missing Rt (found, found)\n"));
  ck_assert (enisim_diff_has_new_finding (diff, ENISIM_SEVERITY_ERROR));
  teardown ();
  g_clear_pointer (&text, g_free);
  compare (new_text, old_text);
  text = to_text ();
  ck_assert_ptr_nonnull (strstr (text, "milder note endpoint-missing Rt (found, found)\n"));
  ck_assert (!enisim_diff_has_new_finding (diff, ENISIM_SEVERITY_NOTE));
  teardown ();
}
END_TEST

START_TEST (build_fails_by_severity)
{
  static const char *const none[] = { NULL };
  static const char *const note[] = { SOUND_LOGS, "", NULL };
  g_autofree char *old_text = spoil (none), *new_text = spoil (note);

  compare (old_text, new_text);
  ck_assert (enisim_diff_has_new_finding (diff, ENISIM_SEVERITY_NOTE));
  ck_assert (!enisim_diff_has_new_finding (diff, ENISIM_SEVERITY_WARNING));
  ck_assert (!enisim_diff_is_worse (diff, ENISIM_DIFF_FINDINGS));
  ck_assert (!enisim_diff_is_worse (diff, ENISIM_DIFF_UNKNOWN));
  teardown ();
}
END_TEST

START_TEST (what_is_not_known_any_more_is_worse_in_that)
{
  static const char *const none[] = { NULL };
  static const char *const unknown[] = { UNKNOWN_ROUTE, NULL };
  g_autofree char *old_text = spoil (none), *new_text = spoil (unknown);

  compare (old_text, new_text);
  ck_assert (enisim_diff_is_worse (diff, ENISIM_DIFF_UNKNOWN));
  ck_assert (!enisim_diff_is_worse (diff, ENISIM_DIFF_FINDINGS));
  teardown ();
  compare (new_text, old_text);
  ck_assert (!enisim_diff_is_worse (diff, ENISIM_DIFF_UNKNOWN));
  teardown ();
}
END_TEST

START_TEST (changes_have_names)
{
  ck_assert_str_eq (enisim_diff_finding_change_get_name (ENISIM_DIFF_FINDING_GONE), "gone");
  ck_assert_ptr_null (enisim_diff_finding_change_get_name ((EnisimDiffFindingChange) 7));
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("diff-findings");
  TCase *tcase = tcase_create ("core");

  tcase_add_loop_test (tcase, every_pair_of_states_is_told, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tcase, what_is_renamed_keeps_its_findings);
  tcase_add_test (tcase, another_file_name_is_no_other_finding);
  tcase_add_test (tcase, finding_of_a_stack_stays_where_its_things_change);
  tcase_add_test (tcase, finding_that_gets_worse_is_told_and_fails_a_build);
  tcase_add_test (tcase, build_fails_by_severity);
  tcase_add_test (tcase, what_is_not_known_any_more_is_worse_in_that);
  tcase_add_test (tcase, changes_have_names);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
