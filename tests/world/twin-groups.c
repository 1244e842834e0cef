/* twin-groups.c: ENI groups come, are shared, stay and go */
#include "world/twin-parts.h"

/* Purposes of streams. */
enum
{
  CREATE_DELAY = 33,
  RETENTION,
  FAILED_RETENTION
};

/* model.md's defaults. */
#define RETENTION_US (8 * G_TIME_SPAN_HOUR)
#define FAILED_RETENTION_US (18 * G_TIME_SPAN_MINUTE)

static TwinGroup *
find_group (const Twin *twin, const TwinKey *key)
{
  for (guint i = 0; i < twin->groups->len; i++)
    {
      TwinGroup *group = twin->groups->pdata[i];

      if (group->is_joinable && twin_key_equal (&group->key, key))
        return group;
    }
  return NULL;
}

static void
set_state (Twin *twin, TwinGroup *group, TwinHolder state)
{
  for (guint i = 0; i < group->enis->len; i++)
    {
      TwinEni *eni = &g_array_index (group->enis, TwinEni, i);

      twin->subnets[eni->subnet].n_held[group->state]--;
      twin->subnets[eni->subnet].n_held[state]++;
      twin_end_stay (twin, eni->stay);
      eni->stay = twin_begin_stay (twin, twin_get_subnet_level (eni->subnet, state));
    }
  group->state = state;
}

typedef struct
{
  gboolean lacks_address, lacks_quota;
} Lacks;

/* Each subnet names all that it lacks. */
static void
take_all (Twin *twin, TwinGroup *group, Lacks *lacks)
{
  for (guint i = 0; i < twin->world->n_subnets; i++)
    {
      const gboolean is_full = twin_count_free (&twin->subnets[i]) == 0;
      const gboolean is_over = !twin_has_eni_quota (twin, twin->world->subnets[i].az);
      TwinEni eni = { .subnet = i };

      if (!(group->key.subnets & 1u << i))
        continue;
      lacks->lacks_address |= is_full;
      lacks->lacks_quota |= is_over;
      twin->counts.n_denied[i] += is_full ? 1 : 0;
      twin->counts.n_quota_denied += is_over ? 1 : 0;
      if (is_full || is_over)
        continue;
      eni.number = ++twin->n_created;
      eni.place = twin_take_address (twin, i, TWIN_CREATING, &eni.stay);
      g_array_append_val (group->enis, eni);
    }
}

static void
see_failure (Twin *twin, const TwinGroup *group, Lacks lacks)
{
  twin_see (twin, lacks.lacks_address && lacks.lacks_quota ? FEATURE_FAILED_BY_BOTH
                  : lacks.lacks_address                    ? FEATURE_FAILED_BY_ADDRESS
                                                           : FEATURE_FAILED_BY_QUOTA);
  twin_see (twin, group->enis->len > 0 ? FEATURE_FAILED_WITH_ENIS : FEATURE_FAILED_WITHOUT_ENIS);
}

/* What it got is held on for a while, if it got anything. */
static void
fail (Twin *twin, TwinGroup *group, Lacks lacks)
{
  const gint64 span_us = twin_draw_for_key (twin, &twin->world->failed_create_retention,
                                            FAILED_RETENTION_US, FAILED_RETENTION, &group->key);

  see_failure (twin, group, lacks);
  twin->counts.n_creates_failed++;
  for (guint i = 0; i < twin->world->n_subnets; i++)
    if (group->key.subnets & 1u << i)
      twin->counts.n_failed_creates[i]++;
  if (group->enis->len == 0)
    {
      g_ptr_array_remove (twin->groups, group);
      return;
    }
  twin->n_failed += group->enis->len;
  set_state (twin, group, TWIN_FAILED);
  twin_book (twin, twin->now + span_us, TWIN_GROUP_GONE, group);
}

