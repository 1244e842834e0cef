/* scenario-holders.c: a scenario's endpoints, NAT gateways and other holders of addresses
 *
 * A scenario whose holders have no room in their subnet is refused, so what is too much is left
 * out here.
 */
#include "import/scenario-holders.h"

#include <enisim/enisim-scenario.h>

#include <string.h>

#include "import/id-set.h"
#include "import/taker-counts.h"
#include "net/attachment-key.h"
#include "net/subnet.h"

static void
leave_out (EnisimScenarioPlaces *places, const char *kind, const char *name, const char *why)
{
  g_ptr_array_add (places->left_out, g_strdup_printf ("%s %s: %s", kind, name, why));
}

static guint32
get_room (const EnisimScenarioPlace *place)
{
  return enisim_subnet_capacity_of_prefix (place->cidr.prefix) - place->n_background
         - place->n_held;
}

/* Returns: (nullable): the first subnet of the list that is in the same AZ as one before it */
static EnisimId
find_second_in_az (const EnisimScenarioPlaces *places, const EnisimIdList *subnets)
{
  for (guint i = 1; i < subnets->n; i++)
    for (guint j = 0; j < i; j++)
      if (g_str_equal (enisim_scenario_places_get (places, subnets->ids[i])->az,
                       enisim_scenario_places_get (places, subnets->ids[j])->az))
        return subnets->ids[i];
  return NULL;
}

/* Returns: (nullable): why a scenario cannot have it */
static const char *
get_obstacle (const EnisimScenarioPlaces *places, const EnisimEndpoint *endpoint)
{
  const EnisimIdList *subnets = &endpoint->subnets;

  if (!endpoint->resource.is_certain)
    return "it is perhaps not there";
  if (!endpoint->is_interface)
    return NULL;
  if (subnets->open != NULL)
    return "its subnets are not known";
  if (subnets->n == 0)
    return "it names no subnet";
  if (subnets->n > places->places->len || !enisim_scenario_places_has_all (places, subnets))
    return "not all of its subnets are in the scenario";
  if (find_second_in_az (places, subnets) != NULL)
    return "two of its subnets are in one AZ";
  for (guint i = 0; i < subnets->n; i++)
    if (get_room (enisim_scenario_places_get (places, subnets->ids[i])) == 0)
      return "a subnet of it has no room";
  return NULL;
}

static void
add_endpoint_subnets (GString *out, EnisimScenarioPlaces *places, const EnisimIdList *subnets)
{
  for (guint i = 0; i < subnets->n; i++)
    {
      EnisimScenarioPlace *place = enisim_scenario_places_get (places, subnets->ids[i]);
      g_autofree char *name = enisim_scenario_name_quote (place->name);

      place->n_held++;
      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", name);
    }
}

/* Appends the key with @before, where there is any group. */
static void
add_sgs (GString *out, EnisimScenarioPlaces *places, EnisimScenarioSgs *sgs, const char *name,
         const EnisimIdList *list)
{
  if (list->n > ENISIM_SECURITY_GROUPS_MAX)
    leave_out (places, "security groups of", name, "more than 16");
  else if (list->n > 0 || list->open != NULL)
    {
      g_string_append (out, ", ");
      enisim_scenario_sgs_add_list (out, sgs, list);
    }
}

static void
add_endpoint (GString *out, EnisimScenarioPlaces *places, EnisimScenarioSgs *sgs,
              const EnisimEndpoint *endpoint)
{
  const char *obstacle = get_obstacle (places, endpoint);
  g_autofree char *name = NULL, *service = NULL;

  if (obstacle != NULL)
    {
      leave_out (places, "endpoint", endpoint->resource.name, obstacle);
      return;
    }
  name = enisim_scenario_name_clean (endpoint->service != NULL ? endpoint->service
                                                               : endpoint->resource.name);
  service = enisim_scenario_name_quote (name);
  g_string_append_printf (out, "    - {service: %s, ", service);
  if (endpoint->is_interface)
    {
      g_string_append (out, "subnets: [");
      add_endpoint_subnets (out, places, &endpoint->subnets);
      g_string_append_c (out, ']');
      add_sgs (out, places, sgs, endpoint->resource.name, &endpoint->security_groups);
      g_string_append (out, "}\n");
    }
  else
    g_string_append (out, "type: gateway}\n");
}

