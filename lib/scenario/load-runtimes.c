/* load-runtimes.c: the runtimes, then the tools: Browsers and Code Interpreters
 *
 * Each type has a section of its own.  To the rest of the scenario they are one list, in which no
 * name stands for two things.
 */
#include "scenario/load-values.h"
#include "scenario/loader.h"

enum
{
  MIB_PER_GB = 1024
};

/* What one item of the list says, before its `count` is worked out. */
typedef struct
{
  EnisimRuntimeSpec spec;
  guint32 count;
  gboolean is_group;
} Item;

static const char *const sections[ENISIM_N_AGENT_TYPES] = {
  [ENISIM_AGENT_RUNTIME] = "runtimes",
  [ENISIM_AGENT_BROWSER] = "browsers",
  [ENISIM_AGENT_CODE_INTERPRETER] = "code_interpreters",
};

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
load_memory (EnisimLoader *loader, const EnisimNode *node, EnisimRuntimeSpec *spec)
{
  double gb = 1;

  enisim_load_decimal (loader->complaints, node, 0.125, 1024, "gigabytes from 0.125 to 1024", &gb);
  spec->memory_mib = (guint32) (gb * MIB_PER_GB + 0.5);
}

/* What the tools do not have, or what does not cost there what it does here. */
static void
load_runtime_fields (EnisimLoader *loader, const EnisimNodeReader *reader, EnisimRuntimeSpec *spec)
{
  static const char *const artifacts[] = { "container", "code", NULL };
  guint artifact = 0;

  enisim_load_choice (loader->complaints, enisim_load_field (reader, "artifact"), artifacts,
                      &artifact);
  spec->artifact = artifact == 0 ? ENISIM_ARTIFACT_CONTAINER : ENISIM_ARTIFACT_CODE;
  enisim_load_span_or_never (loader->complaints, enisim_load_field (reader, "unhealthy_stop"), 1, 0,
                             &spec->unhealthy_stop_us);
  load_memory (loader, enisim_load_field (reader, "memory_gb"), spec);
  spec->endpoints
      = enisim_load_endpoints (loader, enisim_load_field (reader, "endpoints"), &spec->n_endpoints);
}

static void
load_fields (EnisimLoader *loader, const EnisimNodeReader *reader, Item *item)
{
  static const char *const platforms[] = { "V1", "V2", NULL };
  EnisimComplaints *complaints = loader->complaints;
  const EnisimNode *create_at = enisim_load_field (reader, "create_at");
  guint platform = 0;

  if (enisim_load_choice (complaints, enisim_load_field (reader, "platform"), platforms, &platform))
    item->spec.platform = platform == 0 ? ENISIM_PLATFORM_V1 : ENISIM_PLATFORM_V2;
  item->is_group = enisim_load_count (complaints, enisim_load_field (reader, "count"), 1,
                                      ENISIM_RUNTIMES_MAX, &item->count);
  enisim_load_network (loader, reader, &item->spec);
  load_timeouts (loader, reader, &item->spec);
  if (item->spec.type == ENISIM_AGENT_RUNTIME)
    load_runtime_fields (loader, reader, &item->spec);
  enisim_load_egress (loader, enisim_load_field (reader, "egress"), &item->spec); /* by artifact */
  item->spec.is_there = enisim_load_is_word (create_at, "already");
  if (!item->spec.is_there
      && enisim_load_span_or_never (complaints, create_at, 0, ENISIM_TIME_NEVER,
                                    &item->spec.create_at)
      && item->spec.create_at != ENISIM_TIME_NEVER)
    enisim_load_check_instant (loader, create_at, item->spec.create_at);
}

/* Which item of which section, as a path says it. */
static char *
describe_item (const EnisimLoader *loader, guint32 index)
{
  guint type = ENISIM_N_AGENT_TYPES - 1;

  while (index < loader->first_items[type])
    type--;
  return g_strdup_printf ("%s.%u", sections[type], index - loader->first_items[type]);
}

