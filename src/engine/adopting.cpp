#include "engine/adopting.hpp"

#include "base/error.hpp"
#include "engine/views/programme_view.hpp"
#include "engine/views/histories.hpp"
#include "engine/views/section_months.hpp"
#include "forecast/season_file.hpp"
#include "model/reading.hpp"
#include "model/words.hpp"
#include "water/tables.hpp"

namespace luoshi::engine {
namespace {

std::string stem(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  const std::string name = slash == std::string::npos ? file : file.substr(slash + 1);
  return name.substr(0, name.find('.'));
}

// A file named by another one lies beside it.
std::string beside_of(const std::string& file, const std::string& name) {
  const std::size_t slash = file.rfind('/');
  return (slash == std::string::npos ? "" : file.substr(0, slash + 1)) + name;
}

std::string bare(const std::string& file) { return file.substr(file.rfind('/') == std::string::npos ? 0 : file.rfind('/') + 1); }

bool is_section_months(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, bytes.find('\n'));
  return head.find("断面编号") != std::string_view::npos && head.find("月份") != std::string_view::npos;
}

// The settings, the water model and its tables or another model's response; the whole must build a programme of the city as it is.
Taken adopt_programme(Engine& engine, const std::string& file, std::string_view bytes, const ReadBeside& beside, const city::Actor& actor) {
  Bundle bundle{bare(file), {{bare(file), std::string{bytes}}}};
  const assess::CitySettings settings = assess::read_city_settings(bytes, bundle.main);
  for (const std::string& table : {settings.receptors, settings.responses})
    if (!table.empty()) bundle.files[table] = beside(table);
  if (!settings.water.empty()) {
    const std::string& model = bundle.files[settings.water] = beside(settings.water);
    for (const std::string& table : water::read_model_settings(model, settings.water).files()) {
      const std::string name = beside_of(settings.water, table);
      bundle.files[name] = beside(name);
    }
  }
  const auto city = engine.city();
  const CityProgramme programme = programme_of(*city, model_of(bundle, {}, city.get()), china_day(city->recorded_at));
  Taken taken = adopt_data(engine, kProgrammeData, bundle_bytes(bundle), actor);
  if (!taken.refused)
    taken.message += "：判断 " + std::to_string(programme.receptors.size()) + " 个断面指标，说不清 " + std::to_string(programme.silent.size()) + " 个" +
                     (settings.model.empty() ? "" : "；" + given_words(programme) + "，河网不再由本系统计算");
  return taken;
}

// Every work must be one that kept verdicts can look up: a kind of thing in the register, or a theme.
Taken adopt_seasons(Engine& engine, const std::string& file, std::string_view bytes, const city::Actor& actor) {
  std::string works;
  for (const forecast::Season& season : forecast::read_seasons(bytes, bare(file))) {
    const auto kind = from_name<AssetKind>(season.work);
    if (!kind && !theme_from_name(season.work))
      throw Error{Fault::BadInput, bare(file) + " 没有采用（“" + season.work.substr(0, 60) + "”既不是登记册里的对象种类，也不是领域）请改为 river、sewer 等种类或 water、land 等领域，见 docs/formats/season-file.md"};
    works += (works.empty() ? "" : "、") + (kind ? std::string{chinese_of(*kind)} : season.work);
  }
  Taken taken = adopt_data(engine, kSeasonsData, bytes, actor);
  if (!taken.refused) taken.message += "：" + works;
  return taken;
}

}  // namespace

std::shared_ptr<const CitySeasons> adopted_seasons(const city::City& city, const archive::Archive& archive) {
  const auto digest = adopted_digest(city, kSeasonsData);
  if (!digest) return nullptr;
  return std::make_shared<const CitySeasons>(CitySeasons{*digest, forecast::read_seasons(archive.get(*digest), std::string{kSeasonsData})});
}

Taken adopt_file(Engine& engine, const std::string& file, std::string_view bytes, const ReadBeside& beside, const city::Actor& actor) {
  if (is_map_layer(bytes)) return adopt_map_layer(engine, stem(file), bytes, actor);
  if (is_section_months(bytes)) {
    const SectionMonths months = read_section_months(*engine.city(), bytes, bare(file));
    Taken taken = adopt_data(engine, kSectionMonths, bytes, actor);
    if (!taken.refused) taken.message += "，" + std::to_string(months.by_section.size()) + " 个断面";
    return taken;
  }
  if (bytes.find("[[season]]") != std::string_view::npos) return adopt_seasons(engine, file, bytes, actor);
  if (bytes.find("first_quarter") != std::string_view::npos) return adopt_programme(engine, file, bytes, beside, actor);
  throw Error{Fault::BadInput, file + " 没有采用（不认识：要 GeoJSON 图层，断面逐月监测表，含 first_quarter 的达标测算设定，或 [[season]] 月份快慢）请核对文件"};
}

}  // namespace luoshi::engine
