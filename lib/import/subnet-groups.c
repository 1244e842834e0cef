/* subnet-groups.c: the subnets of a resource that names a group of them */
#include "import/subnet-groups.h"

#include <string.h>

#include "import/terraform.h"

enum
{
  STEPS_MAX = 8 /* from one resource to the next that says more */
};

struct _EnisimResourceNames
{
  GHashTable *keys;   /* "TYPE KEY": whose names are known */
  GHashTable *places; /* of EnisimPlace by "TYPE KEY NAME" */
};

void
enisim_resource_names_free (EnisimResourceNames *names)
{
  if (!names)
    return;
  g_hash_table_unref (names->keys);
  g_hash_table_unref (names->places);
  g_free (names);
}

static EnisimResourceNames *
get_names (EnisimImporter *importer)
{
  if (!importer->names)
    {
      importer->names = g_new (EnisimResourceNames, 1);
      importer->names->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      importer->names->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }
  return importer->names;
}

/* @place: of @reader */
static void
learn_name (EnisimResourceNames *names, const EnisimResourceReader *reader, const char *key,
            const EnisimPlace *place)
{
  EnisimImporter *importer = reader->template->importer;
  const gboolean was_quiet = importer->is_quiet;
  const EnisimValue *name;
  char *entry;

  importer->is_quiet = TRUE;
  name = enisim_resource_get (reader, NULL, key);
  importer->is_quiet = was_quiet;
  if (!name || name->kind != ENISIM_VALUE_TEXT)
    return;
  entry = g_strdup_printf ("%s %s %s", reader->type, key, name->text);
  if (g_hash_table_contains (names->places, entry))
    g_free (entry);
  else
    g_hash_table_insert (names->places, entry, (gpointer) place);
}

static void
learn_names_of_template (EnisimResourceNames *names, EnisimTemplate *template, const char *type,
                         const char *key)
{
  const EnisimNode *node = template->resources ? template->resources->first : NULL;

  for (; node; node = node->next)
    if (node->kind == ENISIM_NODE_MAPPING && g_strcmp0 (enisim_resource_get_type (node), type) == 0)
      {
        const EnisimResourceReader reader = { .template = template, .node = node, .type = type };

        learn_name (names, &reader, key,
                    g_hash_table_lookup (template->importer->resources,
                                         enisim_template_get_id (template, node->key)));
      }
}

static void
learn_names_of_plan (EnisimResourceNames *names, const EnisimTerraform *plan, const char *type,
                     const char *key)
{
  for (guint i = 0; i < plan->resources->len; i++)
    {
      EnisimTerraformResource *resource = g_ptr_array_index (plan->resources, i);
      const EnisimResourceReader reader = { .template = plan->template,
                                            .node = resource->node,
                                            .type = type,
                                            .properties = &enisim_terraform_properties,
                                            .fields = resource };

      if (g_strcmp0 (resource->same, type) == 0)
        learn_name (names, &reader, key,
                    g_hash_table_lookup (plan->importer->resources, resource->id));
    }
}

/* Returns: (nullable): the first resource of that type of which @key is the text @name */
static const EnisimPlace *
find_named (EnisimImporter *importer, const char *type, const char *key, const char *name)
{
  EnisimResourceNames *names = get_names (importer);
  g_autofree char *entry = g_strdup_printf ("%s %s %s", type, key, name);
  char *kind = g_strdup_printf ("%s %s", type, key);

  if (!g_hash_table_add (names->keys, kind))
    return g_hash_table_lookup (names->places, entry);
  for (guint i = 0; i < importer->templates->len; i++)
    learn_names_of_template (names, g_ptr_array_index (importer->templates, i), type, key);
  for (guint i = 0; i < importer->plans->len; i++)
    learn_names_of_plan (names, g_ptr_array_index (importer->plans, i), type, key);
  return g_hash_table_lookup (names->places, entry);
}

EnisimIdList
enisim_read_subnets_of_group (EnisimResourceReader *reader, EnisimId group,
                              const EnisimSubnetGroup *rule)
{
  const EnisimPlace *place = enisim_resource_find (reader, group);
  EnisimResourceReader group_reader;
  EnisimIdList subnets;

  if (!place && rule && rule->name)
    place = find_named (reader->template->importer, rule->type, rule->name, group);
  if (!place || !place->type)
    return (EnisimIdList){ .open = group };
  group_reader = enisim_resource_move (reader, place);
  subnets = enisim_resource_get_subnets (&group_reader, NULL, "SubnetIds");
  reader->resource.is_certain = group_reader.resource.is_certain;
  return subnets;
}

/* A name of another resource is what that calls itself by the same key; "Source" is of whom a
 * replica is made. */
static const EnisimPlace *
find_other (const EnisimResourceReader *reader, const char *path, EnisimId id)
{
  static const char *const types[] = { "AWS::RDS::DBCluster", "AWS::RDS::DBInstance",
                                       "AWS::DocDB::DBCluster", "AWS::Neptune::DBCluster" };
  const char *key = g_str_has_prefix (path, "Source") ? path + strlen ("Source") : path;
  const EnisimPlace *place = enisim_resource_find (reader, id);
  const char *end = strrchr (reader->type, ':');

  for (guint i = 0; !place && i < G_N_ELEMENTS (types); i++)
    if (strncmp (types[i], reader->type, (gsize) (end - reader->type)) == 0)
      place = find_named (reader->template->importer, types[i], key, id);
  return place && place->type ? place : NULL;
}

EnisimIdList
enisim_read_subnet_group (EnisimResourceReader *reader, const EnisimSubnetGroup *group)
{
  g_auto (GStrv) others = g_strsplit (group->from ? group->from : "", " ", -1);
  EnisimResourceReader owner = *reader;

  for (guint step = 0; step < STEPS_MAX; step++)
    {
      const EnisimId named = enisim_resource_get_id (&owner, NULL, group->path);
      const EnisimPlace *place = NULL;
      EnisimId other = NULL;

      if (named)
        return enisim_read_subnets_of_group (&owner, named, group);
      for (guint i = 0; others[i] && !other; i++)
        if ((other = enisim_resource_get_id (&owner, NULL, others[i])))
          place = find_other (&owner, others[i], other);
      if (!place)
        return (EnisimIdList){ .open = other };
      owner = enisim_resource_move (&owner, place);
    }
  return (EnisimIdList){ .ids = NULL };
}
