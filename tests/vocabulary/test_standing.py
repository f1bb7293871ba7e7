"""Titles that are, and are not, an occurrence of a standing item that the catalogue knows."""

from __future__ import annotations

import re

import pytest

from schemas.standing import StandingEntry
from vocabulary.standing import catalogue, recognise
from vocabulary.tables import table

KNOWN = {
    "eventuelt": [
        "Eventuelt",
        "Evt.",
        "Evt",
        "EVENTUELT",
        "Eventuelt.",
        "Eventuelt:",
        "Lukket: Eventuelt",
        "Eventuelt (lukket)",
        "Eventuelt - lukket",
        "Eventuelt - Orientering fra borgmesteren",
        "Eventuelt og næste møde",
        "Bordet rundt/Eventuelt",
        "Eventuelt (åbent)",
        "Lukket eventuelt",
        "Eventuelt / siden sidst",
        "Evt. - lukket punkt",
        "Eventuelt, lukket",
        "Åbent: Eventuelt",
        "Eventuelt 2021",
        "Eventuelt ved formanden",
        "Lukket punkt: Eventuelt",
        "Eventuelt  ",
        "Eventuelt – ",
        "Eventuelt (fast punkt)",
        "Evt. (B)",
        "Eventuelt (O)",
        "Tillægspunkt: Eventuelt",
    ],
    "covid-19-status": [
        "Status på COVID-19",
        "Coronasituation – status, opgaver og tiltag ved høj smitte samt afledte beslutninger",
        "Orientering om COVID-19",
        "COVID-19",
        "Covid 19",
        "COVID19",
        "Status COVID-19",
        "Status på Covid-19-situationen",
        "Corona-status",
        "Coronastatus",
        "Status på corona",
        "Orientering om corona",
        "Orientering om coronasituationen",
        "COVID-19 status",
        "COVID-19 - status",
        "COVID-19: status",
        "Corona – siden sidst",
        "Status vedr. COVID-19",
        "Status vedrørende COVID-19 i kommunen",
        "Orientering om status på COVID-19",
        "Nyt om corona",
        "COVID-19 status uge 12",
        "Status på COVID-19 pr. 3. maj 2021",
        "Status på COVID‑19",
        "COVID–19 – orientering",
        "Situationen omkring COVID-19",
        "Drøftelse af coronasituationen",
        "Status på coronavirus",
        "Orientering om coronavirus/COVID-19",
        "Coronasituationen",
        "Coronasituation - status, opgaver og tiltag",
        "Opfølgning på COVID-19",
        "Orientering vedr. Corona",
        "Status på COVID-19 i Kalundborg Kommune",
        "COVID-19 – status og opfølgning",
        "Status: COVID-19",
        "Status - corona",
        "Statusorientering om COVID-19",
        "Opdatering på COVID-19",
        "Information om COVID-19",
        "Status på COVID-19 og vaccination",
        "Lukket: Status på COVID-19",
        "Status på COVID-19 marts 2021",
        "Løbende orientering om COVID-19",
        "Status på COVID-19 (fast punkt)",
    ],
    "sager-paa-vej": [
        "Orientering om sager på vej",
        "Sager på vej",
        "Kommende sager",
        "Sager på vej til politisk behandling",
        "Orientering om kommende sager",
        "Orientering om sager på vej - maj 2021",
    ],
    "formidling": [
        "Formidling af Direktionens drøftelser og beslutninger til organisationen",
        "Formidling af Børne- og Ungeudvalgets drøftelser og beslutninger til organisationen",
        "Formidling af mødet",
        "Formidling af Udvalget for Teknik og Miljøs drøftelser og beslutninger til organisationen",
    ],
    "orientering-oeu": [
        "Orientering fra Økonomiudvalgsmødet og koordinering af sager til politisk behandling",
        "Orientering fra Økonomiudvalget",
        "Orientering fra Økonomiudvalgets møde den 3. maj 2021",
    ],
    "godkendelse-af-dagsorden": [
        "Godkendelse af dagsorden",
        "Godkendelse af dagsordenen",
        "Godkendelse af dagsorden til mødet den 31. maj 2021",
        "Godkendelse af dagsordenen til mødet den 31-05-2021",
        "Bemærkninger til dagsordenen",
        "Godkendelse af dagsorden for mødet",
        "Dagsorden",
        "Godkendelse af dagsorden - 3. maj 2021",
        "Godkendelse af dagsordenen til møde i Økonomiudvalget den 3. maj 2021",
        "Fastsættelse af dagsorden",
        "Godkendelse af dagsorden og tillægsdagsorden",
        "Godkendelse af dagens dagsorden",
    ],
    "godkendelse-af-referat": [
        "Godkendelse af referat",
        "Godkendelse af referatet",
        "Godkendelse af referat fra sidste møde",
        "Godkendelse af referat fra mødet den 3. maj 2021",
        "Godkendelse af protokol",
        "Godkendelse af beslutningsprotokol",
        "Godkendelse af referat af 3. maj 2021",
    ],
    "underskrifter": [
        "Underskrifter",
        "Underskriftsblad",
        "Underskrift af protokol",
        "Underskriftsside",
        "Underskrivelse af protokollen",
        "Underskrift af referat",
        "Digital underskrift",
        "Underskrift af beslutningsprotokollen",
    ],
    "fravaerende": [
        "Fraværende",
        "Afbud",
        "Fravær",
        "Fravær og afbud",
        "Afbud/fravær",
    ],
    "meddelelser": [
        "Meddelelser",
        "Meddelelser fra formanden",
        "Siden sidst",
        "Meddelelser fra borgmesteren",
        "Meddelelser / Siden sidst",
        "Meddelelser fra formand og forvaltning",
        "Siden sidst - gensidig orientering",
        "Meddelelser fra formanden og forvaltningen",
        "Formandens meddelelser",
        "Meddelelser fra udvalgets medlemmer",
        "Meddelelser maj 2021",
    ],
    "orientering": [
        "Orienteringer",
        "Orienteringssager",
        "Orientering fra formanden",
        "Orientering fra forvaltningen",
        "Orientering fra borgmesteren",
        "Gensidig orientering",
        "Til orientering",
        "Orientering fra formand og forvaltning",
        "Orientering ved direktøren",
    ],
    "spoergetid": [
        "Spørgetid",
        "Spørgetid for borgere",
        "Åben spørgetid",
        "Spørgetid i byrådet",
        "Borgernes spørgetid",
    ],
    "moedeplan": [
        "Mødeplan",
        "Mødeplan 2022",
        "Godkendelse af mødeplan for 2022",
        "Mødekalender 2021-2022",
        "Mødedatoer 2022",
        "Godkendelse af mødeplan 2022 for Økonomiudvalget",
    ],
    "budgetopfoelgning": [
        "Budgetopfølgning",
        "Budgetopfølgning pr. 31. marts 2021",
        "1. budgetopfølgning 2021",
        "Budgetopfølgning 2 - 2021",
        "Budgetopfølgning marts 2021",
        "Budgetopfølgning 1. kvartal 2021",
        "Orientering om budgetopfølgning pr. 30. april 2021",
        "Budgetopfølgning for Økonomiudvalget",
        "Budgetopfølgning 2. kvartal for Børne- og Ungeudvalget",
        "Budgetopfølgning pr. ultimo maj",
        "Budgetopfølgning II 2021",
    ],
    "arbejdsmarked": [
        "Orientering om udviklingen på arbejdsmarkedet",
        "Orientering om udviklingen på arbejdsmarkedet marts 2021",
        "Status på arbejdsmarkedet",
        "Udviklingen på arbejdsmarkedet - maj 2021",
        "Orientering om situationen på arbejdsmarkedet",
        "Orientering om udviklingen på arbejdsmarkedet i Kalundborg Kommune, marts 2021",
    ],
}

