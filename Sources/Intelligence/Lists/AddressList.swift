internal import CloudTrail

/// Blocks with labels that are read from a file, and what was wrong with it.
struct AddressList {
    private(set) var entries: [(block: AddressBlock, value: AddressLabel)] = []
    private(set) var problems: [IntelligenceProblem] = []
    private let path: String
    private let source: String
    /// What lines without a label are labelled.
    private let fileLabel: String
    private let fileKind: AddressLabel.Kind?
    /// Labels made before, by their text and the written kind: a list has few of them and many lines.
    private var labels: [Written: AddressLabel] = [:]
    private var unlistedProblems = 0

    /// A label as a line has it.
    private struct Written: Hashable {
        let text: String
        let kind: String
    }

    /// So many problems of one file are told; the others are counted.
    private static let listedProblems = 50

    init(path: String) {
        self.path = path
        source = FileName.last(of: path)
        fileLabel = FileName.stem(of: path)
        fileKind = AddressLabel.Kind(wordsOf: fileLabel)
    }

    /// Adds a block under a label; an empty label is the file's name.
    ///
    /// - Parameter kind: as a person wrote it; where it is empty, or says nothing, words of the label and of the file's
    ///   name decide.
    mutating func add(_ block: AddressBlock, label: String, kind: String = "") {
        entries.append((block, labelNamed(label.isEmpty ? fileLabel : label, kind)))
    }

    private mutating func labelNamed(_ text: String, _ kind: String) -> AddressLabel {
        let written = Written(text: text, kind: kind)
        if let known = labels[written] { return known }
        let told = AddressLabel.Kind(rawValue: kind.lowercased()) ?? AddressLabel.Kind(wordsOf: kind)
        let label = AddressLabel(
            told ?? AddressLabel.Kind(wordsOf: text) ?? fileKind ?? .other, text, source: source)
        labels[written] = label
        return label
    }

    mutating func report(_ reason: IntelligenceProblem.Reason, line: Int? = nil, column: Int? = nil) {
        guard problems.count < Self.listedProblems else {
            unlistedProblems += 1
            return
        }
        problems.append(IntelligenceProblem(path: path, line: line, column: column, reason: reason))
    }

    /// Ends the list: says how many problems are not listed.
    mutating func finish() {
        guard unlistedProblems > 0 else { return }
        problems.append(IntelligenceProblem(path: path, reason: .more(unlistedProblems)))
    }
}
