/* twin-network.c: subnets, who holds their addresses, and ENI groups */
#include "world/twin.h"

#include <string.h>

/* Purposes of streams. */
enum
{
  ADDRESSES = 32,
  CREATE_DELAY,
  RETENTION,
  FAILED_RETENTION,
};

enum
{
  RESERVED_FIRST = 4,
  RESERVED_LAST = 1,

  SGS_PER_ENI = 5, /* where nothing else is said */
  SGS_PER_ENI_MAX = 16
};

/* model.md's defaults. */
#define RETENTION_US (8 * G_TIME_SPAN_HOUR)
#define FAILED_RETENTION_US (18 * G_TIME_SPAN_MINUTE)

static guint
count_free (const TwinSubnet *subnet)
{
  guint n = 0;

  for (guint i = RESERVED_FIRST; i < subnet->size - RESERVED_LAST; i++)
    n += !subnet->is_held[i];
  return n;
}

/* ENIs in every state, endpoints and NAT gateways in an AZ. */
static guint
count_enis (const Twin *twin, guint az)
{
  guint n = 0;

  for (guint i = 0; i < twin->world->n_subnets; i++)
    if (twin->world->subnets[i].az == az)
      for (guint holder = 0; holder < TWIN_N_HOLDERS; holder++)
        if (holder != TWIN_BACKGROUND)
          n += twin->subnets[i].n_held[holder];
  return n;
}

static guint
find_kth_free (const TwinSubnet *subnet, guint k)
{
  for (guint i = RESERVED_FIRST;; i++)
    if (!subnet->is_held[i] && k-- == 0)
      return i;
}

static gboolean
has_eni_quota (const Twin *twin, guint az)
{
  const guint quota = twin->world->enis_per_az;

  return quota == 0 || count_enis (twin, az) < quota;
}

/* Returns: the place of the address; there is one. */
static guint
take_address (Twin *twin, guint index, TwinHolder holder, guint *stay)
{
  TwinSubnet *subnet = &twin->subnets[index];
  const guint k = twin->world->is_lowest
                      ? 0
                      : (guint) enisim_stream_next_below (&subnet->stream, count_free (subnet));
  const guint place = find_kth_free (subnet, k);

  subnet->is_held[place] = TRUE;
  subnet->n_held[holder]++;
  *stay = twin_begin_stay (twin, twin_get_subnet_level (index, holder));
  return place;
}

/* Those of updates to come too. */
static guint
get_runtime_subnets (const World *world)
{
  guint set = 0;

  for (guint i = 0; i < world->n_items; i++)
    set |= world->items[i].subnets;
  for (guint i = 0; i < world->n_churns; i++)
    set |= world->churns[i].subnets;
  for (guint i = 0; i < world->n_entries; i++)
    if (world->entries[i].verb == WORLD_UPDATE)
      set |= world->entries[i].subnets;
  return set;
}

/* One subnet per AZ of the runtimes' subnets, the first declared. */
static guint
place_endpoint (const World *world)
{
  const guint runtimes = get_runtime_subnets (world);
  guint set = 0, azs = 0;

  for (guint i = 0; i < world->n_subnets; i++)
    if ((runtimes & 1u << i) && !(azs & 1u << world->subnets[i].az))
      {
        azs |= 1u << world->subnets[i].az;
        set |= 1u << i;
      }
  return set;
}

static void
take_first_addresses (Twin *twin)
{
  const World *world = twin->world;
  guint stay;

  for (guint i = 0; i < world->n_subnets; i++)
    for (guint n = 0; n < world->subnets[i].background; n++)
      take_address (twin, i, TWIN_BACKGROUND, &stay);
  for (guint i = 0; i < world->n_endpoints; i++)
    {
      const WorldEndpoint *endpoint = &world->endpoints[i];
      const guint set = endpoint->is_gateway     ? 0
                        : endpoint->subnets != 0 ? endpoint->subnets
                                                 : place_endpoint (world);

      for (guint subnet = 0; subnet < world->n_subnets; subnet++)
        if (set & 1u << subnet)
          take_address (twin, subnet, TWIN_ENDPOINT, &stay);
    }
  for (guint i = 0; i < world->n_nats; i++)
    take_address (twin, world->nats[i], TWIN_NAT, &stay);
}

static void
group_free (gpointer data)
{
  TwinGroup *group = data;

  g_array_unref (group->enis);
  g_free (group);
}

