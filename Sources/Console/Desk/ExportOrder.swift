public import Exports

/// What is to be written, and where.
public struct ExportOrder: Hashable, Sendable {
    /// Which events are told one by one.
    public enum Selection: String, CaseIterable, Hashable, Sendable {
        case all, filter, annotated
    }

    public var format: ExportFormat
    /// Nil for a name of the program's choosing that nothing has yet.
    public var path: String?
    public var selection = Selection.all
    /// Whether pseudonyms stand in the place of names.
    public var isRedacted = false
    /// Whether what is there already gives way.
    public var replaces = false

    public init(_ format: ExportFormat = .markdown, path: String? = nil) {
        self.format = format
        self.path = path
    }

    /// Reads an order as the palette takes it: `html redact notes.html`.
    ///
    /// - Throws: what of it is wrong.
    init(words: String) throws(Problem) {
        self.init()
        var isNamed = false
        for word in words.split(separator: " ").map(String.init) {
            if let format = ExportFormat(rawValue: word.lowercased()), !isNamed {
                (self.format, isNamed) = (format, true)
            } else if let selection = Selection(rawValue: word.lowercased()) {
                self.selection = selection
            } else if word.lowercased() == "redact" {
                isRedacted = true
            } else if word.lowercased() == "replace" {
                replaces = true
            } else if path == nil, isNamed {
                path = word
            } else {
                let names = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem("\(word.shortened) is no form to export: \(names).")
            }
        }
        if isRedacted, !format.isRedactable {
            throw Problem("The commands of a \(format.rawValue) would not work with pseudonyms.")
        }
    }
}

extension ExportFormat {
    /// The name of what it writes, without a number and an ending.
    var stem: String { self == .markdown ? "incident-notes" : self == .script ? "response" : "incident" }

    /// What the name ends with; a folder's with nothing.
    var ending: String {
        switch self {
        case .markdown: ".md"
        case .html: ".html"
        case .json: ".case.json"
        case .csv: "-csv"
        case .timesketch: ".jsonl"
        case .navigator: ".layer.json"
        case .stix: ".stix.json"
        case .script: ".sh"
        }
    }
}
