# Writes OUT: a source with the digest of the sources listed in LIST, one path a line: two programs whose city is folded by
# the same code have the same key.
file(STRINGS ${LIST} sources)
set(all "")
foreach(source IN LISTS sources)
  file(SHA256 ${source} digest)
  string(APPEND all ${digest})
endforeach()
string(SHA256 key "${all}")
file(WRITE ${OUT} "#include \"city/detail/fold_key.hpp\"\n\nnamespace luoshi::city::detail {\n\n"
  "const std::string_view kFoldKey = \"${key}\";\n\n}  // namespace luoshi::city::detail\n")
