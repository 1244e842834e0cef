/* world-compare.c: the simulator's state beside that of its twin
 *
 * Only the state that rules decide is compared, never how either keeps it:
 * addresses, groups, runtimes, VMs and counts.
 */
#include "world/compare-parts.h"

char *
find_difference (const Pair *pairs, guint n, const char *where, ...)
{
  for (guint i = 0; i < n; i++)
    if (pairs[i].sim != pairs[i].twin)
      {
        g_autofree char *place = NULL;
        va_list arguments;

        va_start (arguments, where);
        place = g_strdup_vprintf (where, arguments);
        va_end (arguments);
        return g_strdup_printf ("%s%s: %" G_GUINT64_FORMAT ", and the twin has %" G_GUINT64_FORMAT,
                                place, pairs[i].name, pairs[i].sim, pairs[i].twin);
      }
  return NULL;
}

char *
world_compare (const EnisimSimulation *sim, const Twin *twin)
{
  char *difference = compare_calls (sim, twin);

  if (difference == NULL)
    difference = compare_counts (sim, twin);
  if (difference == NULL)
    difference = compare_workloads (sim, twin);
  if (difference == NULL)
    difference = compare_runtimes (sim, twin);
  if (difference == NULL)
    difference = compare_vms (sim, twin);
  if (difference == NULL)
    difference = compare_churn (sim, twin);
  if (difference == NULL)
    difference = compare_deletions (sim, twin);
  if (difference == NULL)
    difference = compare_groups (sim, twin);
  for (guint i = 0; difference == NULL && i < twin->world->n_subnets; i++)
    difference = compare_subnet (sim, twin, i);
  return difference;
}

char *
world_compare_areas (const EnisimSimulation *sim, const Twin *twin)
{
  char *difference = compare_areas_of_vms (sim, twin);

  for (guint i = 0; difference == NULL && i < twin->world->n_churns; i++)
    difference = compare_areas_of_churn (sim, twin, i);
  for (guint i = 0; difference == NULL && i < twin->world->n_subnets; i++)
    {
      difference = compare_addresses (enisim_address_space_get (&sim->space, i), &twin->subnets[i]);
      if (difference == NULL)
        difference = compare_areas_of_subnet (sim, twin, i);
    }
  return difference;
}
