/* terraform-names.c: what Terraform calls the types and properties of CloudFormation */
#include "import/terraform-names.h"

#include <string.h>

#include "import/cloudformation.h"
#include "import/taker-rules.h"

#define AWSCC "awscc_"
#define RUNTIME "AWS::BedrockAgentCore::Runtime"
#define RUNTIME_ENDPOINT "AWS::BedrockAgentCore::RuntimeEndpoint"
#define BROWSER "AWS::BedrockAgentCore::BrowserCustom"
#define CODE_INTERPRETER "AWS::BedrockAgentCore::CodeInterpreterCustom"
#define LOAD_BALANCER "AWS::ElasticLoadBalancingV2::LoadBalancer"

typedef struct
{
  const char *type, *same;
} Type;

static const Type types[] = {
  { "aws_alb", LOAD_BALANCER },
  { "aws_autoscaling_group", "AWS::AutoScaling::AutoScalingGroup" },
  { "aws_bedrockagentcore_agent_runtime", RUNTIME },
  { "aws_bedrockagentcore_agent_runtime_endpoint", RUNTIME_ENDPOINT },
  { "aws_bedrockagentcore_browser", BROWSER },
  { "aws_bedrockagentcore_code_interpreter", CODE_INTERPRETER },
  { "aws_db_instance", "AWS::RDS::DBInstance" },
  { "aws_db_subnet_group", "AWS::RDS::DBSubnetGroup" },
  { "aws_default_network_acl", "AWS::EC2::NetworkAcl" },
  { "aws_default_route_table", "AWS::EC2::RouteTable" },
  { "aws_default_security_group", "AWS::EC2::SecurityGroup" },
  { "aws_default_subnet", "AWS::EC2::Subnet" },
  { "aws_default_vpc", "AWS::EC2::VPC" },
  { "aws_ecs_service", "AWS::ECS::Service" },
  { "aws_efs_mount_target", "AWS::EFS::MountTarget" },
  { "aws_elb", "AWS::ElasticLoadBalancing::LoadBalancer" },
  { "aws_instance", "AWS::EC2::Instance" },
  { "aws_internet_gateway", "AWS::EC2::InternetGateway" },
  { "aws_internet_gateway_attachment", "AWS::EC2::VPCGatewayAttachment" },
  { "aws_lambda_function", "AWS::Lambda::Function" },
  { "aws_lb", LOAD_BALANCER },
  { "aws_nat_gateway", "AWS::EC2::NatGateway" },
  { "aws_network_acl", "AWS::EC2::NetworkAcl" },
  { "aws_network_acl_association", "AWS::EC2::SubnetNetworkAclAssociation" },
  { "aws_network_acl_rule", "AWS::EC2::NetworkAclEntry" },
  { "aws_network_interface", "AWS::EC2::NetworkInterface" },
  { "aws_networkfirewall_firewall", "AWS::NetworkFirewall::Firewall" },
  { "aws_rds_cluster", "AWS::RDS::DBCluster" },
  { "aws_rds_cluster_instance", "AWS::RDS::DBInstance" },
  { "aws_route", "AWS::EC2::Route" },
  { "aws_route_table", "AWS::EC2::RouteTable" },
  { "aws_route_table_association", "AWS::EC2::SubnetRouteTableAssociation" },
  { "aws_security_group", "AWS::EC2::SecurityGroup" },
  { "aws_subnet", "AWS::EC2::Subnet" },
  { "aws_vpc", "AWS::EC2::VPC" },
  { "aws_vpc_endpoint", "AWS::EC2::VPCEndpoint" },
  { "aws_vpc_security_group_egress_rule", "AWS::EC2::SecurityGroupEgress" },
  { "aws_vpc_security_group_ingress_rule", "AWS::EC2::SecurityGroupIngress" },
};

typedef struct
{
  const char *type; /* of Terraform */
  const char *path; /* of CloudFormation */
  const char *name; /* of Terraform */
} Rename;

