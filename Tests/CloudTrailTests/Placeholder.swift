import Testing

@Suite struct PlaceholderCloudTrail {}
