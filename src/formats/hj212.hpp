#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

/// Frames of HJ 212 (污染物自动监测数据传输报文), as collectors of firms and stations send them: bytes to fields.
///
///   ## LLLL data CCCC CR LF      LLLL: bytes of data, decimal;  CCCC: checksum of data, hexadecimal
///   data = QN=…;ST=…;CN=…;PW=…;MN=…;Flag=…[;PNUM=…;PNO=…];CP=&&name=value,name=value;name=value…&&
///
/// Source: HJ 212-2017, 6.3 (structure, fields), 6.6 (codes), annex A (checksum); read in the standard's text. Of
/// HJ 212-2025 the text was not at hand: its version bits (Flag = 9 with an answer wanted), its systems 44 (power) and 45
/// (state of production), its encrypted data areas and that LLLL counts bytes of UTF-8 are **unverified**, taken from public
/// descriptions. Of HJ/T 212-2005 the shorter fields are read alike. See docs/formats/hj212.md.
namespace luoshi::formats::hj212 {

/// What is wrong with bytes, a frame or a value. Each flaw names its place; none is repaired by guess.
enum class Defect {
  Noise,      ///< bytes between frames
  Length,     ///< the length is no number, or no frame ends where it says
  Checksum,   ///< data and checksum differ
  Field,      ///< a field is missing, stands twice, or cannot be read
  Time,       ///< a time that no calendar or no monitor has
  Value,      ///< a value that is no number
  Encrypted,  ///< the data area cannot be read without its key
  Cut,        ///< the bytes end within a frame
  Repeated,   ///< the same values again
  Changed,    ///< other values for a time that was already told
  Late,       ///< older than what the device told before
  Ahead,      ///< of a time that has not come yet
  Clock       ///< the device's clock is off
};

struct Flaw {
  Defect defect{};
  std::size_t offset = 0;  ///< where in the bytes its frame begins
  std::string text;        ///< one line of plain Chinese: problem (why) what to do
};

/// One "code-field=text" of the data area; `code` is empty for fields of the whole frame such as QnRtn.
struct Value {
  std::string code, field, text;
  friend bool operator==(const Value&, const Value&) = default;
};

enum class Edition { Of2005, Of2017, Of2025, Unknown };

/// Which packet of how many a frame is.
struct Packet {
  unsigned number = 0, of = 0;
  friend bool operator==(const Packet&, const Packet&) = default;
};

/// One whole frame with a right checksum. The password is read over and not kept.
struct Frame {
  std::size_t offset = 0;
  std::optional<Instant> sent;       ///< QN, the device's clock to the millisecond
  std::string system;                ///< ST: 21 river, 22 air, 31 gas, 32 waste water, …
  std::string command;               ///< CN: 2011 now, 2051 minutes, 2061 hour, 2031 day, …
  std::string device;                ///< MN
  unsigned flag = 0;                 ///< 0 … 255
  std::optional<Packet> packet;
  std::optional<Instant> data_time;  ///< begin of the interval; of 2011 the moment
  std::vector<Value> values;         ///< without DataTime

  [[nodiscard]] Edition edition() const;
  [[nodiscard]] bool wants_answer() const { return (flag & 1U) != 0; }
};

struct Reading {
  std::vector<Frame> frames;
  std::vector<Flaw> flaws;
  std::size_t used = 0;  ///< bytes done with; the rest may be the beginning of a frame
};

/// Whether more bytes may follow: then a frame that is not whole yet is left for the next call, else it is a flaw.
enum class End { MayContinue, Final };

/// Reads every frame; after a damaged one it goes on at the next "##". Never throws for any bytes; linear in their number
/// but for damaged lengths, each of which costs at most 10 kB.
[[nodiscard]] Reading read_frames(std::string_view bytes, End end);

/// The checksum of annex A: a CRC-16 with the polynomial 0xA001 in which each byte meets the register shifted by eight, so
/// that it is not the CRC of Modbus. "QN=20160801085857223;…&&" of the annex gives 0x1C80 (hj212_test).
[[nodiscard]] std::uint16_t checksum(std::string_view data);

/// A data segment as a frame: length, checksum, line end. Requires at most 9,999 bytes.
[[nodiscard]] std::string frame_of(std::string_view data);

/// "20260630080509" at +08:00, years 2000 to 2099; with three more digits the milliseconds.
[[nodiscard]] std::optional<Instant> device_time(std::string_view digits);

}  // namespace luoshi::formats::hj212
