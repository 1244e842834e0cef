/* report-headline.c: what a person wants to know first, in sentences */
#include "report/member-names.h"
#include "report/people-text.h"
#include "report/report-table-parts.h"

enum
{
  PLACES_MAX = 4,    /* subnets that one sentence names */
  EXHAUSTED_MAX = 10 /* subnets that get a sentence each */
};

typedef struct
{
  guint64 *n_in; /* ENIs alive in each subnet */
  guint64 n_alive, n_retained, n_failed;
  guint64 n_users; /* runtimes */
  guint n_groups_used;
  guint n_places;   /* subnets with any */
  gboolean is_even; /* as many in each of them */
} Tally;

static void
count_group (Tally *tally, const EnisimGroupSummary *group)
{
  for (guint i = 0; i < group->n_enis; i++)
    tally->n_in[group->enis[i].subnet_index]++;
  tally->n_alive += group->n_enis;
  tally->n_retained += group->state == ENISIM_ENI_RETAINED ? group->n_enis : 0;
  tally->n_failed += group->state == ENISIM_ENI_FAILED ? group->n_enis : 0;
  tally->n_groups_used += group->n_members > 0 ? 1 : 0;
}

static void
tally_init (Tally *tally, const EnisimRunSummary *summary)
{
  guint64 n_first = 0;

  *tally = (Tally){ .n_in = g_new0 (guint64, summary->scenario->n_subnets),
                    .n_users = summary->n_runtimes_with_enis,
                    .is_even = TRUE };
  for (guint i = 0; i < summary->n_groups; i++)
    count_group (tally, &summary->groups[i]);
  for (guint i = 0; i < summary->scenario->n_subnets; i++)
    {
      if (tally->n_in[i] == 0)
        continue;
      n_first = n_first == 0 ? tally->n_in[i] : n_first;
      tally->is_even = tally->is_even && tally->n_in[i] == n_first;
      tally->n_places++;
    }
}

/* ", 2 in each of a and b", ", 2 in a and 1 in b", " in a". */
static void
add_places (GString *text, const Tally *tally, const EnisimScenario *scenario)
{
  guint place = 0;

  if (tally->n_places > PLACES_MAX)
    {
      g_string_append_printf (text, " in %u subnets", tally->n_places);
      return;
    }
  if (tally->n_places > 1 && tally->is_even && tally->n_alive == tally->n_places)
    g_string_append (text, ", one in each of ");
  else if (tally->n_places > 1 && tally->is_even)
    g_string_append_printf (text, ", %" G_GUINT64_FORMAT " in each of ",
                            tally->n_alive / tally->n_places);
  else
    g_string_append (text, tally->n_places > 1 ? ", " : " in ");
  for (guint i = 0; i < scenario->n_subnets; i++)
    {
      if (tally->n_in[i] == 0)
        continue;
      enisim_people_add_joint (text, place++, tally->n_places);
      if (!tally->is_even)
        g_string_append_printf (text, "%" G_GUINT64_FORMAT " in ", tally->n_in[i]);
      g_string_append (text, scenario->subnets[i].name);
    }
}

static void
add_users (GString *text, const Tally *tally)
{
  const char *them = tally->n_alive == 1 ? "it" : "them";

  if (tally->n_users == 0)
    g_string_append_printf (text, "; no runtime uses %s.", them);
  else if (tally->n_users == 1)
    g_string_append_printf (text, "; one runtime uses %s.", them);
  else
    g_string_append_printf (text, "; %" G_GUINT64_FORMAT " runtimes %s %s.", tally->n_users,
                            tally->n_groups_used == 1 ? "share" : "use", them);
}

static void
add_remains (GString *text, const Tally *tally)
{
  if (tally->n_retained > 0)
    {
      enisim_people_add_count (g_string_append_c (text, ' '), tally->n_retained, "is", "are");
      g_string_append (text, " retained, as the last runtime is gone.");
    }
  if (tally->n_failed > 0)
    {
      enisim_people_add_count (g_string_append_c (text, ' '), tally->n_failed, "is", "are");
      g_string_append (text, " left over from failed creates.");
    }
}

static void
add_eni_sentence (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Tally tally;

  tally_init (&tally, summary);
  if (tally.n_alive > 0)
    {
      enisim_people_add_count (text, tally.n_alive, "ENI holds ", "ENIs hold ");
      enisim_people_add_count (text, tally.n_alive, "address", "addresses");
      add_places (text, &tally, summary->scenario);
      add_users (text, &tally);
      add_remains (text, &tally);
    }
  else if (summary->n_enis_created > 0)
    {
      g_string_append (text, "No ENI is left of the ");
      enisim_people_add_count (text, summary->n_enis_created, "that was made.", "that were made.");
    }
  else
    g_string_append (text, "No ENI was made.");
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
  g_free (tally.n_in);
}

