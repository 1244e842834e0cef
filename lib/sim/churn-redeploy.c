/* churn-redeploy.c */
#include "sim/churn-events.h"
void
enisim_sim_redeploy (EnisimSimulation *sim, guint32 churn, guint32 number)
{
  (void) sim;
  (void) churn;
  (void) number;
}