static void
see_what_is_beside (Twin *twin, const TwinKey *key)
{
  for (guint i = 0; i < twin->groups->len; i++)
    {
      const TwinGroup *other = twin->groups->pdata[i];

      if (other->state == TWIN_RETAINED && twin_key_equal (&other->key, key))
        twin_see (twin, FEATURE_GROUP_BESIDE);
    }
}

/* With addresses, and not a reference yet. */
static TwinGroup *
make_group (Twin *twin, const TwinKey *key, Lacks *lacks)
{
  TwinGroup *group = g_new0 (TwinGroup, 1);

  see_what_is_beside (twin, key);
  group->key = *key;
  group->state = TWIN_CREATING;
  group->enis = g_array_new (FALSE, FALSE, sizeof (TwinEni));
  g_ptr_array_add (twin->groups, group);
  take_all (twin, group, lacks);
  return group;
}

static void
begin_creation (Twin *twin, TwinGroup *group, gboolean is_there)
{
  const gint64 drawn_us
      = twin_draw_for_key (twin, &twin->world->eni_create_delay, 0, CREATE_DELAY, &group->key);
  const gint64 delay_us = is_there ? 0 : drawn_us;

  group->is_joinable = TRUE;
  group->in_use_at = twin->now + delay_us;
  twin_see (twin, delay_us > 0 ? FEATURE_GROUP_DELAYED : FEATURE_GROUP_CREATED);
  if (delay_us == 0)
    set_state (twin, group, TWIN_IN_USE);
  else
    twin_book (twin, group->in_use_at, TWIN_GROUP_IN_USE, group);
}

static void
take_reference (Twin *twin, TwinGroup *group, gboolean is_new, gboolean is_there)
{
  group->n_references++;
  if (is_new)
    begin_creation (twin, group, is_there);
  else if (group->state == TWIN_RETAINED)
    {
      twin_see (twin, FEATURE_GROUP_TAKEN_BACK);
      twin_cancel (twin, TWIN_GROUP_GONE, group);
      twin->n_taken_back += group->enis->len;
      set_state (twin, group, TWIN_IN_USE);
      group->in_use_at = twin->now;
    }
  else
    twin_see (twin, group->state == TWIN_CREATING ? FEATURE_GROUP_JOINED : FEATURE_GROUP_SHARED);
}

/* What all new groups got is one failed group. */
static void
fail_all (Twin *twin, GPtrArray *made, const TwinKey *key, Lacks lacks)
{
  TwinGroup *failed = made->pdata[0];

  failed->key = *key;
  for (guint i = 1; i < made->len; i++)
    {
      TwinGroup *group = made->pdata[i];

      g_array_append_vals (failed->enis, group->enis->data, group->enis->len);
      g_ptr_array_remove (twin->groups, group);
    }
  fail (twin, failed, lacks);
}

/* The keys of a configuration: itself, or one for each subnet. */
static guint
get_part (const World *world, guint subnets, guint index)
{
  if (!world->shares_per_subnet)
    return index == 0 ? subnets : 0;
  return subnets & 1u << index;
}

static guint
count_groups (const TwinKey *key)
{
  guint n = 0;

  if (key->groups & TWIN_OWN)
    return 1;
  for (guint i = 0; i < WORLD_GROUPS_MAX; i++)
    n += key->groups >> i & 1u;
  return n;
}

static gboolean
is_own_group_gone (const Twin *twin, const TwinKey *key)
{
  return (key->groups & TWIN_OWN) && twin_find_own_group (twin, key->groups)->is_gone;
}

