/* plan-subnets.c: what subnets hold, as tables */
#include "report/plan-subnets.h"

#include "report/plan-text.h"
#include "report/plan-verdict.h"

static const EnisimTextColumn subnet_columns[] = {
  { .heading = "SUBNET", .is_flexible = TRUE }, { .heading = "CIDR" },
  { .heading = "USABLE", .is_right = TRUE },    { .heading = "HELD", .is_right = TRUE },
  { .heading = "FREE", .is_right = TRUE },      { .heading = "HELD BY", .is_flexible = TRUE },
  { .heading = "REDEPLOY", .is_right = TRUE },  { .heading = "BLUE/GREEN", .is_right = TRUE },
  { .heading = "DESTROYED", .is_right = TRUE }, { .heading = "FITS", .is_right = TRUE },
};

/* Where an account says what is there already, in two tables, for one would be too wide. */
static const EnisimTextColumn there_columns[] = {
  { .heading = "SUBNET", .is_flexible = TRUE }, { .heading = "CIDR" },
  { .heading = "USABLE", .is_right = TRUE },    { .heading = "THERE", .is_right = TRUE },
  { .heading = "ADDED", .is_right = TRUE },     { .heading = "HELD", .is_right = TRUE },
  { .heading = "FREE", .is_right = TRUE },      { .heading = "HELD BY", .is_flexible = TRUE },
};

static const EnisimTextColumn phase_columns[] = {
  { .heading = "SUBNET", .is_flexible = TRUE },  { .heading = "REDEPLOY", .is_right = TRUE },
  { .heading = "BLUE/GREEN", .is_right = TRUE }, { .heading = "DESTROYED", .is_right = TRUE },
  { .heading = "FITS", .is_right = TRUE },
};

void
enisim_plan_page_add_count (EnisimPlanPage *page, EnisimPlanCount count, gboolean is_alert)
{
  g_autoptr (GString) text = g_string_new (NULL);

  enisim_plan_add_short_count (text, count);
  enisim_plan_page_add_cell (page, text->str, is_alert);
}

static gboolean
is_too_much (const EnisimPlanSubnet *subnet, EnisimPlanPhase phase)
{
  return subnet->fits[phase] == ENISIM_PLAN_FITS_NOT_ALL
         || subnet->fits[phase] == ENISIM_PLAN_FITS_NOT;
}

/* Within the room that documentation asks for: a load balancer that may grow to a hundred addresses
 * would drown all else.  What is expected is left to what holds it. */
static EnisimPlanCount
get_planned (const EnisimPlanSubnet *subnet, EnisimPlanPhase phase)
{
  EnisimPlanCount count = subnet->held[phase];

  if (phase != ENISIM_PLAN_DESTROYED)
    count.max -= subnet->growth;
  count.expected = count.min;
  return count;
}

static void
add_phase_cell (EnisimPlanPage *page, const EnisimPlanSubnet *subnet, EnisimPlanPhase phase)
{
  enisim_plan_page_add_count (page, get_planned (subnet, phase), is_too_much (subnet, phase));
}

/* With what is held at least, no more than that is free. */
static void
add_free_cell (EnisimPlanPage *page, const EnisimPlanSubnet *subnet)
{
  const EnisimPlanCount held = get_planned (subnet, ENISIM_PLAN_NOW);
  const gint64 least = (gint64) subnet->capacity - (gint64) held.max;
  const gint64 most = (gint64) subnet->capacity - (gint64) held.min;
  g_autoptr (GString) text = g_string_new (NULL);

  if (subnet->capacity > 0 && held.is_open)
    g_string_append_printf (text, "\342\211\244%" G_GINT64_FORMAT, most);
  else if (subnet->capacity > 0)
    {
      g_string_append_printf (text, "%" G_GINT64_FORMAT, least);
      if (most > least)
        g_string_append_printf (text, "\342\200\223%" G_GINT64_FORMAT, most);
    }
  enisim_plan_page_add_cell (page, text->str, is_too_much (subnet, ENISIM_PLAN_NOW));
}

/* Of a list, what stands for each of its subnets. */
static void
add_name (EnisimPlanPage *page, const EnisimPlanSubnet *subnet, gsize n_path)
{
  g_autofree char *name
      = g_strconcat (subnet->is_list ? "each of " : "", subnet->name + n_path, NULL);

  enisim_plan_page_add_cell (page, name, FALSE);
}

static void
add_there_cells (EnisimPlanPage *page, const EnisimPlanSubnet *subnet)
{
  g_autofree char *there = g_strdup_printf ("%" G_GUINT64_FORMAT, subnet->there.held);

  enisim_plan_page_add_cell (page, there, FALSE);
  enisim_plan_page_add_count (page, subnet->added, FALSE);
}

