/* check-test.c
 *
 * Goal: what a check says beside its rules holds: order, counts, thresholds, fingerprints, features
 * and suppressions, and every slip in these is told.
 * Method: one small template with findings of all severities, changed a little each time.
 */
#include "enisim-check.h"

#include "advise/check.h"

/* A runtime with no way out: errors, and notes about its stack. */
#define HEAD                                                                                       \
  "Resources:\n"                                                                                   \
  "  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n"                             \
  "  A:\n"                                                                                         \
  "    Type: AWS::EC2::Subnet\n"
#define TAIL                                                                                       \
  "    Properties: {VpcId: !Ref V, CidrBlock: 10.0.1.0/24}\n"                                      \
  "  G:\n"                                                                                         \
  "    Type: AWS::EC2::SecurityGroup\n"                                                            \
  "    Properties: {VpcId: !Ref V}\n"                                                              \
  "  R:\n"                                                                                         \
  "    Type: AWS::BedrockAgentCore::Runtime\n"                                                     \
  "    Properties:\n"                                                                              \
  "      AgentRuntimeArtifact: {CodeConfiguration: {}}\n"                                          \
  "      NetworkConfiguration: {NetworkMode: VPC, NetworkModeConfig: {Subnets: [!Ref A], "         \
  "SecurityGroups: [!Ref G]}}\n"

static EnisimInventory *inventory;
static EnisimScenario *assumptions;
static EnisimCheck *check;

static void
load (const char *text)
{
  g_autoptr (GError) error = NULL;

  inventory
      = enisim_inventory_load_data ("t.yaml", (const guint8 *) text, strlen (text), NULL, &error);
  ck_assert_no_error (error);
  assumptions = enisim_plan_assume (inventory, NULL, &error);
  ck_assert_no_error (error);
}

static void
teardown (void)
{
  g_clear_pointer (&check, enisim_check_free);
  g_clear_pointer (&assumptions, enisim_scenario_unref);
  g_clear_pointer (&inventory, enisim_inventory_free);
}

static void
run (const char *text, const EnisimCheckOptions *options)
{
  g_autoptr (GError) error = NULL;

  teardown ();
  load (text);
  check = enisim_check_new (inventory, assumptions, options, &error);
  ck_assert_no_error (error);
  enisim_check_verify (check);
}

/* Returns: (nullable) */
static const EnisimFinding *
find (const char *rule)
{
  for (guint i = 0; i < enisim_check_get_n_findings (check); i++)
    if (strcmp (enisim_check_get_finding (check, i)->rule->id, rule) == 0)
      return enisim_check_get_finding (check, i);
  return NULL;
}

START_TEST (finding_has_its_place_and_reason)
{
  const EnisimFinding *finding;

  run (HEAD TAIL, NULL);
  finding = find ("no-egress");
  ck_assert_ptr_nonnull (finding);
  ck_assert_str_eq (finding->file, "t.yaml");
  ck_assert_uint_eq (finding->line, 3);
  ck_assert_uint_eq (finding->column, 3);
  ck_assert_str_eq (finding->resource_id, "t/A");
  ck_assert_str_eq (finding->reason,
                    "A, the subnet of R, has no route of 0.0.0.0/0, and no endpoint gives s3 "
                    "(image layers and code packages), logs (log delivery)");
}
END_TEST

/* Two groups of one Name tag, each with an inbound rule that does nothing. */
#define NAMESAKES                                                                                  \
  HEAD "    Properties: {VpcId: !Ref V, CidrBlock: 10.0.1.0/24}\n"                                 \
       "  G: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref V, Tags: [{Key: Name, "      \
       "Value: web}], SecurityGroupIngress: [{IpProtocol: -1, CidrIp: 10.0.0.0/8}]}}\n"            \
       "  H: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref V, Tags: [{Key: Name, "      \
       "Value: %s}], SecurityGroupIngress: [{IpProtocol: -1, CidrIp: 10.0.0.0/8}]}}\n"             \
       "  R: {Type: AWS::BedrockAgentCore::Runtime, Properties: {NetworkConfiguration: "           \
       "{NetworkMode: VPC, NetworkModeConfig: {Subnets: [!Ref A], SecurityGroups: [!Ref G, !Ref "  \
       "H]}}}}\n"

