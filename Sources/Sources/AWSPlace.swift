internal import JSON

/// Where calls that are made for each region go: the account that asks, and its regions.
struct AWSPlace: Hashable, Sendable {
    var account: String
    var regions: [String]

    /// The regions that are meant by names: `all` for every region that the account uses; without a name the one that the
    /// environment or the profile says.
    ///
    /// - Parameter environment: the variables of the program.
    static func find(
        _ names: [String], _ aws: AWSCommandLine, environment: [String: String]
    ) async throws(AWSFailure) -> AWSPlace {
        var regions = names.onceEach()
        if regions.isEmpty { regions = [try await usual(aws, environment)] }
        if regions.contains("all") { regions = try await enabled(aws, environment) }
        let asking = aws.asking(region: regions.first ?? fallback)
        let identity = try await asking.json(identityWords)
        guard let account = identity["Account"]?.stringValue, TrailLayout.isAccount(account) else {
            throw AWSFailure(command: asking.jsonCommand(identityWords), kind: .notJSON("it names no account"))
        }
        return AWSPlace(account: account, regions: regions)
    }

    static let identityWords = ["sts", "get-caller-identity"]
    static let regionsWords = ["ec2", "describe-regions"]

    /// Which regions there are can be asked in any that is always there.
    static let fallback = "us-east-1"

    private static func enabled(
        _ aws: AWSCommandLine, _ environment: [String: String]
    ) async throws(AWSFailure) -> [String] {
        var asking = aws
        do throws(AWSFailure) {
            asking.region = try await usual(aws, environment)
        } catch {
            guard error.kind == .noRegion else { throw error }
            asking.region = fallback
        }
        let answer = try await asking.json(regionsWords)
        return (answer["Regions"]?.arrayValue ?? []).compactMap { $0["RegionName"]?.stringValue }
            .filter(TrailLayout.isRegion).sorted()
    }

    /// The region that the CLI would ask: version 1 and 2 look into these variables, then into the profile.
    /// Source: the AWS CLI user guide, "Environment variables".
    private static func usual(
        _ aws: AWSCommandLine, _ environment: [String: String]
    ) async throws(AWSFailure) -> String {
        let variables = ["AWS_REGION", "AWS_DEFAULT_REGION"]
        if let named = variables.lazy.compactMap({ environment[$0] }).first(where: TrailLayout.isRegion) {
            return named
        }
        let words = ["configure", "get", "region"]
        do throws(AWSFailure) {
            let printed = String(decoding: try await aws.run(words), as: UTF8.self).lines.first ?? ""
            guard TrailLayout.isRegion(printed) else { throw AWSFailure(command: aws.command(words), kind: .noRegion) }
            return printed
        } catch {
            // It ends with 1 and no word where nothing is set.
            guard case .other(code: nil, _) = error.kind else { throw error }
            throw AWSFailure(command: error.command, kind: .noRegion)
        }
    }
}
