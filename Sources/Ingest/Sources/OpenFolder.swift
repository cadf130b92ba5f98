internal import CFiles
internal import Glibc

/// A folder that is open, so that what lies in it is reached without looking for it all the way down from the root.
///
/// A trail has nearly as many folders as files: what is done for each of them is system calls and little else.
@safe
final class OpenFolder {
    private let descriptor: Int32
    let identity: Identity

    /// What makes two paths one folder.
    struct Identity: Hashable {
        let device: UInt
        let inode: UInt

        init(_ status: stat) {
            device = UInt(status.st_dev)
            inode = UInt(status.st_ino)
        }
    }

    /// Nil, with `errno`, where the path cannot be opened or is no folder.
    convenience init?(_ path: SourcePath) {
        self.init(descriptor: unsafe path.withCString { unsafe open($0, Self.flags) })
    }

    /// A folder in a folder, by the number of the entry that names it.
    convenience init?(_ entry: Int, of entries: FolderEntries, in parent: OpenFolder) {
        self.init(
            descriptor: unsafe entries.withCString(entry) { unsafe openat(parent.descriptor, $0, Self.flags) })
    }

    private init?(descriptor: Int32) {
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        identity = Identity(status)
    }

    deinit {
        close(descriptor)
    }

    private static let flags = O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC

    /// What lies in the folder, in the order of the bytes of names, and the number of the error that ended reading early.
    ///
    /// - Parameters:
    ///   - block: memory for what the system hands out at a time; it is used again for each folder.
    ///   - isSkipped: takes the name of what is no folder, and says whether it is of no interest.
    func entries(
        using block: inout [UInt8], isSkipped: ((ArraySlice<UInt8>) -> Bool)? = nil
    ) -> (entries: FolderEntries, failure: Int32?) {
        var entries = FolderEntries()
        var failure: Int32?
        unsafe block.withUnsafeMutableBytes { block in
            while true {
                let length = unsafe huckleberry_folder_read(descriptor, block.baseAddress, block.count)
                if length < 0 { failure = errno }
                guard length > 0 else { break }
                unsafe entries.append(UnsafeRawBufferPointer(rebasing: block[..<length]))
            }
        }
        entries.sort()
        unsafe entries.setKinds(isSkipped: isSkipped) { name, kind in
            // What a folder is, is asked of it when it is open; of everything else here.
            guard kind != UInt8(DT_DIR) else { return .folder }
            var status = stat()
            guard unsafe fstatat(descriptor, name, &status, 0) == 0 else { return .unknown }
            return FolderEntries.Kind(status)
        }
        return (entries, failure)
    }
}
