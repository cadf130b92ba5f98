import ArgumentParser
import Cases
import Console
import Exports
import Investigation
import Records
import Resources

/// The export of a case: what the console would write of it, with the decisions and notes that it holds.
extension ExportCommand {
    func export(_ path: String) throws -> ExitStatus {
        let place = OutputFile(path: output, replaces: force)
        try place.requireRoom()
        guard !paths.isEmpty else {
            // The options come first: what is said now goes before what the case was opened with.
            let (known, analyst) = try reading(path) { file throws(CaseProblem) in
                (try file.sources(), try file.holder()?.name)
            }
            let sources = try known.map(\.paths).flatMap { $0.isEmpty ? nil : $0 } ?? [sample()]
            var again = self
            again.paths = sources
            if let options = known?.options, !options.isEmpty {
                let opened = try OpenCommand.parse(options)
                again.investigation.trail = investigation.trail.adopting(opened.trail)
                again.investigation.rules = investigation.rules.adopting(opened.rules)
                again.investigation.analysis = investigation.analysis.adopting(opened.analysis)
                again.digests = digests.adopting(opened.digests)
            }
            if again.head.analyst == nil { again.head.analyst = analyst }
            return try again.export(path)
        }
        let file = try opened(path)
        let (id, journal, custody) = try reading(file) { file throws(CaseProblem) in
            (try file.id(), try file.journal(), try file.custody())
        }
        let trail =
            try custody.manifest.isEmpty
            ? investigation.trail.load(paths) : investigation.trail.loadWhatIsLeft(paths)
        if let words = SourceChanges(from: custody.manifest, to: trail.report).sentence { StandardError.write(words) }
        var exported = try exported(trail, journal, custody, id: id)
        if redact { exported.redactor = try redactor(for: exported, in: file) }
        let files = format.export.files(of: exported)
        if files.isEmpty { StandardError.write("there is nothing to respond to: no \(format.rawValue) was written") }
        try place.require(sparing: trail, [path, path + "-wal", path + "-shm"])
        try place.write(files)
        TrailOptions.reportFailures(of: trail)
        return TrailOptions.status(of: trail)
    }

    /// Only the key to pseudonyms is written.
    private func opened(_ path: String) throws -> CaseFile {
        do throws(CaseProblem) {
            return redact
                ? try CaseFile(path, mayCreate: false, analyst: head.analystName, at: ProgramClock.now())
                : try CaseFile(reading: path)
        } catch {
            throw CommandFailure(message: error.description, status: error.status)
        }
    }

    private func reading<Result>(
        _ path: String, _ body: (CaseFile) throws(CaseProblem) -> Result
    ) throws -> Result {
        let file: CaseFile
        do throws(CaseProblem) {
            file = try CaseFile(reading: path)
        } catch {
            throw CommandFailure(message: error.description, status: error.status)
        }
        return try reading(file, body)
    }

    private func reading<Result>(
        _ file: CaseFile, _ body: (CaseFile) throws(CaseProblem) -> Result
    ) throws -> Result {
        do throws(CaseProblem) {
            return try body(file)
        } catch {
            throw CommandFailure(message: error.description, status: error.status)
        }
    }

    private func sample() throws -> String {
        do {
            return try ResourceFolder.ofThisProgram().path(of: "SampleData")
        } catch {
            throw CommandFailure(message: "\(error)", status: .missingInput)
        }
    }

    private func exported(
        _ trail: Trail, _ journal: [JournalEntry], _ custody: Custody, id: String
    ) throws -> ExportedCase {
        let threads = investigation.trail.threadCount
        let recorder = CaseRecorder(
            CaseKeeper(.nowhere, analyst: head.analystName), known: custody, paths: paths.map(SourcePath.absolute),
            options: investigation.words + digests.words, now: ProgramClock.now)
        let opener = TrailOpener(
            try investigation.trail.loader(paths), paths: paths, isSample: false, isStrict: investigation.trail.strict,
            threads: threads, notes: NotesWriter(folder: ".", now: ProgramClock.now),
            settings: try investigation.analysis.settings(beside: paths),
            rules: try investigation.rules.source(threads: threads), recorder: recorder,
            verifier: try digests.verifier(threads: threads))
        let desk = opener.desk(over: trail)
        DigestOptions.tell(desk.digests())
        var request = ViewRequest(.questions, filters: selection.filter.map { [StackedFilter($0)] } ?? [])
        request.decisions = DecisionHistory(journal).current
        request.journal = journal
        var exported: ExportedCase
        do throws(Problem) {
            exported = try desk.exported(
                request, selection.order, header: CaseHeader(generated: ProgramClock.now()))
        } catch {
            throw CommandFailure(message: error.message, status: .usage)
        }
        exported.header = try head.header(
            of: exported.investigation, named: paths, attack: investigation.analysis.attack.version)
        exported.header.caseID = head.caseID ?? id
        return exported
    }

    /// The key is in the case before anything is written with it.
    private func redactor(for exported: ExportedCase, in file: CaseFile) throws -> Redactor {
        let known = try reading(file) { file throws(CaseProblem) in try file.pseudonyms() }
        let redactor = Redactor(for: exported, known: known)
        do throws(CaseProblem) {
            try file.keep(redactor.pseudonyms)
        } catch {
            throw CommandFailure(message: error.description, status: error.status)
        }
        StandardError.write("\(redactor.key.count) values have pseudonyms; the key to them is in the case")
        return redactor
    }
}
