# What is needed to build: a tool or library that is missing gives one sentence that names the Debian
# package, all of them at once. The libraries are gathered in one interface target, `dependencies`.
#
# Two ways to link:
#   as they are installed   the default, and what a Debian package wants
#   STAYORGO_STATIC=ON      their archives go into the program, which then needs nothing but libc: wheels
#
# Debian's libgit2 brings TLS, SSH and Kerberos along, twelve libraries that stayorgo never calls: it only
# reads a repository on disk. So with STAYORGO_STATIC libgit2 is built from its own sources without any
# transport (STAYORGO_LIBGIT2, which ./dev wheel fetches).

option(STAYORGO_STATIC "Link archives of the libraries, so that the program needs only libc" OFF)
set(STAYORGO_LIBGIT2 "" CACHE PATH "Sources of libgit2, to be built without transports; empty: the installed one")
option(STAYORGO_FETCH "Fetch the grammars through npm when they are not there" OFF)

# Appends a sentence about what is missing; finish_dependencies() says them all.
macro(missing what package)
  list(APPEND missing_things "${what} is missing: apt-get install ${package} (or run ./dev build).")
endmacro()

macro(finish_dependencies)
  if(missing_things)
    list(JOIN missing_things "\n  " missing_text)
    message(FATAL_ERROR "stayorgo cannot be built yet.\n  ${missing_text}")
  endif()
endmacro()

# Without a compiler CMake has no language, so nothing more can be looked for.
find_program(A_C_COMPILER NAMES "$ENV{CC}" cc gcc clang)
if(NOT A_C_COMPILER AND NOT CMAKE_C_COMPILER)
  missing("A C compiler" "gcc")
  finish_dependencies()
endif()
enable_language(C)

find_package(PkgConfig QUIET)
if(NOT PKG_CONFIG_FOUND)
  missing("pkg-config" "pkg-config")
  finish_dependencies()
endif()
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

add_library(dependencies INTERFACE)
target_link_libraries(dependencies INTERFACE Threads::Threads m)

# Links each library that pkg-config names by its archive, where there is one; what belongs to the C library
# stays shared, behind what asks for it.
function(link_archives target module)
  foreach(name IN LISTS ${module}_STATIC_LIBRARIES)
    if(name MATCHES "^(c|m|dl|rt|pthread)$")
      target_link_libraries(${target} INTERFACE "-l${name}")
      continue()
    endif()
    find_library(archive_${name} NAMES "lib${name}.a" HINTS ${${module}_STATIC_LIBRARY_DIRS})
    if(archive_${name})
      target_link_libraries(${target} INTERFACE "${archive_${name}}")
    else()
      target_link_libraries(${target} INTERFACE "${name}")
    endif()
  endforeach()
  target_include_directories(${target} SYSTEM INTERFACE ${${module}_INCLUDE_DIRS})
endfunction()

macro(require_library module package)
  pkg_check_modules(${module} QUIET IMPORTED_TARGET "${module}")
  if(NOT ${module}_FOUND)
    missing("The library ${module}" "${package}")
  elseif(STAYORGO_STATIC)
    link_archives(dependencies ${module})
    list(APPEND linked_packages ${package}) # whose licences a package must bring along
  else()
    target_link_libraries(dependencies INTERFACE "PkgConfig::${module}")
  endif()
endmacro()

# libgit2 from its sources, with what reads a repository on disk and nothing else.
function(build_libgit2 source)
  include(ExternalProject)
  set(built "${CMAKE_BINARY_DIR}/libgit2")
  file(GLOB own_parser "${source}/deps/*http*/CMakeLists.txt")
  if(own_parser)
    set(parser builtin)
  else() # Debian's sources come without it
    set(parser system)
  endif()
  ExternalProject_Add(libgit2_build
    SOURCE_DIR "${source}"
    BINARY_DIR "${built}"
    CMAKE_ARGS -DCMAKE_BUILD_TYPE=MinSizeRel -DCMAKE_C_COMPILER=${CMAKE_C_COMPILER}
               -DCMAKE_C_COMPILER_LAUNCHER=${CMAKE_C_COMPILER_LAUNCHER}
               "-DCMAKE_C_FLAGS=-w -ffunction-sections -fdata-sections -ffile-prefix-map=${source}=libgit2"
               -DCMAKE_POSITION_INDEPENDENT_CODE=ON
               -DBUILD_SHARED_LIBS=OFF -DBUILD_TESTS=OFF -DBUILD_CLI=OFF -DUSE_HTTPS=OFF -DUSE_SSH=OFF
               -DUSE_GSSAPI=OFF -DREGEX_BACKEND=regcomp -DUSE_HTTP_PARSER=${parser}
               -DENABLE_REPRODUCIBLE_BUILDS=ON
    INSTALL_COMMAND ""
    BUILD_BYPRODUCTS "${built}/libgit2.a")
  pkg_check_modules(zlib QUIET zlib)
  if(NOT zlib_FOUND)
    missing("The library zlib" zlib1g-dev)
  endif()
  find_library(HTTP_PARSER NAMES libhttp_parser.a http_parser)
  if(parser STREQUAL system AND NOT HTTP_PARSER)
    missing("The library http_parser" libhttp-parser-dev)
  endif()
  set(missing_things "${missing_things}" PARENT_SCOPE)
  set(linked_packages ${linked_packages} libhttp-parser-dev zlib1g-dev PARENT_SCOPE)
  add_library(git2 INTERFACE)
  add_dependencies(git2 libgit2_build)
  target_include_directories(git2 SYSTEM INTERFACE "${source}/include")
  target_link_libraries(git2 INTERFACE "${built}/libgit2.a")
  if(parser STREQUAL system)
    target_link_libraries(git2 INTERFACE "${HTTP_PARSER}")
  endif()
  link_archives(git2 zlib)
  target_link_libraries(dependencies INTERFACE git2)
endfunction()

require_library(jansson libjansson-dev)
if(STAYORGO_LIBGIT2)
  build_libgit2("${STAYORGO_LIBGIT2}")
elseif(STAYORGO_STATIC)
  list(APPEND missing_things "STAYORGO_STATIC needs the sources of libgit2 in STAYORGO_LIBGIT2: ./dev wheel fetches them.")
else()
  require_library(libgit2 libgit2-dev)
  require_library(zlib zlib1g-dev)
endif()
require_library(yaml-0.1 libyaml-dev)
require_library(libxxhash libxxhash-dev)
require_library(sqlite3 libsqlite3-dev)
if(STAYORGO_FETCH AND NOT EXISTS "${CMAKE_SOURCE_DIR}/grammars/node_modules/tree-sitter-python/src/parser.c")
  find_program(NPM npm)
  if(NOT NPM)
    missing("npm, which fetches the grammars," "npm")
  endif()
endif()
finish_dependencies()
