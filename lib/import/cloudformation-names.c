/* cloudformation-names.c: names of types and properties that are not known here */
#include "import/cloudformation-names.h"

#include <string.h>

#include "base/nearest.h"
#include "import/cloudformation.h"

enum
{
  GUESSES_MAX = 1000, /* of one load: the work for a hostile file */
  PARTS = 3,          /* of a type: AWS, the service, the name */
  WORD_MIN = 3        /* bytes of what a name is told by that begins or ends with it */
};

/* A mapping of properties, or a list of them, and all keys that it may have. */
typedef struct
{
  const char *type;
  const char *path; /* within Properties; NULL: those */
  const char *keys[20];
} Properties;

#define CORE "AWS::BedrockAgentCore::"
#define EC2 "AWS::EC2::"

#define RULE_KEYS "CidrIp", "CidrIpv6", "Description", "FromPort", "IpProtocol", "ToPort"
#define INGRESS_KEYS                                                                               \
  RULE_KEYS, "SourcePrefixListId", "SourceSecurityGroupId", "SourceSecurityGroupName",             \
      "SourceSecurityGroupOwnerId"
#define EGRESS_KEYS RULE_KEYS, "DestinationPrefixListId", "DestinationSecurityGroupId"

/* Of the compute type documents differ in what they call it: all that are read are known.  What
 * only a resource that is there tells of itself (VpcId of a VPC) is none of its properties. */
