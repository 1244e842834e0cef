/* hash-slots.c: the slots of a hash table, and how they are moved a few at a time
 *
 * Included by the source of each table and so compiled for its own slots: a function pointer called
 * for each would slow them.  Before it come, named alike for all tables: Table, Slot, Keys,
 * HASH_BITS, and of an entry: ask_key(), get_home_index(), make_entry(), find_entry(), close_gap().
 *
 * The slots are moved for two reasons: half of them are taken, which doubles them, or an entry
 * found no slot within the length of a probe, which draws another multiplier.  One that is random
 * to whoever chose the keys brings two of them together no more often than chance, so one draw
 * nearly always does.  To move all slots at once would be a pause of 0.1 s with four million keys,
 * so there are old slots and new ones for a while, and each insert and each removal moves the
 * entries of the last MOVE_STEP homes of the old that are left.  Where an entry is follows from its
 * key alone: the homes below n_unmoved are in the old slots still, all others are in the new,
 * entries that come in the meantime included.  So a lookup looks into one of them only.
 *
 * From the back, because then nothing that stays has its home behind what goes: what is left of a
 * run moves up without a look at its neighbours.  Growing keeps the multiplier: a home is the upper
 * bits of a hash, so twice as many slots put each entry at twice its home or one behind.  Where
 * memory can grow without a copy the new slots are the old ones and as many behind: what is moved
 * from home n on comes to lie at 2 n or behind, and what is left ends before n + PROBE_MAX.
 *
 * An entry that finds no slot while others are moved cannot be a reason to move again: whoever
 * knows all multipliers could bring that about with every hundredth key.  It strays into a balanced
 * tree, which bounds what it costs, and comes back when all has been moved.  If it finds no slot
 * even then, the next multiplier is due.  A table that is full meanwhile waits as well: it cannot
 * take more than one entry to MOVE_STEP slots, and one to TOUCH_STEP bytes, until all has been
 * moved.
 */
#include "base/hashing.h"
#include "base/pages.h"

#define PROBE_MAX ENISIM_HASH_PROBE_MAX
#define MOVED_MAX ENISIM_HASH_MOVED_MAX

enum
{
  CAPACITY_MIN = 32,
  /* Bytes of new slots that one call gets from the kernel. */
  TOUCH_STEP = 64 << 10,
  PAGE = 4 << 10 /* the smallest */
};

/* An entry that found no slot. */
typedef struct
{
  guint64 key;
  guint32 inverse;
} Stray;

typedef struct
{
  Table old;       /* its slots, multiplier and shift; no slots: all have been moved */
  gsize n_unmoved; /* its homes before this one */
  gsize n_held;    /* bytes of its slots that still take memory, where the new are others */
  gsize n_touched; /* bytes of the new slots that have memory; nothing is moved before all have */
  GTree *strays;   /* of Stray */
} Move;

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
  table->n_taken_max = table->n_taken_quick = (guint32) (capacity / 2);
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
free_old (Table *table, Move *move)
{
  if (move->old.slots != table->slots)
    enisim_pages_free (move->old.slots, get_n_bytes (&move->old));
  move->old.slots = NULL;
}

static void
free_move (Table *table)
{
  Move *move = table->move;

  free_old (table, move);
  g_tree_unref (move->strays);
  g_free (move);
  table->move = NULL;
  table->n_taken_quick = table->n_taken_max;
}

static void
clear_slots (Table *table)
{
  if (table->move != NULL)
    free_move (table);
  enisim_pages_free (table->slots, get_n_bytes (table));
  table->slots = NULL;
}

/* Returns: whether the entry, which is not there, found a slot. */
static gboolean
put (const Table *table, Slot entry)
{
  Slot *slot = table->slots + get_home_index (table, entry);

  for (const Slot *end = slot + PROBE_MAX; slot < end; slot++)
    if (slot->inverse == 0)
      {
        *slot = entry;
        return TRUE;
      }
  return FALSE;
}

static Slot
take_out (Slot *slot)
{
  const Slot entry = *slot;

  slot->inverse = 0;
  return entry;
}

static gint
compare_strays (gconstpointer a, gconstpointer b, gpointer data G_GNUC_UNUSED)
{
  const guint64 x = ((const Stray *) a)->key, y = ((const Stray *) b)->key;

  return (x > y) - (x < y);
}

static Move *
ensure_move (Table *table)
{
  if (table->move == NULL)
    {
      Move *move = g_new0 (Move, 1);

      move->strays = g_tree_new_full (compare_strays, NULL, g_free, NULL);
      table->move = move;
      table->n_taken_quick = 0;
    }
  return table->move;
}

