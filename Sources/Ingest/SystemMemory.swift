internal import Glibc

/// What the system says of its memory.
enum SystemMemory {
    /// Bytes that the machine has; nil where the system does not say.
    static var total: Int? {
        let (pages, length) = (sysconf(CInt(_SC_PHYS_PAGES)), sysconf(CInt(_SC_PAGESIZE)))
        return pages > 0 && length > 0 ? pages * length : nil
    }

    /// Bytes that can be had without swapping; nil where the system does not say.
    /// Source: proc_meminfo(5), `MemAvailable`.
    static func available() -> Int? {
        let descriptor = unsafe open("/proc/meminfo", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let length = unsafe read(descriptor, &bytes, bytes.count)
        let text = String(decoding: bytes.prefix(max(0, length)), as: UTF8.self)
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("MemAvailable:") }),
            let kibibytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        return kibibytes * 1_024
    }
}
