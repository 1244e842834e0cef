/* taker-counts.c: how many addresses takers hold in each subnet */
#include "import/taker-counts.h"

/* Addresses in each of its subnets, of which there is one at least. */
static EnisimTakerCount
count_each (const EnisimTaker *taker)
{
  const guint n_subnets = taker->subnets.n;
  const guint64 n_min = taker->n_min, n_max = taker->n_max;
  EnisimTakerCount count = { n_min, n_min, n_max };

  switch (taker->rule->spread)
    {
    case ENISIM_SPREAD_EACH:
    case ENISIM_SPREAD_SHARED:
      break;
    case ENISIM_SPREAD_EVENLY:
      count.min = n_min / n_subnets;
      count.expected = (n_min + n_subnets - 1) / n_subnets;
      count.max = (n_max + n_subnets - 1) / n_subnets;
      break;
    case ENISIM_SPREAD_ANYWHERE:
      count.min = n_subnets == 1 ? n_min : 0;
      count.expected = (n_min + n_subnets - 1) / n_subnets;
      break;
    }
  if (!taker->resource.is_certain)
    count.min = count.expected = 0;
  return count;
}

/* Where takers share, the first counts, and of a later one only what it is surer of. */
typedef struct
{
  EnisimInternTable keys, labels;
  GArray *counts; /* (of EnisimTakerCount) by key */
} Shared;

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  const EnisimId x = *(const EnisimId *) a, y = *(const EnisimId *) b;

  return (x > y) - (x < y);
}

/* Texts are told apart by their numbers: a label is none of the inventory's. */
static guint32
intern_key (Shared *shared, const EnisimTaker *taker, EnisimId subnet)
{
  g_autoptr (GArray) key = g_array_new (FALSE, FALSE, sizeof (EnisimId));
  const guint32 label = enisim_intern_table_intern_name (&shared->labels, taker->rule->label);
  const EnisimIdList *sgs = &taker->security_groups;
  const EnisimId rest[] = { subnet, sgs->open, GUINT_TO_POINTER (label) };

  g_array_append_vals (key, sgs->ids, sgs->n);
  g_array_sort (key, compare_ids);
  g_array_append_vals (key, rest, G_N_ELEMENTS (rest));
  return enisim_intern_table_intern (&shared->keys, key->data, key->len * sizeof (EnisimId));
}

static EnisimTakerCount
take_rest (Shared *shared, const EnisimTaker *taker, EnisimId subnet)
{
  const EnisimTakerCount count = count_each (taker);
  const guint32 key = intern_key (shared, taker, subnet);
  EnisimTakerCount *known, rest;

  if (key == shared->counts->len)
    g_array_set_size (shared->counts, key + 1);
  known = &g_array_index (shared->counts, EnisimTakerCount, key);
  rest = (EnisimTakerCount){ count.min - MIN (known->min, count.min),
                             count.expected - MIN (known->expected, count.expected),
                             count.max - MIN (known->max, count.max) };
  known->min += rest.min;
  known->expected += rest.expected;
  known->max += rest.max;
  return rest;
}

void
enisim_taker_counts_foreach (const EnisimInventory *inventory, EnisimTakerFunc func,
                             gpointer user_data)
{
  Shared shared = { .counts = g_array_new (FALSE, TRUE, sizeof (EnisimTakerCount)) };

  enisim_intern_table_init (&shared.keys);
  enisim_intern_table_init (&shared.labels);
  for (guint i = 0; i < inventory->takers->len; i++)
    {
      const EnisimTaker *taker = &g_array_index (inventory->takers, EnisimTaker, i);

      for (guint j = 0; j < taker->subnets.n; j++)
        func (taker, taker->subnets.ids[j],
              taker->rule->spread == ENISIM_SPREAD_SHARED
                  ? take_rest (&shared, taker, taker->subnets.ids[j])
                  : count_each (taker),
              user_data);
    }
  enisim_intern_table_clear (&shared.keys);
  enisim_intern_table_clear (&shared.labels);
  g_array_unref (shared.counts);
}
