#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/engine.hpp"
#include "sample/sample.hpp"

namespace luoshi::engine {

/// What the tables of the sample call by code, as the ledger numbers it.
struct SampleNames {
  std::map<std::string, Id<Body>> bodies;
  std::map<std::string, city::Actor> actors;            ///< by code of their post
  std::map<std::string, Id<Document>> papers;
  std::map<std::string, Id<Commitment>> commitments;
  city::Actor editor;
};

/// How many things of the works of the sample were taken in.
struct WorksTaken {
  std::size_t projects = 0, measures = 0, asks = 0, problems = 0, closures = 0;
};

/// Takes projects with their milestones and money, measures, requests upward, findings and closures of the first copy of the
/// sample into the ledger. What lies after the ledger's own day is left out; a request keeps its true dates in its words, for an
/// answer cannot be asked for by a day that is gone. `carry_out` does one command or throws.
/// @throws Error when a command is refused or a table is missing.
WorksTaken take_in_sample_works(const Engine& engine, const std::vector<sample::SampleFile>& files, const SampleNames& names,
                                const std::function<void(city::CommandBody, const city::Actor&)>& carry_out);

}  // namespace luoshi::engine
