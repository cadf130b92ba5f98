public import Athena
internal import Foundation

/// A folder of what an engine was asked for: one CSV for each query, and the statement beside it.
public struct SliceFolder: Sendable {
    /// The folder.
    public let path: String
    private let engine: any QueryEngine
    /// What has been asked, and what it took, in order.
    public private(set) var asked: [(query: EventQuery, receipt: QueryReceipt)] = []

    /// - Parameter path: of a folder, which is made where it is missing.
    public init(_ path: String, engine: any QueryEngine) throws {
        self.path = path
        self.engine = engine
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// Bytes that the engine has read.
    public var scannedBytes: Int64 { asked.reduce(0) { $0 + $1.receipt.scannedBytes } }

    /// Asks, and keeps the answer in a file of its own.
    public mutating func add(_ query: EventQuery) async throws(AWSFailure) {
        let number = String(asked.count + 1)
        let name = "slice-" + String(repeating: "0", count: max(0, 4 - number.count)) + number + ".csv"
        let receipt = try await engine.run(query, into: "\(path)/\(name)")
        asked.append((query, receipt))
    }
}
