/* inventory.h: what foreign descriptions say there is, as typed resources
 *
 * A template, a plan or a listing of an account becomes one of these; what plans and findings are
 * made of is read from here and from nowhere else.  Every resource keeps the place where it was
 * written.
 *
 * Who is who is told by ids.  An id is a text that the inventory keeps once: two ids are the same
 * pointer if and only if they are the same thing.  It is the physical id where that is known
 * ("subnet-0a1b"), "STACK/LogicalId" where the thing is made by the description itself, and the
 * written expression in one canonical form where nothing tells what it stands for
 * ("${ImportValue net-AgentSg}"): who names the same expression means the same thing.
 */
#pragma once

#include <enisim/enisim-import.h>

#include "base/intern.h"
#include "import/taker-rules.h"
#include "net/cidr.h"
#include "text/node.h"

G_BEGIN_DECLS

/* Interned; see above. */
typedef const char *EnisimId;

/* Ids in the order in which they were written, each once. */
typedef struct
{
  EnisimId *ids; /* n of them */
  guint n;
  EnisimId open;   /* NULL, or the expression of a list whose length and members are not known: then
                      n is 0, and equal expressions are equal lists */
  EnisimId choice; /* NULL, or the expression that decides which of @ids are there: all that could
                      be are, and only equal expressions are equal lists */
} EnisimIdList;

/* What every resource has. */
typedef struct
{
  EnisimId id;
  const char *name;    /* for people: a Name tag, a path, else the logical or physical id */
  const char *stack;   /* the file's or the stack's name */
  EnisimPosition at;   /* where the resource begins */
  guint last_line;     /* of what is written of it; 0: not known */
  gboolean is_certain; /* FALSE: it depends on a condition that could not be decided */
  gboolean is_live;    /* it is there already, as an account tells; else it is yet to be made */
  gboolean is_kept;    /* it stays when its stack is deleted: DeletionPolicy */
  gboolean is_found;   /* it is looked up: its stack neither makes nor deletes it */
} EnisimResource;

/* What of a VPC is described as a whole, so that what is not there is known not to be there. */
typedef enum
{
  ENISIM_WHOLE_ROUTES = 1 << 0,    /* route tables, gateways and their links */
  ENISIM_WHOLE_ENDPOINTS = 1 << 1, /* endpoints */
  ENISIM_WHOLE_ACLS = 1 << 2,      /* network ACLs */
  ENISIM_WHOLE_HOLDERS = 1 << 3,   /* whatever stands in it */
  ENISIM_WHOLE_ALL = (1 << 4) - 1
} EnisimWhole;

typedef struct
{
  EnisimResource resource;
  EnisimWhole whole; /* a VPC that the description makes: ENISIM_WHOLE_ALL; of one that is there,
                        what was asked for in full */
  gboolean has_cidr;
  EnisimCidr cidr;
  gint dns_support, dns_host_names; /* TRUE, FALSE, or -1: not known */
} EnisimVpc;

/* Addresses that a VPC has besides. */
typedef struct
{
  EnisimResource resource;
  EnisimId vpc; /* NULL: not known */
  gboolean has_cidr;
  EnisimCidr cidr;
} EnisimVpcRange;

typedef struct
{
  EnisimResource resource;
  EnisimId vpc; /* NULL: not known */
  gboolean has_cidr;
  EnisimCidr cidr;
  gboolean is_ipv6_only; /* and so has no address that counts */
  const char *az;    /* name, or an expression such as "${Select 0 ${GetAZs}}"; NULL: not known */
  const char *az_id; /* NULL: not known */
  gint maps_public;  /* TRUE, FALSE, or -1 */
  gint64 n_free;     /* as the account tells, already less the reserved ones; -1: not known */
  gint64 n_unattributed; /* addresses that are taken, by what no answer shows; -1: not known */
} EnisimSubnetResource;

typedef struct
{
  EnisimResource resource;
  EnisimId vpc;
  gboolean names_egress;     /* the description says what may go out */
  gboolean has_empty_egress; /* an empty list: unclear */
} EnisimSecurityGroup;

typedef enum
{
  ENISIM_PEER_CIDR,
  ENISIM_PEER_SECURITY_GROUP,
  ENISIM_PEER_PREFIX_LIST,
  ENISIM_PEER_UNKNOWN,
} EnisimPeer;

