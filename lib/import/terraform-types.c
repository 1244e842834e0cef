/* terraform-types.c: which types of CloudFormation those of Terraform are
 *
 * Both tables are sorted and searched by halving, for each resource of a plan asks them several
 * times.
 */
#include <stdlib.h>
#include <string.h>

#include "import/cloudformation.h"
#include "import/taker-rules.h"
#include "import/terraform-names.h"

#define AWSCC "awscc_"

typedef struct
{
  const char *type, *same;
} Type;

static const Type types[] = {
  { "aws_alb", "AWS::ElasticLoadBalancingV2::LoadBalancer" },
  { "aws_apigatewayv2_vpc_link", "AWS::ApiGatewayV2::VpcLink" },
  { "aws_appautoscaling_target", "AWS::ApplicationAutoScaling::ScalableTarget" },
  { "aws_apprunner_vpc_connector", "AWS::AppRunner::VpcConnector" },
  { "aws_autoscaling_group", "AWS::AutoScaling::AutoScalingGroup" },
  { "aws_bedrockagentcore_agent_runtime", "AWS::BedrockAgentCore::Runtime" },
  { "aws_bedrockagentcore_agent_runtime_endpoint", "AWS::BedrockAgentCore::RuntimeEndpoint" },
  { "aws_bedrockagentcore_browser", "AWS::BedrockAgentCore::BrowserCustom" },
  { "aws_bedrockagentcore_code_interpreter", "AWS::BedrockAgentCore::CodeInterpreterCustom" },
  { "aws_codebuild_project", "AWS::CodeBuild::Project" },
  { "aws_dax_cluster", "AWS::DAX::Cluster" },
  { "aws_dax_subnet_group", "AWS::DAX::SubnetGroup" },
  { "aws_db_instance", "AWS::RDS::DBInstance" },
  { "aws_db_proxy", "AWS::RDS::DBProxy" },
  { "aws_db_subnet_group", "AWS::RDS::DBSubnetGroup" },
  { "aws_default_network_acl", "AWS::EC2::NetworkAcl" },
  { "aws_default_route_table", "AWS::EC2::RouteTable" },
  { "aws_default_security_group", "AWS::EC2::SecurityGroup" },
  { "aws_default_subnet", "AWS::EC2::Subnet" },
  { "aws_default_vpc", "AWS::EC2::VPC" },
  { "aws_directory_service_directory", "AWS::DirectoryService::MicrosoftAD" },
  { "aws_dms_replication_instance", "AWS::DMS::ReplicationInstance" },
  { "aws_dms_replication_subnet_group", "AWS::DMS::ReplicationSubnetGroup" },
  { "aws_docdb_cluster", "AWS::DocDB::DBCluster" },
  { "aws_docdb_cluster_instance", "AWS::DocDB::DBInstance" },
  { "aws_docdb_subnet_group", "AWS::DocDB::DBSubnetGroup" },
  { "aws_ec2_instance_connect_endpoint", "AWS::EC2::InstanceConnectEndpoint" },
  { "aws_ec2_transit_gateway_vpc_attachment", "AWS::EC2::TransitGatewayVpcAttachment" },
  { "aws_ecs_service", "AWS::ECS::Service" },
  { "aws_efs_mount_target", "AWS::EFS::MountTarget" },
  { "aws_eks_cluster", "AWS::EKS::Cluster" },
  { "aws_eks_fargate_profile", "AWS::EKS::FargateProfile" },
  { "aws_eks_node_group", "AWS::EKS::Nodegroup" },
  { "aws_elasticache_cluster", "AWS::ElastiCache::CacheCluster" },
  { "aws_elasticache_replication_group", "AWS::ElastiCache::ReplicationGroup" },
  { "aws_elasticache_serverless_cache", "AWS::ElastiCache::ServerlessCache" },
  { "aws_elasticache_subnet_group", "AWS::ElastiCache::SubnetGroup" },
  { "aws_elasticsearch_domain", "AWS::Elasticsearch::Domain" },
  { "aws_elb", "AWS::ElasticLoadBalancing::LoadBalancer" },
  { "aws_instance", "AWS::EC2::Instance" },
  { "aws_internet_gateway", "AWS::EC2::InternetGateway" },
  { "aws_internet_gateway_attachment", "AWS::EC2::VPCGatewayAttachment" },
  { "aws_lambda_function", "AWS::Lambda::Function" },
  { "aws_lb", "AWS::ElasticLoadBalancingV2::LoadBalancer" },
  { "aws_memorydb_cluster", "AWS::MemoryDB::Cluster" },
  { "aws_memorydb_subnet_group", "AWS::MemoryDB::SubnetGroup" },
  { "aws_msk_cluster", "AWS::MSK::Cluster" },
  { "aws_nat_gateway", "AWS::EC2::NatGateway" },
  { "aws_neptune_cluster", "AWS::Neptune::DBCluster" },
  { "aws_neptune_cluster_instance", "AWS::Neptune::DBInstance" },
  { "aws_neptune_subnet_group", "AWS::Neptune::DBSubnetGroup" },
  { "aws_network_acl", "AWS::EC2::NetworkAcl" },
  { "aws_network_acl_association", "AWS::EC2::SubnetNetworkAclAssociation" },
  { "aws_network_acl_rule", "AWS::EC2::NetworkAclEntry" },
  { "aws_network_interface", "AWS::EC2::NetworkInterface" },
  { "aws_networkfirewall_firewall", "AWS::NetworkFirewall::Firewall" },
  { "aws_opensearch_domain", "AWS::OpenSearchService::Domain" },
  { "aws_rds_cluster", "AWS::RDS::DBCluster" },
  { "aws_rds_cluster_instance", "AWS::RDS::DBInstance" },
  { "aws_redshift_cluster", "AWS::Redshift::Cluster" },
  { "aws_redshift_subnet_group", "AWS::Redshift::ClusterSubnetGroup" },
  { "aws_redshiftserverless_workgroup", "AWS::RedshiftServerless::Workgroup" },
  { "aws_route", "AWS::EC2::Route" },
  { "aws_route53_resolver_endpoint", "AWS::Route53Resolver::ResolverEndpoint" },
  { "aws_route_table", "AWS::EC2::RouteTable" },
  { "aws_route_table_association", "AWS::EC2::SubnetRouteTableAssociation" },
  { "aws_security_group", "AWS::EC2::SecurityGroup" },
  { "aws_subnet", "AWS::EC2::Subnet" },
  { "aws_synthetics_canary", "AWS::Synthetics::Canary" },
  { "aws_vpc", "AWS::EC2::VPC" },
  { "aws_vpc_endpoint", "AWS::EC2::VPCEndpoint" },
  { "aws_vpc_ipv4_cidr_block_association", "AWS::EC2::VPCCidrBlock" },
  { "aws_vpc_security_group_egress_rule", "AWS::EC2::SecurityGroupEgress" },
  { "aws_vpc_security_group_ingress_rule", "AWS::EC2::SecurityGroupIngress" },
};

