/* rule-samples-test.c
 *
 * Goal: every rule passes what is right, finds what is wrong, and says of what nobody can tell that
 * it is not known, never the one for the other.
 * Method: a table of small changes to a sound template, and what one rule says of each; a rule
 * without a sample of all three fails the test.
 */
#include "enisim-check.h"

#include "advise/check.h"
#include "advise/sound-template.h"

/* What a rule says. */
typedef enum
{
  PASSES,
  FINDS,
  DOES_NOT_KNOW,
} Outcome;

typedef struct
{
  const char *rule;
  Outcome outcome;
  const char *edits[6]; /* what is there, what stands there instead; in pairs */
  const char *more;     /* resources that are added; NULL: none */
  const char *part;     /* of a reason; NULL: any */
  const char *severity; /* of the first finding; NULL: the rule's */
  guint n_endpoints;    /* that are added */
} Sample;

#define NO_NAT SOUND_NAT_ROUTE, ""
#define NO_LOGS "us-east-1.logs,", "us-east-1.sqs,"
#define OPEN_LOGS_DNS                                                                              \
  "us-east-1.logs, PrivateDnsEnabled: true", "us-east-1.logs, PrivateDnsEnabled: !Ref P"
#define GROUP(egress)                                                                              \
  SOUND_GROUP, "  G: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref V, "                 \
               "SecurityGroupEgress: " egress "}}\n"
#define RULE(id, direction, group, rest)                                                           \
  "  " id ": {Type: AWS::EC2::SecurityGroup" direction ", Properties: {GroupId: " group ", " rest  \
  "}}\n"
#define HTTPS "IpProtocol: tcp, FromPort: 443, ToPort: 443, "
#define OTHER_SUBNET                                                                               \
  SOUND_RUNTIME_CONFIG, "NetworkModeConfig: {Subnets: [!Ref P], SecurityGroups: [!Ref G]}",        \
      SOUND_BROWSER_CONFIG, "VpcConfig: {Subnets: [!Ref P], SecurityGroups: [!Ref G]}"
#define RUNTIME(name, sg)                                                                          \
  "  " name ": {Type: AWS::BedrockAgentCore::Runtime, Properties: {NetworkConfiguration: "         \
  "{NetworkMode: VPC, NetworkModeConfig: {Subnets: [!Ref A, !Ref B], SecurityGroups: [" sg         \
  "]}}}}\n"
#define OWN_GROUP(name, rest)                                                                      \
  "  " name ": {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref V" rest "}}\n"
#define ACL(in, out)                                                                               \
  "  Acl: {Type: AWS::EC2::NetworkAcl, Properties: {VpcId: !Ref V}}\n"                             \
  "  AclA: {Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: {SubnetId: !Ref A, "          \
  "NetworkAclId: !Ref Acl}}\n"                                                                     \
  "  AclIn: {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: !Ref Acl, " in "}}\n"     \
  "  AclOut: {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: !Ref Acl, Egress: "      \
  "true, " out "}}\n"
#define ACL_OF(subnet, in, out)                                                                    \
  "  " subnet "Acl: {Type: AWS::EC2::NetworkAcl, Properties: {VpcId: !Ref V}}\n"                   \
  "  " subnet                                                                                      \
  "AclL: {Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: {SubnetId: !Ref " subnet        \
  ", NetworkAclId: !Ref " subnet "Acl}}\n"                                                         \
  "  " subnet "AclIn: {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: !Ref " subnet   \
  "Acl, " in "}}\n"                                                                                \
  "  " subnet "AclOut: {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: !Ref " subnet  \
  "Acl, Egress: true, " out "}}\n"
#define DENY_OUT(number, cidr)                                                                     \
  "  Deny: {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: !Ref Acl, Egress: true, "  \
  "RuleNumber: " number ", Protocol: -1, RuleAction: deny, CidrBlock: " cidr "}}\n"
#define ENDPOINTS_IN(subnets)                                                                      \
  "us-east-1.logs, PrivateDnsEnabled: true, SubnetIds: [!Ref A, !Ref B]",                          \
      "us-east-1.logs, PrivateDnsEnabled: true, SubnetIds: " subnets
#define ENDPOINT_SUBNET(name, cidr)                                                                \
  "  " name ": {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: " cidr "}}\n"
#define ALLOW_ALL "RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0"
#define ALLOW_PORTS(from, to, cidr)                                                                \
  "RuleNumber: 100, Protocol: 6, RuleAction: allow, CidrBlock: " cidr ", PortRange: {From: " from  \
  ", To: " to "}"
#define SGS_OF_RUNTIME(list)                                                                       \
  SOUND_RUNTIME_CONFIG, "NetworkModeConfig: {Subnets: [!Ref A, !Ref B], SecurityGroups: " list "}"