/* Rows of one type and path stand together. */
static const Rename renames[] = {
  { "aws_alb", "Type", "load_balancer_type" },
  { "aws_alb", "SubnetMappings[].SubnetId", "subnet_mapping[].subnet_id" },
  { "aws_bedrockagentcore_browser", "VpcConfig", "network_mode_config" },
  { "aws_bedrockagentcore_browser", "VpcConfig", "vpc_config" },
  { "aws_bedrockagentcore_code_interpreter", "VpcConfig", "network_mode_config" },
  { "aws_bedrockagentcore_code_interpreter", "VpcConfig", "vpc_config" },
  { "aws_db_instance", "VPCSecurityGroups", "vpc_security_group_ids" },
  { "aws_ecs_service", "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups",
    "network_configuration.security_groups" },
  { "aws_ecs_service", "NetworkConfiguration.AwsvpcConfiguration.Subnets",
    "network_configuration.subnets" },
  { "aws_instance", "NetworkInterfaces[].GroupSet", "network_interface[].security_groups" },
  { "aws_instance", "NetworkInterfaces[].SubnetId", "network_interface[].subnet_id" },
  { "aws_instance", "SecurityGroupIds", "vpc_security_group_ids" },
  { "aws_lb", "Type", "load_balancer_type" },
  { "aws_lb", "SubnetMappings[].SubnetId", "subnet_mapping[].subnet_id" },
  { "aws_network_acl_rule", "PortRange.From", "from_port" },
  { "aws_network_acl_rule", "PortRange.To", "to_port" },
  { "aws_network_interface", "GroupSet", "security_groups" },
  { "aws_networkfirewall_firewall", "SubnetMappings[].SubnetId", "subnet_mapping[].subnet_id" },
  { "aws_rds_cluster_instance", "VPCSecurityGroups", "vpc_security_group_ids" },
  { "aws_route", "EgressOnlyInternetGatewayId", "egress_only_gateway_id" },
  { "aws_vpc_security_group_egress_rule", "CidrIp", "cidr_ipv4" },
  { "aws_vpc_security_group_egress_rule", "DestinationPrefixListId", "prefix_list_id" },
  { "aws_vpc_security_group_egress_rule", "DestinationSecurityGroupId",
    "referenced_security_group_id" },
  { "aws_vpc_security_group_egress_rule", "GroupId", "security_group_id" },
  { "aws_vpc_security_group_ingress_rule", "CidrIp", "cidr_ipv4" },
  { "aws_vpc_security_group_ingress_rule", "GroupId", "security_group_id" },
  { "aws_vpc_security_group_ingress_rule", "SourcePrefixListId", "prefix_list_id" },
  { "aws_vpc_security_group_ingress_rule", "SourceSecurityGroupId",
    "referenced_security_group_id" },
};

/* A name ended by "_" stands for all that begin with it.  Other providers are no part of a VPC. */
static const char *const types_without_addresses[] = {
  "aws_acm_",
  "aws_api_gateway_",
  "aws_apigatewayv2_",
  "aws_appautoscaling_",
  "aws_autoscaling_policy",
  "aws_bedrock_",
  "aws_bedrockagentcore_api_key_credential_provider",
  "aws_bedrockagentcore_gateway",
  "aws_bedrockagentcore_gateway_target",
  "aws_bedrockagentcore_memory",
  "aws_bedrockagentcore_memory_strategy",
  "aws_bedrockagentcore_oauth2_credential_provider",
  "aws_bedrockagentcore_workload_identity",
  "aws_budgets_",
  "aws_cloudfront_",
  "aws_cloudtrail",
  "aws_cloudwatch_",
  "aws_cognito_",
  "aws_db_parameter_group",
  "aws_dynamodb_",
  "aws_ecr_",
  "aws_ecrpublic_",
  "aws_ecs_cluster",
  "aws_ecs_cluster_capacity_providers",
  "aws_ecs_task_definition",
  "aws_efs_access_point",
  "aws_efs_backup_policy",
  "aws_efs_file_system",
  "aws_egress_only_internet_gateway",
  "aws_eip",
  "aws_eip_association",
  "aws_flow_log",
  "aws_iam_",
  "aws_key_pair",
  "aws_kinesis_",
  "aws_kms_",
  "aws_lambda_alias",
  "aws_lambda_event_source_mapping",
  "aws_lambda_function_url",
  "aws_lambda_layer_version",
  "aws_lambda_permission",
  "aws_launch_template",
  "aws_lb_listener",
  "aws_lb_listener_rule",
  "aws_lb_target_group",
  "aws_lb_target_group_attachment",
  "aws_networkfirewall_firewall_policy",
  "aws_networkfirewall_logging_configuration",
  "aws_networkfirewall_rule_group",
  "aws_rds_cluster_parameter_group",
  "aws_resourcegroups_",
  "aws_route53_record",
  "aws_route53_zone",
  "aws_s3_",
  "aws_secretsmanager_",
  "aws_service_discovery_",
  "aws_sfn_",
  "aws_sns_",
  "aws_sqs_",
  "aws_ssm_",
  "aws_vpc_dhcp_options",
  "aws_vpc_dhcp_options_association",
  "aws_vpc_ipv4_cidr_block_association",
  "aws_wafv2_",
};

