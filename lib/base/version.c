/* version.c: which libenisim this is */
#include <enisim/enisim-version.h>

const char *
enisim_get_version (void)
{
  return G_STRINGIFY (ENISIM_MAJOR_VERSION) "." G_STRINGIFY (ENISIM_MINOR_VERSION) "." G_STRINGIFY (
      ENISIM_MICRO_VERSION);
}

/* The soname's rule: until 1.0 a minor version is what a major one is later. */
const char *
enisim_check_version (guint major, guint minor, guint micro)
{
  if (major != ENISIM_MAJOR_VERSION)
    return "libenisim has another major version";
  if (major == 0 && minor != ENISIM_MINOR_VERSION)
    return "libenisim has another minor version, which before 1.0 is another ABI";
  if (minor > ENISIM_MINOR_VERSION
      || (minor == ENISIM_MINOR_VERSION && micro > ENISIM_MICRO_VERSION))
    return "libenisim is too old";
  return NULL;
}
