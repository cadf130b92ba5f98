import CloudTrail

/// A finished CloudTrail record and what decides into which file it goes.
struct Record: Sendable {
    let time: EventTime
    /// The account that receives it, and so owns the file.
    let account: String
    let region: String
    let json: [UInt8]
}

/// The form that records had at a time.
enum RecordForm: Sendable {
    /// Event versions 1.05 to 1.07: no `managementEvent`, no `eventCategory`, no `tlsDetails`.
    case of2020
    /// Event versions 1.08 to 1.10.
    case of2024
}

extension Record {
    /// Writes `call` by `caller` in the order of members that CloudTrail uses.
    ///
    /// - Parameter shared: the `sharedEventID` of an event that two accounts receive.
    init(
        _ call: Call, by caller: Caller, at time: EventTime, in region: String, form: RecordForm,
        shared: String? = nil, random: inout SplitMix64
    ) {
        let service = call.service
        let region = service.isGlobal ? "us-east-1" : region
        let requestID = service.isS3 ? random.capitals(16) : random.uuid()
        var json = JSONBytes(capacity: 1400)
        json.raw("{")
        json.member("eventVersion", form == .of2020 ? service.version : Self.version2024(of: service))
        json.key("userIdentity")
        json.raw(caller.identity)
        json.member("eventTime", time.iso8601)
        json.member("eventSource", service.source)
        json.member("eventName", call.name)
        json.member("awsRegion", region)
        json.member("sourceIPAddress", caller.address)
        json.member("userAgent", service.isS3 && caller.usesTLS ? "[\(caller.agent)]" : caller.agent)
        if let error = call.error {
            if let code = error.code { json.member("errorCode", code) }
            json.member("errorMessage", error.message)
        }
        json.member("requestParameters", call.request, requestID: requestID)
        json.member("responseElements", call.response, requestID: requestID)
        if service.isS3, call.eventType == .apiCall {
            json.member("additionalEventData", Self.transfer(form: form, random: &random))
        } else if case .members = call.additional {
            json.member("additionalEventData", call.additional)
        }
        if call.eventType == .apiCall { json.member("requestID", requestID) }
        json.member("eventID", random.uuid())
        if service.statesReadOnly || form == .of2024 || call.eventType == .serviceEvent {
            json.member("readOnly", call.readOnly)
        }
        if !call.resources.isEmpty { json.member("resources", Self.resources(call.resources)) }
        json.member("eventType", call.eventType.rawValue)
        if form == .of2024 { json.member("managementEvent", true) }
        if let version = service.apiVersion, call.eventType == .apiCall { json.member("apiVersion", version) }
        json.member("recipientAccountId", caller.account)
        if let shared { json.member("sharedEventID", shared) }
        if case .members = call.details { json.member("serviceEventDetails", call.details) }
        if let endpoint = caller.vpcEndpoint { json.member("vpcEndpointId", endpoint) }
        if form == .of2024 {
            json.member("eventCategory", "Management")
            if caller.usesTLS, call.eventType == .apiCall {
                json.member("tlsDetails", Self.connection(to: service, in: region))
            }
            if caller.isConsole, call.eventType == .apiCall { json.member("sessionCredentialFromConsole", "true") }
        }
        json.raw("}")
        self.init(time: time, account: caller.account, region: region, json: json.bytes)
    }

    private static func version2024(of service: Service) -> String {
        switch service.name {
        case "sts", "signin", "logs": "1.08"
        case "ec2", "iam", "rds", "ecs": "1.10"
        default: "1.09"
        }
    }

    private static func transfer(form: RecordForm, random: inout SplitMix64) -> Shape {
        [
            "SignatureVersion": "SigV4",
            "CipherSuite": form == .of2020 ? "ECDHE-RSA-AES128-SHA" : "ECDHE-RSA-AES128-GCM-SHA256",
            "bytesTransferredIn": 0, "AuthenticationMethod": "AuthHeader",
            "x-amz-id-2": "\(random.letters(12))EXAMPLE=", "bytesTransferredOut": .number(random.within(180...2400)),
        ]
    }

    private static func connection(to service: Service, in region: String) -> Shape {
        [
            "tlsVersion": "TLSv1.3", "cipherSuite": "TLS_AES_128_GCM_SHA256",
            "clientProvidedHostHeader":
                .text(service.isGlobal ? service.source : "\(service.name).\(region).amazonaws.com"),
        ]
    }

    private static func resources(_ resources: [Call.Resource]) -> Shape {
        .list(
            resources.map { resource in
                var members: [(String, Shape)] = [
                    ("ARN", .text(resource.arn)), ("accountId", .text(resource.account)),
                ]
                if let type = resource.type { members.append(("type", .text(type))) }
                return .members(members)
            })
    }
}
