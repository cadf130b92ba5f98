/// Calls of EC2 that look at things.
enum EC2 {
    static func describeInstances(_ ids: [String] = [], state: String? = nil) -> Call {
        Call(
            .ec2, "DescribeInstances",
            request: ["instancesSet": ids.asItems("instanceId"), "filterSet": filter("instance-state-name", state)])
    }

    static func describeInstanceStatus(_ ids: [String]) -> Call {
        Call(
            .ec2, "DescribeInstanceStatus",
            request: ["instancesSet": ids.asItems("instanceId"), "filterSet": [:], "includeAllInstances": false])
    }

    static func describeVolumes(_ ids: [String] = []) -> Call {
        Call(.ec2, "DescribeVolumes", request: ["volumeSet": ids.asItems("volumeId"), "filterSet": [:]])
    }

    static func describeSecurityGroups(ids: [String] = []) -> Call {
        Call(
            .ec2, "DescribeSecurityGroups",
            request: [
                "securityGroupSet": [:], "securityGroupIdSet": ids.asItems("groupId"), "filterSet": [:],
            ])
    }

    static func describeSubnets(vpc: String) -> Call {
        Call(.ec2, "DescribeSubnets", request: ["subnetSet": [:], "filterSet": filter("vpc-id", vpc)])
    }

    static func describeVpcs(_ id: String) -> Call {
        Call(.ec2, "DescribeVpcs", request: ["vpcSet": [id].asItems("vpcId"), "filterSet": [:]])
    }

    static func describeVpcAttribute(_ id: String, _ attribute: String) -> Call {
        Call(.ec2, "DescribeVpcAttribute", request: ["vpcId": .text(id), "attribute": .text(attribute)])
    }

    static func describeTags(resource: String) -> Call {
        Call(.ec2, "DescribeTags", request: ["filterSet": filter("resource-id", resource)])
    }

    static func describeNetworkInterfaces(group: String) -> Call {
        Call(
            .ec2, "DescribeNetworkInterfaces",
            request: ["networkInterfaceIdSet": [:], "filterSet": filter("group-id", group)])
    }

    static func describeRouteTables(vpc: String) -> Call {
        Call(.ec2, "DescribeRouteTables", request: ["routeTableIdSet": [:], "filterSet": filter("vpc-id", vpc)])
    }

    static func describeAvailabilityZones() -> Call {
        Call(.ec2, "DescribeAvailabilityZones", request: ["availabilityZoneSet": [:], "availabilityZoneIdSet": [:]])
    }

    static func describeImages(_ id: String) -> Call {
        Call(
            .ec2, "DescribeImages", request: ["imagesSet": [id].asItems("imageId"), "filterSet": [:], "ownersSet": [:]])
    }

    static func describeSnapshots(owner: String) -> Call {
        Call(
            .ec2, "DescribeSnapshots",
            request: [
                "maxResults": 1000, "snapshotSet": [:], "ownersSet": [owner].asItems("owner"),
                "sharedUsersSet": [:], "filterSet": [:],
            ])
    }

    static func describeAddresses() -> Call {
        Call(.ec2, "DescribeAddresses", request: ["publicIpsSet": [:], "filterSet": [:], "allocationIdsSet": [:]])
    }

    static func describeKeyPairs(_ names: [String] = []) -> Call {
        Call(.ec2, "DescribeKeyPairs", request: ["keySet": names.asItems("keyName"), "filterSet": [:]])
    }

    static func describeInstanceAttribute(_ id: String, _ attribute: String) -> Call {
        Call(.ec2, "DescribeInstanceAttribute", request: ["instanceId": .text(id), "attribute": .text(attribute)])
    }

    static func describeAccountAttributes() -> Call {
        Call(.ec2, "DescribeAccountAttributes", request: ["accountAttributeNameSet": [:], "filterSet": [:]])
    }

    private static func filter(_ name: String, _ value: String?) -> Shape {
        guard let value else { return [:] }
        return .items([["name": .text(name), "valueSet": .items([["value": .text(value)]])]])
    }
}

extension Array where Element == String {
    /// `{"items":[{"key":"..."}]}`, or `{}` for none.
    func asItems(_ key: String) -> Shape {
        .items(map { .members([(key, .text($0))]) })
    }
}
