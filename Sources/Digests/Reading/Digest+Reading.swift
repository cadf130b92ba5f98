internal import CloudTrail
internal import JSON

/// Why a text is no digest that can be checked.
public enum DigestProblem: Error, Hashable, Sendable {
    case notJSON(JSONFault)
    case notAnObject
    /// An object without what makes a digest.
    case notADigest
    /// A member that is missing, or has not the form it has to have.
    case member(String)
    /// A hash or signature algorithm other than the one that CloudTrail uses.
    case algorithm(member: String, value: String)
    /// In UTF-16: not the bytes that CloudTrail signed.
    case encoding
    /// More bytes than any digest has.
    case tooLarge(limit: Int)

    /// Where and why the text is no JSON, in words.
    public struct JSONFault: Hashable, Sendable {
        public let words: String
    }
}

extension DigestProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notJSON(let fault): "it is no JSON: \(fault.words)"
        case .notAnObject: "it is no JSON object"
        case .notADigest: "it is JSON and no digest: it has none of a digest\u{2019}s members"
        case .member(let name): "its \(name) is missing or malformed"
        case .algorithm(let member, let value): "its \(member) is \(value), which CloudTrail does not use"
        case .encoding: "it is in UTF-16, which CloudTrail does not write"
        case .tooLarge(let limit): "it has more than \(limit >> 20) MiB, which no digest has"
        }
    }
}

extension Digest {
    /// Whether a text is a digest by what it holds, wherever it lies: or was one, and has been cut or changed.
    static func isDigest(_ text: Span<UInt8>) -> Bool {
        guard text.count <= largest else { return false }
        guard let value = try? JSONValue.parse(text) else {
            return names.contains { head(of: text, has: "\"\($0)\"") }
                && !["\"Records\"", "\"eventVersion\""].contains { head(of: text, has: $0) }
        }
        return names.count { value[$0] != nil } > 1
    }

    /// Members that nothing else that CloudTrail delivers has.
    private static let names = [
        "digestStartTime", "digestEndTime", "digestS3Bucket", "digestS3Object", "digestPublicKeyFingerprint",
    ]

    /// Whether a text may be a digest: a look at its beginning, where the members in question stand in a digest.
    static func mayBeDigest(_ text: Span<UInt8>) -> Bool { head(of: text, has: "\"digest") }

    private static func head(of text: Span<UInt8>, has words: String) -> Bool {
        let mark = Array(words.utf8)
        let last = min(text.count, headBytes) - mark.count
        var start = 0
        while start <= last {
            if text[start] == mark[0], mark.indices.allSatisfy({ text[start + $0] == mark[$0] }) { return true }
            start += 1
        }
        return false
    }

    private static let headBytes = 4_096
    /// An hour with ten thousand log files takes 6 MiB.
    static let largest = 64 << 20

    init(_ text: Span<UInt8>) throws(DigestProblem) {
        guard text.count <= Self.largest else { throw .tooLarge(limit: Self.largest) }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue.parse(text)
        } catch {
            throw .notJSON(DigestProblem.JSONFault(words: error.description))
        }
        guard let members = value.objectValue else { throw .notAnObject }
        guard Self.names.contains(where: { members[$0] != nil }) else { throw .notADigest }
        account = try members.text("awsAccountId")
        start = try members.time("digestStartTime")
        end = try members.time("digestEndTime")
        endText = try members.text("digestEndTime")
        object = try members.object("digestS3Bucket", "digestS3Object")
        fingerprint = try members.text("digestPublicKeyFingerprint")
        delivery = Delivery(object.key)
        try members.require("SHA256withRSA", "digestSignatureAlgorithm")
        previous = try Previous(members)
        switch members["logFiles"] {
        case .array(let files)?: logs = try files.map { file throws(DigestProblem) in try ListedLog(file) }
        case .null?: logs = []
        default: throw .member("logFiles")
        }
    }
}

extension Digest.Previous {
    private static let names = [
        "previousDigestS3Bucket", "previousDigestS3Object", "previousDigestHashValue", "previousDigestSignature",
    ]

    /// Nil where all of its members are null.
    init?(_ members: JSONObject) throws(DigestProblem) {
        if Self.names.allSatisfy({ members[$0]?.isNull ?? true }) { return nil }
        object = try members.object(Self.names[0], Self.names[1])
        sha256 = try members.sha256(Self.names[2])
        signature = try members.text(Self.names[3])
        try members.require("SHA-256", "previousDigestHashAlgorithm")
    }
}

extension Digest.ListedLog {
    fileprivate init(_ value: JSONValue) throws(DigestProblem) {
        guard let members = value.objectValue else { throw .member("logFiles") }
        object = try members.object("s3Bucket", "s3Object")
        sha256 = try members.sha256("hashValue")
        delivery = Delivery(object.key)
        try members.require("SHA-256", "hashAlgorithm")
    }
}

extension JSONObject {
    fileprivate func text(_ name: String) throws(DigestProblem) -> String {
        guard let text = self[name]?.stringValue else { throw .member(name) }
        return text
    }

    fileprivate func time(_ name: String) throws(DigestProblem) -> EventTime {
        guard let time = EventTime(try text(name)) else { throw .member(name) }
        return time
    }

    fileprivate func object(_ bucket: String, _ key: String) throws(DigestProblem) -> S3Object {
        S3Object(bucket: try text(bucket), key: try text(key))
    }

    fileprivate func sha256(_ name: String) throws(DigestProblem) -> String {
        let text = try text(name)
        guard text.utf8.count == 64, text.utf8.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else {
            throw .member(name)
        }
        return text.lowercased()
    }

    fileprivate func require(_ value: String, _ name: String) throws(DigestProblem) {
        let text = try text(name)
        guard text == value else { throw .algorithm(member: name, value: text) }
    }
}
