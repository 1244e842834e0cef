/* diff-headline.c: what a change changes, in a few sentences */
#include "report/diff-page.h"

#include "report/member-names.h"
#include "report/people-text.h"
#include "report/plan-text.h"

static void
add_signed (GString *text, gint64 n)
{
  g_string_append_printf (text, n > 0 ? "+%" G_GINT64_FORMAT : "%" G_GINT64_FORMAT, n);
}

void
enisim_diff_add_change (GString *text, EnisimPlanCount before, EnisimPlanCount after)
{
  const gint64 least = (gint64) after.min - (gint64) before.min;
  const gint64 most = (gint64) after.max - (gint64) before.max;

  if (after.is_open != before.is_open)
    g_string_append (text, after.is_open ? "at least " : "at most ");
  add_signed (text, MIN (least, most));
  if (least == most)
    return;
  g_string_append (text, " to ");
  add_signed (text, MAX (least, most));
}

gboolean
enisim_diff_differ (EnisimPlanCount before, EnisimPlanCount after)
{
  return before.min != after.min || before.expected != after.expected || before.max != after.max
         || before.is_open != after.is_open;
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

const char *
enisim_diff_get_plural (const char *kind)
{
  guint i = 0;

  while (!g_str_equal (plurals[i].kind, kind))
    i++;
  return plurals[i].many;
}

static void
add_part (GString *text, gint64 n, const char *one, const char *many)
{
  if (n == 0)
    return;
  g_string_append (text, text->len > 0 ? ", " : "");
  add_signed (text, n);
  g_string_append_printf (text, " %s", ABS (n) == 1 ? one : many);
}

/* Those that come and those that go, apart: they are not the same. */
static void
add_things (GString *text, const EnisimDiff *diff, const Plural *plural)
{
  gint64 n_added = 0, n_gone = 0;

  for (guint i = 0; i < diff->things->len; i++)
    {
      const EnisimDiffThing *thing = &g_array_index (diff->things, EnisimDiffThing, i);

      if (!g_str_equal (thing->kind, plural->kind))
        continue;
      n_added += thing->change == ENISIM_DIFF_ADDED;
      n_gone += thing->change == ENISIM_DIFF_GONE;
    }
  add_part (text, n_added, plural->kind, plural->many);
  add_part (text, -n_gone, plural->kind, plural->many);
}

static void
add_enis (GString *text, const EnisimDiff *diff)
{
  const EnisimPlanCount before = diff->plans[ENISIM_DIFF_OLD]->enis;
  const EnisimPlanCount after = diff->plans[ENISIM_DIFF_NEW]->enis;

  if (!enisim_diff_differ (before, after))
    return;
  g_string_append (text, text->len > 0 ? ", " : "");
  enisim_diff_add_change (text, before, after);
  g_string_append (text, g_str_has_suffix (text->str, "+1") || g_str_has_suffix (text->str, "-1")
                             ? " ENI"
                             : " ENIs");
}

/* Subnets whose addresses change by as many. */
typedef struct
{
  char *change;
  GPtrArray *names;
} Alike;

static void
clear_alike (gpointer data)
{
  Alike *alike = data;

  g_free (alike->change);
  g_ptr_array_unref (alike->names);
}

static Alike *
find_alike (GArray *alikes, const char *change)
{
  const Alike made = { g_strdup (change), g_ptr_array_new () };

  for (guint i = 0; i < alikes->len; i++)
    if (g_str_equal (g_array_index (alikes, Alike, i).change, change))
      {
        g_free (made.change);
        g_ptr_array_unref (made.names);
        return &g_array_index (alikes, Alike, i);
      }
  g_array_append_val (alikes, made);
  return &g_array_index (alikes, Alike, alikes->len - 1);
}

/* "+1 address in each of private-a and private-b, +3 in public". */
static void
add_addresses (GString *text, const EnisimDiff *diff)
{
  g_autoptr (GArray) alikes = g_array_new (FALSE, FALSE, sizeof (Alike));

  g_array_set_clear_func (alikes, clear_alike);
  for (guint i = 0; i < diff->changed_subnets->len; i++)
    {
      const EnisimDiffSubnet *subnet = &g_array_index (diff->changed_subnets, EnisimDiffSubnet, i);
      g_autoptr (GString) change = g_string_new (NULL);

      if (!enisim_diff_differ (subnet->old_held, subnet->new_held))
        continue;
      enisim_diff_add_change (change, subnet->old_held, subnet->new_held);
      g_ptr_array_add (find_alike (alikes, change->str)->names, (gpointer) subnet->name);
    }
  for (guint i = 0; i < alikes->len; i++)
    {
      const Alike *alike = &g_array_index (alikes, Alike, i);
      const gboolean is_one
          = g_str_has_suffix (alike->change, "+1") || g_str_has_suffix (alike->change, "-1");

      g_string_append_printf (text, "%s%s%s in %s", text->len > 0 ? ", " : "", alike->change,
                              i > 0    ? ""
                              : is_one ? " address"
                                       : " addresses",
                              alike->names->len > 1 ? "each of " : "");
      enisim_names_add_text (text, (const char *const *) alike->names->pdata, alike->names->len);
    }
}

static void
add_retained (GString *text, const EnisimDiff *diff)
{
  if (diff->n_retained == 0)
    return;
  g_string_append_c (text, ' ');
  enisim_people_add_count (text, diff->n_retained, "ENI that no agent has any more stays retained",
                           "ENIs that no agent has any more stay retained");
  g_string_append (text, " beside these (retention: ");
  enisim_plan_add_retention (text, diff->plans[ENISIM_DIFF_NEW]);
  g_string_append (text, ").");
}

/* How many there are of each change, and of those that come or go of each severity. */
typedef struct
{
  guint n[ENISIM_DIFF_FINDING_GONE + 1];
  gint64 n_new[ENISIM_SEVERITY_ERROR + 1], n_gone[ENISIM_SEVERITY_ERROR + 1];
  gint64 n_known_now; /* or gone */
} Tally;

static Tally
count_findings (const EnisimDiff *diff)
{
  Tally tally = { 0 };

  for (guint i = 0; i < diff->findings->len; i++)
    {
      const EnisimDiffFinding *finding = &g_array_index (diff->findings, EnisimDiffFinding, i);

      tally.n[finding->change]++;
      if (finding->change == ENISIM_DIFF_FINDING_NEW)
        tally.n_new[finding->after->severity]++;
      if (finding->change != ENISIM_DIFF_FINDING_GONE)
        continue;
      if (finding->before->is_known)
        tally.n_gone[finding->before->severity]++;
      else
        tally.n_known_now++;
    }
  return tally;
}

static void
add_changed (GString *text, guint n, const char *what)
{
  if (n > 0)
    g_string_append_printf (text, "%s%u %s", text->len > 0 ? ", " : "", n, what);
}

static void
add_findings (GString *text, const EnisimDiff *diff)
{
  static const char *const plural_severities[] = { [ENISIM_SEVERITY_NOTE] = "notes",
                                                   [ENISIM_SEVERITY_WARNING] = "warnings",
                                                   [ENISIM_SEVERITY_ERROR] = "errors" };
  const Tally tally = count_findings (diff);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = G_N_ELEMENTS (plural_severities); i-- > 0;)
    {
      const char *one = enisim_severity_get_name ((EnisimSeverity) i);

      add_part (list, tally.n_new[i], one, plural_severities[i]);
      add_part (list, -tally.n_gone[i], one, plural_severities[i]);
    }
  add_changed (list, tally.n[ENISIM_DIFF_FINDING_WORSE], "worse");
  add_changed (list, tally.n[ENISIM_DIFF_FINDING_NO_LONGER_KNOWN], "no longer known");
  add_changed (list, tally.n[ENISIM_DIFF_FINDING_MILDER], "milder");
  add_changed (list, tally.n[ENISIM_DIFF_FINDING_SUPPRESSED], "suppressed");
  add_part (list, tally.n[ENISIM_DIFF_FINDING_NEWLY_NOT_KNOWN], "not known", "not known");
  add_part (list, -tally.n_known_now, "not known", "not known");
  if (list->len > 0)
    g_string_append_printf (text, " Findings: %s.", list->str);
}

void
enisim_diff_page_add_headline (EnisimPlanPage *page, const EnisimDiff *diff)
{
  const gint64 n_groups = (gint64) diff->plans[ENISIM_DIFF_NEW]->groups->len
                          - (gint64) diff->plans[ENISIM_DIFF_OLD]->groups->len;
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n_bytes;

  for (guint i = 0; i < G_N_ELEMENTS (plurals); i++)
    add_things (text, diff, &plurals[i]);
  add_part (text, n_groups, "group", "groups");
  n_bytes = text->len;
  add_enis (text, diff);
  add_addresses (text, diff);
  if (text->len == 0)
    g_string_append (text, "Nothing changes that takes addresses");
  else if (text->len == n_bytes)
    g_string_append (text, "; the numbers of ENIs and addresses stay the same");
  g_string_append_c (text, '.');
  add_retained (text, diff);
  add_findings (text, diff);
  enisim_plan_page_add_paragraph (page, text->str, FALSE);
}
