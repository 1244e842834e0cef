/* resource-reader.h: typed fields of a resource of CloudFormation
 *
 * A field is named by a path: keys with dots between them, from the properties or from a mapping
 * within them; "Entries[].Id" is the list of what each entry has there.  What does not fit gets a
 * complaint and counts as absent.
 */
#pragma once

#include "import/evaluate.h"

G_BEGIN_DECLS

struct _EnisimResourceReader
{
  EnisimTemplate *template;
  const EnisimNode *node; /* of the resource */
  const char *type;
  EnisimResource resource; /* what it has in common with others */

  const EnisimProperties *properties; /* NULL: those of a template */
  gpointer fields;                    /* for these */
};

/* @node: a resource with a type, which is there for certain or perhaps */
EnisimResourceReader enisim_resource_read (EnisimTemplate *template, const EnisimNode *node,
                                           EnisimDecision presence);

/* Notes of what takes addresses that a deletion of its stack leaves it. */
void enisim_resource_note_kept (const EnisimResourceReader *reader);

/* Complains of policies that are none, once. */
void enisim_resource_check_policies (EnisimTemplate *template, const EnisimNode *resource);

/* The same for another resource of the load; what it has in common with others is not filled. */
EnisimResourceReader enisim_resource_move (const EnisimResourceReader *reader,
                                           const EnisimPlace *place);

/* @from: (nullable): a mapping; NULL: the properties
 * Returns: (nullable): NULL when absent; a symbol, if what it lies in is one */
const EnisimValue *enisim_resource_get (const EnisimResourceReader *reader, const EnisimValue *from,
                                        const char *path);

/* Returns: (transfer full): what a property is called where it is written, for complaints */
char *enisim_resource_dup_name (const EnisimResourceReader *reader, const EnisimValue *from,
                                const char *path);

/* Returns: (nullable): what one thing is, or the expression for it */
EnisimId enisim_resource_get_id (const EnisimResourceReader *reader, const EnisimValue *from,
                                 const char *path);

/* Of its VpcId.  A VPC that is not known changes no count, and so is not said to be missing. */
EnisimId enisim_resource_get_vpc (const EnisimResourceReader *reader);

/* A list, or one thing; an expression is a list that is open. */
EnisimIdList enisim_resource_get_ids (const EnisimResourceReader *reader, const EnisimValue *from,
                                      const char *path);
EnisimIdList enisim_value_to_ids (const EnisimResourceReader *reader, const EnisimValue *value);

/* The same of subnets: where an undecided condition chooses, those of either way, and the resource
 * is certain no more. */
EnisimIdList enisim_resource_get_subnets (EnisimResourceReader *reader, const EnisimValue *from,
                                          const char *path);

/* Returns: FALSE when absent, an expression or no network, the latter with a complaint */
gboolean enisim_resource_get_cidr (const EnisimResourceReader *reader, const EnisimValue *from,
                                   const char *path, EnisimCidr *cidr);

/* Returns: -1 when it is an expression, @otherwise when it is absent */
gint enisim_resource_get_number (const EnisimResourceReader *reader, const EnisimValue *from,
                                 const char *path, gint min, gint max, gint otherwise);

/* TRUE, FALSE or -1, by the same rule. */
gint enisim_resource_get_flag (const EnisimResourceReader *reader, const EnisimValue *from,
                               const char *path, gint otherwise);

/* Whether a field is this text and no other. */
gboolean enisim_resource_is (const EnisimResourceReader *reader, const EnisimValue *from,
                             const char *path, const char *text);

/* Returns: the items of a list; 0 when absent, an expression or no list, the latter with a
 * complaint */
guint enisim_resource_get_items (const EnisimResourceReader *reader, const char *path,
                                 const EnisimValue *const **items);

/* What @value has at @path, in the words of CloudFormation or of Terraform. */
typedef const EnisimValue *(*EnisimResourceWalk) (const EnisimResourceReader *reader,
                                                  const EnisimValue *value, const char *path);

/* What @walk finds from each item of @list, which is one, as one list; lists found are joined. */
const EnisimValue *enisim_resource_walk_list (const EnisimResourceReader *reader,
                                              const EnisimValue *list, const char *path,
                                              EnisimResourceWalk walk);

/* Complains of what came instead of what was expected. */
void enisim_resource_complain (const EnisimResourceReader *reader, const EnisimValue *value,
                               const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Notes that a dynamic reference is not known before a deployment. */
void enisim_resource_note_dynamic (const EnisimResourceReader *reader, const EnisimValue *value);

/* Returns: (nullable): the resource that an id of this load belongs to */
const EnisimPlace *enisim_resource_find (const EnisimResourceReader *reader, EnisimId id);

G_END_DECLS
