internal import CLibArchive

/// Steps through the members of a tar or zip archive that lies in memory, by libarchive. Nothing is ever written to
/// disk, so that a hostile name is only a name.
@safe
struct ArchiveMembers: ~Copyable {
    private let archive: OpaquePointer

    enum Format {
        case tar, zip
        /// A tar within gzip, decompressed as it is read.
        case compressedTar
    }

    /// A member, as its header describes it.
    struct Member {
        /// Its name as the archive holds it.
        var name: [UInt8]
        var kind: Kind
        var isEncrypted: Bool

        enum Kind {
            case file, folder
            /// A link, a device, a pipe.
            case other
        }
    }

    enum Step {
        case member(Member)
        /// A damaged place; going on may find more members.
        case damaged(String)
        /// Damage that ends the archive.
        case failed(String)
        case end
    }

    enum Content {
        case whole
        case damaged(String)
        case limit
        case noMemory
    }

    /// Calls `body` with the opened archive, or `failed` with the reason when it cannot be opened.
    static func open<Result>(
        _ bytes: Span<UInt8>, _ format: Format, _ body: (borrowing ArchiveMembers) throws -> Result,
        failed: (String) -> Result
    ) rethrows -> Result {
        guard let archive = unsafe archive_read_new() else { return failed("no memory") }
        defer { unsafe archive_read_free(archive) }
        switch format {
        case .tar: unsafe archive_read_support_format_tar(archive)
        case .zip: unsafe archive_read_support_format_zip(archive)
        case .compressedTar:
            unsafe archive_read_support_filter_gzip(archive)
            unsafe archive_read_support_format_tar(archive)
        }
        return unsafe try bytes.withUnsafeBytes { raw in
            guard unsafe archive_read_open_memory(archive, raw.baseAddress, raw.count) == ARCHIVE_OK else {
                return unsafe failed(message(archive))
            }
            return unsafe try body(ArchiveMembers(archive: archive))
        }
    }

    private init(archive: OpaquePointer) {
        unsafe self.archive = archive
    }

    /// Goes to the next member, past whatever of the last one was not read.
    func next() -> Step {
        var entry: OpaquePointer?
        let result = unsafe archive_read_next_header(archive, &entry)
        switch result {
        case ARCHIVE_OK, ARCHIVE_WARN:
            guard let entry = unsafe entry else { return .failed("a member without a header") }
            return unsafe .member(Self.member(entry))
        case ARCHIVE_EOF: return .end
        case ARCHIVE_RETRY: return unsafe .damaged(Self.message(archive))
        default: return unsafe .failed(Self.message(archive))
        }
    }

    /// Fills `output` with the content of the member, at most `limit` bytes of it.
    ///
    /// Blocks are taken one by one: the library's own copying forgets the last good ones where it meets damage.
    func read(into output: PaddedBuffer, limit: Int) -> Content {
        output.removeAll()
        while true {
            var block: UnsafeRawPointer?
            var size = 0
            var offset: Int64 = 0
            let result = unsafe archive_read_data_block(archive, &block, &size, &offset)
            if result == ARCHIVE_EOF { return .whole }
            if result == ARCHIVE_RETRY { continue }
            guard result == ARCHIVE_OK || result == ARCHIVE_WARN else {
                return unsafe .damaged(Self.message(archive))
            }
            // Sparse members leave holes, which read as zeros.
            let hole = max(0, Int(offset) - output.count)
            let (needed, overflow) = (output.count + hole).addingReportingOverflow(size)
            guard !overflow, needed <= limit else { return .limit }
            guard output.room >= hole + size || output.reserve(max(needed, min(limit, output.count * 2))) else {
                return .noMemory
            }
            unsafe output.append { room in
                unsafe UnsafeMutableRawBufferPointer(rebasing: room[0..<hole]).initializeMemory(
                    as: UInt8.self, repeating: 0)
                if let block = unsafe block {
                    unsafe UnsafeMutableRawBufferPointer(rebasing: room[hole..<hole + size]).copyMemory(
                        from: UnsafeRawBufferPointer(start: block, count: size))
                }
                return hole + size
            }
        }
    }

    private static func member(_ entry: OpaquePointer) -> Member {
        var name: [UInt8] = []
        // Names that the current locale cannot write are only to be had as UTF-8, and raw bytes only as they are.
        if let text = unsafe archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) {
            var offset = 0
            while unsafe text[offset] != 0 {
                unsafe name.append(UInt8(bitPattern: text[offset]))
                offset += 1
            }
        }
        let kind: Member.Kind
        if unsafe archive_entry_hardlink(entry) != nil {
            kind = .other
        } else {
            switch unsafe archive_entry_filetype(entry) {
            case fileType: kind = .file
            case folderType: kind = .folder
            // Zip members made on systems without modes have no type.
            case 0: kind = name.last == UInt8(ascii: "/") ? .folder : .file
            default: kind = .other
            }
        }
        return Member(name: name, kind: kind, isEncrypted: unsafe archive_entry_is_encrypted(entry) == 1)
    }

    /// The file types of `archive_entry.h`, whose macros Swift does not see.
    private static let fileType: UInt32 = 0o100000
    private static let folderType: UInt32 = 0o040000

    private static func message(_ archive: OpaquePointer) -> String {
        guard let text = unsafe archive_error_string(archive) else { return "unknown damage" }
        return unsafe String(cString: text)
    }
}
