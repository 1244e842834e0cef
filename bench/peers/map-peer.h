/* map-peer.h: the pool's works on a C++ map with the interface of std::unordered_map */
#pragma once

#include "peers/peers.h"

#include <cstdint>

template <typename Map> struct MapPeer
{
  const BenchInput *input;
  Map map;

  static gpointer
  setup (const BenchInput *input)
  {
    auto *peer = new MapPeer{ input, {} };

    for (std::uint32_t i = 0; i < input->size; i++)
      peer->map.emplace (input->keys[i], i);
    return peer;
  }

  static guint64
  run_insert (gpointer state, guint64 n)
  {
    auto *peer = static_cast<MapPeer *> (state);
    const std::uint64_t *keys = peer->input->keys;
    const std::uint64_t n_keys = bench_n_inserts (peer->input, n);

    for (std::uint64_t i = 0; i < n_keys; i++)
      peer->map.emplace (keys[i], static_cast<std::uint32_t> (i));
    return peer->map.find (keys[n_keys / 2])->second;
  }

  static gpointer
  setup_empty (const BenchInput *input)
  {
    return new MapPeer{ input, {} };
  }

  static guint64
  run_lookup (gpointer state, guint64 n)
  {
    const auto *peer = static_cast<MapPeer *> (state);
    const std::uint64_t *keys = peer->input->picked_keys;
    std::uint64_t checksum = 0;

    for (std::uint64_t i = 0; i < n; i++)
      checksum = checksum * 31 + peer->map.find (keys[i % BENCH_N_PICKS])->second;
    return checksum;
  }

  static guint64
  run_lookup_dependent (gpointer state, guint64 n)
  {
    const auto *peer = static_cast<MapPeer *> (state);
    const std::uint64_t *keys = peer->input->picked_keys;
    std::uint64_t checksum = 0;
    std::uint32_t value = 0;

    for (std::uint64_t i = 0; i < n; i++)
      {
        value = peer->map.find (keys[bench_next_pick (i, value)])->second;
        checksum = checksum * 31 + value;
      }
    return checksum;
  }

  static guint64
  run_erase_insert (gpointer state, guint64 n)
  {
    auto *peer = static_cast<MapPeer *> (state);
    const std::uint64_t *keys = peer->input->keys;
    const std::uint32_t n_keys = 2 * peer->input->size;
    std::uint32_t oldest = 0, newest = peer->input->size;
    std::uint64_t checksum = 0;

    for (std::uint64_t i = 0; i < n; i++)
      {
        const auto found = peer->map.find (keys[oldest]);

        checksum = checksum * 31 + found->second;
        peer->map.erase (found);
        peer->map.emplace (keys[newest], static_cast<std::uint32_t> (i));
        oldest = oldest + 1 < n_keys ? oldest + 1 : 0;
        newest = newest + 1 < n_keys ? newest + 1 : 0;
      }
    return checksum;
  }

  static void
  teardown (gpointer state)
  {
    delete static_cast<MapPeer *> (state);
  }
};

#define BENCH_MAP_PEER(symbol, name, Map)                                                          \
  const BenchContestant BENCH_SYMBOL (symbol##_lookup)                                             \
      = { name, BENCH_FLAGS (BENCH_BUILD), MapPeer<Map>::setup, MapPeer<Map>::run_lookup,          \
          MapPeer<Map>::teardown };                                                                \
  const BenchContestant BENCH_SYMBOL (symbol##_lookup_dependent)                                   \
      = { name, BENCH_FLAGS (BENCH_BUILD), MapPeer<Map>::setup,                                    \
          MapPeer<Map>::run_lookup_dependent, MapPeer<Map>::teardown };                            \
  const BenchContestant BENCH_SYMBOL (symbol##_insert)                                             \
      = { name, BENCH_FLAGS (BENCH_BUILD), MapPeer<Map>::setup_empty, MapPeer<Map>::run_insert,    \
          MapPeer<Map>::teardown };                                                                \
  const BenchContestant BENCH_SYMBOL (symbol##_erase_insert)                                       \
      = { name, BENCH_FLAGS (BENCH_BUILD), MapPeer<Map>::setup, MapPeer<Map>::run_erase_insert,    \
          MapPeer<Map>::teardown }
