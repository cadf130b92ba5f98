extension State {
    /// Begins the tour at the alerts, or ends it.
    mutating func toggleTour() {
        if tour != nil {
            tour = nil
            say(.info, "The tour is over; \(keyName("tour")) begins it again.")
            return
        }
        guard summary?.isSample == true else {
            say(.info, "The tour walks through the sample case: start huckleberry without a path.")
            return
        }
        tour = Tour()
        savedFiles = 0
        let isThere = place.request.view == .alerts && place.request.filters.isEmpty
        if !isThere { go(to: Place(ViewRequest(.alerts))) }
    }

    /// Does what the step of the tour asks for.
    mutating func doTourStep() -> [Effect] {
        guard let step = tour?.current else { return [] }
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
            self.tour = nil
            let (help, close) = (keyName("help"), keyName("close"))
            say(.ok, "That is the whole case. \(help) shows the keys of a view; \(close) goes back.")
        }
    }
}
