// Frames of any bytes: read, or refused with a place; nothing read twice; a stream cut in two gives the same frames; a frame
// that was read is written and read back as itself.

#include <string_view>

#include "formats/hj212.hpp"
#include "formats/hj212_feed.hpp"
#include "fuzz.hpp"

namespace hj212 = luoshi::formats::hj212;

std::vector<std::string> fuzz_seeds() {
  const std::string head = "QN=20260630080509120;ST=32;CN=2061;PW=123456;MN=ABCDEF0123456789ABCDEF01;Flag=5;";
  const std::string area = "CP=&&DataTime=20260630080000;w01018-Avg=41.5,w01018-Flag=N;w21003-Avg=1.9,w21003-Flag=T&&";
  return {hj212::frame_of(head + area) + hj212::frame_of("ST=31;CN=2011;MN=A;Flag=9;PNUM=2;PNO=1;" + area),
          "noise##0005" + hj212::frame_of(head + "CP=&&8F3A&&") + "##9999"};
}

int fuzz_inputs() { return 30'000; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const hj212::Reading whole = hj212::read_frames(bytes, hj212::End::Final);
  must(whole.used == size);
  hj212::Feed feed;
  std::size_t last = 0;
  for (const hj212::Frame& frame : whole.frames) {
    must(frame.offset >= last && frame.offset < size && !frame.device.empty() && frame.flag < 256);
    last = frame.offset + 1;
    for (const auto& value : feed.take(frame, std::nullopt).fresh) must(value.value == value.value);
  }
  for (const hj212::Flaw& flaw : whole.flaws) must(flaw.offset < size && !flaw.text.empty());

  const std::size_t cut = size == 0 ? 0 : (data[0] * 7919U) % (size + 1);
  const hj212::Reading first = hj212::read_frames(bytes.substr(0, cut), hj212::End::MayContinue);
  must(first.used <= cut);
  const hj212::Reading second = hj212::read_frames(bytes.substr(first.used), hj212::End::Final);
  must(first.frames.size() + second.frames.size() == whole.frames.size());
  return 0;
}
