/* scenario-places.h: the subnets of a scenario
 *
 * A scenario has one VPC, and every subnet of it a network of its own.  What a description leaves
 * open is filled in such that it fits, and marked as assumed or made up.
 */
#pragma once

#include "import/inventory.h"
#include "import/scenario-names.h"
#include "import/scenario-vpc.h"

/* Where a subnet has its network from. */
typedef enum
{
  ENISIM_NETWORK_TOLD,
  ENISIM_NETWORK_SEEN, /* the smallest that has all addresses which are seen there */
  ENISIM_NETWORK_MADE_UP,
} EnisimNetworkOrigin;

typedef struct
{
  EnisimId id;
  const char *title; /* for people */
  const char *name;  /* in the scenario */
  EnisimCidr cidr;   /* a prefix of 0: it is not in the scenario */
  EnisimNetworkOrigin origin;
  const char *az; /* a name that a scenario takes */
  gboolean is_az_id, is_az_made_up;
  guint32 n_background; /* addresses that nothing accounts for */
  guint32 n_held;       /* addresses of holders that are written so far */
} EnisimScenarioPlace;

typedef struct
{
  EnisimScenarioVpc vpc;
  GArray *places;        /* (of EnisimScenarioPlace) */
  GHashTable *by_id;     /* id -> its index in @places, + 1 */
  GHashTable *resources; /* id -> EnisimSubnetResource, of all that are described */
  EnisimScenarioNames names, azs;
  guint32 n_taken[ENISIM_CIDR_PREFIX_MAX + 1]; /* rooms of each size that are, from the first on */
  GPtrArray *left_out; /* (of char *) the caller's: why a subnet is not among them */
} EnisimScenarioPlaces;

/* @left_out: the caller's, outlives the places */
void enisim_scenario_places_init (EnisimScenarioPlaces *places, const EnisimInventory *inventory,
                                  GPtrArray *left_out);
void enisim_scenario_places_clear (EnisimScenarioPlaces *places);

/* Returns: (nullable) (transfer none): the subnet of that id, if the scenario has it */
EnisimScenarioPlace *enisim_scenario_places_get (const EnisimScenarioPlaces *places, EnisimId id);

/* Returns: whether the scenario has all of them */
gboolean enisim_scenario_places_has_all (const EnisimScenarioPlaces *places,
                                         const EnisimIdList *subnets);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimScenarioPlaces, enisim_scenario_places_clear)
