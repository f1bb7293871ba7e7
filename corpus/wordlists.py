"""Invented people, places, bodies and things of Nørrestrand Kommune, which does not exist."""

from __future__ import annotations

MUNICIPALITY = "Nørrestrand Kommune"
MUNICIPALITY_CODE = "398"
"""No Danish municipality has this code, so none can be derived from the case numbers."""

BOARDS = ("Direktionen", "Chefgruppen")
COMMITTEES = (
    "Økonomiudvalget",
    "Udvalget for Teknik og Miljø",
    "Børne- og Skoleudvalget",
    "Social- og Sundhedsudvalget",
    "Kultur- og Fritidsudvalget",
)
COUNCILS = ("Kommunalbestyrelsen", "Byrådet")

FIRST_NAMES = (
    "Agnete", "Asbjørn", "Birthe", "Bodil", "Carsten", "Dorthe", "Ejnar", "Esther", "Frode", "Gudrun",
    "Henrik", "Inger", "Jytte", "Kjeld", "Lisbeth", "Mogens", "Niels Ole", "Oda", "Palle", "Ragnhild",
    "Sigurd", "Solveig", "Tage", "Ulla", "Vibeke", "Åse", "Anne-Grethe", "Karl Åge",
)  # fmt: skip
SURNAMES = (
    "Agermose", "Birkeskov", "Dalumgård", "Engkjær", "Fladhøj", "Grønnevang", "Hedemark", "Isholm",
    "Jordbro", "Kildeager", "Lyngbakke", "Mosebo", "Nørrelund", "Overballe", "Pilegårdsen", "Ravnkilde",
    "Skovlyst", "Toftebjerg", "Ulvedal", "Vibeholt", "Ærtebjerg", "Østermark", "Aagesdal", "van der Heide",
)  # fmt: skip
PARTIES = ("A", "B", "C", "F", "O", "V", "Ø", "L")

PLACES = (
    "Rådhuset, mødelokale 2",
    "Byrådssalen",
    "Mødecenter C, Fjordgade 8",
    "Teams",
    "Kombi-møde, dels fysisk på Rådhuset, dels virtuelt via Teams",
    "Sønderbro Skole, Skolegade 4",
)
TOWNS = ("Sønderbro", "Vesterlund", "Kirkestrand", "Hammerup", "Bøgely", "Østerdam", "Ålevig")
STREETS = ("Fjordgade", "Møllevej", "Skolegade", "Strandengen", "Åkandevej", "Kirkebakken", "Havnekajen")

PROPOSERS = (
    "Direktøren",
    "Sekretariatschefen",
    "Forvaltningen",
    "Direktionen",
    "Centerchefen",
    "Kommunaldirektøren",
    "Direktøren for Teknik og Miljø",
)
OFFICES = (
    "Center for Børn og Læring",
    "HR og Personale",
    "Center for Plan, Byg og Miljø",
    "Økonomi og Digitalisering",
    "Jobcentret",
    "Center for Ældre og Sundhed",
    "Kultur og Fritid",
)

SUBJECTS: tuple[tuple[str, str, str], ...] = (
    ("Renovering af faglokaler på {town} Skole", "renoveringen af faglokalerne", "17.01.04"),
    ("Forslag til lokalplan {number} for et boligområde ved {street}", "lokalplanforslaget", "01.02.05"),
    ("Anlægsbevilling til cykelsti mellem {town} og {town2}", "anlægget af cykelstien", "05.01.02"),
    ("Takster for dagtilbud {next_year}", "taksterne", "28.09.08"),
    ("Årsberetning {last_year} for {town} Bibliotek", "årsberetningen", "21.00.00"),
    ("Vedtægter for Foreningen {town} Havnebad", "vedtægterne", "24.00.00"),
    ("Udmøntning af pulje til nærdemokrati og landsbyudvikling", "udmøntningen af puljen", "01.11.00"),
    ("Ny organisering af hjemmesygeplejen", "organiseringen", "29.18.00"),
    ("Klimatilpasningsplan for kysten ved {town}", "klimatilpasningsplanen", "01.00.00"),
    ("Udbud af elevkørsel {year}-{next_year}", "udbuddet", "13.05.16"),
    ("Fremtidens plejecentre - analyse af kapaciteten frem mod 2035", "analysen", "27.42.00"),
    ("Sygefravær i 1. halvår {year}", "opgørelsen af sygefraværet", "81.28.00"),
    ("Digitaliseringsstrategi {year}-2026", "strategien", "85.00.00"),
    ("Serviceeftersyn af telefontider og borgerservice", "serviceeftersynet", "23.00.00"),
    ("Samarbejdsaftale med {town} Musikforening", "samarbejdsaftalen", "20.15.00"),
    ("Eventuel udvidelse af åbningstiderne på genbrugspladsen i {town}", "åbningstiderne", "07.18.00"),
    ("Tillægsbevilling til testcenter for COVID-19 i {town}-hallen", "tillægsbevillingen", "00.30.00"),
    (
        "Henvendelse fra {town} Borgerforening om trafiksikkerhed, hastighedsdæmpende foranstaltninger og "
        "belysning på {street} samt forslag om ny krydsningsmulighed for skolebørn",
        "henvendelsen",
        "05.13.00",
    ),
)  # fmt: skip
"""Title, what the text calls it, KLE number."""

CLOSED_SUBJECTS = (
    "Ejendomssag",
    "Personalesag",
    "Køb af areal ved {street}",
    "Rammeaftale om vikarydelser - valg af leverandør",
    "Lejemål på {street} 12 - 14",
)

