/* key-table-bench.c: 64-bit keys to 32-bit values, as the ENI pool and the sessions use them
 *
 * Lookups all hit and do not wait for each other; erase and insert replaces the oldest key by
 * one that was away, so that the table stays as full as it was.  Callers who know their keys a
 * few calls ahead, as the batched arrivals do, prefetch; both ways are measured.
 *
 * Dependent lookups wait for each other, which is the time to one answer.  Insert builds a table of
 * twice the size up from nothing, its growth included.  The keys of lookup-adversarial are runs,
 * strides, and those whose product with the usual multiplier of Fibonacci hashing is small: a table
 * that keeps to that has them all in one slot.
 *
 * Growth is the one call of a fill that takes longest, so that a table which moves all it has at
 * once shows it.
 */
#include "bench.h"

#include <sys/prctl.h>

#include "base/key-table.h"
#include "peers/peers.h"

enum
{
  AHEAD = 8 /* keys: about as many misses as a core has in flight */
};

/* The inverse modulo 2^64 of the golden ratio's odd neighbour. */
#define FIBONACCI_INVERSE G_GUINT64_CONSTANT (0xf1de83e19937733d)

typedef guint64 (*MakeKey) (guint32 i);

typedef struct
{
  const BenchInput *input;
  EnisimKeyTable table;
  guint64 *picked_keys; /* (nullable): other keys than the input's */
  double longest_ns;
} Pool;

static gpointer
setup_empty (const BenchInput *input)
{
  Pool *pool = g_new0 (Pool, 1);

  pool->input = input;
  enisim_key_table_init (&pool->table, 1);
  return pool;
}

static gpointer
setup (const BenchInput *input)
{
  Pool *pool = setup_empty (input);

  for (guint32 i = 0; i < input->size; i++)
    enisim_key_table_insert (&pool->table, input->keys[i], i);
  return pool;
}

static gpointer
setup_with (const BenchInput *input, MakeKey make_key)
{
  Pool *pool = setup_empty (input);

  for (guint32 i = 0; i < input->size; i++)
    enisim_key_table_insert (&pool->table, make_key (i), i);
  pool->picked_keys = g_new (guint64, BENCH_N_PICKS);
  for (guint i = 0; i < BENCH_N_PICKS; i++)
    pool->picked_keys[i] = make_key (input->picks[i]);
  return pool;
}

static guint64
make_chosen_key (guint32 i)
{
  return FIBONACCI_INVERSE * (i + 1);
}

static guint64
make_sequential_key (guint32 i)
{
  return i;
}

static guint64
make_strided_key (guint32 i)
{
  return (guint64) i << 20;
}

static guint64
make_high_key (guint32 i)
{
  return (guint64) i << 44;
}

static gpointer
setup_chosen (const BenchInput *input)
{
  g_assert (FIBONACCI_INVERSE * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) == 1);
  return setup_with (input, make_chosen_key);
}

static gpointer
setup_sequential (const BenchInput *input)
{
  return setup_with (input, make_sequential_key);
}

static gpointer
setup_strided (const BenchInput *input)
{
  return setup_with (input, make_strided_key);
}

static gpointer
setup_high (const BenchInput *input)
{
  return setup_with (input, make_high_key);
}

static inline guint64
lookup (const Pool *pool, guint64 n, gboolean prefetches)
{
  const guint64 *keys = pool->picked_keys != NULL ? pool->picked_keys : pool->input->picked_keys;
  guint64 checksum = 0;

  for (guint64 i = 0; i < n; i++)
    {
      if (prefetches)
        enisim_key_table_prefetch (&pool->table, keys[(i + AHEAD) % BENCH_N_PICKS]);
      checksum = checksum * 31 + enisim_key_table_lookup (&pool->table, keys[i % BENCH_N_PICKS]);
    }
  return checksum;
}

static guint64
run_lookup (gpointer state, guint64 n)
{
  return lookup (state, n, TRUE);
}

static guint64
run_lookup_plainly (gpointer state, guint64 n)
{
  return lookup (state, n, FALSE);
}

static guint64
run_lookup_dependent (gpointer state, guint64 n)
{
  const Pool *pool = state;
  guint64 checksum = 0;
  guint32 value = 0;

  for (guint64 i = 0; i < n; i++)
    {
      const guint64 key = pool->input->picked_keys[bench_next_pick (i, value)];

      value = enisim_key_table_lookup (&pool->table, key);
      checksum = checksum * 31 + value;
    }
  return checksum;
}

static guint64
run_insert (gpointer state, guint64 n)
{
  Pool *pool = state;
  const guint64 *keys = pool->input->keys, n_keys = bench_n_inserts (pool->input, n);

  for (guint64 i = 0; i < n_keys; i++)
    enisim_key_table_insert (&pool->table, keys[i], (guint32) i);
  return enisim_key_table_lookup (&pool->table, keys[n_keys / 2]);
}

static void
begin_fill (gpointer state)
{
  Pool *pool = state;

  enisim_key_table_clear (&pool->table);
  enisim_key_table_init (&pool->table, 1);
}

static void
insert_one (gpointer state, guint32 i)
{
  Pool *pool = state;

  enisim_key_table_insert (&pool->table, pool->input->keys[i], i);
}

static guint64
run_growth (gpointer state, guint64 n G_GNUC_UNUSED)
{
  Pool *pool = state;

  pool->longest_ns = bench_measure_longest_ns (pool->input->size, begin_fill, insert_one, pool);
  return enisim_key_table_get_n_keys (&pool->table);
}

