/* state-test.c
 *
 * Goal: what the AWS CLI prints of an account becomes resources that are there, each once and with
 * its place; whose each ENI is, and which addresses are nobody's, is told as far as the answers
 * tell it.
 * Method: a table of answers and the inventory of each, as text with places.
 */
#include "import/inventory-text.h"

typedef struct
{
  const char *name;
  const char *answers;
  const char *inventory;
} Row;

static const Row rows[] = {
  { "enis of agents",
    "{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"subnet-a\", "
    "\"VpcId\": \"vpc-1\", \"AvailabilityZone\": \"eu-west-1a\", \"InterfaceType\": "
    "\"agentic_ai\", \"Description\": \"\", \"PrivateIpAddress\": \"10.0.0.9\", "
    "\"PrivateIpAddresses\": [{\"PrivateIpAddress\": \"10.0.0.9\"}], \"Groups\": [{\"GroupId\": "
    "\"sg-1\"}]},\n"
    " {\"NetworkInterfaceId\": \"eni-2\", \"SubnetId\": \"subnet-b\", \"VpcId\": \"vpc-1\", "
    "\"InterfaceType\": \"agentic_ai\", \"Groups\": [{\"GroupId\": \"sg-1\"}]},\n"
    " {\"NetworkInterfaceId\": \"eni-3\", \"SubnetId\": \"subnet-a\", \"VpcId\": \"vpc-1\", "
    "\"InterfaceType\": \"agentic_ai\", \"Groups\": [{\"GroupId\": \"sg-2\"}]},\n"
    " {\"NetworkInterfaceId\": \"eni-4\", \"SubnetId\": \"subnet-a\", \"VpcId\": \"vpc-1\", "
    "\"InterfaceType\": \"agentic_ai\", \"Groups\": [{\"GroupId\": \"sg-1\"}]}]}\n",
    "subnet subnet-a @1:24 - vpc=vpc-1 az=eu-west-1a public=-1 name=subnet-a free=-1 "
    "unattributed=-1\n"
    "subnet subnet-b @2:2 - vpc=vpc-1 az=(null) public=-1 name=subnet-b free=-1 unattributed=-1\n"
    "eni eni-1 @1:24 agent 'ENI of AgentCore' 10.0.0.9 x1 in subnet-a sgs=sg-1 owner=(null) "
    "unexplained\n"
    "eni eni-2 @2:2 agent 'ENI of AgentCore' (null) x1 in subnet-b sgs=sg-1 owner=(null) "
    "unexplained\n"
    "eni eni-3 @3:2 agent 'ENI of AgentCore' (null) x1 in subnet-a sgs=sg-2 owner=(null) "
    "unexplained\n"
    "eni eni-4 @4:2 agent 'ENI of AgentCore' (null) x1 in subnet-a sgs=sg-1 owner=(null) "
    "unexplained\n"
    "group eni-1 @1:24 unexplained inferred subnets=subnet-a,subnet-b sgs=sg-1 enis=eni-1,eni-2 "
    "agents=\n"
    "group eni-3 @3:2 unexplained inferred subnets=subnet-a sgs=sg-2 enis=eni-3 agents=\n"
    "group eni-4 @4:2 unexplained inferred subnets=subnet-a sgs=sg-1 enis=eni-4 agents=\n"
    "note @1:24 ENIs of AgentCore that no listed agent explains: 4, in use or only retained; to "
    "know which takes list-agent-runtimes, list-browsers, list-code-interpreters\n"
    "note @1:24 an ENI does not tell which subnets belong to its configuration: those of equal "
    "security groups in one VPC are taken for one group\n"
    "note @1:24 what else holds addresses is not known of subnet-a and others: describe-subnets "
    "tells how many are free\n" },
  { "other enis",
    "{\"NetworkInterfaces\": [\n"
    " {\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"s\", \"InterfaceType\": \"lambda\"},\n"
    " {\"NetworkInterfaceId\": \"eni-2\", \"SubnetId\": \"s\", \"InterfaceType\": \"interface\", "
    "\"Description\": \"ELB app/web/1\"},\n"
    " {\"NetworkInterfaceId\": \"eni-3\", \"SubnetId\": \"s\", \"InterfaceType\": \"interface\", "
    "\"Attachment\": {\"InstanceId\": \"i-1\"}, \"PrivateIpAddresses\": [{}, {}], "
    "\"Ipv4Prefixes\": [{}]},\n"
    " {\"NetworkInterfaceId\": \"eni-4\", \"SubnetId\": \"s\", \"InterfaceType\": "
    "\"quicksight\"},\n"
    " {\"NetworkInterfaceId\": \"eni-5\", \"SubnetId\": \"s\", \"InterfaceType\": \"interface\"},\n"
    " {\"NetworkInterfaceId\": \"eni-6\", \"SubnetId\": \"s\", \"TagSet\": [{\"Key\": "
    "\"AmazonBedrockAgentCoreManaged\", \"Value\": \"true\"}]}]}\n",
    "subnet s @2:2 - vpc=(null) az=(null) public=-1 name=s free=-1 unattributed=-1\n"
    "eni eni-1 @2:2 other 'Lambda function' (null) x1 in s sgs= owner=(null)\n"
    "eni eni-2 @3:2 other 'load balancer' (null) x1 in s sgs= owner=(null)\n"
    "eni eni-3 @4:2 other 'EC2 instance' (null) x18 in s sgs= owner=(null)\n"
    "eni eni-4 @5:2 other 'quicksight' (null) x1 in s sgs= owner=(null)\n"
    "eni eni-5 @6:2 other 'network interface' (null) x1 in s sgs= owner=(null)\n"
    "eni eni-6 @7:2 agent 'ENI of AgentCore' (null) x1 in s sgs= owner=(null) unexplained\n"
    "group eni-6 @7:2 unexplained inferred subnets=s sgs= enis=eni-6 agents=\n"
    "note @7:2 ENIs of AgentCore that no listed agent explains: 1, in use or only retained; to "
    "know which takes list-agent-runtimes, list-browsers, list-code-interpreters\n"
    "note @7:2 an ENI does not tell which subnets belong to its configuration: those of equal "
    "security groups in one VPC are taken for one group\n"
    "note @2:2 what else holds addresses is not known of s: describe-subnets tells how many are "
    "free\n" },
  { "owners",
    "{\"VpcEndpoints\": [\n"
    " {\"VpcEndpointId\": \"vpce-1\", \"VpcEndpointType\": \"Interface\", \"VpcId\": \"v\", "
    "\"ServiceName\": \"com.amazonaws.eu-west-1.ecr.api\", \"SubnetIds\": [\"a\", \"b\"], "
    "\"NetworkInterfaceIds\": [\"eni-1\"], \"Groups\": [{\"GroupId\": \"sg-1\"}], "
    "\"PrivateDnsEnabled\": true},\n"
    " {\"VpcEndpointId\": \"vpce-2\", \"VpcEndpointType\": \"Gateway\", \"ServiceName\": "
    "\"com.amazonaws.eu-west-1.s3\", \"RouteTableIds\": [\"rtb-1\"]},\n"
    " {\"VpcEndpointId\": \"vpce-3\", \"VpcEndpointType\": \"Interface\", \"State\": \"deleted\", "
    "\"SubnetIds\": [\"a\"]}],\n"
    " \"NatGateways\": [{\"NatGatewayId\": \"nat-1\", \"SubnetId\": \"a\", \"State\": "
    "\"available\", \"NatGatewayAddresses\": [{\"NetworkInterfaceId\": \"eni-9\"}]}],\n"
    " \"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"a\", "
    "\"InterfaceType\": \"vpc_endpoint\"},\n"
    " {\"NetworkInterfaceId\": \"eni-2\", \"SubnetId\": \"b\", \"InterfaceType\": "
    "\"vpc_endpoint\", \"Description\": \"VPC Endpoint Interface vpce-9\"},\n"
    " {\"NetworkInterfaceId\": \"eni-3\", \"SubnetId\": \"a\", \"InterfaceType\": \"nat_gateway\", "
    "\"Description\": \"Interface for NAT Gateway nat-1\"}]}\n",
    "subnet a @6:24 - vpc=(null) az=(null) public=-1 name=a free=-1 unattributed=-1\n"
    "subnet b @7:2 - vpc=(null) az=(null) public=-1 name=b free=-1 unattributed=-1\n"
    "nat nat-1 @5:18 subnet=a public=1\n"
    "endpoint vpce-1 @2:2 ecr.api interface vpc=v dns=1 subnets=a,b sgs=sg-1 tables=\n"
    "endpoint vpce-2 @3:2 s3 gateway vpc=(null) dns=-1 subnets= sgs= tables=rtb-1\n"
    "eni eni-1 @6:24 endpoint 'endpoint' (null) x1 in a sgs= owner=vpce-1\n"
    "eni eni-2 @7:2 endpoint 'endpoint' (null) x1 in b sgs= owner=(null)\n"
    "eni eni-3 @8:2 nat 'NAT gateway' (null) x1 in a sgs= owner=nat-1\n"
    "eni vpce-1 b @2:2 endpoint 'endpoint' (null) x1 in b sgs= owner=vpce-1 unlisted\n"
    "note @6:24 what else holds addresses is not known of a and others: describe-subnets tells how "
    "many are free\n" },
  { "runtimes hold",
    "[{\"agentRuntimes\": [{\"agentRuntimeId\": \"r-1\", \"agentRuntimeName\": \"r\", "
    "\"agentRuntimeVersion\": \"1\", \"agentRuntimeArn\": "
    "\"arn:aws:bedrock-agentcore:eu-west-1:1:runtime/r-1\"}]},\n"
    " {\"browserSummaries\": [{\"browserId\": \"aws.browser.v1\"}]}, "
    "{\"codeInterpreterSummaries\": []},\n"
    " {\"agentRuntimeId\": \"r-1\", \"agentRuntimeName\": \"r\", \"agentRuntimeVersion\": \"1\", "
    "\"status\": \"READY\", \"networkConfiguration\": {\"networkMode\": \"VPC\", "
    "\"networkModeConfig\": {\"subnets\": [\"a\", \"b\"], \"securityGroups\": [\"sg-1\"]}}, "
    "\"lifecycleConfiguration\": {\"idleRuntimeSessionTimeout\": 600, \"maxLifetime\": 3600}, "
    "\"agentRuntimeArtifact\": {\"codeConfiguration\": {}}},\n"
    " {\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"a\", "
    "\"InterfaceType\": \"agentic_ai\", \"Groups\": [{\"GroupId\": \"sg-1\"}]},\n"
    " {\"NetworkInterfaceId\": \"eni-2\", \"SubnetId\": \"b\", \"InterfaceType\": \"agentic_ai\", "
    "\"Groups\": [{\"GroupId\": \"sg-1\"}]},\n"
    " {\"NetworkInterfaceId\": \"eni-3\", \"SubnetId\": \"b\", \"InterfaceType\": \"agentic_ai\", "
    "\"Groups\": [{\"GroupId\": \"sg-2\"}]}]}]\n",
    "subnet a @4:25 - vpc=(null) az=(null) public=-1 name=a free=-1 unattributed=-1\n"
    "subnet b @5:2 - vpc=(null) az=(null) public=-1 name=b free=-1 unattributed=-1\n"
    "agent r-1 @3:2 kind=0 mode=1 subnets=a,b sgs=sg-1 network@3:124 idle=600 life=3600 artifact=2 "
    "instances=0 name=r\n"
    "eni eni-1 @4:25 agent 'ENI of AgentCore' (null) x1 in a sgs=sg-1 owner=(null) in-use\n"
    "eni eni-2 @5:2 agent 'ENI of AgentCore' (null) x1 in b sgs=sg-1 owner=(null) in-use\n"
    "eni eni-3 @6:2 agent 'ENI of AgentCore' (null) x1 in b sgs=sg-2 owner=(null) retained\n"
    "group r-1 @3:2 in-use subnets=a,b sgs=sg-1 enis=eni-1,eni-2 agents=r-1\n"
    "group eni-3 @6:2 retained inferred subnets=b sgs=sg-2 enis=eni-3 agents=\n"
    "note @6:2 ENIs of AgentCore that no agent has: 1, retained\n"
    "note @6:2 an ENI does not tell which subnets belong to its configuration: those of equal "
    "security groups in one VPC are taken for one group\n"
    "note @4:25 what else holds addresses is not known of a and others: describe-subnets tells how "
    "many are free\n" },
  { "addresses",
    "[{\"Subnets\": [{\"SubnetId\": \"a\", \"VpcId\": \"v\", \"CidrBlock\": \"10.0.0.0/28\", "
    "\"AvailabilityZone\": \"eu-west-1a\", \"AvailabilityZoneId\": \"euw1-az1\", "
    "\"AvailableIpAddressCount\": 7, \"MapPublicIpOnLaunch\": false, \"Tags\": [{\"Key\": "
    "\"Name\", \"Value\": \"private-a\"}]},\n"
    " {\"SubnetId\": \"b\", \"VpcId\": \"v\", \"CidrBlock\": \"10.0.1.0/24\", "
    "\"AvailableIpAddressCount\": 251},\n"
    " {\"SubnetId\": \"c\", \"VpcId\": \"v\", \"CidrBlock\": \"10.0.2.0/24\"}], \"Vpcs\": "
    "[{\"VpcId\": \"v\", \"CidrBlock\": \"10.0.0.0/16\", \"CidrBlockAssociationSet\": ["
    "{\"CidrBlock\": \"10.0.0.0/16\", \"CidrBlockState\": {\"State\": \"associated\"}}, "
    "{\"CidrBlock\": \"100.64.0.0/20\", \"CidrBlockState\": {\"State\": \"associated\"}}, "
    "{\"CidrBlock\": \"10.9.0.0/16\", \"CidrBlockState\": {\"State\": \"disassociated\"}}]}]},\n"
    " {\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"a\", "
    "\"PrivateIpAddresses\": [{}, {}]},\n"
    " {\"NetworkInterfaceId\": \"eni-2\", \"SubnetId\": \"b\"}, {\"NetworkInterfaceId\": "
    "\"eni-3\", \"SubnetId\": \"c\"}]}]\n",
    "vpc v @3:73 10.0.0.0/16 dns=-1,-1\n"
    "vpc-range v @3:217 100.64.0.0/20 vpc=v\n"
    "subnet a @1:15 10.0.0.0/28 vpc=v az=eu-west-1a public=0 name=private-a free=7 unattributed=2\n"
    "subnet b @2:2 10.0.1.0/24 vpc=v az=(null) public=-1 name=b free=251 unattributed=0\n"
    "subnet c @3:2 10.0.2.0/24 vpc=v az=(null) public=-1 name=c free=-1 unattributed=-1\n"
    "eni eni-1 @4:25 other 'network interface' (null) x2 in a sgs= owner=(null)\n"
    "eni eni-2 @5:2 other 'network interface' (null) x1 in b sgs= owner=(null)\n"
    "eni eni-3 @5:52 other 'network interface' (null) x1 in c sgs= owner=(null)\n"
    "note @2:2 b: 1 addresses are known to be held, 1 more than AvailableIpAddressCount leaves: "
    "the answers are not of one moment\n"
    "note @3:2 what else holds addresses is not known of c: describe-subnets tells how many are "
    "free\n" },
  { "routes",
    "{\"Subnets\": [{\"SubnetId\": \"a\", \"VpcId\": \"v\"}, {\"SubnetId\": \"b\", \"VpcId\": "
    "\"v\"}],\n"
    " \"RouteTables\": [{\"RouteTableId\": \"rtb-1\", \"VpcId\": \"v\", \"Associations\": "
    "[{\"Main\": true}], \"Routes\": [\n"
    "   {\"DestinationCidrBlock\": \"10.0.0.0/16\", \"GatewayId\": \"local\"},\n"
    "   {\"DestinationCidrBlock\": \"0.0.0.0/0\", \"NatGatewayId\": \"nat-1\", \"State\": "
    "\"blackhole\"}]},\n"
    " {\"RouteTableId\": \"rtb-2\", \"VpcId\": \"v\", \"Associations\": [{\"Main\": false, "
    "\"SubnetId\": \"b\"}], \"Routes\": [\n"
    "   {\"DestinationCidrBlock\": \"0.0.0.0/0\", \"GatewayId\": \"igw-1\", \"State\": "
    "\"active\"},\n"
    "   {\"DestinationIpv6CidrBlock\": \"::/0\", \"TransitGatewayId\": \"tgw-1\"}]}],\n"
    " \"InternetGateways\": [{\"InternetGatewayId\": \"igw-1\", \"Attachments\": [{\"VpcId\": "
    "\"v\", \"State\": \"available\"}]}]}\n",
    "subnet a @1:14 - vpc=v az=(null) public=-1 name=a free=-1 unattributed=-1\n"
    "subnet b @1:47 - vpc=v az=(null) public=-1 name=b free=-1 unattributed=-1\n"
    "route-table rtb-1 @2:18 vpc=v\n"
    "route-table rtb-2 @5:2 vpc=v\n"
    "route rtb-1 @3:4 10.0.0.0/16 table=rtb-1 target=2,local\n"
    "route rtb-1 @4:4 0.0.0.0/0 table=rtb-1 target=2,nat-1\n"
    "route rtb-2 @6:4 0.0.0.0/0 table=rtb-2 target=1,igw-1\n"
    "route rtb-2 @7:4 - table=rtb-2 target=2,tgw-1\n"
    "internet-gateway igw-1 @8:23\n"
    "table-of rtb-2 @5:59 b rtb-2\n"
    "table-of rtb-1 @2:75 a rtb-1\n"
    "gateway-of igw-1 @8:23 v igw-1\n"
    "note @4:4 this route of rtb-1 leads to what is gone\n" },
  { "rules",
    "[{\"SecurityGroups\": [{\"GroupId\": \"sg-1\", \"GroupName\": \"agents\", \"VpcId\": \"v\", "
    "\"IpPermissions\": [],\n"
    "   \"IpPermissionsEgress\": [{\"IpProtocol\": \"6\", \"FromPort\": 443, \"ToPort\": 443, "
    "\"IpRanges\": [{\"CidrIp\": \"10.0.0.0/16\"}], \"UserIdGroupPairs\": [{\"GroupId\": "
    "\"sg-2\"}], \"PrefixListIds\": [{\"PrefixListId\": \"pl-1\"}], \"Ipv6Ranges\": "
    "[{\"CidrIpv6\": \"::/0\"}]}]}]},\n"
    " {\"SecurityGroupRules\": [{\"SecurityGroupRuleId\": \"sgr-1\", \"GroupId\": \"sg-1\", "
    "\"IsEgress\": true, \"IpProtocol\": \"tcp\", \"FromPort\": 443, \"ToPort\": 443, "
    "\"CidrIpv4\": \"10.0.0.0/16\"},\n"
    "   {\"SecurityGroupRuleId\": \"sgr-2\", \"GroupId\": \"sg-2\", \"IsEgress\": false, "
    "\"IpProtocol\": \"-1\", \"FromPort\": -1, \"ToPort\": -1, \"ReferencedGroupInfo\": "
    "{\"GroupId\": \"sg-1\"}}]},\n"
    " {\"NetworkAcls\": [{\"NetworkAclId\": \"acl-1\", \"VpcId\": \"v\", \"Associations\": "
    "[{\"SubnetId\": \"a\"}], \"Entries\": [\n"
    "   {\"RuleNumber\": 100, \"Protocol\": \"-1\", \"RuleAction\": \"allow\", \"Egress\": true, "
    "\"CidrBlock\": \"0.0.0.0/0\"},\n"
    "   {\"RuleNumber\": 32767, \"Protocol\": \"17\", \"RuleAction\": \"deny\", \"Egress\": false, "
    "\"Ipv6CidrBlock\": \"::/0\", \"PortRange\": {\"From\": 1, \"To\": 2}}]}]}]\n",
    "acl acl-1 @5:19 vpc=v\n"
    "acl-of acl-1 @5:19 a acl-1\n"
    "sg sg-1 @1:22 vpc=v egress=named\n"
    "sg-rule sg-1 @2:28 of sg-1 out allow tcp 443-443 number=-1 peer=0,(null) 10.0.0.0/16\n"
    "sg-rule sg-1 @2:28 of sg-1 out allow tcp 443-443 number=-1 peer=0,::/0 -\n"
    "sg-rule sg-1 @2:28 of sg-1 out allow tcp 443-443 number=-1 peer=1,sg-2 -\n"
    "sg-rule sg-1 @2:28 of sg-1 out allow tcp 443-443 number=-1 peer=2,pl-1 -\n"
    "sg-rule sgr-2 @4:4 of sg-2 in allow -1 -1--1 number=-1 peer=1,sg-1 -\n"
    "acl-rule acl-1 @6:4 of acl-1 out allow -1 -1--1 number=100 peer=0,(null) 0.0.0.0/0\n"
    "acl-rule acl-1 @7:4 of acl-1 in deny udp 1-2 number=32767 peer=3,::/0 -\n" },
  { "pages",
    "[{\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"a\", "
    "\"Status\": \"pending\"}], \"NextToken\": \"t\"},\n"
    " {\"NetworkInterfaces\": [{\"Status\": \"in-use\", \"SubnetId\": \"a\", "
    "\"NetworkInterfaceId\": \"eni-1\"},\n"
    "   {\"NetworkInterfaceId\": \"eni-2\", \"SubnetId\": \"a\"}, {\"SubnetId\": \"a\", "
    "\"NetworkInterfaceId\": \"eni-2\"}]}]\n",
    "subnet a @1:25 - vpc=(null) az=(null) public=-1 name=a free=-1 unattributed=-1\n"
    "eni eni-1 @1:25 other 'network interface' (null) x1 in a sgs= owner=(null)\n"
    "eni eni-2 @3:4 other 'network interface' (null) x1 in a sgs= owner=(null)\n"
    "note @2:25 eni-1 is told differently at t.json:1:25, which is taken\n"
    "note @1:25 what else holds addresses is not known of a: describe-subnets tells how many are "
    "free\n" },
  { "agents only",
    "[{\"browserId\": \"b-1\", \"name\": \"b\", \"networkConfiguration\": {\"networkMode\": "
    "\"VPC\", \"vpcConfig\": {\"subnets\": [\"a\"], \"securityGroups\": [\"sg-1\"]}}},\n"
    " {\"codeInterpreterId\": \"c-1\", \"name\": \"c\", \"networkConfiguration\": "
    "{\"networkMode\": \"VPC\", \"vpcConfig\": {\"subnets\": [\"a\"], \"securityGroups\": "
    "[\"sg-1\"]}}},\n"
    " {\"codeInterpreterId\": \"c-2\", \"name\": \"c2\", \"networkConfiguration\": "
    "{\"networkMode\": \"SANDBOX\"}},\n"
    " {\"agentRuntimeId\": \"r-1\", \"agentRuntimeName\": \"r\", "
    "\"capacityProviderConfiguration\": {\"capacityProviderArn\": \"x\"}, "
    "\"networkConfiguration\": {\"networkMode\": \"PUBLIC\"}},\n"
    " {\"runtimeEndpoints\": [{\"name\": \"prod\", \"agentRuntimeEndpointArn\": \"e\", "
    "\"liveVersion\": \"2\", \"agentRuntimeArn\": "
    "\"arn:aws:bedrock-agentcore:eu-west-1:1:runtime/r-1\"}]}]\n",
    "agent b-1 @1:2 kind=1 mode=1 subnets=a sgs=sg-1 network@1:60 idle=-1 life=-1 artifact=0 "
    "instances=0 name=b\n"
    "agent c-1 @2:2 kind=2 mode=1 subnets=a sgs=sg-1 network@2:68 idle=-1 life=-1 artifact=0 "
    "instances=0 name=c\n"
    "agent c-2 @3:2 kind=2 mode=0 subnets= sgs= network@3:69 idle=-1 life=-1 artifact=0 "
    "instances=0 name=c2\n"
    "agent r-1 @4:2 kind=0 mode=0 subnets= sgs= network@4:140 idle=-1 life=-1 artifact=0 "
    "instances=1 name=r\n"
    "agent-endpoint e @5:24 of r-1 version=2\n"
    "eni b-1 a @1:2 agent 'ENI of AgentCore' (null) x1 in a sgs=sg-1 owner=(null) unlisted in-use\n"
    "group b-1 @1:2 in-use subnets=a sgs=sg-1 enis=b-1 a agents=b-1,c-1\n" },
  { "types apart",
    "[{\"browserId\": \"b-1\", \"name\": \"b\", \"networkConfiguration\": {\"networkMode\": "
    "\"VPC\", \"vpcConfig\": {\"subnets\": [\"a\"], \"securityGroups\": [\"sg-1\"]}}},\n"
    " {\"agentRuntimeId\": \"r-1\", \"agentRuntimeName\": \"r\", \"agentRuntimeVersion\": \"3\", "
    "\"networkConfiguration\": {\"networkMode\": \"VPC\", \"networkModeConfig\": {\"subnets\": "
    "[\"a\"], \"securityGroups\": [\"sg-1\"]}}},\n"
    " {\"agentRuntimeId\": \"r-2\", \"agentRuntimeName\": \"r2\", \"status\": \"CREATE_FAILED\", "
    "\"networkConfiguration\": {\"networkMode\": \"VPC\", \"networkModeConfig\": {\"subnets\": "
    "[\"b\"], \"securityGroups\": [\"sg-1\"]}}},\n"
    " {\"agentRuntimeId\": \"r-3\", \"agentRuntimeName\": \"r3\", \"status\": \"DELETING\", "
    "\"networkConfiguration\": {\"networkMode\": \"VPC\", \"networkModeConfig\": {\"subnets\": "
    "[\"c\"], \"securityGroups\": [\"sg-1\"]}}},\n"
    " {\"agentRuntimes\": []}, {\"browserSummaries\": []}, {\"codeInterpreterSummaries\": []},\n"
    " {\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"a\", "
    "\"InterfaceType\": \"agentic_ai\", \"Groups\": [{\"GroupId\": \"sg-1\"}]},\n"
    "   {\"NetworkInterfaceId\": \"eni-2\", \"SubnetId\": \"a\", \"InterfaceType\": "
    "\"agentic_ai\", \"Groups\": [{\"GroupId\": \"sg-1\"}]},\n"
    "   {\"NetworkInterfaceId\": \"eni-3\", \"SubnetId\": \"b\", \"InterfaceType\": "
    "\"agentic_ai\", \"Groups\": [{\"GroupId\": \"sg-1\"}]}]}]\n",
    "subnet a @6:25 - vpc=(null) az=(null) public=-1 name=a free=-1 unattributed=-1\n"
    "subnet b @8:4 - vpc=(null) az=(null) public=-1 name=b free=-1 unattributed=-1\n"
    "agent b-1 @1:2 kind=1 mode=1 subnets=a sgs=sg-1 network@1:60 idle=-1 life=-1 artifact=0 "
    "instances=0 name=b\n"
    "agent r-1 @2:2 kind=0 mode=1 subnets=a sgs=sg-1 network@2:105 idle=-1 life=-1 artifact=0 "
    "instances=0 name=r\n"
    "agent r-2 @3:2 kind=0 mode=1 subnets=b sgs=sg-1 network@3:105 idle=-1 life=-1 artifact=0 "
    "instances=0 name=r2\n"
    "agent r-3 @4:2 kind=0 mode=1 subnets=c sgs=sg-1 network@4:100 idle=-1 life=-1 artifact=0 "
    "instances=0 name=r3\n"
    "eni eni-1 @6:25 agent 'ENI of AgentCore' (null) x1 in a sgs=sg-1 owner=(null) in-use\n"
    "eni eni-2 @7:4 agent 'ENI of AgentCore' (null) x1 in a sgs=sg-1 owner=(null) in-use\n"
    "eni eni-3 @8:4 agent 'ENI of AgentCore' (null) x1 in b sgs=sg-1 owner=(null) retained\n"
    "group b-1 @1:2 in-use subnets=a sgs=sg-1 enis=eni-1,eni-2 agents=b-1,r-1\n"
    "group r-3 @4:2 in-use subnets=c sgs=sg-1 enis= agents=r-3\n"
    "group eni-3 @8:4 retained inferred subnets=b sgs=sg-1 enis=eni-3 agents=\n"
    "note @4:2 r3 has no ENI in c: none with its security groups is listed there\n"
    "note @1:2 ENIs more than agents need that share across types: 1; --set "
    "model.eni_sharing_across_types=no reckons with them\n"
    "note @8:4 ENIs of AgentCore that no agent has: 1, retained unless an older version of r "
    "holds them\n"
    "note @8:4 an ENI does not tell which subnets belong to its configuration: those of equal "
    "security groups in one VPC are taken for one group\n"
    "note @3:2 r2 is CREATE_FAILED and holds no ENI: what it left goes by itself\n"
    "note @4:2 r3 is DELETING: it counts as there, its ENIs are retained soon\n"
    "note @6:25 what else holds addresses is not known of a and others: describe-subnets tells how "
    "many are free\n" },
  { "listed in part",
    "[{\"agentRuntimes\": [{\"agentRuntimeId\": \"r-1\"}, {\"agentRuntimeId\": \"r-2\"}, "
    "{\"agentRuntimeId\": \"r-3\"}, {\"agentRuntimeId\": \"r-4\"}, {\"agentRuntimeId\": "
    "\"r-5\"}]},\n"
    " {\"browserSummaries\": [], \"nextToken\": \"t\"}, {\"codeInterpreterSummaries\": []},\n"
    " {\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\", \"SubnetId\": \"a\", "
    "\"InterfaceType\": \"agentic_ai\"}]}]\n",
    "subnet a @3:25 - vpc=(null) az=(null) public=-1 name=a free=-1 unattributed=-1\n"
    "agent r-1 @1:21 kind=0 mode=2 subnets= sgs= network@1:21 idle=-1 life=-1 artifact=0 "
    "instances=0 name=r-1\n"
    "agent r-2 @1:48 kind=0 mode=2 subnets= sgs= network@1:48 idle=-1 life=-1 artifact=0 "
    "instances=0 name=r-2\n"
    "agent r-3 @1:75 kind=0 mode=2 subnets= sgs= network@1:75 idle=-1 life=-1 artifact=0 "
    "instances=0 name=r-3\n"
    "agent r-4 @1:102 kind=0 mode=2 subnets= sgs= network@1:102 idle=-1 life=-1 artifact=0 "
    "instances=0 name=r-4\n"
    "agent r-5 @1:129 kind=0 mode=2 subnets= sgs= network@1:129 idle=-1 life=-1 artifact=0 "
    "instances=0 name=r-5\n"
    "eni eni-1 @3:25 agent 'ENI of AgentCore' (null) x1 in a sgs= owner=(null) unexplained\n"
    "group eni-1 @3:25 unexplained inferred subnets=a sgs= enis=eni-1 agents=\n"
    "note @3:25 ENIs of AgentCore that no listed agent explains: 1, in use or only retained; to "
    "know which takes list-browsers with all pages, get-agent-runtime of r-1, get-agent-runtime of "
    "r-2, get-agent-runtime of r-3 and 2 others\n"
    "note @3:25 an ENI does not tell which subnets belong to its configuration: those of equal "
    "security groups in one VPC are taken for one group\n"
    "note @3:25 what else holds addresses is not known of a: describe-subnets tells how many are "
    "free\n" },
};

