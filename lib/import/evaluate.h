/* evaluate.h: expressions of a template to values
 *
 * Intrinsics come as mappings of one key ("Fn::Sub") and as short tags ("!Sub"); both give equal
 * values.  Whatever is wrong becomes a complaint and no value; what is merely not known becomes a
 * symbol.
 */
#pragma once

#include "import/template.h"

G_BEGIN_DECLS

typedef enum
{
  ENISIM_DECISION_NO,
  ENISIM_DECISION_YES,
  ENISIM_DECISION_UNKNOWN,
} EnisimDecision;

/* Whether a node is a text and not the use of a function. */
gboolean enisim_node_is_text (const EnisimNode *node);

/* Whether it is the use of a function. */
gboolean enisim_node_has_function (const EnisimNode *node);

/* "a scalar", "!Ref", ...: what a node is, for complaints. */
const char *enisim_node_describe (const EnisimNode *node);

/* Returns: (transfer none): a value, never NULL */
const EnisimValue *enisim_evaluate (EnisimTemplate *template, const EnisimNode *node);

/* The same for what more than one may refer to: evaluated once, and a complaint if it refers to
 * itself. */
const EnisimValue *enisim_evaluate_once (EnisimTemplate *template, const EnisimNode *node);

/* @name: of a condition; @at: where it is named */
EnisimDecision enisim_decide (EnisimTemplate *template, const char *name, EnisimPosition at);

/* Of a resource or an output. */
EnisimDecision enisim_decide_presence (EnisimTemplate *template, const EnisimNode *entry);

/* Of a stack: one that is nested in others is there if all of those are. */
EnisimDecision enisim_decide_stack (EnisimTemplate *template);

/* What an output is, for whoever reads it from another stack. */
const EnisimValue *enisim_evaluate_output (EnisimTemplate *template, const EnisimNode *output);

G_END_DECLS
