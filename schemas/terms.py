"""The closed word lists of the domain, in the words that the tables hold."""

from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document is: minutes, an agenda, or an addition to either."""

    REFERAT = "referat"
    DAGSORDEN = "dagsorden"
    TILLAEGSREFERAT = "tillægsreferat"
    TILLAEGSDAGSORDEN = "tillægsdagsorden"

    @property
    def is_supplement(self) -> bool:
        """Say whether its items come on top of another document's."""
        return self in (DocumentKind.TILLAEGSREFERAT, DocumentKind.TILLAEGSDAGSORDEN)


class DocumentStatus(StrEnum):
    """What became of a document in the warehouse."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"


class RunStatus(StrEnum):
    """How a run ended; `interrupted` is written by the next run over one that never ended."""

    RUNNING = "running"
    COMPLETED = "completed"
    COMPLETED_WITH_REFUSALS = "completed with refusals"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


class AttendanceStatus(StrEnum):
    """How a person took part in a meeting."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    SUBSTITUTE = "substitute"
    PARTIAL = "partial"


class ItemAttendanceStatus(StrEnum):
    """How a person took part in one item: as in a meeting, or disqualified from it (`inhabil`)."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    SUBSTITUTE = "substitute"
    PARTIAL = "partial"
    INHABIL = "inhabil"


class SectionKind(StrEnum):
    """The parts of an item."""

    RESUME = "resume"
    INDSTILLING = "indstilling"
    BEHANDLING = "behandling"
    SAGSFREMSTILLING = "sagsfremstilling"
    OEKONOMI = "økonomi"
    BESLUTNING = "beslutning"
    BILAG = "bilag"
    LOVGRUNDLAG = "lovgrundlag"
    HOERING = "høring"
    ANDET = "andet"


class Outcome(StrEnum):
    """What a decision came to."""

    GODKENDT = "godkendt"
    VEDTAGET = "vedtaget"
    ANBEFALET = "anbefalet"
    IKKE_ANBEFALET = "ikke anbefalet"
    TAGET_TIL_EFTERRETNING = "taget til efterretning"
    DROEFTET = "drøftet"
    UDSAT = "udsat"
    AFVIST = "afvist"
    OVERSENDT = "oversendt"
    TILBAGESENDT = "tilbagesendt"
    UDGAAET = "udgået"
    DELVIST_GODKENDT = "delvist godkendt"
    ANDET = "andet"


class VoteChoice(StrEnum):
    """What a voter chose."""

    FOR = "for"
    IMOD = "imod"
    UNDLOD = "undlod"
    FORBEHOLD = "forbehold"


class Severity(StrEnum):
    """How much a finding matters to whoever reads the rows."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Stage(StrEnum):
    """Where in the pass a document was refused."""

    DISCOVER = "discover"
    READ = "read"
    PARSE = "parse"
    LOAD = "load"
