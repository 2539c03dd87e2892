# How a test becomes an entry of ctest. Every test runs in the root of the source tree.
#
# Labels: unit, golden, cli, page, gate, truth, properties, backtest, package; `long` on top for what only
# `./dev test --all` runs, `asan` and `tsan` on top for what is worth another run in those builds (unit and
# golden tests have `asan`).

# tests/test_<name>.c, with Criterion.
function(add_unit_test name)
  pkg_check_modules(criterion QUIET IMPORTED_TARGET criterion)
  if(NOT criterion_FOUND)
    message(WARNING "Criterion is missing, so there are no unit tests: apt-get install libcriterion-dev.")
    return()
  endif()
  add_executable(test_${name} tests/test_${name}.c)
  set_target_properties(test_${name} PROPERTIES
    C_EXTENSIONS ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  target_link_libraries(test_${name} PRIVATE core PkgConfig::criterion)
  add_test(NAME unit/${name} COMMAND test_${name} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(unit/${name} PROPERTIES LABELS "unit;asan" TIMEOUT 300)
endfunction()

# A program that script tests use: build/tests/<name>.
function(add_test_tool name source)
  add_executable(${name} ${source})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  target_include_directories(${name} PRIVATE tests)
  target_link_libraries(${name} PRIVATE core)
endfunction()

# add_script_test(<name> <script> [LABELS <label>...] [ARGS <argument>...])
#
# A Python script that exits 0 or 1. It is called with `--stayorgo PROGRAM` first, then ARGS; the
# program's path is in the environment variable STAYORGO as well, the build folder in STAYORGO_BUILD.
function(add_script_test name script)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "TIMEOUT" "LABELS;ARGS")
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 600)
  endif()
  add_test(NAME ${name}
    COMMAND "${STAYORGO_PYTHON}" "${CMAKE_SOURCE_DIR}/${script}" --stayorgo "$<TARGET_FILE:stayorgo>"
            ${arg_ARGS}
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES
    LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
    FIXTURES_REQUIRED caches
    ENVIRONMENT "STAYORGO=$<TARGET_FILE:stayorgo>;STAYORGO_BUILD=${CMAKE_BINARY_DIR};XDG_CACHE_HOME=${TEST_CACHES}/${name}")
endfunction()

# add_page_test(<name>): tests/page/test_<name>.mjs, with Node's own runner.
function(add_page_test name)
  find_program(STAYORGO_NODE NAMES node nodejs)
  add_test(NAME page/${name}
    COMMAND "${STAYORGO_NODE}" --test "${CMAKE_SOURCE_DIR}/tests/page/test_${name}.mjs"
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(page/${name} PROPERTIES
    LABELS page TIMEOUT 600 FIXTURES_REQUIRED caches
    ENVIRONMENT "STAYORGO=$<TARGET_FILE:stayorgo>;STAYORGO_BUILD=${CMAKE_BINARY_DIR};XDG_CACHE_HOME=${TEST_CACHES}/${name}")
endfunction()

# Tests leave the user's cache alone: each has one of its own, empty when ctest starts.
set(TEST_CACHES "${CMAKE_BINARY_DIR}/tests/caches")
add_test(NAME setup/caches COMMAND "${CMAKE_COMMAND}" -E rm -rf "${TEST_CACHES}")
set_tests_properties(setup/caches PROPERTIES FIXTURES_SETUP caches)

# add_gate(<name> [LABELS <label>...]): tests/gates/<name>.py, a check of the sources themselves.
function(add_gate name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "LABELS")
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  add_test(NAME gate/${name}
    COMMAND "${STAYORGO_PYTHON}" "${CMAKE_SOURCE_DIR}/tests/gates/${name}.py"
            --source "${CMAKE_SOURCE_DIR}" --build "${CMAKE_BINARY_DIR}"
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(gate/${name} PROPERTIES
    LABELS "gate;${arg_LABELS}" TIMEOUT ${arg_TIMEOUT} SKIP_RETURN_CODE 77)
endfunction()
