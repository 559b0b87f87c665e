"""The screens: wiring of state, services and widgets."""
