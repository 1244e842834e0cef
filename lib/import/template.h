/* template.h: what one load has, its stacks, and what their expressions are evaluated against
 *
 * A template is one stack: a document with its parameters.  An importer has all stacks of a load,
 * so that an export of one resolves an import of another.
 */
#pragma once

#include "import/inventory.h"
#include "import/value.h"
#include "text/complaint.h"

G_BEGIN_DECLS

/* How far expressions may lie in each other, each step to what another refers to counted. */
#define ENISIM_EVALUATE_DEPTH_MAX 400

/* Stacks of one load, and nested stacks within each other. */
#define ENISIM_STACKS_MAX 500
#define ENISIM_NESTED_STACKS_DEPTH_MAX 8

typedef struct _EnisimTemplate EnisimTemplate;
typedef struct _EnisimState EnisimState;

/* A --param or --export. */
typedef struct
{
  const char *text;
  EnisimPosition at; /* "--param Mode" */
  gboolean is_used;
} EnisimGiven;

typedef struct
{
  EnisimInventory *inventory;
  EnisimComplaints *complaints;
  EnisimValues *values;
  const char *region; /* NULL: not given */
  GHashTable *given;  /* of EnisimGiven by "Name" or "Stack:Name": parameters */
  GHashTable *given_exports;
  GHashTable *exports;     /* of EnisimExport by name */
  GHashTable *resources;   /* of EnisimPlace by EnisimId */
  GPtrArray *templates;    /* of EnisimTemplate, owned */
  GPtrArray *set_aside;    /* of EnisimTemplate, owned: given, but nested in another one as well */
  GPtrArray *plans;        /* of EnisimTerraform, owned */
  GPtrArray *regions_seen; /* where other descriptions say they are; each once, interned */
  EnisimState *state;      /* of answers of the AWS CLI; NULL: none was read */
  GHashTable *noted;       /* of EnisimValue: symbols of parameters that are said to be missing */
  struct _EnisimResourceNames *names; /* of subnet-groups.h; NULL: not looked for yet */
  GArray *scalings;                   /* of EnisimScaling, of cloudformation-scaling.c */
  guint depth;
  gsize n_loop_nodes, n_loop_bytes; /* what loops made: for-each.h */
  guint n_guesses;                  /* names that were looked for among those that are known */
  gboolean is_quiet;                /* what is missing here does not matter to the inventory */
  gboolean is_stopped;              /* there is no sense in more */
} EnisimImporter;

typedef struct _EnisimResourceReader EnisimResourceReader;

/* Properties that are written elsewhere and otherwise than in a template. */
typedef struct
{
  /* @from: (nullable): a mapping within the resource; NULL: the resource
   * @path: in CloudFormation's words
   * Returns: (nullable): NULL when absent */
  const EnisimValue *(*find) (const EnisimResourceReader *reader, const EnisimValue *from,
                              const char *path);

  /* Returns: (transfer full): what the file calls that property */
  char *(*dup_name) (const EnisimResourceReader *reader, const EnisimValue *from, const char *path);
} EnisimProperties;

/* An output that has a name for other stacks, or a resource: a node of a stack. */
typedef struct
{
  EnisimTemplate *template;
  const EnisimNode *node;             /* NULL: one of several outputs, it is not decided which */
  gboolean is_certain;                /* of an output */
  const char *type;                   /* of a resource, in CloudFormation's words; NULL: none */
  const EnisimProperties *properties; /* of a resource that is no template's */
  gpointer fields;                    /* for these */
} EnisimPlace;

/* That one resource needs another. */
typedef struct
{
  const EnisimNode *from, *to;
  EnisimPosition at;
} EnisimDependency;

