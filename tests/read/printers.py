"""Print PDFs with four producers, each with what makes PDFs hard to read.

Each function writes one file and gives its path. The texts are invented.
"""

from __future__ import annotations

import math
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.colors import Color, black, grey, lightgrey, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import ListFlowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

PROSE = (
    "Udvalget drøftede forslaget om en ny cykelsti langs Åvej og tog orienteringen til efterretning. "
    "Forvaltningen foreslår, at anlægsudgiften på 1.250.000 kr. afholdes af puljen til trafiksikkerhed, "
    "jf. sag 21-000857 og dokument 326-2021-126428, og at ungdomsuddannelserne høres inden den 15. maj. "
    "Børne- og Ungdomsudvalget, Økonomiudvalget og Kommunalbestyrelsen behandler sagen (2. behandling)."
)
ROWS = [
    ["Beløb i 1.000 kr.", "Budget", "Forbrug", "Afvigelse"],
    ["Vej og park", "541.240", "179.543", "4.134"],
    ["Cykelstier", "12.500", "9.875", ""],
    ["I alt", "553.740", "189.418", "4.134"],
]

Printer = Callable[[Path], Path]


def print_reportlab_flow(path: Path) -> Path:
    """ReportLab's layout engine: justified text, lists, marks, a table over a page break."""
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, alignment=4)
    head = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=16, leading=22)
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, black), ("BACKGROUND", (0, 0), (-1, 0), lightgrey)])
    story: list[object] = [Paragraph("Punkt 1: Ny cykelsti langs Åvej", head)]
    story += [Paragraph(PROSE, body), Spacer(1, 8)] * 5
    story.append(ListFlowable([Paragraph(PROSE[:90], body), Paragraph("kort", body)], bulletType="bullet"))
    story.append(ListFlowable([Paragraph("at sagen godkendes", body), Paragraph("at den sendes", body)]))
    story.append(
        Paragraph("Areal 120 m<super>2</super>, CO<sub>2</sub> og <b>fed</b> <i>skrå</i> tekst.", body)
    )
    story.append(Table([*ROWS, *ROWS[1:] * 12], style=grid, repeatRows=1))
    SimpleDocTemplate(str(path), pagesize=A4).build(story)
    return path


def print_reportlab_tables(path: Path) -> Path:
    """Tables drawn in every way, and rulings that are none."""
    canvas = Canvas(str(path), pagesize=A4)

    def cells(x: float, y: float, rows: list[list[str]], width: float = 100, height: float = 20) -> None:
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                canvas.drawString(x + c * width + 4, y - r * height - 14, text)

    canvas.setFont("Helvetica", 10)
    canvas.grid([50, 150, 250, 350, 450], [800, 780, 760, 740, 720])
    cells(50, 800, ROWS)
    # One frame, one line down, one across: three objects make the smallest table.
    canvas.rect(50, 650, 200, 40)
    canvas.line(150, 650, 150, 690)
    canvas.line(50, 670, 250, 670)
    cells(50, 690, [["Nr.", "Titel"], ["1", "Eventuelt"]])
    # Thin filled rectangles as browsers draw them; a merged cell in the first row.
    for x in (50, 150, 250):
        canvas.rect(x, 560, 0.75, 60 if x != 150 else 40, stroke=0, fill=1)
    for y in (560, 580, 600, 620):
        canvas.rect(50, y, 200.75, 0.75, stroke=0, fill=1)
    cells(50, 620, [["Samlet overskrift"], ["a", "b"], ["c", "d"]])
    # A frame around text, an underlined heading, a box of two rows and one column: no tables.
    canvas.rect(50, 500, 300, 40)
    canvas.drawString(60, 515, "Rammen om en bemærkning")
    canvas.drawString(50, 470, "Understreget overskrift")
    canvas.line(50, 468, 160, 468)
    canvas.grid([50, 250], [450, 430, 410])
    cells(50, 450, [["Kun en spalte"], ["i to rækker"]])
    # One path with all rulings, filled cells behind.
    canvas.setFillColor(lightgrey)
    canvas.rect(50, 360, 200, 20, stroke=0, fill=1)
    canvas.setFillColor(black)
    rulings = canvas.beginPath()
    for x in (50, 150, 250):
        rulings.moveTo(x, 340)
        rulings.lineTo(x, 380)
    for y in (340, 360, 380):
        rulings.moveTo(50, y)
        rulings.lineTo(250, y)
    canvas.drawPath(rulings)
    cells(50, 380, [["Hoved", "To"], ["linje", "fire"]])
    canvas.save()
    return path


