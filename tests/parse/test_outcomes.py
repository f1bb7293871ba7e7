import pytest

from schemas.terms import Outcome
from tasks.parse.outcomes import classify, remark_of

CASES = {
    Outcome.GODKENDT: [
        "Referatet fra Rådmandsmødet den 5. marts blev godkendt.",
        "Rådmanden tilsluttede sig indstillingen.",
        "Referat fra mødet den 12. september 2018 og dagsorden godkendt.",
        "Puljen fordeles som indstillet.",
        "Udvalget besluttede,\n1. at puljen fordeles som foreslået\n2. at planen godkendes",
        "Indstillingens 1.-3. at-punkt blev godkendt uden afstemning.",
        "Udvalget tilsluttede sig forslaget.",
        "Udvalget kan tiltræde indstillingen.",
        "Der gives dispensation.",
        "Godkendt med ændringsforslaget. Planen sendes i høring.",
        "Ad. 1: Godkendt.\nAd. 2: Godkendt.",
        "Havnechefens forslag følges.",
        "Udvalget godkendte regnskabet og tog beretningen til efterretning.",
        "By- og Havneudvalget godkender indstillingen.",
        "Social-, Børne- og Ungeudvalget godkendte indstillingen.",
        "Efter afstemning godkendt.",
        "Tiltrådtes.",
        "Indstillingen blev bifaldt.",
        "Byrådet besluttede med 15 stemmer for og 4 imod at godkende planen.",
        "Indstillingens 1. at-punkt blev godkendt.\nIndstillingens 2. at-punkt blev godkendt.",
        "Godkendt.",
        "Godkendes.",
        "Ændringsforslaget blev vedtaget, hvorefter den således ændrede indstilling blev godkendt.",
        "Indstillingen godkendt.",
        "Indstillingen blev godkendt.",
        "Indstillingen godkendes.",
        "Tiltrådt.",
        "Indstillingen tiltrådt.",
        "Direktionen godkendte indstillingen.",
        "Byrådet godkender indstillingen.",
        "Godkendt med den bemærkning, at oplægget sendes til orientering.",
        "Godkendt med den ændring, at sag 7 udsættes.",
        "Godkendt med den ændring, at punkt 2 afvises.",
        "Godkendt, idet punkt 3 udgår.",
        "Godkendt, dog således at udgiften tages til efterretning af udvalget.",
        "Dagsordenen godkendt.",
        "Enstemmigt godkendt.",
        "Økonomiudvalget besluttede at godkende indstillingen.",
        "Et flertal godkendte indstillingen.",
        "Indstillingen følges.",
        "Ad 1: Godkendt. Ad 2: Godkendt.",
        "Udvalget godkendte, at sagen sendes i høring.",
        "Godkendt som indstillet.",
        "GODKENDT",
    ],
    Outcome.VEDTAGET: [
        "Planforslaget vedtages og sendes i høring.",
        "Et flertal på 12 stemte for forslaget, som dermed blev vedtaget.",
        "Formanden satte forslaget til afstemning:\nForslaget var herefter vedtaget.",
        "Vedtaget.",
        "Byrådet har vedtaget indstillingen.",
        "Forslaget blev vedtaget.",
        "Vedtaget med 15 stemmer mod 4.",
        "Tilbagesendes Teknisk Afdeling med bemærkning, at byrådet har vedtaget indstillingen.",
    ],
    Outcome.ANBEFALET: [
        "Teknisk Udvalg indstiller til byrådet, at forslaget godkendes.",
        "Økonomiudvalget vedtog at anbefale indstillingen.",
        "Indstilles taget til efterretning.",
        "Indstilles til efterretning.",
        "Sagen indstilles imødekommet.",
        "Magistraten indstillede til Byrådet, at indstillingen tiltrædes.",
        "Økonomiudvalget indstillede, at planen godkendes.",
        "Fremsendes til Byrådet med bemærkning, at Magistraten anbefaler, at byrådet tiltræder den.",
        "Udvalget var enige om at anbefale indstillingen.",
        "Udvalget besluttede at anbefale taksterne over for byrådet.",
        "Økonomiudvalget indstiller til Byrådet, at forslaget godkendes.",
        "Anbefales.",
        "Anbefalet af Økonomiudvalget.",
        "Indstilles godkendt.",
        "Indstilles til godkendelse.",
        "Indstillingen anbefales.",
        "Teknik- og Miljøudvalgets indstilling anbefales.",
        "Økonomiudvalget anbefaler indstillingen.",
        "Et flertal bestående af A, C og V (6) anbefaler indstillingen.",
        "Udvalget anbefaler, at sagen udsættes.",
        "Indstilles til byrådets godkendelse.",
    ],
    Outcome.IKKE_ANBEFALET: [
        "Udvalget kan ikke anbefale indstillingen.",
        "Anbefales ikke.",
        "Et flertal i udvalget (A og F) kan ikke anbefale indstillingen.",
    ],
    Outcome.TAGET_TIL_EFTERRETNING: [
        "Udvalget tog sagen til orientering.",
        "Taget ad notam.",
        "Taget til orientering.",
        "Til orientering.",
        "Taget til efterretning.",
        "Drøftet og taget til efterretning.",
        "Til efterretning.",
        "Orienteringen blev taget til efterretning.",
        "Orienteringen tages til efterretning.",
    ],
    Outcome.DROEFTET: [
        "By- og Havneudvalget drøftede sagen.",
        "Drøftet.",
        "Punktet blev drøftet.",
        "Sagen drøftedes.",
        "Direktionen drøftede sagen.",
    ],
    Outcome.UDSAT: [
        "Sagen blev stillet i bero.",
        "Byrådet vedtog at stille sagen i bero.",
        "Sagen optages til fornyet behandling i maj.",
        "Formanden foreslog, at sagen udsættes. Dette blev tiltrådt.",
        "Byrådet vedtog at udsætte sagen.",
        "Overført til næste møde.",
        "Sagen genoptages.",
        "Det blev besluttet at udsætte sagen.",
        "Udvalget udsætter punktet til næste møde.",
        "Udvalget ønsker sagen genoptaget på næste møde.",
        "Udsat.",
        "Udsættes.",
        "Sagen blev udsat.",
        "Sagen udsættes til næste møde.",
        "Punktet blev udskudt til næste møde.",
        "Udskudt til næste møde.",
        "Udsat med henblik på yderligere oplysninger, som kan godkendes senere.",
    ],
    Outcome.OVERSENDT: [
        "Ida Krogh (A) deltog i debatten.\nForslaget overgik til udvalgsbehandling i Teknisk Udvalg.",
        "Byrådet henviste sagen til behandling i Magistraten.",
        "Rådmanden besluttede, at sagen sendes til Magistraten.",
        "Forslagsstillerne anbefalede forslaget.\nForslaget oversendes til Magistraten.",
        "Udvalget henviser sagen til budgetforhandlingerne.",
        "Overgår til Økonomiudvalget.",
        "Byrådet besluttede at overgå til 2. behandling.",
        "Byrådet besluttede at sende planen i 8 ugers offentlig høring.",
        "Budgettet overgår til 2. behandling.",
        "Fremsendes til Byrådet til behandling.",
        "Sagen oversendes til Økonomiudvalget.",
        "Udvalget besluttede, at oversende sagen til Økonomiudvalget.",
        "Oversendes til byrådet.",
        "Sendes i høring.",
        "Forslaget sendes i offentlig høring.",
    ],
    Outcome.TILBAGESENDT: [
        "Byrådet vedtog at sende sagen tilbage til udvalget.",
        "Udvalget besluttede at sende forslaget tilbage til forvaltningen.",
        "Sendes tilbage til forvaltningen.",
        "Sagen sendes tilbage til forvaltningen med henblik på belysning.",
        "Tilbagesendes til fagudvalget.",
    ],
    Outcome.AFVIST: [
        "Ansøgningen kunne ikke imødekommes.",
        "Udvalget meddelte afslag på ansøgningen.",
        "Forslaget blev ikke vedtaget.",
        "Udvalget imødekommer ikke ansøgningen.",
        "Byrådet besluttede ikke at godkende planen.",
        "Forkastet.",
        "Afvist.",
        "Indstillingen nedstemt.",
        "Forslaget faldt.",
        "Indstillingen blev ikke godkendt.",
        "Ansøgningen imødekommes ikke.",
        "Ikke godkendt.",
        "Byrådet kan ikke godkende indstillingen.",
        "Der gives afslag.",
        "Udvalget besluttede at meddele afslag på ansøgningen.",
    ],
    Outcome.UDGAAET: [
        "Punktet udgår af dagsordenen.",
        "Sagen udgik.",
        "Taget af dagsordenen.",
        "Sagen blev taget af dagsordenen.",
        "Udgår.",
    ],
    Outcome.DELVIST_GODKENDT: [
        "Røgfri tid på sygehusene: Godkendt.\nRøgfri tid på skolerne: Udsat til september.",
        "1. at: Godkendt\n2. at: Udsat",
        "Første at-punkt blev godkendt.\nAndet at-punkt blev afvist.",
        "At 1) Godkendt.\nAt 2) Udsat til mødet i maj.",
        "Ad 1: Godkendt. Ad 2: Udsat.",
        "Udvalget besluttede,\n1. at puljen fordeles som foreslået, dog mere til A\n2. at C udsættes.",
        "Udvalget besluttede, at\n1. godkende planen\n2. udsætte sagen om skolen",
        "Ad pkt. 1: Taget til efterretning.\nAd pkt. 2: Indstilles godkendt.",
        "Vedr. pkt. 1: Godkendt.\nVedr. punkt 2: Udsat.",
        "Ad 1) Godkendt.\nAd 2) Taget til efterretning.",
        "Pkt. 1: Godkendt.\nPkt. 2: Afvist.",
        "1. Godkendt.\n2. Udsat.",
        "Ad 1: Godkendt.\nAd 2 og 3: Anbefales.",
        "a) Taget til efterretning.\nb) Anbefales.",
    ],
    Outcome.ANDET: [
        "Borgmesteren meddelte desuden, at Amtsrådet har tiltrådt aftalen.",
        "Orientering om henvendelse fra borgerforeningen.",
        "Intet.",
        "Intet at bemærke.",
        "Borgmesteren orienterede om status.",
        "Der kommer en ny medarbejder den 1. maj.",
        "Budgettet for 2022 gennemgås på næste møde.",
        "Næste møde holdes på biblioteket.",
    ],
}


