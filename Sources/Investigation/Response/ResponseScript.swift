internal import CloudTrail
internal import Events
public import Records
internal import Text

/// The steps of a plan as one POSIX shell script for each account, to be reviewed and then run by a person.
///
/// Without options a script prints its commands and calls nothing. With `--execute` it first makes sure that it is
/// signed in to the right account, then preserves and contains; eradication and recovery want `--eradicate` besides,
/// verification `--verify`. What fails is counted, and the script goes on: half a containment is better than none; but
/// nothing is deleted once something failed, a snapshot perhaps, unless `--anyway` says so. Steps that are done or
/// verified are comments. The moment before which role sessions are revoked is that of the run.
///
/// Comments show texts of the log neutralised: a line break in a name would otherwise begin a command.
public struct ResponseScript: Hashable, Sendable {
    public let account: String
    /// The whole text. The same plan gives the same bytes.
    public let text: String

    /// The scripts of a plan, by account.
    public static func all(_ steps: [ResponseStep], in trail: Trail) -> [ResponseScript] {
        Set(steps.map(\.account)).sorted().map { account in
            ResponseScript(account: account, steps: steps.filter { $0.account == account }, in: trail)
        }
    }

    private init(account: String, steps: [ResponseStep], in trail: Trail) {
        self.account = account
        var lines = [Self.head(account, steps, asOf: trail.index.span?.upperBound.iso8601)]
        for phase in ResponseStep.Phase.allCases {
            let part = steps.filter { $0.phase == phase }
            guard !part.isEmpty else { continue }
            lines += ["", "# " + String(repeating: "-", count: 20) + " " + phase.rawValue, ""]
            lines += Self.section(phase, part.flatMap { Self.lines(of: $0, in: trail) })
        }
        text = (lines + Self.tail).joined(separator: "\n") + "\n"
    }

    // MARK: Parts

