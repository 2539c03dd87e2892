# The libraries stayorgo links, gathered in one interface target `dependencies`. A missing one gives
# one sentence that names the Debian package.

find_package(PkgConfig)
if(NOT PKG_CONFIG_FOUND)
  message(FATAL_ERROR "pkg-config is missing: apt-get install pkg-config (or run ./dev build).")
endif()
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

add_library(dependencies INTERFACE)
target_link_libraries(dependencies INTERFACE Threads::Threads m)

function(require_library module package)
  pkg_check_modules(${module} QUIET IMPORTED_TARGET "${module}")
  if(NOT ${module}_FOUND)
    message(FATAL_ERROR "${module} is missing: apt-get install ${package} (or run ./dev build).")
  endif()
  target_link_libraries(dependencies INTERFACE "PkgConfig::${module}")
endfunction()

require_library(jansson libjansson-dev)
require_library(libgit2 libgit2-dev)
require_library(yaml-0.1 libyaml-dev)
require_library(libxxhash libxxhash-dev)