SENTENCES = (
    "{Office} har siden foråret {last_year} arbejdet med {topic}.",
    "Baggrunden er, at {body} den {date} bad om et mere udførligt beslutningsgrundlag.",
    "Der er afholdt to borgermøder, hvor i alt {number} borgere deltog.",
    "Udgiften anslås til {amount} kr., som finansieres af det afsatte rådighedsbeløb.",
    "Forvaltningen vurderer, at tidsplanen er realistisk, såfremt udbudsmaterialet er klar inden udgangen "
    "af {month}.",
    "Sagen har tidligere været behandlet på mødet den {date}, jf. sagsnr. {case}.",
    "I den forbindelse er der foretaget en vurdering efter § 17, stk. 4, i lov om kommunernes styrelse.",
    "Målgruppen er primært de 16-29-årige, men også ungdoms- og uddannelsesområdet i bredere forstand.",
    "Erfaringerne fra {town} viser, at ordningen kan gennemføres inden for den eksisterende ramme.",
    "Der henvises i øvrigt til ”Sammen om {town} – en fælles retning”, som blev vedtaget i {last_year}.",
    "Kommunens forventede merudgift udgør {percent} pct. af det korrigerede budget.",
    "Ordningen evalueres senest den {date}, hvorefter {body} får forelagt resultatet.",
    "Medarbejderrepræsentanterne har haft lejlighed til at kommentere forslaget.",
    "Arbejdsgruppen peger på, at tilgængelighedsforhold og handicapparkering bør indtænkes fra begyndelsen.",
    "Herudover har lokalsamfundet udtrykt ønske om, at beplantningen langs {street} bevares.",
    "Beslutningen har ingen konsekvenser for de medarbejdere, der allerede er ansat i afdelingen.",
    "Kontrakten omfatter ca. {number} brugere fordelt på 3-4 geografiske områder m.v.",
    "Forslaget indebærer, at sagsbehandlingstiden for byggetilladelser forkortes fra 12 til 8 uger.",
    "Punkt 4 i aftalen af {date} er dermed opfyldt, og sag nr. 7 kan afsluttes.",
    "Beslutning om udbud træffes særskilt, og indstillinger fra bestyrelserne indgår i grundlaget.",
    "Bilag 2 viser, hvordan IT-understøttede løsninger kan frigøre {number} timer i COVID-19-situationen.",
    "Beskæftigelses- og Integrationsforvaltningen har fleksible åbningstider i e-handels-projektet.",
    "2. behandling af sagen forventes i {month} {next_year}.",
    "{number} borgere har svaret, heraf {small} skriftligt og resten på https://www.norrestrand.example/svar.",
    "Udgiften på {amount} kr. dækkes af kontoen for ”uforudsete udgifter” (konto 06.45.51).",
    "Ansøgningsfristen var kl. 12.00 den {date}, og der indkom {small} ansøgninger.",
)
SUBHEADINGS = ("Økonomi i projektet", "Baggrund for ønsket", "Hvad koster det", "Fokus på de unge")
"""Bold lines inside a text: no headings that anybody would look for."""
LIST_INTROS = (
    "Projektet omfatter følgende:",
    "Der lægges vægt på, at",
    "De vigtigste indsatser i {year} er:",
    "Indsatsen har tre spor:",
)
ENTRIES = (
    "Etablering af nye indgangspartier",
    "Bedre udnyttelse af lokalerne uden for skoletiden, herunder i weekender og ferier",
    "Sammenhæng mellem indsatserne på børne-, unge- og familieområdet",
    "Rekruttering og fastholdelse af faguddannede medarbejdere, så vikarforbruget kan nedbringes",
    "Udskiftning af belysning",
    "Kompetenceudvikling for ledere og nøglemedarbejdere",
    "Nyt fælles booking-system",
    "Økonomi",
    "Bilag og dokumentation; herunder fotos (jf. punkt 2)",
    "§ 18-midler, f.eks. til besøgs- og ledsagerordninger",
    "Inddragelse af brugere og pårørende",
)
RECOMMENDATIONS = (
    "{topic} godkendes.",
    "orienteringen tages til efterretning.",
    "der meddeles en anlægsbevilling på {amount} kr. til {topic}.",
    "sagen drøftes.",
    "{topic} sendes i høring i otte uger.",
    "udgiften finansieres af kassebeholdningen.",
    "{topic} evalueres efter et år.",
    "der arbejdes videre med model 2.",
)
REMARKS = (
    "{Office} skal fremlægge en revideret tidsplan i {month}.",
    "sagen skal forelægges {body} igen inden sommerferien.",
    "formuleringen om parkering præciseres.",
    "der følges op på økonomien hvert halve år.",
    "sag 7 udsættes.",
    "punkt 2 sendes i høring, og at {Office} vender tilbage.",
)
NEWS = (
    "Orientering om henvendelse fra {town} Borgerforening.",
    "Orientering om budgetseminaret den {date}.",
    "Drøftelse af kommunikationen omkring vejarbejdet på {street}. {Office} vender tilbage med et oplæg.",
    "{Office} orienterede om rekrutteringssituationen.",
    "Næste møde er flyttet til {town}.",
)
ATTACHMENTS = (
    "Notat om {topic}",
    "Bilag 1_Oversigt over økonomien {year}",
    "Bilag 2 - Høringssvar fra {town} Skoles bestyrelse og forældreforeningen samt forvaltningens "
    "bemærkninger hertil",
    "Kort over området ved {street}",
    "Udkast til aftale ({month} {year})",
    "Referat fra borgermøde i {town}",
    "Regneark med nøgletal.xlsx",
)