START_TEST (who_shares_its_name_has_its_id_said)
{
  g_autofree char *same = g_strdup_printf (NAMESAKES, "web");
  g_autofree char *other = g_strdup_printf (NAMESAKES, "db");

  run (same, NULL);
  ck_assert_str_eq (find ("sg-runtime-ingress")->resource, "web (G)");
  ck_assert_str_eq (find ("sg-runtime-ingress")->reason,
                    "web (G), a group of R, lets in all from 10.0.0.0/8");
  run (other, NULL);
  ck_assert_str_eq (find ("sg-runtime-ingress")->resource, "web");
}
END_TEST

START_TEST (findings_are_in_the_order_of_the_file)
{
  guint line = 0;

  run (HEAD TAIL, NULL);
  ck_assert_uint_gt (enisim_check_get_n_findings (check), 3);
  for (guint i = 0; i < enisim_check_get_n_findings (check); i++)
    {
      ck_assert_uint_ge (enisim_check_get_finding (check, i)->line, line);
      line = enisim_check_get_finding (check, i)->line;
    }
}
END_TEST

START_TEST (fingerprint_stays_where_lines_move)
{
  g_autofree char *before = NULL;

  run (HEAD TAIL, NULL);
  before = g_strdup (find ("no-egress")->fingerprint);
  run ("# moved\n\n" HEAD TAIL, NULL);
  ck_assert_uint_eq (find ("no-egress")->line, 5);
  ck_assert_str_eq (find ("no-egress")->fingerprint, before);
  ck_assert_str_ne (find ("single-az")->fingerprint, before);
}
END_TEST

/* What one word or two of --fail-on make of an error, a warning and a note. */
typedef struct
{
  const char *words[3];
  gboolean error, warning, note;
} Threshold;

static const Threshold thresholds[] = {
  { { NULL }, FALSE, FALSE, FALSE },
  { { "error" }, TRUE, FALSE, FALSE },
  { { "warning" }, TRUE, TRUE, FALSE },
  { { "note" }, TRUE, TRUE, TRUE },
  { { "none" }, FALSE, FALSE, FALSE },
  { { "single-az" }, FALSE, TRUE, FALSE },
  { { "single-az", "teardown-lag" }, FALSE, TRUE, TRUE },
  { { "error", "teardown-lag" }, TRUE, FALSE, TRUE },
};

START_TEST (threshold_names_what_fails)
{
  const Threshold *row = &thresholds[_i];
  const EnisimCheckOptions options = { .fail_on = row->words };

  run (HEAD TAIL, &options);
  ck_assert_int_eq (find ("no-egress")->fails, row->error);
  ck_assert_int_eq (find ("single-az")->fails, row->warning);
  ck_assert_int_eq (find ("teardown-lag")->fails, row->note);
  ck_assert_int_eq (find ("az-unsupported")->is_known, FALSE);
  ck_assert_int_eq (find ("az-unsupported")->fails, FALSE);
}
END_TEST

START_TEST (errors_fail_where_nothing_is_named)
{
  run (HEAD TAIL, NULL);
  ck_assert (find ("no-egress")->fails);
  ck_assert (!find ("single-az")->fails);
  ck_assert_uint_eq (enisim_check_get_counts (check).failing,
                     enisim_check_get_counts (check).by_severity[ENISIM_SEVERITY_ERROR]);
}
END_TEST

/* How the subnet's no-egress comes out. */
typedef struct
{
  const char *text;
  EnisimSuppressionKind kind;
  const char *until, *justification;
} Suppressed;

#define METADATA(what) HEAD "    Metadata: {enisim: {ignore: " what "}}\n" TAIL

