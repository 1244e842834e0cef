/* scenario-builder.c: scenarios made in code
 *
 * The builder's own tree becomes a document at each build, and the loader of files reads that: no
 * rule about a scenario is here.  Changing a document in place would lose to this: there an item
 * of a list is reached by counting, a changed mapping is sorted anew and the arena keeps all that
 * was ever replaced.
 */
#include "scenario/scenario-builder.h"

#include <math.h>
#include <string.h>

#include "base/rate-text.h"
#include "base/span-text.h"
#include "scenario/loader.h"
#include "text/node-path.h"

/* Fewer keys are sooner compared than hashed. */
#define TABLE_ENTRIES_MIN 16

typedef struct
{
  EnisimNodeKind kind;
  char *key;           /* valid UTF-8, of an entry of a mapping, each once; else NULL */
  char *text;          /* of a scalar, not empty; else NULL */
  GPtrArray *children; /* (of Value) of a sequence or mapping; else NULL */
  GHashTable *by_key;  /* of a mapping of TABLE_ENTRIES_MIN entries and more; else NULL */
} Value;

/* A call that could do nothing. */
typedef struct
{
  char *path;
  char *reason;
} Refusal;

struct EnisimScenarioBuilder
{
  char *name;
  Value *root;      /* a mapping */
  GArray *refusals; /* of Refusal, in the order of the calls */
};

static void
clear_content (Value *value)
{
  g_clear_pointer (&value->text, g_free);
  g_clear_pointer (&value->by_key, g_hash_table_unref);
  g_clear_pointer (&value->children, g_ptr_array_unref);
  value->kind = ENISIM_NODE_NULL;
}

static void
free_value (gpointer data)
{
  Value *value = data;

  clear_content (value);
  g_free (value->key);
  g_free (value);
}

static void
set_text (Value *value, const char *text)
{
  char *copy = *text != '\0' ? g_strdup (text) : NULL;

  clear_content (value);
  value->text = copy;
  if (copy != NULL)
    value->kind = ENISIM_NODE_SCALAR;
}

static void
become (Value *value, EnisimNodeKind kind)
{
  g_assert (value->kind == ENISIM_NODE_NULL);
  value->kind = kind;
  value->children = g_ptr_array_new_with_free_func (free_value);
}

/* Returns: (nullable) */
static Value *
find_entry (const Value *mapping, const char *key)
{
  if (mapping->by_key != NULL)
    return g_hash_table_lookup (mapping->by_key, key);
  for (guint i = 0; i < mapping->children->len; i++)
    {
      Value *entry = g_ptr_array_index (mapping->children, i);

      if (strcmp (entry->key, key) == 0)
        return entry;
    }
  return NULL;
}

/* The newest entry, or all once there are enough. */
static void
index_entries (Value *mapping)
{
  guint i = mapping->children->len - 1;

  if (mapping->children->len < TABLE_ENTRIES_MIN)
    return;
  if (mapping->by_key == NULL)
    {
      mapping->by_key = g_hash_table_new (g_str_hash, g_str_equal);
      i = 0;
    }
  for (; i < mapping->children->len; i++)
    {
      Value *entry = g_ptr_array_index (mapping->children, i);

      g_hash_table_insert (mapping->by_key, entry->key, entry);
    }
}

static Value *
add_child (Value *value, const char *key)
{
  Value *child = g_new0 (Value, 1);

  child->kind = ENISIM_NODE_NULL;
  child->key = g_strdup (key);
  g_ptr_array_add (value->children, child);
  if (key != NULL)
    index_entries (value);
  return child;
}

static void G_GNUC_PRINTF (3, 4)
    refuse (EnisimScenarioBuilder *builder, const char *path, const char *format, ...)
{
  Refusal refusal = { .path = g_strdup (path) };
  va_list args;

  va_start (args, format);
  refusal.reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_array_append_val (builder->refusals, refusal);
}

static void
clear_refusal (gpointer data)
{
  Refusal *refusal = data;

  g_free (refusal->path);
  g_free (refusal->reason);
}

