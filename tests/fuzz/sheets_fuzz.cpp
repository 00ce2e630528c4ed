// Tables on any sheet: every row of data is a row of the sheet below its heading and belongs to one table; what is read
// through the proposed mapping keeps to the form; a proposed mapping survives its JSON.

#include "base/error.hpp"
#include "fuzz.hpp"
#include "sheets/records.hpp"
#include "sheets/test_sheets.hpp"

std::vector<std::string> fuzz_seeds() {
  return {
      "\1\1台账\n序号,事项,牵头单位,完成时限,进度,目标\n1,整治,水务局,6月底前,80%,20条以上\n2,新建,,2023.6.30,0.8,/"
      "\n合计,,2 项\n填报人：某\n",
      "\2\3事项,责任,\n,牵头单位,截至日期\n甲,水务局,6.30\n\n表二\n编码,阶段\nR-1,在建\n"};
}

int fuzz_inputs() { return 20'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace luoshi;
  using namespace luoshi::sheets;
  if (size < 2) return 0;
  const std::string_view text{reinterpret_cast<const char*>(data) + 2, size - 2};
  formats::Workbook book;
  try {
    book = formats::read_workbook(text, "t.csv", [](std::string_view) { return std::string{"x"}; });
  } catch (const Error&) {
    return 0;
  }
  formats::ReadSheet& sheet = book.sheets.at(0);
  const std::uint32_t row = 1U + data[0] % 8U, column = data[1] % 8U;
  sheet.merged.push_back({row, column, row + data[0] / 64U, column + data[1] / 64U});
  const Form form = test::task_form();
  const Cells cells{sheet};
  std::uint32_t last = 0;
  for (const Table& table : find_tables(sheet, heading_words({form}))) {
    for (const std::uint32_t number : table.rows) {
      must(number > last && number >= table.heading_row + table.heading_rows && sheet.row(number) != nullptr);
      last = number;
    }
    const Mapping mapping = propose(table, cells, form);
    must(canonical_json(Mapping::from_json(mapping.to_json()).to_json()) == canonical_json(mapping.to_json()));
    const Records records = read_records(table, cells, mapping, form, test::few_words());
    must(records.rows.size() == table.rows.size());
    for (const Record& record : records.rows) must(record.values.size() == form.fields.size());
    for (const Complaint& complaint : records.complaints) must(is_utf8(complaint.full_text()) && complaint.row != 0);
  }
  return 0;
}
