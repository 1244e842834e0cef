/* member-names.c: many names in few words */
#include "report/member-names.h"

#include <string.h>

#include "report/people-text.h"

enum
{
  ITEMS_MAX = 3,
  RUN_MIN = 3, /* names that are worth a "…" */
  DIGITS_MAX = 9
};

/* A name's first part and the number at its end, which must be as `count: n` writes it. */
static gboolean
split (const char *name, gsize *n_stem, guint *number)
{
  gsize n = strlen (name);

  while (n > 0 && g_ascii_isdigit (name[n - 1]))
    n--;
  if (name[n] == '\0' || strlen (name + n) > DIGITS_MAX || (name[n] == '0' && name[n + 1] != '\0'))
    return FALSE;
  *n_stem = n;
  *number = (guint) g_ascii_strtoull (name + n, NULL, 10);
  return TRUE;
}

static gboolean
is_next (const char *name, const char *next)
{
  gsize n_stem, n_next_stem;
  guint number, next_number;

  return split (name, &n_stem, &number) && split (next, &n_next_stem, &next_number)
         && n_stem == n_next_stem && strncmp (name, next, n_stem) == 0 && next_number == number + 1;
}

/* How many of the names from here on are one item. */
static guint
count_run (const char *const *names, guint n_names)
{
  guint n = 1;

  while (n < n_names && is_next (names[n - 1], names[n]))
    n++;
  return n < RUN_MIN ? 1 : n;
}

static guint
count_items (const char *const *names, guint n_names)
{
  guint n_items = 0;

  for (guint i = 0; i < n_names; i += count_run (names + i, n_names - i))
    n_items++;
  return n_items;
}

static void
add_item (GString *text, const char *const *names, guint n_run)
{
  g_string_append (text, names[0]);
  if (n_run > 1)
    g_string_append_printf (text, " … %s", names[n_run - 1]);
}

void
enisim_names_add_text (GString *text, const char *const *names, guint n_names)
{
  const guint n_items = count_items (names, n_names);
  const guint n_shown = n_items > ITEMS_MAX ? ITEMS_MAX - 1 : n_items;
  const guint n_parts = n_items > ITEMS_MAX ? ITEMS_MAX : n_items;
  guint i = 0;

  for (guint item = 0; item < n_shown; item++)
    {
      const guint n_run = count_run (names + i, n_names - i);

      enisim_people_add_joint (text, item, n_parts);
      add_item (text, names + i, n_run);
      i += n_run;
    }
  if (i < n_names)
    g_string_append_printf (text, " and %u more", n_names - i);
}
