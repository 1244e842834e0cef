/* state-merge-test.c
 *
 * Goal: what an account tells and a plan names by the same id is there once, as the account tells
 * it; and a VPC is known in full where complete answers of all kinds fit each other.
 * Method: a plan and answers in files of one load; answers with one of them missing or cut short.
 */
#include "enisim-check.h"

#include <string.h>

#include "import/inventory.h"
#include "temp-file.h"

static const char plan[]
    = "{\"format_version\": \"1.2\", \"planned_values\": {\"root_module\": {\"resources\": [\n"
      "{\"address\": \"aws_vpc.v\", \"mode\": \"managed\", \"type\": \"aws_vpc\", \"name\": \"v\", "
      "\"values\": {\"id\": \"vpc-1\", \"cidr_block\": \"10.0.0.0/16\"}},\n"
      "{\"address\": \"aws_subnet.a\", \"mode\": \"managed\", \"type\": \"aws_subnet\", \"name\": "
      "\"a\", \"values\": {\"id\": \"subnet-1\", \"vpc_id\": \"vpc-1\", \"cidr_block\": "
      "\"10.0.0.0/24\"}},\n"
      "{\"address\": \"aws_subnet.b\", \"mode\": \"managed\", \"type\": \"aws_subnet\", \"name\": "
      "\"b\", \"values\": {\"vpc_id\": \"vpc-1\", \"cidr_block\": \"10.0.1.0/24\"}},\n"
      "{\"address\": \"aws_nat_gateway.n\", \"mode\": \"managed\", \"type\": \"aws_nat_gateway\", "
      "\"name\": \"n\", \"values\": {\"id\": \"nat-1\", \"subnet_id\": \"subnet-1\"}},\n"
      "{\"address\": \"aws_route_table_association.l\", \"mode\": \"managed\", \"type\": "
      "\"aws_route_table_association\", \"name\": \"l\", \"values\": {\"id\": \"rtbassoc-1\", "
      "\"subnet_id\": \"subnet-1\", \"route_table_id\": \"rtb-1\"}},\n"
      "{\"address\": \"aws_vpc_endpoint.e\", \"mode\": \"managed\", \"type\": "
      "\"aws_vpc_endpoint\", "
      "\"name\": \"e\", \"values\": {\"id\": \"vpce-1\", \"vpc_id\": \"vpc-1\", \"service_name\": "
      "\"com.amazonaws.us-east-1.logs\", \"vpc_endpoint_type\": \"Interface\", \"subnet_ids\": "
      "[\"subnet-1\", \"subnet-2\"]}}]}}, \"resource_changes\": [], \"configuration\": "
      "{\"root_module\": {}}}";

#define VPCS "\"Vpcs\": [{\"VpcId\": \"vpc-1\", \"CidrBlock\": \"10.0.0.0/16\"}]"
#define SUBNETS                                                                                    \
  "\"Subnets\": [{\"SubnetId\": \"subnet-1\", \"VpcId\": \"vpc-1\", \"CidrBlock\": "               \
  "\"10.0.0.0/24\", \"AvailableIpAddressCount\": 249}]"
#define TABLES                                                                                     \
  "\"RouteTables\": [{\"RouteTableId\": \"rtb-1\", \"VpcId\": \"vpc-1\", \"Associations\": "       \
  "[{\"SubnetId\": \"subnet-1\"}, {\"Main\": true}]}]"
#define GATEWAYS(vpc)                                                                              \
  "\"InternetGateways\": [{\"InternetGatewayId\": \"igw-1\", \"Attachments\": [{\"VpcId\": \"" vpc \
  "\"}]}]"
#define ENDPOINTS(vpc)                                                                             \
  "\"VpcEndpoints\": [{\"VpcEndpointId\": \"vpce-1\", \"VpcId\": \"" vpc                           \
  "\", \"ServiceName\": \"com.amazonaws.us-east-1.logs\", \"VpcEndpointType\": \"Interface\", "    \
  "\"SubnetIds\": [\"subnet-1\"]}]"
#define NATS "\"NatGateways\": [{\"NatGatewayId\": \"nat-1\", \"SubnetId\": \"subnet-1\"}]"
#define ANSWERS VPCS ", " SUBNETS ", " TABLES ", " GATEWAYS ("vpc-1") ", " ENDPOINTS ("vpc-1")

static EnisimInventory *inventory;

static void
setup (void)
{
  inventory = NULL;
}

static void
teardown (void)
{
  if (inventory != NULL)
    enisim_inventory_verify (inventory);
  g_clear_pointer (&inventory, enisim_inventory_free);
}

