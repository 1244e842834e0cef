/* report-plan-json.c: what a description takes of its subnets, for programs */
#include <enisim/enisim-report.h>
#include <enisim/enisim-version.h>

#include "advise/plan.h"
#include "report/plan-json.h"
#include "report/plan-text.h"
#include "report/plan-verdict.h"

static const char *const phase_names[ENISIM_N_PLAN_PHASES] = {
  [ENISIM_PLAN_NOW] = "now",
  [ENISIM_PLAN_REDEPLOY] = "redeploy",
  [ENISIM_PLAN_BLUE_GREEN] = "blue_green",
  [ENISIM_PLAN_DESTROYED] = "destroyed",
};

static void
add_group (EnisimJsonWriter *writer, const EnisimPlanGroup *group, gboolean with_there)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_names (writer, "members", group->members, group->n_members);
  enisim_report_json_add_names (writer, "subnets", group->subnets, group->n_subnets);
  enisim_report_json_add_string (writer, "unknown_subnets", group->unknown_subnets);
  enisim_report_json_add_names (writer, "security_groups", group->security_groups,
                                group->n_security_groups);
  enisim_report_json_add_bool (writer, "own_security_group", group->has_own_security_group);
  if (with_there)
    enisim_report_json_add_uint (writer, "enis_there", group->n_there);
  enisim_plan_json_add_count (writer, "enis", group->enis);
  enisim_report_json_add_string (writer, "reason", group->reason);
  enisim_json_writer_end_object (writer);
}

static void
add_phase (EnisimJsonWriter *writer, const EnisimPlanSubnet *subnet, EnisimPlanPhase phase)
{
  const EnisimPlanCount held = subnet->held[phase];
  const gint64 capacity = subnet->capacity;

  enisim_report_json_begin_object (writer, phase_names[phase]);
  enisim_plan_json_add_count (writer, "held", held);
  enisim_json_writer_name (writer, "free");
  if (capacity == 0)
    enisim_json_writer_null (writer);
  else
    {
      enisim_json_writer_begin_object (writer);
      enisim_json_writer_name (writer, "min");
      if (held.is_open)
        enisim_json_writer_null (writer);
      else
        enisim_json_writer_int (writer, capacity - (gint64) held.max);
      enisim_report_json_add_int (writer, "expected", capacity - (gint64) held.expected);
      enisim_report_json_add_int (writer, "max", capacity - (gint64) held.min);
      enisim_json_writer_end_object (writer);
    }
  enisim_report_json_add_string (writer, "fits", enisim_plan_fit_get_name (subnet->fits[phase]));
  enisim_report_json_add_some (writer, "smallest_prefix", subnet->prefixes[phase]);
  enisim_json_writer_end_object (writer);
}

static void
add_there (EnisimJsonWriter *writer, const EnisimPlanSubnet *subnet)
{
  const EnisimPlanThere *there = &subnet->there;

  enisim_report_json_begin_object (writer, "there");
  enisim_report_json_add_uint (writer, "enis_in_use", there->in_use);
  enisim_report_json_add_uint (writer, "enis_retained", there->retained);
  enisim_report_json_add_uint (writer, "enis_in_use_or_retained", there->unexplained);
  enisim_report_json_add_uint (writer, "endpoints", there->endpoints);
  enisim_report_json_add_uint (writer, "nat_gateways", there->nat_gateways);
  enisim_report_json_add_uint (writer, "others", there->others);
  enisim_json_writer_name (writer, "unattributed");
  if (there->is_whole)
    enisim_json_writer_uint (writer, there->unattributed);
  else
    enisim_json_writer_null (writer);
  enisim_report_json_add_uint (writer, "held", there->held);
  enisim_json_writer_end_object (writer);
  enisim_plan_json_add_count (writer, "added", subnet->added);
}

