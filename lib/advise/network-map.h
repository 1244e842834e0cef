/* network-map.h: who belongs to whom in a described network
 *
 * Everything an inventory has lies here by its id, and what hangs on it.  Answers are three-valued:
 * what is outside the description, or there only perhaps, is not known.
 */
#pragma once

#include "advise/truth.h"
#include "import/inventory.h"

typedef struct
{
  const EnisimInventory *inventory;
  GHashTable *subnets, *vpcs, *security_groups; /* the resource by id */
  GHashTable *route_tables, *nat_gateways, *network_acls, *internet_gateways;
  GHashTable *main_tables; /* EnisimRouteTable by the VPC's id */
  GHashTable *table_links; /* GPtrArray of EnisimLink by the subnet's id */
  GHashTable *acl_links;   /* GPtrArray of EnisimLink by the subnet's id */
  GHashTable *routes;      /* GPtrArray of EnisimRoute by the table's id */
  GHashTable *sg_rules;    /* GPtrArray of EnisimRule by the group's id */
  GHashTable *acl_rules;   /* GPtrArray of EnisimRule by the ACL's id, by number */
  GHashTable *endpoints;   /* GPtrArray of EnisimEndpoint by the service's text; "": any other */
  GHashTable *names;       /* for people, by id: of those that share theirs */
} EnisimNetworkMap;

/* @inventory: outlives the map */
void enisim_network_map_init (EnisimNetworkMap *map, const EnisimInventory *inventory);
void enisim_network_map_clear (EnisimNetworkMap *map);

/* Returns: (nullable): what hangs on @id in one of the tables of arrays; NULL: nothing */
const GPtrArray *enisim_network_map_get (GHashTable *table, EnisimId id);

/* An expression may stand for anything but an equal expression. */
gboolean enisim_id_is_open (EnisimId id);

/* @a, @b: (nullable): NULL is not known */
EnisimTruth enisim_ids_are_same (EnisimId a, EnisimId b);
EnisimTruth enisim_ids_have (const EnisimIdList *list, EnisimId id);

/* Returns: (nullable): NULL when the subnet is not described, or its VPC is not told */
EnisimId enisim_network_get_vpc (const EnisimNetworkMap *map, EnisimId subnet);

/* Whether what is not described in that VPC is not there.
 * @vpc: (nullable) */
gboolean enisim_network_is_whole (const EnisimNetworkMap *map, EnisimId vpc, EnisimWhole part);

/* Returns: (transfer full): the names table of a map */
GHashTable *enisim_network_make_names (const EnisimInventory *inventory);

/* (transfer none): for people: the name, with the id where another of its kind has the same; of
 * ids the names of described ones, else the ids */
const char *enisim_network_get_name (const EnisimNetworkMap *map, const EnisimResource *resource);
const char *enisim_network_get_subnet_name (const EnisimNetworkMap *map, EnisimId id);
const char *enisim_network_get_sg_name (const EnisimNetworkMap *map, EnisimId id);
const char *enisim_network_get_acl_name (const EnisimNetworkMap *map, EnisimId id);
const char *enisim_network_get_gateway_name (const EnisimNetworkMap *map, EnisimId id);

/* (transfer none): a resource's id without the name of its stack */
const char *enisim_resource_get_local_id (const EnisimResource *resource);

/* Whether two subnets lie in one availability zone. */
EnisimTruth enisim_network_share_zone (const EnisimNetworkMap *map, EnisimId a, EnisimId b);

/* Where a subnet's packets for the internet go. */
typedef enum
{
  ENISIM_WAY_NONE,
  ENISIM_WAY_NAT,
  ENISIM_WAY_INTERNET_GATEWAY,
  ENISIM_WAY_NOT_KNOWN,
} EnisimWayKind;

typedef struct
{
  EnisimWayKind kind;
  const EnisimRoute *route; /* NULL: none is described */
  const char *why;          /* of ENISIM_WAY_NOT_KNOWN: a sentence, why not */
} EnisimWay;

EnisimWay enisim_network_find_way (const EnisimNetworkMap *map, EnisimId subnet);

/* The route table of a subnet.
 * @table: (out): its id; NULL: the one that a VPC has by itself, with no way out
 * Returns: (nullable): a sentence, why it is not known; NULL when it is */
const char *enisim_network_find_table (const EnisimNetworkMap *map, EnisimId subnet,
                                       EnisimId *table);

/* Whether an internet gateway is attached to a VPC. */
EnisimTruth enisim_network_is_attached (const EnisimNetworkMap *map, EnisimId gateway,
                                        EnisimId vpc);

/* Whether an agent in a subnet can use a service through an endpoint. */
typedef struct
{
  EnisimTruth answer;
  const EnisimEndpoint *endpoint; /* the one that does, or nearly; NULL: none */
  const char *why;                /* unless the answer is yes: of no, what @endpoint "has", "is" or
                                     "names", else a sentence, why it is not known */
} EnisimCoverage;

EnisimCoverage enisim_network_cover (const EnisimNetworkMap *map, const char *service,
                                     EnisimId subnet);
