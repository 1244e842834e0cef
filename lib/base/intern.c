/* intern.c: one small id for each different byte string
 *
 * Names come from strangers' files, so the hash has a seed and a table whose probes grow longer
 * than chance explains takes the next one.  Seeds follow one another in a fixed order: strings
 * made to collide under one of them scatter under the next, and no randomness is needed.  The
 * order of the slots never shows.
 */
#include "base/intern.h"

enum
{
  SLOTS_MIN = 16
};

/* Without pattern and odd: the fractional bits of the golden ratio and of the root of 2. */
#define SEED_STEP G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)
#define MULTIPLIER G_GUINT64_CONSTANT (0x6a09e667f3bcc909)

__extension__ typedef unsigned __int128 Product;

/* The lower a bit of a product, the fewer bits of its factors reach it; the upper half laid over
 * the lower one evens that out. */
static guint64
fold (guint64 word)
{
  const Product product = (Product) word * MULTIPLIER;

  return (guint64) product ^ (guint64) (product >> 64);
}

guint64
enisim_bytes_hash (guint64 seed, gconstpointer bytes, gsize n_bytes)
{
  const guint8 *next = bytes;
  guint64 hash = fold (seed ^ n_bytes);
  guint64 word;

  for (; n_bytes >= sizeof word; next += sizeof word, n_bytes -= sizeof word)
    {
      memcpy (&word, next, sizeof word);
      hash = fold (hash ^ word);
    }
  if (n_bytes > 0)
    {
      word = 0;
      memcpy (&word, next, n_bytes);
      hash = fold (hash ^ word);
    }
  return fold (hash ^ seed);
}

static gboolean
is_equal (const EnisimInternItem *item, gconstpointer bytes, gsize n_bytes)
{
  return item->n_bytes == n_bytes && (n_bytes == 0 || memcmp (item->bytes, bytes, n_bytes) == 0);
}

/* Returns: the slot of the equal item, or the free one where it would go. */
static guint32
find (const EnisimInternTable *table, guint64 hash, gconstpointer bytes, gsize n_bytes)
{
  const guint32 tag = (guint32) (hash >> 32);
  guint32 slot = (guint32) hash & table->mask;

  for (; table->slots[slot].id != ENISIM_INTERN_NONE; slot = (slot + 1) & table->mask)
    if (table->slots[slot].tag == tag
        && is_equal (&table->items[table->slots[slot].id], bytes, n_bytes))
      break;
  return slot;
}

static void
fill_slot (EnisimInternTable *table, guint32 slot, guint64 hash, guint32 id)
{
  table->slots[slot] = (EnisimInternSlot){ .tag = (guint32) (hash >> 32), .id = id };
}

static void
rebuild (EnisimInternTable *table, guint32 n_slots)
{
  table->items = g_renew (EnisimInternItem, table->items, n_slots / 2);
  table->slots = g_renew (EnisimInternSlot, table->slots, n_slots);
  table->mask = n_slots - 1;
  memset (table->slots, 0xff, n_slots * sizeof *table->slots);
  for (guint32 id = 0; id < table->n_items; id++)
    {
      const EnisimInternItem item = table->items[id];
      const guint64 hash = enisim_bytes_hash (table->seed, item.bytes, item.n_bytes);

      fill_slot (table, find (table, hash, item.bytes, item.n_bytes), hash, id);
    }
}

void
enisim_intern_table_init (EnisimInternTable *table)
{
  *table = (EnisimInternTable){ .seed = SEED_STEP };
  rebuild (table, SLOTS_MIN);
}

void
enisim_intern_table_clear (EnisimInternTable *table)
{
  for (guint32 id = 0; id < table->n_items; id++)
    g_free (table->items[id].bytes);
  g_clear_pointer (&table->items, g_free);
  g_clear_pointer (&table->slots, g_free);
  table->n_items = 0;
}

static void *
copy_with_nul (gconstpointer bytes, gsize n_bytes)
{
  char *copy = g_malloc (n_bytes + 1);

  if (n_bytes > 0)
    memcpy (copy, bytes, n_bytes);
  copy[n_bytes] = '\0';
  return copy;
}

void
enisim_intern_table_init_copy (EnisimInternTable *table, const EnisimInternTable *from)
{
  const guint32 n_slots = from->mask + 1;

  *table = *from;
  table->slots = g_memdup2 (from->slots, n_slots * sizeof *from->slots);
  table->items = g_new (EnisimInternItem, n_slots / 2);
  for (guint32 id = 0; id < from->n_items; id++)
    table->items[id] = (EnisimInternItem){
      .bytes = copy_with_nul (from->items[id].bytes, from->items[id].n_bytes),
      .n_bytes = from->items[id].n_bytes,
    };
}

guint32
enisim_intern_table_intern (EnisimInternTable *table, gconstpointer bytes, gsize n_bytes)
{
  const guint64 hash = enisim_bytes_hash (table->seed, bytes, n_bytes);
  const guint32 slot = find (table, hash, bytes, n_bytes);
  const guint32 n_probes = (slot - (guint32) hash) & table->mask;
  const guint32 id = table->n_items;

  if (table->slots[slot].id != ENISIM_INTERN_NONE)
    return table->slots[slot].id;

  g_assert (id < ENISIM_INTERN_ITEMS_MAX);
  table->items[table->n_items++]
      = (EnisimInternItem){ .bytes = copy_with_nul (bytes, n_bytes), .n_bytes = n_bytes };
  if (table->n_items == (table->mask + 1) / 2)
    rebuild (table, (table->mask + 1) * 2);
  else if (n_probes > ENISIM_INTERN_PROBES_MAX)
    {
      table->seed += SEED_STEP;
      rebuild (table, table->mask + 1);
    }
  else
    fill_slot (table, slot, hash, id);
  return id;
}

guint32
enisim_intern_table_lookup (const EnisimInternTable *table, gconstpointer bytes, gsize n_bytes)
{
  const guint64 hash = enisim_bytes_hash (table->seed, bytes, n_bytes);

  return table->slots[find (table, hash, bytes, n_bytes)].id;
}

void
enisim_intern_table_verify (const EnisimInternTable *table)
{
  guint32 n_filled = 0;

  g_assert_cmpuint (table->mask & (table->mask + 1), ==, 0);
  g_assert_cmpuint (table->n_items, <, (table->mask + 1) / 2);
  for (guint32 slot = 0; slot <= table->mask; slot++)
    n_filled += table->slots[slot].id != ENISIM_INTERN_NONE;
  g_assert_cmpuint (n_filled, ==, table->n_items);
  for (guint32 id = 0; id < table->n_items; id++)
    {
      const EnisimInternItem item = table->items[id];

      g_assert_cmpuint (enisim_intern_table_lookup (table, item.bytes, item.n_bytes), ==, id);
      g_assert_cmpint (((const char *) item.bytes)[item.n_bytes], ==, '\0');
    }
}
