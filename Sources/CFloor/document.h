#pragma once

#include <cstddef>
#include <cstdint>
#include <libdeflate.h>
#include <memory>
#include <simdjson.h>
#include <string>

namespace floor_bench {

/// Bytes that grow and are never zeroed: what is in them is written before it is read.
class Buffer {
public:
  uint8_t *bytes() const { return bytes_.get(); }
  size_t size() const { return size_; }
  /// At least so many bytes; what was in them may be lost.
  void reserve(size_t size) {
    if (size <= size_) return;
    bytes_.reset();
    size_ = 0;
    const size_t wanted = size + size / 2;
    bytes_.reset(new uint8_t[wanted]);
    size_ = wanted;
  }

private:
  std::unique_ptr<uint8_t[]> bytes_;
  size_t size_ = 0;
};

/// Reads files one after the other into the same memory.
class DocumentReader {
public:
  DocumentReader();

  /// Reads a file and, where it begins as gzip does, decompresses it: false where either is impossible.
  bool read(const std::string &path);

  /// The `Records` array of what was read; false where there is none.
  bool parse(simdjson::dom::array &records);

  size_t stored_bytes() const { return stored_bytes_; }
  size_t raw_bytes() const { return raw_bytes_; }

private:
  bool load(const std::string &path);
  bool inflate();

  struct Free {
    void operator()(libdeflate_decompressor *inflater) const { libdeflate_free_decompressor(inflater); }
  };

  Buffer stored_, raw_;
  size_t stored_bytes_ = 0, raw_bytes_ = 0;
  bool is_inflated_ = false;
  std::unique_ptr<libdeflate_decompressor, Free> inflater_;
  simdjson::dom::parser parser_;
};

} // namespace floor_bench