/* Of a security group or, with number, of a network ACL. */
typedef struct
{
  EnisimResource
      resource;   /* of a rule written inside its group: the group's id, the rule's place */
  EnisimId owner; /* security group or network ACL */
  gboolean is_ingress;
  gboolean is_allowed;     /* always, but in an ACL */
  gint number;             /* in an ACL; -1 where it is not known */
  const char *protocol;    /* "tcp", "udp", "icmp", "-1" for all; NULL: not known */
  gint from_port, to_port; /* -1: all, or not known */
  EnisimPeer peer_kind;
  gboolean has_cidr; /* of an IPv4 peer that could be read */
  EnisimCidr cidr;
  EnisimId peer; /* security group, prefix list or the expression that could not be read */
} EnisimRule;

typedef struct
{
  EnisimResource resource;
  EnisimId vpc;
  gboolean is_main; /* of the subnets that are linked to none */
} EnisimRouteTable;

typedef enum
{
  ENISIM_ROUTE_NAT,
  ENISIM_ROUTE_INTERNET_GATEWAY,
  ENISIM_ROUTE_OTHER,
  ENISIM_ROUTE_UNKNOWN,
} EnisimRouteTarget;

typedef struct
{
  EnisimResource resource;
  EnisimId table;
  gboolean has_destination; /* of IPv4, and it could be read */
  gboolean is_open;         /* an IPv4 destination that could not be read */
  EnisimCidr destination;
  EnisimRouteTarget target_kind;
  EnisimId target; /* NULL: not known */
} EnisimRoute;

/* A subnet and its route table, a subnet and its network ACL, a VPC and its internet gateway, a
 * security group and a VPC that it is associated with besides its own. */
typedef struct
{
  EnisimResource resource;
  EnisimId one, other;
  EnisimPosition other_at; /* in a template: where @other is written */
} EnisimLink;

typedef struct
{
  EnisimResource resource;
} EnisimInternetGateway;

typedef struct
{
  EnisimResource resource;
  EnisimId subnet;
  gboolean is_public; /* else it reaches no internet */
} EnisimNatGateway;

typedef struct
{
  EnisimResource resource;
  EnisimId vpc;
} EnisimNetworkAcl;

typedef struct
{
  EnisimResource resource;
  EnisimId vpc;
  EnisimPosition vpc_at; /* in a template: where @vpc is written, else where it begins */
  const char *service;   /* "ecr.api": what follows com.amazonaws.REGION. */
  gboolean is_interface;
  EnisimIdList subnets, security_groups, route_tables;
  gint has_private_dns; /* TRUE, FALSE, or -1 */
} EnisimEndpoint;

typedef enum
{
  ENISIM_AGENT_KIND_RUNTIME,
  ENISIM_AGENT_KIND_BROWSER,
  ENISIM_AGENT_KIND_CODE_INTERPRETER,
} EnisimAgentKind;

typedef enum
{
  ENISIM_NETWORK_PUBLIC,
  ENISIM_NETWORK_VPC,
  ENISIM_NETWORK_UNKNOWN,
} EnisimNetworkMode;

typedef enum
{
  ENISIM_ARTIFACT_KIND_UNKNOWN,
  ENISIM_ARTIFACT_KIND_CONTAINER,
  ENISIM_ARTIFACT_KIND_CODE,
} EnisimArtifactKind;

/* What has ENIs of AgentCore. */
typedef struct
{
  EnisimResource resource;
  EnisimAgentKind kind;
  EnisimNetworkMode mode;
  EnisimIdList subnets, security_groups;
  EnisimPosition network_at;             /* of its network configuration */
  gint64 idle_timeout_s, max_lifetime_s; /* -1: not given, or not known */
  EnisimArtifactKind artifact;
  gboolean is_instances;     /* one EC2 instance to a session: another model */
  gboolean has_open_compute; /* whether it is that is not known */
  EnisimId role;             /* that it runs with; NULL: not known */
  gint version;              /* of one that is there; -1: not known */
  const char *status;        /* of one that is there: "READY", ...; NULL: not known */
} EnisimAgent;

/* An endpoint of a runtime, which may pin a version. */
typedef struct
{
  EnisimResource resource;
  EnisimId agent;
  gint version; /* -1: not given, or not known */
} EnisimAgentEndpoint;

/* Whatever else takes addresses: by the rule that says where and how many. */
typedef struct
{
  EnisimResource resource;
  const EnisimTakerRule *rule;
  EnisimIdList subnets, security_groups;
  guint n_min, n_max; /* addresses, as rule->spread counts them */
  guint n_expected;   /* what a plan should have room for; less than n_min: n_min */
  guint n_update_max; /* while an update replaces the old by the new; less than n_max: n_max */
  gboolean is_open;   /* there may be more than n_max: what would tell is not known */
} EnisimTaker;

