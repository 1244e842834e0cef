/* report-subnets.c: who holds how many addresses, for people */
#include "report/holder-names.h"
#include "report/people-text.h"
#include "report/report-table-parts.h"
#include "report/text-grid.h"

static const EnisimTextColumn columns[] = {
  { .heading = "SUBNET" },
  { .heading = "CIDR" },
  { .heading = "USABLE", .is_right = TRUE },
  { .heading = "HELD", .is_right = TRUE },
  { .heading = "FREE", .is_right = TRUE },
  { .heading = "HELD BY", .is_flexible = TRUE },
  { .heading = "PEAK", .is_flexible = TRUE },
  { .heading = "FITS", .is_right = TRUE },
};

static void
add_holders (EnisimTextGrid *grid, const EnisimSubnetSummary *subnet)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = ENISIM_N_HOLDERS; i-- > 0;)
    if (subnet->held_by[i] > 0)
      {
        g_string_append (text, text->len > 0 ? ", " : "");
        enisim_holder_add_count (text, i, subnet->held_by[i]);
      }
  enisim_text_grid_add (grid, text->str, FALSE);
}

static void
add_peak (EnisimTextGrid *grid, const EnisimSubnetSummary *subnet)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%" G_GUINT64_FORMAT, subnet->held.peak);
  if (subnet->held.peak > 0)
    {
      g_string_append (text, " at ");
      enisim_people_add_span (text, subnet->held.peak_at);
    }
  enisim_text_grid_add (grid, text->str, subnet->held.peak == subnet->capacity);
}

static void
add_fits (EnisimTextGrid *grid, const EnisimSubnetSummary *subnet)
{
  g_autofree char *prefix = g_strdup_printf ("/%u", subnet->smallest_prefix);

  if (subnet->smallest_prefix > 0)
    enisim_text_grid_add (grid, prefix, subnet->room_peak > subnet->capacity);
  else
    enisim_text_grid_add (grid, subnet->is_room_known ? "none" : "?", TRUE);
}

static void
add_row (EnisimTextGrid *grid, const EnisimSubnetSpec *spec, const EnisimSubnetSummary *subnet)
{
  g_autofree char *cidr = enisim_cidr_format (spec->cidr);
  const guint64 n_free = subnet->capacity - subnet->held.now;

  enisim_text_grid_add (grid, spec->name, FALSE);
  enisim_text_grid_add (grid, cidr, FALSE);
  enisim_text_grid_add_number (grid, subnet->capacity, FALSE);
  enisim_text_grid_add_number (grid, subnet->held.now, FALSE);
  enisim_text_grid_add_number (grid, n_free, n_free == 0);
  add_holders (grid, subnet);
  add_peak (grid, subnet);
  add_fits (grid, subnet);
}

/* What FITS is: a second run has told it where it is not of the peak that stands beside it. */
static const char *
explain_fits (const EnisimRunSummary *summary)
{
  gboolean is_second = FALSE;

  for (guint i = 0; i < summary->scenario->n_subnets; i++)
    {
      if (!summary->subnets[i].is_room_known)
        return "FITS: the smallest subnet that would have held the peak; ? where a create failed: "
               "run it again with a larger cidr.";
      is_second = is_second || summary->subnets[i].is_short;
    }
  return is_second ? "FITS: the smallest subnet in which nobody would have lacked an address, from "
                     "a second run of the same random numbers in subnets without a bound; none: "
                     "not even a /16."
                   : "FITS: the smallest subnet that would have held the peak.";
}

void
enisim_report_add_subnets (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  const EnisimScenario *scenario = summary->scenario;
  g_auto (EnisimTextGrid) grid;

  enisim_text_grid_init (&grid, columns, G_N_ELEMENTS (columns));
  if (scenario->n_subnets == 0)
    return;
  for (guint i = 0; i < scenario->n_subnets; i++)
    add_row (&grid, &scenario->subnets[i], &summary->subnets[i]);
  enisim_text_page_begin_section (page);
  enisim_text_grid_print (&grid, page);
  enisim_text_page_add_paragraph (page, 0, explain_fits (summary), FALSE);
}
