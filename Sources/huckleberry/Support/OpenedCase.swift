import Cases
import CloudTrail
import Console
import Foundation
import YAML

/// The case that a console works on: where it is kept, and what it holds already.
struct OpenedCase {
    let keeper: CaseKeeper
    let resumed: ResumedCase
    /// What it was worked on with before.
    let known: Custody
    /// Saved views that lie in it.
    let views: [SavedView]

    /// A case that ends with the session.
    init(analyst: String) {
        keeper = CaseKeeper(.nowhere, analyst: analyst)
        resumed = ResumedCase(analyst: analyst)
        (known, views) = (Custody(), [])
    }

    /// A case in a file, which is made where it is not there.
    init(_ file: CaseFile, analyst: String) throws {
        do throws(CaseProblem) {
            let journal = try file.journal()
            keeper = CaseKeeper(.file(file), analyst: analyst, journal: journal)
            let (views, problem) = Self.views(try file.views(), path: file.path)
            resumed = ResumedCase(
                journal: journal,
                keeping: Keeping(path: file.path, readOnly: file.isReadOnly ? try Self.readOnly(file) : nil),
                analyst: analyst, warnings: problem.map { [CaseWarning($0)] } ?? [])
            known = try file.custody()
            self.views = views
        } catch {
            throw CommandFailure(message: error.description, status: error.status)
        }
    }

    /// A case in the person's folder, which gets its file with the first decision.
    init(in folder: CaseFolder, name: String, analyst: String) {
        keeper = CaseKeeper(.folder(folder, name: name), analyst: analyst)
        resumed = ResumedCase(analyst: analyst)
        (known, views) = (Custody(), [])
    }

    /// What the case is about; nil for a new one.
    func sources() throws -> CaseSources? {
        do throws(CaseProblem) {
            return try keeper.file?.sources()
        } catch {
            throw CommandFailure(message: error.description, status: .unreadable)
        }
    }

    /// The views of a case, or why they cannot be had.
    private static func views(_ text: String?, path: String) -> ([SavedView], problem: String?) {
        do throws(Problem) {
            return (try text.map { text throws(Problem) in try SavedViewStore.views(in: text, path: path) } ?? [], nil)
        } catch {
            return ([], "the case's saved views could not be read and are left out: \(error.message)")
        }
    }

    private static func readOnly(_ file: CaseFile) throws(CaseProblem) -> String {
        guard file.isHeldByAnother else { return "it may not be written to" }
        guard let holder = try file.holder() else { return "another console has it open" }
        let name = holder.name.isEmpty ? "another console" : holder.name
        return "\(name) has had it open since \(holder.since.iso8601)"
    }
}

extension CaseProblem {
    /// The status with which a command ends for it.
    var status: ExitStatus {
        switch reason {
        case .cannotCreate, .readOnly: .cannotCreate
        case .notACase, .newer, .failed, .heldByAnother: .unreadable
        case .missing: .missingInput
        case .full: .inputOutput
        }
    }
}

/// Who works on a case, and when.
struct Analyst {
    let name: String

    /// The name that is asked for, else that of the person's file, else that of the account.
    init(_ asked: String?, _ configured: String?) {
        let environment = ProcessInfo.processInfo.environment
        name =
            [asked, configured, environment["USER"], environment["LOGNAME"]].compactMap(\.self)
            .first { !$0.isEmpty } ?? ""
    }
}
