/* json-words.c: what the parser of YAML says of broken JSON, in words of JSON
 *
 * JSON is a part of YAML and read by the same parser, whose words its writers do not know.
 */
#include "text/json-words.h"

#include <string.h>

/* Whole messages first, then words, the longer before those that they hold. */
static const struct
{
  const char *yaml, *json;
} words[] = {
  { "missing document start", "expected nothing more" },
  { "not YAML from here on", "not JSON from here on" },
  { "missing comma in flow mapping", "expected a comma or }" },
  { "missing comma in flow sequence", "expected a comma or ]" },
  { "flow sequence without a closing bracket", "array without its closing bracket" },
  { "mismatched flow mapping end", "a } that ends an array" },
  { "mismatched flow sequence end", "a ] that ends an object" },
  { "did not find expected node content", "expected a value" },
  { "double-quoted scalar", "string" },
  { "double-quoted string", "string" },
  { "single-quoted scalar", "string" },
  { "plain scalar", "value" },
  { "scalar", "value" },
  { "flow mapping", "object" },
  { "block mapping", "object" },
  { "mapping", "object" },
  { "flow sequence", "array" },
  { "block sequence", "array" },
  { "sequence", "array" },
};

static gsize
skip_blanks (const guint8 *bytes, gsize n_bytes, gsize at)
{
  while (at < n_bytes && g_ascii_isspace (bytes[at]))
    at++;
  return at;
}

gboolean
enisim_json_words_suit (const char *name, const guint8 *bytes, gsize n_bytes)
{
  const gboolean has_mark = n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0;
  const gsize first = skip_blanks (bytes, n_bytes, has_mark ? 3 : 0);
  gsize second;

  if (first == n_bytes || (bytes[first] != '{' && bytes[first] != '['))
    return FALSE;
  second = skip_blanks (bytes, n_bytes, first + 1);
  return g_str_has_suffix (name, ".json") || second == n_bytes
         || strchr ("\"{[]}", bytes[second]) != NULL;
}

char *
enisim_json_words_from_yaml (const char *message)
{
  GString *said = g_string_new (message);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_replace (said, words[i].yaml, words[i].json, 0);
  return g_string_free (said, FALSE);
}
