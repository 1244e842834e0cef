/* terraform-takers-test.c
 *
 * Goal: what takes addresses is counted as the same thing of CloudFormation, though a state says
 * some of it twice and names groups of subnets by names that users choose.
 * Method: a table of resources, with ' for ", and the takers of each as text.
 */
#include "import/inventory-text.h"

typedef struct
{
  const char *name;
  const char *resources[4]; /* up to the first NULL */
  const char *takers;
} Row;

#define R(type, name, values)                                                                      \
  "{'address':'" type "." name "','mode':'managed','type':'" type "','name':'" name                \
  "','values':{" values "}}"

static const Row rows[] = {
  { "a load balancer's subnets come twice",
    { R ("aws_lb", "l",
         "'id':'arn:l','load_balancer_type':'network','subnets':['subnet-1','subnet-2'],"
         "'subnet_mapping':[{'subnet_id':'subnet-1'},{'subnet_id':'subnet-2'}]") },
    "taker arn:l network load balancer 1-1 spread=0 subnets=subnet-1,subnet-2 sgs=\n" },
  { "an instance on an interface of its own",
    { R ("aws_instance", "i",
         "'id':'i-1','subnet_id':'subnet-1','network_interface':[{'network_interface_id':'eni-1'}"
         "]"),
      R ("aws_network_interface", "n",
         "'id':'eni-1','subnet_id':'subnet-1','private_ips':['10.0.0.4','10.0.0.5'],"
         "'private_ips_count':1,'security_groups':['sg-1']") },
    "taker eni-1 network interface 2-2 spread=0 subnets=subnet-1 sgs=sg-1\n" },
  { "interfaces by count and by prefix",
    { R ("aws_network_interface", "n", "'id':'eni-1','subnet_id':'subnet-1','private_ips_count':3"),
      R ("aws_network_interface", "p",
         "'id':'eni-2','subnet_id':'subnet-1','private_ips':['10.0.0.4'],'ipv4_prefix_count':1,"
         "'ipv4_prefixes':['10.0.0.16/28']") },
    "taker eni-1 network interface 4-4 spread=0 subnets=subnet-1 sgs=\n"
    "taker eni-2 network interface 17-17 spread=0 subnets=subnet-1 sgs=\n" },
  { "a NAT gateway's further addresses come twice",
    { R ("aws_nat_gateway", "n",
         "'id':'nat-1','subnet_id':'subnet-1','connectivity_type':'private',"
         "'secondary_private_ip_address_count':2,'secondary_private_ip_addresses':['10.0.0.5',"
         "'10.0.0.6']") },
    "taker nat-1 NAT gateway's further address 2-2 spread=0 subnets=subnet-1 sgs=\n" },
  { "a cache's nodes come twice, its group by name",
    { R ("aws_elasticache_subnet_group", "g",
         "'id':'cache','name':'cache','subnet_ids':['subnet-1','subnet-2']"),
      R ("aws_elasticache_replication_group", "r",
         "'id':'r','subnet_group_name':'cache','num_cache_clusters':2,'num_node_groups':1,"
         "'replicas_per_node_group':1,'security_group_ids':['sg-1']") },
    "taker r ElastiCache node 2-2 spread=3 subnets=subnet-1,subnet-2 sgs=sg-1\n" },
  { "groups of one name are told apart by what they are of",
    { R ("aws_db_subnet_group", "g", "'name':'main','subnet_ids':['subnet-1','subnet-2']"),
      R ("aws_elasticache_subnet_group", "g", "'name':'main','subnet_ids':['subnet-3']"),
      R ("aws_db_instance", "d", "'db_subnet_group_name':'main','multi_az':true"),
      R ("aws_elasticache_cluster", "c", "'subnet_group_name':'main','num_cache_nodes':1") },
    "taker t/aws_db_instance.d database 2-2 spread=2 subnets=subnet-1,subnet-2 sgs=\n"
    "taker t/aws_elasticache_cluster.c ElastiCache node 1-1 spread=3 subnets=subnet-3 sgs=\n" },
  { "an instance of Aurora has its cluster's group",
    { R ("aws_db_subnet_group", "g", "'name':'main','subnet_ids':['subnet-1']"),
      R ("aws_rds_cluster", "c",
         "'cluster_identifier':'c','engine':'aurora-mysql','db_subnet_group_name':'main'"),
      R ("aws_rds_cluster_instance", "i", "'cluster_identifier':'c','engine':'aurora-mysql'") },
    "taker t/aws_rds_cluster_instance.i database 1-1 spread=3 subnets=subnet-1 sgs=\n" },
  { "EKS",
    { R ("aws_eks_cluster", "c",
         "'id':'c','vpc_config':[{'subnet_ids':['subnet-1','subnet-2'],'security_group_ids':[]}]"),
      R ("aws_eks_node_group", "n",
         "'id':'c:n','subnet_ids':['subnet-1'],'scaling_config':[{'desired_size':2,'max_size':4,"
         "'min_size':1}]"),
      R ("aws_eks_fargate_profile", "f", "'id':'c:f','subnet_ids':['subnet-1']") },
    "taker c EKS cluster 2-4 spread=3 subnets=subnet-1,subnet-2 sgs=\n"
    "taker c:n EKS node 1-4 spread=2 expected=2 open subnets=subnet-1 sgs=\n"
    "taker c:f EKS pod on Fargate 0-0 spread=3 open subnets=subnet-1 sgs=\n" },
  { "ECS, scaled",
    { R ("aws_ecs_service", "s",
         "'id':'arn:s','name':'web','desired_count':2,'deployment_maximum_percent':150,"
         "'network_configuration':[{'subnets':['subnet-1'],'security_groups':['sg-1']}]"),
      R ("aws_appautoscaling_target", "t",
         "'id':'x','service_namespace':'ecs','resource_id':'service/main/web','min_capacity':1,"
         "'max_capacity':6") },
    "taker arn:s ECS service 1-6 spread=2 expected=2 update=9 subnets=subnet-1 sgs=sg-1\n" },
  { "MSK and OpenSearch",
    { R ("aws_msk_cluster", "m",
         "'id':'arn:m','number_of_broker_nodes':3,'broker_node_group_info':[{'client_subnets':"
         "['subnet-1','subnet-2','subnet-3'],'security_groups':['sg-1']}]"),
      R ("aws_opensearch_domain", "o",
         "'id':'arn:o','vpc_options':[{'subnet_ids':['subnet-1'],'security_group_ids':['sg-1']}],"
         "'cluster_config':[{'instance_count':2,'dedicated_master_count':3}]") },
    "taker arn:m MSK broker 3-3 spread=2 open subnets=subnet-1,subnet-2,subnet-3 sgs=sg-1\n"
    "taker arn:o OpenSearch domain 9-9 spread=3 subnets=subnet-1 sgs=sg-1\n" },
  { "endpoints of Route 53 Resolver",
    { R ("aws_route53_resolver_endpoint", "r",
         "'id':'rslvr-1','ip_address':[{'subnet_id':'subnet-1'},{'subnet_id':'subnet-2'}]") },
    "taker rslvr-1 Resolver endpoint 1-1 spread=0 subnets=subnet-1 sgs=\n"
    "taker rslvr-1 Resolver endpoint 1-1 spread=0 subnets=subnet-2 sgs=\n" },
};

