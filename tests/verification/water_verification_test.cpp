// The water room against closed forms and published answers; `luoshi water verify` prints the same cases.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "water/verify.hpp"

namespace luoshi::water {
namespace {

void expect_passed(const std::vector<VerificationCase>& cases) {
  ASSERT_FALSE(cases.empty());
  for (const VerificationCase& one : cases)
    if (!one.cause.empty()) {
      EXPECT_FALSE(one.passed()) << one.id << " " << one.what << ": a known miss is reached now; take its cause away";
    } else if (one.skipped.empty()) {
      EXPECT_TRUE(one.passed()) << one.id << " " << one.what << ": required " << one.required << ", reached "
                                << one.reached;
    }
}

/// A file of the shared folder, or nothing where the folder is absent.
std::string shared_file(const std::string& name) {
  const char* const shared = std::getenv("LUOSHI_SHARED");
  std::ifstream file{std::string{shared ? shared : "../shared"} + "/data/water/" + name, std::ios::binary};
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

TEST(WaterVerification, ClosedFormsAreReached) { expect_passed(verify_analytic()); }

TEST(WaterVerification, RsparrowModelOneIsReached) {
  const std::string reaches = shared_file("rsparrow_mrb3_tn_reaches.csv"),
                    published = shared_file("rsparrow_mrb3_model1_predicts_load.csv");
  if (reaches.empty() || published.empty()) GTEST_SKIP() << "the shared folder's data/water is not beside the checkout";
  expect_passed(verify_transport(reaches, published));
}

TEST(WaterVerification, LowerColoradoKeepsItsWaterAndMass) {
  const std::string reaches = shared_file("lower_colorado_tx_reaches.csv");
  if (reaches.empty()) GTEST_SKIP() << "the shared folder's data/water is not beside the checkout";
  expect_passed(verify_lower_colorado(reaches));
}

TEST(WaterVerification, BoulderCreekFlowsAsQual2KwSays) {
  const std::string q2k = shared_file("boulder_creek_1987-08-21.q2k"),
                    summary = shared_file("boulder_creek_qual2kw_v51_output_summary.txt");
  if (q2k.empty() || summary.empty()) GTEST_SKIP() << "the shared folder's data/water is not beside the checkout";
  expect_passed(verify_boulder_creek(q2k, summary));
}

}  // namespace
}  // namespace luoshi::water
