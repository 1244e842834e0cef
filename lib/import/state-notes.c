/* state-notes.c: what cannot be told of the ENIs that are there, and what would tell it */
#include "import/state.h"

enum
{
  UNKNOWN_NAMES_MAX = 3 /* that a note gives */
};

/* Appends what would have to be asked for all agents to be known.  Nothing: they are. */
void
enisim_state_list_unasked (const EnisimInventory *inventory, GString *text)
{
  static const char *const commands[]
      = { [ENISIM_LISTING_RUNTIMES] = "list-agent-runtimes",
          [ENISIM_LISTING_BROWSERS] = "list-browsers",
          [ENISIM_LISTING_CODE_INTERPRETERS] = "list-code-interpreters" };
  static const char *const gets[] = { "get-agent-runtime", "get-browser", "get-code-interpreter" };
  guint n_unknown = 0;

  for (guint i = ENISIM_LISTING_RUNTIMES; i < ENISIM_N_LISTINGS; i++)
    if (inventory->listings[i] != ENISIM_LISTED_WHOLE)
      g_string_append_printf (text, "%s%s%s", text->len > 0 ? ", " : "", commands[i],
                              inventory->listings[i] == ENISIM_LISTED_IN_PART ? " with all pages"
                                                                              : "");
  for (guint i = 0; i < inventory->agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (inventory->agents, EnisimAgent, i);

      if (agent->resource.is_live && agent->mode == ENISIM_NETWORK_UNKNOWN
          && n_unknown++ < UNKNOWN_NAMES_MAX)
        g_string_append_printf (text, "%s%s of %s", text->len > 0 ? ", " : "", gets[agent->kind],
                                agent->resource.name);
    }
  if (n_unknown > UNKNOWN_NAMES_MAX)
    g_string_append_printf (text, " and %u others", n_unknown - UNKNOWN_NAMES_MAX);
}

/* Returns: (nullable): an agent that may have other ENIs from before its last update */
static const EnisimAgent *
find_updated (const EnisimInventory *inventory)
{
  for (guint i = 0; i < inventory->agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (inventory->agents, EnisimAgent, i);

      if (agent->resource.is_live && agent->version > 1)
        return agent;
    }
  return NULL;
}

/* @n: ENIs that no listed agent explains, from @first on */
static void
note_rest (EnisimInventory *inventory, EnisimPosition first, guint n, const char *unasked)
{
  const EnisimAgent *updated = find_updated (inventory);

  if (unasked[0] != '\0')
    enisim_inventory_add_note (
        inventory, first,
        "ENIs of AgentCore that no listed agent explains: %u, in use or only "
        "retained; to know which takes %s",
        n, unasked);
  else
    enisim_inventory_add_note (inventory, first,
                               "ENIs of AgentCore that no agent has: %u, retained%s%s%s", n,
                               updated ? " unless an older version of " : "",
                               updated ? updated->resource.name : "", updated ? " holds them" : "");
  enisim_inventory_add_note (inventory, first,
                             "an ENI does not tell which subnets belong to its configuration: "
                             "those of equal security groups in one VPC are taken for one group");
}

static void
note_agent (EnisimInventory *inventory, const EnisimAgent *agent)
{
  if (g_strcmp0 (agent->status, "CREATE_FAILED") == 0)
    enisim_inventory_add_note (inventory, agent->resource.at,
                               "%s is CREATE_FAILED and holds no ENI: what it left goes by itself",
                               agent->resource.name);
  else if (g_strcmp0 (agent->status, "DELETING") == 0)
    enisim_inventory_add_note (inventory, agent->resource.at,
                               "%s is DELETING: it counts as there, its ENIs are retained soon",
                               agent->resource.name);
}

void
enisim_state_note_groups (EnisimState *state, const char *unasked)
{
  EnisimInventory *inventory = state->importer->inventory;
  const EnisimLiveGroup *first = NULL;
  guint n = 0;

  for (guint i = 0; i < inventory->live_groups->len; i++)
    {
      const EnisimLiveGroup *group = &g_array_index (inventory->live_groups, EnisimLiveGroup, i);

      if (!group->is_inferred)
        continue;
      first = first ? first : group;
      n += group->interfaces.n;
    }
  if (first)
    note_rest (inventory, first->resource.at, n, unasked);
  for (guint i = 0; i < inventory->agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (inventory->agents, EnisimAgent, i);

      if (agent->resource.is_live)
        note_agent (inventory, agent);
    }
}
