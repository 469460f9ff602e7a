"""The template, the built artefact and the service that runs from it."""
