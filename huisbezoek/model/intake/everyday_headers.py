"""The columns of an everyday list: the words by which people name them."""

from typing import Final

from huisbezoek.model.domain.people_search import fold
from huisbezoek.model.domain.resident_lists import ListField

# Compared without case, accents, signs and spaces. Per field the best name first: of several
# columns for one field the best named is used.
_NAMES: Final = {
    ListField.SURNAME: "achternaam familienaam geslachtsnaam eigennaam meisjesnaam naam",
    ListField.PREFIX: (
        "tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels tussenv tussenvgsl tv vv"
    ),
    ListField.INITIALS: "voorletters voorletter initialen voorl vl",
    ListField.GIVEN_NAMES: "voornamen voornaam roepnaam",
    ListField.SEX: "geslacht geslachtsaanduiding mv manvrouw vm sekse aanhef",
    ListField.NAME_USAGE: "naamgebruik aanduidingnaamgebruik",
    ListField.PARTNER_PREFIX: (
        "tussenvoegselpartner voorvoegselpartner partnertussenvoegsel partnervoorvoegsel"
    ),
    ListField.PARTNER_SURNAME: (
        "achternaampartner partnerachternaam geslachtsnaampartner partnernaam naampartner"
    ),
    ListField.BIRTH_DATE: (
        "geboortedatum gebdatum geboortedat gebdat geborenop geboren gebdtm gebdag"
    ),
    ListField.STREET: "straat straatnaam openbareruimte straatn",
    ListField.LOCATION_DESCRIPTION: "locatiebeschrijving locatie adresregel1 adres",
    ListField.HOUSE_NUMBER: "huisnummer huisnr hnr hsnr nummer nr",
    ListField.HOUSE_LETTER: "huisletter letter",
    ListField.HOUSE_ADDITION: (
        "huisnummertoevoeging toevoeging huisnrtoevoeging huisnrtoev toev toevoegsel"
    ),
    ListField.HOUSE_DESIGNATION: "aanduidinghuisnummer huisnummeraanduiding",
    ListField.POSTCODE: "postcode pc pcode postkode",
    ListField.CITY: "woonplaats woonplaatsnaam plaats plaatsnaam wpl",
    ListField.TELEPHONE: (
        "telefoonnummer telefoon telefoonnr telnr telnummer tel mobiel mobielnummer gsm 06"
    ),
    ListField.EMAIL: "email emailadres mail mailadres",
    ListField.LOSS_DATE: (
        "verliesdatum datumverlies datumverliesnaaste overlijdensdatumnaaste datumoverlijdennaaste"
    ),
    ListField.CARER_SINCE: (
        "mantelzorgersinds mantelzorgsinds mantelzorgersindsdatum startmantelzorg beginmantelzorg"
    ),
    ListField.DEATH_DATE: "overlijdensdatum datumoverlijden overleden overledenop",
    ListField.SECRECY: "geheimhouding indicatiegeheim geheim indicatiegeheimhouding",
    ListField.MUNICIPALITY: "gemeentecode gemeentevaninschrijving",
    ListField.ADDRESS_FUNCTION: "briefadres functieadres",
}
_BY_NAME: Final = {
    name: (field, rank)
    for field, names in _NAMES.items()
    for rank, name in enumerate(names.split())
}


def header_key(header: str) -> str:
    """The header without case, accents, signs and spaces: what is compared."""
    return fold(header).replace(" ", "")


def everyday_field(header: str) -> tuple[ListField, int] | None:
    """What the column says about a person, with the rank of its name (0 is best)."""
    return _BY_NAME.get(header_key(header))
