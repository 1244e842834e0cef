/* terraform-resources-test.c
 *
 * Goal: every resource of Terraform that takes, gives or guards addresses is read for what it is,
 * and what is not known before apply is what an expression refers to, or a symbol.
 * Method: a table of resources of plans, those whose ids are known without a configuration, with '
 * for
 * ", and the inventory of each as text.
 */
#include "import/inventory-text.h"

typedef struct
{
  const char *name;
  const char *resources[4]; /* with ' for ", up to the first NULL */
  const char *config[2];    /* the same; none: all is known */
  const char *inventory;
} Row;

#define R(type, name, values)                                                                      \
  "{'address':'" type "." name "','mode':'managed','type':'" type "','name':'" name                \
  "','values':{" values "}}"
#define N(type, name, index, values)                                                               \
  "{'address':'" type "." name "[" index "]','mode':'managed','type':'" type "','name':'" name     \
  "','index':" index ",'values':{" values "}}"
#define C(address, expressions) "{'address':'" address "','expressions':{" expressions "}}"

static const Row rows[] = {
  { "routes in their table",
    { R ("aws_route_table", "t",
         "'id':'rtb-1','vpc_id':'vpc-1','route':[{'cidr_block':'0.0.0.0/0','gateway_id':'igw-1',"
         "'nat_gateway_id':''},{'cidr_block':'','ipv6_cidr_block':'::/0','egress_only_gateway_id':"
         "'eigw-1','gateway_id':'','nat_gateway_id':''}]"),
      R ("aws_main_route_table_association", "m",
         "'id':'x','vpc_id':'vpc-1','route_table_id':'rtb-1'") },
    { NULL },
    "route-table rtb-1 vpc=vpc-1\n"
    "route rtb-1 0.0.0.0/0 table=rtb-1 target=1,igw-1\n"
    "route rtb-1 - table=rtb-1 target=2,eigw-1\n" },
  { "rules in their group",
    { R (
        "aws_security_group", "g",
        "'id':'sg-1','vpc_id':'vpc-1','name':'g','egress':[{'from_port':0,'to_port':0,'protocol':"
        "'-1','cidr_blocks':['10.0.0.0/8','192.168.0.0/16'],'self':true,'security_groups':['sg-2'],"
        "'prefix_list_ids':['pl-1']}],'ingress':[]") },
    { NULL },
    "sg sg-1 vpc=vpc-1 egress=named\n"
    "sg-rule sg-1 of sg-1 out allow -1 -1--1 number=-1 peer=0,(null) 10.0.0.0/8\n"
    "sg-rule sg-1 of sg-1 out allow -1 -1--1 number=-1 peer=0,(null) 192.168.0.0/16\n"
    "sg-rule sg-1 of sg-1 out allow -1 -1--1 number=-1 peer=1,sg-2 -\n"
    "sg-rule sg-1 of sg-1 out allow -1 -1--1 number=-1 peer=2,pl-1 -\n"
    "sg-rule sg-1 of sg-1 out allow -1 -1--1 number=-1 peer=1,sg-1 -\n" },
  { "rules on their own",
    { R ("aws_security_group_rule", "a",
         "'id':'r-1','type':'ingress','security_group_id':'sg-1','source_security_group_id':'sg-2',"
         "'protocol':'tcp','from_port':443,'to_port':443"),
      R ("aws_vpc_security_group_ingress_rule", "b",
         "'id':'r-2','security_group_id':'sg-1','referenced_security_group_id':'sg-3','ip_protocol'"
         ":"
         "'tcp','from_port':80,'to_port':81"),
      R ("aws_vpc_security_group_egress_rule", "c",
         "'id':'r-3','security_group_id':'sg-1','prefix_list_id':'pl-1','ip_protocol':'-1'") },
    { NULL },
    "sg-rule r-2 of sg-1 in allow tcp 80-81 number=-1 peer=1,sg-3 -\n"
    "sg-rule r-3 of sg-1 out allow -1 -1--1 number=-1 peer=2,pl-1 -\n"
    "sg-rule r-1 of sg-1 in allow tcp 443-443 number=-1 peer=1,sg-2 -\n" },
  { "network ACLs",
    { R ("aws_network_acl", "a",
         "'id':'acl-1','vpc_id':'vpc-1','subnet_ids':['subnet-1','subnet-2'],'ingress':[{'action':"
         "'allow','rule_no':100,'protocol':'6','from_port':1024,'to_port':65535,'cidr_block':"
         "'0.0.0.0/0'}],'egress':[{'action':'deny','rule_no':200,'protocol':'-1','from_port':0,"
         "'to_port':0,'cidr_block':'','ipv6_cidr_block':'::/0'}]"),
      R ("aws_network_acl_rule", "r",
         "'id':'nacl-1','network_acl_id':'acl-1','rule_number':300,'egress':true,'protocol':'tcp',"
         "'rule_action':'allow','cidr_block':'10.0.0.0/8','from_port':443,'to_port':443") },
    { NULL },
    "acl acl-1 vpc=vpc-1\n"
    "acl-of acl-1 subnet-1 acl-1\n"
    "acl-of acl-1 subnet-2 acl-1\n"
    "acl-rule acl-1 of acl-1 in allow tcp 1024-65535 number=100 peer=0,(null) 0.0.0.0/0\n"
    "acl-rule acl-1 of acl-1 out deny -1 -1--1 number=200 peer=3,::/0 -\n"
    "acl-rule nacl-1 of acl-1 out allow tcp 443-443 number=300 peer=0,(null) 10.0.0.0/8\n" },
  { "endpoints and their links",
    { R ("aws_vpc_endpoint", "e",
         "'id':'vpce-1','vpc_id':'vpc-1','service_name':'com.amazonaws.eu-west-1.logs',"
         "'vpc_endpoint_type':'Interface','subnet_ids':['subnet-1'],'private_dns_enabled':true"),
      R ("aws_vpc_endpoint_subnet_association", "s",
         "'id':'a','vpc_endpoint_id':'vpce-1','subnet_id':'subnet-2'"),
      R ("aws_vpc_endpoint_security_group_association", "g",
         "'id':'b','vpc_endpoint_id':'vpce-1','security_group_id':'sg-1'"),
      R ("aws_vpc_endpoint_route_table_association", "t",
         "'id':'c','vpc_endpoint_id':'vpce-2','route_table_id':'rtb-1'") },
    { NULL },
    "endpoint vpce-1 logs interface vpc=vpc-1 dns=1 subnets=subnet-1,subnet-2 sgs=sg-1 tables=\n"
    "note the endpoint that aws_vpc_endpoint_route_table_association.t links is not in sight\n" },
  { "other takers",
    { R ("aws_efs_mount_target", "m",
         "'id':'fsmt-1','subnet_id':'subnet-1','security_groups':['sg-1']"),
      R ("aws_lb", "l",
         "'id':'arn:l','load_balancer_type':'network','subnet_mapping':[{'subnet_id':'subnet-1'},"
         "{'subnet_id':'subnet-2'}],'security_groups':[]"),
      R ("aws_instance", "i",
         "'id':'i-1','subnet_id':'subnet-1','vpc_security_group_ids':['sg-1']"),
      R ("aws_network_interface", "n",
         "'id':'eni-1','subnet_id':'subnet-1','security_groups':['sg-1']") },
    { NULL },
    "taker fsmt-1 EFS mount target 1-1 spread=0 subnets=subnet-1 sgs=sg-1\n"
    "taker arn:l network load balancer 1-1 spread=0 subnets=subnet-1,subnet-2 sgs=\n"
    "taker i-1 EC2 instance 1-1 spread=0 subnets=subnet-1 sgs=sg-1\n"
    "taker eni-1 network interface 1-1 spread=0 subnets=subnet-1 sgs=sg-1\n" },
  { "a subnet that is looked up",
    { "{'address':'data.aws_subnet.s','mode':'data','type':'aws_subnet','name':'s','values':{'id':"
      "'subnet-1','vpc_id':'vpc-1','cidr_block':'10.0.0.0/24','availability_zone':'eu-west-1a',"
      "'availability_zone_id':'euw1-az1','map_public_ip_on_launch':false,'tags':{'Name':'there'}}"
      "}" },
    { NULL },
    "subnet subnet-1 10.0.0.0/24 vpc=vpc-1 az=eu-west-1a public=0 name=there\n" },
  { "types that nobody knows",
    { R ("aws_cloudhsm_v2_cluster", "c", "'id':'x','subnet_ids':['subnet-1']"),
      R ("aws_sqs_queue", "q", "'id':'y'"), R ("random_id", "r", "'id':'z'") },
    { NULL },
    "taker x aws_cloudhsm_v2_cluster 0-0 spread=0 open subnets=subnet-1 sgs=\n"
    "unknown aws_cloudhsm_v2_cluster 1, 1 in subnets\n" },
  { "one of the same index",
    { N ("aws_subnet", "s", "0", ""), N ("aws_subnet", "s", "1", ""),
      N ("aws_nat_gateway", "n", "1", "") },
    { C ("aws_nat_gateway.n", "'subnet_id':"
                              "{'references':['aws_subnet.s','count.index']}") },
    "subnet t/aws_subnet.s[0] - vpc=(null) az=(null) public=0 name=aws_subnet.s[0]\n"
    "subnet t/aws_subnet.s[1] - vpc=(null) az=(null) public=0 name=aws_subnet.s[1]\n"
    "nat t/aws_nat_gateway.n[1] subnet=t/aws_subnet.s[1] public=1\n"
    "note what is picked by count.index or each.key is taken to be of the same index or key\n" },
  { "one of several is not known",
    { N ("aws_subnet", "s", "0", ""), N ("aws_subnet", "s", "1", ""),
      R ("aws_nat_gateway", "n", "") },
    { C ("aws_nat_gateway.n", "'subnet_id':"
                              "{'references':['aws_subnet.s']}") },
    "subnet t/aws_subnet.s[0] - vpc=(null) az=(null) public=0 name=aws_subnet.s[0]\n"
    "subnet t/aws_subnet.s[1] - vpc=(null) az=(null) public=0 name=aws_subnet.s[1]\n"
    "nat t/aws_nat_gateway.n subnet=${t/aws_nat_gateway.n.subnet_id} public=1\n" },
  { "a local value is the same for all",
    { R ("aws_lb", "a", "'load_balancer_type':'network'"),
      R ("aws_lb", "b", "'load_balancer_type':'network'") },
    { C ("aws_lb.a", "'subnets':"
                     "{'references':['local.ids']}"),
      C ("aws_lb.b", "'subnets':"
                     "{'references':['local.ids']}") },
    "taker t/aws_lb.a network load balancer 1-1 spread=0 subnets=open ${t/local.ids} sgs=\n"
    "taker t/aws_lb.b network load balancer 1-1 spread=0 subnets=open ${t/local.ids} sgs=\n" },
  { "a number beside an id decides and is none",
    { R ("aws_security_group", "g", ""), R ("aws_instance", "i", "'subnet_id':'subnet-1'") },
    { C ("aws_instance.i",
         "'vpc_security_group_ids':"
         "{'references':['var.is_open','aws_security_group.g.id','aws_security_group.g']}") },
    "sg t/aws_security_group.g vpc=(null) egress=named\n"
    "taker t/aws_instance.i EC2 instance 1-1 spread=0 subnets=subnet-1 "
    "sgs=t/aws_security_group.g\n" },
  { "what is not made is not there",
    { R ("aws_security_group", "g", ""), R ("aws_instance", "i", "'subnet_id':'subnet-1'") },
    { C ("aws_security_group.none", ""),
      C ("aws_instance.i",
         "'vpc_security_group_ids':"
         "{'references':['aws_security_group.none[0].id','aws_security_group.none[0]','aws_"
         "security_group.none','aws_security_group.g.id','aws_security_group.g']}") },
    "sg t/aws_security_group.g vpc=(null) egress=named\n"
    "taker t/aws_instance.i EC2 instance 1-1 spread=0 subnets=subnet-1 "
    "sgs=t/aws_security_group.g\n" },
};

