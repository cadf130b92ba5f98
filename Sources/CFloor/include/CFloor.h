#ifndef HUCKLEBERRY_CFLOOR_H
#define HUCKLEBERRY_CFLOOR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// How far the floor goes with each file.
enum huckleberry_floor_depth {
  /// Listing, reading, decompressing.
  HUCKLEBERRY_FLOOR_INFLATE = 0,
  /// And building the tree of the JSON, of which records are counted.
  HUCKLEBERRY_FLOOR_PARSE = 1
};

/// What went over the floor.
typedef struct huckleberry_floor_result {
  /// 0, or the number of the system's error that ended the run.
  int error;
  /// Wall time, listing included.
  double seconds;
  /// Regular files whose name ends with .gz or .json, in the folder and below it.
  uint64_t files;
  /// Those that could not be read, decompressed or parsed.
  uint64_t bad_files;
  /// Bytes as stored, of all files that were read.
  uint64_t stored_bytes;
  /// Bytes after decompression.
  uint64_t raw_bytes;
  /// Elements of the `Records` arrays; 0 without parsing.
  uint64_t records;
} huckleberry_floor_result;

/// The least that any program has to do to load a trail: lists the files of a folder, decompresses them with libdeflate,
/// parses them with simdjson, counts their records, and keeps nothing.
huckleberry_floor_result huckleberry_floor_run(const char *folder, enum huckleberry_floor_depth depth, int threads);

/// Writes every record of the folder's files as one line of JSON, in the order of the files, into a new file at `path`.
huckleberry_floor_result huckleberry_floor_write_lines(const char *folder, const char *path);

/// Asks the system to forget what it holds in memory of the folder's files.
huckleberry_floor_result huckleberry_floor_forget(const char *folder);

#ifdef __cplusplus
}
#endif
#endif
