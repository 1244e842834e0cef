/* twin-background.c: addresses that others want, and take as soon as they are free */
#include "world/twin-parts.h"

static guint
count_background (const Twin *twin, guint subnet)
{
  return twin->subnets[subnet].background->len;
}

/* As many stays as units are lacking. */
static void
note_unmet (Twin *twin, guint index)
{
  TwinSubnet *subnet = &twin->subnets[index];
  const guint n_unmet = subnet->n_wanted - subnet->background->len;

  while (subnet->unmet->len > n_unmet)
    {
      twin_end_stay (twin, g_array_index (subnet->unmet, guint, subnet->unmet->len - 1));
      g_array_set_size (subnet->unmet, subnet->unmet->len - 1);
    }
  while (subnet->unmet->len < n_unmet)
    {
      const guint stay = twin_begin_stay (twin, twin_get_unmet_level (index));

      twin_see (twin, FEATURE_BACKGROUND_UNMET);
      g_array_append_val (subnet->unmet, stay);
    }
}

void
twin_fill_background (Twin *twin, guint index)
{
  TwinSubnet *subnet = &twin->subnets[index];

  while (count_background (twin, index) < subnet->n_wanted && twin_count_free (subnet) > 0)
    {
      TwinUnit unit;

      unit.place = twin_take_address (twin, index, TWIN_BACKGROUND, &unit.stay);
      g_array_append_val (subnet->background, unit);
    }
  note_unmet (twin, index);
}

/* What was taken last goes first. */
void
twin_background_step (Twin *twin, const WorldStep *step)
{
  TwinSubnet *subnet = &twin->subnets[step->subnet];

  if (subnet->is_deleted)
    return;
  twin_see (twin, step->n_wanted > subnet->n_wanted ? FEATURE_BACKGROUND_RISES
                                                    : FEATURE_BACKGROUND_FALLS);
  subnet->n_wanted = step->n_wanted;
  while (count_background (twin, step->subnet) > subnet->n_wanted)
    {
      const TwinUnit unit
          = g_array_index (subnet->background, TwinUnit, subnet->background->len - 1);

      g_array_set_size (subnet->background, subnet->background->len - 1);
      subnet->is_held[unit.place] = FALSE;
      subnet->n_held[TWIN_BACKGROUND]--;
      twin_end_stay (twin, unit.stay);
    }
  twin_fill_background (twin, step->subnet);
}
