internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// A machine or a program to which AWS hands the credentials of a role.
struct Workload: Hashable {
    enum Kind: CaseIterable {
        case instance, task, function
    }

    var kind: Kind
    /// The instance's ID, the task's, the function's name: the session's name.
    var name: String

    /// What a session of a role runs on; nil where it is none of these.
    ///
    /// - Parameters:
    ///   - row: a call of the session.
    ///   - issue: the call that issued the key, where the trail has it: the service's own.
    /// - Complexity: reads the record of the call again where the name does not tell, and looks at the session's agents.
    init?(ofSession row: Int, issue: Int?, in trail: Trail) {
        let index = trail.index
        guard index.principalKind(index.code(.principal, row)) == .role, let session = index.text(.session, row),
            // AWS takes this role for an instance, and never hands its credentials to it.
            index.text(.role, row) != "aws:ec2-infrastructure"
        else { return nil }
        name = session
        if SessionName.isInstance(session) {
            kind = .instance
        } else if let issuer = issue.flatMap({ index.text(.principal, $0) }), let found = Self.services[issuer] {
            kind = found
        } else if SessionName.isTask(session) {
            kind = .task
        } else if Self.isOfFunction(row, in: trail) {
            kind = .function
        } else {
            return nil
        }
    }

    /// Who takes roles for what.
    private static let services: [String: Kind] = [
        "ec2.amazonaws.com": .instance, "ecs-tasks.amazonaws.com": .task, "ecs.amazonaws.com": .task,
        "lambda.amazonaws.com": .function,
    ]

    /// Newer records say to what the credentials were issued. The runtimes of Lambda name themselves in the user agent:
    /// the session's own earlier calls then do.
    /// Sources: the CloudTrail user guide, "userIdentity element", `inScopeOf`; the Lambda developer guide, "Runtime
    /// environment variables", `AWS_EXECUTION_ENV`.
    private static func isOfFunction(_ row: Int, in trail: Trail) -> Bool {
        let index = trail.index
        let scope = try? trail.record(row).json[path: ["userIdentity", "inScopeOf", "issuerType"]]?.stringValue
        if scope == "AWS::Lambda::Function" { return true }
        let own = index.rows(.principal, code: index.code(.principal, row))
            .intersection(index.rows(.session, code: index.code(.session, row)))
        return index.groups(.agent, in: own).contains {
            index.table(.agent)[$0.code]?.contains("exec-env/AWS_Lambda_") == true
        }
    }

    /// `the instance i-...`.
    var words: String {
        switch kind {
        case .instance: "the instance \(name)"
        case .task: "the task \(name)"
        case .function: "the function \(name)"
        }
    }
}

extension Workload.Kind {
    /// The ID of the hypothesis.
    var hypothesis: String {
        switch self {
        case .instance: "instance-metadata"
        case .task: "task-metadata"
        case .function: "function-environment"
        }
    }

    /// What would have happened.
    var text: String {
        switch self {
        case .instance:
            "Credentials of an instance's role were taken from its metadata service, through a hole in an application or "
                + "a shell on it."
        case .task:
            "Credentials of a task's role were taken from the endpoint that hands them to its containers, through a hole "
                + "in an application or a shell in one."
        case .function:
            "Credentials of a function's role were taken from its environment, through a hole in its code or what it "
                + "wrote to its logs."
        }
    }
}
