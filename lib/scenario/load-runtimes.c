/* load-runtimes.c: the runtimes, and what else names them */
#include "scenario/load-values.h"
#include "scenario/loader.h"

/* What one item of the list says, before its `count` is worked out. */
typedef struct
{
  EnisimRuntimeSpec spec;
  guint32 count;
  gboolean is_group;
} Item;

/* A group's name stands for all its members. */
static gboolean
find_runtimes (const EnisimLoader *loader, const char *name, guint32 *first, guint32 *count)
{
  const EnisimRuntimeNames *names = &loader->scenario->runtime_names;
  guint32 item, number;

  if (enisim_runtime_names_find_item (names, name, &item))
    {
      *first = enisim_runtime_names_get_item (names, item)->first;
      *count = enisim_runtime_names_get_item (names, item)->count;
      return TRUE;
    }
  if (!enisim_runtime_names_find_member (names, name, &item, &number))
    return FALSE;
  *first = enisim_runtime_names_get_item (names, item)->first + number;
  *count = 1;
  return TRUE;
}

guint32
enisim_load_count_targets (const EnisimLoader *loader, const EnisimNode *node)
{
  guint32 first, count;

  if (node->kind != ENISIM_NODE_SCALAR || !find_runtimes (loader, node->text, &first, &count))
    return 0;
  return count;
}

static void
load_target (EnisimLoader *loader, const EnisimNode *node, guint n_max, GArray *targets)
{
  guint32 first, count;
  guint n_before;

  if (!enisim_node_expect (node, ENISIM_NODE_SCALAR, loader->complaints))
    return;
  if (!find_runtimes (loader, node->text, &first, &count))
    {
      enisim_load_complain_of_ref (loader, node, &loader->runtimes, "runtime");
      return;
    }
  if (count > n_max - targets->len)
    {
      enisim_complaints_add (loader->complaints, node, "too many runtimes: at most %u", n_max);
      return;
    }
  n_before = targets->len;
  g_array_set_size (targets, n_before + count);
  for (guint32 i = 0; i < count; i++)
    g_array_index (targets, guint32, n_before + i) = first + i;
}

void
enisim_load_targets (EnisimLoader *loader, const EnisimNode *node, guint n_max, GArray *targets)
{
  if (!enisim_node_expect (node, ENISIM_NODE_SCALAR | ENISIM_NODE_SEQUENCE, loader->complaints))
    return;
  if (node->kind == ENISIM_NODE_SCALAR)
    {
      load_target (loader, node, n_max, targets);
      return;
    }
  if (node->n_children == 0)
    enisim_complaints_add (loader->complaints, node, "expected at least one runtime");
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    load_target (loader, item, n_max, targets);
}

/* facts.md section 1, rows "idleRuntimeSessionTimeout", "maxLifetime" and "constraint". */
static void
load_timeouts (EnisimLoader *loader, const EnisimNodeReader *reader, EnisimRuntimeSpec *spec)
{
  const EnisimNode *idle = enisim_load_field (reader, "idle_timeout");
  const EnisimNode *life = enisim_load_field (reader, "max_lifetime");
  const gboolean has_idle = enisim_load_span (loader->complaints, idle, ENISIM_TIMEOUT_US_MIN,
                                              ENISIM_TIMEOUT_US_MAX, &spec->idle_timeout_us);
  const gboolean has_life = enisim_load_span (loader->complaints, life, ENISIM_TIMEOUT_US_MIN,
                                              ENISIM_TIMEOUT_US_MAX, &spec->max_lifetime_us);

  if (idle == NULL)
    spec->idle_timeout_us = MIN (spec->idle_timeout_us, spec->max_lifetime_us);
  if (has_idle && has_life && spec->idle_timeout_us > spec->max_lifetime_us)
    enisim_complaints_add (loader->complaints, idle,
                           "idle_timeout %s is longer than max_lifetime %s", idle->text,
                           life->text);
}

static void
load_fields (EnisimLoader *loader, const EnisimNodeReader *reader, Item *item)
{
  static const char *const platforms[] = { "V1", "V2", NULL };
  static const char *const artifacts[] = { "code", "container", NULL };
  EnisimComplaints *complaints = loader->complaints;
  const EnisimNode *create_at = enisim_load_field (reader, "create_at");
  guint platform = 0, artifact = 0;

  if (enisim_load_choice (complaints, enisim_load_field (reader, "platform"), platforms, &platform))
    item->spec.platform = platform == 0 ? ENISIM_PLATFORM_V1 : ENISIM_PLATFORM_V2;
  if (enisim_load_choice (complaints, enisim_load_field (reader, "artifact"), artifacts, &artifact))
    item->spec.artifact = artifact == 0 ? ENISIM_ARTIFACT_CODE : ENISIM_ARTIFACT_CONTAINER;
  item->is_group = enisim_load_count (complaints, enisim_load_field (reader, "count"), 1,
                                      ENISIM_RUNTIMES_MAX, &item->count);
  enisim_load_network (loader, reader, &item->spec);
  load_timeouts (loader, reader, &item->spec);
  enisim_load_egress (loader, enisim_load_field (reader, "egress"), &item->spec);
  enisim_load_span_or_never (complaints, enisim_load_field (reader, "unhealthy_stop"), 1, 0,
                             &item->spec.unhealthy_stop_us);
  item->spec.endpoints = enisim_load_endpoints (loader, enisim_load_field (reader, "endpoints"),
                                                &item->spec.n_endpoints);
  if (enisim_load_span_or_never (complaints, create_at, 0, ENISIM_TIME_NEVER, &item->spec.create_at)
      && item->spec.create_at != ENISIM_TIME_NEVER)
    enisim_load_check_instant (loader, create_at, item->spec.create_at);
}

