#include "document.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <sys/stat.h>
#include <unistd.h>

namespace floor_bench {

namespace {

/// A larger document, as stored or decompressed, counts as bad.
constexpr size_t largest_document = size_t(1) << 30;
/// Deflate cannot expand a byte to more than so many.
constexpr size_t largest_ratio = 1032;

class File {
public:
  explicit File(const std::string &path) : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(const File &) = delete;
  File &operator=(const File &) = delete;
  int descriptor() const { return descriptor_; }

private:
  int descriptor_;
};

} // namespace

DocumentReader::DocumentReader() : inflater_(libdeflate_alloc_decompressor()) {
  if (!inflater_) throw std::bad_alloc();
}

bool DocumentReader::read(const std::string &path) {
  is_inflated_ = false;
  stored_bytes_ = raw_bytes_ = 0;
  if (!load(path)) return false;
  if (stored_bytes_ >= 2 && stored_.bytes()[0] == 0x1F && stored_.bytes()[1] == 0x8B) return inflate();
  raw_bytes_ = stored_bytes_;
  return true;
}

bool DocumentReader::load(const std::string &path) {
  const File file(path);
  struct stat info;
  if (file.descriptor() < 0 || fstat(file.descriptor(), &info) != 0) return false;
  if (info.st_size < 0 || uint64_t(info.st_size) > largest_document) return false;
  const size_t size = size_t(info.st_size);
  stored_.reserve(size + simdjson::SIMDJSON_PADDING);
  while (stored_bytes_ < size) {
    const ssize_t count = ::read(file.descriptor(), stored_.bytes() + stored_bytes_, size - stored_bytes_);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) break;
    stored_bytes_ += size_t(count);
  }
  return true;
}

/// All members of the file. The size that a member ends with is a first guess and no more.
bool DocumentReader::inflate() {
  is_inflated_ = true;
  const size_t bound = std::min(largest_document, stored_bytes_ * largest_ratio);
  uint32_t claimed = 0;
  if (stored_bytes_ >= sizeof claimed)
    std::memcpy(&claimed, stored_.bytes() + stored_bytes_ - sizeof claimed, sizeof claimed);
  size_t room = std::min<size_t>(std::max<size_t>(claimed, 1), bound);
  for (;;) {
    raw_.reserve(room + simdjson::SIMDJSON_PADDING);
    size_t consumed = 0;
    raw_bytes_ = 0;
    bool is_too_small = false;
    while (consumed < stored_bytes_) {
      size_t in = 0, out = 0;
      const auto result = libdeflate_gzip_decompress_ex(
          inflater_.get(), stored_.bytes() + consumed, stored_bytes_ - consumed, raw_.bytes() + raw_bytes_,
          room - raw_bytes_, &in, &out);
      if (result == LIBDEFLATE_INSUFFICIENT_SPACE) {
        is_too_small = true;
        break;
      }
      if (result != LIBDEFLATE_SUCCESS) return false;
      consumed += in;
      raw_bytes_ += out;
    }
    if (!is_too_small) return true;
    if (room == bound) return false;
    room = room > bound / 2 ? bound : room * 2;
  }
}

bool DocumentReader::parse(simdjson::dom::array &records) {
  const Buffer &text = is_inflated_ ? raw_ : stored_;
  return parser_.parse(text.bytes(), raw_bytes_, false)["Records"].get(records) == simdjson::SUCCESS;
}

} // namespace floor_bench
