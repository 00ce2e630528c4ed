#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "fault/recording_vfs.hpp"

/// What a disk may hold after the power goes. Everything before a file's last sync is there. Of what came after, any part
/// may be: each write in whole or in sectors of 512 bytes, in any order (a later one without an earlier one). A file
/// removed may come back until the directory is synced; a file made is taken to be there from its first sync on.
namespace luoshi::test {

using Disk = std::map<std::string, std::string>;  ///< file name → bytes; a file that does not exist is not in it

struct CrashImage {
  Disk disk;
  std::uint64_t acknowledged = 0;  ///< what callers had been told is durable when the power went
  std::string how;                 ///< where and which writes were lost, for a failing test's message
};

struct Effort {
  std::size_t exhaustive_writes = 8;  ///< up to this many unsynced writes every subset is tried
  std::size_t samples = 48;           ///< beyond, and of torn sectors: this many by seed
  std::uint64_t seed = 20240718;
};

/// Shows the images of a power failure before each sync and at the end. Between two syncs nothing becomes durable, so an
/// earlier moment's images are among the later one's, with the writes not yet made counted as lost.
/// Returns how many were shown.
std::uint64_t each_crash_image(const Disk& before, const std::vector<Operation>& operations, const Effort& effort,
                               const std::function<void(const CrashImage&)>& see);

}  // namespace luoshi::test
