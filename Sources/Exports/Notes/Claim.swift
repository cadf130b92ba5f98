public import Investigation
public import Robots

/// A statement of the notes that can be checked.
public struct Claim: Hashable, Sendable, Identifiable {
    /// `C12`: numbered in the order of the document.
    public var id: String
    /// The anchor of the section that it stands in.
    public var section: String
    /// As the log has it: neutralise it before it is shown.
    public var text: String
    /// On what it rests. What an analyst wrote without saying counts as inferred.
    public var mark: Mark
    /// Nil where there is nothing to be more or less sure of.
    public var confidence: Confidence?
    /// Evidence numbers, in the order in which they are cited; of very many events the first and the last.
    public var evidence: [Int]
    /// How many events it rests on.
    public var events: Int
    /// Who says so; nil where it follows from the records.
    public var author: String?

    /// The references as they stand beside it; empty where it rests on no record.
    var references: NotesText { evidence.isEmpty ? "" : Self.references(evidence, of: events) }

    /// `[E3] [E4]`, `[E3] [E9] (first and last of 318 events)`; a dash for none.
    static func references(_ numbers: [Int], of events: Int) -> NotesText {
        let cited = numbers.map { NotesText([.reference($0)]) }
        guard !cited.isEmpty else { return .none }
        return events > numbers.count ? cited.joined(" ") + " (first and last of \(events) events)" : cited.joined(" ")
    }

    /// `Observed, confidence high.` That something is unknown is not known with more or less confidence.
    var basis: NotesText {
        let word = mark.rawValue.prefix(1).uppercased() + mark.rawValue.dropFirst()
        let sure = mark == .unknown ? nil : confidence.map { ", confidence \($0.rawValue)" }
        return NotesText([.emphasis(word + (sure ?? "") + ".")])
    }
}
