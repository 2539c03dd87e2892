// SPDX-License-Identifier: MIT
// The version of the program, as --version and reports say it, and its day, as the manual says it. CMake
// passes both.
#ifndef VERSION_H
#define VERSION_H

#if !defined STAYORGO_VERSION || !defined STAYORGO_RELEASED
#error "STAYORGO_VERSION and STAYORGO_RELEASED come from CMakeLists.txt"
#endif

#endif
