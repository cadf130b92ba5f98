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
            return SavedViewList(own: try views())
        } catch {
            let place = "\(error.position.path):\(error.position.line):\(error.position.column)"
            return SavedViewList(problem: "\(place): \(error.message)")
        }
    }

    private func views() throws(FileProblem) -> [SavedView] {
        let source: SourceText
        do throws(YAMLError) {
            source = try SourceText(contentsOf: path)
        } catch {
            throw FileProblem(position: error.position, message: error.reason.message)
        }
        return try SavedViewReader.views(source)
    }

    /// The views of a text as the file holds them; none where it cannot be read.
    public static func views(in text: String, path: String) -> [SavedView] {
        guard let source = try? SourceText.documents(of: Array(text.utf8), path: path).first?.get() else { return [] }
        return (try? SavedViewReader.views(source)) ?? []
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
