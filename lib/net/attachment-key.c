/* attachment-key.c: subnet set and SG set as one number, by which runtimes share ENIs */
#include "net/attachment-key.h"

enum
{
  MEMBERS_MAX = MAX (ENISIM_SUBNETS_MAX, ENISIM_SECURITY_GROUPS_MAX)
};

void
enisim_attachment_keys_init (EnisimAttachmentKeys *keys)
{
  enisim_intern_table_init (&keys->subnet_sets);
  enisim_intern_table_init (&keys->sg_sets);
}

void
enisim_attachment_keys_init_copy (EnisimAttachmentKeys *keys, const EnisimAttachmentKeys *from)
{
  enisim_intern_table_init_copy (&keys->subnet_sets, &from->subnet_sets);
  enisim_intern_table_init_copy (&keys->sg_sets, &from->sg_sets);
}

void
enisim_attachment_keys_clear (EnisimAttachmentKeys *keys)
{
  enisim_intern_table_clear (&keys->subnet_sets);
  enisim_intern_table_clear (&keys->sg_sets);
}

/* Puts @value in its place among the @n_members of the set, unless it is there.
 * Returns: how many they are now. */
static guint
insert (guint32 *members, guint n_members, guint members_max, guint32 value)
{
  guint place = n_members;

  while (place > 0 && members[place - 1] > value)
    place--;
  if (place > 0 && members[place - 1] == value)
    return n_members;
  g_assert (n_members < members_max);
  memmove (members + place + 1, members + place, (n_members - place) * sizeof *members);
  members[place] = value;
  return n_members + 1;
}

static guint32
intern_set (EnisimInternTable *sets, const guint32 *values, guint n_values, guint members_max)
{
  guint32 members[MEMBERS_MAX];
  guint n_members = 0;

  g_assert (n_values >= 1);
  for (guint i = 0; i < n_values; i++)
    n_members = insert (members, n_members, members_max, values[i]);
  return enisim_intern_table_intern_u32s (sets, members, n_members);
}

guint32
enisim_attachment_keys_intern_subnets (EnisimAttachmentKeys *keys, const guint32 *subnets,
                                       guint n_subnets)
{
  return intern_set (&keys->subnet_sets, subnets, n_subnets, ENISIM_SUBNETS_MAX);
}

guint32
enisim_attachment_keys_intern_sgs (EnisimAttachmentKeys *keys, const guint32 *sgs, guint n_sgs)
{
  return intern_set (&keys->sg_sets, sgs, n_sgs, ENISIM_SECURITY_GROUPS_MAX);
}

EnisimAttachmentKey
enisim_attachment_keys_intern (EnisimAttachmentKeys *keys, const guint32 *subnets, guint n_subnets,
                               const guint32 *sgs, guint n_sgs)
{
  return enisim_attachment_key_make (
      enisim_attachment_keys_intern_subnets (keys, subnets, n_subnets),
      enisim_attachment_keys_intern_sgs (keys, sgs, n_sgs));
}

EnisimAttachmentKey
enisim_attachment_keys_narrow (EnisimAttachmentKeys *keys, EnisimAttachmentKey key, guint32 subnet)
{
  const guint32 subnet_set = enisim_intern_table_intern_u32s (&keys->subnet_sets, &subnet, 1);
  const EnisimAttachmentKey narrow
      = (EnisimAttachmentKey) subnet_set << 32 | enisim_attachment_key_get_sg_set (key);

  return enisim_attachment_key_with_kind (narrow, enisim_attachment_key_get_kind (key));
}

static void
verify_sets (const EnisimInternTable *sets, guint members_max)
{
  enisim_intern_table_verify (sets);
  for (guint32 id = 0; id < enisim_intern_table_get_n_items (sets); id++)
    {
      guint n_members;
      const guint32 *members = enisim_intern_table_get_u32s (sets, id, &n_members);

      g_assert_cmpuint (n_members, >=, 1);
      g_assert_cmpuint (n_members, <=, members_max);
      for (guint i = 1; i < n_members; i++)
        g_assert_cmpuint (members[i - 1], <, members[i]);
    }
}

void
enisim_attachment_keys_verify (const EnisimAttachmentKeys *keys)
{
  verify_sets (&keys->subnet_sets, ENISIM_SUBNETS_MAX);
  verify_sets (&keys->sg_sets, ENISIM_SECURITY_GROUPS_MAX);
}
