internal import Glibc

/// What the system says of its memory.
enum SystemMemory {
    /// Bytes that the machine has; nil where the system does not say.
    static var total: Int? {
        let (pages, length) = (sysconf(CInt(_SC_PHYS_PAGES)), sysconf(CInt(_SC_PAGESIZE)))
        return pages > 0 && length > 0 ? pages * length : nil
    }

    /// Bytes of the process that are in memory; nil where the system does not say.
    /// Source: proc_pid_statm(5).
    static func resident() -> Int? {
        guard let pages = text(of: "/proc/self/statm").split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        return pages * sysconf(CInt(_SC_PAGESIZE))
    }

    /// Bytes that can be had without swapping; nil where the system does not say.
    /// Source: proc_meminfo(5), `MemAvailable`.
    static func available() -> Int? {
        let lines = text(of: "/proc/meminfo").split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix("MemAvailable:") }),
            let kibibytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        return kibibytes * 1_024
    }

    /// The first few kilobytes of a file that the system makes up; empty where there is none.
    private static func text(of path: String) -> String {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let length = unsafe read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, length)), as: UTF8.self)
    }
}
