/* count-formula.c: how many addresses a resource takes, from what it says of itself
 *
 * Formulas are rows of a table of ours and no input: a word out of place is a bug.
 */
#include "import/count-formula.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  EnisimCountLookup lookup;
  gpointer user_data;
  gboolean is_known;
} Evaluation;

static guint64
evaluate_path (Evaluation *evaluation, const char *word)
{
  const char *bar = strchr (word, '|'), *plus = bar ? strchr (bar, '+') : NULL;
  g_autofree char *path = bar ? g_strndup (word, (gsize) (bar - word)) : g_strdup (word);
  const gint otherwise = word[0] == '#' ? 0 : bar ? atoi (bar + 1) : 1;
  const gint n = evaluation->lookup (path, otherwise, evaluation->user_data);

  evaluation->is_known &= n >= 0;
  return (guint64) MAX (n, 0) + (plus ? g_ascii_strtoull (plus + 1, NULL, 10) : 0);
}

static guint64
evaluate_word (Evaluation *evaluation, const char *word)
{
  return g_ascii_isdigit (word[0]) ? g_ascii_strtoull (word, NULL, 10)
                                   : evaluate_path (evaluation, word);
}

EnisimFormulaCount
enisim_count_formula (const char *formula, EnisimCountLookup lookup, gpointer user_data)
{
  Evaluation evaluation = { lookup, user_data, TRUE };
  g_auto (GStrv) words = g_strsplit (formula ? formula : "1", " ", -1);
  guint64 sum = 0, product = evaluate_word (&evaluation, words[0]);

  for (guint i = 1; words[i]; i += 2)
    {
      const char operation = words[i][0];
      const guint64 n = evaluate_word (&evaluation, words[i + 1]);

      if (operation == '*')
        product *= n;
      else if (operation == '/')
        product /= n;
      else
        {
          g_assert (operation == '+');
          sum += product;
          product = n;
        }
      product = MIN (product, ENISIM_COUNT_MAX);
      sum = MIN (sum, ENISIM_COUNT_MAX);
    }
  return (EnisimFormulaCount){ (guint) MIN (sum + product, ENISIM_COUNT_MAX), evaluation.is_known };
}
