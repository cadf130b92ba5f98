import Testing

@Suite struct PlaceholderDetections {}
