/* state-terraform.c: what Terraform knows to be there already
 *
 * What a state of Terraform has is there, as what an account lists is.  Where the account tells of
 * it too, it is one thing: the account's own word was taken before (state-merge.c), and here that
 * of agents and of what only holds addresses.
 */
#include <string.h>

#include "import/state.h"
#include "import/terraform.h"

/* Of what a plan is yet to make the id begins with the plan. */
static gboolean
is_there (const EnisimTerraform *plan, const EnisimResource *resource)
{
  const gsize n_bytes = strlen (plan->template->name);

  return strcmp (resource->stack, plan->template->name) == 0
         && (strncmp (resource->id, resource->stack, n_bytes) != 0 || resource->id[n_bytes] != '/');
}

/* Whoever only lists an agent does not tell its network. */
static void
learn_network (EnisimAgent *listed, const EnisimAgent *known)
{
  const EnisimResource resource = listed->resource;
  const char *status = listed->status;
  const gint version = listed->version;

  if (listed->mode != ENISIM_NETWORK_UNKNOWN)
    return;
  *listed = *known;
  listed->resource = resource;
  listed->status = status;
  listed->version = version;
}

static void
merge_agents (EnisimState *state, const EnisimTerraform *plan)
{
  GArray *agents = state->importer->inventory->agents;
  g_autoptr (GHashTable) listed = g_hash_table_new (NULL, NULL);
  guint n_kept = 0;

  for (guint i = 0; i < agents->len; i++)
    {
      EnisimAgent *agent = &g_array_index (agents, EnisimAgent, i);

      if (agent->resource.is_live)
        g_hash_table_insert (listed, (gpointer) agent->resource.id, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < agents->len; i++)
    {
      EnisimAgent *agent = &g_array_index (agents, EnisimAgent, i);
      const guint place = GPOINTER_TO_UINT (g_hash_table_lookup (listed, agent->resource.id));

      if (!agent->resource.is_live && place > 0 && is_there (plan, &agent->resource))
        learn_network (&g_array_index (agents, EnisimAgent, place - 1), agent);
    }
  for (guint i = 0; i < agents->len; i++)
    {
      const EnisimAgent agent = g_array_index (agents, EnisimAgent, i);

      if (agent.resource.is_live || !is_there (plan, &agent.resource)
          || !g_hash_table_contains (listed, agent.resource.id))
        g_array_index (agents, EnisimAgent, n_kept++) = agent;
    }
  g_array_set_size (agents, n_kept);
}

/* The interfaces of what is there are among those that are listed. */
static void
drop_listed_takers (EnisimState *state, const EnisimTerraform *plan)
{
  EnisimInventory *inventory = state->importer->inventory;
  guint n_kept = 0;

  if (inventory->listings[ENISIM_LISTING_INTERFACES] != ENISIM_LISTED_WHOLE)
    return;
  for (guint i = 0; i < inventory->takers->len; i++)
    {
      const EnisimTaker taker = g_array_index (inventory->takers, EnisimTaker, i);

      if (is_there (plan, &taker.resource))
        enisim_inventory_add_note (inventory, plan->root->at,
                                   "what holds addresses and is there already counts as the "
                                   "interfaces that the account lists");
      else
        g_array_index (inventory->takers, EnisimTaker, n_kept++) = taker;
    }
  g_array_set_size (inventory->takers, n_kept);
}

/* So many in each of its subnets, and no other number. */
static gboolean
is_exact (const EnisimTaker *taker)
{
  return taker->rule->spread == ENISIM_SPREAD_EACH && taker->n_min == taker->n_max
         && taker->n_max > 0 && !taker->is_open && !taker->subnets.open && !taker->subnets.choice;
}

static void
add_interfaces (EnisimInventory *inventory, const EnisimTaker *taker)
{
  for (guint i = 0; i < taker->subnets.n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %s %s", taker->resource.id,
                                               taker->subnets.ids[i], taker->rule->label);
      EnisimInterface made = { .resource = taker->resource,
                               .kind = ENISIM_INTERFACE_OTHER,
                               .label = taker->rule->label,
                               .subnet = taker->subnets.ids[i],
                               .security_groups = taker->security_groups,
                               .n_addresses = taker->n_max };

      made.resource.id = enisim_inventory_intern (inventory, name);
      g_array_append_val (inventory->interfaces, made);
    }
}

/* What is there and holds a certain number of addresses holds them now. */
static void
settle_takers (EnisimInventory *inventory, const EnisimTerraform *plan)
{
  guint n_kept = 0;

  for (guint i = 0; i < inventory->takers->len; i++)
    {
      const EnisimTaker taker = g_array_index (inventory->takers, EnisimTaker, i);
      const gboolean is_of_state = strcmp (taker.resource.stack, plan->template->name) == 0;

      if (is_of_state && is_exact (&taker))
        {
          add_interfaces (inventory, &taker);
          continue;
        }
      if (is_of_state)
        enisim_inventory_add_note (inventory, taker.resource.at,
                                   "%s is there already; how many addresses it holds is not "
                                   "certain, and counts as added",
                                   taker.resource.name);
      g_array_index (inventory->takers, EnisimTaker, n_kept++) = taker;
    }
  g_array_set_size (inventory->takers, n_kept);
}

void
enisim_state_take_terraform (EnisimState *state)
{
  EnisimImporter *importer = state->importer;

  for (guint i = 0; i < importer->plans->len; i++)
    {
      const EnisimTerraform *plan = g_ptr_array_index (importer->plans, i);

      if (!plan->template)
        continue;
      drop_listed_takers (state, plan);
      if (!plan->is_state)
        continue;
      merge_agents (state, plan);
      enisim_inventory_mark_live (importer->inventory, plan->template->name);
      settle_takers (importer->inventory, plan);
    }
}
