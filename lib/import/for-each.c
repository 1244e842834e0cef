/* for-each.c: loops of the language extensions, written out
 *
 * A section with loops is copied with their entries in place, so that whoever reads it knows
 * nothing of loops; an entry keeps the position where the loop has it.
 */
#include "import/for-each.h"

#include <string.h>

#include "import/evaluate.h"
#include "text/node-read.h"

#define LOOP "Fn::ForEach::"
#define IDENTIFIER G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS

/* What an identifier stands for in one round of its loop. */
typedef struct
{
  const char *name;
  const char *item;
} Binding;

typedef struct
{
  EnisimTemplate *template;
  EnisimDocument *document; /* of the copy */
  GArray *bindings;         /* (of Binding) of the loops around, the outermost first */
} Loops;

static gboolean
is_loop (const EnisimNode *entry)
{
  return entry->key && g_str_has_prefix (entry->key, LOOP);
}

/* Recursion ends where the parser's limit of depth does, here and below. */
static gboolean
has_loop (const EnisimNode *node)
{
  gboolean found = is_loop (node);

  for (const EnisimNode *child = node->first; child && !found; child = child->next)
    found = has_loop (child);
  return found;
}

static gboolean
is_extended (const EnisimNode *transform)
{
  gboolean found = transform->kind == ENISIM_NODE_SCALAR
                   && strcmp (transform->text, "AWS::LanguageExtensions") == 0;

  if (transform->kind == ENISIM_NODE_SEQUENCE)
    for (const EnisimNode *item = transform->first; item && !found; item = item->next)
      found = is_extended (item);
  return found;
}

static const Binding *
find_binding (const Loops *loops, const char *name, gsize n_bytes)
{
  for (guint i = loops->bindings->len; i-- > 0;)
    {
      const Binding *binding = &g_array_index (loops->bindings, Binding, i);

      if (strncmp (binding->name, name, n_bytes) == 0 && binding->name[n_bytes] == '\0')
        return binding;
    }
  return NULL;
}

/* Complains, once, when the loops of a load make too much. */
static gboolean
may_make (Loops *loops, const EnisimNode *node, gsize n_nodes, gsize n_bytes)
{
  EnisimImporter *importer = loops->template->importer;

  importer->n_loop_nodes += n_nodes;
  importer->n_loop_bytes += n_bytes;
  if (!importer->is_stopped
      && (importer->n_loop_nodes > ENISIM_FOR_EACH_NODES_MAX
          || importer->n_loop_bytes > ENISIM_FOR_EACH_BYTES_MAX))
    {
      enisim_complaints_add (importer->complaints, node,
                             "loops make too much: more than %d values or %d MiB of text",
                             ENISIM_FOR_EACH_NODES_MAX, ENISIM_FOR_EACH_BYTES_MAX / (1024 * 1024));
      importer->is_stopped = TRUE;
    }
  return !importer->is_stopped;
}

static void
append_item (GString *out, const char *item, gboolean is_bare)
{
  for (; *item != '\0'; item++)
    if (!is_bare || g_ascii_isalnum (*item))
      g_string_append_c (out, *item);
}

/* Returns: (transfer none): @text with what identifiers stand for, of @n_bytes */
static const char *
substitute (Loops *loops, const EnisimNode *node, const char *text, gsize *n_bytes)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *mark;

  while ((mark = strpbrk (text, "$&")) != NULL)
    {
      const char *name = mark + 2;
      const gsize n = mark[1] == '{' ? strspn (name, IDENTIFIER) : 0;
      const Binding *binding = n > 0 && name[n] == '}' ? find_binding (loops, name, n) : NULL;

      g_string_append_len (out, text, mark - text);
      if (binding == NULL)
        g_string_append_c (out, *mark);
      else
        append_item (out, binding->item, *mark == '&');
      text = binding == NULL ? mark + 1 : name + n + 1;
      if (binding && !may_make (loops, node, 0, strlen (binding->item)))
        break;
    }
  g_string_append (out, text);
  *n_bytes = out->len;
  return may_make (loops, node, 0, out->len)
             ? enisim_document_add_text (loops->document, out->str, out->len)
             : "";
}

/* Returns: (nullable): the text of a Ref */
static const char *
find_ref (const EnisimNode *node)
{
  if (node->kind == ENISIM_NODE_SCALAR)
    return g_strcmp0 (node->tag, "!Ref") == 0 ? node->text : NULL;
  return node->kind == ENISIM_NODE_MAPPING && node->n_children == 1
                 && strcmp (node->first->key, "Ref") == 0 && node->first->kind == ENISIM_NODE_SCALAR
                 && !node->first->tag
             ? node->first->text
             : NULL;
}

static void add_entries (Loops *loops, const EnisimNode *from, EnisimNode *to);

static void
check_keys (const Loops *loops, const EnisimNode *mapping)
{
  for (guint i = 1; i < mapping->n_children; i++)
    if (strcmp (mapping->sorted[i]->key, mapping->sorted[i - 1]->key) == 0)
      enisim_complaints_add_key (loops->template->importer->complaints, mapping->sorted[i],
                                 "\"%s\" is made twice", mapping->sorted[i]->key);
}

