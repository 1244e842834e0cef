/* regions.c: what a Region is called
 *
 * Regions are opened faster than lists grow, so the form alone decides what is refused.
 */
#include "import/regions.h"

#include "base/nearest.h"

static const char *const regions[] = {
  "af-south-1",     "ap-east-1",      "ap-east-2",
  "ap-northeast-1", "ap-northeast-2", "ap-northeast-3",
  "ap-south-1",     "ap-south-2",     "ap-southeast-1",
  "ap-southeast-2", "ap-southeast-3", "ap-southeast-4",
  "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
  "ca-central-1",   "ca-west-1",      "cn-north-1",
  "cn-northwest-1", "eu-central-1",   "eu-central-2",
  "eu-north-1",     "eu-south-1",     "eu-south-2",
  "eu-west-1",      "eu-west-2",      "eu-west-3",
  "il-central-1",   "me-central-1",   "me-south-1",
  "mx-central-1",   "sa-east-1",      "us-east-1",
  "us-east-2",      "us-gov-east-1",  "us-gov-west-1",
  "us-west-1",      "us-west-2",      NULL,
};

EnisimRegionKind
enisim_region_tell (const char *name, const char **nearest)
{
  const gboolean is_known = g_strv_contains (regions, name);

  if (nearest)
    *nearest = is_known ? NULL : enisim_nearest (name, regions);
  if (is_known)
    return ENISIM_REGION_KNOWN;
  return g_regex_match_simple ("^[a-z]{2}(-[a-z]+){1,2}-[0-9]{1,2}$", name, 0, 0)
             ? ENISIM_REGION_NEW
             : ENISIM_REGION_NONE;
}