static void
append_names (EnisimLoader *loader, const EnisimNode *node, const char *name, const Item *item,
              guint32 first)
{
  EnisimRuntimeNames *names = &loader->scenario->runtime_names;
  const EnisimRuntimeItem entry
      = { .first = first, .count = item->count, .is_group = item->is_group };
  guint32 other = 0;

  if (enisim_runtime_names_add (names, entry, name))
    {
      if (name != NULL)
        enisim_load_names_add (&loader->runtimes, name, names->items->len - 1);
      return;
    }
  enisim_runtime_names_find_item (names, name, &other);
  enisim_complaints_add (loader->complaints, enisim_node_get (node, "name"),
                         "'%s' is the name of runtimes.%u already", name, other);
}

static void
append_runtimes (EnisimLoader *loader, const EnisimNode *node, const char *name, const Item *item,
                 GArray *runtimes)
{
  append_names (loader, node, name, item, runtimes->len);
  for (guint32 i = 0; i < item->count; i++)
    {
      EnisimRuntimeSpec spec = item->spec;

      if (item->is_group)
        spec.name = g_strdup_printf ("%s_%u", name != NULL ? name : "", i);
      else
        spec.name = g_strdup (name);
      g_array_append_val (runtimes, spec);
    }
}

static void
load_item (EnisimLoader *loader, const EnisimNode *node, GArray *runtimes)
{
  static const char *const keys[] = { "name",           "count",
                                      "platform",       "network",
                                      "subnets",        "security_groups",
                                      "idle_timeout",   "max_lifetime",
                                      "unhealthy_stop", "create_at",
                                      "artifact",       "endpoints",
                                      "egress",         NULL };
  const EnisimNodeReader reader = enisim_node_read (node, keys, loader->complaints);
  const char *name = enisim_load_name (loader->complaints, enisim_load_required (&reader, "name"));
  Item item = { .count = 1,
                .spec = { .idle_timeout_us = ENISIM_IDLE_TIMEOUT_US_DEFAULT,
                          .max_lifetime_us = ENISIM_TIMEOUT_US_MAX } };

  load_fields (loader, &reader, &item);
  if (name == NULL || (enisim_load_field (&reader, "count") != NULL && !item.is_group))
    loader->runtimes.lacks_some = TRUE;
  if (item.count > ENISIM_RUNTIMES_MAX - runtimes->len)
    {
      enisim_complaints_add (loader->complaints, node, "too many runtimes: at most %d in all",
                             ENISIM_RUNTIMES_MAX);
      item.count = 0;
      loader->runtimes.lacks_some = TRUE;
    }
  append_runtimes (loader, node, name, &item, runtimes);
}

/* No name stands for two things: neither a runtime and a member of a group, nor two groups. */
static void
check_members (EnisimLoader *loader, const EnisimNode *list)
{
  const EnisimRuntimeNames *names = &loader->scenario->runtime_names;
  const EnisimNode *node = list->first;

  for (guint i = 0; i < names->items->len; i++, node = node->next)
    {
      const char *name = enisim_runtime_names_get_item (names, i)->name;
      guint32 group, number;

      if (name != NULL && enisim_runtime_names_find_member (names, name, &group, &number))
        enisim_complaints_add (loader->complaints, enisim_node_get (node, "name"),
                               "'%s' is the name of a member of runtimes.%u already", name, group);
    }
}

void
enisim_load_runtimes (EnisimLoader *loader, const EnisimNode *node)
{
  EnisimScenario *scenario = loader->scenario;
  GArray *runtimes;
  gsize n;

  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    {
      loader->runtimes.lacks_some = node != NULL;
      return;
    }
  runtimes = g_array_new (FALSE, FALSE, sizeof (EnisimRuntimeSpec));
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    load_item (loader, item, runtimes);
  check_members (loader, node);
  scenario->runtimes = g_array_steal (runtimes, &n);
  scenario->n_runtimes = (guint) n;
  g_array_unref (runtimes);
}