/* Returns: (nullable): NULL is remembered. */
static Value *
step_into_sequence (EnisimScenarioBuilder *builder, const char *path, const Value *sequence,
                    const char *segment)
{
  const guint n = sequence->children->len;
  guint64 index;

  if (n > 0 && g_ascii_string_to_unsigned (segment, 10, 0, n - 1, &index, NULL))
    return g_ptr_array_index (sequence->children, (guint) index);
  refuse (builder, path, "no item '%s' in a sequence of %u", segment, n);
  return NULL;
}

/* Returns: (nullable): what @segment of @path is, made if missing; NULL is remembered. */
static Value *
step (EnisimScenarioBuilder *builder, const char *path, Value *value, const char *segment)
{
  Value *entry;

  if (value->kind == ENISIM_NODE_SEQUENCE)
    return step_into_sequence (builder, path, value, segment);
  if (value->kind == ENISIM_NODE_SCALAR)
    {
      refuse (builder, path, "'%s' leads into a scalar", segment);
      return NULL;
    }
  if (value->kind == ENISIM_NODE_NULL)
    become (value, ENISIM_NODE_MAPPING);
  entry = find_entry (value, segment);
  return entry != NULL ? entry : add_child (value, segment);
}

/* What is refused has changed nothing: from the first segment that is missing on, all is new.
 * Returns: (nullable): what @path leads to, made if missing; NULL is remembered. */
static Value *
reach (EnisimScenarioBuilder *builder, const char *path)
{
  g_autofree char *reason = NULL;
  g_autoptr (GPtrArray) segments = enisim_node_path_split (path, &reason);
  Value *value = builder->root;

  if (segments == NULL)
    {
      refuse (builder, path, "%s", reason);
      return NULL;
    }
  for (guint i = 0; i < segments->len && value != NULL; i++)
    value = step (builder, path, value, g_ptr_array_index (segments, i));
  return value;
}

/* Returns: (nullable): as _reach, but what is there has to be a @kind. */
static Value *
reach_list (EnisimScenarioBuilder *builder, const char *path, EnisimNodeKind kind)
{
  Value *value = reach (builder, path);

  if (value == NULL || value->kind == kind)
    return value;
  if (value->kind == ENISIM_NODE_NULL)
    {
      become (value, kind);
      return value;
    }
  refuse (builder, path, "expected %s to add to, got %s", enisim_node_kind_get_name (kind),
          enisim_node_kind_get_name (value->kind));
  return NULL;
}

/* Returns: (nullable): a new item, a null; NULL is remembered, and the index 0. */
static Value *
append_item (EnisimScenarioBuilder *builder, const char *path, guint *index)
{
  Value *list = reach_list (builder, path, ENISIM_NODE_SEQUENCE);

  *index = list != NULL ? list->children->len : 0;
  return list != NULL ? add_child (list, NULL) : NULL;
}

static Value *
add_mapping (Value *mapping, const char *key)
{
  Value *entry = add_child (mapping, key);

  become (entry, ENISIM_NODE_MAPPING);
  return entry;
}

/* @text: (nullable): NULL leaves the field out */
static void
add_field (Value *mapping, const char *key, const char *text)
{
  if (text != NULL)
    set_text (add_child (mapping, key), text);
}

/* A span that no text stands for gets one that the loader complains of. */
static char *
format_span (GTimeSpan span_us)
{
  if (span_us >= 0 && span_us <= ENISIM_TIME_MAX)
    return enisim_span_format (span_us);
  return g_strdup_printf ("%" G_GINT64_FORMAT "us", span_us);
}

/* The same of a rate. */
static char *
format_rate (double per_second)
{
  if (isfinite (per_second) && per_second > 0.0)
    return enisim_rate_format (per_second);
  return g_strdup_printf ("%.0f/s", per_second);
}

static char *
format_count (guint64 count)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, count);
}

EnisimScenarioBuilder *
enisim_scenario_builder_new (const char *name)
{
  EnisimScenarioBuilder *builder;
  Value *entry;

  g_return_val_if_fail (name != NULL && *name != '\0', NULL);

  builder = g_new0 (EnisimScenarioBuilder, 1);
  builder->name = g_strdup (name);
  builder->root = g_new0 (Value, 1);
  builder->root->kind = ENISIM_NODE_NULL;
  become (builder->root, ENISIM_NODE_MAPPING);
  builder->refusals = g_array_new (FALSE, FALSE, sizeof (Refusal));
  g_array_set_clear_func (builder->refusals, clear_refusal);

  entry = add_child (builder->root, "name");
  set_text (entry, name);
  return builder;
}