void
twin_open_network (Twin *twin)
{
  for (guint i = 0; i < twin->world->n_subnets; i++)
    {
      const WorldSubnet *spec = &twin->world->subnets[i];

      twin->subnets[i].spec = spec;
      twin->subnets[i].size = 1u << (32 - spec->prefix);
      twin->subnets[i].is_held = g_new0 (guint8, twin->subnets[i].size);
      twin->subnets[i].stream = enisim_stream_at (twin->world->seed, 0, ADDRESSES, spec->name);
    }
  twin->groups = g_ptr_array_new_with_free_func (group_free);
  twin->draws = g_array_new (FALSE, FALSE, sizeof (TwinDraws));
  take_first_addresses (twin);
}

void
twin_close_network (Twin *twin)
{
  for (guint i = 0; i < twin->world->n_subnets; i++)
    g_free (twin->subnets[i].is_held);
  g_ptr_array_unref (twin->groups);
  g_array_unref (twin->draws);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
append_sorted (GString *text, GPtrArray *names)
{
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s ", (const char *) names->pdata[i]);
}

/* What a key is called where its draws are addressed. */
static char *
name_key (const Twin *twin, guint subnets, guint groups)
{
  const World *world = twin->world;
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) subnet_names = g_ptr_array_new ();
  g_autoptr (GPtrArray) group_names = g_ptr_array_new ();

  for (guint i = 0; i < world->n_subnets; i++)
    if (subnets & 1u << i)
      g_ptr_array_add (subnet_names, (gpointer) world->subnets[i].name);
  if (groups & TWIN_OWN)
    g_ptr_array_add (group_names, (gpointer) twin_find_own_group (twin, groups)->name);
  for (guint i = 0; i < world->n_groups; i++)
    if (!(groups & TWIN_OWN) && (groups & 1u << i))
      g_ptr_array_add (group_names, (gpointer) world->group_names[i]);
  append_sorted (text, subnet_names);
  g_string_append (text, "| ");
  append_sorted (text, group_names);
  return g_string_free (text, FALSE);
}

static guint
number_draw (Twin *twin, guint purpose, guint subnets, guint groups)
{
  const TwinDraws first = { purpose, subnets, groups, 1 };

  for (guint i = 0; i < twin->draws->len; i++)
    {
      TwinDraws *draws = &g_array_index (twin->draws, TwinDraws, i);

      if (draws->purpose == purpose && draws->subnets == subnets && draws->groups == groups)
        return ++draws->n;
    }
  g_array_append_val (twin->draws, first);
  return 1;
}

/* @varies or, where the world does not say, @otherwise */
static gint64
draw_for_key (Twin *twin, const WorldVaries *varies, gint64 otherwise, guint purpose, guint subnets,
              guint groups)
{
  const guint n = number_draw (twin, purpose, subnets, groups);
  g_autofree char *name = name_key (twin, subnets, groups);
  const guint64 address = enisim_stream_address (twin->world->seed, 0, purpose, name);
  EnisimStream stream = enisim_stream_from_word (enisim_stream_mix (address, n));

  if (varies->text[0] == '\0')
    return otherwise;
  return enisim_distribution_sample_us (&varies->distribution, &stream);
}

