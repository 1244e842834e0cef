/* cloudformation-scaling.c: services of ECS that scale between two numbers of tasks
 *
 * A target names its service by a text that ends by the service's name, which is most often made
 * of an expression: GetAtt of the service's Name.
 */
#include <string.h>

#include "import/cloudformation.h"
#include "import/count-formula.h"

void
enisim_read_scaling (EnisimResourceReader *reader)
{
  EnisimScaling scaling = { .resource = reader->resource };

  if (!enisim_resource_is (reader, NULL, "ServiceNamespace", "ecs"))
    return;
  scaling.target = enisim_resource_get_id (reader, NULL, "ResourceId");
  scaling.n_min = enisim_resource_get_number (reader, NULL, "MinCapacity", 0, ENISIM_COUNT_MAX, -1);
  scaling.n_max = enisim_resource_get_number (reader, NULL, "MaxCapacity", 0, ENISIM_COUNT_MAX, -1);
  if (scaling.target)
    g_array_append_val (reader->template->importer->scalings, scaling);
}

static void
apply (const EnisimScaling *scaling, EnisimTaker *taker)
{
  const guint n_max = scaling->n_max < 0 ? taker->n_max : (guint) scaling->n_max;
  const guint n_expected = MIN (MAX (taker->n_min, taker->n_expected), n_max);

  taker->is_open |= scaling->n_max < 0;
  if (taker->n_max > 0)
    taker->n_update_max
        = (guint) ((guint64) taker->n_update_max * MAX (n_max, taker->n_max) / taker->n_max);
  taker->n_min = MIN (n_expected, (guint) MAX (scaling->n_min, 0));
  taker->n_expected = MAX (n_expected, taker->n_min);
  taker->n_max = MAX (n_max, taker->n_expected);
  taker->n_update_max = MAX (taker->n_update_max, taker->n_max);
}

/* Services by what a target that means them ends by: what they are called, or the expression for
 * that. */
static GHashTable *
index_services (const GArray *takers)
{
  GHashTable *services = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < takers->len; i++)
    {
      EnisimTaker *taker = &g_array_index (takers, EnisimTaker, i);

      if (!g_str_equal (taker->rule->type, "AWS::ECS::Service"))
        continue;
      g_hash_table_insert (services, g_strconcat ("/", taker->resource.name, NULL), taker);
      g_hash_table_insert (services, g_strconcat ("/${", taker->resource.id, ".Name}", NULL),
                           taker);
    }
  return services;
}

static EnisimTaker *
find_service (GHashTable *services, const char *target)
{
  EnisimTaker *found = NULL;

  for (const char *slash = strchr (target, '/'); slash && !found; slash = strchr (slash + 1, '/'))
    found = g_hash_table_lookup (services, slash);
  return found;
}

void
enisim_importer_apply_scalings (EnisimImporter *importer)
{
  g_autoptr (GHashTable) services = index_services (importer->inventory->takers);

  for (guint i = 0; i < importer->scalings->len; i++)
    {
      const EnisimScaling *scaling = &g_array_index (importer->scalings, EnisimScaling, i);
      EnisimTaker *taker = find_service (services, scaling->target);

      if (taker)
        apply (scaling, taker);
      else
        enisim_inventory_add_note (importer->inventory, scaling->resource.at,
                                   "%s scales %s, which is no service here: not counted",
                                   scaling->resource.name, scaling->target);
    }
}
