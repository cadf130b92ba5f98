internal import Glibc

/// What lies in one folder. All names are kept in one piece of memory.
struct FolderEntries {
    /// Names one behind the other, each with a zero behind it.
    private var names: [UInt8] = []
    private var entries: [Entry] = []

    private struct Entry {
        /// Where the name begins, and how many bytes it has.
        let start: Int
        let count: Int
        /// As the folder says, `DT_UNKNOWN` where it does not.
        let type: UInt8
        var kind = Kind.unknown
    }

    /// What an entry names, links followed.
    enum Kind: Equatable {
        case file(FileStamp)
        case folder
        case special(mode_t)
        /// Nobody has asked, as it is not wanted.
        case skipped
        /// It could not be asked.
        case unknown

        init(_ status: stat) {
            switch status.st_mode & S_IFMT {
            case S_IFREG: self = .file(FileStamp(status))
            case S_IFDIR: self = .folder
            default: self = .special(status.st_mode & S_IFMT)
            }
        }
    }

    var count: Int { entries.count }

    var hasFolders: Bool { entries.contains { $0.kind == .folder } }

    func kind(_ entry: Int) -> Kind { entries[entry].kind }

    func name(_ entry: Int) -> ArraySlice<UInt8> {
        names[entries[entry].start..<entries[entry].start + entries[entry].count]
    }

    /// Calls `body` with a name in the form that system calls take.
    func withCString<Result>(_ entry: Int, _ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
        try unsafe names.withUnsafeBytes { unsafe try body(Self.cString($0, entries[entry].start)) }
    }

    private static func cString(_ names: UnsafeRawBufferPointer, _ start: Int) -> UnsafePointer<CChar> {
        // Never empty where there is an entry.
        let base = unsafe names.baseAddress.unsafelyUnwrapped
        return unsafe (base + start).assumingMemoryBound(to: CChar.self)
    }

    /// Appends entries as the system hands them out: each a `dirent`, whose name ends with a zero. The folder itself and
    /// the one above are left out.
    mutating func append(_ block: UnsafeRawBufferPointer) {
        let header = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        let typeOffset = MemoryLayout<dirent>.offset(of: \.d_type) ?? 0
        let lengthOffset = MemoryLayout<dirent>.offset(of: \.d_reclen) ?? 0
        var position = 0
        while position + header < block.count {
            let length = Int(unsafe block.loadUnaligned(fromByteOffset: position + lengthOffset, as: UInt16.self))
            guard length > header, position + length <= block.count else { return }
            let type = unsafe block.loadUnaligned(fromByteOffset: position + typeOffset, as: UInt8.self)
            let room = unsafe UnsafeRawBufferPointer(rebasing: block[position + header..<position + length])
            unsafe append(UnsafeRawBufferPointer(rebasing: room[..<(room.firstIndex(of: 0) ?? room.count)]), type)
            position += length
        }
    }

    private mutating func append(_ name: UnsafeRawBufferPointer, _ type: UInt8) {
        let count = name.count
        if count <= 2, unsafe name.allSatisfy({ $0 == UInt8(ascii: ".") }) { return }
        entries.append(Entry(start: names.count, count: count, type: type))
        unsafe names.append(contentsOf: name)
        names.append(0)
    }

    /// Puts entries in the order of the bytes of their names.
    ///
    /// - Complexity: O(*n* log *n*) comparisons of names.
    mutating func sort() {
        unsafe names.withUnsafeBytes { names in
            entries.sort { left, right in
                // The zero behind a name comes before every byte of another.
                unsafe memcmp(
                    names.baseAddress.unsafelyUnwrapped + left.start, names.baseAddress.unsafelyUnwrapped + right.start,
                    min(left.count, right.count) + 1) < 0
            }
        }
    }

    /// Notes what each entry names.
    ///
    /// - Parameters:
    ///   - isSkipped: takes the name of what is no folder as far as is known; where it says so, nobody is asked.
    ///   - ask: takes the name, and the type that the folder says it has.
    mutating func setKinds(
        isSkipped: ((ArraySlice<UInt8>) -> Bool)?, _ ask: (UnsafePointer<CChar>, UInt8) -> Kind
    ) {
        for index in entries.indices {
            if let isSkipped, entries[index].type != UInt8(DT_DIR), isSkipped(name(index)) {
                entries[index].kind = .skipped
                continue
            }
            unsafe names.withUnsafeBytes { names in
                entries[index].kind = unsafe ask(Self.cString(names, entries[index].start), entries[index].type)
            }
        }
    }
}
