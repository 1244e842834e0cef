/* template-exports.c: what stacks offer to each other by name
 *
 * Of outputs that share a name, and of which an undecided condition chooses one, none is taken.
 */
#include "import/evaluate.h"
#include "text/node-read.h"

/* Returns: (nullable): under which name other stacks find an output. */
static const char *
read_export (EnisimTemplate *template, const EnisimNode *export)
{
  EnisimComplaints *complaints = template->importer->complaints;
  const EnisimNode *name;
  const EnisimValue *value;

  if (!enisim_node_expect (export, ENISIM_NODE_MAPPING, complaints))
    return NULL;
  name = enisim_node_get (export, "Name");
  if (!name)
    {
      enisim_complaints_add_key (complaints, export, "Name is missing");
      return NULL;
    }
  value = enisim_evaluate_once (template, name);
  if (enisim_value_is_scalar (value))
    return enisim_value_render (template->importer->values, value);
  if (value->kind != ENISIM_VALUE_NONE)
    enisim_complaints_add (complaints, name, "expected the name of an export, got %s",
                           enisim_value_get_kind_name (value));
  return NULL;
}

/* Accounts and Regions do not see each other's exports. */
static const char *
make_export_key (EnisimImporter *importer, const char *environment, const char *name)
{
  g_autofree char *key = g_strconcat (environment ? environment : "", "\n", name, NULL);

  return enisim_inventory_intern (importer->inventory, key);
}

/* What goes anywhere is taken to be where it is imported. */
const EnisimPlace *
enisim_template_find_export (const EnisimTemplate *template, const char *name)
{
  EnisimImporter *importer = template->importer;
  const EnisimPlace *place = g_hash_table_lookup (
      importer->exports, make_export_key (importer, template->environment, name));

  if (place || !template->environment)
    return place;
  return g_hash_table_lookup (importer->exports, make_export_key (importer, NULL, name));
}

/* Whether an output is there for certain, or not, as its stack is. */
static EnisimDecision
decide_output (EnisimTemplate *template, const EnisimNode *output)
{
  const EnisimDecision stack = enisim_decide_stack (template);

  return stack == ENISIM_DECISION_YES ? enisim_decide_presence (template, output) : stack;
}

static void
add_export (EnisimTemplate *template, const EnisimNode *output, const EnisimNode *export,
            gboolean is_certain)
{
  EnisimImporter *importer = template->importer;
  const char *name = read_export (template, export);
  const char *key = name ? make_export_key (importer, template->environment, name) : NULL;
  EnisimPlace *place = key ? g_hash_table_lookup (importer->exports, key) : NULL;

  if (!key)
    return;
  if (!place)
    {
      place = g_new (EnisimPlace, 1);
      *place = (EnisimPlace){ .template = template, .node = output, .is_certain = is_certain };
      g_hash_table_insert (importer->exports, (gpointer) key, place);
    }
  else if (place->is_certain && is_certain)
    enisim_complaints_add (importer->complaints, enisim_node_get (export, "Name"),
                           "the export %s is there already, at %s:%u", name, place->node->at.name,
                           place->node->at.line);
  else if (is_certain)
    *place = (EnisimPlace){ .template = template, .node = output, .is_certain = TRUE };
  else if (!place->is_certain)
    place->node = NULL;
}

static void
index_export (EnisimTemplate *template, const EnisimNode *output)
{
  const EnisimNode *export
      = output->kind == ENISIM_NODE_MAPPING ? enisim_node_get (output, "Export") : NULL;
  const EnisimDecision presence = export ? decide_output (template, output) : ENISIM_DECISION_NO;

  if (presence != ENISIM_DECISION_NO)
    add_export (template, output, export, presence == ENISIM_DECISION_YES);
}

void
enisim_importer_index_exports (EnisimImporter *importer)
{
  for (guint i = 0; i < importer->templates->len; i++)
    {
      EnisimTemplate *template = g_ptr_array_index (importer->templates, i);

      for (const EnisimNode *child = template->outputs ? template->outputs->first : NULL; child;
           child = child->next)
        index_export (template, child);
    }
}
