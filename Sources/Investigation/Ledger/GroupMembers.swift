internal import CloudTrail
internal import Events
internal import Records

/// Which resources have had which security groups, as far as a trail tells.
struct GroupMembers {
    private struct Resource: Hashable {
        var place: SecurityGroupKey.Place
        var named: NamedResource
    }

    /// Until which row a resource had a group: nil while it has it.
    private var membersByGroup: [SecurityGroupKey: [Resource: Int?]] = [:]
    private var groupsByResource: [Resource: Set<SecurityGroupKey>] = [:]
    private var instances: [Resource: NamedResource] = [:]
    private var ended: Set<Resource> = []

    /// - Parameter calls: in time order.
    init(_ calls: [(row: Int, value: [GroupMembership])], names: SecurityGroupNames, index: EventIndex) {
        for (row, memberships) in calls {
            let place = SecurityGroupKey.Place(row, in: index)
            for membership in memberships {
                switch membership {
                case .puts(let resources, let groups, let replaces):
                    let keys = Set(groups.map { names.key(of: $0, at: place) })
                    for named in resources { put(Resource(place: place, named: named), keys, replaces: replaces, row) }
                case .attaches(let interface, let instance):
                    let resource = Resource(place: place, named: NamedResource(kind: .other, name: interface))
                    instances[resource] = NamedResource(kind: .instance, name: instance)
                case .ends(let resources):
                    for named in resources { ended.insert(Resource(place: place, named: named)) }
                }
            }
        }
    }

    private mutating func put(_ resource: Resource, _ groups: Set<SecurityGroupKey>, replaces: Bool, _ row: Int) {
        let left = replaces ? groupsByResource[resource, default: []].subtracting(groups) : []
        for group in left { membersByGroup[group]?[resource] = .some(row) }
        for group in groups { membersByGroup[group, default: [:]][resource] = .some(nil) }
        groupsByResource[resource] = replaces ? groups : groupsByResource[resource, default: []].union(groups)
    }

    /// What has had a group at a row or later and is still there, by kind and name.
    func exposed(by group: SecurityGroupKey, since row: Int) -> [NamedResource] {
        var found: Set<NamedResource> = []
        for (resource, until) in membersByGroup[group] ?? [:] {
            if let until, until < row { continue }
            // A network interface counts as what it is attached to.
            let named = resource.named.kind == .other ? instances[resource] : resource.named
            guard let named, !ended.contains(Resource(place: resource.place, named: named)) else { continue }
            found.insert(named)
        }
        return found.sorted { ($0.kind.rawValue, $0.name) < ($1.kind.rawValue, $1.name) }
    }
}
