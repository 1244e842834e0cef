/* twin-deletions.c: security groups and subnets are deleted, or would be from when on */
#include "world/twin-parts.h"

static gboolean
is_subnet_free (const Twin *twin, guint subnet)
{
  for (guint i = 0; i < TWIN_N_HOLDERS; i++)
    if (twin->subnets[subnet].n_held[i] > 0)
      return FALSE;
  return TRUE;
}

/* Neither an ENI in any state, nor an endpoint's, nor a rule of a group that is there. */
static gboolean
is_group_free (const Twin *twin, guint group)
{
  const World *world = twin->world;

  for (guint i = 0; i < twin->groups->len; i++)
    {
      const TwinKey *key = &((const TwinGroup *) twin->groups->pdata[i])->key;

      if (!(key->groups & TWIN_OWN) && (key->groups & 1u << group))
        return FALSE;
    }
  for (guint i = 0; i < world->n_endpoints; i++)
    if (!world->endpoints[i].is_gateway && (world->endpoints[i].groups & 1u << group))
      return FALSE;
  for (guint i = 0; i < world->n_groups; i++)
    if (!twin->is_group_deleted[i] && (world->group_references[i] & 1u << group))
      return FALSE;
  return TRUE;
}

static gboolean
is_free (const Twin *twin, const TwinDeletion *deletion)
{
  return deletion->is_subnet ? is_subnet_free (twin, deletion->subject)
                             : is_group_free (twin, deletion->subject);
}

void
twin_request_deletion (Twin *twin, gboolean is_subnet, guint subject)
{
  gboolean *is_gone
      = is_subnet ? &twin->subnets[subject].is_deleted : &twin->is_group_deleted[subject];
  TwinDeletion deletion = { is_subnet, subject, TWIN_DELETION_GONE, twin->now, TWIN_NEVER };

  if (*is_gone)
    twin_see (twin, FEATURE_DELETION_OF_NOTHING);
  else if (is_free (twin, &deletion))
    {
      twin_see (twin, is_subnet ? FEATURE_SUBNET_DELETED : FEATURE_GROUP_DELETED);
      deletion.result = TWIN_DELETION_DONE;
      deletion.passes_at = twin->now;
      *is_gone = TRUE;
    }
  else
    {
      twin_see (twin, is_subnet ? FEATURE_SUBNET_KEPT : FEATURE_GROUP_KEPT);
      deletion.result = TWIN_DELETION_REFUSED;
    }
  g_array_append_val (twin->deletions, deletion);
}

void
twin_note_deletions (Twin *twin)
{
  for (guint i = 0; i < twin->deletions->len; i++)
    {
      TwinDeletion *deletion = &g_array_index (twin->deletions, TwinDeletion, i);

      if (deletion->result != TWIN_DELETION_REFUSED || deletion->passes_at != TWIN_NEVER
          || !is_free (twin, deletion))
        continue;
      twin_see (twin, FEATURE_DELETION_WOULD_PASS);
      deletion->passes_at = twin->now;
    }
}
