#include "intake/intake.hpp"

#include <utility>

#include "intake/actor.hpp"
#include "intake/document.hpp"
#include "intake/metadata.hpp"
#include "intake/repair.hpp"
#include "intake/statement.hpp"

namespace luoshi::intake {

Reading read_repaired(std::string file, RepairedText paper) {
  Reading reading;
  reading.file = std::move(file);
  reading.paper = std::move(paper);
  Metadata meta = metadata_of(reading.paper);
  Document document{.text = reading.paper.text,
                    .paper = &reading.paper,
                    .words = Words{reading.paper.text},
                    .today = meta.today,
                    .times = read_times(reading.paper.text, 0, reading.paper.text.size(), meta.today),
                    .genre = meta.genre,
                    .places = names_in(reading.paper.text),
                    .time_index = {}};
  document.index_times();
  reading.statements = statements_of(document);
  reading.title = std::move(meta.title);
  reading.date = meta.date;
  reading.date_precision = meta.precision;
  reading.date_inferred = meta.inferred;
  reading.place = std::move(meta.place);
  reading.publisher = std::move(meta.publisher);
  reading.convenor = std::move(meta.convenor);
  reading.meeting_type = std::move(meta.meeting_type);
  reading.meeting_number = meta.meeting_number;
  reading.questions = std::move(meta.questions);
  return reading;
}

Reading read_paper(std::string file, std::string_view bytes) { return read_repaired(std::move(file), repair(bytes)); }

}  // namespace luoshi::intake
