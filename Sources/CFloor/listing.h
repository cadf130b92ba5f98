#pragma once

#include <string>
#include <system_error>
#include <vector>

namespace floor_bench {

/// Regular files below a folder whose name ends with .gz or .json, in name order. Links are not followed.
std::vector<std::string> files_below(const char *folder, std::error_code &error);

} // namespace floor_bench
