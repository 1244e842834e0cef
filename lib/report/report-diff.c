/* report-diff.c: what a change of a description changes, for people and for pull requests */
#include <enisim/enisim-report.h>
#include <enisim/enisim-version.h>

#include <math.h>

#include "advise/diff.h"
#include "report/member-names.h"
#include "report/people-text.h"
#include "report/plan-page.h"
#include "report/plan-text.h"
#include "report/report-table-parts.h"

static const EnisimTextColumn group_columns[] = {
  { .heading = "GROUP" },
  { .heading = "ENIS", .is_right = TRUE },
  { .heading = "AGENTS", .is_flexible = TRUE },
  { .heading = "WHY", .is_flexible = TRUE },
};

static const EnisimTextColumn subnet_columns[] = {
  { .heading = "SUBNET", .is_flexible = TRUE },   { .heading = "CIDR" },
  { .heading = "HELD", .is_right = TRUE },        { .heading = "CHANGE", .is_right = TRUE },
  { .heading = "LEFT BEHIND", .is_right = TRUE }, { .heading = "FREE", .is_right = TRUE },
};

static const EnisimTextColumn finding_columns[] = {
  { .heading = "FINDING" },
  { .heading = "RULE" },
  { .heading = "RESOURCE", .is_flexible = TRUE },
  { .heading = "WHY", .is_flexible = TRUE },
};

static void
add_signed (GString *text, gint64 n)
{
  g_string_append_printf (text, n > 0 ? "+%" G_GINT64_FORMAT : "%" G_GINT64_FORMAT, n);
}

/* "+2", or "+1 to +3" of bounds. */
static void
add_change (GString *text, EnisimPlanCount before, EnisimPlanCount after)
{
  const gint64 least = (gint64) after.min - (gint64) before.min;
  const gint64 most = (gint64) after.max - (gint64) before.max;

  add_signed (text, MIN (least, most));
  if (least == most)
    return;
  g_string_append (text, " to ");
  add_signed (text, MAX (least, most));
}

static gboolean
differ (EnisimPlanCount before, EnisimPlanCount after)
{
  return before.min != after.min || before.expected != after.expected || before.max != after.max;
}

/* What the headline counts of things of one kind. */
typedef struct
{
  const char *kind, *many;
} Plural;

static const Plural plurals[] = {
  { "VPC", "VPCs" },
  { "subnet", "subnets" },
  { "security group", "security groups" },
  { "endpoint", "endpoints" },
  { "NAT gateway", "NAT gateways" },
  { "runtime", "runtimes" },
  { "Browser", "Browsers" },
  { "Code Interpreter", "Code Interpreters" },
};

static void
add_part (GString *text, gint64 n, const char *one, const char *many)
{
  if (n == 0)
    return;
  g_string_append (text, text->len > 0 ? ", " : "");
  add_signed (text, n);
  g_string_append_printf (text, " %s", ABS (n) == 1 ? one : many);
}

static gint64
count_things (const EnisimDiff *diff, const char *kind)
{
  gint64 n = 0;

  for (guint i = 0; i < diff->things->len; i++)
    {
      const EnisimDiffThing *thing = &g_array_index (diff->things, EnisimDiffThing, i);

      if (g_str_equal (thing->kind, kind))
        n += (thing->change == ENISIM_DIFF_ADDED) - (thing->change == ENISIM_DIFF_GONE);
    }
  return n;
}

static void
add_enis (GString *text, const EnisimDiff *diff)
{
  const EnisimPlanCount before = diff->plans[ENISIM_DIFF_OLD]->enis;
  const EnisimPlanCount after = diff->plans[ENISIM_DIFF_NEW]->enis;

  if (!differ (before, after))
    return;
  g_string_append (text, text->len > 0 ? ", " : "");
  add_change (text, before, after);
  g_string_append (text,
                   after.max - before.max == 1 || before.max - after.max == 1 ? " ENI" : " ENIs");
}

/* "+1 address in each of private-a and private-b, +3 in public". */
static void
add_addresses (GString *text, const EnisimDiff *diff)
{
  guint n = 0;
  gboolean is_first = TRUE;
  g_autoptr (GString) last = g_string_new (NULL);

  for (guint i = 0; i < diff->changed_subnets->len; i++)
    {
      const EnisimDiffSubnet *subnet = &g_array_index (diff->changed_subnets, EnisimDiffSubnet, i);
      g_autoptr (GString) change = g_string_new (NULL);

      if (!differ (subnet->old_held, subnet->new_held))
        continue;
      add_change (change, subnet->old_held, subnet->new_held);
      if (n++ > 0 && g_str_equal (change->str, last->str))
        {
          g_string_append_printf (text, " and %s", subnet->name);
          continue;
        }
      g_string_append (text, text->len > 0 ? ", " : "");
      g_string_append_printf (text, "%s%s in %s", change->str,
                              !is_first                             ? ""
                              : g_str_has_suffix (change->str, "1") ? " address"
                                                                    : " addresses",
                              subnet->name);
      is_first = FALSE;
      g_string_assign (last, change->str);
    }
}