static void
add_part (GString *text, guint64 n, const char *one, const char *many)
{
  if (n > 0)
    enisim_people_add_count (g_string_append (text, ", "), n, one, many);
}

/* What the quota was: the timeline may change it, or whoever drives the run. */
static void
add_allowed (GString *text, const EnisimRunSummary *summary)
{
  const guint32 least = summary->max_vms_least, most = summary->max_vms_most;

  if (least == ENISIM_QUOTA_UNLIMITED)
    return;
  g_string_append_printf (text, ", of %u ", least);
  if (most == ENISIM_QUOTA_UNLIMITED)
    g_string_append (text, "or more allowed, at times without a limit");
  else if (most > least)
    g_string_append_printf (text, "to %u allowed, as the quota changed", most);
  else
    g_string_append (text, "allowed");
}

static void
add_call_sentence (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const guint64 n_ok = summary->n_outcomes[ENISIM_OUTCOME_OK];
  const guint64 n_calls = summary->n_attempts - summary->n_retries;

  if (summary->n_attempts == 0)
    return;
  g_string_append_printf (text, "%" G_GUINT64_FORMAT " of ", n_ok);
  enisim_people_add_count (text, n_calls, "call was ok", "calls were ok");
  add_part (text, summary->latency_refused.n, "was refused", "were refused");
  add_part (text, summary->n_outcomes[ENISIM_OUTCOME_TIMED_OUT], "timed out", "timed out");
  add_part (text, summary->n_calls_unreachable, "found no route", "found no route");
  add_part (text, summary->n_outcomes[ENISIM_OUTCOME_CUT], "was cut", "were cut");
  add_part (text, summary->n_calls_waiting, "is yet to be tried again",
            "are yet to be tried again");
  add_part (text, summary->n_outcomes[ENISIM_OUTCOME_OPEN], "is still open", "are still open");
  g_string_append (text, "; at most ");
  enisim_people_add_count (text, summary->vms.peak, "VM", "VMs");
  g_string_append (text, " lived at once");
  add_allowed (text, summary);
  g_string_append_c (text, '.');
  enisim_text_page_add_paragraph (page, 0, text->str, FALSE);
}

static void
add_exhausted (EnisimTextPage *page, const EnisimSubnetSpec *spec,
               const EnisimSubnetSummary *subnet)
{
  g_autoptr (GString) text = g_string_new (spec->name);

  g_string_append (text, " had no free address for ");
  enisim_people_add_span (text, subnet->exhausted_us);
  g_string_append (text, " in all, first at ");
  enisim_people_add_span (text, subnet->exhausted_at);
  if (subnet->n_denied > 0)
    {
      g_string_append (text, ": ");
      enisim_people_add_count (text, subnet->n_denied, "allocation failed", "allocations failed");
    }
  g_string_append_c (text, '.');
  enisim_text_page_add_paragraph (page, 0, text->str, TRUE);
}

static void
add_all_exhausted (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  guint n = 0;

  for (guint i = 0; i < summary->scenario->n_subnets; i++)
    if (summary->subnets[i].exhausted_at != ENISIM_TIME_NEVER && n++ < EXHAUSTED_MAX)
      add_exhausted (page, &summary->scenario->subnets[i], &summary->subnets[i]);
  if (n > EXHAUSTED_MAX)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      enisim_people_add_count (text, n - EXHAUSTED_MAX, "subnet more was exhausted.",
                               "subnets more were exhausted.");
      enisim_text_page_add_paragraph (page, 0, text->str, TRUE);
    }
}

static void
add_unmet (EnisimTextPage *page, const EnisimSubnetSpec *spec, const EnisimSubnetSummary *subnet)
{
  g_autoptr (GString) text = g_string_new ("The background of ");

  g_string_append_printf (text, "%s lacked up to ", spec->name);
  enisim_people_add_count (text, subnet->unmet.peak, "address", "addresses");
  g_string_append (text, ", first at ");
  enisim_people_add_span (text, subnet->unmet.first_at);
  g_string_append_c (text, '.');
  enisim_text_page_add_paragraph (page, 0, text->str, TRUE);
}

static void
add_all_unmet (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  guint n = 0;

  for (guint i = 0; i < summary->scenario->n_subnets; i++)
    if (summary->subnets[i].unmet.first_at != ENISIM_TIME_NEVER && n++ < EXHAUSTED_MAX)
      add_unmet (page, &summary->scenario->subnets[i], &summary->subnets[i]);
  if (n > EXHAUSTED_MAX)
    {
      g_autofree char *more = g_strdup_printf ("and those of %u subnets more.", n - EXHAUSTED_MAX);

      enisim_text_page_add_paragraph (page, 0, more, TRUE);
    }
}

