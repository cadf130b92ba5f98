internal import Cases

extension State {
    /// Begins the tour at the alerts, or ends it.
    mutating func toggleTour() {
        if tour != nil {
            let left = endTour()
            say(.info, "The tour is over\(left); \(keyName("tour")) begins it again.")
            return
        }
        guard summary?.isSample == true else {
            say(.info, "The tour walks through the sample case: start huckleberry without a path.")
            return
        }
        guard !isLoading, summary?.isSeekingAlerts == false else {
            say(.info, "The tour begins once the case is loaded and its alerts are there.")
            return
        }
        tour = Tour()
        savedFiles = 0
        // From the alert that leads, wherever the cursor was.
        go(to: Place(ViewRequest(.alerts)))
    }

    /// Does what the step of the tour asks for; from elsewhere leads back to where the step begins.
    mutating func doTourStep() -> [Effect] {
        guard let step = tour?.current else { return [] }
        guard place.request.view == step.start else {
            if step.start == .alert { tour?.step = 0 }
            let isAtStart = step.start == .alert || step.start == .alerts
            go(to: isAtStart ? Place(ViewRequest(.alerts)) : neighbour(step.start))
            say(.info, "Back to where the tour was: \(keyName("tour.do")) goes on.")
            return []
        }
        var effects: [Effect] = []
        for id in step.actions {
            guard let action = registry[id] else { continue }
            effects += action.run(&self, "")
        }
        if let words = step.words {
            effects += edit { $0.insert(words) }
            effects += acceptPrompt()
        }
        return effects
    }

    /// Goes on where a step is done.
    mutating func followTour() {
        guard let tour, let step = tour.current, step.isDone(self) else { return }
        self.tour?.step += 1
        if self.tour?.current == nil {
            let left = endTour()
            let (help, close) = (keyName("help"), keyName("close"))
            say(.ok, "That is the whole case\(left). \(help) shows the keys of a view; \(close) goes back.")
        }
    }

    /// Ends the tour and takes back what it noted itself; says so for the message about it.
    private mutating func endTour() -> String {
        tour = nil
        let own = decisions.current.annotations.notes.filter { $0.text == Tour.ownNote }
        if own.isEmpty { return "" }
        decide("removal of the tour's note", "") { decisions in
            for note in own { decisions.annotations.remove(note) }
        }
        return ", its note taken back"
    }
}
