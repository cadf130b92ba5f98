import ATTACK
import ArgumentParser

/// What every command that names tactics and techniques has in common.
struct AttackOptions: ParsableArguments {
    @Option(
        name: .customLong("attack"),
        help: ArgumentHelp(
            "The version of ATT&CK that tactics and techniques are named in: v18 or v19.", valueName: "version"),
        transform: { text in
            guard let version = AttackVersion(rawValue: text) else { throw ValidationError("it is v18 or v19") }
            return version
        })
    var version = AttackVersion.v18
}
