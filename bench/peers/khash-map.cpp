/* khash-map.cpp: klib's khash, as HTSlib ships it, behind the interface of a C++ map */
#include "peers/map-peer.h"

#include <htslib/khash.h>

namespace
{
KHASH_MAP_INIT_INT64 (bench, std::uint32_t)

class Khash
{
public:
  struct Found
  {
    khint_t index;
    std::uint32_t second;

    const Found *
    operator->() const
    {
      return this;
    }
  };

  Khash () : table (kh_init (bench))
  {
  }

  ~Khash ()
  {
    kh_destroy (bench, table);
  }

  Khash (const Khash &) = delete;
  Khash &operator= (const Khash &) = delete;

  Found
  find (std::uint64_t key) const
  {
    const khint_t index = kh_get (bench, table, key);

    return { index, kh_value (table, index) };
  }

  void
  erase (const Found &found)
  {
    kh_del (bench, table, found.index);
  }

  void
  emplace (std::uint64_t key, std::uint32_t value)
  {
    int status;
    const khint_t index = kh_put (bench, table, key, &status);

    kh_value (table, index) = value;
  }

private:
  khash_t (bench) * table;
};
}

BENCH_MAP_PEER (khash, "khash", Khash);
