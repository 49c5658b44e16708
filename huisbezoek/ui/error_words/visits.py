"""What goes wrong with residents, visits, visitors, letters and exchange."""

from collections.abc import Mapping
from typing import Final

from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

SENTENCES: Final[Mapping[str, str]] = {
    "away_period": QT_TRANSLATE_NOOP(
        "errors",
        "De laatste dag ligt voor de eerste dag. Er is niets veranderd. Vul de dagen opnieuw in.",
    ),
    "contact_stopped": QT_TRANSLATE_NOOP(
        "errors",
        "Deze inwoner is overleden, verhuisd of wil geen contact meer. "
        "Er is niets veranderd en er gaat niets de deur uit.",
    ),
    "resident_excluded": QT_TRANSLATE_NOOP(
        "errors",
        "Deze inwoner is uitgesloten. Er is niets veranderd. "
        "Haal eerst de reden weg op de kaart van de inwoner.",
    ),
    "visited_by_partner": QT_TRANSLATE_NOOP(
        "errors",
        "Deze inwoner wordt al bezocht door een andere organisatie. Er is niets veranderd. "
        "Kijk op de kaart van de inwoner wie dat is.",
    ),
    "do_not_visit": QT_TRANSLATE_NOOP(
        "errors",
        "Op de kaart staat dat hier niemand heen gaat. Er is niets veranderd. "
        "Lees op de kaart van de inwoner waarom.",
    ),
    "contact_paused": QT_TRANSLATE_NOOP(
        "errors",
        "Het contact met deze inwoner rust. Er is niets veranderd. "
        "De coördinator beslist wanneer het verdergaat.",
    ),
    "status_not_fitting": QT_TRANSLATE_NOOP(
        "errors",
        "Het bezoek staat er intussen anders voor. Er is niets veranderd. "
        "Kijk op de kaart hoe het nu is.",
    ),
    "visit_open_already": QT_TRANSLATE_NOOP(
        "errors",
        "Voor deze inwoner staat al een bezoek open. Er is niets veranderd. "
        "Ga verder met dat bezoek.",
    ),
    "not_due": QT_TRANSLATE_NOOP(
        "errors",
        "Deze inwoner is nog niet aan de beurt. Er is niets veranderd. "
        "Vraagt de inwoner zelf om een bezoek? Kies dan Bezoek aanvragen.",
    ),
    "light_contact_not_due": QT_TRANSLATE_NOOP(
        "errors",
        "Een kaartje of belletje past hier nu niet meer. Er is niets veranderd. "
        "Kijk op de kaart wat er al is gedaan.",
    ),
    "deferred": QT_TRANSLATE_NOOP(
        "errors",
        "Deze inwoner wil pas later bezoek. Er is niets veranderd. "
        "Op de kaart staat tot wanneer u wacht.",
    ),
    "visit_over": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bezoek is al geweest of gesloten. Er is niets veranderd. "
        "Kijk op de kaart van de inwoner wat er is gedaan.",
    ),
    "hand_over_without_summary": QT_TRANSLATE_NOOP(
        "errors",
        "De samenvatting voor de nieuwe bezoeker is nog leeg. Er is niets veranderd. "
        "Schrijf een samenvatting of kies wat de bezoeker anders mag lezen.",
    ),
    "reason_missing": QT_TRANSLATE_NOOP(
        "errors",
        "Er staat nog geen reden bij. Er is niets veranderd. Schrijf op waarom en probeer opnieuw.",
    ),
    "unknown_subject": QT_TRANSLATE_NOOP(
        "errors",
        "Deze inwoner of dit bezoek staat niet (meer) in uw gegevens. Er is niets veranderd. "
        "Ga terug en kies opnieuw.",
    ),
    "visitor_not_ready": QT_TRANSLATE_NOOP(
        "errors",
        "Deze bezoeker heeft nog geen geldige VOG of geheimhouding. Er is niemand toegewezen. "
        "Vul eerst de datums in bij de bezoeker.",
    ),
    "visitor_ruled_out": QT_TRANSLATE_NOOP(
        "errors",
        "Er is afgesproken dat deze bezoeker niet naar deze inwoner gaat. Er is niemand "
        "toegewezen. Kies een andere bezoeker.",
    ),
    "visitor_own_street": QT_TRANSLATE_NOOP(
        "errors",
        "Deze bezoeker woont in dezelfde straat als een inwoner. Er is niemand toegewezen. "
        "Kies een andere bezoeker.",
    ),
    "visitor_untrained": QT_TRANSLATE_NOOP(
        "errors",
        "Bij een van deze inwoners is de training over levensvragen nodig. Er is niemand "
        "toegewezen. Kies een andere bezoeker, of zet de training op de kaart van de bezoeker.",
    ),
    "visitor_stopped_already": QT_TRANSLATE_NOOP(
        "errors",
        "Deze bezoeker is al gestopt. Er is niets veranderd. Kijk op de pagina Bezoekers wie er "
        "nog meedoet.",
    ),
    "visitor_without_name": QT_TRANSLATE_NOOP(
        "errors",
        "De naam van de bezoeker is nog leeg. Er is niets bewaard. Vul een naam in.",
    ),
    "password.too_short": QT_TRANSLATE_NOOP(
        "errors",
        "Dit wachtwoord is te kort. Er is niets veranderd. Kies ten minste {minimum} tekens, "
        "of vier woorden.",
    ),
    "password.too_common": QT_TRANSLATE_NOOP(
        "errors",
        "Dit wachtwoord is te makkelijk te raden. Er is niets veranderd. Kies een ander, "
        "bijvoorbeeld vier woorden.",
    ),
    "password.too_long": QT_TRANSLATE_NOOP(
        "errors",
        "Dit wachtwoord is te lang. Er is niets veranderd. Kies er een van ten hoogste "
        "{maximum} tekens.",
    ),
    "start_file_expired": QT_TRANSLATE_NOOP(
        "errors",
        "Dit startbestand is te oud. Er is niets veranderd. Vraag uw coördinator om een nieuw "
        "startbestand.",
    ),
    "start_file_practice": QT_TRANSLATE_NOOP(
        "errors",
        "Dit startbestand hoort bij de oefenmodus of juist niet. Er is niets veranderd. Vraag "
        "uw coördinator welk bestand u nodig hebt.",
    ),
    "nothing_to_undo": QT_TRANSLATE_NOOP(
        "errors",
        "Er is intussen iets anders gedaan. Er is niets veranderd. Kijk wat er nu staat en "
        "verander het zelf.",
    ),
    "deed_left": QT_TRANSLATE_NOOP(
        "errors",
        "Dit staat al in een bestand. Er is niets veranderd. Verander het zelf.",
    ),
    "talk_begun": QT_TRANSLATE_NOOP(
        "errors",
        "Er is al een gesprek begonnen bij dit bezoek. Er is niets veranderd. Verander het zelf.",
    ),
    "nobody_to_send_to": QT_TRANSLATE_NOOP(
        "errors",
        "Voor deze bezoeker kan nog geen bestand worden gemaakt. Er is niets veranderd. Lees "
        "eerst een bestand van deze bezoeker.",
    ),
    "practice_mixed": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand hoort bij het oefenen en niet bij het echte werk, of andersom. Er is niets "
        "ingelezen. U kunt het laten staan.",
    ),
    "bundle_from_myself": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand hebt u zelf gemaakt. Er is niets veranderd. Geef het aan degene voor wie "
        "het is.",
    ),
    "bundle_overtaken": QT_TRANSLATE_NOOP(
        "errors",
        "Er is intussen een ander bestand voor deze computer gemaakt. Dit bestand is niet "
        "geschreven. Maak het opnieuw.",
    ),
    "start_file_used": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand hoort bij een startbestand dat niet meer geldt. Dat startbestand is al "
        "gebruikt, vervangen of veel te oud. Er is niets ingelezen en het bestand is bewaard. "
        "Vraag de bezoeker welke computer de goede is.",
    ),
    "not_allowed_by_sender": QT_TRANSLATE_NOOP(
        "errors",
        "In dit bestand staat een besluit dat alleen een coördinator mag nemen. Er is niets "
        "ingelezen. Bel de afzender.",
    ),
    "peer_revoked": QT_TRANSLATE_NOOP(
        "errors",
        "Deze computer doet niet meer mee. Er is geen bestand gemaakt. Maak een nieuw "
        "startbestand als de bezoeker een andere computer heeft.",
    ),
    "bundle_newer_schema": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand komt van een nieuwere versie van het programma. Het is bewaard, er is "
        "niets ingelezen. Werk het programma bij en probeer het opnieuw.",
    ),
    "no_appointment": QT_TRANSLATE_NOOP(
        "errors",
        "Er staat geen afspraak. Er is niets veranderd. Maak eerst een afspraak.",
    ),
    "nothing_agreed_yet": QT_TRANSLATE_NOOP(
        "errors",
        "Er is nog geen verslag van dit bezoek. Er is niets geprint. Lever eerst het verslag in.",
    ),
    "nothing_to_hand_in": QT_TRANSLATE_NOOP(
        "errors",
        "Er is nog geen verslag van dit bezoek. Er is niets ingeleverd. Open het gesprek en "
        "schrijf eerst iets op.",
    ),
    "sender_missing": QT_TRANSLATE_NOOP(
        "errors",
        "De naam en het telefoonnummer van de coördinator ontbreken. Er is geen brief gemaakt. "
        "Vul ze in bij Instellingen.",
    ),
}
