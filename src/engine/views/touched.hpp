#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace luoshi::engine {

/// Numbers of things, each once, in no order.
class Touched {
 public:
  explicit Touched(std::size_t size) : is_(size) {}
  void add(std::size_t index) {
    if (is_[index]) return;
    is_[index] = true;
    list_.push_back(static_cast<std::uint32_t>(index));
  }
  [[nodiscard]] bool has(std::size_t index) const { return is_[index]; }
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] const std::vector<std::uint32_t>& list() const { return list_; }
  template <class Visit>
  void each(Visit visit) const {
    for (const std::uint32_t index : list_) visit(std::size_t{index});
  }

 private:
  std::vector<bool> is_;
  std::vector<std::uint32_t> list_;
};

/// The records that are new or not equal to what they were in an earlier copy of the table.
template <class Table, class Equal>
[[nodiscard]] Touched changed(const Table& now, const Table& before, Equal equal) {
  Touched found{now.size()};
  now.each_unshared(before, [&](std::size_t index) {
    if (index >= before.size() || !equal(now[index], before[index])) found.add(index);
  });
  return found;
}

/// Does every record that stood then have the same value now? New ones may have come.
template <class Table>
[[nodiscard]] bool same_so_far(const Table& now, const Table& before) {
  bool same = true;
  now.each_unshared(before, [&](std::size_t index) { same = same && (index >= before.size() || now[index].value == before[index].value); });
  return same;
}

inline constexpr auto kSameValue = [](const auto& a, const auto& b) { return a.value == b.value; };
inline constexpr auto kSameThing = [](const auto& a, const auto& b) { return a.value == b.value && a.course == b.course; };

}  // namespace luoshi::engine
