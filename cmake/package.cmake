# What is installed, and the packages made of it: `cpack` in the build folder writes a .deb and a .tar.gz.
#
# Manual pages and completions are printed by the program itself. Packages of one commit are the same bytes
# wherever they are built: gzip without a name or time, and SOURCE_DATE_EPOCH (from ./dev package, the day
# of the commit) for everything that has a time.

if(SKBUILD) # a wheel: pip puts scripts and data where they belong
  set(CMAKE_INSTALL_BINDIR "${SKBUILD_SCRIPTS_DIR}")
  set(CMAKE_INSTALL_DATAROOTDIR "${SKBUILD_DATA_DIR}/share")
endif()
include(GNUInstallDirs)
find_program(GZIP gzip)

set(CONTACT "The stayorgo authors <maintainers@stayorgo.invalid>")
set(PAGES "${CMAKE_BINARY_DIR}/pages")
file(MAKE_DIRECTORY "${PAGES}")

# print_page(<file> <argument of stayorgo>...): one file in PAGES.
function(print_page file)
  add_custom_command(
    OUTPUT "${PAGES}/${file}"
    COMMAND stayorgo ${ARGN} > "${PAGES}/${file}"
    DEPENDS stayorgo
    COMMENT "Printing ${file}"
    VERBATIM)
  set_property(GLOBAL APPEND PROPERTY printed_pages "${PAGES}/${file}")
endfunction()

# compress(<file> <compressed>): gzip without a name or time in it.
function(compress file compressed)
  add_custom_command(
    OUTPUT "${compressed}"
    COMMAND "${GZIP}" -9 -n -c "${file}" > "${compressed}"
    DEPENDS "${file}"
    VERBATIM)
  set_property(GLOBAL APPEND PROPERTY printed_pages "${compressed}")
endfunction()

print_page(stayorgo.1 man program)
print_page(stayorgo-rules.5 man rules)
print_page(stayorgo.bash completion bash)
print_page(_stayorgo completion zsh)
print_page(stayorgo.fish completion fish)

set(MAN1 "${PAGES}/stayorgo.1")
set(MAN5 "${PAGES}/stayorgo-rules.5")
if(GZIP)
  compress("${MAN1}" "${MAN1}.gz")
  compress("${MAN5}" "${MAN5}.gz")
  compress("${CMAKE_SOURCE_DIR}/CHANGELOG.md" "${PAGES}/CHANGELOG.md.gz")
  string(APPEND MAN1 ".gz")
  string(APPEND MAN5 ".gz")
  install(FILES "${PAGES}/CHANGELOG.md.gz" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
endif()
# What Debian wants to read there is a changelog of its own form.
execute_process(COMMAND date -u -R -d "${STAYORGO_RELEASED}" OUTPUT_VARIABLE RELEASED_DATE
                OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(GZIP AND RELEASED_DATE AND NOT SKBUILD)
  configure_file("${CMAKE_SOURCE_DIR}/packaging/changelog.in" "${PAGES}/changelog" @ONLY)
  compress("${PAGES}/changelog" "${PAGES}/changelog.gz")
  install(FILES "${PAGES}/changelog.gz" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
endif()
get_property(printed GLOBAL PROPERTY printed_pages)
add_custom_target(pages ALL DEPENDS ${printed})

install(TARGETS stayorgo)
install(FILES "${MAN1}" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${MAN5}" DESTINATION "${CMAKE_INSTALL_MANDIR}/man5")
install(FILES "${PAGES}/stayorgo.bash" RENAME stayorgo
        DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
install(FILES "${PAGES}/stayorgo.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
install(FILES "${CMAKE_SOURCE_DIR}/packaging/copyright" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
# Debian's zsh looks for what a package brings in another folder than for what somebody installs.
if(IS_ABSOLUTE "${CMAKE_INSTALL_DATADIR}")
  set(ZSH_FOLDER "${CMAKE_INSTALL_DATADIR}/zsh")
else()
  set(ZSH_FOLDER "\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/zsh")
endif()
install(CODE "
  set(folder site-functions)
  if(\"\${CMAKE_INSTALL_PREFIX}\" STREQUAL \"/usr\")
    set(folder vendor-completions)
  endif()
  file(INSTALL \"${PAGES}/_stayorgo\" DESTINATION \"${ZSH_FOLDER}/\${folder}\")")

# A program that holds the libraries brings their licences along.
if(STAYORGO_STATIC)
  install(FILES "${STAYORGO_LIBGIT2}/COPYING" RENAME libgit2
          DESTINATION "${CMAKE_INSTALL_DOCDIR}/licences")
  foreach(package IN LISTS linked_packages)
    if(EXISTS "/usr/share/doc/${package}/copyright")
      install(FILES "/usr/share/doc/${package}/copyright" RENAME "${package}"
              DESTINATION "${CMAKE_INSTALL_DOCDIR}/licences")
    endif()
  endforeach()
endif()

# --- Packages ---------------------------------------------------------------------------------------

set(CPACK_PACKAGE_NAME stayorgo)
set(CPACK_PACKAGE_CONTACT "${CONTACT}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "say whether to stay on Django or FastAPI, or to migrate")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "stayorgo reads a Python repository, which it never imports or runs, and says\n\
whether to stay on the web framework in use or to move, between Django and\n\
FastAPI: with the evidence by file and line, what a move would cost, and the\n\
strongest case against its own advice.")
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_OUTPUT_FILE_PREFIX "${CMAKE_BINARY_DIR}/packages")
set(CPACK_PACKAGE_FILE_NAME "stayorgo-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_STRIP_FILES ON)
set(CPACK_THREADS 1)
set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_SOURCE_DIR}/packaging/cpack.cmake")
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_SOURCE_DIR}/packaging/modes.cmake")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
include(CPack)
