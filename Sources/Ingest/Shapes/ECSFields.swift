internal import CloudTrail
internal import JSON

/// The fields of an Elastic document by which a CloudTrail record is rebuilt.
enum ECSFields {
    /// Where a record's member is found; of several fields the first that is there.
    private static let members: [(path: [String], fields: [String])] = [
        (["eventVersion"], ["aws.cloudtrail.event_version"]),
        (["userIdentity", "type"], ["aws.cloudtrail.user_identity.type"]),
        (["userIdentity", "principalId"], ["aws.cloudtrail.user_identity.principal_id", "user.id"]),
        (["userIdentity", "arn"], ["aws.cloudtrail.user_identity.arn"]),
        (["userIdentity", "accountId"], ["aws.cloudtrail.user_identity.account_id", "cloud.account.id"]),
        (["userIdentity", "accessKeyId"], ["aws.cloudtrail.user_identity.access_key_id"]),
        (["userIdentity", "userName"], ["aws.cloudtrail.user_identity.user_name", "user.name"]),
        (["userIdentity", "invokedBy"], ["aws.cloudtrail.user_identity.invoked_by"]),
        (
            ["userIdentity", "sessionContext", "attributes", "mfaAuthenticated"],
            ["aws.cloudtrail.user_identity.session_context.mfa_authenticated"]
        ),
        (
            ["userIdentity", "sessionContext", "attributes", "creationDate"],
            ["aws.cloudtrail.user_identity.session_context.creation_date"]
        ),
        (
            ["userIdentity", "sessionContext", "sessionIssuer", "type"],
            ["aws.cloudtrail.user_identity.session_context.session_issuer.type"]
        ),
        (
            ["userIdentity", "sessionContext", "sessionIssuer", "principalId"],
            ["aws.cloudtrail.user_identity.session_context.session_issuer.principal_id"]
        ),
        (
            ["userIdentity", "sessionContext", "sessionIssuer", "arn"],
            ["aws.cloudtrail.user_identity.session_context.session_issuer.arn"]
        ),
        (
            ["userIdentity", "sessionContext", "sessionIssuer", "accountId"],
            ["aws.cloudtrail.user_identity.session_context.session_issuer.account_id"]
        ),
        (
            ["userIdentity", "sessionContext", "sessionIssuer", "userName"],
            ["aws.cloudtrail.user_identity.session_context.session_issuer.user_name"]
        ),
        (["eventTime"], ["@timestamp"]),
        (["eventSource"], ["event.provider"]),
        (["eventName"], ["event.action"]),
        (["awsRegion"], ["cloud.region"]),
        (["sourceIPAddress"], ["source.address", "source.ip"]),
        (["userAgent"], ["user_agent.original"]),
        (["errorCode"], ["aws.cloudtrail.error_code"]),
        (["errorMessage"], ["aws.cloudtrail.error_message"]),
        (["requestParameters"], ["aws.cloudtrail.request_parameters", "aws.cloudtrail.flattened.request_parameters"]),
        (["responseElements"], ["aws.cloudtrail.response_elements", "aws.cloudtrail.flattened.response_elements"]),
        (
            ["additionalEventData"],
            ["aws.cloudtrail.additional_eventdata", "aws.cloudtrail.flattened.additional_eventdata"]
        ),
        (["additionalEventData", "MFAUsed"], ["aws.cloudtrail.console_login.additional_eventdata.mfa_used"]),
        (["additionalEventData", "LoginTo"], ["aws.cloudtrail.console_login.additional_eventdata.login_to"]),
        (["requestID"], ["aws.cloudtrail.request_id"]),
        (["eventID"], ["event.id", "aws.cloudtrail.event_id"]),
        (["readOnly"], ["aws.cloudtrail.read_only"]),
        (["managementEvent"], ["aws.cloudtrail.management_event"]),
        (["resources"], ["aws.cloudtrail.resources"]),
        (["eventType"], ["aws.cloudtrail.event_type"]),
        (["eventCategory"], ["aws.cloudtrail.event_category"]),
        (["apiVersion"], ["aws.cloudtrail.api_version"]),
        (["recipientAccountId"], ["aws.cloudtrail.recipient_account_id"]),
        (["sharedEventID"], ["aws.cloudtrail.shared_event_id"]),
        (["vpcEndpointId"], ["aws.cloudtrail.vpc_endpoint_id"]),
        (
            ["serviceEventDetails"],
            ["aws.cloudtrail.service_event_details", "aws.cloudtrail.flattened.service_event_details"]
        ),
        (["insightDetails"], ["aws.cloudtrail.insight_details", "aws.cloudtrail.flattened.insight_details"]),
    ]

    /// Members whose value is text in the notation of a structure.
    private static let structured: Set<String> = [
        "requestParameters", "responseElements", "additionalEventData", "serviceEventDetails", "insightDetails",
    ]

    /// The record that a document was made from, as far as its fields go; nil when it was not made from one.
    static func record(of document: JSONObject) -> JSONObject? {
        guard value("event.action", in: document) != nil,
            value("event.provider", in: document) != nil || value("aws.cloudtrail", in: document) != nil
                || value("aws.cloudtrail.event_version", in: document) != nil
        else { return nil }
        var record = JSONObject()
        for (path, fields) in members {
            guard let found = fields.lazy.compactMap({ value($0, in: document) }).first, !found.isNull else { continue }
            put(converted(found, for: path[0]), at: path, in: &record)
        }
        return RecordMembers.areThose(of: record) ? record : nil
    }

    /// The value of a field, whether the document nests its names or joins them by dots, in whole or in part.
    static func value(_ field: String, in document: JSONObject) -> JSONValue? {
        if let value = document[field] { return value }
        var end = field.endIndex
        while let dot = field[..<end].lastIndex(of: ".") {
            if let inner = document[String(field[..<dot])]?.objectValue,
                let value = value(String(field[field.index(after: dot)...]), in: inner)
            {
                return value
            }
            end = dot
        }
        return nil
    }

    private static func converted(_ value: JSONValue, for member: String) -> JSONValue {
        guard case .string(let text) = value else {
            return member == "resources" ? resources(value) : value
        }
        if member == "eventTime" { return .string(EventTime(text)?.iso8601 ?? text) }
        guard structured.contains(member) else { return value }
        return (try? JSONValue.parse(text)) ?? StructText.parse(text) ?? value
    }

    private static func resources(_ value: JSONValue) -> JSONValue {
        let names = ["arn": "ARN", "account_id": "accountId"]
        return .array(
            (value.arrayValue ?? [value]).map { element in
                guard let object = element.objectValue else { return element }
                return .object(
                    JSONObject(
                        members: object.members.map { .init(key: names[$0.key] ?? $0.key, value: $0.value) }))
            })
    }

    private static func put(_ value: JSONValue, at path: [String], in object: inout JSONObject) {
        guard path.count > 1 else {
            object[path[0]] = value
            return
        }
        // Text that could not be taken apart stays what it is.
        guard object[path[0]] == nil || object[path[0]]?.objectValue != nil else { return }
        var inner = object[path[0]]?.objectValue ?? JSONObject()
        put(value, at: Array(path.dropFirst()), in: &inner)
        object[path[0]] = .object(inner)
    }
}
