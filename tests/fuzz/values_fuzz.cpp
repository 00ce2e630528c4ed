// Numbers, units, dates, moments and digests as text: what is read prints as text that reads back equal.

#include <string_view>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/digest.hpp"
#include "base/unit.hpp"
#include "fuzz.hpp"

std::vector<std::string> fuzz_seeds() {
  return {"1,234.50", "-0.5", "999999999999999999", "0.000000000000000001", "2026-06-30", "--02-29", "2026-06", "--07-17",
          "2026-06-30T08:05:09.120Z", "万亩", "亿元/年", "微克/立方米", "蒸吨/小时",
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"};
}

int fuzz_inputs() { return 500'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace luoshi;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  if (const auto number = Decimal::parse(text)) must(Decimal::parse(number->text()) == number);
  if (const auto date = PartialDate::parse(text)) must(date->exists() && PartialDate::parse(date->text()) == date);
  if (const auto day = day_from_text(text)) must(day->ok() && day_text(*day) == text);
  if (const auto instant = instant_from_text(text)) must(instant_text(*instant) == text);
  if (const auto digest = Digest::from_hex(text)) must(Digest::from_hex(digest->hex()) == digest);
  if (const auto unit = read_unit(text)) {
    must(same_kind(*unit, *unit) && unit->factor.sign() > 0);
    static_cast<void>(in_base(Decimal{123, -2}, *unit));
  }
  return 0;
}
