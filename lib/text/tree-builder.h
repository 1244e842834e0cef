/* tree-builder.h: a document in the making, whatever its text is written in
 *
 * The readers of YAML and of JSON tell values in the order of the text; what they have in common,
 * the tree, its limits and what nobody wants to have, is here.
 */
#pragma once

#include "text/reader.h"

G_BEGIN_DECLS

enum
{
  ENISIM_TREE_KEYS_KEPT = 256
};

typedef struct
{
  EnisimDocument *document;
  EnisimComplaints *complaints;
  EnisimTextLimits limits;
  const char *name;
  gboolean is_override; /* positions are (name, 0, 0) */
  guint n_nodes;
  guint depth;
  gboolean skips_next;                     /* the value that comes is passed over */
  guint skipped_depth;                     /* within such a value */
  const char *keys[ENISIM_TREE_KEYS_KEPT]; /* read before, by a hash: most come again and again */
  EnisimNode *root;
  EnisimNode *open; /* the innermost mapping or sequence, NULL outside */
  const char *key;  /* read, its value not yet */
  EnisimPosition key_at;
  GPtrArray *doubled;  /* of EnisimNode: mappings that have a key again */
  gboolean is_refused; /* there was a complaint */
  gboolean is_stopped; /* by one after which there is no sense in more */
} EnisimTreeBuilder;

EnisimPosition enisim_tree_builder_place (const EnisimTreeBuilder *builder, guint line,
                                          guint column);

/* Adds a complaint; _stop says that no other should follow. */
void enisim_tree_builder_complain (EnisimTreeBuilder *builder, EnisimPosition at,
                                   const char *format, ...) G_GNUC_PRINTF (3, 4);
void enisim_tree_builder_stop (EnisimTreeBuilder *builder, EnisimPosition at, const char *format,
                               ...) G_GNUC_PRINTF (3, 4);

/* Of what nobody wants to have: whether the value that begins at @at is not to be kept.  A mapping
 * or sequence begins, ends or is neither. */
gboolean enisim_tree_builder_skips (const EnisimTreeBuilder *builder);
void enisim_tree_builder_pass_over (EnisimTreeBuilder *builder, gint change, EnisimPosition at);

/* Stops where a text is too long or has a NUL.
 * @text: UTF-8, not terminated */
gboolean enisim_tree_builder_check_text (EnisimTreeBuilder *builder, const char *text,
                                         gsize n_bytes, EnisimPosition at);

/* Of the open mapping; the value follows. */
void enisim_tree_builder_add_key (EnisimTreeBuilder *builder, const char *text, gsize n_bytes,
                                  EnisimPosition at);

/* A node that hangs nowhere yet.
 * @blamed: what a complaint is about
 * Returns: (nullable): NULL when there are too many */
EnisimNode *enisim_tree_builder_add_node (EnisimTreeBuilder *builder, EnisimNodeKind kind,
                                          EnisimPosition at, EnisimPosition blamed);

/* Hangs a value where the text has it: at the root, in a sequence or under the last key. */
void enisim_tree_builder_hang (EnisimTreeBuilder *builder, EnisimNode *node);

/* @kind: ENISIM_NODE_NULL, or _SCALAR with its text
 * Returns: (nullable): the value, hung up; NULL when there are too many */
EnisimNode *enisim_tree_builder_add_leaf (EnisimTreeBuilder *builder, EnisimNodeKind kind,
                                          const char *text, gsize n_bytes, EnisimPosition at);

/* Opens a mapping or a sequence, and closes the one that is open.
 * Returns: (nullable): it; NULL when it is too deep or there are too many */
EnisimNode *enisim_tree_builder_begin (EnisimTreeBuilder *builder, EnisimNodeKind kind,
                                       EnisimPosition at);
void enisim_tree_builder_end (EnisimTreeBuilder *builder);

/* Complains of keys that a mapping has again, which only the end of the text makes sure. */
void enisim_tree_builder_finish (EnisimTreeBuilder *builder);

G_END_DECLS