/* @is_first: the plan before the answers */
static void
load_both (const char *answers, gboolean is_first)
{
  char *plan_path = temp_file_new (), *state_path = temp_file_new ();
  const char *const paths[]
      = { is_first ? plan_path : state_path, is_first ? state_path : plan_path, NULL };
  g_autoptr (GError) error = NULL;

  temp_file_write (plan_path, plan, strlen (plan));
  temp_file_write (state_path, answers, strlen (answers));
  inventory = enisim_inventory_load_files (paths, NULL, &error);
  ck_assert_no_error (error);
  temp_file_remove (&plan_path);
  temp_file_remove (&state_path);
}

START_TEST (thing_of_two_descriptions_is_there_once)
{
  load_both ("{" ANSWERS ", " NATS "}", _i == 0);
  ck_assert_uint_eq (inventory->vpcs->len, 1);
  ck_assert_uint_eq (inventory->nat_gateways->len, 1);
  ck_assert_uint_eq (inventory->endpoints->len, 1);
  ck_assert_uint_eq (inventory->route_table_links->len, 1);
  ck_assert_uint_eq (inventory->interfaces->len, 2);
  ck_assert_uint_eq (inventory->subnets->len, 2);
  for (guint i = 0; i < 2; i++)
    {
      const EnisimSubnetResource *subnet
          = &g_array_index (inventory->subnets, EnisimSubnetResource, i);
      const gboolean is_there = strcmp (subnet->resource.id, "subnet-1") == 0;

      ck_assert_int_eq (subnet->resource.is_live, is_there);
      ck_assert_int_eq (subnet->n_free, is_there ? 249 : -1);
    }
}
END_TEST

START_TEST (endpoint_that_moves_is_said_to_be_taken_as_it_is)
{
  const char *text = NULL;

  load_both ("{" ANSWERS "}", TRUE);
  for (guint i = 0; i < inventory->notes->len && text == NULL; i++)
    text = strstr (g_array_index (inventory->notes, EnisimNote, i).text,
                   "aws_vpc_endpoint.e is there already, with other subnets at ");
  ck_assert_ptr_nonnull (text);
  ck_assert_uint_eq (g_array_index (inventory->endpoints, EnisimEndpoint, 0).subnets.n, 1);
}
END_TEST

static const struct
{
  const char *answers;
  EnisimWhole whole;
} wholes[] = {
  { "{" ANSWERS "}", ENISIM_WHOLE_ROUTES | ENISIM_WHOLE_ENDPOINTS },
  { "{" VPCS ", " SUBNETS ", " TABLES ", \"InternetGateways\": [], \"VpcEndpoints\": []}",
    ENISIM_WHOLE_ROUTES | ENISIM_WHOLE_ENDPOINTS },
  { "{" VPCS ", " SUBNETS ", " TABLES ", " ENDPOINTS ("vpc-1") "}", ENISIM_WHOLE_ENDPOINTS },
  { "{" VPCS ", " SUBNETS ", " TABLES ", " GATEWAYS ("vpc-1") "}", ENISIM_WHOLE_ROUTES },
  { "{" VPCS ", " TABLES ", " ENDPOINTS ("vpc-1") "}", 0 },
  { "{" VPCS ", " SUBNETS ", " ENDPOINTS ("vpc-1") "}", 0 },
  /* There are more pages. */
  { "[{" VPCS ", " SUBNETS ", " TABLES "}, {" ENDPOINTS ("vpc-1") ", \"NextToken\": \"x\"}]", 0 },
  /* It was asked for those of another VPC. */
  { "{" VPCS ", " SUBNETS ", " TABLES ", " ENDPOINTS ("vpc-2") "}", 0 },
  { "{" VPCS ", " SUBNETS ", " TABLES ", " GATEWAYS ("vpc-2") "}", 0 },
  { "{" VPCS ", " SUBNETS ", \"RouteTables\": [], " ENDPOINTS ("vpc-1") "}", 0 },
};

START_TEST (vpc_is_known_in_full_where_all_answers_fit)
{
  const char *text = wholes[_i].answers;
  g_autoptr (GError) error = NULL;

  inventory = enisim_inventory_load_data ("t", (const guint8 *) text, strlen (text), NULL, &error);
  ck_assert_no_error (error);
  ck_assert_uint_eq (g_array_index (inventory->vpcs, EnisimVpc, 0).whole, wholes[_i].whole);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("import/state-merge");
  TCase *tcase = tcase_create ("rules");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_loop_test (tcase, thing_of_two_descriptions_is_there_once, 0, 2);
  tcase_add_test (tcase, endpoint_that_moves_is_said_to_be_taken_as_it_is);
  tcase_add_loop_test (tcase, vpc_is_known_in_full_where_all_answers_fit, 0, G_N_ELEMENTS (wholes));
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
