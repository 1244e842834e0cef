/* trace-cell.h: one value of a trace's row, whatever the format */
#pragma once

#include <glib.h>

typedef struct
{
  const char *text; /* not terminated; without the quotes around it and those it doubles */
  gsize length;
} EnisimTraceCell;

/* A cell's text between quotes and fit for a message: what is not printable becomes `?`, and a
 * long text ends in `...`.  Returns: (transfer full) */
char *enisim_trace_cell_dup_quoted (EnisimTraceCell cell);
