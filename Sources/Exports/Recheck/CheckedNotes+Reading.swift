internal import JSON

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
        return CheckedNotes(
            claims: try claims(of: value), evidence: try evidence(of: value), manifest: try manifest(of: value),
            isRedacted: value["case"]?["isRedacted"]?.boolValue ?? false)
    }

    private static func claims(of value: JSONValue) throws(CheckedNotesProblem) -> [Claim] {
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
        return claims
    }

    private static func evidence(of value: JSONValue) throws(CheckedNotesProblem) -> [Evidence] {
        var evidence: [Evidence] = []
        var seen: Set<String> = []
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
                    time: try optional(line, "time", at: place), name: try optional(line, "name", at: place)))
        }
        return evidence
    }

    private static func manifest(of value: JSONValue) throws(CheckedNotesProblem) -> [ListedSource] {
        guard let custody = value["custody"], !custody.isNull else { return [] }
        var sources: [ListedSource] = []
        for (number, source) in try array(custody, "manifest", at: "custody.manifest").enumerated() {
            let place = "custody.manifest[\(number)]"
            sources.append(
                ListedSource(
                    path: try string(source, "path", at: place), byteCount: source["bytes"]?.intValue,
                    sha256: try optional(source, "sha256", at: place),
                    logSHA256: try optional(source, "logSHA256", at: place),
                    isAbsent: try optional(source, "absentSince", at: place) != nil))
        }
        return sources
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