/* What is known before anything is taken.  Returns: how many causes there are. */
static guint
deny_at_once (Twin *twin, const TwinKey *key)
{
  const World *world = twin->world;
  guint n_gone = is_own_group_gone (twin, key) ? 1 : 0;
  guint n_subnets_gone = 0, n_unsupported = 0, n_too_many = 0;

  n_too_many = count_groups (key) > twin->quotas.sgs_per_eni;
  for (guint i = 0; i < world->n_groups; i++)
    n_gone += !(key->groups & TWIN_OWN) && (key->groups & 1u << i) && twin->is_group_deleted[i];
  for (guint i = 0; i < world->n_subnets; i++)
    if (key->subnets & 1u << i)
      {
        n_unsupported += world->is_az_unsupported[world->subnets[i].az] ? 1 : 0;
        n_subnets_gone += twin->subnets[i].is_deleted ? 1 : 0;
      }
  if (n_too_many > 0)
    twin_see (twin, FEATURE_TOO_MANY_GROUPS);
  if (n_unsupported > 0)
    twin_see (twin, FEATURE_UNSUPPORTED_AZ);
  if (n_gone > 0)
    twin_see (twin, FEATURE_GROUP_IS_GONE);
  if (n_subnets_gone > 0)
    twin_see (twin, FEATURE_SUBNET_IS_GONE);
  twin->counts.n_too_many_groups += n_too_many;
  twin->counts.n_unsupported += n_unsupported;
  twin->counts.n_groups_gone += n_gone;
  twin->counts.n_subnets_gone += n_subnets_gone;
  return n_too_many + n_unsupported + n_gone + n_subnets_gone;
}

gboolean
twin_acquire (Twin *twin, const TwinKey *key, gboolean is_there, GPtrArray *references)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new ();
  Lacks lacks = { FALSE, FALSE };

  g_ptr_array_set_size (references, 0);
  if (deny_at_once (twin, key) > 0)
    {
      twin->counts.n_creates_failed++;
      return FALSE;
    }
  for (guint i = 0; i < WORLD_SUBNETS_MAX; i++)
    {
      const TwinKey part = { get_part (twin->world, key->subnets, i), key->groups, key->type };
      TwinGroup *group = part.subnets != 0 ? find_group (twin, &part) : NULL;

      if (part.subnets == 0)
        continue;
      if (group == NULL)
        {
          group = make_group (twin, &part, &lacks);
          g_ptr_array_add (made, group);
        }
      g_ptr_array_add (references, group);
    }
  if (lacks.lacks_address || lacks.lacks_quota)
    {
      if (made->len < references->len)
        twin_see (twin, FEATURE_FAILED_BESIDE_OTHERS);
      fail_all (twin, made, key, lacks);
      g_ptr_array_set_size (references, 0);
      return FALSE;
    }
  for (guint i = 0; i < references->len; i++)
    take_reference (twin, references->pdata[i], g_ptr_array_find (made, references->pdata[i], NULL),
                    is_there);
  return TRUE;
}

static void
release (Twin *twin, TwinGroup *group)
{
  gint64 span_us;

  if (--group->n_references > 0)
    return;
  set_state (twin, group, TWIN_RETAINED);
  group->is_joinable = twin->world->reuses_enis;
  span_us
      = twin_draw_for_key (twin, &twin->world->eni_retention, RETENTION_US, RETENTION, &group->key);
  twin_book (twin, twin->now + span_us, TWIN_GROUP_GONE, group);
}

void
twin_release (Twin *twin, GPtrArray *references)
{
  for (guint i = 0; i < references->len; i++)
    release (twin, references->pdata[i]);
  g_ptr_array_set_size (references, 0);
}

void
twin_group_in_use (Twin *twin, TwinGroup *group)
{
  set_state (twin, group, TWIN_IN_USE);
}

void
twin_group_gone (Twin *twin, TwinGroup *group)
{
  twin_see (twin, group->state == TWIN_FAILED ? FEATURE_FAILED_GONE : FEATURE_GROUP_GONE);
  for (guint i = 0; i < group->enis->len; i++)
    {
      const TwinEni *eni = &g_array_index (group->enis, TwinEni, i);
      TwinSubnet *subnet = &twin->subnets[eni->subnet];

      subnet->is_held[eni->place] = FALSE;
      subnet->n_held[group->state]--;
      twin_end_stay (twin, eni->stay);
      twin->n_released++;
      twin_fill_background (twin, eni->subnet);
    }
  g_ptr_array_remove (twin->groups, group);
  twin_try_own_groups (twin);
}
