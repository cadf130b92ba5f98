internal import JSON

/// Finds what a bucket holds of a trail: first the folders that can matter, then the objects in them.
struct S3Lister: Sendable {
    let aws: AWSCommandLine
    let location: S3Location
    let selection: FetchSelection
    /// The kinds of files: `CloudTrail`, and `CloudTrail-Digest` where digests are wanted.
    let kinds: [String]
    /// So many runs of the CLI at a time.
    let width: Int

    private var calls: S3Calls { S3Calls(bucket: location.bucket) }

    /// A page is 1,000 keys. The first answer is one page, so that what lies behind the end of a short stretch is not
    /// listed; later ones are longer, because the start of the CLI takes longer than a page.
    private static let longestAnswer = 16_000

    /// The stretches of keys that can hold what is wanted, in the order of the layout.
    ///
    /// Accounts and regions that are named are not looked for. Days are not looked for: the keys of a region are in the
    /// order of their days, and so a stretch of days is listed from its first key to its last.
    func stretches() async throws(AWSFailure) -> [S3Stretch] {
        let prefix = location.prefix
        guard prefix.isEmpty || prefix.hasSuffix("/") else { return [S3Stretch(prefix: prefix)] }
        if let level = TrailLayout.level(of: prefix) { return try await stretches(prefix, level) }
        let root = prefix + TrailLayout.root
        let found = try await stretches(root, .root)
        // A folder without the layout, such as a copy: its files are told by their names.
        if found.isEmpty, try await folders(under: root).isEmpty { return [S3Stretch(prefix: prefix)] }
        return found
    }

    private func stretches(_ folder: String, _ level: TrailLayout.Level) async throws(AWSFailure) -> [S3Stretch] {
        switch level {
        case .root:
            let names = try await folders(under: folder)
            var accounts = names.filter { TrailLayout.isAccount($0) && selection.wants(account: $0) }.map {
                folder + $0
            }
            for organisation in names.filter(TrailLayout.isOrganisation) {
                let root = folder + organisation + "/"
                let members =
                    selection.accounts.isEmpty
                    ? try await folders(under: root).filter(TrailLayout.isAccount) : selection.accounts
                accounts += members.map { root + $0 }
            }
            return try await each(accounts.map { $0 + "/" }, .account)
        case .account: return try await each(kinds.map { folder + $0 + "/" }, .kind)
        case .kind:
            let (first, last) = selection.days
            if selection.regions.isEmpty, first == nil, last == nil { return [S3Stretch(prefix: folder)] }
            let regions =
                selection.regions.isEmpty
                ? try await folders(under: folder).filter(TrailLayout.isRegion) : selection.regions
            return try await each(regions.map { folder + $0 + "/" }, .days(within: ""))
        case .days(let within):
            let (first, last) = selection.days
            return S3Stretch(folder: folder, within: within, first: first, last: last).map { [$0] } ?? []
        }
    }

    private func each(_ folders: [String], _ level: TrailLayout.Level) async throws(AWSFailure) -> [S3Stretch] {
        try await inParallel(folders, width: width) { folder throws(AWSFailure) in
            try await stretches(folder, level)
        }.flatMap(\.self)
    }

    private func folders(under prefix: String) async throws(AWSFailure) -> [String] {
        let answer = try await aws.json(calls.folders(under: prefix))
        return (answer["CommonPrefixes"]?.arrayValue ?? []).compactMap { $0["Prefix"]?.stringValue }
            .filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count).dropLast()) }
    }

    /// The objects of a stretch that are wanted, in the order of their keys.
    ///
    /// - Parameter found: called with how many more keys were listed.
    func objects(
        in stretch: S3Stretch, found: @Sendable (Int) -> Void
    ) async throws(AWSFailure) -> [S3Object] {
        var objects: [S3Object] = []
        var token: String?
        var count = 1_000
        repeat {
            let answer = try await aws.json(calls.keys(of: stretch, token: token, count: count))
            let page = (answer["Contents"]?.arrayValue ?? []).compactMap(S3Object.init)
            found(page.count)
            objects += page.filter { !stretch.isBehind($0.key) && wants($0) }
            token = answer["NextToken"]?.stringValue
            if let last = page.last, stretch.isBehind(last.key) { break }
            count = min(count * 2, Self.longestAnswer)
        } while token != nil
        return objects
    }

    /// Whether an object can hold what is wanted, as far as its name tells; what tells nothing is wanted.
    private func wants(_ object: S3Object) -> Bool {
        guard let facts = TrailLayout.fileFacts(of: object.key) else { return true }
        let (first, last) = selection.days
        return selection.wants(account: String(facts.account)) && selection.wants(region: String(facts.region))
            && facts.day >= first ?? facts.day && facts.day <= last ?? facts.day
    }
}
