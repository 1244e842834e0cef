/* enisim.h: the one header to include */
#pragma once

#define ENISIM_INSIDE
#include <enisim/enisim-control.h>
#include <enisim/enisim-error.h>
#include <enisim/enisim-macros.h>
#include <enisim/enisim-observer.h>
#include <enisim/enisim-replications.h>
#include <enisim/enisim-report.h>
#include <enisim/enisim-scenario-builder.h>
#include <enisim/enisim-scenario.h>
#include <enisim/enisim-simulation.h>
#include <enisim/enisim-states.h>
#include <enisim/enisim-time.h>
#include <enisim/enisim-version.h>
#undef ENISIM_INSIDE