static void
add_endpoints (GString *out, const EnisimInventory *inventory, EnisimScenarioPlaces *places,
               EnisimScenarioSgs *sgs)
{
  const guint n = MIN (inventory->endpoints->len, ENISIM_ENDPOINTS_MAX);

  for (guint i = 0; i < n; i++)
    add_endpoint (out, places, sgs, &g_array_index (inventory->endpoints, EnisimEndpoint, i));
  for (guint i = n; i < inventory->endpoints->len; i++)
    leave_out (places, "endpoint",
               g_array_index (inventory->endpoints, EnisimEndpoint, i).resource.name,
               "they are too many");
}

static void
add_nat_gateways (GString *out, const EnisimInventory *inventory, EnisimScenarioPlaces *places)
{
  guint n = 0;

  for (guint i = 0; i < inventory->nat_gateways->len; i++)
    {
      const EnisimNatGateway *nat = &g_array_index (inventory->nat_gateways, EnisimNatGateway, i);
      EnisimScenarioPlace *place = enisim_scenario_places_get (places, nat->subnet);

      if (!nat->resource.is_certain)
        leave_out (places, "NAT gateway", nat->resource.name, "it is perhaps not there");
      else if (place == NULL)
        leave_out (places, "NAT gateway", nat->resource.name, "its subnet is not in the scenario");
      else if (get_room (place) == 0 || n == ENISIM_NAT_GATEWAYS_MAX)
        leave_out (places, "NAT gateway", nat->resource.name, "there is no room for it");
      else
        {
          g_autofree char *subnet = enisim_scenario_name_quote (place->name);

          place->n_held++;
          n++;
          g_string_append_printf (out, "    - {subnet: %s}\n", subnet);
        }
    }
}

/* Takers of one label and equal security groups in one subnet are one line. */
typedef struct
{
  EnisimId subnet;
  const char *label;
  const EnisimIdList *sgs; /* of the first of them */
  guint64 n;
  EnisimTakerCount bounds; /* what is possible where that is not certain */
} Row;

typedef struct
{
  EnisimInternTable labels, sg_sets, keys;
  GArray *rows; /* (of Row) by key */
} Rows;

static void
add_to_row (Rows *rows, EnisimId subnet, const char *label, const EnisimIdList *sgs,
            EnisimTakerCount count)
{
  const EnisimId key[]
      = { subnet, GUINT_TO_POINTER (enisim_intern_table_intern_name (&rows->labels, label)),
          GUINT_TO_POINTER (enisim_id_set_intern (&rows->sg_sets, sgs)) };
  const guint32 id = enisim_intern_table_intern (&rows->keys, key, sizeof key);
  const Row fresh = { .subnet = subnet, .label = label, .sgs = sgs };
  Row *row;

  if (id == rows->rows->len)
    g_array_append_val (rows->rows, fresh);
  row = &g_array_index (rows->rows, Row, id);
  row->n += count.expected;
  row->bounds.min += count.min;
  row->bounds.max += count.max;
  row->bounds.is_open |= count.is_open;
}

static EnisimTakerCount
exactly (guint64 n)
{
  return (EnisimTakerCount){ .min = n, .expected = n, .max = n };
}

static void
add_taker (const EnisimTaker *taker, EnisimId subnet, EnisimTakerCount count, gpointer user_data)
{
  if (taker->subnets.open == NULL)
    add_to_row (user_data, subnet, taker->rule->label, &taker->security_groups, count);
}

/* Of an interface that is an agent's, an endpoint's or a NAT gateway's, only what it holds beyond
 * the one address that these have in a scenario. */
static void
add_interfaces (Rows *rows, const EnisimInventory *inventory)
{
  for (guint i = 0; i < inventory->interfaces->len; i++)
    {
      const EnisimInterface *one = &g_array_index (inventory->interfaces, EnisimInterface, i);
      const gboolean is_written = one->kind == ENISIM_INTERFACE_AGENT || one->owner != NULL;
      const guint n = one->n_addresses - (is_written ? 1 : 0);

      if (n > 0)
        add_to_row (rows, one->subnet, one->label, &one->security_groups, exactly (n));
    }
}

/* A run has one group of a configuration: of a second one it has but the addresses. */
static void
add_groups_again (Rows *rows, const EnisimInventory *inventory)
{
  for (guint i = 0; i < inventory->live_groups->len; i++)
    {
      const EnisimLiveGroup *group = &g_array_index (inventory->live_groups, EnisimLiveGroup, i);

      for (guint j = 0; group->is_again && j < group->subnets.n; j++)
        add_to_row (rows, group->subnets.ids[j], "ENI of AgentCore", &group->security_groups,
                    exactly (1));
    }
}

