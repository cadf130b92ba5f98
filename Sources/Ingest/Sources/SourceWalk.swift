internal import Glibc

/// Finds the files under the paths that were asked for.
///
/// Folders are walked whole, hidden files too, in the order of the bytes of names. Links are followed, but each folder
/// is walked once, so that no loop of links goes round. Nothing is left out in silence.
public struct SourceWalk {
    private var listing = SourceListing()
    private var walked: [FolderIdentity: SourcePath] = [:]
    private var hasReadStandardInput = false

    /// Files between two pauses.
    private static let pauseLength = 64

    /// What makes two paths one folder.
    private struct FolderIdentity: Hashable {
        let device: UInt
        let inode: UInt
    }

    /// The files under the paths; `-` is standard input, which is read to its end here.
    public static func files(under paths: [SourcePath]) -> SourceListing {
        var walk = SourceWalk()
        walk.walk(paths) { _ in true }
        return walk.listing
    }

    /// The same, with the files handed on while the walk goes on, and not in the listing.
    ///
    /// - Parameter found: takes the files found since it was called last; it returns whether to go on.
    public static func walk(_ paths: [SourcePath], found: ([SourceFile]) -> Bool) -> SourceListing {
        var walk = SourceWalk()
        walk.walk(paths) { listing in
            let files = listing.files
            listing.files = []
            return files.isEmpty || found(files)
        }
        return walk.listing
    }

    /// - Parameter pause: called now and then, and at the end; it returns whether to go on.
    private mutating func walk(_ paths: [SourcePath], pause: (inout SourceListing) -> Bool) {
        for path in paths {
            if path.bytes == [UInt8(ascii: "-")] {
                readStandardInput(path)
            } else {
                visit(path, pause)
            }
            guard pause(&listing) else { return }
        }
    }

    private mutating func report(_ path: SourcePath, _ reason: SourceProblem.Reason) {
        listing.problems.append(SourceProblem(path: path.shown, reason: reason))
    }

    /// Walks what lies under a path, deepest first by name: a stack, because folders can nest deeper than calls.
    private mutating func visit(_ start: SourcePath, _ pause: (inout SourceListing) -> Bool) {
        var pending: [(path: SourcePath, status: stat?)] = [(start, nil)]
        while let (path, known) = pending.popLast() {
            if listing.files.count % Self.pauseLength == Self.pauseLength - 1, !pause(&listing) { return }
            var status = known ?? stat()
            if known == nil {
                let result = unsafe path.withCString { unsafe stat($0, &status) }
                guard result == 0 else {
                    reportFailure(path, errno, wasAskedFor: path == start)
                    continue
                }
            }
            switch status.st_mode & S_IFMT {
            case S_IFREG: listing.files.append(SourceFile(path: path, byteCount: Int(status.st_size)))
            case S_IFDIR:
                let identity = FolderIdentity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
                if let first = walked.updateValue(path, forKey: identity) {
                    walked[identity] = first
                    report(path, .alreadyWalked(first.shown))
                } else {
                    pending += entries(of: path).reversed().map { (path.appending($0.name), $0.status) }
                }
            case S_IFIFO:
                if Self.isDescriptor(path) { spool(path) } else { report(path, .special(.pipe)) }
            case S_IFSOCK: report(path, .special(.socket))
            case S_IFCHR: report(path, .special(.characterDevice))
            case S_IFBLK: report(path, .special(.blockDevice))
            default: report(path, .special(.other))
            }
        }
    }

    private mutating func reportFailure(_ path: SourcePath, _ number: Int32, wasAskedFor: Bool) {
        guard number == ENOENT || number == ENOTDIR else { return report(path, .system(number)) }
        var status = stat()
        if unsafe path.withCString({ unsafe lstat($0, &status) }) == 0 {
            report(path, .danglingLink)
        } else {
            report(path, wasAskedFor ? .missing : .vanished)
        }
    }

    /// The names in a folder by their bytes, and what they name as far as that can be told.
    private mutating func entries(of path: SourcePath) -> [(name: [UInt8], status: stat?)] {
        guard let folder = unsafe path.withCString({ unsafe opendir($0) }) else {
            report(path, errno == ENOENT ? .vanished : .system(errno))
            return []
        }
        defer { unsafe closedir(folder) }
        let descriptor = unsafe dirfd(folder)
        var entries: [(name: [UInt8], status: stat?)] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(folder) else {
                if errno != 0 { report(path, .system(errno)) }
                break
            }
            let (name, status) = unsafe Self.read(entry, in: descriptor)
            if name != [UInt8(ascii: ".")], name != Array("..".utf8) { entries.append((name, status)) }
        }
        return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    }

    /// An entry's name, which stands behind a fixed header up to the zero that ends it, and what it names. Asked of the
    /// open folder, the system need not look for it all the way down from the root.
    private static func read(
        _ entry: UnsafeMutablePointer<dirent>, in folder: Int32
    ) -> (name: [UInt8], status: stat?) {
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        let start = unsafe UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
        var status = stat()
        let isKnown = unsafe fstatat(folder, start, &status, 0) == 0
        let name = unsafe UnsafeRawBufferPointer(start: start, count: strlen(start))
        return (unsafe [UInt8](name), isKnown ? status : nil)
    }

    // MARK: Input that can be read once

    /// A pipe that the shell made for this process, as `<(command)` does.
    private static func isDescriptor(_ path: SourcePath) -> Bool {
        path.bytes.starts(with: "/dev/fd/".utf8) || path.bytes == Array("/dev/stdin".utf8)
            || path.bytes.starts(with: "/proc/self/fd/".utf8)
    }

    private mutating func readStandardInput(_ path: SourcePath) {
        guard !hasReadStandardInput else { return report(path, .alreadyRead) }
        hasReadStandardInput = true
        add(path, readingFrom: STDIN_FILENO)
    }

    private mutating func spool(_ path: SourcePath) {
        let descriptor = unsafe path.withCString { unsafe open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { return report(path, .system(errno)) }
        defer { close(descriptor) }
        add(path, readingFrom: descriptor)
    }

    private mutating func add(_ path: SourcePath, readingFrom descriptor: Int32) {
        do throws(SpooledInput.SpoolError) {
            let input = try SpooledInput(readingFrom: descriptor)
            listing.files.append(SourceFile(path: path, byteCount: input.byteCount, spool: input))
        } catch {
            report(path, .system(error.number))
        }
    }
}
