/* eni-draws.c: the spans that are drawn for a group of ENIs */
#include "sim/simulation-private.h"

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

/* The address of a key's draws must not depend on the order in which a file names things: the
 * names are sorted. */
static char *
name_key (const EnisimSimulation *sim, EnisimAttachmentKey key)
{
  static const char *const suffixes[ENISIM_N_AGENT_TYPES]
      = { [ENISIM_AGENT_RUNTIME] = "",
          [ENISIM_AGENT_BROWSER] = " | browser",
          [ENISIM_AGENT_CODE_INTERPRETER] = " | code_interpreter" };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GString *text = g_string_new (NULL);
  guint n_subnets, n_sgs;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &sim->keys, enisim_attachment_key_get_subnet_set (key), &n_subnets);
  const guint32 *sgs
      = enisim_attachment_keys_get_sgs (&sim->keys, enisim_attachment_key_get_sg_set (key), &n_sgs);

  for (guint i = 0; i < n_subnets; i++)
    g_ptr_array_add (names, sim->scenario->subnets[subnets[i]].name);
  append_sorted (text, names);
  g_ptr_array_set_size (names, 0);
  for (guint i = 0; i < n_sgs; i++)
    g_ptr_array_add (names, (char *) enisim_sim_get_security_group_name (sim, sgs[i]));
  g_string_append (text, "| ");
  append_sorted (text, names);
  g_string_append (text, suffixes[enisim_attachment_key_get_kind (key)]);
  return g_string_free (text, FALSE);
}

/* Drawn once per group and event.  A key's draws are numbered over the run, for each purpose apart:
 * that one span is drawn must not shift another's. */
GTimeSpan
enisim_sim_draw_for_key (EnisimSimulation *sim, const EnisimDistribution *distribution,
                         guint purpose, EnisimAttachmentKey key)
{
  EnisimKeyTable *table = &sim->n_key_draws[purpose - ENISIM_PURPOSE_CREATE_DELAY];
  g_autofree char *name = NULL;
  guint64 address;
  guint32 n_draws;
  GTimeSpan span_us;

  if (enisim_distribution_is_constant (distribution, &span_us))
    return span_us;

  n_draws = enisim_key_table_lookup (table, key);
  n_draws = n_draws == ENISIM_KEY_TABLE_NONE ? 1 : n_draws + 1;
  enisim_key_table_replace (table, key, n_draws);
  name = name_key (sim, key);
  address = enisim_stream_address (sim->seed, sim->replication, purpose, name);
  return enisim_distribution_sample_of_word_us (distribution, enisim_stream_mix (address, n_draws));
}
