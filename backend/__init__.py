"""Music Soulmate Finder: one package, rooms by what they may know."""
