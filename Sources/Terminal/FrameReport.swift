public import Console

/// What stands on the screen since when: said to those who measure.
public struct FrameReport: Sendable {
    /// Keys that have been taken since the session began, those of this frame included.
    public var keys: Int
    /// When the terminal had been given all of it.
    public var time: ContinuousClock.Instant
    public var view: ViewKind
    /// Rows of the list.
    public var rows: Int
    /// Events of the case as the frame shows it.
    public var events: Int
    /// Whether the list is there that was asked for last, if only in part, or why there is none.
    public var isListed: Bool
    /// Whether nothing is on its way that would change it.
    public var isIdle: Bool
    /// Whether all of the case is there, alerts included.
    public var isComplete: Bool

    init(of state: State, keys: Int, time: ContinuousClock.Instant) {
        self.keys = keys
        self.time = time
        view = state.place.request.view
        rows = state.place.rowCount
        events = state.summary?.events ?? 0
        let content = state.place.content
        isListed = state.summary != nil && (!content.isWaiting || content.isPartial)
        isIdle = state.isIdle
        isComplete = state.summary.map { $0.extent != .growing && !$0.isSeekingAlerts } ?? false
    }
}
