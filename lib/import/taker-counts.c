/* taker-counts.c: how many addresses takers hold in each subnet
 *
 * What is dealt out over several subnets goes, as far as is expected, to those with the least so
 * far: the sum over them is then what there is, and no subnet looks emptier than it will be.
 */
#include "import/taker-counts.h"

#include <stdlib.h>

#include "import/id-set.h"
#include "net/attachment-key.h"

typedef struct
{
  EnisimInternTable keys, labels, sg_sets;
  GArray *counts;    /* (of EnisimTakerCount) by key */
  GHashTable *dealt; /* of EnisimId: a guint64, what was dealt out to it */
} Counting;

static guint64
divide_up (guint64 n, guint64 by)
{
  return (n + by - 1) / by;
}

/* In each of its subnets, but for what is expected where it is dealt out. */
static EnisimTakerCount
count_each (const EnisimTaker *taker)
{
  const guint64 n_min_subnets = MAX (taker->subnets.n, 1);
  const guint64 n_max_subnets = taker->subnets.open ? ENISIM_SUBNETS_MAX : n_min_subnets;
  const guint64 n_min = taker->n_min, n_max = taker->n_max;
  EnisimTakerCount count = { .min = n_min,
                             .expected = MAX (taker->n_expected, n_min),
                             .max = n_max,
                             .update_max = MAX (taker->n_update_max, n_max),
                             .is_open = taker->is_open };

  switch (taker->rule->spread)
    {
    case ENISIM_SPREAD_EACH:
    case ENISIM_SPREAD_SHARED:
      break;
    case ENISIM_SPREAD_EVENLY:
      count.min = n_min / n_max_subnets;
      count.max = divide_up (n_max, n_min_subnets);
      count.update_max = divide_up (count.update_max, n_min_subnets);
      break;
    case ENISIM_SPREAD_ANYWHERE:
      count.min = n_max_subnets == 1 ? n_min : 0;
      break;
    }
  return count;
}

/* A limit for all subnets together leaves to one what the others must have. */
static void
limit (const EnisimTaker *taker, EnisimTakerCount *count)
{
  const guint64 n_others = (guint64) (MAX (taker->subnets.n, 1) - 1) * count->min;
  const guint64 n_all = taker->rule->n_all_max;

  if (n_all == 0)
    return;
  count->max = MIN (count->max, n_all - MIN (n_others, n_all));
  count->max = MAX (count->max, count->expected);
  count->update_max = count->max;
  count->growth = count->max - count->expected;
}

/* Texts are told apart by their numbers: a label is none of the inventory's. */
static guint32
intern_key (Counting *counting, const EnisimTaker *taker, EnisimId subnet)
{
  const guint32 label = enisim_intern_table_intern_name (&counting->labels, taker->rule->label);
  const guint32 set = enisim_id_set_intern (&counting->sg_sets, &taker->security_groups);
  const EnisimId key[] = { subnet, GUINT_TO_POINTER (label), GUINT_TO_POINTER (set) };

  return enisim_intern_table_intern (&counting->keys, key, sizeof key);
}

/* Where takers share, the first counts, and of a later one only what it is surer of. */
static EnisimTakerCount
take_rest (Counting *counting, const EnisimTaker *taker, EnisimId subnet, EnisimTakerCount count)
{
  const guint32 key = intern_key (counting, taker, subnet);
  EnisimTakerCount *known, rest;

  if (key == counting->counts->len)
    g_array_set_size (counting->counts, key + 1);
  known = &g_array_index (counting->counts, EnisimTakerCount, key);
  rest = (EnisimTakerCount){ .min = count.min - MIN (known->min, count.min),
                             .expected = count.expected - MIN (known->expected, count.expected),
                             .max = count.max - MIN (known->max, count.max),
                             .is_open = count.is_open };
  rest.update_max = rest.max;
  known->min += rest.min;
  known->expected += rest.expected;
  known->max += rest.max;
  return rest;
}

static guint64 *
get_dealt (Counting *counting, EnisimId subnet)
{
  guint64 *n = g_hash_table_lookup (counting->dealt, subnet);

  if (!n)
    {
      n = g_new0 (guint64, 1);
      g_hash_table_insert (counting->dealt, (gpointer) subnet, n);
    }
  return n;
}

typedef struct
{
  guint64 dealt;
  guint index;
} Share;

static gint
compare_shares (gconstpointer a, gconstpointer b)
{
  const Share *x = a, *y = b;

  if (x->dealt != y->dealt)
    return x->dealt > y->dealt ? 1 : -1;
  return (x->index > y->index) - (x->index < y->index);
}

/* Returns: (transfer full): of @n, what each subnet of the list gets */
static guint64 *
deal_out (Counting *counting, const EnisimIdList *subnets, guint64 n)
{
  guint64 *shares = g_new (guint64, subnets->n);
  g_autofree Share *order = g_new (Share, subnets->n);

  for (guint i = 0; i < subnets->n; i++)
    order[i] = (Share){ *get_dealt (counting, subnets->ids[i]), i };
  qsort (order, subnets->n, sizeof (Share), compare_shares);
  for (guint i = 0; i < subnets->n; i++)
    {
      const guint index = order[i].index;

      shares[index] = n / subnets->n + (i < n % subnets->n);
      *get_dealt (counting, subnets->ids[index]) += shares[index];
    }
  return shares;
}

static void
count_taker (Counting *counting, const EnisimTaker *taker, EnisimTakerFunc func, gpointer user_data)
{
  const EnisimSpread spread = taker->rule->spread;
  const gboolean is_dealt = spread == ENISIM_SPREAD_EVENLY || spread == ENISIM_SPREAD_ANYWHERE;
  const EnisimId *ids = taker->subnets.open ? &taker->subnets.open : taker->subnets.ids;
  const guint n = taker->subnets.open ? 1 : taker->subnets.n;
  EnisimTakerCount count = count_each (taker);
  g_autofree guint64 *shares = is_dealt && taker->subnets.n > 0
                                   ? deal_out (counting, &taker->subnets, count.expected)
                                   : NULL;

  limit (taker, &count);
  if (!taker->resource.is_certain)
    count.min = count.expected = 0;
  for (guint i = 0; i < n; i++)
    {
      if (shares)
        count.expected = taker->resource.is_certain ? shares[i] : 0;
      func (taker, ids[i],
            spread == ENISIM_SPREAD_SHARED ? take_rest (counting, taker, ids[i], count) : count,
            user_data);
    }
}

void
enisim_taker_counts_foreach (const EnisimInventory *inventory, EnisimTakerFunc func,
                             gpointer user_data)
{
  Counting counting = { .counts = g_array_new (FALSE, TRUE, sizeof (EnisimTakerCount)),
                        .dealt = g_hash_table_new_full (NULL, NULL, NULL, g_free) };

  enisim_intern_table_init (&counting.keys);
  enisim_intern_table_init (&counting.labels);
  enisim_intern_table_init (&counting.sg_sets);
  for (guint i = 0; i < inventory->takers->len; i++)
    count_taker (&counting, &g_array_index (inventory->takers, EnisimTaker, i), func, user_data);
  enisim_intern_table_clear (&counting.keys);
  enisim_intern_table_clear (&counting.labels);
  enisim_intern_table_clear (&counting.sg_sets);
  g_array_unref (counting.counts);
  g_hash_table_unref (counting.dealt);
}
