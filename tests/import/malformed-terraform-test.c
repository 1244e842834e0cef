/* malformed-terraform-test.c
 *
 * Goal: whatever is wrong with a plan of Terraform is said once, with its place and what to do, and
 * what is merely hostile is survived.
 * Method: a table of texts, with ' for ", and all complaints of each; plans that grow, nest or go
 * round in circles.
 */
#include "enisim-check.h"

#include <string.h>

#include "import/inventory.h"

typedef struct
{
  const char *name;
  const char *text;     /* with ' for " */
  const char *expected; /* NULL: it is no mistake */
} Row;

#define HEAD "{'format_version': '1.2', 'terraform_version': '1.9.0',\n"
#define VALUES HEAD " 'planned_values': {'root_module': {'resources': ["
#define END "]}}}"
#define SUBNET "'address': 'aws_subnet.a', 'mode': 'managed', 'type': 'aws_subnet', 'name': 'a'"
#define GROUP                                                                                      \
  "'address': 'aws_security_group.a', 'mode': 'managed', 'type': 'aws_security_group', 'name': "   \
  "'a'"

#define RUNTIME                                                                                    \
  "'address': 'aws_bedrockagentcore_agent_runtime.a', 'mode': 'managed', 'type': "                 \
  "'aws_bedrockagentcore_agent_runtime', 'name': 'a'"

