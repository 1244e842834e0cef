/* agentcore-test.c
 *
 * Goal: agents are read from the files of the service's own command-line tools, with their places,
 * as agents that are yet to be made.
 * Method: files as the tools write them and the inventory of each, as text with places.
 */
#include "import/inventory-text.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *inventory;
  const char *region;
} Row;

static const Row rows[] = {
  { "project",
    "{\"name\": \"shop\", \"version\": 1, \"managedBy\": \"CDK\", \"memories\": [], \"runtimes\": "
    "[\n"
    "  {\"name\": \"planner\", \"build\": \"Container\", \"entrypoint\": \"main.py\", "
    "\"networkMode\": \"VPC\",\n"
    "   \"networkConfig\": {\"subnets\": [\"subnet-1\", \"subnet-2\"], \"securityGroups\": "
    "[\"sg-1\"]},\n"
    "   \"lifecycleConfiguration\": {\"idleRuntimeSessionTimeout\": 600}},\n"
    "  {\"name\": \"open\", \"build\": \"CodeZip\", \"networkMode\": \"PUBLIC\"},\n"
    "  {\"name\": \"own\", \"capacityProviderConfiguration\": {\"capacityProviderName\": \"c\"}}]}",
    "agent f/shop_planner @2:3 kind=0 mode=1 subnets=subnet-1,subnet-2 sgs=sg-1 network@2:3 "
    "idle=600 life=-1 artifact=1 instances=0 name=shop_planner\n"
    "agent f/shop_open @5:3 kind=0 mode=0 subnets= sgs= network@5:3 idle=-1 life=-1 artifact=2 "
    "instances=0 name=shop_open\n"
    "agent f/shop_own @6:3 kind=0 mode=0 subnets= sgs= network@6:3 idle=-1 life=-1 artifact=0 "
    "instances=1 name=shop_own\n",
    NULL },
  { "project of an older tool",
    "{\"name\": \"shop\", \"version\": 1, \"agents\": [{\"name\": \"a\"}]}",
    "agent f/shop_a @1:43 kind=0 mode=0 subnets= sgs= network@1:43 idle=-1 life=-1 artifact=0 "
    "instances=0 name=shop_a\n",
    NULL },
  { "toolkit",
    "default_agent: planner\n"
    "agents:\n"
    "  planner:\n"
    "    name: planner\n"
    "    entrypoint: agent.py\n"
    "    deployment_type: direct_code_deploy\n"
    "    aws:\n"
    "      region: us-west-2\n"
    "      network_configuration:\n"
    "        network_mode: VPC\n"
    "        network_mode_config:\n"
    "          security_groups:\n"
    "          - sg-1\n"
    "          subnets:\n"
    "          - subnet-1\n"
    "      lifecycle_configuration:\n"
    "        idle_runtime_session_timeout: null\n"
    "        max_lifetime: 3600\n"
    "  open:\n"
    "    aws:\n"
    "      region: ${AWS_REGION}\n"
    "      network_configuration:\n"
    "        network_mode: PUBLIC\n"
    "        network_mode_config: null\n",
    "agent f/planner @3:3 kind=0 mode=1 subnets=subnet-1 sgs=sg-1 network@10:9 idle=-1 life=3600 "
    "artifact=2 instances=0 name=planner\n"
    "agent f/open @19:3 kind=0 mode=0 subnets= sgs= network@23:9 idle=-1 life=-1 artifact=0 "
    "instances=0 name=open\n",
    "us-west-2" },
};

START_TEST (agents_are_read_with_their_places)
{
  const Row *row = &rows[_i];
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = enisim_inventory_load_data (
      "f", (const guint8 *) row->text, strlen (row->text), NULL, &error);
  g_autofree char *read = NULL;

  ck_assert_no_error (error);
  enisim_inventory_verify (inventory);
  read = inventory_to_text (inventory, TRUE);
  ck_assert_msg (strcmp (read, row->inventory) == 0, "%s:\n%s\nnot\n%s", row->name, read,
                 row->inventory);
  ck_assert_pstr_eq (inventory->region, row->region);
  ck_assert (!inventory->has_state);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("agentcore");
  TCase *tcase = tcase_create ("core");

  tcase_add_loop_test (tcase, agents_are_read_with_their_places, 0, G_N_ELEMENTS (rows));
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