@pytest.mark.parametrize(
    ("text", "outcome"), [(text, outcome) for outcome, texts in CASES.items() for text in texts]
)
def test_a_decision_comes_to_what_its_first_verdict_says(text: str, outcome: Outcome) -> None:
    assert classify(text)[0] == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Ændringsforslaget faldt dermed.\nIndstillingen er dermed vedtaget.", Outcome.VEDTAGET),
        (
            "Venstres ændringsforslag blev forkastet.\nDirektionens indstilling blev godkendt.",
            Outcome.GODKENDT,
        ),
        ("Ændringsforslag 1 er forkastet.\nBudgettet som helhed blev vedtaget.", Outcome.VEDTAGET),
        ("Ændringsforslaget faldt.", Outcome.AFVIST),
        ("Ansøgningen kunne ikke imødekommes.", Outcome.AFVIST),
        ("Ad. 1 godkendt.\nAd. 2 kunne ikke tiltrædes.", Outcome.DELVIST_GODKENDT),
        (
            "Ole Bro stillede forslag om, at højden sænkes.\nForslaget blev forkastet.\n"
            "Herefter blev indstillingen vedtaget.",
            Outcome.VEDTAGET,
        ),
        ("Ole Bro stillede forslag om, at højden sænkes.\nForslaget blev forkastet.", Outcome.AFVIST),
        ("Forslaget blev forkastet.\nPlanen vedtages.", Outcome.AFVIST),
        (
            "Det af Ø stillede ændringsforslag blev forkastet.\nIndstillingen blev derefter godkendt.",
            Outcome.GODKENDT,
        ),
        (
            "Et ændringsforslag fra V blev vedtaget.\nIndstillingen med den vedtagne ændring blev godkendt.",
            Outcome.GODKENDT,
        ),
        ("Et mindretal (O) foreslår, at sagen udsættes.\nAnbefales.", Outcome.ANBEFALET),
        (
            "Ida Krogh (V) stillede forslag om, at sagen udsættes. Forslaget blev ikke vedtaget.\n"
            "Indstillingen blev vedtaget.",
            Outcome.VEDTAGET,
        ),
        (
            "Ida Krogh (A) foreslog, at bussen fortsætter i 2021.\nForslaget faldt.\n"
            "Kultur- og Fritidsudvalgets indstilling blev derefter vedtaget.",
            Outcome.VEDTAGET,
        ),
        (
            "Der stemmes om ændringsforslaget: Ændringsforslaget er faldet.\n"
            "Der stemmes om indstillingen: Indstillingen er vedtaget.",
            Outcome.VEDTAGET,
        ),
    ],
)
def test_an_amendment_is_the_outcome_only_where_nothing_else_was_decided(text: str, outcome: Outcome) -> None:
    assert classify(text)[0] == outcome


