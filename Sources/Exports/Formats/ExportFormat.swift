/// The forms in which a case leaves the program, by the names that people write.
public enum ExportFormat: String, CaseIterable, Sendable {
    case markdown, html, json, csv, timesketch, navigator, stix, script

    /// What writes the form.
    public var export: any CaseExport.Type {
        switch self {
        case .markdown: NotesMarkdown.self
        case .html: NotesHTML.self
        case .json: CaseJSON.self
        case .csv: CSVExport.self
        case .timesketch: TimesketchExport.self
        case .navigator: NavigatorLayer.self
        case .stix: STIXBundle.self
        case .script: ScriptExport.self
        }
    }

    /// Whether the form is of use with pseudonyms in the place of names: commands are not.
    public var isRedactable: Bool { self != .script }
}
