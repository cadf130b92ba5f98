/// Whether what comes into the places that a case was loaded from is taken in, and how it is found.
public enum Following: Hashable, Sendable {
    case off
    /// Everything is being read once more, so that more can be added.
    case beginning
    /// The system tells what changes.
    case watching
    /// Folders are looked through every few seconds, as the system does not watch all of them.
    case walking
    /// No more is read, as the memory that was allowed is used up.
    case full

    /// Whether new files are shown, or will be.
    var isOn: Bool { self != .off && self != .full }

    /// What the crumb says; nil where there is nothing to say.
    var mark: String? {
        switch self {
        case .off: nil
        case .beginning: "following soon"
        case .watching: "following"
        case .walking: "following, with delay"
        case .full: "following ended"
        }
    }
}

extension State {
    /// What `:follow` and `:unfollow` mean.
    mutating func follow(_ isWanted: Bool) -> [Effect] {
        if isWanted == following.isOn {
            say(.info, isWanted ? "New files are shown as they come." : "Nothing is being followed.")
            return []
        }
        guard !isLoading else {
            say(.info, "The case can be followed once it is loaded.")
            return []
        }
        return [.follow(isWanted)]
    }

    /// Takes how the case is followed by now.
    mutating func take(_ next: Following) {
        let before = following
        following = next
        switch next {
        case .off: say(.info, "What comes from now on is not shown; :follow goes on.")
        // What is fetched is followed: that has been said, and what came of it is worth more.
        case .beginning where followsToFetch: break
        case .watching where followsToFetch: followsToFetch = false
        case .beginning: say(.info, "Everything is read once more, so that new files can be added to it.")
        case .watching: say(.info, "New files are shown as they come.")
        case .walking where before != next:
            say(
                .warn,
                "The system does not watch all folders (fs.inotify.max_user_watches, max_user_instances): "
                    + "they are looked through every few seconds.")
        case .full: say(.warn, "The memory that was allowed is used up: what comes from now on is not shown.")
        case .walking: break
        }
    }
}
