// SPDX-License-Identifier: MIT
// The version of the program, as --version and reports say it. CMake passes the project's version.
#ifndef VERSION_H
#define VERSION_H

#ifndef STAYORGO_VERSION
#error "STAYORGO_VERSION comes from CMakeLists.txt"
#endif

#endif
