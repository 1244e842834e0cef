/* attachment-key.h: subnet set and SG set as one number, by which runtimes share ENIs
 *
 * "Shared by all agents with the same subnet and security-group configuration" (facts.md,
 * section 3, "one per"): the order in which a configuration names them, and naming one twice,
 * make no difference.
 */
#pragma once

#include "base/intern.h"

/* Of different subnets or SGs in one configuration (facts.md, section 3, "config size").  Checked
 * where a scenario enters, asserted here. */
#define ENISIM_SUBNETS_MAX 16
#define ENISIM_SECURITY_GROUPS_MAX 16

/* Equal if and only if both sets and the kind are.  The id of the subnet set lies above that of
 * the SG set; as ids go, the two uppermost bits of each half are free, and those of the upper half
 * are the kind. */
typedef guint64 EnisimAttachmentKey;

/* Kinds that share no ENIs with each other, 0 .. this - 1; 0 where a key says nothing of it. */
#define ENISIM_ATTACHMENT_KINDS_MAX 4

#define ENISIM_ATTACHMENT_KIND_SHIFT 62

/* All sets of a run. */
typedef struct
{
  EnisimInternTable subnet_sets;
  EnisimInternTable sg_sets;
} EnisimAttachmentKeys;

void enisim_attachment_keys_init (EnisimAttachmentKeys *keys);
void enisim_attachment_keys_clear (EnisimAttachmentKeys *keys);

/* @keys is uninitialised; keys of @from mean the same in it. */
void enisim_attachment_keys_init_copy (EnisimAttachmentKeys *keys,
                                       const EnisimAttachmentKeys *from);

/* @subnets, @sgs: the caller's indexes, in any order, repeated or not; each has 1 ..
 *   ENISIM_SUBNETS_MAX or ENISIM_SECURITY_GROUPS_MAX different ones */
EnisimAttachmentKey enisim_attachment_keys_intern (EnisimAttachmentKeys *keys,
                                                   const guint32 *subnets, guint n_subnets,
                                                   const guint32 *sgs, guint n_sgs);

/* One of the two sets alone.  Returns: its id in the table */
guint32 enisim_attachment_keys_intern_subnets (EnisimAttachmentKeys *keys, const guint32 *subnets,
                                               guint n_subnets);
guint32 enisim_attachment_keys_intern_sgs (EnisimAttachmentKeys *keys, const guint32 *sgs,
                                           guint n_sgs);

/* Returns: as @key, but of @subnet alone, which is one of its subnets */
EnisimAttachmentKey enisim_attachment_keys_narrow (EnisimAttachmentKeys *keys,
                                                   EnisimAttachmentKey key, guint32 subnet);

/* Aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_attachment_keys_verify (const EnisimAttachmentKeys *keys);

static inline EnisimAttachmentKey
enisim_attachment_key_make (guint32 subnet_set, guint32 sg_set)
{
  return (EnisimAttachmentKey) subnet_set << 32 | sg_set;
}

static inline EnisimAttachmentKey
enisim_attachment_key_with_kind (EnisimAttachmentKey key, guint kind)
{
  g_assert (key >> ENISIM_ATTACHMENT_KIND_SHIFT == 0 && kind < ENISIM_ATTACHMENT_KINDS_MAX);
  return key | (EnisimAttachmentKey) kind << ENISIM_ATTACHMENT_KIND_SHIFT;
}

static inline guint
enisim_attachment_key_get_kind (EnisimAttachmentKey key)
{
  return (guint) (key >> ENISIM_ATTACHMENT_KIND_SHIFT);
}

static inline guint32
enisim_attachment_key_get_subnet_set (EnisimAttachmentKey key)
{
  return (guint32) (key >> 32) & ENISIM_INTERN_ITEMS_MAX;
}

static inline guint32
enisim_attachment_key_get_sg_set (EnisimAttachmentKey key)
{
  return (guint32) key;
}

/* Returns: (transfer none): the subnets of a set, ascending, each once */
static inline const guint32 *
enisim_attachment_keys_get_subnets (const EnisimAttachmentKeys *keys, guint32 subnet_set,
                                    guint *n_subnets)
{
  return enisim_intern_table_get_u32s (&keys->subnet_sets, subnet_set, n_subnets);
}

/* Returns: (transfer none): the security groups of a set, ascending, each once */
static inline const guint32 *
enisim_attachment_keys_get_sgs (const EnisimAttachmentKeys *keys, guint32 sg_set, guint *n_sgs)
{
  return enisim_intern_table_get_u32s (&keys->sg_sets, sg_set, n_sgs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EnisimAttachmentKeys, enisim_attachment_keys_clear)
