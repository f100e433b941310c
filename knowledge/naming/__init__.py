"""One club under all its spellings: in sources (`identify`) and in what people say."""

from knowledge.naming.identity import ClubName, identify
from knowledge.naming.resolver import TeamResolver
from knowledge.naming.teams import KnownTeam, Mention, Resolution

__all__ = ["ClubName", "KnownTeam", "Mention", "Resolution", "TeamResolver", "identify"]
