/* load-values.h: one value of a scenario file each
 *
 * A @node may be NULL: absent, or complained of already.  Each call tells whether it set its
 * result; where it did not and there is a node, it has complained.
 */
#pragma once

#include <enisim/enisim-scenario.h>

#include "text/node-read.h"

/* The value of @key, whatever it is: who reads it says what was expected. */
static inline const EnisimNode *
enisim_load_field (const EnisimNodeReader *reader, const char *key)
{
  return enisim_node_reader_get (reader, key,
                                 ENISIM_NODE_SCALAR | ENISIM_NODE_SEQUENCE | ENISIM_NODE_MAPPING);
}

/* As _field, but complains when @key is absent. */
static inline const EnisimNode *
enisim_load_required (const EnisimNodeReader *reader, const char *key)
{
  return enisim_node_reader_require (
      reader, key, ENISIM_NODE_SCALAR | ENISIM_NODE_SEQUENCE | ENISIM_NODE_MAPPING);
}

/* The value of the one of @choices that the reader's mapping has; a null counts as a value.
 * Complains of none, unless unknown keys explain that, and of a second. */
const EnisimNode *enisim_load_only_entry (const EnisimNodeReader *reader,
                                          const char *const *choices);

/* Whether @node is the scalar @word; no complaint. */
gboolean enisim_load_is_word (const EnisimNode *node, const char *word);

/* @min_us .. @max_us, each at most ENISIM_TIME_MAX. */
gboolean enisim_load_span (EnisimComplaints *complaints, const EnisimNode *node, GTimeSpan min_us,
                           GTimeSpan max_us, GTimeSpan *span_us);

/* The same, or "never", for which it sets @never. */
gboolean enisim_load_span_or_never (EnisimComplaints *complaints, const EnisimNode *node,
                                    GTimeSpan min_us, GTimeSpan never, GTimeSpan *span_us);

/* More than 0, at most ENISIM_RATE_PER_SECOND_MAX. */
gboolean enisim_load_rate (EnisimComplaints *complaints, const EnisimNode *node,
                           double *per_second);

/* The same, or 0, with or without a unit. */
gboolean enisim_load_rate_or_zero (EnisimComplaints *complaints, const EnisimNode *node,
                                   double *per_second);

gboolean enisim_load_count (EnisimComplaints *complaints, const EnisimNode *node, guint32 min,
                            guint32 max, guint32 *count);

/* 0 .. ENISIM_QUOTA_MAX, or "unlimited". */
gboolean enisim_load_quota (EnisimComplaints *complaints, const EnisimNode *node, guint32 *quota);

/* @wanted: what the complaint says was expected */
gboolean enisim_load_decimal (EnisimComplaints *complaints, const EnisimNode *node, double min,
                              double max, const char *wanted, double *value);

/* yes, no, true, false, on, off, in any case. */
gboolean enisim_load_boolean (EnisimComplaints *complaints, const EnisimNode *node,
                              gboolean *value);

/* One of @words, ended by NULL; sets its index. */
gboolean enisim_load_choice (EnisimComplaints *complaints, const EnisimNode *node,
                             const char *const *words, guint *choice);

/* The unit of a column: s, ms and so on. */
gboolean enisim_load_unit (EnisimComplaints *complaints, const EnisimNode *node,
                           GTimeSpan *unit_us);

/* 1 to ENISIM_NAME_BYTES_MAX letters, digits, '_', '-' and '.'.
 * Returns: (nullable) (transfer none): lives as long as the document. */
const char *enisim_load_name (EnisimComplaints *complaints, const EnisimNode *node);

/* The same for the key of @entry. */
const char *enisim_load_key_name (EnisimComplaints *complaints, const EnisimNode *entry);

/* 1 to ENISIM_TEXT_FIELD_BYTES_MAX bytes without control characters; @is_block allows tabs and
 * ends of lines.
 * Returns: (nullable) (transfer none): as for a name. */
const char *enisim_load_text (EnisimComplaints *complaints, const EnisimNode *node,
                              gboolean is_block);

/* Returns: (transfer full): the text in quotes, cut where it would fill the line. */
char *enisim_load_quote (const char *text);
