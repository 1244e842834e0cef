/* nearest.c: the name that a mistyped word was probably meant to be
 *
 * The restricted Damerau-Levenshtein distance (no edit inside swapped neighbours), three rows of
 * its matrix at a time.
 */
#include "base/nearest.h"

#include <string.h>

enum
{
  /* So little that a word all in the wrong case is near, however long. */
  COST_OF_CASE = 1,
  COST_OF_EDIT = 16
};

static gboolean
is_same_letter (char a, char b)
{
  return g_ascii_tolower (a) == g_ascii_tolower (b);
}

static guint
cost_of_replacing (char a, char b)
{
  if (a == b)
    return 0;
  return is_same_letter (a, b) ? COST_OF_CASE : COST_OF_EDIT;
}

static guint
distance (const char *a, gsize n_a, const char *b, gsize n_b)
{
  guint rows[3][ENISIM_NEAREST_BYTES_MAX + 1];

  for (guint j = 0; j <= n_b; j++)
    rows[0][j] = j * COST_OF_EDIT;
  for (guint i = 1; i <= n_a; i++)
    {
      const guint *before_last = rows[(i + 1) % 3];
      const guint *last = rows[(i - 1) % 3];
      guint *row = rows[i % 3];

      row[0] = i * COST_OF_EDIT;
      for (guint j = 1; j <= n_b; j++)
        {
          row[j] = MIN (last[j], row[j - 1]) + COST_OF_EDIT;
          row[j] = MIN (row[j], last[j - 1] + cost_of_replacing (a[i - 1], b[j - 1]));
          if (i > 1 && j > 1 && is_same_letter (a[i - 1], b[j - 2])
              && is_same_letter (a[i - 2], b[j - 1]))
            row[j] = MIN (row[j], before_last[j - 2] + COST_OF_EDIT);
        }
    }
  return rows[n_a % 3][n_b];
}

/* One edit turns any letter into any other: a single one must differ in its case only. */
static guint
distance_max (gsize n_word, gsize n_candidate)
{
  const gsize n = MAX (n_word, n_candidate);

  if (n < 2)
    return COST_OF_EDIT - 1;
  return (guint) MAX (n / ENISIM_NEAREST_BYTES_PER_EDIT, 1) * COST_OF_EDIT;
}

const char *
enisim_nearest (const char *word, const char *const *candidates)
{
  const gsize n_word = strnlen (word, ENISIM_NEAREST_BYTES_MAX + 1);
  const char *nearest = NULL;
  guint least = G_MAXUINT;

  if (n_word > ENISIM_NEAREST_BYTES_MAX)
    return NULL;
  for (; *candidates != NULL; candidates++)
    {
      const gsize n = strnlen (*candidates, ENISIM_NEAREST_BYTES_MAX + 1);
      guint cost;

      if (n > ENISIM_NEAREST_BYTES_MAX)
        continue;
      cost = distance (word, n_word, *candidates, n);
      if (cost < least && cost <= distance_max (n_word, n))
        {
          nearest = *candidates;
          least = cost;
        }
    }
  return nearest;
}