#define SUBNETS_OF_RUNTIME(list)                                                                   \
  SOUND_RUNTIME_CONFIG, "NetworkModeConfig: {Subnets: " list ", SecurityGroups: [!Ref G]}"
#define INTERFACES(name)                                                                           \
  "  " name ": {Type: AWS::EC2::NetworkInterface, Properties: {SubnetId: !Ref A}}\n"

static const Sample samples[] = {
  { .rule = "no-egress" },
  { "no-egress", PASSES, .edits = { NO_NAT } },
  { "no-egress", FINDS, .edits = { NO_NAT, NO_LOGS }, .part = "no endpoint gives logs (log deliv" },
  { "no-egress", FINDS, .edits = { NO_NAT, ENDPOINTS_IN ("[]") },
    .part = "no endpoint gives logs (log deliv" },
  { "no-egress", DOES_NOT_KNOW, .edits = { NO_NAT, OPEN_LOGS_DNS } },
  { "no-egress", DOES_NOT_KNOW, .edits = { OTHER_SUBNET } },
  { "no-egress", DOES_NOT_KNOW,
    .edits = { "NatGatewayId: !Ref N", "TransitGatewayId: tgw-1", NO_LOGS } },
  { "no-egress", DOES_NOT_KNOW,
    .edits = { NO_LOGS, "  R: {Type: AWS::EC2::Route,",
               "  R: {Type: AWS::EC2::Route, Condition: "
               "Perhaps," } },
  { "no-egress", FINDS, .edits = { NO_NAT, "RouteTableIds: [!Ref T]", "RouteTableIds: [!Ref PT]" },
    .part = "gives s3 (image layers" },

  { .rule = "nat-path" },
  { "nat-path", FINDS, .edits = { SOUND_PUBLIC_ROUTE, "" }, .part = "has no route of 0.0.0.0/0" },
  { "nat-path", FINDS, .edits = { SOUND_ATTACHMENT, "" },
    .part = "The NAT gateway N stands in Pub, and the internet gateway I, to which that sends "
            "0.0.0.0/0, is not attached to the VPC" },
  { "nat-path", FINDS, .edits = { "GatewayId: !Ref I}}\n  PL", "NatGatewayId: !Ref N}}\n  PL" },
    .part = "sends 0.0.0.0/0 to a NAT gateway" },
  { "nat-path", DOES_NOT_KNOW,
    .edits = { "GatewayId: !Ref I}}\n  PL", "GatewayId: !Ref P}}\n  PL" } },
  { "nat-path", DOES_NOT_KNOW, .edits = { "NatGatewayId: !Ref N", "NatGatewayId: nat-1" } },

  { "nat-path", PASSES, /* a private one leads elsewhere, and needs no gateway */
    .edits = { "NatGateway, Properties: {SubnetId: !Ref Pub}",
               "NatGateway, Properties: {SubnetId: !Ref Pub, ConnectivityType: private}",
               SOUND_PUBLIC_ROUTE, "" } },
  { "nat-path", DOES_NOT_KNOW,
    .edits = { "N: {Type: AWS::EC2::NatGateway,",
               "N: {Type: AWS::EC2::NatGateway, Condition: Perhaps,", SOUND_PUBLIC_ROUTE, "" } },

  { .rule = "public-subnet" },
  { "public-subnet", PASSES, .edits = { NO_NAT } },
  { "public-subnet", FINDS,
    .edits
    = { "SubnetId: !Ref A, RouteTableId: !Ref T", "SubnetId: !Ref A, RouteTableId: !Ref PT" },
    .part = "A, the subnet of Rt and W, sends 0.0.0.0/0 to the internet gateway" },
  { "public-subnet", DOES_NOT_KNOW, .edits = { OTHER_SUBNET } },
  { "public-subnet", DOES_NOT_KNOW, .edits = { "NatGatewayId: !Ref N", "GatewayId: !Ref P" } },

  { .rule = "tool-internet" },
  { "tool-internet", FINDS, .edits = { NO_NAT },
    .part = "A, a subnet of the Browser W, sends 0.0.0.0/0 to no NAT gateway" },
  { "tool-internet", DOES_NOT_KNOW, .edits = { NO_NAT, "BrowserCustom", "CodeInterpreterCustom" } },
  { "tool-internet", DOES_NOT_KNOW, .edits = { OTHER_SUBNET } },

  { .rule = "endpoint-missing" },
  { "endpoint-missing", PASSES, .edits = { NO_NAT } },
  { "endpoint-missing", FINDS, .edits = { NO_NAT, NO_LOGS },
    .part = "Rt needs logs for log delivery, and A and B have neither an endpoint for it nor a NAT "
            "path" },
  { "endpoint-missing", FINDS, .edits = { NO_LOGS },
    .part = "A and B have no endpoint for it: it goes through NAT, which charges for data",
    .severity = "note" },
  { "endpoint-missing", FINDS,
    .edits = { NO_NAT, "us-east-1.logs, PrivateDnsEnabled: true, ", "us-east-1.logs, " },
    .part = "the endpoint Logs has no private DNS" },
  { "endpoint-missing", FINDS, .edits = { NO_NAT, ENDPOINTS_IN ("[]") },
    .part = "the endpoint Logs names no subnet" },
  { "endpoint-missing", FINDS,
    .edits = { NO_NAT, "us-east-1.logs, PrivateDnsEnabled: true, SubnetIds: [!Ref A, !Ref B]",
               "us-east-1.logs, PrivateDnsEnabled: true" },
    .part = "the endpoint Logs names no subnet" },
  { "endpoint-missing", PASSES, .edits = { NO_NAT, ENDPOINTS_IN ("!Ref P") } },
  { "endpoint-missing", DOES_NOT_KNOW, .edits = { NO_NAT, OPEN_LOGS_DNS } },
  { "endpoint-missing", DOES_NOT_KNOW, /* that the Browser is sure to be there says nothing */
    .edits = { NO_NAT, NO_LOGS, "    Type: AWS::BedrockAgentCore::Runtime\n",
               "    Type: AWS::BedrockAgentCore::Runtime\n    Condition: Perhaps\n" } },
  { "endpoint-missing", DOES_NOT_KNOW,
    .edits = { NO_NAT, "us-east-1.bedrock-runtime", "us-east-1.sqs" } },
  { "endpoint-missing", DOES_NOT_KNOW,
    .edits = { NO_NAT, "ServiceName: com.amazonaws.us-east-1.logs", "ServiceName: !Ref P" } },

  { .rule = "sg-runtime-egress" },
  { "sg-runtime-egress", PASSES, .edits = { GROUP ("[{" HTTPS "CidrIp: 0.0.0.0/0}]") } },
  { "sg-runtime-egress", PASSES, .edits = { GROUP ("[{IpProtocol: -1, CidrIp: 127.0.0.1/32}]") },
    .more = RULE ("X", "Egress", "!Ref G", "IpProtocol: -1, CidrIp: 0.0.0.0/0") },
  { "sg-runtime-egress", FINDS, .edits = { GROUP ("[{IpProtocol: -1, CidrIp: 127.0.0.1/32}]") },
    .part = "G (all to 127.0.0.1/32) lets no 443 out at all: Rt and W cannot reach" },
  { "sg-runtime-egress", FINDS,
    .edits
    = { GROUP ("[{IpProtocol: icmp, FromPort: 252, ToPort: 86, CidrIp: 255.255.255.255/32}]") },
    .part = "at all" },
  { "sg-runtime-egress", FINDS,
    .edits = { GROUP ("[{" HTTPS "DestinationSecurityGroupId: !Ref EG}]"), NO_NAT },
    .part = "cannot reach S3 (s3's prefix list)" },
  { "sg-runtime-egress", FINDS, .edits = { GROUP ("[{" HTTPS "CidrIp: 10.0.0.0/16}]") },
    .part = "S3 (s3's prefix list), the internet through NAT" },
  { "sg-runtime-egress", FINDS,
    .edits = { GROUP ("[{IpProtocol: tcp, FromPort: 80, ToPort: 442, CidrIp: 0.0.0.0/0}]") } },
  { "sg-runtime-egress", FINDS, .edits = { GROUP ("[{" HTTPS "CidrIpv6: \"::/0\"}]") } },
  { "sg-runtime-egress", DOES_NOT_KNOW, /* a Code Interpreter may be there to compute alone */
    .more = "  Ci: {Type: AWS::BedrockAgentCore::CodeInterpreterCustom, Properties: "
            "{NetworkConfiguration: {NetworkMode: VPC, VpcConfig: {Subnets: [!Ref A], "
            "SecurityGroups: [!Ref CG]}}}}\n"
            "  CG: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref V, "
            "SecurityGroupEgress: [{IpProtocol: -1, CidrIp: 127.0.0.1/32}]}}\n",
    .part = "CG (all to 127.0.0.1/32) lets 443 out from Ci" },
  { "sg-runtime-egress", DOES_NOT_KNOW, .edits = { GROUP ("[]") },
    .part = "an empty list of SecurityGroupEgress is unclear" },
  { "sg-runtime-egress", DOES_NOT_KNOW, .edits = { GROUP ("[{" HTTPS "CidrIp: !Ref P}]") } },
  { "sg-runtime-egress", DOES_NOT_KNOW,
    .edits = { GROUP ("!If [Perhaps, [], !Ref AWS::NoValue]") } },
  { "sg-runtime-egress", DOES_NOT_KNOW,
    .edits = { GROUP ("[{" HTTPS "DestinationSecurityGroupId: !Ref EG}, {" HTTPS
                      "DestinationPrefixListId: pl-1}]"),
               "BrowserCustom", "CodeInterpreterCustom" },
    .part = "S3 (s3's prefix list)" },
  { "sg-runtime-egress", DOES_NOT_KNOW,
    .more = RULE ("X", "Egress", "!Ref G",
                  "IpProtocol: udp, FromPort: 53, ToPort: 53, CidrIp: 10.0.0.2/32") },
  { "sg-runtime-egress", DOES_NOT_KNOW, .edits = { SGS_OF_RUNTIME ("[!Ref P]") } },

  { .rule = "sg-endpoint-ingress" },
  { "sg-endpoint-ingress", PASSES,
    .edits = { "CidrIp: 10.0.0.0/16}]", "SourceSecurityGroupId: !Ref G}]" } },
  { "sg-endpoint-ingress", PASSES, .edits = { "CidrIp: 10.0.0.0/16}]", "CidrIp: 10.9.0.0/16}]" },
    .more = RULE ("X", "Ingress", "!Ref EG", HTTPS "CidrIp: 10.0.0.0/22") },
  { "sg-endpoint-ingress", FINDS, .edits = { "CidrIp: 10.0.0.0/16}]", "CidrIp: 10.9.0.0/16}]" },
    .part = "EG, the group of the endpoint Api (ecr.api), lets in no 443 from Rt in A and B" },
  { "sg-endpoint-ingress", FINDS, .edits = { "CidrIp: 10.0.0.0/16}]", "CidrIp: 10.9.0.0/16}]" },
    .more = RULE ("X", "Ingress", "!Ref EG", HTTPS "SourceSecurityGroupId: !Ref EG") },
  { "sg-endpoint-ingress", DOES_NOT_KNOW,
    .edits = { "CidrIp: 10.0.0.0/16}]", "CidrIp: !Ref P}]" } },
  { "sg-endpoint-ingress", FINDS, /* an agent is in each of its subnets */
    .edits = { "CidrIp: 10.0.0.0/16}]", "CidrIp: 10.0.1.0/24}]" },
    .part = "lets in no 443 from Rt in B" },
  { "sg-endpoint-ingress", DOES_NOT_KNOW,
    .edits
    = { SUBNETS_OF_RUNTIME ("!Ref Ids"), "CidrIp: 10.0.0.0/16}]", "CidrIp: 10.0.1.0/24}]" } },

  { .rule = "sg-runtime-ingress" },
  { "sg-runtime-ingress", PASSES, .edits = { "SecurityGroups: [sg-m]", "SecurityGroups: [!Ref G]" },
    .more = RULE ("X", "Ingress", "!Ref G", HTTPS "CidrIp: 10.0.0.0/8") },
  { "sg-runtime-ingress", FINDS,
    .more = RULE ("X", "Ingress", "!Ref G", HTTPS "CidrIp: 10.0.0.0/8"),
    .part = "G, a group of Rt, lets in tcp 443 from 10.0.0.0/8" },
  { "sg-runtime-ingress", DOES_NOT_KNOW, .edits = { SGS_OF_RUNTIME ("[!Ref P]") } },

  { .rule = "endpoint-az" },
  { "endpoint-az", FINDS, .edits = { "use1-az2", "use1-az1" },
    .part = "A and B, subnets of the endpoint Api (ecr.api), lie in one zone" },
  { "endpoint-az", PASSES,
    .edits = { "AvailabilityZoneId: use1-az1", "AvailabilityZone: !Select [0, !GetAZs \"\"]",
               "AvailabilityZoneId: use1-az2", "AvailabilityZone: !Select [1, !GetAZs \"\"]" } },
  { "endpoint-az", FINDS,
    .edits = { "AvailabilityZoneId: use1-az1", "AvailabilityZone: !Ref P",
               "AvailabilityZoneId: use1-az2", "AvailabilityZone: !Ref P" } },
  { "endpoint-az", DOES_NOT_KNOW,
    .edits = { "AvailabilityZoneId: use1-az2", "AvailabilityZone: us-east-1b" } },

  { .rule = "az-unsupported" },
  { "az-unsupported", FINDS, .edits = { "use1-az2", "use1-az3" }, .part = "lies in use1-az3" },
  { "az-unsupported", DOES_NOT_KNOW,
    .edits = { "AvailabilityZoneId: use1-az2", "AvailabilityZone: us-east-1b" },
    .part = "only the zone's name is known, us-east-1b" },

  { .rule = "sg-split" },
  { "sg-split", FINDS,
    .more
    = RUNTIME ("X", "!Ref GX") RUNTIME ("Y", "!Ref GY") OWN_GROUP ("GX", "") OWN_GROUP ("GY", ""),
    .part
    = "X and Y have the same subnets and each a security group of its own that lets out the same: "
      "one group for all would save 2 ENIs, and as many addresses" },
  { "sg-split", PASSES, /* one made for a runtime beside one that others share is a choice */
    .more = RUNTIME ("X", "!Ref GX") OWN_GROUP ("GX", "") },
  { "sg-split", PASSES, /* they let out different things */
    .more = RUNTIME ("X", "!Ref GX") RUNTIME ("Y", "!Ref GY") OWN_GROUP ("GX", "")
        OWN_GROUP ("GY", ", SecurityGroupEgress: [{" HTTPS "CidrIp: 0.0.0.0/0}]") },
  { "sg-split", PASSES, /* somebody lets in the one and not the other */
    .more = RUNTIME ("X", "!Ref GX") RUNTIME ("Y", "!Ref GY") OWN_GROUP ("GX", "") OWN_GROUP (
        "GY", "") RULE ("Z", "Ingress", "sg-m", HTTPS "SourceSecurityGroupId: !Ref GX") },
  { "sg-split", DOES_NOT_KNOW, .more = RUNTIME ("X", "!Ref P") RUNTIME ("Y", "!Ref Q") },

  { .rule = "single-az" },
  { "single-az", FINDS, .edits = { "use1-az2", "use1-az1" },
    .part = "Rt and W have all 2 subnets in one zone" },
  { "single-az", FINDS, .edits = { SUBNETS_OF_RUNTIME ("[!Ref A]") },
    .part = "Rt has but one subnet, A, and so one zone" },
  { "single-az", DOES_NOT_KNOW,
    .edits = { "AvailabilityZoneId: use1-az2", "AvailabilityZone: !Ref P" } },

  { .rule = "redeploy-room" },
  { "redeploy-room", FINDS, .edits = { "10.0.1.0/24", "10.0.1.0/28" },
    .more
    = INTERFACES ("X1") INTERFACES ("X2") INTERFACES ("X3") INTERFACES ("X4") INTERFACES ("X5"),
    .part = "A has 11 usable addresses: 11 are held, and a redeploy that changes every "
            "configuration takes 1 more; a /27 has room" },
  { "redeploy-room", DOES_NOT_KNOW, .edits = { "CidrBlock: 10.0.1.0/24", "CidrBlock: !Ref P" } },

  { "teardown-lag", FINDS, .part = "The stack t makes G, A and B" },
  { "teardown-lag", PASSES,
    .edits
    = { SOUND_RUNTIME_CONFIG, "NetworkModeConfig: {Subnets: [subnet-1], SecurityGroups: [sg-1]}",
        SOUND_BROWSER_CONFIG, "VpcConfig: {Subnets: [subnet-1], SecurityGroups: [sg-1]}" } },
  { "teardown-lag", DOES_NOT_KNOW,
    .edits = { "    Type: AWS::BedrockAgentCore::Runtime\n",
               "    Type: AWS::BedrockAgentCore::Runtime\n    Condition: Perhaps\n",
               "    Type: AWS::BedrockAgentCore::BrowserCustom\n",
               "    Type: AWS::BedrockAgentCore::BrowserCustom\n    Condition: Perhaps\n" } },

  { .rule = "sg-quota" },
  { "sg-quota", PASSES, .edits = { SGS_OF_RUNTIME ("[a, b, c, d, e]") } },
  { "sg-quota", FINDS, .edits = { SGS_OF_RUNTIME ("[a, b, c, d, e, f]") },
    .part = "Rt has 6 security groups, more than the 5" },
  { "sg-quota", FINDS,
    .edits = { SGS_OF_RUNTIME ("[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q]") },
    .part = "Rt has 17 security groups, more than the 16" },
  { "sg-quota", DOES_NOT_KNOW, .edits = { SGS_OF_RUNTIME ("!Ref Ids") } },

  { .rule = "subnet-quota" },
  { "subnet-quota", FINDS,
    .edits = { SUBNETS_OF_RUNTIME ("[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q]") },
    .part = "Rt has 17 subnets" },
  { "subnet-quota", DOES_NOT_KNOW, .edits = { SUBNETS_OF_RUNTIME ("!Ref Ids") } },

  { .rule = "endpoint-quota" },
  { "endpoint-quota", PASSES, .n_endpoints = 46 },
  { "endpoint-quota", FINDS, .n_endpoints = 47,
    .part = "V has 51 interface endpoints, more than the 50 of the quota" },
  { "endpoint-quota", DOES_NOT_KNOW,
    .edits = { "Logs: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref V",
               "Logs: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref P" } },

  { .rule = "dns-flags" },
  { "dns-flags", FINDS, .edits = { ", EnableDnsHostnames: true", "" },
    .part = "for which V needs DNS support (on) and DNS host names (off)" },
  { "dns-flags", FINDS,
    .edits = { "EnableDnsHostnames: true", "EnableDnsHostnames: true, EnableDnsSupport: false" } },
  { "dns-flags", DOES_NOT_KNOW,
    .edits = { "EnableDnsHostnames: true", "EnableDnsHostnames: !Ref P" } },

  { .rule = "nacl" },
  { "nacl", PASSES, .more = ACL (ALLOW_ALL, ALLOW_ALL) },
  { "nacl", PASSES,
    .more
    = ACL (ALLOW_PORTS ("443", "65535", "0.0.0.0/0"), ALLOW_PORTS ("443", "65535", "0.0.0.0/0")) },
  { "nacl", PASSES, /* to the VPC is enough where the VPC is all there is */
    .edits = { NO_NAT },
    .more = ACL (ALLOW_PORTS ("443", "65535", "10.0.0.0/16"),
                 ALLOW_PORTS ("443", "65535", "10.0.0.0/16")) },
  { "nacl", DOES_NOT_KNOW, /* the agents' subnet lets calls out, and none in to an endpoint there */
    .more
    = ACL (ALLOW_PORTS ("1024", "65535", "0.0.0.0/0"), ALLOW_PORTS ("443", "443", "0.0.0.0/0")),
    .part
    = "B, the subnet of Rt and W, reaches the endpoint Api (ecr.api) through network ACLs, for "
      "1 of its 2 ENIs" },
  { "nacl", FINDS, .more = ACL (ALLOW_PORTS ("443", "443", "0.0.0.0/0"), ALLOW_ALL),
    .part = "1024-65535 in is allowed by no rule" },
  { "nacl", FINDS, .more = ACL (ALLOW_ALL, ALLOW_PORTS ("443", "443", "10.0.0.0/16")),
    .part = "443 out is allowed by no rule" },
  { "nacl", FINDS,
    .more
    = ACL (ALLOW_ALL,
           ALLOW_ALL) "  Deny: {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: !Ref "
                      "Acl, Egress: true, RuleNumber: 99, Protocol: 6, RuleAction: deny, "
                      "CidrBlock: 0.0.0.0/0, "
                      "PortRange: {From: 443, To: 443}}}\n",
    .part = "443 out is denied by rule 99, tcp 443 to 0.0.0.0/0" },
  { "nacl", PASSES, /* the lower number holds */
    .more
    = ACL (ALLOW_ALL,
           ALLOW_ALL) "  Deny: {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: !Ref "
                      "Acl, Egress: true, RuleNumber: 101, Protocol: -1, RuleAction: deny, "
                      "CidrBlock: 0.0.0.0/0}}\n" },
  { "nacl", FINDS, /* into the endpoints' own subnets */
    .edits = { ENDPOINTS_IN ("[!Ref E1]") },
    .more = ENDPOINT_SUBNET ("E1", "10.0.8.0/24")
        ACL_OF ("E1", ALLOW_PORTS ("80", "80", "10.0.0.0/16"), ALLOW_ALL),
    .part
    = "Network ACLs keep A, the subnet of Rt and W, from the endpoint Logs (logs): E1 has the "
      "network ACL E1Acl, where 443 in is allowed by no rule" },
  { "nacl", FINDS, /* the answers out of them */
    .edits = { ENDPOINTS_IN ("[!Ref E1]") },
    .more = ENDPOINT_SUBNET ("E1", "10.0.8.0/24")
        ACL_OF ("E1", ALLOW_ALL, ALLOW_PORTS ("443", "443", "0.0.0.0/0")),
    .part = "E1 has the network ACL E1Acl, where 1024-65535 out is allowed by no rule" },
  { "nacl", FINDS, /* what the agents' own ACL closes to the endpoints alone */
    .edits = { ENDPOINTS_IN ("[!Ref E1]") },
    .more = ENDPOINT_SUBNET ("E1", "10.0.8.0/24") ACL (ALLOW_ALL, ALLOW_ALL)
        DENY_OUT ("90", "10.0.8.0/24"),
    .part = "A has the network ACL Acl, where 443 out is denied by rule 90, all to 10.0.8.0/24" },
  { "nacl", PASSES, /* within one subnet no ACL stands in the way */
    .edits = { ENDPOINTS_IN ("[!Ref A]"), SUBNETS_OF_RUNTIME ("[!Ref A]"),
               "VpcConfig: {Subnets: [!Ref A, !Ref B]", "VpcConfig: {Subnets: [!Ref A]" },
    .more
    = ACL (ALLOW_PORTS ("1024", "65535", "0.0.0.0/0"), ALLOW_PORTS ("443", "443", "0.0.0.0/0")) },
  { "nacl", PASSES, .edits = { ENDPOINTS_IN ("[!Ref E1]") },
    .more
    = ENDPOINT_SUBNET ("E1", "10.0.8.0/24") ACL_OF ("E1", ALLOW_PORTS ("443", "443", "10.0.0.0/16"),
                                                    ALLOW_PORTS ("1024", "65535", "10.0.0.0/16")) },
  { "nacl", DOES_NOT_KNOW, /* one of two ENIs, and nobody knows to which the name leads */
    .edits = { ENDPOINTS_IN ("[!Ref E1, !Ref E2]") },
    .more = ENDPOINT_SUBNET ("E1", "10.0.8.0/24") ENDPOINT_SUBNET ("E2", "10.0.9.0/24")
        ACL_OF ("E1", ALLOW_PORTS ("80", "80", "10.0.0.0/16"), ALLOW_ALL),
    .part = "reaches the endpoint Logs (logs) through network ACLs, for 1 of its 2 ENIs can be "
            "reached, and to which its name leads is not known: E1 has the network ACL E1Acl" },
  { "nacl", DOES_NOT_KNOW, .edits = { ENDPOINTS_IN ("[!Ref P]") },
    .part = "network ACLs: of ${t:P}, which network ACL it has is not known" },
  { "nacl", DOES_NOT_KNOW, .more = ACL (ALLOW_PORTS ("32768", "60999", "0.0.0.0/0"), ALLOW_ALL) },
  { "nacl", DOES_NOT_KNOW,
    .more
    = ACL (ALLOW_ALL, "RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: !Ref P") },
  { "nacl", DOES_NOT_KNOW, .edits = { OTHER_SUBNET } },

  { .rule = "vpc-needless" },
  { "vpc-needless", FINDS, .edits = { SOUND_MOUNT_TARGET, "" },
    .part = "Nothing private is described in the VPC of Rt, nor" },
  { "vpc-needless", PASSES, .edits = { SOUND_MOUNT_TARGET, "" },
    .more = "  X: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, DestinationCidrBlock: "
            "10.9.0.0/16, VpcPeeringConnectionId: pcx-1}}\n" },
  { "vpc-needless", DOES_NOT_KNOW,
    .edits = { "  M: {Type: AWS::EFS::MountTarget,",
               "  M: {Type: AWS::EFS::MountTarget, Condition: Perhaps," } },
  { "vpc-needless", DOES_NOT_KNOW, .edits = { SOUND_MOUNT_TARGET, "" },
    .more = "  X: {Type: AWS::OpenSearchServerless::VpcEndpoint}\n" },

  { .rule = "vpc-no-config" },
  { "vpc-no-config", FINDS, .edits = { SUBNETS_OF_RUNTIME ("[]") }, .part = "Rt names no subnet" },
  { "vpc-no-config", FINDS, .edits = { SGS_OF_RUNTIME ("[]") },
    .part = "Rt names no security group" },
  { "vpc-no-config", FINDS, .edits = { ", " SOUND_RUNTIME_CONFIG, "" },
    .part = "no subnet and no security group" },
  { "vpc-no-config", DOES_NOT_KNOW, .edits = { SUBNETS_OF_RUNTIME ("!Ref Ids") } },

  { .rule = "instances-compute" },
  { "instances-compute", FINDS,
    .edits = { SOUND_ARTIFACT, SOUND_ARTIFACT "      ComputeType: Instances\n" },
    .part = "Rt runs on instances" },
  { "instances-compute", DOES_NOT_KNOW,
    .edits = { SOUND_ARTIFACT, SOUND_ARTIFACT "      ComputeType: !Ref P\n" } },
};

