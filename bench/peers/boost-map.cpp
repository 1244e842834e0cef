/* boost-map.cpp: boost::unordered_flat_map */
#include "peers/map-peer.h"

#include <boost/unordered/unordered_flat_map.hpp>

using BoostMap = boost::unordered_flat_map<std::uint64_t, std::uint32_t>;

BENCH_MAP_PEER (boost, "boost::unordered_flat_map", BoostMap);
