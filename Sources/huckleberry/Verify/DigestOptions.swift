import ArgumentParser
import Cases
import Digests

/// With what the signatures of digests are checked.
struct DigestOptions: ParsableArguments {
    @Option(
        name: .customLong("public-keys"),
        help: ArgumentHelp(
            "What aws cloudtrail list-public-keys --output json printed. May be repeated: each region has its own.",
            valueName: "file"))
    var publicKeys: [String] = []

    @Option(
        help: ArgumentHelp(
            "Signatures of digests that no other follows: a JSON object from s3://bucket/key to hexadecimal. "
                + "May be repeated.", valueName: "file"))
    var signature: [String] = []

    /// Checks files against their digests, with these keys.
    func verifier(threads: Int) throws -> DigestVerifier {
        DigestVerifier(keys: try readKeys(), signatures: try readSignatures(), threads: threads)
    }

    func readKeys() throws -> DigestKeys {
        var keys = DigestKeys()
        try read(publicKeys, "--public-keys") { json throws(KeyFileProblem) in try keys.add(json: json) }
        return keys
    }

    func readSignatures() throws -> DigestSignatures {
        var signatures = DigestSignatures()
        try read(signature, "--signature") { json throws(KeyFileProblem) in try signatures.add(json: json) }
        return signatures
    }

    private func read(
        _ files: [String], _ option: String, _ take: ([UInt8]) throws(KeyFileProblem) -> Void
    ) throws {
        for path in files {
            let bytes = try InputFiles.contents(of: path, option: option)
            do throws(KeyFileProblem) {
                try take(bytes)
            } catch {
                throw CommandFailure(message: "\(option) \(path): \(error)", status: .unreadable)
            }
        }
    }
}

extension DigestOptions {
    /// Says on standard error where checks failed: what is told of such files does not stand up.
    static func tell(_ report: DigestReport?) {
        let count = report?.doubts.count ?? 0
        if count == 0 { return }
        StandardError.write(
            "CloudTrail's digests contradict \(count) \(count == 1 ? "file" : "files"): 'huckleberry verify' says what is "
                + "wrong")
    }

    /// These, else those that a case was opened with.
    func adopting(_ kept: DigestOptions) -> DigestOptions { words.isEmpty ? kept : self }

    var words: [String] {
        OptionWords.options("--public-keys", publicKeys.map(SourcePath.absolute))
            + OptionWords.options("--signature", signature.map(SourcePath.absolute))
    }
}
