/* sharing-matters.c: whether it shows in a run by what ENIs are shared
 *
 * Asked of the configurations that a scenario names, wherever it does.  Of what a chain of partial
 * updates comes to, each update alone is looked at: to err towards naming the option is the rule.
 */
#include "advise/sharing-matters.h"

typedef struct
{
  EnisimAttachmentKeys keys; /* the run's, and those of stacks that may not have come */
  GHashTable *seen;          /* of what the question is about */
  GHashTable *configurations;
  gboolean matters;
} Question;

typedef void (*Look) (Question *question, EnisimAgentType type, EnisimAttachmentKey key);

static gboolean
is_first (GHashTable *seen, guint64 key)
{
  return g_hash_table_add (seen, g_memdup2 (&key, sizeof key));
}

/* Whether another configuration has one of this one's subnets beside its security groups. */
static void
look_at_places (Question *question, EnisimAgentType type G_GNUC_UNUSED, EnisimAttachmentKey key)
{
  const guint32 sg_set = enisim_attachment_key_get_sg_set (key);
  guint n_subnets;
  const guint32 *subnets = enisim_attachment_keys_get_subnets (
      &question->keys, enisim_attachment_key_get_subnet_set (key), &n_subnets);

  if (!is_first (question->configurations, key))
    return;
  for (guint i = 0; i < n_subnets; i++)
    if (!is_first (question->seen, (guint64) subnets[i] << 32 | sg_set))
      question->matters = TRUE;
}

/* Whether an agent of another type has the same configuration. */
static void
look_at_type (Question *question, EnisimAgentType type, EnisimAttachmentKey key)
{
  const gpointer mark = GUINT_TO_POINTER (type + 1u);
  const gpointer other = g_hash_table_lookup (question->seen, &key);

  if (other == NULL)
    g_hash_table_insert (question->seen, g_memdup2 (&key, sizeof key), mark);
  else if (other != mark)
    question->matters = TRUE;
}

static void
ask_of_runtimes (Question *question, const EnisimScenario *scenario, Look look)
{
  for (guint i = 0; i < scenario->n_runtimes; i++)
    if (scenario->runtimes[i].is_vpc)
      look (question, scenario->runtimes[i].type, scenario->runtimes[i].key);
}

/* What the update does not say is taken from the runtime as it was first. */
static void
ask_of_updates (Question *question, const EnisimScenario *scenario, Look look)
{
  for (guint i = 0; i < scenario->n_timeline; i++)
    {
      const EnisimTimelineEntry *entry = &scenario->timeline[i];
      const EnisimControlRequest *request = &entry->request;
      const EnisimRuntimeSpec *spec;
      guint32 subnet_set, sg_set;

      if (entry->verb != ENISIM_TIMELINE_REQUEST || request->verb != ENISIM_REQUEST_UPDATE
          || request->is_public)
        continue;
      spec = &scenario->runtimes[entry->subject];
      subnet_set = request->subnet_set;
      sg_set = request->sg_set;
      if (!spec->is_vpc && (subnet_set == ENISIM_REQUEST_KEEP || sg_set == ENISIM_REQUEST_KEEP))
        continue;
      if (subnet_set == ENISIM_REQUEST_KEEP)
        subnet_set = enisim_attachment_key_get_subnet_set (spec->key);
      if (sg_set == ENISIM_REQUEST_KEEP)
        sg_set = enisim_attachment_key_get_sg_set (spec->key);
      look (question, spec->type, enisim_attachment_key_make (subnet_set, sg_set));
    }
}

/* Own security groups of stacks are shared by nobody; those of a redeployment by its targets, and
 * a number that no group has stands for them. */
static void
ask_of_churn (Question *question, const EnisimScenario *scenario, Look look)
{
  for (guint i = 0; i < scenario->n_churns; i++)
    {
      const EnisimChurnSpec *churn = &scenario->churns[i];
      const guint32 own = G_MAXUINT32 - i;

      if (churn->kind != ENISIM_CHURN_REDEPLOY && churn->sg == ENISIM_CHURN_SG_NAMED)
        look (question, ENISIM_AGENT_RUNTIME,
              enisim_attachment_keys_intern (&question->keys, churn->subnets, churn->n_subnets,
                                             &churn->security_group, 1));
      if (churn->kind != ENISIM_CHURN_REDEPLOY || churn->sg != ENISIM_CHURN_SG_OWN)
        continue;
      for (guint j = 0; j < churn->n_targets; j++)
        {
          const EnisimRuntimeSpec *spec = &scenario->runtimes[churn->targets[j]];

          if (spec->is_vpc)
            look (question, spec->type,
                  enisim_attachment_key_make (
                      enisim_attachment_key_get_subnet_set (spec->key),
                      enisim_attachment_keys_intern_sgs (&question->keys, &own, 1)));
        }
    }
}

static gboolean
ask (const EnisimRunSummary *summary, Look look)
{
  Question question = { .matters = FALSE };

  enisim_attachment_keys_init_copy (&question.keys, &summary->keys);
  question.seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  question.configurations = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  ask_of_runtimes (&question, summary->scenario, look);
  ask_of_updates (&question, summary->scenario, look);
  ask_of_churn (&question, summary->scenario, look);
  g_hash_table_unref (question.seen);
  g_hash_table_unref (question.configurations);
  enisim_attachment_keys_clear (&question.keys);
  return question.matters;
}

gboolean
enisim_sharing_has_overlap (const EnisimRunSummary *summary)
{
  return ask (summary, look_at_places);
}

gboolean
enisim_sharing_has_types (const EnisimRunSummary *summary)
{
  return ask (summary, look_at_type);
}
