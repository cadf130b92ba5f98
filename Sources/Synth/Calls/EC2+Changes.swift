import CloudTrail

/// Calls of EC2 that change things.
extension EC2 {
    private static let done: Shape = ["requestId": .requestID, "_return": true]

    static func createTags(_ resource: String, _ tags: [(String, String)]) -> Call {
        Call(
            .ec2, "CreateTags", readOnly: false,
            request: [
                "resourcesSet": [resource].asItems("resourceId"),
                "tagSet": .items(tags.map { ["key": .text($0.0), "value": .text($0.1)] }),
            ], response: done)
    }

    static func createSnapshot(
        of volume: String, as snapshot: String, description: String, owner: String, at time: EventTime
    ) -> Call {
        Call(
            .ec2, "CreateSnapshot", readOnly: false,
            request: ["volumeId": .text(volume), "description": .text(description)],
            response: [
                "requestId": .requestID, "snapshotId": .text(snapshot), "volumeId": .text(volume), "status": "pending",
                "startTime": .number(Int(time.milliseconds)), "progress": "", "ownerId": .text(owner),
                "volumeSize": "100", "description": .text(description), "encrypted": true,
            ])
    }

    static func deleteSnapshot(_ id: String) -> Call {
        Call(
            .ec2, "DeleteSnapshot", readOnly: false, request: ["snapshotId": .text(id), "force": false], response: done)
    }

    static func shareSnapshot(_ id: String, with account: String) -> Call {
        Call(
            .ec2, "ModifySnapshotAttribute", readOnly: false,
            request: [
                "snapshotId": .text(id),
                "createVolumePermission": ["add": .items([["userId": .text(account)]])],
                "attributeType": "CREATE_VOLUME_PERMISSION",
            ], response: done)
    }

    static func unshareSnapshot(_ id: String, from account: String) -> Call {
        Call(
            .ec2, "ModifySnapshotAttribute", readOnly: false,
            request: [
                "snapshotId": .text(id),
                "createVolumePermission": ["remove": .items([["userId": .text(account)]])],
                "attributeType": "CREATE_VOLUME_PERMISSION",
            ], response: done)
    }

    // MARK: Instances

    private static func states(_ id: String, now: (Int, String), before: (Int, String)) -> Shape {
        [
            "requestId": .requestID,
            "instancesSet": .items([
                [
                    "instanceId": .text(id),
                    "currentState": ["code": .number(now.0), "name": .text(now.1)],
                    "previousState": ["code": .number(before.0), "name": .text(before.1)],
                ]
            ]),
        ]
    }

    static func startInstance(_ id: String) -> Call {
        Call(
            .ec2, "StartInstances", readOnly: false, request: ["instancesSet": [id].asItems("instanceId")],
            response: states(id, now: (0, "pending"), before: (80, "stopped")))
    }

    static func stopInstance(_ id: String) -> Call {
        Call(
            .ec2, "StopInstances", readOnly: false,
            request: ["instancesSet": [id].asItems("instanceId"), "force": false],
            response: states(id, now: (64, "stopping"), before: (16, "running")))
    }

    static func terminateInstance(_ id: String) -> Call {
        Call(
            .ec2, "TerminateInstances", readOnly: false, request: ["instancesSet": [id].asItems("instanceId")],
            response: states(id, now: (32, "shutting-down"), before: (16, "running")))
    }

    static func runInstance(
        _ instance: Place.Instance, in place: Place, image: String, keyName: String?, type: String = "m5.large",
        at time: EventTime, random: inout SplitMix64
    ) -> Call {
        let token = random.uuid()
        var wanted: [(String, Shape)] = [("imageId", .text(image))]
        if let keyName { wanted.append(("keyName", .text(keyName))) }
        wanted += [("minCount", 1), ("maxCount", 1)]
        let group: Shape = .items([["groupId": .text(instance.group.id), "groupName": .text(instance.group.name)]])
        var made: [(String, Shape)] = [
            ("instanceId", .text(instance.id)), ("imageId", .text(image)),
            ("instanceState", ["code": 0, "name": "pending"]),
            ("privateDnsName", .text("ip-\(instance.privateAddress.replacingDots("-")).ec2.internal")),
        ]
        if let keyName { made.append(("keyName", .text(keyName))) }
        made += [
            ("amiLaunchIndex", 0), ("productCodes", [:]), ("instanceType", .text(type)),
            ("launchTime", .number(Int(time.milliseconds))),
            ("placement", ["availabilityZone": .text(place.region + "a"), "tenancy": "default"]),
            ("monitoring", ["state": "disabled"]), ("subnetId", .text(place.subnets[0])), ("vpcId", .text(place.vpc)),
            ("privateIpAddress", .text(instance.privateAddress)),
            ("stateReason", ["code": "pending", "message": "pending"]), ("architecture", "x86_64"),
            ("rootDeviceType", "ebs"), ("rootDeviceName", "/dev/xvda"), ("virtualizationType", "hvm"),
            ("hypervisor", "xen"), ("groupSet", group), ("sourceDestCheck", true), ("ebsOptimized", true),
        ]
        return Call(
            .ec2, "RunInstances", readOnly: false,
            request: [
                "instancesSet": .items([.members(wanted)]),
                "groupSet": .items([["groupId": .text(instance.group.id)]]), "instanceType": .text(type),
                "blockDeviceMapping": [:], "monitoring": ["enabled": false], "subnetId": .text(place.subnets[0]),
                "disableApiTermination": false, "clientToken": .text(token),
                "iamInstanceProfile": ["name": "app-server"], "ebsOptimized": true,
            ],
            response: [
                "requestId": .requestID, "reservationId": .text(random.resourceID("r")),
                "ownerId": .text(place.account), "groupSet": [:], "instancesSet": .items([.members(made)]),
            ])
    }