void
enisim_scenario_builder_free (EnisimScenarioBuilder *builder)
{
  if (builder == NULL)
    return;
  free_value (builder->root);
  g_array_unref (builder->refusals);
  g_free (builder->name);
  g_free (builder);
}

void
enisim_scenario_builder_set (EnisimScenarioBuilder *builder, const char *path, const char *value)
{
  Value *place;

  g_return_if_fail (builder != NULL);
  g_return_if_fail (path != NULL);
  g_return_if_fail (value != NULL);

  place = reach (builder, path);
  if (place != NULL)
    set_text (place, value);
}

void
enisim_scenario_builder_set_span (EnisimScenarioBuilder *builder, const char *path,
                                  GTimeSpan span_us)
{
  g_autofree char *text = format_span (span_us);

  enisim_scenario_builder_set (builder, path, text);
}

void
enisim_scenario_builder_set_count (EnisimScenarioBuilder *builder, const char *path, guint64 count)
{
  g_autofree char *text = format_count (count);

  enisim_scenario_builder_set (builder, path, text);
}

guint
enisim_scenario_builder_append (EnisimScenarioBuilder *builder, const char *path)
{
  guint index;

  g_return_val_if_fail (builder != NULL, 0);
  g_return_val_if_fail (path != NULL, 0);

  append_item (builder, path, &index);
  return index;
}

void
enisim_scenario_builder_append_value (EnisimScenarioBuilder *builder, const char *path,
                                      const char *value)
{
  Value *item;
  guint unused;

  g_return_if_fail (builder != NULL);
  g_return_if_fail (path != NULL);
  g_return_if_fail (value != NULL);

  item = append_item (builder, path, &unused);
  if (item != NULL)
    set_text (item, value);
}

/* Returns: (nullable): a new subnet, a mapping; NULL is remembered. */
static Value *
add_subnet (EnisimScenarioBuilder *builder, const char *name)
{
  Value *subnets = reach_list (builder, "vpc.subnets", ENISIM_NODE_MAPPING);
  g_autoptr (GString) path = g_string_new ("vpc.subnets");

  if (subnets == NULL)
    return NULL;
  enisim_node_path_append (path, name);
  if (!g_utf8_validate (name, -1, NULL))
    refuse (builder, path->str, "the name is not valid UTF-8");
  else if (find_entry (subnets, name) != NULL)
    refuse (builder, path->str, "there is a subnet '%s' already", name);
  else
    return add_mapping (subnets, name);
  return NULL;
}

void
enisim_scenario_builder_add_subnet (EnisimScenarioBuilder *builder, const char *name,
                                    const char *cidr, const char *az)
{
  Value *subnet;

  g_return_if_fail (builder != NULL);
  g_return_if_fail (name != NULL);
  g_return_if_fail (cidr != NULL);

  subnet = add_subnet (builder, name);
  if (subnet == NULL)
    return;
  add_field (subnet, "cidr", cidr);
  add_field (subnet, "az", az);
}

void
enisim_scenario_builder_add_security_group (EnisimScenarioBuilder *builder, const char *name)
{
  enisim_scenario_builder_append_value (builder, "vpc.security_groups", name);
}

/* @texts: (nullable): NULL leaves the field out */
static void
add_list (Value *mapping, const char *key, const char *const *texts)
{
  Value *list;

  if (texts == NULL)
    return;
  list = add_child (mapping, key);
  become (list, ENISIM_NODE_SEQUENCE);
  for (; *texts != NULL; texts++)
    set_text (add_child (list, NULL), *texts);
}

/* @count: (nullable): a number, or NULL for one runtime of just that name */
static guint
add_runtimes (EnisimScenarioBuilder *builder, const char *name, const char *count,
              const char *const *subnets, const char *const *security_groups)
{
  guint index;
  Value *item = append_item (builder, "runtimes", &index);

  if (item == NULL)
    return index;
  become (item, ENISIM_NODE_MAPPING);
  add_field (item, "name", name);
  add_field (item, "count", count);
  add_list (item, "subnets", subnets);
  add_list (item, "security_groups", security_groups);
  return index;
}

