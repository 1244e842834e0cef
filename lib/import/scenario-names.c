/* scenario-names.c: names that a scenario takes, for things that may be called anything */
#include "import/scenario-names.h"

#include <enisim/enisim-scenario.h>

#include <string.h>

enum
{
  DIGITS_MAX = 11 /* of "-4294967295" */
};

void
enisim_scenario_names_init (EnisimScenarioNames *names)
{
  names->by_key = g_hash_table_new (NULL, NULL);
  names->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  names->n_used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
enisim_scenario_names_clear (EnisimScenarioNames *names)
{
  g_hash_table_unref (names->by_key);
  g_hash_table_unref (names->taken);
  g_hash_table_unref (names->n_used);
}

static gboolean
is_allowed (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == '.';
}

/* Runs of what is not allowed become one '-', and none at the ends: "${Net:Ids}" is "Net-Ids".  Of
 * a name that is too long the end is kept: paths differ there. */
char *
enisim_scenario_name_clean (const char *wish)
{
  GString *name = g_string_new (NULL);

  for (const char *p = wish; *p != '\0'; p++)
    if (is_allowed (*p))
      g_string_append_c (name, *p);
    else if (name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  if (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  if (name->len > ENISIM_NAME_BYTES_MAX - DIGITS_MAX)
    g_string_erase (name, 0, (gssize) (name->len - (ENISIM_NAME_BYTES_MAX - DIGITS_MAX)));
  if (name->len == 0)
    g_string_append (name, "unnamed");
  return g_string_free (name, FALSE);
}

/* Counts on from the last one, so that a thousand equal wishes are not a million looks. */
static char *
make_unique (EnisimScenarioNames *names, const char *wish)
{
  char *stem = enisim_scenario_name_clean (wish);
  char *name = g_strdup (stem);
  guint i = MAX (GPOINTER_TO_UINT (g_hash_table_lookup (names->n_used, stem)), 1);

  while (g_hash_table_contains (names->taken, name))
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", stem, ++i);
    }
  g_hash_table_insert (names->n_used, stem, GUINT_TO_POINTER (i));
  return name;
}

const char *
enisim_scenario_names_get (EnisimScenarioNames *names, gconstpointer key, const char *wish)
{
  char *name = g_hash_table_lookup (names->by_key, key);

  if (name != NULL)
    return name;
  name = make_unique (names, wish);
  g_hash_table_add (names->taken, name);
  g_hash_table_insert (names->by_key, (gpointer) key, name);
  return name;
}

/* A name that begins with a letter is plain, unless YAML has another use for it. */
char *
enisim_scenario_name_quote (const char *name)
{
  static const char *const words[]
      = { "null", "true", "false", "yes", "no", "on", "off", "y", "n", NULL };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_ascii_isalpha (name[0]) && !g_strv_contains (words, lower))
    return g_strdup (name);
  return g_strdup_printf ("\"%s\"", name);
}

char *
enisim_scenario_comment (const char *text)
{
  char *line = g_utf8_make_valid (text, -1);

  for (char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_iscntrl (*p))
      *p = ' ';
    else if (g_unichar_iscntrl (g_utf8_get_char (p)) || !g_unichar_isprint (g_utf8_get_char (p)))
      memset (p, '?', (gsize) (g_utf8_next_char (p) - p));
  return line;
}
