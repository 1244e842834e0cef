/* taker-rules.c: what takes addresses in a subnet beside agents, endpoints and NAT gateways */
#include "import/taker-rules.h"

#include <string.h>

#define LOAD_BALANCER "AWS::ElasticLoadBalancingV2::LoadBalancer"
#define NETWORK_LOAD_BALANCER                                                                      \
  .type = LOAD_BALANCER, .label = "network load balancer", .when = "Type", .equals = "network",    \
  .security_groups = "SecurityGroups", .n_min = 1, .n_max = 1
#define GATEWAY_LOAD_BALANCER                                                                      \
  .type = LOAD_BALANCER, .label = "gateway load balancer", .when = "Type", .equals = "gateway",    \
  .n_min = 1, .n_max = 1
#define APPLICATION_LOAD_BALANCER                                                                  \
  .type = LOAD_BALANCER, .label = "application load balancer", .when = "Type",                     \
  .security_groups = "SecurityGroups", .n_min = 1, .n_max = 100,                                   \
  .note = "takes more as it grows; its documentation asks for 8 free addresses in each subnet"
#define DB_INSTANCE                                                                                \
  .type = "AWS::RDS::DBInstance", .label = "database", .when = "MultiAZ",                          \
  .subnet_group = "DBSubnetGroupName", .security_groups = "VPCSecurityGroups",                     \
  .spread = ENISIM_SPREAD_ANYWHERE
#define EC2_INSTANCE .type = "AWS::EC2::Instance", .label = "EC2 instance", .n_min = 1, .n_max = 1

static const EnisimTakerRule rules[] = {
  { .type = "AWS::EFS::MountTarget",
    .label = "EFS mount target",
    .subnets = "SubnetId",
    .security_groups = "SecurityGroups",
    .n_min = 1,
    .n_max = 1 },
  { .type = "AWS::Lambda::Function",
    .label = "Lambda function",
    .subnets = "VpcConfig.SubnetIds",
    .security_groups = "VpcConfig.SecurityGroupIds",
    .n_min = 1,
    .n_max = 1,
    .spread = ENISIM_SPREAD_SHARED },
  { .type = "AWS::Serverless::Function",
    .label = "Lambda function",
    .subnets = "VpcConfig.SubnetIds",
    .security_groups = "VpcConfig.SecurityGroupIds",
    .n_min = 1,
    .n_max = 1,
    .spread = ENISIM_SPREAD_SHARED },
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
    .n_max = 8,
    .mark = ENISIM_MARK_ASSUMED,
    .note = "takes more as it grows; its documentation asks for 8 free addresses in each subnet" },
  { DB_INSTANCE, .equals = "true", .n_min = 2, .n_max = 2,
    .note = "in two of its group's subnets" },
  { DB_INSTANCE, .n_min = 1, .n_max = 1, .note = "in one of its group's subnets" },
  { .type = "AWS::RDS::DBCluster",
    .label = "database cluster",
    .subnet_group = "DBSubnetGroupName",
    .security_groups = "VpcSecurityGroupIds",
    .n_max = 3,
    .spread = ENISIM_SPREAD_ANYWHERE,
    .mark = ENISIM_MARK_ASSUMED,
    .note = "instances of Aurora count by themselves; a Multi-AZ cluster has three" },
  { .type = "AWS::ECS::Service",
    .label = "ECS service",
    .subnets = "NetworkConfiguration.AwsvpcConfiguration.Subnets",
    .security_groups = "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups",
    .count_min = "DesiredCount",
    .count_max = "DesiredCount",
    .n_min = 1,
    .n_max = 1,
    .spread = ENISIM_SPREAD_EVENLY,
    .note = "one for each task; more while a deployment replaces them" },
  { EC2_INSTANCE, .subnets = "SubnetId", .security_groups = "SecurityGroupIds" },
  { EC2_INSTANCE, .subnets = "NetworkInterfaces[].SubnetId",
    .security_groups = "NetworkInterfaces[].GroupSet" },
  { .type = "AWS::EC2::NetworkInterface",
    .label = "network interface",
    .subnets = "SubnetId",
    .security_groups = "GroupSet",
    .n_min = 1,
    .n_max = 1 },
  { .type = "AWS::AutoScaling::AutoScalingGroup",
    .label = "Auto Scaling group",
    .subnets = "VPCZoneIdentifier",
    .count_min = "MinSize",
    .count_max = "MaxSize",
    .n_min = 1,
    .n_max = 1,
    .spread = ENISIM_SPREAD_EVENLY },
  { .type = "AWS::NetworkFirewall::Firewall",
    .label = "network firewall",
    .subnets = "SubnetMappings[].SubnetId",
    .n_min = 1,
    .n_max = 1 },
};