guint
enisim_scenario_builder_add_runtime (EnisimScenarioBuilder *builder, const char *name,
                                     const char *const *subnets, const char *const *security_groups)
{
  g_return_val_if_fail (builder != NULL, 0);
  g_return_val_if_fail (name != NULL, 0);

  return add_runtimes (builder, name, NULL, subnets, security_groups);
}

guint
enisim_scenario_builder_add_runtimes (EnisimScenarioBuilder *builder, const char *name, guint count,
                                      const char *const *subnets,
                                      const char *const *security_groups)
{
  g_autofree char *count_text = format_count (count);

  g_return_val_if_fail (builder != NULL, 0);
  g_return_val_if_fail (name != NULL, 0);

  return add_runtimes (builder, name, count_text, subnets, security_groups);
}

/* @target: (nullable)
 * Returns: (nullable): the mapping that says what a workload of @kind is; NULL is remembered. */
static Value *
add_workload (EnisimScenarioBuilder *builder, const char *kind, const char *target, guint *index)
{
  Value *item = append_item (builder, "workloads", index);
  Value *workload;

  if (item == NULL)
    return NULL;
  become (item, ENISIM_NODE_MAPPING);
  workload = add_mapping (item, kind);
  add_field (workload, "target", target);
  return workload;
}

guint
enisim_scenario_builder_add_closed (EnisimScenarioBuilder *builder, const char *target,
                                    guint n_clients, EnisimTime until)
{
  g_autofree char *clients = format_count (n_clients);
  g_autofree char *until_text = until != ENISIM_TIME_NEVER ? format_span (until) : NULL;
  Value *workload;
  guint index;

  g_return_val_if_fail (builder != NULL, 0);

  workload = add_workload (builder, "closed", target, &index);
  if (workload == NULL)
    return index;
  add_field (workload, "clients", clients);
  add_field (workload, "until", until_text);
  return index;
}

guint
enisim_scenario_builder_add_poisson (EnisimScenarioBuilder *builder, const char *target,
                                     double rate_per_second)
{
  g_autofree char *rate = format_rate (rate_per_second);
  Value *workload;
  guint index;

  g_return_val_if_fail (builder != NULL, 0);

  workload = add_workload (builder, "poisson", target, &index);
  if (workload != NULL)
    add_field (workload, "rate", rate);
  return index;
}

guint
enisim_scenario_builder_add_trace (EnisimScenarioBuilder *builder, const char *target,
                                   const char *file, const char *time_column)
{
  Value *workload;
  guint index;

  g_return_val_if_fail (builder != NULL, 0);
  g_return_val_if_fail (file != NULL, 0);
  g_return_val_if_fail (time_column != NULL, 0);

  workload = add_workload (builder, "trace", target, &index);
  if (workload == NULL)
    return index;
  add_field (workload, "file", file);
  add_field (workload, "time", time_column);
  return index;
}

static guint
add_to_timeline (EnisimScenarioBuilder *builder, EnisimTime at, const char *verb,
                 const char *target)
{
  g_autofree char *at_text = format_span (at);
  guint index;
  Value *item = append_item (builder, "timeline", &index);

  if (item == NULL)
    return index;
  become (item, ENISIM_NODE_MAPPING);
  add_field (item, "at", at_text);
  add_field (item, verb, target);
  return index;
}

guint
enisim_scenario_builder_add_create (EnisimScenarioBuilder *builder, EnisimTime at,
                                    const char *target)
{
  g_return_val_if_fail (builder != NULL, 0);
  g_return_val_if_fail (target != NULL, 0);

  return add_to_timeline (builder, at, "create", target);
}

guint
enisim_scenario_builder_add_delete (EnisimScenarioBuilder *builder, EnisimTime at,
                                    const char *target)
{
  g_return_val_if_fail (builder != NULL, 0);
  g_return_val_if_fail (target != NULL, 0);

  return add_to_timeline (builder, at, "delete", target);
}

/* A tree on its way to being a document. */
typedef struct
{
  EnisimDocument *document;
  EnisimComplaints *complaints;
  GString *path; /* of the value being copied */
} Copier;

static EnisimPosition
get_position (const Copier *copier)
{
  const GString *path = copier->path;

  if (path->len == 0)
    return (EnisimPosition){ .name = enisim_document_get_name (copier->document) };
  return (EnisimPosition){
    .name = enisim_document_add_text (copier->document, path->str, path->len),
  };
}

