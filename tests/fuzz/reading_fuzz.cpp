// Whole papers of any bytes: refused, or read into statements that quote the text where they say they stand.

#include <string_view>

#include "base/error.hpp"
#include "base/json.hpp"
#include "fuzz.hpp"
#include "intake/intake.hpp"
#include "intake/near_duplicate.hpp"
#include "intake/reading_json.hpp"
#include "intake/register.hpp"

std::vector<std::string> fuzz_seeds() {
  return {"云溪市召开河涌整治推进会\n2026年3月5日，市长主持会议。会议强调，一是市水务局要在今年年底前完成河涌整治20条以上，新建污水管网超35公里；"
          "二是各镇街要尽快补齐短板。",
          "关于印发《黑臭水体治理方案》的通知\n（一）到2026年底，基本消除黑臭水体。由市生态环境局牵头，市住建局等配合。\n（二）已纳入规划的，"
          "要尽快启动；暂未纳入的，要预留用地。",
          "截至9月底，全市累计完成投资约68.5亿元，同比增长12%，比年初减少近40条，占133个项目的三成。请市发改委协调解决用地指标，分别于6月、9月前答复。",
          "关于整治的通知\n一、禁养区内的养殖场，须于9月30日前关闭；逾期不关闭的，由市农业农村局依法处置，并处1万元以上10万元以下罚款。\n三、每月28日前将情况报办。（市水务局）\n"
          "云溪市人民政府\n2031年8月26日",
          "会议议定以下事项：\n（一）专线问题由经发局对接，10个工作日内拿出方案；\n（二）自8月15日起，每周召开一次例会。根据《安全生产法》，“12·16”柿坪镇火灾事故后，按照先急后缓次序整改。",
          "第15次常务会议通报表扬5个镇街。会议指出，问题整改不力，2月30日前须整改。要吸取11·4火灾教训，推进一河一策、三旧改造、四套班子。"};
}

int fuzz_inputs() { return 10'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace luoshi;
  Reading reading;
  try {
    reading = intake::read_paper("x.txt", {reinterpret_cast<const char*>(data), size});
  } catch (const Error& error) {
    must(*error.what() != '\0');
    return 0;
  }
  const std::u32string& text = reading.paper.text;
  for (const ReadStatement& statement : reading.statements) {
    const TextSpan span = statement.span;
    must(span.begin < span.end && span.end <= text.size());
    must(statement.quote == to_utf8(std::u32string_view{text}.substr(span.begin, span.end - span.begin)));
    for (const SourceSpan& source : statement.source_spans) must(source.begin <= source.end && source.end <= size);
    for (const ReadFigure& read : statement.figures) must(read.span.begin < read.span.end && read.span.end <= text.size());
    if (const auto due = statement.deadline.due()) must(due->ok());
  }
  if (reading.date) must(reading.date->exists());
  must(intake::compare_figures(reading, reading).empty());  // a paper agrees with itself
  const Gazetteer gazetteer{{{"云溪市水务局", Id<Body>{1}, {}}, {"市财政局", Id<Body>{2}, {}}, {"云溪市", {}, Id<Place>{1}}}};
  intake::tie_to_register(reading, gazetteer);
  for (const ReadStatement& statement : reading.statements)
    for (const Id<Body> body : statement.lead_bodies) must(body.number() == 1 || body.number() == 2);
  must(is_utf8(canonical_json(intake::to_json(reading))));
  return 0;
}
