/* describe-test.c
 *
 * Goal: what exists is described in the shapes of the AWS APIs, with ids that stay, and filters
 * let through what they say.
 * Method: small runs are described as JSON, read back with our own reader and compared with what
 * the scenario implies.  describe-shape-test.py holds the shape against AWS's own model of it.
 */
#include "report/report-check.h"

#include <string.h>

#include "report/describe-id.h"
#include "sim/snapshot.h"
#include "text/reader.h"
#include "report/json-path.h"

/* Two groups that differ in their SGs and a PUBLIC runtime; the second group's runtime is deleted
 * after an hour, a third group cannot be made for want of an address in tight. */
static const char yaml[]
    = "name: described\n"
      "horizon: 4h\n" REPORT_CHECK_VPC "model: {ip_order: lowest, failed_create_retention: 18min}\n"
      "runtimes:\n"
      "  - {name: agent, count: 2, subnets: [tight, wide], security_groups: [one, two]}\n"
      "  - {name: tool-b, subnets: [wide, tight], security_groups: [two]}\n"
      "  - {name: late, subnets: [tight, wide], security_groups: [three], create_at: 2h}\n"
      "  - {name: open}\n"
      "  - {name: never, subnets: [wide], security_groups: [one], create_at: never}\n"
      "timeline:\n"
      "  - {at: 1h, delete: tool-b}\n";

static EnisimSimulation *sim;
static EnisimSnapshot *snapshot;
static EnisimDocument *document;

static void
clear (void)
{
  if (snapshot != NULL)
    enisim_snapshot_verify (snapshot);
  if (document != NULL)
    enisim_document_verify (document);
  g_clear_pointer (&document, enisim_document_free);
  g_clear_pointer (&snapshot, enisim_snapshot_unref);
  g_clear_pointer (&sim, enisim_simulation_free);
}

static void
shoot (const char *text, guint64 seed, EnisimTime at)
{
  g_autoptr (EnisimScenario) scenario = load_report_text (text);

  clear ();
  sim = enisim_simulation_new (scenario, seed, 0, NULL);
  ck_assert (enisim_simulation_run_until (sim, at, NULL));
  snapshot = enisim_snapshot_new (sim);
}

static void
read_back (char *json)
{
  EnisimComplaints *complaints = enisim_complaints_new ();

  ck_assert_ptr_nonnull (json);
  ck_assert (g_str_has_suffix (json, "}\n"));
  g_clear_pointer (&document, enisim_document_free);
  document
      = enisim_document_parse ("answer", (const guint8 *) json, strlen (json), NULL, complaints);
  ck_assert_ptr_nonnull (document);
  enisim_complaints_free (complaints);
  g_free (json);
}

typedef char *(*Describe) (const EnisimSnapshot *, const EnisimDescribeFilter *, guint, GError **);

/* @filters: "name=value,value" and more of them, between spaces; empty for none */
static char *
describe (Describe describe_kind, const char *filters, GError **error)
{
  g_auto (GStrv) words = g_strsplit (filters, " ", -1);
  EnisimDescribeFilter parsed[4];
  char **values[4];
  guint n = 0;
  char *json;

  for (; words[n] != NULL; n++)
    {
      char *sign = strchr (words[n], '=');

      *sign = '\0';
      values[n] = sign[1] == '\0' ? g_new0 (char *, 1) : g_strsplit (sign + 1, ",", -1);
      parsed[n] = (EnisimDescribeFilter){ words[n], (const char *const *) values[n] };
    }
  json = describe_kind (snapshot, parsed, n, error);
  while (n-- > 0)
    g_strfreev (values[n]);
  return json;
}

static void
describe_enis (const char *filters)
{
  g_autoptr (GError) error = NULL;
  char *json = describe (enisim_describe_network_interfaces, filters, &error);

  ck_assert_no_error (error);
  read_back (json);
}

static void
describe_runtimes (const char *filters)
{
  g_autoptr (GError) error = NULL;
  char *json = describe (enisim_describe_agent_runtimes, filters, &error);

  ck_assert_no_error (error);
  read_back (json);
}

static const EnisimNode *
get (const char *path)
{
  return json_path_get (document, path);
}

static void
check_text (const char *path, const char *expected)
{
  json_path_check_text (document, path, expected);
}

static void
check_id (const char *path, const char *kind, const char *name)
{
  check_text (path, enisim_aws_id_make (kind, name).text);
}

static guint
count (const char *member)
{
  return get (member)->n_children;
}