static char *
replace_once (const char *text, const char *from, const char *to)
{
  const char *at = strstr (text, from);

  ck_assert_msg (at != NULL && strstr (at + 1, from) == NULL, "not once there: %s", from);
  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, to, at + strlen (from));
}

static char *
make_text (const Sample *sample)
{
  g_autofree char *edited = g_strdup (sound_template);
  GString *text;

  for (guint i = 0; i < G_N_ELEMENTS (sample->edits) && sample->edits[i] != NULL; i += 2)
    {
      char *next = replace_once (edited, sample->edits[i], sample->edits[i + 1]);

      g_free (edited);
      edited = next;
    }
  text = g_string_new (edited);
  if (sample->more != NULL)
    g_string_append (text, sample->more);
  for (guint i = 0; i < sample->n_endpoints; i++)
    g_string_append_printf (text,
                            "  E%u: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref V, "
                            "VpcEndpointType: Interface, ServiceName: com.amazonaws.vpce.x}}\n",
                            i);
  return g_string_free (text, FALSE);
}

static EnisimInventory *inventory;
static EnisimCheck *check;

static void
run (const char *text)
{
  g_autoptr (EnisimScenario) assumptions = NULL;
  g_autoptr (GError) error = NULL;

  inventory
      = enisim_inventory_load_data ("t.yaml", (const guint8 *) text, strlen (text), NULL, &error);
  ck_assert_no_error (error);
  assumptions = enisim_plan_assume (inventory, NULL, &error);
  check = enisim_check_new (inventory, assumptions, NULL, &error);
  ck_assert_no_error (error);
  enisim_check_verify (check);
}

