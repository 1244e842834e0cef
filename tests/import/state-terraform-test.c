/* state-terraform-test.c
 *
 * Goal: what a state of Terraform has is there, and beside the answers of the account it is in it
 * counts once, whichever comes first.
 * Method: a state, alone and with answers about the same things, and the inventory of each.
 */
#include "enisim-check.h"

#include <string.h>

#include "import/inventory.h"
#include "temp-file.h"

static const char state[]
    = "{'format_version':'1.0','terraform_version':'1.9.0','values':{'root_module':{'resources':["
      "{'address':'aws_vpc.v','mode':'managed','type':'aws_vpc','name':'v','values':"
      "{'id':'vpc-1','cidr_block':'10.0.0.0/16'}},"
      "{'address':'aws_subnet.a','mode':'managed','type':'aws_subnet','name':'a','values':"
      "{'id':'subnet-1','vpc_id':'vpc-1','cidr_block':'10.0.0.0/24'}},"
      "{'address':'aws_subnet.b','mode':'managed','type':'aws_subnet','name':'b','values':"
      "{'id':'subnet-2','vpc_id':'vpc-1','cidr_block':'10.0.1.0/24'}},"
      "{'address':'aws_vpc_endpoint.e','mode':'managed','type':'aws_vpc_endpoint','name':'e',"
      "'values':{'id':'vpce-1','vpc_id':'vpc-1','service_name':'com.amazonaws.eu-west-1.logs',"
      "'vpc_endpoint_type':'Interface','subnet_ids':['subnet-1']}},"
      "{'address':'aws_efs_mount_target.m','mode':'managed','type':'aws_efs_mount_target',"
      "'name':'m','values':{'id':'fsmt-1','subnet_id':'subnet-1'}},"
      "{'address':'aws_lb.l','mode':'managed','type':'aws_lb','name':'l','values':"
      "{'id':'arn:l','load_balancer_type':'application','subnets':['subnet-2']}},"
      "{'address':'aws_bedrockagentcore_agent_runtime.x','mode':'managed','type':"
      "'aws_bedrockagentcore_agent_runtime','name':'x','values':{'agent_runtime_id':'x-1',"
      "'agent_runtime_name':'x','network_configuration':[{'network_mode':'VPC',"
      "'network_mode_config':[{'subnets':['subnet-1','subnet-2'],'security_groups':['sg-1']}]}]"
      "}}]}}}";

static const char answers[]
    = "{'NetworkInterfaces':["
      "{'NetworkInterfaceId':'eni-1','SubnetId':'subnet-1','VpcId':'vpc-1','InterfaceType':"
      "'agentic_ai','Groups':[{'GroupId':'sg-1'}]},"
      "{'NetworkInterfaceId':'eni-2','SubnetId':'subnet-2','VpcId':'vpc-1','InterfaceType':"
      "'agentic_ai','Groups':[{'GroupId':'sg-1'}]},"
      "{'NetworkInterfaceId':'eni-3','SubnetId':'subnet-1','VpcId':'vpc-1','InterfaceType':"
      "'vpc_endpoint','Description':'VPC Endpoint Interface vpce-1'},"
      "{'NetworkInterfaceId':'eni-4','SubnetId':'subnet-1','VpcId':'vpc-1','InterfaceType':"
      "'interface','Description':'EFS mount target for fs-1'}],"
      "'agentRuntimes':[{'agentRuntimeId':'x-1','agentRuntimeName':'x','agentRuntimeVersion':"
      "'2'}]}";

static EnisimInventory *inventory;

static void
teardown (void)
{
  if (inventory != NULL)
    enisim_inventory_verify (inventory);
  g_clear_pointer (&inventory, enisim_inventory_free);
}

