public import CloudTrail
internal import Foundation
internal import JSON

/// Brings GuardDuty's findings to a folder, region by region: a file for each, archived ones too.
public struct GuardDutyFetch: Sendable {
    public var aws: AWSCommandLine
    /// Empty for the region that the CLI would ask; `all` for every region that the account uses.
    public var regions: [String]
    /// By when GuardDuty last wrote a finding; inclusive.
    public var from: EventTime?
    /// Exclusive.
    public var to: EventTime?
    public var folder: FetchFolder
    /// So many regions at a time.
    public var width: Int
    /// The variables of the program, in which a region may be named.
    public var environment: [String: String]

    public init(
        aws: AWSCommandLine, regions: [String] = [], from: EventTime? = nil, to: EventTime? = nil, folder: FetchFolder,
        width: Int = 4, environment: [String: String] = [:]
    ) {
        self.aws = aws
        self.regions = regions
        self.from = from
        self.to = to
        self.folder = folder
        self.width = width
        self.environment = environment
    }

    /// Findings that one call gives.
    /// Source: GetFindings in the GuardDuty API reference.
    private static let most = 50

    static let detectorsWords = ["guardduty", "list-detectors"]

    /// The CLI fetches the pages, of 50 each.
    func listWords(_ detector: String) -> [String] {
        var words = ["guardduty", "list-findings", "--detector-id=\(detector)", "--page-size=\(Self.most)"]
        var bounds = JSONObject()
        if let from { bounds.append("GreaterThanOrEqual", .number(from.milliseconds)) }
        if let to { bounds.append("LessThan", .number(to.milliseconds)) }
        if !bounds.isEmpty {
            let criteria: JSONValue = ["Criterion": ["updatedAt": .object(bounds)]]
            words.append("--finding-criteria=" + JSONWriter().asciiString(criteria))
        }
        return words
    }

    func getWords(_ detector: String, _ ids: [String]) -> [String] {
        ["guardduty", "get-findings", "--detector-id=\(detector)", "--finding-ids"] + ids
    }

    /// Brings the findings; those that are here already are replaced where GuardDuty has written them anew.
    ///
    /// - Throws: where nothing can be found out, or nothing can be written.
    public func run(
        progress: @escaping @Sendable (FetchProgress) -> Void = { _ in }
    ) async throws(FetchFailure) -> FetchSummary {
        let lock: FetchLock
        do throws(FetchProblem) {
            try folder.prepare()
            lock = try FetchLock(folder)
        } catch {
            throw .local(error)
        }
        defer { withExtendedLifetime(lock) {} }
        let place: AWSPlace
        do throws(AWSFailure) {
            place = try await AWSPlace.find(regions, aws, environment: environment)
        } catch {
            throw .aws(error)
        }
        let count = Counter()
        let parts = try await inParallel(place.regions, width: width) { region throws(FetchFailure) in
            var summary = FetchSummary()
            summary.regions = [region]
            do throws(FetchFailure) {
                try await read(place.account, region, into: &summary) { more in
                    progress(FetchProgress(phase: .fetching, done: count.add(more)))
                }
            } catch {
                guard case .aws(let failure) = error else { throw error }
                summary.isCancelled = failure.kind == .cancelled
                if !summary.isCancelled {
                    summary.losses.append(FetchLoss(name: region, reason: failure.description))
                    summary.failure = failure.isFinal ? failure : nil
                }
            }
            return summary
        }
        return parts.reduce(into: FetchSummary()) { $0.add($1) }
    }

    private func read(
        _ account: String, _ region: String, into summary: inout FetchSummary, arrived: @Sendable (Int) -> Void
    ) async throws(FetchFailure) {
        let aws = aws.asking(region: region)
        let detectors = try await Self.asking { () async throws(AWSFailure) in
            try await Self.names(aws.json(Self.detectorsWords)["DetectorIds"])
        }
        if detectors.isEmpty { summary.notes.append("\(region): GuardDuty is not on, and has no findings") }
        for detector in detectors {
            let ids = try await Self.asking { () async throws(AWSFailure) in
                try await Self.names(aws.json(listWords(detector))["FindingIds"])
            }
            for start in stride(from: 0, to: ids.count, by: Self.most) {
                let part = Array(ids[start..<min(start + Self.most, ids.count)])
                let answer = try await Self.asking { () async throws(AWSFailure) in
                    try await aws.json(getWords(detector, part))
                }
                let findings = answer["Findings"]?.arrayValue ?? []
                for finding in findings {
                    let isNew = try keep(finding, in: "guardduty/\(account)/\(region)/\(detector)")
                    summary.fetched += 1
                    if !isNew { summary.same += 1 }
                }
                arrived(findings.count)
                for id in Set(part).subtracting(findings.compactMap { $0["Id"]?.stringValue }).sorted() {
                    summary.losses.append(
                        FetchLoss(name: "\(region): finding \(id)", reason: "GuardDuty did not give it"))
                }
            }
        }
    }

    /// - Returns: whether the file was not here with the same content.
    private func keep(_ finding: JSONValue, in place: String) throws(FetchFailure) -> Bool {
        let bytes = JSONWriter().bytes(["Findings": [finding]]) + [UInt8(ascii: "\n")]
        let id = finding["Id"]?.stringValue ?? ""
        let name =
            place + "/"
            + LocalName.paths(for: [id.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "%2F")]
            )[0] + ".json"
        if FileManager.default.contents(atPath: folder.file(name)).map(Array.init) == bytes { return false }
        do throws(FetchProblem) {
            try folder.write(bytes, to: name)
        } catch {
            throw .local(error)
        }
        return true
    }

    /// Identifiers as GuardDuty makes them; what could be an option or a file to the CLI is none.
    private static func names(_ list: JSONValue?) throws(AWSFailure) -> [String] {
        let names = (list?.arrayValue ?? []).compactMap(\.stringValue)
        guard let odd = names.first(where: { !$0.utf8.allSatisfy(isOfName) || $0.isEmpty || $0.hasPrefix("-") }) else {
            return names
        }
        throw AWSFailure(command: ["aws", "guardduty"], kind: .notJSON("\(odd) is no identifier"))
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        byte < 0x80
            && (Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber || byte == 0x2D)
    }

    private static func asking<Value>(_ work: () async throws(AWSFailure) -> Value) async throws(FetchFailure) -> Value
    {
        do throws(AWSFailure) {
            return try await work()
        } catch {
            throw .aws(error)
        }
    }

    /// What ``run(progress:)`` would run.
    public var plan: FetchPlan {
        var plan = FetchPlan()
        plan.note("The account is found out" + (regions.contains("all") ? ", and its regions:" : ":"))
        if regions.contains("all") { plan.run(aws.jsonCommand(AWSPlace.regionsWords)) }
        plan.run(aws.jsonCommand(AWSPlace.identityWords))
        for region in regions.isEmpty || regions.contains("all") ? ["REGION"] : regions {
            let aws = aws.asking(region: region)
            plan.note("Detectors of \(region), and what they found, 50 findings at a time:")
            plan.run(aws.jsonCommand(Self.detectorsWords))
            plan.run(aws.jsonCommand(listWords("DETECTOR")))
            plan.run(aws.jsonCommand(getWords("DETECTOR", ["ID"])))
        }
        return plan
    }
}
