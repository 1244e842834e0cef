/* json-path.h: values in a JSON text that was read back, by path */
#pragma once

#include "enisim-check.h"

#include "text/node.h"

/* @path: keys and indexes between dots
 * Returns: the node there; fails the test if there is none */
static inline const EnisimNode *
json_path_get (const EnisimDocument *document, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);
  const EnisimNode *node = enisim_document_get_root (document);

  for (guint i = 0; steps[i] != NULL; i++)
    {
      node = node->kind == ENISIM_NODE_SEQUENCE
                 ? enisim_node_get_item (node, (guint) g_ascii_strtoull (steps[i], NULL, 10))
                 : enisim_node_get (node, steps[i]);
      ck_assert_msg (node != NULL, "no %s in %s", steps[i], path);
    }
  return node;
}

static inline void
json_path_check_text (const EnisimDocument *document, const char *path, const char *expected)
{
  const EnisimNode *node = json_path_get (document, path);

  ck_assert_int_eq (node->kind, ENISIM_NODE_SCALAR);
  ck_assert_msg (g_str_equal (node->text, expected), "%s is %s, not %s", path, node->text,
                 expected);
}