def test_the_first_sentence_with_a_verdict_decides() -> None:
    assert classify("Sagen blev gennemgået. Godkendt. Lokalplanen sendes i høring.")[0] == Outcome.GODKENDT


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Godkendt med den bemærkning, at oplægget forkortes.", "oplægget forkortes."),
        ("Godkendt med den bemærkning at oplægget forkortes.", "oplægget forkortes."),
        ("Godkendt med den ændring, at sag 7 udsættes.", "sag 7 udsættes."),
        ("Godkendt med følgende bemærkning: Oplægget forkortes.", "Oplægget forkortes."),
        ("Godkendt, idet punkt 3 udgår.", "punkt 3 udgår."),
        ("Godkendt med bemærkning om, at planen følges.", "planen følges."),
        ("Godkendt med den tilføjelse, at planen følges op.", "planen følges op."),
        ("Tiltrådt, dog således at fristen rykkes.", "fristen rykkes."),
        ("Godkendt med de faldne bemærkninger.", None),
        ("Godkendt.", None),
        (
            "Udvalget besluttede,\n1. at puljen fordeles, dog således at B får 5 kr.\n2. at C udsættes.",
            "B får 5 kr.",
        ),
        ("Anbefales. Udvalget drøftede tidsplanen.", None),
        ("Sagen blev udsat, idet udvalget ønsker et nyt overslag.", None),
        ("Anbefales, idet fristen rykkes.\nUdvalget besøger skolen i maj.", "fristen rykkes."),
        (
            "Godkendt med følgende bemærkninger:\n- Fristen rykkes.\n- Skolen høres.",
            "- Fristen rykkes.\n- Skolen høres.",
        ),
    ],
)
def test_the_remark_is_what_follows_its_opening(text: str, remark: str | None) -> None:
    assert remark_of(text) == remark
