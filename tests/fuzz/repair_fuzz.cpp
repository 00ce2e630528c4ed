// Papers of any bytes: refused, or read into valid text whose every character has its bytes, in order.

#include <string_view>

#include "base/error.hpp"
#include "base/json.hpp"
#include "fuzz.hpp"
#include "intake/repair.hpp"

std::vector<std::string> fuzz_seeds() {
  return {"8月22日，市长主持召开第38次常务会议，研究黑臭水体治理。\n会议指出，截至7月底，全市31条黑臭水体已消除28条。",
          "市政府召開(kāi)現(xiàn)場(chǎng)辦公會(huì),,研究河道治理,。\n倒序?yàn)g覽 確?！笆奈濉遍_好局",
          "县(xian)长(chang)召(zhao)开(kai)调度会(hui),3?6日前建?5项", "查看: 1|回復: 0\n樓主\n發表于 2017-2-10 05:55 |只看該作者",
          "<html><meta charset=gb2312><p>市政府&ldquo;召开&#20250;议</p><table><tr><td>1<td>2", "鏉炬眬鍖哄湪鍖楁渤閽㈤搧鍙紑鐜板満鍔炲叕浼�\n11鏈�9鏃�",
          "\xC7\xF8\xD5\xFE\xB8\xAE\xD5\xD9\xBF\xAA\xBB\xE1\xD2\xE9", "\xB0\xCF\xAC\x46\xA9\xB2\xA5\x6C\xB6\x7D\xB7\x7C\xC4\xB3",
          "\x82\x35\x87\x33\xB8\xAE", "一段文字\n1 K& k\" T' a' B, A3 X/ L9 夹着别的字符\n成人影视_在线观看_午夜福利_高清无码"};
}

int fuzz_inputs() { return 20'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace luoshi;
  RepairedText repaired;
  try {
    repaired = intake::repair({reinterpret_cast<const char*>(data), size});
  } catch (const Error&) {
    return 0;
  }
  must(is_utf8(to_utf8(repaired.text)) && is_utf8(to_utf8(repaired.seen)));
  must(repaired.sources.size() == repaired.text.size());
  std::uint32_t last = 0;
  for (const SourceSpan& span : repaired.sources) {
    must(span.begin <= span.end && span.end <= size && span.begin >= last);
    last = span.begin;
  }
  last = 0;
  for (const Repair& change : repaired.repairs) {
    must(change.source.begin <= change.source.end && change.source.end <= size);
    must(change.seen.begin < change.seen.end && change.seen.end <= repaired.seen.size());
    must(change.text.begin <= change.text.end && change.text.end <= repaired.text.size() && change.text.begin >= last);
    last = change.text.begin;
  }
  for (const LostPlace& lost : repaired.lost) must(lost.text.end <= repaired.text.size() && lost.source.end <= size);
  for (const DroppedLine& line : repaired.dropped) must(line.before <= repaired.text.size() && line.source.end <= size);
  return 0;
}