static char *
list_takers (const EnisimInventory *inventory)
{
  g_autofree char *text = inventory_to_text (inventory, FALSE);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *takers = g_string_new (NULL);

  for (guint i = 0; lines[i]; i++)
    if (g_str_has_prefix (lines[i], "taker ") || g_str_has_prefix (lines[i], "unknown "))
      g_string_append_printf (takers, "%s\n", lines[i]);
  return g_string_free (takers, FALSE);
}

START_TEST (taker_is_counted_once)
{
  const Row *row = &rows[_i];
  g_autoptr (GString) text = g_string_new ("{'format_version':'1.0','terraform_version':'1.9.0',"
                                           "'planned_values':{'root_module':{'resources':[");
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimInventory) inventory = NULL;
  g_autofree char *takers = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (row->resources) && row->resources[i]; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", row->resources[i]);
  g_string_append (text, "]}}}");
  g_strdelimit (text->str, "'", '"');
  inventory
      = enisim_inventory_load_data ("t.json", (const guint8 *) text->str, text->len, NULL, &error);
  ck_assert_msg (inventory != NULL, "%s: %s", row->name, error ? error->message : "");
  enisim_inventory_verify (inventory);
  takers = list_takers (inventory);
  ck_assert_msg (strcmp (takers, row->takers) == 0, "%s:\n%s\nnot\n%s", row->name, takers,
                 row->takers);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("terraform-takers");
  TCase *tcase = tcase_create ("core");

  tcase_add_loop_test (tcase, taker_is_counted_once, 0, G_N_ELEMENTS (rows));
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