static const Suppressed suppressed[] = {
  { HEAD "    # enisim:ignore no-egress until=2027-01-31 a cache is to come\n" TAIL,
    ENISIM_SUPPRESSION_COMMENT, "2027-01-31", "a cache is to come" },
  { HEAD "    #enisim:ignore no-egress\n" TAIL, ENISIM_SUPPRESSION_COMMENT, NULL, NULL },
  { HEAD "    DependsOn: V # enisim:ignore single-az,no-egress ours\n" TAIL,
    ENISIM_SUPPRESSION_COMMENT, NULL, "ours" },
  { "Resources:\n"
    "  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n"
    "  # enisim:ignore no-egress above\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n" TAIL,
    ENISIM_SUPPRESSION_COMMENT, NULL, "above" },
  { "Resources:\n"
    "  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n"
    "  # enisim:ignore no-egress two\n"
    "  # enisim:ignore nacl lines\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n" TAIL,
    ENISIM_SUPPRESSION_COMMENT, NULL, "two" },
  /* The end of the line before is that line's own, and a text is no comment. */
  { "Resources:\n"
    "  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}} # enisim:ignore no-egress\n"
    "  A:\n"
    "    Type: AWS::EC2::Subnet\n" TAIL,
    ENISIM_SUPPRESSION_NONE, NULL, NULL },
  { HEAD "    Metadata: {a: \"x#enisim:ignore no-egress\"}\n" TAIL, ENISIM_SUPPRESSION_NONE, NULL,
    NULL },
  { HEAD "    # enisim:ignore single-az\n" TAIL, ENISIM_SUPPRESSION_NONE, NULL, NULL },
  { METADATA ("[no-egress]"), ENISIM_SUPPRESSION_METADATA, NULL, NULL },
  { METADATA ("[{rule: no-egress, until: 2027-01-31, reason: later}]"), ENISIM_SUPPRESSION_METADATA,
    "2027-01-31", "later" },
  { METADATA ("[nacl]"), ENISIM_SUPPRESSION_NONE, NULL, NULL },
  /* The day itself still counts, the day after does not. */
  { METADATA ("[{rule: no-egress, until: 2026-11-30}]"), ENISIM_SUPPRESSION_METADATA, "2026-11-30",
    NULL },
  { METADATA ("[{rule: no-egress, until: 2026-11-29, reason: once}]"), ENISIM_SUPPRESSION_NONE,
    "2026-11-29", "once" },
  { METADATA ("[{rule: no-egress, until: 2026-11-29}, no-egress]"), ENISIM_SUPPRESSION_METADATA,
    NULL, NULL },
};

START_TEST (suppression_holds_for_its_resource_until_its_day)
{
  const Suppressed *row = &suppressed[_i];
  const EnisimCheckOptions options = { .today = "2026-11-30" };
  const EnisimFinding *finding;

  run (row->text, &options);
  finding = find ("no-egress");
  ck_assert_int_eq (finding->suppression, row->kind);
  ck_assert_pstr_eq (finding->until, row->until);
  ck_assert_pstr_eq (finding->justification, row->justification);
  ck_assert_int_eq (finding->fails, row->kind == ENISIM_SUPPRESSION_NONE);
  ck_assert_uint_eq (enisim_check_get_counts (check).expired,
                     row->kind == ENISIM_SUPPRESSION_NONE && row->until != NULL ? 1 : 0);
}
END_TEST

START_TEST (option_suppresses_a_rule_everywhere)
{
  const char *const ignores[] = { "no-egress:2027-01-31", "single-az", NULL };
  EnisimCheckOptions options = { .ignores = ignores, .today = "2027-01-31" };

  run (HEAD TAIL, &options);
  ck_assert_int_eq (find ("no-egress")->suppression, ENISIM_SUPPRESSION_OPTION);
  ck_assert_int_eq (find ("single-az")->suppression, ENISIM_SUPPRESSION_OPTION);
  ck_assert_int_eq (find ("teardown-lag")->suppression, ENISIM_SUPPRESSION_NONE);
  ck_assert_uint_eq (enisim_check_get_counts (check).suppressed, 2);
  options.today = "2027-02-01";
  run (HEAD TAIL, &options);
  ck_assert_int_eq (find ("no-egress")->suppression, ENISIM_SUPPRESSION_NONE);
  ck_assert_str_eq (find ("no-egress")->until, "2027-01-31");
}
END_TEST

/* The one that is named, by its id, its own id in the stack, or its name. */
START_TEST (option_may_name_the_resource)
{
  static const char *const matching[]
      = { "no-egress@t/A", "no-egress@A", "no-egress@A:2027-01-31" };
  const char *ignores[] = { NULL, NULL };
  const EnisimCheckOptions options = { .ignores = ignores, .today = "2026-11-30" };

  for (guint i = 0; i < G_N_ELEMENTS (matching); i++)
    {
      ignores[0] = matching[i];
      run (HEAD TAIL, &options);
      ck_assert_int_eq (find ("no-egress")->suppression, ENISIM_SUPPRESSION_OPTION);
      ck_assert_uint_eq (enisim_check_get_n_notes (check), 0);
    }
  ignores[0] = "no-egress@B";
  run (HEAD TAIL, &options);
  ck_assert_int_eq (find ("no-egress")->suppression, ENISIM_SUPPRESSION_NONE);
}
END_TEST

