"""Makes the sheets: letters, slips and lists here, the papers of a talk beside it."""

import html
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from huisbezoek.model.documents import agenda_sheets, talk_sheets
from huisbezoek.model.documents.templates import Templates
from huisbezoek.model.usecases.ports.documents import (
    AgreedInput,
    Block,
    DaySheetInput,
    EmergencySheetInput,
    InvitationInput,
    LostLaptopInput,
    PaperGuideInput,
    PartnerListInput,
    ReplySlip,
    SenderInput,
    Sheet,
    StartCodeInput,
    WarmHandOverInput,
    WeekSheetInput,
)

MARGIN: Final = 24.0
WIDTH: Final = 162.0
WINDOW_LEFT: Final = 24.0
WINDOW_TOP: Final = 50.0
WINDOW_WIDTH: Final = 84.0
"""The address lies within the envelope window: 20-110 mm from the left, 45-85 mm from the top."""
_BODY_TOP: Final = 92.0


class LetterDocuments:
    """Implements the port Documents with the templates in a folder."""

    def __init__(self, folder: Path) -> None:
        self._templates = Templates(folder)

    def invitation(self, letter: InvitationInput) -> Sheet:
        """The invitation; a couple gets one letter, and its slip asks for both."""
        fields = {
            **_sender_fields(letter.sender),
            "recipient": letter.recipient,
            "salutation": letter.salutation,
            "visitor": letter.visitor,
            "dateline": ", ".join(
                part
                for part in (letter.sender.city, self._templates.day(letter.written_on))
                if part
            ),
            "reply_by": self._templates.day(letter.reply_by, weekday=True),
        }
        number = "couple" if letter.couple else "single"
        visitor = "visitor" if letter.visitor else "no_visitor"
        round_of = ("second",) if letter.second else ()
        when = (number, visitor, f"{number}_{visitor}", letter.source.value, *round_of)
        address = _lines(letter.address_lines)
        name = "invitation"
        return Sheet(
            title=self._templates.text(name, "title", fields),
            placed=(
                _letterhead(letter.sender),
                Block(address, WINDOW_LEFT, WINDOW_TOP, WINDOW_WIDTH, 12.0),
            ),
            body=Block(self._templates.body(name, fields, when), MARGIN, _BODY_TOP, WIDTH),
            slip=ReplySlip(
                title=self._templates.text(name, "slip_title", fields),
                choices=self._templates.texts(name, "slip_choices", fields),
                lines=self._templates.texts(name, "slip_lines", fields),
            ),
        )

    def emergency_sheet(self, secrets: EmergencySheetInput) -> Sequence[Sheet]:
        """Two copies, each naming its keeper; a line is left open when nobody is named yet."""
        sheets = []
        for number, keeper in enumerate(secrets.keepers, start=1):
            fields = {
                "organisation": secrets.organisation,
                "made_on": self._templates.day(secrets.made_on),
                "copy": str(number),
                "keeper": keeper or "_" * 32,
            }
            body = self._templates.body("emergency_sheet", fields)
            body = body.replace("<!--recovery-->", _words(secrets.recovery_words))
            body = body.replace("<!--organisation-->", _words(secrets.organisation_words))
            title = self._templates.text("emergency_sheet", "title", fields)
            sheets.append(Sheet(title, (), Block(body, MARGIN, 22.0, WIDTH, 12.0)))
        return sheets

    def start_code_slip(self, code: StartCodeInput) -> Sheet:
        """The slip with four words; it says nothing about residents."""
        return self._code_slip("start_code", code)

    def answer_code_slip(self, code: StartCodeInput) -> Sheet:
        """The slip with the four words that open an answer to a forgotten password."""
        return self._code_slip("answer_code", code)

    def _code_slip(self, template: str, code: StartCodeInput) -> Sheet:
        fields = {
            **_sender_fields(code.sender),
            "visitor": code.visitor,
            "made_on": self._templates.day(code.made_on),
            "code": "\u00a0\u00a0 ".join(code.words),
        }
        body = self._templates.body(template, fields)
        title = self._templates.text(template, "title", fields)
        return Sheet(title, (_letterhead(code.sender),), Block(body, MARGIN, 50.0, WIDTH))

    def lost_laptop_list(self, lost: LostLaptopInput) -> Sheet:
        """Names and addresses in the order given, with the clock above them."""
        fields = {
            **_sender_fields(lost.sender),
            "person": lost.person,
            "noticed": self._moment(lost.noticed_at),
            "until": self._moment(lost.report_until),
            "count": str(len(lost.residents)),
        }
        rows = _people(lost.residents)
        name = "lost_laptop"
        body = self._templates.body(name, fields, () if lost.residents else ("empty",))
        block = Block(body.replace("<!--residents-->", rows), MARGIN, 22.0, WIDTH)
        return Sheet(self._templates.text(name, "title", fields), (), block)

    def partner_list(self, listed: PartnerListInput) -> Sheet:
        """Names and addresses in the order given, with whom they are for above them."""
        fields = {
            **_sender_fields(listed.sender),
            "partner": listed.partner,
            "made_on": self._templates.day(listed.made_on, weekday=True),
            "count": str(len(listed.residents)),
        }
        name = "partner_list"
        body = self._templates.body(name, fields)
        rows = _people(listed.residents)
        block = Block(body.replace("<!--residents-->", rows), MARGIN, 22.0, WIDTH)
        return Sheet(self._templates.text(name, "title", fields), (), block)

    def _moment(self, moment: datetime) -> str:
        return f"{self._templates.day(moment.date(), weekday=True)}, {moment:%H.%M} uur"

    def day_sheet(self, day: DaySheetInput) -> Sheet:
        """The appointments of one visitor, in the order given."""
        return agenda_sheets.day_sheet(self._templates, day)

    def week_sheet(self, week: WeekSheetInput) -> Sheet:
        """The appointments of a week, day by day."""
        return agenda_sheets.week_sheet(self._templates, week)

    def paper_guide(self, guide: PaperGuideInput) -> Sheet:
        """The guide of a talk, to write on: a subject is not torn over two pages."""
        return talk_sheets.paper_guide(self._templates, guide)

    def warm_hand_over(self, hand_over: WarmHandOverInput) -> Sheet:
        """The sheet for the partner: what the resident did not agree to is not on it."""
        return talk_sheets.warm_hand_over(self._templates, hand_over)

    def agreed(self, agreed: AgreedInput) -> Sheet:
        """The page that stays with the resident, in large letters."""
        return talk_sheets.agreed(self._templates, agreed)


