/* absl-map.cpp: absl::flat_hash_map */
#include "peers/map-peer.h"

#include <absl/container/flat_hash_map.h>

using AbslMap = absl::flat_hash_map<std::uint64_t, std::uint32_t>;

BENCH_MAP_PEER (absl, "absl::flat_hash_map", AbslMap);
