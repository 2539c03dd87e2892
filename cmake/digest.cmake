# Writes OUT, a C file with digests over the sources: what the cache knows versions of the program by.
#
#   cmake -DROOT=… -DOUT=… -P cmake/digest.cmake
#
# Facts depend on the code that reads and decodes files, takes facts and packs them, on the grammars,
# and on nothing else. A file is part of the digest with its name. The file is written only when it
# changes, so that a comment in a rule does not compile anything twice.
file(GLOB_RECURSE facts RELATIVE "${ROOT}" "${ROOT}/src/base/*" "${ROOT}/src/model/*" "${ROOT}/src/python/*"
     "${ROOT}/src/scan/*" "${ROOT}/src/store/*" "${ROOT}/src/run.c" "${ROOT}/grammars/package-lock.json"
     "${ROOT}/grammars/CMakeLists.txt")
list(FILTER facts EXCLUDE REGEX "^grammars/node_modules/")
file(GLOB_RECURSE program RELATIVE "${ROOT}" "${ROOT}/src/*" "${ROOT}/rules/*" "${ROOT}/page/*" "${ROOT}/cmake/*")
list(FILTER program EXCLUDE REGEX "/node_modules/")
list(APPEND program ${facts} CMakeLists.txt)

function(digest_of files out)
  list(REMOVE_DUPLICATES files)
  list(SORT files)
  set(all "")
  foreach(file IN LISTS files)
    file(SHA256 "${ROOT}/${file}" hash)
    string(APPEND all "${hash} ${file}\n")
  endforeach()
  string(SHA256 hash "${all}")
  set(${out} "${hash}" PARENT_SCOPE)
endfunction()

digest_of("${facts}" facts_digest)
digest_of("${program}" program_digest)
set(text "// Made by cmake/digest.cmake.
#include \"store/store_version.h\"

const char store_version_facts[] = \"${facts_digest}\";
const char store_version_program[] = \"${program_digest}\";
")
set(old "")
if(EXISTS "${OUT}")
  file(READ "${OUT}" old)
endif()
if(NOT old STREQUAL text)
  file(WRITE "${OUT}" "${text}")
endif()