static void
add_stray (Table *table, guint64 key, guint32 inverse)
{
  const Stray stray = { key, inverse };

  g_tree_insert (ensure_move (table)->strays, g_memdup2 (&stray, sizeof stray), NULL);
}

static Stray *
find_stray (const Table *table, guint64 key)
{
  const Move *move = table->move;
  const Stray wanted = { .key = key };
  GTreeNode *node = move != NULL ? g_tree_lookup_node (move->strays, &wanted) : NULL;

  return node != NULL ? g_tree_node_key (node) : NULL;
}

/* Returns: whose slots the key is in, or would be. */
static const Table *
get_place (const Table *table, guint64 key)
{
  const Move *move = table->move;

  return move != NULL && move->n_unmoved > 0
                 && get_home_index (&move->old, make_entry (&move->old, key, 0)) < move->n_unmoved
             ? &move->old
             : table;
}

/* Returns: (nullable): where the complement of the key's value or record is */
static guint32 *
locate (const Table *table, guint64 key, const Keys *keys)
{
  Slot *slot = find_entry (get_place (table, key), key, keys);
  Stray *stray = slot == NULL ? find_stray (table, key) : NULL;

  if (slot != NULL)
    return &slot->inverse;
  return stray != NULL ? &stray->inverse : NULL;
}

/* What follows moves the entries; where there are strays, they are the reason for it. */
static void
begin_move (Table *table)
{
  Move *move = ensure_move (table);
  const gboolean is_full = table->n_taken >= table->n_taken_max;
  const gboolean is_crowded = g_tree_nnodes (move->strays) > 0;

  g_assert (is_full || is_crowded);
  move->old = *table;
  move->old.move = NULL;
  move->n_unmoved = 2 * (gsize) table->n_taken_max;
  move->n_held = get_n_bytes (table);
  if (is_full)
    set_capacity (table, 4 * (gsize) table->n_taken_max);
  table->n_taken_quick = 0;
  if (is_crowded)
    table->multiplier = enisim_draw_multiplier (&table->seed);
  move->n_touched = is_crowded && get_n_bytes (table) > TOUCH_STEP ? 0 : get_n_bytes (table);
  if (is_crowded || !enisim_pages_grows_in_place (get_n_bytes (&move->old), get_n_bytes (table)))
    table->slots = enisim_pages_new (get_n_bytes (table));
  else
    move->old.slots = table->slots
        = enisim_pages_grow (table->slots, get_n_bytes (&move->old), get_n_bytes (table));
}

/* By another multiplier the first entries come to lie all over the new slots: then memory that has
 * none yet is asked for before, a part at a time. */
static void
touch_some (const Table *table, Move *move)
{
  const gsize end = MIN (get_n_bytes (table), move->n_touched + TOUCH_STEP);

  for (; move->n_touched < end; move->n_touched += PAGE)
    ((volatile guint8 *) table->slots)[move->n_touched] = 0;
  move->n_touched = end;
}

/* Takes out what has its home at @from or behind; the rest moves up.  Returns: how many */
static guint
take_last (Table *table, gsize from, Slot *taken)
{
  const Move *move = table->move;
  Slot *slot = move->old.slots + from, *kept = slot, *end = move->old.slots + move->n_unmoved;
  guint n_taken = 0;

  for (; slot < end || slot->inverse != 0; slot++)
    {
      Slot entry;

      table->n_moved++;
      if (slot->inverse == 0)
        continue;
      entry = take_out (slot);
      if (get_home_index (&move->old, entry) < from)
        *kept++ = entry;
      else
        taken[n_taken++] = entry;
    }
  return n_taken;
}

static void
move_some (Table *table, const Keys *keys)
{
  Slot taken[MOVED_MAX];
  Move *move = table->move;
  const gboolean is_same_hash = move->old.multiplier == table->multiplier;
  const gsize from = move->n_unmoved - MIN (move->n_unmoved, ENISIM_HASH_MOVE_STEP);
  const guint n_taken = take_last (table, from, taken);

  move->n_unmoved = from;
  for (guint i = 0; i < n_taken; i++)
    {
      const guint64 key = is_same_hash ? 0 : ask_key (taken[i], keys);
      const Slot entry = is_same_hash ? taken[i] : make_entry (table, key, taken[i].inverse);

      if (!put (table, entry))
        add_stray (table, ask_key (taken[i], keys), entry.inverse);
    }
  if (from == 0)
    free_old (table, move);
  else if (move->old.slots != table->slots)
    enisim_pages_shed (move->old.slots, get_n_bytes (&move->old), &move->n_held,
                       (from + PROBE_MAX) * sizeof (Slot));
}

