public import Foundation

/// Files as a responder has copied them into a folder, which is removed when it is no longer used.
public final class EvidenceFolder: Sendable {
    public let url: URL
    public var path: String { url.path }

    public init(_ trails: [SignedTrail] = []) throws {
        url = FileManager.default.temporaryDirectory.appending(path: "evidence-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for trail in trails { for (name, bytes) in trail.files { try write(bytes, to: name) } }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    @discardableResult
    public func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }

    public func remove(_ name: String) throws {
        try FileManager.default.removeItem(at: url.appending(path: name))
    }

    public func move(_ name: String, to other: String) throws {
        let target = url.appending(path: other)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.moveItem(at: url.appending(path: name), to: target)
    }

    public func file(_ name: String) -> String { url.appending(path: name).path }
}