/* A suppression that nothing answers to, and where that is said. */
typedef struct
{
  const char *text, *ignores;
  guint line;
  const char *note;
} Unmet;

static const Unmet unmet[] = {
  { .text = HEAD "    # enisim:ignore nacl\n" TAIL,
    .line = 5,
    .note = "the suppression of nacl matches no finding of the resource that it stands in or "
            "above" },
  { .text = METADATA ("[nacl]"),
    .line = 5,
    .note = "the suppression of nacl matches no finding of its resource" },
  { .text = METADATA ("[{rule: no-egress, until: 2000-01-01}, single-az]"),
    .line = 5,
    .note = "the suppression of single-az matches no finding of its resource" },
  { .ignores = "nacl", .note = "--ignore nacl matches no finding" },
  { .ignores = "no-egress@B", .note = "--ignore no-egress@B matches no finding" },
  { .ignores = "no-egress@a:1", .note = "--ignore no-egress@a:1 matches no finding" },
};

START_TEST (suppression_that_nothing_answers_to_is_told)
{
  const Unmet *row = &unmet[_i];
  const char *const ignores[] = { row->ignores, NULL };
  const EnisimCheckOptions options = { .ignores = ignores, .today = "2026-11-30" };
  const EnisimCheckNote *note;

  run (row->text != NULL ? row->text : HEAD TAIL, &options);
  ck_assert_uint_eq (enisim_check_get_n_notes (check), 1);
  note = enisim_check_get_note (check, 0);
  ck_assert_str_eq (note->text, row->note);
  ck_assert_pstr_eq (note->file, row->line > 0 ? "t.yaml" : NULL);
  ck_assert_uint_eq (note->line, row->line);
}
END_TEST

/* Of what is held, any resource may have the suppression; the finding is about their stack. */
START_TEST (lag_of_a_teardown_is_about_the_stack)
{
  run (HEAD "    # enisim:ignore teardown-lag\n" TAIL, NULL);
  ck_assert_str_eq (find ("teardown-lag")->resource_id, "t/");
  ck_assert_str_eq (find ("teardown-lag")->resource, "t");
  ck_assert_int_eq (find ("teardown-lag")->suppression, ENISIM_SUPPRESSION_COMMENT);
  run (HEAD "    DeletionPolicy: Retain\n" TAIL, NULL);
  ck_assert_str_eq (find ("teardown-lag")->reason,
                    "The stack t makes G, which ENIs hold for up to 8 h after the last agent is "
                    "deleted");
}
END_TEST

/* What is said where there is little to look at. */
typedef struct
{
  const char *text, *scope;
  guint n_agents;
} Scope;

#define MODE(mode)                                                                                 \
  "Resources:\n  R: {Type: AWS::BedrockAgentCore::Runtime, Properties: {NetworkConfiguration: "    \
  "{NetworkMode: " mode "}}}\n"

static const Scope scopes[] = {
  { HEAD TAIL,
    "1 agent in VPC mode was looked at; 6 of 22 rules had nothing to look at, and 2 of 22 "
    "could not be decided everywhere",
    1 },
  { MODE ("VPC"), "1 agent in VPC mode was looked at; 18 of 22 rules had nothing to look at", 1 },
  { "Resources: {T: {Type: AWS::SNS::Topic}}\n",
    "No agent in VPC mode is described here; 22 of 22 rules had nothing to look at", 0 },
  { MODE ("PUBLIC"),
    "No agent in VPC mode is described here (but 1 in the mode PUBLIC); 21 of 22 "
    "rules had nothing to look at",
    0 },
};

START_TEST (scope_says_what_was_looked_at)
{
  run (scopes[_i].text, NULL);
  ck_assert_str_eq (enisim_check_get_scope (check), scopes[_i].scope);
  ck_assert_uint_eq (enisim_check_get_n_agents (check), scopes[_i].n_agents);
}
END_TEST

/* What finds nothing for there is nothing fails where that is named, and so does what nobody knows,
 * unless it is suppressed. */
typedef struct
{
  const char *text, *fail_on, *ignores;
  gboolean is_failing;
} Lack;

#define OPEN_MODE "Parameters: {P: {Type: String}}\n" MODE ("!Ref P")

