"""The domain and the engine of vidfeed: no Qt, no SQL, no cryptography."""

__version__ = "0.1.0"
