import ArgumentParser

/// `huckleberry fetch`: brings events here through the `aws` command line.
struct FetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Bring events here through the aws command line, which knows the credentials.",
        discussion: """
            Everything runs through the AWS CLI, version 1 or 2: profiles, single sign-on, MFA and assumed roles work as they \
            do there, and no credential is read or kept. Every call reads; nothing in AWS is changed. --dry-run prints the \
            commands and runs nothing; 'fetch policy' prints the permissions that are needed.

            What is fetched lies in the folder; what is known of it, and files on their way, beside it in FOLDER.fetch. Run \
            the same command again after an interruption, or later: only what is missing is fetched.
            """,
        subcommands: [
            FetchS3Command.self, FetchLookupCommand.self, FetchGuardDutyCommand.self, FetchAthenaCommand.self,
            FetchPolicyCommand.self,
        ])
}
