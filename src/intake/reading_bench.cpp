// How long does it take to read papers, from bytes to statements, and its parts alone?

#include <benchmark/benchmark.h>

#include <string>

#include "intake/figure.hpp"
#include "intake/intake.hpp"
#include "intake/repair.hpp"
#include "intake/words.hpp"

namespace luoshi::intake {
namespace {

// One bulletin of the usual mix: lede, results, problems, duties; about 2 KB.
constexpr std::string_view kBulletin =
    "2031年9月3日，青汀县召开水环境治理推进会，县长程述安主持会议并讲话。县直有关部门、各镇主要负责同志参加会议。\n"
    "会议指出，今年以来，全县累计整治河道46条，新建污水管网超120公里，投入资金近3.6亿元，国考断面水质优良率达到92.3%"
    "，较上年提升4.6个百分点。但也要看到，石桥镇、金沙镇管网破损问题依然突出，3个断面总磷偶有超标。\n"
    "程述安强调，要把水环境治理作为硬任务，统一思想、提高站位，全力打好碧水保卫战。县水务局要在10月底前完成金鸡河清淤，"
    "同步制定管护方案；各镇要依法关闭违规排水户，严禁污水直排；县财政局要安排不低于8000万元专项资金。对工程已经完成但效"
    "果不明显的河道，要“一河一策”，重新开展治理。\n"
    "会议要求，各级各部门要压实责任、密切配合，及时协调解决推进中的困难和问题，每月25日前报送进展情况。企业负责人表示，"
    "将于明年6月底前完成污水处理设施改造，恳请县政府协调用地指标。\n"
    "会议审议通过《青汀县河道保洁办法》，自2031年10月1日起施行；通报表扬了2030年度先进单位。\n";

std::string papers(std::size_t bytes) {
  std::string text = "青汀县召开水环境治理推进会\n";
  while (text.size() < bytes) text += kBulletin;
  return text;
}

void set_rate(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

void BM_BytesToStatements(benchmark::State& state) {
  const std::string bytes = papers(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(read_paper("paper.txt", bytes));
  set_rate(state, bytes.size());
}
BENCHMARK(BM_BytesToStatements)->RangeMultiplier(16)->Range(4 << 10, 1 << 20)->Unit(benchmark::kMicrosecond);

void BM_RepairAlone(benchmark::State& state) {
  const std::string bytes = papers(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(repair(bytes));
  set_rate(state, bytes.size());
}
BENCHMARK(BM_RepairAlone)->Arg(1 << 20)->Unit(benchmark::kMicrosecond);

void BM_StatementsAlone(benchmark::State& state) {
  const std::string bytes = papers(static_cast<std::size_t>(state.range(0)));
  const RepairedText paper = repair(bytes);
  for (auto _ : state) benchmark::DoNotOptimize(read_repaired("paper.txt", paper));
  set_rate(state, bytes.size());
}
BENCHMARK(BM_StatementsAlone)->RangeMultiplier(16)->Range(4 << 10, 1 << 20)->Unit(benchmark::kMicrosecond);

void BM_WordsAlone(benchmark::State& state) {
  const std::string bytes = papers(static_cast<std::size_t>(state.range(0)));
  const RepairedText paper = repair(bytes);
  for (auto _ : state) benchmark::DoNotOptimize(Words{paper.text});
  set_rate(state, bytes.size());
}
BENCHMARK(BM_WordsAlone)->Arg(1 << 20)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace luoshi::intake
