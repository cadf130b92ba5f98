internal import Crypto
public import JSON

/// One record as its source holds it.
public struct Record: Sendable {
    /// The record's own bytes: as CloudTrail wrote them wherever they travelled whole, else the row or document that
    /// they were rebuilt from.
    public let bytes: [UInt8]
    /// The record as a tree. Of a record that was taken apart on its way it is rebuilt, for reading; `bytes` are the evidence.
    public let json: JSONValue

    public init(bytes: [UInt8], json: JSONValue) {
        self.bytes = bytes
        self.json = json
    }

    /// SHA-256 of `bytes`, in lower-case hexadecimal.
    public var sha256: String {
        SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

/// Why a record could not be read again.
public struct RecordError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The source's path.
    public var path: String
    /// The record's number within it; nil where the whole source is meant.
    public var record: Int?
    public var reason: String

    public init(path: String, record: Int?, reason: String) {
        self.path = path
        self.record = record
        self.reason = reason
    }

    public var description: String {
        path + (record.map { ", record \($0)" } ?? "") + ": " + reason
    }
}
