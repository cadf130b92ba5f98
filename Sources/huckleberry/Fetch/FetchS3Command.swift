import ArgumentParser
import Sources

/// `huckleberry fetch s3`: the files of a trail.
struct FetchS3Command: FetchingCommand {
    static let configuration = CommandConfiguration(
        commandName: "s3", abstract: "Bring a trail's files from its bucket: only what is missing, each checked.",
        discussion: """
            The place is a bucket, or a prefix in it at any depth of the layout PREFIX/AWSLogs/[o-ORGANISATION/]ACCOUNT/\
            CloudTrail/REGION/YYYY/MM/DD/. Accounts and regions that are not named are found out. Folders of days are named \
            after the delivery, so the day after --to is fetched too: an event is delivered some time after it happened. \
            Insights and network activity events, which lie in folders of their own, are fetched by naming their folder.

            A file is compared with the MD5 that S3 tells of its object; where S3 tells none, since the bucket is encrypted \
            with KMS or the object was uploaded in parts, with its SHA-256 if there is one, else its size. The sum says how \
            many were checked in which way.
            """)

    @Argument(help: ArgumentHelp("s3://BUCKET or s3://BUCKET/PREFIX.", valueName: "place"))
    var bucket: String

    @OptionGroup var target: FetchFolderOptions

    @OptionGroup var window: FetchWindow

    @Option(help: ArgumentHelp("Only this account. May be repeated.", valueName: "id"))
    var account: [String] = []

    @Option(help: ArgumentHelp("Only this region. May be repeated.", valueName: "name"))
    var region: [String] = []

    @Flag(help: "Bring CloudTrail's digests too, so that 'huckleberry verify' can check the files.")
    var digests = false

    @Flag(help: "Read the bytes of files that are here again, also where their size and time are as they were.")
    var rehash = false

    @Option(help: ArgumentHelp("How many runs of the AWS CLI at a time.", valueName: "count"))
    var parallel = 4

    @OptionGroup var aws: AWSOptions

    func validate() throws {
        guard S3Location(bucket) != nil else {
            throw ValidationError("\(bucket) is no place in S3; write s3://BUCKET or s3://BUCKET/PREFIX.")
        }
        guard (1...32).contains(parallel) else { throw ValidationError("--parallel must be from 1 to 32.") }
        try FetchNames.check(accounts: account, regions: region)
    }

    var place: FetchPlace? { aws.isDryRun ? nil : .folder(target.output) }

    func fetch(_ voice: FetchVoice) async throws -> ExitStatus {
        guard let location = S3Location(bucket) else { return .usage }
        let selection = FetchSelection(from: window.start, to: window.end, accounts: account, regions: region)
        let fetch = S3Fetch(
            aws: aws.commandLine, location: location, selection: selection, folder: target.folder,
            includesDigests: digests, width: parallel, rehashes: rehash)
        guard !aws.isDryRun else { return try FetchRun.show(fetch.plan, voice) }
        let summary = try await FetchRun.run(voice) { progress throws(FetchFailure) in
            try await fetch.run(progress: progress)
        }
        try voice.say(S3SummaryText.text(summary))
        for line in S3SummaryText.complaints(summary) { voice.remark(line) }
        if summary.isCancelled { try FetchRun.interrupt(voice) }
        if let failure = summary.failure {
            throw CommandFailure(message: failure.description, status: FetchRun.status(of: failure))
        }
        if !summary.losses.isEmpty { return .inputOutput }
        guard summary.listed > 0 else {
            throw CommandFailure(message: "\(location.url): nothing is there that is wanted", status: .missingInput)
        }
        return .done
    }
}
