/* scenario-seen.c: networks of subnets of which only addresses are known
 *
 * Of all addresses of a subnet the lowest and the highest tell which networks could be its own.
 */
#include "import/scenario-seen.h"

#include "net/subnet.h"

typedef struct
{
  gboolean has_address;
  guint32 lowest, highest;
  guint64 n_held;
} Seen;

static void
see (Seen *seen, EnisimCidr block)
{
  const guint32 last = block.network | enisim_cidr_get_host_mask (block);

  seen->lowest = seen->has_address ? MIN (seen->lowest, block.network) : block.network;
  seen->highest = seen->has_address ? MAX (seen->highest, last) : last;
  seen->has_address = TRUE;
}

void
enisim_scenario_seen_init (EnisimScenarioSeen *seen, const EnisimInventory *inventory)
{
  seen->by_subnet = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint i = 0; i < inventory->interfaces->len; i++)
    {
      const EnisimInterface *one = &g_array_index (inventory->interfaces, EnisimInterface, i);
      Seen *there = g_hash_table_lookup (seen->by_subnet, one->subnet);

      if (there == NULL)
        {
          there = g_new0 (Seen, 1);
          g_hash_table_insert (seen->by_subnet, (gpointer) one->subnet, there);
        }
      there->n_held += one->n_addresses;
      for (guint j = 0; j < one->n_blocks; j++)
        see (there, one->blocks[j]);
    }
}

void
enisim_scenario_seen_clear (EnisimScenarioSeen *seen)
{
  g_clear_pointer (&seen->by_subnet, g_hash_table_unref);
}

gboolean
enisim_scenario_seen_has (const EnisimScenarioSeen *seen, EnisimId subnet)
{
  const Seen *there = g_hash_table_lookup (seen->by_subnet, subnet);

  return there != NULL && there->has_address;
}

gboolean
enisim_scenario_seen_fits (const EnisimScenarioSeen *seen, EnisimId subnet, guint8 prefix,
                           EnisimCidr *cidr)
{
  const Seen *there = g_hash_table_lookup (seen->by_subnet, subnet);
  guint32 last;

  cidr->prefix = prefix;
  cidr->network = there->lowest & ~enisim_cidr_get_host_mask (*cidr);
  last = cidr->network | enisim_cidr_get_host_mask (*cidr);
  return there->lowest - cidr->network >= ENISIM_SUBNET_RESERVED_FIRST && there->highest <= last
         && last - there->highest >= ENISIM_SUBNET_RESERVED_LAST
         && there->n_held <= enisim_subnet_capacity_of_prefix (prefix);
}
