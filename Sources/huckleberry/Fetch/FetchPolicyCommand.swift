import ArgumentParser
import Sources

/// `huckleberry fetch policy`: the permissions that a fetch needs.
struct FetchPolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Print the IAM policy that allows what a fetch needs, and nothing more.",
        discussion: """
            What is not known stands in the policy as a word in capitals, to be replaced. For s3 and athena the place is that \
            of the trail.
            """)

    enum Source: String, ExpressibleByArgument, CaseIterable {
        case s3, lookup, guardduty, athena
    }

    @Argument(help: "s3, lookup, guardduty or athena.")
    var source: Source

    @Argument(help: ArgumentHelp("For s3 and athena: s3://BUCKET or s3://BUCKET/PREFIX.", valueName: "place"))
    var place: String?

    @Option(
        name: .customLong("kms-key"),
        help: ArgumentHelp("The key that the trail is encrypted with: its ARN, or its ID.", valueName: "key"))
    var kmsKey: String?

    @Option(help: ArgumentHelp("For athena: where its answers are written, s3://BUCKET/PREFIX.", valueName: "place"))
    var results: String?

    @Option(help: ArgumentHelp("aws, aws-cn or aws-us-gov.", valueName: "name"))
    var partition = "aws"

    func validate() throws {
        for place in [place, results].compactMap(\.self) where S3Location(place) == nil {
            throw ValidationError("\(place) is no place in S3; write s3://BUCKET or s3://BUCKET/PREFIX.")
        }
        guard ["aws", "aws-cn", "aws-us-gov"].contains(partition) else {
            throw ValidationError("--partition is aws, aws-cn or aws-us-gov.")
        }
        if place != nil || kmsKey != nil, source == .lookup || source == .guardduty {
            throw ValidationError("\(source.rawValue) reads no bucket: it takes neither a place nor --kms-key.")
        }
        if results != nil, source != .athena { throw ValidationError("--results is for athena.") }
    }

    func run() async throws {
        try await CommandRun.run { output in
            let location = place.flatMap { S3Location($0) }
            let policy =
                switch source {
                case .s3: AccessPolicy.s3(location, kmsKey: kmsKey, partition: partition)
                case .lookup: AccessPolicy.lookup(partition: partition)
                case .guardduty: AccessPolicy.guardDuty(partition: partition)
                case .athena:
                    AccessPolicy.athena(
                        location, results: results.flatMap { S3Location($0) }, kmsKey: kmsKey, partition: partition)
                }
            try output.write(policy.text)
            try output.flush()
            return .done
        }
    }
}
