internal import Cases
internal import Events

extension TrailDesk {
    /// Who answers for a view.
    func view(of request: ViewRequest) -> any TrailView {
        switch request.view {
        case .alerts:
            switch request.grouping {
            case .rule: AlertsView(desk: self, request: request)
            case .principal: AlertedPrincipalsView(desk: self, request: request)
            }
        case .alert: AlertView(desk: self, request: request)
        case .timeline: TimelineView(desk: self, request: request)
        case .keys: KeysView(desk: self, request: request)
        case .addresses: AddressesView(desk: self, request: request)
        case .calls:
            if request.isMatrix {
                CallMatrixView(desk: self, request: request)
            } else {
                CallsView(desk: self, request: request)
            }
        case .attack: AttackView(desk: self, request: request)
        case .record: RecordView(desk: self, request: request)
        case .hours: HoursView(desk: self, request: request)
        case .questions: QuestionsView(desk: self, request: request)
        case .response: ResponseView(desk: self, request: request)
        case .notes: NotesView(desk: self, request: request)
        case .evidence: EvidenceView(desk: self, request: request)
        case .lineage: LineageView(desk: self, request: request)
        case .occurrences: OccurrencesView(desk: self, request: request)
        case .script: ScriptView(desk: self, request: request)
        case .debrief: DebriefView(desk: self, request: request)
        case .log: LogView(desk: self, request: request)
        }
    }
}

/// One view over a trail: a list, and a pane for each of its rows.
protocol TrailView {
    var desk: TrailDesk { get }
    var request: ViewRequest { get }

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing
    func preview(of row: RowKey, column: Int) throws(Problem) -> Preview
}

extension TrailView {
    var index: EventIndex { desk.index }

    /// Whether the place speaks of everything: nothing restricts it.
    var isWhole: Bool { request.subject == nil && request.activeFilters.isEmpty }
}

extension ViewRequest {
    /// Whether the answer has to do with alerts and scope, whatever the filters are.
    var restsOnAlerts: Bool {
        switch view {
        case .alerts, .alert, .keys, .addresses, .calls, .attack, .questions, .response, .lineage, .script, .debrief:
            true
        case .timeline, .record, .hours, .notes, .evidence, .occurrences, .log: isAboutAlert
        }
    }

    /// Whether the subject is events of an alert, or of what was found out from it.
    var isAboutAlert: Bool {
        switch subject?.kind {
        case .alert, .rule, .member, .answer, .statement: true
        default: false
        }
    }
}
