internal import Text
internal import Yams

/// Reads descriptions of providers.
struct ProviderReader {
    private let path: String
    private(set) var descriptions: [ProviderDescription] = []
    private(set) var problems: [ProviderProblem] = []

    private static let largestFile = 64 << 10

    init(path: String) {
        self.path = path
    }

    mutating func read(_ text: String) {
        do throws(ProviderProblem) {
            guard let root = try compose(text) else { return }
            let members = try map(root, "the file", ["providers"])
            for node in try list(members["providers"], "providers", of: root) { readProvider(node) }
        } catch {
            problems.append(error)
        }
    }

    private mutating func readProvider(_ node: Node) {
        do throws(ProviderProblem) {
            let description = try provider(node)
            guard !descriptions.contains(where: { $0.name == description.name }) else {
                throw problem(.twice(description.name), node)
            }
            descriptions.append(description)
        } catch {
            problems.append(error)
        }
    }

    private func compose(_ text: String) throws(ProviderProblem) -> Node? {
        guard text.utf8.count <= Self.largestFile else { throw problem(.tooLarge(limit: Self.largestFile), nil) }
        guard !Self.mayHaveAliases(text) else { throw problem(.alias, nil) }
        do {
            return try Yams.compose(yaml: text)
        } catch YamlError.scanner(_, let message, let mark, _), YamlError.parser(_, let message, let mark, _),
            YamlError.composer(_, let message, let mark, _)
        {
            throw ProviderProblem(path: path, line: mark.line, column: mark.column, reason: .notYAML(message))
        } catch {
            throw problem(.notYAML("\(error)"), nil)
        }
    }

    /// Whether a word begins as an anchor or alias does.
    private static func mayHaveAliases(_ text: String) -> Bool {
        var before = UInt8(ascii: " ")
        for byte in text.utf8 {
            let opens = before <= 0x20 || [0x5B, 0x7B, 0x2C].contains(before)
            if opens, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") { return true }
            before = byte
        }
        return false
    }

    // MARK: Parts

    private func provider(_ node: Node) throws(ProviderProblem) -> ProviderDescription {
        let members = try map(
            node, "a provider", ["name", "url", "headers", "unknown", "command", "about", "labels", "limits"])
        guard let name = try members["name"].map({ (node) throws(ProviderProblem) in try text(node, "name") }) else {
            throw problem(.missing("name"), node)
        }
        var labels: [AnswerShape.Label] = []
        for label in try list(members["labels"], "labels", of: node) { labels.append(try self.label(label)) }
        var subject: String?
        if let about = members["about"] { subject = try text(about, "about") }
        return ProviderDescription(
            name: name, means: try means(members, of: node), shape: AnswerShape(labels: labels, subject: subject),
            limits: try limits(members["limits"]))
    }

    private func means(
        _ members: [String: Node], of node: Node
    ) throws(ProviderProblem) -> ProviderDescription.Means {
        switch (members["url"], members["command"]) {
        case (let url?, nil):
            var query = HTTPSQuery(url: try text(url, "url"))
            if let fault = query.fault { throw problem(.url(fault), url) }
            if let headers = members["headers"] { query.headers = try self.headers(headers) }
            if let unknown = members["unknown"] {
                for status in try list(unknown, "unknown", of: node) {
                    query.unknownStatuses.insert(try number(status, "unknown", 100...599))
                }
            }
            return .https(query)
        case (nil, let command?): return .program(try words(command, "command"))
        default: throw problem(.means, node)
        }
    }