START_TEST (eni_has_the_fields_of_the_real_answer)
{
  shoot (yaml, 1, 0);
  describe_enis ("");
  ck_assert_uint_eq (count ("NetworkInterfaces"), 4);
  check_text ("NetworkInterfaces.0.Attachment.DeleteOnTermination", "false");
  check_text ("NetworkInterfaces.0.Attachment.DeviceIndex", "1");
  check_text ("NetworkInterfaces.0.Attachment.InstanceOwnerId", "amazon-aws");
  check_text ("NetworkInterfaces.0.Attachment.Status", "attached");
  check_text ("NetworkInterfaces.0.AvailabilityZone", "apne1-az4");
  check_text ("NetworkInterfaces.0.Description", "");
  ck_assert_uint_eq (count ("NetworkInterfaces.0.Groups"), 2);
  check_text ("NetworkInterfaces.0.Groups.0.GroupName", "one");
  check_id ("NetworkInterfaces.0.Groups.0.GroupId", "sg", "one");
  check_text ("NetworkInterfaces.0.InterfaceType", "agentic_ai");
  ck_assert_uint_eq (count ("NetworkInterfaces.0.Ipv6Addresses"), 0);
  check_text ("NetworkInterfaces.0.OwnerId", ENISIM_DESCRIBE_ACCOUNT_ID);
  check_text ("NetworkInterfaces.0.PrivateIpAddress", "10.0.0.13");
  ck_assert_uint_eq (count ("NetworkInterfaces.0.PrivateIpAddresses"), 1);
  check_text ("NetworkInterfaces.0.PrivateIpAddresses.0.Primary", "true");
  check_text ("NetworkInterfaces.0.PrivateIpAddresses.0.PrivateIpAddress", "10.0.0.13");
  check_text ("NetworkInterfaces.0.RequesterId", ENISIM_DESCRIBE_ACCOUNT_ID);
  check_text ("NetworkInterfaces.0.RequesterManaged", "false");
  check_text ("NetworkInterfaces.0.SourceDestCheck", "true");
  check_text ("NetworkInterfaces.0.Status", "in-use");
  check_id ("NetworkInterfaces.0.SubnetId", "subnet", "tight");
  check_id ("NetworkInterfaces.3.SubnetId", "subnet", "wide");
  check_id ("NetworkInterfaces.0.VpcId", "vpc", "10.0.0.0/16");
}
END_TEST

START_TEST (tags_say_what_the_shape_has_no_field_for)
{
  static const char *const tags[][2] = { { "AmazonBedrockAgentCoreManaged", "true" },
                                         { "Name", "eni-3" },
                                         { "enisim:state", "retained" },
                                         { "enisim:subnet", "tight" } };

  shoot (yaml, 1, G_TIME_SPAN_HOUR);
  describe_enis ("state=retained");
  ck_assert_uint_eq (count ("NetworkInterfaces.0.TagSet"), G_N_ELEMENTS (tags));
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *key = g_strdup_printf ("NetworkInterfaces.0.TagSet.%u.Key", i);
      g_autofree char *value = g_strdup_printf ("NetworkInterfaces.0.TagSet.%u.Value", i);

      check_text (key, tags[i][0]);
      check_text (value, tags[i][1]);
    }
}
END_TEST

/* By state: the simulator's word, EC2's status, its attachment's. */
static const struct
{
  EnisimTime at;
  const char *filter, *status, *attachment;
} statuses[] = {
  { 0, "state=creating", "pending", "attaching" },
  { G_TIME_SPAN_MINUTE, "state=in_use", "in-use", "attached" },
  { G_TIME_SPAN_HOUR, "state=retained", "in-use", "attached" },
  { 2 * G_TIME_SPAN_HOUR, "state=failed", "in-use", "attached" },
};

START_TEST (status_of_an_eni_follows_its_state)
{
  g_autoptr (GString) slow = g_string_new (yaml);

  g_string_replace (slow, "model: {", "model: {eni_create_delay: 30s, ", 1);
  shoot (slow->str, 1, statuses[_i].at);
  describe_enis (statuses[_i].filter);
  ck_assert_uint_ge (count ("NetworkInterfaces"), 1);
  check_text ("NetworkInterfaces.0.Status", statuses[_i].status);
  check_text ("NetworkInterfaces.0.Attachment.Status", statuses[_i].attachment);
}
END_TEST

START_TEST (id_is_a_kind_and_17_hexadecimal_digits)
{
  const EnisimAwsId id = enisim_aws_id_make ("subnet", "private-a");

  ck_assert (g_str_has_prefix (id.text, "subnet-0"));
  ck_assert_uint_eq (strspn (id.text + strlen ("subnet-"), "0123456789abcdef"), 17);
  ck_assert_uint_eq (strlen (id.text), strlen ("subnet-") + 17);
  ck_assert_str_ne (strrchr (id.text, '-'),
                    strrchr (enisim_aws_id_make ("sg", "private-a").text, '-'));
  ck_assert_str_ne (id.text, enisim_aws_id_make ("subnet", "private-c").text);
}
END_TEST

