/* load-values.c: one value of a scenario file each */
#include "scenario/load-values.h"

#include "base/number-text.h"
#include "base/rate-text.h"
#include "base/span-text.h"
#include "model/quotas.h"

#include <string.h>

/* Characters of the user's text that a complaint repeats, so that its end can still be read. */
#define QUOTED_CHARS_MAX 60

char *
enisim_load_quote (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= QUOTED_CHARS_MAX)
    return g_strdup_printf ("'%s'", text);
  start = g_utf8_substring (text, 0, QUOTED_CHARS_MAX);
  return g_strdup_printf ("'%s...'", start);
}

/* @reason: (nullable) */
static gboolean
refuse (EnisimComplaints *complaints, const EnisimNode *node, const char *wanted,
        const char *reason)
{
  g_autofree char *got = enisim_load_quote (node->text);

  enisim_complaints_add (complaints, node, "expected %s, got %s%s%s", wanted, got,
                         reason != NULL ? ": " : "", reason != NULL ? reason : "");
  return FALSE;
}

static gboolean
is_scalar (EnisimComplaints *complaints, const EnisimNode *node)
{
  return enisim_node_expect (node, ENISIM_NODE_SCALAR, complaints);
}

gboolean
enisim_load_is_word (const EnisimNode *node, const char *word)
{
  return node != NULL && node->kind == ENISIM_NODE_SCALAR && strcmp (node->text, word) == 0;
}

static gboolean
has_unknown_keys (const EnisimNodeReader *reader)
{
  for (const EnisimNode *entry = reader->mapping->first; entry != NULL; entry = entry->next)
    if (!g_strv_contains (reader->keys, entry->key))
      return TRUE;
  return FALSE;
}

const EnisimNode *
enisim_load_only_entry (const EnisimNodeReader *reader, const char *const *choices)
{
  g_autofree char *all = enisim_node_join_words (choices);
  const EnisimNode *only = NULL;

  if (reader->mapping == NULL)
    return NULL;
  for (const EnisimNode *entry = reader->mapping->first; entry != NULL; entry = entry->next)
    {
      if (!g_strv_contains (choices, entry->key))
        continue;
      if (only != NULL)
        {
          enisim_complaints_add_key (reader->complaints, entry, "'%s' beside '%s': only one of %s",
                                     entry->key, only->key, all);
          return NULL;
        }
      only = entry;
    }
  if (only == NULL && !has_unknown_keys (reader))
    enisim_complaints_add (reader->complaints, reader->mapping, "expected one of %s", all);
  return only;
}

static gboolean
lacks_unit (const EnisimNode *node)
{
  return node->n_bytes > 0 && g_ascii_isdigit (node->text[node->n_bytes - 1]);
}

/* Where a unit is all that is missing, the user's own number shows how it is written. */
static gboolean
refuse_span (EnisimComplaints *complaints, const EnisimNode *node, const char *or_word,
             const char *reason)
{
  g_autofree char *with_unit = g_strconcat (node->text, "s", NULL);
  g_autofree char *wanted = NULL;
  const char *reason_unused;
  GTimeSpan unused;

  if (lacks_unit (node) && enisim_span_parse (with_unit, &unused, &reason_unused))
    {
      enisim_complaints_add (complaints, node, "expected a span with a unit such as %s%s, got %s",
                             with_unit, or_word, node->text);
      return FALSE;
    }
  wanted = g_strconcat ("a span such as 2h30min", or_word, NULL);
  return refuse (complaints, node, wanted, reason);
}

static gboolean
check_span (EnisimComplaints *complaints, const EnisimNode *node, GTimeSpan min_us,
            GTimeSpan max_us, GTimeSpan span_us)
{
  g_autofree char *min = enisim_span_format (min_us);
  g_autofree char *max = enisim_span_format (max_us);
  g_autofree char *wanted = NULL;

  if (span_us >= min_us && span_us <= max_us)
    return TRUE;
  if (max_us == ENISIM_TIME_MAX)
    wanted = g_strdup_printf ("a span of at least %s", min);
  else if (min_us == 0)
    wanted = g_strdup_printf ("a span of at most %s", max);
  else
    wanted = g_strdup_printf ("a span from %s to %s", min, max);
  return refuse (complaints, node, wanted, NULL);
}

