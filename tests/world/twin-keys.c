/* twin-keys.c: what decides sharing, and the spans that are drawn for it */
#include "world/twin-parts.h"

#include <string.h>

gboolean
twin_key_equal (const TwinKey *a, const TwinKey *b)
{
  return a->subnets == b->subnets && a->groups == b->groups && a->type == b->type;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
append_sorted (GString *text, GPtrArray *names)
{
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s ", (const char *) names->pdata[i]);
}

/* What a key is called where its draws are addressed. */
static char *
name_key (const Twin *twin, const TwinKey *key)
{
  static const char *const suffixes[] = { "", " | browser", " | code_interpreter" };
  const World *world = twin->world;
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) subnet_names = g_ptr_array_new ();
  g_autoptr (GPtrArray) group_names = g_ptr_array_new ();

  for (guint i = 0; i < world->n_subnets; i++)
    if (key->subnets & 1u << i)
      g_ptr_array_add (subnet_names, (gpointer) world->subnets[i].name);
  if (key->groups & TWIN_OWN)
    g_ptr_array_add (group_names, (gpointer) twin_find_own_group (twin, key->groups)->name);
  for (guint i = 0; i < world->n_groups; i++)
    if (!(key->groups & TWIN_OWN) && (key->groups & 1u << i))
      g_ptr_array_add (group_names, (gpointer) world->group_names[i]);
  append_sorted (text, subnet_names);
  g_string_append (text, "| ");
  append_sorted (text, group_names);
  g_string_append (text, suffixes[key->type]);
  return g_string_free (text, FALSE);
}

static guint
number_draw (Twin *twin, guint purpose, const TwinKey *key)
{
  const TwinDraws first = { *key, purpose, 1 };

  for (guint i = 0; i < twin->draws->len; i++)
    {
      TwinDraws *draws = &g_array_index (twin->draws, TwinDraws, i);

      if (draws->purpose == purpose && twin_key_equal (&draws->key, key))
        return ++draws->n;
    }
  g_array_append_val (twin->draws, first);
  return 1;
}

gint64
twin_draw_for_key (Twin *twin, const WorldVaries *varies, gint64 otherwise, guint purpose,
                   const TwinKey *key)
{
  const guint n = number_draw (twin, purpose, key);
  g_autofree char *name = name_key (twin, key);
  const guint64 address = enisim_stream_address (twin->world->seed, 0, purpose, name);
  EnisimStream stream = enisim_stream_from_word (enisim_stream_mix (address, n));

  if (varies->text[0] == '\0')
    return otherwise;
  return enisim_distribution_sample_us (&varies->distribution, &stream);
}
