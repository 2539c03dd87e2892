// SPDX-License-Identifier: MIT
// pyproject.toml of every kind, and what is kept of a broken one.
#include "reading.h"

Test(pyproject, standards) {
    static const ReadingCase cases[] = {
        {"pyproject.toml", "", ""},
        {"pyproject.toml", "[tool.ruff]\nline-length = 100\n", ""},
        {"pyproject.toml",
         "[build-system]\nrequires = ['hatchling']\n[project]\nname = \"Shop\"\n"
         "dependencies = [\n  \"Django>=4.2\", # c\n  'a[b]; extra',\n]\n"
         "classifiers = [\"Framework :: Django\"]\n[project.scripts]\nshop = \"shop:main\"\n",
         "django >=4.2 main 6:3\na main 7:3\npackage Shop build 1\n"},
        {"pyproject.toml", "[project]\nname = 'x'\n", "package x 0\n"},
        {"pyproject.toml", "[build-system]\nrequires = []\n", ""},
        {"pyproject.toml",
         "[project.optional-dependencies]\ntest = ['pytest']\ns3 = ['boto3>=1']\n",
         "pytest dev 2:9\nboto3 >=1 optional 3:7\n"},
        {"pyproject.toml",
         "[dependency-groups]\ndev = ['ruff', {include-group = 'x'}]\nx = ['a']\nmain = ['b']\n",
         "ruff dev 2:8\na dev 3:6\nb main 4:9\n"},
        {"pyproject.toml", "[project]\ndependencies = ['not a requirement', 'ok']\n",
         "ok main 2:38\n! 2 a dependency that is not a requirement\n"},
        {"pyproject.toml", "project = {name = 'x', dependencies = ['a']}",
         "a main 1:40\npackage x 0\n"},
    };
    reading_check(pyproject_read, cases, ARRAY_LEN(cases));
}

Test(pyproject, tools) {
    static const ReadingCase cases[] = {
        {"pyproject.toml",
         "[tool.poetry]\nname = 'x'\n[tool.poetry.dependencies]\npython = '^3.9'\n"
         "celery = { version = '^5', optional = true }\nhttpx = '*'\nlocal = { path = '..' }\n"
         "two = [{version = '1'}, {version = '2'}]\n"
         "[tool.poetry.group.docs.dependencies]\nsphinx = '1'\n[build-system]\n",
         "celery ^5 optional 5:1\nhttpx * main 6:1\nlocal main 7:1\ntwo 1 main 8:1\n"
         "sphinx 1 dev 10:1\npackage x build 0\n"},
        {"pyproject.toml", "[tool.poetry]\nname='x'\npackage-mode = false\n[build-system]\n",
         "package x 0\n"},
        {"pyproject.toml", "[tool.poetry.dev-dependencies]\npytest = '7'\n", "pytest 7 dev 2:1\n"},
        {"pyproject.toml", "[tool.uv]\ndev-dependencies = ['a']\n", "a dev 2:21\n"},
        {"pyproject.toml", "[tool.pdm.dev-dependencies]\nx = ['a']\n", "a dev 2:6\n"},
        {"pyproject.toml", "[tool.hatch.envs.x]\ndependencies = ['a']\n", "a dev 2:17\n"},
        {"pyproject.toml", "[tool.flit.metadata]\nmodule = 'm'\nrequires = ['a']\n",
         "a main 3:13\npackage m 0\n"},
    };
    reading_check(pyproject_read, cases, ARRAY_LEN(cases));
}

Test(pyproject, broken_files_keep_their_intact_parts) {
    static const ReadingCase cases[] = {
        {"pyproject.toml", "[project]\ndependencies = [\n 'a'\n 'b',\n]\n[tool.uv]\nname = 1\n",
         "a main 3:2\nb main 4:2\n! 3 not valid TOML here; the rest of the file was read\n"},
        {"pyproject.toml",
         "[project]\n<<<<<<< HEAD\nname = 'x'\n=======\n>>>>>>> y\ndependencies = ['a']\n",
         "a main 6:17\npackage x 0\n! 2 not valid TOML here; the rest of the file was read\n"},
        {"pyproject.toml", "[project]\nname = 'x\ndependencies = ['a']\n",
         "a main 3:17\n! 2 not valid TOML here; the rest of the file was read\n"},
        {"pyproject.toml", "[project]\nname = 'x'\nname = 'y'\n",
         "package x 0\n! 3 this key is given twice\n"},
    };
    reading_check(pyproject_read, cases, ARRAY_LEN(cases));
}
