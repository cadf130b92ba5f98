import ATTACK
import ArgumentParser
import Cases
import Console
import Exports
import Foundation
import Investigation
import Records
import Resources

/// What the head of an export says.
struct HeaderOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Who writes; the name of the user unless said.", valueName: "name"))
    var analyst: String?

    @Option(
        help: ArgumentHelp(
            "Who may read it, by the Traffic Light Protocol 2.0: RED, AMBER+STRICT, AMBER, GREEN or CLEAR.",
            valueName: "level"),
        transform: { text in
            let name = text.uppercased()
            guard let level = Level(rawValue: name.hasPrefix("TLP:") ? String(name.dropFirst(4)) : name) else {
                throw ValidationError("it is RED, AMBER+STRICT, AMBER, GREEN or CLEAR")
            }
            return level
        })
    var tlp = Level.amber

    @Option(name: .customLong("case-id"), help: ArgumentHelp("What the case is called elsewhere.", valueName: "id"))
    var caseID: String?

    /// The levels of the Traffic Light Protocol. Source: FIRST, "TLP version 2.0".
    enum Level: String, CaseIterable {
        case red = "RED"
        case amberStrict = "AMBER+STRICT"
        case amber = "AMBER"
        case green = "GREEN"
        case clear = "CLEAR"
    }

    /// Who writes: the name that is given, else that of the person's settings, else that of the account.
    var analystName: String { Analyst(analyst, try? UserSettings.read().configuration.analyst).name }

    /// - Parameter paths: what was named on the command line.
    func header(of found: Investigation, named paths: [String], attack: AttackVersion) throws -> CaseHeader {
        return CaseHeader(
            caseID: caseID, name: paths.joined(separator: ", "), tlp: "TLP:" + tlp.rawValue,
            analyst: analystName, version: ProgramVersion.current,
            attack: attack, generated: ProgramClock.now(), isSample: paths.allSatisfy(Self.isSample),
            partial: LoadedPart(found.trail.report)?.sentence)
    }

    /// Whether a path leads to the case that comes with the program.
    private static func isSample(_ path: String) -> Bool {
        guard let sample = try? ResourceFolder.ofThisProgram().path(of: "SampleData") else { return false }
        return URL(filePath: path).resolvingSymlinksInPath().path
            == URL(filePath: sample).resolvingSymlinksInPath().path
    }
}