static char *
dup_eni_id (guint64 seed)
{
  shoot (yaml, seed, 0);
  describe_enis ("");
  return g_strdup (get ("NetworkInterfaces.0.NetworkInterfaceId")->text);
}

START_TEST (eni_id_is_the_same_in_the_same_run_only)
{
  g_autofree char *first = dup_eni_id (1);
  g_autofree char *again = dup_eni_id (1);
  g_autofree char *other = dup_eni_id (2);

  ck_assert_str_eq (first, again);
  ck_assert_str_ne (first, other);
}
END_TEST

START_TEST (runtime_has_the_fields_of_the_real_answer)
{
  shoot (yaml, 1, 2 * G_TIME_SPAN_HOUR);
  describe_runtimes ("");
  ck_assert_uint_eq (count ("agentRuntimes"), 4);
  check_text ("agentRuntimes.0.agentRuntimeName", "agent_0");
  check_text ("agentRuntimes.0.agentRuntimeVersion", "1");
  check_text ("agentRuntimes.0.status", "READY");
  check_text ("agentRuntimes.0.lastUpdatedAt", "2026-01-05T00:00:00.000000+00:00");
  check_text ("agentRuntimes.0.networkConfiguration.networkMode", "VPC");
  check_id ("agentRuntimes.0.networkConfiguration.networkModeConfig.subnets.0", "subnet", "tight");
  check_id ("agentRuntimes.0.networkConfiguration.networkModeConfig.subnets.1", "subnet", "wide");
  check_id ("agentRuntimes.0.networkConfiguration.networkModeConfig.securityGroups.0", "sg", "one");
  check_text ("agentRuntimes.2.agentRuntimeName", "late");
  check_text ("agentRuntimes.2.status", "CREATE_FAILED");
  check_text ("agentRuntimes.2.lastUpdatedAt", "2026-01-05T02:00:00.000000+00:00");
  check_text ("agentRuntimes.3.agentRuntimeName", "open");
  check_text ("agentRuntimes.3.networkConfiguration.networkMode", "PUBLIC");
  ck_assert_uint_eq (count ("agentRuntimes.3.networkConfiguration"), 1);
}
END_TEST

/* The service's pattern: a name of letters, digits and "_", a "-", ten letters or digits. */
START_TEST (runtime_id_keeps_the_name_as_far_as_the_service_allows)
{
  const char *id, *arn;
  g_autofree char *expected = NULL;

  shoot (yaml, 1, 0);
  describe_runtimes ("name=tool-b");
  id = get ("agentRuntimes.0.agentRuntimeId")->text;
  arn = get ("agentRuntimes.0.agentRuntimeArn")->text;
  ck_assert (g_regex_match_simple ("^tool_b-[a-z0-9]{10}$", id, 0, 0));
  expected = g_strconcat (
      "arn:aws:bedrock-agentcore:ap-northeast-1:" ENISIM_DESCRIBE_ACCOUNT_ID ":runtime/", id, NULL);
  ck_assert_str_eq (arn, expected);
}
END_TEST

/* At 2 h: agent's two ENIs in use, tool-b's two retained, late's one in wide failed. */
static const struct
{
  const char *filters;
  guint n_enis;
} eni_queries[] = {
  { "", 5 },
  { "state=in_use", 2 },
  { "state=in_use,failed", 3 },
  { "state=creating", 0 },
  { "state=re*", 2 },
  { "status=in-use", 5 },
  { "status=pending", 0 },
  { "interface-type=agentic_ai", 5 },
  { "interface-type=lambda", 0 },
  { "subnet-id=tight", 2 },
  { "subnet-id=tight,wide", 5 },
  { "subnet-id=subnet-*", 5 },
  { "subnet-id=Tight", 0 },
  { "group-name=two", 4 },
  { "group-name=three", 1 },
  { "group-name=sg-*", 0 },
  { "group-id=two", 4 },
  { "group-id=sg-*", 5 },
  { "group-name=two state=in_use subnet-id=wide", 1 },
  { "private-ip-address=10.0.1.4", 1 },
  { "private-ip-address=10.0.0.*", 2 },
  { "private-ip-address=10.0.1.?", 3 },
  { "network-interface-id=eni-*", 5 },
  { "network-interface-id=eni-0", 0 },
  { "vpc-id=vpc-*", 5 },
  { "vpc-id=vpc-0", 0 },
};

