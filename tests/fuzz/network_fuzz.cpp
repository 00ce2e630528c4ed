// Plan files of any bytes: refused, or a network that can be drawn.

#include <string_view>

#include "base/error.hpp"
#include "forecast/network_file.hpp"
#include "forecast/simulate.hpp"
#include "fuzz.hpp"

std::vector<std::string> fuzz_seeds() {
  return {"id,name,days,after,body,risk_chance,risk_days,earliest\nA,a,10,,x,0.2,5,3\nB,b,5,A+2;A FF,x,,,\nC,c,1,A SS;B-1,,,,\n",
          "id,low,likely,high\nA,1,2,3\n",
          "PRECEDENCE RELATIONS:\n 1 1 2 2 3\n 2 1 1 3\n 3 1 0\nREQUESTS/DURATIONS:\n 1 1 0 0\n 2 1 8 4\n 3 1 2 0\nRESOURCEAVAILABILITIES:\n",
          "ERMHDR\t8\n%T\tTASK\n%F\ttask_id\ttask_code\tstatus_code\tremain_drtn_hr_cnt\n%R\t1\tA\tTK_Active\t40\n%R\t2\tB\t\t80\n%T\tTASKPRED\n"
          "%F\ttask_id\tpred_task_id\tpred_type\tlag_hr_cnt\n%R\t2\t1\tPR_SS\t8\n",
          "<Project><MinutesPerDay>480</MinutesPerDay><Tasks><Task><UID>1</UID><Summary>1</Summary><OutlineLevel>1</OutlineLevel></Task>"
          "<Task><UID>2</UID><OutlineLevel>2</OutlineLevel><Duration>PT8H0M0S</Duration></Task><Task><UID>3</UID><OutlineLevel>1</OutlineLevel>"
          "<Duration>PT16H</Duration><PredecessorLink><PredecessorUID>1</PredecessorUID><Type>3</Type><LinkLag>4800</LinkLag></PredecessorLink>"
          "</Task></Tasks></Project>"};
}

int fuzz_inputs() { return 20'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace luoshi;
  try {
    const auto file = forecast::read_network_file({reinterpret_cast<const char*>(data), size}, "f", {0.3, 0.3});
    must(file.network.defects().empty() && file.ids.size() == file.network.tasks.size());
    forecast::SimulationOptions options;
    options.draws = 1;
    const auto made = forecast::simulate(file.network, std::span{&file.last, 1}, file.last, options);
    must(made.finish[0][0] == made.finish[0][0]);
  } catch (const Error& error) {
    must(*error.what() != '\0');
  }
  return 0;
}
