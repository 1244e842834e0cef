# Flags for our own targets only: never exported, never forced on a consumer.  No contraction:
# whether a CPU has FMA must not show in the results.  Nobody asks mathematics for errno, without
# which rounding is one instruction.
add_library(enisim_flags INTERFACE)
target_compile_features(enisim_flags INTERFACE c_std_11)
target_compile_options(enisim_flags INTERFACE
  -ffp-contract=off -fno-math-errno
  -Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Wpointer-arith -Wundef -Wwrite-strings
  -Wvla -Wformat=2
  $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes;-Wmissing-prototypes>
  $<$<CONFIG:Debug>:-Werror>)
# Intel's processors from Skylake to Cascade Lake decode a jump that crosses or touches a boundary
# of 32 bytes anew each time that it comes: a run takes a twentieth longer.
include(CheckCCompilerFlag)
check_c_compiler_flag(-Wa,-mbranches-within-32B-boundaries ENISIM_HAS_BRANCHES_WITHIN)
if(ENISIM_HAS_BRANCHES_WITHIN)
  target_compile_options(enisim_flags INTERFACE
    $<$<CONFIG:Release>:-Wa,-mbranches-within-32B-boundaries>)
endif()
if(ENISIM_SANITIZE)
  list(JOIN ENISIM_SANITIZE "," _san)
  target_compile_options(enisim_flags INTERFACE
    -fsanitize=${_san} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(enisim_flags INTERFACE -fsanitize=${_san})
endif()

set(ENISIM_TEST_SECONDS_MAX 120 CACHE STRING "Seconds after which a unit test has failed")

# enisim_test(core/event-queue enisim_objects): tests/core/event-queue-test.c, named after its
# subject, linked with what it tests; each layer lists its own in tests/<layer>/CMakeLists.txt.
function(enisim_test subject library)
  string(REPLACE "/" "-" target "${subject}-test")
  add_executable(${target} ${PROJECT_SOURCE_DIR}/tests/${subject}-test.c)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  if(library STREQUAL "enisim_objects")
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/lib)
  endif()
  target_link_libraries(${target} PRIVATE ${library} enisim_flags PkgConfig::CHECK)
  target_compile_definitions(${target} PRIVATE ENISIM_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_test(NAME ${subject} COMMAND ${target})
  cmake_path(GET subject PARENT_PATH layer)
  set_tests_properties(${subject} PROPERTIES
    LABELS "unit;${layer}" TIMEOUT ${ENISIM_TEST_SECONDS_MAX} SKIP_RETURN_CODE 77
    # Check gives a test 4 seconds, too few under a sanitizer on a busy machine; slices pass from
    # thread to thread under locks inside GLib, which the thread sanitizer cannot see, and so do the
    # nodes of its queues.
    ENVIRONMENT "CK_TIMEOUT_MULTIPLIER=10;G_SLICE=always-malloc;\
TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tools/cmake/thread-sanitizer.supp")
endfunction()
