/* glib-table.c: GHashTable, the key being the pointer
 *
 * That a 64-bit key fits a pointer here spares it an allocation and a miss for each key.
 */
#include "peers/peers.h"

G_STATIC_ASSERT (sizeof (gpointer) == sizeof (guint64));

typedef struct
{
  const BenchInput *input;
  GHashTable *table;
  double longest_ns;
} Pool;

static gpointer
setup_empty (const BenchInput *input)
{
  Pool *pool = g_new0 (Pool, 1);

  pool->input = input;
  pool->table = g_hash_table_new (NULL, NULL);
  return pool;
}

static gpointer
setup (const BenchInput *input)
{
  Pool *pool = setup_empty (input);

  for (guint32 i = 0; i < input->size; i++)
    g_hash_table_insert (pool->table, (gpointer) input->keys[i], GUINT_TO_POINTER (i));
  return pool;
}

static guint32
lookup (const Pool *pool, guint64 key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (pool->table, (gpointer) key));
}

static guint64
run_lookup (gpointer state, guint64 n)
{
  const Pool *pool = state;
  guint64 checksum = 0;

  for (guint64 i = 0; i < n; i++)
    checksum = checksum * 31 + lookup (pool, pool->input->picked_keys[i % BENCH_N_PICKS]);
  return checksum;
}

static guint64
run_lookup_dependent (gpointer state, guint64 n)
{
  const Pool *pool = state;
  guint64 checksum = 0;
  guint32 value = 0;

  for (guint64 i = 0; i < n; i++)
    {
      value = lookup (pool, pool->input->picked_keys[bench_next_pick (i, value)]);
      checksum = checksum * 31 + value;
    }
  return checksum;
}

static guint64
run_insert (gpointer state, guint64 n)
{
  const Pool *pool = state;
  const guint64 *keys = pool->input->keys, n_keys = bench_n_inserts (pool->input, n);

  for (guint64 i = 0; i < n_keys; i++)
    g_hash_table_insert (pool->table, (gpointer) keys[i], GUINT_TO_POINTER ((guint32) i));
  return lookup (pool, keys[n_keys / 2]);
}

static void
begin_fill (gpointer state)
{
  Pool *pool = state;

  g_hash_table_unref (pool->table);
  pool->table = g_hash_table_new (NULL, NULL);
}

static void
insert_one (gpointer state, guint32 i)
{
  Pool *pool = state;

  g_hash_table_insert (pool->table, (gpointer) pool->input->keys[i], GUINT_TO_POINTER (i));
}

static guint64
run_growth (gpointer state, guint64 n G_GNUC_UNUSED)
{
  Pool *pool = state;

  pool->longest_ns = bench_measure_longest_ns (pool->input->size, begin_fill, insert_one, pool);
  return g_hash_table_size (pool->table);
}

static double
get_longest_ns (gpointer state)
{
  return ((Pool *) state)->longest_ns;
}

static guint64
run_erase_insert (gpointer state, guint64 n)
{
  Pool *pool = state;
  const guint64 *keys = pool->input->keys;
  const guint32 n_keys = 2 * pool->input->size;
  guint32 old = 0, new = pool->input->size;
  guint64 checksum = 0;

  for (guint64 i = 0; i < n; i++)
    {
      gpointer value = NULL;

      g_hash_table_steal_extended (pool->table, (gpointer) keys[old], NULL, &value);
      checksum = checksum * 31 + GPOINTER_TO_UINT (value);
      g_hash_table_insert (pool->table, (gpointer) keys[new], GUINT_TO_POINTER ((guint32) i));
      old = old + 1 < n_keys ? old + 1 : 0;
      new = new + 1 < n_keys ? new + 1 : 0;
    }
  return checksum;
}

static void
teardown (gpointer state)
{
  Pool *pool = state;

  g_hash_table_unref (pool->table);
  g_free (pool);
}

const BenchContestant glib_table_lookup = { "GHashTable", NULL, setup, run_lookup, teardown };
const BenchContestant glib_table_lookup_dependent
    = { "GHashTable", NULL, setup, run_lookup_dependent, teardown };
const BenchContestant glib_table_insert = { "GHashTable", NULL, setup_empty, run_insert, teardown };
const BenchContestant glib_table_growth
    = { "GHashTable", NULL, setup_empty, run_growth, teardown, get_longest_ns, TRUE };
const BenchContestant glib_table_erase_insert
    = { "GHashTable", NULL, setup, run_erase_insert, teardown };
