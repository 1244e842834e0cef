/* types-without-addresses.c: types of CloudFormation that take no address in any subnet
 *
 * A group of subnets, for instance, holds nothing: what is put in it does.
 */
#include "import/taker-rules.h"

#include <string.h>

/* A name ended by "::" stands for all types of that service. */
static const char *const types_without_addresses[] = {
  "AWS::ApiGateway::",
  "AWS::ApiGatewayV2::Api",
  "AWS::ApiGatewayV2::ApiMapping",
  "AWS::ApiGatewayV2::Authorizer",
  "AWS::ApiGatewayV2::Deployment",
  "AWS::ApiGatewayV2::DomainName",
  "AWS::ApiGatewayV2::Integration",
  "AWS::ApiGatewayV2::Route",
  "AWS::ApiGatewayV2::Stage",
  "AWS::AppRunner::AutoScalingConfiguration",
  "AWS::AppRunner::Service",
  "AWS::ApplicationAutoScaling::ScalingPolicy",
  "AWS::AutoScaling::LaunchConfiguration",
  "AWS::AutoScaling::LifecycleHook",
  "AWS::AutoScaling::ScalingPolicy",
  "AWS::AutoScaling::ScheduledAction",
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
  "AWS::CodeBuild::ReportGroup",
  "AWS::CodeBuild::SourceCredential",
  "AWS::Cognito::",
  "AWS::DAX::ParameterGroup",
  "AWS::DAX::SubnetGroup",
  "AWS::DMS::Endpoint",
  "AWS::DMS::ReplicationSubnetGroup",
  "AWS::DMS::ReplicationTask",
  "AWS::DocDB::DBCluster",
  "AWS::DocDB::DBClusterParameterGroup",
  "AWS::DocDB::DBSubnetGroup",
  "AWS::DocDB::EventSubscription",
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
  "AWS::EC2::TransitGateway",
  "AWS::EC2::TransitGatewayRoute",
  "AWS::EC2::TransitGatewayRouteTable",
  "AWS::EC2::TransitGatewayRouteTableAssociation",
  "AWS::EC2::TransitGatewayRouteTablePropagation",
  "AWS::EC2::VPCDHCPOptionsAssociation",
  "AWS::EC2::VPNGateway",
  "AWS::EC2::Volume",
  "AWS::ECR::",
  "AWS::ECS::Cluster",
  "AWS::ECS::TaskDefinition",
  "AWS::EFS::AccessPoint",
  "AWS::EFS::FileSystem",
  "AWS::EKS::AccessEntry",
  "AWS::EKS::Addon",
  "AWS::EKS::IdentityProviderConfig",
  "AWS::EKS::PodIdentityAssociation",
  "AWS::ElastiCache::ParameterGroup",
  "AWS::ElastiCache::SubnetGroup",
  "AWS::ElastiCache::User",
  "AWS::ElastiCache::UserGroup",
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
  "AWS::MSK::Configuration",
  "AWS::MemoryDB::ACL",
  "AWS::MemoryDB::ParameterGroup",
  "AWS::MemoryDB::SubnetGroup",
  "AWS::MemoryDB::User",
  "AWS::Neptune::DBCluster",
  "AWS::Neptune::DBClusterParameterGroup",
  "AWS::Neptune::DBParameterGroup",
  "AWS::Neptune::DBSubnetGroup",
  "AWS::NetworkFirewall::FirewallPolicy",
  "AWS::NetworkFirewall::LoggingConfiguration",
  "AWS::NetworkFirewall::RuleGroup",
  "AWS::RDS::DBClusterParameterGroup",
  "AWS::RDS::DBParameterGroup",
  "AWS::RDS::DBProxyTargetGroup",
  "AWS::RDS::DBSubnetGroup",
  "AWS::RDS::EventSubscription",
  "AWS::RDS::OptionGroup",
  "AWS::Redshift::ClusterParameterGroup",
  "AWS::Redshift::ClusterSubnetGroup",
  "AWS::RedshiftServerless::Namespace",
  "AWS::Route53::",
  "AWS::Route53Resolver::FirewallDomainList",
  "AWS::Route53Resolver::FirewallRuleGroup",
  "AWS::Route53Resolver::FirewallRuleGroupAssociation",
  "AWS::Route53Resolver::ResolverRule",
  "AWS::Route53Resolver::ResolverRuleAssociation",
  "AWS::S3::",
  "AWS::SNS::",
  "AWS::SQS::",
  "AWS::SSM::",
  "AWS::SecretsManager::",
  "AWS::StepFunctions::",
  "AWS::WAFv2::",
  "Custom::",
};

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
enisim_type_without_addresses_get (guint index)
{
  return index < G_N_ELEMENTS (types_without_addresses) ? types_without_addresses[index] : NULL;
}
