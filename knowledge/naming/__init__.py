"""One club under all its spellings: in sources (`identify`) and in what people say."""

from knowledge.naming.identity import ClubName, identify

__all__ = ["ClubName", "identify"]
