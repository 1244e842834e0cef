/* terraform-parts.h: what the readers of a plan of Terraform have in common */
#pragma once

#include "import/terraform.h"

G_BEGIN_DECLS

/* Modules of a plan, each as often as it is called. */
#define ENISIM_TERRAFORM_MODULES_MAX 20000

/* One step of a reference: a name, or a key in brackets. */
typedef struct
{
  const char *text;
  gboolean is_key;
} EnisimTerraformStep;

/* Returns: (transfer full) (nullable): (of EnisimTerraformStep) at least one; NULL: @text is no
 * reference */
GArray *enisim_terraform_split (EnisimTerraform *plan, const char *text);

/* @mapping: (nullable)
 * @kinds: one kind
 * Returns: (nullable): the value of @key; NULL when absent, nothing or of another kind, the last
 *   with a complaint */
const EnisimNode *enisim_terraform_get (const EnisimNode *mapping, const char *key,
                                        EnisimNodeKind kinds, EnisimComplaints *complaints);

EnisimTerraformModule *enisim_terraform_add_top (EnisimTerraform *plan);
void enisim_terraform_module_free (gpointer module);

/* The resources of a plan or a state, and of what was read before it. */
void enisim_terraform_add_resources (EnisimTerraform *plan, const EnisimNode *values,
                                     EnisimTerraformModule *module, gboolean only_data);

/* Reads all resources into the inventory, and says of which nobody knows the type. */
void enisim_terraform_read_resources (EnisimTerraform *plan);

/* Notes of what a change leaves behind. */
void enisim_terraform_note_changes (EnisimTerraform *plan);

/* Whose expression it is: a resource's, or that of a call of a module. */
typedef struct
{
  EnisimTerraform *plan;
  EnisimTerraformModule *module; /* in which names mean what they mean */
  const char *key;               /* of count.index or each.key; NULL: none */
  const EnisimNode *each;        /* (nullable): what each.value is one of */
  EnisimPosition at;
} EnisimTerraformScope;

/* All that an expression refers to, or its constant, as one value.
 * Returns: (nullable): NULL where it refers to nothing, or to what cannot be told */
const EnisimValue *enisim_terraform_evaluate (const EnisimTerraformScope *scope,
                                              const EnisimNode *expression);

/* Returns: (nullable): the resource that a value is the id of */
const EnisimTerraformResource *enisim_terraform_find_made (const EnisimTerraformScope *scope,
                                                           const EnisimValue *value);

/* @value: (nullable): lists are taken apart, and each thing is there once */
void enisim_terraform_add_value (GPtrArray *values, const EnisimValue *value);

/* Returns: (nullable): the one value, or a list; NULL: there is none */
const EnisimValue *enisim_terraform_make_list (const EnisimTerraformScope *scope,
                                               const GPtrArray *values);

/* Returns: (transfer full): what an answer is kept by; @name: of what it is for */
char *enisim_terraform_make_key (const EnisimTerraformScope *scope, const EnisimNode *references,
                                 const char *name);

/* More than that an expression does not refer to. */
#define ENISIM_TERRAFORM_LIST_MAX 1000

G_END_DECLS
