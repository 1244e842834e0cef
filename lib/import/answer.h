/* answer.h: typed fields of the answers that the AWS CLI prints
 *
 * An answer is plain: no expressions, and keys that nobody here knows are none of our business,
 * since the service adds new ones.  A key with null or nothing behind it counts as absent.  What
 * does not fit gets a complaint and counts as absent too.
 */
#pragma once

#include "import/inventory.h"
#include "text/complaint.h"

G_BEGIN_DECLS

typedef struct
{
  EnisimInventory *inventory;
  EnisimComplaints *complaints;
  const EnisimNode *item; /* a mapping: the resource, or a part of it */
} EnisimAnswer;

/* Returns: (nullable): a value of one of @kinds */
const EnisimNode *enisim_answer_get (const EnisimAnswer *answer, const char *key,
                                     EnisimNodeKind kinds);

/* Returns: the mapping behind @key as an answer of its own; one without an item, of which
 * everything is absent, where there is none */
EnisimAnswer enisim_answer_enter (const EnisimAnswer *answer, const char *key);

/* The same for an item of a list, which complains of what is no mapping. */
EnisimAnswer enisim_answer_of_item (const EnisimAnswer *answer, const EnisimNode *item);

/* Returns: (nullable): the text, interned; an empty one counts as absent */
EnisimId enisim_answer_get_text (const EnisimAnswer *answer, const char *key);

/* As _get_text, but complains when @key is absent. */
EnisimId enisim_answer_require_text (const EnisimAnswer *answer, const char *key);

/* A list of texts, or, with @field, of mappings that have the text there. */
EnisimIdList enisim_answer_get_ids (const EnisimAnswer *answer, const char *key, const char *field);

/* Returns: TRUE, FALSE, or @otherwise when absent */
gint enisim_answer_get_flag (const EnisimAnswer *answer, const char *key, gint otherwise);

/* Returns: @otherwise when absent */
gint64 enisim_answer_get_number (const EnisimAnswer *answer, const char *key, gint64 min,
                                 gint64 max, gint64 otherwise);

/* Returns: FALSE when absent or no network of IPv4, the latter with a complaint */
gboolean enisim_answer_get_cidr (const EnisimAnswer *answer, const char *key, EnisimCidr *cidr);

/* The same for one address, which is a network of its own. */
gboolean enisim_answer_get_address (const EnisimAnswer *answer, const char *key, EnisimCidr *cidr);

/* Whether the text behind @key is @text. */
gboolean enisim_answer_is (const EnisimAnswer *answer, const char *key, const char *text);

/* Returns: (nullable): the value of the tag @name in the list of pairs behind @key */
EnisimId enisim_answer_get_tag (const EnisimAnswer *answer, const char *key, const char *name);

/* Whether both say the same: keys in any order, lists in theirs.  NULL says nothing. */
gboolean enisim_nodes_are_equal (const EnisimNode *one, const EnisimNode *other);

G_END_DECLS