def _people(residents: Sequence[tuple[str, str]]) -> str:
    return "".join(
        f"<p style='margin-bottom:6pt'><b>{html.escape(name)}</b><br>{html.escape(address)}</p>"
        for name, address in residents
    )


def _sender_fields(sender: SenderInput) -> dict[str, str]:
    return {
        "organisation": sender.organisation,
        "city": sender.city,
        # With its blank, so that the sentence also reads well while no municipality is entered.
        "municipality": f" {sender.municipality}" if sender.municipality else "",
        "coordinator": sender.coordinator,
        "telephone": sender.telephone,
    }


def _letterhead(sender: SenderInput) -> Block:
    name, address = html.escape(sender.organisation), html.escape(sender.address_line)
    content = f"<b>{name}</b><br><span style='font-size:9pt'>{address}</span>"
    return Block(content, MARGIN, 14.0, WIDTH, 12.0)


def _lines(lines: Sequence[str]) -> str:
    return "<br>".join(html.escape(line) for line in lines if line)


def _words(words: Sequence[str]) -> str:
    """Numbered words, four to a row, so that they can be typed over without losing the place."""
    cells = [
        "<td width='25%'>"
        f"<span style='font-size:9pt'>{number}.</span> <b>{html.escape(word)}</b></td>"
        for number, word in enumerate(words, start=1)
    ]
    rows = [f"<tr>{''.join(cells[start : start + 4])}</tr>" for start in range(0, len(cells), 4)]
    return f"<table width='100%' cellpadding='4'>{''.join(rows)}</table>"
