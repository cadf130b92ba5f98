internal import YAML

/// Everything that can be wrong with the file of a robot, as data. It is worded in one place.
enum RobotReason: Hashable, Sendable {
    case file(YAMLError.Reason)
    case notAMap(String)
    case notAText(String)
    case missingKey(String)
    case unknownKey(String, in: String, near: String?)
    case unknownWord(String, in: String, known: [String])
    case notANumber(String, in: ClosedRange<Int>)
    case badID(String)
    case sameID(String, first: FilePosition)
    case takenID(String)
    /// In the words of the filter language.
    case filter(String)
    case unknownValue(String, known: [String])
    case misplacedValue(String, place: String)
    case fact(String)
    case notALength(String)
    case badWindow
    case badSummary
    case unknownField(String, near: String?)
    case noValues
    case severalBounds
    case reasonWithoutPoints
}

extension RobotReason {
    /// The message, where texts of the file are cut to a bearable length.
    var message: String {
        switch self {
        case .file(let reason): reason.message
        case .notAMap(let what): "\(what) is a map of names and values"
        case .notAText(let name): "\(name) is a text"
        case .missingKey(let name): "\(name) is missing"
        case .unknownKey(let name, let place, let near):
            "\(place) has nothing called \(Wording.cut(name))" + Wording.didYouMean(near)
        case .unknownWord(let word, let place, let known):
            "\(place) cannot be \(Wording.cut(word))"
                + Wording.didYouMean(Wording.suggestion(for: word, among: known)) + "; it may be "
                + Self.list(known)
        case .notANumber(let name, let range):
            "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .badID(let id):
            "\(Wording.cut(id)) is no id; write small letters, digits and hyphens, such as bucket-reads"
        case .sameID(let id, let first):
            "the id \(Wording.cut(id)) is taken by the robot at \(first.path):\(first.line); this one is left out"
        case .takenID(let id): "the id \(Wording.cut(id)) is that of a robot of the program; this one is left out"
        case .filter(let message): "filter: \(message)"
        case .unknownValue(let name, let known):
            "nothing is called {\(name)}" + Wording.didYouMean(Wording.suggestion(for: name, among: known))
                + "; there is " + Self.list(known)
        case .misplacedValue(let name, let place): "{\(name)} stands for a value, and cannot be in \(place)"
        case .fact(let name): "\(name): asks what a case says of events; robots see the events alone"
        case .notALength(let text): "\(Wording.cut(text)) is no length of time; write 30m, 24h, 7d or 1d12h"
        case .badWindow: "window is all, during, or a map of around, or of before and after"
        case .badSummary:
            "summarise is count, first-last, yes-no, or a map with one of top, list and yes-no, and perhaps a limit"
        case .unknownField(let name, let near):
            "no field is called \(Wording.cut(name))" + Wording.didYouMean(near)
        case .noValues: "{values} and {distinct} need a field: in top, list, or of in yes-no"
        case .severalBounds: "at-least and at-most exclude each other"
        case .reasonWithoutPoints: "a reason goes with points"
        }
    }

    /// `a`, `a or b`, `a, b or c`.
    private static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}

/// A mistake in the file of a robot, and where it is.
struct RobotError: Error {
    let reason: RobotReason
    let position: FilePosition

    init(_ reason: RobotReason, at position: FilePosition) {
        self.reason = reason
        self.position = position
    }
}
