internal import YAML

/// Reads robots from YAML files, of which each may hold several documents.
///
/// Files, documents and nesting are bounded as those of rules are, so that no file takes long or much.
public struct RobotLoader: Sendable {
    private let takenIDs: Set<String>

    /// - Parameter takenIDs: IDs of other robots, which none of the files may have.
    public init(takenIDs: Set<String> = []) { self.takenIDs = takenIDs }

    /// Loads files, and the `.yml` and `.yaml` files of folders, in the order of their names.
    public func load(_ paths: [String]) -> RobotSet {
        var draft = RobotSetDraft(takenIDs: takenIDs)
        var files = YAMLFiles()
        for path in paths {
            files.visit(path) { found in
                switch found.bytes {
                case .success(let bytes): draft.add(bytes, path: found.path)
                case .failure(let error): draft.add(error)
                }
            }
        }
        draft.set.missingPaths = files.missing
        return draft.set
    }

    /// Loads the text of one file.
    ///
    /// - Parameter path: what the places of problems name.
    public func load(_ text: String, path: String) -> RobotSet {
        var draft = RobotSetDraft(takenIDs: takenIDs)
        draft.add(Array(text.utf8), path: path)
        return draft.set
    }
}

/// A set of robots while files are added to it.
private struct RobotSetDraft {
    let takenIDs: Set<String>
    var set = RobotSet()
    private var positions: [String: FilePosition] = [:]

    init(takenIDs: Set<String>) { self.takenIDs = takenIDs }

    mutating func add(_ bytes: [UInt8], path: String) {
        set.fileCount += 1
        for document in SourceText.documents(of: bytes, path: path) {
            switch document {
            case .success(let source): add(source)
            case .failure(let error): add(error)
            }
        }
    }

    /// Adds that a file, or a document of it, could not be read.
    mutating func add(_ error: YAMLError) { reject([RobotError(.file(error.reason), at: error.position)]) }

    private mutating func add(_ source: SourceText) {
        var reader = RobotReader(source)
        let robot = reader.robot()
        if !reader.errors.isEmpty { return reject(reader.errors, reader.id, in: source) }
        guard let robot else { return }
        if takenIDs.contains(robot.id) {
            return reject([RobotError(.takenID(robot.id), at: robot.position)], robot.id, in: source)
        }
        if let first = positions[robot.id] {
            return reject([RobotError(.sameID(robot.id, first: first), at: robot.position)], robot.id, in: source)
        }
        positions[robot.id] = robot.position
        set.robots.append(robot)
    }

    private mutating func reject(_ errors: [RobotError], _ id: String? = nil, in source: SourceText? = nil) {
        set.rejectedCount += 1
        let inOrder = errors.enumerated().sorted { left, right in
            func place(_ error: RobotError) -> (Int, Int) { (error.position.line, error.position.column) }
            let (before, behind) = (place(left.element), place(right.element))
            return before == behind ? left.offset < right.offset : before < behind
        }
        set.problems += inOrder.map { _, error in
            FileProblem(position: error.position, subject: id, message: error.reason.message, in: source)
        }
    }
}
