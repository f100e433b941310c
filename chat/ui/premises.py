"""The page's premises: the folder in the data folder that Chainlit reads and writes.

Chainlit makes itself at home in the working directory, and its page loads fonts and styles from
elsewhere; here it gets a folder of its own, our words and colours, and a page that loads nothing
from outside. Must run before Chainlit is imported; does not import it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

THEME = Path(__file__).parent / "theme"

#: where the page is mounted
ROOT_PATH = "/chat"

#: links of their page that would leave this machine
_FOREIGN_LINKS = re.compile(r"""<link\b[^>]*\bhref="(?:https?:)?//[^"]*"[^>]*>\s*""")

ABOUT = {"": "en", "_en": "en", "_en-US": "en", "_en-GB": "en", "_hu": "hu", "_hu-HU": "hu"}


def furnish(home: Path, signing_key: bytes) -> Path:
    """Write the page's folder in `home`, and tell Chainlit about it by its environment.

    Returns the folder of Chainlit's own scripts and styles, which are served from where they are.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    frontend = _package() / "frontend" / "dist"
    root = home / "chat"
    (root / ".chainlit" / "translations").mkdir(parents=True, exist_ok=True)
    (root / "page").mkdir(exist_ok=True)
    shutil.copytree(THEME / "public", root / "public", dirs_exist_ok=True)
    shutil.copy(THEME / "theme.json", root / "public" / "theme.json")
    shutil.copy(THEME / "config.toml", root / ".chainlit" / "config.toml")
    for language in ("en-US", "hu-HU"):
        _write_translation(root / ".chainlit" / "translations", language)
    for suffix, language in ABOUT.items():
        shutil.copy(THEME / f"about.{language}.md", root / f"chainlit{suffix}.md")
    page = (frontend / "index.html").read_text(encoding="utf-8")
    (root / "page" / "index.html").write_text(without_foreign_links(page), encoding="utf-8")
    os.environ.update(_environment(root, signing_key))
    return frontend / "assets"


def without_foreign_links(page: str) -> str:
    """Return a page that loads nothing from outside: system fonts do, and formulas are off."""
    return _FOREIGN_LINKS.sub("", page)


def _package() -> Path:
    found = importlib.util.find_spec("chainlit")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def _environment(root: Path, signing_key: bytes) -> dict[str, str]:
    return {
        "CHAINLIT_APP_ROOT": str(root),
        "CHAINLIT_ROOT_PATH": ROOT_PATH,
        # its own signing key: a token for the page is none for REST, and the other way round
        "CHAINLIT_AUTH_SECRET": hashlib.blake2b(signing_key, person=b"tippmix-page").hexdigest(),
        "CHAINLIT_AUTH_COOKIE_NAME": "tippmix_page",
        # it would read the working directory's .env, which is ours
        "CHAINLIT_ENV_FILE": str(root / "none.env"),
    }


def _write_translation(folder: Path, language: str) -> None:
    """Write a language's words: theirs where we say nothing, so that a new key is never empty."""
    theirs = json.loads((_package() / "translations" / "en-US.json").read_text(encoding="utf-8"))
    ours = json.loads((THEME / f"{language}.json").read_text(encoding="utf-8"))
    text = json.dumps(_laid_over(theirs, ours), ensure_ascii=False, indent=2)
    (folder / f"{language}.json").write_text(text, encoding="utf-8")


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = {key: value for key, value in above.items() if key not in below}
    for key, value in below.items():
        over = above.get(key, value)
        both[key] = _laid_over(value, over) if isinstance(value, dict) else over
    return both
