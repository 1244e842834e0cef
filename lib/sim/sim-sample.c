/* sim-sample.c: what a run looks like at regular instants */
#include "sim/sim-sample.h"

void
enisim_samples_init (EnisimSamples *samples)
{
  samples->samples = g_array_new (FALSE, FALSE, sizeof (EnisimSample));
  enisim_intern_table_init (&samples->lists);
  samples->n_listed = 0;
}

void
enisim_samples_clear (EnisimSamples *samples)
{
  g_clear_pointer (&samples->samples, g_array_unref);
  enisim_intern_table_clear (&samples->lists);
}

static gint
compare_enis (gconstpointer a, gconstpointer b)
{
  const EnisimSampledEni *x = a, *y = b;

  if (x->subnet_index != y->subnet_index)
    return x->subnet_index < y->subnet_index ? -1 : 1;
  return (x->address > y->address) - (x->address < y->address);
}

static GArray *
list_enis (const EnisimEniPool *pool)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (EnisimSampledEni));

  for (guint32 place = 0; place < enisim_eni_pool_get_n_places (pool); place++)
    {
      const EnisimEniGroup *group = enisim_eni_pool_get (pool, place);

      for (guint i = 0; i < group->n_enis; i++)
        {
          const EnisimSampledEni eni = { group->enis[i].subnet_index, group->enis[i].address };

          g_array_append_val (list, eni);
        }
    }
  g_array_sort (list, compare_enis);
  return list;
}

void
enisim_samples_take (EnisimSamples *samples, EnisimTime now, const EnisimEniPool *pool,
                     const EnisimSessionTable *sessions)
{
  g_autoptr (GArray) list = list_enis (pool);
  const guint32 n_lists = enisim_intern_table_get_n_items (&samples->lists);
  const EnisimSample sample
      = { .at = now,
          .n_enis = list->len,
          .list = enisim_intern_table_intern (&samples->lists, list->data,
                                              list->len * sizeof (EnisimSampledEni)),
          .n_vms = enisim_session_table_get_n_vms (sessions) };

  if (enisim_intern_table_get_n_items (&samples->lists) > n_lists)
    samples->n_listed += list->len;
  g_array_append_val (samples->samples, sample);
}
