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
#include "import/scenario-assumptions.h"
#include "import/scenario-holders.h"
#include "import/scenario-places.h"
#include "net/attachment-key.h"

enum
{
  SGS_PER_ENI = 5, /* the default quotas: facts.md section 4 */
  SGS_PER_REGION = 2500
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

/* What is there has as many security groups as quotas allow, which may have been raised.
 * @n_sgs: of the scenario */
static void
add_quotas (GString *out, const EnisimInventory *inventory, guint n_sgs)
{
  guint n_most = 0;

  for (guint i = 0; i < inventory->live_groups->len; i++)
    n_most = MAX (n_most,
                  g_array_index (inventory->live_groups, EnisimLiveGroup, i).security_groups.n);
  if (n_most > ENISIM_SECURITY_GROUPS_MAX)
    n_most = 0;
  if (n_most <= SGS_PER_ENI && n_sgs <= SGS_PER_REGION)
    return;
  g_string_append (out, "quotas:\n");
  if (n_most > SGS_PER_ENI)
    g_string_append_printf (out, "  sgs_per_eni: %u  # what an ENI that is there has\n", n_most);
  if (n_sgs > SGS_PER_REGION)
    g_string_append_printf (out, "  security_groups: %u  # those below\n", n_sgs);
}

/* Ends the comment of a subnet. */
static void
add_origins (GString *out, const EnisimScenarioPlace *place)
{
  const gboolean is_made_up = place->origin == ENISIM_NETWORK_MADE_UP;

  if (place->origin == ENISIM_NETWORK_SEEN)
    g_string_append (out, "; assumed: the smallest network that has the addresses of its ENIs");
  if (is_made_up && place->is_az_made_up)
    g_string_append (out, "; network and zone are made up");
  else if (is_made_up || place->is_az_made_up)
    g_string_append_printf (out, "; the %s is made up", is_made_up ? "network" : "zone");
  g_string_append_c (out, '\n');
}

static void
add_subnet (GString *out, const EnisimScenarioPlace *place)
{
  g_autofree char *name = enisim_scenario_name_quote (place->name);
  g_autofree char *az = enisim_scenario_name_quote (place->az);
  g_autofree char *cidr = enisim_cidr_format (place->cidr);
  g_autofree char *title = enisim_scenario_comment (place->title);

  g_string_append_printf (out, "    %s: {cidr: %s, %s: %s", name, cidr,
                          place->is_az_id ? "az_id" : "az", az);
  if (place->n_background > 0)
    g_string_append_printf (out, ", background: %u", place->n_background);
  g_string_append_printf (out, "}  # %s", title);
  add_origins (out, place);
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

/* @sgs: as text */
static void
add_vpc (GString *out, const EnisimScenarioPlaces *places, const char *sgs, const char *holders)
{
  if (g_hash_table_size (places->by_id) == 0)
    return;
  g_string_append (out, "vpc:\n");
  enisim_scenario_vpc_write (out, &places->vpc);
  add_subnets (out, places);
  g_string_append (out, sgs);
  g_string_append (out, holders);
}

static void
leave_out_missing (const EnisimMissing *missing, GPtrArray *left_out)
{
  if (missing->kind == ENISIM_MISSING_REGION)
    g_ptr_array_add (left_out, g_strdup ("the Region, which is not known"));
  else
    g_ptr_array_add (
        left_out,
        g_strdup_printf ("the value of the %s %s, which is not known: what it names is taken for "
                         "one thing of that name, and what else depends on it is open",
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
    g_ptr_array_add (left_out,
                     g_strdup ("routes, network ACLs and rules of security groups but for "
                               "the groups that these name: a run sends no packets"));
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
  EnisimScenarioSgs sgs;
  g_autoptr (GString) agents = g_string_new (NULL), holders = g_string_new (NULL);
  g_autoptr (GString) groups = g_string_new (NULL);
  GString *out;

  g_return_val_if_fail (inventory != NULL && left_out != NULL, NULL);

  lines = g_ptr_array_new ();
  out = g_string_new (NULL);
  enisim_scenario_places_init (&places, inventory, lines);
  enisim_scenario_sgs_init (&sgs, inventory);
  enisim_scenario_add_agents (agents, inventory, &places, &sgs);
  enisim_scenario_add_holders (holders, inventory, &places, &sgs);
  enisim_scenario_sgs_write (groups, &sgs, lines);
  leave_out_rest (inventory, lines);
  add_head (out, inventory, lines);
  add_quotas (out, inventory, sgs.ids->len);
  enisim_scenario_add_assumptions (out, inventory);
  add_vpc (out, &places, groups->str, holders->str);
  g_string_append (out, agents->str);
  g_ptr_array_add (lines, NULL);
  enisim_scenario_sgs_clear (&sgs);
  enisim_scenario_places_clear (&places);
  *left_out = (char **) g_ptr_array_free (lines, FALSE);
  return g_string_free (out, FALSE);
}