static void
teardown (void)
{
  g_clear_pointer (&check, enisim_check_free);
  g_clear_pointer (&inventory, enisim_inventory_free);
}

/* Of one rule, and of what is known or not: the first with that part in its reason. */
static const EnisimFinding *
find (const char *rule, gboolean is_known, const char *part)
{
  for (guint i = 0; i < enisim_check_get_n_findings (check); i++)
    {
      const EnisimFinding *finding = enisim_check_get_finding (check, i);

      if (strcmp (finding->rule->id, rule) == 0 && finding->is_known == is_known
          && (part == NULL || strstr (finding->reason, part) != NULL))
        return finding;
    }
  return NULL;
}

static void
assert_none (const char *rule, gboolean is_known)
{
  const EnisimFinding *finding = find (rule, is_known, NULL);

  ck_assert_msg (finding == NULL, "%s: %s", rule, finding != NULL ? finding->reason : "");
}

START_TEST (rule_says_of_the_sample_what_is_so)
{
  const Sample *sample = &samples[_i];
  g_autofree char *text = make_text (sample);
  const EnisimFinding *finding;

  run (text);
  if (sample->outcome != FINDS)
    assert_none (sample->rule, TRUE);
  if (sample->outcome == PASSES)
    {
      assert_none (sample->rule, FALSE);
      return;
    }
  finding = find (sample->rule, sample->outcome == FINDS, sample->part);
  ck_assert_msg (finding != NULL, "%s says nothing about '%s'", sample->rule,
                 sample->part != NULL ? sample->part : "");
  if (sample->outcome == FINDS)
    ck_assert_str_eq (enisim_severity_get_name (finding->severity),
                      sample->severity != NULL
                          ? sample->severity
                          : enisim_severity_get_name (finding->rule->severity));
}
END_TEST

