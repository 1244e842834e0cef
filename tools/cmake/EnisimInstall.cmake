# What a consumer gets: both libraries, headers, the CMake package and the pkg-config file.
include(CMakePackageConfigHelpers)
install(TARGETS enisim enisim-static EXPORT enisim-targets FILE_SET HEADERS)
install(EXPORT enisim-targets NAMESPACE enisim::
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/enisim)
configure_package_config_file(tools/cmake/enisim-config.cmake.in enisim-config.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/enisim)
write_basic_package_version_file(enisim-config-version.cmake COMPATIBILITY SameMinorVersion)
file(RELATIVE_PATH ENISIM_PC_TO_PREFIX "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
if(ENISIM_CORE_ONLY)
  set(ENISIM_PC_CFLAGS " -DENISIM_CORE_ONLY")
else()
  set(ENISIM_PC_REQUIRES_PRIVATE "libfyaml >= 0.7, smartcols >= 2.38")
endif()
configure_file(tools/cmake/enisim.pc.in enisim.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/enisim-config.cmake
              ${PROJECT_BINARY_DIR}/enisim-config-version.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/enisim)
install(FILES ${PROJECT_BINARY_DIR}/enisim.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