static void
add_headline (EnisimPlanPage *page, const EnisimDiff *diff)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (plurals); i++)
    add_part (text, count_things (diff, plurals[i].kind), plurals[i].kind, plurals[i].many);
  add_part (text,
            (gint64) diff->plans[ENISIM_DIFF_NEW]->groups->len
                - (gint64) diff->plans[ENISIM_DIFF_OLD]->groups->len,
            "group", "groups");
  add_enis (text, diff);
  add_addresses (text, diff);
  add_part (text, diff->findings[ENISIM_DIFF_NEW]->len, "finding", "findings");
  add_part (text, -(gint64) diff->findings[ENISIM_DIFF_OLD]->len, "finding", "findings");
  sentence
      = g_strconcat (text->len > 0 ? text->str : "Nothing changes that takes addresses", ".", NULL);
  enisim_plan_page_add_paragraph (page, sentence, FALSE);
}

static void
add_names (GString *text, const char *before, const char *const *names, guint n)
{
  if (n == 0)
    return;
  g_string_append (text, text->len > 0 ? "; " : "");
  g_string_append (text, before);
  enisim_names_add_text (text, names, n);
}

static void
add_group (EnisimPlanPage *page, const EnisimDiffGroup *group)
{
  g_autoptr (GString) enis = g_string_new (NULL), members = g_string_new (NULL);

  add_change (enis, group->old_enis, group->new_enis);
  if (group->change == ENISIM_DIFF_CHANGED)
    {
      add_names (members, "", group->members, group->n_members);
      add_names (members, "joined: ", group->joined, group->n_joined);
      add_names (members, "left: ", group->left, group->n_left);
    }
  else
    enisim_names_add_text (members, group->members, group->n_members);
  enisim_plan_page_add_cell (page, enisim_diff_change_get_name (group->change), FALSE);
  enisim_plan_page_add_cell (page, enis->str, FALSE);
  enisim_plan_page_add_cell (page, members->str, FALSE);
  enisim_plan_page_add_cell (page, group->reason, FALSE);
}

static void
add_groups (EnisimPlanPage *page, const EnisimDiff *diff)
{
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
  if (n_same > 0 && n_same < diff->groups->len)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      enisim_people_add_count (text, n_same, "group stays", "groups stay");
      g_string_append (text, " as it is.");
      if (n_same > 1)
        {
          g_string_truncate (text, text->len - strlen ("it is."));
          g_string_append (text, "they are.");
        }
      enisim_plan_page_add_paragraph (page, text->str, FALSE);
    }
}

static void
add_subnet (EnisimPlanPage *page, const EnisimDiffSubnet *subnet)
{
  const gint64 free = (gint64) subnet->capacity - (gint64) subnet->new_held.max;
  const gint64 free_meanwhile = free - (gint64) subnet->left_behind;
  g_autoptr (GString) held = g_string_new (NULL), change = g_string_new (NULL);
  g_autofree char *left = subnet->left_behind > 0
                              ? g_strdup_printf ("%" G_GUINT64_FORMAT, subnet->left_behind)
                              : g_strdup ("");
  g_autofree char *room
      = subnet->capacity > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, free) : g_strdup ("");

  enisim_plan_add_short_count (held, subnet->new_held);
  add_change (change, subnet->old_held, subnet->new_held);
  enisim_plan_page_add_cell (page, subnet->name, FALSE);
  enisim_plan_page_add_cell (page, subnet->cidr != NULL ? subnet->cidr : "not known", FALSE);
  enisim_plan_page_add_cell (page, held->str, FALSE);
  enisim_plan_page_add_cell (page, change->str, FALSE);
  enisim_plan_page_add_cell (page, left, subnet->capacity > 0 && free_meanwhile < 0);
  enisim_plan_page_add_cell (page, room, subnet->capacity > 0 && free < 0);
}

