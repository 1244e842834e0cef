/* taker-rules.c: what takes addresses in a subnet beside agents, endpoints and NAT gateways
 *
 * What is documented is documented in the guide of the service that makes the addresses.
 */
#include "import/taker-rules.h"

#include <string.h>

#define ONE .n_min = 1, .n_max = 1

/* The guide: subnets of a /27 at least with 8 free addresses each, and up to 100 addresses in all
 * enabled subnets together. */
#define LOAD_BALANCER "AWS::ElasticLoadBalancingV2::LoadBalancer"
#define NETWORK_LOAD_BALANCER                                                                      \
  .type = LOAD_BALANCER, .label = "network load balancer", .when = "Type", .equals = "network",    \
  .security_groups = "SecurityGroups", ONE
#define GATEWAY_LOAD_BALANCER                                                                      \
  .type = LOAD_BALANCER, .label = "gateway load balancer", .when = "Type", .equals = "gateway", ONE
#define APPLICATION_LOAD_BALANCER                                                                  \
  .type = LOAD_BALANCER, .label = "application load balancer", .when = "Type",                     \
  .security_groups = "SecurityGroups", .n_min = 1, .n_expected = 8, .n_max = 100,                  \
  .n_all_max = 100,                                                                                \
  .note = "grows with its load to at most 100 in all its subnets; its documentation asks for a "   \
          "/27 and for room for 8 in each"

#define DB_INSTANCE                                                                                \
  .type = "AWS::RDS::DBInstance", .label = "database", .when = "MultiAZ", .group = &rds_group,     \
  .security_groups = "VPCSecurityGroups"
#define DB_CLUSTER                                                                                 \
  .type = "AWS::RDS::DBCluster", .label = "database cluster", .group = &rds_group,                 \
  .security_groups = "VpcSecurityGroupIds"
#define CLUSTER_OF_THREE                                                                           \
  .n_min = 3, .n_max = 3, .spread = ENISIM_SPREAD_EVENLY,                                          \
  .note = "a Multi-AZ cluster has three instances"

/* A prefix is a /28 of addresses. */
#define ADDRESSES_OF_INTERFACE                                                                     \
  "1 + #PrivateIpAddresses!Primary + SecondaryPrivateIpAddressCount|0 + 16 * Ipv4PrefixCount|0 "   \
  "+ 16 * #Ipv4Prefixes"
#define NAT_GATEWAY                                                                                \
  .type = "AWS::EC2::NatGateway", .label = "NAT gateway's further address",                        \
  .when = "ConnectivityType", .subnets = "SubnetId", ONE

#define FUNCTION                                                                                   \
  .label = "Lambda function", ONE, .spread = ENISIM_SPREAD_SHARED,                                 \
  .note = "functions with equal subnets and security groups share"

/* The guide: three times the data nodes and the masters, of which a part is kept for blue/green
 * deployments; it counts them for each subnet, and its examples have one. */
#define SEARCH_NODES(config)                                                                       \
  .label = "OpenSearch domain", .subnets = "VPCOptions.SubnetIds",                                 \
  .security_groups = "VPCOptions.SecurityGroupIds",                                                \
  .count_min = "3 * " config ".InstanceCount|1 + " config ".DedicatedMasterCount|0",               \
  .open_if = config ".WarmCount", ONE, .spread = ENISIM_SPREAD_ANYWHERE,                           \
  .note = "three times its data nodes and its masters, a part of them kept for deployments"

static const EnisimSubnetGroup rds_group
    = { "AWS::RDS::DBSubnetGroup", "DBSubnetGroupName", "DBSubnetGroupName",
        "DBClusterIdentifier SourceDBInstanceIdentifier" };
static const EnisimSubnetGroup docdb_group = { "AWS::DocDB::DBSubnetGroup", "DBSubnetGroupName",
                                               "DBSubnetGroupName", "DBClusterIdentifier" };
static const EnisimSubnetGroup neptune_group = { "AWS::Neptune::DBSubnetGroup", "DBSubnetGroupName",
                                                 "DBSubnetGroupName", "DBClusterIdentifier" };
static const EnisimSubnetGroup cache_group
    = { "AWS::ElastiCache::SubnetGroup", "CacheSubnetGroupName", "CacheSubnetGroupName", NULL };
static const EnisimSubnetGroup memory_group
    = { "AWS::MemoryDB::SubnetGroup", "SubnetGroupName", "SubnetGroupName", NULL };
static const EnisimSubnetGroup dax_group
    = { "AWS::DAX::SubnetGroup", "SubnetGroupName", "SubnetGroupName", NULL };
static const EnisimSubnetGroup replication_group
    = { "AWS::DMS::ReplicationSubnetGroup", "ReplicationSubnetGroupIdentifier",
        "ReplicationSubnetGroupIdentifier", NULL };