static const EnisimTerraformWanted wanted[] = {
  { "db_subnet_group_name", "AWS::RDS::DBSubnetGroup", FALSE },
  { "default_route_table_id", "AWS::EC2::RouteTable", FALSE },
  { "destination_security_group_id", "AWS::EC2::SecurityGroup", FALSE },
  { "gateway_id", NULL, FALSE },
  { "group_id", "AWS::EC2::SecurityGroup", FALSE },
  { "group_set", "AWS::EC2::SecurityGroup", TRUE },
  { "internet_gateway_id", "AWS::EC2::InternetGateway", FALSE },
  { "nat_gateway_id", "AWS::EC2::NatGateway", FALSE },
  { "network_acl_id", "AWS::EC2::NetworkAcl", FALSE },
  { "referenced_security_group_id", "AWS::EC2::SecurityGroup", FALSE },
  { "route_table_id", "AWS::EC2::RouteTable", FALSE },
  { "route_table_ids", "AWS::EC2::RouteTable", TRUE },
  { "security_group_id", "AWS::EC2::SecurityGroup", FALSE },
  { "security_group_ids", "AWS::EC2::SecurityGroup", TRUE },
  { "security_groups", "AWS::EC2::SecurityGroup", TRUE },
  { "source_security_group_id", "AWS::EC2::SecurityGroup", FALSE },
  { "subnet_id", "AWS::EC2::Subnet", FALSE },
  { "subnet_ids", "AWS::EC2::Subnet", TRUE },
  { "subnets", "AWS::EC2::Subnet", TRUE },
  { "agent_runtime_id", RUNTIME, FALSE },
  { "vpc_endpoint_id", NULL, FALSE },
  { "vpc_id", "AWS::EC2::VPC", FALSE },
  { "vpc_security_group_ids", "AWS::EC2::SecurityGroup", TRUE },
  { "vpc_security_groups", "AWS::EC2::SecurityGroup", TRUE },
  { "vpc_zone_identifier", "AWS::EC2::Subnet", TRUE },
};

typedef struct
{
  const char *same, *attribute;
} OwnId;

/* Of awscc, which has other resources' ids under the same names elsewhere. */
static const OwnId own_ids[] = {
  { "AWS::EC2::InternetGateway", "internet_gateway_id" },
  { "AWS::EC2::NatGateway", "nat_gateway_id" },
  { "AWS::EC2::NetworkAcl", "network_acl_id" },
  { "AWS::EC2::RouteTable", "route_table_id" },
  { "AWS::EC2::SecurityGroup", "group_id" },
  { "AWS::EC2::SecurityGroup", "security_group_id" },
  { "AWS::EC2::Subnet", "subnet_id" },
  { "AWS::EC2::VPC", "vpc_id" },
  { "AWS::EC2::VPCEndpoint", "vpc_endpoint_id" },
  { "AWS::RDS::DBSubnetGroup", "db_subnet_group_name" },
  { RUNTIME, "agent_runtime_id" },
  { RUNTIME, "agent_runtime_arn" },
};

/* A word begins at each capital behind a small letter or before one: "VPCZoneIdentifier" is
 * vpc_zone_identifier, "MultiAZ" multi_az. */
static gboolean
begins_word (const char *camel, gsize n_bytes, gsize i)
{
  const gboolean is_behind_small
      = i > 0 && (g_ascii_islower (camel[i - 1]) || g_ascii_isdigit (camel[i - 1]));
  const gboolean is_before_small = i + 1 < n_bytes && g_ascii_islower (camel[i + 1]);
  const gboolean is_in_acronym = i > 0 && g_ascii_isupper (camel[i - 1]);

  return g_ascii_isupper (camel[i]) && (is_behind_small || (is_in_acronym && is_before_small));
}

static void
append_snake (GString *out, const char *camel, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    {
      if (begins_word (camel, n_bytes, i))
        g_string_append_c (out, '_');
      g_string_append_c (out, g_ascii_tolower (camel[i]));
    }
}

