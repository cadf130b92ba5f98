internal import Records

extension Redactor {
    /// What a value is. The raw values stand in the keys of cases; pseudonyms begin with them, written with hyphens.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case account, user, role, session, accessKey, identifier, address, email, organization
        case instance, group, bucket, keyPair, function, database, snapshot, image, volume
        case secret, parameter, policy, trail, table, encryptionKey, loadBalancer, resource

        /// What a resource of a record is.
        init(_ kind: NamedResource.Kind) {
            self =
                switch kind {
                case .instance: .instance
                case .group: .group
                case .bucket: .bucket
                case .keyPair: .keyPair
                case .user: .user
                case .role: .role
                case .accessKey: .accessKey
                case .function: .function
                case .database: .database
                case .snapshot: .snapshot
                case .image: .image
                case .volume: .volume
                case .secret: .secret
                case .parameter: .parameter
                case .policy: .policy
                case .trail: .trail
                case .table: .table
                case .encryptionKey: .encryptionKey
                case .loadBalancer: .loadBalancer
                case .other: .resource
                }
        }

        /// `key-pair` of `keyPair`.
        private var words: String {
            rawValue.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
        }

        /// `user-3`. The number 0 stands for every value that the key does not list.
        func pseudonym(_ number: Int) -> String { "\(words)-\(number)" }
    }
}
