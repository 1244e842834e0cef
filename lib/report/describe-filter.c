/* describe-filter.c: which of the things described are wanted */
#include "report/describe-filter.h"

#include <string.h>

#include "base/nearest.h"

static gboolean
complain_of_word (const char *what, const char *word, const char *const *known, GError **error)
{
  const char *nearest = enisim_nearest (word, known);
  g_autofree char *list = g_strjoinv (", ", (char **) known);

  if (nearest != NULL)
    g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID, "unknown %s '%s': did you mean '%s'?",
                 what, word, nearest);
  else
    g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID, "unknown %s '%s': there are %s", what,
                 word, list);
  return FALSE;
}

static gboolean
find_field (const char *name, const EnisimDescribeField *fields, guint n_fields, guint *field,
            GError **error)
{
  g_autofree const char **names = g_new0 (const char *, n_fields + 1);

  for (guint i = 0; i < n_fields; i++)
    {
      names[i] = fields[i].name;
      if (strcmp (name, names[i]) == 0)
        {
          *field = i;
          return TRUE;
        }
    }
  return complain_of_word ("filter", name, names, error);
}

/* A pattern that fits nothing asks for nothing; a word that does not exist is a slip. */
static gboolean
check_value (const char *value, const EnisimDescribeField *field, GError **error)
{
  if (!g_utf8_validate (value, -1, NULL))
    {
      g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID,
                   "a value of the filter '%s' is not UTF-8", field->name);
      return FALSE;
    }
  if (field->words == NULL || strpbrk (value, "*?") != NULL
      || g_strv_contains (field->words, value))
    return TRUE;
  return complain_of_word (field->name, value, field->words, error);
}

static gboolean
check_values (const EnisimDescribeFilter *filter, const EnisimDescribeField *field, GError **error)
{
  if (filter->values == NULL || filter->values[0] == NULL)
    {
      g_set_error (error, ENISIM_ERROR, ENISIM_ERROR_INVALID, "the filter '%s' has no value",
                   filter->name);
      return FALSE;
    }
  for (guint i = 0; filter->values[i] != NULL; i++)
    if (!check_value (filter->values[i], field, error))
      return FALSE;
  return TRUE;
}

gboolean
enisim_describe_query_init (EnisimDescribeQuery *query, const EnisimDescribeFilter *filters,
                            guint n_filters, const EnisimDescribeField *fields, guint n_fields,
                            GError **error)
{
  g_autofree guint *found = g_new (guint, n_filters);

  for (guint i = 0; i < n_filters; i++)
    if (!find_field (filters[i].name, fields, n_fields, &found[i], error)
        || !check_values (&filters[i], &fields[found[i]], error))
      return FALSE;
  *query = (EnisimDescribeQuery){ filters, g_steal_pointer (&found), n_filters };
  return TRUE;
}

void
enisim_describe_query_clear (EnisimDescribeQuery *query)
{
  g_free (query->fields);
}

static gboolean
fits_any (const EnisimDescribeFilter *filter, guint field, EnisimDescribeFits fits,
          gconstpointer row)
{
  for (guint i = 0; filter->values[i] != NULL; i++)
    if (fits (row, field, filter->values[i]))
      return TRUE;
  return FALSE;
}

gboolean
enisim_describe_query_has (const EnisimDescribeQuery *query, EnisimDescribeFits fits,
                           gconstpointer row)
{
  for (guint i = 0; i < query->n_filters; i++)
    if (!fits_any (&query->filters[i], query->fields[i], fits, row))
      return FALSE;
  return TRUE;
}