static const Lack lacks[] = {
  { MODE ("PUBLIC"), "error", NULL, FALSE },
  { MODE ("PUBLIC"), "nothing", NULL, TRUE },
  { MODE ("VPC"), "nothing", NULL, FALSE },
  { MODE ("VPC"), "error", NULL, TRUE },
  { MODE ("PUBLIC"), "not-known", NULL, FALSE },
  { HEAD TAIL, "nothing", NULL, FALSE },
  { HEAD TAIL, "not-known", NULL, TRUE },
  { OPEN_MODE, "not-known", NULL, TRUE },
  { OPEN_MODE, "not-known", "vpc-no-config", FALSE },
};

START_TEST (lack_fails_where_it_is_named)
{
  const Lack *row = &lacks[_i];
  const char *const fail_on[] = { row->fail_on, NULL }, *const ignores[] = { row->ignores, NULL };
  const EnisimCheckOptions options = { .fail_on = fail_on, .ignores = ignores };

  run (row->text, &options);
  ck_assert_int_eq (enisim_check_is_failing (check), row->is_failing);
}
END_TEST

START_TEST (without_a_day_nothing_expires)
{
  run (METADATA ("[{rule: no-egress, until: 2000-01-01}]"), NULL);
  ck_assert_int_eq (find ("no-egress")->suppression, ENISIM_SUPPRESSION_METADATA);
}
END_TEST

/* Every slip, and what is said of it. */
typedef struct
{
  const char *text;
  const char *uses, *ignores, *fail_on, *fail_on_too, *today;
  const char *message;
} Slip;

static const Slip slips[] = {
  { .uses = "memori", .message = "--uses: \"memori\" is no feature, did you mean \"memory\"?" },
  { .uses = "xyz", .message = "--uses: \"xyz\" is no feature" },
  { .ignores = "no-egres",
    .message = "--ignore: \"no-egres\" is no rule, did you mean \"no-egress\"?" },
  { .ignores = "", .message = "--ignore: \"\" is no rule" },
  { .ignores = "nacl:soon", .message = "--ignore: \"soon\" is no date such as 2027-01-31" },
  { .ignores = "nacl:2027-02-30",
    .message = "--ignore: \"2027-02-30\" is no date such as 2027-01-31" },
  { .ignores = "no-egress@A:2026-13-01",
    .message = "--ignore: \"2026-13-01\" is no date such as 2027-01-31" },
  { .ignores = "no-egress@a:b:2026-1-1",
    .message = "--ignore: \"2026-1-1\" is no date such as 2027-01-31" },
  { .ignores = "no-egress@A:", .message = "--ignore: \"\" is no date such as 2027-01-31" },
  { .fail_on = "none",
    .fail_on_too = "nothing",
    .message = "--fail-on: \"none\" and \"nothing\" contradict each other" },
  { .fail_on = "errors", .message = "--fail-on: \"errors\" is no rule, did you mean \"error\"?" },
  { .fail_on = "none",
    .fail_on_too = "note",
    .message = "--fail-on: \"none\" and \"note\" contradict each other" },
  { .fail_on = "nacl",
    .fail_on_too = "none",
    .message = "--fail-on: \"none\" and \"nacl\" contradict each other" },
  { .fail_on = "sg-splits",
    .message = "--fail-on: \"sg-splits\" is no rule, did you mean \"sg-split\"?" },
  { .today = "2027-1-31", .message = "--today: \"2027-1-31\" is no date such as 2027-01-31" },
  { .text = HEAD "    # enisim:ignore no-egres\n" TAIL,
    .message = "t.yaml:5:5: \"no-egres\" is no rule, did you mean \"no-egress\"?" },
  { .text = HEAD "    # enisim:ignor no-egress\n" TAIL,
    .message = "t.yaml:5:5: expected enisim:ignore RULE until=DATE reason" },
  { .text = HEAD "    # enisim:\n" TAIL,
    .message = "t.yaml:5:5: expected enisim:ignore RULE until=DATE reason" },
  { .text = HEAD "    # enisim:ignore nacl until=tomorrow\n" TAIL,
    .message = "t.yaml:5:5: \"tomorrow\" is no date such as 2027-01-31" },
  { .text = HEAD "    # enisim:ignore nacl,, x\n" TAIL, .message = "t.yaml:5:5: \"\" is no rule" },
  { .text = METADATA ("[nacll]"),
    .message = "t.yaml:5:34: \"nacll\" is no rule, did you mean \"nacl\"?" },
  { .text = METADATA ("nacl"), .message = "t.yaml:5:33: expected a sequence, got a scalar" },
  { .text = METADATA ("[{until: 2027-01-31}]"), .message = "the key 'rule' is missing" },
  { .text = METADATA ("[{rule: nacl, untl: 2027-01-31}]"),
    .message = "unknown key 'untl', did you mean 'until'?" },
  { .text = METADATA ("[{rule: nacl, until: [x]}]"), .message = "t.yaml:5:54: " },
  { .text = METADATA ("[[nacl]]"), .message = "t.yaml:5:34: " },
  { .text = HEAD "    Metadata: {enisim: {ignored: [nacl]}}\n" TAIL,
    .message = "unknown key 'ignored', did you mean 'ignore'?" },
  { .text = HEAD "    Metadata: {enisim: x}\n" TAIL, .message = "t.yaml:5:24: " },
};