static void
append_names (EnisimLoader *loader, const EnisimNode *node, const char *name, const Item *item,
              guint32 first)
{
  EnisimRuntimeNames *names = &loader->scenario->runtime_names;
  const EnisimRuntimeItem entry
      = { .first = first, .count = item->count, .is_group = item->is_group };
  g_autofree char *before = NULL;
  guint32 other = 0;

  if (enisim_runtime_names_add (names, entry, name))
    {
      if (name != NULL)
        enisim_load_names_add (&loader->runtimes, name, names->items->len - 1);
      return;
    }
  enisim_runtime_names_find_item (names, name, &other);
  before = describe_item (loader, other);
  enisim_complaints_add (loader->complaints, enisim_node_get (node, "name"),
                         "'%s' is the name of %s already", name, before);
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

static EnisimNodeReader
read_runtime (EnisimLoader *loader, const EnisimNode *node)
{
  static const char *const keys[] = { "name",         "count",        "platform",
                                      "network",      "subnets",      "security_groups",
                                      "idle_timeout", "max_lifetime", "unhealthy_stop",
                                      "create_at",    "memory_gb",    "artifact",
                                      "endpoints",    "egress",       NULL };

  return enisim_node_read (node, keys, loader->complaints);
}

static EnisimNodeReader
read_tool (EnisimLoader *loader, const EnisimNode *node)
{
  static const char *const tool_keys[]
      = { "name",         "count",        "platform",  "network", "subnets", "security_groups",
          "idle_timeout", "max_lifetime", "create_at", "egress",  NULL };

  return enisim_node_read (node, tool_keys, loader->complaints);
}

static void
load_item (EnisimLoader *loader, const EnisimNode *node, EnisimAgentType type, GArray *runtimes)
{
  const EnisimNodeReader reader
      = type == ENISIM_AGENT_RUNTIME ? read_runtime (loader, node) : read_tool (loader, node);
  const char *name = enisim_load_name (loader->complaints, enisim_load_required (&reader, "name"));
  Item item = { .count = 1,
                .spec = { .type = type,
                          .idle_timeout_us = ENISIM_IDLE_TIMEOUT_US_DEFAULT,
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
  if ((guint64) item.count * item.spec.n_endpoints > loader->n_runtime_endpoints_left)
    {
      enisim_complaints_add (loader->complaints, node,
                             "too many endpoints of runtimes: at most %d in all",
                             ENISIM_ALL_RUNTIME_ENDPOINTS_MAX);
      item.count = 0;
      loader->runtimes.lacks_some = TRUE;
    }
  loader->n_runtime_endpoints_left -= item.count * item.spec.n_endpoints;
  append_runtimes (loader, node, name, &item, runtimes);
}

/* No name stands for two things: neither a runtime and a member of a group, nor two groups.
 * @first: index of the list's first item */
static void
check_members (EnisimLoader *loader, const EnisimNode *list, guint first)
{
  const EnisimRuntimeNames *names = &loader->scenario->runtime_names;
  const EnisimNode *node = list->first;

  for (guint i = first; node != NULL; i++, node = node->next)
    {
      const char *name = enisim_runtime_names_get_item (names, i)->name;
      g_autofree char *before = NULL;
      guint32 group, number;

      if (name == NULL || !enisim_runtime_names_find_member (names, name, &group, &number))
        continue;
      before = describe_item (loader, group);
      enisim_complaints_add (loader->complaints, enisim_node_get (node, "name"),
                             "'%s' is the name of a member of %s already", name, before);
    }
}

static void
load_section (EnisimLoader *loader, const EnisimNode *node, EnisimAgentType type, GArray *runtimes)
{
  loader->first_items[type] = loader->scenario->runtime_names.items->len;
  if (!enisim_node_expect (node, ENISIM_NODE_SEQUENCE, loader->complaints))
    {
      loader->runtimes.lacks_some |= node != NULL;
      return;
    }
  for (const EnisimNode *item = node->first; item != NULL; item = item->next)
    load_item (loader, item, type, runtimes);
}

void
enisim_load_runtimes (EnisimLoader *loader, const EnisimNodeReader *root)
{
  EnisimScenario *scenario = loader->scenario;
  GArray *runtimes = g_array_new (FALSE, FALSE, sizeof (EnisimRuntimeSpec));
  gsize n;

  for (guint i = 0; i < ENISIM_N_AGENT_TYPES; i++)
    loader->first_items[i] = G_MAXUINT;
  for (guint i = 0; i < ENISIM_N_AGENT_TYPES; i++)
    load_section (loader, enisim_load_field (root, sections[i]), i, runtimes);
  for (guint i = 0; i < ENISIM_N_AGENT_TYPES; i++)
    {
      const EnisimNode *node = enisim_load_field (root, sections[i]);

      if (node != NULL && node->kind == ENISIM_NODE_SEQUENCE)
        check_members (loader, node, loader->first_items[i]);
    }
  scenario->runtimes = g_array_steal (runtimes, &n);
  scenario->n_runtimes = (guint) n;
  g_array_unref (runtimes);
}
