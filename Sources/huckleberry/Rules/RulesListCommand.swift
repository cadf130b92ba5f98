import ArgumentParser
import Detections
import JSON
import Sigma
import YAML

/// `huckleberry rules list`: the rules that alerts may come from.
struct RulesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List rules: those of the program, and those of files and folders.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("Files, or folders of .yml and .yaml files.", valueName: "path"))
    var paths: [String] = []

    @Option(help: "text or json.")
    var format = Format.text

    @OptionGroup var options: RuleOptions

    func run() async throws {
        try await CommandRun.run { output in
            let set = try options.load(adding: paths)
            let detectors = options.noBuiltinRules ? [] : [any Detector].builtIn.flatMap(\.rules)
            let rules = (detectors.map(ListedRule.init) + set.rules.map(ListedRule.init)).sorted { $0.precedes($1) }
            switch format {
            case .json:
                try output.write(JSONWriter(.pretty).string(.array(rules.map(\.json))) + "\n")
            case .text:
                var table = TableFormat(columns: ["id", "level", "kind", "title"])
                try output.write(table.start())
                for rule in rules { try output.write(table.row(rule.cells)) }
                try output.write(table.finish())
            }
            try output.flush()
            return .done
        }
    }
}

/// A rule as it is listed.
private struct ListedRule {
    let id: String
    let level: Level
    let kind: String
    let title: String
    let status: String?
    let tags: [String]
    let author: String?
    let path: String?

    init(_ rule: Rule) {
        (id, level, kind, title) = (rule.id, rule.level, rule.kind.rawValue, rule.title)
        (status, tags, author, path) = (nil, rule.tags, rule.author, rule.path)
    }

    init(_ rule: SigmaRule) {
        let header = rule.header
        (id, level, kind, title) = (header.id, header.level, rule.content.kind.rawValue, header.title)
        (status, tags, author, path) = (header.status, header.tags, header.author, header.position.path)
    }

    /// By level, the gravest first, then by title and id.
    func precedes(_ other: ListedRule) -> Bool {
        level == other.level ? (title, id) < (other.title, other.id) : level > other.level
    }

    var cells: [JSONValue] { [.string(id), .string(level.rawValue), .string(kind), .string(title)] }

    var json: JSONValue {
        func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        return [
            "id": .string(id), "level": .string(level.rawValue), "kind": .string(kind), "title": .string(title),
            "status": text(status), "tags": .array(tags.map { .string($0) }), "author": text(author),
            "path": text(path),
        ]
    }
}
