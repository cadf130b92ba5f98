internal import Foundation

extension AddressIntelligence {
    /// What was made of files.
    public struct Loaded: Sendable {
        public var intelligence: AddressIntelligence
        /// In the order of the paths, a file's in the order of its lines.
        public var problems: [IntelligenceProblem]
        /// Files of folders that say nothing of addresses, such as a README: no problem, and not used.
        public var passedOver: [String]
    }

    /// Loads databases and lists. What a file is, is told by its content: a MaxMind DB by its marker, then JSON, then
    /// text. A folder stands for all files in it, in the order of their names.
    ///
    /// Labels come in the order of the paths.
    public static func load(paths: [String]) -> Loaded {
        var sources: [any AddressSource] = []
        var problems: [IntelligenceProblem] = []
        var passedOver: [String] = []
        for file in IntelligenceFiles.under(paths) {
            do throws(IntelligenceProblem) {
                let (source, found) = try file.source()
                if let source {
                    sources.append(source)
                    problems += found
                } else if file.isOfFolder {
                    passedOver.append(file.path)
                } else {
                    problems += found.isEmpty ? [IntelligenceProblem(path: file.path, reason: .noAddress)] : found
                }
            } catch {
                problems.append(error)
            }
        }
        return Loaded(intelligence: AddressIntelligence(sources), problems: problems, passedOver: passedOver)
    }

    /// What lies beside trails for them: the folders `intel` in the folders that are opened.
    public static func paths(beside trails: [String]) -> [String] {
        trails.filter { $0 != "-" }.map { $0.hasSuffix("/") ? $0 + "intel" : $0 + "/intel" }
            .filter { IntelligenceFiles.isFolder($0) == true }
    }
}
