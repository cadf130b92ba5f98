/// One call to AWS: everything of a record that does not depend on who makes it, when and where.
struct Call: Sendable {
    var service: Service
    var name: String
    var readOnly: Bool
    var request: Shape = nil
    var response: Shape = nil
    var additional: Shape = nil
    var resources: [Resource] = []
    var error: Failure?
    var eventType = EventType.apiCall
    /// For a service event, what it says in `serviceEventDetails`.
    var details: Shape = nil

    struct Resource: Sendable {
        var arn: String
        var account: String
        var type: String?
    }

    struct Failure: Sendable {
        /// Absent for a failed sign-in, which has only a message.
        var code: String?
        var message: String
    }

    enum EventType: String, Sendable {
        case apiCall = "AwsApiCall"
        case serviceEvent = "AwsServiceEvent"
        case consoleSignIn = "AwsConsoleSignIn"
    }

    init(
        _ service: Service, _ name: String, readOnly: Bool = true, request: Shape = nil, response: Shape = nil,
        resources: [Resource] = []
    ) {
        self.service = service
        self.name = name
        self.readOnly = readOnly
        self.request = request
        self.response = response
        self.resources = resources
    }

    /// The same call, refused or failed: a failed call has no response.
    func failing(_ code: String, _ message: String) -> Call {
        var call = self
        call.error = Failure(code: code, message: message)
        call.response = nil
        return call
    }

    /// The same call, denied in the words that its service used in 2020.
    func denied(to caller: Caller, on resource: String = "*") -> Call {
        var call = self
        switch service.name {
        case "ec2":
            return failing("Client.UnauthorizedOperation", "You are not authorized to perform this operation.")
        case "s3":
            return failing("AccessDenied", "Access Denied")
        case "iam", "sts", "rds", "autoscaling", "elasticloadbalancing", "cloudformation", "monitoring", "sns":
            // These record no parameters of a denied request.
            call.request = nil
            call.resources = []
            return call.failing("AccessDenied", Self.denial(caller, service.name, name, resource))
        default:
            call.request = nil
            call.resources = []
            return call.failing("AccessDeniedException", Self.denial(caller, service.name, name, resource))
        }
    }

    private static func denial(_ caller: Caller, _ service: String, _ name: String, _ resource: String) -> String {
        // Lambda's event names carry an API date that its actions do not have.
        let action = name.split(separator: "2015").first.map(String.init) ?? name
        return "User: \(caller.arn) is not authorized to perform: \(service):\(action) on resource: \(resource)"
    }
}