static const Properties known[] = {
  { CORE "Runtime",
    NULL,
    { "AgentRuntimeArtifact", "AgentRuntimeName", "AuthorizerConfiguration",
      "CapacityProviderConfiguration", "ComputeConfiguration", "ComputeType", "Description",
      "EnvironmentVariables", "FilesystemConfigurations", "LifecycleConfiguration",
      "NetworkConfiguration", "ProtocolConfiguration", "RequestHeaderConfiguration", "RoleArn",
      "Tags" } },
  { CORE "Runtime", "LifecycleConfiguration", { "IdleRuntimeSessionTimeout", "MaxLifetime" } },
  { CORE "Runtime", "NetworkConfiguration", { "NetworkMode", "NetworkModeConfig" } },
  { CORE "Runtime",
    "NetworkConfiguration.NetworkModeConfig",
    { "RequireServiceS3Endpoint", "SecurityGroups", "Subnets" } },
  { CORE "RuntimeEndpoint",
    NULL,
    { "AgentRuntimeId", "AgentRuntimeVersion", "Description", "Name", "Tags" } },
  { CORE "BrowserCustom",
    NULL,
    { "BrowserSigning", "Certificates", "Description", "EnterprisePolicies", "ExecutionRoleArn",
      "Name", "NetworkConfiguration", "RecordingConfig", "Tags" } },
  { CORE "BrowserCustom", "NetworkConfiguration", { "NetworkMode", "VpcConfig" } },
  { CORE "BrowserCustom", "NetworkConfiguration.VpcConfig", { "SecurityGroups", "Subnets" } },
  { CORE "CodeInterpreterCustom",
    NULL,
    { "Certificates", "Description", "ExecutionRoleArn", "Name", "NetworkConfiguration", "Tags" } },
  { CORE "CodeInterpreterCustom", "NetworkConfiguration", { "NetworkMode", "VpcConfig" } },
  { CORE "CodeInterpreterCustom",
    "NetworkConfiguration.VpcConfig",
    { "SecurityGroups", "Subnets" } },
  { EC2 "VPC",
    NULL,
    { "CidrBlock", "EnableDnsHostnames", "EnableDnsSupport", "InstanceTenancy", "Ipv4IpamPoolId",
      "Ipv4NetmaskLength", "Tags" } },
  { EC2 "VPCCidrBlock",
    NULL,
    { "AmazonProvidedIpv6CidrBlock", "CidrBlock", "Ipv4IpamPoolId", "Ipv4NetmaskLength",
      "Ipv6CidrBlock", "Ipv6CidrBlockNetworkBorderGroup", "Ipv6IpamPoolId", "Ipv6NetmaskLength",
      "Ipv6Pool", "VpcId" } },
  { EC2 "Subnet",
    NULL,
    { "AssignIpv6AddressOnCreation", "AvailabilityZone", "AvailabilityZoneId", "CidrBlock",
      "EnableDns64", "EnableLniAtDeviceIndex", "Ipv4IpamPoolId", "Ipv4NetmaskLength",
      "Ipv6CidrBlock", "Ipv6IpamPoolId", "Ipv6Native", "Ipv6NetmaskLength", "MapPublicIpOnLaunch",
      "OutpostArn", "PrivateDnsNameOptionsOnLaunch", "Tags", "VpcId" } },
  { EC2 "RouteTable", NULL, { "Tags", "VpcId" } },
  { EC2 "Route",
    NULL,
    { "CarrierGatewayId", "CoreNetworkArn", "DestinationCidrBlock", "DestinationIpv6CidrBlock",
      "DestinationPrefixListId", "EgressOnlyInternetGatewayId", "GatewayId", "InstanceId",
      "LocalGatewayId", "NatGatewayId", "NetworkInterfaceId", "RouteTableId", "TransitGatewayId",
      "VpcEndpointId", "VpcPeeringConnectionId" } },
  { EC2 "SubnetRouteTableAssociation", NULL, { "RouteTableId", "SubnetId" } },
  { EC2 "InternetGateway", NULL, { "Tags" } },
  { EC2 "VPCGatewayAttachment", NULL, { "InternetGatewayId", "VpcId", "VpnGatewayId" } },
  { EC2 "NatGateway",
    NULL,
    { "AllocationId", "AvailabilityMode", "AvailabilityZoneAddresses", "ConnectivityType",
      "MaxDrainDurationSeconds", "PrivateIpAddress", "SecondaryAllocationIds",
      "SecondaryPrivateIpAddressCount", "SecondaryPrivateIpAddresses", "SubnetId", "Tags",
      "VpcId" } },
  { EC2 "NetworkAcl", NULL, { "Tags", "VpcId" } },
  { EC2 "NetworkAclEntry",
    NULL,
    { "CidrBlock", "Egress", "Icmp", "Ipv6CidrBlock", "NetworkAclId", "PortRange", "Protocol",
      "RuleAction", "RuleNumber" } },
  { EC2 "NetworkAclEntry", "PortRange", { "From", "To" } },
  { EC2 "SubnetNetworkAclAssociation", NULL, { "NetworkAclId", "SubnetId" } },
  { EC2 "SecurityGroup",
    NULL,
    { "GroupDescription", "GroupName", "SecurityGroupEgress", "SecurityGroupIngress", "Tags",
      "VpcId" } },
  { EC2 "SecurityGroup", "SecurityGroupIngress", { INGRESS_KEYS } },
  { EC2 "SecurityGroup", "SecurityGroupEgress", { EGRESS_KEYS } },
  { EC2 "SecurityGroupIngress", NULL, { INGRESS_KEYS, "GroupId", "GroupName" } },
  { EC2 "SecurityGroupEgress", NULL, { EGRESS_KEYS, "GroupId" } },
  { EC2 "VPCEndpoint",
    NULL,
    { "DnsOptions", "IpAddressType", "PolicyDocument", "PrivateDnsEnabled",
      "ResourceConfigurationArn", "RouteTableIds", "SecurityGroupIds", "ServiceName",
      "ServiceNetworkArn", "ServiceRegion", "SubnetIds", "Tags", "VpcEndpointType", "VpcId" } },
};

static gboolean
may_guess (EnisimTemplate *template)
{
  return template->importer->n_guesses++ < GUESSES_MAX;
}

static gboolean
is_near (const char *word, const char *candidate)
{
  const char *const candidates[] = { candidate, NULL };

  return enisim_nearest (word, candidates) != NULL;
}

/* Part by part, for a service's long name would make all of its types alike. */
static gboolean
is_like (char *const *words, const char *type)
{
  g_auto (GStrv) parts = g_strsplit (type, "::", PARTS);

  return g_strv_length (parts) == PARTS && is_near (words[0], parts[0])
         && is_near (words[1], parts[1]) && is_near (words[2], parts[2]);
}

