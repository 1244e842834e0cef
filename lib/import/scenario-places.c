/* scenario-places.c: the one VPC of a scenario, and its subnets */
#include "import/scenario-places.h"

#include <enisim/enisim-scenario.h>

#include <string.h>

#include "net/subnet.h"

/* A made-up subnet is of a common size, or smaller where there is no room. */
enum
{
  PREFIX_WISHED = 24
};

static const EnisimCidr vpc_wished = { 0x0a000000, 16 };

static void
index_resources (EnisimScenarioPlaces *places, const EnisimInventory *inventory)
{
  for (guint i = 0; i < inventory->subnets->len; i++)
    {
      const EnisimSubnetResource *subnet
          = &g_array_index (inventory->subnets, EnisimSubnetResource, i);

      g_hash_table_insert (places->resources, (gpointer) subnet->resource.id, (gpointer) subnet);
    }
}

static EnisimId
find_vpc_of (const EnisimScenarioPlaces *places, const EnisimIdList *subnets)
{
  const EnisimSubnetResource *subnet
      = subnets->n > 0 ? g_hash_table_lookup (places->resources, subnets->ids[0]) : NULL;

  return subnet != NULL ? subnet->vpc : NULL;
}

typedef struct
{
  GHashTable *votes; /* VPC -> how many */
  EnisimId best;
  guint n_best;
} Election;

static void
vote (Election *election, EnisimId vpc)
{
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (election->votes, vpc)) + 1;

  if (vpc == NULL)
    return;
  g_hash_table_insert (election->votes, (gpointer) vpc, GUINT_TO_POINTER (n));
  if (n <= election->n_best)
    return;
  election->best = vpc;
  election->n_best = n;
}

/* The VPC of most agents, or else the first. */
static EnisimId
choose_vpc (const EnisimScenarioPlaces *places, const EnisimInventory *inventory)
{
  g_autoptr (GHashTable) votes = g_hash_table_new (NULL, NULL);
  Election election = { .votes = votes };

  for (guint i = 0; i < inventory->agents->len; i++)
    vote (&election,
          find_vpc_of (places, &g_array_index (inventory->agents, EnisimAgent, i).subnets));
  for (guint i = 0; i < inventory->live_groups->len; i++)
    vote (
        &election,
        find_vpc_of (places, &g_array_index (inventory->live_groups, EnisimLiveGroup, i).subnets));
  if (election.best != NULL)
    return election.best;
  if (inventory->vpcs->len > 0)
    return g_array_index (inventory->vpcs, EnisimVpc, 0).resource.id;
  if (inventory->subnets->len > 0)
    return g_array_index (inventory->subnets, EnisimSubnetResource, 0).vpc;
  return NULL;
}

static gboolean
has_legal_prefix (EnisimCidr cidr)
{
  return cidr.prefix >= ENISIM_SUBNET_PREFIX_MIN && cidr.prefix <= ENISIM_SUBNET_PREFIX_MAX;
}

static gboolean
is_inside (const EnisimScenarioPlaces *places, const EnisimSubnetResource *subnet)
{
  return subnet->vpc == NULL || places->vpc == NULL || subnet->vpc == places->vpc;
}

/* The largest network around the first subnet; any where there is none. */
static EnisimCidr
make_up_vpc (const EnisimScenarioPlaces *places, const EnisimInventory *inventory)
{
  for (guint i = 0; i < inventory->subnets->len; i++)
    {
      const EnisimSubnetResource *subnet
          = &g_array_index (inventory->subnets, EnisimSubnetResource, i);
      EnisimCidr around = { subnet->cidr.network, ENISIM_SUBNET_PREFIX_MIN };

      if (!subnet->has_cidr || !has_legal_prefix (subnet->cidr) || !is_inside (places, subnet))
        continue;
      around.network &= ~enisim_cidr_get_host_mask (around);
      return around;
    }
  return vpc_wished;
}

