/* jsonl-object.c: the values that are asked for, of one object of JSON lines
 *
 * Lines are alike: what stands between two values is nearly always what stood there in the line
 * before, and whoever finds it so again need not read the key.
 */
#include <string.h>

#include "workload/jsonl-reader-private.h"

/* Values */

/* A string that lies from @start to the place of the scan. */
static gboolean
take_string (EnisimJsonlReader *reader, gsize start, gsize end, gboolean has_escapes,
             EnisimTraceCell *cell)
{
  char *out = reader->unescaped + reader->n_unescaped;
  gsize n;

  *cell = (EnisimTraceCell){ reader->scan.text + start + 1, end - start - 2 };
  if (!has_escapes)
    return TRUE;
  if (!enisim_json_scan_unescape (&reader->scan, start, end, out, &n))
    return FALSE;
  reader->n_unescaped += n;
  *cell = (EnisimTraceCell){ out, n };
  return TRUE;
}

static gboolean
fail_value (EnisimJsonScan *scan, gsize place)
{
  const char first = scan->text[place];
  g_autofree char *word = g_strndup (scan->text + place, scan->at - place);

  return enisim_json_scan_fail (scan, place, "%s, expected a string or a number",
                                first == '{'   ? "object"
                                : first == '[' ? "array"
                                               : word);
}

static gboolean
read_value (EnisimJsonlReader *reader, EnisimJsonlValue *value)
{
  EnisimJsonScan *scan = &reader->scan;
  const gsize place = scan->at;
  const char first = scan->text[place];
  gboolean has_escapes;

  value->is_there = TRUE;
  value->place = place;
  if (first == '"')
    return enisim_json_scan_string (scan, &has_escapes)
           && take_string (reader, place, scan->at, has_escapes, &value->cell);
  if (!enisim_json_scan_value (scan, 1))
    return FALSE;
  if (first != '-' && !g_ascii_isdigit (first))
    return fail_value (scan, place);
  value->cell = (EnisimTraceCell){ scan->text + place, scan->at - place };
  return TRUE;
}

/* Objects */

static inline gboolean
equals (EnisimTraceCell cell, EnisimJsonlKey key)
{
  return key.length == cell.length && key.text != NULL
         && memcmp (key.text, cell.text, cell.length) == 0;
}

/* Returns: the index of a name that asks for the key; their number if none does. */
static guint
find_key (const EnisimJsonlReader *reader, EnisimTraceCell key)
{
  guint i = 0;

  while (i < reader->n_keys && !equals (key, reader->keys[i]))
    i++;
  return i;
}

static gboolean
fail_second_key (EnisimJsonlReader *reader, gsize key_place, EnisimJsonlKey key)
{
  g_autofree char *quoted
      = enisim_trace_cell_dup_quoted ((EnisimTraceCell){ key.text, key.length });

  return enisim_json_scan_fail (&reader->scan, key_place, "second key %s, expected one", quoted);
}

/* The value of a member of the line's own object.  @index: of its key */
static gboolean
read_member (EnisimJsonlReader *reader, gsize key_place, guint index)
{
  if (index == reader->n_keys)
    return enisim_json_scan_value (&reader->scan, 1);
  if (reader->values[index].is_there)
    return fail_second_key (reader, key_place, reader->keys[index]);
  if (!read_value (reader, &reader->values[index]))
    return FALSE;
  if (G_UNLIKELY (reader->has_twins))
    for (guint i = 0; i < reader->n_keys; i++)
      if (reader->keys[i].text != NULL
          && g_str_equal (reader->keys[i].text, reader->keys[index].text))
        reader->values[i] = reader->values[index];
  return TRUE;
}

static void
remember_joint (EnisimJsonlReader *reader, guint member, gsize start, gsize key_place, guint index)
{
  EnisimJsonlJoint *joint = &reader->joints[member];

  joint->length = reader->scan.at - start;
  joint->key_at = key_place - start;
  joint->index = index;
  if (joint->length <= ENISIM_JSONL_JOINT_BYTES_MAX)
    memcpy (joint->text, reader->scan.text + start, joint->length);
  else
    joint->length = 0;
}

/* From the end of a value, or from the opening brace, to the next value.  @is_over: there is none
 */
static gboolean
scan_joint (EnisimJsonlReader *reader, guint member, gsize *key_place, guint *index,
            gboolean *is_over)
{
  EnisimJsonScan *scan = &reader->scan;
  const gsize start = scan->at;
  EnisimTraceCell key;
  gboolean has_escapes;
  gsize end;

  if (member == 0)
    enisim_json_scan_open (scan, '}', is_over);
  else if (!enisim_json_scan_next (scan, '}', is_over))
    return FALSE;
  *key_place = scan->at;
  if (*is_over)
    return TRUE;
  if (!enisim_json_scan_key (scan, &end, &has_escapes)
      || !take_string (reader, *key_place, end, has_escapes, &key))
    return FALSE;
  if (reader->names != NULL)
    g_ptr_array_add (reader->names, g_strndup (key.text, key.length));
  *index = find_key (reader, key);
  if (member < ENISIM_JSONL_JOINTS_MAX && !has_escapes)
    remember_joint (reader, member, start, *key_place, *index);
  return TRUE;
}

/* Returns: whether the joint of the last line is there again, and is behind. */
static inline gboolean
pass_joint (EnisimJsonlReader *reader, guint member, gsize *key_place, guint *index)
{
  const EnisimJsonlJoint *joint = &reader->joints[member];
  const gsize at = reader->scan.at;

  if (G_UNLIKELY (member >= ENISIM_JSONL_JOINTS_MAX || joint->length == 0 || reader->names != NULL)
      || memcmp (reader->scan.text + at, joint->text, joint->length) != 0)
    return FALSE;
  *key_place = at + joint->key_at;
  *index = joint->index;
  reader->scan.at = at + joint->length;
  enisim_json_scan_blanks (&reader->scan); /* more of them than in that line */
  return TRUE;
}

static gboolean
scan_members (EnisimJsonlReader *reader)
{
  gboolean is_over = FALSE;
  gsize key_place;
  guint index = 0;

  for (guint member = 0;; member++)
    {
      if (!pass_joint (reader, member, &key_place, &index)
          && !scan_joint (reader, member, &key_place, &index, &is_over))
        return FALSE;
      if (is_over)
        return TRUE;
      if (!read_member (reader, key_place, index))
        return FALSE;
    }
}

gboolean
enisim_jsonl_reader_read_object (EnisimJsonlReader *reader, gsize start)
{
  EnisimJsonScan *scan = &reader->scan;

  scan->at = start;
  reader->n_unescaped = 0;
  for (guint i = 0; i < reader->n_keys; i++)
    reader->values[i].is_there = FALSE;
  if (scan->text[start] != '{')
    return enisim_json_scan_fail_unexpected (scan, start, "an object, {...}, to each line");
  if (!scan_members (reader))
    return FALSE;
  enisim_json_scan_blanks (scan);
  return scan->at == scan->length
         || enisim_json_scan_fail_unexpected (scan, scan->at,
                                              "the end of the line after the object");
}
