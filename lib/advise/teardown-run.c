/* teardown-run.c: one run in which all is destroyed, and what went when
 *
 * A picture of the instant of the destruction says who holds what, and an observer when each
 * group of ENIs and each runtime went: no ENI is made after that instant, so that the picture is
 * whole.
 */
#include "advise/teardown-run.h"

#include <enisim/enisim-control.h>
#include <enisim/enisim-observer.h>
#include <enisim/enisim-snapshot.h>

#include "scenario/scenario.h"

struct EnisimTeardownRun
{
  EnisimSnapshot *snapshot;  /* at the destruction */
  EnisimTime *group_gone_at; /* of each group in the snapshot */
  EnisimTime *runtime_gone_at;
  GHashTable *groups; /* number of a group's first ENI -> its index + 1 */
};

static void
note_change (EnisimSimulation *sim G_GNUC_UNUSED, const EnisimChange *change, gpointer user_data)
{
  EnisimTeardownRun *run = user_data;
  gpointer found;

  if (change->kind == ENISIM_CHANGE_RUNTIME && change->runtime_to == ENISIM_RUNTIME_ABSENT)
    run->runtime_gone_at[change->runtime] = change->at;
  if (change->kind != ENISIM_CHANGE_ENIS || change->eni_to != ENISIM_ENI_FREE)
    return;
  found = g_hash_table_lookup (run->groups, &change->enis[0].number);
  g_assert (found != NULL);
  run->group_gone_at[GPOINTER_TO_UINT (found) - 1] = change->at;
}

EnisimTeardownRun *
enisim_teardown_run_new (EnisimSimulation *sim)
{
  EnisimTeardownRun *run = g_new0 (EnisimTeardownRun, 1);
  guint n_groups, n_runtimes;

  run->snapshot = enisim_snapshot_new (sim);
  n_groups = enisim_snapshot_get_n_groups (run->snapshot);
  n_runtimes = enisim_snapshot_get_n_runtimes (run->snapshot);
  run->group_gone_at = g_new (EnisimTime, n_groups);
  run->runtime_gone_at = g_new (EnisimTime, n_runtimes);
  run->groups = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < n_groups; i++)
    {
      const EnisimGroupInfo *group = enisim_snapshot_get_group (run->snapshot, i);
      const EnisimEniInfo *first = enisim_snapshot_get_eni (run->snapshot, group->first_eni);

      run->group_gone_at[i] = ENISIM_TIME_NEVER;
      g_hash_table_insert (run->groups, (gpointer) &first->number, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < n_runtimes; i++)
    run->runtime_gone_at[i] = ENISIM_TIME_NEVER;
  enisim_simulation_observe (sim, note_change, run, NULL);
  enisim_simulation_tear_down (sim);
  return run;
}

void
enisim_teardown_run_free (EnisimTeardownRun *run)
{
  g_hash_table_unref (run->groups);
  g_free (run->group_gone_at);
  g_free (run->runtime_gone_at);
  enisim_snapshot_unref (run->snapshot);
  g_free (run);
}

gboolean
enisim_teardown_run_finish (EnisimTeardownRun *run G_GNUC_UNUSED, EnisimSimulation *sim,
                            GError **error)
{
  const gboolean is_done = enisim_simulation_run (sim, error);

  enisim_simulation_observe (sim, NULL, NULL, NULL);
  return is_done;
}

EnisimTime
enisim_teardown_run_get_at (const EnisimTeardownRun *run)
{
  return enisim_snapshot_get_at (run->snapshot);
}

static gint64
get_wait (const EnisimTeardownRun *run, EnisimTime gone_at)
{
  g_assert (gone_at != ENISIM_TIME_NEVER);
  return gone_at - enisim_teardown_run_get_at (run);
}

static void
tell_runtimes (const EnisimTeardownRun *run, EnisimTeardownFunc func, gpointer user_data)
{
  for (guint i = 0; i < enisim_snapshot_get_n_runtimes (run->snapshot); i++)
    {
      const EnisimRuntimeInfo *runtime = enisim_snapshot_get_runtime (run->snapshot, i);
      EnisimTeardownWait wait = { .blocked_by = "the teardown of its VMs" };

      if (runtime->status == ENISIM_RUNTIME_ABSENT)
        continue;
      wait.us = get_wait (run, run->runtime_gone_at[i]);
      if (runtime->n_vms == 0)
        wait.blocked_by = "what it was doing";
      func (ENISIM_TEARDOWN_RUNTIME, runtime->name, &wait, user_data);
    }
}

