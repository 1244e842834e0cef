/* twin-scales.c: groups of runtimes grow and shrink */
#include "world/twin-parts.h"

static TwinRuntime *
get_member (const Twin *twin, guint item, guint member)
{
  guint place = 0;

  for (guint i = 0; i < item; i++)
    place += MAX (1, twin->world->items[i].count);
  return twin->runtimes->pdata[place + member];
}

void
twin_open_scales (Twin *twin)
{
  for (guint i = 0; i < twin->world->n_items; i++)
    if (twin->world->items[i].create_at != WORLD_NEVER)
      twin->scales[i].n_wanted = twin->world->items[i].count;
}

/* What goes, the highest first, then what comes, the lowest first. */
void
twin_scale (Twin *twin, guint item, guint n_wanted)
{
  static const WorldEntry delete = { .verb = WORLD_DELETE };
  const guint before = twin->scales[item].n_wanted;

  twin->scales[item] = (TwinScale){ n_wanted, TRUE };
  twin_see (twin, n_wanted < before ? FEATURE_SCALED_IN : FEATURE_SCALED_OUT);
  for (guint i = before; i > n_wanted; i--)
    twin_request (twin, get_member (twin, item, i - 1), &delete);
  for (guint i = before; i < n_wanted; i++)
    twin_create (twin, get_member (twin, item, i));
}

gboolean
twin_is_wanted (const Twin *twin, const TwinRuntime *runtime)
{
  const guint item = (guint) (runtime->spec - twin->world->items);

  if (!twin->scales[item].is_given)
    return TRUE;
  for (guint i = 0; i < twin->scales[item].n_wanted; i++)
    if (get_member (twin, item, i) == runtime)
      return TRUE;
  return FALSE;
}