START_TEST (eni_filter_lets_through_what_it_says)
{
  shoot (yaml, 1, 2 * G_TIME_SPAN_HOUR);
  describe_enis (eni_queries[_i].filters);
  ck_assert_msg (count ("NetworkInterfaces") == eni_queries[_i].n_enis, "%s: %u, not %u",
                 eni_queries[_i].filters, count ("NetworkInterfaces"), eni_queries[_i].n_enis);
}
END_TEST

/* What the answer calls a thing finds that thing again. */
START_TEST (id_of_an_answer_is_a_filter)
{
  static const struct
  {
    const char *field, *name;
    guint n_enis;
  } rows[] = { { "SubnetId", "subnet-id", 3 },
               { "Groups.0.GroupId", "group-id", 1 },
               { "NetworkInterfaceId", "network-interface-id", 1 },
               { "VpcId", "vpc-id", 5 } };

  shoot (yaml, 1, 2 * G_TIME_SPAN_HOUR);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("NetworkInterfaces.0.", rows[i].field, NULL);
      g_autofree char *filter = NULL;

      describe_enis ("state=failed");
      filter = g_strdup_printf ("%s=%s", rows[i].name, get (path)->text);
      describe_enis (filter);
      ck_assert_uint_eq (count ("NetworkInterfaces"), rows[i].n_enis);
    }
}
END_TEST

static const struct
{
  const char *filters;
  guint n_runtimes;
} runtime_queries[] = {
  { "", 4 },
  { "status=READY", 3 },
  { "status=CREATE_FAILED", 1 },
  { "status=UPDATING", 0 },
  { "name=agent_?", 2 },
  { "name=never", 0 },
  { "network-mode=PUBLIC", 1 },
  { "network-mode=VPC,PUBLIC", 4 },
  { "subnet-id=wide", 3 },
  { "group-id=two,three", 3 },
  { "group-id=sg-*", 3 },
  { "group-id=one name=agent_1", 1 },
};

START_TEST (runtime_filter_lets_through_what_it_says)
{
  shoot (yaml, 1, 2 * G_TIME_SPAN_HOUR);
  describe_runtimes (runtime_queries[_i].filters);
  ck_assert_msg (count ("agentRuntimes") == runtime_queries[_i].n_runtimes, "%s: %u, not %u",
                 runtime_queries[_i].filters, count ("agentRuntimes"),
                 runtime_queries[_i].n_runtimes);
}
END_TEST

static const struct
{
  Describe describe_kind;
  const char *filters, *complaint;
} slips[] = {
  { enisim_describe_network_interfaces, "subnet=wide",
    "unknown filter 'subnet': did you mean 'subnet-id'?" },
  { enisim_describe_network_interfaces, "Status=in-use",
    "unknown filter 'Status': did you mean 'status'?" },
  { enisim_describe_network_interfaces, "colour=red",
    "unknown filter 'colour': there are group-id, group-name, interface-type, "
    "network-interface-id, private-ip-address, state, status, subnet-id, vpc-id" },
  { enisim_describe_network_interfaces, "=x",
    "unknown filter '': there are group-id, group-name, interface-type, network-interface-id, "
    "private-ip-address, state, status, subnet-id, vpc-id" },
  { enisim_describe_network_interfaces, "status=in-use state=in-use",
    "unknown state 'in-use': did you mean 'in_use'?" },
  { enisim_describe_network_interfaces, "state=retained,",
    "unknown state '': there are creating, in_use, retained, failed" },
  { enisim_describe_network_interfaces, "subnet-id=", "the filter 'subnet-id' has no value" },
  { enisim_describe_network_interfaces, "subnet-id=a\xff",
    "a value of the filter 'subnet-id' is not UTF-8" },
  { enisim_describe_agent_runtimes, "state=in_use",
    "unknown filter 'state': did you mean 'status'?" },
  { enisim_describe_agent_runtimes, "status=ready",
    "unknown status 'ready': did you mean 'READY'?" },
  { enisim_describe_agent_runtimes, "network-mode=PRIVATE",
    "unknown network-mode 'PRIVATE': there are PUBLIC, VPC" },
};

