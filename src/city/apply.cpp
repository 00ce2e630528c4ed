#include "base/error.hpp"
#include "city/decide.hpp"
#include "city/detail/folding.hpp"

namespace luoshi::city {

void detail::Folding::missing(std::string_view what, std::uint32_t number) const {
  throw Error{Fault::Corrupt, "ledger entry " + std::to_string(sequence) + " names " + std::string{what} + " " +
                                  std::to_string(number) + ", which does not exist (the ledger holds what was never " +
                                  "let in); run `luoshi ledger check` and restore the backup"};
}

void fold_into(City& city, Event event) {
  const auto out_of_place = [&](const std::string& why) {
    return Error{Fault::Corrupt, "ledger entry " + std::to_string(city.events + 1) + " " + why +
                                     " (the ledger holds what was never let in); restore the backup"};
  };
  const bool founding = std::holds_alternative<CityFounded>(event.body);
  if (founding != (city.events == 0))
    throw out_of_place(founding ? "founds the city again" : "comes before the city was founded");
  if (event.envelope.recorded_at < city.recorded_at && city.events > 0)
    throw out_of_place("is recorded at " + instant_text(event.envelope.recorded_at) + ", before the one in front at " +
                       instant_text(city.recorded_at));
  detail::Folding folding{city, event.envelope, static_cast<std::uint32_t>(city.events + 1)};
  std::visit(
      [&](auto& fact) {
        if constexpr (detail::kIsOfThings<std::remove_cvref_t<decltype(fact)>>) detail::fold_thing(folding, event.body);
        else detail::fold(folding, fact);
      },
      event.body);
  ++city.events;
  city.recorded_at = event.envelope.recorded_at;
}

City apply(City city, Event event) {
  fold_into(city, std::move(event));
  return city;
}

}  // namespace luoshi::city