static void
copy_text (Copier *copier, EnisimNode *node, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (!g_utf8_validate (text, -1, NULL))
    enisim_complaints_add (copier->complaints, node, "not valid UTF-8");
  enisim_document_set_text (copier->document, node, valid, strlen (valid));
}

static EnisimNode *copy_value (Copier *copier, const Value *value);

static void
copy_child (Copier *copier, const Value *child, guint index, EnisimNode *parent)
{
  const gsize path_length = copier->path->len;
  g_autofree char *number = child->key == NULL ? format_count (index) : NULL;
  EnisimNode *node;

  enisim_node_path_append (copier->path, number != NULL ? number : child->key);
  node = copy_value (copier, child);
  if (child->key != NULL)
    {
      node->key = enisim_document_add_text (copier->document, child->key, strlen (child->key));
      node->key_at = node->at;
    }
  enisim_node_append (parent, node);
  g_string_truncate (copier->path, path_length);
}

/* By recursion, no deeper than a path is long, and what a call adds below it. */
static EnisimNode *
copy_value (Copier *copier, const Value *value)
{
  EnisimNode *node
      = enisim_document_add_node (copier->document, value->kind, get_position (copier));

  if (value->kind == ENISIM_NODE_SCALAR)
    copy_text (copier, node, value->text);
  for (guint i = 0; value->children != NULL && i < value->children->len; i++)
    copy_child (copier, g_ptr_array_index (value->children, i), i, node);
  if (value->kind == ENISIM_NODE_MAPPING)
    enisim_document_index (copier->document, node);
  return node;
}

static EnisimDocument *
make_document (const EnisimScenarioBuilder *builder, EnisimComplaints *complaints)
{
  g_autoptr (GString) path = g_string_new (NULL);
  EnisimDocument *document = enisim_document_new (builder->name);
  Copier copier = { .document = document, .complaints = complaints, .path = path };

  enisim_document_set_root (document, copy_value (&copier, builder->root));
  return document;
}

static void
add_refusals (const EnisimScenarioBuilder *builder, EnisimComplaints *complaints)
{
  for (guint i = 0; i < builder->refusals->len; i++)
    {
      const Refusal *refusal = &g_array_index (builder->refusals, Refusal, i);
      const EnisimPosition at = { .name = refusal->path };

      enisim_complaints_add_at (complaints, at, "%s", refusal->reason);
    }
}

EnisimScenario *
enisim_scenario_builder_build (EnisimScenarioBuilder *builder, GError **error)
{
  g_autoptr (EnisimComplaints) complaints = NULL;
  g_autoptr (EnisimDocument) document = NULL;
  g_autoptr (EnisimScenario) scenario = NULL;

  g_return_val_if_fail (builder != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  complaints = enisim_complaints_new ();
  add_refusals (builder, complaints);
  document = make_document (builder, complaints);
  scenario = enisim_load_document (document, NULL, complaints);
  if (enisim_complaints_to_error (complaints, error))
    return NULL;
  return g_steal_pointer (&scenario);
}

static void
verify_value (const Value *value)
{
  const gboolean has_children
      = value->kind == ENISIM_NODE_SEQUENCE || value->kind == ENISIM_NODE_MAPPING;

  g_assert_true ((value->kind == ENISIM_NODE_SCALAR) == (value->text != NULL));
  g_assert_true (value->text == NULL || *value->text != '\0');
  g_assert_true (has_children == (value->children != NULL));
  g_assert_true (value->kind == ENISIM_NODE_MAPPING || value->by_key == NULL);
  for (guint i = 0; has_children && i < value->children->len; i++)
    {
      const Value *child = g_ptr_array_index (value->children, i);

      g_assert_true ((value->kind == ENISIM_NODE_MAPPING) == (child->key != NULL));
      if (child->key != NULL)
        {
          g_assert_true (g_utf8_validate (child->key, -1, NULL));
          g_assert_true (find_entry (value, child->key) == child);
        }
      verify_value (child);
    }
}

void
enisim_scenario_builder_verify (const EnisimScenarioBuilder *builder)
{
  g_assert_true (builder->root->kind == ENISIM_NODE_MAPPING);
  g_assert_null (builder->root->key);
  verify_value (builder->root);
}
