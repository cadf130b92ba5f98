import Testing

@Suite struct PlaceholderATTACK {}
