"""Labels, quotations and slots -> the aligned rows inside a panel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from factcheck.model.claim import CONTEXT, INFERRED, Slot
from factcheck.report.safe import prose

Row = tuple[str, Text]
LABEL = 16  # columns of a label and the gap after it; a longer label has a line of its own
# The origin stands in words too, for a report without colour.
_ORIGINS = {CONTEXT: ("cyan", " (from context)"), INFERRED: ("magenta", " (assumed)")}


def quoted(text: str, style: str = "bold") -> Text:
    """`text` in quotation marks, as it stands in the draft."""
    return Text(f"“{prose(text)}”", style=style)


def rows_block(rows: Iterable[Row]) -> Group:
    """Rows with dim labels on the left and text on the right, which wraps under itself.

    A label that is wider than the column stands before its text instead.
    """
    block: list[RenderableType] = []
    for label, text in rows:
        name = f"{label}:" if label else ""
        if len(name) >= LABEL:
            block.append(Text(f"{name} ", style="dim").append_text(text))
            continue
        if not block or not isinstance(block[-1], Table):
            block.append(_grid())
        grid = block[-1]
        assert isinstance(grid, Table)
        grid.add_row(Text(name), text)
    return Group(*block)


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=LABEL - 2, overflow="fold", style="dim")
    grid.add_column(ratio=1, overflow="fold")
    return grid


def slots_line(slots: Sequence[Slot], failed: str | None, width: int) -> Text:
    """Every slot as `name: value`, packed into lines so that no slot breaks where one would fit.

    `width` is in columns. A slot from the context or a default says so; the one that failed too.
    """
    line, used = Text(), 0
    for slot in slots:
        item = _slot(slot, slot.name == failed)
        room = cell_len(item.plain)
        if used and used + room + 3 > width:
            line.append("\n")
            used = 0
        elif used:
            line.append(" · ", style="dim")
            used += 3
        line.append_text(item)
        used += room
    return line


def _slot(slot: Slot, failed: bool) -> Text:
    style, origin = _ORIGINS.get(slot.origin, ("", ""))
    item = Text(f"{prose(slot.name).replace('_', ' ')}: ", style="dim")
    item.append(prose(slot.value), style="bold red" if failed else style)
    if slot.found_by:
        item.append(f" (read from “{prose(slot.found_by)}”)", style="dim")
    item.append(origin, style=style)
    if failed:
        item.append(" (conflicts)", style="red")
    return item
