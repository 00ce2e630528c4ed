// History tables and their columns files of any bytes: refused, or read into histories that keep their order.

#include <string_view>

#include "base/error.hpp"
#include "forecast/history_table.hpp"
#include "fuzz.hpp"

std::vector<std::string> fuzz_seeds() {
  return {"0p,k,on,due,done,begun,share\na,x,2020-01-01,2021-01-01,,2019-01-01,0.4\na,x,2020-07-01,2021-03-01,,2019-01-01,50%\n"
          "b,y,2020年1月1日,2020/5/1,2019-12-31,,\n",
          "0p,k,on,due,done,begun,share\n\"a\"\"b\",x,2020,2021-02-29,n/a,,170\n",
          "1project=\"p\"\nclass=[\"k\",\"p\"]\nas_of=\"on\"\nplanned_end=\"due\"\ndates=\"month/day/year\"\nno_date=[\"n/a\"]\n",
          "1project=[\"p\"]\nstarted=\"begun\"\nactual_end=\"done\"\nplanned_end=\"due\"\nyear_ends=\"03-31\"\nhorizon_days=30\n"};
}

int fuzz_inputs() { return 20'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace luoshi;
  if (size == 0) return 0;
  const std::string text{reinterpret_cast<const char*>(data) + 1, size - 1};
  try {
    if (data[0] % 2 == 1) {
      const auto columns = forecast::read_table_columns(text, "c");
      must(!columns.project.empty() && columns.horizon >= 1);
      return 0;
    }
    static const auto columns = forecast::read_table_columns(
        "project=\"p\"\nclass=\"k\"\nas_of=\"on\"\nplanned_end=\"due\"\nactual_end=\"done\"\nstarted=\"begun\"\n"
        "progress=\"share\"\nno_date=[\"n/a\"]\n",
        "c");
    const auto portfolio = forecast::read_history_table(columns, text, "t");
    for (const auto& history : portfolio.histories) {
      for (std::size_t i = 1; i < history.reports.size(); ++i) must(history.reports[i - 1].on < history.reports[i].on);
      if (history.finished) must(*history.finished <= history.finish_known && history.finish_known <= portfolio.known_until);
    }
  } catch (const Error& error) {
    must(*error.what() != '\0');
  }
  return 0;
}