static void
settle_strays (Table *table)
{
  Move *move = table->move;

  for (guint i = 0; i < ENISIM_HASH_STRAYS_STEP && g_tree_nnodes (move->strays) > 0; i++)
    {
      const Stray *stray = g_tree_node_key (g_tree_node_first (move->strays));

      if (!put (table, make_entry (table, stray->key, stray->inverse)))
        {
          begin_move (table);
          return;
        }
      g_tree_remove (move->strays, stray);
    }
}

/* What each insert and each removal does besides, where slots are moved. */
static void
advance (Table *table, const Keys *keys)
{
  Move *move = table->move;

  if (move == NULL)
    return;
  if (move->old.slots == NULL)
    settle_strays (table);
  else if (move->n_touched < get_n_bytes (table))
    touch_some (table, move);
  else
    move_some (table, keys);
  if (move->old.slots == NULL && g_tree_nnodes (move->strays) == 0)
    free_move (table);
}

/* Adds a key that is not there. */
static void
add_slowly (Table *table, guint64 key, guint32 inverse, const Keys *keys)
{
  const Move *move = table->move;
  const Table *place;

  if (table->n_taken >= table->n_taken_max && (move == NULL || move->old.slots == NULL))
    begin_move (table);
  place = get_place (table, key);
  if (!put (place, make_entry (place, key, inverse)))
    add_stray (table, key, inverse);
  table->n_taken++;
  advance (table, keys);
}

/* Returns: the complement of what the key had; 0: it was not there */
static guint32
remove_slowly (Table *table, guint64 key, const Keys *keys)
{
  const Table *place = get_place (table, key);
  Slot *slot = find_entry (place, key, keys);
  const Stray *stray = slot == NULL ? find_stray (table, key) : NULL;
  const guint32 inverse = slot != NULL ? slot->inverse : stray != NULL ? stray->inverse : 0;

  if (inverse == 0)
    return 0;
  if (slot != NULL)
    close_gap (place, slot);
  else
    g_tree_remove (((Move *) table->move)->strays, stray);
  table->n_taken--;
  advance (table, keys);
  return inverse;
}

/* What is found where it lies has no gap before it, no second one, and no probe past the limit. */
static guint32
verify_slots (const Table *table, const Slot *slot, const Slot *end, const Keys *keys)
{
  guint32 n_taken = 0;

  for (; slot < end; slot++)
    if (slot->inverse != 0)
      {
        g_assert_true (locate (table, ask_key (*slot, keys), keys) == &slot->inverse);
        n_taken++;
      }
  return n_taken;
}

static guint32
verify_move (const Table *table, const Keys *keys)
{
  const Move *move = table->move;
  const gboolean is_old = move->old.slots != NULL;
  const gsize n_old_slots
      = move->old.slots == table->slots ? move->n_unmoved + PROBE_MAX : get_n_slots (&move->old);

  g_assert_true (is_old || g_tree_nnodes (move->strays) > 0);
  g_assert_cmpint (is_old, ==, move->n_unmoved > 0);
  for (GTreeNode *node = g_tree_node_first (move->strays); node != NULL;
       node = g_tree_node_next (node))
    {
      Stray *stray = g_tree_node_key (node);

      g_assert_true (locate (table, stray->key, keys) == &stray->inverse);
    }
  return (guint32) g_tree_nnodes (move->strays)
         + (is_old ? verify_slots (table, move->old.slots, move->old.slots + n_old_slots, keys)
                   : 0);
}

static void
verify_table (const Table *table, const Keys *keys)
{
  const Move *move = table->move;
  const gsize n_shared = move != NULL && move->old.slots == table->slots ? 2 * move->n_unmoved : 0;
  guint32 n_taken
      = verify_slots (table, table->slots + n_shared, table->slots + get_n_slots (table), keys);

  g_assert_cmpuint (table->multiplier % 2, ==, 1);
  g_assert_cmpuint (2 * (guint64) table->n_taken_max, ==,
                    G_GUINT64_CONSTANT (1) << (HASH_BITS - table->shift));
  g_assert_cmpuint (table->n_taken_quick, ==, move == NULL ? table->n_taken_max : 0);
  if (move != NULL)
    n_taken += verify_move (table, keys);
  g_assert_cmpuint (n_taken, ==, table->n_taken);
  g_assert_cmpuint (n_taken, <=,
                    table->n_taken_max + 2 * table->n_taken_max / ENISIM_HASH_MOVE_STEP
                        + get_n_bytes (table) / TOUCH_STEP + 2);
}
