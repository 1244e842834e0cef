/* load-sessions.c: whose session a call of a workload is, and what becomes of it after the call */
#include "scenario/load-distribution.h"
#include "scenario/load-values.h"
#include "scenario/load-workload-parts.h"

#include <string.h>

gboolean
enisim_load_is_session_mapping (EnisimLoader *loader, const EnisimNode *node, const char *form)
{
  g_autofree char *got = NULL;

  if (!enisim_node_expect (node, ENISIM_NODE_SCALAR | ENISIM_NODE_MAPPING, loader->complaints))
    return FALSE;
  if (node->kind == ENISIM_NODE_MAPPING)
    return TRUE;
  if (enisim_load_is_word (node, "new"))
    return FALSE;
  got = enisim_load_quote (node->text);
  enisim_complaints_add (loader->complaints, node, "expected new or %s, got %s", form, got);
  return FALSE;
}

static void
load_bounds (EnisimLoader *loader, const EnisimNode *node, EnisimInvokesSpec *invokes)
{
  const EnisimNode *first, *last;

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  if (node->n_children != 2)
    {
      enisim_complaints_add (loader->complaints, node, "expected the least and the most, got %u %s",
                             node->n_children, node->n_children == 1 ? "value" : "values");
      return;
    }
  first = node->first;
  last = first->next;
  if (enisim_load_count (loader->complaints, first, 1, ENISIM_SESSION_INVOKES_MAX, &invokes->min)
      && enisim_load_count (loader->complaints, last, 1, ENISIM_SESSION_INVOKES_MAX, &invokes->max)
      && invokes->min > invokes->max)
    enisim_complaints_add (loader->complaints, last, "%s is less than %s", last->text, first->text);
}

static void
load_invokes (EnisimLoader *loader, const EnisimNode *node, EnisimInvokesSpec *invokes)
{
  static const char *const invokes_keys[] = { "uniform", "geometric", NULL };
  EnisimNodeReader reader;
  const EnisimNode *form;

  if (node == NULL)
    return;
  if (node->kind != ENISIM_NODE_MAPPING)
    {
      if (enisim_load_count (loader->complaints, node, 1, ENISIM_SESSION_INVOKES_MAX,
                             &invokes->min))
        invokes->max = invokes->min;
      return;
    }
  reader = enisim_node_read (node, invokes_keys, loader->complaints);
  form = enisim_load_only_entry (&reader, invokes_keys);
  if (form == NULL)
    return;
  if (strcmp (form->key, "uniform") == 0)
    {
      load_bounds (loader, form, invokes);
      return;
    }
  invokes->kind = ENISIM_INVOKES_GEOMETRIC;
  enisim_load_decimal (loader->complaints, form, 1.0, ENISIM_SESSION_INVOKES_MAX,
                       "a mean from 1 to 1000000", &invokes->mean);
}

/* What comes after the call makes every call's session new, unless the mapping says otherwise. */
void
enisim_load_session (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  static const char *const keys[]
      = { "new", "reuse", "reuse_window", "invokes", "think", "stop", NULL };
  static const char *const choices[] = { "recent", "uniform", NULL };
  const EnisimNode *invokes, *think, *stop, *reuse, *window;
  EnisimNodeReader reader;
  gboolean has_default;
  guint choice = 0;

  if (!enisim_load_is_session_mapping (loader, node, "{new: RATIO, reuse: ...}"))
    return;
  reader = enisim_node_read (node, keys, loader->complaints);
  invokes = enisim_load_field (&reader, "invokes");
  think = enisim_load_field (&reader, "think");
  stop = enisim_load_field (&reader, "stop");
  reuse = enisim_load_field (&reader, "reuse");
  window = enisim_load_field (&reader, "reuse_window");
  has_default
      = (invokes != NULL || think != NULL || stop != NULL) && reuse == NULL && window == NULL;
  enisim_load_decimal (loader->complaints,
                       has_default ? enisim_load_field (&reader, "new")
                                   : enisim_load_required (&reader, "new"),
                       0.0, 1.0, "a ratio from 0 to 1", &spec->new_ratio);
  enisim_load_choice (loader->complaints, reuse, choices, &choice);
  spec->reuse = choice == 0 ? ENISIM_REUSE_RECENT : ENISIM_REUSE_UNIFORM;
  enisim_load_count (loader->complaints, window, 1, ENISIM_WORKLOAD_REUSE_WINDOW_MAX,
                     &spec->reuse_window);
  load_invokes (loader, invokes, &spec->session.invokes);
  enisim_load_distribution (loader->complaints, think, &spec->session.think);
  enisim_load_boolean (loader->complaints, stop, &spec->session.stop);
}
