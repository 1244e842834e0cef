/* report-diff.c: what a change of a description changes, for people and for pull requests */
#include <enisim/enisim-report.h>
#include <enisim/enisim-version.h>

#include <math.h>
#include <string.h>

#include "report/diff-page.h"
#include "report/member-names.h"
#include "report/people-text.h"
#include "report/plan-text.h"
#include "report/report-table-parts.h"

static const EnisimTextColumn group_columns[] = {
  { .heading = "GROUP" },
  { .heading = "ENIS", .is_right = TRUE },
  { .heading = "AGENTS", .is_flexible = TRUE },
  { .heading = "WHY", .is_flexible = TRUE },
};

static const EnisimTextColumn subnet_columns[] = {
  { .heading = "SUBNET", .is_flexible = TRUE }, { .heading = "CIDR" },
  { .heading = "HELD", .is_right = TRUE },      { .heading = "CHANGE", .is_right = TRUE },
  { .heading = "RETAINED", .is_right = TRUE },  { .heading = "FREE", .is_right = TRUE },
};

static void
add_names (GString *text, const char *const *names, guint n, const char *one, const char *many)
{
  if (n == 0)
    return;
  enisim_names_add_text (text, names, n);
  g_string_append_printf (text, " %s; ", n == 1 ? one : many);
}

static void
add_group (EnisimPlanPage *page, const EnisimDiffGroup *group)
{
  g_autoptr (GString) enis = g_string_new (NULL), members = g_string_new (NULL);
  g_autoptr (GString) why = g_string_new (NULL);

  enisim_diff_add_change (enis, group->old_enis, group->new_enis);
  enisim_names_add_text (members, group->members, group->n_members);
  if (group->change == ENISIM_DIFF_CHANGED)
    {
      add_names (why, group->joined, group->n_joined, "joins", "join");
      add_names (why, group->left, group->n_left, "leaves", "leave");
    }
  g_string_append (why, group->reason);
  if (*group->reason == '\0' && why->len > 0)
    g_string_truncate (why, why->len - strlen ("; "));
  enisim_plan_page_add_cell (page, enisim_diff_change_get_name (group->change), FALSE);
  enisim_plan_page_add_cell (page, enis->str, FALSE);
  enisim_plan_page_add_cell (page, members->str, FALSE);
  enisim_plan_page_add_cell (page, why->str, FALSE);
}

static void
add_groups (EnisimPlanPage *page, const EnisimDiff *diff)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_same = 0;

  enisim_plan_page_begin_table (page, group_columns, G_N_ELEMENTS (group_columns));
  for (guint i = 0; i < diff->groups->len; i++)
    {
      const EnisimDiffGroup *group = &g_array_index (diff->groups, EnisimDiffGroup, i);

      if (group->change == ENISIM_DIFF_SAME)
        n_same++;
      else
        add_group (page, group);
    }
  enisim_plan_page_end_table (page);
  if (n_same == 0 || n_same == diff->groups->len)
    return;
  enisim_people_add_count (text, n_same, "group stays as it is.", "groups stay as they are.");
  enisim_plan_page_add_paragraph (page, text->str, FALSE);
}

/* "9, then 10": while old ENIs are retained, and once they are not.
 * @is_alert: (out): whether there is less than none */
static char *
tell_free (const EnisimDiffSubnet *subnet, gboolean *is_alert)
{
  const gint64 free = (gint64) subnet->capacity - (gint64) subnet->new_held.max;
  const gint64 free_meanwhile = free - (gint64) subnet->retained;

  *is_alert = FALSE;
  if (subnet->capacity == 0)
    return g_strdup ("");
  *is_alert = free_meanwhile < 0;
  if (subnet->retained == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, free);
  return g_strdup_printf ("%" G_GINT64_FORMAT ", then %" G_GINT64_FORMAT, free_meanwhile, free);
}

