/* plan.c: what a description takes of its subnets, before anything is deployed */
#include "advise/plan.h"

#include <string.h>

#include "text/json-writer.h"

static void
unref_names (gpointer data)
{
  g_ptr_array_unref (data);
}

static EnisimPlan *
alloc (const EnisimInventory *inventory, EnisimScenario *assumptions)
{
  EnisimPlan *plan = g_new0 (EnisimPlan, 1);

  plan->inventory = inventory;
  plan->assumptions = enisim_scenario_ref (assumptions);
  plan->subnets = g_array_new (FALSE, TRUE, sizeof (EnisimPlanSubnet));
  plan->subnet_places = g_hash_table_new (NULL, NULL);
  enisim_intern_table_init (&plan->numbers);
  enisim_intern_table_init (&plan->sets);
  plan->sg_names = g_hash_table_new (NULL, NULL);
  plan->agents = g_array_new (FALSE, FALSE, sizeof (EnisimPlanAgent));
  plan->groups = g_array_new (FALSE, FALSE, sizeof (EnisimPlanGroup));
  plan->stand_ins = g_ptr_array_new_with_free_func (g_free);
  plan->public_agents = g_ptr_array_new ();
  plan->zones = g_array_new (FALSE, TRUE, sizeof (EnisimPlanZone));
  plan->notes = g_array_new (FALSE, FALSE, sizeof (EnisimNote));
  plan->others = g_array_new (FALSE, FALSE, sizeof (EnisimPlanOther));
  plan->texts = g_string_chunk_new (1024);
  plan->lists = g_ptr_array_new_with_free_func (unref_names);
  return plan;
}

void
enisim_plan_free (EnisimPlan *plan)
{
  if (plan == NULL)
    return;
  enisim_scenario_unref (plan->assumptions);
  g_array_unref (plan->subnets);
  g_hash_table_unref (plan->subnet_places);
  enisim_intern_table_clear (&plan->numbers);
  enisim_intern_table_clear (&plan->sets);
  g_hash_table_unref (plan->sg_names);
  g_array_unref (plan->agents);
  g_array_unref (plan->groups);
  g_ptr_array_unref (plan->stand_ins);
  g_ptr_array_unref (plan->public_agents);
  g_array_unref (plan->zones);
  g_array_unref (plan->notes);
  g_array_unref (plan->others);
  g_string_chunk_free (plan->texts);
  g_ptr_array_unref (plan->lists);
  g_free (plan);
}

guint
enisim_plan_place_of (EnisimPlan *plan, EnisimId id)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (plan->subnet_places, id));
  const EnisimPlanSubnet subnet = { .name = id };

  if (place == 0)
    {
      g_array_append_val (plan->subnets, subnet);
      place = plan->subnets->len;
      g_hash_table_insert (plan->subnet_places, (gpointer) id, GUINT_TO_POINTER (place));
    }
  return place - 1;
}

guint32
enisim_plan_number_of (EnisimPlan *plan, const char *text)
{
  return enisim_intern_table_intern_name (&plan->numbers, text);
}

const char *
enisim_plan_get_sg_name (const EnisimPlan *plan, EnisimId id)
{
  const EnisimSecurityGroup *sg = g_hash_table_lookup (plan->sg_names, id);

  return sg != NULL ? sg->resource.name : id;
}

void
enisim_plan_add_note (EnisimPlan *plan, EnisimPosition at, const char *format, ...)
{
  g_autofree char *text = NULL;
  EnisimNote note = { .at = at };
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  note.text = g_string_chunk_insert (plan->texts, text);
  g_array_append_val (plan->notes, note);
}

static gboolean
is_given (const EnisimScenario *assumptions, const char *option)
{
  return g_strv_contains ((const char *const *) assumptions->options_given, option);
}

static gboolean
has_capacity (const EnisimSubnetResource *subnet)
{
  return subnet->has_cidr && subnet->cidr.prefix >= ENISIM_SUBNET_PREFIX_MIN
         && subnet->cidr.prefix <= ENISIM_SUBNET_PREFIX_MAX;
}