static EnisimInventory *
load (const char *text)
{
  g_autoptr (GError) error = NULL;
  EnisimInventory *inventory
      = enisim_inventory_load_data ("t.json", (const guint8 *) text, strlen (text), NULL, &error);

  ck_assert_no_error (error);
  enisim_inventory_verify (inventory);
  return inventory;
}

START_TEST (answers_are_read_with_their_places)
{
  const Row *row = &rows[_i];
  g_autoptr (EnisimInventory) inventory = load (row->answers);
  g_autofree char *read = inventory_to_text (inventory, TRUE);

  ck_assert_msg (strcmp (read, row->inventory) == 0, "%s:\n%s\nnot\n%s", row->name, read,
                 row->inventory);
}
END_TEST

START_TEST (region_is_that_of_the_answers)
{
  static const char *const answers[][2] = {
    { "{\"Subnets\": [{\"SubnetId\": \"a\", \"AvailabilityZone\": \"eu-west-1a\"}]}", "eu-west-1" },
    { "{\"Subnets\": [{\"SubnetId\": \"a\", \"AvailabilityZone\": \"us-gov-west-1b\"}]}",
      "us-gov-west-1" },
    { "{\"Subnets\": [{\"SubnetId\": \"a\", \"AvailabilityZone\": \"us-west-2-lax-1a\"}]}", NULL },
    { "{\"agentRuntimes\": [{\"agentRuntimeId\": \"r\", \"agentRuntimeArn\": "
      "\"arn:aws:bedrock-agentcore:us-east-1:1:runtime/r\"}]}",
      "us-east-1" },
    { "{\"Subnets\": [{\"SubnetId\": \"a\", \"AvailabilityZone\": \"eu-west-1a\"}, "
      "{\"SubnetId\": \"b\", \"AvailabilityZone\": \"eu-west-2a\"}]}",
      NULL },
  };
  g_autoptr (EnisimInventory) inventory = load (answers[_i][0]);

  ck_assert_pstr_eq (inventory->region, answers[_i][1]);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("state");
  TCase *tcase = tcase_create ("core");

  tcase_add_loop_test (tcase, answers_are_read_with_their_places, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (tcase, region_is_that_of_the_answers, 0, 5);
  suite_add_tcase (suite, tcase);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
