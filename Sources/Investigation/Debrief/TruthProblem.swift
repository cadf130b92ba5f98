/// Why a truth file cannot be used.
public struct TruthProblem: Error, Hashable, Sendable {
    public var path: String
    /// The member that is at fault, `keys[2].first`; nil where it is the file.
    public var member: String?
    public var reason: Reason

    public enum Reason: Hashable, Sendable {
        case unreadable(String)
        case tooLarge(most: Int)
        case noJSON(String)
        case otherFormat
        case wrong(expected: String)
        case tooMany(most: Int)
    }
}

extension TruthProblem: CustomStringConvertible {
    public var description: String {
        let place = member.map { "\(path): \($0)" } ?? path
        return switch reason {
        case .unreadable(let why): "\(place): cannot be read: \(why)"
        case .tooLarge(let most): "\(place): larger than \(most) bytes"
        case .noJSON(let why): "\(place): \(why)"
        case .otherFormat: "\(place): is not 1: no truth file that this program knows"
        case .wrong(let expected): "\(place): is missing, or is not \(expected)"
        case .tooMany(let most): "\(place): has more than \(most) elements"
        }
    }
}
