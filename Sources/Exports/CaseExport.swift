/// A form in which a case leaves the program.
public protocol CaseExport {
    /// The files of the form, their paths relative to the place that was named: one with an empty path where the form
    /// is a single file. What is in them is final: neutralised for the program that reads it, secrets masked.
    ///
    /// - Complexity: reads the records of the events that are told one by one, once each.
    static func files(of exported: ExportedCase) -> [ExportedFile]
}

/// One file of an export.
public struct ExportedFile: Hashable, Sendable {
    /// Relative to the place that was named; empty for that place itself.
    public var path: String
    /// The text, in UTF-8, its last line ended.
    public var text: String

    public init(path: String = "", text: String) {
        self.path = path
        self.text = text
    }
}