START_TEST (slip_is_told)
{
  const Slip *row = &slips[_i];
  const char *const uses[] = { row->uses, NULL }, *const ignores[] = { row->ignores, NULL };
  const char *const fail_on[] = { row->fail_on, row->fail_on_too, NULL };
  const EnisimCheckOptions options
      = { .uses = uses, .ignores = ignores, .fail_on = fail_on, .today = row->today };
  g_autoptr (GError) error = NULL;

  load (row->text != NULL ? row->text : HEAD TAIL);
  check = enisim_check_new (inventory, assumptions, &options, &error);
  ck_assert_ptr_null (check);
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_msg (strstr (error->message, row->message) != NULL, "%s\nlacks\n%s", error->message,
                 row->message);
}
END_TEST

START_TEST (all_slips_are_told_at_once)
{
  const char *const uses[] = { "a", NULL }, *const ignores[] = { "b", NULL };
  const EnisimCheckOptions options = { .uses = uses, .ignores = ignores, .today = "c" };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  load (HEAD "    # enisim:d\n" TAIL);
  check = enisim_check_new (inventory, assumptions, &options, &error);
  ck_assert_ptr_null (check);
  lines = g_strsplit (error->message, "\n", -1);
  ck_assert_uint_eq (g_strv_length (lines), 4);
}
END_TEST

START_TEST (rules_have_all_their_texts_and_names_of_their_own)
{
  for (guint i = 0; i < enisim_check_get_n_rules (); i++)
    {
      const EnisimCheckRule *rule = enisim_check_get_rule (i);
      const char *const texts[]
          = { rule->id, rule->title, rule->fact, rule->mark, rule->source, rule->fix };
      const char *const marks[] = { "documented", "observed", "assumed", NULL };

      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        ck_assert_msg (texts[j] != NULL && texts[j][0] != '\0', "rule %u, text %u", i, j);
      ck_assert (g_strv_contains (marks, rule->mark));
      ck_assert_uint_eq (enisim_rule_find (rule->id), i);
    }
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("check");
  TCase *rules = tcase_create ("rules");

  tcase_add_checked_fixture (rules, NULL, teardown);
  tcase_add_test (rules, finding_has_its_place_and_reason);
  tcase_add_test (rules, who_shares_its_name_has_its_id_said);
  tcase_add_test (rules, findings_are_in_the_order_of_the_file);
  tcase_add_test (rules, fingerprint_stays_where_lines_move);
  tcase_add_loop_test (rules, threshold_names_what_fails, 0, G_N_ELEMENTS (thresholds));
  tcase_add_test (rules, errors_fail_where_nothing_is_named);
  tcase_add_loop_test (rules, suppression_holds_for_its_resource_until_its_day, 0,
                       G_N_ELEMENTS (suppressed));
  tcase_add_test (rules, option_suppresses_a_rule_everywhere);
  tcase_add_test (rules, option_may_name_the_resource);
  tcase_add_loop_test (rules, suppression_that_nothing_answers_to_is_told, 0, G_N_ELEMENTS (unmet));
  tcase_add_test (rules, lag_of_a_teardown_is_about_the_stack);
  tcase_add_loop_test (rules, scope_says_what_was_looked_at, 0, G_N_ELEMENTS (scopes));
  tcase_add_loop_test (rules, lack_fails_where_it_is_named, 0, G_N_ELEMENTS (lacks));
  tcase_add_test (rules, without_a_day_nothing_expires);
  tcase_add_loop_test (rules, slip_is_told, 0, G_N_ELEMENTS (slips));
  tcase_add_test (rules, all_slips_are_told_at_once);
  tcase_add_test (rules, rules_have_all_their_texts_and_names_of_their_own);
  suite_add_tcase (suite, rules);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