def print_reportlab_turned(path: Path) -> Path:
    """Every /Rotate with a CropBox that starts elsewhere than the MediaBox, and text turned on the page."""
    canvas = Canvas(str(path), pagesize=A4)
    for turn in (0, 90, 180, 270):
        canvas.setPageRotation(turn)
        canvas.setCropBox((20, 30, 560, 800))
        canvas.saveState()
        # The text is upright for the reader of the turned page.
        canvas.translate(A4[0] / 2, A4[1] / 2)
        canvas.rotate(turn)
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(-200, 150, f"Drejet {turn} grader")
        canvas.setFont("Helvetica", 11)
        for line in range(6):
            canvas.drawString(-200, 120 - 14 * line, PROSE[60 * line : 60 * line + 60].strip())
        canvas.grid([-200, -100, 0], [0, -20, -40])
        canvas.drawString(-195, -14, "Nr.")
        canvas.drawString(-95, -14, "Titel")
        canvas.drawString(-195, -34, "1")
        canvas.drawString(-95, -34, "Eventuelt")
        canvas.rotate(90)
        canvas.drawString(-100, -180, "Arkiveret i sagen")
        canvas.restoreState()
        canvas.drawString(2, 400, "uden for udsnittet")
        canvas.showPage()
    canvas.save()
    return path


def print_reportlab_hidden(path: Path) -> Path:
    """What a reader cannot see, beside what looks like it and can be seen."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawString(72, 780, "Synlig tekst først")
    text = canvas.beginText(72, 760)
    text.setTextRenderMode(3)
    text.textOut("usynlig skrift")
    text.setTextRenderMode(0)
    canvas.drawText(text)
    canvas.setFillColor(white)
    canvas.drawString(72, 740, "hvid på hvid")
    canvas.setFillColor(black)
    canvas.rect(60, 690, 300, 30, fill=1)
    canvas.setFillColor(white)
    canvas.drawString(72, 700, "Hvid tekst på sort felt")
    canvas.setFillColor(black)
    canvas.drawString(72, 660, "streget under sort")
    canvas.rect(60, 650, 300, 25, fill=1)
    canvas.drawString(72, 620, "Set gennem en farve")
    canvas.setFillColor(Color(1, 1, 0, alpha=0.4))
    canvas.rect(60, 610, 300, 25, fill=1, stroke=0)
    canvas.setFillColor(grey)
    canvas.rect(60, 570, 300, 25, fill=1, stroke=0)
    canvas.drawString(72, 580, "grå på grå")
    # A box that a clip keeps off the text.
    canvas.setFillColor(black)
    canvas.drawString(72, 540, "Ved siden af udklippet")
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(400, 500, 50, 50)
    canvas.clipPath(clip, stroke=0)
    canvas.rect(60, 500, 400, 80, fill=1)
    canvas.restoreState()
    # White text on a round patch.
    canvas.circle(150, 460, 40, fill=1)
    canvas.setFillColor(white)
    canvas.drawString(130, 456, "Rund")
    canvas.setFillColor(black)
    canvas.drawString(-300, 430, "uden for siden")
    canvas.drawString(72, 400, "Synlig tekst sidst")
    canvas.save()
    return path


def print_reportlab_forms(path: Path) -> Path:
    """Text, rulings and hiding boxes inside form XObjects, moved and scaled, one inside the other."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.beginForm("inner")
    canvas.setFont("Times-Bold", 12)
    canvas.drawString(0, 0, "Inderst i formen")
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(0, 110, "Tekst i en form")
    canvas.grid([0, 80, 160], [100, 80, 60])
    for x, y, word in ((4, 86, "Nr."), (84, 86, "Titel"), (4, 66, "1"), (84, 66, "Eventuelt")):
        canvas.drawString(x, y, word)
    canvas.saveState()
    canvas.translate(0, 40)
    canvas.doForm("inner")
    canvas.restoreState()
    canvas.drawString(2, 12, "dækket i formen")
    canvas.rect(0, 8, 120, 16, fill=1)
    canvas.endForm()
    for x, y, scale in ((72, 700, 1.0), (72, 450, 1.5)):
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(scale, scale)
        canvas.doForm("outer")
        canvas.restoreState()
    canvas.save()
    return path


