#include <algorithm>
#include <array>

#include "intake/decode.hpp"
#include "intake/language_model.hpp"
#include "intake/tables.hpp"

namespace luoshi::intake {
namespace {

// What a byte that cannot be read costs: dearer than any character the model does not know.
constexpr long kMalformedCost = 300;
constexpr std::size_t kSampleBytes = 600;
constexpr std::size_t kSamples = 3;
constexpr std::size_t kProbedBytes = 1024;
constexpr std::size_t kProof = 64;  // so many well-formed characters prove it

// The cost of a reading that starts `skip` bytes late; the first and last bytes may belong to cut characters.
long reading_cost(std::string_view bytes, Encoding encoding, std::size_t skip) {
  const LanguageModel& model = LanguageModel::shared();
  const Decoded decoded = decode(bytes.substr(std::min(skip, bytes.size())), encoding);
  std::u32string_view text = decoded.text;
  long sum = static_cast<long>(skip) * 100;
  const std::size_t width = encoding == Encoding::Utf8 ? 3 : 1;
  std::size_t cut = 0;
  while (cut < width && !text.empty() && text.back() == 0xFFFD) {
    text.remove_suffix(1);
    sum += ++cut * 30;
  }
  LanguageModel::Number a = LanguageModel::kLineEnd;
  LanguageModel::Number b = LanguageModel::kLineEnd;
  for (const char32_t character : text) {
    if (character == 0xFFFD) {
      sum += kMalformedCost;
      continue;
    }
    const bool control = character < 0x20 && character != U'\n' && character != U'\r' && character != U'\t';
    const LanguageModel::Number c = model.number_of(character);
    sum += control || (class_of(character) & char_class::kPrivate) != 0 ? kMalformedCost : std::min(model.cost(a, b, c), 200);
    a = b;
    b = c;
  }
  return sum;
}

// How many characters of several bytes well-formed UTF-8 holds, 0 where it is not well-formed. A piece may begin and end
// inside a character: three stray bytes at either end are no evidence against it.
std::size_t utf8_characters(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < bytes.size() && count < kProof;) {
    const std::size_t length = utf8_length(bytes, at);
    if (length == 0 && at >= 3 && at + 3 < bytes.size()) return 0;
    count += length > 1 ? 1U : 0U;
    at += length == 0 ? 1 : length;
  }
  return count;
}

bool all_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Even pieces from the start, the middle and the end, taken where Chinese is: after the first byte beyond ASCII.
std::array<std::string_view, kSamples> samples_of(std::string_view bytes) {
  std::array<std::string_view, kSamples> samples{};
  if (bytes.size() <= kSampleBytes) {
    samples[0] = bytes;
    return samples;
  }
  for (std::size_t k = 0; k < kSamples; ++k) {
    std::size_t at = bytes.size() / kSamples * k;
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
    at -= at % 2;
    samples[k] = bytes.substr(at, kSampleBytes);
  }
  return samples;
}

long best_cost(std::string_view piece, Encoding encoding) {
  long best = reading_cost(piece, encoding, 0);
  const std::size_t shifts = encoding == Encoding::Utf8 ? 3 : 2;
  for (std::size_t skip = 1; skip < shifts; ++skip) best = std::min(best, reading_cost(piece, encoding, skip));
  return best;
}

// How much likelier the later reading must be before a byte is given up: 6 nats.
constexpr long kLateMargin = 72;
constexpr std::size_t kHead = 120;

}  // namespace

Decoded decode_piece(std::string_view bytes, Encoding encoding) {
  const bool paired = encoding != Encoding::Utf8;
  const bool western = bytes.empty() || (static_cast<unsigned char>(bytes[0]) < 0x80 && encoding != Encoding::Utf16Le && encoding != Encoding::Utf16Be);
  if (!paired || western) return decode(bytes, encoding);
  const std::string_view head = bytes.substr(0, kHead);
  // The skipped byte's own price is left out: the margin stands for it.
  if (reading_cost(head, encoding, 1) - 100 + kLateMargin >= reading_cost(head, encoding, 0)) return decode(bytes, encoding);
  Decoded late = decode(bytes.substr(1), encoding);
  for (SourceSpan& span : late.sources) {
    ++span.begin;
    ++span.end;
  }
  late.text.insert(late.text.begin(), 0xFFFD);
  late.sources.insert(late.sources.begin(), SourceSpan{0, 1});
  late.malformed = true;
  return late;
}

Encoding detect(std::string_view bytes) {
  for (const Encoding marked : {Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030})
    if (mark_length(bytes, marked) != 0) return marked;
  if (all_ascii(bytes.substr(0, kProbedBytes)) && all_ascii(bytes) && bytes.find('\0') == std::string_view::npos) return Encoding::Utf8;
  // Three such characters in a row of bytes that was no UTF-8 happen once in thousands of pieces; one or two do happen.
  const std::size_t characters = utf8_characters(bytes.substr(0, kProbedBytes));
  if (characters >= 3) return Encoding::Utf8;
  Encoding best = Encoding::Utf8;
  long least = 0;
  for (const Encoding encoding : {Encoding::Utf8, Encoding::Gb18030, Encoding::Big5, Encoding::Utf16Le, Encoding::Utf16Be}) {
    long sum = 0;
    for (const std::string_view piece : samples_of(bytes)) sum += best_cost(piece, encoding);
    // Another reading than well-formed UTF-8 must be good Chinese, 7 nats a character, not just the lesser evil.
    if (characters != 0 && encoding != Encoding::Utf8 && sum * 2 > static_cast<long>(bytes.size()) * 84) continue;
    if (encoding == Encoding::Utf8 || sum < least) {
      best = encoding;
      least = sum;
    }
  }
  return best;
}

}  // namespace luoshi::intake
