import Foundation

/// The memory of this process as Linux counts it (proc_pid_status(5)), in bytes.
struct ProcessMemory: Sendable, Equatable {
    /// Resident now.
    var resident: Int
    /// The most that was ever resident.
    var peak: Int

    /// Reads the text of a `status` file; nil where it does not hold both.
    init?(status: String) {
        func bytes(_ name: String) -> Int? {
            status.split(separator: "\n").first { $0.hasPrefix(name + ":") }.flatMap { line in
                let words = line.split(whereSeparator: \.isWhitespace)
                guard words.count == 3, words[2] == "kB" else { return nil }
                return Int(words[1]).map { $0 << 10 }
            }
        }
        guard let resident = bytes("VmRSS"), let peak = bytes("VmHWM") else { return nil }
        self.resident = resident
        self.peak = peak
    }

    static func current() throws -> ProcessMemory {
        let path = "/proc/self/status"
        guard let memory = ProcessMemory(status: try String(contentsOfFile: path, encoding: .utf8)) else {
            throw BenchError.floor(path: path, reason: "it has no VmRSS and VmHWM")
        }
        return memory
    }
}
