# cmake -C tools/cmake/presets/valgrind.cmake -S . -B build/valgrind
# Optimised, since memcheck makes everything thirty times slower; no NDEBUG.
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O1 -g" CACHE STRING "")
set(ENISIM_TEST_SECONDS_MAX 1200 CACHE STRING "")
