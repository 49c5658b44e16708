"""The field in plain Python: what residents, visits and visitors are, and the rules of the cycle.

One English word stands for each Dutch notion, here, in tables, in tests and in texts:
inwoner Resident, huisbezoek Visit, huisbezoeker Visitor, coördinator Coordinator, ronde Round,
doelgroep TargetGroup, mantelzorger carer, voormalig mantelzorger former_carer,
rond pensioen pension, verliesdatum loss_date, uitnodiging Invitation, belpoging CallAttempt,
kaartje Card, afspraak Appointment, niet thuis not_home, niet bereikt unreached,
wil niet declined, later deferred, geen contact meer opted_out, verslag Report,
indruk Impression, toestemming Consent, koppeling Assignment, wijk District,
VOG conduct_certificate, geheimhouding secrecy_flag, gespreksleidraad ConversationGuide,
leefgebied LifeArea, wens Wish, soort contact ContactKind.
"""
