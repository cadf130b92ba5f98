import CloudTrail
import Query
import Text

/// A field that a person asked to see, under the name they gave it.
struct QueryColumn {
    let name: String
    let field: Field

    /// The columns shown when none are asked for.
    static let standard = [
        "time", "name", "service", "principal", "key", "ip", "client", "outcome", "region", "account",
    ]

    init(_ name: String, option: String) throws {
        guard let field = Field(name) else {
            let known = Alias.allCases.map(\.rawValue) + RecordKeys.event
            let guess = nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
            throw CommandFailure(message: "\(option): no field is called \(name)\(guess)", status: .usage)
        }
        guard FieldReader.isReadable(field) else {
            throw CommandFailure(message: "\(option): \(name) is for filters only", status: .usage)
        }
        self.name = name
        self.field = field
    }

    /// The columns of `--columns a,b`; the standard ones without it.
    static func list(_ text: String?) throws -> [QueryColumn] {
        guard let text else { return try standard.map { try QueryColumn($0, option: "--columns") } }
        let names = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimming(" ") }
        return try names.map { name in
            guard !name.isEmpty else {
                throw CommandFailure(message: "--columns: there is an empty name in \(text)", status: .usage)
            }
            return try QueryColumn(name, option: "--columns")
        }
    }
}

extension Substring {
    /// Without the character at both ends.
    fileprivate func trimming(_ character: Character) -> String {
        var text = self
        while text.first == character { text.removeFirst() }
        while text.last == character { text.removeLast() }
        return String(text)
    }
}