START_TEST (every_rule_has_samples_of_all_outcomes)
{
  for (guint i = 0; i < enisim_check_get_n_rules (); i++)
    {
      const char *id = enisim_check_get_rule (i)->id;
      guint n[3] = { 0 };

      for (guint j = 0; j < G_N_ELEMENTS (samples); j++)
        if (strcmp (samples[j].rule, id) == 0)
          n[samples[j].outcome]++;
      ck_assert_msg (n[PASSES] > 0 && n[FINDS] > 0 && n[DOES_NOT_KNOW] > 0,
                     "%s: %u pass, %u find, %u do not know", id, n[PASSES], n[FINDS],
                     n[DOES_NOT_KNOW]);
    }
}
END_TEST

START_TEST (samples_are_of_rules_that_are_there)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    ck_assert_uint_lt (enisim_rule_find (samples[i].rule), enisim_check_get_n_rules ());
}
END_TEST

START_TEST (sound_template_has_one_note_and_nothing_open)
{
  run (sound_template);
  for (guint i = 0; i < enisim_check_get_n_findings (check); i++)
    ck_assert_str_eq (enisim_check_get_finding (check, i)->rule->id, "teardown-lag");
  ck_assert_uint_eq (enisim_check_get_n_findings (check), 1);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("rule-samples");
  TCase *rules = tcase_create ("rules");

  tcase_add_checked_fixture (rules, NULL, teardown);
  tcase_add_loop_test (rules, rule_says_of_the_sample_what_is_so, 0, G_N_ELEMENTS (samples));
  tcase_add_test (rules, every_rule_has_samples_of_all_outcomes);
  tcase_add_test (rules, samples_are_of_rules_that_are_there);
  tcase_add_test (rules, sound_template_has_one_note_and_nothing_open);
  suite_add_tcase (suite, rules);
  return suite;
}

ENISIM_TEST_MAIN (make_suite)
