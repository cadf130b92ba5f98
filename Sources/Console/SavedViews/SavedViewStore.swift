internal import Foundation
internal import YAML

/// The file that saved views are kept in.
public struct SavedViewStore: Hashable, Sendable {
    private let path: String

    /// - Parameter path: of the file; it and its folder are made when the first view is kept.
    public init(path: String) {
        self.path = path
    }

    /// `views.yaml` in the folder for a person's settings; nil where the environment names none.
    public init?(environment: [String: String]) {
        guard let folder = SettingsFolder.path(environment: environment) else { return nil }
        self.init(path: folder + "/views.yaml")
    }

    /// The views that are kept, and why they could not be read.
    public func read() -> SavedViewList {
        guard FileManager.default.fileExists(atPath: path) else { return SavedViewList() }
        do throws(FileProblem) {
            return SavedViewList(own: try Self.views { () throws(YAMLError) in try SourceText(contentsOf: path) })
        } catch {
            return SavedViewList(problem: error.place)
        }
    }

    /// The views of a text as the file holds them.
    ///
    /// - Parameter path: what the text is called where it cannot be read.
    public static func views(in text: String, path: String) throws(Problem) -> [SavedView] {
        do throws(FileProblem) {
            return try views { () throws(YAMLError) in
                try SourceText.documents(of: Array(text.utf8), path: path).first?.get()
            }
        } catch {
            throw Problem(error.place)
        }
    }

    private static func views(_ source: () throws(YAMLError) -> SourceText?) throws(FileProblem) -> [SavedView] {
        let text: SourceText?
        do throws(YAMLError) {
            text = try source()
        } catch {
            throw FileProblem(position: error.position, message: error.reason.message)
        }
        return try text.map(SavedViewReader.views) ?? []
    }

    /// Views as the file holds them.
    public static func text(_ views: [SavedView]) -> String { SavedViewWriter.yaml(views) }

    /// Keeps views in the place of what the file held. Whoever reads it sees either the old or the new ones.
    public func write(_ views: [SavedView]) throws(Problem) {
        let file = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(Self.text(views).utf8).write(to: file, options: .atomic)
        } catch {
            throw Problem("The views are kept only until you leave: \(path): \(error.localizedDescription)")
        }
    }
}

extension FileProblem {
    /// Where it is, and what.
    fileprivate var place: String { "\(position.path):\(position.line):\(position.column): \(message)" }
}