typedef enum
{
  ENISIM_INTERFACE_AGENT, /* of AgentCore */
  ENISIM_INTERFACE_ENDPOINT,
  ENISIM_INTERFACE_NAT_GATEWAY,
  ENISIM_INTERFACE_OTHER,
} EnisimInterfaceKind;

/* What holds an ENI of AgentCore. */
typedef enum
{
  ENISIM_HELD_IN_USE,      /* by agents that are listed with their configuration */
  ENISIM_HELD_RETAINED,    /* by none: all agents are listed, and none has that configuration */
  ENISIM_HELD_UNEXPLAINED, /* not all agents are known: either of the two */
} EnisimHeld;

/* A network interface that is there.  One that no answer lists follows from its owner, which has
 * one in each of its subnets. */
typedef struct
{
  EnisimResource resource;
  EnisimInterfaceKind kind;
  const char *label;        /* for people, in the singular: "Lambda function" */
  const char *status, *az;  /* NULL: not known */
  const EnisimCidr *blocks; /* n_blocks: its addresses, and what is delegated to it */
  guint n_blocks;           /* 0: not known */
  EnisimId vpc;             /* NULL: not known */
  EnisimId subnet;
  EnisimIdList security_groups;
  guint n_addresses; /* of its subnet */
  EnisimId owner;    /* the endpoint or NAT gateway that it is of, if that is listed; else NULL */
  EnisimHeld held;   /* where it is of AgentCore */
  gboolean is_listed;
} EnisimInterface;

/* ENIs of AgentCore that are there and belong to one configuration. */
typedef struct
{
  EnisimResource resource; /* of its first ENI or agent */
  EnisimIdList subnets, security_groups;
  EnisimIdList interfaces; /* at most one in each subnet, but where types do not share */
  EnisimIdList agents;     /* that hold it; none but where it is in use */
  EnisimHeld held;
  gboolean is_inferred; /* which subnets belong together is told by ENIs alone: those of equal
                           security groups and one VPC are taken for one group */
  gboolean is_again;    /* there is another one of the same configuration, which nothing explains */
} EnisimLiveGroup;

/* Of which resources an account was asked. */
typedef enum
{
  ENISIM_LISTING_INTERFACES,
  ENISIM_LISTING_SUBNETS,
  ENISIM_LISTING_VPCS,
  ENISIM_LISTING_ROUTE_TABLES,
  ENISIM_LISTING_INTERNET_GATEWAYS,
  ENISIM_LISTING_ENDPOINTS,
  ENISIM_LISTING_SECURITY_GROUPS,
  ENISIM_LISTING_RUNTIMES, /* from here on, agents */
  ENISIM_LISTING_BROWSERS,
  ENISIM_LISTING_CODE_INTERPRETERS,
} EnisimListing;

#define ENISIM_N_LISTINGS 10

typedef enum
{
  ENISIM_LISTED_NOT,
  ENISIM_LISTED_IN_PART, /* there are more pages */
  ENISIM_LISTED_WHOLE,
} EnisimListed;

typedef enum
{
  ENISIM_USE_GRANT,   /* a role may do it */
  ENISIM_USE_MENTION, /* an agent's environment speaks of it */
  ENISIM_USE_MADE,    /* the description makes it */
} EnisimUseKind;

/* A hint of what agents use beside the network. */
typedef struct
{
  EnisimResource resource; /* what says so */
  EnisimUseKind kind;
  EnisimId owner;   /* of a grant the role, of a mention the agent, else NULL */
  const char *what; /* an action such as "bedrock:InvokeModel", else a type of CloudFormation */
} EnisimUse;

/* What is written to this program: a comment that begins with "enisim:", or the value of the key
 * "enisim" in a resource's metadata. */
typedef struct
{
  EnisimPosition at;
  const char *comment;    /* what follows "enisim:"; NULL: metadata */
  gboolean is_alone;      /* of a comment: nothing else stands in its line */
  const EnisimNode *node; /* of metadata */
  EnisimId owner;         /* of metadata: the resource */
} EnisimRemark;

/* Types that no rule here knows: listed, not passed over in silence. */
typedef struct
{
  const char *type;
  guint n;
  guint n_in_subnets; /* of them, those that name subnets: takers that are open */
  EnisimPosition first_at;
} EnisimUnknownType;