/* Returns: (transfer full): up to n of them, with commas between */
static char *
join (const char *const *texts, guint n)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n && texts[i] != NULL; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "," : "", texts[i]);
  return g_string_free (all, FALSE);
}

static EnisimInventory *
load (const Row *row)
{
  g_autofree char *resources = join (row->resources, G_N_ELEMENTS (row->resources));
  g_autofree char *config = join (row->config, G_N_ELEMENTS (row->config));
  g_autofree char *text
      = row->config[0]
            ? g_strdup_printf ("{'format_version':'1.2','variables':{'is_open':{'value':true}},"
                               "'planned_values':{'root_module':{'resources':[%s]}},"
                               "'configuration':{'root_module':{'resources':[%s]}}}",
                               resources, config)
            : g_strdup_printf ("{'format_version':'1.0','terraform_version':'1.9.0',"
                               "'planned_values':{'root_module':{'resources':[%s]}}}",
                               resources);
  g_autoptr (GError) error = NULL;
  EnisimInventory *inventory;

  g_strdelimit (text, "'", '"');
  inventory
      = enisim_inventory_load_data ("t.json", (const guint8 *) text, strlen (text), NULL, &error);
  ck_assert_msg (inventory != NULL, "%s: %s", row->name, error ? error->message : "");
  enisim_inventory_verify (inventory);
  return inventory;
}

