/* json-scan.c: one line of JSON (RFC 8259), read from left to right
 *
 * Most of a line is strings, and most of them have nothing to stop at: eight bytes are asked at
 * once whether any is a quote, a backslash or a control character.  The NUL behind the line ends
 * all other loops, so that no step asks where the line ends; only a complaint does, for a NUL may
 * stand in the line as well.
 */
#include "workload/json-scan.h"

#include <stdarg.h>
#include <string.h>

#include "base/load-word.h"
#include "workload/trace-cell.h"

enum
{
  WORD_BYTES = 8,
  HEX_DIGITS = 4 /* of an escape */
};

/* Complaints */

void
enisim_json_scan_clear (EnisimJsonScan *scan)
{
  g_clear_pointer (&scan->complaint, g_free);
}

gboolean
enisim_json_scan_fail (EnisimJsonScan *scan, gsize place, const char *format, ...)
{
  va_list arguments;

  g_assert (scan->complaint == NULL);
  va_start (arguments, format);
  scan->complaint = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  scan->complaint_at = place;
  return FALSE;
}

gboolean
enisim_json_scan_fail_unexpected (EnisimJsonScan *scan, gsize place, const char *expected)
{
  const EnisimTraceCell rest = { scan->text + place, MIN (1, scan->length - place) };
  g_autofree char *quoted = enisim_trace_cell_dup_quoted (rest);

  if (place == scan->length)
    return enisim_json_scan_fail (scan, place, "end of the line, expected %s", expected);
  if (scan->text[place] == '\0')
    return enisim_json_scan_fail (scan, place, "NUL byte, expected %s", expected);
  return enisim_json_scan_fail (scan, place, "%s, expected %s", quoted, expected);
}

/* Strings */

static gboolean
scan_escape (EnisimJsonScan *scan)
{
  const char c = scan->text[scan->at + 1];

  if (c != 'u')
    {
      if (c == '\0' || strchr ("\"\\/bfnrt", c) == NULL)
        return enisim_json_scan_fail_unexpected (scan, scan->at + 1,
                                                 "one of \"\\/bfnrtu after a backslash");
      scan->at += 2;
      return TRUE;
    }
  scan->at += 2;
  for (guint i = 0; i < HEX_DIGITS; i++, scan->at++)
    if (!g_ascii_isxdigit (scan->text[scan->at]))
      return enisim_json_scan_fail_unexpected (scan, scan->at, "four hexadecimal digits after \\u");
  return TRUE;
}

/* To the next quote, backslash or control character; the NUL behind the line is one. */
static inline gsize
skip_plain (const char *text, gsize at)
{
  for (;; at += WORD_BYTES)
    {
      const guint64 word = enisim_load_word (text + at);
      const guint64 flags = enisim_flag_bytes (word, '"') | enisim_flag_bytes (word, '\\')
                            | enisim_flag_bytes_below (word, ' ');

      if (flags != 0)
        return at + enisim_first_flagged (flags);
    }
}

gboolean
enisim_json_scan_string (EnisimJsonScan *scan, gboolean *has_escapes)
{
  const gsize start = scan->at++;

  *has_escapes = FALSE;
  for (;;)
    {
      scan->at = skip_plain (scan->text, scan->at);
      if (G_LIKELY (scan->text[scan->at] == '"'))
        {
          scan->at++;
          return TRUE;
        }
      if (scan->at == scan->length)
        return enisim_json_scan_fail (scan, start,
                                      "string without an end, expected a closing quote");
      if (scan->text[scan->at] != '\\')
        return enisim_json_scan_fail (scan, scan->at,
                                      "control character in a string, expected an escape");
      if (!scan_escape (scan))
        return FALSE;
      *has_escapes = TRUE;
    }
}

static guint
read_hex (const char *digits)
{
  guint value = 0;

  for (guint i = 0; i < HEX_DIGITS; i++)
    value = value << 4 | (guint) g_ascii_xdigit_value (digits[i]);
  return value;
}

/* @text is at the `u` of an escape.  Returns: how many bytes after that were read; 0 if they are
 * half a character. */
static gsize
read_escaped_character (const char *text, gsize length, gunichar *character)
{
  const guint first = read_hex (text + 1);
  guint second;

  *character = first;
  if (first < 0xd800 || first > 0xdfff)
    return HEX_DIGITS;
  if (first > 0xdbff || length < 2 * (HEX_DIGITS + 1) + 1 || text[HEX_DIGITS + 1] != '\\'
      || text[HEX_DIGITS + 2] != 'u')
    return 0;
  second = read_hex (text + HEX_DIGITS + 3);
  if (second < 0xdc00 || second > 0xdfff)
    return 0;
  *character = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
  return 2 * HEX_DIGITS + 2;
}

static char
read_short_escape (char c)
{
  static const char letters[] = "bfnrt", controls[] = "\b\f\n\r\t";
  const char *letter = strchr (letters, c);

  return letter != NULL ? controls[letter - letters] : c;
}

