/* describe-filter.h: which of the things described are wanted */
#pragma once

#include <enisim/enisim-describe.h>

/* What may be asked for, in the order of the enum that numbers the fields. */
typedef struct
{
  const char *name;
  const char *const *words; /* the only values there are, NULL-terminated; or NULL for any */
} EnisimDescribeField;

/* Whether @pattern fits one of the things that a field of @row says. */
typedef gboolean (*EnisimDescribeFits) (gconstpointer row, guint field, const char *pattern);

typedef struct
{
  const EnisimDescribeFilter *filters; /* the caller's */
  guint *fields;                       /* n_filters */
  guint n_filters;
} EnisimDescribeQuery;

/* @fields: n_fields
 *
 * Returns: FALSE, with @query untouched and ENISIM_ERROR_INVALID set, for a filter that is none */
gboolean enisim_describe_query_init (EnisimDescribeQuery *query,
                                     const EnisimDescribeFilter *filters, guint n_filters,
                                     const EnisimDescribeField *fields, guint n_fields,
                                     GError **error);
void enisim_describe_query_clear (EnisimDescribeQuery *query);

gboolean enisim_describe_query_has (const EnisimDescribeQuery *query, EnisimDescribeFits fits,
                                    gconstpointer row);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimDescribeQuery, enisim_describe_query_clear)
