/* report-groups.c: why the ENIs exist, for people */
#include "report/holder-names.h"
#include "report/member-names.h"
#include "report/people-text.h"
#include "report/report-table-parts.h"
#include "report/text-grid.h"

enum
{
  GROUPS_MAX = 20,       /* rows of the table */
  LAST_RELEASED_MAX = 4, /* subnets, each with its last release */
  SCALES_MAX = 8,        /* changes of the sizes of groups, each with its instant */
  ADDRESSES_MAX = 16     /* of one group: one per subnet of the largest configuration */
};

static const EnisimTextColumn columns[] = {
  { .heading = "ENIS", .is_right = TRUE },
  { .heading = "STATE" },
  { .heading = "FOR", .is_flexible = TRUE },
  { .heading = "SECURITY GROUPS", .is_flexible = TRUE },
  { .heading = "ADDRESSES", .is_flexible = TRUE },
};

G_STATIC_ASSERT (ADDRESSES_MAX == ENISIM_SUBNETS_MAX);

static const char *
get_state_word (EnisimEniState state)
{
  return state == ENISIM_ENI_IN_USE ? "in use" : enisim_eni_state_get_name (state);
}

static void
add_members (EnisimTextGrid *grid, const EnisimRunSummary *summary, const EnisimGroupSummary *group)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < group->n_members; i++)
    g_ptr_array_add (names, (gpointer) summary->runtime_names[group->members[i]]);
  if (names->len == 0)
    g_string_append (text, "no runtime");
  else
    {
      enisim_people_add_count (text, names->len, "runtime: ", "runtimes: ");
      enisim_names_add_text (text, (const char *const *) names->pdata, names->len);
    }
  enisim_text_grid_add (grid, text->str, FALSE);
}

static void
add_sgs (EnisimTextGrid *grid, const EnisimRunSummary *summary, EnisimAttachmentKey key)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_sgs;
  const guint32 *sgs = enisim_attachment_keys_get_sgs (
      &summary->keys, enisim_attachment_key_get_sg_set (key), &n_sgs);

  for (guint i = 0; i < n_sgs; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", summary->security_groups[sgs[i]]);
  enisim_text_grid_add (grid, text->str, FALSE);
}

static void
add_addresses (EnisimTextGrid *grid, const EnisimScenario *scenario,
               const EnisimGroupSummary *group)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < group->n_enis; i++)
    {
      g_autofree char *address = enisim_address_format (group->enis[i].address);

      g_string_append_printf (text, "%s%s:%s", i > 0 ? ", " : "",
                              scenario->subnets[group->enis[i].subnet_index].name, address);
    }
  enisim_text_grid_add (grid, text->str, FALSE);
}

/* ", the last at 8h"; ", the last in a at 8h and in b at 9h" where they differ. */
static void
add_last_released (GString *text, const EnisimRunSummary *summary)
{
  const guint n_subnets = summary->scenario->n_subnets;
  EnisimTime first = ENISIM_TIME_NEVER;
  guint n = 0, i_named = 0;

  for (guint i = 0; i < n_subnets; i++)
    {
      n += summary->subnets[i].last_released_at != ENISIM_TIME_NEVER;
      first = MIN (first, summary->subnets[i].last_released_at);
    }
  g_string_append (text, ", the last ");
  if (first == summary->enis_last_released_at || n > LAST_RELEASED_MAX)
    {
      enisim_people_add_span (g_string_append (text, "at "), summary->enis_last_released_at);
      if (first != summary->enis_last_released_at)
        enisim_people_add_span (g_string_append (text, ", and in some subnets as early as "),
                                first);
      return;
    }
  for (guint i = 0; i < n_subnets; i++)
    {
      if (summary->subnets[i].last_released_at == ENISIM_TIME_NEVER)
        continue;
      enisim_people_add_joint (text, i_named++, n);
      g_string_append_printf (text, "in %s at ", summary->scenario->subnets[i].name);
      enisim_people_add_span (text, summary->subnets[i].last_released_at);
    }
}