    private static func head(_ account: String, _ steps: [ResponseStep], asOf: String?) -> String {
        let region = steps.lazy.compactMap(\.region).first
            .flatMap { Partition.globalRegion(of: Partition.of(region: $0)) }
        let identity = AWSCommand("sts get-caller-identity", region: region, query: "Account").text
        let shown = comment(account)
        let wanted = Wanted.of(steps)
        return #"""
            #!/bin/sh
            # Response to the incident in account \#(shown): for review, and to be run by a person.
            # Made from events up to \#(asOf ?? "an unknown time").
            #
            # Without options it prints its commands and calls nothing. The number is that of the step.
            #   --execute     preserves and contains
            #   --eradicate   with --execute: also deletes, restores and terminates
            #   --anyway      with --eradicate: goes on deleting although something failed
            #   --verify      with --execute: also looks whether it held
            # EVIDENCE is the folder for what commands print, by default evidence-ACCOUNT.
            \#(wanted.map { "# \($0.name) is \($0.meaning).\n" }.joined())
            set -eu
            umask 077

            execute=no eradicate=no anyway=no verify=no
            for option in "$@"; do
                case $option in
                --execute) execute=yes ;;
                --eradicate) eradicate=yes ;;
                --anyway) anyway=yes ;;
                --verify) verify=yes ;;
                *) printf 'usage: %s [--execute [--eradicate [--anyway]] [--verify]]\n' "$0" >&2; exit 64 ;;
                esac
            done
            if [ "$execute" = no ] && [ "$eradicate$verify" != nono ]; then
                printf '%s\n' '--eradicate and --verify need --execute' >&2; exit 64
            fi

            account=\#(ShellWord(shown).quoted)
            CUTOFF=$(date -u +%Y-%m-%dT%H:%M:%SZ)
            \#(wanted.map { "\($0.name)=${\($0.name):-}\n" }.joined())EVIDENCE=${EVIDENCE:-evidence-\#(folder(account))}
            AWS_PAGER=
            export AWS_PAGER
            failed= left= absent= careful=no

            # Prints a command so that it can be pasted.
            show() {
                printf '[%s]' "$1"; shift
                for word in "$@"; do
                    case $word in
                    '' | *[!A-Za-z0-9_@%+=:,./-]*)
                        printf " '%s'" "$(printf '%s' "$word" | sed "s/'/'\\\\''/g")" ;;
                    *) printf ' %s' "$word" ;;
                    esac
                done
                printf '\n'
            }

            # Runs a command, and keeps what it prints under the number of its step.
            run() {
                show "$@"
                if [ "$execute" = no ]; then return 0; fi
                number=$1; shift
                if [ "$careful" = yes ] && [ -n "$failed" ]; then
                    printf '%s\n' 'left out, since a step before it failed' >&2; left="$left $number"; return 0
                fi
                if problem=$("$@" 2>&1 >>"$EVIDENCE/step-$number.txt"); then status=0; else status=$?; fi
                if [ -n "$problem" ]; then printf '%s\n' "$problem" >&2; fi
                if [ "$status" -eq 0 ]; then return 0; fi
                # What is not there is an answer, and no failure: a user without a password, a key that is gone.
                case $(printf '%s\n' "$problem" | sed -n \
                    's/^[^(]*An error occurred (\([A-Za-z0-9.]*\)) when calling.*/\1/p' | head -n 1) in
                NoSuch* | *NotFound | *NotFoundException) absent="$absent $number" ;;
                *) failed="$failed $number" ;;
                esac
            }

            if [ "$execute" = yes ]; then
                actual=$(\#(identity))
                if [ "$actual" != "$account" ]; then
                    printf 'signed in to account %s, not %s: nothing was done\n' "$actual" "$account" >&2; exit 1
                fi
                mkdir -p -- "$EVIDENCE"
            fi
            """#
    }

    /// Deletion wants a word of its own; so does what can only be told later.
    private static func section(_ phase: ResponseStep.Phase, _ lines: [String]) -> [String] {
        let flag: String
        switch phase {
        case .preserve, .containment: return lines
        case .eradication, .recovery: flag = "eradicate"
        case .verification: flag = "verify"
        }
        // A section may be all comments, and a condition needs a command.
        let start = "if [ \"$execute\" = no ] || [ \"$\(flag)\" = yes ]; then"
        guard flag == "eradicate" else { return [start, ":"] + lines + ["fi"] }
        return [start, "if [ \"$anyway\" = no ]; then careful=yes; fi"] + lines + ["careful=no", "fi"]
    }

    private static let tail = [
        "", "if [ -n \"$absent\" ]; then printf 'steps about what is not there:%s\\n' \"$absent\" >&2; fi",
        "if [ -n \"$left\" ]; then printf 'steps left out:%s\\n' \"$left\" >&2; fi",
        "if [ -n \"$failed\" ]; then printf 'failed steps:%s\\n' \"$failed\" >&2; exit 1; fi",
    ]

    // MARK: Steps

    private static func lines(of step: ResponseStep, in trail: Trail) -> [String] {
        var lines = ["# Step \(step.order): \(comment(step.action))"]
        lines += ["# Events: \(events(step.evidence, in: trail))"]
        if !step.commands.allSatisfy(\.isReading) {
            lines += ["# Breaks: \(comment(step.breaks))", "# Undo: \(comment(step.undo))"]
        }
        if !step.takenBackBy.isEmpty { lines.append("# Taken back by \(events(step.takenBackBy, in: trail)).") }
        switch step.state {
        case .proposed: lines += step.commands.flatMap { Self.lines(of: $0, step.order) }
        case .done: lines.append("# Done, by the analyst's word.")
        case .verified: lines.append("# Verified by \(events(step.verifiedBy, in: trail)).")
        }
        return lines + [""]
    }

    private static func lines(of command: AWSCommand, _ number: Int) -> [String] {
        let run = "run \(number) \(command.call)"
        let shown = "printf '[%s] %s\\n' \(number) \(ShellWord(command.text).quoted)"
        // A dry run must not run what a value comes from. What is not there is no failure, and no identifier.
        if let lookUp = command.lookUp {
            return [
                "if [ \"$execute\" = no ]; then \(shown)",
                "elif found=$(\(lookUp.text)); then",
                "    case $found in",
                "    '' | None) printf '[%s] %s\\n' \(number) 'nothing found: left out' >&2; left=\"$left \(number)\" ;;",
                "    *) \(run) ;;",
                "    esac",
                "else failed=\"$failed \(number)\"", "fi",
            ]
        }
        let wanted = Wanted.all.filter { command.variables.contains($0.name) }
        guard !wanted.isEmpty else { return [run] }
        let test = wanted.map { "[ -n \"$\($0.name)\" ]" }.joined(separator: " && ")
        let names = wanted.map(\.name).joined(separator: " and ")
        // What is done from another account is no failure of this one.
        let list = wanted.contains(where: \.isElsewhere) ? "left" : "failed"
        return [
            "if \(test); then \(run); else \(shown)",
            "    if [ \"$execute\" = yes ]; then",
            "        printf '%s\\n' '\(names) not set: left out' >&2; \(list)=\"$\(list) \(number)\"", "    fi", "fi",
        ]
    }

    /// A variable whose value a person has to set.
    private struct Wanted {
        var name: String
        var meaning: String
        /// Whether it is set where the script runs for another account than its own.
        var isElsewhere = false

        static let all = [
            Wanted(
                name: "ISOLATION_GROUP",
                meaning: "a security group without rules, in the VPC of the instances to isolate"),
            Wanted(name: "SSO_INSTANCE", meaning: "the ARN of the instance of IAM Identity Center", isElsewhere: true),
            Wanted(
                name: "PERMISSION_SET", meaning: "the ARN of the permission set that the role was made from",
                isElsewhere: true),
            Wanted(
                name: "SSO_USER", meaning: "the ID of the user in the directory of IAM Identity Center",
                isElsewhere: true),
        ]

        /// Those that some steps need.
        static func of(_ steps: [ResponseStep]) -> [Wanted] {
            let names = Set(steps.filter { $0.state == .proposed }.flatMap(\.commands).flatMap(\.variables))
            return all.filter { names.contains($0.name) }
        }
    }

    /// Event IDs, as many as fit a line; a record without one is a number.
    private static func events(_ rows: [Int], in trail: Trail) -> String {
        let shown = rows.prefix(5).map { row in comment(trail.index.eventIDs[row] ?? "row \(row)") }
        let rest = rows.count - shown.count
        return shown.isEmpty ? "none" : shown.joined(separator: " ") + (rest > 0 ? " and \(rest) more" : "")
    }

    private static func comment(_ text: String) -> String {
        Truncation.end(Neutral.text(text), to: 400, ellipsis: "...")
    }

    /// What of an account's ID can stand in a path.
    private static func folder(_ account: String) -> String {
        let safe = account.utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.prefix(12)
        return safe.isEmpty ? "unknown" : String(decoding: safe, as: UTF8.self)
    }
}