START_TEST (resource_is_read_for_what_it_is)
{
  const Row *row = &rows[_i];
  g_autoptr (EnisimInventory) inventory = load (row);
  g_autofree char *text = inventory_to_text (inventory, FALSE);

  ck_assert_msg (strcmp (text, row->inventory) == 0, "%s:\n%s\nnot\n%s", row->name, text,
                 row->inventory);
}
END_TEST

typedef struct
{
  Row row;
  EnisimWhole whole;
  gint dns_support, dns_host_names;
} VpcRow;

#define D(values)                                                                                  \
  "{'address':'data.aws_vpc.v','mode':'data','type':'aws_vpc','name':'v','values':{" values "}}"

static const VpcRow vpc_rows[] = {
  { { "made", { R ("aws_vpc", "v", "'cidr_block':'10.0.0.0/16'") }, { NULL }, NULL },
    ENISIM_WHOLE_ALL,
    TRUE,
    FALSE },
  { { "looked up", { D ("'id':'vpc-1','cidr_block':'10.0.0.0/16'") }, { NULL }, NULL }, 0, -1, -1 },
  { { "looked up, with its DNS",
      { D ("'id':'vpc-1','enable_dns_support':false,'enable_dns_hostnames':true") },
      { NULL },
      NULL },
    0,
    FALSE,
    TRUE },
  { { "there from the start", { R ("aws_default_vpc", "v", "'id':'vpc-1'") }, { NULL }, NULL },
    0,
    -1,
    -1 },
};

START_TEST (vpc_that_is_not_made_is_known_in_part)
{
  const VpcRow *row = &vpc_rows[_i];
  g_autoptr (EnisimInventory) inventory = load (&row->row);
  const EnisimVpc *vpc = &g_array_index (inventory->vpcs, EnisimVpc, 0);

  ck_assert_uint_eq (inventory->vpcs->len, 1);
  ck_assert_msg (vpc->whole == row->whole, "%s: %u", row->row.name, vpc->whole);
  ck_assert_int_eq (vpc->dns_support, row->dns_support);
  ck_assert_int_eq (vpc->dns_host_names, row->dns_host_names);
}
END_TEST

START_TEST (main_table_is_told)
{
  g_autoptr (EnisimInventory) inventory = load (&rows[0]);

  ck_assert (g_array_index (inventory->route_tables, EnisimRouteTable, 0).is_main);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("terraform-resources");
  TCase *tcase = tcase_create ("core");

  tcase_add_loop_test (tcase, resource_is_read_for_what_it_is, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (tcase, vpc_that_is_not_made_is_known_in_part, 0, G_N_ELEMENTS (vpc_rows));
  tcase_add_test (tcase, main_table_is_told);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
