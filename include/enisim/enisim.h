/* enisim.h: the one header to include
 *
 * A library built with ENISIM_CORE_ONLY neither reads scenarios nor writes reports.  Its pkg-config
 * file and CMake package define ENISIM_CORE_ONLY, which hides here what it lacks.
 */
#pragma once

#define ENISIM_INSIDE
#include <enisim/enisim-control.h>
#ifndef ENISIM_CORE_ONLY
#include <enisim/enisim-describe.h>
#include <enisim/enisim-diff.h>
#endif
#include <enisim/enisim-error.h>
#ifndef ENISIM_CORE_ONLY
#include <enisim/enisim-events.h>
#include <enisim/enisim-findings.h>
#include <enisim/enisim-import.h>
#endif
#include <enisim/enisim-macros.h>
#include <enisim/enisim-observer.h>
#ifndef ENISIM_CORE_ONLY
#include <enisim/enisim-plan.h>
#endif
#include <enisim/enisim-replications.h>
#ifndef ENISIM_CORE_ONLY
#include <enisim/enisim-report.h>
#endif
#include <enisim/enisim-room.h>
#include <enisim/enisim-scenario-builder.h>
#include <enisim/enisim-scenario.h>
#include <enisim/enisim-sensitivity.h>
#include <enisim/enisim-simulation.h>
#include <enisim/enisim-snapshot.h>
#include <enisim/enisim-states.h>
#include <enisim/enisim-teardown.h>
#include <enisim/enisim-time.h>
#include <enisim/enisim-version.h>
#undef ENISIM_INSIDE
