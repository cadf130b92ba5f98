internal import CloudTrail
internal import Foundation
internal import JSON

extension Truth {
    /// The file's name.
    public static let fileName = "truth.json"

    private static let mostBytes = 1 << 20

    /// The truth beside the logs of a case: in a folder that was loaded, or in the one around it.
    ///
    /// - Returns: nil where there is none.
    public static func beside(_ paths: [String]) throws(TruthProblem) -> Truth? {
        for path in paths {
            let url = URL(filePath: path)
            for folder in [url, url.deletingLastPathComponent()] {
                let file = folder.appending(path: fileName).path(percentEncoded: false)
                let kind = try? FileManager.default.attributesOfItem(atPath: file)[.type] as? FileAttributeType
                if kind == .typeRegular { return try Truth(path: file) }
            }
        }
        return nil
    }

    /// Reads a file.
    public init(path: String) throws(TruthProblem) {
        let bytes: [UInt8]
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            bytes = [UInt8](try file.read(upToCount: Self.mostBytes + 1) ?? Data())
        } catch {
            throw TruthProblem(path: path, reason: .unreadable(error.localizedDescription))
        }
        guard bytes.count <= Self.mostBytes else {
            throw TruthProblem(path: path, reason: .tooLarge(most: Self.mostBytes))
        }
        let json: JSONValue
        do {
            json = try JSONValue.parse(bytes)
        } catch {
            throw TruthProblem(path: path, reason: .noJSON(error.description))
        }
        try self.init(TruthMember(value: json, name: nil, path: path))
    }

    private init(_ file: TruthMember) throws(TruthProblem) {
        guard file.value["huckleberryTruth"]?.intValue == 1 else {
            throw TruthProblem(path: file.path, member: "huckleberryTruth", reason: .otherFormat)
        }
        scenario = try file["scenario"].text
        summary = try file["summary"].text
        hasIncident = try file["incident"].flag
        calls = try file["calls"].number
        keys = try Self.all(file["keys"]) { member throws(TruthProblem) in
            try Held(member, value: "key", principal: try member["principal"].text)
        }
        addresses = try Self.all(file["addresses"]) { member throws(TruthProblem) in
            try Held(member, value: "address", principal: nil)
        }
        principals = try Self.all(file["principals"]) { member throws(TruthProblem) in try member.text }
        innocent = try Self.all(file["innocent"]) { member throws(TruthProblem) in
            Innocent(value: try member["value"].text, why: try member["why"].text)
        }
        answers = try Self.all(file["answers"]) { member throws(TruthProblem) in
            guard let mark = Mark(rawValue: try member["mark"].text) else {
                throw member["mark"].problem("observed, inferred or unknown")
            }
            return Answer(
                question: try member["question"].text, mark: mark,
                facts: try Self.all(member["facts"]) { fact throws(TruthProblem) in
                    Fact(
                        text: try fact["fact"].text,
                        words: try Self.all(fact["words"]) { word throws(TruthProblem) in try word.text })
                })
        }
    }

    private static func all<Element>(
        _ list: TruthMember, _ read: (TruthMember) throws(TruthProblem) -> Element
    ) throws(TruthProblem) -> [Element] {
        var found: [Element] = []
        for member in try list.elements { found.append(try read(member)) }
        return found
    }
}

extension Truth.Held {
    fileprivate init(_ member: TruthMember, value: String, principal: String?) throws(TruthProblem) {
        self.init(
            value: try member[value].text, principal: principal, first: try member["first"].time,
            last: try member["last"].time,
            calls: try member["calls"].number)
    }
}

/// A value of a truth file, which knows where it stands.
private struct TruthMember {
    /// Null where it is missing.
    let value: JSONValue
    let name: String?
    let path: String

    /// Far more than any case has.
    private static let mostElements = 1_000

    subscript(key: String) -> TruthMember {
        TruthMember(value: value[key] ?? .null, name: name.map { "\($0).\(key)" } ?? key, path: path)
    }

    var text: String {
        get throws(TruthProblem) {
            guard let text = value.stringValue else { throw problem("a text") }
            return text
        }
    }

    var flag: Bool {
        get throws(TruthProblem) {
            guard let flag = value.boolValue else { throw problem("true or false") }
            return flag
        }
    }

    var number: Int {
        get throws(TruthProblem) {
            guard let number = value.intValue else { throw problem("a whole number") }
            return number
        }
    }

    var time: EventTime {
        get throws(TruthProblem) {
            guard let time = value.stringValue.flatMap({ EventTime($0) }) else {
                throw problem("a time such as 2020-05-06T08:49:17Z")
            }
            return time
        }
    }

    var elements: [TruthMember] {
        get throws(TruthProblem) {
            guard let elements = value.arrayValue else { throw problem("a list") }
            guard elements.count <= Self.mostElements else {
                throw TruthProblem(path: path, member: name, reason: .tooMany(most: Self.mostElements))
            }
            return elements.enumerated().map {
                TruthMember(value: $1, name: "\(name ?? "")[\($0)]", path: path)
            }
        }
    }

    func problem(_ expected: String) -> TruthProblem {
        TruthProblem(path: path, member: name, reason: .wrong(expected: expected))
    }
}