/* A name ended by "::" stands for all types of that service. */
static const char *const types_without_addresses[] = {
  "AWS::ApiGateway::",
  "AWS::AutoScaling::LaunchConfiguration",
  "AWS::AutoScaling::ScalingPolicy",
  "AWS::Bedrock::",
  "AWS::BedrockAgentCore::ApiKeyCredentialProvider",
  "AWS::BedrockAgentCore::Gateway",
  "AWS::BedrockAgentCore::GatewayTarget",
  "AWS::BedrockAgentCore::Memory",
  "AWS::BedrockAgentCore::OAuth2CredentialProvider",
  "AWS::BedrockAgentCore::WorkloadIdentity",
  "AWS::CDK::Metadata",
  "AWS::CertificateManager::",
  "AWS::CloudFormation::CustomResource",
  "AWS::CloudFormation::WaitCondition",
  "AWS::CloudFormation::WaitConditionHandle",
  "AWS::CloudFront::",
  "AWS::CloudTrail::",
  "AWS::CloudWatch::",
  "AWS::Cognito::",
  "AWS::DynamoDB::",
  "AWS::EC2::DHCPOptions",
  "AWS::EC2::EIP",
  "AWS::EC2::EIPAssociation",
  "AWS::EC2::EgressOnlyInternetGateway",
  "AWS::EC2::FlowLog",
  "AWS::EC2::KeyPair",
  "AWS::EC2::LaunchTemplate",
  "AWS::EC2::PrefixList",
  "AWS::EC2::SubnetCidrBlock",
  "AWS::EC2::VPCCidrBlock",
  "AWS::EC2::VPCDHCPOptionsAssociation",
  "AWS::EC2::VPNGateway",
  "AWS::EC2::Volume",
  "AWS::ECR::",
  "AWS::ECS::Cluster",
  "AWS::ECS::TaskDefinition",
  "AWS::EFS::AccessPoint",
  "AWS::EFS::FileSystem",
  "AWS::ElasticLoadBalancingV2::Listener",
  "AWS::ElasticLoadBalancingV2::ListenerRule",
  "AWS::ElasticLoadBalancingV2::TargetGroup",
  "AWS::Events::",
  "AWS::IAM::",
  "AWS::KMS::",
  "AWS::Kinesis::",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Lambda::EventSourceMapping",
  "AWS::Lambda::LayerVersion",
  "AWS::Lambda::Permission",
  "AWS::Lambda::Url",
  "AWS::Lambda::Version",
  "AWS::Logs::",
  "AWS::NetworkFirewall::FirewallPolicy",
  "AWS::NetworkFirewall::LoggingConfiguration",
  "AWS::NetworkFirewall::RuleGroup",
  "AWS::RDS::DBClusterParameterGroup",
  "AWS::RDS::DBParameterGroup",
  "AWS::RDS::DBSubnetGroup",
  "AWS::Route53::",
  "AWS::S3::",
  "AWS::SNS::",
  "AWS::SQS::",
  "AWS::SSM::",
  "AWS::SecretsManager::",
  "AWS::StepFunctions::",
  "AWS::WAFv2::",
  "Custom::",
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

gboolean
enisim_type_takes_none (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types_without_addresses); i++)
    {
      const char *name = types_without_addresses[i];

      if (g_str_has_suffix (name, "::") ? g_str_has_prefix (type, name) : strcmp (type, name) == 0)
        return TRUE;
    }
  return FALSE;
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
