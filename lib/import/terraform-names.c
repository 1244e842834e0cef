/* terraform-names.c: what Terraform calls the properties of CloudFormation */
#include "import/terraform-names.h"

#include <stdlib.h>
#include <string.h>

#define AWSCC "awscc_"

typedef struct
{
  const char *type; /* of Terraform */
  const char *path; /* of CloudFormation */
  const char *name; /* of Terraform */
} Rename;

/* Sorted by type, rows of one path in the order in which they are tried. */
static const Rename renames[] = {
  { "aws_alb", "SubnetMappings[].SubnetId", "subnet_mapping[].subnet_id" },
  { "aws_alb", "Type", "load_balancer_type" },
  { "aws_bedrockagentcore_browser", "VpcConfig", "vpc_config" },
  { "aws_bedrockagentcore_browser", "VpcConfig", "network_mode_config" },
  { "aws_bedrockagentcore_code_interpreter", "VpcConfig", "vpc_config" },
  { "aws_bedrockagentcore_code_interpreter", "VpcConfig", "network_mode_config" },
  { "aws_dax_subnet_group", "SubnetGroupName", "name" },
  { "aws_db_instance", "DBInstanceIdentifier", "identifier" },
  { "aws_db_instance", "SourceDBInstanceIdentifier", "replicate_source_db" },
  { "aws_db_instance", "VPCSecurityGroups", "vpc_security_group_ids" },
  { "aws_db_subnet_group", "DBSubnetGroupName", "name" },
  { "aws_directory_service_directory", "VpcSettings.SubnetIds", "vpc_settings.subnet_ids" },
  { "aws_directory_service_directory", "VpcSettings.SubnetIds", "connect_settings.subnet_ids" },
  { "aws_dms_replication_instance", "ReplicationSubnetGroupIdentifier",
    "replication_subnet_group_id" },
  { "aws_dms_replication_subnet_group", "ReplicationSubnetGroupIdentifier",
    "replication_subnet_group_id" },
  { "aws_docdb_cluster", "DBClusterIdentifier", "cluster_identifier" },
  { "aws_docdb_cluster_instance", "DBClusterIdentifier", "cluster_identifier" },
  { "aws_docdb_subnet_group", "DBSubnetGroupName", "name" },
  { "aws_ecs_service", "DeploymentConfiguration.MaximumPercent", "deployment_maximum_percent" },
  { "aws_ecs_service", "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups",
    "network_configuration.security_groups" },
  { "aws_ecs_service", "NetworkConfiguration.AwsvpcConfiguration.Subnets",
    "network_configuration.subnets" },
  { "aws_eks_cluster", "ResourcesVpcConfig.SecurityGroupIds", "vpc_config.security_group_ids" },
  { "aws_eks_cluster", "ResourcesVpcConfig.SubnetIds", "vpc_config.subnet_ids" },
  { "aws_eks_fargate_profile", "Subnets", "subnet_ids" },
  { "aws_eks_node_group", "Subnets", "subnet_ids" },
  { "aws_elasticache_cluster", "CacheSubnetGroupName", "subnet_group_name" },
  { "aws_elasticache_cluster", "PreferredAvailabilityZone", "availability_zone" },
  { "aws_elasticache_cluster", "VpcSecurityGroupIds", "security_group_ids" },
  { "aws_elasticache_replication_group", "CacheSubnetGroupName", "subnet_group_name" },
  { "aws_elasticache_replication_group", "NumCacheClusters", "num_cache_clusters" },
  { "aws_elasticache_replication_group", "NumCacheClusters", "number_cache_clusters" },
  { "aws_elasticache_subnet_group", "CacheSubnetGroupName", "name" },
  { "aws_elasticsearch_domain", "ElasticsearchClusterConfig.DedicatedMasterCount",
    "cluster_config.dedicated_master_count" },
  { "aws_elasticsearch_domain", "ElasticsearchClusterConfig.InstanceCount",
    "cluster_config.instance_count" },
  { "aws_elasticsearch_domain", "ElasticsearchClusterConfig.WarmCount",
    "cluster_config.warm_count" },
  { "aws_instance", "SecurityGroupIds", "vpc_security_group_ids" },
  { "aws_lb", "SubnetMappings[].SubnetId", "subnet_mapping[].subnet_id" },
  { "aws_lb", "Type", "load_balancer_type" },
  { "aws_memorydb_subnet_group", "SubnetGroupName", "name" },
  { "aws_neptune_cluster", "DBClusterIdentifier", "cluster_identifier" },
  { "aws_neptune_cluster", "DBSubnetGroupName", "neptune_subnet_group_name" },
  { "aws_neptune_cluster_instance", "DBClusterIdentifier", "cluster_identifier" },
  { "aws_neptune_cluster_instance", "DBSubnetGroupName", "neptune_subnet_group_name" },
  { "aws_neptune_subnet_group", "DBSubnetGroupName", "name" },
  { "aws_network_acl_rule", "PortRange.From", "from_port" },
  { "aws_network_acl_rule", "PortRange.To", "to_port" },
  { "aws_network_interface", "GroupSet", "security_groups" },
  { "aws_networkfirewall_firewall", "SubnetMappings[].SubnetId", "subnet_mapping[].subnet_id" },
  { "aws_rds_cluster", "DBClusterIdentifier", "cluster_identifier" },
  { "aws_rds_cluster_instance", "DBClusterIdentifier", "cluster_identifier" },
  { "aws_rds_cluster_instance", "DBInstanceIdentifier", "identifier" },
  { "aws_rds_cluster_instance", "VPCSecurityGroups", "vpc_security_group_ids" },
  { "aws_redshift_subnet_group", "ClusterSubnetGroupName", "name" },
  { "aws_route", "EgressOnlyInternetGatewayId", "egress_only_gateway_id" },
  { "aws_route53_resolver_endpoint", "IpAddresses", "ip_address" },
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

typedef struct
{
  const char *type; /* of Terraform */
  const char *path; /* of CloudFormation */
  const char *unless;
} Exception;

/* What a state says twice, of which one is enough.  Sorted by type. */
static const Exception exceptions[] = {
  { "aws_alb", "SubnetMappings[].SubnetId", "subnets" },
  { "aws_elasticache_replication_group", "NumCacheClusters", "num_node_groups" },
  { "aws_instance", "SubnetId", "network_interface" },
  { "aws_instance", "SubnetId", "primary_network_interface" },
  { "aws_lb", "SubnetMappings[].SubnetId", "subnets" },
  { "aws_nat_gateway", "SecondaryPrivateIpAddressCount", "secondary_private_ip_addresses" },
  { "aws_network_interface", "Ipv4PrefixCount", "ipv4_prefixes" },
};

/* Sorted by name. */
static const EnisimTerraformWanted wanted[] = {
  { "agent_runtime_id", "AWS::BedrockAgentCore::Runtime", FALSE, FALSE },
  { "client_subnets", "AWS::EC2::Subnet", TRUE, FALSE },
  { "cluster_identifier", NULL, FALSE, TRUE },
  { "cluster_subnet_group_name", "AWS::Redshift::ClusterSubnetGroup", FALSE, TRUE },
  { "db_subnet_group_name", NULL, FALSE, TRUE },
  { "default_route_table_id", "AWS::EC2::RouteTable", FALSE, FALSE },
  { "destination_security_group_id", "AWS::EC2::SecurityGroup", FALSE, FALSE },
  { "gateway_id", NULL, FALSE, FALSE },
  { "group_id", "AWS::EC2::SecurityGroup", FALSE, FALSE },
  { "group_set", "AWS::EC2::SecurityGroup", TRUE, FALSE },
  { "internet_gateway_id", "AWS::EC2::InternetGateway", FALSE, FALSE },
  { "nat_gateway_id", "AWS::EC2::NatGateway", FALSE, FALSE },
  { "neptune_subnet_group_name", "AWS::Neptune::DBSubnetGroup", FALSE, TRUE },
  { "network_acl_id", "AWS::EC2::NetworkAcl", FALSE, FALSE },
  { "referenced_security_group_id", "AWS::EC2::SecurityGroup", FALSE, FALSE },
  { "replicate_source_db", "AWS::RDS::DBInstance", FALSE, TRUE },
  { "replication_subnet_group_id", "AWS::DMS::ReplicationSubnetGroup", FALSE, TRUE },
  { "route_table_id", "AWS::EC2::RouteTable", FALSE, FALSE },
  { "route_table_ids", "AWS::EC2::RouteTable", TRUE, FALSE },
  { "secondary_allocation_ids", NULL, TRUE, FALSE },
  { "security_group_id", "AWS::EC2::SecurityGroup", FALSE, FALSE },
  { "security_group_ids", "AWS::EC2::SecurityGroup", TRUE, FALSE },
  { "security_groups", "AWS::EC2::SecurityGroup", TRUE, FALSE },
  { "source_security_group_id", "AWS::EC2::SecurityGroup", FALSE, FALSE },
  { "subnet_group_name", NULL, FALSE, TRUE },
  { "subnet_id", "AWS::EC2::Subnet", FALSE, FALSE },
  { "subnet_ids", "AWS::EC2::Subnet", TRUE, FALSE },
  { "subnets", "AWS::EC2::Subnet", TRUE, FALSE },
  { "vpc_endpoint_id", NULL, FALSE, FALSE },
  { "vpc_id", "AWS::EC2::VPC", FALSE, FALSE },
  { "vpc_security_group_ids", "AWS::EC2::SecurityGroup", TRUE, FALSE },
  { "vpc_security_groups", "AWS::EC2::SecurityGroup", TRUE, FALSE },
  { "vpc_subnet_ids", "AWS::EC2::Subnet", TRUE, FALSE },
  { "vpc_zone_identifier", "AWS::EC2::Subnet", TRUE, FALSE },
};

typedef enum
{
  OF_AWSCC, /* aws has other resources' ids under the same names */
  CHOSEN,   /* by users */
  PHYSICAL, /* what the account calls it */
} OwnIdKind;

typedef struct
{
  const char *same, *attribute;
  OwnIdKind kind;
} OwnId;

static const OwnId own_ids[] = {
  { "AWS::BedrockAgentCore::BrowserCustom", "browser_id", PHYSICAL },
  { "AWS::BedrockAgentCore::CodeInterpreterCustom", "code_interpreter_id", PHYSICAL },
  { "AWS::BedrockAgentCore::Runtime", "agent_runtime_id", PHYSICAL },
  { "AWS::BedrockAgentCore::Runtime", "agent_runtime_arn", CHOSEN },
  { "AWS::DAX::SubnetGroup", "name", CHOSEN },
  { "AWS::DMS::ReplicationSubnetGroup", "replication_subnet_group_id", CHOSEN },
  { "AWS::DocDB::DBCluster", "cluster_identifier", CHOSEN },
  { "AWS::DocDB::DBSubnetGroup", "name", CHOSEN },
  { "AWS::EC2::InternetGateway", "internet_gateway_id", OF_AWSCC },
  { "AWS::EC2::NatGateway", "nat_gateway_id", OF_AWSCC },
  { "AWS::EC2::NetworkAcl", "network_acl_id", OF_AWSCC },
  { "AWS::EC2::RouteTable", "route_table_id", OF_AWSCC },
  { "AWS::EC2::SecurityGroup", "group_id", OF_AWSCC },
  { "AWS::EC2::SecurityGroup", "security_group_id", OF_AWSCC },
  { "AWS::EC2::Subnet", "subnet_id", OF_AWSCC },
  { "AWS::EC2::VPC", "vpc_id", OF_AWSCC },
  { "AWS::EC2::VPCEndpoint", "vpc_endpoint_id", OF_AWSCC },
  { "AWS::ElastiCache::SubnetGroup", "name", CHOSEN },
  { "AWS::MemoryDB::SubnetGroup", "name", CHOSEN },
  { "AWS::Neptune::DBCluster", "cluster_identifier", CHOSEN },
  { "AWS::Neptune::DBSubnetGroup", "name", CHOSEN },
  { "AWS::RDS::DBCluster", "cluster_identifier", CHOSEN },
  { "AWS::RDS::DBSubnetGroup", "db_subnet_group_name", OF_AWSCC },
  { "AWS::RDS::DBSubnetGroup", "name", CHOSEN },
  { "AWS::Redshift::ClusterSubnetGroup", "name", CHOSEN },
};

/* A word begins at each capital behind a small letter or before one: "VPCZoneIdentifier" is
 * vpc_zone_identifier, "MultiAZ" multi_az. */
gboolean
enisim_terraform_begins_word (const char *camel, gsize n_bytes, gsize i)
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
      if (enisim_terraform_begins_word (camel, n_bytes, i))
        g_string_append_c (out, '_');
      g_string_append_c (out, g_ascii_tolower (camel[i]));
    }
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

