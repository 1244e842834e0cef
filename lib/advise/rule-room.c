/* rule-room.c: room for a redeploy, and what a teardown waits for */
#include "advise/check.h"

/* The worst of what an update may do is that every configuration gets another security group. */
static void
check_room (EnisimCheck *check, const EnisimCrowd *crowd)
{
  const guint place
      = GPOINTER_TO_UINT (g_hash_table_lookup (check->plan->subnet_places, crowd->id)) - 1;
  const EnisimPlanSubnet *subnet = &g_array_index (check->plan->subnets, EnisimPlanSubnet, place);
  const EnisimPlanCount held = subnet->held[ENISIM_PLAN_NOW];
  const guint64 n_needed = held.expected + subnet->enis.expected;
  const guint64 n_most = subnet->held[ENISIM_PLAN_REDEPLOY].max;
  const EnisimSpot spot = enisim_spot_of_subnet (check, crowd);
  const char *name = enisim_network_get_subnet_name (&check->map, crowd->id);
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimTruth is_wrong = ENISIM_TRUTH_NO;

  if (subnet->capacity == 0)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append_printf (
          reason, "It is not known whether %s has room for a redeploy: its network is not known",
          name);
    }
  else if (n_needed > subnet->capacity)
    {
      is_wrong = ENISIM_TRUTH_YES;
      g_string_append_printf (reason,
                              "%s has %u usable addresses: %" G_GUINT64_FORMAT
                              " are held, and a redeploy that changes "
                              "every configuration takes %" G_GUINT64_FORMAT " more",
                              name, subnet->capacity, held.expected, subnet->enis.expected);
    }
  else if (n_most > subnet->capacity)
    {
      is_wrong = ENISIM_TRUTH_NOT_KNOWN;
      g_string_append_printf (reason,
                              "%s has %u usable addresses, of which a redeploy takes "
                              "%" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT,
                              name, subnet->capacity, n_needed, n_most);
    }
  if (is_wrong == ENISIM_TRUTH_YES && subnet->prefix > 0)
    g_string_append_printf (reason, "; a /%u has room", subnet->prefix);
  enisim_check_add (check, &spot, is_wrong, crowd->is_sure, reason->str);
}

void
enisim_rule_redeploy_room (EnisimCheck *check)
{
  for (guint i = 0; i < check->by_subnet->len; i++)
    check_room (check, enisim_crowd_at (check->by_subnet, i));
}

/* A stack, and what of it the ENIs of agents hold. */
typedef struct
{
  const EnisimResource *first; /* what is held first */
  GPtrArray *names;            /* (of const char *) of security groups and subnets */
  gboolean is_sure;
} Stack;

static void
free_stack (gpointer data)
{
  Stack *stack = data;

  g_ptr_array_unref (stack->names);
  g_free (stack);
}

static void
hold (GPtrArray *stacks, GHashTable *by_name, const EnisimResource *resource, gboolean is_sure)
{
  Stack *stack;

  if (resource == NULL || resource->is_live)
    return;
  stack = g_hash_table_lookup (by_name, resource->stack);
  if (stack == NULL)
    {
      stack = g_new0 (Stack, 1);
      *stack = (Stack){ .first = resource, .names = g_ptr_array_new () };
      g_hash_table_insert (by_name, (gpointer) resource->stack, stack);
      g_ptr_array_add (stacks, stack);
    }
  stack->is_sure |= is_sure;
  if (!g_ptr_array_find (stack->names, resource->name, NULL))
    g_ptr_array_add (stack->names, (gpointer) resource->name);
}

static void
hold_all (const EnisimCheck *check, GPtrArray *stacks)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < check->plan->agents->len; i++)
    {
      const EnisimPlanAgent *agent = &g_array_index (check->plan->agents, EnisimPlanAgent, i);
      const EnisimIdList *sgs = &agent->agent->security_groups;
      const EnisimIdList *subnets = &agent->agent->subnets;

      for (guint j = 0; j < sgs->n; j++)
        hold (stacks, by_name, g_hash_table_lookup (check->map.security_groups, sgs->ids[j]),
              agent->is_sure);
      for (guint j = 0; j < subnets->n; j++)
        hold (stacks, by_name, g_hash_table_lookup (check->map.subnets, subnets->ids[j]),
              agent->is_sure);
    }
}

void
enisim_rule_teardown_lag (EnisimCheck *check)
{
  g_autoptr (GPtrArray) stacks = g_ptr_array_new_with_free_func (free_stack);

  hold_all (check, stacks);
  for (guint i = 0; i < stacks->len; i++)
    {
      const Stack *stack = g_ptr_array_index (stacks, i);
      const EnisimSpot spot = enisim_spot_of (stack->first);
      g_autoptr (GString) reason = g_string_new (NULL);

      g_string_append_printf (reason, "The stack %s makes ", stack->first->stack);
      for (guint j = 0; j < stack->names->len; j++)
        {
          enisim_add_joint (reason, j, stack->names->len);
          g_string_append (reason, g_ptr_array_index (stack->names, j));
        }
      g_string_append (reason, stack->is_sure
                                   ? ", which ENIs of agents hold for up to 8 h after the last of "
                                     "these is deleted"
                                   : ", which ENIs of agents hold if these are there");
      enisim_check_add (check, &spot, ENISIM_TRUTH_YES, stack->is_sure, reason->str);
    }
}
