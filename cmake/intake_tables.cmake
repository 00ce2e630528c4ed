# luoshi_intake_tables(): the tables of the room `intake`, made at build time from Debian's word lists and the project's
# own bulletins, nothing else (intake_tables_test reads the manifest that is left beside them).
#   opencc                              /usr/share/opencc/*.ocd2, exported as text by opencc_dict     Apache-2.0
#   python3-jieba                       dict.txt: words and how often they occur                      MIT
#   golang-github-mozillazg-go-pinyin-dev  pinyin_dict.go: the readings of characters                 MIT
function(luoshi_intake_tables TARGET)
  find_program(OPENCC_DICT opencc_dict REQUIRED)
  find_file(LUOSHI_OPENCC_DATA TSCharacters.ocd2 PATHS /usr/share/opencc NO_DEFAULT_PATH REQUIRED)
  find_file(LUOSHI_WORD_LIST dict.txt PATHS /usr/lib/python3/dist-packages/jieba NO_DEFAULT_PATH REQUIRED)
  find_file(LUOSHI_READINGS pinyin_dict.go
    PATHS /usr/share/gocode/src/github.com/mozillazg/go-pinyin NO_DEFAULT_PATH REQUIRED)
  get_filename_component(opencc_folder ${LUOSHI_OPENCC_DATA} DIRECTORY)
  set(made ${CMAKE_BINARY_DIR}/intake_tables)
  file(MAKE_DIRECTORY ${made}/opencc)

  set(exported "")
  foreach(dictionary TSCharacters TSPhrases TWPhrasesRev TWVariantsRev HKVariantsRev)
    set(text ${made}/opencc/${dictionary}.txt)
    add_custom_command(OUTPUT ${text} DEPENDS ${opencc_folder}/${dictionary}.ocd2
      COMMAND ${OPENCC_DICT} -i ${opencc_folder}/${dictionary}.ocd2 -f ocd2 -o ${text} -t text
      COMMENT "Exporting OpenCC ${dictionary}" VERBATIM)
    list(APPEND exported ${text})
  endforeach()

  file(GLOB maker_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/intake/maker/*.cpp)
  add_executable(make_intake_tables ${maker_sources})
  target_link_libraries(make_intake_tables PRIVATE luoshi_flags)

  file(GLOB bulletins CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/bulletins/*.txt)
  list(SORT bulletins)
  # Papers whose number ends in 5 stay out of the model: tests measure the repair on them.
  list(FILTER bulletins EXCLUDE REGEX "/[0-9]+5-[^/]*$")
  set(variants ${CMAKE_SOURCE_DIR}/data/intake/variants.tsv)
  set(phrases ${CMAKE_SOURCE_DIR}/data/intake/phrases.txt)
  add_custom_command(OUTPUT ${made}/tables.bin ${made}/manifest.tsv
    DEPENDS make_intake_tables ${exported} ${variants} ${phrases} ${LUOSHI_WORD_LIST} ${LUOSHI_READINGS} ${bulletins}
    COMMAND make_intake_tables --out ${made}/tables.bin --manifest ${made}/manifest.tsv --opencc ${made}/opencc
      --variants ${variants} --words ${LUOSHI_WORD_LIST} --phrases ${phrases} --readings ${LUOSHI_READINGS} ${bulletins}
    COMMENT "Making the tables of intake" VERBATIM)
  add_custom_target(intake_tables DEPENDS ${made}/tables.bin)
  add_dependencies(${TARGET} intake_tables)
  set_source_files_properties(tables.cpp PROPERTIES OBJECT_DEPENDS ${made}/tables.bin
    COMPILE_DEFINITIONS "LUOSHI_INTAKE_TABLES=\"${made}/tables.bin\"")
endfunction()
