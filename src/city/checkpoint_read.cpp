#include "base/contract.hpp"
#include "city/checkpoint.hpp"
#include "city/detail/checkpoint_form.hpp"
#include "city/detail/fold_key.hpp"
#include "city/detail/indexing.hpp"

namespace luoshi::city {
namespace detail {
namespace {

// Reads what BinaryWriter wrote. The caller has checked the digest of the bytes, so they are as they were written; the
// length is a contract all the same.
class BinaryReader {
 public:
  explicit BinaryReader(std::string_view bytes) : bytes_{bytes} {}

  template <class T>
  void operator()(T& value) {
    if constexpr (std::same_as<T, bool> || std::is_enum_v<T>) value = static_cast<T>(number<std::uint8_t>());
    else if constexpr (std::integral<T>) value = static_cast<T>(number<std::make_unsigned_t<T>>());
    else if constexpr (std::same_as<T, std::string>) value = take(number<std::uint32_t>());
    else if constexpr (kIsId<T>) id(value);
    else if constexpr (std::same_as<T, Money>) value = Money::fen(static_cast<std::int64_t>(number<std::uint64_t>()));
    else if constexpr (kIsVector<T>) list(value);
    else if constexpr (kIsTable<T>) table(value);
    else if constexpr (kIsOptional<T>) optional(value);
    else if constexpr (kIsSpan<T>) span(value);
    else if constexpr (std::same_as<T, Day>) value = unpacked(number<std::uint32_t>());
    else if constexpr (std::same_as<T, Instant>) value = instant();
    else if constexpr (std::same_as<T, Digest>) digest(value);
    else if constexpr (std::same_as<T, Decimal>) decimal(value);
    else if constexpr (std::same_as<T, PartialDate>) date(value);
    else state(*this, value);
  }

  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view take(std::size_t size) {
    expects(size <= bytes_.size(), "a checkpoint as long as it says");
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }
  template <class Unsigned>
  Unsigned number() {
    std::uint64_t value = 0;
    const std::string_view taken = take(sizeof(Unsigned));
    for (std::size_t i = 0; i < taken.size(); ++i)
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(taken[i])) << (8 * i);
    return static_cast<Unsigned>(value);
  }
  template <class T>
  void id(T& value) {
    const auto written = number<std::uint32_t>();
    value = written == 0 ? T{} : T{written};
  }
  template <class T>
  void list(std::vector<T>& values) {
    values.resize(number<std::uint32_t>());
    for (T& value : values) (*this)(value);
  }
  template <class Record>
  void table(PagedTable<Record>& records) {
    for (auto left = number<std::uint32_t>(); left > 0; --left) {
      Record record;
      (*this)(record);
      records.push_back(std::move(record));
    }
  }
  template <class T>
  void optional(std::optional<T>& value) {
    if (number<std::uint8_t>() != 0) (*this)(value.emplace());
  }
  template <class T>
  void span(T& value) {
    value.begin = number<std::uint32_t>();
    value.end = number<std::uint32_t>();
  }
  Instant instant() {
    return Instant{std::chrono::milliseconds{static_cast<std::int64_t>(number<std::uint64_t>())}};
  }
  void digest(Digest& value) {
    for (std::uint8_t& byte : value.bytes) byte = number<std::uint8_t>();
  }
  void decimal(Decimal& value) {
    const auto coefficient = static_cast<std::int64_t>(number<std::uint64_t>());
    value = Decimal{coefficient, number<std::uint8_t>() - Decimal::kExponentLimit};
  }
  void date(PartialDate& value) {
    optional(value.year);
    optional(value.month);
    optional(value.day);
  }

  std::string_view bytes_;
};

template <class Table>
void index_all(City& city, const Table& table) {
  table.each([&](std::size_t i, const auto& kept) { index(city, kept.value, static_cast<std::uint32_t>(i + 1)); });
}

}  // namespace
}  // namespace detail

std::optional<City> load_checkpoint(std::string_view bytes, const Digest& root) {
  using namespace detail;
  constexpr std::size_t kDigestSize = sizeof(Digest::bytes);
  if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + kFoldKey.size() + 2 * kDigestSize)
    return std::nullopt;
  const std::string_view content = bytes.substr(0, bytes.size() - kDigestSize);
  Digest written, found_root;
  BinaryReader{bytes.substr(content.size())}(written);
  if (sha256(content) != written) return std::nullopt;

  BinaryReader reader{content.substr(kMagic.size())};
  std::string key;
  reader(key);
  if (key != kFoldKey) return std::nullopt;  // another fold: what follows may have another shape
  reader(found_root);
  if (found_root != root) return std::nullopt;
  City city;
  reader(city);
  ensures(reader.at_end(), "a checkpoint read to its end");
  index_all(city, city.places);
  index_all(city, city.bodies);
  index_all(city, city.posts);
  index_all(city, city.persons);
  index_all(city, city.holders);
  index_all(city, city.assets);
  index_all(city, city.documents);
  return city;
}

}  // namespace luoshi::city
