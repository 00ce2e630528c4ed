#pragma once

#include <string>

#include "city/city.hpp"
#include "engine/city_data.hpp"

namespace luoshi::engine::made {

/// A city of one substance made for tests and benchmarks: rivers of four sections in a row, every other reach a brook into one of
/// their reaches; on each reach the same load, on the reaches in turn measures that a commitment each promises.
struct EnoughShape {
  std::size_t reaches = 495, sections = 12, measures = 2'000, periods = 12, bodies = 60;
};

inline Bundle bundle_of(const EnoughShape& shape) {
  std::string reaches = "id,to,length_km,velocity_m_s,depth_m,head_flow_m3_s\n", sources = "id,reach,kind,NH3-N_kg_d\n", sections = "id,reach,goal\n";
  const std::size_t rivers = shape.sections < 8 ? 1 : shape.sections / 4;
  for (std::size_t r = 0; r < shape.reaches; ++r) {
    const std::string id = "R" + std::to_string(r);
    const bool stem = r < shape.sections;
    const std::string to = !stem ? "R" + std::to_string(r % shape.sections) : r + rivers < shape.sections ? "R" + std::to_string(r + rivers) : "";
    reaches += id + "," + to + ",4,0.3,1.5,1\n";
    sources += "L" + std::to_string(r) + "," + id + ",diffuse,150\n";
    if (stem) sections += "S" + std::to_string(r) + "," + id + ",Ⅲ类\n";
  }
  return {"city.toml",
          {{"city.toml", "name=\"试\"\nfirst_quarter=\"2026-Q4\"\nperiods=" + std::to_string(shape.periods) +
                             "\nwater=\"m.toml\"\nitems=[\"NH3-N\"]\nmodel_error=0.05\neffect_sd=0.3\nkind_share=0.3\nerror_share=0.5\n"
                             "delivery_share=0.3\non_time=[0.8,0.9,0.95]\non_time_source=\"试\"\n"},
           {"m.toml", "name=\"m\"\nreaches=\"r\"\nsources=\"s\"\nsections=\"t\"\n[kinetics]\nmodel=\"first-order\"\n[[kinetics.species]]\nname=\"NH3-N\"\nper_day=0.05\ntheta=1.05\n"},
           {"r", reaches}, {"s", sources}, {"t", sections}}};
}

inline city::City city_of(const EnoughShape& shape) {
  city::City city;
  const auto keep = [](auto& table, auto value) { table.push_back({}).value = std::move(value); };
  keep(city.places, Place{"990000000001", "东镇", PlaceLevel::Town, {}});
  for (std::size_t b = 0; b < shape.bodies; ++b) keep(city.bodies, Body{"单位" + std::to_string(b), {}, BodyKind::Town, Id<Place>{1}, {}});
  for (std::size_t r = 0; r < shape.reaches; ++r) keep(city.assets, Asset{"R" + std::to_string(r), "河段" + std::to_string(r), AssetKind::Reach, Id<Place>{1}, {}, Stage::Listed});
  for (std::size_t s = 0; s < shape.sections; ++s) keep(city.assets, Asset{"S" + std::to_string(s), "断面" + std::to_string(s), AssetKind::Section, Id<Place>{1}, {}, Stage::Listed});
  for (std::size_t m = 0; m < shape.measures; ++m) {
    const Id<Body> body = Id<Body>::at_index(m % shape.bodies);
    Commitment commitment;
    commitment.title = "承诺" + std::to_string(m);
    commitment.lead = body;
    commitment.meaning = Meaning::Output;
    commitment.state = CommitmentState::InForce;
    keep(city.commitments, commitment);
    Measure measure;
    measure.title = "措施" + std::to_string(m);
    measure.body = body;
    measure.asset = Id<Asset>::at_index(m % shape.reaches);
    const double share = 60.0 * static_cast<double>(shape.reaches) / static_cast<double>(shape.measures);
    measure.effects = {{EffectOn::Load, Figure{Decimal{static_cast<std::int64_t>(share < 1 ? 1 : share > 30 ? 30 : share)}, Bound::Equal, "kg/d", "氨氮", Basis::PointInTime, "", false}, 30, {}, {}}};
    measure.due = day_from_text(m % 5 == 0 ? "2027-06-30" : "2028-12-31");
    measure.serves = {Id<Commitment>::at_index(m)};
    auto& kept = city.edit_all<Measure>().push_back({});
    kept.value = measure;
    kept.course.state = static_cast<std::uint8_t>(m % 7 == 0 ? MeasureState::Built : MeasureState::UnderWay);
  }
  return city;
}

}  // namespace luoshi::engine::made
