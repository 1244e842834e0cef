/* evaluate.c: expressions of a template to values
 *
 * A plain walk: each node is evaluated where it stands.  Only what others can refer to, and so
 * reach by many ways, is remembered; that keeps the work linear in the text, and shows circles.
 */
#include "import/evaluate.h"

#include <string.h>

#include "base/nearest.h"
#include "import/intrinsics.h"

#define CORE_TAG_PREFIX "tag:yaml.org,2002:"

/* Those without a function are for conditions. */
typedef struct
{
  const char *name;
  const EnisimValue *(*evaluate) (EnisimTemplate *template, const EnisimCall *call);
} Intrinsic;

static const Intrinsic intrinsics[] = {
  { "Ref", enisim_intrinsic_ref },
  { "Fn::GetAtt", enisim_intrinsic_get_att },
  { "Fn::Sub", enisim_intrinsic_sub },
  { "Fn::Join", enisim_intrinsic_join },
  { "Fn::Select", enisim_intrinsic_select },
  { "Fn::Split", enisim_intrinsic_split },
  { "Fn::If", enisim_intrinsic_if },
  { "Fn::FindInMap", enisim_intrinsic_find_in_map },
  { "Fn::ImportValue", enisim_intrinsic_import_value },
  { "Fn::Cidr", enisim_intrinsic_cidr },
  { "Fn::GetAZs", enisim_intrinsic_get_azs },
  { "Fn::Length", enisim_intrinsic_length },
  { "Fn::Base64", enisim_intrinsic_opaque },
  { "Fn::ToJsonString", enisim_intrinsic_opaque },
  { "Fn::Transform", enisim_intrinsic_transform },
  { "Fn::And", NULL },
  { "Fn::Or", NULL },
  { "Fn::Not", NULL },
  { "Fn::Equals", NULL },
  { "Condition", NULL },
};

static const Intrinsic *
find_intrinsic (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (intrinsics); i++)
    if (strcmp (intrinsics[i].name, name) == 0)
      return &intrinsics[i];
  return NULL;
}

/* "Fn::Selekt", or a tag "!Selekt". */
static const EnisimValue *
complain_of_name (EnisimTemplate *template, const EnisimCall *call)
{
  const guint n_prefix = call->is_short ? (guint) strlen ("Fn::") : 0;
  const char *name = call->name + n_prefix, *mark = call->is_short ? "!" : "", *nearest;
  const char *names[G_N_ELEMENTS (intrinsics) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (intrinsics); i++)
    names[i]
        = strchr (intrinsics[i].name, ':') ? intrinsics[i].name + n_prefix : intrinsics[i].name;
  names[G_N_ELEMENTS (intrinsics)] = NULL;
  nearest = enisim_nearest (name, names);
  if (nearest)
    return enisim_call_complain (template, call, "there is no function %s%s; did you mean %s%s?",
                                 mark, name, mark, nearest);
  return enisim_call_complain (template, call, "there is no function %s%s", mark, name);
}

static gboolean
has_own_tag (const EnisimNode *node)
{
  return node->tag && strcmp (node->tag, "!") != 0
         && !g_str_has_prefix (node->tag, CORE_TAG_PREFIX);
}

gboolean
enisim_node_is_text (const EnisimNode *node)
{
  return node->kind == ENISIM_NODE_SCALAR && !has_own_tag (node);
}

const char *
enisim_node_describe (const EnisimNode *node)
{
  return has_own_tag (node) ? node->tag : enisim_node_kind_get_name (node->kind);
}

static gboolean
is_function_name (const char *key)
{
  return strcmp (key, "Ref") == 0 || g_str_has_prefix (key, "Fn::");
}

gboolean
enisim_call_find (const EnisimNode *node, gboolean is_condition, EnisimCall *call)
{
  const char *key;

  if (has_own_tag (node))
    {
      const char *tag = node->tag[0] == '!' ? node->tag + 1 : node->tag;
      const gboolean is_bare = strcmp (tag, "Ref") == 0 || strcmp (tag, "Condition") == 0;

      *call = (EnisimCall){ .argument = node, .is_short = TRUE };
      g_snprintf (call->name, sizeof call->name, "%s%s", is_bare ? "" : "Fn::", tag);
      return TRUE;
    }
  if (node->kind != ENISIM_NODE_MAPPING || node->n_children != 1)
    return FALSE;
  key = node->first->key;
  if (!is_function_name (key) && !(is_condition && strcmp (key, "Condition") == 0))
    return FALSE;
  *call = (EnisimCall){ .argument = node->first };
  g_strlcpy (call->name, key, sizeof call->name);
  return TRUE;
}

gboolean
enisim_node_has_function (const EnisimNode *node)
{
  EnisimCall call;

  return enisim_call_find (node, FALSE, &call);
}

static const EnisimValue *
make_none (EnisimTemplate *template, const EnisimNode *node)
{
  return enisim_value_new_none (template->importer->values, node->at);
}

static const EnisimValue *
evaluate_sequence (EnisimTemplate *template, const EnisimNode *node)
{
  g_autoptr (GPtrArray) items = g_ptr_array_sized_new (node->n_children);

  for (const EnisimNode *child = node->first; child; child = child->next)
    g_ptr_array_add (items, (gpointer) enisim_evaluate (template, child));
  return enisim_value_new_list (template->importer->values, node->at,
                                (const EnisimValue *const *) items->pdata, items->len);
}

/* A function among other keys: what is to be made of them all, only its expansion would tell.
 * Returns: whether the mapping is good for something without it. */