static void
place_vpc (EnisimScenarioPlaces *places, const EnisimInventory *inventory)
{
  places->vpc = choose_vpc (places, inventory);
  places->is_vpc_made_up = TRUE;
  for (guint i = 0; i < inventory->vpcs->len; i++)
    {
      const EnisimVpc *vpc = &g_array_index (inventory->vpcs, EnisimVpc, i);

      if (vpc->resource.id != places->vpc)
        g_ptr_array_add (places->left_out,
                         g_strdup_printf ("VPC %s: a scenario has one VPC", vpc->resource.name));
      else if (vpc->has_cidr && has_legal_prefix (vpc->cidr))
        {
          places->vpc_cidr = vpc->cidr;
          places->is_vpc_made_up = FALSE;
        }
    }
  if (places->is_vpc_made_up)
    places->vpc_cidr = make_up_vpc (places, inventory);
}

static gboolean
is_free (const EnisimScenarioPlaces *places, EnisimCidr cidr)
{
  for (guint i = 0; i < places->places->len; i++)
    {
      const EnisimCidr other = g_array_index (places->places, EnisimScenarioPlace, i).cidr;

      if (other.prefix != 0 && enisim_cidr_overlaps (other, cidr))
        return FALSE;
    }
  return TRUE;
}

/* What was once taken stays so, so that no room is looked at twice.
 * Returns: FALSE if the VPC has no room */
static gboolean
find_room (EnisimScenarioPlaces *places, EnisimCidr *cidr)
{
  const guint8 first = MAX (PREFIX_WISHED, places->vpc_cidr.prefix);

  for (guint8 prefix = first; prefix <= ENISIM_SUBNET_PREFIX_MAX; prefix++)
    for (guint32 *i = &places->n_taken[prefix]; *i < 1u << (prefix - places->vpc_cidr.prefix);
         (*i)++)
      {
        const EnisimCidr room
            = { places->vpc_cidr.network + (*i << (ENISIM_CIDR_PREFIX_MAX - prefix)), prefix };

        if (is_free (places, room))
          {
            *cidr = room;
            return TRUE;
          }
      }
  return FALSE;
}

static gboolean
is_name (const char *text)
{
  if (text == NULL || text[0] == '\0' || strlen (text) > ENISIM_NAME_BYTES_MAX)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("_-.", *p) == NULL)
      return FALSE;
  return TRUE;
}

/* Equal expressions are one AZ; a subnet of which nothing is said has one for itself. */
static void
place_az (EnisimScenarioPlaces *places, EnisimScenarioPlace *place,
          const EnisimSubnetResource *subnet)
{
  const char *az = subnet != NULL ? subnet->az : NULL;

  if (subnet != NULL && is_name (subnet->az_id))
    {
      place->az = subnet->az_id;
      place->is_az_id = TRUE;
    }
  else if (is_name (az))
    place->az = az;
  else
    {
      place->az = enisim_scenario_names_get (&places->azs, az != NULL ? az : place->id, "zone");
      place->is_az_made_up = TRUE;
    }
}

static void
add_place (EnisimScenarioPlaces *places, EnisimId id, const EnisimSubnetResource *subnet)
{
  EnisimScenarioPlace place = { .id = id, .title = subnet != NULL ? subnet->resource.name : id };

  if (places->places->len == ENISIM_SCENARIO_SUBNETS_MAX)
    {
      g_ptr_array_add (places->left_out,
                       g_strdup_printf ("subnet %s: a scenario has at most %d", place.title,
                                        ENISIM_SCENARIO_SUBNETS_MAX));
      return;
    }
  if (subnet != NULL && subnet->has_cidr && has_legal_prefix (subnet->cidr)
      && enisim_cidr_contains (places->vpc_cidr, subnet->cidr) && is_free (places, subnet->cidr))
    place.cidr = subnet->cidr;
  else
    place.is_cidr_made_up = TRUE;
  if (!place.is_cidr_made_up && subnet->n_unattributed > 0)
    place.n_held = place.n_background = (guint32) subnet->n_unattributed;
  place_az (places, &place, subnet);
  place.name = enisim_scenario_names_get (&places->names, id, place.title);
  g_array_append_val (places->places, place);
  g_hash_table_insert (places->by_id, (gpointer) id, GUINT_TO_POINTER (places->places->len));
}

