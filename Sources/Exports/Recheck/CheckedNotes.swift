public import JSON

/// What a case in JSON claims, and what it rests on, as far as it has to be checked. The file comes from somebody else:
/// nothing of it is believed before it has been found.
public struct CheckedNotes: Hashable, Sendable {
    public struct Claim: Hashable, Sendable {
        public var id: String
        public var text: String
        /// Evidence numbers as they are written: `E12`.
        public var evidence: [String]
    }

    /// A line of the evidence table.
    public struct Evidence: Hashable, Sendable {
        /// `E12`.
        public var id: String
        public var eventID: String?
        public var account: String?
        public var file: String
        public var sha256: String?
        public var record: Int
        public var recordSHA256: String?
        /// When the event was, and the call, as the table says them.
        public var time: String?
        public var name: String?
        /// Whether pseudonyms stand in the place of the account and of names in the path.
        public var isRedacted: Bool
    }

    /// In the order of the file.
    public var claims: [Claim]
    /// In the order of the file.
    public var evidence: [Evidence]

    public init(claims: [Claim], evidence: [Evidence]) {
        self.claims = claims
        self.evidence = evidence
    }
}

/// Why a text is no case that can be checked.
public enum CheckedNotesProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case json(JSONError)
    /// Something else stands at a place: `claims[3].evidence`, and what is wanted there.
    case wanted(String, at: String)
    /// An ID that two lines have.
    case repeated(String, at: String)
    case version(String)

    public var description: String {
        switch self {
        case .json(let error): "it is no JSON: \(error)"
        case .wanted(let what, let place): "\(place): \(what) is wanted here"
        case .repeated(let id, let place): "\(place): there are two of the ID \(id)"
        case .version(let version):
            "its schemaVersion is \(version); this program reads \(CaseJSON.schemaVersion)"
        }
    }
}

extension CheckedNotes {
    /// Reads a case as `CaseJSON` writes it.
    ///
    /// - Complexity: linear in the text.
    public static func read(_ bytes: [UInt8]) throws(CheckedNotesProblem) -> CheckedNotes {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue.parse(bytes)
        } catch {
            throw .json(error)
        }
        guard case .object = value else { throw .wanted("an object", at: "the file") }
        guard let version = value["schemaVersion"] else { throw .wanted("a number", at: "schemaVersion") }
        guard version.intValue == CaseJSON.schemaVersion else { throw .version(JSONWriter().string(version)) }
        let isRedacted = value["case"]?["isRedacted"]?.boolValue ?? false
        var claims: [Claim] = []
        var seen: Set<String> = []
        for (number, claim) in try array(value, "claims", at: "claims").enumerated() {
            let place = "claims[\(number)]"
            let id = try string(claim, "id", at: place)
            guard seen.insert(id).inserted else { throw .repeated(id, at: place) }
            var cited: [String] = []
            for (number, reference) in try array(claim, "evidence", at: place + ".evidence").enumerated() {
                guard let text = reference.stringValue else {
                    throw .wanted("a text", at: "\(place).evidence[\(number)]")
                }
                cited.append(text)
            }
            claims.append(Claim(id: id, text: try string(claim, "text", at: place), evidence: cited))
        }
        var evidence: [Evidence] = []
        seen = []
        for (number, line) in try array(value, "evidence", at: "evidence").enumerated() {
            let place = "evidence[\(number)]"
            let id = try string(line, "id", at: place)
            guard seen.insert(id).inserted else { throw .repeated(id, at: place) }
            guard let record = line["record"]?.intValue, record > 0 else {
                throw .wanted("a number from 1", at: place + ".record")
            }
            evidence.append(
                Evidence(
                    id: id, eventID: try optional(line, "eventID", at: place),
                    account: try optional(line, "account", at: place), file: try string(line, "file", at: place),
                    sha256: try optional(line, "sha256", at: place), record: record,
                    recordSHA256: try optional(line, "recordSHA256", at: place),
                    time: try optional(line, "time", at: place), name: try optional(line, "name", at: place),
                    isRedacted: isRedacted))
        }
        return CheckedNotes(claims: claims, evidence: evidence)
    }

    private static func array(
        _ value: JSONValue, _ key: String, at place: String
    ) throws(CheckedNotesProblem) -> [JSONValue] {
        guard let array = value[key]?.arrayValue else { throw .wanted("a list", at: place) }
        return array
    }

    private static func string(
        _ value: JSONValue, _ key: String, at place: String
    ) throws(CheckedNotesProblem) -> String {
        guard let text = value[key]?.stringValue else { throw .wanted("a text", at: "\(place).\(key)") }
        return text
    }

    private static func optional(
        _ value: JSONValue, _ key: String, at place: String
    ) throws(CheckedNotesProblem) -> String? {
        guard let member = value[key], !member.isNull else { return nil }
        guard let text = member.stringValue else { throw .wanted("a text or null", at: "\(place).\(key)") }
        return text
    }
}
