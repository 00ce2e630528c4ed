# luoshi_room(NAME [DEPENDS room...] [LINK library...] [TEST_DEPENDS target...] [PARSER])
#
# One room: the library luoshi_NAME (alias luoshi::NAME) from every source of the folder, and beside it, by file name,
#   x_test.cpp            -> NAME_unit_test      (ctest label unit)
#   x_property_test.cpp   -> NAME_property_test  (ctest label property)
#   x_bench.cpp           -> NAME_bench          (not run by ctest)
# DEPENDS are other luoshi rooms, visible to includers; LINK are outside libraries, never visible to includers.
# PARSER: the room reads untrusted bytes (see luoshi_test).
function(luoshi_room NAME)
  cmake_parse_arguments(ROOM "PARSER" "" "DEPENDS;LINK;TEST_DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp detail/*.cpp)
  file(GLOB unit_tests CONFIGURE_DEPENDS *_test.cpp)
  file(GLOB property_tests CONFIGURE_DEPENDS *_property_test.cpp)
  file(GLOB benches CONFIGURE_DEPENDS *_bench.cpp)
  foreach(other IN LISTS unit_tests property_tests benches)
    list(REMOVE_ITEM sources ${other})
  endforeach()
  foreach(other IN LISTS property_tests)
    list(REMOVE_ITEM unit_tests ${other})
  endforeach()

  list(TRANSFORM ROOM_DEPENDS PREPEND luoshi::)
  if(sources)
    add_library(luoshi_${NAME} STATIC ${sources})
    target_link_libraries(luoshi_${NAME} PUBLIC luoshi_flags ${ROOM_DEPENDS} PRIVATE ${ROOM_LINK})
  else()
    add_library(luoshi_${NAME} INTERFACE)
    target_link_libraries(luoshi_${NAME} INTERFACE luoshi_flags ${ROOM_DEPENDS})
  endif()
  add_library(luoshi::${NAME} ALIAS luoshi_${NAME})

  set(parser "")
  if(ROOM_PARSER)
    set(parser PARSER)
  endif()
  if(LUOSHI_TESTS)
    if(unit_tests)
      luoshi_test(${NAME}_unit_test LABEL unit SOURCES ${unit_tests} LINK luoshi::${NAME} ${ROOM_TEST_DEPENDS} ${parser})
    endif()
    if(property_tests)
      luoshi_test(${NAME}_property_test LABEL property SOURCES ${property_tests} LINK luoshi::${NAME} ${ROOM_TEST_DEPENDS} ${parser})
    endif()
    if(benches)
      add_executable(${NAME}_bench ${benches})
      target_link_libraries(${NAME}_bench PRIVATE luoshi::${NAME} ${ROOM_TEST_DEPENDS} benchmark::benchmark benchmark::benchmark_main)
    endif()
  endif()
endfunction()

# luoshi_test(NAME LABEL kind SOURCES file... LINK target... [PARSER]): one GoogleTest program, one ctest entry, one label.
# PARSER marks a program that reads untrusted bytes: the ordinary ./test builds and runs it under the sanitizers as well.
function(luoshi_test NAME)
  cmake_parse_arguments(TEST "PARSER" "LABEL" "SOURCES;LINK" ${ARGN})
  add_executable(${NAME} ${TEST_SOURCES})
  target_link_libraries(${NAME} PRIVATE luoshi_flags ${TEST_LINK} GTest::gtest GTest::gtest_main)
  add_test(NAME ${NAME} COMMAND ${NAME})
  luoshi_label_test(${NAME} ${TEST_LABEL})
  luoshi_collect(tests_${TEST_LABEL} ${NAME})
  if(TEST_PARSER)
    set_property(TEST ${NAME} APPEND PROPERTY LABELS parser)
    luoshi_collect(tests_parser ${NAME})
  endif()
endfunction()

# luoshi_script_test(NAME LABEL kind SCRIPT file.py [ARGS arg...] [DEPENDS target...]): a Python program (standard
# library only) as one ctest entry; DEPENDS are targets it runs.
function(luoshi_script_test NAME)
  cmake_parse_arguments(TEST "" "LABEL;SCRIPT" "ARGS;DEPENDS" ${ARGN})
  find_program(LUOSHI_PYTHON python3 REQUIRED)
  add_test(NAME ${NAME} COMMAND ${LUOSHI_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/${TEST_SCRIPT} ${TEST_ARGS})
  luoshi_label_test(${NAME} ${TEST_LABEL})
  luoshi_collect(tests_${TEST_LABEL} ${TEST_DEPENDS})
endfunction()

# The label and surroundings every test has. Tests that read the repository find it by LUOSHI_SOURCE; the shared folder
# of real documents by LUOSHI_SHARED (a test that needs it skips, saying so, where the folder is absent).
function(luoshi_label_test NAME LABEL)
  set(shared ${CMAKE_SOURCE_DIR}/../shared)
  if(DEFINED ENV{LUOSHI_SHARED})
    set(shared $ENV{LUOSHI_SHARED})
  endif()
  set_tests_properties(${NAME} PROPERTIES LABELS ${LABEL}
    ENVIRONMENT "LUOSHI_SOURCE=${CMAKE_SOURCE_DIR};LUOSHI_SHARED=${shared};LUOSHI_BIN=${CMAKE_BINARY_DIR}/bin")
endfunction()

# luoshi_collect(GROUP target...): the target GROUP builds all of them, so that one kind of test can be built alone.
function(luoshi_collect GROUP)
  if(NOT TARGET ${GROUP})
    add_custom_target(${GROUP})
  endif()
  if(ARGN)
    add_dependencies(${GROUP} ${ARGN})
  endif()
endfunction()