/* What a reader should know of how the description was read. */
typedef struct
{
  EnisimPosition at;
  const char *text; /* one line, without the place */
} EnisimNote;

typedef enum
{
  ENISIM_MISSING_PARAMETER,
  ENISIM_MISSING_EXPORT,
  ENISIM_MISSING_REGION,
} EnisimMissingKind;

/* A value that would have to be given for a certain answer. */
typedef struct
{
  EnisimMissingKind kind;
  const char *name;
  EnisimPosition at; /* where it is used first */
} EnisimMissing;

/* Arrays of the types above, in the order of the files and within one of its text. */
struct EnisimInventory
{
  EnisimInternTable texts;
  EnisimInternTable noted;        /* what @notes has */
  GPtrArray *lists;               /* the ids of lists, and rules */
  GPtrArray *documents;           /* of EnisimDocument, which positions point into */
  GPtrArray *files;               /* paths of all that were read */
  const char *region;             /* NULL: not known */
  GArray *vpcs;                   /* of EnisimVpc */
  GArray *vpc_ranges;             /* of EnisimVpcRange */
  GArray *subnets;                /* of EnisimSubnetResource */
  GArray *security_groups;        /* of EnisimSecurityGroup */
  GArray *security_group_rules;   /* of EnisimRule */
  GArray *security_group_links;   /* of EnisimLink: security group, VPC */
  GArray *route_tables;           /* of EnisimRouteTable */
  GArray *routes;                 /* of EnisimRoute */
  GArray *route_table_links;      /* of EnisimLink: subnet, route table */
  GArray *internet_gateways;      /* of EnisimInternetGateway */
  GArray *internet_gateway_links; /* of EnisimLink: VPC, internet gateway */
  GArray *nat_gateways;           /* of EnisimNatGateway */
  GArray *network_acls;           /* of EnisimNetworkAcl */
  GArray *network_acl_rules;      /* of EnisimRule */
  GArray *network_acl_links;      /* of EnisimLink: subnet, network ACL */
  GArray *endpoints;              /* of EnisimEndpoint */
  GArray *agents;                 /* of EnisimAgent */
  GArray *agent_endpoints;        /* of EnisimAgentEndpoint */
  GArray *takers;                 /* of EnisimTaker */
  GArray *interfaces;             /* of EnisimInterface */
  GArray *live_groups;            /* of EnisimLiveGroup */
  GArray *uses;                   /* of EnisimUse */
  GArray *remarks;                /* of EnisimRemark */
  GArray *unknown_types;          /* of EnisimUnknownType */
  GArray *notes;                  /* of EnisimNote */
  GArray *missing;                /* of EnisimMissing, each once */
  gboolean has_state;             /* what is live is said by answers of an account */
  EnisimListed listings[ENISIM_N_LISTINGS];
};

EnisimInventory *enisim_inventory_new (void);

/* Returns: (transfer none): the one id of that text, for as long as the inventory lives; other
 * texts that have to last are kept the same way */
EnisimId enisim_inventory_intern (EnisimInventory *inventory, const char *text);

/* @ids: of this inventory, n of them; what comes again is left out
 * Returns: the list, which lives as long as the inventory */
EnisimIdList enisim_inventory_make_list (EnisimInventory *inventory, const EnisimId *ids, guint n);

/* Returns: (transfer none): "ecr.api" of "com.amazonaws.eu-west-1.ecr.api", or of one whose Region
 * is an expression; what is somebody's own service has but its whole name */
const char *enisim_inventory_get_service (EnisimInventory *inventory, const char *name);

/* That all that is of @stack is there already. */
void enisim_inventory_mark_live (EnisimInventory *inventory, const char *stack);

/* Missing values and types are kept once each, with their first place; a note that was made at
 * the same place is not made again. */
void enisim_inventory_add_note (EnisimInventory *inventory, EnisimPosition at, const char *format,
                                ...) G_GNUC_PRINTF (3, 4);
void enisim_inventory_add_missing (EnisimInventory *inventory, EnisimMissingKind kind,
                                   const char *name, EnisimPosition at);
void enisim_inventory_add_unknown_type (EnisimInventory *inventory, const char *type,
                                        gboolean is_in_subnets, EnisimPosition at);

/* Returns: (transfer none): a rule for a type that has none, "FSx FileSystem" for people: nobody
 * says how many it takes of each of its subnets */
const EnisimTakerRule *enisim_inventory_make_rule (EnisimInventory *inventory, const char *type);

/* Aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_inventory_verify (const EnisimInventory *inventory);

G_END_DECLS
