/* count-formula.h: how many addresses a resource takes, from what it says of itself
 *
 * A formula is a sum of products, its words apart by spaces: "NumShards|1 * Replicas|0+1 + 3".
 * A word is a whole number, or the path of a number with what it is where it is not given behind a
 * '|' (1 without that) and what is added to it behind a '+', or "#" and the path of a list, for its
 * length; "#List!Key" leaves out the items whose Key is true.  "/ N" divides the product so far and
 * rounds down.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No count is larger; what would be is this. */
#define ENISIM_COUNT_MAX 1000000

/* @path: of a number or, with a '#' before it, of a list
 * Returns: the number or the length; @otherwise when absent, -1 when it is not known */
typedef gint (*EnisimCountLookup) (const char *path, gint otherwise, gpointer user_data);

typedef struct
{
  guint n;           /* with 0 for whatever is not known */
  gboolean is_known; /* FALSE: there may be more */
} EnisimFormulaCount;

/* @formula: NULL: 1 */
EnisimFormulaCount enisim_count_formula (const char *formula, EnisimCountLookup lookup,
                                         gpointer user_data);

G_END_DECLS