LOOK_ALIKES = [
    "Eventuel udvidelse af åbningstiderne på genbrugspladsen i Hammerup",
    "Eventuelt salg af Skolegade 5",
    "Evt. salg af grund",
    "Eventuelt køb af areal",
    "Eventuelle ændringer i vedtægter",
    "Evt. udvidelse af skolen",
    "Eventuel flytning af biblioteket",
    "Eventualforpligtelser",
    "Eventkalender 2021",
    "Eventpulje",
    "Event i Hallen",
    "Tillægsbevilling til testcenter for COVID-19 i Bøgely-hallen",
    "Tilskud til COVID-19 testcenter",
    "Åbningstider i borgerservice under corona",
    "Orientering om COVID-19 regnskab 2020",
    "Status på økonomi ifm. COVID-19",
    "COVID-19 - kompensation til idrætsforeninger",
    "Evaluering af COVID-19-indsatsen",
    "Økonomiske konsekvenser af COVID-19",
    "COVID-19 hjælpepakke",
    "Ansøgning om COVID-19 midler",
    "Ændrede åbningstider på biblioteket som følge af corona",
    "Etablering af testcenter for COVID-19",
    "Orientering om COVID-19 udgifter",
    "Status på COVID-19-testcenter",
    "COVID-19: Fritagelse for dækningsafgift",
    "Sygefravær under COVID-19",
    "Orientering om COVID-19 i regnskab 2020",
    "Corona-kompensation",
    "COVID-19-testcenter i hallen",
    "Coronatilskud til foreninger",
    "Anlægspakke - corona",
    "Coronaens betydning for unges trivsel",
    "COVID-19 og trivsel i folkeskolen - undersøgelse",
    "Status på trivsel efter corona",
    "Beretning om coronahåndtering i ældreplejen",
    "Nyt fra havnen",
    "Nyt plejehjem",
    "Nyt rådhus",
    "Nyt",
    "Orientering",
    "Orientering om havnen",
    "Meddelelse om påbud",
    "Meddelelsespligt",
    "Siden sidste byrådsvalg",
    "Orientering fra Jobcenteret",
    "Orientering fra Movia",
    "Godkendelse af dagsorden til generalforsamling i Forsyningen",
    "Godkendelse af dagsorden til repræsentantskabsmøde i Vestforbrænding",
    "Godkendelse af Beskæftigelsesplan 2022",
    "Godkendelse af referat fra borgermøde om vindmøller i Havnsø",
    "Referater fra Integrationsrådet",
    "Underskriftsindsamling mod vindmøller",
    "Underskrift på aftale med DSB",
    "Fravær blandt elever",
    "Sygefravær i 1. halvår 2021",
    "Fraværsstatistik",
    "Afbudsgebyr",
    "Spørgetid ved byrådsmøder - forsøgsordning",
    "Evaluering af spørgetid",
    "Regler for spørgetid",
    "Mødeplanlægning i MED",
    "Mødesteder for unge",
    "Budget 2022",
    "Budgetopfølgning for projekt Havnebad",
    "Arbejdsmarkedspolitik 2022",
    "Projekt om nyuddannede på arbejdsmarkedet",
    "Orientering om udviklingen på arbejdsmarkedet for nyuddannede med handicap",
    "Arbejdsmarkedsfastholdelse",
    "Formidling af kulturarv",
    "Formidling af museets samlinger",
    "Formidlingscenter",
    "Sager om vindmøller på vej",
    "Kommende lokalplaner",
    "Ejendomssag",
    "Personalesag",
    "Lukket sag",
    "Lukket",
    "Orienteringsløb i skoven",
    "Dagsordenspunkt fra SF",
    "Forslag om ny dagsorden for klima",
    "Underskud på driften",
    "Personalestrategi 2021-2025",
    "No wrong door - projekt maj 2021 - december 2022",
    "Direktionens puljer",
    "Introduktion af ny Kommunalbestyrelse",
    "Økonomirapport fra BDO",
    "Spørgsmål fra Enhedslisten om vindmøller",
    "Meddelelsesblad til borgerne",
    "Kommende sager om mobning i folkeskolen - orientering",
    "Drøftelse af dagsorden for Agenda 21",
    "Bemærkninger til lokalplan 12",
    "Status på COVID-19 i hallen",
    "Orientering om COVID-19-vaccinationssteder",
    "Corona-test",
    "COVID-19-beredskab",
]


