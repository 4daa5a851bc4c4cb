"""Text from drafts and sources -> the same text with nothing left in it that an output obeys."""

from __future__ import annotations

import re

# Terminals obey C0, C1 and DEL; bidirectional controls reorder what stands around them; line and
# paragraph separators end a line for some readers; lone surrogates cannot be encoded at all; tag
# characters and the invisible ones beside them hide text from the eye.
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# A continuous-integration runner obeys `::command::` at the start of a line and `##[command]`
# anywhere in it: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
_COMMAND = re.compile(r"(?<=:):(?=[A-Za-z])|(?<=#)#(?=\[)")
_COMMAND_ANYWHERE = re.compile(r"(?<=#)#(?=\[)")


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code <= 0xFF:
        return {9: "\\t", 10: "\\n", 13: "\\r"}.get(code, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def inert(text: str) -> str:
    """`text` with control characters, line ends included, written out (`\\x1b`, `\\n`)."""
    return _COMMAND.sub(_visible, _OBEYED.sub(_visible, text))


def prose(text: str) -> str:
    """As `inert`, for running text: line ends and runs of blanks become one space first."""
    return inert(re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" "))


def json_inert(dumped: str) -> str:
    """JSON text whose strings write out what `inert` does; indentation and meaning stay the same.

    `json.dumps(..., ensure_ascii=False)` leaves C1 controls, bidirectional controls, line
    separators and lone surrogates as they are. Such characters only occur inside strings.
    """
    return _COMMAND_ANYWHERE.sub(_json_escape, _OBEYED.sub(_json_escape, dumped))


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code == 10:  # the only control character json.dumps itself writes, between the lines
        return "\n"
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
