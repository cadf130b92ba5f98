extension S3Fetch {
    /// What ``run(progress:)`` would run.
    public var plan: FetchPlan {
        var plan = FetchPlan()
        let calls = S3Calls(bucket: location.bucket)
        let prefix = location.prefix
        var folders = [(prefix, TrailLayout.level(of: prefix))]
        if !prefix.isEmpty, !prefix.hasSuffix("/") {
            folders = []
            plan.run(aws.jsonCommand(calls.keys(of: S3Stretch(prefix: prefix), token: nil, count: 1_000)))
        } else if folders[0].1 == nil {
            folders = [(prefix + TrailLayout.root, .root)]
        }
        while !folders.isEmpty {
            let (folder, level) = folders.removeFirst()
            switch level {
            case nil: break
            case .root:
                plan.note("Accounts, and organisations with accounts of their own, are found out:")
                plan.run(aws.jsonCommand(calls.folders(under: folder)))
                let accounts = selection.accounts.isEmpty ? ["ACCOUNT"] : selection.accounts
                folders += accounts.map { (folder + $0 + "/", .account) }
            case .account: folders += lister.kinds.map { (folder + $0 + "/", .kind) }
            case .kind:
                let (first, last) = selection.days
                if selection.regions.isEmpty, first == nil, last == nil {
                    plan.note("What there is, page by page:")
                    plan.run(aws.jsonCommand(calls.keys(of: S3Stretch(prefix: folder), token: nil, count: 1_000)))
                } else if selection.regions.isEmpty {
                    plan.note("Regions are found out:")
                    plan.run(aws.jsonCommand(calls.folders(under: folder)))
                    folders.append((folder + "REGION/", .days(within: "")))
                } else {
                    folders += selection.regions.map { (folder + $0 + "/", .days(within: "")) }
                }
            case .days(let within):
                let (first, last) = selection.days
                guard let stretch = S3Stretch(folder: folder, within: within, first: first, last: last) else { break }
                plan.note("What there is, page by page" + (last.map { ", up to \($0)" } ?? "") + ":")
                plan.run(aws.jsonCommand(calls.keys(of: stretch, token: nil, count: 1_000)))
            }
        }
        plan.note(
            "What is missing here is copied, several folders of days at a time; FOLDER is the part of a key before them:"
        )
        plan.run(
            aws.command(
                calls.copy(
                    folder: "FOLDER/", patterns: ["DD/*"], to: "\(self.folder.incoming)/\(location.bucket)/FOLDER/")))
        plan.note("Where an ETag is not the MD5 of the bytes, S3 is asked why:")
        plan.run(aws.jsonCommand(calls.head(key: "KEY")))
        plan.note("Each file is checked, and moved to \(self.folder.file(location.bucket))/KEY.")
        return plan
    }
}
