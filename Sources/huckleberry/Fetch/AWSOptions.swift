import ArgumentParser
import Foundation
import Sources

/// What every command that asks AWS has in common.
struct AWSOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The profile of the AWS CLI to use; what the environment says without.", valueName: "name"))
    var profile: String?

    @Option(
        name: .customLong("endpoint-url"),
        help: ArgumentHelp("Ask another server than AWS, such as one that stands in for it.", valueName: "url"))
    var endpointURL: String?

    @Option(name: .customLong("aws"), help: ArgumentHelp("The program of the AWS CLI.", valueName: "program"))
    var program = "aws"

    @Flag(name: .customLong("dry-run"), help: "Print the commands, quoted for a shell, and run nothing.")
    var isDryRun = false

    var commandLine: AWSCommandLine {
        AWSCommandLine(program: program, profile: profile, endpointURL: endpointURL)
    }
}

/// Where events are brought to.
struct FetchFolderOptions: ParsableArguments {
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The folder to bring events to; it is created where it is not there.", valueName: "folder"))
    var output: String

    var folder: FetchFolder { FetchFolder(output) }
}
