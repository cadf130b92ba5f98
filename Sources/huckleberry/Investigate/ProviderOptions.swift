import ArgumentParser
import CloudTrail
import Foundation
import Intelligence
import Investigation

/// Services and programs that may be asked about addresses. Nobody is asked unless it is turned on by name: a query may
/// tell an attacker that somebody looks.
struct ProviderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Ask a service or program about the addresses of the scope, by its name: greynoise, ipinfo, abuseipdb, \
            virustotal, or one of --providers. May be repeated. Whoever is asked learns of the query.
            """, valueName: "name"))
    var ask: [String] = []

    @Option(
        help: ArgumentHelp("Services and programs to ask, described in YAML. May be repeated.", valueName: "file"))
    var providers: [String] = []

    @Option(help: ArgumentHelp("Keep what was answered in this file, and ask only once.", valueName: "file"))
    var answers: String?

    /// What is known with the answers about some addresses; nil where nobody is to be asked.
    ///
    /// - Throws: where a file does not exist, cannot be used, or nobody has one of the names.
    func intelligence(
        adding known: AddressIntelligence, about addresses: [String]
    ) async throws -> AddressIntelligence? {
        guard !ask.isEmpty || answers != nil else { return nil }
        let store = try store()
        let inquiry = AddressInquiry(
            try described().map { $0.provider() }, turnedOn: Set(ask), store: store,
            now: { EventTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) })
        if let name = inquiry.unknownNames.first {
            throw CommandFailure(message: "--ask \(name): nobody has this name", status: .usage)
        }
        for address in addresses where !ask.isEmpty {
            for outcome in await inquiry.ask(address) {
                if case .failure(let failure) = outcome.result {
                    StandardError.write("\(outcome.provider), \(address): \(failure)")
                }
                if let reason = outcome.notKept { StandardError.write("\(outcome.provider), \(address): \(reason)") }
            }
        }
        return known.adding(KeptAnswers(store.answers))
    }

    private func described() throws -> [ProviderDescription] {
        try InputFiles.require(providers)
        var found = ProviderDescription.ready
        for path in providers {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw CommandFailure(message: "\(path): it is no text in UTF-8", status: .unreadable)
            }
            let read = ProviderDescription.read(yaml: text, path: path)
            for problem in read.problems { StandardError.write(problem.description) }
            // What the analyst describes takes the place of what is ready.
            let names = Set(read.descriptions.map(\.name))
            found = found.filter { !names.contains($0.name) } + read.descriptions
        }
        return found
    }

    private func store() throws -> any AnswerStore {
        guard let answers else { return AnswerMemory() }
        do throws(AnswerFile.Unusable) {
            return try AnswerFile(path: answers)
        } catch {
            throw CommandFailure(message: error.description, status: .unreadable)
        }
    }
}
