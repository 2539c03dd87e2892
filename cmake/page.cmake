# The HTML report's page: HTML_PAGE is a C file with the template, made by page/build.mjs out of page/src/
# and of the module that decides again in the browser.
#
# A source package brings the C file along (page/html_page.c) and so needs none of the tools below. A clone
# needs Node, and npm for the bundler that page/package-lock.json pins. The module needs clang with a
# WebAssembly target; without one the page is the same, but its weights cannot be moved.

set(STAYORGO_WASM AUTO CACHE STRING "The page's module: ON, OFF, or AUTO: if clang has a WebAssembly target")
set_property(CACHE STAYORGO_WASM PROPERTY STRINGS AUTO ON OFF)

if(EXISTS "${CMAKE_SOURCE_DIR}/page/html_page.c")
  set(HTML_PAGE "${CMAKE_SOURCE_DIR}/page/html_page.c")
  return()
endif()

find_program(STAYORGO_NODE NAMES node nodejs)
if(NOT STAYORGO_NODE)
  message(FATAL_ERROR "node is missing: apt-get install nodejs (or run ./dev build).")
endif()
find_program(STAYORGO_NPM npm)
if(NOT STAYORGO_NPM)
  message(FATAL_ERROR "npm is missing: apt-get install npm (or run ./dev build).")
endif()

# --- The module: judge/ and what it needs, with the leaner rules ------------------------------------

find_program(STAYORGO_WASM_CC NAMES clang clang-19 clang-16 clang-15 clang-14)
set(WASM_FLAGS --target=wasm32-wasi -mexec-model=reactor)
set(WASM_DIR "${CMAKE_BINARY_DIR}/wasm")

# A program that needs the headers, the library and the linker.
function(find_wasm_target out)
  set(${out} FALSE PARENT_SCOPE)
  if(NOT STAYORGO_WASM_CC OR STAYORGO_WASM STREQUAL "OFF")
    return()
  endif()
  file(WRITE "${WASM_DIR}/try.c" "#include <stdio.h>\n#include <stdlib.h>\nint answer(const char *s) { return printf(\"%f\", strtod(s, 0)); }\n")
  execute_process(
    COMMAND "${STAYORGO_WASM_CC}" ${WASM_FLAGS} -Wl,--export=answer -o "${WASM_DIR}/try.wasm" "${WASM_DIR}/try.c"
    RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
  if(NOT failed)
    set(${out} TRUE PARENT_SCOPE)
  endif()
endfunction()

find_wasm_target(HAS_WASM)
if(STAYORGO_WASM STREQUAL "ON" AND NOT HAS_WASM)
  message(FATAL_ERROR "clang has no WebAssembly target: apt-get install clang lld wasi-libc libclang-rt-dev-wasm32 (or leave out -DSTAYORGO_WASM=ON: a page without sliders).")
endif()

# All of the stages that a report is decided again by; what is not reached is left out by the linker.
set(WASM_SOURCES
  src/wasm/page_judge.c
  src/wasm/jansson.c
  src/run_rescore.c
  src/base/arena.c
  src/base/base.c
  src/base/buf.c
  src/base/error.c
  src/base/jsonio.c
  src/base/map.c
  src/base/pcg.c
  src/base/str.c
  src/base/str_glob.c
  src/base/utf8.c
  src/base/vec.c
  ${MODEL_SOURCES} ${JUDGE_SOURCES} ${FINDING_SOURCES} ${REREAD_SOURCES} ${RENDER_SOURCES}
)
list(REMOVE_ITEM WASM_SOURCES src/render/out_html.c src/render/render.c)
list(TRANSFORM WASM_SOURCES PREPEND "${CMAKE_SOURCE_DIR}/")
set(WASM_EXPORTS room open clear set decide text length)
list(TRANSFORM WASM_EXPORTS PREPEND "-Wl,--export=page_judge_")

if(HAS_WASM)
  set(PAGE_MODULE "${WASM_DIR}/judge.wasm")
  # The one header that is not the target's own, alone in a folder: the others there are this machine's.
  find_file(XXHASH_HEADER xxhash.h HINTS ${libxxhash_INCLUDE_DIRS} REQUIRED)
  configure_file("${XXHASH_HEADER}" "${WASM_DIR}/include/xxhash.h" COPYONLY)
  add_custom_command(
    OUTPUT "${WASM_DIR}/lean_rules.c"
    COMMAND rulesgen "${CMAKE_SOURCE_DIR}/rules" "${WASM_DIR}/lean_rules.c" --lean
    DEPENDS rulesgen ${RULE_FILES}
    COMMENT "Compiling rules/ for the page"
    VERBATIM)
  file(GLOB_RECURSE WASM_HEADERS CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/*.h" "${CMAKE_SOURCE_DIR}/src/*.def")
  add_custom_command(
    OUTPUT "${PAGE_MODULE}"
    COMMAND "${STAYORGO_WASM_CC}" ${WASM_FLAGS} -std=c17 -O2 -DNDEBUG -ffp-contract=off -D_GNU_SOURCE
            "-DSTAYORGO_VERSION=\"${PROJECT_VERSION}\"" "-DSTAYORGO_RELEASED=\"${STAYORGO_RELEASED}\""
            "-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=" -ffunction-sections -fdata-sections -Wall -Wextra
            "-I${CMAKE_SOURCE_DIR}/src" "-I${CMAKE_SOURCE_DIR}/src/wasm" "-I${WASM_DIR}/include"
            ${WASM_SOURCES} "${WASM_DIR}/lean_rules.c"
            -Wl,--gc-sections,--strip-all ${WASM_EXPORTS} -o "${PAGE_MODULE}"
    DEPENDS ${WASM_SOURCES} ${WASM_HEADERS} "${WASM_DIR}/lean_rules.c"
    COMMENT "Compiling the decision for the page"
    VERBATIM)
else()
  message(STATUS "clang has no WebAssembly target: the HTML page will have no sliders.")
endif()

# --- The page -----------------------------------------------------------------------------------------

# Pinned by hash; nothing of the package runs while it is unpacked.
set(PAGE_BUNDLER "${CMAKE_SOURCE_DIR}/page/node_modules/.package-lock.json")
add_custom_command(
  OUTPUT "${PAGE_BUNDLER}"
  COMMAND "${STAYORGO_NPM}" ci --prefix "${CMAKE_SOURCE_DIR}/page" --ignore-scripts
          --omit-lockfile-registry-resolved --no-audit --no-fund --no-update-notifier
  COMMAND "${CMAKE_COMMAND}" -E touch "${PAGE_BUNDLER}"
  DEPENDS "${CMAKE_SOURCE_DIR}/page/package-lock.json"
  COMMENT "Fetching the page's bundler"
  VERBATIM)

set(HTML_PAGE "${CMAKE_BINARY_DIR}/generated/html_page.c")
file(GLOB PAGE_FILES CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/page/*.mjs" "${CMAKE_SOURCE_DIR}/page/src/*")
add_custom_command(
  OUTPUT "${HTML_PAGE}"
  COMMAND "${STAYORGO_NODE}" "${CMAKE_SOURCE_DIR}/page/build.mjs" "${HTML_PAGE}" ${PAGE_MODULE}
  DEPENDS ${PAGE_FILES} "${PAGE_BUNDLER}" ${PAGE_MODULE}
  COMMENT "Bundling page/"
  VERBATIM)
add_custom_target(html_page DEPENDS "${HTML_PAGE}")
