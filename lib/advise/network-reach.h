/* network-reach.h: what security groups and network ACLs let through */
#pragma once

#include "advise/network-map.h"

/* The port of everything that agents need here. */
#define ENISIM_HTTPS_PORT 443

typedef enum
{
  ENISIM_TARGET_ANYTHING, /* whatever it is: whether anything is let out at all */
  ENISIM_TARGET_INTERNET, /* public addresses */
  ENISIM_TARGET_ENDPOINT, /* an interface endpoint's ENIs, or a gateway endpoint's prefix list */
} EnisimTargetKind;

typedef struct
{
  EnisimTargetKind kind;
  const EnisimEndpoint *endpoint;
} EnisimTarget;

/* Whether security groups let TCP to the port of HTTPS out to a target. */
EnisimTruth enisim_network_lets_out (const EnisimNetworkMap *map, const EnisimIdList *sgs,
                                     const EnisimTarget *target);

/* Whether an interface endpoint's groups let the port of HTTPS in from an agent in one of its
 * subnets.
 * @subnet: (nullable): NULL: not known */
EnisimTruth enisim_network_lets_in (const EnisimNetworkMap *map, const EnisimEndpoint *endpoint,
                                    const EnisimAgent *agent, EnisimId subnet);

/* Who is at the other end. */
typedef struct
{
  gboolean is_callee;       /* the subnet that is asked about is called, else it calls */
  gboolean is_for_internet; /* the others are public addresses, else those of @others */
  EnisimCidr others;
} EnisimAclQuestion;

/* What the network ACL of a subnet does to HTTPS. */
typedef struct
{
  EnisimTruth calls, answers; /* 443 one way, the ports of answers the other: let through */
  EnisimId acl;               /* NULL: the one a VPC has by itself, which lets all through */
  const EnisimRule *calls_rule, *answers_rule; /* that decides; NULL: none matches */
  const char *why; /* a sentence, why it is not known; NULL: the rules are */
} EnisimAclAnswer;

EnisimAclAnswer enisim_network_ask_acl (const EnisimNetworkMap *map, EnisimId subnet,
                                        EnisimAclQuestion question);

/* The networks of a subnet and of its VPC; that of all addresses where it is not known. */
EnisimCidr enisim_network_get_subnet_cidr (const EnisimNetworkMap *map, EnisimId subnet);
EnisimCidr enisim_network_get_vpc_cidr (const EnisimNetworkMap *map, EnisimId subnet);

/* Whether a network holds nothing of the internet. */
gboolean enisim_cidr_is_private (EnisimCidr cidr);

/* "tcp 443 to 10.0.0.0/16" */
void enisim_rule_add_text (GString *text, const EnisimNetworkMap *map, const EnisimRule *rule);
