# The HTML report's page: HTML_PAGE is a C file with the template, made by page/build.mjs.
#
# A source package brings it along (page/html_page.c) and so needs neither Node nor clang. A clone needs
# Node, and npm for the bundler that page/package-lock.json pins.

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
  COMMAND "${STAYORGO_NODE}" "${CMAKE_SOURCE_DIR}/page/build.mjs" "${HTML_PAGE}"
  DEPENDS ${PAGE_FILES} "${PAGE_BUNDLER}"
  COMMENT "Bundling page/"
  VERBATIM)