START_TEST (filter_that_is_none_is_the_callers_error)
{
  g_autoptr (GError) error = NULL;

  shoot (yaml, 1, 0);
  ck_assert_ptr_null (describe (slips[_i].describe_kind, slips[_i].filters, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_str_eq (error->message, slips[_i].complaint);
}
END_TEST

START_TEST (scenario_without_any_runtime_gives_empty_arrays)
{
  shoot (REPORT_CHECK_EMPTY, 1, 0);
  describe_enis ("");
  ck_assert_uint_eq (count ("NetworkInterfaces"), 0);
  describe_runtimes ("");
  ck_assert_uint_eq (count ("agentRuntimes"), 0);
}
END_TEST

static char *
make_table (EnisimDescribed what, const char *name, const char *value)
{
  const char *const values[] = { value, NULL };
  const EnisimDescribeFilter filter = { name, values };

  return enisim_describe_to_table (snapshot, what, &filter, 1, 0, FALSE, NULL);
}

START_TEST (table_of_enis_is_a_line_each)
{
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;

  shoot (yaml, 1, 2 * G_TIME_SPAN_HOUR);
  table = make_table (ENISIM_DESCRIBED_NETWORK_INTERFACES, "state", "in_use");
  lines = g_strsplit (table, "\n", -1);
  ck_assert_uint_eq (g_strv_length (lines), 6);
  ck_assert (g_regex_match_simple (
      "^NetworkInterfaceId +PrivateIpAddress +SubnetId +Status +State +InterfaceType +Groups$",
      lines[0], 0, 0));
  ck_assert (g_regex_match_simple (
      "^eni-[0-9a-f]{17} +10\\.0\\.0\\.13 +tight +in-use +in_use +agentic_ai +one, two$", lines[1],
      0, 0));
  ck_assert (g_regex_match_simple ("^eni-[0-9a-f]{17} +10\\.0\\.1\\.4 +wide ", lines[2], 0, 0));
  ck_assert_str_eq (lines[4], "2 network interfaces at 2h.");
}
END_TEST

START_TEST (table_of_runtimes_is_a_line_each)
{
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;

  shoot (yaml, 1, 2 * G_TIME_SPAN_HOUR);
  table = make_table (ENISIM_DESCRIBED_AGENT_RUNTIMES, "name", "late");
  lines = g_strsplit (table, "\n", -1);
  ck_assert (
      g_regex_match_simple ("^late +CREATE_FAILED +VPC +tight, wide +three +0$", lines[1], 0, 0));
  ck_assert_str_eq (lines[3], "1 runtime at 2h.");
}
END_TEST

START_TEST (table_of_nothing_says_so)
{
  g_autofree char *table = NULL;

  shoot (yaml, 1, 0);
  table = make_table (ENISIM_DESCRIBED_NETWORK_INTERFACES, "state", "failed");
  ck_assert_str_eq (table, "0 network interfaces at 0s.\n");
}
END_TEST

START_TEST (table_takes_the_same_filters)
{
  const EnisimDescribeFilter filter = { "nme", NULL };
  g_autoptr (GError) error = NULL;

  shoot (yaml, 1, 0);
  ck_assert_ptr_null (enisim_describe_to_table (snapshot, ENISIM_DESCRIBED_AGENT_RUNTIMES, &filter,
                                                1, 0, FALSE, &error));
  ck_assert_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID);
  ck_assert_str_eq (error->message, "unknown filter 'nme': did you mean 'name'?");
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("report/describe");
  TCase *tcase = tcase_create ("all");

  tcase_add_checked_fixture (tcase, NULL, clear);
  tcase_add_test (tcase, eni_has_the_fields_of_the_real_answer);
  tcase_add_test (tcase, tags_say_what_the_shape_has_no_field_for);
  tcase_add_loop_test (tcase, status_of_an_eni_follows_its_state, 0, G_N_ELEMENTS (statuses));
  tcase_add_test (tcase, id_is_a_kind_and_17_hexadecimal_digits);
  tcase_add_test (tcase, eni_id_is_the_same_in_the_same_run_only);
  tcase_add_test (tcase, runtime_has_the_fields_of_the_real_answer);
  tcase_add_test (tcase, runtime_id_keeps_the_name_as_far_as_the_service_allows);
  tcase_add_loop_test (tcase, eni_filter_lets_through_what_it_says, 0, G_N_ELEMENTS (eni_queries));
  tcase_add_test (tcase, id_of_an_answer_is_a_filter);
  tcase_add_loop_test (tcase, runtime_filter_lets_through_what_it_says, 0,
                       G_N_ELEMENTS (runtime_queries));
  tcase_add_loop_test (tcase, filter_that_is_none_is_the_callers_error, 0, G_N_ELEMENTS (slips));
  tcase_add_test (tcase, scenario_without_any_runtime_gives_empty_arrays);
  tcase_add_test (tcase, table_of_enis_is_a_line_each);
  tcase_add_test (tcase, table_of_runtimes_is_a_line_each);
  tcase_add_test (tcase, table_of_nothing_says_so);
  tcase_add_test (tcase, table_takes_the_same_filters);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