static const Row rows[] = {
  /* Not a plan in JSON. */
  { "binary plan", "PK\x03\x04\x14",
    "plan: a plan in Terraform's own binary form: take what `terraform show -json PLANFILE` "
    "prints" },
  { "messages", "{'@level':'info'}\n{'@level':'info'}\n",
    "plan: messages of `terraform plan -json`, not the plan: take what `terraform plan -out "
    "PLANFILE` and then `terraform show -json PLANFILE` print" },
  { "configuration", "# ours\nresource 'aws_vpc' 'main' {\n}\n",
    "plan: a configuration of Terraform, not a plan: take what `terraform plan -out PLANFILE` and "
    "then `terraform show -json PLANFILE` print" },
  { "text", "Terraform will perform the following actions:\n\n  # aws_vpc.main will be created\n",
    "plan: a plan as a text for people: take what `terraform show -json PLANFILE` prints" },
  { "state file", "{'version': 4, 'terraform_version': '1.9.0', 'serial': 1, 'resources': []}",
    "plan:1:1: Terraform's own state file: take what `terraform show -json` prints" },

  /* Versions. */
  { "version 2", "{'format_version': '2.0', 'planned_values': {}}",
    "plan:1:20: format_version \"2.0\" is not 1: take `terraform show -json` of a Terraform from "
    "1.1 on" },
  { "version 0", "{'format_version': '0.2', 'planned_values': {}}",
    "plan:1:20: format_version \"0.2\" is not 1: take `terraform show -json` of a Terraform from "
    "1.1 on" },
  { "version 10", "{'format_version': '10.0', 'planned_values': {}}",
    "plan:1:20: format_version \"10.0\" is not 1: take `terraform show -json` of a Terraform from "
    "1.1 on" },
  { "version a list", "{'format_version': [1], 'planned_values': {}}",
    "plan:1:20: format_version: expected a scalar, got a sequence" },

  /* The frame. */
  { "planned values a list", HEAD " 'planned_values': []}",
    "plan:2:20: planned_values: expected a mapping, got a sequence" },
  { "root module a text", HEAD " 'planned_values': {'root_module': 'x'}}",
    "plan:2:36: root_module: expected a mapping, got a scalar" },
  { "resources a mapping", HEAD " 'planned_values': {'root_module': {'resources': {}}}}",
    "plan:2:50: resources: expected a sequence, got a mapping" },
  { "resource a text", VALUES "'x'" END, "plan:2:51: expected a mapping, got a scalar" },
  { "no address", VALUES "{'type': 'aws_vpc', 'name': 'a'}" END,
    "plan:2:51: a resource without address" },
  { "no type", VALUES "{'address': 'aws_vpc.a', 'name': 'a'}" END,
    "plan:2:51: a resource without type" },
  { "no name", VALUES "{'address': 'aws_vpc.a', 'type': 'aws_vpc'}" END,
    "plan:2:51: a resource without name" },
  { "address a list", VALUES "{'address': [1], 'type': 'aws_vpc', 'name': 'a'}" END,
    "plan:2:51: a resource without address\n"
    "plan:2:63: address: expected a scalar, got a sequence" },
  { "twice", VALUES "{" SUBNET "}, {" SUBNET "}" END,
    "plan:2:146: the resource aws_subnet.a again" },
  { "values a list", VALUES "{" SUBNET ", 'values': []}" END,
    "plan:2:143: values: expected a mapping, got a sequence" },
  { "children a mapping", HEAD " 'planned_values': {'root_module': {'child_modules': {}}}}",
    "plan:2:54: child_modules: expected a sequence, got a mapping" },
  { "child a text", HEAD " 'planned_values': {'root_module': {'child_modules': ['x']}}}",
    "plan:2:55: expected a mapping, got a scalar" },
  { "child without address", HEAD " 'planned_values': {'root_module': {'child_modules': [{}]}}}",
    "plan:2:55: a module without an address" },
  { "child with a strange address",
    HEAD " 'planned_values': {'root_module': {'child_modules': [{'address': 'net'}]}}}",
    "plan:2:67: a module without an address" },
  { "prior state alone", HEAD " 'prior_state': {}}", "plan:1:1: planned_values is missing" },
  { "changes a mapping", HEAD " 'resource_changes': {}}",
    "plan:2:22: resource_changes: expected a sequence, got a mapping" },
  { "change without address", HEAD " 'resource_changes': [{'change': {}}]}",
    "plan:2:23: address is missing" },
  { "change without change", HEAD " 'resource_changes': [{'address': 'a.b'}]}",
    "plan:2:23: change is missing" },
  { "actions a text",
    HEAD " 'resource_changes': [{'address': 'a.b', 'change': {'actions': 'create'}}]}",
    "plan:2:64: actions: expected a sequence, got a scalar" },
  { "configuration a list", HEAD " 'configuration': []}",
    "plan:2:19: configuration: expected a mapping, got a sequence" },
  { "configured resources a text", HEAD " 'configuration': {'root_module': {'resources': 'x'}}}",
    "plan:2:49: resources: expected a sequence, got a scalar" },
  { "providers a list", HEAD " 'configuration': {'provider_config': []}}",
    "plan:2:39: provider_config: expected a mapping, got a sequence" },
  { "references a text",
    VALUES "{" SUBNET ", 'values': {}}]}}, 'configuration': {'root_module': {'resources': "
           "[{'address': 'aws_subnet.a', 'expressions': {'vpc_id': {'references': 'x'}}}]}}}",
    "plan:2:268: references: expected a sequence, got a scalar" },
  { "reference a list",
    VALUES "{" SUBNET ", 'values': {}}]}}, 'configuration': {'root_module': {'resources': "
           "[{'address': 'aws_subnet.a', 'expressions': {'vpc_id': {'references': [[]]}}}]}}}",
    "plan:2:269: expected a scalar, got a sequence" },

  /* Values. */
  { "network", VALUES "{" SUBNET ", 'values': {'cidr_block': '10.0.0.1/24'}}" END,
    "plan:2:158: cidr_block: host bits are set: the network is 10.0.0.0/24" },
  { "network of no prefix that EC2 takes",
    VALUES "{" SUBNET ", 'values': {'cidr_block': '10.0.0.0/29'}}" END,
    "plan:2:158: cidr_block: /29 is no subnet's prefix: AWS takes /16 to /28" },
  { "network a list", VALUES "{" SUBNET ", 'values': {'cidr_block': ['x']}}" END,
    "plan:2:158: cidr_block: expected a network, got a list" },
  { "flag", VALUES "{" SUBNET ", 'values': {'map_public_ip_on_launch': 'maybe'}}" END,
    "plan:2:171: map_public_ip_on_launch: \"maybe\" is neither true nor false" },
  { "port", VALUES "{" GROUP ", 'values': {'ingress': [{'from_port': 99999}]}}" END,
    "plan:2:186: from_port: \"99999\" is not a number of -1 to 65535" },
  { "mode in a block",
    VALUES "{" RUNTIME ", 'values': {'network_configuration': [{'network_mode': 'vpc'}]}}" END,
    "plan:2:235: network_mode: expected VPC, PUBLIC or SANDBOX, got vpc" },
  { "timeout in a block",
    VALUES "{" RUNTIME ", 'values': {'lifecycle_configuration': [{'max_lifetime': 'x'}]}}" END,
    "plan:2:237: lifecycle_configuration[0].max_lifetime: \"x\" is not a number of 60 to 28800" },
  { "rules a text", VALUES "{" GROUP ", 'values': {'egress': 'all'}}" END,
    "plan:2:170: egress: expected a list, got a text" },
  { "rule for no network",
    VALUES "{" GROUP ", 'values': {'ingress': [{'cidr_blocks': ['10.0.0.0/33']}]}}" END,
    "plan:2:189: cidr_blocks: a prefix is at most 32" },

  /* Bytes. */
  { "truncated", VALUES "{" SUBNET ", 'values': {'cidr_bl",
    "plan:2:145: string without closing quote" },
  { "a key again", HEAD " 'planned_values': {}, 'planned_values': {}}",
    "plan:2:24: key 'planned_values' again, first at 2:2" },
  { "a second document", HEAD " 'planned_values': {}}\n---\n{}",
    "plan:3:1: a second document: one per file" },

  /* No mistakes. */
  { "nothing", "{'format_version': '1.0'}", NULL },
  { "a state", HEAD " 'values': {'root_module': {'resources': [{" SUBNET ", 'values': {}}]}}}",
    NULL },
  { "what nobody reads may be anything",
    HEAD " 'resource_drift': {'x': [1]}, 'resource_changes': [{'address': 'a.b', 'change': "
         "{'before': [[]], 'after': 7}}], 'planned_values': {'root_module': {'resources': "
         "[{'address': 'aws_iam_role.x', 'mode': 'managed', 'type': 'aws_iam_role', 'name': 'x', "
         "'values': 7}]}}}",
    NULL },
  { "reference to itself",
    VALUES "{" SUBNET ", 'values': {}}]}}, 'configuration': {'root_module': {'resources': "
           "[{'address': 'aws_subnet.a', 'expressions': {'vpc_id': {'references': "
           "['aws_subnet.a.vpc_id', 'aws_subnet.a']}}}]}}}",
    NULL },
  { "references that are none",
    VALUES "{" SUBNET ", 'values': {}}]}}, 'configuration': {'root_module': {'resources': "
           "[{'address': 'aws_subnet.a', 'expressions': {'vpc_id': {'references': ['', '.', '[', "
           "'a[', 'a.b[\\'', 'x', 'var', 'var.', 'module.', 'module.m', 'data.a', 'each', "
           "'each.value', 'count', 'count.index', 'local.x', '..', 'a.b.c.d.e[0][1][\\'x\\']']}}}]}"
           "}}",
    NULL },
};

