/* version.c: which libenisim this is */
#include <enisim/enisim-version.h>

const char *
enisim_get_version (void)
{
  return ENISIM_VERSION_TEXT;
}
