"""Writes the one style sheet of the application from a look."""

from huisbezoek.ui.theme.look import Look


def style_sheet(look: Look) -> str:
    """The sheet for fields, frames, tables, scroll bars and menus; other parts paint themselves.

    All lengths come from the unit, so the sheet is written anew whenever the letters change.
    """
    parts = (_frames(look), _fields(look), _combos(look), _tables(look))
    return "\n".join((*parts, _buttons(look), _menus(look), _scroll_bars(look)))


def _frames(look: Look) -> str:
    theme = look.theme
    edge = f"{look.edge}px solid"
    # In high contrast every plate is black, so each needs the edge that colour gives elsewhere.
    plate = f"{edge} {theme.hair}" if theme.is_high_contrast else "none"
    radius = look.u(1.5)
    return f"""
QLabel {{ background: transparent; }}
QFrame[card="true"] {{ background: {theme.card}; border: {edge} {theme.hair};
  border-radius: {radius}px; }}
QFrame[card="sunk"] {{ background: {theme.sunk}; border: {plate}; border-radius: {radius}px; }}
QFrame[card="hero"] {{ background: {theme.wash}; border: {plate}; border-radius: {radius}px; }}
QFrame[rule="hair"] {{ background: {theme.hair}; border: none; max-height: {look.edge}px;
  min-height: {look.edge}px; }}
QFrame[rule="upright"] {{ background: {theme.line}; border: none; }}
QFrame[bar="bottom"] {{ background: {theme.card}; border: none;
  border-top: {edge} {theme.hair}; }}
QWidget[plate="paper"] {{ background: {theme.paper}; }}
QFrame[dialog="page"] {{ background: {theme.card}; border: none; }}
QFrame[dialog="true"] {{ background: {theme.card}; border: {plate};
  border-radius: {look.u(2)}px; }}
QLabel[band="practice"] {{ background: {theme.warn_wash}; color: {theme.warn};
  border: none; border-bottom: {edge} {theme.warn}; font-weight: bold; }}
QToolTip {{ background: {theme.card}; color: {theme.ink}; border: {edge} {theme.line};
  padding: {look.u(0.5)}px {look.u(1)}px; }}
"""


def _fields(look: Look) -> str:
    theme = look.theme
    thin, thick = look.edge, look.thick_edge
    side = look.u(1.75)
    inner = look.u(5.25) - 2 * thick
    names = ("QLineEdit", "QComboBox")
    rest, focus, wrong = (
        ", ".join(f"{name}{state}" for name in names)
        for state in ("", ":focus", '[invalid="true"]')
    )
    # Padding gives way by what the edge grows, so that the text never jumps.
    return f"""
{rest} {{ background: {theme.card}; color: {theme.ink}; border: {thin}px solid {theme.line};
  border-radius: {look.u(1)}px; min-height: {inner}px; padding: {thick - thin}px {side}px;
  selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
{focus} {{ border: {thick}px solid {theme.accent}; padding: 0px {side - thick + thin}px; }}
{wrong} {{ border: {thick}px solid {theme.late}; padding: 0px {side - thick + thin}px; }}
{", ".join(f"{name}:disabled" for name in names)} {{ background: {theme.sunk};
  color: {theme.muted}; border: {thin}px {_off(look)}; }}
QPlainTextEdit {{ background: {theme.card}; color: {theme.ink};
  border: {thin}px solid {theme.line}; border-radius: {look.u(1)}px;
  padding: {look.u(0.75) - thin + thick}px {look.u(1.25)}px;
  selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
QPlainTextEdit:focus {{ border: {thick}px solid {theme.accent};
  padding: {look.u(0.75)}px {look.u(1.25) - thick + thin}px; }}
QPlainTextEdit[invalid="true"] {{ border: {thick}px solid {theme.late};
  padding: {look.u(0.75)}px {look.u(1.25) - thick + thin}px; }}
QPlainTextEdit:disabled, QPlainTextEdit:read-only {{ background: {theme.sunk}; }}
"""


def _combos(look: Look) -> str:
    theme = look.theme
    return f"""
QComboBox {{ padding-right: {look.u(4)}px; combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: {look.u(4)}px; background: transparent; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ background: transparent; border: none;
  padding: 0px; min-height: 0px; }}
QComboBox QAbstractItemView {{ background: {theme.card}; color: {theme.ink};
  border: {look.edge}px solid {theme.line}; padding: 0px; outline: 0px;
  selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
QComboBox QAbstractItemView::item {{ min-height: {look.u(4.5)}px; padding: 0px {look.u(1)}px; }}
"""


