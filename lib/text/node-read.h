/* node-read.h: typed values from mappings, with a complaint for whatever does not fit
 *
 * A reader begun on something wrong has complained once; from then on all it is asked for is
 * absent, in silence.  So a caller reads field by field as if all were well and looks at the
 * complaints at the end.
 */
#pragma once

#include "text/complaint.h"
#include "text/node.h"

G_BEGIN_DECLS

typedef struct
{
  const EnisimNode *mapping; /* (nullable): NULL when there is none to read */
  const char *const *keys;
  EnisimComplaints *complaints;
} EnisimNodeReader;

/* @words: at least one, ended by NULL
 * Returns: (transfer full): "a, b or c" */
char *enisim_node_join_words (const char *const *words);

/* Complains unless @node is of one of @kinds and has no tag but YAML's own.
 * @node: (nullable): NULL is not complained of again
 * Returns: whether @node is there and as wanted. */
gboolean enisim_node_expect (const EnisimNode *node, EnisimNodeKind kinds,
                             EnisimComplaints *complaints);

/* Expects a mapping with no other keys than @keys; each other key gets a complaint that names
 * the nearest or, where none is near, all of @keys unless they are too many for a message.
 * @node: (nullable): as in _expect
 * @keys: ended by NULL; must outlive the reader */
EnisimNodeReader enisim_node_read (const EnisimNode *node, const char *const *keys,
                                   EnisimComplaints *complaints);

/* @key must be one of the reader's keys.  A key with nothing behind it counts as absent.
 * Returns: (nullable): a node of one of @kinds; NULL when absent or complained of. */
const EnisimNode *enisim_node_reader_get (const EnisimNodeReader *reader, const char *key,
                                          EnisimNodeKind kinds);

/* As _get, but complains when @key is absent. */
const EnisimNode *enisim_node_reader_require (const EnisimNodeReader *reader, const char *key,
                                              EnisimNodeKind kinds);

G_END_DECLS
