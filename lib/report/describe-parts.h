/* describe-parts.h: one kind of thing described, as a query, as JSON and as lines
 *
 * A kind is a table of functions, so that reading filters, counting and writing are there once.
 * A row is the index in the snapshot.
 */
#pragma once

#include "report/describe-filter.h"
#include "report/text-grid.h"
#include "text/json-writer.h"

typedef struct
{
  const EnisimSnapshot *snapshot;
  guint index;
} EnisimDescribeRow;

typedef struct
{
  const char *member;     /* of the answer that has the array */
  const char *one, *many; /* in words */
  const EnisimDescribeField *fields;
  guint n_fields;
  const EnisimTextColumn *columns;
  guint n_columns;
  guint (*get_n_rows) (const EnisimSnapshot *snapshot);
  gboolean (*exists) (const EnisimDescribeRow *row);
  EnisimDescribeFits fits; /* of EnisimDescribeRow */
  void (*write) (EnisimJsonWriter *writer, const EnisimDescribeRow *row);
  void (*add_cells) (EnisimTextGrid *grid, const EnisimDescribeRow *row);
} EnisimDescribeKind;

const EnisimDescribeKind *enisim_describe_get_eni_kind (void);
const EnisimDescribeKind *enisim_describe_get_runtime_kind (void);

/* Appends a cell "a, b" of names. */
void enisim_describe_add_names (EnisimTextGrid *grid, const char *const *names, guint n_names);

/* The same of subnets, by their indexes. */
void enisim_describe_add_subnets (EnisimTextGrid *grid, const EnisimSnapshot *snapshot,
                                  const guint *subnets, guint n_subnets);
