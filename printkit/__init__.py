"""printkit turns articles into printed issues, and nothing is lost on the way."""

__version__ = "0.1.0"
