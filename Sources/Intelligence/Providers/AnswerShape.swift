internal import CloudTrail
internal import JSON
internal import Text

/// How labels are read from a provider's JSON.
public struct AnswerShape: Hashable, Sendable {
    /// One label, and where its value is.
    public struct Label: Hashable, Sendable {
        /// Member names with dots between them. Lists are walked, as the filter language does.
        public var path: String
        public var kind: AddressLabel.Kind
        /// What is shown, with `{value}` in it where the value goes.
        public var text: String
        /// The value must be this text, or this number or truth value as written.
        public var equals: String?
        /// The value must be a number above this.
        public var above: Double?

        public init(
            _ path: String, _ kind: AddressLabel.Kind, text: String = "{value}", equals: String? = nil,
            above: Double? = nil
        ) {
            self.path = path
            self.kind = kind
            self.text = text
            self.equals = equals
            self.above = above
        }
    }

    public var labels: [Label]
    /// Where the answer names the address that it is about; nil where it does not.
    public var subject: String?

    public init(labels: [Label], subject: String? = nil) {
        self.labels = labels
        self.subject = subject
    }
}

extension AnswerShape {
    /// The longest value that a label takes, in characters.
    fileprivate static let longestValue = 200

    /// The labels of an answer, each once, in the order of the shape.
    ///
    /// - Throws: where the bytes are no JSON object or list, or the answer is about another address.
    func labels(
        in bytes: [UInt8], about address: IPAddress, source: String
    ) throws(ProviderFailure) -> [AddressLabel] {
        let answer: JSONValue
        do throws(JSONError) {
            answer = try JSONValue.parse(bytes)
        } catch {
            throw .notJSON(error.description)
        }
        guard answer.objectValue != nil || answer.arrayValue != nil else {
            throw .notJSON("a single value, not an object")
        }
        if let subject {
            for named in Self.values(answer, at: subject).compactMap(\.stringValue)
            where IPAddress(source: named) != address { throw .aboutAnother(named) }
        }
        var found: [AddressLabel] = []
        for label in labels {
            for value in Self.values(answer, at: label.path) {
                guard let text = label.text(of: value) else { continue }
                let made = AddressLabel(label.kind, text, source: source)
                if !found.contains(made) { found.append(made) }
            }
        }
        return found
    }

    private static func values(_ answer: JSONValue, at path: String) -> [JSONValue] {
        var values = [answer]
        for name in path.split(separator: ".") {
            values = values.flatMap { $0.arrayValue ?? [$0] }.compactMap { $0[String(name)] }
        }
        return values.flatMap { $0.arrayValue ?? [$0] }
    }
}

extension AnswerShape.Label {
    /// What is shown for a value; nil where the label does not hold for it.
    fileprivate func text(of value: JSONValue) -> String? {
        let written: String
        switch value {
        case .string(let text): written = text.trimmingSpaces()
        case .number(let text): written = text
        case .bool(let value): written = String(value)
        case .null, .array, .object: return nil
        }
        if let equals {
            guard written.lowercased() == equals.lowercased() else { return nil }
        } else if let above {
            guard let number = Double(written), number > above else { return nil }
        } else if written.isEmpty || value == .bool(false) {
            return nil
        }
        return text.replacing("{value}", with: written.prefix(AnswerShape.longestValue))
    }
}
