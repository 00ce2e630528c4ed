#include "fault/crash_images.hpp"

#include <algorithm>
#include <random>

namespace luoshi::test {
namespace {

constexpr std::uint64_t kSector = 512;

void carry_out(Disk& disk, const Operation& operation) {
  if (operation.kind == Kind::Delete) {
    disk.erase(operation.file);
    return;
  }
  std::string& bytes = disk[operation.file];
  if (operation.kind == Kind::Truncate) {
    bytes.resize(operation.offset, '\0');
    return;
  }
  const std::size_t end = operation.offset + operation.bytes.size();
  if (bytes.size() < end) bytes.resize(end, '\0');
  bytes.replace(operation.offset, operation.bytes.size(), operation.bytes);
}

// The parts of a write that lie in one sector of the disk each.
std::vector<Operation> sectors_of(const Operation& operation) {
  if (operation.kind != Kind::Write) return {operation};
  std::vector<Operation> parts;
  std::uint64_t at = operation.offset;
  const std::uint64_t end = operation.offset + operation.bytes.size();
  while (at < end) {
    const std::uint64_t next = std::min(end, (at / kSector + 1) * kSector);
    parts.push_back({Kind::Write, operation.file, at, operation.bytes.substr(at - operation.offset, next - at)});
    at = next;
  }
  return parts;
}

class Images {
 public:
  Images(Disk durable, const Effort& effort, const std::function<void(const CrashImage&)>& see)
      : durable_{std::move(durable)}, effort_{effort}, see_{see}, random_{effort.seed} {}

  void take(const Operation& operation) {
    ++at_;
    if (operation.kind == Kind::Acknowledge) {
      acknowledged_ = std::max(acknowledged_, operation.offset);
    } else if (operation.kind == Kind::Sync || operation.kind == Kind::SyncNames) {
      show();
      std::vector<Operation> left;
      for (Operation& each : pending_) {
        const bool now_durable =
            operation.kind == Kind::Sync ? each.file == operation.file : each.kind == Kind::Delete;
        if (now_durable) {
          carry_out(durable_, each);
        } else {
          left.push_back(std::move(each));
        }
      }
      pending_ = std::move(left);
    } else {
      pending_.push_back(operation);
    }
  }

  void show() {
    if (pending_.size() <= effort_.exhaustive_writes) {
      for (std::uint64_t subset = 0; subset < std::uint64_t{1} << pending_.size(); ++subset)
        show_kept(pending_, [&](std::size_t i) { return (subset >> i & 1U) != 0; }, "subset " + std::to_string(subset));
    } else {
      show_kept(pending_, [](std::size_t) { return false; }, "all lost");
      show_kept(pending_, [](std::size_t) { return true; }, "all kept");
      for (std::size_t lost = 0; lost < pending_.size() && lost < effort_.samples; ++lost)
        show_kept(pending_, [&](std::size_t i) { return i + 1 + lost != pending_.size(); },
                  "one lost, " + std::to_string(lost) + " from the end");
      show_sampled(pending_, "writes");
    }
    std::vector<Operation> sectors;
    for (const Operation& each : pending_)
      for (Operation& part : sectors_of(each)) sectors.push_back(std::move(part));
    if (sectors.size() > pending_.size()) show_sampled(sectors, "sectors");
  }

  std::uint64_t shown() const { return shown_; }

 private:
  void show_sampled(const std::vector<Operation>& units, const std::string& what) {
    for (std::size_t sample = 0; sample < effort_.samples; ++sample) {
      // Few lost, about half lost, few kept: each a third of the samples.
      const std::uint64_t keep_of_16 = sample % 3 == 0 ? 15 : sample % 3 == 1 ? 8 : 1;
      show_kept(units, [&](std::size_t) { return random_() % 16 < keep_of_16; },
                what + ", sample " + std::to_string(sample));
    }
  }

  void show_kept(const std::vector<Operation>& units, const std::function<bool(std::size_t)>& kept,
                 const std::string& how) {
    CrashImage image{durable_, acknowledged_, "power lost at operation " + std::to_string(at_) + ", " + how};
    for (std::size_t i = 0; i < units.size(); ++i)
      if (kept(i)) carry_out(image.disk, units[i]);
    ++shown_;
    see_(image);
  }

  Disk durable_;
  std::vector<Operation> pending_;
  const Effort& effort_;
  const std::function<void(const CrashImage&)>& see_;
  std::mt19937_64 random_;
  std::uint64_t at_ = 0, acknowledged_ = 0, shown_ = 0;
};

}  // namespace

std::uint64_t each_crash_image(const Disk& before, const std::vector<Operation>& operations, const Effort& effort,
                               const std::function<void(const CrashImage&)>& see) {
  Images images{before, effort, see};
  for (const Operation& operation : operations) images.take(operation);
  images.show();
  return images.shown();
}

}  // namespace luoshi::test
