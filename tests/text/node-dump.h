/* node-dump.h: a tree as a line of text, for tests to compare */
#pragma once

#include "text/node.h"

/* A node as "[KEY=]TAG LINE:COLUMN:VALUE", a scalar in its quotes or bare. */
static inline void
node_dump (const EnisimNode *node, GString *out)
{
  if (node->key)
    g_string_append_printf (out, "%s@%u:%u=", node->key, node->key_at.line, node->key_at.column);
  if (node->tag)
    g_string_append_printf (out, "%s ", node->tag);
  g_string_append_printf (out, "%u:%u:", node->at.line, node->at.column);
  if (node->kind == ENISIM_NODE_NULL)
    g_string_append (out, "null");
  else if (node->kind == ENISIM_NODE_SCALAR)
    g_string_append_printf (out, node->is_plain ? "%s" : "'%s'", node->text);
  else
    {
      g_string_append_c (out, node->kind == ENISIM_NODE_MAPPING ? '{' : '[');
      for (const EnisimNode *child = node->first; child; child = child->next)
        {
          if (child != node->first)
            g_string_append_c (out, ' ');
          node_dump (child, out);
        }
      g_string_append_c (out, node->kind == ENISIM_NODE_MAPPING ? '}' : ']');
    }
}
