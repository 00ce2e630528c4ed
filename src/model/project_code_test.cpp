#include "model/project_code.hpp"

#include <gtest/gtest.h>

namespace luoshi {
namespace {

TEST(ProjectCode, IsReadGroupByGroup) {
  EXPECT_FALSE(unfit_project_code("2021-441900-77-01-000123"));
  EXPECT_FALSE(unfit_project_code("2021-990100-04-01-000010")) << "an invented city's";
  EXPECT_FALSE(unfit_project_code("2021-441900-77-01-00012X")) << "the check character is not verified, only its kind";
  EXPECT_NE(unfit_project_code("2021-441900-77-01-00012")->find("现有 23 个"), std::string::npos);
  EXPECT_NE(unfit_project_code("2021441900-77-01-0001234")->find("连字符"), std::string::npos);
  EXPECT_NE(unfit_project_code("20A1-441900-77-01-000123")->find("年份一段"), std::string::npos);
  EXPECT_NE(unfit_project_code("1999-441900-77-01-000123")->find("2000 到 2099"), std::string::npos);
  EXPECT_NE(unfit_project_code("2021-901900-77-01-000123")->find("901900 不存在"), std::string::npos);
  EXPECT_NE(unfit_project_code("2021-441900-7x-01-000123")->find("部门一段"), std::string::npos);
  EXPECT_NE(unfit_project_code("2021-441900-77-01-00012x")->find("校验码"), std::string::npos);
}

}  // namespace
}  // namespace luoshi
