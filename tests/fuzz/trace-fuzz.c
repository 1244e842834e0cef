/* trace-fuzz.c
 *
 * Goal: no bytes make the reader of traces abort, hang or hand out a row that breaks its contract.
 * Method: the first byte chooses the format, columns and units, the rest is the file, which is read
 * to its end or its first complaint.  What begins like gzip is left out: a process for each input
 * would be all that is tested.
 */
#define _GNU_SOURCE /* memfd_create() */
#include "fuzz-target.h"

#include <sys/mman.h>
#include <unistd.h>

#include <enisim/enisim-error.h>

#include "workload/trace-reader.h"

/* So few that a file can have more. */
enum
{
  SORT_ROWS_MAX = 50
};

/* The bits of the first byte. */
enum
{
  HAS_UNIT = 1 << 0,
  IS_COARSE = 1 << 1, /* the unit is the largest that is allowed */
  HAS_SESSION = 1 << 2,
  HAS_DURATION = 1 << 3,
  IS_SORTED = 1 << 4,
  IS_JSONL = 1 << 5,
};

static EnisimTraceSpec
make_spec (const char *path, guint choice)
{
  return (EnisimTraceSpec){
    .path = path,
    .format = choice & IS_JSONL ? ENISIM_TRACE_JSONL : ENISIM_TRACE_CSV,
    .time_column = "t",
    .time_unit_us = !(choice & HAS_UNIT)   ? 0
                    : (choice & IS_COARSE) ? ENISIM_TIME_MAX
                                           : G_TIME_SPAN_SECOND,
    .session_column = choice & HAS_SESSION ? "s" : NULL,
    .duration_column = choice & HAS_DURATION ? "d" : NULL,
    .duration_each_us = choice & IS_COARSE ? ENISIM_TIME_MAX : G_TIME_SPAN_MILLISECOND,
    .sort = (choice & IS_SORTED) != 0,
    .sort_rows_max = SORT_ROWS_MAX,
  };
}

static void
read_to_the_end (const EnisimTraceSpec *spec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EnisimTraceReader) reader = enisim_trace_reader_new (spec, &error);
  EnisimTraceRow row = { .at = 0 };
  EnisimTime previous_at = 0;

  g_assert ((reader == NULL) == (error != NULL));
  while (reader != NULL && enisim_trace_reader_next (reader, &row, &error))
    {
      g_assert_true (row.at >= previous_at && row.at <= ENISIM_TIME_MAX);
      g_assert_true (row.duration_us >= 0 && row.duration_us <= ENISIM_TIME_MAX);
      g_assert_cmpuint (row.line, >=, spec->format == ENISIM_TRACE_CSV ? 2 : 1);
      previous_at = row.at;
    }
  if (reader != NULL)
    enisim_trace_reader_verify (reader);
  if (error != NULL)
    g_assert_true (g_error_matches (error, ENISIM_ERROR, ENISIM_ERROR_INVALID)
                   && g_utf8_validate (error->message, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *path = NULL;
  EnisimTraceSpec spec;
  int file;

  if (size == 0 || (size > 2 && data[1] == 0x1f && data[2] == 0x8b))
    return 0;
  file = memfd_create ("trace", MFD_CLOEXEC);
  g_assert_cmpint (file, >=, 0);
  g_assert_true (write (file, data + 1, size - 1) == (ssize_t) size - 1);
  path = g_strdup_printf ("/proc/self/fd/%d", file);
  spec = make_spec (path, data[0]);
  read_to_the_end (&spec);
  close (file);
  return 0;
}
