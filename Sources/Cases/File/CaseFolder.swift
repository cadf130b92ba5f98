public import CloudTrail
internal import Foundation
internal import GRDB

/// Where cases live that nobody named a file for.
public struct CaseFolder: Hashable, Sendable {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    /// `huckleberry` in the folder for a person's state (XDG Base Directory Specification); nil where the environment names
    /// none.
    public init?(environment: [String: String]) {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            path = state + "/huckleberry"
        } else if let home = environment["HOME"], !home.isEmpty {
            path = home + "/.local/state/huckleberry"
        } else {
            return nil
        }
    }

    /// A case as a list of them shows it.
    public struct Item: Hashable, Sendable {
        public var path: String
        /// When something was written to it last.
        public var changed: EventTime
        /// Bytes on disk.
        public var byteCount: Int
        /// What was loaded last; empty where nothing was.
        public var sources: [String]
        /// Steps in its journal.
        public var steps: Int
        public var notes: Int
        /// Whether a console has it open.
        public var isOpen: Bool
        /// Why it cannot be read; nil where it can.
        public var problem: CaseProblem?
    }

    private static let ending = ".huck"

    /// The cases of the folder, the one that was changed last first.
    public func items() -> [Item] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(Self.ending) }.map { Self.item(path + "/" + $0) }
            .sorted { left, right in
                left.changed == right.changed ? left.path < right.path : left.changed > right.changed
            }
    }

    private static func item(_ path: String) -> Item {
        let parts = [path, path + "-wal"].map { try? FileManager.default.attributesOfItem(atPath: $0) }
        let times = parts.compactMap { $0?[.modificationDate] as? Date }
        let changed = times.map(\.timeIntervalSince1970).max() ?? 0
        var item = Item(
            path: path, changed: EventTime(milliseconds: Int64(changed * 1000)),
            byteCount: parts.reduce(0) { $0 + ($1?[.size] as? Int ?? 0) }, sources: [], steps: 0, notes: 0,
            isOpen: CaseLock.isHeld(path), problem: nil)
        do throws(CaseProblem) {
            let file = try CaseFile(reading: path)
            item.sources = try file.sources()?.paths ?? []
            item.steps = try file.count("journal")
            item.notes = try file.count("entries WHERE kind IN ('note', 'section', 'answer')")
        } catch {
            item.problem = error
        }
        return item
    }

    /// A name for a new case that no file has: the day, and what is investigated.
    public func newPath(of name: String, at time: EventTime) -> String {
        let words = name.unicodeScalars.map { scalar -> String in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-")
                ? String(scalar) : "-"
        }.joined().split(separator: "-").joined(separator: "-").prefix(40)
        let stem = "\(path)/\(time.iso8601.prefix(10))-\(words.isEmpty ? "case" : words)"
        var number = 1
        while true {
            let path = stem + (number == 1 ? "" : "-\(number)") + Self.ending
            if !FileManager.default.fileExists(atPath: path) { return path }
            number += 1
        }
    }

    /// Makes the folder, for its owner alone.
    public func create() throws(CaseProblem) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CaseProblem(path: path, reason: .cannotCreate("its folder cannot be made"))
        }
    }
}

extension CaseFile {
    fileprivate func count(_ what: String) throws(CaseProblem) -> Int {
        try read { db in try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \(what)") ?? 0 }
    }
}