@pytest.mark.parametrize("key", KNOWN)
def test_every_title_of_a_standing_item_is_known_by_its_key(key: str) -> None:
    assert {title: recognise(title) for title in KNOWN[key]} == dict.fromkeys(KNOWN[key], key)


def test_look_alikes_are_not() -> None:
    assert [title for title in LOOK_ALIKES if recognise(title)] == []


def test_the_canonical_title_of_every_entry_is_its_own() -> None:
    titles = catalogue().titles
    assert {key: recognise(title) for key, title in titles.items() if key != "orientering"} == {
        key: key for key in titles if key != "orientering"
    }


def test_no_title_belongs_to_two_entries() -> None:
    for entry in table("standing")["item"]:
        for title in entry["titles"]:
            assert recognise(title) == entry["key"], title


def test_a_users_entry_goes_first_and_its_never_holds_for_the_catalogue_too() -> None:
    mine = StandingEntry(key="bordet-rundt", title="Bordet rundt", titles=("Eventuelt",))
    less = StandingEntry(key="meddelelser", never=("borgmester",))
    known = catalogue((mine, less))
    assert known.recognise("Eventuelt") == "bordet-rundt"
    assert known.recognise("Meddelelser fra formanden") == "meddelelser"
    assert known.recognise("Meddelelser fra borgmesteren") is None
    assert recognise("Eventuelt") == "eventuelt"


def test_the_patterns_cover_whole_titles() -> None:
    patterns = [pattern for entry in table("standing")["item"] for pattern in entry["patterns"]]
    assert not [pattern for pattern in patterns if re.search(r"(?<![\[\\])\^|\$", pattern)]
