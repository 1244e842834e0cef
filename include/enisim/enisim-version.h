/* enisim-version.h: which libenisim this is
 *
 * Until 1.0 every minor version may change the ABI and has a soname of its own: 0.1 is
 * libenisim.so.0.1.  From 1.0 on the soname is the major version, and within it nothing that
 * worked stops working: enumerations and structures that callers do not allocate may grow at
 * their end, functions may be added.
 */
#pragma once

#if !defined(ENISIM_INSIDE) && !defined(ENISIM_COMPILATION)
#error "Only <enisim/enisim.h> can be included directly."
#endif

#include <enisim/enisim-macros.h>

G_BEGIN_DECLS

/** ENISIM_MAJOR_VERSION, ENISIM_MINOR_VERSION, ENISIM_MICRO_VERSION: of these headers. */
#define ENISIM_MAJOR_VERSION 0
#define ENISIM_MINOR_VERSION 1
#define ENISIM_MICRO_VERSION 0

/**
 * ENISIM_CHECK_VERSION:
 * @major: required major version
 * @minor: required minor version
 * @micro: required micro version
 *
 * Whether these headers are of this version or a later one, for the preprocessor.
 */
#define ENISIM_CHECK_VERSION(major, minor, micro)                                                  \
  (ENISIM_MAJOR_VERSION > (major)                                                                  \
   || (ENISIM_MAJOR_VERSION == (major) && ENISIM_MINOR_VERSION > (minor))                          \
   || (ENISIM_MAJOR_VERSION == (major) && ENISIM_MINOR_VERSION == (minor)                          \
       && ENISIM_MICRO_VERSION >= (micro)))

/**
 * enisim_get_version:
 *
 * Returns: (transfer none): the version of the library that runs, for instance "0.1.0"
 */
ENISIM_API const char *enisim_get_version (void);

/**
 * enisim_check_version:
 * @major: required major version
 * @minor: required minor version
 * @micro: required micro version
 *
 * Asks whether the library that runs can stand in for the one that a program was compiled with;
 * call it with %ENISIM_MAJOR_VERSION and so on.
 *
 * Returns: (transfer none) (nullable): %NULL if it can, else why not
 */
ENISIM_API const char *enisim_check_version (guint major, guint minor, guint micro);

G_END_DECLS
