"""The shell around the domain: configuration, clock, stores, journeys and the command line."""