/* "retained ENIs of agent in private-a, private-c" */
static char *
name_group (const EnisimTeardownRun *run, const EnisimGroupInfo *group)
{
  GString *text = g_string_new (group->state == ENISIM_ENI_FAILED ? "ENIs of a failed create with "
                                                                  : "retained ENIs of ");

  for (guint i = 0; i < group->n_security_groups; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", group->security_groups[i]);
  g_string_append (text, " in ");
  for (guint i = 0; i < group->n_subnets; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            enisim_snapshot_get_subnet (run->snapshot, group->subnets[i])->name);
  return g_string_free (text, FALSE);
}

typedef gboolean (*Holds) (const EnisimTeardownRun *run, const EnisimGroupInfo *group,
                           gconstpointer what);

/* A group that holds a thing and went last of those that do; none: NULL. */
static const EnisimGroupInfo *
find_last (const EnisimTeardownRun *run, Holds holds, gconstpointer what, gint64 *wait_us)
{
  const EnisimGroupInfo *last = NULL;

  *wait_us = 0;
  for (guint i = 0; i < enisim_snapshot_get_n_groups (run->snapshot); i++)
    {
      const EnisimGroupInfo *group = enisim_snapshot_get_group (run->snapshot, i);

      if (!holds (run, group, what)
          || (last != NULL && get_wait (run, run->group_gone_at[i]) <= *wait_us))
        continue;
      last = group;
      *wait_us = get_wait (run, run->group_gone_at[i]);
    }
  return last;
}

static void
tell (const EnisimTeardownRun *run, EnisimTeardownKind kind, const char *name, Holds holds,
      gconstpointer what, const char *obstacle, EnisimTeardownFunc func, gpointer user_data)
{
  EnisimTeardownWait wait = { .obstacle = obstacle };
  const EnisimGroupInfo *last = find_last (run, holds, what, &wait.us);
  g_autofree char *blocked_by = last != NULL ? name_group (run, last) : NULL;

  wait.blocked_by = blocked_by;
  func (kind, name, &wait, user_data);
}

static gboolean
has_security_group (const EnisimTeardownRun *run G_GNUC_UNUSED, const EnisimGroupInfo *group,
                    gconstpointer name)
{
  for (guint i = 0; i < group->n_security_groups; i++)
    if (g_str_equal (group->security_groups[i], name))
      return TRUE;
  return FALSE;
}

/* The scenario's first, then those that came with stacks and still have an ENI. */
static GPtrArray *
list_security_groups (const EnisimTeardownRun *run)
{
  const EnisimScenario *scenario = enisim_snapshot_get_scenario (run->snapshot);
  GPtrArray *names = g_ptr_array_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < scenario->n_security_groups; i++)
    if (g_hash_table_add (known, scenario->security_groups[i]))
      g_ptr_array_add (names, scenario->security_groups[i]);
  for (guint i = 0; i < enisim_snapshot_get_n_groups (run->snapshot); i++)
    {
      const EnisimGroupInfo *group = enisim_snapshot_get_group (run->snapshot, i);

      for (guint j = 0; j < group->n_security_groups; j++)
        if (g_hash_table_add (known, (gpointer) group->security_groups[j]))
          g_ptr_array_add (names, (gpointer) group->security_groups[j]);
    }
  return names;
}

/* Of a create that failed, only the ENIs that it got. */
static gboolean
is_in_subnet (const EnisimTeardownRun *run, const EnisimGroupInfo *group, gconstpointer subnet)
{
  for (guint i = 0; i < group->n_enis; i++)
    if (enisim_snapshot_get_eni (run->snapshot, group->first_eni + i)->subnet
        == GPOINTER_TO_UINT (subnet))
      return TRUE;
  return FALSE;
}

static void
add_holder (GString *text, guint n, const char *one, const char *many)
{
  if (n > 0)
    g_string_append_printf (text, "%s%u %s", text->len > 0 ? ", " : "", n, n == 1 ? one : many);
}

/* Returns: (nullable): what holds a subnet for ever */
static char *
name_obstacle (const EnisimSubnetInfo *subnet)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_holder (text, subnet->n_endpoint, "endpoint", "endpoints");
  add_holder (text, subnet->n_nat_gateway, "NAT gateway", "NAT gateways");
  add_holder (text, subnet->n_other, "other holder", "other holders");
  add_holder (text, subnet->n_background, "background address", "background addresses");
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/* Of a security group, as long as nobody deletes them: ENIs of endpoints, rules of other groups.
 * What stacks bring has neither.
 * Returns: (nullable) */
static char *
name_sg_obstacle (const EnisimScenario *scenario, guint index)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_endpoints = 0, n_groups = 0;

  for (guint i = 0; i < scenario->n_endpoints; i++)
    {
      const EnisimEndpointSpec *endpoint = &scenario->endpoints[i];

      for (guint j = 0; j < endpoint->n_security_groups; j++)
        n_endpoints += endpoint->security_groups[j] == index && endpoint->n_subnets > 0;
    }
  for (guint i = 0; i < scenario->n_security_groups; i++)
    for (guint j = 0; j < scenario->sg_rules[i].n_named; j++)
      n_groups += scenario->sg_rules[i].named[j] == index;
  add_holder (text, n_endpoints, "endpoint", "endpoints");
  add_holder (text, n_groups, "security group that names it", "security groups that name it");
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

void
enisim_teardown_run_foreach (const EnisimTeardownRun *run, EnisimTeardownFunc func,
                             gpointer user_data)
{
  const EnisimScenario *scenario = enisim_snapshot_get_scenario (run->snapshot);
  g_autoptr (GPtrArray) security_groups = list_security_groups (run);

  tell_runtimes (run, func, user_data);
  for (guint i = 0; i < security_groups->len; i++)
    {
      g_autofree char *obstacle
          = i < scenario->n_security_groups ? name_sg_obstacle (scenario, i) : NULL;

      tell (run, ENISIM_TEARDOWN_SECURITY_GROUP, security_groups->pdata[i], has_security_group,
            security_groups->pdata[i], obstacle, func, user_data);
    }
  for (guint i = 0; i < enisim_snapshot_get_n_subnets (run->snapshot); i++)
    {
      const EnisimSubnetInfo *subnet = enisim_snapshot_get_subnet (run->snapshot, i);
      g_autofree char *obstacle = name_obstacle (subnet);

      tell (run, ENISIM_TEARDOWN_SUBNET, subnet->name, is_in_subnet, GUINT_TO_POINTER (i), obstacle,
            func, user_data);
    }
}