/* A scenario has one number where a plan has bounds. */
static void
add_bounds (GString *out, const EnisimTakerCount *bounds)
{
  if (bounds->is_open)
    g_string_append_printf (out, "  # at least %" G_GUINT64_FORMAT, bounds->min);
  else if (bounds->min < bounds->max)
    g_string_append_printf (out, "  # %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT " are possible",
                            bounds->min, bounds->max);
}

static void
add_row (GString *out, EnisimScenarioPlaces *places, EnisimScenarioSgs *sgs, const Row *row,
         EnisimScenarioNames *names)
{
  EnisimScenarioPlace *place = enisim_scenario_places_get (places, row->subnet);
  g_autofree char *subnet = NULL, *name = NULL;
  guint32 n;

  if (place == NULL)
    {
      leave_out (places, row->label, row->subnet, "its subnet is not in the scenario");
      return;
    }
  n = (guint32) MIN (row->n, get_room (place));
  if (n < row->n)
    leave_out (places, row->label, place->title, "not all of them have room there");
  if (n == 0)
    return;
  place->n_held += n;
  subnet = enisim_scenario_name_quote (place->name);
  name = enisim_scenario_name_quote (enisim_scenario_names_get (names, row, row->label));
  g_string_append_printf (out, "    - {name: %s, subnet: %s, count: %u", name, subnet, n);
  add_sgs (out, places, sgs, row->label, row->sgs);
  g_string_append_c (out, '}');
  add_bounds (out, &row->bounds);
  g_string_append_c (out, '\n');
}

static void
leave_out_takers (EnisimScenarioPlaces *places, const EnisimInventory *inventory)
{
  for (guint i = 0; i < inventory->takers->len; i++)
    {
      const EnisimTaker *taker = &g_array_index (inventory->takers, EnisimTaker, i);

      if (!taker->resource.is_certain)
        leave_out (places, taker->rule->label, taker->resource.name, "it is perhaps not there");
      else if (taker->subnets.n == 0)
        leave_out (places, taker->rule->label, taker->resource.name, "its subnets are not known");
      else if (taker->is_open)
        leave_out (places, taker->rule->label, taker->resource.name,
                   "what it takes past the count here is not known");
    }
}

static void
add_others (GString *out, const EnisimInventory *inventory, EnisimScenarioPlaces *places,
            EnisimScenarioSgs *sgs)
{
  Rows rows = { .rows = g_array_new (FALSE, FALSE, sizeof (Row)) };
  g_auto (EnisimScenarioNames) names;

  enisim_scenario_names_init (&names);
  enisim_intern_table_init (&rows.labels);
  enisim_intern_table_init (&rows.sg_sets);
  enisim_intern_table_init (&rows.keys);
  enisim_taker_counts_foreach (inventory, add_taker, &rows);
  add_interfaces (&rows, inventory);
  add_groups_again (&rows, inventory);
  for (guint i = 0; i < MIN (rows.rows->len, ENISIM_OTHER_HOLDERS_MAX); i++)
    add_row (out, places, sgs, &g_array_index (rows.rows, Row, i), &names);
  if (rows.rows->len > ENISIM_OTHER_HOLDERS_MAX)
    leave_out (places, "other holders", "past the first 1024", "a scenario takes no more");
  leave_out_takers (places, inventory);
  enisim_intern_table_clear (&rows.labels);
  enisim_intern_table_clear (&rows.sg_sets);
  enisim_intern_table_clear (&rows.keys);
  g_array_unref (rows.rows);
}

static void
add_section (GString *out, const char *heading, GString *section)
{
  if (section->len > 0)
    g_string_append_printf (out, "  %s:\n%s", heading, section->str);
  g_string_truncate (section, 0);
}

void
enisim_scenario_add_holders (GString *out, const EnisimInventory *inventory,
                             EnisimScenarioPlaces *places, EnisimScenarioSgs *sgs)
{
  g_autoptr (GString) section = g_string_new (NULL);

  add_endpoints (section, inventory, places, sgs);
  add_section (out, "endpoints", section);
  add_nat_gateways (section, inventory, places);
  add_section (out, "nat_gateways", section);
  add_others (section, inventory, places, sgs);
  add_section (out, "holders", section);
}