static void
add_history (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_autoptr (GString) text = g_string_new ("ENIs: ");

  if (summary->n_enis_created == 0)
    return;
  g_string_append_printf (text, "%" G_GUINT64_FORMAT " made", summary->n_enis_created);
  if (summary->n_enis_taken_back > 0)
    g_string_append_printf (text, ", %" G_GUINT64_FORMAT " taken back from retention",
                            summary->n_enis_taken_back);
  g_string_append_printf (text, ", %" G_GUINT64_FORMAT " released", summary->n_enis_released);
  if (summary->n_enis_released > 0)
    add_last_released (text, summary);
  g_string_append_c (text, '.');
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}

static void
add_statuses (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = ENISIM_RUNTIME_CREATING; i < ENISIM_N_RUNTIME_STATUSES; i++)
    if (summary->n_runtimes_in[i] > 0)
      g_string_append_printf (text, "%s%u %s",
                              text->len > 0 ? ", " : "Runtimes: ", summary->n_runtimes_in[i],
                              enisim_runtime_status_get_name (i));
  if (text->len == 0)
    g_string_append (text, "Runtimes: none");
  g_string_append_c (text, '.');
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}

/* Groups that the timeline makes larger or smaller, by the end of the run. */
static void
add_scales (GString *text, const EnisimRunSummary *summary)
{
  const EnisimScenario *scenario = summary->scenario;
  guint n = 0;

  for (guint i = 0; i < scenario->n_timeline; i++)
    {
      const EnisimTimelineEntry *entry = &scenario->timeline[i];

      if (entry->verb != ENISIM_TIMELINE_SCALE || entry->at > summary->ended_at
          || n++ >= SCALES_MAX)
        continue;
      g_string_append_printf (
          text, "%s%s to %u at ", n > 1 ? ", " : " Scaled: ",
          enisim_runtime_names_get_item (&scenario->runtime_names, entry->subject)->name,
          entry->count);
      enisim_people_add_span (text, entry->at);
    }
  if (n > SCALES_MAX)
    g_string_append_printf (text, " and %u times more", n - SCALES_MAX);
  g_string_append (text, n > 0 ? "." : "");
}

/* What became of requests that leave no trace in the table. */
static void
add_requests (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (summary->n_updates + summary->n_updates_failed > 0)
    g_string_append_printf (text, " Updates: %" G_GUINT64_FORMAT ", %" G_GUINT64_FORMAT " failed.",
                            summary->n_updates, summary->n_updates_failed);
  add_scales (text, summary);
  if (text->len > 0)
    enisim_text_page_add_paragraph (page, 0, text->str + 1, FALSE);
}

static void
add_table (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_auto (EnisimTextGrid) grid;

  enisim_text_grid_init (&grid, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < MIN (summary->n_groups, GROUPS_MAX); i++)
    {
      const EnisimGroupSummary *group = &summary->groups[i];

      enisim_text_grid_add_number (&grid, group->n_enis, FALSE);
      enisim_text_grid_add (&grid, get_state_word (group->state),
                            group->state == ENISIM_ENI_FAILED);
      add_members (&grid, summary, group);
      add_sgs (&grid, summary, group->key);
      add_addresses (&grid, summary->scenario, group);
    }
  enisim_text_grid_print (&grid, page);
}

void
enisim_report_add_groups (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  if (summary->n_runtimes == 0)
    return;
  enisim_text_page_begin_section (page);
  add_table (page, summary);
  if (summary->n_groups > GROUPS_MAX)
    {
      g_autofree char *more
          = g_strdup_printf ("and %u groups more.", summary->n_groups - GROUPS_MAX);

      enisim_text_page_add_paragraph (page, 0, more, FALSE);
    }
  add_history (page, summary);
  add_statuses (page, summary);
  add_requests (page, summary);
}