/* A name ended by "_" stands for all that begin with it.  Other providers are no part of a VPC. */
static const char *const types_without_addresses[] = {
  "aws_acm_",
  "aws_ami",
  "aws_api_gateway_",
  "aws_apigatewayv2_",
  "aws_appautoscaling_",
  "aws_autoscaling_attachment",
  "aws_autoscaling_lifecycle_hook",
  "aws_autoscaling_policy",
  "aws_autoscaling_schedule",
  "aws_bedrock_",
  "aws_bedrockagentcore_api_key_credential_provider",
  "aws_bedrockagentcore_gateway",
  "aws_bedrockagentcore_gateway_target",
  "aws_bedrockagentcore_memory",
  "aws_bedrockagentcore_memory_strategy",
  "aws_bedrockagentcore_oauth2_credential_provider",
  "aws_bedrockagentcore_policy_engine",
  "aws_bedrockagentcore_token_vault_cmk",
  "aws_bedrockagentcore_workload_identity",
  "aws_budgets_",
  "aws_cloudfront_",
  "aws_cloudtrail",
  "aws_cloudwatch_",
  "aws_cognito_",
  "aws_customer_gateway",
  "aws_db_option_group",
  "aws_db_parameter_group",
  "aws_db_proxy_default_target_group",
  "aws_db_proxy_target",
  "aws_dynamodb_",
  "aws_ebs_volume",
  "aws_ec2_managed_prefix_list",
  "aws_ec2_managed_prefix_list_entry",
  "aws_ec2_tag",
  "aws_ec2_transit_gateway",
  "aws_ec2_transit_gateway_route",
  "aws_ec2_transit_gateway_route_table",
  "aws_ec2_transit_gateway_route_table_association",
  "aws_ec2_transit_gateway_route_table_propagation",
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
  "aws_eks_access_entry",
  "aws_eks_access_policy_association",
  "aws_eks_addon",
  "aws_eks_pod_identity_association",
  "aws_elasticache_parameter_group",
  "aws_elasticache_user",
  "aws_elasticache_user_group",
  "aws_flow_log",
  "aws_iam_",
  "aws_key_pair",
  "aws_kinesis_",
  "aws_kms_",
  "aws_lambda_alias",
  "aws_lambda_event_source_mapping",
  "aws_lambda_function_event_invoke_config",
  "aws_lambda_function_url",
  "aws_lambda_layer_version",
  "aws_lambda_permission",
  "aws_launch_configuration",
  "aws_launch_template",
  "aws_lb_listener",
  "aws_lb_listener_certificate",
  "aws_lb_listener_rule",
  "aws_lb_target_group",
  "aws_lb_target_group_attachment",
  "aws_memorydb_acl",
  "aws_memorydb_parameter_group",
  "aws_memorydb_user",
  "aws_msk_configuration",
  "aws_networkfirewall_firewall_policy",
  "aws_networkfirewall_logging_configuration",
  "aws_networkfirewall_rule_group",
  "aws_opensearch_domain_policy",
  "aws_placement_group",
  "aws_rds_cluster_parameter_group",
  "aws_resourcegroups_",
  "aws_route53_record",
  "aws_route53_resolver_firewall_domain_list",
  "aws_route53_resolver_firewall_rule",
  "aws_route53_resolver_firewall_rule_group",
  "aws_route53_resolver_rule",
  "aws_route53_resolver_rule_association",
  "aws_route53_zone",
  "aws_s3_",
  "aws_secretsmanager_",
  "aws_service_discovery_",
  "aws_sfn_",
  "aws_sns_",
  "aws_sqs_",
  "aws_ssm_",
  "aws_volume_attachment",
  "aws_vpc_dhcp_options",
  "aws_vpc_dhcp_options_association",
  "aws_vpc_endpoint_policy",
  "aws_vpc_ipv6_cidr_block_association",
  "aws_vpc_peering_connection",
  "aws_vpc_peering_connection_accepter",
  "aws_vpn_gateway",
  "aws_vpn_gateway_attachment",
  "aws_wafv2_",
  "aws_xray_",
};

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
      if (enisim_terraform_begins_word (name, n_bytes, i) && *type++ != '_')
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