static char *
load (const char *text, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory
      = enisim_inventory_load_data ("plan", (const guint8 *) text, n_bytes, NULL, &error);

  ck_assert ((inventory == NULL) == (error != NULL));
  if (inventory)
    enisim_inventory_verify (inventory);
  return error ? g_strdup (error->message) : NULL;
}

static char *
load_quoted (const char *quoted)
{
  g_autofree char *text = g_strdup (quoted);

  g_strdelimit (text, "'", '"');
  return load (text, strlen (text));
}

START_TEST (malformed_plan_is_refused_with_the_place)
{
  const Row *row = &rows[_i];
  g_autofree char *said = load_quoted (row->text);

  ck_assert_msg (g_strcmp0 (said, row->expected) == 0, "%s:\n%s\nnot\n%s", row->name, said,
                 row->expected);
}
END_TEST

/* A chain of modules, each of which passes twice what it was passed: 2 to the power of their
 * number, if it were followed each time anew. */
START_TEST (references_that_double_are_followed_once)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *said = NULL;

  g_string_append (text,
                   "{'format_version': '1.2', 'planned_values': {'root_module': {'resources': "
                   "[{" SUBNET ", 'values': {}}]}}, 'configuration': {'root_module': "
                   "{'resources': [{'address': 'aws_subnet.a', 'expressions': {'vpc_id': "
                   "{'references': ['module.m.o', 'module.m']}}}]");
  for (guint i = 0; i < 25; i++)
    g_string_append (text,
                     ", 'module_calls': {'m': {'module': {'outputs': {'o': {'expression': "
                     "{'references': ['module.m.o', 'module.m', 'module.n.o', 'module.n']}}}");
  for (guint i = 0; i < 25; i++)
    g_string_append (text, "}}}");
  g_string_append (text, "}}}");
  said = load_quoted (text->str);
  ck_assert_ptr_null (said);
}
END_TEST