void
enisim_note_unknown_type (EnisimTemplate *template, const EnisimNode *resource, const char *type)
{
  EnisimInventory *inventory = template->importer->inventory;
  g_auto (GStrv) words = g_strsplit (type, "::", PARTS);
  const char *other;

  if (g_strv_length (words) != PARTS || !may_guess (template))
    return;
  for (guint i = 0; (other = enisim_cloudformation_get_type (i)); i++)
    if (is_like (words, other))
      {
        enisim_inventory_add_note (inventory, resource->key_at,
                                   "%s is of no type that is known here, %s: did you mean %s?",
                                   resource->key, type, other);
        return;
      }
}

static gboolean
begins_or_ends (const char *key, const char *word)
{
  const gsize n_key = strlen (key), n = strlen (word);

  return n_key > n
         && (g_ascii_strncasecmp (key, word, n) == 0
             || g_ascii_strncasecmp (key + n_key - n, word, n) == 0);
}

/* Returns: (nullable): the key that is @word but for a few letters; or else the shortest that
 * begins or ends with it, for what is left out is often all of a part: Vpc for VpcId */
static const char *
guess_key (const char *word, const char *const *keys)
{
  const char *guess = enisim_nearest (word, keys);

  if (guess || strnlen (word, WORD_MIN) < WORD_MIN)
    return guess;
  for (; *keys; keys++)
    if (begins_or_ends (*keys, word) && (!guess || strlen (*keys) < strlen (guess)))
      guess = *keys;
  return guess;
}

static void
note_keys (EnisimTemplate *template, const EnisimNode *resource, const Properties *properties,
           const EnisimNode *mapping)
{
  for (const EnisimNode *entry = mapping->first; entry; entry = entry->next)
    {
      const char *nearest;

      if (g_str_has_prefix (entry->key, "Fn::") || g_strv_contains (properties->keys, entry->key))
        continue;
      nearest = may_guess (template) ? guess_key (entry->key, properties->keys) : NULL;
      enisim_inventory_add_note (template->importer->inventory, entry->key_at,
                                 "%s of %s is not known here, nor read%s%s%s", entry->key,
                                 resource->key, nearest ? ": did you mean " : "",
                                 nearest ? nearest : "", nearest ? "?" : "");
    }
}

/* Lists are gone through, and both branches of a condition: what could be there is meant. */
static void
note_unknown (EnisimTemplate *template, const EnisimNode *resource, const Properties *properties,
              const EnisimNode *node)
{
  const EnisimNode *branches
      = node->kind == ENISIM_NODE_MAPPING ? enisim_node_get (node, "Fn::If") : NULL;

  if (branches)
    node = branches;
  if (node->kind == ENISIM_NODE_MAPPING && !enisim_node_has_function (node))
    note_keys (template, resource, properties, node);
  else if (node->kind == ENISIM_NODE_SEQUENCE && (!node->tag || strcmp (node->tag, "!If") == 0))
    for (const EnisimNode *item = node->first; item; item = item->next)
      note_unknown (template, resource, properties, item);
}

/* Returns: (nullable): what @path names, unless an expression is on the way to it */
static const EnisimNode *
find_node (const EnisimNode *node, const char *path)
{
  g_auto (GStrv) keys = g_strsplit (path ? path : "", ".", -1);

  for (guint i = 0; keys[i] && node; i++)
    node = node->kind == ENISIM_NODE_MAPPING ? enisim_node_get (node, keys[i]) : NULL;
  return node;
}

void
enisim_note_unknown_properties (EnisimTemplate *template, const EnisimNode *resource,
                                const char *type)
{
  const EnisimNode *all = enisim_node_get (resource, "Properties");

  for (guint i = 0; all && i < G_N_ELEMENTS (known); i++)
    {
      const EnisimNode *node;

      if (strcmp (known[i].type, type) == 0 && (node = find_node (all, known[i].path)))
        note_unknown (template, resource, &known[i], node);
    }
}
