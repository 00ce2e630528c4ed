#include "sample/detail/bodies.hpp"
#include "sample/detail/csv.hpp"
#include "sample/detail/write.hpp"

namespace luoshi::sample::detail {
namespace {

constexpr std::string_view kProvinceCode = "990000000000";

std::string city_code(const World& world) { return "99" + padded(world.copy + 1, 2) + "00000000"; }

void places(const Worlds& worlds, std::vector<SampleFile>& files) {
  Csv csv{"区划代码", "名称", "级别", "上级代码", "片区"};
  csv.row({kProvinceCode, "临海省", "省", "", ""});
  for (const World& world : worlds) {
    csv.row({city_code(world), world.city, "市", kProvinceCode, ""});
    for (const Town& town : world.towns)
      csv.row(
          {town.code, town.name, "镇街", city_code(world), kAreaNames.at(static_cast<std::size_t>(town.facts->area))});
  }
  files.push_back({"registers/places.csv", csv.take()});
}

void bodies(const Worlds& worlds, std::vector<SampleFile>& files) {
  Csv csv{"单位编号", "名称", "别名", "类别", "区划代码", "上级单位编号"};
  for (const World& world : worlds) {
    const std::string government = body_code(world, "云溪市人民政府");
    for (const Department& department : kDepartments) {
      const std::string code = body_code(world, department.name);
      csv.row({code, copy_name(world, department.name), department.alias, department.kind, city_code(world),
               code == government ? "" : government});
    }
    for (const Town& town : world.towns)
      csv.row({town.body, town.name, town.name + (town.name.find("街道") == std::string::npos ? "人民政府" : "办事处"),
               "镇街", town.code, government});
  }
  files.push_back({"registers/bodies.csv", csv.take()});
}

/// Two posts in each body: the head, and one who reports to the head; supervision and monitoring check, the campaign
/// office edits.
void posts_and_holders(const Worlds& worlds, std::vector<SampleFile>& files) {
  Csv posts{"岗位编号", "名称", "单位编号", "上级岗位编号"};
  Csv holders{"姓名", "岗位编号", "角色", "任职起", "任职止"};
  unsigned person = 0;
  for (const World& world : worlds) {
    const std::string government = body_code(world, "云溪市人民政府");
    const std::string mayor = "N-" + government + "-1";
    const auto body = [&](const std::string& code, std::string_view name, std::string_view second,
                          std::string_view role) {
      const std::string head = "N-" + code + "-1", desk = "N-" + code + "-2";
      posts.row({head, std::string{name} + "主要负责人", code, head == mayor ? "" : mayor});
      // Rights reach the post's body and those below it: who checks or edits for the whole city does so in the government.
      posts.row({desk, std::string{name} + std::string{second}, role == "填报" ? code : government, head});
      holders.row({"样例人员" + padded(++person, 4), head, "查阅", "2024-01-01", ""});
      holders.row({"样例人员" + padded(++person, 4), desk, role, "2024-01-01", ""});
    };
    for (const Department& department : kDepartments) {
      const std::string name = copy_name(world, department.name);
      const std::string code = body_code(world, department.name);
      if (department.name == "市政府督查室" || department.name == "市生态环境监测站") {
        body(code, name, "核查岗", "核查");
      } else if (department.name == "市攻坚行动指挥部办公室") {
        body(code, name, "编审岗", "编审");
      } else {
        body(code, name, "填报岗", "填报");
      }
    }
    for (const Town& town : world.towns) body(town.body, town.name, "填报岗", "填报");
  }
  files.push_back({"registers/posts.csv", posts.take()});
  files.push_back({"registers/holders.csv", holders.take()});
}

}  // namespace

void write_bodies(const Worlds& worlds, std::vector<SampleFile>& files) {
  places(worlds, files);
  bodies(worlds, files);
  posts_and_holders(worlds, files);
}

}  // namespace luoshi::sample::detail
