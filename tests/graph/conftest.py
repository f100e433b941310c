"""Fixtures of the graph's tests: the tools' house, where real tools are wanted."""

from tests.tools.conftest import handmade_home, house

__all__ = ["handmade_home", "house"]
