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
  GPtrArray *held; /* (of const EnisimResource *) security groups and subnets, each once */
  gboolean is_sure;
} Stack;

static void
free_stack (gpointer data)
{
  Stack *stack = data;

  g_ptr_array_unref (stack->held);
  g_free (stack);
}

typedef struct
{
  GPtrArray *stacks;   /* (of Stack) */
  GHashTable *by_name; /* the same */
  GHashTable *seen;    /* what they hold */
} Stacks;

/* What is looked up, there already or kept, no deletion of the stack takes. */
static void
hold (const Stacks *stacks, const EnisimResource *resource, gboolean is_sure)
{
  Stack *stack;

  if (resource == NULL || resource->is_live || resource->is_found || resource->is_kept)
    return;
  stack = g_hash_table_lookup (stacks->by_name, resource->stack);
  if (stack == NULL)
    {
      stack = g_new0 (Stack, 1);
      stack->held = g_ptr_array_new ();
      g_hash_table_insert (stacks->by_name, (gpointer) resource->stack, stack);
      g_ptr_array_add (stacks->stacks, stack);
    }
  stack->is_sure |= is_sure;
  if (g_hash_table_add (stacks->seen, (gpointer) resource))
    g_ptr_array_add (stack->held, (gpointer) resource);
}

static void
hold_all (const EnisimCheck *check, const Stacks *stacks)
{
  for (guint i = 0; i < check->plan->agents->len; i++)
    {
      const EnisimPlanAgent *agent = &g_array_index (check->plan->agents, EnisimPlanAgent, i);
      const EnisimIdList *sgs = &agent->agent->security_groups;
      const EnisimIdList *subnets = &agent->agent->subnets;

      for (guint j = 0; j < sgs->n; j++)
        hold (stacks, g_hash_table_lookup (check->map.security_groups, sgs->ids[j]),
              agent->is_sure);
      for (guint j = 0; j < subnets->n; j++)
        hold (stacks, g_hash_table_lookup (check->map.subnets, subnets->ids[j]), agent->is_sure);
    }
}

/* The finding is about the stack, so that it stays the same when what is held changes; it stands at
 * what is held first. */
static void
report_stack (EnisimCheck *check, const Stack *stack, gboolean is_only_one)
{
  const EnisimResource *first = g_ptr_array_index (stack->held, 0);
  g_autofree char *id = g_strconcat (first->stack, "/", NULL);
  g_autoptr (GString) reason = g_string_new (NULL);
  EnisimSpot spot = enisim_spot_of (first);

  spot.stack_id = id;
  spot.resources = stack->held;
  spot.subject = is_only_one ? "" : first->stack;
  g_string_append_printf (reason, "The stack %s makes ", first->stack);
  for (guint j = 0; j < stack->held->len; j++)
    {
      enisim_add_joint (reason, j, stack->held->len);
      g_string_append (reason, enisim_check_get_name (check, g_ptr_array_index (stack->held, j)));
    }
  g_string_append (reason, stack->is_sure
                               ? ", which ENIs hold for up to 8 h after the last agent is deleted"
                               : ", which ENIs hold if the agents are there that perhaps are not");
  enisim_check_add (check, &spot, ENISIM_TRUTH_YES, stack->is_sure, reason->str);
}

void
enisim_rule_teardown_lag (EnisimCheck *check)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_stack);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const Stacks stacks = { all, by_name, seen };

  hold_all (check, &stacks);
  for (guint i = 0; i < all->len; i++)
    report_stack (check, g_ptr_array_index (all, i), all->len == 1);
  if (all->len == 0 && check->plan->agents->len > 0)
    enisim_check_pass (check);
}
