"""Pictures of a person in a pose, and moving from one to another, made from pose notes."""

from .moving import frames, moving
from .note import read
from .picture import side_by_side, still
from .words import in_words

__all__ = ["frames", "in_words", "moving", "read", "side_by_side", "still"]
