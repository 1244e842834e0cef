/* sharing-matters.c: whether it shows in a run by what ENIs are shared */
#include "advise/sharing-matters.h"

static gboolean
is_first (GHashTable *seen, guint64 key)
{
  return g_hash_table_add (seen, g_memdup2 (&key, sizeof key));
}

/* Whether another configuration has one of this one's subnets beside its security groups. */
static gboolean
overlaps (const EnisimRunSummary *summary, GHashTable *places, EnisimAttachmentKey key)
{
  guint n_subnets;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &summary->keys, enisim_attachment_key_get_subnet_set (key), &n_subnets);

  for (guint i = 0; i < n_subnets; i++)
    if (!is_first (places, (guint64) subnets[i] << 32 | enisim_attachment_key_get_sg_set (key)))
      return TRUE;
  return FALSE;
}

gboolean
enisim_sharing_has_overlap (const EnisimRunSummary *summary)
{
  const EnisimScenario *scenario = summary->scenario;
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < scenario->n_runtimes; i++)
    {
      const EnisimRuntimeSpec *spec = &scenario->runtimes[i];

      if (spec->is_vpc && is_first (keys, spec->key) && overlaps (summary, places, spec->key))
        return TRUE;
    }
  return FALSE;
}

gboolean
enisim_sharing_has_types (const EnisimRunSummary *summary)
{
  const EnisimScenario *scenario = summary->scenario;
  g_autoptr (GHashTable) types = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < scenario->n_runtimes; i++)
    {
      const EnisimRuntimeSpec *spec = &scenario->runtimes[i];
      const gpointer type = GUINT_TO_POINTER (spec->type + 1u);
      const gpointer other = g_hash_table_lookup (types, &spec->key);

      if (!spec->is_vpc)
        continue;
      if (other == NULL)
        g_hash_table_insert (types, g_memdup2 (&spec->key, sizeof spec->key), type);
      else if (other != type)
        return TRUE;
    }
  return FALSE;
}
