"""What the pages of one open profile are bound to: parts, person, clock and chooser."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from huisbezoek.app.parts import Parts
from huisbezoek.model.usecases.ports.documents import SenderInput
from huisbezoek.model.usecases.profile import OpenProfile, back_up
from huisbezoek.ui.dialogs.file_choice import FileChooser


@dataclass(frozen=True, slots=True)
class Binding:
    """What the pages of one open profile are bound to."""

    parts: Parts
    profile: OpenProfile
    chooser: FileChooser
    person_name: str

    @property
    def is_coordinator(self) -> bool:
        """Whether this is a coordinator's profile."""
        return self.profile.identity.role == "coordinator"

    @property
    def person(self) -> str:
        """The identifier of the person at work."""
        return self.profile.identity.person

    def today(self) -> date:
        """The day of now."""
        return self.parts.today()

    def naive_now(self) -> datetime:
        """The wall clock as people say it, without a zone."""
        return self.parts.now().replace(tzinfo=None)

    def show_telephone(self, number: str) -> str:
        """A stored number as people write it; a text that is none is shown as it is."""
        known = self.parts.numbers.parse(number) if number else None
        return self.parts.numbers.show(known) if known is not None else number

    def parse_telephone(self, text: str) -> str | None:
        """The stored form of a number that somebody typed; None when it is none."""
        number = self.parts.numbers.parse(text)
        return number.e164 if number is not None else None

    def readable(self, sender: SenderInput) -> SenderInput:
        """The sender of a letter with the telephone number as people write it."""
        return replace(sender, telephone=self.show_telephone(sender.telephone))

    def back_up(self) -> Path:
        """A verified copy beside the profile, before something big."""
        return back_up(self.profile, self.parts.now())