/* Whether @type begins with awscc_ec2_vpc_endpoint of "AWS::EC2::VPCEndpoint", in which the service
 * is one word; without a copy, for each type is compared with all of them.
 * Returns: (nullable): what follows it; NULL: it does not */
static const char *
skip_awscc_type (const char *type, const char *same)
{
  const char *service = same + strlen ("AWS::");
  const char *name = strstr (service, "::") + 2;
  const gsize n_bytes = strlen (name);

  type += strlen (AWSCC);
  for (; service < name - 2; service++, type++)
    if (*type != g_ascii_tolower (*service))
      return NULL;
  if (*type++ != '_')
    return NULL;
  for (gsize i = 0; i < n_bytes; i++, type++)
    {
      if (begins_word (name, n_bytes, i) && *type++ != '_')
        return NULL;
      if (*type != g_ascii_tolower (name[i]))
        return NULL;
    }
  return type;
}

static gboolean
is_awscc_of (const char *type, const char *same)
{
  const char *rest = skip_awscc_type (type, same);

  return rest && *rest == '\0';
}

static const char *
find_awscc_type (const char *type)
{
  const char *same;
  guint n;
  const EnisimTakerRule *rules = enisim_taker_rules_get (&n);

  for (guint i = 0; (same = enisim_cloudformation_get_type (i)) != NULL; i++)
    if (is_awscc_of (type, same))
      return same;
  for (guint i = 0; i < n; i++)
    if (is_awscc_of (type, rules[i].type))
      return rules[i].type;
  return is_awscc_of (type, "AWS::RDS::DBSubnetGroup") ? "AWS::RDS::DBSubnetGroup" : NULL;
}

const char *
enisim_terraform_find_type (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].type, type) == 0)
      return types[i].same;
  return g_str_has_prefix (type, AWSCC) ? find_awscc_type (type) : NULL;
}

static gboolean
is_awscc_without_addresses (const char *type)
{
  const char *name;

  for (guint i = 0; (name = enisim_type_without_addresses_get (i)) != NULL; i++)
    {
      const char *rest = g_str_has_prefix (name, "AWS::") ? skip_awscc_type (type, name) : NULL;

      if (rest && (*rest == '\0' || g_str_has_suffix (name, "::")))
        return TRUE;
    }
  return FALSE;
}

gboolean
enisim_terraform_takes_none (const char *type)
{
  if (g_str_has_prefix (type, AWSCC))
    return is_awscc_without_addresses (type);
  if (!g_str_has_prefix (type, "aws_"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (types_without_addresses); i++)
    {
      const char *name = types_without_addresses[i];

      if (g_str_has_suffix (name, "_") ? g_str_has_prefix (type, name) : strcmp (type, name) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
make_snake_path (const char *path)
{
  GString *out = g_string_new (NULL);

  while (*path)
    {
      const gsize n_name = strcspn (path, ".[");
      const gsize n_marks = strspn (path + n_name, ".[]");

      append_snake (out, path, n_name);
      g_string_append_len (out, path + n_name, (gssize) n_marks);
      path += n_name + n_marks;
    }
  return g_string_free (out, FALSE);
}

char *
enisim_terraform_make_path (const char *type, const char *path, guint index)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (renames); i++)
    if (strcmp (renames[i].path, path) == 0 && strcmp (renames[i].type, type) == 0 && n++ == index)
      return g_strdup (renames[i].name);
  return n == 0 && index == 0 ? make_snake_path (path) : NULL;
}

const EnisimTerraformWanted *
enisim_terraform_find_wanted (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (strcmp (wanted[i].name, name) == 0)
      return &wanted[i];
  return NULL;
}

gboolean
enisim_terraform_is_own_id (const char *type, const char *same, const char *attribute)
{
  if (strcmp (attribute, "id") == 0)
    return TRUE;
  if (!same || (!g_str_has_prefix (type, AWSCC) && strcmp (same, RUNTIME) != 0))
    return same && strcmp (same, "AWS::RDS::DBSubnetGroup") == 0 && strcmp (attribute, "name") == 0;
  for (guint i = 0; i < G_N_ELEMENTS (own_ids); i++)
    if (strcmp (own_ids[i].same, same) == 0 && strcmp (own_ids[i].attribute, attribute) == 0)
      return TRUE;
  return FALSE;
}
