// The command line of Luoshi: gathers the subcommands, parses once, turns failures into one line and an exit code.

#include <CLI/CLI.hpp>
#include <cstdio>

#include "base/error.hpp"
#include "cli/account_commands.hpp"
#include "cli/adopt_commands.hpp"
#include "cli/assess_commands.hpp"
#include "cli/city_commands.hpp"
#include "cli/forecast_commands.hpp"
#include "cli/funnel_commands.hpp"
#include "cli/intake_commands.hpp"
#include "cli/ledger_commands.hpp"
#include "cli/lifecycle_commands.hpp"
#include "cli/notify_commands.hpp"
#include "cli/repair_commands.hpp"
#include "cli/sample_commands.hpp"
#include "cli/serve_commands.hpp"
#include "cli/sheet_child.hpp"
#include "cli/sheet_commands.hpp"
#include "cli/spot_commands.hpp"
#include "cli/subcommand.hpp"
#include "cli/verdict_commands.hpp"
#include "cli/verify_commands.hpp"
#include "cli/water_commands.hpp"
#include "cli/year_commands.hpp"
#include "numeric/clp/clp_solver.hpp"

namespace luoshi::cli {
namespace {

std::vector<Subcommand> all_subcommands() {
  std::vector<Subcommand> all;
  for (auto& command : account_commands()) all.push_back(std::move(command));
  for (auto& command : adopt_commands()) all.push_back(std::move(command));
  for (auto& command : assess_commands()) all.push_back(std::move(command));
  for (auto& command : city_commands()) all.push_back(std::move(command));
  for (auto& command : forecast_commands()) all.push_back(std::move(command));
  for (auto& command : funnel_commands()) all.push_back(std::move(command));
  for (auto& command : intake_commands()) all.push_back(std::move(command));
  for (auto& command : ledger_commands()) all.push_back(std::move(command));
  for (auto& command : lifecycle_commands()) all.push_back(std::move(command));
  for (auto& command : notify_commands()) all.push_back(std::move(command));
  for (auto& command : verdict_commands()) all.push_back(std::move(command));
  for (auto& command : repair_commands()) all.push_back(std::move(command));
  for (auto& command : sample_commands()) all.push_back(std::move(command));
  for (auto& command : serve_commands()) all.push_back(std::move(command));
  for (auto& command : sheet_commands()) all.push_back(std::move(command));
  for (auto& command : sheet_child_commands()) all.push_back(std::move(command));
  for (auto& command : spot_commands()) all.push_back(std::move(command));
  for (auto& command : verify_commands()) all.push_back(std::move(command));
  for (auto& command : year_commands()) all.push_back(std::move(command));
  for (auto& command : water_commands(numeric::make_clp_solver)) all.push_back(std::move(command));
  return all;
}

Exit exit_of(Fault fault) {
  switch (fault) {
    case Fault::BadInput:
    case Fault::NotFound:
    case Fault::TooLarge: return Exit::BadInput;
    case Fault::Denied:
    case Fault::Conflict: return Exit::AnswerIsNo;
    case Fault::Cancelled:
    case Fault::Unavailable:
    case Fault::Corrupt: return Exit::WorldFailed;
  }
  return Exit::WorldFailed;
}

Exit run(const Subcommand& subcommand, const CLI::App& app) {
  Values values;
  for (const Option& option : subcommand.options) {
    const bool positional = option.kind == Option::Kind::Positional || option.kind == Option::Kind::Many;
    const CLI::Option* const given = app.get_option(positional ? option.name : "--" + option.name);
    if (given->count() > 0) values.set(option.name, given->results());
  }
  try {
    return subcommand.run(values);
  } catch (const Error& error) {
    std::fprintf(stderr, "luoshi: %s\n", error.what());
    return exit_of(error.fault());
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "luoshi: the machine's memory is used up (the input is too large for it); split the input\n");
    return Exit::WorldFailed;
  }
}

void declare(CLI::App& app, const std::vector<Option>& options) {
  for (const Option& option : options) {
    CLI::Option* declared = nullptr;
    switch (option.kind) {
      case Option::Kind::Flag: declared = app.add_flag("--" + option.name, option.help); break;
      case Option::Kind::Value: declared = app.add_option("--" + option.name, option.help)->expected(1); break;
      case Option::Kind::Positional: declared = app.add_option(option.name, option.help)->expected(1); break;
      case Option::Kind::Many: declared = app.add_option(option.name, option.help)->expected(1, 1'000'000)->allow_extra_args(); break;
    }
    declared->required(option.required);
  }
}

std::string group_help(const std::string& group) {
  if (group == "forecast") return "how likely work is done by its date, and how such forecasts turned out";
  if (group == "ledger") return "what the ledger proves of itself: head, check, prove, verify, export";
  if (group == "verdict") return "what is shown is written down: record; and scored when due: scorecard";
  if (group == "accounts") return "who may sign in: list, record, create, reset, withdraw, restore, sign-out";
  if (group == "sheet") return "tables people keep: propose, map, export, preview, apply";
  if (group == "notify") return "reminders, off unless addresses were written down: show, run";
  if (group == "spot") return "spot checks by lot: list, draw";
  if (group == "read") return "quantities, dates or numbers of one text a line";
  if (group == "verify") return "questions the data ask, and their record; how often sound data are asked; monitors' frames";
  if (group == "year") return "the turn of a year: open, show, close";
  if (group == "water") return "a river network: concentrations, shares, capacity, what a change does";
  return "";
}

int run_command_line(int argc, char** argv) {
  CLI::App app{"落实 Luoshi: what was promised, will it be kept, will it be enough"};
  app.set_version_flag("--version", "luoshi " LUOSHI_VERSION);
  app.require_subcommand(1);
  Exit result = Exit::Ok;
  const std::vector<Subcommand> subcommands = all_subcommands();
  for (const Subcommand& subcommand : subcommands) {
    CLI::App* parent = &app;
    std::string name = subcommand.path;
    for (std::size_t space = name.find(' '); space != std::string::npos; space = name.find(' ')) {
      const std::string group = name.substr(0, space);
      const auto known = parent->get_subcommands([&](const CLI::App* each) { return each->get_name() == group; });
      parent = known.empty() ? parent->add_subcommand(group, group_help(group))->require_subcommand(1) : known.front();
      name.erase(0, space + 1);
    }
    CLI::App* const leaf = parent->add_subcommand(name, subcommand.help);
    declare(*leaf, subcommand.options);
    leaf->callback([&subcommand, &result, leaf] { result = run(subcommand, *leaf); });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(Exit::BadInput);
  }
  return static_cast<int>(result);
}

}  // namespace
}  // namespace luoshi::cli

int main(int argc, char** argv) { return luoshi::cli::run_command_line(argc, argv); }
