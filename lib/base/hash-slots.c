/* hash-slots.c: the slots of a hash table, and why they are rebuilt
 *
 * Included by the source of each table and so compiled for its own slots: a function pointer called
 * for each would slow them.  Before it come, named alike for all tables: Table, Slot, Keys,
 * HASH_BITS, get_home() of an entry, and hash_anew(), which makes an entry fit the multiplier.
 *
 * The slots are rebuilt for two reasons: half of them are taken, or an entry found no slot within
 * the length of a probe.  Growing keeps the multiplier: a home is the upper bits of a hash, so
 * twice as many slots put each entry at twice its home or one behind, and they move in the order in
 * which they lie, in one pass and in place.  Crowding draws another multiplier.  One that is
 * random to whoever chose the keys brings two of them together no more often than chance, so one
 * draw nearly always does, and growth is there for what bad luck is left.
 */
#include "base/hashing.h"
#include "base/pages.h"

#define PROBE_MAX ENISIM_HASH_PROBE_MAX

enum
{
  CAPACITY_MIN = 32
};

static gsize
get_n_slots (const Table *table)
{
  return 2 * (gsize) table->n_taken_max + PROBE_MAX;
}

static gsize
get_n_bytes (const Table *table)
{
  return get_n_slots (table) * sizeof (Slot);
}

static void
set_capacity (Table *table, gsize capacity)
{
  g_assert (capacity / 2 <= ENISIM_HASH_TAKEN_MAX);
  table->n_taken_max = (guint32) (capacity / 2);
  table->shift = HASH_BITS + 1 - g_bit_storage (capacity);
}

static void
init_slots (Table *table, guint64 seed)
{
  *table = (Table){ .seed = seed };
  table->multiplier = enisim_draw_multiplier (&table->seed);
  set_capacity (table, CAPACITY_MIN);
  table->slots = enisim_pages_new (get_n_bytes (table));
}

static void
clear_slots (Table *table)
{
  enisim_pages_free (table->slots, get_n_bytes (table));
  table->slots = NULL;
}

/* Returns: whether the entry, which is not there, found a slot. */
static gboolean
put (Table *table, Slot entry)
{
  Slot *slot = get_home (table, entry);

  for (const Slot *end = slot + PROBE_MAX; slot < end; slot++)
    if (slot->inverse == 0)
      {
        *slot = entry;
        return TRUE;
      }
  return FALSE;
}

static void
settle (Table *table, Slot entry, GArray *homeless)
{
  if (entry.inverse != 0 && !put (table, entry))
    g_array_append_val (homeless, entry);
}

static Slot
take_out (Slot *slot)
{
  const Slot entry = *slot;

  slot->inverse = 0;
  return entry;
}

/* From the back: behind the first slots, which are moved aside, an entry lies less than PROBE_MAX
 * behind its home and so before twice that, where nothing waits to be moved any more. */
static void
grow (Table *table, GArray *homeless)
{
  Slot aside[2 * PROBE_MAX];
  const gsize n_before = get_n_slots (table), n_bytes_before = get_n_bytes (table);
  const gsize n_aside = MIN (n_before, G_N_ELEMENTS (aside));

  set_capacity (table, 4 * (gsize) table->n_taken_max);
  table->slots = enisim_pages_grow (table->slots, n_bytes_before, get_n_bytes (table));
  for (gsize i = 0; i < n_aside; i++)
    aside[i] = take_out (&table->slots[i]);
  for (gsize i = n_before; i-- > n_aside;)
    settle (table, take_out (&table->slots[i]), homeless);
  for (gsize i = n_aside; i-- > 0;)
    settle (table, aside[i], homeless);
}

/* All move, so all are homeless for a moment. */
static void
scatter (Table *table, GArray *homeless, const Keys *keys)
{
  g_autofree Slot *entries = NULL;
  gsize n_entries;

  for (gsize i = 0; i < get_n_slots (table); i++)
    if (table->slots[i].inverse != 0)
      {
        const Slot entry = take_out (&table->slots[i]);

        g_array_append_val (homeless, entry);
      }
  table->multiplier = enisim_draw_multiplier (&table->seed);
  entries = g_array_steal (homeless, &n_entries);
  for (gsize i = 0; i < n_entries; i++)
    settle (table, hash_anew (table, entries[i], keys), homeless);
}

/* Adds an entry that found no slot. */
static void
add_slowly (Table *table, Slot entry, const Keys *keys)
{
  g_autoptr (GArray) homeless = g_array_new (FALSE, FALSE, sizeof (Slot));

  if (table->n_taken == table->n_taken_max)
    grow (table, homeless);
  settle (table, entry, homeless);
  for (guint n_tries = 1; homeless->len > 0; n_tries++)
    {
      scatter (table, homeless, keys);
      if (homeless->len > 0 && n_tries % ENISIM_HASH_TRIES_MAX == 0)
        grow (table, homeless);
    }
  table->n_taken++;
}

static void
verify_counts (const Table *table)
{
  guint32 n_taken = 0;

  g_assert_cmpuint (table->multiplier % 2, ==, 1);
  g_assert_cmpuint (2 * (guint64) table->n_taken_max, ==,
                    G_GUINT64_CONSTANT (1) << (HASH_BITS - table->shift));
  for (gsize i = 0; i < get_n_slots (table); i++)
    n_taken += table->slots[i].inverse != 0;
  g_assert_cmpuint (n_taken, ==, table->n_taken);
  g_assert_cmpuint (n_taken, <=, table->n_taken_max);
}
