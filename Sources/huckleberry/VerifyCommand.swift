import ArgumentParser
import Digests
import Foundation

/// `huckleberry verify`: what CloudTrail's digest files prove of the log files that are here.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check log files against CloudTrail's digest files, without the network.",
        discussion: """
            A path is a folder that holds log files and digests, as aws s3 sync copied them or moved elsewhere, \
            compressed or not; a file, an archive, or - for standard input. Log files that match a digest reach L1, those \
            of an unbroken chain L2, those of a digest whose signature is valid L3; the output says what each level proves \
            and what it does not. Ends with 1 if a check failed: a file changed, missing or added, a signature not valid.

            --collector prints a script that fetches logs, digests, keys and signatures with the aws command line.
            """)

    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
    var paths: [String] = []

    @OptionGroup var keys: DigestOptions

    @Flag(help: "Print a shell script that fetches what is needed. It only reads from AWS.")
    var collector = false

    @Option(help: "text or json.")
    var format = Format.text

    @Option(help: "How many threads read; as many as there are processors without it.")
    var threads: Int?

    @Option(help: ArgumentHelp("auto, always or never; auto unless said.", valueName: "when"))
    var color: ColorChoice?

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    func validate() throws {
        if collector {
            guard paths.isEmpty else { throw ValidationError("--collector takes no path: it prints a script.") }
        } else if paths.isEmpty {
            throw ValidationError("Missing expected argument '<path> ...'")
        }
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
    }

    func run() async throws {
        try await CommandRun.run { output in
            guard !collector else {
                try output.write(CollectorScript.text)
                try output.flush()
                return .done
            }
            let (known, signatures) = (try keys.readKeys(), try keys.readSignatures())
            let verifier = DigestVerifier(
                keys: known, signatures: signatures,
                threads: threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount))
            // A snapshot holds no digest: they lie with the logs that it was made of.
            let report = verifier.report(on: paths.flatMap(InputFiles.origin(of:)))
            let verification = Verification(report: report, keys: known.keys.count, signatures: signatures.count)
            switch format {
            case .text:
                let style = TextStyle(isColored: (color ?? .auto).isOn)
                try output.write(VerificationText(verification, style: style).text)
            case .json: try output.write(bytes: verification.json)
            }
            try output.flush()
            for path in report.missingPaths {
                StandardError.write("\(path): no such file or folder" + CommandName.hint(forMissing: path))
            }
            return try status(of: report)
        }
    }

    private func status(of report: DigestReport) throws -> ExitStatus {
        if !report.missingPaths.isEmpty { return .missingInput }
        guard report.hasDigests else {
            throw CommandFailure(
                message: "no digest file in \(paths.joined(separator: ", ")): nothing can be verified",
                status: .unreadable)
        }
        return report.hasFailed ? .checkFailed : .done
    }
}
