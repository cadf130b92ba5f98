internal import CloudTrail
internal import Foundation
internal import Ingest

/// The folder that events are brought to, and what is kept beside it: what was fetched, and files on their way.
///
/// Files on their way lie in a folder of their own, so that whoever reads or watches the folder sees whole files alone.
public struct FetchFolder: Hashable, Sendable {
    /// Where the data is.
    public let path: String
    /// Where the state of fetching is: the same path with `.fetch` behind it.
    public let statePath: String

    /// - Parameter path: links in it are followed; it need not be there yet.
    public init(_ path: String) {
        let url = URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath()
        var text = url.path(percentEncoded: false)
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        self.path = text
        statePath = text + FetchState.suffix
    }

    func file(_ name: String) -> String { path + "/" + name }

    /// Where files lie until they are whole and checked.
    var incoming: String { statePath + "/incoming" }

    /// Makes what is not there.
    func prepare() throws(FetchProblem) {
        try Self.makeFolder(path)
        try Self.makeFolder(incoming)
    }

    static func makeFolder(_ path: String) throws(FetchProblem) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw FetchProblem(path: path, reason: .cannotCreate(error.localizedDescription))
        }
    }

    /// Writes a file whole: under another name beside the folder first.
    func write(_ bytes: [UInt8], to name: String) throws(FetchProblem) {
        let temporary = incoming + "/" + UUID().uuidString
        do {
            try Data(bytes).write(to: URL(filePath: temporary))
        } catch {
            throw FetchProblem(path: temporary, reason: .cannotWrite(error.localizedDescription))
        }
        try move(temporary, to: name)
    }

    /// Moves a file that is whole to its place, in one step.
    func move(_ temporary: String, to name: String) throws(FetchProblem) {
        let place = file(name)
        try Self.makeFolder(String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)]))
        try LocalFile.rename(temporary, to: place)
    }

    /// Removes a file or a folder beside the data, whether it is there or not.
    func discard(_ temporary: String) {
        try? FileManager.default.removeItem(atPath: temporary)
    }
}

/// What went wrong with a file of ours.
public struct FetchProblem: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        /// A folder or a file cannot be made; the system's words.
        case cannotCreate(String)
        case cannotWrite(String)
        case cannotRead(String)
        /// Another run of the program brings events to the same folder.
        case inUse
    }

    public var path: String
    public var reason: Reason

    init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }
}

extension FetchProblem: CustomStringConvertible {
    /// In one line; the path as it is.
    public var description: String {
        switch reason {
        case .cannotCreate(let words): "\(path): cannot be made: \(words)"
        case .cannotWrite(let words): "\(path): cannot be written: \(words)"
        case .cannotRead(let words): "\(path): cannot be read: \(words)"
        case .inUse: "\(path): another fetch is at work there"
        }
    }
}
