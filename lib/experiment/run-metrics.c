/* run-metrics.c: one run as a list of named numbers */
#include "experiment/run-metrics.h"

#include <math.h>

typedef struct
{
  EnisimRunMetricFunc func;
  gpointer user_data;
} Teller;

static void tell (const Teller *teller, const char *unit, double value, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static void
tell (const Teller *teller, const char *unit, double value, const char *format, ...)
{
  g_autofree char *name = NULL;
  va_list arguments;

  va_start (arguments, format);
  name = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  teller->func (name, unit, value, teller->user_data);
}

static double
to_seconds (double us)
{
  return us / (double) G_TIME_SPAN_SECOND;
}

static double
get_ratio (guint64 part, guint64 whole)
{
  return whole == 0 ? (double) NAN : (double) part / (double) whole;
}

static void
tell_calls (const Teller *teller, const EnisimRunSummary *summary)
{
  const guint64 n_admitted = summary->n_cold + summary->n_warm;
  const EnisimLatencySummary *ok = &summary->latency_ok;

  tell (teller, "", (double) summary->n_attempts, "calls.attempts");
  tell (teller, "", (double) summary->n_retries, "calls.retries");
  tell (teller, "", (double) n_admitted, "calls.admitted");
  tell (teller, "ratio", get_ratio (summary->n_refused, summary->n_attempts),
        "calls.refused_ratio");
  for (guint i = 0; i < ENISIM_N_OUTCOMES; i++)
    tell (teller, "", (double) summary->n_outcomes[i], "calls.%s", enisim_outcome_get_name (i));
  tell (teller, "", (double) summary->n_cold, "calls.cold");
  tell (teller, "", (double) summary->n_warm, "calls.warm");
  tell (teller, "s", ok->n == 0 ? (double) NAN : to_seconds (ok->mean_us), "latency.ok.mean");
  tell (teller, "s", ok->n == 0 ? (double) NAN : to_seconds ((double) ok->p99_us),
        "latency.ok.p99");
  tell (teller, "s",
        summary->last_call_end == ENISIM_TIME_NEVER ? (double) NAN
                                                    : to_seconds ((double) summary->last_call_end),
        "calls.last_end");
  tell (teller, "", (double) summary->vms.peak, "vms.peak");
  tell (teller, "", summary->vms.mean, "vms.mean");
}

static void
tell_subnet (const Teller *teller, const char *name, const EnisimSubnetSummary *subnet)
{
  tell (teller, "", (double) subnet->held.peak, "subnets.%s.held.peak", name);
  tell (teller, "", subnet->held.mean, "subnets.%s.held.mean", name);
  tell (teller, "s", to_seconds ((double) subnet->exhausted_us), "subnets.%s.exhausted", name);
  tell (teller, "", (double) subnet->n_denied, "subnets.%s.failed_allocations", name);
}

static void
tell_churn (const Teller *teller, const char *name, const EnisimChurnSummary *churn)
{
  tell (teller, "", (double) churn->n_arrived, "churn.%s.arrived", name);
  tell (teller, "", (double) churn->n_failed, "churn.%s.failed", name);
  tell (teller, "ratio", get_ratio (churn->n_failed, churn->n_arrived), "churn.%s.failed_ratio",
        name);
  tell (teller, "", churn->mean_alive, "churn.%s.alive.mean", name);
  tell (teller, "", (double) churn->n_own_sgs, "churn.%s.own_security_groups", name);
}

void
enisim_run_metrics_foreach (const EnisimRunSummary *summary, EnisimRunMetricFunc func,
                            gpointer user_data)
{
  const Teller teller = { func, user_data };

  for (guint i = 0; i < summary->scenario->n_subnets; i++)
    tell_subnet (&teller, summary->scenario->subnets[i].name, &summary->subnets[i]);
  tell (&teller, "", (double) summary->window.n_enis_created, "eni.in_window.created");
  tell (&teller, "", (double) summary->window.n_enis_taken_back, "eni.in_window.taken_back");
  tell (&teller, "", (double) summary->window.n_enis_released, "eni.in_window.released");
  tell (&teller, "", (double) summary->n_creates_failed, "control.failed_creates");
  for (guint i = 0; i < summary->scenario->n_churns; i++)
    tell_churn (&teller, summary->scenario->churns[i].arrivals.name, &summary->churns[i]);
  if (summary->scenario->n_workloads > 0)
    tell_calls (&teller, summary);
}
