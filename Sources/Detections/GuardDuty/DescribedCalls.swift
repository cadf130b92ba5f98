internal import JSON

/// What a finding says of the calls behind it. What is empty was not said.
struct DescribedCalls: Hashable {
    /// Who called: a user, a role's session, the root user.
    struct Caller: Hashable {
        var kind: Kind
        /// The user's or the role's name.
        var name: String
        /// Of a role the session, which stands behind the colon of the principal's id.
        var session: String?
    }

    enum Kind: Hashable { case user, role, root }

    var keys: [String] = []
    var callers: [Caller] = []
    var addresses: [String] = []
    /// Names of calls, as CloudTrail writes them.
    var names: [String] = []
    /// Whether the names are all there is: an attack sequence names only those that stood out.
    var namesAreComplete = true

    var isEmpty: Bool { keys.isEmpty && callers.isEmpty && addresses.isEmpty }
}

extension DescribedCalls {
    /// Reads a finding of any action: an API call, a sign-in, what a network or a cluster saw.
    init(_ finding: JSONValue) {
        let details = finding[path: ["resource", "accessKeyDetails"]]
        if let key = details?.text("accessKeyId") { keys = [key] }
        if let caller = details.flatMap({ Self.caller($0) }) { callers = [caller] }
        guard let action = finding[path: ["service", "action"]] else { return }
        if let api = action.text("awsApiCallAction", "api") { names = [api] }
        // The names of the other kinds of calls (Kubernetes, databases) are not those of CloudTrail.
        let actions = [
            "awsApiCallAction", "networkConnectionAction", "kubernetesApiCallAction", "rdsLoginAttemptAction",
        ]
        let remotes =
            actions.compactMap { action[path: [$0, "remoteIpDetails"]] }
            + (action["portProbeAction"]?.list("portProbeDetails") ?? []).compactMap { $0["remoteIpDetails"] }
        for remote in remotes {
            if let address = remote.text("ipAddressV4") ?? remote.text("ipAddressV6"), !addresses.contains(address) {
                addresses.append(address)
            }
        }
    }

    private static func caller(_ details: JSONValue) -> Caller? {
        let type = details.text("userType") ?? ""
        let session = details.text("principalId").flatMap { Self.session(ofPrincipalID: $0) }
        return caller(type: type, name: details.text("userName"), session: session)
    }

    /// - Parameter type: in the words of CloudTrail's `userIdentity`.
    static func caller(type: String, name: String?, session: String?) -> Caller? {
        if type == "Root" { return Caller(kind: .root, name: "root") }
        guard let name else { return nil }
        let isRole = type == "AssumedRole" || type == "Role"
        return Caller(kind: isRole ? .role : .user, name: name, session: isRole ? session : nil)
    }

    /// `i-0abc` of `AROAEXAMPLE:i-0abc`.
    static func session(ofPrincipalID id: String) -> String? {
        let parts = id.split(separator: ":", maxSplits: 1)
        return parts.count == 2 ? String(parts[1]) : nil
    }
}