/* Each of many names all of the others. */
START_TEST (many_references_to_many_are_bounded)
{
  g_autoptr (GString) text = g_string_new ("{'format_version': '1.2', 'planned_values': "
                                           "{'root_module': {'resources': [");
  g_autofree char *said = NULL;

  for (guint i = 0; i < 1500; i++)
    g_string_append_printf (text,
                            "{'address': 'aws_subnet.a[%u]', 'mode': 'managed', 'type': "
                            "'aws_subnet', 'name': 'a', 'index': %u, 'values': {}},",
                            i, i);
  for (guint i = 0; i < 300; i++)
    g_string_append_printf (text,
                            "%s{'address': 'aws_lb.l[%u]', 'mode': 'managed', 'type': 'aws_lb', "
                            "'name': 'l', 'index': %u, 'values': {'load_balancer_type': "
                            "'network'}}",
                            i > 0 ? "," : "", i, i);
  g_string_append (text, "]}}, 'configuration': {'root_module': {'resources': [{'address': "
                         "'aws_lb.l', 'expressions': {'subnets': {'references': ['aws_subnet.a']}}"
                         "}]}}}");
  said = load_quoted (text->str);
  ck_assert_ptr_null (said);
}
END_TEST

START_TEST (deep_values_are_refused)
{
  g_autoptr (GString) text = g_string_new (HEAD " 'planned_values': ");
  g_autofree char *said = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (text, "{'root_module': ");
  said = load_quoted (text->str);
  ck_assert_str_eq (said, "plan:2:2052: nested too deeply, at most 128 levels");
}
END_TEST

/* What is passed over is no way round the limits. */
START_TEST (deep_values_that_nobody_reads_are_refused)
{
  g_autoptr (GString) text = g_string_new (HEAD " 'resource_drift': ");
  g_autofree char *said = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append_c (text, '[');
  said = load_quoted (text->str);
  ck_assert_str_eq (said, "plan:2:147: nested too deeply, at most 128 levels");
}
END_TEST

START_TEST (modules_are_bounded)
{
  g_autoptr (GString) text = g_string_new ("{'format_version': '1.2', 'planned_values': "
                                           "{'root_module': {'child_modules': [");
  g_autofree char *said = NULL;

  for (guint i = 0; i < 20001; i++)
    g_string_append_printf (text, "%s{'address':'module.m[%u]'}", i > 0 ? "," : "", i);
  g_string_append (text, "]}}}");
  said = load_quoted (text->str);
  ck_assert_ptr_nonnull (said);
  ck_assert_ptr_nonnull (strstr (said, "too many modules, at most 20000"));
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("malformed-terraform");
  TCase *tcase = tcase_create ("core");

  tcase_add_loop_test (tcase, malformed_plan_is_refused_with_the_place, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tcase, references_that_double_are_followed_once);
  tcase_add_test (tcase, many_references_to_many_are_bounded);
  tcase_add_test (tcase, deep_values_are_refused);
  tcase_add_test (tcase, deep_values_that_nobody_reads_are_refused);
  tcase_add_test (tcase, modules_are_bounded);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
