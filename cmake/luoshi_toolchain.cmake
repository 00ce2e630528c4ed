# Flags every target shares. Contraction is off everywhere: the same bits on every x86-64 level (design, Numbers).
add_library(luoshi_flags INTERFACE)
target_compile_options(luoshi_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -ffp-contract=off -fno-math-errno)
if(LUOSHI_WERROR)
  target_compile_options(luoshi_flags INTERFACE -Werror)
endif()
target_include_directories(luoshi_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)

find_program(LUOSHI_MOLD mold)
if(LUOSHI_MOLD)
  target_link_options(luoshi_flags INTERFACE -fuse-ld=mold)
endif()

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