def _tables(look: Look) -> str:
    theme = look.theme
    cell = f"padding: 0px {look.u(1.25)}px;"
    return f"""
QTableView {{ background: transparent; color: {theme.ink}; border: none; outline: 0px;
  gridline-color: transparent; selection-background-color: {theme.wash};
  selection-color: {theme.on_wash}; }}
QTableView::item {{ border-bottom: {look.edge}px solid {theme.hair}; {cell} }}
QTableView::item:selected {{ background: {theme.wash}; color: {theme.on_wash}; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: transparent; color: {theme.muted}; border: none;
  border-bottom: {look.thick_edge}px solid {theme.line};
  padding: 0px {look.u(1.25) + 3}px;
  min-height: {look.u(4.5)}px; }}
QTableView[heads="tight"] QHeaderView::section {{ padding: 0px; }}
QTableView[heads="kept"] QHeaderView {{ background: {theme.paper}; }}
QHeaderView::section:vertical {{ border: none; min-height: 0px; }}
QTableCornerButton::section {{ background: transparent; border: none; }}
QListView, QListWidget {{ background: transparent; border: none; outline: 0px; }}
QListWidget[menu="subjects"]::item {{ color: {theme.ink}; padding: 0px {look.u(1.25)}px;
  border-radius: {look.u(1)}px; }}
QListWidget[menu="subjects"]::item:selected {{ background: {theme.wash}; color: {theme.on_wash};
  border: {look.thick_edge}px solid {theme.accent}; }}
"""


def _buttons(look: Look) -> str:
    theme = look.theme
    return f"""
QDialogButtonBox QPushButton, QMessageBox QPushButton, QFileDialog QPushButton {{
  background: {theme.card}; color: {theme.ink}; border: {look.edge}px solid {theme.line};
  border-radius: {look.u(1)}px; min-height: {look.u(4.75)}px; padding: 0px {look.u(2)}px; }}
QProgressBar {{ background: {theme.track}; border: {look.edge}px solid {theme.line};
  border-radius: {look.u(0.75)}px; min-height: {look.u(1.75)}px; max-height: {look.u(1.75)}px; }}
QProgressBar::chunk {{ background: {theme.accent}; border-radius: {look.u(0.625)}px; }}
QSlider::groove:horizontal {{ background: {theme.line}; height: {look.u(0.5)}px;
  border-radius: {look.u(0.25)}px; }}
QSlider::handle:horizontal {{ background: {theme.accent}; width: {look.u(3)}px;
  height: {look.u(3)}px; margin: -{look.u(1.25)}px 0px; border-radius: {look.u(1.5) - 1}px; }}
"""


def _menus(look: Look) -> str:
    theme = look.theme
    return f"""
QMenuBar {{ background: {theme.sunk}; color: {theme.ink}; }}
QMenuBar::item {{ padding: {look.u(0.75)}px {look.u(1.5)}px; background: transparent; }}
QMenuBar::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
QMenu {{ background: {theme.card}; color: {theme.ink}; border: {look.edge}px solid {theme.line};
  padding: {look.u(0.75)}px; }}
QMenu::item {{ padding: {look.u(0.9)}px {look.u(3)}px {look.u(0.9)}px {look.u(1.5)}px; }}
QMenu::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
QMenu::item:disabled {{ color: {theme.muted}; }}
QMenu::separator {{ height: {look.edge}px; background: {theme.hair};
  margin: {look.u(0.5)}px; }}
"""


def _scroll_bars(look: Look) -> str:
    theme = look.theme
    wide, air = look.u(2), look.u(0.6)
    radius = max(1, (wide - 2 * air) // 2 - 1)
    handle = f"background: {theme.line}; border-radius: {radius}px;"
    return f"""
QScrollArea, QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {wide}px; margin: 0px; }}
QScrollBar:horizontal {{ background: transparent; height: {wide}px; margin: 0px; }}
QScrollBar::handle:vertical {{ {handle} margin: 0px {air}px; min-height: {look.u(6)}px; }}
QScrollBar::handle:horizontal {{ {handle} margin: {air}px 0px; min-width: {look.u(6)}px; }}
QScrollBar::handle:hover {{ background: {theme.ink}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _off(look: Look) -> str:
    style = "dashed" if look.theme.is_high_contrast else "solid"
    return f"{style} {look.theme.hair}"