static EnisimNode *
copy (Loops *loops, const EnisimNode *node)
{
  const char *ref = find_ref (node);
  const Binding *binding = ref ? find_binding (loops, ref, strlen (ref)) : NULL;
  EnisimNode *made = enisim_document_add_node (loops->document,
                                               binding ? ENISIM_NODE_SCALAR : node->kind, node->at);

  made->is_plain = node->is_plain;
  made->tag = binding ? NULL : node->tag;
  made->key_at = node->key_at;
  if (binding && may_make (loops, node, 1, strlen (binding->item)))
    enisim_document_set_text (loops->document, made, binding->item, strlen (binding->item));
  else if (made->kind == ENISIM_NODE_SCALAR)
    {
      const char *text = may_make (loops, node, 1, 0) ? node->text : "";
      gsize n_bytes;

      made->text = substitute (loops, node, text, &n_bytes);
      made->n_bytes = (guint) n_bytes;
    }
  else if (node->kind == ENISIM_NODE_MAPPING && may_make (loops, node, 1, 0))
    add_entries (loops, node, made);
  else if (node->kind == ENISIM_NODE_SEQUENCE && may_make (loops, node, 1, 0))
    for (const EnisimNode *child = node->first; child; child = child->next)
      enisim_node_append (made, copy (loops, child));
  if (made->kind == ENISIM_NODE_MAPPING)
    {
      enisim_document_index (loops->document, made);
      check_keys (loops, made);
    }
  return made;
}

static void
add_copy (Loops *loops, const EnisimNode *entry, EnisimNode *to)
{
  EnisimNode *made = copy (loops, entry);
  gsize n_bytes;

  made->key = substitute (loops, entry, entry->key, &n_bytes);
  enisim_node_append (to, made);
}

static gboolean
is_written_out (const EnisimNode *collection)
{
  if (collection->kind != ENISIM_NODE_SEQUENCE || collection->tag)
    return FALSE;
  for (const EnisimNode *item = collection->first; item; item = item->next)
    if (item->kind != ENISIM_NODE_SCALAR || item->tag)
      return FALSE;
  return TRUE;
}

/* A nested stack is made before it is known what it is passed, so that only a list that is written
 * out is known there.
 * Returns: (nullable): the items, NULL when they are not known */
static GPtrArray *
find_items (Loops *loops, const EnisimNode *collection)
{
  EnisimTemplate *template = loops->template;
  const EnisimNode *copied = copy (loops, collection);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  const EnisimValue *value;

  if (template->parent && !is_written_out (copied))
    return NULL;
  value = enisim_evaluate (template, copied);
  if (value->kind != ENISIM_VALUE_LIST || !value->is_known)
    return NULL;
  for (guint i = 0; i < value->n_items; i++)
    if (value->items[i]->kind != ENISIM_VALUE_TEXT)
      return NULL;
    else
      g_ptr_array_add (items, (gpointer) value->items[i]->text);
  return g_steal_pointer (&items);
}

/* Returns: (nullable): what is wrong with the three parts of a loop */
static const char *
find_fault (const Loops *loops, const EnisimNode *loop)
{
  const EnisimNode *name = loop->kind == ENISIM_NODE_SEQUENCE ? loop->first : NULL;

  if (loop->n_children != 3 || !name)
    return "expects a list of an identifier, a collection and a mapping";
  if (name->kind != ENISIM_NODE_SCALAR || name->tag || name->n_bytes == 0
      || strspn (name->text, IDENTIFIER) != name->n_bytes)
    return "expects an identifier of letters and digits first";
  if (find_binding (loops, name->text, name->n_bytes))
    return "has the identifier of a loop around it";
  if (loop->last->kind != ENISIM_NODE_MAPPING)
    return "expects a mapping last";
  return loops->bindings->len == ENISIM_FOR_EACH_DEPTH_MAX
             ? "lies in too many loops, at most " G_STRINGIFY (ENISIM_FOR_EACH_DEPTH_MAX)
             : NULL;
}

static void
add_rounds (Loops *loops, const EnisimNode *loop, EnisimNode *to)
{
  const char *fault = find_fault (loops, loop);
  g_autoptr (GPtrArray) items = fault ? NULL : find_items (loops, loop->first->next);

  if (fault)
    enisim_complaints_add_key (loops->template->importer->complaints, loop, "%s %s", loop->key,
                               fault);
  else if (!items)
    add_copy (loops, loop, to);
  for (guint i = 0; items && i < items->len && !loops->template->importer->is_stopped; i++)
    {
      const Binding binding = { .name = loop->first->text, .item = g_ptr_array_index (items, i) };

      g_array_append_val (loops->bindings, binding);
      add_entries (loops, loop->last, to);
      g_array_set_size (loops->bindings, loops->bindings->len - 1);
    }
}

static void
add_entries (Loops *loops, const EnisimNode *from, EnisimNode *to)
{
  for (const EnisimNode *entry = from->first; entry; entry = entry->next)
    if (is_loop (entry))
      add_rounds (loops, entry, to);
    else
      add_copy (loops, entry, to);
}

const EnisimNode *
enisim_for_each_expand (EnisimTemplate *template, const EnisimNode *section)
{
  const EnisimNode *transform = enisim_node_get (template->root, "Transform");
  Loops loops = { .template = template };
  EnisimNode *made;

  if (!section || !transform || !is_extended (transform) || !has_loop (section))
    return section;
  loops.document = enisim_document_new (section->at.name);
  g_ptr_array_add (template->importer->inventory->documents, loops.document);
  loops.bindings = g_array_new (FALSE, FALSE, sizeof (Binding));
  made = copy (&loops, section);
  g_array_unref (loops.bindings);
  if (template->importer->is_stopped)
    return section; /* the copy is cut short, of which there is nothing to say */
  enisim_document_set_root (loops.document, made);
  return made;
}
