internal import Events
internal import JSON
internal import Records

extension InstanceProof {
    /// What a call does to an instance.
    enum Deed {
        case stopped, started, terminated
        case protected, exposed
        /// A network interface, or all of them, has these groups from now on.
        case grouped(interface: String?, groups: Set<String>)
        case unbound, bound
        /// Copies of its disks were made: their IDs, where the response tells.
        case copied([String])
    }

    /// What one call says.
    struct Call {
        var account: String
        var memberships: [GroupMembership]
        /// The instances that it is about.
        var instances: [String] = []
        var deed: Deed?
        /// The profile association that it names or makes.
        var association: String?
        /// Snapshots and images that it deletes.
        var deleted: [String] = []

        init(name: String, account: String, _ record: JSONValue) {
            self.account = account
            let resources = NamedResource.named(in: record)
            func all(_ kind: NamedResource.Kind) -> [String] {
                resources.filter { $0.kind == kind }.map(\.name)
            }
            memberships = GroupMembership.read(record)
            instances = all(.instance)
            switch name {
            case "StopInstances": deed = .stopped
            case "StartInstances": deed = .started
            case "TerminateInstances": deed = .terminated
            case "ModifyInstanceAttribute":
                let value = record[path: ["requestParameters", "disableApiTermination", "value"]]?.scalarText
                deed = value.map { $0.lowercased() == "true" ? .protected : .exposed }
            case "AssociateIamInstanceProfile", "ReplaceIamInstanceProfileAssociation":
                deed = .bound
                association = Self.association(in: record["responseElements"])
                if instances.isEmpty { association = Self.association(in: record["requestParameters"]) }
            case "DisassociateIamInstanceProfile":
                deed = .unbound
                association = Self.association(in: record["requestParameters"])
            case "CreateSnapshots": deed = Self.leavesOut(record) ? nil : .copied(all(.snapshot))
            case "CreateImage": deed = .copied(all(.image))
            case "DeleteSnapshot": deleted = all(.snapshot)
            case "DeregisterImage": deleted = all(.image)
            default: break
            }
        }

        /// Whether snapshots were taken of a part of the volumes. Source: the API reference of EC2, InstanceSpecification.
        private static func leavesOut(_ record: JSONValue) -> Bool {
            var isPart = false
            func look(_ value: JSONValue) {
                switch value {
                case .object(let object):
                    for member in object.members {
                        let name = member.key.lowercased()
                        if name == "excludebootvolume" {
                            isPart = isPart || member.value.scalarText?.lowercased() == "true"
                        }
                        if name.hasPrefix("excludedatavolumeid") { isPart = true }
                        look(member.value)
                    }
                case .array(let elements): elements.forEach(look)
                default: break
                }
            }
            if let request = record["requestParameters"] { look(request) }
            return isPart
        }

        /// The first ID of an association, wherever it stands.
        private static func association(in value: JSONValue?) -> String? {
            switch value {
            case .object(let object):
                let own = object.members.lazy.filter { $0.key.lowercased() == "associationid" }
                    .compactMap(\.value.stringValue).first
                return own ?? object.members.lazy.compactMap { association(in: $0.value) }.first
            case .array(let elements): return elements.lazy.compactMap { association(in: $0) }.first
            default: return nil
            }
        }
    }
}
