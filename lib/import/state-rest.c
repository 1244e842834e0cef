/* state-rest.c: ENIs of AgentCore that no listed agent explains, in groups
 *
 * What has equal security groups in one VPC is one group, and a second ENI in a subnet begins
 * another: a layer above it.
 */
#include "import/state-groups.h"

#include "import/id-set.h"
#include "net/attachment-key.h"

/* Of ENIs that nobody explains. */
typedef struct
{
  gsize number; /* of the draft, or of the one after it, in which there is room */
  gsize sg_set, vpc, layer;
} RestKey;

/* The draft of these security groups, that VPC and layer; a configuration has no more subnets than
 * ENISIM_SUBNETS_MAX, so that what is past them begins another one. */
static EnisimLiveDraft *
get_rest_draft (EnisimLiveGroups *groups, RestKey key, const EnisimInterface *one)
{
  EnisimLiveDraft *first = enisim_live_get_draft (groups, (const gsize *) &key,
                                                  sizeof key / sizeof (gsize), &one->resource);
  EnisimLiveDraft *draft = first;

  if (first->n_more > 0)
    {
      key.number = first->n_more;
      draft = enisim_live_get_draft (groups, (const gsize *) &key, sizeof key / sizeof (gsize),
                                     &one->resource);
    }
  if (draft->subnets->len < ENISIM_SUBNETS_MAX)
    return draft;
  key.number = ++first->n_more;
  return enisim_live_get_draft (groups, (const gsize *) &key, sizeof key / sizeof (gsize),
                                &one->resource);
}

void
enisim_live_draft_rest (EnisimLiveGroups *groups, EnisimHeld held)
{
  const GArray *interfaces = groups->inventory->interfaces;
  g_autoptr (GHashTable) rest = g_hash_table_new (NULL, NULL);
  EnisimInternTable layers;
  g_autoptr (GArray) n_before = g_array_new (FALSE, TRUE, sizeof (guint));

  for (guint i = 0; i < groups->queues->len; i++)
    {
      const GArray *queue = g_ptr_array_index (groups->queues, i);

      for (guint j = 0; j < queue->len; j++)
        g_hash_table_add (rest, GUINT_TO_POINTER (g_array_index (queue, guint, j) + 1));
    }
  enisim_intern_table_init (&layers);
  for (guint i = 0; i < interfaces->len; i++)
    {
      EnisimInterface *one = &g_array_index (interfaces, EnisimInterface, i);
      gsize layer_key[2];
      RestKey key = { 0 };
      guint32 layer;
      EnisimLiveDraft *draft;

      if (!g_hash_table_contains (rest, GUINT_TO_POINTER (i + 1)))
        continue;
      layer_key[0] = (gsize) one->subnet;
      layer_key[1] = key.sg_set = enisim_id_set_intern (&groups->sets, &one->security_groups);
      layer = enisim_intern_table_intern (&layers, layer_key, sizeof layer_key);
      if (layer == n_before->len)
        g_array_set_size (n_before, layer + 1);
      key.vpc = (gsize) one->vpc;
      key.layer = g_array_index (n_before, guint, layer)++;
      draft = get_rest_draft (groups, key, one);
      draft->group.security_groups = one->security_groups;
      draft->group.held = one->held = held;
      draft->group.is_inferred = TRUE;
      g_ptr_array_add (draft->interfaces, (gpointer) one->resource.id);
      g_ptr_array_add (draft->subnets, (gpointer) one->subnet);
    }
  enisim_intern_table_clear (&layers);
}
