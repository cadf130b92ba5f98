import Foundation

/// How long ago a process began, as Linux counts it (proc_pid_stat(5)): to a hundredth of a second.
enum ProcessAge {
    static func current() throws -> Duration {
        let path = "/proc/self/stat"
        guard let ticks = startTicks(stat: try String(contentsOfFile: path, encoding: .utf8)) else {
            throw BenchError.floor(path: path, reason: "it has no starttime")
        }
        var now = timespec()
        unsafe clock_gettime(CLOCK_BOOTTIME, &now)
        let start = Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK)))
        return .seconds(Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9 - start)
    }

    /// The time of the start in clock ticks since the machine's, from the text of a `stat` file. The name in brackets,
    /// the second field, may hold anything.
    static func startTicks(stat: String) -> Int? {
        guard let bracket = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[bracket...].split(separator: " ")
        return fields.count > 20 ? Int(fields[20]) : nil
    }
}
