"""What we know of the engine: the functions that we stand around or call, and what they take."""

from __future__ import annotations

import inspect
from typing import Final

from weasyprint.draw import text as drawing
from weasyprint.layout import block, column, inline
from weasyprint.text import line_break

_EXPECTED: Final = {
    (inline, "split_inline_box"): (
        "context box position_x max_x bottom_space skip_stack containing_block absolute_boxes fixed_boxes "
        "line_placeholders waiting_floats line_children first_letter_style first_line_style"
    ),
    (inline, "get_next_linebox"): (
        "context linebox position_y bottom_space skip_stack containing_block absolute_boxes fixed_boxes "
        "first_letter_style first_line_style"
    ),
    (inline, "split_text_box"): "context box available_width skip is_line_start",
    (inline, "split_first_line"): "text style context max_width justification_spacing is_line_start minimum",
    (inline, "text_align"): "context line available_width last",
    (inline, "add_word_spacing"): "context box justification_spacing x_advance",
    (inline, "count_expandable_spaces"): "box",
    (block, "columns_layout"): (
        "context box bottom_space skip_stack containing_block page_is_empty absolute_boxes fixed_boxes "
        "adjoining_margins first_letter_style first_line_style"
    ),
    (block, "block_box_layout"): (
        "context box bottom_space skip_stack containing_block page_is_empty absolute_boxes fixed_boxes "
        "adjoining_margins first_letter_style first_line_style discard max_lines"
    ),
    (block, "block_level_layout"): (
        "context box bottom_space skip_stack containing_block page_is_empty absolute_boxes fixed_boxes "
        "adjoining_margins first_letter_style first_line_style discard max_lines"
    ),
    (block, "block_level_width"): "box containing_block with_min_max",
    (block, "remove_placeholders"): "context box_list absolute_boxes fixed_boxes",
    (block, "block_level_page_break"): "sibling_before sibling_after",
    (block, "avoid_page_break"): "page_break context",
    (block, "collapse_margin"): "adjoining_margins",
    (column, "_create_column_box"): "box containing_block children width position_y",
    (drawing, "draw_first_line"): "stream textbox text_overflow block_ellipsis matrix",
    (line_break, "create_layout"): "text style context max_width justification_spacing",
    (line_break, "first_line_metrics"): (
        "first_line text layout resume_at space_collapse style hyphenated hyphenation_character"
    ),
    (line_break, "get_log_attrs"): "text lang",
}


def fits() -> bool:
    """True where the engine's functions are the ones we know; one that is wrapped says what it takes itself."""
    found = {(module, name): getattr(module, name, None) for module, name in _EXPECTED}
    return all(
        callable(function) and list(inspect.signature(function).parameters) == _EXPECTED[place].split()
        for place, function in found.items()
    )
