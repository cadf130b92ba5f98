internal import Glibc

/// Tells what changes in folders, as the system sees it. One thread owns it.
///
/// What it says are hints: a folder made just now may have been filled before it was watched. Whoever wants to be sure
/// walks, and walks again when he is told to.
final class FolderWatch {
    enum Event: Equatable {
        /// A file was closed by somebody who could write to it, or was renamed into place.
        case settled(SourcePath)
        /// A file or a link was made; it may have yet to be written.
        case begun(SourcePath)
        /// A folder came or went, or more happened than the system keeps: only a walk can tell.
        case unclear
    }

    private let descriptor: Int32
    private var folders: [Int32: Folder] = [:]
    private var block = [UInt8](repeating: 0, count: 64 << 10)
    /// The number of the error that the system gave instead of watching a folder: nil where all are watched.
    private(set) var refusal: Int32?

    private struct Folder {
        var path: SourcePath
        /// The only files that matter in it, by their names; nil where all of them do.
        var files: [[UInt8]: SourcePath]?
    }

    /// - Parameter isPossible: false has it watch nothing, as a system would that refuses.
    init(isPossible: Bool = true) {
        descriptor = isPossible ? inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK)) : -1
        if descriptor < 0 { refusal = isPossible ? errno : ENOSYS }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Forgets what was refused: before all folders are walked, and added, again.
    func beginAgain() {
        if descriptor >= 0 { refusal = nil }
    }

    /// Watches a folder, or goes on to; links are followed.
    ///
    /// - Parameter file: the only one in it that matters, by its name; nil for all.
    func add(_ path: SourcePath, only file: (name: [UInt8], path: SourcePath)? = nil) {
        guard descriptor >= 0 else { return }
        let number = unsafe path.withCString { unsafe inotify_add_watch(descriptor, $0, Self.mask) }
        guard number >= 0 else {
            // What is gone by now will not change, and what may not be read cannot be walked either.
            if errno != ENOENT, errno != ENOTDIR, errno != EACCES { refusal = refusal ?? errno }
            return
        }
        var folder = folders[number] ?? Folder(path: path, files: file.map { _ in [:] })
        if let file {
            folder.files?[file.name] = file.path
        } else {
            folder.path = path
            folder.files = nil
        }
        folders[number] = folder
    }

    private static let mask =
        UInt32(IN_CREATE) | UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_ONLYDIR)
        | UInt32(IN_MOVE_SELF)

    /// What has happened, in order.
    ///
    /// - Parameter milliseconds: how long to wait for something; nothing may have happened then.
    func events(waiting milliseconds: Int32) -> [Event] {
        guard descriptor >= 0 else {
            poll(nil, 0, milliseconds)
            return []
        }
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&ready, 1, milliseconds) > 0 else { return [] }
        var events: [Event] = []
        while true {
            let length = unsafe read(descriptor, &block, block.count)
            guard length > 0 else { return events }
            unsafe block.withUnsafeBytes { unsafe take(UnsafeRawBufferPointer(rebasing: $0[..<length]), &events) }
        }
    }

    /// Takes events as the system hands them out: each a header, and a name that zeros fill up.
    private func take(_ block: UnsafeRawBufferPointer, _ events: inout [Event]) {
        let header = MemoryLayout<inotify_event>.size
        var position = 0
        while position + header <= block.count {
            let event = unsafe block.loadUnaligned(fromByteOffset: position, as: inotify_event.self)
            let name = position + header..<min(position + header + Int(event.len), block.count)
            unsafe take(event, Array(block[name].prefix { $0 != 0 }), &events)
            position = name.upperBound
        }
    }

    private func take(_ event: inotify_event, _ name: [UInt8], _ events: inout [Event]) {
        func has(_ flag: Int32) -> Bool { event.mask & UInt32(bitPattern: flag) != 0 }
        if has(IN_IGNORED) {
            folders[event.wd] = nil
            return events.append(.unclear)
        }
        guard !has(IN_Q_OVERFLOW), !has(IN_MOVE_SELF), let folder = folders[event.wd] else {
            return events.append(.unclear)
        }
        if has(IN_ISDIR) {
            if folder.files == nil { events.append(.unclear) }
            return
        }
        let path = folder.files.map { $0[name] } ?? folder.path.appending(name[...])
        guard !name.isEmpty, let path else { return }
        if has(IN_CLOSE_WRITE) || has(IN_MOVED_TO) {
            events.append(.settled(path))
        } else if has(IN_CREATE) {
            events.append(.begun(path))
        }
    }
}
