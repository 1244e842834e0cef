/* group-refs.h: the ENI groups that one version of a runtime references
 *
 * One group, or one for each subnet where ENIs are shared per subnet (`eni_sharing`).  Runtimes
 * come by the million and most have one: that one lies in the record itself.
 */
#pragma once

#include <glib.h>

#include "net/attachment-key.h"

typedef struct
{
  guint32 n_groups; /* at most ENISIM_SUBNETS_MAX; all zero bytes are no references */
  union
  {
    guint32 group;   /* where n_groups is 1 */
    guint32 *groups; /* where it is more */
  };
} EnisimGroupRefs;

/* @refs holds none; @groups is copied. */
static inline void
enisim_group_refs_set (EnisimGroupRefs *refs, const guint32 *groups, guint n_groups)
{
  g_assert (refs->n_groups == 0 && n_groups <= ENISIM_SUBNETS_MAX);
  refs->n_groups = n_groups;
  if (n_groups == 1)
    refs->group = groups[0];
  else if (n_groups > 1)
    refs->groups = g_memdup2 (groups, n_groups * sizeof *groups);
}

/* Forgets the references; to give them back is the caller's. */
static inline void
enisim_group_refs_clear (EnisimGroupRefs *refs)
{
  if (refs->n_groups > 1)
    g_free (refs->groups);
  *refs = (EnisimGroupRefs){ .n_groups = 0 };
}

static inline gboolean
enisim_group_refs_is_none (const EnisimGroupRefs *refs)
{
  return refs->n_groups == 0;
}

static inline guint32
enisim_group_refs_get (const EnisimGroupRefs *refs, guint index)
{
  g_assert (index < refs->n_groups);
  return refs->n_groups == 1 ? refs->group : refs->groups[index];
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimGroupRefs, enisim_group_refs_clear)
