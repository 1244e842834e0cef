/* scenario-places.c: the subnets of a scenario
 *
 * Networks that are told come first, then those that addresses tell, then the VPC around them, and
 * last what is made up in the room that is left.
 */
#include "import/scenario-places.h"

#include <enisim/enisim-scenario.h>

#include <string.h>

#include "import/scenario-seen.h"
#include "net/subnet.h"

/* A made-up subnet is of a common size, or smaller where there is no room. */
enum
{
  PREFIX_WISHED = 24
};

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

static gboolean
is_inside (const EnisimScenarioPlaces *places, const EnisimSubnetResource *subnet)
{
  return subnet->vpc == NULL || places->vpc.id == NULL || subnet->vpc == places->vpc.id;
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

/* In the VPC's first network.  What was once taken stays so, so that no room is looked at twice.
 * Returns: FALSE if there is no room */
static gboolean
find_room (EnisimScenarioPlaces *places, EnisimCidr *cidr)
{
  const EnisimCidr block = g_array_index (places->vpc.blocks, EnisimCidr, 0);

  for (guint8 prefix = MAX (PREFIX_WISHED, block.prefix); prefix <= ENISIM_SUBNET_PREFIX_MAX;
       prefix++)
    for (guint32 *i = &places->n_taken[prefix]; *i < 1u << (prefix - block.prefix); (*i)++)
      {
        const EnisimCidr room
            = { block.network + (*i << (ENISIM_CIDR_PREFIX_MAX - prefix)), prefix };

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
leave_out_network (EnisimScenarioPlaces *places, const EnisimScenarioPlace *place, EnisimCidr cidr,
                   const char *why)
{
  g_autofree char *text = enisim_cidr_format (cidr);

  g_ptr_array_add (places->left_out, g_strdup_printf ("network %s of subnet %s: %s; another is "
                                                      "made up",
                                                      text, place->title, why));
}

static void
take_stated (EnisimScenarioPlaces *places, EnisimScenarioPlace *place,
             const EnisimSubnetResource *subnet)
{
  if (!enisim_scenario_is_network (subnet->cidr))
    leave_out_network (places, place, subnet->cidr, "its prefix is none from 16 to 28");
  else if (!is_free (places, subnet->cidr))
    leave_out_network (places, place, subnet->cidr, "another subnet's overlaps it");
  else
    {
      place->cidr = subnet->cidr;
      place->n_background = (guint32) MAX (subnet->n_unattributed, 0);
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
  if (subnet != NULL && subnet->has_cidr)
    take_stated (places, &place, subnet);
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

/* The name of a place that is gone is not used any more. */
static void
remove_place (EnisimScenarioPlaces *places, EnisimScenarioPlace *place, const char *why)
{
  g_ptr_array_add (places->left_out, g_strdup_printf ("subnet %s: %s", place->title, why));
  g_hash_table_remove (places->by_id, place->id);
  place->cidr.prefix = 0;
}

/* A wider network overlaps whatever a narrower one does. */
static gboolean
find_seen (const EnisimScenarioPlaces *places, const EnisimScenarioSeen *seen,
           EnisimScenarioPlace *place)
{
  for (guint8 prefix = ENISIM_SUBNET_PREFIX_MAX; prefix >= ENISIM_SUBNET_PREFIX_MIN; prefix--)
    {
      EnisimCidr cidr;
      const gboolean fits = enisim_scenario_seen_fits (seen, place->id, prefix, &cidr);

      if (!is_free (places, cidr))
        return FALSE;
      if (!fits)
        continue;
      place->cidr = cidr;
      place->origin = ENISIM_NETWORK_SEEN;
      return TRUE;
    }
  return FALSE;
}

/* Once all networks are there that are told: what addresses tell gives way to them. */
static void
take_seen (EnisimScenarioPlaces *places, const EnisimInventory *inventory)
{
  g_auto (EnisimScenarioSeen) seen;

  enisim_scenario_seen_init (&seen, inventory);
  for (guint i = 0; i < places->places->len; i++)
    {
      EnisimScenarioPlace *place = &g_array_index (places->places, EnisimScenarioPlace, i);

      if (place->cidr.prefix == 0 && enisim_scenario_seen_has (&seen, place->id)
          && !find_seen (places, &seen, place))
        remove_place (places, place,
                      "no network of its own has all addresses of its ENIs: describe-subnets "
                      "tells it");
    }
}

static void
place_vpc (EnisimScenarioPlaces *places, const EnisimInventory *inventory)
{
  const EnisimCidr *first = NULL;

  for (guint i = 0; first == NULL && i < places->places->len; i++)
    {
      const EnisimScenarioPlace *place = &g_array_index (places->places, EnisimScenarioPlace, i);

      first = place->cidr.prefix != 0 ? &place->cidr : NULL;
    }
  enisim_scenario_vpc_place (&places->vpc, inventory, first, places->left_out);
}

static void
put_into_vpc (EnisimScenarioPlaces *places)
{
  for (guint i = 0; i < places->places->len; i++)
    {
      EnisimScenarioPlace *place = &g_array_index (places->places, EnisimScenarioPlace, i);
      const char *obstacle
          = place->cidr.prefix != 0 ? enisim_scenario_vpc_take (&places->vpc, place->cidr) : NULL;

      if (obstacle == NULL)
        continue;
      leave_out_network (places, place, place->cidr, obstacle);
      place->cidr.prefix = 0;
      place->n_background = 0;
    }
}

/* Once all known networks are there.  A VPC that is full leaves the last ones out. */
static void
make_up_networks (EnisimScenarioPlaces *places)
{
  for (guint i = 0; i < places->places->len; i++)
    {
      EnisimScenarioPlace *place = &g_array_index (places->places, EnisimScenarioPlace, i);

      if (place->cidr.prefix != 0 || !g_hash_table_contains (places->by_id, place->id))
        continue;
      place->origin = ENISIM_NETWORK_MADE_UP;
      if (!find_room (places, &place->cidr))
        remove_place (places, place, "the VPC has no room for one of unknown size");
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
  enisim_scenario_vpc_init (&places->vpc, inventory, places->resources);
  add_described (places, inventory);
  add_all_referred (places, inventory);
  take_seen (places, inventory);
  place_vpc (places, inventory);
  put_into_vpc (places);
  make_up_networks (places);
}

void
enisim_scenario_places_clear (EnisimScenarioPlaces *places)
{
  g_array_unref (places->places);
  enisim_scenario_vpc_clear (&places->vpc);
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
