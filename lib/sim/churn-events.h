/* churn-events.h: stacks that come and go, for the files of this layer */
#pragma once

#include "sim/simulation-private.h"

/* churn-events.c */

/* Books the first arrivals, in the scenario's order. */
void enisim_sim_open_churn (EnisimSimulation *sim);
void enisim_sim_clear_churn (EnisimSimulation *sim);

void enisim_sim_take_churn_arrival (EnisimSimulation *sim, guint32 churn);
void enisim_sim_delete_stack (EnisimSimulation *sim, guint32 stack);

/* A runtime is absent again and holds nothing; if it is a stack's, its record is given back. */
void enisim_sim_note_runtime_gone (EnisimSimulation *sim, guint32 runtime);

/* Adds why the last request for ENIs failed. */
void enisim_sim_note_denials (const EnisimSimulation *sim,
                              gboolean causes[ENISIM_N_STACK_FAILURES]);

/* What arrived under @number has failed for want of @causes. */
void enisim_sim_note_stack_failure (EnisimSimulation *sim, guint32 churn, guint32 number,
                                    const gboolean causes[ENISIM_N_STACK_FAILURES]);

/* churn-redeploy.c */
void enisim_sim_redeploy (EnisimSimulation *sim, guint32 churn, guint32 number);

/* own-security-groups.c */

/* Returns: FALSE if the quota allows no further one */
gboolean enisim_sim_make_own_sg (EnisimSimulation *sim, guint32 churn, guint32 number, guint32 *sg);

/* Nothing new will use it: it is to be deleted. */
void enisim_sim_leave_own_sg (EnisimSimulation *sim, guint32 sg);
void enisim_sim_give_up_own_sg (EnisimSimulation *sim, guint32 sg);

/* A group of ENIs was made for @key, in whatever state; and the last of it is gone. */
void enisim_sim_note_group_made (EnisimSimulation *sim, EnisimAttachmentKey key);
void enisim_sim_note_group_gone (EnisimSimulation *sim, EnisimAttachmentKey key);

/* Each walks everything; aborts on a broken invariant.  O(n): tests and debugging only. */
void enisim_churn_state_verify (const EnisimSimulation *sim);
void enisim_own_sgs_verify (const EnisimSimulation *sim);
