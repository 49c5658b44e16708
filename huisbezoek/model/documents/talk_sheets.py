"""Makes the papers of a talk: the guide to write on, the warm hand-over, and what was agreed."""

import html
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from huisbezoek.model.documents.templates import TemplateError, Templates
from huisbezoek.model.usecases.ports.documents import (
    AgreedInput,
    Block,
    PaperGuideInput,
    SenderInput,
    Sheet,
    WarmHandOverInput,
)
from huisbezoek.model.usecases.ports.paper_guide import (
    HELP_KEY,
    NO,
    RATHER_NOT_KEY,
    YES,
    PaperOption,
    PaperQuestion,
    PaperSubject,
    PaperWriting,
)

_LEFT: Final = 18.0
_WIDTH: Final = 174.0
_TOP: Final = 16.0
_BOTTOM: Final = 280.0
_GUIDE_POINTS: Final = 14.0
_HAND_OVER_POINTS: Final = 14.0
_AGREED_POINTS: Final = 18.0
_OWN_LINES: Final = 4
_LINE_POINTS: Final = 15
"""The letters that a line to write on makes room for: it is 8 mm high."""
_COLUMNS: Final = 2
_MANY_COLUMNS: Final = 3
_SHORT: Final = 12
"""Characters; when all answers but 'rather not' are this short three stand beside each other."""
_WIDE: Final = 29
"""Characters; a longer answer has no room beside another."""
_SPACE: Final = "<span style='font-size:3pt'>&nbsp;</span>"
_GREY: Final = "#5B626A"


def paper_guide(templates: Templates, guide: PaperGuideInput) -> Sheet:
    """The guide to write on; a subject is one section."""
    name = "paper_guide"
    fields = {**_sender_fields(guide.sender), **_counting()}
    words = _Words(templates, name)
    body = templates.body(name, fields)
    body = body.replace("<!--day-->", "".join(map(_open_fields, words.rows("day"))))
    body = body.replace("<!--permission-->", "".join(_permission(words)))
    when = ("telephone",) if guide.sender.telephone else ()
    return Sheet(
        title=words.one("title"),
        placed=(),
        body=Block(body, _LEFT, _TOP, _WIDTH, _GUIDE_POINTS),
        bottom=_BOTTOM,
        next_top=_TOP,
        sections=(
            *(section for one in guide.subjects for section in _subject(words, one)),
            templates.body(name, fields, when, part="closing"),
        ),
        foot=templates.text(name, "foot", fields),
    )


def warm_hand_over(templates: Templates, hand_over: WarmHandOverInput) -> Sheet:
    """What the partner reads; a part that the resident did not agree to is left out whole."""
    name = "warm_hand_over"
    words = _Words(templates, name)
    fields = {
        **_sender_fields(hand_over.sender),
        **_counting(),
        "offer": hand_over.offer,
        "made_on": templates.day(hand_over.made_on),
        "agreed_on": templates.day(hand_over.agreed_on, weekday=True),
    }
    name_line = hand_over.resident or words.one("no_name")
    who = [f"{name_line[:1].upper()}{name_line[1:]}", *hand_over.address_lines]
    meeting = []
    if hand_over.at is not None:
        meeting.append(templates.text(name, "at", {"at": _moment(templates, hand_over.at)}))
    else:
        meeting.append(words.one("meeting_open"))
    if hand_over.goes_along:
        meeting.append(templates.text(name, "goes_along", {"name": hand_over.goes_along}))
    parts = (
        _part(words.one("who"), [*who, hand_over.telephone]),
        _part(words.one("wish"), hand_over.wish.splitlines()),
        _part(words.one("agreed"), hand_over.agreed),
        _part(words.one("meeting"), meeting),
    )
    when = ("telephone",) if hand_over.sender.telephone else ()
    body = templates.body(name, fields, when).replace("<!--parts-->", "".join(parts))
    return _flowing(
        words.one("title"), body, _HAND_OVER_POINTS, templates.text(name, "foot", fields)
    )