/* What is held once all is deployed. */
static void
add_held (EnisimPlanPage *page, const EnisimPlanSubnet *subnet, gsize n_path, gboolean with_there)
{
  g_autofree char *capacity
      = subnet->capacity > 0 ? g_strdup_printf ("%u", subnet->capacity) : g_strdup ("");
  g_autoptr (GString) holders = g_string_new (NULL);

  enisim_plan_add_holders (holders, subnet);
  add_name (page, subnet, n_path);
  enisim_plan_page_add_cell (page, subnet->cidr != NULL ? subnet->cidr : "not known", FALSE);
  enisim_plan_page_add_cell (page, capacity, FALSE);
  if (with_there)
    add_there_cells (page, subnet);
  add_phase_cell (page, subnet, ENISIM_PLAN_NOW);
  add_free_cell (page, subnet);
  enisim_plan_page_add_cell (page, holders->str, FALSE);
}

/* And in what may come after. */
static void
add_phases (EnisimPlanPage *page, const EnisimPlanSubnet *subnet)
{
  g_autoptr (GString) prefix = g_string_new (NULL);

  enisim_plan_add_prefix (prefix, subnet->prefix);
  g_string_append (prefix, subnet->held[ENISIM_PLAN_NOW].is_open ? "+" : "");
  add_phase_cell (page, subnet, ENISIM_PLAN_REDEPLOY);
  add_phase_cell (page, subnet, ENISIM_PLAN_BLUE_GREEN);
  add_phase_cell (page, subnet, ENISIM_PLAN_DESTROYED);
  enisim_plan_page_add_cell (page, prefix->str, FALSE);
}

/* What of the notation the table has. */
static void
add_notation (GString *legend, const EnisimPlan *plan)
{
  gboolean has_open = FALSE, has_growth = FALSE, has_list = FALSE, has_between = FALSE;

  for (guint i = 0; i < plan->subnets->len; i++)
    {
      const EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, i);

      has_open |= subnet->held[ENISIM_PLAN_NOW].is_open;
      has_growth |= subnet->growth > 0;
      has_list |= subnet->is_list;
      for (guint j = 0; j < subnet->n_kinds; j++)
        has_between |= subnet->kinds[j].count.min < subnet->kinds[j].count.expected
                       && subnet->kinds[j].count.expected < subnet->kinds[j].count.max;
    }
  if (has_between && !has_growth)
    g_string_append (legend, " 5 (0\342\200\22310): 5 expected, 0 to 10 possible.");
  if (has_growth)
    g_string_append (legend, " 8 (1\342\200\22399): 8 is the room that documentation asks for, and "
                             "counts; 1 to 99 are possible.");
  if (has_open)
    g_string_append (legend, " +: at least, for what would tell is not known.");
  if (has_list)
    g_string_append (legend, " Each of a list: of its 1 to 16 subnets nothing else is known.");
}

static void
add_legend (EnisimPlanPage *page, const EnisimPlan *plan, gsize n_path)
{
  g_autoptr (GString) legend = g_string_new (NULL);

  if (n_path > 0)
    g_string_append_printf (legend, "SUBNET: in %.*s. ", (int) n_path - 1,
                            g_array_index (plan->subnets, EnisimPlanSubnet, 0).name);
  if (plan->inventory->has_state)
    g_string_append (legend,
                     "THERE: held before, as the account tells. ADDED: by the deployment. ");
  g_string_append (
      legend,
      "REDEPLOY: while an update moves all runtimes, twice the ENIs where they get other security "
      "groups. BLUE/GREEN: with a second copy of the agents beside. DESTROYED: when all is "
      "deleted, "
      "until the retention of ENIs ends, ");
  enisim_plan_add_retention (legend, plan);
  g_string_append (legend, ". FITS: the smallest subnet with room for the most of all these.");
  add_notation (legend, plan);
  enisim_plan_page_add_paragraph (page, legend->str, FALSE);
}

static void
add_subnets_with_there (EnisimPlanPage *page, const EnisimPlan *plan, gsize n_path)
{
  enisim_plan_page_begin_table (page, there_columns, G_N_ELEMENTS (there_columns));
  for (guint i = 0; i < plan->subnets->len; i++)
    add_held (page, &g_array_index (plan->subnets, EnisimPlanSubnet, i), n_path, TRUE);
  enisim_plan_page_end_table (page);
  enisim_plan_page_begin_table (page, phase_columns, G_N_ELEMENTS (phase_columns));
  for (guint i = 0; i < plan->subnets->len; i++)
    {
      const EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, i);

      add_name (page, subnet, n_path);
      add_phases (page, subnet);
    }
  enisim_plan_page_end_table (page);
}

void
enisim_plan_page_add_subnets (EnisimPlanPage *page, const EnisimPlan *plan)
{
  const gsize n_path = enisim_plan_get_common_path (plan);

  if (plan->subnets->len == 0)
    return;
  if (plan->inventory->has_state)
    add_subnets_with_there (page, plan, n_path);
  else
    {
      enisim_plan_page_begin_table (page, subnet_columns, G_N_ELEMENTS (subnet_columns));
      for (guint i = 0; i < plan->subnets->len; i++)
        {
          const EnisimPlanSubnet *subnet = &g_array_index (plan->subnets, EnisimPlanSubnet, i);

          add_held (page, subnet, n_path, FALSE);
          add_phases (page, subnet);
        }
      enisim_plan_page_end_table (page);
    }
  add_legend (page, plan, n_path);
  enisim_plan_page_add_verdict (page, plan);
}
