/* subnet-groups.h: the subnets of a resource that names a group of them
 *
 * A group is named by a reference or by its own name, and by the resource itself or by another one
 * that it belongs to: a database says it of its cluster.
 */
#pragma once

#include "import/resource-reader.h"

G_BEGIN_DECLS

/* Names of resources, found when they are first looked for; of an importer. */
typedef struct _EnisimResourceNames EnisimResourceNames;

void enisim_resource_names_free (EnisimResourceNames *names);

/* Returns: the subnets; of a group that is not in sight an open list with its name, empty when no
 *   group is named */
EnisimIdList enisim_read_subnet_group (EnisimResourceReader *reader,
                                       const EnisimSubnetGroup *group);

/* @group: what names a group
 * Returns: its subnets, open when it is not in sight */
EnisimIdList enisim_read_subnets_of_group (EnisimResourceReader *reader, EnisimId group,
                                           const EnisimSubnetGroup *rule);

G_END_DECLS
