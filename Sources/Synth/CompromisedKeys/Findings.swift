import CloudTrail

/// What GuardDuty found, as it exports it to S3. It saw single calls, not the story.
struct Findings {
    private let company: Company

    init(_ company: Company) {
        self.company = company
    }

    /// One file of the export.
    struct Export {
        var account: String
        var region: String
        var time: EventTime
        var token: String
        var findings: [[UInt8]]
    }

    func exports() -> [Export] {
        var random = SplitMix64(seed: company.seed, stream: "findings")
        let keys = company.victims
        let scan = portProbe(&random)
        let openings = Attack(company).openings.map(\.time)
        let firstOpening = openings.min() ?? Attack.usersListed
        let lastOpening = openings.max() ?? Attack.usersListed
        let described = EventTime(2020, 5, 6, 0, 22, 10)
        let found = [
            finding(
                "Recon:IAMUser/MaliciousIPCaller", severity: 5, user: keys.legacyDeploy,
                api: "DescribeInstances", service: "ec2.amazonaws.com", address: Attack.secondAddress, count: 1,
                first: described, last: described,
                title: "Reconnaissance API DescribeInstances was invoked from a known malicious IP address.", &random),
            finding(
                "Persistence:IAMUser/NetworkPermissions", severity: 5, user: keys.backup,
                api: "AuthorizeSecurityGroupIngress", service: "ec2.amazonaws.com", address: Attack.firstAddress,
                count: openings.count, first: firstOpening, last: lastOpening,
                title: "Unusual changes to network permissions by IAM user svc-backup.", &random),
            finding(
                "Persistence:IAMUser/UserPermissions", severity: 5, user: keys.backup, api: "ListUsers",
                service: "iam.amazonaws.com", address: Attack.firstAddress, count: 1,
                first: Attack.usersListed, last: Attack.usersListed,
                title: "Unusual user permission reconnaissance activity by svc-backup.", &random),
        ]
        return [
            Export(
                account: Company.Accounts.production, region: "us-east-1", time: scan.time, token: random.uuid(),
                findings: [scan.json]),
            Export(
                account: Company.Accounts.production, region: "us-east-1", time: EventTime(2020, 5, 6, 9, 15),
                token: random.uuid(), findings: found),
        ]
    }

    /// A finding about calls that somebody made with a user's key.
    private func finding(
        _ type: String, severity: Int, user: User, api: String, service: String, address: String, count: Int,
        first: EventTime, last: EventTime, title: String, _ random: inout SplitMix64
    ) -> [UInt8] {
        let resource: Shape = [
            "resourceType": "AccessKey",
            "accessKeyDetails": [
                "accessKeyId": .text(user.key), "principalId": .text(user.id), "userType": "IAMUser",
                "userName": .text(user.name),
            ],
        ]
        let action: Shape = [
            "actionType": "AWS_API_CALL",
            "awsApiCallAction": [
                "api": .text(api), "serviceName": .text(service), "callerType": "Remote IP",
                "remoteIpDetails": Self.remote(address), "affectedResources": [:],
            ],
        ]
        return write(
            type, severity: severity, resource: resource, action: action, role: "TARGET", count: count, first: first,
            last: last, title: title,
            description: "\(api) was called with the access key of \(user.name) from \(address).", &random)
    }

    /// The ordinary noise of the internet at an open port of a web server.
    private func portProbe(_ random: inout SplitMix64) -> (time: EventTime, json: [UInt8]) {
        let instance = company.scene.instances[0]
        let time = EventTime(2020, 4, 19, 4, 27, 31)
        let resource: Shape = [
            "resourceType": "Instance",
            "instanceDetails": [
                "instanceId": .text(instance.id), "instanceType": "m5.large", "instanceState": "running",
                "imageId": .text(company.scene.images[0]), "launchTime": "2020-02-11T10:20:02Z",
                "networkInterfaces": [
                    [
                        "publicIp": .text(instance.address), "privateIpAddress": .text(instance.privateAddress),
                        "vpcId": .text(company.scene.vpc), "subnetId": .text(company.scene.subnets[0]),
                        "securityGroups": [
                            ["groupId": .text(instance.group.id), "groupName": .text(instance.group.name)]
                        ],
                    ]
                ], "tags": [],
            ],
        ]
        let action: Shape = [
            "actionType": "PORT_PROBE",
            "portProbeAction": [
                "blocked": false,
                "portProbeDetails": [
                    [
                        "localPortDetails": ["port": 443, "portName": "HTTPS"],
                        "remoteIpDetails": Self.remote("203.0.113.9"),
                    ]
                ],
            ],
        ]
        let json = write(
            "Recon:EC2/PortProbeUnprotectedPort", severity: 2, resource: resource, action: action, role: "TARGET",
            count: 6, first: time.adding(seconds: -3600), last: time,
            title: "Unprotected port on EC2 instance \(instance.id) is being probed.",
            description: "EC2 instance has an unprotected port which is being probed by a known scanner.", &random)
        return (time.adding(seconds: 600), json)
    }

    /// The network numbers are those set aside for documentation (RFC 5398).
    private static func remote(_ address: String) -> Shape {
        [
            "ipAddressV4": .text(address),
            "organization": [
                "asn": "64500", "asnOrg": "Example Hosting", "isp": "Example Hosting", "org": "Example Hosting",
            ], "country": ["countryName": "Example"], "city": ["cityName": ""], "geoLocation": ["lat": 0, "lon": 0],
        ]
    }

    private func write(
        _ type: String, severity: Int, resource: Shape, action: Shape, role: String, count: Int, first: EventTime,
        last: EventTime, title: String, description: String, _ random: inout SplitMix64
    ) -> [UInt8] {
        let account = Company.Accounts.production
        let detector = "12abc34d567e8fa901bc2d34eexample"
        let id = random.hex(32)
        let created = last.adding(seconds: 540).iso8601
        let finding: Shape = [
            "schemaVersion": "2.0", "accountId": .text(account), "region": "us-east-1", "partition": "aws",
            "id": .text(id),
            "arn": .text("arn:aws:guardduty:us-east-1:\(account):detector/\(detector)/finding/\(id)"),
            "type": .text(type), "resource": resource,
            "service": [
                "serviceName": "guardduty", "detectorId": .text(detector), "action": action,
                "resourceRole": .text(role), "additionalInfo": [:], "eventFirstSeen": .text(first.iso8601),
                "eventLastSeen": .text(last.iso8601), "archived": false, "count": .number(count),
            ], "severity": .number(severity), "createdAt": .text(created), "updatedAt": .text(created),
            "title": .text(title), "description": .text(description),
        ]
        var json = JSONBytes(capacity: 2048)
        json.value(finding)
        return json.bytes
    }
}