static void
add_kinds (EnisimJsonWriter *writer, const EnisimPlanSubnet *subnet)
{
  enisim_report_json_begin_array (writer, "others_by_kind");
  for (guint i = 0; i < subnet->n_kinds; i++)
    {
      const EnisimPlanOther *other = &subnet->kinds[i];

      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "kind", other->kind);
      enisim_plan_json_add_count (writer, "n", other->count);
      enisim_report_json_add_string (writer, "mark", other->mark);
      enisim_report_json_add_string (writer, "note", other->note);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

static void
add_subnet (EnisimJsonWriter *writer, const EnisimPlanSubnet *subnet, gboolean with_there)
{
  enisim_json_writer_begin_object (writer);
  enisim_report_json_add_string (writer, "name", subnet->name);
  enisim_report_json_add_string (writer, "cidr", subnet->cidr);
  enisim_report_json_add_string (writer, "az", subnet->az);
  enisim_report_json_add_bool (writer, "is_list", subnet->is_list);
  enisim_report_json_add_some (writer, "usable", subnet->capacity);
  enisim_plan_json_add_count (writer, "enis", subnet->enis);
  enisim_plan_json_add_count (writer, "endpoints", subnet->endpoints);
  enisim_plan_json_add_count (writer, "nat_gateways", subnet->nat_gateways);
  enisim_plan_json_add_count (writer, "others", subnet->others);
  for (guint phase = 0; phase < ENISIM_N_PLAN_PHASES; phase++)
    add_phase (writer, subnet, phase);
  add_kinds (writer, subnet);
  enisim_report_json_add_some (writer, "smallest_prefix", subnet->prefix);
  enisim_report_json_add_some (writer, "smallest_prefix_grown", subnet->prefix_grown);
  if (with_there)
    add_there (writer, subnet);
  enisim_json_writer_end_object (writer);
}

static void
add_rules (EnisimJsonWriter *writer, const EnisimPlan *plan)
{
  enisim_report_json_begin_array (writer, "enis_by_rule");
  for (guint types = 0; types < 2; types++)
    for (guint sharing = 0; sharing < ENISIM_N_PLAN_SHARINGS; sharing++)
      {
        enisim_json_writer_begin_object (writer);
        enisim_report_json_add_bool (writer, "eni_sharing_across_types", types == 1);
        enisim_report_json_add_string (writer, "eni_sharing",
                                       sharing == ENISIM_SHARING_PER_SUBNET ? "per_subnet"
                                                                            : "configuration");
        enisim_report_json_add_uint (writer, "enis", plan->n_enis_by_rule[types][sharing]);
        enisim_json_writer_end_object (writer);
      }
  enisim_json_writer_end_array (writer);
}

static void
add_cost_item (EnisimJsonWriter *writer, const char *name, EnisimPlanCount count, double price)
{
  const double month = price * ENISIM_PLAN_HOURS_PER_MONTH;

  enisim_report_json_begin_object (writer, name);
  enisim_plan_json_add_count (writer, "n", count);
  enisim_report_json_add_double (writer, "price", price);
  enisim_report_json_add_double (writer, "dollars_min", (double) count.min * month);
  enisim_report_json_add_double (writer, "dollars", (double) count.expected * month);
  enisim_report_json_add_double (writer, "dollars_max", (double) count.max * month);
  enisim_json_writer_end_object (writer);
}

static void
add_cost (EnisimJsonWriter *writer, const EnisimPlan *plan)
{
  const EnisimPrices *prices = &plan->assumptions->prices;

  enisim_report_json_begin_object (writer, "cost_per_month");
  enisim_report_json_add_string (writer, "prices_of", ENISIM_PRICES_DATE);
  enisim_report_json_add_bool (writer, "prices_given", plan->assumptions->has_own_prices);
  enisim_report_json_add_uint (writer, "hours", ENISIM_PLAN_HOURS_PER_MONTH);
  add_cost_item (writer, "endpoint_azs", plan->endpoint_azs, prices->endpoint_hour);
  add_cost_item (writer, "nat_gateways", plan->nat_gateways, prices->nat_gateway_hour);
  enisim_json_writer_end_object (writer);
}

static void
add_zones (EnisimJsonWriter *writer, const EnisimPlan *plan)
{
  enisim_report_json_begin_array (writer, "azs");
  for (guint i = 0; i < plan->zones->len; i++)
    {
      const EnisimPlanZone *zone = &g_array_index (plan->zones, EnisimPlanZone, i);

      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "az", zone->name);
      enisim_plan_json_add_count (writer, "enis", zone->enis);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

static void
add_missing (EnisimJsonWriter *writer, const GArray *missing)
{
  enisim_report_json_begin_array (writer, "missing");
  for (guint i = 0; i < missing->len; i++)
    {
      const EnisimMissing *item = &g_array_index (missing, EnisimMissing, i);

      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "kind", enisim_plan_get_missing_kind (item->kind));
      enisim_report_json_add_string (writer, "name", item->name);
      enisim_plan_json_add_position (writer, item->at);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

static void
add_notes (EnisimJsonWriter *writer, const EnisimPlan *plan)
{
  const GArray *lists[] = { plan->inventory->notes, plan->notes };

  enisim_report_json_begin_array (writer, "notes");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      {
        const EnisimNote *note = &g_array_index (lists[i], EnisimNote, j);

        enisim_json_writer_begin_object (writer);
        enisim_report_json_add_string (writer, "text", note->text);
        enisim_plan_json_add_position (writer, note->at);
        enisim_json_writer_end_object (writer);
      }
  enisim_json_writer_end_array (writer);
}

static void
add_unknown_types (EnisimJsonWriter *writer, const GArray *types)
{
  enisim_report_json_begin_array (writer, "unknown_types");
  for (guint i = 0; i < types->len; i++)
    {
      const EnisimUnknownType *type = &g_array_index (types, EnisimUnknownType, i);

      enisim_json_writer_begin_object (writer);
      enisim_report_json_add_string (writer, "type", type->type);
      enisim_report_json_add_uint (writer, "n", type->n);
      enisim_report_json_add_uint (writer, "n_in_subnets", type->n_in_subnets);
      enisim_json_writer_end_object (writer);
    }
  enisim_json_writer_end_array (writer);
}

static void
add_parts (EnisimJsonWriter *writer, const EnisimPlan *plan)
{
  enisim_report_json_begin_array (writer, "groups");
  for (guint i = 0; i < plan->groups->len; i++)
    add_group (writer, &g_array_index (plan->groups, EnisimPlanGroup, i),
               plan->inventory->has_state);
  enisim_json_writer_end_array (writer);
  enisim_report_json_add_names (writer, "public_agents",
                                (const char *const *) plan->public_agents->pdata,
                                plan->public_agents->len);
  enisim_report_json_begin_array (writer, "subnets");
  for (guint i = 0; i < plan->subnets->len; i++)
    add_subnet (writer, &g_array_index (plan->subnets, EnisimPlanSubnet, i),
                plan->inventory->has_state);
  enisim_json_writer_end_array (writer);
  add_zones (writer, plan);
  enisim_report_json_add_uint (writer, "enis_per_az", plan->assumptions->quotas.enis_per_az);
  add_cost (writer, plan);
}

char *
enisim_report_plan_to_json (const EnisimPlan *plan)
{
  GString *out;
  EnisimJsonWriter writer;

  g_return_val_if_fail (plan != NULL, NULL);

  out = g_string_new (NULL);
  enisim_json_writer_init (&writer, out, ENISIM_JSON_COMPACT);
  enisim_json_writer_begin_object (&writer);
  enisim_report_json_add_uint (&writer, "schema_version", ENISIM_REPORT_SCHEMA_VERSION);
  enisim_report_json_add_string (&writer, "enisim_version", enisim_get_version ());
  enisim_report_json_add_string (&writer, "region", plan->assumptions->region);
  enisim_report_json_add_string (&writer, "quota_profile", plan->assumptions->quota_profile);
  enisim_plan_json_add_count (&writer, "enis", plan->enis);
  enisim_report_json_add_string (&writer, "fits",
                                 enisim_plan_fit_get_name (enisim_plan_get_fit (plan)));
  add_rules (&writer, plan);
  add_parts (&writer, plan);
  add_missing (&writer, plan->inventory->missing);
  add_notes (&writer, plan);
  add_unknown_types (&writer, plan->inventory->unknown_types);
  enisim_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
