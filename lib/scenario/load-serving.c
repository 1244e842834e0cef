/* load-serving.c: how long an invocation of a workload may take, and what it leaves behind */
#include "scenario/load-distribution.h"
#include "scenario/load-values.h"
#include "scenario/load-workload-parts.h"

/* A kind of request, whose limit is an option of the model, or a span of the workload's own. */
static void
load_request_limit (EnisimLoader *loader, const EnisimNode *node, EnisimWorkloadSpec *spec)
{
  static const char *const limited[]
      = { [ENISIM_REQUEST_SYNC] = "sync", [ENISIM_REQUEST_STREAMING] = "streaming" };

  g_autofree char *got = NULL;

  if (enisim_load_is_word (node, "async"))
    {
      spec->request_limit_us = ENISIM_TIME_NEVER;
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (limited); i++)
    if (enisim_load_is_word (node, limited[i]))
      {
        spec->request_limit_us = loader->scenario->options.request_limit_us[i];
        return;
      }
  if (node->kind == ENISIM_NODE_SCALAR && !g_ascii_isdigit (node->text[0])
      && !enisim_load_is_word (node, "never"))
    {
      got = enisim_load_quote (node->text);
      enisim_complaints_add (loader->complaints, node,
                             "expected sync, streaming, async, never or a span such as 15min, "
                             "got %s",
                             got);
      return;
    }
  enisim_load_span_or_never (loader->complaints, node, 1, ENISIM_TIME_NEVER,
                             &spec->request_limit_us);
}

void
enisim_load_serving (EnisimLoader *loader, const EnisimNodeReader *reader, EnisimWorkloadSpec *spec)
{
  const EnisimNode *limit = enisim_load_field (reader, "request_limit");

  enisim_load_start (loader, enisim_load_field (reader, "starts"), spec);
  spec->request_limit_us = loader->scenario->options.request_limit_us[ENISIM_REQUEST_SYNC];
  if (limit != NULL)
    load_request_limit (loader, limit, spec);
  enisim_load_distribution (loader->complaints, enisim_load_field (reader, "busy_after"),
                            &spec->busy_after);
}