static void
add_subnets (EnisimPlan *plan)
{
  const GArray *subnets = plan->inventory->subnets;

  for (guint i = 0; i < subnets->len; i++)
    {
      const EnisimSubnetResource *resource = &g_array_index (subnets, EnisimSubnetResource, i);
      const guint place = enisim_plan_place_of (plan, resource->resource.id);
      EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, place);

      subnet->name = resource->resource.name;
      subnet->az = resource->az_id != NULL ? resource->az_id : resource->az;
      if (resource->has_cidr)
        {
          g_autofree char *cidr = enisim_cidr_format (resource->cidr);

          subnet->cidr = g_string_chunk_insert (plan->texts, cidr);
        }
      if (has_capacity (resource))
        subnet->capacity = enisim_subnet_capacity_of_prefix (resource->cidr.prefix);
    }
}

static void
add_security_groups (EnisimPlan *plan)
{
  const GArray *sgs = plan->inventory->security_groups;

  for (guint i = 0; i < sgs->len; i++)
    {
      const EnisimSecurityGroup *sg = &g_array_index (sgs, EnisimSecurityGroup, i);

      g_hash_table_insert (plan->sg_names, (gpointer) sg->resource.id, (gpointer) sg);
    }
}

/* Returns: 0 if there is none so large */
static guint8
find_smallest_prefix (guint64 n_addresses)
{
  guint8 prefix = ENISIM_SUBNET_PREFIX_MAX;

  while (prefix >= ENISIM_SUBNET_PREFIX_MIN
         && enisim_subnet_capacity_of_prefix (prefix) < n_addresses)
    prefix--;
  return prefix < ENISIM_SUBNET_PREFIX_MIN ? 0 : prefix;
}

static EnisimPlanFit
tell_fit (const EnisimPlanSubnet *subnet, EnisimPlanCount held, guint64 planned)
{
  if (subnet->capacity == 0)
    return ENISIM_PLAN_FIT_UNKNOWN;
  if (held.min > subnet->capacity)
    return ENISIM_PLAN_FITS_NOT;
  if (planned > subnet->capacity)
    return ENISIM_PLAN_FITS_NOT_ALL;
  return held.is_open || held.max > subnet->capacity ? ENISIM_PLAN_FITS_UNLESS_MORE
                                                     : ENISIM_PLAN_FITS;
}

/* Growth is of what is there no longer once all is destroyed. */
static void
fill_fits (EnisimPlanSubnet *subnet)
{
  subnet->prefix = subnet->prefix_grown = ENISIM_SUBNET_PREFIX_MAX;
  for (guint i = 0; i < ENISIM_N_PLAN_PHASES; i++)
    {
      const EnisimPlanCount held = subnet->held[i];
      const guint64 planned = held.max - (i == ENISIM_PLAN_DESTROYED ? 0 : subnet->growth);

      subnet->fits[i] = tell_fit (subnet, held, planned);
      subnet->prefixes[i] = find_smallest_prefix (planned);
      subnet->prefix = MIN (subnet->prefix, subnet->prefixes[i]);
      subnet->prefix_grown = MIN (subnet->prefix_grown, find_smallest_prefix (held.max));
    }
}

/* What agents have without making it anew is shared with the first copy's. */
static void
fill_phases (EnisimPlanSubnet *subnet, EnisimPlanCopies copies)
{
  EnisimPlanCount *held = subnet->held;
  const guint64 n_there = subnet->there.held;
  const guint64 enis_there
      = subnet->there.in_use + subnet->there.retained + subnet->there.unexplained;

  enisim_plan_count_add (&held[ENISIM_PLAN_NOW], subnet->enis);
  enisim_plan_count_add (&held[ENISIM_PLAN_NOW], subnet->endpoints);
  enisim_plan_count_add (&held[ENISIM_PLAN_NOW], subnet->nat_gateways);
  enisim_plan_count_add (&held[ENISIM_PLAN_NOW], subnet->others);
  enisim_plan_count_shift (&held[ENISIM_PLAN_NOW], (gint64) subnet->there.unattributed);
  subnet->added = held[ENISIM_PLAN_NOW];
  enisim_plan_count_shift (&subnet->added, -(gint64) n_there);
  held[ENISIM_PLAN_REDEPLOY] = held[ENISIM_PLAN_NOW];
  held[ENISIM_PLAN_REDEPLOY].max += copies.n_moved;
  held[ENISIM_PLAN_BLUE_GREEN] = held[ENISIM_PLAN_REDEPLOY];
  held[ENISIM_PLAN_REDEPLOY].max += subnet->n_replaced;
  held[ENISIM_PLAN_BLUE_GREEN].expected += copies.n_own;
  enisim_plan_count_add (&held[ENISIM_PLAN_DESTROYED], subnet->enis);
  enisim_plan_count_shift (&held[ENISIM_PLAN_DESTROYED], (gint64) (n_there - enis_there));
  fill_fits (subnet);
}

