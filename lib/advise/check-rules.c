/* check-rules.c: the rules, each with what it rests on and what to do */
#include "advise/check.h"

#include <string.h>

#include "base/nearest.h"

#define NOTE .severity = ENISIM_SEVERITY_NOTE
#define WARNING .severity = ENISIM_SEVERITY_WARNING
#define ERROR .severity = ENISIM_SEVERITY_ERROR
#define AGENT_CORE_GUIDE "AgentCore developer guide, VPC mode"
#define VPC_GUIDE "Amazon VPC user guide"

const EnisimRuleRow enisim_rule_rows[] = {
  { { .id = "no-egress",
      ERROR,
      .title = "A subnet has no way out, and its endpoints do not cover what its agents need",
      .fact = "A runtime in a VPC reaches AWS services through a NAT gateway or through endpoints; "
              "without a way to the image registry it may still become READY, and invokes fail",
      .mark = "documented",
      .source = AGENT_CORE_GUIDE,
      .fix = "Route 0.0.0.0/0 of the subnet to a NAT gateway, or add the endpoints" },
    enisim_rule_no_egress },
  { { .id = "nat-path",
      ERROR,
      .title = "A NAT gateway has no way to the internet",
      .fact = "A NAT gateway stands in a public subnet: 0.0.0.0/0 goes to an internet gateway that "
              "is attached to the VPC",
      .mark = "documented",
      .source = VPC_GUIDE,
      .fix = "Route 0.0.0.0/0 of the NAT gateway's subnet to an attached internet gateway" },
    enisim_rule_nat_path },
  { { .id = "public-subnet",
      ERROR,
      .title = "Agents stand in a public subnet, where they have no internet",
      .fact = "The ENI of an agent has no public address, in a public subnet neither, so that an "
              "internet gateway does nothing for it",
      .mark = "documented",
      .source = AGENT_CORE_GUIDE,
      .fix = "Use private subnets whose 0.0.0.0/0 goes to a NAT gateway" },
    enisim_rule_public_subnet },
  { { .id = "tool-internet",
      ERROR,
      .title = "A tool that needs the internet has no NAT path",
      .fact = "The Browser, and a Code Interpreter that reaches public hosts, need 0.0.0.0/0 to go "
              "to a NAT gateway",
      .mark = "documented",
      .source = AGENT_CORE_GUIDE,
      .fix = "Use subnets whose 0.0.0.0/0 goes to a NAT gateway, or the network mode PUBLIC" },
    enisim_rule_tool_internet },
  { { .id = "endpoint-missing",
      ERROR,
      .title = "An endpoint that agents need, or that would save data charges, is missing",
      .fact
      = "Without NAT a container image takes ecr.dkr, ecr.api and s3, a code package s3, logs "
        "take logs, and each feature its own endpoint; with NAT endpoints save its data "
        "charges",
      .mark = "documented",
      .source = AGENT_CORE_GUIDE,
      .fix = "Add the endpoint to the VPC" },
    enisim_rule_endpoint_missing },
  { { .id = "sg-runtime-egress",
      ERROR,
      .title = "Agents' security groups let no HTTPS out to what the agents need",
      .fact = "The security group of an agent has to let 443 out to the endpoints' groups, to the "
              "prefix list of a gateway endpoint (assumed) and to whatever else it calls",
      .mark = "documented",
      .source = AGENT_CORE_GUIDE,
      .fix = "Let TCP 443 out to it, or to 0.0.0.0/0" },
    enisim_rule_sg_runtime_egress },
  { { .id = "sg-endpoint-ingress",
      ERROR,
      .title = "An endpoint's security groups let no HTTPS in from the agents",
      .fact = "The security group of an interface endpoint has to let 443 in from its callers",
      .mark = "documented",
      .source = VPC_GUIDE,
      .fix = "Let TCP 443 in from the VPC's network or from the agents' security group" },
    enisim_rule_sg_endpoint_ingress },
  { { .id = "sg-runtime-ingress",
      NOTE,
      .title = "Inbound rules of a runtime's security group do nothing",
      .fact = "Nobody connects to the ENI of an agent; invokes come through the service",
      .mark = "documented",
      .source = AGENT_CORE_GUIDE,
      .fix = "Remove the inbound rules" },
    enisim_rule_sg_runtime_ingress },
  { { .id = "endpoint-az",
      ERROR,
      .title = "An interface endpoint has two subnets in one availability zone",
      .fact = "An interface endpoint takes at most one subnet of each availability zone",
      .mark = "documented",
      .source = VPC_GUIDE,
      .fix = "Name one subnet of each zone" },
    enisim_rule_endpoint_az },
  { { .id = "az-unsupported",
      ERROR,
      .title = "Agents' subnet lies in an availability zone that is not supported",
      .fact = "Subnets have to lie in supported zones, else the create fails (table of mid-2026)",
      .mark = "documented",
      .source = AGENT_CORE_GUIDE,
      .fix = "Use a subnet in a supported zone" },
    enisim_rule_az_unsupported },
  { { .id = "sg-split",
      WARNING,
      .title = "Runtimes differ only in a security group made for each of them",
      .fact = "Agents share one ENI to a subnet if their subnets and security groups are equal",
      .mark = "documented",
      .source = AGENT_CORE_GUIDE,
      .fix = "Give them one security group" },
    enisim_rule_sg_split },
  { { .id = "single-az",
      WARNING,
      .title = "All subnets of an agent lie in one availability zone",
      .fact = "An agent is reachable as long as one of its subnets' zones is",
      .mark = "documented",
      .source = AGENT_CORE_GUIDE,
      .fix = "Add a subnet in another zone" },
    enisim_rule_single_az },
  { { .id = "redeploy-room",
      WARNING,
      .title = "A subnet cannot hold old and new ENIs of a redeploy at once",
      .fact = "ENIs stay for up to 8 h after their agents, and an update to another security group "
              "or subnet makes new ones beside them",
      .mark = "documented",
      .source = AGENT_CORE_GUIDE,
      .fix = "Use a larger subnet, or give the agents the same security groups" },
    enisim_rule_redeploy_room },
  { { .id = "teardown-lag",
      NOTE,
      .title = "Deleting this stack will stick on its security groups and subnets",
      .fact
      = "ENIs stay for up to 8 h after the last agent, and as long as they do "
        "DeleteSecurityGroup and DeleteSubnet fail with DependencyViolation; a stack's delete "
        "gives up after about 17 min (observed)",
      .mark = "documented",
      .source = AGENT_CORE_GUIDE,
      .fix = "Keep security groups and subnets in a stack that stays, or delete again later: see "
             "`enisim teardown`" },
    enisim_rule_teardown_lag },
  { { .id = "sg-quota",
      ERROR,
      .title = "Too many security groups on an ENI",
      .fact = "EC2 allows 5 security groups on an ENI, raisable to 16; an agent takes at most 16",
      .mark = "documented",
      .source = VPC_GUIDE,
      .fix = "Use at most 5 security groups, or ask for a higher quota" },
    enisim_rule_sg_quota },
  { { .id = "subnet-quota",
      ERROR,
      .title = "Too many subnets for an agent",
      .fact = "An agent takes 1 to 16 subnets",
      .mark = "documented",
      .source = AGENT_CORE_GUIDE,
      .fix = "Use at most 16 subnets" },
    enisim_rule_subnet_quota },
  { { .id = "endpoint-quota",
      ERROR,
      .title = "Too many interface endpoints in a VPC",
      .fact = "A VPC takes 50 interface endpoints, a quota that can be raised",
      .mark = "documented",
      .source = VPC_GUIDE,
      .fix = "Use fewer endpoints, or ask for a higher quota" },
    enisim_rule_endpoint_quota },
  { { .id = "dns-flags",
      ERROR,
      .title = "A VPC with private DNS of endpoints lacks DNS support or host names",
      .fact = "Private DNS of an endpoint needs both DNS support and DNS host names of the VPC",
      .mark = "documented",
      .source = VPC_GUIDE,
      .fix = "Set EnableDnsSupport and EnableDnsHostnames of the VPC" },
    enisim_rule_dns_flags },
  { { .id = "nacl",
      ERROR,
      .title = "A network ACL keeps agents from talking",
      .fact
      = "Network ACLs are stateless: 443 has to be let out, and 1024-65535 in for the answers",
      .mark = "documented",
      .source = VPC_GUIDE,
      .fix = "Allow TCP 443 out and TCP 1024-65535 in" },
    enisim_rule_nacl },
  { { .id = "vpc-needless",
      NOTE,
      .title = "Nothing private is described that a runtime in VPC mode could reach",
      .fact = "A runtime in the network mode PUBLIC has no ENI and no network cost, and suffices "
              "where nothing private is needed",
      .mark = "documented",
      .source = AGENT_CORE_GUIDE,
      .fix = "Use the network mode PUBLIC, unless something private stands elsewhere" },
    enisim_rule_vpc_needless },
  { { .id = "vpc-no-config",
      ERROR,
      .title = "VPC mode without subnets or security groups",
      .fact = "The network mode VPC needs 1 to 16 subnets and 1 to 16 security groups",
      .mark = "documented",
      .source = AGENT_CORE_GUIDE,
      .fix = "Name subnets and security groups, or use the network mode PUBLIC" },
    enisim_rule_vpc_no_config },
  { { .id = "instances-compute",
      NOTE,
      .title = "A runtime on instances has one ENI to a session",
      .fact = "The compute type Instances runs one EC2 instance, and so one ENI, for each session",
      .mark = "documented",
      .source = "AgentCore developer guide, compute types (August 2026)",
      .fix = "Nothing here counts its ENIs: size its subnets by its sessions" },
    enisim_rule_instances_compute },
};