    // MARK: Key pairs

    private static func fingerprint(_ random: inout SplitMix64, bytes: Int) -> String {
        (0..<bytes).map { _ in random.hex(2) }.joined(separator: ":")
    }

    static func createKeyPair(_ name: String, id: String, random: inout SplitMix64) -> Call {
        Call(
            .ec2, "CreateKeyPair", readOnly: false, request: ["keyName": .text(name)],
            response: [
                "requestId": .requestID, "keyName": .text(name),
                "keyFingerprint": .text(fingerprint(&random, bytes: 20)), "keyPairId": .text(id),
                "keyMaterial": "<sensitiveDataRemoved>",
            ])
    }

    static func importKeyPair(_ name: String, id: String, random: inout SplitMix64) -> Call {
        Call(
            .ec2, "ImportKeyPair", readOnly: false,
            request: ["keyName": .text(name), "publicKeyMaterial": "c3NoLXJzYSBFWEFNUExFIG5vdC1hLWtleQ=="],
            response: [
                "requestId": .requestID, "keyName": .text(name),
                "keyFingerprint": .text(fingerprint(&random, bytes: 16)), "keyPairId": .text(id),
            ])
    }

    static func deleteKeyPair(_ name: String, id: String) -> Call {
        Call(
            .ec2, "DeleteKeyPair", readOnly: false, request: ["keyName": .text(name)],
            response: ["requestId": .requestID, "_return": true, "keyPairId": .text(id)])
    }

    // MARK: Security groups

    /// One permission of a security group: a protocol, ports and where from.
    struct Permission: Sendable {
        var fromPort: Int
        var toPort: Int
        var sources: [String]
        var description: String?

        fileprivate var shape: Shape {
            let ranges = sources.map { source in
                Shape.members(
                    [("cidrIp", .text(source))] + (description.map { [("description", .text($0))] } ?? []))
            }
            return [
                "ipProtocol": "tcp", "fromPort": .number(fromPort), "toPort": .number(toPort), "groups": [:],
                "ipRanges": .items(ranges), "ipv6Ranges": [:], "prefixListIds": [:],
            ]
        }
    }

    static func createSecurityGroup(_ group: Place.SecurityGroup, vpc: String) -> Call {
        Call(
            .ec2, "CreateSecurityGroup", readOnly: false,
            request: [
                "groupName": .text(group.name), "groupDescription": "Managed by Terraform", "vpcId": .text(vpc),
            ],
            response: ["requestId": .requestID, "_return": true, "groupId": .text(group.id)])
    }

    /// Opens a group, addressed by name as in scripts or by ID as in Terraform.
    static func authorizeIngress(groupName: String, _ permission: Permission) -> Call {
        ingress("AuthorizeSecurityGroupIngress", ("groupName", groupName), permission)
    }

    static func authorizeIngress(groupID: String, _ permission: Permission) -> Call {
        ingress("AuthorizeSecurityGroupIngress", ("groupId", groupID), permission)
    }

    static func revokeIngress(groupName: String, _ permission: Permission) -> Call {
        ingress("RevokeSecurityGroupIngress", ("groupName", groupName), permission)
    }

    static func revokeIngress(groupID: String, _ permission: Permission) -> Call {
        ingress("RevokeSecurityGroupIngress", ("groupId", groupID), permission)
    }

    private static func ingress(_ name: String, _ group: (String, String), _ permission: Permission) -> Call {
        Call(
            .ec2, name, readOnly: false,
            request: .members([
                (group.0, .text(group.1)), ("ipPermissions", .items([permission.shape])),
            ]), response: done)
    }
}

extension String {
    fileprivate func replacingDots(_ mark: String) -> String {
        split(separator: ".").joined(separator: mark)
    }
}
