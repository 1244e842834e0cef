/* std-items.h: what a std::priority_queue holds, as first written and as well as it can be
 *
 * Plain: a double instant, a sequence, a function and its data, 32 bytes.  Tuned: the 16 bytes and
 * the order of ours.  Class and kind are left out of its key, which makes it faster, not slower:
 * what comes after all others at its instant has a sequence above theirs.
 */
#pragma once

#include <cstdint>

struct Plain
{
  using Sequence = std::uint64_t;

  double at; /* whole microseconds, so that the checksums agree */
  std::uint64_t sequence;
  void (*function) (void *data);
  void *data;

  Plain (std::int64_t at_us, std::uint64_t n, std::uint32_t entity)
      : at (static_cast<double> (at_us)), sequence (n), function (nullptr),
        data (reinterpret_cast<void *> (std::uintptr_t{ entity }))
  {
  }

  std::int64_t
  get_at_us () const
  {
    return static_cast<std::int64_t> (at);
  }

  Sequence
  get_sequence () const
  {
    return sequence;
  }

  std::uint32_t
  get_entity () const
  {
    return static_cast<std::uint32_t> (reinterpret_cast<std::uintptr_t> (data));
  }

  bool
  operator> (const Plain &other) const
  {
    return at > other.at || (!(at < other.at) && sequence > other.sequence);
  }
};

struct Tuned
{
  using Sequence = std::uint32_t;

  std::int64_t at;
  std::uint64_t key; /* sequence above, entity below */

  Tuned (std::int64_t at_us, std::uint64_t n, std::uint32_t entity)
      : at (at_us), key (n << 32 | entity)
  {
  }

  std::int64_t
  get_at_us () const
  {
    return at;
  }

  Sequence
  get_sequence () const
  {
    return static_cast<Sequence> (key >> 32);
  }

  std::uint32_t
  get_entity () const
  {
    return static_cast<std::uint32_t> (key);
  }

  bool
  operator> (const Tuned &other) const
  {
    return at != other.at ? at > other.at : key > other.key;
  }
};
