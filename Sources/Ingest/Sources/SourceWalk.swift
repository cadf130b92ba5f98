internal import Glibc

/// Finds the files under the paths that were asked for.
///
/// Folders are walked whole, hidden files too, in the order of the bytes of names. Links are followed, but each folder
/// is walked once, so that no loop of links goes round. Nothing is left out in silence but ``FetchState``, which is the
/// program's own.
public struct SourceWalk {
    private var listing = SourceListing()
    private var walked: [OpenFolder.Identity: SourcePath] = [:]
    private var hasReadStandardInput = false
    /// The folders from the path that was asked for down to the one that is read: a stack of its own, because folders can
    /// nest deeper than calls.
    private var stack: [Level] = []
    private var block = [UInt8](repeating: 0, count: 64 << 10)
    /// The number of the path that is walked.
    private var root = 0
    private let entering: (SourcePath) -> Void

    private init(entering: @escaping (SourcePath) -> Void = { _ in }) {
        self.entering = entering
    }

    /// Files between two pauses.
    private static let pauseLength = 64
    /// So many folders stay open at most, one in the other. What lies deeper is opened by its whole path.
    private static let openFolders = 32
    /// The longest path that the system takes, in bytes. What lies deeper could be walked, but not read.
    private static let longestPath = Int(PATH_MAX) - 1

    /// A folder on the way down.
    private struct Level {
        let path: SourcePath
        let entries: FolderEntries
        var next = 0
        /// Nil where nothing more is opened in it.
        let folder: OpenFolder?
    }

    /// The files under the paths; `-` is standard input, which is read to its end here.
    public static func files(under paths: [SourcePath]) -> SourceListing {
        var walk = SourceWalk()
        walk.walk(paths) { _ in true }
        return walk.listing
    }

    /// The same, with the files handed on while the walk goes on, and not in the listing.
    ///
    /// - Parameters:
    ///   - selection: what is to be loaded: files that cannot hold any of it, by their keys, are only counted.
    ///   - entering: takes each folder before anybody looks what lies in it.
    ///   - found: takes the files found since it was called last; it returns whether to go on.
    public static func walk(
        _ paths: [SourcePath], for selection: LoadSelection = LoadSelection(),
        entering: @escaping (SourcePath) -> Void = { _ in }, found: ([SourceFile]) -> Bool
    ) -> SourceListing {
        var walk = SourceWalk(entering: entering)
        walk.listing.skipped = SkippedFiles(selection)
        walk.walk(paths) { listing in
            let files = listing.files
            listing.files = []
            return files.isEmpty || found(files)
        }
        return walk.listing
    }

    /// - Parameter pause: called now and then, and at the end; it returns whether to go on.
    private mutating func walk(_ paths: [SourcePath], pause: (inout SourceListing) -> Bool) {
        for (number, path) in paths.enumerated() {
            root = number
            if path.bytes == [UInt8(ascii: "-")] {
                readStandardInput(path)
            } else {
                visit(path, wasAskedFor: true)
                guard walkStack(pause) else { return }
            }
            guard pause(&listing) else {
                listing.isCut = number + 1 < paths.count
                return
            }
        }
    }

    private mutating func report(_ path: SourcePath, _ reason: SourceProblem.Reason) {
        listing.problems.append(SourceProblem(path: path.shown, reason: reason))
    }

    /// Walks the folders on the stack, the deepest first.
    ///
    /// - Returns: whether to go on.
    private mutating func walkStack(_ pause: (inout SourceListing) -> Bool) -> Bool {
        while let last = stack.indices.last {
            if listing.files.count % Self.pauseLength == Self.pauseLength - 1, !pause(&listing) {
                listing.isCut = true
                return false
            }
            let entry = stack[last].next
            guard entry < stack[last].entries.count else {
                stack.removeLast()
                continue
            }
            stack[last].next += 1
            let path = stack[last].path.appending(stack[last].entries.name(entry))
            switch stack[last].entries.kind(entry) {
            case .file(let stamp): add(path, stamp)
            case .folder:
                if FetchState.isKept(at: path) { continue }
                if path.bytes.count <= Self.longestPath, let parent = stack[last].folder,
                    let folder = OpenFolder(entry, of: stack[last].entries, in: parent)
                {
                    if isFirst(folder.identity, path) { push(folder, path) }
                } else {
                    visit(path)
                }
            case .special(let type): visit(path, special: type)
            case .unknown: visit(path)
            case .skipped: break
            }
        }
        return true
    }

    /// Looks at what a path names, all the way from the root.
    private mutating func visit(_ path: SourcePath, wasAskedFor: Bool = false) {
        var status = stat()
        guard unsafe path.withCString({ unsafe stat($0, &status) }) == 0 else {
            return reportFailure(path, errno, wasAskedFor: wasAskedFor)
        }
        switch FolderEntries.Kind(status) {
        case .file(let stamp): add(path, stamp)
        case .folder:
            if !wasAskedFor, FetchState.isKept(at: path) { return }
            guard isFirst(OpenFolder.Identity(status), path) else { return }
            guard let folder = OpenFolder(path) else {
                return report(path, errno == ENOENT ? .vanished : .system(errno))
            }
            push(folder, path)
        case .special(let type): visit(path, special: type)
        case .unknown, .skipped: break
        }
    }

    private mutating func visit(_ path: SourcePath, special type: mode_t) {
        switch type {
        case S_IFIFO:
            if Self.isDescriptor(path) { spool(path) } else { report(path, .special(.pipe)) }
        case S_IFSOCK: report(path, .special(.socket))
        case S_IFCHR: report(path, .special(.characterDevice))
        case S_IFBLK: report(path, .special(.blockDevice))
        default: report(path, .special(.other))
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

    private mutating func add(_ path: SourcePath, _ stamp: FileStamp) {
        listing.files.append(SourceFile(path: path, byteCount: stamp.byteCount, stamp: stamp, root: root))
    }

    // MARK: Folders

    /// Whether a folder is met for the first time.
    private mutating func isFirst(_ identity: OpenFolder.Identity, _ path: SourcePath) -> Bool {
        guard let first = walked.updateValue(path, forKey: identity) else { return true }
        walked[identity] = first
        report(path, .alreadyWalked(first.shown))
        return false
    }

    private mutating func push(_ folder: OpenFolder, _ path: SourcePath) {
        entering(path)
        let (entries, failure) = entries(of: folder, path)
        if let failure { report(path, .system(failure)) }
        let staysOpen = stack.count < Self.openFolders && entries.hasFolders
        stack.append(Level(path: path, entries: entries, folder: staysOpen ? folder : nil))
    }

    /// What lies in a folder. Where CloudTrail delivered it, names alone tell what need not be looked at.
    private mutating func entries(
        of folder: OpenFolder, _ path: SourcePath
    ) -> (entries: FolderEntries, failure: Int32?) {
        guard listing.skipped.isPossible, let delivered = DeliveredFolder(path) else {
            return folder.entries(using: &block)
        }
        var skipped = listing.skipped
        defer { listing.skipped = skipped }
        return folder.entries(using: &block) { skipped.skip($0, in: delivered) }
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
            listing.files.append(SourceFile(path: path, byteCount: input.byteCount, spool: input, root: root))
        } catch {
            report(path, .system(error.number))
        }
    }
}
