/// Where the table of CloudTrail's events has what a record holds.
///
/// Source: the Athena user guide, "Create the table for CloudTrail logs in Athena using partition projection". Hive folds
/// names to lower case; requests, responses and other members whose form the services decide are JSON texts.
enum EventColumns {
    /// What a path of a record leads to.
    enum Place: Hashable {
        /// A text.
        case text(String)
        /// A member of each of the resources.
        case resource(String)
        /// A JSON text, and the rest of the path within it.
        case json(String, [String])
        /// A structure of columns.
        case structure
        /// Nothing: the table leaves it out.
        case absent
    }

    /// A column, or a member of one, and its type.
    struct Column {
        let name: String
        /// CloudTrail's own spelling.
        let path: String
        let kind: Kind

        enum Kind { case text, json }
    }

    /// Texts and JSON texts, in the order of the documented table; members of structures by their path.
    static let all: [Column] = [
        text("eventVersion"),
        text("userIdentity.type"), text("userIdentity.principalId"), text("userIdentity.arn"),
        text("userIdentity.accountId"), text("userIdentity.invokedBy"), text("userIdentity.accessKeyId"),
        text("userIdentity.userName"), text("userIdentity.onBehalfOf.userId"),
        text("userIdentity.onBehalfOf.identityStoreArn"),
        text("userIdentity.sessionContext.attributes.mfaAuthenticated"),
        text("userIdentity.sessionContext.attributes.creationDate"),
        text("userIdentity.sessionContext.sessionIssuer.type"),
        text("userIdentity.sessionContext.sessionIssuer.principalId"),
        text("userIdentity.sessionContext.sessionIssuer.arn"),
        text("userIdentity.sessionContext.sessionIssuer.accountId"),
        text("userIdentity.sessionContext.sessionIssuer.userName"),
        text("userIdentity.sessionContext.ec2RoleDelivery"),
        text("userIdentity.sessionContext.webIdFederationData.federatedProvider"),
        text("eventTime"), text("eventSource"), text("eventName"), text("awsRegion"), text("sourceIPAddress"),
        text("userAgent"), text("errorCode"), text("errorMessage"), json("requestParameters"),
        json("responseElements"), json("additionalEventData"), text("requestID"), text("eventID"), text("readOnly"),
        text("eventType"), text("apiVersion"), text("recipientAccountId"), json("serviceEventDetails"),
        text("sharedEventID"), text("vpcEndpointId"), text("vpcEndpointAccountId"), text("eventCategory"),
        text("addendum.reason"), text("addendum.updatedFields"), text("addendum.originalRequestID"),
        text("addendum.originalEventID"), text("sessionCredentialFromConsole"), json("edgeDeviceDetails"),
        text("tlsDetails.tlsVersion"), text("tlsDetails.cipherSuite"), text("tlsDetails.clientProvidedHostHeader"),
    ]

    private static func text(_ path: String) -> Column { column(path, .text) }

    private static func json(_ path: String) -> Column { column(path, .json) }

    private static func column(_ path: String, _ kind: Column.Kind) -> Column {
        Column(name: path.lowercased(), path: path, kind: kind)
    }

    private static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })
    /// Paths that lead into structures of columns.
    private static let structures = Set(
        all.flatMap { column in
            let names = column.path.split(separator: ".")
            return (1..<names.count).map { names[..<$0].joined(separator: ".") }
        })

    /// Where the table has what a path leads to.
    static func place(of path: String) -> Place {
        if let column = byPath[path] { return column.kind == .text ? .text(column.name) : .json(column.name, []) }
        if structures.contains(path) { return .structure }
        let names = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if names[0] == "resources" {
            switch names.dropFirst() {
            case ["ARN"]: return .resource("arn")
            case ["accountId"], ["type"]: return .resource(names[1].lowercased())
            case []: return .structure
            default: return .absent
            }
        }
        guard let column = byPath[names[0]], column.kind == .json else { return .absent }
        return .json(column.name, Array(names.dropFirst()))
    }
}