def agreed(templates: Templates, agreed: AgreedInput) -> Sheet:
    """What stays on the kitchen table; whoever sees it learns nothing but the agreements."""
    name = "agreed"
    words = _Words(templates, name)
    fields = {
        **_sender_fields(agreed.sender),
        **_counting(),
        "visitor": agreed.visitor,
        "day": templates.day(agreed.held_on, weekday=True),
        "stand_in": agreed.stand_in,
        "stand_in_telephone": agreed.stand_in_telephone,
    }
    if agreed.calls_on is None:
        calls = words.one("no_calls")
    else:
        key = "visitor_calls" if agreed.visitor else "somebody_calls"
        day = templates.day(agreed.calls_on, weekday=True)
        calls = templates.text(name, key, {"visitor": agreed.visitor, "day": day})
    parts = (
        _listed("", agreed.agreed or (words.one("nothing"),)),
        _part(words.one("calls"), [calls], points=20),
        _listed(words.one("left"), agreed.left),
    )
    when = {
        "visitor": bool(agreed.visitor),
        "nobody": not agreed.visitor,
        "telephone": bool(agreed.sender.telephone),
        "stand_in": bool(agreed.stand_in_telephone),
    }
    holds = tuple(key for key, is_so in when.items() if is_so)
    body = templates.body(name, fields, holds).replace("<!--parts-->", "".join(parts))
    return _flowing(words.one("title"), body, _AGREED_POINTS, templates.text(name, "foot", fields))


