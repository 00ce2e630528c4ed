#include "intake/tables.hpp"

#include "base/contract.hpp"

// The file is taken into the program as it is; no start-up work, and pages never used are never read.
__asm__(
    ".section .rodata.luoshi_intake_tables, \"a\"\n"
    ".balign 64\n"
    ".global luoshi_intake_tables\n"
    "luoshi_intake_tables:\n"
    ".incbin \"" LUOSHI_INTAKE_TABLES "\"\n"
    ".global luoshi_intake_tables_end\n"
    "luoshi_intake_tables_end:\n"
    ".byte 0\n"
    ".previous\n");
extern "C" {
extern const std::byte luoshi_intake_tables[];
}

namespace luoshi::intake {
std::span<const std::byte> table_bytes(Table which) {
  const auto* const head = reinterpret_cast<const std::uint32_t*>(luoshi_intake_tables);
  expects(head[0] == kTableMagic, "the tables of this build");
  const auto i = static_cast<std::size_t>(which);
  return {luoshi_intake_tables + head[1 + 2 * i], head[2 + 2 * i]};
}

const CharacterTables kCharacters{table_of<std::uint8_t>(Table::Class).data(), table_of<std::uint16_t>(Table::Fold).data()};

}  // namespace luoshi::intake
