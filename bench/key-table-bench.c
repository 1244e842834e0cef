/* key-table-bench.c: 64-bit keys to 32-bit values, as the ENI pool and the sessions use them
 *
 * Lookups all hit and do not wait for each other; erase and insert replaces the oldest key by
 * one that was away, so that the table stays as full as it was.  Callers who know their keys a
 * few calls ahead, as the batched arrivals do, prefetch; both ways are measured.
 */
#include "bench.h"
#include "base/key-table.h"
#include "peers/peers.h"

enum
{
  AHEAD = 8 /* keys: about as many misses as a core has in flight */
};

typedef struct
{
  const BenchInput *input;
  EnisimKeyTable table;
} Pool;

static gpointer
setup (const BenchInput *input)
{
  Pool *pool = g_new (Pool, 1);

  pool->input = input;
  enisim_key_table_init (&pool->table, 1);
  for (guint32 i = 0; i < input->size; i++)
    enisim_key_table_insert (&pool->table, input->keys[i], i);
  return pool;
}

static inline guint64
lookup (const Pool *pool, guint64 n, gboolean prefetches)
{
  const guint64 *keys = pool->input->picked_keys;
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
  g_free (pool);
}

static const BenchContestant ours_lookup = { "ours", NULL, setup, run_lookup, teardown };
static const BenchContestant ours_lookup_plainly
    = { "ours, no prefetch", NULL, setup, run_lookup_plainly, teardown };
static const BenchContestant ours_erase_insert
    = { "ours", NULL, setup, run_erase_insert, teardown };
static const BenchContestant ours_erase_insert_plainly
    = { "ours, no prefetch", NULL, setup, run_erase_insert_plainly, teardown };

static const BenchContestant *const lookup_contestants[]
    = { &ours_lookup, &ours_lookup_plainly, &glib_table_lookup, MAP_PEERS (lookup) NULL };

static const BenchContestant *const erase_insert_contestants[]
    = { &ours_erase_insert, &ours_erase_insert_plainly, &glib_table_erase_insert,
        MAP_PEERS (erase_insert) NULL };

static const BenchCase cases[] = {
  { "pool/lookup", 10000, 2000000, lookup_contestants },
  { "pool/lookup", 1000000, 2000000, lookup_contestants },
  { "pool/erase-insert", 10000, 1000000, erase_insert_contestants },
  { "pool/erase-insert", 1000000, 1000000, erase_insert_contestants },
};

const BenchSuite key_table_suite = { cases, G_N_ELEMENTS (cases) };
