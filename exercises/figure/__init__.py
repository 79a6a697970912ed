"""Still pictures of a person in a pose, drawn from the pose notes of the library."""

from .picture import still

__all__ = ["still"]
