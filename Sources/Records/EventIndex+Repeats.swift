internal import CloudTrail
public import Events

extension EventIndex {
    /// Whether a call was refused because the rule of a security group that it asks for is there, or in the services from
    /// before VPCs the authorisation: it asked again, and changed nothing. Its outcome is an error all the same.
    /// Source: the EC2 API reference, "Error codes" (`InvalidPermission.Duplicate`), and those of RDS, Redshift and
    /// ElastiCache (`AuthorizationAlreadyExists`).
    public func isRepeat(_ row: Int) -> Bool {
        guard flags(row).outcome == .error, let error = text(.error, row) else { return false }
        return error.hasSuffix("InvalidPermission.Duplicate") || error.contains("AuthorizationAlreadyExists")
    }
}
