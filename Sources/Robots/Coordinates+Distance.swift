internal import Foundation
internal import Intelligence

extension Coordinates {
    /// Kilometres along the great circle, on a sphere of the Earth's mean radius.
    func distance(to other: Coordinates) -> Double {
        func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
        let (from, to) = (radians(latitude), radians(other.latitude))
        let turn = radians(other.longitude - longitude)
        // The haversine: stable also where the two are close.
        let half = pow(sin((to - from) / 2), 2) + cos(from) * cos(to) * pow(sin(turn / 2), 2)
        return 2 * 6371 * asin(min(1, half.squareRoot()))
    }
}
