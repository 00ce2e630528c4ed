#include "engine/sheets/kinds.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "engine/sheets/detail.hpp"
#include "model/words.hpp"

namespace luoshi::engine {

const sheets::Value& SheetRow::value(std::string_view field) const { return change.values[form.find(field).value()]; }
std::string SheetRow::text(std::string_view field) const { return sheets::text_of(value(field)); }

namespace {

using detail::choices;
using detail::chosen;
using detail::known;
using sheets::Field;
using sheets::Form;
using sheets::Holds;
using sheets::KeptRow;
using sheets::Value;

RowCommand no_change(const SheetRow&) {
  return RowRefused{"", "登记过的内容没有改（本系统的名录只增登记，还不能用表格更正）请在表里改回，或另行办理"};
}

std::string body_name(const city::City& city, Id<Body> id) {
  return id ? city.bodies[id.index()].value.name : std::string{};
}
std::string place_name(const city::City& city, Id<Place> id) {
  return id ? city.places[id.index()].value.name : std::string{};
}

// ---- 区划 ----

Form place_form() {
  return {
      "places",
      "区划",
      1,
      Form::NewRows::Welcome,
      {{.key = "code",
        .title = "区划代码",
        .aliases = {"代码", "行政区划代码"},
        .hint = "GB/T 2260，12 位以内数字；没有可留空"},
       {.key = "name", .title = "区划名称", .aliases = {"名称", "镇街", "镇街名称"}, .required = true, .names = true},
       {.key = "level",
        .title = "级别",
        .aliases = {"区划级别"},
        .holds = Holds::Choice,
        .required = true,
        .options = choices<PlaceLevel>(4)},
       {.key = "parent", .title = "上级区划", .aliases = {"所属区划", "上级"}, .names = true}},
      {}};
}

std::vector<KeptRow> place_rows(const city::City& city, Id<Body>) {
  std::vector<KeptRow> rows;
  city.places.each([&](std::size_t i, const city::Kept<Place>& kept) {
    const Place& place = kept.value;
    rows.push_back({std::to_string(i + 1),
                    kept.version(),
                    {place.code, place.name, std::string{chinese_of(place.level)}, place_name(city, place.parent)}});
  });
  return rows;
}

RowCommand create_place(const SheetRow& row) {
  Place place{row.text("code"), row.text("name"), chosen<PlaceLevel>(row.text("level"), 4), {}};
  if (const auto no =
          known(row, "parent", place.parent, [&](const std::string& name) { return row.city.place_of(name); }))
    return *no;
  return city::Register{city::PlaceRegistered{std::move(place)}};
}

// ---- 单位 ----

Form body_form() {
  return {
      "bodies",
      "单位",
      1,
      Form::NewRows::Welcome,
      {{.key = "name", .title = "单位名称", .aliases = {"名称", "单位", "单位全称"}, .required = true, .names = true},
       {.key = "aliases",
        .title = "别名",
        .aliases = {"简称", "曾用名"},
        .holds = Holds::Names,
        .hint = "多个之间用顿号"},
       {.key = "kind",
        .title = "类别",
        .aliases = {"单位类别", "单位性质"},
        .holds = Holds::Choice,
        .required = true,
        .options = choices<BodyKind>(6)},
       {.key = "place", .title = "所在区划", .aliases = {"区划", "所属区划"}},
       {.key = "parent", .title = "上级单位", .aliases = {"主管单位"}}},
      {}};
}

std::vector<KeptRow> body_rows(const city::City& city, Id<Body>) {
  std::vector<KeptRow> rows;
  city.bodies.each([&](std::size_t i, const city::Kept<Body>& kept) {
    const Body& body = kept.value;
    rows.push_back({std::to_string(i + 1),
                    kept.version(),
                    {body.name, body.aliases, std::string{chinese_of(body.kind)}, place_name(city, body.place),
                     body_name(city, body.parent)}});
  });
  return rows;
}

RowCommand create_body(const SheetRow& row) {
  Body body;
  body.name = row.text("name");
  if (const auto* aliases = std::get_if<std::vector<std::string>>(&row.value("aliases"))) body.aliases = *aliases;
  body.kind = chosen<BodyKind>(row.text("kind"), 6);
  if (const auto no = known(row, "place", body.place, [&](const std::string& name) { return row.city.place_of(name); }))
    return *no;
  if (const auto no =
          known(row, "parent", body.parent, [&](const std::string& name) { return row.city.body_of(name); }))
    return *no;
  return city::Register{city::BodyRegistered{std::move(body)}};
}

// ---- 岗位 ----

Form post_form() {
  return {"posts",
          "岗位",
          1,
          Form::NewRows::Welcome,
          {{.key = "body", .title = "单位", .aliases = {"所在单位", "单位名称"}, .required = true, .names = true},
           {.key = "name", .title = "岗位名称", .aliases = {"岗位", "职务"}, .required = true, .names = true},
           {.key = "superior_body", .title = "上级岗位所在单位", .hint = "与本岗位同一单位可留空"},
           {.key = "superior", .title = "上级岗位"}},
          {}};
}

std::vector<KeptRow> post_rows(const city::City& city, Id<Body>) {
  std::vector<KeptRow> rows;
  city.posts.each([&](std::size_t i, const city::Kept<Post>& kept) {
    const Post& post = kept.value;
    Value superior_body, superior;
    if (post.superior) {
      const Post& above = city.posts[post.superior.index()].value;
      superior = above.name;
      superior_body = body_name(city, above.body);
    }
    rows.push_back(
        {std::to_string(i + 1), kept.version(), {body_name(city, post.body), post.name, superior_body, superior}});
  });
  return rows;
}

RowCommand create_post(const SheetRow& row) {
  Post post;
  post.name = row.text("name");
  const auto body_of = [&](const std::string& name) { return row.city.body_of(name); };
  if (const auto no = known(row, "body", post.body, body_of)) return *no;
  Id<Body> above = post.body;
  if (const auto no = known(row, "superior_body", above, body_of)) return *no;
  if (const auto no =
          known(row, "superior", post.superior, [&](const std::string& name) { return row.city.post_of(name, above); }))
    return *no;
  return city::Register{city::PostRegistered{std::move(post)}};
}

// ---- 对象 ----

Form asset_form() {
  return {
      "assets",
      "对象",
      1,
      Form::NewRows::Welcome,
      {{.key = "code", .title = "对象编码", .aliases = {"编码", "编号", "对象编号"}, .required = true, .names = true},
       {.key = "name", .title = "对象名称", .aliases = {"名称", "河涌名称", "企业名称"}, .required = true},
       {.key = "kind",
        .title = "类别",
        .aliases = {"对象类别"},
        .holds = Holds::Choice,
        .required = true,
        .options = choices<AssetKind>(13)},
       {.key = "place", .title = "所在区划", .aliases = {"区划", "所属区划", "镇街"}},
       {.key = "part_of", .title = "所属对象编码", .aliases = {"所属对象"}},
       {.key = "stage",
        .title = "阶段",
        .aliases = {"进度阶段", "整治阶段"},
        .holds = Holds::Choice,
        .options = choices<Stage>(4)}},
      {}};
}

std::vector<KeptRow> asset_rows(const city::City& city, Id<Body>) {
  std::vector<KeptRow> rows;
  city.assets.each([&](std::size_t i, const city::KeptAsset& kept) {
    const Asset& asset = kept.value;
    const Value part_of = asset.part_of ? Value{city.assets[asset.part_of.index()].value.code} : Value{};
    rows.push_back({std::to_string(i + 1),
                    kept.version(),
                    {asset.code, asset.name, std::string{chinese_of(asset.kind)}, place_name(city, asset.place),
                     part_of, std::string{chinese_of(asset.stage)}}});
  });
  return rows;
}

RowCommand create_asset(const SheetRow& row) {
  Asset asset;
  asset.code = row.text("code");
  asset.name = row.text("name");
  asset.kind = chosen<AssetKind>(row.text("kind"), 13);
  if (const std::string stage = row.text("stage"); !stage.empty()) asset.stage = chosen<Stage>(stage, 4);
  if (const auto no =
          known(row, "place", asset.place, [&](const std::string& name) { return row.city.place_of(name); }))
    return *no;
  if (const auto no =
          known(row, "part_of", asset.part_of, [&](const std::string& code) { return row.city.asset_of(code); }))
    return *no;
  return city::Register{city::AssetRegistered{std::move(asset)}};
}

}  // namespace

const std::vector<SheetKind>& sheet_kinds() {
  static const std::vector<SheetKind> kKinds{{place_form(), place_rows, create_place, no_change},
                                             {body_form(), body_rows, create_body, no_change},
                                             {post_form(), post_rows, create_post, no_change},
                                             {asset_form(), asset_rows, create_asset, no_change},
                                             detail::commitment_kind(),
                                             detail::progress_kind(),
                                             detail::sample_kind()};
  return kKinds;
}

const SheetKind& sheet_kind(std::string_view form) {
  std::string all;
  for (const SheetKind& kind : sheet_kinds()) {
    if (kind.form.key == form) return kind;
    all += (all.empty() ? "" : "、") + kind.form.key + "（" + kind.form.title + "）";
  }
  throw Error{Fault::BadInput, "没有“" + std::string{form} + "”这种表（可用：" + all + "）请改正"};
}

std::vector<sheets::Form> sheet_forms() {
  std::vector<sheets::Form> forms;
  for (const SheetKind& kind : sheet_kinds()) forms.push_back(kind.form);
  return forms;
}

}  // namespace luoshi::engine