static void
add_subnets (EnisimPlanPage *page, const EnisimDiff *diff)
{
  enisim_plan_page_begin_table (page, subnet_columns, G_N_ELEMENTS (subnet_columns));
  for (guint i = 0; i < diff->changed_subnets->len; i++)
    {
      const EnisimDiffSubnet *subnet = &g_array_index (diff->changed_subnets, EnisimDiffSubnet, i);

      if (subnet->change != ENISIM_DIFF_SAME || subnet->left_behind > 0)
        add_subnet (page, subnet);
    }
  enisim_plan_page_end_table (page);
  if (diff->n_left_behind > 0)
    {
      g_autoptr (GString) text = g_string_new ("LEFT BEHIND: ENIs that no group takes over; they "
                                               "hold addresses beside HELD until their retention "
                                               "ends, ");

      enisim_plan_add_retention (text, diff->plans[ENISIM_DIFF_NEW]);
      g_string_append_c (text, '.');
      enisim_plan_page_add_paragraph (page, text->str, FALSE);
    }
}

static void
add_things (EnisimPlanPage *page, const EnisimDiff *diff)
{
  if (diff->things->len == 0)
    return;
  enisim_plan_page_add_heading (page, "Added, gone and renamed:");
  for (guint i = 0; i < diff->things->len; i++)
    {
      const EnisimDiffThing *thing = &g_array_index (diff->things, EnisimDiffThing, i);
      g_autoptr (GString) text = g_string_new (NULL);

      g_string_append_printf (text, "%s %s %s", enisim_diff_change_get_name (thing->change),
                              thing->kind, thing->name);
      if (thing->change == ENISIM_DIFF_RENAMED)
        g_string_append_printf (text, ": %s was %s, if what alone has that name is the same",
                                thing->id, thing->old_id);
      else if (!g_str_equal (thing->id, thing->name))
        g_string_append_printf (text, " (%s)", thing->id);
      enisim_plan_page_add_item (page, text->str);
    }
}

static void
add_findings_of (EnisimPlanPage *page, const GPtrArray *findings, const char *word)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const EnisimFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *text
          = g_strdup_printf ("%s %s", word, enisim_severity_get_name (finding->severity));
      g_autofree char *place = g_strdup_printf ("%s (%s:%u:%u)", finding->resource, finding->file,
                                                finding->line, finding->column);

      enisim_plan_page_add_cell (page, text, FALSE);
      enisim_plan_page_add_cell (page, finding->rule->id, FALSE);
      enisim_plan_page_add_cell (page, place, FALSE);
      enisim_plan_page_add_cell (page, finding->reason, FALSE);
    }
}

static void
add_findings (EnisimPlanPage *page, const EnisimDiff *diff)
{
  enisim_plan_page_begin_table (page, finding_columns, G_N_ELEMENTS (finding_columns));
  add_findings_of (page, diff->findings[ENISIM_DIFF_NEW], "new");
  add_findings_of (page, diff->findings[ENISIM_DIFF_OLD], "gone");
  enisim_plan_page_end_table (page);
}

static void
add_dollars (GString *text, double dollars)
{
  if (isfinite (dollars))
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, "$%s",
                              g_ascii_formatd (digits, sizeof digits, "%.2f", dollars));
    }
  else
    g_string_append (text, "not known");
}

static void
add_cost (EnisimPlanPage *page, const EnisimDiff *diff)
{
  const EnisimDiffCost cost = diff->cost;
  g_autoptr (GString) text = g_string_new ("Endpoints and NAT gateways a month: ");

  if (cost.old_dollars == 0.0 && cost.new_dollars == 0.0)
    return;
  add_dollars (text, cost.old_dollars);
  if (cost.old_dollars == cost.new_dollars)
    g_string_append (text, ", as before.");
  else
    {
      g_string_append (text, " before, ");
      add_dollars (text, cost.new_dollars);
      g_string_append (text, " after.");
    }
  enisim_plan_page_add_paragraph (page, text->str, FALSE);
}

static void
add_notes (EnisimPlanPage *page, const EnisimDiff *diff)
{
  static const char *const sides[] = { "old", "new" };

  for (guint side = 0; side < ENISIM_N_DIFF_SIDES; side++)
    {
      const EnisimInventory *inventory = diff->plans[side]->inventory;
      g_autoptr (GString) text = g_string_new (NULL);

      if (inventory->missing->len + inventory->unknown_types->len == 0)
        continue;
      g_string_append_printf (text, "Of the %s side ", sides[side]);
      enisim_people_add_count (text, inventory->missing->len, "value is", "values are");
      g_string_append (text, " not known and ");
      enisim_people_add_count (text, inventory->unknown_types->len, "type of resource is",
                               "types of resource are");
      g_string_append (text, " taken to hold no address: `enisim plan` lists them.");
      enisim_plan_page_add_paragraph (page, text->str, FALSE);
    }
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
  add_headline (page, diff);
  add_groups (page, diff);
  add_subnets (page, diff);
  add_findings (page, diff);
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
