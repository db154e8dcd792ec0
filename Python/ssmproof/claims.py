"""A claim as a function takes it: a file, a folder, or text."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional, Union

from .errors import InputError

ClaimLike = Union["Claim", str, "os.PathLike[str]"]

# A path can begin like this, but no path that anyone has chosen.
_TEXT = re.compile(r"\s*(#|\ufeff|(theorem|family)\s+[A-Za-z_]|import\s*\")")


@dataclass(frozen=True)
class Claim:
    """A claim in a file or folder (`path`), or as text (`text`); imports in a text are relative to this
    folder.
    """

    path: Optional[str] = None
    text: Optional[str] = None

    def __post_init__(self) -> None:
        if (self.path is None) == (self.text is None):
            raise InputError("a Claim has either a path or a text")

    @classmethod
    def of(cls, claim: ClaimLike) -> Claim:
        """A string that begins as a claim file does (`theorem NAME`, `family NAME`, `import "`, `#`), or
        that has more than one line, is text; any other is a path.
        """
        if isinstance(claim, Claim):
            return claim
        if isinstance(claim, os.PathLike):
            return cls(path=os.fspath(claim))
        if not isinstance(claim, str):
            raise InputError(f"a claim is a path or a text, not a {type(claim).__name__}")
        if not claim.strip():
            raise InputError("the claim is empty; give a path, or a text such as 'theorem ... end'")
        if _TEXT.match(claim) or "\n" in claim:
            return cls(text=claim)
        return cls(path=claim)

    @property
    def argument(self) -> str:
        """What stands for it in a command."""
        if self.path is None:
            return "-"
        return f"./{self.path}" if self.path.startswith("-") else self.path

    def source(self) -> str:
        """The text, of a file or as given."""
        if self.text is not None:
            return self.text
        assert self.path is not None
        try:
            return Path(self.path).read_text(encoding="utf-8")
        except IsADirectoryError:
            raise InputError("is a folder; one claim file is needed here", file=self.path) from None
        except UnicodeDecodeError:
            raise InputError("is not UTF-8", file=self.path) from None
        except OSError as error:
            raise InputError(error.strerror or str(error), file=self.path) from None

    @property
    def folder(self) -> str:
        """Where its imports are looked for."""
        return "." if self.path is None else os.path.dirname(self.path) or "."


def options(
    *,
    name: Union[str, List[str], None] = None,
    sizes: object = None,
    **others: object,
) -> List[str]:
    """Options of the command line: `max_bits=256` is `--max-bits 256`; None and False are left out."""
    found: List[str] = []
    for each in [name] if isinstance(name, str) else name or []:
        found += ["--claim", each]
    if sizes is not None:
        found += ["--sizes", sizes_option(sizes)]
    for key, value in others.items():
        option = "--" + key.replace("_", "-")
        if value is True:
            found.append(option)
        elif isinstance(value, (list, tuple)):
            for each in value:
                found += [option, str(each)]
        elif value is not None and value is not False:
            found += [option, os.fspath(value) if isinstance(value, os.PathLike) else str(value)]
    return found


def sizes_option(sizes: object) -> str:
    """`T=1..8,N=3` of that string, or of {"T": (1, 8), "N": 3}; a list names several: {"T": [4, 16, 64]}."""
    if isinstance(sizes, str):
        return sizes
    if not isinstance(sizes, dict):
        raise InputError(f"sizes are a dict such as {{'T': (1, 8)}} or a string 'T=1..8', not {sizes!r}")
    parts: List[str] = []
    for name, size in sizes.items():
        if isinstance(size, range):
            size = (size.start, size.stop - 1)
        if isinstance(size, tuple) and len(size) == 2:
            parts.append(f"{name}={int(size[0])}..{int(size[1])}")
        elif isinstance(size, (list, tuple)):
            parts.append(f"{name}=" + ",".join(str(int(each)) for each in size))
        else:
            parts.append(f"{name}={int(size)}")
    return ",".join(parts)