gboolean
enisim_json_scan_unescape (EnisimJsonScan *scan, gsize start, gsize end, char *out, gsize *n_out)
{
  const char *text = scan->text;
  gsize n = 0;

  for (gsize at = start + 1; at < end - 1; at++)
    {
      gunichar character;
      gsize n_read;

      if (text[at] != '\\')
        out[n++] = text[at];
      else if (text[++at] != 'u')
        out[n++] = read_short_escape (text[at]);
      else
        {
          n_read = read_escaped_character (text + at, end - 1 - at, &character);
          if (n_read == 0)
            return enisim_json_scan_fail (scan, at - 1,
                                          "escape of half a character, expected a pair of them");
          n += (gsize) g_unichar_to_utf8 (character, out + n);
          at += n_read;
        }
    }
  *n_out = n;
  return TRUE;
}

/* Numbers and words */

static inline gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

/* To the next byte that is none; the NUL behind the line is one. */
static inline gsize
skip_digits (const char *text, gsize at)
{
  for (;; at += WORD_BYTES)
    {
      const guint64 differences = enisim_load_word (text + at) ^ ENISIM_WORD_OF_BYTES ('0');
      const guint64 flags = enisim_flag_bytes_below (differences, 10) ^ ENISIM_WORD_OF_BYTES (0x80);

      if (flags != 0)
        return at + enisim_first_flagged (flags);
    }
}

static gboolean
scan_digits (EnisimJsonScan *scan)
{
  const gsize at = skip_digits (scan->text, scan->at);

  if (at == scan->at)
    return enisim_json_scan_fail_unexpected (scan, at, "a digit");
  scan->at = at;
  return TRUE;
}

static gboolean
scan_number (EnisimJsonScan *scan)
{
  const char *text = scan->text;

  if (text[scan->at] == '-')
    scan->at++;
  if (text[scan->at] == '0' && is_digit (text[scan->at + 1]))
    return enisim_json_scan_fail (scan, scan->at,
                                  "number with a zero in front, expected it without");
  if (!scan_digits (scan))
    return FALSE;
  if (text[scan->at] == '.')
    {
      scan->at++;
      if (!scan_digits (scan))
        return FALSE;
    }
  if (text[scan->at] != 'e' && text[scan->at] != 'E')
    return TRUE;
  scan->at++;
  if (text[scan->at] == '-' || text[scan->at] == '+')
    scan->at++;
  return scan_digits (scan);
}

static gboolean
scan_word (EnisimJsonScan *scan)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const gsize length = strlen (words[i]);

      if (scan->length - scan->at >= length
          && memcmp (scan->text + scan->at, words[i], length) == 0)
        {
          scan->at += length;
          return TRUE;
        }
    }
  return enisim_json_scan_fail_unexpected (scan, scan->at, "a value");
}

/* Containers */

void
enisim_json_scan_open (EnisimJsonScan *scan, char close, gboolean *is_over)
{
  scan->at++;
  enisim_json_scan_blanks (scan);
  *is_over = scan->text[scan->at] == close;
  scan->at += *is_over ? 1 : 0;
}

gboolean
enisim_json_scan_next (EnisimJsonScan *scan, char close, gboolean *is_over)
{
  enisim_json_scan_blanks (scan);
  *is_over = scan->text[scan->at] == close;
  if (!*is_over && scan->text[scan->at] != ',')
    return enisim_json_scan_fail_unexpected (scan, scan->at,
                                             close == '}' ? "a comma or }" : "a comma or ]");
  scan->at++;
  if (!*is_over)
    enisim_json_scan_blanks (scan);
  return TRUE;
}

gboolean
enisim_json_scan_key (EnisimJsonScan *scan, gsize *end, gboolean *has_escapes)
{
  if (scan->text[scan->at] != '"')
    return enisim_json_scan_fail_unexpected (scan, scan->at, "a key in quotes");
  if (!enisim_json_scan_string (scan, has_escapes))
    return FALSE;
  *end = scan->at;
  enisim_json_scan_blanks (scan);
  if (scan->text[scan->at] != ':')
    return enisim_json_scan_fail_unexpected (scan, scan->at, "a colon after the key");
  scan->at++;
  enisim_json_scan_blanks (scan);
  return TRUE;
}

/* @depth: its own */
static gboolean
scan_container (EnisimJsonScan *scan, guint depth)
{
  const char close = scan->text[scan->at] == '{' ? '}' : ']';
  gboolean is_over, unused;
  gsize key_end;

  if (depth > ENISIM_JSON_SCAN_DEPTH_MAX)
    return enisim_json_scan_fail (scan, scan->at, "nested deeper than %d, expected less",
                                  ENISIM_JSON_SCAN_DEPTH_MAX);
  enisim_json_scan_open (scan, close, &is_over);
  while (!is_over)
    if ((close == '}' && !enisim_json_scan_key (scan, &key_end, &unused))
        || !enisim_json_scan_value (scan, depth) || !enisim_json_scan_next (scan, close, &is_over))
      return FALSE;
  return TRUE;
}

gboolean
enisim_json_scan_value (EnisimJsonScan *scan, guint depth)
{
  const char first = scan->text[scan->at];
  gboolean unused;

  if (first == '"')
    return enisim_json_scan_string (scan, &unused);
  if (first == '{' || first == '[')
    return scan_container (scan, depth + 1);
  if (first == '-' || is_digit (first))
    return scan_number (scan);
  return scan_word (scan);
}
