/* taker-rules.h: what takes addresses in a subnet beside agents, endpoints and NAT gateways
 *
 * The rules are data: a type of CloudFormation, where it names its subnets and security groups and
 * how many addresses it takes of them.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Over which subnets a taker's addresses lie. */
typedef enum
{
  ENISIM_SPREAD_EACH,     /* so many in each of its subnets */
  ENISIM_SPREAD_SHARED,   /* in each, but all takers of this rule with equal subnet and equal set
                             of security groups share them */
  ENISIM_SPREAD_EVENLY,   /* so many over all its subnets, dealt out as evenly as can be */
  ENISIM_SPREAD_ANYWHERE, /* so many over all its subnets, nobody says where */
} EnisimSpread;

typedef enum
{
  ENISIM_MARK_DOCUMENTED,
  ENISIM_MARK_OBSERVED,
  ENISIM_MARK_ASSUMED,
} EnisimMark;

/* Of resources that name a group of subnets instead of subnets. */
typedef struct
{
  const char *type; /* of a group that the description makes itself; its subnets are SubnetIds */
  const char *name; /* path of the group's own name */
  const char *path; /* of what names the group */
  const char *from; /* paths, with spaces between, of resources to ask where @path is absent;
                       NULL: none */
} EnisimSubnetGroup;

/* Paths are keys of Properties with dots between them; a "[]" behind a key goes through the items
 * of a list.  Counts are formulas of count-formula.h.  A resource is a taker by each rule of its
 * type that holds and that finds subnets. */
typedef struct
{
  const char *type;
  const char *label;   /* for people, in the singular: "EFS mount target" */
  const char *when;    /* path of what decides whether the rule holds; NULL: it does */
  const char *equals;  /* ... this text, a "*" at its end standing for any rest; NULL: any
                          that no earlier rule of the type has */
  const char *items;   /* path of a list each item of which is one taker, by the other
                          paths from the item; NULL: the resource is one */
  const char *subnets; /* path of one subnet or of a list of them; NULL: by their group */
  const EnisimSubnetGroup *group; /* NULL: none */
  const char *security_groups;    /* path; NULL: it has none of its own */
  const char *az;                 /* path of the only AZ it goes to; NULL: it has none */
  const char *count_min;          /* what n_min is multiplied with; NULL: 1 */
  const char *count_expected;     /* ... n_expected; NULL: as count_min */
  const char *count_max;          /* ... n_max; NULL: as count_min */
  const char *update_percent;     /* of n_max: what is there at most while an update replaces the
                                     old by the new; NULL: 100 */
  guint n_min;
  guint n_expected; /* what a plan should have room for; 0: as n_min */
  guint n_max;
  guint n_all_max;     /* in all its subnets together; 0: no such limit */
  gboolean is_open;    /* nobody says how many at most: at least the greatest of the others */
  const char *open_if; /* path of what, where it is given, leaves the most open; NULL: none */
  EnisimSpread spread;
  EnisimMark mark;
  const char *note; /* for people; NULL: nothing to say */
} EnisimTakerRule;

/* Returns: (array length=n): all rules, those of one type in a row */
const EnisimTakerRule *enisim_taker_rules_get (guint *n);

/* Returns: (nullable): the first rule of that type */
const EnisimTakerRule *enisim_taker_rules_find (const char *type);

/* Whether a type is known to take no address in any subnet. */
gboolean enisim_type_takes_none (const char *type);

/* Returns: (nullable): the types of which that is known; a name ended by "::" stands for all of its
 * service; NULL behind the last */
const char *enisim_type_without_addresses_get (guint index);

/* "documented", "observed" or "assumed" */
const char *enisim_mark_get_name (EnisimMark mark);

G_END_DECLS
