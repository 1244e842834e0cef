/* plan-others.c: what it is that takes addresses beside agents, endpoints and NAT gateways */
#include "advise/plan.h"

#include "import/taker-counts.h"

/* Of one subnet and kind. */
typedef struct
{
  guint place, kind;
  EnisimPlanOther other;
} Entry;

typedef struct
{
  EnisimPlan *plan;
  EnisimInternTable keys;
  GArray *entries; /* (of Entry) by key */
} Kinds;

static void
add (Kinds *kinds, guint place, EnisimPlanOther other)
{
  const guint kind = enisim_plan_number_of (kinds->plan, other.kind);
  const guint32 key[] = { place, kind };
  const guint32 index = enisim_intern_table_intern_u32s (&kinds->keys, key, G_N_ELEMENTS (key));
  const Entry entry = { place, kind, other };

  if (index == kinds->entries->len)
    g_array_append_val (kinds->entries, entry);
  else
    enisim_plan_count_add (&g_array_index (kinds->entries, Entry, index).other.count, other.count);
}

static void
add_taker (const EnisimTaker *taker, EnisimId id, EnisimTakerCount count, gpointer user_data)
{
  Kinds *kinds = user_data;
  const EnisimTakerRule *rule = taker->rule;

  add (kinds, enisim_plan_place_of (kinds->plan, id),
       (EnisimPlanOther){ .kind = rule->label,
                          .count = { count.min, count.expected, count.max, count.is_open },
                          .mark = enisim_mark_get_name (rule->mark),
                          .note = rule->note });
}

/* Of an ENI of agents, endpoints or NAT gateways, whatever is past its first address. */
static void
add_interface (Kinds *kinds, const EnisimInterface *one)
{
  const gboolean is_other = one->kind == ENISIM_INTERFACE_OTHER;
  const guint64 n = is_other ? one->n_addresses : one->n_addresses - 1;

  if (n > 0)
    add (kinds, enisim_plan_place_of (kinds->plan, one->subnet),
         (EnisimPlanOther){ .kind = is_other ? one->label : "further address",
                            .count = { n, n, n, FALSE } });
}

static gint
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  if (x->place != y->place)
    return x->place > y->place ? 1 : -1;
  return (x->kind > y->kind) - (x->kind < y->kind);
}

/* @entries: sorted
 * Returns: (transfer full): of each row and one more, where its entries begin */
static guint *
index_rows (const EnisimPlan *plan, const GArray *entries)
{
  const guint n_rows = plan->subnets->len;
  guint *begins = g_new0 (guint, n_rows + 1);

  for (guint i = 0; i < entries->len; i++)
    begins[g_array_index (entries, Entry, i).place + 1] = i + 1;
  for (guint i = 1; i <= n_rows; i++)
    begins[i] = MAX (begins[i], begins[i - 1]);
  return begins;
}

/* What is in each subnet of a list is in those that are picked from it. */
static void
add_to_members (Kinds *kinds)
{
  EnisimPlan *plan = kinds->plan;
  g_autoptr (GArray) sorted = g_array_copy (kinds->entries);
  g_autofree guint *begins = NULL;

  g_array_sort (sorted, compare_entries);
  begins = index_rows (plan, sorted);
  for (guint i = 0; i < plan->subnets->len; i++)
    {
      const gint list = enisim_plan_find_list (plan, i);

      for (guint j = list < 0 ? 0 : begins[list]; list >= 0 && j < begins[list + 1]; j++)
        add (kinds, i, g_array_index (sorted, Entry, j).other);
    }
}

/* The array grows no more once subnets point into it. */
static void
keep (EnisimPlan *plan, GArray *entries)
{
  const EnisimPlanOther *others;

  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    g_array_append_val (plan->others, g_array_index (entries, Entry, i).other);
  others = (const EnisimPlanOther *) (gconstpointer) plan->others->data;
  for (guint i = 0; i < entries->len; i++)
    {
      const guint place = g_array_index (entries, Entry, i).place;
      EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, place);

      if (subnet->n_kinds++ == 0)
        subnet->kinds = &others[i];
    }
}

void
enisim_plan_count_kinds (EnisimPlan *plan)
{
  const GArray *interfaces = plan->inventory->interfaces;
  Kinds kinds = { .plan = plan, .entries = g_array_new (FALSE, FALSE, sizeof (Entry)) };

  enisim_intern_table_init (&kinds.keys);
  for (guint i = 0; i < interfaces->len; i++)
    add_interface (&kinds, &g_array_index (interfaces, EnisimInterface, i));
  enisim_taker_counts_foreach (plan->inventory, add_taker, &kinds);
  add_to_members (&kinds);
  keep (plan, kinds.entries);
  enisim_intern_table_clear (&kinds.keys);
  g_array_unref (kinds.entries);
}
