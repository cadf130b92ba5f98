import ArgumentParser
import Console
import Detections
import Events
import Exports
import Investigation
import Query
import Records

/// Which events an export tells one by one.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Events to tell: all (of the incident), filter (those of --filter), annotated (of a case).",
            valueName: "what"))
    var select: Choice?

    @Option(help: ArgumentHelp("Tell the events that this filter keeps, of the whole trail.", valueName: "filter"))
    var filter: String?

    enum Choice: String, ExpressibleByArgument, CaseIterable {
        case all, filter, annotated
    }

    func validate() throws {
        switch (select, filter) {
        case (.filter, nil): throw ValidationError("--select filter needs --filter.")
        case (.all, .some), (.annotated, .some):
            throw ValidationError("--filter stands with --select filter only.")
        default: break
        }
    }

    /// What the console calls it.
    var order: ExportOrder.Selection {
        switch select {
        case .annotated: .annotated
        case .filter: .filter
        case .all, nil: filter == nil ? .all : .filter
        }
    }

    /// The filter, where one was given.
    ///
    /// - Throws: where it cannot be read: before anything is loaded.
    func parsedFilter() throws -> Filter? {
        do throws(FilterError) {
            guard let filter else { return nil }
            return try Filter(filter)
        } catch {
            throw CommandFailure(message: "filter, \(error)", status: .usage)
        }
    }

    /// What is selected in a trail. What is alerted and scoped is so by the investigation.
    func selection(
        _ filter: Filter?, of found: Investigation, alerts: [Alert]
    ) throws -> ExportedCase.Selection {
        guard let filter else { return .all }
        let trail = found.trail
        do throws(FilterError) {
            let facts = TrailFacts(trail, alerts: alerts, scope: found.scope)
            let rows = try Plan(filter, over: trail.index, facts: facts).rows(reading: trail.records)
            let selected = (rows?.rows ?? []).map { Int($0) }
            if selected.isEmpty { StandardError.write("--filter keeps no event") }
            return .filter(filter.text, rows: selected)
        } catch {
            throw CommandFailure(message: "filter, \(error)", status: .usage)
        }
    }
}
