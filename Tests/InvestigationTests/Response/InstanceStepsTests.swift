import Testing

@testable import Investigation

/// What is proposed about instances, by how they stand at the end of the trail.
@Suite struct InstanceStepsTests {
    typealias Call = ResponseCase.Call

    private static func ids(_ id: String) -> String { #"{"instancesSet":{"items":[{"instanceId":"\#(id)"}]}}"# }

    private static func attack(
        _ minute: Int, _ name: String, _ request: String = ids("i-1"), _ response: String = "null"
    )
        -> Call
    {
        ResponseCase.attack(minute, name, request, response, service: "ec2")
    }

    private static func response(
        _ minute: Int, _ name: String, _ request: String = ids("i-1"), _ response: String = "null"
    ) -> Call {
        ResponseCase.response(minute, name, request, response, service: "ec2")
    }

    private static let start = attack(0, "StartInstances")

    private static func group(_ minute: Int, _ groups: String...) -> Call {
        let items = groups.map { #"{"groupId":"\#($0)"}"# }.joined(separator: ",")
        return response(
            minute, "ModifyInstanceAttribute", #"{"instanceId":"i-1","groupSet":{"items":[\#(items)]}}"#)
    }

    private static func protect(_ minute: Int, _ value: Bool) -> Call {
        response(
            minute, "ModifyInstanceAttribute", #"{"instanceId":"i-1","disableApiTermination":{"value":\#(value)}}"#)
    }

    /// The state of a step about `i-1`, with the rows that it rests on; nil where there is none.
    private func state(_ operation: String, _ calls: Call...) throws -> String? {
        let step = try ResponseCase.steps([Self.start] + calls).first {
            $0.id == "\(operation)/111122223333/us-east-1/i-1"
        }
        return step.map { step in
            let back = step.takenBackBy.isEmpty ? "" : " taken back by \(step.takenBackBy)"
            return "\(step.state)" + (step.verifiedBy.isEmpty ? "" : " \(step.verifiedBy)") + back
        }
    }

    // MARK: Taken back

    @Test func `Other groups cut an instance off, until it has others again`() throws {
        #expect(try state("isolate-instance", Self.group(0, "sg-cut")) == "verified [1]")
        #expect(
            try state("isolate-instance", Self.group(0, "sg-cut"), Self.group(1, "sg-web"))
                == "proposed taken back by [2]")
        #expect(
            try state("isolate-instance", Self.group(0, "sg-cut"), Self.group(1, "sg-web"), Self.group(2, "sg-cut"))
                == "verified [3]")
    }

    @Test func `Groups that it had before, or that the attacker opened, cut nothing off`() throws {
        let before = Call(
            time: "2020-05-01T08:00:00Z", name: "RunInstances", user: "ines",
            response: #"{"instancesSet":{"items":[{"instanceId":"i-1","groupSet":{"items":[{"groupId":"sg-web"}]}}]}}"#)
        let steps = try ResponseCase.steps([before, Self.start, Self.group(0, "sg-web", "sg-cut")])
        #expect(try ResponseCase.step("isolate-instance", in: steps).state == .proposed)
        let open = Self.attack(
            1, "AuthorizeSecurityGroupIngress",
            #"{"groupId":"sg-open","cidrIp":"0.0.0.0/0","ipProtocol":"tcp","fromPort":22,"toPort":22}"#)
        #expect(try state("isolate-instance", open, Self.group(0, "sg-open")) == "proposed")
    }

    @Test func `A group that is opened to everybody cuts nothing off any more`() throws {
        func open(_ minute: Int, _ source: String) -> Call {
            Self.response(
                minute, "AuthorizeSecurityGroupIngress",
                #"{"groupId":"sg-cut","cidrIp":"\#(source)","ipProtocol":"tcp","fromPort":22,"toPort":22}"#)
        }
        #expect(
            try state("isolate-instance", Self.group(0, "sg-cut"), open(1, "0.0.0.0/0")) == "proposed taken back by [2]"
        )
        // The responder's own way in.
        #expect(try state("isolate-instance", Self.group(0, "sg-cut"), open(1, "10.0.0.5/32")) == "verified [1]")
    }

    @Test func `The groups of its network interface are its own`() throws {
        let attached = Self.attack(
            1, "AttachNetworkInterface", #"{"networkInterfaceId":"eni-1","instanceId":"i-1"}"#)
        func regroup(_ minute: Int, _ group: String) -> Call {
            Self.response(
                minute, "ModifyNetworkInterfaceAttribute",
                #"{"networkInterfaceId":"eni-1","groupSet":{"items":[{"groupId":"\#(group)"}]}}"#)
        }
        #expect(try state("isolate-instance", attached, regroup(0, "sg-cut")) == "verified [2]")
        #expect(
            try state("isolate-instance", attached, Self.group(0, "sg-cut"), regroup(1, "sg-web"))
                == "proposed taken back by [3]")
    }

    @Test func `What is stopped is cut off until it is started`() throws {
        let stop = Self.response(0, "StopInstances")
        #expect(try state("isolate-instance", stop) == "verified [1]")
        #expect(
            try state("isolate-instance", stop, Self.response(1, "StartInstances")) == "proposed taken back by [2]")
    }

    @Test func `Protection holds until it is switched off`() throws {
        #expect(try state("protect-instance", Self.protect(0, true)) == "verified [1]")
        #expect(
            try state("protect-instance", Self.protect(0, true), Self.protect(1, false))
                == "proposed taken back by [2]")
    }

    @Test func `A role that is bound again is not taken off`() throws {
        let bind = Self.attack(
            1, "AssociateIamInstanceProfile",
            #"{"AssociateIamInstanceProfileRequest":{"InstanceId":"i-1","IamInstanceProfile":{"Name":"p"}}}"#,
            #"{"AssociateIamInstanceProfileResponse":{"iamInstanceProfileAssociation":{"associationId":"iip-1","instanceId":"i-1"}}}"#
        )
        // Some records of the call name the association alone.
        let unbind = Self.response(
            0, "DisassociateIamInstanceProfile", #"{"DisassociateIamInstanceProfileRequest":{"AssociationId":"iip-1"}}"#
        )
        var again = bind
        (again.time, again.user, again.ip) = ("2020-05-06T12:01:00Z", "ines", "192.0.2.10")
        #expect(try state("unbind-profile", bind, unbind) == "verified [2]")
        #expect(try state("unbind-profile", bind, unbind, again) == "proposed taken back by [3]")
    }

    @Test func `Snapshots that were deleted keep nothing`() throws {
        func copy(_ minute: Int, _ id: String) -> Call {
            Self.response(
                minute, "CreateSnapshots",
                #"{"CreateSnapshotsRequest":{"InstanceSpecification":{"InstanceId":"i-1"}}}"#,
                #"{"CreateSnapshotsResponse":{"snapshotSet":{"item":{"snapshotId":"\#(id)","volumeId":"vol-1"}}}}"#)
        }
        let deletion = Self.response(1, "DeleteSnapshot", #"{"snapshotId":"snap-1"}"#)
        #expect(try state("snapshot-instance", copy(0, "snap-1")) == "verified [1]")
        #expect(try state("snapshot-instance", copy(0, "snap-1"), deletion) == "proposed taken back by [2]")
        #expect(try state("snapshot-instance", copy(0, "snap-1"), deletion, copy(2, "snap-2")) == "verified [3]")
    }

    @Test func `Snapshots without the boot volume are not those of all volumes`() throws {
        func copy(_ more: String) -> Call {
            Self.response(
                0, "CreateSnapshots",
                #"{"CreateSnapshotsRequest":{"InstanceSpecification":{"InstanceId":"i-1"\#(more)}}}"#,
                #"{"CreateSnapshotsResponse":{"snapshotSet":{"item":{"snapshotId":"snap-1","volumeId":"vol-1"}}}}"#)
        }
        #expect(try state("snapshot-instance", copy(#","ExcludeBootVolume":true"#)) == "proposed")
        #expect(try state("snapshot-instance", copy(#","ExcludeDataVolumeId":"vol-2""#)) == "proposed")
        #expect(try state("snapshot-instance", copy(#","ExcludeBootVolume":false"#)) == "verified [1]")
    }

    // MARK: Gone

    @Test func `Of an instance that is gone no snapshot can be taken`() throws {
        let end = Self.response(0, "TerminateInstances")
        let steps = try ResponseCase.steps([Self.start, end])
        let copying = try ResponseCase.step("snapshot-instance", in: steps)
        #expect(copying.state == .proposed)
        #expect(
            copying.action.hasPrefix(
                "No snapshots of the instance i-1 were kept before it was terminated on 2020-05-06T12:00:00Z by "
                    + "arn:aws:iam::111122223333:user/ines"))
        #expect(!copying.commands.contains { !$0.isReading })
        #expect(try state("isolate-instance", end) == "verified [1]")
        #expect(try state("terminate-instance", end) == "verified [1]")
        #expect(try state("protect-instance", end) == nil)
    }

    @Test func `An instance that the attacker terminated is not contained, and is rebuilt`() throws {
        let end = Self.attack(1, "TerminateInstances")
        let steps = try ResponseCase.steps([Self.start, end]).filter { $0.target == "i-1" }
        #expect(steps.map { $0.id.prefix { $0 != "/" } } == ["snapshot-instance", "rebuild-instance"])
        #expect(steps[1].action.hasPrefix("Rebuild the instance i-1, which the attacker terminated,"))
        #expect(steps[1].phase == .recovery)
        let other = try ResponseCase.steps([Self.attack(0, "TerminateInstances", Self.ids("i-2"))])
        #expect(try ResponseCase.step("rebuild-instance", in: other).target == "i-2")
    }

    @Test func `What the attacker launched is not rebuilt, whatever else was done to it`() throws {
        let calls = [
            Self.attack(0, "RunInstances", "null", Self.ids("i-9")),
            Self.attack(1, "StopInstances", Self.ids("i-9")), Self.attack(2, "StartInstances", Self.ids("i-9")),
        ]
        let steps = try ResponseCase.steps(calls)
        #expect(!steps.contains { $0.id.hasPrefix("rebuild-instance/") })
        #expect(try ResponseCase.step("terminate-instance", in: steps).action.contains("which the attacker launched"))
    }
}