    private func headers(_ node: Node) throws(ProviderProblem) -> [HTTPSQuery.Header] {
        guard let mapping = node.mapping else { throw problem(.wants("headers", "a map of names and sources"), node) }
        var headers: [HTTPSQuery.Header] = []
        for (key, value) in mapping {
            let name = try text(key, "a header's name")
            guard name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }) else {
                throw problem(.wants("a header's name", "a word without spaces and colons"), key)
            }
            // A secret that stands in the file itself would be in every copy of it.
            let source = "a map with environment or command, from which its value comes"
            guard value.mapping != nil else { throw problem(.wants(name, source), value) }
            let members = try map(value, "a header", ["environment", "optional", "command", "prefix"])
            let prefix = try members["prefix"].map { (node) throws(ProviderProblem) in
                try text(node, "prefix", trims: false)
            }
            let isOptional = members["optional"]?.bool ?? false
            switch (members["environment"], members["command"]) {
            case (let variable?, nil):
                let variable = try text(variable, "environment")
                headers.append(
                    HTTPSQuery.Header(
                        name, isOptional ? .environmentIfSet(variable) : .environment(variable), prefix: prefix ?? ""))
            case (nil, let command?):
                headers.append(HTTPSQuery.Header(name, .output(try words(command, "command")), prefix: prefix ?? ""))
            default: throw problem(.wants(name, source), value)
            }
        }
        return headers
    }

    private func label(_ node: Node) throws(ProviderProblem) -> AnswerShape.Label {
        let members = try map(node, "a label", ["path", "kind", "text", "equals", "above"])
        guard let path = members["path"] else { throw problem(.missing("path"), node) }
        guard let kind = members["kind"] else { throw problem(.missing("kind"), node) }
        let word = try text(kind, "kind")
        guard let known = AddressLabel.Kind(rawValue: word) else {
            let near = nearest(to: word, among: AddressLabel.Kind.allCases.map(\.rawValue))
            throw problem(.unknownKind(word, near: near), kind)
        }
        var label = AnswerShape.Label(try text(path, "path"), known)
        if let shown = members["text"] { label.text = try text(shown, "text") }
        if let equals = members["equals"] { label.equals = try text(equals, "equals") }
        if let above = members["above"] {
            guard let number = above.float, number.isFinite else { throw problem(.wants("above", "a number"), above) }
            label.above = number
        }
        return label
    }

    private func limits(_ node: Node?) throws(ProviderProblem) -> ProviderLimits {
        var limits = ProviderLimits()
        guard let node else { return limits }
        let members = try map(node, "limits", ["seconds", "perMinute", "bytes"])
        if let seconds = members["seconds"] { limits.time = .seconds(try number(seconds, "seconds", 1...600)) }
        if let count = members["perMinute"] { limits.queriesPerMinute = try number(count, "perMinute", 1...6_000) }
        if let bytes = members["bytes"] { limits.bytes = try number(bytes, "bytes", 1...(64 << 20)) }
        return limits
    }

    // MARK: Values

    private func map(
        _ node: Node, _ what: String, _ known: [String]
    ) throws(ProviderProblem) -> [String: Node] {
        guard let mapping = node.mapping else { throw problem(.wants(what, "a map of names and values"), node) }
        var members: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            guard known.contains(name) else {
                throw problem(.unknown(name, near: nearest(to: name, among: known)), key)
            }
            members[name] = value
        }
        return members
    }

    private func list(_ node: Node?, _ name: String, of parent: Node) throws(ProviderProblem) -> [Node] {
        guard let node else { throw problem(.missing(name), parent) }
        guard let sequence = node.sequence else { throw problem(.wants(name, "a list"), node) }
        return Array(sequence)
    }

    private func words(_ node: Node, _ name: String) throws(ProviderProblem) -> [String] {
        var words: [String] = []
        for word in try list(node, name, of: node) { words.append(try text(word, name, trims: false)) }
        guard words.first?.isEmpty == false else {
            throw problem(.wants(name, "a list of a program and its arguments"), node)
        }
        return words
    }

    private func text(_ node: Node, _ name: String, trims: Bool = true) throws(ProviderProblem) -> String {
        guard let text = node.scalar?.string, !text.trimmingSpaces().isEmpty else {
            throw problem(.wants(name, "a text"), node)
        }
        return trims ? text.trimmingSpaces() : text
    }

    private func number(_ node: Node, _ name: String, _ range: ClosedRange<Int>) throws(ProviderProblem) -> Int {
        guard let number = node.int, range.contains(number) else {
            throw problem(.wants(name, "a whole number from \(range.lowerBound) to \(range.upperBound)"), node)
        }
        return number
    }

    private func problem(_ reason: ProviderProblem.Reason, _ node: Node?) -> ProviderProblem {
        ProviderProblem(path: path, line: node?.mark?.line ?? 1, column: node?.mark?.column ?? 1, reason: reason)
    }
}

extension ProviderDescription {
    /// Reads descriptions from YAML: `providers`, a list of maps with `name`, `url` (and `headers`, `unknown`) or
    /// `command`, `labels`, `about` and `limits`.
    ///
    /// - Parameter path: what problems name.
    public static func read(
        yaml: String, path: String
    ) -> (descriptions: [ProviderDescription], problems: [ProviderProblem]) {
        var reader = ProviderReader(path: path)
        reader.read(yaml)
        return (reader.descriptions, reader.problems)
    }
}
