/* scenario-text.c: a scenario of what descriptions say there is
 *
 * Sections are written into texts of their own, the VPC's security groups last, since agents name
 * them; what could not be carried stands above all.
 */
#include <enisim/enisim-import.h>
#include <enisim/enisim-scenario.h>

#include <string.h>

#include "import/import-files.h"
#include "import/scenario-agents.h"
#include "import/scenario-holders.h"
#include "import/scenario-places.h"
#include "net/attachment-key.h"

enum
{
  SGS_PER_ENI = 5 /* the default quota: facts.md section 4, "SGs per ENI" */
};

static void
add_comment (GString *out, const char *before, const char *text)
{
  g_autofree char *line = enisim_scenario_comment (text);

  g_string_append_printf (out, "%s%s\n", before, line);
}

static void
add_left_out (GString *out, const GPtrArray *left_out)
{
  if (left_out->len == 0)
    return;
  g_string_append (out, "#\n# It could not carry:\n");
  for (guint i = 0; i < left_out->len; i++)
    add_comment (out, "#   - ", g_ptr_array_index (left_out, i));
}

static void
add_head (GString *out, const EnisimInventory *inventory, const GPtrArray *left_out)
{
  g_string_append (out, "# Made by `enisim import`; `enisim run` simulates it.  Networks and zones "
                        "that are marked\n# as made up stand for what nobody told.\n");
  if (inventory->has_state)
    g_string_append (out, "# What an account told is there from 0 s on; background is addresses "
                          "that nothing\n# accounts for.\n");
  add_left_out (out, left_out);
  g_string_append (out, "\n");
  if (inventory->region != NULL && enisim_is_region (inventory->region))
    g_string_append_printf (out, "region: %s\n", inventory->region);
  g_string_append (out, "horizon: 24h  # enough for ENIs to go that a delete in a timeline leaves "
                        "behind\n");
}

/* What is there has as many security groups as its quota allows, which may have been raised. */
static void
add_quotas (GString *out, const EnisimInventory *inventory)
{
  guint n_most = 0;

  for (guint i = 0; i < inventory->live_groups->len; i++)
    n_most = MAX (n_most,
                  g_array_index (inventory->live_groups, EnisimLiveGroup, i).security_groups.n);
  if (n_most > SGS_PER_ENI && n_most <= ENISIM_SECURITY_GROUPS_MAX)
    g_string_append_printf (out, "quotas: {sgs_per_eni: %u}  # what an ENI that is there has\n",
                            n_most);
}

static void
add_subnet (GString *out, const EnisimScenarioPlace *place)
{
  g_autofree char *name = enisim_scenario_name_quote (place->name);
  g_autofree char *az = enisim_scenario_name_quote (place->az);
  g_autofree char *cidr = enisim_cidr_format (place->cidr);
  g_autofree char *title = enisim_scenario_comment (place->title);
  const char *made_up = "";

  if (place->is_cidr_made_up && place->is_az_made_up)
    made_up = "; network and zone are made up";
  else if (place->is_cidr_made_up)
    made_up = "; the network is made up";
  else if (place->is_az_made_up)
    made_up = "; the zone is made up";
  g_string_append_printf (out, "    %s: {cidr: %s, %s: %s", name, cidr,
                          place->is_az_id ? "az_id" : "az", az);
  if (place->n_background > 0)
    g_string_append_printf (out, ", background: %u", place->n_background);
  g_string_append_printf (out, "}  # %s%s\n", title, made_up);
}

static void
add_subnets (GString *out, const EnisimScenarioPlaces *places)
{
  g_string_append (out, "  subnets:\n");
  for (guint i = 0; i < places->places->len; i++)
    {
      const EnisimScenarioPlace *place = &g_array_index (places->places, EnisimScenarioPlace, i);

      if (place->cidr.prefix != 0)
        add_subnet (out, place);
    }
}

static void
add_security_groups (GString *out, const GPtrArray *names)
{
  if (names->len == 0)
    return;
  g_string_append (out, "  security_groups:\n");
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *name = enisim_scenario_name_quote (g_ptr_array_index (names, i));

      g_string_append_printf (out, "    - %s\n", name);
    }
}

static void
add_vpc (GString *out, const EnisimScenarioPlaces *places, const GPtrArray *sgs,
         const char *holders)
{
  g_autofree char *cidr = enisim_cidr_format (places->vpc_cidr);

  if (g_hash_table_size (places->by_id) == 0)
    return;
  g_string_append_printf (out, "vpc:\n  cidr: %s%s\n", cidr,
                          places->is_vpc_made_up ? "  # made up" : "");
  add_subnets (out, places);
  add_security_groups (out, sgs);
  g_string_append (out, holders);
}

static void
leave_out_missing (const EnisimMissing *missing, GPtrArray *left_out)
{
  if (missing->kind == ENISIM_MISSING_REGION)
    g_ptr_array_add (left_out, g_strdup ("the Region, which is not known"));
  else
    g_ptr_array_add (
        left_out, g_strdup_printf ("the %s %s, which is not known: taken by its name",
                                   missing->kind == ENISIM_MISSING_EXPORT ? "export" : "parameter",
                                   missing->name));
}

/* What a run has no use for, and what the reader did not understand. */
static void
leave_out_rest (const EnisimInventory *inventory, GPtrArray *left_out)
{
  if (inventory->routes->len + inventory->security_group_rules->len
          + inventory->network_acl_rules->len
      > 0)
    g_ptr_array_add (left_out, g_strdup ("routes, rules of security groups and network ACLs: a run "
                                         "sends no packets"));
  for (guint i = 0; i < inventory->missing->len; i++)
    leave_out_missing (&g_array_index (inventory->missing, EnisimMissing, i), left_out);
  for (guint i = 0; i < inventory->notes->len; i++)
    {
      const EnisimNote *note = &g_array_index (inventory->notes, EnisimNote, i);

      g_ptr_array_add (left_out, g_strdup_printf ("%s:%u:%u: %s", note->at.name, note->at.line,
                                                  note->at.column, note->text));
    }
}

char *
enisim_inventory_to_scenario (const EnisimInventory *inventory, char ***left_out)
{
  GPtrArray *lines;
  EnisimScenarioPlaces places;
  g_autoptr (GPtrArray) sgs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) agents = g_string_new (NULL), holders = g_string_new (NULL);
  GString *out;

  g_return_val_if_fail (inventory != NULL && left_out != NULL, NULL);

  lines = g_ptr_array_new ();
  out = g_string_new (NULL);
  enisim_scenario_places_init (&places, inventory, lines);
  enisim_scenario_add_holders (holders, inventory, &places);
  enisim_scenario_add_agents (agents, inventory, &places, sgs);
  leave_out_rest (inventory, lines);
  add_head (out, inventory, lines);
  add_quotas (out, inventory);
  add_vpc (out, &places, sgs, holders->str);
  g_string_append (out, agents->str);
  g_ptr_array_add (lines, NULL);
  enisim_scenario_places_clear (&places);
  *left_out = (char **) g_ptr_array_free (lines, FALSE);
  return g_string_free (out, FALSE);
}
