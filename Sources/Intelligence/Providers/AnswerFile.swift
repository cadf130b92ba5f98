public import CloudTrail
internal import Foundation
public import JSON
internal import Synchronization

/// Answers in a JSON file of their own: `{"answers": [{provider, address, time, labels: [{kind, text}]}]}`.
public final class AnswerFile: AnswerStore {
    /// Why a file cannot be used.
    public struct Unusable: Error, Hashable, Sendable, CustomStringConvertible {
        public var path: String
        public var message: String

        public var description: String { "\(path): \(message)" }
    }

    fileprivate struct Question: Hashable {
        let provider: String
        let address: IPAddress
    }

    private let path: String
    private let kept: Mutex<[Question: ProviderAnswer]>

    /// Reads a file; one that does not exist is made with the first answer.
    public init(path: String) throws(Unusable) {
        self.path = path
        var kept: [Question: ProviderAnswer] = [:]
        if FileManager.default.fileExists(atPath: path) {
            for answer in try Self.read(path) { kept[Question(answer)] = answer }
        }
        self.kept = Mutex(kept)
    }

    public var answers: [ProviderAnswer] {
        kept.withLock { kept in
            kept.values.sorted {
                ($0.provider, $0.address.order, $0.address.bits) < ($1.provider, $1.address.order, $1.address.bits)
            }
        }
    }

    public func answer(of provider: String, about address: IPAddress) -> ProviderAnswer? {
        kept.withLock { $0[Question(provider: provider, address: address)] }
    }

    /// - Throws: where the file cannot be written. The answer is known all the same until the program ends.
    public func keep(_ answer: ProviderAnswer) throws {
        kept.withLock { $0[Question(answer)] = answer }
        let json: JSONValue = ["answers": .array(answers.map(\.json))]
        try Data(JSONWriter(.pretty).bytes(json) + [UInt8(ascii: "\n")])
            .write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    private static func read(_ path: String) throws(Unusable) -> [ProviderAnswer] {
        let json: JSONValue
        do {
            json = try JSONValue.parse([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
        } catch let error as JSONError {
            throw Unusable(path: path, message: error.description)
        } catch {
            throw Unusable(path: path, message: error.localizedDescription)
        }
        guard let elements = json["answers"]?.arrayValue else {
            throw Unusable(path: path, message: "it has no list of answers")
        }
        var answers: [ProviderAnswer] = []
        for (index, element) in elements.enumerated() {
            guard let answer = ProviderAnswer(element) else {
                throw Unusable(path: path, message: "answer \(index + 1) lacks a member, or one is of a wrong type")
            }
            answers.append(answer)
        }
        return answers
    }
}

extension AnswerFile.Question {
    fileprivate init(_ answer: ProviderAnswer) {
        self.init(provider: answer.provider, address: answer.address)
    }
}

extension IPAddress {
    /// IPv4 before IPv6.
    fileprivate var order: Int { family == .v4 ? 0 : 1 }
}

extension ProviderAnswer {
    /// As a member of a file of answers.
    public var json: JSONValue {
        [
            "provider": .string(provider), "address": .string(address.description), "time": .string(time.iso8601),
            "labels": .array(labels.map { ["kind": .string($0.kind.rawValue), "text": .string($0.text)] }),
        ]
    }

    /// Nil where a member is missing or of a wrong type.
    public init?(_ json: JSONValue) {
        guard let provider = json["provider"]?.stringValue,
            let address = json["address"]?.stringValue.flatMap({ IPAddress($0) }),
            let time = json["time"]?.stringValue.flatMap({ EventTime($0) }), let labels = json["labels"]?.arrayValue
        else { return nil }
        var read: [AddressLabel] = []
        for label in labels {
            guard let kind = label["kind"]?.stringValue.flatMap(AddressLabel.Kind.init(rawValue:)),
                let text = label["text"]?.stringValue
            else { return nil }
            read.append(AddressLabel(kind, text, source: provider))
        }
        self.init(provider: provider, address: address, time: time, labels: read)
    }
}
