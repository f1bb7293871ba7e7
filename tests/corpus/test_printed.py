"""A truth's text becomes paragraphs and lists."""

from corpus.printed import Entry, Listing, Paragraph, blocks_of_text


def test_list_lines_become_one_list_with_their_levels() -> None:
    blocks = list(blocks_of_text("Indledning\n- et\n  - under\n- to\nSlut"))
    entries = (Entry("et"), Entry("under", "", 1), Entry("to"))
    assert blocks == [Paragraph("Indledning"), Listing(entries), Paragraph("Slut")]


def test_numbers_and_letters_keep_their_markers() -> None:
    blocks = list(blocks_of_text("1. et\n2. to"))
    assert blocks == [Listing((Entry("et", "1."), Entry("to", "2.")))]


def test_a_sentence_that_begins_with_an_ordinal_is_no_list() -> None:
    assert list(blocks_of_text("2. behandling er i maj.")) == [Paragraph("2. behandling er i maj.")]
    blocks = list(blocks_of_text("- et\n2. behandling er i maj."))
    assert blocks == [Listing((Entry("et"),)), Paragraph("2. behandling er i maj.")]
