/* scenario-assumptions.c: what the number of a scenario's ENIs rests on beside facts
 *
 * An option is worth a line where the configurations are such that its other value could make
 * another number: who shares with whom is told by subnets and security groups alone.
 */
#include "import/scenario-assumptions.h"

#include "import/id-set.h"

enum
{
  OF_RUNTIME = 1,
  OF_TOOL = 2
};

/* Who has which configuration. */
typedef struct
{
  EnisimInternTable sets, keys, places;
  GArray *kinds;  /* (of guint) of each key: OF_RUNTIME, OF_TOOL or both */
  GArray *owners; /* (of guint32) of each subnet with an SG set: the first key there */
  gboolean is_across_types, has_overlap;
} Keys;

static void
add_place (Keys *keys, EnisimId subnet, guint32 sg_set, guint32 key)
{
  const gsize place[] = { (gsize) subnet, sg_set };
  const guint32 id = enisim_intern_table_intern (&keys->places, place, sizeof place);

  if (id == keys->owners->len)
    g_array_append_val (keys->owners, key);
  else if (g_array_index (keys->owners, guint32, id) != key)
    keys->has_overlap = TRUE;
}

static void
add_agent (Keys *keys, const EnisimAgent *agent)
{
  const guint32 sg_set = enisim_id_set_intern (&keys->sets, &agent->security_groups);
  const guint32 pair[] = { enisim_id_set_intern (&keys->sets, &agent->subnets), sg_set };
  const guint32 key = enisim_intern_table_intern_u32s (&keys->keys, pair, G_N_ELEMENTS (pair));
  guint *kinds;

  g_array_set_size (keys->kinds, MAX (keys->kinds->len, key + 1));
  kinds = &g_array_index (keys->kinds, guint, key);
  *kinds |= agent->kind == ENISIM_AGENT_KIND_RUNTIME ? OF_RUNTIME : OF_TOOL;
  keys->is_across_types |= *kinds == (OF_RUNTIME | OF_TOOL);
  for (guint i = 0; i < agent->subnets.n; i++)
    add_place (keys, agent->subnets.ids[i], sg_set, key);
}

static gboolean
has_retained (const EnisimInventory *inventory)
{
  for (guint i = 0; i < inventory->live_groups->len; i++)
    if (g_array_index (inventory->live_groups, EnisimLiveGroup, i).held != ENISIM_HELD_IN_USE)
      return TRUE;
  return FALSE;
}

static void
learn (Keys *keys, const EnisimInventory *inventory)
{
  enisim_intern_table_init (&keys->sets);
  enisim_intern_table_init (&keys->keys);
  enisim_intern_table_init (&keys->places);
  keys->kinds = g_array_new (FALSE, TRUE, sizeof (guint));
  keys->owners = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < inventory->agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (inventory->agents, EnisimAgent, i);

      if (agent->mode == ENISIM_NETWORK_VPC && !agent->is_instances)
        add_agent (keys, agent);
    }
}

static void
clear (Keys *keys)
{
  enisim_intern_table_clear (&keys->sets);
  enisim_intern_table_clear (&keys->keys);
  enisim_intern_table_clear (&keys->places);
  g_array_unref (keys->kinds);
  g_array_unref (keys->owners);
}

void
enisim_scenario_add_assumptions (GString *out, const EnisimInventory *inventory)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  Keys keys = { .is_across_types = FALSE };

  learn (&keys, inventory);
  if (keys.has_overlap)
    g_string_append (lines,
                     "#   eni_sharing: configuration     # (A) per_subnet, fewer: also where "
                     "only some subnets are the same\n");
  if (keys.is_across_types)
    g_string_append (lines, "#   eni_sharing_across_types: yes  # (A) no, more: Browser and Code "
                            "Interpreter share among themselves\n");
  if (has_retained (inventory))
    g_string_append (lines, "#   eni_reuse: yes                 # (O) no, more: a new agent makes "
                            "ENIs beside retained ones\n");
  if (lines->len > 0)
    g_string_append_printf (out,
                            "# How many ENIs these agents have rests on what is assumed (A) or "
                            "observed (O) too:\n# model:\n%s",
                            lines->str);
  clear (&keys);
}
