"""Pure functions on text: no models, no settings, no Django."""
