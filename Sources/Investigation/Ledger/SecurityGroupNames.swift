internal import Events
internal import Records

/// A security group wherever it is spoken of: by its ID where that is known, else by its name.
struct SecurityGroupKey: Hashable {
    var place: Place
    var service: SecurityGroupRule.Service
    var group: String

    /// An account and a region of it.
    struct Place: Hashable {
        var account: String
        var region: String
    }
}

/// Which ID a security group's name stands for, as far as a trail tells: calls from before VPCs, and in a default VPC,
/// name a group only by its name, and others revoke by its ID.
struct SecurityGroupNames {
    private struct Name: Hashable {
        var place: SecurityGroupKey.Place
        var text: String
    }

    /// IDs that a call by name was answered with.
    private var answered: [Name: Set<String>] = [:]
    /// IDs that stand beside the name anywhere. Of several VPCs each may have a group of the same name.
    private var seen: [Name: Set<String>] = [:]
    private var namesByID: [String: Set<String>] = [:]

    /// Learns from all calls that name a group in both ways.
    init(
        _ calls: [(row: Int, value: SecurityGroupCall)], _ memberships: [(row: Int, value: [GroupMembership])],
        in index: EventIndex
    ) {
        for (row, call) in calls {
            let place = SecurityGroupKey.Place(row, in: index)
            // A group is created by its name, but perhaps in another VPC than the default one.
            if call.action == .creates { learn(call.group, at: place) }
            for rule in call.rules { learn(SecurityGroupReference(rule), at: place, isAnswer: true) }
        }
        for (row, memberships) in memberships {
            let place = SecurityGroupKey.Place(row, in: index)
            for case .puts(_, let groups, _) in memberships {
                for group in groups { learn(group, at: place) }
            }
        }
    }

    /// - Parameter isAnswer: whether the call had only the name, and its response the ID.
    private mutating func learn(
        _ group: SecurityGroupReference, at place: SecurityGroupKey.Place, isAnswer: Bool = false
    ) {
        guard group.service == .ec2, let id = group.id, let text = group.name, !id.isEmpty, !text.isEmpty else {
            return
        }
        let name = Name(place: place, text: text)
        seen[name, default: []].insert(id)
        if isAnswer { answered[name, default: []].insert(id) }
        namesByID[id, default: []].insert(text)
    }

    /// The ID of a name; nil where none is known, or more than one.
    func id(of text: String, at place: SecurityGroupKey.Place) -> String? {
        let name = Name(place: place, text: text)
        for known in [answered[name], seen[name]] {
            if let known, known.count == 1 { return known.first }
        }
        return nil
    }

    /// The group with its ID and its name, where these are known.
    func completed(_ group: SecurityGroupReference, at place: SecurityGroupKey.Place) -> SecurityGroupReference {
        guard group.service == .ec2 else { return group }
        var group = group
        if group.id == nil, let name = group.name { group.id = id(of: name, at: place) }
        if group.name == nil, let id = group.id, let names = namesByID[id], names.count == 1 {
            group.name = names.first
        }
        return group
    }

    /// What a group is known by, the same for each spelling of it.
    func key(of group: SecurityGroupReference, at place: SecurityGroupKey.Place) -> SecurityGroupKey {
        let group = completed(group, at: place)
        return SecurityGroupKey(place: place, service: group.service, group: group.id ?? group.name ?? "")
    }
}