/* Every holder of an address is an ENI to the quota.  Done before what lists hold is said of their
 * members as well. */
static EnisimPlanCount
count_now (const EnisimPlanSubnet *subnet)
{
  EnisimPlanCount now = subnet->enis;

  enisim_plan_count_add (&now, subnet->endpoints);
  enisim_plan_count_add (&now, subnet->nat_gateways);
  enisim_plan_count_add (&now, subnet->others);
  enisim_plan_count_shift (&now, (gint64) subnet->there.unattributed);
  return enisim_plan_count_all_of (subnet, now);
}

static void
fill_zones (EnisimPlan *plan)
{
  g_autoptr (GHashTable) indexes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < plan->subnets->len; i++)
    {
      const EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, i);
      const char *name = subnet->az != NULL ? subnet->az : "";
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (indexes, name));
      const EnisimPlanZone zone = { .name = subnet->az };

      if (index == 0)
        {
          g_array_append_val (plan->zones, zone);
          index = plan->zones->len;
          g_hash_table_insert (indexes, (gpointer) name, GUINT_TO_POINTER (index));
        }
      enisim_plan_count_add (&g_array_index (plan->zones, EnisimPlanZone, index - 1).enis,
                             count_now (subnet));
    }
}

/* JSON is YAML too, so that whatever the Region is called stays one text. */
EnisimScenario *
enisim_plan_assume (const EnisimInventory *inventory, const char *const *overrides, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  EnisimJsonWriter writer;

  g_return_val_if_fail (inventory != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  enisim_json_writer_init (&writer, text, ENISIM_JSON_COMPACT);
  enisim_json_writer_begin_object (&writer);
  enisim_json_writer_name (&writer, "horizon");
  enisim_json_writer_string (&writer, "24h");
  if (inventory->region != NULL)
    {
      enisim_json_writer_name (&writer, "region");
      enisim_json_writer_string (&writer, inventory->region);
    }
  enisim_json_writer_end_object (&writer);
  return enisim_scenario_load_data ("<assumptions>", (const guint8 *) text->str, text->len,
                                    overrides, error);
}

EnisimPlan *
enisim_plan_new (const EnisimInventory *inventory, EnisimScenario *assumptions)
{
  EnisimPlan *plan;
  g_autofree EnisimPlanCopies *copies = NULL;
  guint n_counted;

  g_return_val_if_fail (inventory != NULL && assumptions != NULL, NULL);

  plan = alloc (inventory, assumptions);
  plan->is_sharing_given = is_given (assumptions, "eni_sharing");
  plan->are_types_given = is_given (assumptions, "eni_sharing_across_types");
  add_subnets (plan);
  add_security_groups (plan);
  enisim_plan_count_there (plan);
  enisim_plan_add_live_agents (plan);
  enisim_plan_sort_agents (plan);
  enisim_plan_note_updates (plan);
  n_counted = plan->subnets->len;
  copies = enisim_plan_count_enis (plan);
  enisim_plan_count_holders (plan);
  enisim_plan_count_kinds (plan);
  enisim_plan_name_subnets (plan);
  enisim_plan_make_groups (plan);
  fill_zones (plan);
  enisim_plan_widen_members (plan, copies, n_counted);
  for (guint i = 0; i < plan->subnets->len; i++)
    fill_phases (&g_array_index (plan->subnets, EnisimPlanSubnet, i),
                 i < n_counted ? copies[i] : (EnisimPlanCopies){ 0 });
  return plan;
}

guint
enisim_plan_get_n_groups (const EnisimPlan *plan)
{
  g_return_val_if_fail (plan != NULL, 0);
  return plan->groups->len;
}

const EnisimPlanGroup *
enisim_plan_get_group (const EnisimPlan *plan, guint index)
{
  g_return_val_if_fail (plan != NULL && index < plan->groups->len, NULL);
  return &g_array_index (plan->groups, EnisimPlanGroup, index);
}

guint
enisim_plan_get_n_subnets (const EnisimPlan *plan)
{
  g_return_val_if_fail (plan != NULL, 0);
  return plan->subnets->len;
}

const EnisimPlanSubnet *
enisim_plan_get_subnet (const EnisimPlan *plan, guint index)
{
  g_return_val_if_fail (plan != NULL && index < plan->subnets->len, NULL);
  return &g_array_index (plan->subnets, EnisimPlanSubnet, index);
}

EnisimPlanCount
enisim_plan_get_enis (const EnisimPlan *plan)
{
  g_return_val_if_fail (plan != NULL, ((EnisimPlanCount){ 0 }));
  return plan->enis;
}

EnisimPlanFit
enisim_plan_get_fit (const EnisimPlan *plan)
{
  EnisimPlanFit worst = ENISIM_PLAN_FITS;

  g_return_val_if_fail (plan != NULL, ENISIM_PLAN_FIT_UNKNOWN);

  for (guint i = 0; i < plan->subnets->len; i++)
    {
      const EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, i);

      for (guint phase = 0; phase < ENISIM_PLAN_DESTROYED && subnet->capacity > 0; phase++)
        worst = MAX (worst, subnet->fits[phase]);
    }
  return worst;
}

