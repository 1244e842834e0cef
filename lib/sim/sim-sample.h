/* sim-sample.h: what a run looks like at regular instants
 *
 * The published experiments sampled the ENIs every few seconds.  A list of ENIs that did not
 * change from one sample to the next is kept once.
 */
#pragma once

#include "base/intern.h"
#include "model/eni-pool.h"
#include "model/session-table.h"

/* One ENI as the samples show it. */
typedef struct
{
  guint32 subnet_index;
  guint32 address;
} EnisimSampledEni;

typedef struct
{
  EnisimTime at;
  guint32 n_enis;
  guint32 list; /* of the interned lists */
  guint32 n_vms;
} EnisimSample;

typedef struct
{
  GArray *samples;         /* of EnisimSample */
  EnisimInternTable lists; /* arrays of EnisimSampledEni, ordered by subnet and address */
  guint64 n_listed;        /* ENIs in them */
} EnisimSamples;

void enisim_samples_init (EnisimSamples *samples);
void enisim_samples_clear (EnisimSamples *samples);
void enisim_samples_take (EnisimSamples *samples, EnisimTime now, const EnisimEniPool *pool,
                          const EnisimSessionTable *sessions);

static inline const EnisimSampledEni *
enisim_samples_get_list (const EnisimSamples *samples, guint32 list, guint32 *n_enis)
{
  gsize n_bytes;
  const EnisimSampledEni *enis = enisim_intern_table_get (&samples->lists, list, &n_bytes);

  *n_enis = (guint32) (n_bytes / sizeof *enis);
  return enis;
}