static gint
compare_type (gconstpointer key, gconstpointer entry)
{
  return strcmp (key, ((const Rename *) entry)->type);
}

/* The first row of a type.
 * Returns: (nullable): NULL: all its names are CloudFormation's */
static const Rename *
find_renames (const char *type)
{
  const Rename *found
      = bsearch (type, renames, G_N_ELEMENTS (renames), sizeof *renames, compare_type);

  while (found && found > renames && strcmp (found[-1].type, type) == 0)
    found--;
  return found;
}

char *
enisim_terraform_make_path (const char *type, const char *path, guint index)
{
  const Rename *end = renames + G_N_ELEMENTS (renames);
  guint n = 0;

  for (const Rename *row = find_renames (type); row && row < end && strcmp (row->type, type) == 0;
       row++)
    if (strcmp (row->path, path) == 0 && n++ == index)
      return g_strdup (row->name);
  return n == 0 && index == 0 ? make_snake_path (path) : NULL;
}

const char *
enisim_terraform_find_exception (const char *type, const char *path, guint index)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (strcmp (exceptions[i].type, type) == 0 && strcmp (exceptions[i].path, path) == 0
        && n++ == index)
      return exceptions[i].unless;
  return NULL;
}

static gint
compare_name (gconstpointer key, gconstpointer entry)
{
  return strcmp (key, ((const EnisimTerraformWanted *) entry)->name);
}

