"""What a new reading of loaded documents would change, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from schemas.minutes import Minutes, Model
from schemas.settings import Settings
from warehouse.bulk import select
from warehouse.corrections import field_changes
from warehouse.reader import open_published


class LoadedDocument(Model):
    """A document as the ledger knows it."""

    document_id: str
    source_path: str
    stored_path: str | None
    byte_size: int


class FieldChange(Model):
    """In how many meetings a field would be another, and how many of its values."""

    field: str
    meetings: int
    values: int


def loaded_documents(settings: Settings) -> list[LoadedDocument]:
    """Give all documents that were loaded, as readers see them; `HomeMissing` where there is no warehouse."""
    names = tuple(LoadedDocument.model_fields)
    with open_published(settings) as connection:
        found = connection.execute(
            f"SELECT {', '.join(names)} FROM documents JOIN parsed_documents USING (document_id) "
            "WHERE status <> 'quarantined' ORDER BY document_id"
        ).fetchall()
    return [LoadedDocument(**dict(zip(names, row, strict=True))) for row in found]


class Comparison:
    """Counts what differs between what is loaded and what was read anew."""

    def __init__(self) -> None:
        self._meetings: Counter[str] = Counter()
        self._values: Counter[str] = Counter()
        self.changed: set[str] = set()

    def note(self, before: Mapping[str, Minutes], after: Mapping[str, Minutes]) -> None:
        """Compare documents that both have."""
        for key in before.keys() & after.keys():
            fields = Counter(field for field, _, _ in field_changes(before[key], after[key]))
            self._meetings.update(fields.keys())
            self._values.update(fields)
            if fields:
                self.changed.add(key)

    @property
    def fields(self) -> list[FieldChange]:
        """Give the fields that differ, those of most meetings first."""
        return [
            FieldChange(field=field, meetings=count, values=self._values[field])
            for field, count in sorted(self._meetings.items(), key=lambda pair: (-pair[1], pair[0]))
        ]


def read_before(settings: Settings, document_ids: Iterable[str]) -> dict[str, Minutes]:
    """Give the parsed form that readers' rows were made of."""
    with open_published(settings) as connection:
        found = select(
            connection,
            "SELECT document_id, minutes FROM parsed_documents "
            "WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
            document_ids,
        )
    return {key: Minutes.model_validate_json(minutes) for key, minutes in found}
