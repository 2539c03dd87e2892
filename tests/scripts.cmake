# The tests that are not C: gates, and Python scripts, one line each.
# add_script_test(<name> <script> LABELS ...) stands in cmake/tests.cmake.

# Checks of the sources themselves: once is enough, in the plain build.
if(NOT STAYORGO_SANITIZE)
  add_gate(complete)
  add_gate(format)
  add_gate(headers)
  add_gate(includes)
  add_gate(openings)
  add_gate(private)
  add_gate(sizes)
  add_gate(stored)
  add_gate(symbols)
  add_gate(tidy LABELS long TIMEOUT 1800)
  add_gate(words)
endif()

# The program, watched by the sanitizers or by valgrind.
if(STAYORGO_SANITIZE)
  add_script_test(cli/clean_runs tests/cli/clean_runs.py LABELS cli asan tsan)
else()
  add_script_test(cli/valgrind tests/cli/clean_runs.py LABELS cli long ARGS --under valgrind
                  TIMEOUT 1800)
endif()

# The program from outside.
add_script_test(cli/program tests/cli/test_cli.py LABELS cli)
add_script_test(cli/cache tests/cli/test_cache.py LABELS cli)
add_script_test(cli/config tests/cli/test_config.py LABELS cli)
add_script_test(cli/record tests/cli/test_record.py LABELS cli)
add_script_test(cli/markdown tests/cli/test_markdown.py LABELS cli)
add_script_test(cli/routes tests/cli/test_routes.py LABELS cli)
add_script_test(cli/formats tests/cli/test_formats.py LABELS cli)
add_script_test(cli/rules tests/cli/test_rule_tools.py LABELS cli)

# What is installed and how: completions, manual, packages.
add_script_test(cli/hostile_git tests/git/hostile.py LABELS cli)
add_script_test(cli/packs tests/git/packs.py LABELS cli)
add_script_test(cli/base tests/git/base.py LABELS cli)
add_script_test(cli/revisions tests/git/revisions.py LABELS cli)
add_script_test(package/completion tests/package/test_completion.py LABELS package)
add_script_test(package/packages tests/package/test_package.py LABELS package)
add_script_test(golden/python tests/package/test_api.py LABELS package)
add_script_test(package/wheel tests/package/test_wheel.py LABELS package long TIMEOUT 3600)
add_script_test(package/reproducible tests/package/reproducible.py LABELS package long TIMEOUT 1800)

add_script_test(golden/fixtures tests/golden/run_golden.py LABELS golden asan ARGS --min-cases 45)

# Facts that the cache packs.
add_script_test(store/packed tests/store/packed.py LABELS truth asan)
add_script_test(store/packed_large tests/store/packed.py LABELS truth long ARGS --stdlib TIMEOUT 3600)

# The hook in real commits: by git itself, by pre-commit, by prek.
add_script_test(hook/commits tests/hook/test_hook.py LABELS cli)

# Jobs of CI hosts, and the action: what hosts would make of them, as they document it.
add_script_test(ci/hosts tests/ci/test_ci.py LABELS cli)
add_script_test(ci/action tests/ci/test_action.py LABELS cli)

# What keeps what a program does keeps the verdict.
add_script_test(properties/fixtures tests/properties/properties.py LABELS properties)

# The account of a verdict adds up as it is printed.
add_script_test(properties/account tests/properties/account.py LABELS properties)

# Findings are known again when code moves.
add_script_test(properties/fingerprints tests/properties/fingerprints.py LABELS properties)

# A saved report, decided again: the same, what its counterfactuals promise, and broken ones.
add_script_test(properties/rescore tests/properties/rescore.py LABELS properties)
add_script_test(properties/rescore_fuzz tests/properties/rescore_fuzz.py LABELS properties asan)

# The decision as the backtest models it against the program's, and the figures that it must not fall below.
add_script_test(backtest/model tests/backtest/check.py LABELS backtest)
add_script_test(backtest/level tests/backtest/level.py LABELS backtest)
add_script_test(backtest/fit tests/backtest/level.py LABELS backtest long ARGS --left-out)

# The HTML page: its module against `rescore`, and the page in Debian's Chromium.
if(NOT STAYORGO_SANITIZE)
  add_page_test(judge)
  add_page_test(page)
endif()

# The rule files against their JSON Schemas.
add_script_test(rules/schema tests/rules/validate.py LABELS gate)

# Every signal against its examples: one that counts and a look-alike that must not, for each.
add_test(NAME rules/examples COMMAND stayorgo rules test --strict)
set_tests_properties(rules/examples PROPERTIES LABELS gate TIMEOUT 120)

# The syntax facts against CPython's own parser.
add_script_test(truth/syntax tests/truth/compare.py LABELS truth)
add_script_test(truth/syntax_large tests/truth/compare.py LABELS truth long
                ARGS --stdlib --pypi TIMEOUT 3600)

# The quick parser against tree-sitter, in every field of the facts.
add_script_test(parse/both_ways tests/parse/both_ways.py LABELS truth)
add_script_test(parse/both_ways_large tests/parse/both_ways.py LABELS truth long
                ARGS --stdlib --pypi TIMEOUT 3600)

# The bench runs and its tables are whole; how long anything takes is not looked at.
add_script_test(bench/harness tests/bench/smoke.py LABELS cli)

# Names in syntax that is newer than the interpreter, or older, against libcst.
add_script_test(truth/newer tests/truth/newer/compare.py LABELS truth)

# Blocking calls in async functions against ruff: our cases and small packages, then large ones.
add_script_test(truth/ruff_patterns tests/truth/ruff/compare.py LABELS truth ARGS --small)
add_script_test(truth/ruff tests/truth/ruff/compare.py LABELS truth long TIMEOUT 3600)

# Models, bases and tables against SQLAlchemy's own registries: our patterns, then real packages.
add_script_test(truth/sqlalchemy_patterns tests/truth/sqlalchemy/compare.py LABELS truth
                ARGS --packages small.json)
add_script_test(truth/sqlalchemy tests/truth/sqlalchemy/compare.py LABELS truth long TIMEOUT 3600)

# Models and registrations against a running Django: our patterns against a record of them, then with
# real packages against Django itself.
add_script_test(truth/django_patterns tests/truth/django/compare.py LABELS truth ARGS --recorded)
add_script_test(truth/django_4.2 tests/truth/django/compare.py LABELS truth long
                ARGS --django 4.2 TIMEOUT 3600)
add_script_test(truth/django_5.2 tests/truth/django/compare.py LABELS truth long
                ARGS --django 5.2 TIMEOUT 3600)

# Routes against the frameworks' own tables: our applications, then real ones.
add_script_test(truth/routes_ways tests/truth/routes/compare.py LABELS truth
                ARGS --packages small.json)
add_script_test(truth/routes tests/truth/routes/compare.py LABELS truth long TIMEOUT 3600)