const guint enisim_n_rule_rows = G_N_ELEMENTS (enisim_rule_rows);

guint
enisim_check_get_n_rules (void)
{
  return enisim_n_rule_rows;
}

const EnisimCheckRule *
enisim_check_get_rule (guint index)
{
  g_return_val_if_fail (index < enisim_n_rule_rows, NULL);
  return &enisim_rule_rows[index].rule;
}

guint
enisim_rule_find (const char *id)
{
  guint i = 0;

  while (i < enisim_n_rule_rows && strcmp (enisim_rule_rows[i].rule.id, id) != 0)
    i++;
  return i;
}

void
enisim_rule_complain (EnisimComplaints *complaints, EnisimPosition at, const char *id,
                      const char *const *others)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const char *nearest;

  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    g_ptr_array_add (ids, (gpointer) others[i]);
  for (guint i = 0; i < enisim_n_rule_rows; i++)
    g_ptr_array_add (ids, (gpointer) enisim_rule_rows[i].rule.id);
  g_ptr_array_add (ids, NULL);
  nearest = enisim_nearest (id, (const char *const *) ids->pdata);
  enisim_complaints_add_at (complaints, at,
                            nearest != NULL ? "\"%s\" is no rule, did you mean \"%s\"?"
                                            : "\"%s\" is no rule",
                            id, nearest);
}