static gboolean
is_fit_unknown (const EnisimPlanSubnet *subnet)
{
  for (guint phase = 0; phase < ENISIM_PLAN_DESTROYED; phase++)
    {
      const EnisimPlanCount held = subnet->held[phase];

      if (held.is_open || (held.max > 0 && subnet->capacity == 0))
        return subnet->fits[phase] != ENISIM_PLAN_FITS_NOT;
    }
  return FALSE;
}

guint
enisim_plan_get_n_unknown_fits (const EnisimPlan *plan)
{
  guint n = 0;

  g_return_val_if_fail (plan != NULL, 0);

  for (guint i = 0; i < plan->subnets->len; i++)
    n += is_fit_unknown (&g_array_index (plan->subnets, EnisimPlanSubnet, i)) ? 1 : 0;
  return n;
}

static void
verify_count (EnisimPlanCount count)
{
  g_assert (count.min <= count.expected && count.expected <= count.max);
}

static void
verify_kinds (const EnisimPlanSubnet *subnet)
{
  EnisimPlanCount sum = { 0 };

  for (guint i = 0; i < subnet->n_kinds; i++)
    enisim_plan_count_add (&sum, subnet->kinds[i].count);
  g_assert (sum.max == subnet->others.max && sum.is_open == subnet->others.is_open);
  g_assert (subnet->growth <= subnet->others.max);
}

void
enisim_plan_verify (const EnisimPlan *plan)
{
  guint n_members = 0;

  enisim_intern_table_verify (&plan->sets);
  g_assert (g_hash_table_size (plan->subnet_places) == plan->subnets->len);
  for (guint i = 0; i < plan->subnets->len; i++)
    {
      const EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, i);

      verify_count (subnet->enis);
      verify_count (subnet->endpoints);
      verify_count (subnet->nat_gateways);
      verify_count (subnet->others);
      verify_count (subnet->added);
      for (guint phase = 0; phase < ENISIM_N_PLAN_PHASES; phase++)
        {
          verify_count (subnet->held[phase]);
          g_assert (subnet->prefix <= subnet->prefixes[phase]);
        }
      verify_kinds (subnet);
    }
  for (guint i = 0; i < plan->groups->len; i++)
    {
      const EnisimPlanGroup *group = &g_array_index (plan->groups, EnisimPlanGroup, i);

      g_assert (group->n_members > 0);
      verify_count (group->enis);
      n_members += group->n_members;
    }
  g_assert (n_members <= plan->agents->len);
  verify_count (plan->enis);
}