def print_reportlab_characters(path: Path) -> Path:
    """Spacing, scaling, raised text, overprinting, ligatures, soft hyphens, sizes set by the matrix."""
    pdfmetrics.registerFont(TTFont("Dejavu", _font("DejaVuSans.ttf")))
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Dejavu", 11)
    canvas.drawString(72, 800, "afﬁndes ﬂere oﬃcielle • – “citat” tusind\u00a0kroner")
    canvas.drawString(72, 780, "et bindestregsord ved linjens slut: ungdoms-")
    canvas.drawString(72, 766, "uddannelse og et til: special\u00ad")
    canvas.drawString(72, 752, "institution med 326-2021-")
    canvas.drawString(72, 738, "126428 i næste linje")
    text = canvas.beginText(72, 710)
    text.setFont("Helvetica", 11)
    text.setCharSpace(1.1)
    text.textLine("Spatieret overskrift i brødteksten")
    text.setCharSpace(-0.3)
    text.textLine("Tæt sat tekst i smalle spalter")
    text.setCharSpace(0)
    text.setHorizScale(70)
    text.textLine("Smaltrykt tekst i tabeller")
    text.setHorizScale(130)
    text.textLine("Bredtrykt tekst")
    text.setHorizScale(100)
    text.textOut("Hævet ")
    text.setFont("Helvetica", 7)
    text.setRise(4)
    text.textOut("note1")
    text.setRise(0)
    text.setFont("Helvetica", 11)
    text.textOut(" og videre på linjen")
    canvas.drawText(text)
    canvas.setFont("Helvetica", 11)
    for offset in (0, 0.3):
        canvas.drawString(72 + offset, 600, "Dobbelttrykt fed")
    canvas.saveState()
    canvas.translate(72, 560)
    canvas.transform(11, 0, 0, 11, 0, 0)
    canvas.setFont("Times-Roman", 1)
    canvas.drawString(0, 0, "Størrelse fra matricen")
    canvas.restoreState()
    canvas.saveState()
    canvas.transform(1, 0, math.tan(math.radians(12)), 1, 0, 0)
    canvas.drawString(-40, 530, "Skråtstillet skrift")
    canvas.restoreState()
    canvas.saveState()
    canvas.translate(300, 300)
    canvas.rotate(45)
    canvas.setFont("Helvetica-Bold", 40)
    canvas.setFillColor(lightgrey)
    canvas.drawString(-80, 0, "UDKAST TIL")
    canvas.restoreState()
    # Words that no space parts, and letters that kerning parts.
    x = 72.0
    canvas.setFont("Times-Roman", 12)
    for word in PROSE.split()[:9]:
        canvas.drawString(x, 200, word)
        x += canvas.stringWidth(word) + 2.9
    canvas.drawString(72, 180, "A")
    canvas.drawString(72 + canvas.stringWidth("A") + 0.8, 180, "Vej")
    # Two columns whose lines stand side by side, and a leader of dots.
    canvas.drawString(72, 150, "Anna Jensen (A)")
    canvas.drawString(320, 150.8, "Formand")
    canvas.drawString(72, 130, "Eventuelt" + "." * 60 + "14")
    canvas.save()
    return path


TYPST = r"""
#set page(paper: "a4", margin: 2.2cm, footer: context [Side #counter(page).display()])
#set text(font: "%(font)s", size: 10.5pt, lang: "da", hyphenate: true)
#set par(justify: true)
#outline()
= Punkt 1: Ny cykelsti langs Åvej
%(prose)s #footnote[En fodnote om afﬁndelser og ﬂere ting.] Areal 120 m#super[2], CO#sub[2].
#columns(2)[%(prose)s %(prose)s]
- første punkt i listen
  - et punkt i punktet
- *fedt* og _skråt_ punkt
+ at sagen godkendes,
+ at sagen sendes til Økonomiudvalget
#underline[Understreget overskrift]
#table(columns: 4, table.header(%(header)s), %(cells)s)
== Økonomiske konsekvenser
#rect(width: 60%%)[Rammen om en bemærkning]
#rotate(90deg, reflow: true)[Arkiveret i sagen]
#box(fill: black, inset: 4pt)[#text(fill: white)[Hvid på sort]]
#text(tracking: 0.12em)[SPATIERET OVERSKRIFT] #text(fill: white)[hvid på hvid]
= Punkt 2: Ungdomsuddannelser
#for _ in range(6) [%(prose)s #parbreak()]
"""


