internal import Foundation
internal import Glibc

/// Where an export is written: a file, or a folder of files.
///
/// It is written beside its place under another name, brought to the disk, and then moved there as a whole: whoever looks
/// sees what was there before or all of the new. What is there already stays unless it may be replaced, and a folder only
/// gives way where everything in it is of the same export. What the export rests on stays whatever was said.
public struct ExportPlace: Sendable {
    public let path: String
    /// Whether what is there already is replaced.
    public let replaces: Bool

    public init(path: String, replaces: Bool) {
        self.path = path
        self.replaces = replaces
    }

    /// Looks whether the place is one of the files that an export rests on, or a folder that holds some of them.
    ///
    /// - Parameter files: sources, archives, the case; those that are not there do not matter.
    public func require(sparing files: [String]) throws(ExportError) {
        guard let kind = SystemFile.kind(of: path) else { return }
        let spared = Set(files.compactMap { SystemFile.identity(of: $0) })
        let within = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let places = [path] + (kind == .folder ? within.map { path + "/" + $0 } : [])
        for place in places {
            guard let identity = SystemFile.identity(of: place), spared.contains(identity) else { continue }
            throw .evidence(path: place)
        }
    }

    /// Looks before the work is done.
    public func requireRoom() throws(ExportError) {
        guard !replaces, SystemFile.kind(of: path) != nil else { return }
        throw .occupied(path: path)
    }

    /// Writes the files of an export: one at the place itself, or several in a folder there. None is nothing.
    public func write(_ files: [ExportedFile]) throws(ExportError) {
        guard let first = files.first else { return }
        if first.path.isEmpty { try write { SystemFile.write(first.text, to: $0) } } else { try writeFolder(files) }
    }

    // MARK: A file

    /// Writes a file whose bytes somebody else puts there.
    ///
    /// - Parameter fill: given an open file, an empty one unless the place is a device; returns the number of the error that
    ///   it ended with, 0 for none.
    public func write(filledBy fill: (Int32) -> Int32) throws(ExportError) {
        // A link leads to what is meant; a device or a pipe is written to, not replaced.
        let target = replaces ? SystemFile.resolved(path) : path
        switch SystemFile.kind(of: target) {
        case .folder: throw .folder(path: path)
        case .special where replaces: return try SystemFile.append(to: target, shown: path, fill)
        case .some where !replaces: throw .occupied(path: path)
        default: break
        }
        let draft = Self.beside(target)
        do throws(ExportError) {
            try SystemFile.create(draft, shown: path, fill)
            if replaces {
                try SystemFile.rename(draft, to: target, shown: path)
            } else {
                try SystemFile.place(draft, at: target, shown: path)
            }
        } catch {
            SystemFile.remove(draft)
            throw error
        }
        SystemFile.synchronizeFolder(of: target)
    }

    // MARK: A folder

    private func writeFolder(_ files: [ExportedFile]) throws(ExportError) {
        let target = replaces ? SystemFile.resolved(path) : path
        let isThere = try isReplaceable(target, by: files)
        let draft = Self.beside(target)
        do throws(ExportError) {
            try SystemFile.createFolder(draft, shown: path)
            for file in files {
                try SystemFile.create(draft + "/" + file.path, shown: path + "/" + file.path) {
                    SystemFile.write(file.text, to: $0)
                }
            }
            SystemFile.synchronizeFolder(of: draft + "/.")
            let old = isThere ? Self.beside(target) : nil
            if let old { try SystemFile.rename(target, to: old, shown: path) }
            do throws(ExportError) {
                // A folder takes the place of nothing, or of an empty one: of anything else the system refuses it.
                try SystemFile.rename(draft, to: target, shown: path)
            } catch {
                if let old { try SystemFile.rename(old, to: target, shown: path) }
                throw error
            }
            if let old { Self.removeFolder(old) }
        } catch {
            Self.removeFolder(draft)
            throw error
        }
        SystemFile.synchronizeFolder(of: target)
    }

    /// Whether a folder is there that gives way; throws where something is there that does not.
    private func isReplaceable(_ target: String, by files: [ExportedFile]) throws(ExportError) -> Bool {
        guard let kind = SystemFile.kind(of: target) else { return false }
        guard replaces else { throw .occupied(path: path) }
        guard kind == .folder else { throw .file(path: path) }
        let own = Set(files.map(\.path))
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: target) else {
            throw .notCreated(path: path, error: EACCES)
        }
        if let other = names.sorted().first(where: { !own.contains($0) }) { throw .foreign(path: path, name: other) }
        return true
    }

    private static func removeFolder(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

    /// A name that nothing else has, in the folder of a path.
    private static func beside(_ path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        let folder = parts.dropLast().joined(separator: "/")
        let front = path.hasPrefix("/") ? "/" : ""
        let name = ".\(parts.last ?? "export").\(UUID().uuidString.prefix(8))"
        return front + (folder.isEmpty ? "" : folder + "/") + name
    }
}