static gboolean
pass_over (EnisimTemplate *template, const EnisimNode *entry)
{
  if (g_str_has_prefix (entry->key, "Fn::ForEach") || strcmp (entry->key, "Fn::Transform") == 0)
    {
      enisim_inventory_add_note (template->importer->inventory, entry->key_at, "%s is not expanded",
                                 entry->key);
      return TRUE;
    }
  enisim_complaints_add_key (template->importer->complaints, entry,
                             "%s has to be the only key of its mapping", entry->key);
  return FALSE;
}

static const EnisimValue *
evaluate_mapping (EnisimTemplate *template, const EnisimNode *node)
{
  g_autoptr (GPtrArray) items = g_ptr_array_sized_new (node->n_children);
  g_autoptr (GPtrArray) keys = g_ptr_array_sized_new (node->n_children);

  for (const EnisimNode *child = node->first; child; child = child->next)
    {
      if (g_str_has_prefix (child->key, "Fn::") && !pass_over (template, child))
        return make_none (template, node);
      if (g_str_has_prefix (child->key, "Fn::"))
        continue;
      g_ptr_array_add (items, (gpointer) enisim_evaluate (template, child));
      g_ptr_array_add (keys, (gpointer) child->key);
    }
  return enisim_value_new_mapping (template->importer->values, node->at,
                                   (const EnisimValue *const *) items->pdata,
                                   (const char *const *) keys->pdata, items->len);
}

static const EnisimValue *
evaluate_plain (EnisimTemplate *template, const EnisimNode *node)
{
  switch (node->kind)
    {
    case ENISIM_NODE_NULL:
      return make_none (template, node);
    case ENISIM_NODE_SCALAR:
      return enisim_value_new_text (template->importer->values, node->at, node->text);
    case ENISIM_NODE_SEQUENCE:
      return evaluate_sequence (template, node);
    case ENISIM_NODE_MAPPING:
      return evaluate_mapping (template, node);
    }
  g_assert_not_reached ();
}

static const EnisimValue *
evaluate_call (EnisimTemplate *template, const EnisimCall *call)
{
  const Intrinsic *intrinsic = find_intrinsic (call->name);

  if (g_str_has_prefix (call->name, "Fn::ForEach"))
    {
      enisim_inventory_add_note (template->importer->inventory, call->argument->at,
                                 "%s is not expanded", call->name);
      return make_none (template, call->argument);
    }
  if (intrinsic && intrinsic->evaluate)
    return intrinsic->evaluate (template, call);
  if (intrinsic)
    return enisim_call_complain (template, call, "%s belongs in conditions", call->name);
  return complain_of_name (template, call);
}

gboolean
enisim_evaluate_enter (EnisimTemplate *template, const EnisimNode *node)
{
  EnisimImporter *importer = template->importer;

  if (!importer->is_stopped && enisim_values_is_full (importer->values))
    {
      enisim_complaints_add (importer->complaints, node,
                             "the expressions make too much: more than %d MiB",
                             ENISIM_VALUE_BYTES_MAX / (1024 * 1024));
      importer->is_stopped = TRUE;
    }
  if (importer->is_stopped)
    return FALSE;
  if (importer->depth >= ENISIM_EVALUATE_DEPTH_MAX)
    {
      enisim_complaints_add (importer->complaints, node,
                             "expressions refer to each other too deeply, at most %d steps",
                             ENISIM_EVALUATE_DEPTH_MAX);
      return FALSE;
    }
  importer->depth++;
  return TRUE;
}

void
enisim_evaluate_leave (EnisimTemplate *template)
{
  template->importer->depth--;
}

const EnisimValue *
enisim_evaluate (EnisimTemplate *template, const EnisimNode *node)
{
  const EnisimValue *value;
  EnisimCall call;

  if (!enisim_evaluate_enter (template, node))
    return make_none (template, node);
  if (enisim_call_find (node, FALSE, &call))
    value = evaluate_call (template, &call);
  else
    value = evaluate_plain (template, node);
  enisim_evaluate_leave (template);
  return value;
}

/* The tag of a short call names the function; what is below it is the argument. */
const EnisimValue *
enisim_call_evaluate (EnisimTemplate *template, const EnisimCall *call)
{
  EnisimNode untagged;

  if (!call->is_short)
    return enisim_evaluate (template, call->argument);
  untagged = *call->argument;
  untagged.tag = NULL;
  return enisim_evaluate (template, &untagged);
}

const EnisimValue *
enisim_evaluate_once (EnisimTemplate *template, const EnisimNode *node)
{
  EnisimImporter *importer = template->importer;
  const EnisimValue *value = g_hash_table_lookup (template->node_values, node);

  if (value)
    return value;
  if (!g_hash_table_add (template->nodes_under_way, (gpointer) node))
    {
      enisim_complaints_add (importer->complaints, node, "refers to itself, in a circle");
      return make_none (template, node);
    }
  value = enisim_evaluate (template, node);
  g_hash_table_remove (template->nodes_under_way, node);
  g_hash_table_insert (template->node_values, (gpointer) node, (gpointer) value);
  return value;
}

const EnisimValue *
enisim_evaluate_output (EnisimTemplate *template, const EnisimNode *output)
{
  const EnisimNode *value
      = output->kind == ENISIM_NODE_MAPPING ? enisim_node_get (output, "Value") : NULL;

  return value ? enisim_evaluate_once (template, value) : make_none (template, output);
}
