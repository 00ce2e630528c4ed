#pragma once

#include "city/detail/state.hpp"

// What the writer and the reader of checkpoints share.
namespace luoshi::city::detail {

inline constexpr std::string_view kMagic = "luoshi checkpoint\n";

template <class T>
inline constexpr bool kIsTable = false;
template <class Record>
inline constexpr bool kIsTable<PagedTable<Record>> = true;

/// A day as one number; a Day that names none (0/0/0) keeps its parts as well.
inline std::uint32_t packed(Day day) {
  return (static_cast<std::uint32_t>(static_cast<int>(day.year()) + 32768) << 16U) |
         (static_cast<unsigned>(day.month()) << 8U) | static_cast<unsigned>(day.day());
}
inline Day unpacked(std::uint32_t number) {
  return Day{std::chrono::year{static_cast<int>(number >> 16U) - 32768}, std::chrono::month{(number >> 8U) & 255U},
             std::chrono::day{number & 255U}};
}

}  // namespace luoshi::city::detail