static gboolean
load_span (EnisimComplaints *complaints, const EnisimNode *node, GTimeSpan min_us, GTimeSpan max_us,
           const char *or_word, GTimeSpan *span_us)
{
  const char *reason;
  GTimeSpan read_us;

  if (!is_scalar (complaints, node))
    return FALSE;
  if (!enisim_span_parse (node->text, &read_us, &reason))
    return refuse_span (complaints, node, or_word, reason);
  if (!check_span (complaints, node, min_us, max_us, read_us))
    return FALSE;
  *span_us = read_us;
  return TRUE;
}

gboolean
enisim_load_span (EnisimComplaints *complaints, const EnisimNode *node, GTimeSpan min_us,
                  GTimeSpan max_us, GTimeSpan *span_us)
{
  return load_span (complaints, node, min_us, max_us, "", span_us);
}

gboolean
enisim_load_span_or_never (EnisimComplaints *complaints, const EnisimNode *node, GTimeSpan min_us,
                           GTimeSpan never, GTimeSpan *span_us)
{
  if (!enisim_load_is_word (node, "never"))
    return load_span (complaints, node, min_us, ENISIM_TIME_MAX, " or never", span_us);
  *span_us = never;
  return TRUE;
}

gboolean
enisim_load_rate (EnisimComplaints *complaints, const EnisimNode *node, double *per_second)
{
  g_autofree char *with_unit = NULL;
  const char *reason;
  double read = 0.0;

  if (!is_scalar (complaints, node))
    return FALSE;
  with_unit = g_strconcat (node->text, "/s", NULL);
  if (lacks_unit (node) && enisim_rate_parse (with_unit, &read, &reason))
    {
      enisim_complaints_add (complaints, node, "expected a rate with a unit such as %s, got %s",
                             with_unit, node->text);
      return FALSE;
    }
  if (!enisim_rate_parse (node->text, &read, &reason))
    return refuse (complaints, node, "a rate such as 5/s or 100/min", reason);
  if (read > ENISIM_RATE_PER_SECOND_MAX)
    return refuse (complaints, node,
                   "a rate of at most " G_STRINGIFY (ENISIM_RATE_PER_SECOND_MAX) "/s", NULL);
  *per_second = read;
  return TRUE;
}

static gboolean
is_zero_rate (const EnisimNode *node)
{
  const char *reason;
  gint64 unused;

  if (!g_str_has_prefix (node->text, "0/"))
    return enisim_load_is_word (node, "0");
  return enisim_span_unit_parse (node->text + 2, node->n_bytes - 2, &unused, &reason);
}

gboolean
enisim_load_rate_or_zero (EnisimComplaints *complaints, const EnisimNode *node, double *per_second)
{
  if (node == NULL || node->kind != ENISIM_NODE_SCALAR || !is_zero_rate (node))
    return enisim_load_rate (complaints, node, per_second);
  *per_second = 0.0;
  return TRUE;
}

static gboolean
load_count (EnisimComplaints *complaints, const EnisimNode *node, guint32 min, guint32 max,
            const char *or_word, guint32 *count)
{
  g_autofree char *wanted = NULL;
  const char *reason;
  guint64 read;

  if (!is_scalar (complaints, node))
    return FALSE;
  wanted = g_strdup_printf ("a whole number from %u to %u%s", min, max, or_word);
  if (!enisim_whole_parse (node->text, min, max, &read, &reason))
    return refuse (complaints, node, wanted, NULL);
  *count = (guint32) read;
  return TRUE;
}

gboolean
enisim_load_count (EnisimComplaints *complaints, const EnisimNode *node, guint32 min, guint32 max,
                   guint32 *count)
{
  return load_count (complaints, node, min, max, "", count);
}