struct _EnisimTemplate
{
  EnisimImporter *importer;
  const char *name;        /* the stack's */
  const char *folder;      /* nested stacks lie in; NULL: nowhere */
  const char *file;        /* that it was read from, as one path for each file; NULL: none */
  const char *region;      /* NULL: not known */
  const char *stack_name;  /* as it will be deployed; NULL: not known */
  const char *environment; /* account and Region, within which exports are seen; NULL: any */
  gboolean has_macros;     /* what is not expanded may make more than is written */
  const EnisimNode *root, *parameters, *mappings, *conditions, *resources,
      *outputs;                 /* (nullable) */
  EnisimTemplate *parent;       /* of a nested stack, else NULL */
  const EnisimNode *nested;     /* the resource of @parent that it is */
  GHashTable *children;         /* of EnisimTemplate by logical id: nested stacks */
  GHashTable *parameter_values; /* of EnisimValue by name */
  GHashTable *condition_values; /* by name: EnisimDecision, and whether it was made in quiet */
  GHashTable *node_values;      /* of EnisimValue by EnisimNode: what others refer to */
  GHashTable *nodes_under_way;  /* of EnisimNode: begun, not done */
  GArray *dependencies;         /* of EnisimDependency */
  const EnisimNode *current;    /* the resource that is evaluated; NULL: none */
  guint depth;                  /* of nested stacks above it */
};

EnisimImporter *enisim_importer_new (EnisimInventory *inventory, EnisimComplaints *complaints);
void enisim_importer_free (EnisimImporter *importer);

/* That something which is no template is in that Region. */
void enisim_importer_add_region (EnisimImporter *importer, const char *region);

/* Reads what every stack has; complains of what is no template.
 * @root: (nullable): lives as long as the importer's inventory; NULL: what is in the stack is
 *   described otherwise
 * @parent: (nullable): the stack that nests it
 * Returns: (transfer none): the stack, already among those of the importer */
EnisimTemplate *enisim_template_new (EnisimImporter *importer, const EnisimNode *root,
                                     const char *name, EnisimTemplate *parent);

/* Returns: (nullable): the output that has that name for @template */
const EnisimPlace *enisim_template_find_export (const EnisimTemplate *template, const char *name);

/* Once all stacks are there: learns their exports, for imports to be found, and complains of what
 * is none. */
void enisim_importer_index_exports (EnisimImporter *importer);

/* Complains of what was given and no stack asks for. */
void enisim_importer_check_given (EnisimImporter *importer);

/* Returns: (nullable): what the stack that nests this one passes for a parameter */
const EnisimNode *enisim_template_find_passed (const EnisimTemplate *template, const char *name);

/* Complains of parameters of a nested stack that are passed in vain or are not passed. */
void enisim_template_check_passed (const EnisimTemplate *child);

/* Returns: (nullable): the parameter's value, NULL when there is no such parameter */
const EnisimValue *enisim_template_get_parameter (EnisimTemplate *template, const char *name,
                                                  EnisimPosition at);

/* Returns: (nullable): what was given for that name, here or in every stack that is nested in none;
 * it counts as used */
const EnisimGiven *enisim_template_find_given (EnisimTemplate *template, const char *name);

/* Of a name that is written nowhere: whether something that is not expanded may make it, which is
 * noted.
 * @kind: "resource" */
gboolean enisim_template_may_make (EnisimTemplate *template, const char *kind, const char *name,
                                   EnisimPosition at);

/* Returns: (nullable): the resource of that logical id */
const EnisimNode *enisim_template_find_resource (const EnisimTemplate *template,
                                                 const char *logical_id);

/* Returns: (nullable): what it says of its type */
const char *enisim_resource_get_type (const EnisimNode *resource);

/* The id of a resource: "Network/Sg". */
EnisimId enisim_template_get_id (EnisimTemplate *template, const char *logical_id);

/* The resource whose expressions are evaluated at the moment, if any, needs @resource. */
void enisim_template_add_dependency (EnisimTemplate *template, const EnisimNode *resource,
                                     EnisimPosition at);

/* Complains of resources that need each other. */
void enisim_template_check_circles (EnisimTemplate *template);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EnisimImporter, enisim_importer_free)

G_END_DECLS
