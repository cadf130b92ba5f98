internal import CloudTrail
internal import Events
internal import Robots
internal import JSON
internal import Records

extension Pattern {
    /// Calls that lead into a host without a key pair.
    static let shellCalls = [
        "SendSSHPublicKey", "SendSerialConsoleSSHPublicKey", "OpenTunnel", "StartSession", "ResumeSession",
        "SendCommand", "StartAutomationExecution", "ExecuteCommand", "CreateAssociation",
    ]

    /// What was launched after a key pair was made, and whether it has the key (P7).
    static func launches(_ pairs: [KeyPairUse], _ calls: AttackerCalls, in trail: Trail) -> [Pattern] {
        let index = trail.index
        let otherWays = calls.succeeded(shellCalls + ["EnableSerialConsoleAccess"]) + withUserData(calls, trail)
        return pairs.filter { !$0.launches.isEmpty }.map { pair in
            let launches = pair.launches.map { words(of: $0, after: pair, index) }
            var text = "Key pair \(pair.name) was made at \(Wording.moment(index.time(pair.row))). "
            text += launches.prefix(3).joined(separator: " ")
            if launches.count > 3 {
                text += " \(Wording.counted(launches.count - 3, "launch", plural: "launches")) more followed."
            }
            var rows = [pair.row] + pair.launches.map(\.row)
            if !pair.usesKey {
                text += " No call put the new key pair on an instance."
                let others = Set(otherWays.filter { $0 > pair.row }).sorted()
                if others.isEmpty {
                    text += " Nor did a call open another way in: user data, instance connect, serial console, SSM."
                } else {
                    text +=
                        " Other ways in: \(Wording.list(Set(others.compactMap { index.text(.name, $0) }).sorted()))."
                    rows = Set(rows + others).sorted()
                }
            }
            return Pattern(kind: .keyPairLaunch, text: text, mark: .observed, confidence: .high, rows: rows)
        }
    }

    private static func words(of launch: KeyPairUse.Launch, after pair: KeyPairUse, _ index: EventIndex) -> String {
        let ids = launch.instances.isEmpty ? "an instance" : Wording.list(launch.instances, atMost: 3)
        let later = Wording.length(index.times[launch.row] - index.times[pair.row])
        var text =
            "\(later) later \(index.text(.name, launch.row) ?? "") \(launch.isStart ? "started" : "launched") \(ids)"
        switch launch.keyName {
        case pair.name: text += " with this key pair"
        case let other? where launch.isStart:
            text += ", which has key pair \(other)"
            if let launched = launch.launched { text += " since its launch at \(Wording.moment(index.time(launched)))" }
        case let other?: text += " with key pair \(other)"
        case nil:
            text += launch.isStart ? "; its launch is not in the trail, nor its key pair" : " without a key pair"
        }
        return text + "."
    }

    /// Calls that put commands into an instance's start.
    private static func withUserData(_ calls: AttackerCalls, _ trail: Trail) -> [Int] {
        trail.records.trees(of: calls.succeeded(["RunInstances", "ModifyInstanceAttribute"]), limit: 2_000)
            .filter { UserData.isSet(in: $0.record) }.map(\.row)
    }

    /// From when somebody probably had a shell (P8).
    static func shells(_ pairs: [KeyPairUse], _ calls: AttackerCalls, in trail: Trail) -> [Pattern] {
        let index = trail.index
        let direct = calls.succeeded(shellCalls)
        let launches = pairs.flatMap(\.launches)
        let rows = Set(direct + launches.map(\.row)).sorted()
        guard let first = rows.first else { return [] }
        let isWithKey = pairs.contains(where: \.usesKey)
        let how = Wording.list(Set(rows.compactMap { index.text(.name, $0) }).sorted())
        return [
            Pattern(
                kind: .shellAccess,
                text:
                    "Probable shell access from \(Wording.moment(index.time(first))), by \(how). What was done on the "
                    + "hosts is not in CloudTrail: visibility ends here.",
                mark: .inferred, confidence: !direct.isEmpty ? .high : isWithKey ? .medium : .low, rows: rows)
        ]
    }
}

/// Commands that an instance runs when it starts.
enum UserData {
    /// CloudTrail writes the member where there is user data, and hides its content.
    static func isSet(in record: JSONValue) -> Bool {
        guard let data = record[path: ["requestParameters", "userData"]] else { return false }
        switch data {
        case .string(let text): return !text.isEmpty
        case .object(let object): return !object.isEmpty
        default: return false
        }
    }
}