static const EnisimSubnetGroup redshift_group
    = { "AWS::Redshift::ClusterSubnetGroup", "ClusterSubnetGroupName", "ClusterSubnetGroupName",
        NULL };

static const EnisimTakerRule rules[] = {
  { .type = "AWS::EFS::MountTarget",
    .label = "EFS mount target",
    .subnets = "SubnetId",
    .security_groups = "SecurityGroups",
    ONE },
  { .type = "AWS::Lambda::Function",
    .subnets = "VpcConfig.SubnetIds",
    .security_groups = "VpcConfig.SecurityGroupIds",
    FUNCTION },
  { .type = "AWS::Serverless::Function",
    .subnets = "VpcConfig.SubnetIds",
    .security_groups = "VpcConfig.SecurityGroupIds",
    FUNCTION },
  { .type = "AWS::Synthetics::Canary",
    .subnets = "VPCConfig.SubnetIds",
    .security_groups = "VPCConfig.SecurityGroupIds",
    FUNCTION },
  { NETWORK_LOAD_BALANCER, .subnets = "Subnets" },
  { NETWORK_LOAD_BALANCER, .subnets = "SubnetMappings[].SubnetId" },
  { GATEWAY_LOAD_BALANCER, .subnets = "Subnets" },
  { GATEWAY_LOAD_BALANCER, .subnets = "SubnetMappings[].SubnetId" },
  { APPLICATION_LOAD_BALANCER, .subnets = "Subnets" },
  { APPLICATION_LOAD_BALANCER, .subnets = "SubnetMappings[].SubnetId" },
  { .type = "AWS::ElasticLoadBalancing::LoadBalancer",
    .label = "classic load balancer",
    .subnets = "Subnets",
    .security_groups = "SecurityGroups",
    .n_min = 1,
    .n_expected = 8,
    .n_max = 8,
    .is_open = TRUE,
    .note = "grows with its load; its documentation asks for a /27 and for room for 8 in each" },
  { DB_INSTANCE, .equals = "true", .n_min = 2, .n_max = 2, .spread = ENISIM_SPREAD_EVENLY,
    .note = "in two AZs of its group's subnets" },
  { DB_INSTANCE, ONE, .az = "AvailabilityZone", .spread = ENISIM_SPREAD_ANYWHERE,
    .note = "in one of its group's subnets" },
  { DB_CLUSTER, .when = "EngineMode", .equals = "serverless", .is_open = TRUE,
    .spread = ENISIM_SPREAD_ANYWHERE, .note = "how many its capacity takes is not documented" },
  { DB_CLUSTER, .when = "Engine", .equals = "aurora*", .spread = ENISIM_SPREAD_ANYWHERE,
    .note = "its instances count by themselves" },
  { DB_CLUSTER, .when = "Engine", .equals = "mysql", CLUSTER_OF_THREE },
  { DB_CLUSTER, .when = "Engine", .equals = "postgres", CLUSTER_OF_THREE },
  { DB_CLUSTER, .when = "Engine", .n_max = 3, .spread = ENISIM_SPREAD_ANYWHERE,
    .mark = ENISIM_MARK_ASSUMED,
    .note = "none of Aurora, whose instances count by themselves; three of a Multi-AZ cluster" },
  { .type = "AWS::RDS::DBProxy",
    .label = "RDS Proxy",
    .subnets = "VpcSubnetIds",
    .security_groups = "VpcSecurityGroupIds",
    .n_expected = 10,
    .n_max = 215,
    .n_all_max = 215,
    .note = "its documentation asks for room for 10 and more by the class of its database, at most "
            "215 in all" },
  { .type = "AWS::DocDB::DBInstance",
    .label = "DocumentDB instance",
    .group = &docdb_group,
    ONE,
    .az = "AvailabilityZone",
    .spread = ENISIM_SPREAD_ANYWHERE },
  { .type = "AWS::Neptune::DBInstance",
    .label = "Neptune instance",
    .group = &neptune_group,
    ONE,
    .az = "AvailabilityZone",
    .spread = ENISIM_SPREAD_ANYWHERE },
  { .type = "AWS::ElastiCache::CacheCluster",
    .label = "ElastiCache node",
    .group = &cache_group,
    .security_groups = "VpcSecurityGroupIds",
    .count_min = "NumCacheNodes",
    ONE,
    .az = "PreferredAvailabilityZone",
    .spread = ENISIM_SPREAD_ANYWHERE },
  { .type = "AWS::ElastiCache::ReplicationGroup",
    .label = "ElastiCache node",
    .group = &cache_group,
    .security_groups = "SecurityGroupIds",
    .count_min = "NumCacheClusters * NumNodeGroups * ReplicasPerNodeGroup|0+1",
    .open_if = "NodeGroupConfiguration",
    ONE,
    .spread = ENISIM_SPREAD_ANYWHERE },
  { .type = "AWS::ElastiCache::ServerlessCache",
    .label = "ElastiCache Serverless cache",
    .subnets = "SubnetIds",
    .security_groups = "SecurityGroupIds",
    ONE,
    .note = "an endpoint in each of its subnets" },
  { .type = "AWS::MemoryDB::Cluster",
    .label = "MemoryDB node",
    .group = &memory_group,
    .security_groups = "SecurityGroupIds",
    .count_min = "NumShards * NumReplicasPerShard|1+1",
    ONE,
    .spread = ENISIM_SPREAD_ANYWHERE },
  { .type = "AWS::DAX::Cluster",
    .label = "DAX node",
    .group = &dax_group,
    .security_groups = "SecurityGroupIds",
    .count_min = "ReplicationFactor",
    ONE,
    .spread = ENISIM_SPREAD_ANYWHERE },
  { .type = "AWS::DMS::ReplicationInstance",
    .label = "DMS instance",
    .when = "MultiAZ",
    .equals = "true",
    .group = &replication_group,
    .security_groups = "VpcSecurityGroupIds",
    .n_min = 2,
    .n_max = 2,
    .spread = ENISIM_SPREAD_EVENLY },
  { .type = "AWS::DMS::ReplicationInstance",
    .label = "DMS instance",
    .when = "MultiAZ",
    .group = &replication_group,
    .security_groups = "VpcSecurityGroupIds",
    ONE,
    .az = "AvailabilityZone",
    .spread = ENISIM_SPREAD_ANYWHERE },
  { .type = "AWS::Redshift::Cluster",
    .label = "Redshift node",
    .group = &redshift_group,
    .security_groups = "VpcSecurityGroupIds",
    .count_min = "NumberOfNodes",
    ONE,
    .is_open = TRUE,
    .az = "AvailabilityZone",
    .spread = ENISIM_SPREAD_ANYWHERE,
    .mark = ENISIM_MARK_ASSUMED,
    .note = "its nodes, and perhaps a leader" },
  { .type = "AWS::RedshiftServerless::Workgroup",
    .label = "Redshift Serverless workgroup",
    .subnets = "SubnetIds",
    .security_groups = "SecurityGroupIds",
    .count_expected = "5 + BaseCapacity|128 / 4",
    .n_expected = 1,
    .is_open = TRUE,
    .note = "its documentation asks for room in each subnet by its base capacity, from 13 for 32 "
            "units to 133 for 512; more while it grows" },
  { .type = "AWS::OpenSearchService::Domain", SEARCH_NODES ("ClusterConfig") },
  { .type = "AWS::Elasticsearch::Domain", SEARCH_NODES ("ElasticsearchClusterConfig") },
  { .type = "AWS::MSK::Cluster",
    .label = "MSK broker",
    .subnets = "BrokerNodeGroupInfo.ClientSubnets",
    .security_groups = "BrokerNodeGroupInfo.SecurityGroups",
    .count_min = "NumberOfBrokerNodes",
    ONE,
    .is_open = TRUE,
    .spread = ENISIM_SPREAD_EVENLY,
    .note = "one for each broker; its controllers may take more" },
  { .type = "AWS::ECS::Service",
    .label = "ECS service",
    .subnets = "NetworkConfiguration.AwsvpcConfiguration.Subnets",
    .security_groups = "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups",
    .count_min = "DesiredCount",
    ONE,
    .update_percent = "DeploymentConfiguration.MaximumPercent|200",
    .spread = ENISIM_SPREAD_EVENLY,
    .note = "one for each task; an update starts new tasks before it stops the old, up to "
            "MaximumPercent of them" },
  { .type = "AWS::EKS::Cluster",
    .label = "EKS cluster",
    .subnets = "ResourcesVpcConfig.SubnetIds",
    .security_groups = "ResourcesVpcConfig.SecurityGroupIds",
    .n_min = 2,
    .n_max = 4,
    .spread = ENISIM_SPREAD_ANYWHERE,
    .note = "2 to 4 in its subnets, beside nodes and pods" },
  { .type = "AWS::EKS::Nodegroup",
    .label = "EKS node",
    .subnets = "Subnets",
    .count_min = "ScalingConfig.MinSize",
    .count_expected = "ScalingConfig.DesiredSize|0",
    .count_max = "ScalingConfig.MaxSize|2",
    ONE,
    .n_expected = 1,
    .is_open = TRUE,
    .spread = ENISIM_SPREAD_EVENLY,
    .note = "one for each node, and one for each pod on it" },
  { .type = "AWS::EKS::FargateProfile",
    .label = "EKS pod on Fargate",
    .subnets = "Subnets",
    .is_open = TRUE,
    .spread = ENISIM_SPREAD_ANYWHERE,
    .note = "one for each pod" },
  { .type = "AWS::EC2::Instance",
    .label = "EC2 instance",
    .subnets = "SubnetId",
    .security_groups = "SecurityGroupIds",
    ONE },
  { .type = "AWS::EC2::Instance",
    .label = "EC2 instance",
    .items = "NetworkInterfaces",
    .subnets = "SubnetId",
    .security_groups = "GroupSet",
    .count_min = ADDRESSES_OF_INTERFACE,
    ONE },
  { .type = "AWS::EC2::NetworkInterface",
    .label = "network interface",
    .subnets = "SubnetId",
    .security_groups = "GroupSet",
    .count_min = ADDRESSES_OF_INTERFACE,
    ONE },
  { NAT_GATEWAY, .equals = "private",
    .count_min = "SecondaryPrivateIpAddressCount|0 + #SecondaryPrivateIpAddresses" },
  { NAT_GATEWAY, .count_min = "#SecondaryAllocationIds" },
  { .type = "AWS::AutoScaling::AutoScalingGroup",
    .label = "Auto Scaling group",
    .subnets = "VPCZoneIdentifier",
    .count_min = "MinSize",
    .count_expected = "DesiredCapacity|0",
    .count_max = "MaxSize",
    ONE,
    .n_expected = 1,
    .spread = ENISIM_SPREAD_EVENLY,
    .note = "one for each instance" },
  { .type = "AWS::NetworkFirewall::Firewall",
    .label = "network firewall",
    .subnets = "SubnetMappings[].SubnetId",
    ONE },
  { .type = "AWS::EC2::TransitGatewayAttachment",
    .label = "transit gateway attachment",
    .subnets = "SubnetIds",
    ONE },
  { .type = "AWS::EC2::TransitGatewayVpcAttachment",
    .label = "transit gateway attachment",
    .subnets = "SubnetIds",
    ONE },
  { .type = "AWS::EC2::InstanceConnectEndpoint",
    .label = "EC2 Instance Connect endpoint",
    .subnets = "SubnetId",
    .security_groups = "SecurityGroupIds",
    ONE },
  { .type = "AWS::Route53Resolver::ResolverEndpoint",
    .label = "Resolver endpoint",
    .items = "IpAddresses",
    .subnets = "SubnetId",
    ONE },
  { .type = "AWS::DirectoryService::MicrosoftAD",
    .label = "directory",
    .subnets = "VpcSettings.SubnetIds",
    ONE,
    .note = "a domain controller in each subnet" },
  { .type = "AWS::DirectoryService::SimpleAD",
    .label = "directory",
    .subnets = "VpcSettings.SubnetIds",
    ONE,
    .note = "a domain controller in each subnet" },
  { .type = "AWS::ApiGatewayV2::VpcLink",
    .label = "VPC link",
    .subnets = "SubnetIds",
    .security_groups = "SecurityGroupIds",
    ONE,
    .is_open = TRUE,
    .mark = ENISIM_MARK_ASSUMED,
    .note = "one in each subnet; nothing says that there are never more" },
  { .type = "AWS::AppRunner::VpcConnector",
    .label = "App Runner connector",
    .subnets = "Subnets",
    .security_groups = "SecurityGroups",
    ONE,
    .is_open = TRUE,
    .mark = ENISIM_MARK_ASSUMED,
    .note = "one in each subnet; nothing says that there are never more" },
  { .type = "AWS::CodeBuild::Project",
    .label = "CodeBuild project",
    .subnets = "VpcConfig.Subnets",
    .security_groups = "VpcConfig.SecurityGroupIds",
    .is_open = TRUE,
    .spread = ENISIM_SPREAD_ANYWHERE,
    .mark = ENISIM_MARK_ASSUMED,
    .note = "one for each build under way" },
};

const EnisimTakerRule *
enisim_taker_rules_get (guint *n)
{
  *n = G_N_ELEMENTS (rules);
  return rules;
}

const EnisimTakerRule *
enisim_taker_rules_find (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strcmp (rules[i].type, type) == 0)
      return &rules[i];
  return NULL;
}

const char *
enisim_mark_get_name (EnisimMark mark)
{
  switch (mark)
    {
    case ENISIM_MARK_DOCUMENTED:
      return "documented";
    case ENISIM_MARK_OBSERVED:
      return "observed";
    case ENISIM_MARK_ASSUMED:
      return "assumed";
    }
  g_assert_not_reached ();
}
