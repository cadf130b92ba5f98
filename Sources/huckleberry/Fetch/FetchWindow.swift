import ArgumentParser
import CloudTrail

/// The time that events are wanted of.
struct FetchWindow: ParsableArguments {
    @Option(help: ArgumentHelp("From this time on (ISO 8601; a bare date is 00:00Z).", valueName: "time"))
    var from: String?

    @Option(help: ArgumentHelp("Before this time.", valueName: "time"))
    var to: String?

    func validate() throws {
        let (start, end) = (try moment(from, of: "--from"), try moment(to, of: "--to"))
        if let start, let end, start >= end { throw ValidationError("--from must be before --to.") }
    }

    var start: EventTime? { from.flatMap { EventTime($0) } }
    var end: EventTime? { to.flatMap { EventTime($0) } }

    private func moment(_ text: String?, of option: String) throws -> EventTime? {
        guard let text else { return nil }
        guard let time = EventTime(text) else {
            throw ValidationError("\(option): \(text) is no time; write 2020-05-06 or 2020-05-06T09:00:00Z.")
        }
        return time
    }
}
