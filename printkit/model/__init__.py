"""The values that pass from step to step: frozen dataclasses and pure helpers on them."""