class _Words:
    """The texts of one template that need no filling in."""

    def __init__(self, templates: Templates, name: str) -> None:
        self._templates = templates
        self._name = name

    def one(self, key: str) -> str:
        return self._templates.text(self._name, key, {})

    def filled(self, key: str, **fields: str) -> str:
        return self._templates.text(self._name, key, fields)

    def rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        found = self._templates.template(self._name).get(key)
        if not isinstance(found, list):
            raise TemplateError(template=self._name, field=key)
        return tuple(tuple(str(label) for label in row) for row in found)

    def questions(self, key: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        found = self._templates.template(self._name).get(key)
        if not isinstance(found, list):
            raise TemplateError(template=self._name, field=key)
        return tuple(
            (one["number"], one["text"], tuple(str(answer) for answer in one["answers"]))
            for one in found
        )


def _flowing(title: str, body: str, points: float, foot: str) -> Sheet:
    block = Block(body, 22.0, 20.0, 166.0, points)
    return Sheet(title, (), block, bottom=_BOTTOM - 4, next_top=20.0, foot=foot)


def _sender_fields(sender: SenderInput) -> dict[str, str]:
    return {
        "organisation": sender.organisation,
        "coordinator": sender.coordinator,
        "telephone": sender.telephone,
    }


def _counting() -> dict[str, str]:
    """The number of a page is known to the painter only: these two stay to be filled in there."""
    return {"page": "{page}", "pages": "{pages}"}


# --- the guide ---------------------------------------------------------------------------------


def _permission(words: _Words) -> Iterable[str]:
    for number, text, answers in words.questions("permission"):
        asked = f"<p style='margin-top:6pt'><b>{number}</b> {html.escape(text)}</p>"
        options = [(key, answer) for key, answer in zip("ab", answers, strict=True)]
        yield asked + _ticks(options)


def _subject(words: _Words, subject: PaperSubject) -> Iterable[str]:
    heading = words.filled("heading", number=str(subject.number), title=subject.title)
    parts = [_heading(heading)]
    if subject.starters:
        starters = " · ".join(html.escape(one) for one in subject.starters)
        parts.append(f"<p>{starters}</p>")
    if subject.about_health:
        parts.append(f"<p><b>{html.escape(words.one('about_health'))}</b></p>")
    parts += [_label(words.one("own_words")), _lines(_OWN_LINES)]
    parts.append(_subject_ticks(words, subject))
    if subject.wish:
        parts += [_label(words.one("wish")), _lines(1)]
    yield "".join(parts)
    for question in subject.questions:
        yield _question(words, question)


def _subject_ticks(words: _Words, subject: PaperSubject) -> str:
    options: list[tuple[str, str]] = []
    label = ""
    if subject.ticks is not None:
        label = _label(subject.ticks.text)
        options += _keyed(words, subject.ticks.options)
    if subject.help_wanted:
        options.append((HELP_KEY, words.one("help_wanted")))
    if subject.ticks is not None:
        options.append((RATHER_NOT_KEY, words.one("rather_not")))
    return label + _ticks(options) if options else ""


def _question(words: _Words, question: PaperQuestion) -> str:
    asked = words.filled("question", number=question.number, text=question.text)
    label = _label(asked)
    if question.help:
        label += f"<p>{html.escape(question.help)}</p>"
    if not question.options and question.writing is PaperWriting.WORDS:
        return label + _lines(2)
    if not question.options:
        field = _open_fields([words.one(f"write_{question.writing.value}")])
        return label + field + _ticks([(RATHER_NOT_KEY, words.one("rather_not"))])
    answers = [*_keyed(words, question.options), (RATHER_NOT_KEY, words.one("rather_not"))]
    own = _label(words.one("something_else")) + _lines(1) if question.is_open else ""
    return label + _ticks(answers) + own


def _keyed(words: _Words, options: Sequence[PaperOption]) -> list[tuple[str, str]]:
    own = {YES: words.one("yes"), NO: words.one("no")}
    return [(one.key, own.get(one.code, one.text)) for one in options]


def _heading(text: str) -> str:
    return (
        "<p style='margin-top:10pt;margin-bottom:2pt'>"
        f"<span style='font-size:18pt'><b>{html.escape(text)}</b></span></p>"
    )


def _label(text: str) -> str:
    return f"<p style='margin-top:6pt;margin-bottom:2pt'><b>{html.escape(text)}</b></p>"


def _lines(count: int) -> str:
    cell = (
        f"<tr><td style='border-bottom:0.8pt solid {_GREY};font-size:{_LINE_POINTS}pt'>"
        "&nbsp;</td></tr>"
    )
    return f"<table width='100%' cellspacing='0' cellpadding='0'>{cell * count}</table>"


def _open_fields(labels: Sequence[str]) -> str:
    """Lines to fill in, each with what belongs on it."""
    cells = "".join(
        f"<td width='{2 * len(label) + 3}%'>{_unbroken(label)}</td>"
        f"<td style='border-bottom:0.8pt solid {_GREY}'>&nbsp;</td><td width='3%'></td>"
        for label in labels
    )
    return f"<p>{_SPACE}</p><table width='100%' cellspacing='0'><tr>{cells}</tr></table>"


def _ticks(options: Sequence[tuple[str, str]]) -> str:
    """Boxes with their letters, two or three to a row; a box is a cell, the letters hold none."""
    columns = _COLUMNS
    short = all(len(text) <= _SHORT for key, text in options if key != RATHER_NOT_KEY)
    if len(options) > _COLUMNS and short:
        columns = _MANY_COLUMNS
    rows: list[list[str]] = []
    room = 0
    for key, text in options:
        wide = len(text) > _WIDE
        if wide or not room:
            rows.append([])
            room = columns
        rows[-1].append(_tick(key, text, columns, wide=wide))
        room = 0 if wide else room - 1
    gap = f"<tr><td colspan='{4 * columns}'>{_SPACE}</td></tr>"
    drawn = gap.join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f"<table width='100%' cellspacing='0' cellpadding='0'>{drawn}</table>"


def _tick(key: str, text: str, columns: int, *, wide: bool) -> str:
    """The letter, the box and the answer; a wide one takes the whole row."""
    place, words = f"width='{100 // columns - 8}%'", _unbroken(text)
    if wide:
        place, words = f"colspan='{4 * columns - 3}'", html.escape(text)
    return (
        f"<td width='3%'><b>{html.escape(key)}</b></td>"
        f"<td width='4%' style='border:1.2pt solid {_GREY}'>&nbsp;</td>"
        f"<td width='1%'></td><td {place}>{words}</td>"
    )


def _unbroken(text: str) -> str:
    """A text on one line: a box beside it stays a box."""
    return html.escape(text).replace(" ", "&nbsp;")


# --- the sheets that flow ----------------------------------------------------------------------


def _part(title: str, lines: Iterable[str], points: int = 16) -> str:
    filled = [html.escape(line) for line in lines if line.strip()]
    if not filled:
        return ""
    return (
        "<p style='margin-top:12pt;margin-bottom:2pt'>"
        f"<span style='font-size:{points}pt'><b>{html.escape(title)}</b></span></p>"
        + "".join(f"<p>{line}</p>" for line in filled)
    )


def _listed(title: str, lines: Sequence[str]) -> str:
    filled = [html.escape(line) for line in lines if line.strip()]
    if not filled:
        return ""
    head = (
        "<p style='margin-top:14pt;margin-bottom:2pt'>"
        f"<span style='font-size:20pt'><b>{html.escape(title)}</b></span></p>"
        if title
        else ""
    )
    rows = "".join(f"<p style='margin-bottom:6pt'>• {line}</p>" for line in filled)
    return head + rows


def _moment(templates: Templates, moment: datetime) -> str:
    day = templates.day(moment.date(), weekday=True)
    return f"{day} om {moment:%H.%M} uur"