static void
add_subnet (EnisimPlanPage *page, const EnisimDiffSubnet *subnet)
{
  gboolean is_alert;
  g_autoptr (GString) held = g_string_new (NULL), change = g_string_new (NULL);
  g_autofree char *retained
      = subnet->retained > 0 ? g_strdup_printf ("%" G_GUINT64_FORMAT, subnet->retained) : NULL;
  g_autofree char *room = tell_free (subnet, &is_alert);

  if (subnet->change == ENISIM_DIFF_GONE)
    g_string_append (held, "gone");
  else
    enisim_plan_add_short_count (held, subnet->new_held);
  enisim_diff_add_change (change, subnet->old_held, subnet->new_held);
  enisim_plan_page_add_cell (page, subnet->name, FALSE);
  enisim_plan_page_add_cell (page, subnet->cidr != NULL ? subnet->cidr : "not known", FALSE);
  enisim_plan_page_add_cell (page, held->str, FALSE);
  enisim_plan_page_add_cell (page, change->str, FALSE);
  enisim_plan_page_add_cell (page, retained != NULL ? retained : "", FALSE);
  enisim_plan_page_add_cell (page, room, is_alert);
}

static void
add_subnets (EnisimPlanPage *page, const EnisimDiff *diff)
{
  enisim_plan_page_begin_table (page, subnet_columns, G_N_ELEMENTS (subnet_columns));
  for (guint i = 0; i < diff->changed_subnets->len; i++)
    {
      const EnisimDiffSubnet *subnet = &g_array_index (diff->changed_subnets, EnisimDiffSubnet, i);

      if (subnet->change == ENISIM_DIFF_CHANGED || subnet->retained > 0
          || enisim_diff_differ (subnet->old_held, subnet->new_held))
        add_subnet (page, subnet);
    }
  enisim_plan_page_end_table (page);
}

static gboolean
is_alike (const EnisimDiffThing *one, const EnisimDiffThing *other)
{
  return one->change == other->change && g_str_equal (one->kind, other->kind)
         && g_strcmp0 (one->detail, other->detail) == 0 && one->change != ENISIM_DIFF_RENAMED;
}

/* Neighbours to which the same happens.
 * Returns: how many from @first on */
static guint
count_alike (const GArray *things, guint first)
{
  const EnisimDiffThing *thing = &g_array_index (things, EnisimDiffThing, first);
  guint n = 1;

  while (first + n < things->len
         && is_alike (thing, &g_array_index (things, EnisimDiffThing, first + n)))
    n++;
  return n;
}

static void
add_alike (GString *text, const EnisimDiffThing *things, guint n)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, (gpointer) things[i].name);
  enisim_names_add_text (text, (const char *const *) names->pdata, n);
  if (n == 1 && !g_str_equal (things->id, things->name) && things->change != ENISIM_DIFF_RENAMED)
    g_string_append_printf (text, " (%s)", things->id);
  if (things->change == ENISIM_DIFF_RENAMED)
    g_string_append_printf (text,
                            ": %s was %s, if the only one of that name is the same on both sides",
                            things->id, things->old_id);
  if (things->detail != NULL)
    g_string_append_printf (text, ": %s", things->detail);
}

static void
add_things (EnisimPlanPage *page, const EnisimDiff *diff)
{
  guint n;

  if (diff->things->len == 0)
    return;
  enisim_plan_page_add_heading (page, "Resources:");
  for (guint i = 0; i < diff->things->len; i += n)
    {
      const EnisimDiffThing *thing = &g_array_index (diff->things, EnisimDiffThing, i);
      g_autoptr (GString) text = g_string_new (NULL);

      n = count_alike (diff->things, i);
      g_string_append_printf (text, "%s %s ", enisim_diff_change_get_name (thing->change),
                              n > 1 ? enisim_diff_get_plural (thing->kind) : thing->kind);
      add_alike (text, thing, n);
      enisim_plan_page_add_item (page, text->str);
    }
}

