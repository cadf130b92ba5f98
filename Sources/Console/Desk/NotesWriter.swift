internal import ATTACK
internal import Cases
public import CloudTrail
internal import Detections
internal import Exports
internal import Foundation
internal import Investigation
internal import Records

/// Writes incident notes into a folder. An existing file is kept: the new one gets a number.
public struct NotesWriter: Sendable {
    private let folder: String
    private let now: @Sendable () -> EventTime

    /// - Parameter now: the moment that the notes carry.
    public init(folder: String, now: @escaping @Sendable () -> EventTime) {
        self.folder = folder
        self.now = now
    }

    private static let name = "incident-notes"
    /// More files of one name than this are a mistake somewhere.
    private static let most = 999

    func write(
        _ investigation: Investigation, alerts: [Alert], muted: [MutedAlert], attack: AttackVersion,
        _ decisions: Decisions, _ summary: CaseSummary
    ) throws(Problem) -> String {
        var header = CaseHeader(
            name: summary.name, version: ProgramVersion.current, attack: attack, generated: now(),
            isSample: summary.isSample)
        if case .part(let part) = summary.extent { header.partial = part.sentence }
        let exported = ExportedCase(
            investigation, header: header, alerts: alerts, muted: muted,
            analyst: AnalystRecord(decisions, in: investigation.trail.index))
        let bytes = Data(NotesMarkdown(NotesDocument(exported)).text.utf8)
        for number in 1...Self.most {
            let file = Self.name + (number == 1 ? "" : "-\(number)") + ".md"
            let path = folder == "." ? file : folder + "/" + file
            do {
                try bytes.write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
                return path
            } catch CocoaError.fileWriteFileExists {
                continue
            } catch {
                throw Problem("The notes cannot be written to \(path): \(error.localizedDescription)")
            }
        }
        throw Problem("There are \(Self.most) files called \(Self.name) in \(folder) already.")
    }
}
