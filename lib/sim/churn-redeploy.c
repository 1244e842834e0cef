/* churn-redeploy.c: runtimes that are there get a new version again and again
 *
 * A redeployment asks for an update of each of its targets as anybody does, and so it may be
 * refused, or wait.  With a security group of its own each makes ENIs beside those of the one
 * before, whose group is then to be deleted.
 */
#include "sim/churn-events.h"

#include "sim/observe.h"

static EnisimControlRequest
make_request (EnisimSimulation *sim, guint32 churn, guint32 number, guint32 sg)
{
  EnisimControlRequest request = { .verb = ENISIM_REQUEST_UPDATE,
                                   .subnet_set = ENISIM_REQUEST_KEEP,
                                   .sg_set = ENISIM_REQUEST_KEEP,
                                   .churn = churn,
                                   .redeployment = number };
  guint32 security_group;

  if (sg == ENISIM_OWN_SG_NONE)
    return request;
  security_group = sim->scenario->n_security_groups + sg;
  request.sg_set = enisim_attachment_keys_intern_sgs (&sim->keys, &security_group, 1);
  return request;
}

/* What waits for a runtime in motion is no failure yet, and later nobody asks. */
static gboolean
update (EnisimSimulation *sim, guint32 runtime, const EnisimControlRequest *request,
        gboolean causes[ENISIM_N_STACK_FAILURES])
{
  if (!enisim_sim_request (sim, runtime, request))
    {
      causes[ENISIM_STACK_FAILURE_REFUSED] = TRUE;
      return FALSE;
    }
  if (sim->runtimes[runtime].runtime.status != ENISIM_RUNTIME_UPDATE_FAILED)
    return TRUE;
  enisim_sim_note_denials (sim, causes);
  return FALSE;
}

static gboolean
update_targets (EnisimSimulation *sim, const EnisimChurnSpec *spec,
                const EnisimControlRequest *request, gboolean causes[ENISIM_N_STACK_FAILURES])
{
  gboolean is_done = TRUE;

  for (guint i = 0; i < spec->n_targets; i++)
    is_done &= update (sim, spec->targets[i], request, causes);
  return is_done;
}

static void
replace_sg (EnisimSimulation *sim, guint32 churn, guint32 sg)
{
  EnisimSimChurn *state = &sim->churn.churns[churn];
  const guint32 before = state->before_sg;

  state->before_sg = sg;
  if (before != ENISIM_OWN_SG_NONE)
    enisim_sim_leave_own_sg (sim, before);
}

void
enisim_sim_redeploy (EnisimSimulation *sim, guint32 churn, guint32 number)
{
  const EnisimChurnSpec *spec = &sim->scenario->churns[churn];
  gboolean causes[ENISIM_N_STACK_FAILURES] = { FALSE };
  guint32 sg = ENISIM_OWN_SG_NONE;
  EnisimControlRequest request;
  gboolean is_done;

  if (spec->sg == ENISIM_CHURN_SG_OWN && !enisim_sim_make_own_sg (sim, churn, number, &sg))
    {
      causes[ENISIM_STACK_FAILURE_SECURITY_GROUPS] = TRUE;
      enisim_sim_note_stack_failure (sim, churn, number, causes);
      return;
    }
  request = make_request (sim, churn, number, sg);
  is_done = update_targets (sim, spec, &request, causes);
  if (is_done)
    enisim_sim_tell_stack (sim, churn, number, "made");
  else
    enisim_sim_note_stack_failure (sim, churn, number, causes);
  if (sg != ENISIM_OWN_SG_NONE)
    replace_sg (sim, churn, sg);
}