def print_typst(path: Path) -> Path:
    """Typst: hyphenated and justified columns, footnotes, a table over a page break."""
    import typst

    def cell(text: str) -> str:
        return f"[{text}]"

    source = TYPST % {
        "font": "Libertinus Serif",
        "prose": PROSE.replace("(2.", "(anden"),
        "header": ", ".join(map(cell, ROWS[0])),
        "cells": ", ".join(cell(text) for row in ROWS[1:] * 9 for text in row),
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "referat.typ"
        file.write_text(source, encoding="utf-8")
        typst.compile(file, output=path)
    return path


HTML = """<!doctype html><html lang="da"><meta charset="utf-8"><style>
@page {{ size: A4; margin: 22mm }} body {{ font: 11pt/1.35 'Liberation Serif', serif; hyphens: manual }}
h1 {{ font: bold 16pt 'Liberation Sans' }} .just {{ text-align: justify }}
table {{ border-collapse: collapse }} td, th {{ border: 1px solid #222; padding: 3px 6px }}
.separate {{ border-collapse: separate; border-spacing: 2px }} .spaced {{ letter-spacing: .1em }}
.narrow {{ width: 42mm }} .dark {{ background: #004; color: white; padding: 4px }}
</style><body><h1>Punkt 1: Ny cykelsti langs Åvej</h1><p class="just">{prose}</p><p>{prose}</p>
<p class="narrow">Special&shy;institutions&shy;udvalget og ungdoms&shy;uddannelses&shy;vejledningen
i af&shy;talen om 326-2021-126428</p>
<ul><li>første punkt<ul><li>et punkt i punktet</ul><li><b>fedt</b> og <i>skråt</i> <u>punkt</u></ul>
<ol><li>at sagen godkendes,<li>at den sendes til Økonomiudvalget</ol>
<p>Areal 120 m<sup>2</sup>, CO<sub>2</sub>, tusind&nbsp;kroner, afﬁndes ﬂere oﬃcielle.</p>
<p class="spaced">Spatieret overskrift</p><p class="dark">Hvid tekst i mørkt felt</p>
<p style="color:white">hvid på hvid</p><p style="opacity:.5">Halvt gennemsigtig</p>
<div style="position:relative"><p>overdækket linje</p>
<div style="position:absolute;inset:0;background:black"></div></div>
<p style="transform:rotate(-90deg);width:40mm">Arkiveret i sagen</p>
<table>{rows}</table><p></p><table class="separate">{rows}</table>
<table>{rows}{more}</table>
<p style="border:1px solid">Rammen om en bemærkning</p><p>{prose}</p></body></html>"""


def _html() -> str:
    def row(cells: list[str]) -> str:
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    return HTML.format(prose=PROSE, rows="".join(map(row, ROWS)), more="".join(map(row, ROWS[1:] * 12)))


def print_chromium(path: Path) -> Path:
    """Chromium: drawn bullets, thin filled rectangles as rulings, one text object a letter."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "referat.html"
        file.write_text(_html(), encoding="utf-8")
        command = [
            shutil.which("chromium") or "google-chrome",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={path}",
            file.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path


def print_libreoffice(path: Path) -> Path:
    """LibreOffice Writer: bullets from a symbol font, its own hyphens and table borders."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{path.stem}.html"
        file.write_text(_html(), encoding="utf-8")
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf:writer_web_pdf_Export",
            "--outdir",
            folder,
            str(file),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        shutil.move(Path(folder) / f"{path.stem}.pdf", path)
    return path


def _font(name: str) -> str:
    """Find a font file by name, in the system's folders or the one that ReportLab brings."""
    import reportlab

    folders = [Path("/usr/share/fonts"), Path(reportlab.__file__).parent / "fonts"]
    for folder in folders:
        for file in folder.rglob(name):
            return str(file)
    return str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")


def missing(program: str) -> str | None:
    """Give the reason for which a printer cannot be used here, None where it can."""
    names = {"chromium": ("chromium", "google-chrome"), "libreoffice": ("soffice",)}
    if program in names and not any(shutil.which(name) for name in names[program]):
        return f"{program} is not installed"
    return None


PRINTERS: dict[str, tuple[str, Printer]] = {
    "reportlab-flow": ("reportlab", print_reportlab_flow),
    "reportlab-tables": ("reportlab", print_reportlab_tables),
    "reportlab-turned": ("reportlab", print_reportlab_turned),
    "reportlab-hidden": ("reportlab", print_reportlab_hidden),
    "reportlab-forms": ("reportlab", print_reportlab_forms),
    "reportlab-characters": ("reportlab", print_reportlab_characters),
    "typst": ("typst", print_typst),
    "chromium": ("chromium", print_chromium),
    "libreoffice": ("libreoffice", print_libreoffice),
}
