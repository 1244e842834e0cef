# cmake -C tools/cmake/presets/fuzz.cmake -S . -B build/fuzz; tools/fuzz does this and the rest
set(CMAKE_C_COMPILER clang CACHE STRING "")
set(CMAKE_BUILD_TYPE Release CACHE STRING "")
set(CMAKE_C_FLAGS_RELEASE "-O1 -g" CACHE STRING "")
set(ENISIM_SANITIZE "address;undefined;fuzzer-no-link" CACHE STRING "")
set(ENISIM_FUZZ ON CACHE BOOL "")
set(ENISIM_BUILD_BENCH OFF CACHE BOOL "")