/* Without what the kernel takes to clear a huge page that is touched first. */
static guint64
run_growth_on_small_pages (gpointer state, guint64 n)
{
  guint64 checksum;

  prctl (PR_SET_THP_DISABLE, 1, 0, 0, 0);
  checksum = run_growth (state, n);
  prctl (PR_SET_THP_DISABLE, 0, 0, 0, 0);
  return checksum;
}

static double
get_longest_ns (gpointer state)
{
  return ((Pool *) state)->longest_ns;
}

static inline guint64
erase_insert (Pool *pool, guint64 n, gboolean prefetches)
{
  const guint64 *keys = pool->input->keys;
  const guint32 n_keys = 2 * pool->input->size;
  guint32 old = 0, new = pool->input->size;
  guint64 checksum = 0;

  for (guint64 i = 0; i < n; i++)
    {
      if (prefetches)
        {
          enisim_key_table_prefetch (&pool->table, keys[MIN (old + AHEAD, n_keys - 1)]);
          enisim_key_table_prefetch (&pool->table, keys[MIN (new + AHEAD, n_keys - 1)]);
        }
      checksum = checksum * 31 + enisim_key_table_remove (&pool->table, keys[old]);
      enisim_key_table_insert (&pool->table, keys[new], (guint32) i);
      old = old + 1 < n_keys ? old + 1 : 0;
      new = new + 1 < n_keys ? new + 1 : 0;
    }
  return checksum;
}

static guint64
run_erase_insert (gpointer state, guint64 n)
{
  return erase_insert (state, n, TRUE);
}

static guint64
run_erase_insert_plainly (gpointer state, guint64 n)
{
  return erase_insert (state, n, FALSE);
}

static void
teardown (gpointer state)
{
  Pool *pool = state;

  enisim_key_table_clear (&pool->table);
  g_free (pool->picked_keys);
  g_free (pool);
}

static const BenchContestant ours_lookup = { "ours", NULL, setup, run_lookup, teardown };
static const BenchContestant ours_lookup_plainly
    = { "ours, no prefetch", NULL, setup, run_lookup_plainly, teardown };
static const BenchContestant ours_erase_insert
    = { "ours", NULL, setup, run_erase_insert, teardown };
static const BenchContestant ours_erase_insert_plainly
    = { "ours, no prefetch", NULL, setup, run_erase_insert_plainly, teardown };

static const BenchContestant ours_lookup_dependent
    = { "ours", NULL, setup, run_lookup_dependent, teardown };
static const BenchContestant ours_insert = { "ours", NULL, setup_empty, run_insert, teardown };

static const BenchContestant ours_growth
    = { "ours", NULL, setup_empty, run_growth, teardown, get_longest_ns, TRUE };
static const BenchContestant ours_growth_on_small_pages
    = { "ours, small pages", NULL, setup_empty, run_growth_on_small_pages, teardown,
        get_longest_ns,      TRUE };

static const BenchContestant ours_chosen
    = { "ours, chosen keys", NULL, setup_chosen, run_lookup_plainly, teardown };
static const BenchContestant ours_sequential
    = { "ours, keys in a run", NULL, setup_sequential, run_lookup_plainly, teardown };
static const BenchContestant ours_strided
    = { "ours, keys 2^20 apart", NULL, setup_strided, run_lookup_plainly, teardown };
static const BenchContestant ours_high
    = { "ours, keys 2^44 apart", NULL, setup_high, run_lookup_plainly, teardown };

static const BenchContestant *const adversarial_contestants[]
    = { &ours_lookup_plainly, &ours_chosen, &ours_sequential, &ours_strided, &ours_high, NULL };

static const BenchContestant *const lookup_dependent_contestants[]
    = { &ours_lookup_dependent, &glib_table_lookup_dependent, MAP_PEERS (lookup_dependent) NULL };

static const BenchContestant *const insert_contestants[]
    = { &ours_insert, &glib_table_insert, MAP_PEERS (insert) NULL };

static const BenchContestant *const growth_contestants[]
    = { &ours_growth, &ours_growth_on_small_pages, &glib_table_growth, NULL };

static const BenchContestant *const lookup_contestants[]
    = { &ours_lookup, &ours_lookup_plainly, &glib_table_lookup, MAP_PEERS (lookup) NULL };

static const BenchContestant *const erase_insert_contestants[]
    = { &ours_erase_insert, &ours_erase_insert_plainly, &glib_table_erase_insert,
        MAP_PEERS (erase_insert) NULL };

static const BenchCase cases[] = {
  { "pool/lookup", 10000, 2000000, lookup_contestants },
  { "pool/lookup", 1000000, 2000000, lookup_contestants, .is_lengthy = TRUE },
  { "pool/lookup-dependent", 1000000, 1000000, lookup_dependent_contestants, .is_lengthy = TRUE },
  { "pool/lookup-adversarial", 10000, 2000000, adversarial_contestants },
  { "pool/lookup-adversarial", 1000000, 2000000, adversarial_contestants },
  { "pool/insert", 1000000, 2000000, insert_contestants, .is_lengthy = TRUE },
  { "pool/growth", 5000000, 1, growth_contestants, .is_lengthy = TRUE },
  { "pool/erase-insert", 10000, 1000000, erase_insert_contestants },
  { "pool/erase-insert", 1000000, 1000000, erase_insert_contestants, .is_lengthy = TRUE },
};

const BenchSuite key_table_suite = { cases, G_N_ELEMENTS (cases) };
