"""The models of every room, where Django looks for them."""

from .measures.models import PainScore
from .people.models import Agreement, AuditEvent, CareRelationship, Invitation, User
from .plans.models import Favorite, Plan, Prescription, Routine
from .screening.models import Clearance, RescreenRequest, Screening
from .sessions.models import ExerciseLog, ExerciseSession, SessionCorrection

__all__ = [
    "Agreement",
    "AuditEvent",
    "CareRelationship",
    "Clearance",
    "ExerciseLog",
    "ExerciseSession",
    "Favorite",
    "Invitation",
    "PainScore",
    "Plan",
    "Prescription",
    "RescreenRequest",
    "Routine",
    "Screening",
    "SessionCorrection",
    "User",
]