static void
add_failed_runtimes (GString *text, const EnisimRunSummary *summary, EnisimRuntimeStatus status)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < summary->n_runtimes; i++)
    if (summary->runtime_statuses[i] == status)
      g_ptr_array_add (names, (gpointer) summary->runtime_names[i]);
  if (names->len == 0)
    return;
  g_string_append_printf (text, " %s: ", enisim_runtime_status_get_name (status));
  enisim_names_add_text (text, (const char *const *) names->pdata, names->len);
  g_string_append_c (text, '.');
}

/* A retry would not have helped against any of them. */
static void
add_static_denials (GString *text, const EnisimRunSummary *summary)
{
  for (guint i = ENISIM_DENIAL_FIRST_STATIC; i < ENISIM_N_DENIALS; i++)
    if (summary->n_denials[i] > 0)
      g_string_append_printf (text, ", %s: %" G_GUINT64_FORMAT, enisim_denial_get_text (i),
                              summary->n_denials[i]);
}

static void
add_failed_creates (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (summary->n_creates_failed == 0)
    return;
  if (summary->n_creates_failed > summary->n_updates_failed)
    enisim_people_add_count (text, summary->n_creates_failed - summary->n_updates_failed, "create",
                             "creates");
  if (summary->n_updates_failed > 0)
    enisim_people_add_count (g_string_append (text, text->len > 0 ? " and " : ""),
                             summary->n_updates_failed, "update", "updates");
  g_string_append (text, " failed");
  if (summary->n_denials[ENISIM_DENIAL_ENI_QUOTA] > 0)
    {
      g_string_append (text, ", and the ENI quota refused ");
      enisim_people_add_count (text, summary->n_denials[ENISIM_DENIAL_ENI_QUOTA], "ENI", "ENIs");
    }
  add_static_denials (text, summary);
  g_string_append_c (text, '.');
  add_failed_runtimes (text, summary, ENISIM_RUNTIME_CREATE_FAILED);
  add_failed_runtimes (text, summary, ENISIM_RUNTIME_UPDATE_FAILED);
  enisim_text_page_add_paragraph (page, 0, text->str, TRUE);
}

static void
add_refused_requests (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  static const char *const phrases[ENISIM_N_REFUSALS] = {
    [ENISIM_REFUSAL_CONFLICT] = "with the runtime in motion",
    [ENISIM_REFUSAL_STATE] = "in the wrong state",
    [ENISIM_REFUSAL_AGENTS] = "by the agents quota",
    [ENISIM_REFUSAL_VERSIONS] = "by the versions quota",
    [ENISIM_REFUSAL_ENDPOINTS] = "by the endpoints quota",
  };
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_causes = 0;

  if (summary->n_control_refused == 0)
    return;
  enisim_people_add_count (text, summary->n_control_refused, "request to the control plane was",
                           "requests to the control plane were");
  g_string_append (text, " refused");
  for (guint i = 0; i < ENISIM_N_REFUSALS; i++)
    if (summary->n_refused_requests[i] > 0)
      g_string_append_printf (text, "%s%" G_GUINT64_FORMAT " %s", n_causes++ == 0 ? ": " : ", ",
                              summary->n_refused_requests[i], phrases[i]);
  g_string_append_c (text, '.');
  enisim_text_page_add_paragraph (page, 0, text->str, TRUE);
}

static void
add_early_end (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  g_autoptr (GString) text = g_string_new ("Stopped at ");

  if (summary->is_complete)
    return;
  enisim_people_add_span (text, summary->ended_at);
  if (summary->scenario->horizon == ENISIM_TIME_NEVER)
    g_string_append (text, ", before the end of the traces.");
  else
    {
      g_string_append (text, ", before the horizon of ");
      enisim_people_add_span (text, summary->scenario->horizon);
      g_string_append_c (text, '.');
    }
  enisim_text_page_add_paragraph (page, 0, text->str, TRUE);
}

void
enisim_report_add_headline (EnisimTextPage *page, const EnisimRunSummary *summary)
{
  enisim_text_page_add_paragraph (page, 0, summary->scenario->name, FALSE);
  if (summary->scenario->note != NULL)
    {
      g_autofree char *note = g_strdup_printf ("Note: %s", summary->scenario->note);

      enisim_text_page_add_paragraph (page, 0, note, FALSE);
    }
  enisim_text_page_begin_section (page);
  add_early_end (page, summary);
  enisim_report_add_warm_up (page, summary);
  add_eni_sentence (page, summary);
  add_call_sentence (page, summary);
  add_failed_creates (page, summary);
  add_all_exhausted (page, summary);
  enisim_report_add_churn_failures (page, summary);
  add_all_unmet (page, summary);
  add_refused_requests (page, summary);
  enisim_report_add_deletions (page, summary);
}
