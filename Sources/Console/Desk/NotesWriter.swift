public import Cases
public import CloudTrail
internal import Exports
internal import Foundation
internal import Ingest
internal import Investigation
internal import Records

/// Writes exports of a case into a folder. What is there already is kept: where no path is named, the new file gets a
/// number.
public struct NotesWriter: Sendable {
    private let folder: String
    private let keeper: CaseKeeper
    private let now: @Sendable () -> EventTime

    /// - Parameters:
    ///   - keeper: the case that is exported, with its ID and its chain of custody.
    ///   - now: the moment that exports carry.
    public init(
        folder: String, keeper: CaseKeeper = CaseKeeper(.nowhere, analyst: ""), now: @escaping @Sendable () -> EventTime
    ) {
        self.folder = folder
        self.keeper = keeper
        self.now = now
    }

    /// More files of one name than this are a mistake somewhere.
    private static let most = 999

    /// What the head of an export says.
    func header(of desk: TrailDesk) throws(Problem) -> CaseHeader {
        let summary = desk.summary
        var header = CaseHeader(
            caseID: try reading { file throws(CaseProblem) in try file.id() }, name: summary.name,
            analyst: keeper.analyst, version: ProgramVersion.current, attack: desk.attack, generated: now(),
            isSample: summary.isSample)
        if case .part(let part) = summary.extent { header.partial = part.sentence }
        return header
    }

    /// What stands for values in exports that were made before.
    func pseudonyms() throws(Problem) -> [Pseudonym] {
        try reading { file throws(CaseProblem) in try file.pseudonyms() } ?? []
    }

    /// Something of the case's file; nil as long as there is none.
    private func reading<Result>(_ body: (CaseFile) throws(CaseProblem) -> Result) throws(Problem) -> Result? {
        do throws(CaseProblem) {
            return try keeper.file.map(body)
        } catch {
            throw Problem("Nothing was written, as the case cannot be read: \(error).")
        }
    }

    /// Writes an export; the key of a redacted one goes into the case.
    ///
    /// - Returns: where it is, and what more there is to say of it.
    func write(_ exported: ExportedCase, _ order: ExportOrder) throws(Problem) -> String {
        let files = order.format.export.files(of: exported)
        if files.isEmpty { throw Problem("There is nothing to respond to: no \(order.format.rawValue) was written.") }
        var note = ""
        if let redactor = exported.redactor { note = try keep(redactor) }
        for path in order.path.map({ [$0] }) ?? paths(of: order.format) {
            do throws(ExportError) {
                let place = ExportPlace(path: path, replaces: order.replaces)
                let own = keeper.file.map { [$0.path, $0.path + "-wal", $0.path + "-shm"] } ?? []
                try place.require(sparing: exported.trail.report.files + own)
                try place.write(files)
                return path + note
            } catch {
                if case .occupied = error, order.path == nil { continue }
                throw Problem(Self.words(error))
            }
        }
        throw Problem("There are \(Self.most) files called \(order.format.stem) in \(folder) already.")
    }

    private func paths(of format: ExportFormat) -> [String] {
        (1...Self.most).map { number in
            let name = format.stem + (number == 1 ? "" : "-\(number)") + format.ending
            return folder == "." ? name : folder + "/" + name
        }
    }

    private func keep(_ redactor: Redactor) throws(Problem) -> String {
        let values = counted(redactor.key.count, "pseudonym")
        guard let file = keeper.file, !file.isReadOnly else {
            return ", with \(values); the key to them is kept nowhere"
        }
        do throws(CaseProblem) {
            try file.keep(redactor.pseudonyms)
        } catch {
            throw Problem("Nothing was written, as the key to the pseudonyms is not in the case: \(error).")
        }
        return ", with \(values); the key to them is in the case"
    }

    private static func words(_ error: ExportError) -> String {
        if case .occupied(let path) = error { return "\(path) is there already; the word replace has it replaced." }
        return "Not written: \(error)."
    }
}
