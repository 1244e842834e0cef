/* template-circles.c: resources that need each other
 *
 * A walk in depth without recursion, for a chain of resources may be as long as the template: what
 * is met again while it is still open closes a circle.
 */
#include "import/template.h"

enum
{
  NAMES_MAX = 8 /* of a circle that a complaint names */
};

void
enisim_template_add_dependency (EnisimTemplate *template, const EnisimNode *resource,
                                EnisimPosition at)
{
  const EnisimDependency dependency = { .from = template->current, .to = resource, .at = at };

  if (template->current)
    g_array_append_val (template->dependencies, dependency);
}

typedef struct
{
  const EnisimNode *resource;
  guint next; /* of its dependencies */
} Step;

typedef struct
{
  EnisimTemplate *template;
  GHashTable *needs;  /* of GArray of EnisimDependency by EnisimNode */
  GHashTable *states; /* by EnisimNode: OPEN or DONE */
  GArray *way;        /* of Step */
} Walk;

enum
{
  OPEN = 1,
  DONE
};

static void
complain (Walk *walk, const EnisimDependency *last)
{
  GString *names = g_string_new (last->to->key);
  guint first = walk->way->len;
  guint n = 0;

  while (g_array_index (walk->way, Step, first - 1).resource != last->to)
    first--;
  for (guint i = first; i < walk->way->len && n < NAMES_MAX; i++, n++)
    g_string_append_printf (names, " -> %s", g_array_index (walk->way, Step, i).resource->key);
  if (first + n < walk->way->len)
    g_string_append (names, " -> ...");
  g_string_append_printf (names, " -> %s", last->to->key);
  enisim_complaints_add_at (walk->template->importer->complaints, last->at,
                            "resources need each other in a circle: %s", names->str);
  g_string_free (names, TRUE);
}

static void
push (Walk *walk, const EnisimNode *resource)
{
  const Step step = { .resource = resource };

  g_hash_table_insert (walk->states, (gpointer) resource, GINT_TO_POINTER (OPEN));
  g_array_append_val (walk->way, step);
}

static void
walk_from (Walk *walk, const EnisimNode *resource)
{
  push (walk, resource);
  while (walk->way->len > 0)
    {
      Step *step = &g_array_index (walk->way, Step, walk->way->len - 1);
      const GArray *needs = g_hash_table_lookup (walk->needs, step->resource);
      const EnisimDependency *dependency;
      int state;

      if (!needs || step->next == needs->len)
        {
          g_hash_table_insert (walk->states, (gpointer) step->resource, GINT_TO_POINTER (DONE));
          g_array_set_size (walk->way, walk->way->len - 1);
          continue;
        }
      dependency = &g_array_index (needs, EnisimDependency, step->next++);
      state = GPOINTER_TO_INT (g_hash_table_lookup (walk->states, dependency->to));
      if (state == OPEN)
        complain (walk, dependency);
      else if (state != DONE)
        push (walk, dependency->to);
    }
}

static void
free_needs (gpointer needs)
{
  g_array_unref (needs);
}

void
enisim_template_check_circles (EnisimTemplate *template)
{
  g_autoptr (GHashTable) needs = g_hash_table_new_full (NULL, NULL, NULL, free_needs);
  g_autoptr (GHashTable) states = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (Step));
  Walk walk = { .template = template, .needs = needs, .states = states, .way = way };

  for (guint i = 0; i < template->dependencies->len; i++)
    {
      const EnisimDependency *dependency
          = &g_array_index (template->dependencies, EnisimDependency, i);
      GArray *list = g_hash_table_lookup (needs, dependency->from);

      if (!list)
        {
          list = g_array_new (FALSE, FALSE, sizeof (EnisimDependency));
          g_hash_table_insert (needs, (gpointer) dependency->from, list);
        }
      g_array_append_val (list, *dependency);
    }
  for (guint i = 0; i < template->dependencies->len; i++)
    {
      const EnisimNode *from = g_array_index (template->dependencies, EnisimDependency, i).from;

      if (!g_hash_table_contains (states, from))
        walk_from (&walk, from);
    }
}
