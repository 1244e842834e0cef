/* runtime-names.h: which runtimes a name stands for
 *
 * The n members of a group are not in a table of names: name_K is found by its group and its
 * number, so that a million of them cost no more than one.
 */
#pragma once

#include <glib.h>

/* One item of a scenario's list of runtimes: one runtime, or `count` of them. */
typedef struct
{
  char *name;    /* (nullable): complained of */
  guint32 first; /* index of its first runtime */
  guint32 count;
  gboolean is_group; /* the runtimes are called name_0, name_1, ... */
} EnisimRuntimeItem;

typedef struct
{
  GArray *items;       /* of EnisimRuntimeItem, in the order of the list */
  GHashTable *by_name; /* name of an item -> its index; of equal names, the first */
} EnisimRuntimeNames;

void enisim_runtime_names_init (EnisimRuntimeNames *names);
void enisim_runtime_names_clear (EnisimRuntimeNames *names);

/* @item: as it is to be, but for its name
 * @name: (nullable): copied
 *
 * Returns: %FALSE if @name is the name of another item already; @item is appended all the same,
 * and found no more */
gboolean enisim_runtime_names_add (EnisimRuntimeNames *names, EnisimRuntimeItem item,
                                   const char *name);

/* Returns: whether there is an item of that name */
gboolean enisim_runtime_names_find_item (const EnisimRuntimeNames *names, const char *name,
                                         guint32 *item);

/* @item: the group of which @name is a member
 * @number: which one, from 0 */
gboolean enisim_runtime_names_find_member (const EnisimRuntimeNames *names, const char *name,
                                           guint32 *item, guint32 *number);

/* Returns: the item of which @runtime is one; there is one */
guint32 enisim_runtime_names_find_owner (const EnisimRuntimeNames *names, guint32 runtime);

static inline const EnisimRuntimeItem *
enisim_runtime_names_get_item (const EnisimRuntimeNames *names, guint32 item)
{
  return &g_array_index (names->items, EnisimRuntimeItem, item);
}

/* Aborts on a broken invariant.  O(n) in the items: tests and debugging only. */
void enisim_runtime_names_verify (const EnisimRuntimeNames *names);