static void
add_dollars (GString *text, double dollars)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (dollars))
    g_string_append_printf (text, "$%s", g_ascii_formatd (digits, sizeof digits, "%.2f", dollars));
  else
    g_string_append (text, "not known");
}

/* What takes no price on either side has not changed. */
static void
add_cost (EnisimPlanPage *page, const EnisimDiff *diff)
{
  const EnisimPlan *before = diff->plans[ENISIM_DIFF_OLD], *after = diff->plans[ENISIM_DIFF_NEW];
  const EnisimDiffCost cost = diff->cost;
  g_autoptr (GString) text = g_string_new ("Endpoints and NAT gateways a month: ");

  if (cost.old_dollars == cost.new_dollars
      || (isnan (cost.old_dollars) && isnan (cost.new_dollars)
          && !enisim_diff_differ (before->endpoint_azs, after->endpoint_azs)
          && !enisim_diff_differ (before->nat_gateways, after->nat_gateways)))
    return;
  add_dollars (text, cost.old_dollars);
  g_string_append (text, " before, ");
  add_dollars (text, cost.new_dollars);
  g_string_append (text, " after.");
  enisim_plan_page_add_paragraph (page, text->str, FALSE);
}

static void
add_note (EnisimPlanPage *page, const char *whose, guint n_missing, guint n_types)
{
  g_autoptr (GString) text = g_string_new (whose);

  if (n_missing + n_types == 0)
    return;
  if (n_missing > 0)
    enisim_people_add_count (text, n_missing, "value is not known", "values are not known");
  g_string_append (text, n_missing > 0 && n_types > 0 ? ", and " : "");
  if (n_types > 0)
    enisim_people_add_count (text, n_types, "type of resource is known to no rule",
                             "types of resource are known to no rule");
  g_string_append (text, ": `enisim plan` lists them.");
  enisim_plan_page_add_paragraph (page, text->str, FALSE);
}

static void
add_notes (EnisimPlanPage *page, const EnisimDiff *diff)
{
  const EnisimInventory *before = diff->plans[ENISIM_DIFF_OLD]->inventory;
  const EnisimInventory *after = diff->plans[ENISIM_DIFF_NEW]->inventory;
  const gboolean is_same = before->missing->len == after->missing->len
                           && before->unknown_types->len == after->unknown_types->len;

  if (!is_same)
    add_note (page, "Of the old side ", before->missing->len, before->unknown_types->len);
  add_note (page, is_same ? "Of either side " : "Of the new side ", after->missing->len,
            after->unknown_types->len);
}

static void
add_foot (EnisimPlanPage *page, const EnisimDiff *diff)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "enisim %s, ", enisim_get_version ());
  enisim_report_add_quotas (text, diff->plans[ENISIM_DIFF_NEW]->assumptions);
  g_string_append_c (text, '.');
  enisim_plan_page_add_paragraph (page, text->str, FALSE);
}

static char *
make_report (const EnisimDiff *diff, EnisimPlanPage *page)
{
  enisim_diff_page_add_headline (page, diff);
  add_groups (page, diff);
  add_subnets (page, diff);
  enisim_diff_page_add_findings (page, diff);
  add_things (page, diff);
  add_cost (page, diff);
  add_notes (page, diff);
  add_foot (page, diff);
  return enisim_plan_page_end (page);
}

char *
enisim_report_diff_to_table (const EnisimDiff *diff, guint width, gboolean use_colour)
{
  EnisimPlanPage page;

  g_return_val_if_fail (diff != NULL, NULL);
  g_return_val_if_fail (width == 0 || width >= ENISIM_REPORT_WIDTH_MIN, NULL);

  enisim_plan_page_init (&page, FALSE, width, use_colour);
  return make_report (diff, &page);
}

char *
enisim_report_diff_to_markdown (const EnisimDiff *diff)
{
  EnisimPlanPage page;

  g_return_val_if_fail (diff != NULL, NULL);

  enisim_plan_page_init (&page, TRUE, 0, FALSE);
  return make_report (diff, &page);
}