static void
add_described (EnisimScenarioPlaces *places, const EnisimInventory *inventory)
{
  for (guint i = 0; i < inventory->subnets->len; i++)
    {
      const EnisimSubnetResource *subnet
          = &g_array_index (inventory->subnets, EnisimSubnetResource, i);

      if (g_hash_table_contains (places->by_id, subnet->resource.id))
        continue;
      if (is_inside (places, subnet))
        add_place (places, subnet->resource.id, subnet);
      else
        g_ptr_array_add (places->left_out, g_strdup_printf ("subnet %s: it is of another VPC",
                                                            subnet->resource.name));
    }
}

/* Only referred to, and so of the VPC as far as anybody knows. */
static void
add_referred (EnisimScenarioPlaces *places, EnisimId id)
{
  if (id != NULL && !g_hash_table_contains (places->by_id, id)
      && !g_hash_table_contains (places->resources, id))
    add_place (places, id, NULL);
}

static void
add_list (EnisimScenarioPlaces *places, const EnisimIdList *list)
{
  for (guint i = 0; i < list->n; i++)
    add_referred (places, list->ids[i]);
}

static void
add_all_referred (EnisimScenarioPlaces *places, const EnisimInventory *inventory)
{
  for (guint i = 0; i < inventory->agents->len; i++)
    add_list (places, &g_array_index (inventory->agents, EnisimAgent, i).subnets);
  for (guint i = 0; i < inventory->endpoints->len; i++)
    add_list (places, &g_array_index (inventory->endpoints, EnisimEndpoint, i).subnets);
  for (guint i = 0; i < inventory->nat_gateways->len; i++)
    add_referred (places, g_array_index (inventory->nat_gateways, EnisimNatGateway, i).subnet);
  for (guint i = 0; i < inventory->takers->len; i++)
    add_list (places, &g_array_index (inventory->takers, EnisimTaker, i).subnets);
}

/* Once all known networks are there.  A VPC that is full leaves the last ones out, whose names are
 * not used any more. */
static void
make_up_cidrs (EnisimScenarioPlaces *places)
{
  for (guint i = 0; i < places->places->len; i++)
    {
      EnisimScenarioPlace *place = &g_array_index (places->places, EnisimScenarioPlace, i);

      if (!place->is_cidr_made_up || find_room (places, &place->cidr))
        continue;
      g_ptr_array_add (
          places->left_out,
          g_strdup_printf ("subnet %s: the VPC has no room for one of unknown size", place->title));
      g_hash_table_remove (places->by_id, place->id);
    }
}

void
enisim_scenario_places_init (EnisimScenarioPlaces *places, const EnisimInventory *inventory,
                             GPtrArray *left_out)
{
  *places = (EnisimScenarioPlaces){ .left_out = left_out };
  places->places = g_array_new (FALSE, FALSE, sizeof (EnisimScenarioPlace));
  places->by_id = g_hash_table_new (NULL, NULL);
  places->resources = g_hash_table_new (NULL, NULL);
  enisim_scenario_names_init (&places->names);
  enisim_scenario_names_init (&places->azs);
  index_resources (places, inventory);
  place_vpc (places, inventory);
  add_described (places, inventory);
  add_all_referred (places, inventory);
  make_up_cidrs (places);
}

void
enisim_scenario_places_clear (EnisimScenarioPlaces *places)
{
  g_array_unref (places->places);
  g_hash_table_unref (places->by_id);
  g_hash_table_unref (places->resources);
  enisim_scenario_names_clear (&places->names);
  enisim_scenario_names_clear (&places->azs);
}

EnisimScenarioPlace *
enisim_scenario_places_get (const EnisimScenarioPlaces *places, EnisimId id)
{
  const guint place = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (places->by_id, id)) : 0;

  return place != 0 ? &g_array_index (places->places, EnisimScenarioPlace, place - 1) : NULL;
}

gboolean
enisim_scenario_places_has_all (const EnisimScenarioPlaces *places, const EnisimIdList *subnets)
{
  for (guint i = 0; i < subnets->n; i++)
    if (enisim_scenario_places_get (places, subnets->ids[i]) == NULL)
      return FALSE;
  return TRUE;
}