/* @second: (nullable); both with ' for " */
static void
load (const char *first, const char *second)
{
  char *texts[] = { g_strdup (first), g_strdup (second) };
  char *files[] = { temp_file_new (), temp_file_new () };
  const char *const paths[] = { files[0], second ? files[1] : NULL, NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2 && texts[i]; i++)
    {
      g_strdelimit (texts[i], "'", '"');
      temp_file_write (files[i], texts[i], strlen (texts[i]));
    }
  inventory = enisim_inventory_load_files (paths, NULL, &error);
  ck_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      g_free (texts[i]);
      temp_file_remove (&files[i]);
    }
}

static guint
count_addresses (EnisimInterfaceKind kind)
{
  guint n = 0;

  for (guint i = 0; i < inventory->interfaces->len; i++)
    {
      const EnisimInterface *one = &g_array_index (inventory->interfaces, EnisimInterface, i);

      n += one->kind == kind ? one->n_addresses : 0;
    }
  return n;
}

static gboolean
has_note (const char *text)
{
  for (guint i = 0; i < inventory->notes->len; i++)
    if (strstr (g_array_index (inventory->notes, EnisimNote, i).text, text))
      return TRUE;
  return FALSE;
}

START_TEST (state_alone_is_there)
{
  load (state, NULL);
  ck_assert (inventory->has_state);
  ck_assert_uint_eq (inventory->live_groups->len, 1);
  ck_assert_int_eq (g_array_index (inventory->live_groups, EnisimLiveGroup, 0).held,
                    ENISIM_HELD_IN_USE);
  ck_assert_uint_eq (count_addresses (ENISIM_INTERFACE_AGENT), 2);
  ck_assert_uint_eq (count_addresses (ENISIM_INTERFACE_ENDPOINT), 1);
  ck_assert_uint_eq (count_addresses (ENISIM_INTERFACE_OTHER), 1);
  ck_assert (g_array_index (inventory->subnets, EnisimSubnetResource, 0).resource.is_live);
}
END_TEST

START_TEST (what_holds_nobody_knows_how_many_counts_as_added)
{
  load (state, NULL);
  ck_assert_uint_eq (inventory->takers->len, 1);
  ck_assert_str_eq (g_array_index (inventory->takers, EnisimTaker, 0).resource.id, "arn:l");
  ck_assert (has_note ("aws_lb.l is there already; how many addresses"));
}
END_TEST

START_TEST (state_and_account_count_once)
{
  load (_i == 0 ? state : answers, _i == 0 ? answers : state);
  ck_assert_uint_eq (inventory->subnets->len, 2);
  ck_assert_uint_eq (inventory->endpoints->len, 1);
  ck_assert_uint_eq (inventory->agents->len, 1);
  ck_assert_uint_eq (inventory->interfaces->len, 4);
  ck_assert_uint_eq (inventory->takers->len, 0);
  ck_assert_uint_eq (inventory->live_groups->len, 1);
  ck_assert (has_note ("counts as the interfaces that the account lists"));
}
END_TEST

/* The account tells the version, and only Terraform the network. */
START_TEST (agent_that_is_listed_has_the_network_that_terraform_tells)
{
  const EnisimAgent *agent;

  load (_i == 0 ? state : answers, _i == 0 ? answers : state);
  agent = &g_array_index (inventory->agents, EnisimAgent, 0);
  ck_assert_int_eq (agent->mode, ENISIM_NETWORK_VPC);
  ck_assert_uint_eq (agent->subnets.n, 2);
  ck_assert_int_eq (agent->version, 2);
  ck_assert (agent->resource.is_live);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("import/state-terraform");
  TCase *tcase = tcase_create ("core");

  tcase_add_checked_fixture (tcase, NULL, teardown);
  tcase_add_test (tcase, state_alone_is_there);
  tcase_add_test (tcase, what_holds_nobody_knows_how_many_counts_as_added);
  tcase_add_loop_test (tcase, state_and_account_count_once, 0, 2);
  tcase_add_loop_test (tcase, agent_that_is_listed_has_the_network_that_terraform_tells, 0, 2);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
