# luoshi_sample_tables(TARGET): what the room `sample` carries inside: the tables of its damage chain (GBK from iconv,
# traditional characters from Debian's OpenCC data, Apache-2.0) and the project's own bulletins.
function(luoshi_sample_tables TARGET)
  find_program(OPENCC_DICT opencc_dict REQUIRED)
  find_file(LUOSHI_OPENCC_ST STCharacters.ocd2 PATHS /usr/share/opencc NO_DEFAULT_PATH REQUIRED)
  set(made ${CMAKE_BINARY_DIR}/sample_tables)
  file(MAKE_DIRECTORY ${made})

  add_custom_command(OUTPUT ${made}/STCharacters.txt DEPENDS ${LUOSHI_OPENCC_ST}
    COMMAND ${OPENCC_DICT} -i ${LUOSHI_OPENCC_ST} -f ocd2 -o ${made}/STCharacters.txt -t text
    COMMENT "Exporting OpenCC STCharacters" VERBATIM)
  add_executable(make_damage_tables ${CMAKE_SOURCE_DIR}/data/sample/make_damage_tables.cpp)
  target_link_libraries(make_damage_tables PRIVATE luoshi_flags)
  add_custom_command(OUTPUT ${made}/damage_tables.cpp DEPENDS make_damage_tables ${made}/STCharacters.txt
    COMMAND make_damage_tables ${made}/STCharacters.txt ${made}/damage_tables.cpp
    COMMENT "Making the damage tables" VERBATIM)

  file(GLOB bulletins CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/bulletins/*.txt)
  list(SORT bulletins)
  add_custom_command(OUTPUT ${made}/bulletins.cpp DEPENDS ${bulletins} ${CMAKE_SOURCE_DIR}/cmake/embed_bulletins.cmake
    COMMAND ${CMAKE_COMMAND} -DOUT=${made}/bulletins.cpp -P ${CMAKE_SOURCE_DIR}/cmake/embed_bulletins.cmake -- ${bulletins}
    COMMENT "Embedding the bulletins" VERBATIM)
  target_sources(${TARGET} PRIVATE ${made}/damage_tables.cpp ${made}/bulletins.cpp)
endfunction()
