/* terraform-evaluate.c: what an expression of a configuration is, by all that it refers to
 *
 * Where an expression may take a part of what it names, a note says what was taken.
 */
#include <string.h>

#include "import/terraform-names.h"
#include "import/terraform-parts.h"
#include "text/node-read.h"

enum
{
  DEPTH_MAX = 64 /* of references to references */
};

/* A reference is followed by the shorter ones that it begins with. */
static gboolean
is_beginning (const char *text, const char *longer)
{
  const gsize n_bytes = strlen (text);

  return strncmp (text, longer, n_bytes) == 0
         && (longer[n_bytes] == '.' || longer[n_bytes] == '[' || longer[n_bytes] == '\0');
}

static void
collect (const EnisimTerraformScope *scope, const EnisimNode *references,
         EnisimTerraformFound *found)
{
  const EnisimNode *last = NULL;

  for (const EnisimNode *node = references->first; node; node = node->next)
    {
      if (!enisim_node_expect (node, ENISIM_NODE_SCALAR, scope->plan->importer->complaints))
        return;
      if (last && is_beginning (node->text, last->text))
        continue;
      enisim_terraform_follow_reference (scope, node, found);
      last = node;
    }
}

/* All of one list and an index: it is the thing in that place, most likely; behind the last of a
 * list its first follows, or no apply would succeed. */
static const EnisimValue *
pick_by_index (const EnisimTerraformScope *scope, const EnisimValue *all)
{
  const EnisimValue *value = NULL;
  guint64 place;

  if (scope->key && all->kind == ENISIM_VALUE_LIST)
    value = enisim_terraform_pick (scope, all, scope->key);
  if (!value && scope->key && all->kind == ENISIM_VALUE_LIST
      && g_ascii_string_to_unsigned (scope->key, 10, 0, G_MAXUINT, &place, NULL))
    value = all->items[place % all->n_items];
  if (value)
    enisim_inventory_add_note (scope->plan->importer->inventory, scope->plan->root->at,
                               "what is picked by count.index or each.key is taken to be of the "
                               "same index or key");
  return value;
}

/* Leaves those that are not wanted out, lest a flag that decides stands beside what is picked. */
static void
drop_unwanted (const EnisimTerraformScope *scope, GPtrArray *values)
{
  guint n = 0;

  for (guint i = 0; i < values->len; i++)
    if (enisim_terraform_can_be (scope, g_ptr_array_index (values, i), scope->wanted))
      values->pdata[n++] = values->pdata[i];
  g_ptr_array_set_size (values, (gint) n);
}

/* each.value beside a list of what is wanted most likely changes what is taken of that, or nothing;
 * alone it is what is taken. */
static void
add_each (const EnisimTerraformScope *scope, EnisimTerraformFound *found)
{
  const gboolean is_beside
      = scope->wanted && scope->is_whole && scope->wanted->is_list && found->values->len > 0;

  if (is_beside && found->each->len > 0)
    enisim_inventory_add_note (scope->plan->importer->inventory, scope->at,
                               "%s: whether each.value adds to it or takes from it is not in a "
                               "plan: taken to be all else that is referred to",
                               scope->wanted->name);
  for (guint i = 0; !is_beside && i < found->each->len; i++)
    enisim_terraform_add_value (found->values, g_ptr_array_index (found->each, i));
}

static const EnisimValue *
evaluate_references (const EnisimTerraformScope *scope, const EnisimNode *references)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autoptr (GPtrArray) each = g_ptr_array_new ();
  EnisimTerraformFound found = { .values = values, .each = each };
  const EnisimValue *all;

  collect (scope, references, &found);
  if (scope->wanted && scope->is_whole)
    drop_unwanted (scope, values);
  add_each (scope, &found);
  all = enisim_terraform_make_list (scope, values);
  if (!all || !found.has_index || all->kind != ENISIM_VALUE_LIST)
    return all;
  return found.n_whole == 1 ? pick_by_index (scope, all) : NULL;
}

/* Whether it means another thing for each count or key. */
static gboolean
has_own_key (const EnisimNode *references)
{
  for (const EnisimNode *node = references->first; node; node = node->next)
    if (node->kind == ENISIM_NODE_SCALAR
        && (g_str_has_prefix (node->text, "each.") || g_str_has_prefix (node->text, "count.")))
      return TRUE;
  return FALSE;
}

char *
enisim_terraform_make_key (const EnisimTerraformScope *scope, const EnisimNode *references,
                           const char *name)
{
  return g_strdup_printf ("%p %p %p %d %s %s", (gconstpointer) references,
                          (gconstpointer) scope->module, (gconstpointer) scope->wanted,
                          scope->is_whole, name,
                          scope->key && has_own_key (references) ? scope->key : "");
}

/* Once for each place it is asked from, and nothing while it is under way, so that a circle
 * ends. */
const EnisimValue *
enisim_terraform_evaluate (const EnisimTerraformScope *scope, const EnisimNode *expression)
{
  EnisimTerraform *plan = scope->plan;
  const EnisimNode *constant, *references;
  const EnisimValue *value = NULL;
  g_autofree char *key = NULL;

  if (expression->kind != ENISIM_NODE_MAPPING || plan->depth >= DEPTH_MAX)
    return NULL;
  constant = enisim_node_get (expression, "constant_value");
  if (constant)
    return enisim_terraform_make_value (plan, constant);
  references = enisim_terraform_get (expression, "references", ENISIM_NODE_SEQUENCE,
                                     plan->importer->complaints);
  if (!references)
    return NULL;
  key = enisim_terraform_make_key (scope, references, "");
  if (g_hash_table_lookup_extended (plan->evaluations, key, NULL, (gpointer *) &value))
    return value;
  g_hash_table_insert (plan->evaluations, g_strdup (key), NULL);
  plan->depth++;
  value = evaluate_references (scope, references);
  plan->depth--;
  g_hash_table_insert (plan->evaluations, g_steal_pointer (&key), (gpointer) value);
  return value;
}
