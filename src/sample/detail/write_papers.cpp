#include <algorithm>
#include <array>

#include "sample/detail/csv.hpp"
#include "sample/detail/write.hpp"

namespace luoshi::sample::detail {
namespace {

constexpr std::string_view kNotice = "（样例文件，虚构城市）\n";

/// Three letters were written by hand; they stand among the pledge letters, not twice.
struct HandWritten {
  std::string_view bulletin, town, kind;
};
constexpr std::array<HandWritten, 3> kHandWritten{
    {{"008", "沙尾镇", "water"}, {"021", "铁炉镇", "park"}, {"059", "谷口镇", "water"}}};

const Commitment& promise_of(const World& world, unsigned town, std::string_view counts) {
  return *std::find_if(world.commitments.begin(), world.commitments.end(),
                       [&](const Commitment& each) { return each.town == town && each.counts == counts; });
}

double done_by_2025(const World& world, unsigned town, std::string_view counts) {
  constexpr Day kEnd{year{2025}, month{12}, day{31}};
  double sum = 0.0;
  if (counts == "管网")
    for (const Sewer& sewer : world.sewers)
      sum += sewer.town == town && sewer.built && *sewer.built <= kEnd ? sewer.length_m / 1000.0 : 0.0;
  if (counts == "地块")
    for (const Parcel& parcel : world.parcels)
      sum += parcel.town == town && parcel.cleared && *parcel.cleared <= kEnd ? parcel.mu : 0.0;
  return sum;
}

template <std::size_t N>
std::string_view pick(const std::array<std::string_view, N>& from, Random& random) {
  return from.at(random.below(N));
}

std::string government(const Town& town) {
  return town.name + (town.name.find("街道") == std::string::npos ? "人民政府" : "办事处");
}

std::string water_letter(const World& world, unsigned t, Random& random) {
  static constexpr std::array<std::string_view, 4> kOpenings{
      "为扛牢治水主体责任，加快补齐水环境短板，", "为把“清水畅流”攻坚行动一抓到底，",
      "为让群众早日看到身边河涌变清变美，", "根据全市治水工作统一安排，结合本地实际，"};
  static constexpr std::array<std::string_view, 4> kFirst{
      "一是建立班子成员包河制度，一条河涌一名责任人、一张作战图，每周到现场解决问题不少于一次。",
      "一是组建治水专班集中办公，实行日收集、周调度、月讲评，问题不过夜。",
      "一是把治水任务分解到村到组，主要负责同志带头认领最难的河段。",
      "一是先查后治，聘请专业队伍对管网逐段检测，做到底数清、病根明。"};
  static constexpr std::array<std::string_view, 4> kSecond{
      "二是盯住污染源头，对沿河排水户逐户登记，偷排直排的依法严处，守法经营的不随意打扰。",
      "二是坚持岸上岸下同步治理，截污不到位不清淤，清淤不达标不验收。",
      "二是严把工程质量关，管材进场必检、隐蔽工程必录、闭水试验必做。",
      "二是统筹道路、管网、电力一次开挖，减少对群众出行的影响。"};
  static constexpr std::array<std::string_view, 3> kThird{
      "三是发动群众参与，设立有奖举报，让沿岸居民当监督员、评判员。",
      "三是完善长效管护，落实人员和经费，防止治后返黑、前功尽弃。",
      "三是严格资金管理，专款专用、按量支付，不拖欠工程款和农民工工资。"};
  const Town& town = world.towns[t];
  const Commitment& rivers = promise_of(world, t, "河涌");
  const Commitment& sewers = promise_of(world, t, "管网");
  const double new_sewers = sewers.value - done_by_2025(world, t, "管网");
  const unsigned new_rivers = town.facts->promised_2026 - town.facts->finished_2025;
  std::string text = town.name + "2026年度治水目标责任书\n";
  text += std::string{pick(kOpenings, random)} + government(town) + "向" + world.city +
          "人民政府郑重承诺：\n一、目标任务\n";
  text += "（一）2026年底前，累计完成河涌整治" + fixed(rivers.value, 0) + "条，其中年内新完成" +
          std::to_string(new_rivers) + "条。\n";
  text += "（二）2026年底前，累计建成污水管网" + fixed(sewers.value, 1) + "公里，其中年内新建" + fixed(new_sewers, 1) +
          "公里。\n";
  text += "（三）11月底前，改造雨污混接点" + std::to_string(40 + random.below(120)) + "处以上。\n";
  text += "（四）列入名录的河涌水质持续改善，已完工河涌不出现返黑返臭。\n二、工作措施\n";
  text +=
      std::string{pick(kFirst, random)} + std::string{pick(kSecond, random)} + std::string{pick(kThird, random)} + "\n";
  text +=
      "三、责任承诺\n所报数据真实准确，经得起核查。未完成目标任务的，自愿接受约谈和通报；确因客观原因不能完成的，提前如"
      "实报告。\n";
  text += government(town) + "\n2026年2月" + std::to_string(2 + random.below(8)) + "日\n";
  return text;
}

std::string park_letter(const World& world, unsigned t, Random& random) {
  static constexpr std::array<std::string_view, 4> kOpenings{"为加快腾出连片产业空间，", "为推动低效工业用地提质增效，",
                                                             "按照“腾笼焕新”攻坚行动要求，",
                                                             "为把改造成果转化为新项目、新税收、新就业，"};
  static constexpr std::array<std::string_view, 3> kFirst{"一是先谋项目后拆厂房，产业方向不明确的地块不急于动手。",
                                                          "一是实行一宗地块一个专班，从签约、拆除到供地一抓到底。",
                                                          "一是摸清租户、权属和土壤底数，逐宗建立档案。"};
  static constexpr std::array<std::string_view, 3> kSecond{
      "二是依法依规拆除，落实专业队伍、围挡封闭和湿法作业，守住安全底线。",
      "二是保障租户和村集体权益，补偿标准公开、资金按期到位。",
      "二是盯住招商落地，对拆除满一年仍未供地的地块主动核减任务数。"};
  const Town& town = world.towns[t];
  const Commitment& land = promise_of(world, t, "地块");
  const double fresh = land.value - done_by_2025(world, t, "地块");
  std::string text = town.name + "2026年度园区改造目标责任书\n";
  text += std::string{pick(kOpenings, random)} + government(town) + "向" + world.city +
          "人民政府郑重承诺：\n一、目标任务\n";
  text += "（一）2026年底前，累计拆除整理低效工业用地" + fixed(land.value, 0) + "亩，其中年内新完成" + fixed(fresh, 0) +
          "亩；6月底前，年内完成" + fixed(fresh * 0.45, 0) + "亩以上。\n";
  text += "（二）12月底前，新引进亿元以上工业项目" + std::to_string(1 + random.below(4)) + "个，计划总投资不低于" +
          std::to_string(3 + random.below(12)) + "亿元。\n";
  text += "（三）改造后地块亩均税收不低于" + std::to_string(12 + random.below(9)) + "万元。\n二、工作措施\n";
  text += std::string{pick(kFirst, random)} + std::string{pick(kSecond, random)} + "\n三、责任承诺\n";
  text += "拆除面积以竣工测量为准，不重复计算、不虚报冒领。完成情况接受全市考核和社会监督。\n";
  text += government(town) + "\n2026年2月" + std::to_string(2 + random.below(8)) + "日\n";
  return text;
}

const SampleFile& bulletin(const std::vector<SampleFile>& bulletins, std::string_view number) {
  return *std::find_if(bulletins.begin(), bulletins.end(),
                       [&](const SampleFile& file) { return file.path.starts_with(number); });
}

void pledges(const World& world, const std::vector<SampleFile>& bulletins, std::vector<SampleFile>& files) {
  Random random{world.seed, world.copy * 64ULL + 46};
  for (unsigned t = 0; t < world.towns.size(); ++t)
    for (const std::string_view kind : {"water", "park"}) {
      const std::string path = "papers/pledges/" + world.towns[t].code + "-" + std::string{kind} + ".txt";
      const std::string letter = kind == "water" ? water_letter(world, t, random) : park_letter(world, t, random);
      const auto hand = std::find_if(kHandWritten.begin(), kHandWritten.end(), [&](const HandWritten& each) {
        return world.copy == 0 && each.town == kTowns.at(t).name && each.kind == kind;
      });
      files.push_back({path, (hand == kHandWritten.end() ? letter : bulletin(bulletins, hand->bulletin).bytes) +
                                 std::string{kNotice}});
    }
}

/// The monthly figures of one city as a short paper of the campaign office; the twelve months of the reports.
void monthly(const World& world, std::vector<SampleFile>& files) {
  const MonthFacts* before = nullptr;
  for (const MonthFacts& facts : kMonths) {
    if (facts.reported) {
      const std::string when = std::to_string(facts.year) + "年" + std::to_string(facts.month) + "月";
      std::string text = world.city + when + "两大攻坚行动统计快报\n";
      text += "截至" + when + "底，全市累计进场整治河涌" + std::to_string(facts.entered) + "条，累计完工" +
              std::to_string(facts.finished) + "条；";
      text += "累计建成污水管网" + std::to_string(facts.sewer_km) + "公里，当月新增" +
              std::to_string(facts.sewer_km - before->sewer_km) + "公里；";
      text += "累计拆除整理低效工业用地" + std::to_string(facts.cleared_mu) + "亩，当月新增" +
              std::to_string(facts.cleared_mu - before->cleared_mu) + "亩。\n";
      text += "以上为镇街上报累计数，完工不等于水质改善，断面水质以市生态环境局监测为准。\n" +
              copy_name(world, "市攻坚行动指挥部办公室") + "\n" + std::string{kNotice};
      files.push_back({"papers/monthly/" + std::to_string(world.copy + 1) + "-" + std::to_string(facts.year) + "-" +
                           padded(facts.month, 2) + ".txt",
                       text});
    }
    before = &facts;
  }
}

}  // namespace

void write_papers(const Worlds& worlds, std::vector<SampleFile>& files) {
  const auto bulletins = clean_bulletins();
  for (const SampleFile& clean : bulletins) {
    const bool letter = std::any_of(kHandWritten.begin(), kHandWritten.end(),
                                    [&](const HandWritten& each) { return clean.path.starts_with(each.bulletin); });
    if (!letter) files.push_back({"papers/bulletins/" + clean.path, clean.bytes + std::string{kNotice}});
  }
  for (const SampleFile& damaged : damaged_bulletins())
    files.push_back({"papers/damaged/" + damaged.path, damaged.bytes});
  for (const World& world : worlds) pledges(world, bulletins, files);
  for (const World& world : worlds) monthly(world, files);
}

}  // namespace luoshi::sample::detail
