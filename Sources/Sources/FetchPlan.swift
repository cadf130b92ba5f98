/// What a fetch would run: commands, as far as they are known before anything was asked, and what is found out on the way.
public struct FetchPlan: Hashable, Sendable {
    /// Lines of a shell script: comments say what is not known yet, and words in capitals stand for it.
    public private(set) var lines: [String] = []

    mutating func note(_ text: String) { lines.append("# " + text) }

    mutating func run(_ command: [String]) { lines.append(AWSCommandLine.shellText(command)) }
}