static TwinGroup *
find_group (const Twin *twin, guint subnets, guint groups)
{
  for (guint i = 0; i < twin->groups->len; i++)
    {
      TwinGroup *group = twin->groups->pdata[i];

      if (group->is_joinable && group->subnets == subnets && group->groups == groups)
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
      const gboolean is_full = count_free (&twin->subnets[i]) == 0;
      const gboolean is_over = !has_eni_quota (twin, twin->world->subnets[i].az);
      TwinEni eni = { .subnet = i };

      if (!(group->subnets & 1u << i))
        continue;
      lacks->lacks_address |= is_full;
      lacks->lacks_quota |= is_over;
      twin->counts.n_denied[i] += is_full ? 1 : 0;
      twin->counts.n_quota_denied += is_over ? 1 : 0;
      if (is_full || is_over)
        continue;
      eni.number = ++twin->n_created;
      eni.place = take_address (twin, i, TWIN_CREATING, &eni.stay);
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
  const gint64 span_us
      = draw_for_key (twin, &twin->world->failed_create_retention, FAILED_RETENTION_US,
                      FAILED_RETENTION, group->subnets, group->groups);

  see_failure (twin, group, lacks);
  twin->counts.n_creates_failed++;
  for (guint i = 0; i < twin->world->n_subnets; i++)
    if (group->subnets & 1u << i)
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
see_what_is_beside (Twin *twin, guint subnets, guint groups)
{
  for (guint i = 0; i < twin->groups->len; i++)
    {
      const TwinGroup *other = twin->groups->pdata[i];

      if (other->state == TWIN_RETAINED && other->subnets == subnets && other->groups == groups)
        twin_see (twin, FEATURE_GROUP_BESIDE);
    }
}

/* With addresses, and not a reference yet. */
static TwinGroup *
make_group (Twin *twin, guint subnets, guint groups, Lacks *lacks)
{
  TwinGroup *group = g_new0 (TwinGroup, 1);

  see_what_is_beside (twin, subnets, groups);
  group->subnets = subnets;
  group->groups = groups;
  group->state = TWIN_CREATING;
  group->enis = g_array_new (FALSE, FALSE, sizeof (TwinEni));
  g_ptr_array_add (twin->groups, group);
  take_all (twin, group, lacks);
  return group;
}

static void
begin_creation (Twin *twin, TwinGroup *group)
{
  const gint64 delay_us = draw_for_key (twin, &twin->world->eni_create_delay, 0, CREATE_DELAY,
                                        group->subnets, group->groups);

  group->is_joinable = TRUE;
  group->in_use_at = twin->now + delay_us;
  twin_see (twin, delay_us > 0 ? FEATURE_GROUP_DELAYED : FEATURE_GROUP_CREATED);
  if (delay_us == 0)
    set_state (twin, group, TWIN_IN_USE);
  else
    twin_book (twin, group->in_use_at, TWIN_GROUP_IN_USE, group);
}

static void
take_reference (Twin *twin, TwinGroup *group, gboolean is_new)
{
  group->n_references++;
  if (is_new)
    begin_creation (twin, group);
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
fail_all (Twin *twin, GPtrArray *made, guint subnets, guint groups, Lacks lacks)
{
  TwinGroup *failed = made->pdata[0];

  failed->subnets = subnets;
  failed->groups = groups;
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

/* What is known before anything is taken. */
static gboolean
is_denied_at_once (Twin *twin, guint subnets, guint groups)
{
  const World *world = twin->world;
  const guint quota = !world->has_limits       ? SGS_PER_ENI_MAX
                      : world->sgs_per_eni > 0 ? world->sgs_per_eni
                                               : SGS_PER_ENI;
  gboolean is_denied = FALSE;
  guint n_groups = 0;

  for (guint i = 0; i < WORLD_GROUPS_MAX; i++)
    n_groups += groups & TWIN_OWN ? i == 0 : (groups >> i & 1u);
  if (n_groups > quota)
    {
      twin_see (twin, FEATURE_TOO_MANY_GROUPS);
      twin->counts.n_too_many_groups++;
      is_denied = TRUE;
    }
  for (guint i = 0; i < world->n_subnets; i++)
    if ((subnets & 1u << i) && world->is_az_unsupported[world->subnets[i].az])
      {
        twin_see (twin, FEATURE_UNSUPPORTED_AZ);
        twin->counts.n_unsupported++;
        is_denied = TRUE;
      }
  return is_denied;
}

gboolean
twin_acquire (Twin *twin, guint subnets, guint groups, GPtrArray *references)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new ();
  Lacks lacks = { FALSE, FALSE };

  g_ptr_array_set_size (references, 0);
  if (is_denied_at_once (twin, subnets, groups))
    {
      twin->counts.n_creates_failed++;
      return FALSE;
    }
  for (guint i = 0; i < WORLD_SUBNETS_MAX; i++)
    {
      const guint part = get_part (twin->world, subnets, i);
      TwinGroup *group = part != 0 ? find_group (twin, part, groups) : NULL;

      if (part == 0)
        continue;
      if (group == NULL)
        {
          group = make_group (twin, part, groups, &lacks);
          g_ptr_array_add (made, group);
        }
      g_ptr_array_add (references, group);
    }
  if (lacks.lacks_address || lacks.lacks_quota)
    {
      if (made->len < references->len)
        twin_see (twin, FEATURE_FAILED_BESIDE_OTHERS);
      fail_all (twin, made, subnets, groups, lacks);
      g_ptr_array_set_size (references, 0);
      return FALSE;
    }
  for (guint i = 0; i < references->len; i++)
    take_reference (twin, references->pdata[i],
                    g_ptr_array_find (made, references->pdata[i], NULL));
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
  span_us = draw_for_key (twin, &twin->world->eni_retention, RETENTION_US, RETENTION,
                          group->subnets, group->groups);
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
    }
  g_ptr_array_remove (twin->groups, group);
  twin_try_own_groups (twin);
}
