/* scenario-sgs.c: the security groups of a scenario */
#include "import/scenario-sgs.h"

/* Of a list that names none: an agent of a scenario has one at least. */
static const char none_named[] = "none-named";

void
enisim_scenario_sgs_init (EnisimScenarioSgs *sgs, const EnisimInventory *inventory)
{
  *sgs = (EnisimScenarioSgs){ .inventory = inventory,
                              .titles = g_hash_table_new (NULL, NULL),
                              .ids = g_ptr_array_new () };
  enisim_scenario_names_init (&sgs->names);
  for (guint i = 0; i < inventory->security_groups->len; i++)
    {
      const EnisimResource *resource
          = &g_array_index (inventory->security_groups, EnisimSecurityGroup, i).resource;

      g_hash_table_insert (sgs->titles, (gpointer) resource->id, (gpointer) resource->name);
    }
}

void
enisim_scenario_sgs_clear (EnisimScenarioSgs *sgs)
{
  g_clear_pointer (&sgs->titles, g_hash_table_unref);
  g_clear_pointer (&sgs->ids, g_ptr_array_unref);
  enisim_scenario_names_clear (&sgs->names);
}

static gboolean
has (const EnisimScenarioSgs *sgs, EnisimId id)
{
  return id != NULL && g_hash_table_contains (sgs->names.by_key, id);
}

/* Appends the name of the group, which the scenario has from now on. */
static void
add (GString *out, EnisimScenarioSgs *sgs, EnisimId id)
{
  const char *title = g_hash_table_lookup (sgs->titles, id);
  g_autofree char *name = NULL;

  if (!has (sgs, id))
    g_ptr_array_add (sgs->ids, (gpointer) id);
  name = enisim_scenario_name_quote (
      enisim_scenario_names_get (&sgs->names, id, title != NULL ? title : id));
  g_string_append (out, name);
}

void
enisim_scenario_sgs_add_list (GString *out, EnisimScenarioSgs *sgs, const EnisimIdList *list)
{
  g_string_append (out, "security_groups: [");
  if (list->open != NULL)
    add (out, sgs, list->open);
  else if (list->n == 0)
    add (out, sgs, none_named);
  for (guint i = 0; i < list->n; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      add (out, sgs, list->ids[i]);
    }
  g_string_append (out, "]");
}

static void
free_ids (gpointer data)
{
  g_ptr_array_unref (data);
}

/* Adds @to to what @map has for @from, each once. */
static void
link_ids (GHashTable *map, EnisimId from, EnisimId to)
{
  GPtrArray *ids = g_hash_table_lookup (map, from);

  if (ids == NULL)
    {
      ids = g_ptr_array_new ();
      g_hash_table_insert (map, (gpointer) from, ids);
    }
  g_ptr_array_add (ids, (gpointer) to);
}

/* Rules that name another group than their own, each pair once. */
typedef struct
{
  GHashTable *named, *naming; /* id -> (of EnisimId) which it names, which name it */
} References;

static void
learn_references (const EnisimInventory *inventory, References *references)
{
  EnisimInternTable pairs;

  enisim_intern_table_init (&pairs);
  references->named = g_hash_table_new_full (NULL, NULL, NULL, free_ids);
  references->naming = g_hash_table_new_full (NULL, NULL, NULL, free_ids);
  for (guint i = 0; i < inventory->security_group_rules->len; i++)
    {
      const EnisimRule *rule = &g_array_index (inventory->security_group_rules, EnisimRule, i);
      const EnisimId pair[] = { rule->owner, rule->peer };
      const guint32 n_before = enisim_intern_table_get_n_items (&pairs);

      if (rule->peer_kind != ENISIM_PEER_SECURITY_GROUP || rule->owner == rule->peer
          || rule->owner == NULL || rule->peer == NULL || !rule->resource.is_certain
          || enisim_intern_table_intern (&pairs, pair, sizeof pair) < n_before)
        continue;
      link_ids (references->named, rule->owner, rule->peer);
      link_ids (references->naming, rule->peer, rule->owner);
    }
  enisim_intern_table_clear (&pairs);
}

static void
clear_references (References *references)
{
  g_hash_table_unref (references->named);
  g_hash_table_unref (references->naming);
}

/* What names a group that the scenario has, it has too; and so on. */
static void
add_naming (EnisimScenarioSgs *sgs, const References *references)
{
  g_autoptr (GString) unused = g_string_new (NULL);

  for (guint i = 0; i < sgs->ids->len; i++)
    {
      const GPtrArray *naming
          = g_hash_table_lookup (references->naming, g_ptr_array_index (sgs->ids, i));

      for (guint j = 0; naming != NULL && j < naming->len; j++)
        if (!has (sgs, g_ptr_array_index (naming, j)))
          add (unused, sgs, g_ptr_array_index (naming, j));
    }
}

/* Returns: (nullable): those that the rules of a group name and the scenario has, as a list */
static char *
write_references (EnisimScenarioSgs *sgs, const References *references, EnisimId id)
{
  const GPtrArray *named = g_hash_table_lookup (references->named, id);
  GString *text = g_string_new (NULL);

  for (guint i = 0; named != NULL && i < named->len; i++)
    {
      const EnisimId other = g_ptr_array_index (named, i);

      if (!has (sgs, other))
        continue;
      g_string_append (text, text->len > 0 ? ", " : "{references: [");
      add (text, sgs, other);
    }
  if (text->len > 0)
    g_string_append (text, "]}");
  return g_string_free (text, text->len == 0);
}

static void
leave_out_uncertain (const EnisimScenarioSgs *sgs, GPtrArray *left_out)
{
  const GArray *rules = sgs->inventory->security_group_rules;

  for (guint i = 0; i < rules->len; i++)
    {
      const EnisimRule *rule = &g_array_index (rules, EnisimRule, i);

      if (rule->peer_kind == ENISIM_PEER_SECURITY_GROUP && rule->owner != rule->peer
          && !rule->resource.is_certain && has (sgs, rule->peer))
        g_ptr_array_add (
            left_out,
            g_strdup_printf ("rule %s, which names the security group %s: it is "
                             "perhaps not there",
                             rule->resource.name,
                             (const char *) g_hash_table_lookup (sgs->names.by_key, rule->peer)));
    }
}

void
enisim_scenario_sgs_write (GString *out, EnisimScenarioSgs *sgs, GPtrArray *left_out)
{
  References references;
  gboolean has_references = FALSE;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  learn_references (sgs->inventory, &references);
  add_naming (sgs, &references);
  for (guint i = 0; i < sgs->ids->len; i++)
    {
      char *text = write_references (sgs, &references, g_ptr_array_index (sgs->ids, i));

      has_references |= text != NULL;
      g_ptr_array_add (texts, text);
    }
  g_string_append (out, sgs->ids->len > 0 ? "  security_groups:\n" : "");
  for (guint i = 0; i < sgs->ids->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);

      g_string_append (out, has_references ? "    " : "    - ");
      add (out, sgs, g_ptr_array_index (sgs->ids, i));
      g_string_append_printf (out, "%s%s\n", has_references ? ": " : "",
                              text != NULL     ? text
                              : has_references ? "{}"
                                               : "");
    }
  leave_out_uncertain (sgs, left_out);
  clear_references (&references);
}