const EnisimTerraformWanted *
enisim_terraform_find_wanted (const char *name)
{
  return bsearch (name, wanted, G_N_ELEMENTS (wanted), sizeof *wanted, compare_name);
}

gboolean
enisim_terraform_is_own_id (const char *type, const char *same, const char *attribute)
{
  const gboolean is_awscc = g_str_has_prefix (type, AWSCC);

  if (strcmp (attribute, "id") == 0)
    return TRUE;
  for (guint i = 0; same && i < G_N_ELEMENTS (own_ids); i++)
    if (strcmp (own_ids[i].same, same) == 0 && strcmp (own_ids[i].attribute, attribute) == 0)
      return is_awscc || own_ids[i].kind != OF_AWSCC;
  return FALSE;
}

const char *
enisim_terraform_get_physical_name (const char *same)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_ids); i++)
    if (own_ids[i].kind == PHYSICAL && strcmp (own_ids[i].same, same) == 0)
      return own_ids[i].attribute;
  return "id";
}

void
enisim_terraform_names_verify (void)
{
  for (guint i = 1; i < G_N_ELEMENTS (renames); i++)
    g_assert_cmpstr (renames[i - 1].type, <=, renames[i].type);
  for (guint i = 1; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpstr (wanted[i - 1].name, <, wanted[i].name);
}
