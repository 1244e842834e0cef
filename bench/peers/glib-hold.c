/* glib-hold.c: GTree and GSequence as event lists */
#include "peers/peers.h"

typedef struct
{
  gint64 at_us;
  guint64 sequence;
  guint32 entity;
} Item;

typedef struct
{
  const BenchInput *input;
  guint64 sequence;
  Item *items;
  GTree *tree; /* one of these two */
  GSequence *list;
} Hold;

static gint
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Item *x = a, *y = b;

  (void) data;
  if (x->at_us != y->at_us)
    return x->at_us < y->at_us ? -1 : 1;
  return (x->sequence > y->sequence) - (x->sequence < y->sequence);
}

static Hold *
make_hold (const BenchInput *input)
{
  Hold *hold = g_new0 (Hold, 1);

  hold->input = input;
  hold->sequence = input->size;
  hold->items = g_new (Item, input->size);
  for (guint32 i = 1; i <= input->size; i++)
    hold->items[i - 1] = (Item){ input->increments_us[i % BENCH_N_INCREMENTS], i, i };
  return hold;
}

static guint64
postpone (Hold *hold, Item *item, guint64 i, guint64 checksum)
{
  checksum = checksum * 31 + (guint64) item->at_us + item->entity;
  item->at_us += hold->input->increments_us[i % BENCH_N_INCREMENTS];
  item->sequence = ++hold->sequence;
  return checksum;
}

static gpointer
setup_tree (const BenchInput *input)
{
  Hold *hold = make_hold (input);

  hold->tree = g_tree_new_with_data (compare, NULL);
  for (guint32 i = 0; i < input->size; i++)
    g_tree_insert (hold->tree, &hold->items[i], &hold->items[i]);
  return hold;
}

static guint64
run_tree (gpointer state, guint64 n)
{
  Hold *hold = state;
  guint64 checksum = 0;

  for (guint64 i = 0; i < n; i++)
    {
      Item *item = g_tree_node_value (g_tree_node_first (hold->tree));

      g_tree_remove (hold->tree, item);
      checksum = postpone (hold, item, i, checksum);
      g_tree_insert (hold->tree, item, item);
    }
  return checksum;
}

static gpointer
setup_sequence (const BenchInput *input)
{
  Hold *hold = make_hold (input);

  hold->list = g_sequence_new (NULL);
  for (guint32 i = 0; i < input->size; i++)
    g_sequence_append (hold->list, &hold->items[i]);
  g_sequence_sort (hold->list, compare, NULL);
  return hold;
}

/* Moving the first node spares an allocation, so this is the peer at its best. */
static guint64
run_sequence (gpointer state, guint64 n)
{
  Hold *hold = state;
  guint64 checksum = 0;

  for (guint64 i = 0; i < n; i++)
    {
      GSequenceIter *first = g_sequence_get_begin_iter (hold->list);

      checksum = postpone (hold, g_sequence_get (first), i, checksum);
      g_sequence_sort_changed (first, compare, NULL);
    }
  return checksum;
}

static void
teardown (gpointer state)
{
  Hold *hold = state;

  g_clear_pointer (&hold->tree, g_tree_unref);
  g_clear_pointer (&hold->list, g_sequence_free);
  g_free (hold->items);
  g_free (hold);
}

const BenchContestant glib_tree_hold = { "GTree", NULL, setup_tree, run_tree, teardown };
const BenchContestant glib_sequence_hold
    = { "GSequence", NULL, setup_sequence, run_sequence, teardown };
