/* load-network.c: where a runtime is, in the VPC or not, and how an update changes that */
#include "scenario/load-values.h"
#include "scenario/loader.h"

/* The set that a list of names stands for.  Returns: how many are in @set. */
static guint
load_set (EnisimLoader *loader, const EnisimNode *node, const EnisimLoadNames *names,
          const char *what, guint n_max, guint32 *set)
{
  guint n = 0;

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    return 0;
  if (node->n_children == 0)
    enisim_complaints_add (loader->complaints, node, "expected at least one %s", what);
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    {
      const guint32 index = enisim_load_ref (loader, item, names, what);
      guint i = 0;

      while (i < n && set[i] != index)
        i++;
      if (index == ENISIM_LOAD_NONE || i < n)
        continue;
      if (n == n_max)
        {
          enisim_complaints_add (loader->complaints, item, "a runtime has at most %u different %ss",
                                 n_max, what);
          break;
        }
      set[n++] = index;
    }
  return n;
}

guint
enisim_load_agent_subnets (EnisimLoader *loader, const EnisimNode *node, guint32 *subnets)
{
  const guint n = load_set (loader, node, &loader->subnets, "subnet", ENISIM_SUBNETS_MAX, subnets);

  for (guint i = 0; i < n; i++)
    loader->is_agent_subnet[subnets[i]] = TRUE;
  return n;
}

guint
enisim_load_agent_security_groups (EnisimLoader *loader, const EnisimNode *node, guint32 *groups)
{
  return load_set (loader, node, &loader->security_groups, "security group",
                   ENISIM_SECURITY_GROUPS_MAX, groups);
}

static void
load_configuration (EnisimLoader *loader, const EnisimNodeReader *reader, EnisimRuntimeSpec *spec)
{
  guint32 subnets[ENISIM_SUBNETS_MAX], groups[ENISIM_SECURITY_GROUPS_MAX];
  const guint n_subnets
      = enisim_load_agent_subnets (loader, enisim_load_required (reader, "subnets"), subnets);
  const guint n_groups = enisim_load_agent_security_groups (
      loader, enisim_load_required (reader, "security_groups"), groups);

  if (n_subnets > 0 && n_groups > 0)
    spec->key = enisim_attachment_keys_intern (&loader->scenario->keys, subnets, n_subnets, groups,
                                               n_groups);
}

static void
refuse_configuration (EnisimLoader *loader, const EnisimNodeReader *reader)
{
  static const char *const parts[] = { "subnets", "security_groups" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const EnisimNode *node = enisim_load_field (reader, parts[i]);

      if (node != NULL)
        enisim_complaints_add_key (loader->complaints, node, "a PUBLIC runtime has no %s",
                                   parts[i]);
    }
}

static const char *const modes[] = { "PUBLIC", "VPC", NULL };

void
enisim_load_network (EnisimLoader *loader, const EnisimNodeReader *reader, EnisimRuntimeSpec *spec)
{
  const EnisimNode *network = enisim_load_field (reader, "network");
  guint mode = enisim_load_field (reader, "subnets") != NULL
               || enisim_load_field (reader, "security_groups") != NULL;

  if (network != NULL && !enisim_load_choice (loader->complaints, network, modes, &mode))
    return;
  spec->is_vpc = mode == 1;
  if (spec->is_vpc)
    load_configuration (loader, reader, spec);
  else
    refuse_configuration (loader, reader);
}

static void
load_changed_sets (EnisimLoader *loader, const EnisimNode *subnets, const EnisimNode *groups,
                   EnisimControlRequest *request)
{
  EnisimAttachmentKeys *keys = &loader->scenario->keys;
  guint32 indexes[MAX (ENISIM_SUBNETS_MAX, ENISIM_SECURITY_GROUPS_MAX)];
  guint n = enisim_load_agent_subnets (loader, subnets, indexes);

  if (n > 0)
    request->subnet_set = enisim_attachment_keys_intern_subnets (keys, indexes, n);
  n = enisim_load_agent_security_groups (loader, groups, indexes);
  if (n > 0)
    request->sg_set = enisim_attachment_keys_intern_sgs (keys, indexes, n);
}

void
enisim_load_network_change (EnisimLoader *loader, const EnisimNodeReader *reader,
                            EnisimControlRequest *request)
{
  const EnisimNode *network = enisim_load_field (reader, "network");
  guint mode = 1;

  request->subnet_set = ENISIM_REQUEST_KEEP;
  request->sg_set = ENISIM_REQUEST_KEEP;
  if (network != NULL && !enisim_load_choice (loader->complaints, network, modes, &mode))
    return;
  request->is_public = mode == 0;
  if (request->is_public)
    refuse_configuration (loader, reader);
  else if (network != NULL)
    load_changed_sets (loader, enisim_load_required (reader, "subnets"),
                       enisim_load_required (reader, "security_groups"), request);
  else
    load_changed_sets (loader, enisim_load_field (reader, "subnets"),
                       enisim_load_field (reader, "security_groups"), request);
}