gboolean
enisim_load_quota (EnisimComplaints *complaints, const EnisimNode *node, guint32 *quota)
{
  if (!enisim_load_is_word (node, "unlimited"))
    return load_count (complaints, node, 0, ENISIM_QUOTA_MAX, " or unlimited", quota);
  *quota = ENISIM_QUOTA_UNLIMITED;
  return TRUE;
}

gboolean
enisim_load_decimal (EnisimComplaints *complaints, const EnisimNode *node, double min, double max,
                     const char *wanted, double *value)
{
  const char *reason;
  double read;

  if (!is_scalar (complaints, node))
    return FALSE;
  if (!enisim_decimal_parse (node->text, &read, &reason) || read < min || read > max)
    return refuse (complaints, node, wanted, NULL);
  *value = read;
  return TRUE;
}

static gboolean
is_any_word (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_ascii_strcasecmp (text, *words) == 0)
      return TRUE;
  return FALSE;
}

gboolean
enisim_load_boolean (EnisimComplaints *complaints, const EnisimNode *node, gboolean *value)
{
  static const char *const yes[] = { "yes", "true", "on", NULL };
  static const char *const no[] = { "no", "false", "off", NULL };

  if (!is_scalar (complaints, node))
    return FALSE;
  if (!is_any_word (node->text, yes) && !is_any_word (node->text, no))
    return refuse (complaints, node, "yes or no", NULL);
  *value = is_any_word (node->text, yes);
  return TRUE;
}

gboolean
enisim_load_choice (EnisimComplaints *complaints, const EnisimNode *node, const char *const *words,
                    guint *choice)
{
  g_autofree char *all = NULL;

  if (!is_scalar (complaints, node))
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (node->text, words[i]) == 0)
      {
        *choice = i;
        return TRUE;
      }
  all = enisim_node_join_words (words);
  return refuse (complaints, node, all, NULL);
}

gboolean
enisim_load_unit (EnisimComplaints *complaints, const EnisimNode *node, GTimeSpan *unit_us)
{
  const char *reason;

  if (!is_scalar (complaints, node))
    return FALSE;
  if (!enisim_span_unit_parse (node->text, node->n_bytes, unit_us, &reason))
    return refuse (complaints, node, "a unit of time", reason);
  return TRUE;
}

static gboolean
is_name (const char *text)
{
  const gsize length = strlen (text);

  if (length < 1 || length > ENISIM_NAME_BYTES_MAX)
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("_-.", *text) == NULL)
      return FALSE;
  return TRUE;
}

#define NAME_WANTED                                                                                \
  "a name of 1 to " G_STRINGIFY (ENISIM_NAME_BYTES_MAX) " letters, digits, '_', '-' and '.'"

const char *
enisim_load_name (EnisimComplaints *complaints, const EnisimNode *node)
{
  if (!is_scalar (complaints, node))
    return NULL;
  if (is_name (node->text))
    return node->text;
  refuse (complaints, node, NAME_WANTED, NULL);
  return NULL;
}

const char *
enisim_load_key_name (EnisimComplaints *complaints, const EnisimNode *entry)
{
  g_autofree char *got = NULL;

  if (is_name (entry->key))
    return entry->key;
  got = enisim_load_quote (entry->key);
  enisim_complaints_add_key (complaints, entry, "expected %s, got %s", NAME_WANTED, got);
  return NULL;
}

static gboolean
is_text (const char *text, gboolean is_block)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isprint (g_utf8_get_char (text))
        && !(is_block && (*text == '\n' || *text == '\t')))
      return FALSE;
  return TRUE;
}

const char *
enisim_load_text (EnisimComplaints *complaints, const EnisimNode *node, gboolean is_block)
{
  if (!is_scalar (complaints, node))
    return NULL;
  if (node->n_bytes == 0 || node->n_bytes > ENISIM_TEXT_FIELD_BYTES_MAX)
    {
      enisim_complaints_add (complaints, node, "expected a text of 1 to %d bytes, got %u",
                             ENISIM_TEXT_FIELD_BYTES_MAX, node->n_bytes);
      return NULL;
    }
  if (is_text (node->text, is_block))
    return node->text;
  refuse (complaints, node, "a text without control characters", NULL);
  return NULL;
}
