/* decide.c: conditions of a template: they hold, they do not, or it is not known
 *
 * Each is decided once, so that conditions made of others stay linear in the text.
 */
#include <string.h>

#include "import/intrinsics.h"

static EnisimDecision decide_node (EnisimTemplate *template, const EnisimNode *node);

static EnisimDecision
decide_equals (EnisimTemplate *template, const EnisimCall *call)
{
  EnisimValues *values = template->importer->values;
  const EnisimNode *nodes[2];
  const EnisimValue *items[2];
  const char *texts[2];

  if (enisim_call_get_items (template, call, 2, 2, nodes) == 0)
    return ENISIM_DECISION_UNKNOWN;
  for (guint i = 0; i < 2; i++)
    {
      items[i] = enisim_evaluate (template, nodes[i]);
      texts[i] = enisim_value_render (values, items[i]);
      if (!texts[i])
        return ENISIM_DECISION_UNKNOWN;
    }
  if (strcmp (texts[0], texts[1]) == 0)
    return ENISIM_DECISION_YES;
  if (items[0]->is_known && items[1]->is_known)
    return ENISIM_DECISION_NO;
  enisim_note_region (template, items[0]);
  enisim_note_region (template, items[1]);
  return ENISIM_DECISION_UNKNOWN;
}

enum
{
  OPERANDS_MAX = 10 /* as CloudFormation has it */
};

static EnisimDecision
decide_many (EnisimTemplate *template, const EnisimCall *call, EnisimDecision decisive)
{
  const EnisimNode *nodes[OPERANDS_MAX];
  const guint n = enisim_call_get_items (template, call, 2, OPERANDS_MAX, nodes);
  gboolean is_unknown = n == 0;

  for (guint i = 0; i < n; i++)
    {
      const EnisimDecision decision = decide_node (template, nodes[i]);

      if (decision == decisive)
        return decision;
      is_unknown |= decision == ENISIM_DECISION_UNKNOWN;
    }
  if (is_unknown)
    return ENISIM_DECISION_UNKNOWN;
  return decisive == ENISIM_DECISION_YES ? ENISIM_DECISION_NO : ENISIM_DECISION_YES;
}

static EnisimDecision
decide_not (EnisimTemplate *template, const EnisimCall *call)
{
  const EnisimNode *node;
  EnisimDecision decision;

  if (enisim_call_get_items (template, call, 1, 1, &node) == 0)
    return ENISIM_DECISION_UNKNOWN;
  decision = decide_node (template, node);
  if (decision == ENISIM_DECISION_UNKNOWN)
    return decision;
  return decision == ENISIM_DECISION_YES ? ENISIM_DECISION_NO : ENISIM_DECISION_YES;
}

static EnisimDecision
decide_call (EnisimTemplate *template, const EnisimCall *call)
{
  if (strcmp (call->name, "Fn::Equals") == 0)
    return decide_equals (template, call);
  if (strcmp (call->name, "Fn::And") == 0)
    return decide_many (template, call, ENISIM_DECISION_NO);
  if (strcmp (call->name, "Fn::Or") == 0)
    return decide_many (template, call, ENISIM_DECISION_YES);
  if (strcmp (call->name, "Fn::Not") == 0)
    return decide_not (template, call);
  if (strcmp (call->name, "Condition") == 0 && enisim_call_has_text (call))
    return enisim_decide (template, call->argument->text, call->argument->at);
  enisim_call_complain (template, call, "%s does not make a condition", call->name);
  return ENISIM_DECISION_UNKNOWN;
}

static EnisimDecision
decide_node (EnisimTemplate *template, const EnisimNode *node)
{
  EnisimDecision decision = ENISIM_DECISION_UNKNOWN;
  EnisimCall call;

  if (!enisim_evaluate_enter (template, node))
    return decision;
  if (enisim_call_find (node, TRUE, &call))
    decision = decide_call (template, &call);
  else
    enisim_complaints_add (template->importer->complaints, node,
                           "expected a condition such as Fn::Equals, got %s",
                           enisim_node_kind_get_name (node->kind));
  enisim_evaluate_leave (template);
  return decision;
}

/* What was decided in quiet is decided again aloud: once. */
enum
{
  WAS_QUIET = 1 << 4
};

EnisimDecision
enisim_decide (EnisimTemplate *template, const char *name, EnisimPosition at)
{
  EnisimComplaints *complaints = template->importer->complaints;
  const EnisimNode *node
      = template->conditions ? enisim_node_get (template->conditions, name) : NULL;
  EnisimDecision decision;
  gpointer known;
  gint flag = 0;

  if (!node && enisim_template_may_make (template, "condition", name, at))
    return ENISIM_DECISION_UNKNOWN;
  if (!node)
    {
      enisim_complaints_add_at (complaints, at, "there is no condition %s", name);
      return ENISIM_DECISION_UNKNOWN;
    }
  if (g_hash_table_lookup_extended (template->condition_values, name, NULL, &known)
      && (template->importer->is_quiet || !(GPOINTER_TO_INT (known) & WAS_QUIET)))
    return (EnisimDecision) (GPOINTER_TO_INT (known) & ~WAS_QUIET);
  if (!g_hash_table_add (template->nodes_under_way, (gpointer) node))
    {
      enisim_complaints_add_key (complaints, node, "the condition %s depends on itself", name);
      return ENISIM_DECISION_UNKNOWN;
    }
  decision = decide_node (template, node);
  g_hash_table_remove (template->nodes_under_way, node);
  if (template->importer->is_quiet)
    flag = WAS_QUIET;
  g_hash_table_insert (template->condition_values, (gpointer) node->key,
                       GINT_TO_POINTER ((gint) decision | flag));
  return decision;
}

EnisimDecision
enisim_decide_presence (EnisimTemplate *template, const EnisimNode *entry)
{
  const EnisimNode *condition
      = entry->kind == ENISIM_NODE_MAPPING ? enisim_node_get (entry, "Condition") : NULL;

  if (!condition)
    return ENISIM_DECISION_YES;
  if (enisim_node_is_text (condition))
    return enisim_decide (template, condition->text, condition->at);
  enisim_complaints_add (template->importer->complaints, condition,
                         "expected the name of a condition, got %s",
                         enisim_node_describe (condition));
  return ENISIM_DECISION_UNKNOWN;
}

EnisimDecision
enisim_decide_stack (EnisimTemplate *template)
{
  EnisimDecision whole = ENISIM_DECISION_YES;

  for (; template->parent; template = template->parent)
    {
      const EnisimDecision one = enisim_decide_presence (template->parent, template->nested);

      if (one == ENISIM_DECISION_NO)
        return one;
      if (one == ENISIM_DECISION_UNKNOWN)
        whole = one;
    }
  return whole;
}
