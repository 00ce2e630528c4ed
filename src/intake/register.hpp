#pragma once

#include "model/judgement.hpp"
#include "model/reading.hpp"

namespace luoshi::intake {

/// Ties the bodies and places a paper names to those of the city's register, in place (对上名录).
///
/// A name is tied where it is a name or alias of the register, or where exactly one body can be meant: the place in
/// front left out (区水务局 for 松溪区水务局; 市水务局 is not 松溪区水务局), the usual short form written out (住建局
/// for 住房和城乡建设局), 人民政府, 办事处 and 有限公司 left out (柿坪镇, 北河钢铁). Where two fit, none is tied: it is
/// for a person to say, never guessed. Of several joined by 、 each is tied by itself. Places are tied by their full
/// names wherever a statement's words hold them.
void tie_to_register(Reading& reading, const Gazetteer& gazetteer);

}  // namespace luoshi::intake
