/* world-yaml.c: a world as a scenario file */
#include "world/yaml-parts.h"

void
add_span (GString *yaml, const char *key, gint64 us)
{
  g_string_append_printf (yaml, ", %s: %" G_GINT64_FORMAT "us", key, us);
}

void
add_varies (GString *yaml, const char *separator, const char *key, const WorldVaries *varies)
{
  if (varies->text[0] != '\0')
    g_string_append_printf (yaml, "%s%s: %s", separator, key, varies->text);
}

char *
world_to_yaml (const World *world)
{
  GString *yaml = g_string_new (NULL);

  add_head (yaml, world);
  add_model (yaml, world);
  add_vpc (yaml, world);
  add_items (yaml, world);
  g_string_append (yaml, "workloads:\n");
  for (guint i = 0; i < world->n_workloads; i++)
    add_workload (yaml, world, i);
  if (world->n_churns > 0)
    g_string_append (yaml, "churn:\n");
  for (guint i = 0; i < world->n_churns; i++)
    add_churn (yaml, world, &world->churns[i]);
  if (world->n_entries > 0)
    g_string_append (yaml, "timeline:\n");
  for (guint i = 0; i < world->n_entries; i++)
    add_entry (yaml, world, &world->entries[i]);
  return g_string_free (yaml, FALSE);
}
