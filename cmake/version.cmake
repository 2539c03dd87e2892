# Digests over the sources, made anew whenever one of them changes: by them the cache (src/store) tells
# versions of the program apart. Gives STORE_VERSION, a C file, and the target store_version.

set(STORE_VERSION "${CMAKE_BINARY_DIR}/generated/store_version.c")
file(GLOB_RECURSE VERSIONED_FILES CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/*" "${CMAKE_SOURCE_DIR}/rules/*"
     "${CMAKE_SOURCE_DIR}/page/src/*" "${CMAKE_SOURCE_DIR}/cmake/*")
file(GLOB VERSIONED_BUILD CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/CMakeLists.txt" "${CMAKE_SOURCE_DIR}/grammars/*.*")
# The C file is touched only when the digests change, the stamp always.
add_custom_command(
  OUTPUT "${STORE_VERSION}.stamp"
  BYPRODUCTS "${STORE_VERSION}"
  COMMAND "${CMAKE_COMMAND}" -DROOT=${CMAKE_SOURCE_DIR} -DOUT=${STORE_VERSION}
          -P "${CMAKE_SOURCE_DIR}/cmake/digest.cmake"
  COMMAND "${CMAKE_COMMAND}" -E touch "${STORE_VERSION}.stamp"
  DEPENDS ${VERSIONED_FILES} ${VERSIONED_BUILD}
  COMMENT "Digesting the sources"
  VERBATIM)
add_custom_target(store_version DEPENDS "${STORE_VERSION}.stamp")
set_source_files_properties("${STORE_VERSION}" PROPERTIES GENERATED TRUE)
