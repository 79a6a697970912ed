"""The models of every room, where Django looks for them."""

from .measures.models import PainScore
from .people.models import Agreement, AuditEvent, CareRelationship, Invitation, User
from .plans.models import Favorite, Plan, Prescription, Routine
from .screening.models import Clearance, RescreenRequest, Screening
from .sessions.models import (
    ExerciseLog,
    ExerciseSession,
    Hurt,
    SessionCorrection,
    SessionRemoval,
)
from .sessions.sent_models import SetAside

__all__ = [
    "Agreement",
    "AuditEvent",
    "CareRelationship",
    "Clearance",
    "ExerciseLog",
    "ExerciseSession",
    "Favorite",
    "Hurt",
    "Invitation",
    "PainScore",
    "Plan",
    "Prescription",
    "RescreenRequest",
    "Routine",
    "Screening",
    "SessionCorrection",
    "SessionRemoval",
    "SetAside",
    "User",
]