static gint
compare_type (gconstpointer key, gconstpointer entry)
{
  return strcmp (key, ((const Type *) entry)->type);
}

const char *
enisim_terraform_find_type (const char *type)
{
  const Type *found = bsearch (type, types, G_N_ELEMENTS (types), sizeof *types, compare_type);

  if (found)
    return found->same;
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

/* No name begins as another one that stands for more: the last that is not behind the type is the
 * only one that can mean it. */
static gboolean
is_listed (const char *type)
{
  guint low = 0, high = G_N_ELEMENTS (types_without_addresses);
  const char *name;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (strcmp (types_without_addresses[middle], type) <= 0)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return FALSE;
  name = types_without_addresses[low - 1];
  return g_str_has_suffix (name, "_") ? g_str_has_prefix (type, name) : strcmp (type, name) == 0;
}

gboolean
enisim_terraform_takes_none (const char *type)
{
  if (g_str_has_prefix (type, AWSCC))
    return is_awscc_without_addresses (type);
  return !g_str_has_prefix (type, "aws_") || is_listed (type);
}

void
enisim_terraform_types_verify (void)
{
  for (guint i = 1; i < G_N_ELEMENTS (types); i++)
    g_assert_cmpstr (types[i - 1].type, <, types[i].type);
  for (guint i = 1; i < G_N_ELEMENTS (types_without_addresses); i++)
    {
      const char *before = types_without_addresses[i - 1], *name = types_without_addresses[i];

      g_assert_cmpstr (before, <, name);
      g_assert_false (g_str_has_suffix (before, "_") && g_str_has_prefix (name, before));
    }
}
