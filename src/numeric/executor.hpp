#pragma once

#include <cstddef>
#include <functional>

namespace luoshi::numeric {

/// Runs `part(begin, end)` over 0 … `count` in pieces of `grain` on up to `threads` threads, and returns when all are
/// done.
///
/// Pieces are the same whatever the thread count, so a part that writes only its own piece gives the same bits on any
/// number. The first exception thrown by a part is rethrown here after the others have ended. Requires grain > 0.
void for_each_piece(std::size_t count, std::size_t grain, unsigned threads,
                    const std::function<void(std::size_t begin, std::size_t end)>& part);

}  // namespace luoshi::numeric
