#include "city/checkpoint.hpp"

#include "city/detail/checkpoint_form.hpp"
#include "city/detail/fold_key.hpp"

// Writing; reading stands in checkpoint_read.cpp, for both are much to compile.
namespace luoshi::city {
namespace detail {
namespace {

// Little-endian whatever the machine, lengths before contents.
class BinaryWriter {
 public:
  std::string bytes;

  template <class T>
  void operator()(const T& value) {
    if constexpr (std::same_as<T, bool> || std::is_enum_v<T>) number(static_cast<std::uint8_t>(value));
    else if constexpr (std::integral<T>) number(static_cast<std::make_unsigned_t<T>>(value));
    else if constexpr (std::same_as<T, std::string>) text(value);
    else if constexpr (kIsId<T>) number(value.number());
    else if constexpr (std::same_as<T, Money>) number(static_cast<std::uint64_t>(value.in_fen()));
    else if constexpr (kIsVector<T>) list(value);
    else if constexpr (kIsTable<T>) table(value);
    else if constexpr (kIsOptional<T>) optional(value);
    else if constexpr (kIsSpan<T>) span(value);
    else if constexpr (std::same_as<T, Day>) number(packed(value));
    else if constexpr (std::same_as<T, Instant>) number(static_cast<std::uint64_t>(value.time_since_epoch().count()));
    else if constexpr (std::same_as<T, Digest>) bytes.append(value.bytes.begin(), value.bytes.end());
    else if constexpr (std::same_as<T, Decimal>) decimal(value);
    else if constexpr (std::same_as<T, PartialDate>) date(value);
    else state(*this, value);
  }

 private:
  template <class Unsigned>
  void number(Unsigned value) {
    for (std::size_t i = 0; i < sizeof value; ++i) bytes += static_cast<char>((value >> (8 * i)) & 255U);
  }
  void text(const std::string& value) {
    number(static_cast<std::uint32_t>(value.size()));
    bytes += value;
  }
  template <class T>
  void list(const std::vector<T>& values) {
    number(static_cast<std::uint32_t>(values.size()));
    for (const T& value : values) (*this)(value);
  }
  template <class Record>
  void table(const PagedTable<Record>& records) {
    number(static_cast<std::uint32_t>(records.size()));
    records.each([&](std::size_t, const Record& record) { (*this)(record); });
  }
  template <class T>
  void optional(const std::optional<T>& value) {
    number(static_cast<std::uint8_t>(value.has_value()));
    if (value) (*this)(*value);
  }
  template <class T>
  void span(const T& value) {
    number(value.begin);
    number(value.end);
  }
  void decimal(const Decimal& value) {
    number(static_cast<std::uint64_t>(value.coefficient()));
    number(static_cast<std::uint8_t>(value.exponent() + Decimal::kExponentLimit));
  }
  void date(const PartialDate& value) {
    optional(value.year);
    optional(value.month);
    optional(value.day);
  }
};

}  // namespace
}  // namespace detail

Digest digest_of(const City& city) {
  detail::BinaryWriter writer;
  writer(city);
  return sha256(writer.bytes);
}

std::string save_checkpoint(const City& city, const Digest& root) {
  detail::BinaryWriter writer;
  writer.bytes = detail::kMagic;
  writer(std::string{detail::kFoldKey});
  writer(root);
  writer(city);
  writer(sha256(writer.bytes));
  return std::move(writer.bytes);
}

}  // namespace luoshi::city
