/* world-varies.c: random spans that vary, as a file says them and as they are drawn */
#include "world/world-dice.h"

void
set_constant (WorldVaries *varies, gint64 us)
{
  g_snprintf (varies->text, sizeof varies->text,
              us % SECOND == 0 ? "%" G_GINT64_FORMAT "s" : "%" G_GINT64_FORMAT "us",
              us % SECOND == 0 ? us / SECOND : us);
  varies->distribution = enisim_distribution_constant (us);
}

static void
set_of_mean (WorldVaries *varies, const char *kind, gint64 us)
{
  const double cv = 0.75;

  if (g_str_equal (kind, "exponential"))
    {
      g_snprintf (varies->text, sizeof varies->text, "{exponential: %" G_GINT64_FORMAT "us}", us);
      varies->distribution = enisim_distribution_exponential ((double) us);
      return;
    }
  g_snprintf (varies->text, sizeof varies->text, "{%s: {mean: %" G_GINT64_FORMAT "us, cv: 0.75}}",
              kind, us);
  if (g_str_equal (kind, "lognormal"))
    varies->distribution = enisim_distribution_lognormal ((double) us, cv);
  else if (g_str_equal (kind, "gamma"))
    varies->distribution = enisim_distribution_gamma ((double) us, cv);
  else
    varies->distribution = enisim_distribution_weibull ((double) us, cv);
}

static void
set_uniform (WorldVaries *varies, gint64 us)
{
  g_snprintf (varies->text, sizeof varies->text, "{uniform: [0s, %" G_GINT64_FORMAT "us]}", us);
  varies->distribution = enisim_distribution_uniform (0, us);
}

static void
set_empirical (WorldVaries *varies, gint64 us)
{
  const EnisimDistributionPoint points[] = { { 0, 1 }, { us, 2 }, { 3 * us, 0.5 } };

  g_snprintf (varies->text, sizeof varies->text,
              "{empirical: [0s, [%" G_GINT64_FORMAT "us, 2], [%" G_GINT64_FORMAT "us, 0.5]]}", us,
              3 * us);
  varies->distribution = enisim_distribution_empirical (points, G_N_ELEMENTS (points));
}

void
draw_varies (EnisimStream *dice, WorldVaries *varies, gint64 us)
{
  static const char *const kinds[] = { "exponential", "lognormal", "gamma", "weibull" };

  switch (below (dice, 12))
    {
    case 0:
    case 1:
    case 2:
      set_constant (varies, 0);
      break;
    case 3:
    case 4:
    case 5:
      set_constant (varies, us);
      break;
    case 6:
      set_constant (varies, 3 * us);
      break;
    case 7:
      set_uniform (varies, us);
      break;
    case 8:
      set_empirical (varies, us);
      break;
    default:
      set_of_mean (varies, kinds[below (dice, G_N_ELEMENTS (kinds))], us);
      break;
    }
}

void
draw_option (EnisimStream *dice, WorldVaries *varies, gint64 us)
{
  if (!has_luck (dice, 8))
    draw_varies (dice, varies, us);
}
