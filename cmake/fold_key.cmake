# Writes OUT: a header with the digest of the sources listed in LIST, one path a line: two programs whose city is folded by
# the same code have the same key.
file(STRINGS ${LIST} sources)
set(all "")
foreach(source IN LISTS sources)
  file(SHA256 ${source} digest)
  string(APPEND all ${digest})
endforeach()
string(SHA256 key "${all}")
file(WRITE ${OUT} "#pragma once\n\nnamespace luoshi::city {\n\n// Of the sources of base, model and city.\n"
  "inline constexpr char kFoldKey[] = \"${key}\";\n\n}  // namespace luoshi::city\n")
