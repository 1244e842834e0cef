/* network-vpcs.c: things that have to lie in one VPC and do not
 *
 * Only what is certain is complained of.  Both VPCs have to be made by templates, or to be named by
 * their ids: an id may be that of the very VPC that a template made, and two things that are looked
 * up may be one.  In a plan of Terraform which thing an expression takes is told by what it refers
 * to, which is not certain enough, and so only templates are looked at.
 */
#include "import/network-check.h"

#include <string.h>

/* One that lies in a VPC. */
typedef struct
{
  const char *what; /* "subnet"; NULL: the resource that is checked */
  const char *name;
  EnisimId vpc;
} Member;

typedef struct
{
  EnisimComplaints *complaints;
  GHashTable *vpcs;    /* of EnisimVpc by id: those that templates make for certain */
  GHashTable *members; /* of Member by id: those whose VPC is certain */
} Check;

/* "net/Vpc": an address of Terraform has dots or brackets. */
static gboolean
is_of_template (const EnisimResource *resource)
{
  const char *mark = strrchr (resource->id, '/');

  if (!mark || resource->is_live || resource->is_found || !resource->is_certain)
    return FALSE;
  while (g_ascii_isalnum (*++mark))
    ;
  return *mark == '\0';
}

static gboolean
is_physical (EnisimId id)
{
  return g_str_has_prefix (id, "vpc-") && !strpbrk (id, "/$");
}

static gboolean
is_known_vpc (const Check *check, EnisimId id)
{
  return id && (is_physical (id) || g_hash_table_contains (check->vpcs, id));
}

static void
add_member (const Check *check, const char *what, const EnisimResource *resource, EnisimId vpc)
{
  Member *member;

  if (!resource->is_certain || !is_known_vpc (check, vpc))
    return;
  member = g_new (Member, 1);
  *member = (Member){ .what = what, .name = resource->name, .vpc = vpc };
  g_hash_table_insert (check->members, (gpointer) resource->id, member);
}

/* A security group may be associated with further VPCs: one that is there, by nobody knows whom. */
static gboolean
has_one_vpc (const EnisimInventory *inventory, const EnisimSecurityGroup *group)
{
  gboolean is_alone = is_of_template (&group->resource);

  for (guint i = 0; is_alone && i < inventory->security_group_links->len; i++)
    {
      const EnisimId linked = g_array_index (inventory->security_group_links, EnisimLink, i).one;

      is_alone = linked && linked != group->resource.id && !strchr (linked, '$');
    }
  return is_alone;
}

static void
index_members (const EnisimInventory *inventory, const Check *check)
{
  for (guint i = 0; i < inventory->vpcs->len; i++)
    {
      const EnisimVpc *vpc = &g_array_index (inventory->vpcs, EnisimVpc, i);

      if (is_of_template (&vpc->resource))
        g_hash_table_insert (check->vpcs, (gpointer) vpc->resource.id, (gpointer) vpc);
    }
  for (guint i = 0; i < inventory->subnets->len; i++)
    {
      const EnisimSubnetResource *subnet
          = &g_array_index (inventory->subnets, EnisimSubnetResource, i);

      add_member (check, "subnet", &subnet->resource, subnet->vpc);
    }
  for (guint i = 0; i < inventory->security_groups->len; i++)
    {
      const EnisimSecurityGroup *group
          = &g_array_index (inventory->security_groups, EnisimSecurityGroup, i);

      if (has_one_vpc (inventory, group))
        add_member (check, "security group", &group->resource, group->vpc);
    }
  for (guint i = 0; i < inventory->route_tables->len; i++)
    {
      const EnisimRouteTable *table = &g_array_index (inventory->route_tables, EnisimRouteTable, i);

      add_member (check, "route table", &table->resource, table->vpc);
    }
}

static const char *
get_vpc_name (const Check *check, EnisimId id)
{
  const EnisimVpc *vpc = g_hash_table_lookup (check->vpcs, id);

  return vpc ? vpc->resource.name : id;
}

static gboolean
are_apart (const Member *one, const Member *other)
{
  return one->vpc != other->vpc && is_physical (one->vpc) == is_physical (other->vpc);
}

/* What one resource names. */
typedef struct
{
  const EnisimResource *resource;
  EnisimPosition at;
  const Member *first; /* the others have to lie where this one does; NULL: none yet */
  gboolean is_refused; /* one complaint of each is enough */
} Named;

static void
check_named (const Check *check, Named *named, EnisimId id)
{
  const Member *member = id ? g_hash_table_lookup (check->members, id) : NULL;
  g_autofree char *first = NULL;

  if (!member || named->is_refused)
    return;
  if (!named->first)
    named->first = member;
  if (!are_apart (named->first, member))
    return;
  named->is_refused = TRUE;
  first = named->first->what
              ? g_strdup_printf (": its %s %s", named->first->what, named->first->name)
              : g_strdup ("");
  enisim_complaints_add_at (check->complaints, named->at,
                            "%s%s is in the VPC %s, and its %s %s in %s", named->resource->name,
                            first, get_vpc_name (check, named->first->vpc), member->what,
                            member->name, get_vpc_name (check, member->vpc));
}

static void
check_list (const Check *check, Named *named, const EnisimIdList *list)
{
  for (guint i = 0; i < list->n && !list->choice; i++)
    check_named (check, named, list->ids[i]);
}

static void
check_agents (const EnisimInventory *inventory, const Check *check)
{
  for (guint i = 0; i < inventory->agents->len; i++)
    {
      const EnisimAgent *agent = &g_array_index (inventory->agents, EnisimAgent, i);
      Named named = { .resource = &agent->resource, .at = agent->network_at };

      if (agent->mode != ENISIM_NETWORK_VPC || !is_of_template (&agent->resource))
        continue;
      check_list (check, &named, &agent->subnets);
      check_list (check, &named, &agent->security_groups);
    }
}

static void
check_endpoints (const EnisimInventory *inventory, const Check *check)
{
  for (guint i = 0; i < inventory->endpoints->len; i++)
    {
      const EnisimEndpoint *endpoint = &g_array_index (inventory->endpoints, EnisimEndpoint, i);
      const Member self = { .name = endpoint->resource.name, .vpc = endpoint->vpc };
      Named named = { .resource = &endpoint->resource, .at = endpoint->vpc_at };

      if (!is_of_template (&endpoint->resource))
        continue;
      if (is_known_vpc (check, endpoint->vpc))
        named.first = &self;
      check_list (check, &named, &endpoint->subnets);
      check_list (check, &named, &endpoint->security_groups);
      check_list (check, &named, &endpoint->route_tables);
    }
}

static void
check_links (const EnisimInventory *inventory, const Check *check)
{
  for (guint i = 0; i < inventory->route_table_links->len; i++)
    {
      const EnisimLink *link = &g_array_index (inventory->route_table_links, EnisimLink, i);
      Named named = { .resource = &link->resource, .at = link->other_at };

      if (!is_of_template (&link->resource))
        continue;
      check_named (check, &named, link->one);
      check_named (check, &named, link->other);
    }
}

void
enisim_inventory_check_vpcs (const EnisimInventory *inventory, EnisimComplaints *complaints)
{
  g_autoptr (GHashTable) vpcs = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) members = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  const Check check = { complaints, vpcs, members };

  index_members (inventory, &check);
  check_agents (inventory, &check);
  check_endpoints (inventory, &check);
  check_links (inventory, &check);
}
