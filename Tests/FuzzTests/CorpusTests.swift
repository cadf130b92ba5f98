import Foundation
import Testing

/// Every input that the fuzzers start from, and every one that once broke a rule, keeps all rules.
@Suite struct CorpusTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Corpus/"

    @Test(arguments: FuzzTarget.allCases)
    func inputsOfTheCorpusKeepTheRules(target: FuzzTarget) throws {
        let folder = Self.folder + target.rawValue
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(!names.isEmpty)
        for name in names {
            let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
            target.run(bytes.span)
        }
    }
}
