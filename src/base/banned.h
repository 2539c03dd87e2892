// SPDX-License-Identifier: MIT
// Functions that stayorgo does not use, because a bounded or arena-based twin stands in base/.
// Every .c file includes this last, after the system's headers have had their say.
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#pragma GCC poison strcpy strcat sprintf vsprintf gets strtok strncpy strncat atoi atol atof
#pragma GCC poison setlocale localtime gmtime ctime asctime system popen

#endif
