#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "engine/engine.hpp"

namespace luoshi::engine {

/// What a file turned out to be, and what came of it.
struct Imported {
  enum class What {
    Paper,       ///< a document, taken in
    KnownPaper,  ///< the same bytes are in already
    Rules,       ///< a rule for lights, adopted
    Refused      ///< an ordinary refusal; `message` says why
  };
  What what = What::Refused;
  std::string file;
  Id<Document> document;
  std::uint32_t statements = 0;
  std::uint32_t questions = 0;
  std::string message;  ///< one line of Chinese for the person who imports
};

/// Whether the papers belong to the fictional sample city; kept with each document and shown on every page.
enum class Origin { Real, Sample };

/// Takes one file in, whatever it is: finds that out from its bytes. Blobs are durable before the event that names them.
/// The command id is made from the bytes, so importing again is harmless.
/// @throws Error for a file that cannot be read as anything (BadInput, TooLarge), or a failing store.
[[nodiscard]] Imported import_file(Engine& engine, const std::string& file, std::string_view bytes, Origin origin);

/// Makes a city ready for papers: founds it in an empty ledger, and adopts the shipped light rule where none is adopted.
void prepare(Engine& engine, const std::string& name, Origin origin);

/// What the reader said of a document, from the archive. @throws Error{Corrupt | NotFound} when the blob is damaged or gone.
[[nodiscard]] Json reading_of(const archive::Archive& archive, const Document& document);

}  // namespace luoshi::engine
