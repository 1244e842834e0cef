/* std-map.cpp: std::unordered_map */
#include "peers/map-peer.h"

#include <unordered_map>

using StdMap = std::unordered_map<std::uint64_t, std::uint32_t>;

BENCH_MAP_PEER (std, "std::unordered_map", StdMap);
