#include <gtest/gtest.h>

#include "base/random.hpp"
#include "sheets/exchange.hpp"
#include "sheets/test_sheets.hpp"

// Export, edit, merge: exactly the edits come back, whatever the rows say.
namespace luoshi::sheets {
namespace {

const Origin kOrigin{"ledger-1", "100", Day{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{1}}};

std::string some_text(Random& random) {
  static const std::vector<std::string> kPieces{"整治",         "河涌", "=1+1",    "@",  "/", "\n", " ", "　", "甲、乙",
                                                "\"",           "<",    "_x000D_", "１", "0", "。", "-", "+",  "\x01",
                                                "\xEF\xBF\xBE", "完成"};
  std::string out;
  for (std::size_t i = 0, count = random.below(7); i < count; ++i) out += kPieces[random.below(kPieces.size())];
  return out;
}

Value some_value(Random& random, const Field& field) {
  if (random.below(4) == 0) return {};
  const Day day{std::chrono::sys_days{std::chrono::year{2020} / 1 / 1} + std::chrono::days{random.below(5'000)}};
  const Decimal number{static_cast<std::int64_t>(random.below(1'000'000'000)) - 500'000'000,
                       -static_cast<int>(random.below(5))};
  switch (field.holds) {
    case Holds::Text:
      return some_text(random);
    case Holds::Number:
    case Holds::Percent:
      return number;
    case Holds::Day:
      return day;
    case Holds::Deadline: {
      Deadline deadline;
      deadline.kind = random.below(2) == 0 ? DeadlineKind::By : DeadlineKind::Vague;
      if (deadline.kind == DeadlineKind::By) deadline.until = PartialDate::of(day);
      deadline.words = random.below(2) == 0 ? "按时间节点推进" : deadline.until ? "" : "尽快";
      return deadline;
    }
    case Holds::Figure:
      return Figure{number, Bound::AtLeast, "条", "", Basis::Unstated, "", false};
    case Holds::YesNo:
      return random.below(2) == 0;
    case Holds::Choice:
      return field.options[random.below(field.options.size())];
    case Holds::Names:
      return std::vector<std::string>{"水务局", some_text(random)};
  }
  return {};
}

std::vector<KeptRow> some_rows(Random& random, const Form& form, std::size_t count) {
  std::vector<KeptRow> rows;
  for (std::size_t i = 0; i < count; ++i) {
    KeptRow row{std::to_string(i + 1), random.below(100), {}};
    for (const Field& field : form.fields) row.values.push_back(some_value(random, field));
    rows.push_back(std::move(row));
  }
  return rows;
}

TEST(ExchangeLaw, WithoutAnEditNothingChangesWhateverTheRowsSay) {
  Random random{20260301};
  const Form form = test::task_form();
  for (int trial = 0; trial < 60; ++trial) {
    const auto rows = some_rows(random, form, 1 + random.below(20));
    const Merge out = merge(test::reopened(export_sheets(form, rows, kOrigin)), form, rows, kOrigin, test::few_words());
    ASSERT_TRUE(out.complaints.empty()) << "trial " << trial << ": " << out.complaints[0].full_text();
    ASSERT_EQ(out.changes.size(), rows.size());
    for (const Change& change : out.changes) ASSERT_EQ(change.kind, Change::Kind::Unchanged) << "trial " << trial;
  }
}

TEST(ExchangeLaw, RandomEditsComeBackAsExactlyThose) {
  Random random{20260302};
  const Form form = test::task_form();
  for (int trial = 0; trial < 60; ++trial) {
    auto rows = some_rows(random, form, 2 + random.below(20));
    auto sheets = export_sheets(form, rows, kOrigin);
    std::map<std::uint32_t, std::set<std::size_t>> typed;
    std::set<std::uint32_t> moved;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto number = static_cast<std::uint32_t>(i + 2);
      if (random.below(3) == 0) {
        rows[i].version += 1;
        moved.insert(number);
      }
      for (std::size_t f = 0; f + 1 < form.fields.size(); ++f) {
        if (random.below(6) != 0 || form.fields[f].holds == Holds::Deadline) continue;
        const Value value = some_value(random, form.fields[f]);
        if (canonical_text(value) == canonical_text(rows[i].values[f])) continue;
        KeptRow edited = rows[i];
        edited.values[f] = value;
        sheets[1].rows[i + 1][f] = export_sheets(form, std::vector{edited}, kOrigin)[1].rows[1][f];
        typed[number].insert(f);
      }
    }
    const Merge out = merge(test::reopened(sheets), form, rows, kOrigin, test::few_words());
    ASSERT_TRUE(out.complaints.empty()) << "trial " << trial << ": " << out.complaints[0].full_text();
    for (const Change& change : out.changes) {
      std::set<std::size_t> found;
      for (const FieldChange& field : change.fields) found.insert(field.field);
      ASSERT_EQ(found, typed[change.row]) << "trial " << trial << ", row " << change.row;
      const auto wanted = found.empty()                ? Change::Kind::Unchanged
                          : moved.contains(change.row) ? Change::Kind::Conflict
                                                       : Change::Kind::Changed;
      ASSERT_EQ(change.kind, wanted) << "trial " << trial << ", row " << change.row;
    }
  }
}

}  // namespace
}  // namespace luoshi::sheets
